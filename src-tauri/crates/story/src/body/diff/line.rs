//! A block as one text with its marks: what is compared of it. Lists and quotes are lines with bullets and numbers, so
//! that a change of their order or depth is a change of the text.

use crate::{
    body::{Block, Inline, Item, Mark, Row},
    diff::{DiffPart, WordChange},
};
use std::fmt::Write;

pub(super) struct Line {
    pub(super) text: String,
    /// Where in the text marked pieces stand, in order.
    marked: Vec<Marked>,
}

#[derive(PartialEq)]
struct Marked {
    start: usize,
    end: usize,
    marks: Vec<Mark>,
}

impl Line {
    pub(super) fn of(block: &Block) -> Self {
        let mut line = Self { text: String::new(), marked: Vec::new() };
        line.push(block, "");
        line
    }

    fn push(&mut self, block: &Block, indent: &str) {
        if let Some(content) = block.line() {
            content.iter().for_each(|inline| self.inline(inline));
        }
        match block {
            Block::Quote { content }
            | Block::PullQuote { content }
            | Block::Gallery { content }
            | Block::FactBox { content }
            | Block::TimelineItem { content } => self.flow(content, indent),
            Block::BulletList { content } => self.items(content, indent, |_| "\u{2022} ".to_owned()),
            Block::OrderedList { attrs, content } => {
                self.items(content, indent, |index| format!("{}. ", u64::from(attrs.start) + index));
            }
            Block::Table { content } => self.rows(content),
            Block::RelatedLink { attrs } => self.text.push_str(&attrs.title),
            Block::Embed { attrs } => self.text.push_str(&attrs.title),
            _ => {}
        }
    }

    /// One line a row; the paragraphs of a cell stand below each other.
    fn rows(&mut self, rows: &[Row]) {
        for (at, row) in rows.iter().enumerate() {
            self.text.push_str(if at == 0 { "" } else { "\n" });
            for (at, cell) in row.cells().iter().enumerate() {
                self.text.push_str(if at == 0 { "" } else { " | " });
                self.flow(cell.content(), "");
            }
        }
    }

    fn inline(&mut self, Inline::Text { marks, text }: &Inline) {
        let start = self.text.len();
        self.text.push_str(text);
        if !marks.is_empty() {
            self.marked.push(Marked { start, end: self.text.len(), marks: marks.clone() });
        }
    }

    fn flow(&mut self, blocks: &[Block], indent: &str) {
        for (index, block) in blocks.iter().enumerate() {
            if index > 0 {
                let _ = write!(self.text, "\n{indent}");
            }
            self.push(block, indent);
        }
    }

    fn items(&mut self, items: &[Item], indent: &str, bullet: impl Fn(u64) -> String) {
        let inner = format!("{indent}  ");
        for (index, Item::ListItem { content }) in (0..).zip(items) {
            if index > 0 {
                let _ = write!(self.text, "\n{indent}");
            }
            self.text.push_str(&bullet(index));
            self.flow(content, &inner);
        }
    }

    pub(super) fn is_marked(&self) -> bool {
        !self.marked.is_empty()
    }

    /// The marks of one byte.
    fn marks_at(&self, at: usize) -> &[Mark] {
        let index = self.marked.partition_point(|marked| marked.end <= at);
        self.marked.get(index).filter(|marked| marked.start <= at).map_or(&[], |marked| &marked.marks)
    }

    /// Whether what is in both texts has the same marks in both, and what is in one has none.
    pub(super) fn marked_like(&self, after: &Line, parts: &[DiffPart]) -> bool {
        if self.marked.is_empty() && after.marked.is_empty() {
            return true;
        }
        let (mut was, mut is) = (0, 0);
        parts.iter().all(|part| {
            let length = part.text.len();
            let alike = match part.change {
                WordChange::Same => (0..length).all(|step| self.marks_at(was + step) == after.marks_at(is + step)),
                WordChange::Removed => (0..length).all(|step| self.marks_at(was + step).is_empty()),
                WordChange::Added => (0..length).all(|step| after.marks_at(is + step).is_empty()),
            };
            was += if part.change == WordChange::Added { 0 } else { length };
            is += if part.change == WordChange::Removed { 0 } else { length };
            alike
        })
    }

    /// The text with its marks as people write them in plain text: `**strong**`, `*emphasis*`, `[link](address)`.
    pub(super) fn with_marks(&self) -> String {
        let mut text = String::with_capacity(self.text.len());
        let mut from = 0;
        for Marked { start, end, marks } in &self.marked {
            escape(&self.text[from..*start], &mut text);
            from = *end;
            let mut close = String::new();
            for mark in marks {
                let (open, end) = match mark {
                    Mark::Link { attrs } => ("[", format!("]({})", attrs.href)),
                    Mark::Strong => ("**", "**".to_owned()),
                    Mark::Emphasis => ("*", "*".to_owned()),
                    Mark::Note { .. } => ("[", "]".to_owned()),
                };
                text.push_str(open);
                close.insert_str(0, &end);
            }
            escape(&self.text[*start..*end], &mut text);
            text.push_str(&close);
        }
        escape(&self.text[from..], &mut text);
        text
    }
}

/// Signs of a text that could be taken for marks.
fn escape(plain: &str, into: &mut String) {
    for character in plain.chars() {
        if matches!(character, '*' | '[' | ']' | '\\') {
            into.push('\\');
        }
        into.push(character);
    }
}
