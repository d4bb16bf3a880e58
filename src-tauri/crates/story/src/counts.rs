use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// How long a body is. Related links and pictures are left out; headings, quotes, lists and captions count as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Runs without white space that hold a letter or a digit, as Word counts them.
    pub words: u32,
    /// Grapheme clusters (what a reader sees as one character), spaces included, line ends not.
    pub characters: u32,
    /// Paragraphs with text, those in quotes and lists included; headings and captions not.
    pub paragraphs: u32,
}

/// Words of a text: runs without white space that hold a letter or a digit.
pub fn word_count(text: &str) -> u32 {
    let words = if text.is_ascii() {
        let runs = text.as_bytes().split(|byte| matches!(byte, b'\t'..=b'\r' | b' '));
        runs.filter(|run| run.iter().any(u8::is_ascii_alphanumeric)).count()
    } else {
        text.split_whitespace().filter(|run| run.chars().any(char::is_alphanumeric)).count()
    };
    u32::try_from(words).unwrap_or(u32::MAX)
}

/// Grapheme clusters of a text. ASCII, the most of our copy, needs no segmentation.
pub(crate) fn character_count(text: &str) -> u32 {
    let characters = if text.is_ascii() { text.len() } else { text.graphemes(true).count() };
    u32::try_from(characters).unwrap_or(u32::MAX)
}
