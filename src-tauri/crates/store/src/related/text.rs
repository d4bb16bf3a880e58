//! Words of a text, as likeness compares them. Pure.

use super::postings::key;
use std::collections::HashSet;

/// A word as it stands in a text, and as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub shown: String,
    pub key: String,
    /// Begins with a capital, and not only because a sentence does.
    pub capital: bool,
    /// Nothing but white space stands between it and the word before.
    pub joined: bool,
}

/// The words of a line, in order.
pub(super) fn words(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let (gap, from) = rest.split_at(start);
        let end = from.find(|character: char| !in_word(character)).unwrap_or(from.len());
        let (shown, after) = from.split_at(end);
        let begins = words.is_empty() || gap.contains(['.', '!', '?', ':']) || gap.ends_with(['"', '“', '‘']);
        words.push(Word {
            key: key(shown),
            capital: !begins && shown.starts_with(char::is_uppercase),
            joined: !words.is_empty() && gap.chars().all(char::is_whitespace),
            shown: shown.to_owned(),
        });
        rest = after;
    }
    words
}

/// A mark that combines with the letter before it belongs to the word.
fn in_word(character: char) -> bool {
    character.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&character)
}

/// A text in the form in which it is held against another one.
#[derive(Debug, Default)]
pub(super) struct Text {
    words: HashSet<String>,
    pairs: HashSet<(String, String)>,
}

impl Text {
    /// Takes in a line.
    pub(super) fn push(&mut self, line: &str) {
        let mut before: Option<String> = None;
        for word in words(line) {
            if let Some(before) = before.filter(|_| word.joined) {
                self.pairs.insert((before, word.key.clone()));
            }
            self.words.insert(word.key.clone());
            before = Some(word.key);
        }
    }

    pub(super) fn holds(&self, key: &str) -> bool {
        self.words.contains(key)
    }

    /// Whether the two stand side by side somewhere in it.
    pub(super) fn joins(&self, before: &str, after: &str) -> bool {
        self.pairs.contains(&(before.to_owned(), after.to_owned()))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How much of what stands in either stands in both: 0 to 1.
    pub(super) fn overlap(&self, other: &Self) -> f64 {
        let both = self.words.intersection(&other.words).count();
        let either = self.words.len() + other.words.len() - both;
        if either == 0 { 0.0 } else { both as f64 / either as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capital_tells_a_name_unless_a_sentence_begins_with_it() {
        let told: Vec<String> =
            words("Presiden Xi Jinping tiba. Kemarin \"Bapak\" Putin di São Paulo: Semua senang, kata Anak-anak.")
                .into_iter()
                .filter(|word| word.capital)
                .map(|word| word.shown)
                .collect();
        assert_eq!(told, ["Xi", "Jinping", "Putin", "São", "Paulo", "Anak"]);
    }

    #[test]
    fn words_are_neighbours_only_where_nothing_but_space_is_between_them() {
        let mut text = Text::default();
        text.push("Kerja sama energi, perdagangan");
        text.push("pangan");
        assert!(text.joins("kerja", "sama") && text.joins("sama", "energi"));
        assert!(!text.joins("energi", "perdagangan") && !text.joins("perdagangan", "pangan"));
        assert!(text.holds("pangan") && !text.holds("Kerja"));
    }

    #[test]
    fn overlap_is_the_shared_part() {
        let text = |line: &str| {
            let mut text = Text::default();
            text.push(line);
            text
        };
        assert_eq!(text("a b c").overlap(&text("b c d")), 0.5);
        assert_eq!(text("a b").overlap(&text("a b")), 1.0);
        assert_eq!(text("").overlap(&text("")), 0.0);
    }
}
