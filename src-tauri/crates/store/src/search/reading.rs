//! Reads the stories that the index found: how well each answers the query, and where. Pure.

use super::{
    expression::is_read,
    query::{Query, Term},
    words::{self, Language},
};
use std::{borrow::Cow, collections::HashMap, ops::Range};
use story::Fields;

/// Where in a story a text stands, and what a word found there weighs. The steps are large: many hits in the text must
/// not outweigh one in the headline.
const HEADLINE: f64 = 100.0;
const SLUGLINE: f64 = 60.0;
const NAMED: f64 = 40.0;
const UNDER: f64 = 20.0;
const ORIGIN: f64 = 10.0;
const TEXT: f64 = 1.0;

/// What words that stand close together in the text weigh, at most; and what a story that was saved today gains over an
/// old one. Half of that is lost in half a year.
const TOGETHER: f64 = 6.0;
const FRESH: f64 = 0.5;
const HALF_LIFE: f64 = 180.0;

/// One query, for many stories: most of their words have been looked at before.
pub(super) struct Reader<'q> {
    terms: Vec<Sought<'q>>,
    /// Exact phrases that must not be there.
    refused: Vec<Sought<'q>>,
    /// For each language.
    cores: [Cores; 3],
    /// Which words of the query a word is, for each language.
    seen: [HashMap<String, u64>; 3],
}

/// A term whose first word has bit `bit`, the next the one after it.
struct Sought<'q> {
    term: &'q Term,
    forms: Vec<Vec<String>>,
    bit: usize,
}

/// A text of a story with what was found in it.
pub(super) struct Zone<'s> {
    pub text: Cow<'s, str>,
    /// Whether each line is a thing of its own.
    pub pieces: bool,
    weight: f64,
    pub hits: Vec<Hit>,
}

/// A term, found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hit {
    /// Which of the words of the text it begins with.
    pub at: usize,
    /// Its place in bytes.
    pub span: Range<usize>,
    /// Which of the terms.
    pub term: usize,
}

/// A story, read. Zones are in the order in which a snippet is looked for.
pub(super) struct Answer<'s> {
    pub zones: Vec<Zone<'s>>,
    pub relevance: f64,
}

impl<'q> Reader<'q> {
    pub(super) fn of(query: &'q Query) -> Self {
        let mut bit = 0;
        let mut sought = |term: &'q Term| {
            let forms = term.words.iter().map(|word| words::forms(word)).collect();
            let sought = Sought { term, forms, bit };
            bit += term.words.len();
            sought
        };
        let terms: Vec<_> = query.terms.iter().filter(|term| term.mark.is_none()).map(&mut sought).collect();
        let refused: Vec<_> = query.without.iter().filter(|term| is_read(term)).map(&mut sought).collect();
        let languages = [Language::Indonesian, Language::English, Language::Other];
        let cores = languages.map(|language| Cores::of(terms.iter().chain(&refused), language));
        Self { terms, refused, cores, seen: Default::default() }
    }

    /// Whether the index alone cannot answer.
    pub(super) fn must_read(&self) -> bool {
        !self.refused.is_empty() || self.terms.iter().any(Sought::must_be_read)
    }

    /// `None` where the text does not say what the index took it to say. `beyond` gives what else the story says: it is asked
    /// only where that decides, because most stories answer by their texts.
    pub(super) fn read<'s, E>(
        &mut self,
        fields: &'s Fields,
        body: &'s str,
        beyond: impl FnOnce() -> Result<String, E>,
    ) -> Result<Option<Answer<'s>>, E> {
        let language = Language::of(&fields.language);
        let names = Language::Other;
        let people: Vec<&str> = fields.people().collect();
        let rest =
            [&fields.dateline.outlet, &fields.note, &fields.rights, &fields.sign_off].map(String::as_str).join("\n");
        let texts = [
            (TEXT, Cow::Borrowed(body), language),
            (UNDER, Cow::Borrowed(fields.deck.as_str()), language),
            (HEADLINE, Cow::Borrowed(fields.headline.as_str()), language),
            (NAMED, Cow::Owned(fields.tags.join("\n")), language),
            (NAMED, Cow::Owned(people.join("\n")), names),
            (UNDER, Cow::Borrowed(fields.kicker.as_str()), language),
            (SLUGLINE, Cow::Borrowed(fields.slugline.as_str()), language),
            (ORIGIN, Cow::Borrowed(fields.source.as_str()), names),
            (ORIGIN, Cow::Borrowed(fields.dateline.place.as_str()), names),
            (ORIGIN, Cow::Borrowed(fields.desk.as_str()), names),
            (TEXT, Cow::Owned(rest), language),
        ];
        let mut zones = Vec::with_capacity(texts.len() + 1);
        for (weight, text, language) in texts {
            let Some(zone) = self.zone(weight, text, language) else { return Ok(None) };
            zones.push(zone);
        }
        if !self.refused.is_empty() || (0..self.terms.len()).any(|term| !has(&zones, term)) {
            let Some(zone) = self.zone(TEXT, Cow::Owned(beyond()?), language) else { return Ok(None) };
            zones.push(Zone { pieces: true, ..zone });
        }
        if (0..self.terms.len()).any(|term| self.terms[term].must_be_read() && !has(&zones, term)) {
            return Ok(None);
        }
        let relevance = zones.iter().map(|zone| zone.relevance(self.terms.len())).sum();
        Ok(Some(Answer { zones, relevance }))
    }

    /// A text with what is found in it; `None` where it says what must not be there.
    fn zone<'s>(&mut self, weight: f64, text: Cow<'s, str>, language: Language) -> Option<Zone<'s>> {
        let spots = self.spots(&text, language);
        if self.refused.iter().any(|sought| sought.places(&spots).next().is_some()) {
            return None;
        }
        let mut hits: Vec<Hit> = Vec::new();
        for (term, sought) in self.terms.iter().enumerate() {
            hits.extend(sought.places(&spots).map(|(at, span)| Hit { at, span, term }));
        }
        hits.sort_by_key(|hit| hit.at);
        Some(Zone { text, pieces: false, weight, hits })
    }

    /// The words of a text that are looked for.
    fn spots(&mut self, text: &str, language: Language) -> Vec<Spot> {
        let mut spots = Vec::new();
        let (mut at, mut word) = (0, String::new());
        for span in words::spans(text) {
            let written = &text[span.clone()];
            // Most words of a text have nothing of the query in them: they are only counted.
            if written.is_ascii() && !self.cores[language as usize].are_in(written.as_bytes()) {
                at += 1;
                continue;
            }
            words::fold_into(written, &mut word);
            if word.is_empty() {
                continue;
            }
            let bits = match self.seen[language as usize].get(&word) {
                Some(bits) => *bits,
                None => {
                    let bits = self.bits(&word, language);
                    self.seen[language as usize].insert(word.clone(), bits);
                    bits
                }
            };
            if bits != 0 {
                spots.push(Spot { at, span, bits });
            }
            at += 1;
        }
        spots
    }

    /// Which words of the query this word is.
    fn bits(&self, word: &str, language: Language) -> u64 {
        if !self.cores[language as usize].are_in(word.as_bytes()) {
            return 0;
        }
        let stem = words::stem(word, language);
        let mut bits = 0;
        for sought in self.terms.iter().chain(&self.refused) {
            for (index, forms) in sought.forms.iter().enumerate() {
                if sought.is(index, forms, word, &stem) {
                    bits |= 1 << (sought.bit + index);
                }
            }
        }
        bits
    }
}

/// What every word that is looked for has in it, whatever its inflection.
struct Cores {
    cores: Vec<Vec<u8>>,
    /// Whether a core begins with these two letters: most words of a text have no such two.
    begins: [bool; 1 << 10],
}

impl Cores {
    /// Of the words of stories in a language.
    fn of<'q>(sought: impl Iterator<Item = &'q Sought<'q>>, language: Language) -> Self {
        let mut cores: Vec<Vec<u8>> = Vec::new();
        for Sought { term, forms, .. } in sought {
            for (index, forms) in (1..).zip(forms) {
                let open = term.open && index == term.words.len();
                cores.extend(forms.iter().map(|form| core(form, language, open).as_bytes().to_vec()));
            }
        }
        cores.sort();
        cores.dedup();
        let mut begins = [false; 1 << 10];
        for core in &cores {
            match core[..] {
                [] => {}
                [first] => (0..32).for_each(|second| begins[pair(first, second)] = true),
                [first, second, ..] => begins[pair(first, second)] = true,
            }
        }
        Self { cores, begins }
    }

    /// Whether one of them is in the word. The case of ASCII letters is not looked at; others must be folded.
    fn are_in(&self, word: &[u8]) -> bool {
        (0..word.len()).any(|at| {
            self.begins[pair(word[at], word.get(at + 1).copied().unwrap_or_default())]
                && self
                    .cores
                    .iter()
                    .any(|core| word[at..].get(..core.len()).is_some_and(|part| part.eq_ignore_ascii_case(core)))
        })
    }
}

/// Two letters as one small number: their lowest five bits, which do not tell upper from lower case. That others come to
/// the same number costs a second look.
fn pair(first: u8, second: u8) -> usize {
    usize::from(first & 31) << 5 | usize::from(second & 31)
}

/// What inflections leave of a form. Indonesian ones take words apart and may swallow the first letter of what is left,
/// which never becomes shorter than three letters; English ones may change its last. `open`: the word goes on; a single
/// letter is looked for as it is.
fn core(form: &str, language: Language, open: bool) -> &str {
    let core = match language {
        Language::Indonesian if form.len() > 2 || open => form.get(1..),
        Language::English => form.get(..form.len().saturating_sub(1)),
        _ => None,
    };
    core.filter(|core| !core.is_empty()).unwrap_or(form)
}

/// Whether a term is found in one of them.
fn has(zones: &[Zone], term: usize) -> bool {
    zones.iter().any(|zone| zone.hits.iter().any(|hit| hit.term == term))
}

struct Spot {
    at: usize,
    span: Range<usize>,
    bits: u64,
}

impl Sought<'_> {
    /// Whether the index cannot tell: it knows stems, and that a word begins so, but not that it follows another.
    fn must_be_read(&self) -> bool {
        is_read(self.term) || (self.term.open && self.term.words.len() > 1)
    }

    fn is(&self, index: usize, forms: &[String], word: &str, stem: &str) -> bool {
        let asked = self.term.words[index].as_str();
        let open = self.term.open && index + 1 == self.term.words.len();
        let goes_on = open && (word.starts_with(asked) || (!self.term.exact && stem.starts_with(asked)));
        let same = if self.term.exact { word == asked } else { forms.iter().any(|form| form == word || form == stem) };
        same || goes_on
    }

    /// Where all words of the term follow each other.
    fn places<'a>(&'a self, spots: &'a [Spot]) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
        spots.windows(self.term.words.len()).filter_map(|window| {
            let follows = window
                .iter()
                .enumerate()
                .all(|(index, spot)| spot.at == window[0].at + index && spot.bits & (1 << (self.bit + index)) != 0);
            let last = window.last().filter(|_| follows)?;
            Some((window[0].at, window[0].span.start..last.span.end))
        })
    }
}

impl Zone<'_> {
    fn relevance(&self, terms: usize) -> f64 {
        let mut each = vec![0_u32; terms];
        for hit in &self.hits {
            each[hit.term] += 1;
        }
        // The second hit tells less than the first; in a field it tells nothing.
        let often = |hits: u32| if self.weight > TEXT { 1.0 } else { 1.0 + f64::from(hits).ln() };
        let hits: f64 = each.iter().filter(|hits| **hits > 0).map(|hits| self.weight * often(*hits)).sum();
        hits + self.nearness(&each)
    }

    /// How close all terms stand together, where all of them are here.
    fn nearness(&self, each: &[u32]) -> f64 {
        if each.len() < 2 || each.contains(&0) {
            return 0.0;
        }
        let mut left = vec![0_u32; each.len()];
        let (mut missing, mut first, mut least) = (each.len(), 0, usize::MAX);
        for hit in &self.hits {
            left[hit.term] += 1;
            missing -= usize::from(left[hit.term] == 1);
            while missing == 0 {
                let from = &self.hits[first];
                least = least.min(hit.at - from.at + 1);
                left[from.term] -= 1;
                missing += usize::from(left[from.term] == 0);
                first += 1;
            }
        }
        TOGETHER.max(self.weight / 2.0) * each.len() as f64 / least.max(each.len()) as f64
    }
}

/// A story's rank: its relevance, and more for a fresh one. `age` is in days.
pub(super) fn rank(relevance: f64, age: f64) -> f64 {
    relevance * (1.0 + FRESH * 0.5_f64.powf(age.max(0.0) / HALF_LIFE))
}

/// Days since the year 0 of an RFC 3339 time; the months are taken as equally long.
pub(crate) fn day(time: &str) -> f64 {
    let number =
        |range: Range<usize>| time.get(range).and_then(|digits| digits.parse::<f64>().ok()).unwrap_or_default();
    let (year, month, day, hour) = (number(0..4), number(5..7), number(8..10), number(11..13));
    year * 365.25 + month * 30.4375 + day + hour / 24.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_answers_has_in_it_what_is_looked_for_first() {
        let indonesian = "menyingkirkan singkirkan tersingkir penyingkiran bertemu pertemuan menemui ketemu menulis tulisan \
            penulis ditulis pakai memakai pakaian menteri kementerian presiden kepresidenan perekonomian memukul pukulan \
            bukunya mengirim mengambil kiriman ambilan menyapu penyapu memakan makanan dimakan mengatakan perkataan \
            berlari pelari dikatakannya dan yang di ini itu sekali-kali membelanjakan pembelanjaan keuangan";
        let english = "presidents president owners owner being doing going using hoping hopping skies cries easily happily \
            generously relational conditional national flies agreed meetings meeting ministers ministry ministries";
        for (text, language) in [(indonesian, Language::Indonesian), (english, Language::English)] {
            for word in words::folded(text) {
                let stem = words::stem(&word, language).into_owned();
                let begun: Vec<String> = (2..=stem.len()).map(|length| stem[..length].to_owned()).collect();
                for (open, forms) in begun[..begun.len() - 1].iter().map(|form| (true, form)).chain([(false, &stem)]) {
                    let core = core(forms, language, open);
                    assert!(word.contains(core), "{word} is {stem}, and has no {core}");
                }
            }
        }
    }
}
