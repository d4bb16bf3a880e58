use super::Pattern;
use crate::{Dateline, Fields};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::iter;

/// Where a text stands in a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum TextPlace {
    /// A field of the metadata, by the names of [`Fields::NAMES`].
    Field {
        /// Its name.
        name: String,
        /// Which of a list; 0 in a field that is none.
        index: u32,
    },
    /// A line of the body.
    Line {
        /// The way from the body down to it: index of a block, index in that block, and so on.
        path: Vec<u32>,
    },
    /// Words that a block of the body carries beside its text.
    Attribute {
        /// The way to the block.
        path: Vec<u32>,
        /// The attribute.
        name: String,
    },
}

/// A match in a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Match {
    /// The text that it is in.
    pub place: TextPlace,
    /// Which of the story's texts that is, in the order in which they are looked through.
    pub text: u32,
    /// Where it begins in that text: UTF-16 code units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// A little of what stands before it.
    pub before: String,
    /// What matched.
    pub found: String,
    /// A little of what stands behind it.
    pub after: String,
    /// What is to come in its place.
    pub with: String,
}

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Where.
    pub place: TextPlace,
    /// Which of the story's texts it is, counted from 0 in the order in which they are looked through.
    pub number: u32,
    /// What it says.
    pub words: String,
}

/// Characters shown on either side of a match.
const CONTEXT: usize = 32;

/// What blocks carry beside their text, and a reader sees: node, attribute. Addresses are not words.
const ATTRIBUTES: [(&str, &str); 6] = [
    ("image", "alt"),
    ("image", "credit"),
    ("image", "photographer"),
    ("image", "place"),
    ("relatedLink", "title"),
    ("embed", "title"),
];

/// Every text of a story in which words are looked for.
pub fn texts(fields: &Fields, body: &Value) -> impl Iterator<Item = Text> {
    let Dateline { outlet, place, date } = &fields.dateline;
    let mut texts = Vec::new();
    field(&mut texts, "kicker", iter::once(&fields.kicker));
    field(&mut texts, "headline", iter::once(&fields.headline));
    field(&mut texts, "deck", iter::once(&fields.deck));
    nodes(&mut texts, body, &mut Vec::new());
    field(&mut texts, "slugline", iter::once(&fields.slugline));
    field(&mut texts, "bylines", fields.bylines.iter());
    field(&mut texts, "editor", iter::once(&fields.editor));
    field(&mut texts, "source", iter::once(&fields.source));
    field(&mut texts, "outlet", iter::once(outlet));
    field(&mut texts, "place", iter::once(place));
    field(&mut texts, "date", date.iter());
    field(&mut texts, "desk", iter::once(&fields.desk));
    field(&mut texts, "tags", fields.tags.iter());
    field(&mut texts, "rights", iter::once(&fields.rights));
    field(&mut texts, "note", iter::once(&fields.note));
    field(&mut texts, "signOff", iter::once(&fields.sign_off));
    (0..).zip(texts).map(|(number, (place, words))| Text { place, number, words })
}

fn field<'a>(texts: &mut Vec<(TextPlace, String)>, name: &str, values: impl Iterator<Item = &'a String>) {
    for (index, words) in (0..).zip(values) {
        texts.push((TextPlace::Field { name: name.to_owned(), index }, words.clone()));
    }
}

/// Goes through any tree that ProseMirror writes: a node with texts in it is a line.
fn nodes(texts: &mut Vec<(TextPlace, String)>, node: &Value, path: &mut Vec<u32>) {
    let kind = node["type"].as_str().unwrap_or_default();
    let content = node["content"].as_array().map_or(&[][..], Vec::as_slice);
    if content.iter().any(|child| child["text"].is_string()) {
        let words = content.iter().filter_map(|child| child["text"].as_str()).collect();
        texts.push((TextPlace::Line { path: path.clone() }, words));
    } else {
        for (index, child) in (0..).zip(content) {
            path.push(index);
            nodes(texts, child, path);
            path.pop();
        }
    }
    for (_, name) in ATTRIBUTES.iter().filter(|(of, _)| *of == kind) {
        if let Some(words) = node["attrs"][name].as_str() {
            texts.push((TextPlace::Attribute { path: path.clone(), name: (*name).to_owned() }, words.to_owned()));
        }
    }
}

/// The matches in one text.
pub(super) fn matches(Text { place, number, words }: &Text, pattern: &Pattern) -> Vec<Match> {
    let mut units = Units { text: words, byte: 0, unit: 0 };
    let made = pattern.hits(words).into_iter().map(|hit| Match {
        place: place.clone(),
        text: *number,
        start: units.until(hit.range.start),
        end: units.until(hit.range.end),
        before: last_of(&words[..hit.range.start]).to_owned(),
        found: words[hit.range.clone()].to_owned(),
        after: first_of(&words[hit.range.end..]).to_owned(),
        with: hit.with,
    });
    made.collect()
}

fn first_of(text: &str) -> &str {
    text.char_indices().nth(CONTEXT).map_or(text, |(end, _)| &text[..end])
}

fn last_of(text: &str) -> &str {
    text.char_indices().rev().nth(CONTEXT - 1).map_or(text, |(start, _)| &text[start..])
}

/// Counts UTF-16 code units along a text, forwards only.
struct Units<'a> {
    text: &'a str,
    byte: usize,
    unit: u32,
}

impl Units<'_> {
    fn until(&mut self, byte: usize) -> u32 {
        let passed = self.text.get(self.byte..byte).unwrap_or_default();
        self.unit += passed.chars().map(|letter| letter.len_utf16() as u32).sum::<u32>();
        self.byte = byte;
        self.unit
    }
}
