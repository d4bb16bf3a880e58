//! Spelling, in Indonesian and English. Dictionaries are Hunspell's and come in as text: this room reads no files.
//!
//! What is underlined should be wrong. Names are most of what no dictionary knows, so that a capitalised word is taken for
//! one, unless it begins a sentence and is a slip away from a word that is known; whoever is named in the story's own fields
//! is known at any rate. A sentence in the other language is read in that language.

mod affixes;
mod dictionary;
mod story_text;
mod tokens;

pub use dictionary::{Dictionary, Sources};
pub use story_text::{Misspelt, Spelling};

use serde::{Deserialize, Serialize};
use std::{
    collections::{HashMap, HashSet},
    sync::Mutex,
};
use story_text::is_a_place;
use tokens::{Token, tokens};
use unicode_segmentation::UnicodeSegmentation;

/// A word that the dictionaries of its language do not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Misspelling {
    /// Where it begins in its text: UTF-16 code units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// The word as it stands there.
    pub word: String,
}

/// The dictionaries of a desk. One that is missing is no error: its language is not checked.
#[derive(Default)]
pub struct Speller {
    /// By BCP 47 tag, as their folders are named.
    pub dictionaries: Vec<(String, Dictionary)>,
    /// What was found in texts that were checked before.
    checked: Mutex<HashMap<u64, Vec<Misspelling>>>,
}

/// Words that are right here although no dictionary has them, as they are compared: in lower case.
#[derive(Debug, Default, Clone)]
pub struct Known(HashSet<String>);

impl Known {
    /// Knows a word, or each word of a name.
    pub fn learn(&mut self, words: &str) {
        for word in tokens(words) {
            self.0.insert(folded(word.text));
        }
    }

    /// Whether it knows nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Knows the names in a text: what is capitalised where only names are.
    fn learn_names(&mut self, text: &str) {
        if is_title_case(text) {
            return;
        }
        for sentence in text.unicode_sentences() {
            for word in tokens(sentence).into_iter().skip(1).filter(|word| is_capitalised(word.text)) {
                self.0.insert(folded(word.text));
            }
        }
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(&folded(word)) || self.0.contains(&folded(affixes::without_possessive(word)))
    }
}

/// How a word stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// In lower case.
    Plain,
    /// Capitalised where every word would be: at the beginning of a sentence, in a headline that capitalises its words.
    Capitalised,
    /// Capitalised for itself.
    Name,
}

/// Shorter words than this are a slip away from too many others to be told from names.
const TELLING: usize = 6;
/// Most words of such a headline begin with a capital.
const TITLE_CASE: f32 = 0.7;
/// As few words do not tell what language they are in.
const PASSAGE: usize = 4;

impl Speller {
    /// The dictionaries that a language (BCP 47) is checked with; plain `en` is at home on both sides of the Atlantic.
    fn of(&self, language: &str) -> Vec<&Dictionary> {
        let is = |tag: &str| tag.eq_ignore_ascii_case(language);
        let base = |tag: &str| tag.split('-').next().is_some_and(is);
        let exact: Vec<&Dictionary> =
            self.dictionaries.iter().filter(|(tag, _)| is(tag)).map(|(_, dictionary)| dictionary).collect();
        if !exact.is_empty() {
            return exact;
        }
        let mut language = language.split('-');
        let first = language.next().unwrap_or_default();
        self.dictionaries
            .iter()
            .filter(|(tag, _)| base(tag) || tag.split('-').next().is_some_and(|of| of.eq_ignore_ascii_case(first)))
            .map(|(_, dictionary)| dictionary)
            .collect()
    }

    /// Whether texts in this language can be checked.
    pub fn speaks(&self, language: &str) -> bool {
        !self.of(language).is_empty()
    }

    /// What is misspelt in a text of this language, in its order.
    pub fn check(&self, text: &str, language: &str, known: &Known) -> Vec<Misspelling> {
        let own = self.of(language);
        if own.is_empty() {
            return Vec::new();
        }
        let others = self.others(language);
        let titled = is_title_case(text);
        let mut misspellings = Vec::new();
        for (at, sentence) in text.split_sentence_bound_indices() {
            let words = tokens(sentence);
            let missing = wrong(&words, &own, known, titled);
            let missing = if missing.is_empty() || !is_foreign(&words, &own, &others) {
                missing
            } else {
                // A few of its words may be the story's own: `kata dia` behind a quotation.
                wrong(&words, &[own.as_slice(), &others].concat(), known, titled)
            };
            let begin = units(&text[..at]);
            misspellings.extend(missing.into_iter().map(|Token { at, text: word }| {
                let start = begin + units(&sentence[..at]);
                Misspelling { start, end: start + units(word), word: word.to_owned() }
            }));
        }
        misspellings
    }

    /// What may have been meant, the likeliest first, in the letters' case of the word; five at most.
    pub fn suggest(&self, word: &str, language: &str) -> Vec<String> {
        let plain = word.replace('\u{2019}', "'");
        let mut found: Vec<String> = Vec::new();
        for dictionary in self.of(language) {
            for words in dictionary.suggest(&plain) {
                let words = in_case_of(word, &words);
                if !found.contains(&words) {
                    found.push(words);
                }
            }
        }
        found.truncate(5);
        found
    }

    fn others(&self, language: &str) -> Vec<&Dictionary> {
        let first = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let own = first(language);
        self.dictionaries.iter().filter(|(tag, _)| first(tag) != own).map(|(_, dictionary)| dictionary).collect()
    }
}

/// The words that none of the dictionaries has; of a compound, its parts.
fn wrong<'a>(words: &[Token<'a>], dictionaries: &[&Dictionary], known: &Known, titled: bool) -> Vec<Token<'a>> {
    let mut wrong = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let standing = match is_capitalised(word.text) {
            false => Standing::Plain,
            true if index == 0 || titled => Standing::Capitalised,
            true => Standing::Name,
        };
        if is_right(word.text, standing, dictionaries, known) {
            continue;
        }
        let parts = word.parts();
        if parts.len() < 2 {
            wrong.push(*word);
            continue;
        }
        let bad = parts.into_iter().filter(|part| {
            let standing = if is_capitalised(part.text) { standing } else { Standing::Plain };
            !affixes::stands_before_a_hyphen(part.text) && !is_right(part.text, standing, dictionaries, known)
        });
        wrong.extend(bad);
    }
    wrong
}

fn is_right(word: &str, standing: Standing, dictionaries: &[&Dictionary], known: &Known) -> bool {
    if standing == Standing::Name || known.has(word) {
        return true;
    }
    let plain = word.replace('\u{2019}', "'");
    let any = |word: &str| dictionaries.iter().any(|dictionary| dictionary.has(word));
    if any(&plain) {
        return true;
    }
    // At the head of a sentence it may be a name: only a slip of a longer word is called one.
    standing == Standing::Capitalised
        && (any(&plain.to_lowercase())
            || is_a_place(&plain)
            || (!dictionaries.iter().any(|dictionary| dictionary.is_rejected(&plain))
                && (plain.chars().count() < TELLING || !affixes::is_a_slip(&plain.to_lowercase(), &any))))
}

/// Whether a sentence is more likely in the other language: most of its words are not in its own, and nearly all there.
fn is_foreign(words: &[Token], own: &[&Dictionary], others: &[&Dictionary]) -> bool {
    let plain: Vec<&str> = words
        .iter()
        .map(|word| word.text)
        .filter(|word| word.chars().count() > 1 && word.chars().all(char::is_lowercase))
        .collect();
    let of = |dictionaries: &[&Dictionary]| {
        plain.iter().filter(|word| dictionaries.iter().any(|dictionary| dictionary.has(word))).count()
    };
    plain.len() >= PASSAGE && of(own) * 2 < plain.len() && of(others) * 10 > plain.len() * 7
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn is_title_case(text: &str) -> bool {
    let words = tokens(text);
    let capital = words.iter().filter(|word| is_capitalised(word.text)).count();
    words.len() >= 3 && capital as f32 >= words.len() as f32 * TITLE_CASE
}

fn in_case_of(word: &str, suggestion: &str) -> String {
    let mut letters = suggestion.chars();
    match (word.chars().next(), letters.next()) {
        (Some(first), Some(initial)) if first.is_uppercase() && initial.is_lowercase() => {
            initial.to_uppercase().chain(letters).collect()
        }
        _ => suggestion.to_owned(),
    }
}

fn folded(word: &str) -> String {
    word.replace('\u{2019}', "'").to_lowercase()
}

/// Length as JavaScript counts it.
fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}
