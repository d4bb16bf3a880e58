use super::fault::PatternFault;
use regex::{Captures, Regex, RegexBuilder};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What is looked for, and what is to come in its place.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct FindQuery {
    /// Words, or a pattern. Never empty.
    pub find: String,
    /// What comes in place of a match: nothing, words, or with `regex` also `$1`, `${name}`, `$&` and `$$`.
    pub with: String,
    /// `find` is a regular expression.
    pub regex: bool,
    /// Only whole words.
    pub word: bool,
    /// Capital and small letters differ.
    pub case: bool,
    /// Letters with and without accents are the same, and so are straight and curly quotation marks.
    pub loose: bool,
}

/// A query made ready.
#[derive(Debug)]
pub struct Pattern {
    regex: Regex,
    with: Vec<Part>,
    loose: bool,
}

/// A piece of a replacement.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    Group(usize),
}

/// A match in one text: bytes, and what comes in their place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub range: Range<usize>,
    pub with: String,
}

/// Bytes that a compiled pattern may take; the alphabets of Unicode are large, so half of that is nothing unusual.
const SIZE: usize = 2 << 20;

impl FindQuery {
    /// Makes the query ready to be looked for.
    pub fn compile(&self) -> Result<Pattern, PatternFault> {
        if self.find.is_empty() {
            return Err(PatternFault::empty());
        }
        let folded = self.loose.then(|| Folded::of(&self.find));
        let found = folded.as_ref().map_or(&*self.find, |folded| &folded.text);
        if self.regex {
            // As typed: in the frame of a whole word, an end without its beginning would find one.
            let original = |range: Range<usize>| match &folded {
                Some(folded) => folded.original(range),
                None => range,
            };
            regex_syntax::parse(found).map_err(|error| PatternFault::syntax(&error, &self.find, &original))?;
        }
        let words = if self.regex { found.to_owned() } else { regex::escape(found) };
        let whole = if self.word { format!(r"\b{{start-half}}(?:{words})\b{{end-half}}") } else { words };
        let regex = RegexBuilder::new(&whole)
            .case_insensitive(!self.case)
            .size_limit(SIZE)
            .build()
            .map_err(|error| PatternFault::unmade(&error))?;
        let with = if self.regex { parts(&self.with, &regex)? } else { vec![Part::Words(self.with.clone())] };
        Ok(Pattern { regex, with, loose: self.loose })
    }
}

impl Pattern {
    /// A pattern of ours, that looks for what it says. `None` where it is no pattern.
    pub(super) fn ours(regex: &str) -> Option<Self> {
        Some(Self { regex: Regex::new(regex).ok()?, with: Vec::new(), loose: false })
    }

    /// The matches in a text, first to last; none is empty.
    pub(super) fn hits(&self, text: &str) -> Vec<Hit> {
        // Most texts have none, and this is the quickest way to know.
        if !self.loose {
            return self.hits_in(text, text, &|range| range);
        }
        let folded = Folded::of(text);
        self.hits_in(&folded.text, text, &|range| folded.original(range))
    }

    fn hits_in(&self, searched: &str, text: &str, original: &dyn Fn(Range<usize>) -> Range<usize>) -> Vec<Hit> {
        let hit = |captures: Captures| {
            let range = original(captures.get(0)?.range());
            let mut with = String::new();
            for part in &self.with {
                match part {
                    Part::Words(words) => with.push_str(words),
                    Part::Group(number) => {
                        let group = captures.get(*number).map_or(0..0, |group| original(group.range()));
                        with.push_str(text.get(group).unwrap_or_default());
                    }
                }
            }
            Some(Hit { range, with })
        };
        self.regex.captures_iter(searched).filter_map(hit).filter(|hit| !hit.range.is_empty()).collect()
    }
}

/// Takes a replacement apart. `$12` is the twelfth group where there is one, else the first and a 2.
fn parts(with: &str, regex: &Regex) -> Result<Vec<Part>, PatternFault> {
    let mut parts = Vec::new();
    let mut rest = with;
    while let Some(at) = rest.find('$') {
        parts.push(Part::Words(rest[..at].to_owned()));
        rest = &rest[at + 1..];
        let digits = rest.bytes().take(2).take_while(u8::is_ascii_digit).count();
        if let Some(after) = rest.strip_prefix('$') {
            parts.push(Part::Words("$".to_owned()));
            rest = after;
        } else if let Some(after) = rest.strip_prefix('&') {
            parts.push(Part::Group(0));
            rest = after;
        } else if digits > 0 {
            let number = |length: usize| rest[..length].parse().ok().filter(|number| *number < regex.captures_len());
            let (length, number) = (1..=digits)
                .rev()
                .find_map(|length| Some((length, number(length)?)))
                .ok_or_else(|| PatternFault::group_missing(&rest[..digits]))?;
            parts.push(Part::Group(number));
            rest = &rest[length..];
        } else if let Some((name, after)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            let named = regex.capture_names().position(|known| known == Some(name));
            let number = named.or_else(|| name.parse().ok().filter(|number| *number < regex.captures_len()));
            parts.push(Part::Group(number.ok_or_else(|| PatternFault::group_missing(name))?));
            rest = after;
        } else {
            parts.push(Part::Words("$".to_owned()));
        }
    }
    parts.push(Part::Words(rest.to_owned()));
    Ok(parts)
}

/// A text without accents and with straight quotation marks, and where each of its bytes comes from.
struct Folded {
    text: String,
    /// For each byte of `text` where its character begins in the original, and the original's length behind the last.
    from: Vec<usize>,
}

impl Folded {
    fn of(original: &str) -> Self {
        let (mut text, mut from) = (String::with_capacity(original.len()), Vec::with_capacity(original.len() + 1));
        for (at, letter) in original.char_indices() {
            if let Some(plain) = plain(letter) {
                text.push(plain);
                from.resize(text.len(), at);
            }
        }
        from.push(original.len());
        Self { text, from }
    }

    /// What stands behind a range. Marks that combine with its last letter belong to it.
    fn original(&self, range: Range<usize>) -> Range<usize> {
        let at = |byte: usize| self.from.get(byte).copied().unwrap_or_default();
        at(range.start)..at(range.end)
    }
}

/// A letter without its accents; `None` for an accent by itself.
fn plain(letter: char) -> Option<char> {
    match letter {
        '\u{2018}' | '\u{2019}' | '\u{201a}' => Some('\''),
        '\u{201c}' | '\u{201d}' | '\u{201e}' => Some('"'),
        '\u{a0}' | '\u{202f}' => Some(' '),
        _ if letter.is_ascii() => Some(letter),
        _ if is_combining_mark(letter) => None,
        _ => {
            let mut letters = letter.nfd().filter(|part| !is_combining_mark(*part));
            // Some scripts come apart into letters (Hangul), which is no matter of accents.
            match (letters.next(), letters.next()) {
                (Some(plain), None) => Some(plain),
                _ => Some(letter),
            }
        }
    }
}
