//! The spelling of a whole story.

use super::{Known, Misspelling, Speller};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::PoisonError,
};
use story::{
    Fields,
    place::place_named,
    replace::{Text, TextPlace, texts},
};

/// What there is to say of a story's spelling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Spelling {
    /// Whether there is a dictionary for the story's language.
    pub checked: bool,
    /// What is misspelt: head, text in reading order.
    pub misspelt: Vec<Misspelt>,
    /// There is more than is told at once.
    pub more: bool,
}

/// A misspelt word in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Misspelt {
    /// The text that it is in.
    pub place: TextPlace,
    /// Which of the story's texts that is, in the order in which they are looked through.
    pub text: u32,
    /// Where it begins in that text: UTF-16 code units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// The word as it stands there.
    pub word: String,
}

/// So many are told at once: a text with more is in another language than it says.
const MOST: usize = 1000;
/// So many texts are remembered, some newsrooms' busiest day of paragraphs.
const REMEMBERED: usize = 20_000;

impl Speller {
    /// Checks what readers read of a story: headline, deck, kicker, the lines of the body, descriptions of pictures, titles of
    /// related links and embeds. `taught` are words that people said are right.
    pub fn check_story<'a>(&self, fields: &Fields, body: &Value, taught: impl Iterator<Item = &'a str>) -> Spelling {
        let mut spelling = Spelling { checked: self.speaks(&fields.language), misspelt: Vec::new(), more: false };
        if !spelling.checked {
            return spelling;
        }
        let texts: Vec<Text> = texts(fields, body).filter(|text| is_read(&text.place)).collect();
        let known = known(fields, &texts, taught);
        let seed = seed(&fields.language, &known);
        for Text { place, number, words } in texts {
            for Misspelling { start, end, word } in self.check_again(seed, &words, &fields.language, &known) {
                if spelling.misspelt.len() == MOST {
                    spelling.more = true;
                    return spelling;
                }
                spelling.misspelt.push(Misspelt { place: place.clone(), text: number, start, end, word });
            }
        }
        spelling
    }

    /// A text that was checked before, with the same words known, is not checked anew: one paragraph of a story changes at a
    /// time.
    fn check_again(&self, seed: u64, words: &str, language: &str, known: &Known) -> Vec<Misspelling> {
        let mut hasher = DefaultHasher::new();
        (seed, words).hash(&mut hasher);
        let key = hasher.finish();
        let checked = || self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = checked().get(&key) {
            return found.clone();
        }
        let found = self.check(words, language, known);
        let mut checked = checked();
        if checked.len() >= REMEMBERED {
            checked.clear();
        }
        checked.insert(key, found.clone());
        found
    }
}

/// Credits, the credit line and sign-offs are read, too, but are names of people and agencies: what no dictionary has.
fn is_read(place: &TextPlace) -> bool {
    match place {
        TextPlace::Field { name, .. } => matches!(name.as_str(), "kicker" | "headline" | "deck"),
        TextPlace::Line { .. } => true,
        TextPlace::Attribute { name, .. } => matches!(name.as_str(), "alt" | "title"),
    }
}

fn known<'a>(fields: &Fields, texts: &[Text], taught: impl Iterator<Item = &'a str>) -> Known {
    let mut known = Known::default();
    let names = [&fields.editor, &fields.source, &fields.dateline.outlet, &fields.dateline.place, &fields.desk];
    for name in names.into_iter().chain(&fields.bylines).chain(&fields.tags) {
        known.learn(name);
    }
    for word in taught {
        known.learn(word);
    }
    for text in texts {
        known.learn_names(&text.words);
    }
    known
}

fn seed(language: &str, Known(words): &Known) -> u64 {
    let mut words: Vec<&String> = words.iter().collect();
    words.sort_unstable();
    let mut hasher = DefaultHasher::new();
    (language, words).hash(&mut hasher);
    hasher.finish()
}

/// Whether a place of the gazetteer is named so.
pub(super) fn is_a_place(word: &str) -> bool {
    place_named(word).is_some()
}
