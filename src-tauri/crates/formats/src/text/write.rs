use crate::{Kind, Leaving, notice};
use story::{
    House, Rendition, Story,
    body::{Block, Cell, EmbedAttrs, Image, Inline, Item, Row},
    house::CreditPlace,
};

/// Writes the house form. The bytes end with exactly one `\n`.
pub fn write(story: &Story, house: &House) -> Rendition {
    Rendition {
        media_type: Kind::Text.media_type(),
        suffix: Kind::Text.suffix(),
        bytes: form(story, house).into_bytes(),
        attachments: Vec::new(),
    }
}

/// The same with what was said of the story after it had left, a line each at its end.
pub(crate) fn write_leaving(leaving: &Leaving<'_>) -> Rendition {
    let mut rendition = write(leaving.story, leaving.house);
    for notice in notice::all(leaving) {
        rendition.bytes.extend_from_slice(notice.line().as_bytes());
        rendition.bytes.push(b'\n');
    }
    rendition
}

fn form(story: &Story, house: &House) -> String {
    let fields = &story.fields;
    let mut page = Page { text: String::new(), house, dateline: String::new() };
    for line in [&fields.kicker, &fields.headline, &fields.deck] {
        page.line("", line);
    }
    let credit = house.print_credit(fields);
    if house.credit_place == CreditPlace::Top {
        credit.lines().for_each(|line| page.line("", line));
    }
    page.text.push_str(&lines_of(story.body.blocks(), house, house.print_dateline(fields)));
    if house.credit_place == CreditPlace::Bottom {
        credit.lines().for_each(|line| page.line("", line));
    }
    if page.text.is_empty() {
        page.text.push('\n');
    }
    page.text
}

/// The text alone, dateline in front of its first paragraph: without headline block and credit line.
pub(crate) fn lines_of(blocks: &[Block], house: &House, dateline: String) -> String {
    let mut page = Page { text: String::new(), house, dateline };
    page.blocks(blocks, "");
    page.dateline_alone();
    page.text
}

struct Page<'a> {
    text: String,
    house: &'a House,
    /// Printed in front of the first paragraph, and empty from then on.
    dateline: String,
}

impl Page<'_> {
    /// One line; nothing where there is only white space. A line end inside would read back as two paragraphs.
    fn line(&mut self, before: &str, text: &str) {
        let text = text.trim_matches(crate::decode::is_space);
        if !text.is_empty() {
            let characters = before.chars().chain(text.chars());
            self.text.extend(characters.map(|character| if ends_line(character) { ' ' } else { character }));
            self.text.push('\n');
        }
    }

    fn blocks(&mut self, blocks: &[Block], mut before: &str) {
        for block in blocks {
            match block {
                Block::Paragraph { content } => {
                    let text = Inline::text_of(content);
                    if !is_gap(&text) {
                        let dateline = std::mem::take(&mut self.dateline);
                        self.line(&[before, &dateline].concat(), &text);
                    }
                }
                Block::Heading { content, .. } | Block::FactTitle { content } => {
                    self.line(before, &Inline::text_of(content));
                }
                Block::Quote { content } => {
                    self.dateline_alone();
                    self.blocks(content, "");
                }
                Block::PullQuote { content } | Block::Gallery { content } | Block::FactBox { content } => {
                    self.beside(content, "");
                }
                Block::Attribution { content } => self.line("\u{2014} ", &Inline::text_of(content)),
                Block::TimelineItem { content } => self.event(content),
                // Printed in front of what happened.
                Block::TimelineDate { .. } => {}
                Block::Table { content } => content.iter().for_each(|row| self.row(row)),
                Block::Embed { attrs } => self.line("", &card(attrs)),
                // No part of the story.
                Block::Furniture { .. } => {}
                Block::BulletList { content } => self.items(content, |_| "- ".to_owned()),
                Block::OrderedList { attrs, content } => {
                    let start = attrs.start;
                    self.items(content, |at| format!("{}. ", start.saturating_add(at)));
                }
                Block::Image { attrs, content } => self.line("", &caption(attrs, &Inline::text_of(content))),
                Block::RelatedLink { attrs } => {
                    let line = self.house.print_related(&attrs.title);
                    self.line("", &line);
                }
            }
            before = "";
        }
    }

    /// What is set apart from the copy: the dateline stands in front of the copy and not in here.
    fn beside(&mut self, blocks: &[Block], before: &str) {
        let dateline = std::mem::take(&mut self.dateline);
        self.blocks(blocks, before);
        self.dateline = dateline;
    }

    /// `8 Mei 2025: Xi tiba di Moskow.`
    fn event(&mut self, content: &[Block]) {
        let (date, what) = content.split_at(1.min(content.len()));
        let date: String = date.iter().filter_map(Block::line).map(Inline::text_of).collect();
        let has_words = matches!(what.first(), Some(Block::Paragraph { content }) if !is_blank(content));
        match (is_gap(&date), has_words) {
            (true, _) => self.beside(what, ""),
            (false, true) => self.beside(what, &format!("{}: ", date.trim())),
            (false, false) => {
                self.line("", &date);
                self.beside(what, "");
            }
        }
    }

    /// `Mata uang | Kurs | Perubahan`
    fn row(&mut self, row: &Row) {
        let cells: Vec<String> = row.cells().iter().map(cell).collect();
        if !cells.iter().all(|cell| is_gap(cell)) {
            self.line("", &cells.join(" | "));
        }
    }

    fn items(&mut self, items: &[Item], mark: impl Fn(u32) -> String) {
        self.dateline_alone();
        for (Item::ListItem { content }, at) in items.iter().zip(0..) {
            self.blocks(content, &mark(at));
        }
    }

    /// A body that opens with a quote or a list has its dateline on a line of its own.
    fn dateline_alone(&mut self) {
        let dateline = std::mem::take(&mut self.dateline);
        self.line("", &dateline);
    }
}

fn is_gap(text: &str) -> bool {
    text.chars().all(crate::decode::is_space)
}

fn is_blank(content: &[Inline]) -> bool {
    is_gap(&Inline::text_of(content))
}

fn cell(cell: &Cell) -> String {
    let lines = cell.content().iter().filter_map(Block::line).map(|line| Inline::text_of(line).trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `Pidato Xi di Lapangan Merah: https://…`
fn card(EmbedAttrs { title, url }: &EmbedAttrs) -> String {
    if title.trim().is_empty() { url.clone() } else { format!("{}: {url}", title.trim()) }
}

/// Whatever the reader takes for a line end, or for a character that may not stand in copy.
fn ends_line(character: char) -> bool {
    character != '\t' && (character.is_control() || matches!(character, '\u{2028}' | '\u{2029}'))
}

/// A caption with its credit, as papers print it: `Xi dan Putin di Kremlin. (Reuters/Evgenia Novozhenina)`.
fn caption(image: &Image, caption: &str) -> String {
    match (caption.trim(), image.credit.trim()) {
        (caption, "") => caption.to_owned(),
        ("", credit) => format!("({credit})"),
        (caption, credit) => format!("{caption} ({credit})"),
    }
}
