//! Words of a text, as likeness compares them. Pure.

use crate::search::{form, spans, stem};
use std::collections::HashSet;

/// A word as it stands in a text, and as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub shown: String,
    /// Without case and diacritics.
    pub form: String,
    /// What it shares with its inflections.
    pub stem: String,
    /// Begins with a capital, and not only because a sentence does.
    pub capital: bool,
    /// Nothing but white space stands between it and the word before.
    pub joined: bool,
}

/// The words of a line, in order.
pub(super) fn words(line: &str, language: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut after = 0;
    for span in spans(line) {
        let (gap, shown) = (&line[after..span.start], &line[span.clone()]);
        let begins = words.is_empty() || gap.contains(['.', '!', '?', ':']) || gap.ends_with(['"', '“', '‘']);
        let form = form(shown);
        words.push(Word {
            stem: stem(&form, language).into_owned(),
            form,
            capital: !begins && shown.starts_with(char::is_uppercase),
            joined: !words.is_empty() && gap.chars().all(char::is_whitespace),
            shown: shown.to_owned(),
        });
        after = span.end;
    }
    words.retain(|word| !word.form.is_empty());
    words
}

/// A text in the form in which it is held against another one.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// Stems, and forms where they are others: stories of two languages share what they do not inflect.
    words: HashSet<String>,
    /// Forms of neighbours.
    pairs: HashSet<String>,
}

impl Text {
    /// Takes in a line.
    pub(super) fn push(&mut self, line: &str, language: &str) {
        let mut before: Option<String> = None;
        for word in words(line, language) {
            if let Some(before) = before.filter(|_| word.joined) {
                self.pairs.insert(format!("{before} {}", word.form));
            }
            if word.stem != word.form {
                self.words.insert(word.stem);
            }
            self.words.insert(word.form.clone());
            before = Some(word.form);
        }
    }

    /// Whether it has the stem, or the form.
    pub(super) fn holds(&self, stem: &str, form: &str) -> bool {
        self.words.contains(stem) || self.words.contains(form)
    }

    /// Whether the two forms stand side by side somewhere in it.
    pub(super) fn joins(&self, before: &str, after: &str) -> bool {
        self.pairs.contains(&format!("{before} {after}"))
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
        let told: Vec<String> = words(
            "Presiden Xi Jinping tiba. Kemarin \"Bapak\" Putin di São Paulo: Semua senang, kata Anak-anak.",
            "id",
        )
        .into_iter()
        .filter(|word| word.capital)
        .map(|word| word.shown)
        .collect();
        assert_eq!(told, ["Xi", "Jinping", "Putin", "São", "Paulo", "Anak"]);
    }

    #[test]
    fn words_are_neighbours_only_where_nothing_but_space_is_between_them() {
        let mut text = Text::default();
        text.push("Kerja sama energi, perdagangan", "id");
        text.push("pangan", "id");
        assert!(text.joins("kerja", "sama") && text.joins("sama", "energi"));
        assert!(!text.joins("energi", "perdagangan") && !text.joins("perdagangan", "pangan"));
        assert!(text.holds("pangan", "pangan") && text.holds("dagang", "-") && !text.holds("Kerja", "KERJA"));
    }

    #[test]
    fn overlap_is_the_shared_part() {
        let text = |line: &str| {
            let mut text = Text::default();
            text.push(line, "xx");
            text
        };
        assert_eq!(text("a b c").overlap(&text("b c d")), 0.5);
        assert_eq!(text("a b").overlap(&text("a b")), 1.0);
        assert_eq!(text("").overlap(&text("")), 0.0);
    }
}
