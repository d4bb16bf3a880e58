use super::{Block, Body, Inline};
use crate::{Counts, counts};
use serde::Deserialize;
use std::borrow::Cow;

impl Body {
    /// The canonical text: one line a text block, in reading order. Related links are left out (they are pointers, not
    /// copy), and so is furniture; captions, tables and boxes are in. Search indexes this text and counts are taken from it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.each_line(&mut |_, line| {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line);
        });
        text
    }

    /// The same text of a tree that is still JSON, at a fraction of what making the tree takes: for reading many stories
    /// at once. `None` where it is not JSON; whether it is a body is not looked at.
    pub fn text_of_json(json: &str) -> Option<String> {
        let mut text = String::with_capacity(json.len());
        serde_json::from_str::<Node>(json).ok()?.push_lines(&mut text);
        Some(text)
    }

    /// Words, characters and paragraphs of the body.
    pub fn counts(&self) -> Counts {
        let mut total = Counts::default();
        self.each_line(&mut |kind, line| {
            total.words += counts::word_count(line);
            total.characters += counts::character_count(line);
            total.paragraphs += u32::from(kind == Line::Paragraph);
        });
        total
    }

    /// Whether there is anything to read in it.
    pub fn is_empty(&self) -> bool {
        let mut empty = true;
        self.each_line(&mut |_, _| empty = false);
        empty
    }

    /// Calls `see` with every text block that holds more than white space.
    pub(super) fn each_line(&self, see: &mut dyn FnMut(Line, &str)) {
        let mut line = String::new();
        each_line(self.blocks(), &mut line, see);
    }
}

/// Any node: a text, or what has others in it.
#[derive(Deserialize)]
struct Node<'a> {
    #[serde(rename = "type", borrow, default)]
    kind: Cow<'a, str>,
    #[serde(borrow, default)]
    text: Cow<'a, str>,
    #[serde(borrow, default = "Vec::new")]
    content: Vec<Node<'a>>,
}

impl Node<'_> {
    fn push_lines(&self, text: &mut String) {
        if self.kind == "furniture" {
            return;
        }
        if self.content.iter().all(|node| node.text.is_empty()) {
            self.content.iter().for_each(|node| node.push_lines(text));
        } else if self.content.iter().any(|node| node.text.chars().any(|letter| !letter.is_whitespace())) {
            if !text.is_empty() {
                text.push('\n');
            }
            self.content.iter().for_each(|node| text.push_str(&node.text));
        }
    }
}

/// What a line of the canonical text was in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    Paragraph,
    Other,
}

/// The characters of a line, marks left out.
pub(super) fn push_text(content: &[Inline], into: &mut String) {
    for Inline::Text { text, .. } in content {
        into.push_str(text);
    }
}

/// Whether a line has more than white space in it.
pub(super) fn has_text(content: &[Inline]) -> bool {
    content.iter().any(|Inline::Text { text, .. }| text.chars().any(|character| !character.is_whitespace()))
}

fn each_line(blocks: &[Block], line: &mut String, see: &mut dyn FnMut(Line, &str)) {
    blocks.iter().for_each(|block| each_line_of(block, false, line, see));
}

fn each_line_of(block: &Block, in_table: bool, line: &mut String, see: &mut dyn FnMut(Line, &str)) {
    if matches!(block, Block::Furniture { .. }) {
        return;
    }
    if let Some(content) = block.line().filter(|content| has_text(content)) {
        line.clear();
        push_text(content, line);
        let is_paragraph = matches!(block, Block::Paragraph { .. }) && !in_table;
        see(if is_paragraph { Line::Paragraph } else { Line::Other }, line);
    }
    let in_table = in_table || matches!(block, Block::Table { .. });
    block.each_inner(&mut |inner| each_line_of(inner, in_table, line, see));
}

impl Inline {
    /// The characters of a line, marks left out.
    pub fn text_of(content: &[Inline]) -> String {
        let mut text = String::new();
        push_text(content, &mut text);
        text
    }
}
