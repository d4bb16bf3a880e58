//! A story's text as plain lines, for what has no type: wire copy, the plain part of a mail.

use story::body::{Block, Cell, EmbedAttrs, Inline, Item, Row};
use story::word_count;

/// A line of plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The number of its block in the body, from 0.
    pub block: usize,
    /// What it is, so that a template can choose what it prints.
    pub kind: Kind,
    /// The text, without line ends.
    pub text: String,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Running text.
    Text,
    /// A crosshead, or the title of a box.
    Heading,
    /// A point of a list, a row of a table: stands close to its neighbours.
    Item,
    /// What is said again, large.
    PullQuote,
    /// Under a picture.
    Caption,
    /// A pointer to another story, or to an address.
    Pointer,
}

impl Kind {
    /// As templates know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Heading => "heading",
            Self::Item => "item",
            Self::PullQuote => "pullQuote",
            Self::Caption => "caption",
            Self::Pointer => "pointer",
        }
    }
}

/// The lines of a body, the dateline in front of its first running text. Furniture is no part of the story.
pub fn lines(blocks: &[Block], dateline: &str, related: &str) -> Vec<Line> {
    let mut lines = Lines { all: Vec::new(), block: 0, dateline: dateline.to_owned(), related: related.to_owned() };
    for (number, block) in blocks.iter().enumerate() {
        lines.block = number;
        lines.add(block, Kind::Text, "");
    }
    lines.all
}

struct Lines {
    all: Vec<Line>,
    block: usize,
    dateline: String,
    related: String,
}

impl Lines {
    fn push(&mut self, kind: Kind, text: &str) {
        let text = text.split(char::is_control).collect::<Vec<_>>().join(" ");
        let text = text.trim();
        if !text.is_empty() {
            self.all.push(Line { block: self.block, kind, text: text.to_owned() });
        }
    }

    fn add(&mut self, block: &Block, kind: Kind, before: &str) {
        match block {
            Block::Paragraph { content } => {
                let text = Inline::text_of(content);
                if text.trim().is_empty() {
                    return;
                }
                let opens = matches!(kind, Kind::Text | Kind::Item);
                let dateline = if opens { std::mem::take(&mut self.dateline) } else { String::new() };
                self.push(kind, &[before, &dateline, &text].concat());
            }
            Block::Heading { content, .. } | Block::FactTitle { content } => {
                self.push(Kind::Heading, &Inline::text_of(content));
            }
            Block::Quote { content } => content.iter().for_each(|inner| self.add(inner, kind, "")),
            Block::PullQuote { content } => content.iter().for_each(|inner| self.add(inner, Kind::PullQuote, "")),
            Block::Attribution { content } => self.push(kind, &format!("\u{2014} {}", Inline::text_of(content))),
            Block::BulletList { content } => content.iter().for_each(|item| self.item(item, "- ")),
            Block::OrderedList { attrs, content } => {
                for (item, number) in content.iter().zip(attrs.start..) {
                    self.item(item, &format!("{number}. "));
                }
            }
            Block::Image { attrs, content } => {
                let caption = Inline::text_of(content);
                let credit = attrs.credit.trim();
                let credit = if credit.is_empty() { String::new() } else { format!(" ({credit})") };
                self.push(Kind::Caption, &format!("{}{credit}", caption.trim()));
            }
            Block::Gallery { content } => content.iter().for_each(|inner| self.add(inner, Kind::Caption, "")),
            Block::Table { content } => content.iter().for_each(|row| self.row(row)),
            Block::FactBox { content } => self.beside(content, ""),
            Block::TimelineItem { content } => {
                let (date, what) = content.split_at(1.min(content.len()));
                let date: String = date.iter().filter_map(Block::line).map(Inline::text_of).collect();
                let date = date.trim();
                self.beside(what, &if date.is_empty() { String::new() } else { format!("{date}: ") });
            }
            Block::TimelineDate { content } => self.push(kind, &Inline::text_of(content)),
            Block::Embed { attrs: EmbedAttrs { title, url } } => {
                let title = title.trim();
                self.push(Kind::Pointer, &if title.is_empty() { url.clone() } else { format!("{title}: {url}") });
            }
            Block::RelatedLink { attrs } => self.push(Kind::Pointer, &format!("{}{}", self.related, attrs.title)),
            Block::Furniture { .. } => {}
        }
    }

    /// What stands beside the copy: the dateline is not for it.
    fn beside(&mut self, blocks: &[Block], before: &str) {
        let dateline = std::mem::take(&mut self.dateline);
        for (block, before) in blocks.iter().zip([before].into_iter().chain(std::iter::repeat(""))) {
            self.add(block, Kind::Text, before);
        }
        self.dateline = dateline;
    }

    fn item(&mut self, Item::ListItem { content }: &Item, mark: &str) {
        for (block, mark) in content.iter().zip([mark].into_iter().chain(std::iter::repeat("  "))) {
            self.add(block, Kind::Item, mark);
        }
    }

    fn row(&mut self, row: &Row) {
        let cells: Vec<String> = row.cells().iter().map(cell).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            self.push(Kind::Item, &cells.join(" | "));
        }
    }
}

fn cell(cell: &Cell) -> String {
    let lines = cell.content().iter().filter_map(Block::line).map(|line| Inline::text_of(line).trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Copy in takes of about so many words, as agencies move it: a take ends with a paragraph. One that is longer than a
/// take is cut at the end of a sentence, or where there is none, between two words.
pub fn takes(lines: &[Line], words: u32) -> Vec<Vec<Line>> {
    let words = words.max(1);
    let mut takes: Vec<Vec<Line>> = Vec::new();
    let mut room = 0;
    let pieces = lines.iter().flat_map(|line| {
        let texts = if word_count(&line.text) > words { pieces(&line.text, words) } else { vec![line.text.clone()] };
        texts.into_iter().map(|text| Line { text, ..line.clone() })
    });
    for line in pieces {
        let count = word_count(&line.text);
        // A crosshead is never the last line of a take: what it stands over comes with it.
        let alone = matches!(takes.last().map(Vec::as_slice), Some([one]) if one.kind == Kind::Heading);
        match takes.last_mut() {
            Some(take) if count <= room || alone => take.push(line),
            Some(take) => {
                let heading = take.pop_if(|last| last.kind == Kind::Heading);
                takes.push(heading.into_iter().chain([line]).collect());
                room = words;
            }
            None => {
                takes.push(vec![line]);
                room = words;
            }
        }
        room = room.saturating_sub(count);
    }
    takes
}

/// A text in pieces of at most so many words.
fn pieces(text: &str, words: u32) -> Vec<String> {
    let most = usize::try_from(words).unwrap_or(usize::MAX);
    let mut left: Vec<&str> = text.split_whitespace().collect();
    let mut pieces = Vec::new();
    while left.len() > most {
        let ends = |word: &&str| word.trim_end_matches(['"', '\u{201d}', '\u{2019}', ')']).ends_with(['.', '?', '!']);
        let whole = left.iter().take(most).rposition(ends).map_or(most, |at| at + 1);
        let rest = left.split_off(whole);
        pieces.push(left.join(" "));
        left = rest;
    }
    if !left.is_empty() {
        pieces.push(left.join(" "));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use story::Body;

    fn text(words: u32) -> String {
        (1..=words).map(|word| word.to_string()).collect::<Vec<_>>().join(" ")
    }

    fn line(kind: Kind, text: String) -> Line {
        Line { block: 0, kind, text }
    }

    fn sizes(lines: &[Line], words: u32) -> Vec<u32> {
        takes(lines, words).iter().map(|take| take.iter().map(|line| word_count(&line.text)).sum()).collect()
    }

    #[test]
    fn a_take_ends_with_a_paragraph_and_has_no_more_words_than_asked_for() {
        let lines: Vec<Line> = [120, 120, 120, 40, 10].map(|words| line(Kind::Text, text(words))).into();
        assert_eq!(sizes(&lines, 300), [240, 170]);
        assert_eq!(takes(&[], 300), Vec::<Vec<Line>>::new());
    }

    #[test]
    fn a_paragraph_of_ten_thousand_words_is_cut_and_none_is_lost() {
        let lines = [line(Kind::Text, text(10_000))];
        let sizes = sizes(&lines, 300);
        assert!(sizes.iter().all(|words| *words <= 300));
        assert_eq!(sizes.iter().sum::<u32>(), 10_000);
        let sentences = "Satu dua tiga. Empat lima enam. Tujuh delapan sembilan.".to_owned();
        let cut = takes(&[line(Kind::Text, sentences)], 7);
        assert_eq!(cut[0][0].text, "Satu dua tiga. Empat lima enam.");
    }

    #[test]
    fn a_crosshead_goes_on_with_what_it_stands_over() {
        let lines = [line(Kind::Text, text(290)), line(Kind::Heading, text(5)), line(Kind::Text, text(50))];
        let takes = takes(&lines, 300);
        assert_eq!(takes.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(takes[1][0].kind, Kind::Heading);
    }

    #[test]
    fn every_block_says_its_lines_and_furniture_says_none() {
        let body = r#"{"type":"doc","content":[
            {"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"Awal"}]},
            {"type":"paragraph","content":[{"type":"text","text":"Xi tiba."}]},
            {"type":"furniture","attrs":{"kind":"advert"},"content":[{"type":"text","text":"Iklan"}]},
            {"type":"bulletList","content":[{"type":"listItem","content":[
                {"type":"paragraph","content":[{"type":"text","text":"gas"}]}]}]},
            {"type":"relatedLink","attrs":{"title":"Lain","storyId":null,"url":null}}]}"#;
        let lines = lines(Body::from_json(body).unwrap().blocks(), "KONTAN - MOSKOW. ", "Baca Juga: ");
        let told: Vec<(usize, &str, &str)> =
            lines.iter().map(|line| (line.block, line.kind.name(), line.text.as_str())).collect();
        assert_eq!(
            told,
            [
                (0, "heading", "Awal"),
                (1, "text", "KONTAN - MOSKOW. Xi tiba."),
                (3, "item", "- gas"),
                (4, "pointer", "Baca Juga: Lain"),
            ]
        );
    }
}
