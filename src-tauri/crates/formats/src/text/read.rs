use super::marks::{is_credit_like, is_dateline_like, is_deck_like, is_headline_like, is_kicker_like};
use crate::decode::{is_space, taken_out_finding, tidy};
use story::{
    Body, Dateline, Fields, Finding, FindingCode, House, Houses, RelatedLink,
    body::Block,
    house::{CreditPlace, is_day},
};

/// What was read out of plain copy.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The house whose form the copy has; `None` where it fits none and was kept whole as paragraphs.
    pub house: Option<String>,
    /// Only what was recognised (with the house and its language); the rest is empty.
    pub fields: Fields,
    /// The text: paragraphs, and related links where they stood.
    pub body: Body,
    /// What was recognised, in the order in which it stands in the copy: for people to confirm.
    pub recognised: Vec<Recognised>,
    /// What was left as text or written differently.
    pub findings: Vec<Finding>,
}

/// One recognised value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The field, by the names of [`Fields::NAMES`].
    pub field: &'static str,
    /// Its value as a person reads it; several bylines are joined by `; `.
    pub value: String,
}

/// Most lines that stand above the text: kicker, headline, deck.
const HEADLINE_BLOCK: usize = 3;
/// Spaces that web pages put where copy has plain ones.
const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];
/// Lines named in findings at most: a long text with the same oddity in every line is one oddity.
const MOST_NAMED: usize = 12;

/// Reads copy in the form of a house.
///
/// `own` is the house to try first (the newsroom's, or one that was named): the only one whose datelines may be as bare as
/// `Jakarta - `. Then every house that can be recognised is tried; the one that accounts for most wins. Whatever a house
/// reads, it must also print back as it stood, or it is left as text: nothing is guessed away.
pub fn read(copy: &str, houses: &Houses, own: Option<&str>) -> Reading {
    let (text, taken_out) = tidy(copy);
    let lines: Vec<&str> =
        text.split('\n').map(|line| line.trim_matches(is_space)).filter(|line| !line.is_empty()).collect();
    let own = own.and_then(|id| houses.get(id));
    let others = houses.all().iter().filter(|house| house.recognisable && own.is_none_or(|own| own.id != house.id));

    let mut best: Option<Form<'_>> = None;
    for house in own.into_iter().chain(others) {
        let is_own = own.is_some_and(|own| own.id == house.id);
        let form = Form::of(house, &lines, is_own);
        let enough = if is_own { 1 } else { 2 };
        if form.evidence() >= enough && best.as_ref().is_none_or(|best| form.evidence() > best.evidence()) {
            best = Some(form);
        }
    }
    let mut reading = match best {
        Some(form) => form.reading(&lines),
        None => whole(&lines),
    };
    reading.findings.extend(taken_out_finding(taken_out));
    reading
}

/// Copy that fits no house: every line a paragraph.
fn whole(lines: &[&str]) -> Reading {
    let mut findings = vec![Finding::note(FindingCode::NoHouse, "")];
    findings.extend(left_as_text(lines));
    Reading {
        house: None,
        fields: Fields::default(),
        body: Body::from_paragraphs(lines.iter().copied()),
        recognised: Vec::new(),
        findings,
    }
}

/// How one house sees the lines.
struct Form<'a> {
    house: &'a House,
    fields: Fields,
    /// Lines of kicker, headline and deck.
    block: usize,
    /// Lines that the credit line takes, at the top or the bottom.
    credit: usize,
    /// The line that the dateline stands in front of, and what is left of that line.
    dateline: Option<(usize, &'a str)>,
    /// Whether any line is a related link of the house.
    related: bool,
}

impl<'a> Form<'a> {
    fn of(house: &'a House, lines: &[&'a str], is_own: bool) -> Self {
        let fields = Fields { house: house.id.clone(), language: house.language.clone(), ..Fields::default() };
        let mut form = Form { house, fields, block: 0, credit: 0, dateline: None, related: false };
        match house.credit_place {
            CreditPlace::Top => form.read_top(lines),
            CreditPlace::Bottom => form.read_bottom(lines),
        }
        // Related links alone speak for no house but one's own, so long copy need not be searched for those of all others.
        let counts = is_own || form.evidence() > 0;
        form.related = counts && form.text_lines(lines).any(|(_, line)| read_related(house, line).is_some());
        form
    }

    /// A credit line within the first lines, what stands above it being the headline block.
    fn read_top(&mut self, lines: &[&'a str]) {
        for block in 0..=HEADLINE_BLOCK.min(lines.len()) {
            if !self.can_be_block(&lines[..block]) {
                continue;
            }
            let height = self
                .house
                .credit_heights()
                .into_iter()
                .find(|height| lines.get(block..block + height).is_some_and(|credit| self.read_credit(credit)));
            if let Some(height) = height {
                (self.block, self.credit) = (block, height);
                self.read_dateline(lines);
                self.read_block(lines);
                return;
            }
        }
        self.read_block_by_dateline(lines);
    }

    /// A credit line at the very end.
    fn read_bottom(&mut self, lines: &[&'a str]) {
        let height = self
            .house
            .credit_heights()
            .into_iter()
            .find(|height| lines.len().checked_sub(*height).is_some_and(|start| self.read_credit(&lines[start..])));
        self.credit = height.unwrap_or_default();
        self.read_block_by_dateline(lines);
    }

    /// Without a credit line above the text, a dateline within the first lines says where the text begins.
    fn read_block_by_dateline(&mut self, lines: &[&'a str]) {
        let before = self.fields.clone();
        for block in 0..=HEADLINE_BLOCK.min(lines.len()) {
            if self.can_be_block(&lines[..block]) {
                self.block = block;
                self.read_dateline(lines);
                if self.dateline.is_some_and(|(at, _)| at == block) {
                    self.read_block(lines);
                    return;
                }
                self.dateline = None;
                self.fields.clone_from(&before);
            }
        }
        self.block = 0;
        self.read_dateline(lines);
    }

    fn can_be_block(&self, lines: &[&str]) -> bool {
        lines.iter().all(|line| read_related(self.house, line).is_none())
            && match split_block(lines) {
                None => true,
                Some((kicker, headline, deck)) => {
                    kicker.is_none_or(is_kicker_like)
                        && is_headline_like(headline)
                        && !is_day(headline)
                        && deck.is_none_or(is_deck_like)
                }
            }
    }

    fn read_block(&mut self, lines: &[&str]) {
        if let Some((kicker, headline, deck)) = split_block(&lines[..self.block]) {
            self.fields.kicker = kicker.unwrap_or_default().to_owned();
            self.fields.headline = headline.to_owned();
            self.fields.deck = deck.unwrap_or_default().to_owned();
        }
    }

    fn read_credit(&mut self, lines: &[&str]) -> bool {
        let printed = plain_spaces(&lines.join("\n"));
        let mut fields = self.fields.clone();
        let exact = self.house.read_credit(&printed, &mut fields) && self.house.print_credit(&fields) == printed;
        if exact {
            self.fields = fields;
        }
        exact
    }

    /// The dateline in front of the first line that is not a related link.
    fn read_dateline(&mut self, lines: &[&'a str]) {
        let house = self.house;
        let first = self.text_lines(lines).find(|(_, line)| read_related(house, line).is_none());
        let Some((at, line)) = first else { return };
        let last = self.text_lines(lines).last().is_some_and(|(last, _)| last == at);
        // Copy out of a web page has no-break spaces here. A dateline that stands alone has lost its closing space; where
        // text follows on a line of its own it stays a line, or it would be printed in front of that text.
        let plain = plain_spaces(line);
        let alone = format!("{plain} ");
        let whole = [plain.as_str(), alone.as_str()].into_iter().find_map(|text| {
            let (dateline, form, rest) = house.read_dateline(text)?;
            let fits = if rest.is_empty() { last } else { text == plain };
            fits.then(|| (dateline, form, rest.chars().count(), text))
        });
        let Some((dateline, form, left, text)) = whole else { return };
        let mut fields = self.fields.clone();
        // The date may stand above the credit line, and has been read there.
        fields.dateline = Dateline { date: dateline.date.or(fields.dateline.date), ..dateline };
        fields.forms.dateline = form;
        let printed = house.print_dateline(&fields);
        let credit_stays = house.print_credit(&fields) == house.print_credit(&self.fields);
        let exact = credit_stays
            && text.strip_prefix(&printed).is_some_and(|rest| {
                let white_space_counts = !printed.ends_with(' ') && rest.starts_with(is_space);
                rest.chars().count() == left && !white_space_counts
            });
        if exact {
            let rest = line.char_indices().rev().take(left).last().map_or("", |(start, _)| &line[start..]);
            self.fields = fields;
            self.dateline = Some((at, rest.trim_start_matches(is_space)));
        }
    }

    /// The lines of the text, with their numbers: neither headline block nor credit line.
    fn text_lines<'l>(&self, lines: &'l [&'a str]) -> impl Iterator<Item = (usize, &'a str)> + 'l {
        let (above, below) = match self.house.credit_place {
            CreditPlace::Top => (self.block + self.credit, 0),
            CreditPlace::Bottom => (self.block, self.credit),
        };
        let end = lines.len().saturating_sub(below);
        lines.iter().copied().enumerate().take(end).skip(above)
    }

    /// How much speaks for the house. An outlet's name in the dateline says most; initials at the end say little.
    fn evidence(&self) -> u32 {
        let dateline = match (&self.dateline, self.fields.dateline.outlet.is_empty()) {
            (None, _) => 0,
            (Some(_), false) => 4,
            (Some(_), true) => 1,
        };
        let people =
            !self.fields.source.is_empty() || !self.fields.editor.is_empty() || !self.fields.bylines.is_empty();
        let credit = match (self.credit, people) {
            (0, _) => 0,
            (_, true) => 2,
            (_, false) => 1,
        };
        dateline + credit + u32::from(self.related)
    }

    fn reading(self, lines: &[&'a str]) -> Reading {
        let mut findings = Vec::new();
        let mut blocks = Vec::new();
        let mut text = Vec::new();
        for (at, line) in self.text_lines(lines) {
            if let Some((title, form)) = read_related(self.house, line) {
                if form != 0 && findings.len() < MOST_NAMED {
                    findings.push(Finding::note(FindingCode::RelatedNormalised, line));
                }
                blocks.push(Block::RelatedLink { attrs: RelatedLink { title, story_id: None, url: None } });
                continue;
            }
            match self.dateline {
                Some((dateline, "")) if dateline == at => {}
                Some((dateline, rest)) if dateline == at => blocks.push(Block::paragraph(rest)),
                _ => {
                    text.push(line);
                    blocks.push(Block::paragraph(line));
                }
            }
        }
        if is_day(&self.fields.deck) {
            findings.push(Finding::note(FindingCode::LeftAsText, &self.fields.deck));
        }
        findings.extend(left_as_text(&text));
        Reading {
            house: Some(self.house.id.clone()),
            recognised: recognised(&self.fields),
            // Paragraphs and related links are allowed everywhere; only an empty list of blocks is not a body.
            body: Body::new(blocks).unwrap_or_default(),
            fields: self.fields,
            findings,
        }
    }
}

/// Up to three lines as (kicker, headline, deck). Of two lines the first is a kicker where it is a few words above a longer
/// line that is no sentence.
fn split_block<'l>(lines: &[&'l str]) -> Option<(Option<&'l str>, &'l str, Option<&'l str>)> {
    match *lines {
        [headline] => Some((None, headline, None)),
        [first, second] => {
            let few_words = first.split_whitespace().count() <= 4 && first.chars().count() < second.chars().count();
            if few_words && is_kicker_like(first) && is_headline_like(second) && !is_day(second) {
                Some((Some(first), second, None))
            } else {
                Some((None, first, Some(second)))
            }
        }
        [kicker, headline, deck] => Some((Some(kicker), headline, Some(deck))),
        _ => None,
    }
}

/// A related link's title and form. Copy out of a web page has no-break spaces in it.
fn read_related(house: &House, line: &str) -> Option<(String, u32)> {
    let read = house.read_related(line);
    if read.is_none() && line.contains(NO_BREAK) { house.read_related(&plain_spaces(line)) } else { read }
}

fn plain_spaces(line: &str) -> String {
    line.replace(NO_BREAK, " ")
}

fn left_as_text(lines: &[&str]) -> Vec<Finding> {
    let odd = |line: &&str| is_credit_like(line) || is_day(line) || is_dateline_like(line);
    let named = lines.iter().copied().filter(odd).take(MOST_NAMED);
    named.map(|line| Finding::note(FindingCode::LeftAsText, line)).collect()
}

fn recognised(fields: &Fields) -> Vec<Recognised> {
    let bylines = fields.bylines.join("; ");
    let values = [
        ("kicker", fields.kicker.as_str()),
        ("headline", &fields.headline),
        ("deck", &fields.deck),
        ("bylines", &bylines),
        ("source", &fields.source),
        ("editor", &fields.editor),
        ("outlet", &fields.dateline.outlet),
        ("place", &fields.dateline.place),
        ("date", fields.dateline.date.as_deref().unwrap_or_default()),
        ("signOff", &fields.sign_off),
        ("rights", &fields.rights),
    ];
    let some = values.into_iter().filter(|(_, value)| !value.is_empty());
    some.map(|(field, value)| Recognised { field, value: value.to_owned() }).collect()
}
