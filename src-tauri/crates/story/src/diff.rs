//! What differs between two states of a story, as people read it: whole words, with their white space, so that the
//! pieces put together are the texts again. Nothing here decides which state is the better one.

use crate::{
    Fields,
    body::{BlockChange, BlockDiff},
    counts::word_count,
};
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// A piece of a text that was compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DiffPart {
    /// Its characters.
    pub text: String,
    /// In which of the two texts it stands.
    pub change: WordChange,
}

/// In which of two texts a piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum WordChange {
    /// In both.
    Same,
    /// Only in the later one.
    Added,
    /// Only in the earlier one.
    Removed,
}

/// A value that differs: a field of the story, or an attribute of a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldDiff {
    /// As in [`Fields::values`], or the attribute's name.
    pub name: String,
    /// As it was.
    pub before: String,
    /// As it became.
    pub after: String,
    /// The two, word by word.
    pub parts: Vec<DiffPart>,
}

impl FieldDiff {
    pub(crate) fn new(name: &str, before: &str, after: &str) -> Self {
        let parts = texts(before, after);
        Self { name: name.to_owned(), before: before.to_owned(), after: after.to_owned(), parts }
    }
}

/// The metadata that differ, in the order of [`Fields::values`].
pub fn fields(before: &Fields, after: &Fields) -> Vec<FieldDiff> {
    let pairs = before.values().into_iter().zip(after.values());
    pairs.filter(|(was, is)| was != is).map(|((name, was), (_, is))| FieldDiff::new(name, &was, &is)).collect()
}

/// Words added and removed. What only changed its place is neither.
pub fn words(blocks: &[BlockDiff]) -> (u32, u32) {
    let changed = blocks.iter().filter(|block| block.change != BlockChange::Same);
    changed.flat_map(|block| &block.parts).fold((0, 0), |(added, removed), part| match part.change {
        WordChange::Same => (added, removed),
        WordChange::Added => (added + word_count(&part.text), removed),
        WordChange::Removed => (added, removed + word_count(&part.text)),
    })
}

/// Two texts with more pieces than this, multiplied, are not compared word by word: that would take too long, and nobody
/// reads it.
const COMPARED: usize = 64_000_000;

/// Below this share of common words (in a hundred) two texts are shown one after the other: crumbs are not readable.
const IN_COMMON: usize = 25;

/// Two texts, word by word. Put together, `Same` and `Removed` give the first, `Same` and `Added` the second.
pub(crate) fn texts(before: &str, after: &str) -> Vec<DiffPart> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_word_bounds().collect(), after.split_word_bounds().collect());
    let mut hunks = Hunks::default();
    if old.len().saturating_mul(new.len()) > COMPARED {
        hunks.change(before, after);
        return hunks.parts();
    }
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        match op {
            DiffOp::Equal { old_index, len, .. } => hunks.same(&old[old_index..old_index + len].concat()),
            _ => hunks.change(&old[op.old_range()].concat(), &new[op.new_range()].concat()),
        }
    }
    let kept: usize = hunks.done.iter().map(|hunk| letters(&hunk.same)).sum();
    if kept * 100 < letters(before).max(letters(after)) * IN_COMMON {
        hunks = Hunks::default();
        hunks.change(before, after);
    }
    hunks.parts()
}

fn letters(text: &str) -> usize {
    text.chars().filter(|character| character.is_alphanumeric()).count()
}

/// A text that is in both, and what follows it in one and in the other.
#[derive(Default)]
struct Hunk {
    same: String,
    removed: String,
    added: String,
}

#[derive(Default)]
struct Hunks {
    done: Vec<Hunk>,
}

impl Hunks {
    fn same(&mut self, text: &str) {
        match self.done.last_mut() {
            // A space or a comma between two changes is no island to stand on.
            Some(Hunk { removed, added, .. }) if letters(text) == 0 => {
                removed.push_str(text);
                added.push_str(text);
            }
            _ => self.done.push(Hunk { same: text.to_owned(), ..Hunk::default() }),
        }
    }

    fn change(&mut self, before: &str, after: &str) {
        if self.done.is_empty() {
            self.done.push(Hunk::default());
        }
        if let Some(Hunk { removed, added, .. }) = self.done.last_mut() {
            removed.push_str(before);
            added.push_str(after);
        }
    }

    fn parts(self) -> Vec<DiffPart> {
        let mut parts: Vec<DiffPart> = Vec::new();
        let mut push = |text: String, change| match parts.last_mut() {
            Some(last) if last.change == change => last.text.push_str(&text),
            _ if text.is_empty() => {}
            _ => parts.push(DiffPart { text, change }),
        };
        for Hunk { same, removed, added } in self.done {
            // What both changes begin or end with belongs to neither: an absorbed space is given back.
            let (head, removed, added, tail) = trimmed(&removed, &added);
            push(same + head, WordChange::Same);
            push(removed.to_owned(), WordChange::Removed);
            push(added.to_owned(), WordChange::Added);
            push(tail.to_owned(), WordChange::Same);
        }
        parts
    }
}

/// Common beginning and end of two texts, as far as they are spaces and stops; and what is left between.
fn trimmed<'a>(before: &'a str, after: &'a str) -> (&'a str, &'a str, &'a str, &'a str) {
    let plain = |(was, is): &(char, char)| was == is && (was.is_whitespace() || was.is_ascii_punctuation());
    let head: usize = before.chars().zip(after.chars()).take_while(plain).map(|(was, _)| was.len_utf8()).sum();
    let (begin, before, after) = (&before[..head], &before[head..], &after[head..]);
    let tail: usize =
        before.chars().rev().zip(after.chars().rev()).take_while(plain).map(|(was, _)| was.len_utf8()).sum();
    let end = before.len() - tail;
    (begin, &before[..end], &after[..after.len() - tail], &before[end..])
}
