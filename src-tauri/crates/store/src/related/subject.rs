//! The open story, as others are compared with it. Pure: how rare its words and names are comes in later.

use super::{
    everyday::is_everyday,
    text::{Word, words},
};
use crate::derive::fold;
use std::collections::{HashMap, HashSet};
use story::{Body, Fields};

/// How many words of a story are looked for in the newsroom: the ones that are likely to tell most.
const TELLING: usize = 48;
/// How many characters of a body count: who likes to know what a story is about reads its first paragraphs.
const LEAD: usize = 1_500;

/// A word that the open story may be recognised by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Term {
    pub stem: String,
    pub form: String,
    pub shown: String,
    /// Stands with a capital in the middle of a sentence.
    pub name: bool,
    /// By where and how often it stands in the story.
    pub emphasis: f64,
    /// How rare it is in the newsroom, 0 to 1; 0 also where no other story has it.
    pub rarity: f64,
}

/// A newsroom of a dozen stories cannot tell a rare word from a common one: it is taken for larger by so many stories,
/// in which words are as common as words of their length are.
const IMAGINED: f64 = 200.0;

impl Term {
    /// Is told how many of all the other stories have it.
    pub(super) fn weigh(&mut self, stories: f64, all: f64) {
        let share = match self.shown.chars().count() {
            _ if is_everyday(&self.form) => 0.6,
            _ if self.name => 0.01,
            0..=3 => 0.5,
            4 => 0.25,
            5 => 0.2,
            6 => 0.12,
            7 => 0.08,
            _ => 0.03,
        };
        self.rarity = if stories < 1.0 { 0.0 } else { rarity(stories + share * IMAGINED, all + IMAGINED) };
    }

    /// What it says of a story that has it.
    pub(super) fn weight(&self) -> f64 {
        self.emphasis * self.rarity * self.rarity
    }
}

/// A tag, person, place or link target of the open story, and how rare it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sign {
    pub name: String,
    pub rarity: f64,
}

/// The open story, as others are compared with it.
#[derive(Debug, Default)]
pub(super) struct Subject {
    /// Most telling first.
    pub terms: Vec<Term>,
    pub tags: Vec<Sign>,
    pub people: Vec<Sign>,
    pub place: Option<Sign>,
    /// Headline, kicker, deck and first paragraphs.
    pub lines: Vec<Vec<Word>>,
}

/// How rare something is that `stories` of `all` have: 1 where it is one, 0 where it is all of them.
pub(super) fn rarity(stories: f64, all: f64) -> f64 {
    if stories < 1.0 {
        return 0.0;
    }
    (((all + 1.0) / stories).ln() / (all + 1.0).ln()).clamp(0.0, 1.0)
}

/// The first paragraphs of a body.
pub(super) fn lead(body: &Body) -> String {
    let text = body.text();
    let end = text.char_indices().nth(LEAD).map_or(text.len(), |(end, _)| end);
    text[..end].to_owned()
}

impl Subject {
    /// A story, not yet weighed.
    pub(super) fn of(fields: &Fields, body: &Body) -> Self {
        let lead = lead(body);
        let words = |line: &str| words(line, &fields.language);
        let sign = |name: &str| Sign { name: name.trim().to_owned(), rarity: 0.0 };
        let named = |names: &mut dyn Iterator<Item = &str>| {
            let mut seen = HashSet::new();
            names.filter(|name| !name.trim().is_empty() && seen.insert(fold(name))).map(sign).collect()
        };
        let mut headline = words(&fields.headline);
        // Some houses write every word of a headline with a capital.
        headline.iter_mut().for_each(|word| word.capital = false);
        let mut lines = vec![headline, words(&fields.kicker), words(&fields.deck)];
        lines.extend(lead.lines().map(words));
        let mut found = Found::default();
        found.see(&lines[0], 1.0);
        for tag in &fields.tags {
            found.see(&words(tag), 1.0);
        }
        found.see(&words(&fields.slugline), 0.8);
        found.see(&lines[2], 0.8);
        found.see(&lines[1], 0.6);
        found.see(&words(&fields.dateline.place), 0.5);
        for line in &lines[3..] {
            found.see(line, 0.5);
        }
        Self {
            terms: found.telling(),
            tags: named(&mut fields.tags.iter().map(String::as_str)),
            people: named(&mut fields.people()),
            place: Some(sign(&fields.dateline.place)).filter(|place| !place.name.is_empty()),
            lines,
        }
    }
}

/// Words of a story by what they are compared by, in the order in which they are met.
#[derive(Default)]
struct Found {
    terms: Vec<Term>,
    at: HashMap<String, usize>,
}

impl Found {
    fn see(&mut self, line: &[Word], emphasis: f64) {
        for word in line {
            let letters = word.shown.chars().count();
            if letters < 2 || (letters < 4 && !word.shown.chars().any(char::is_uppercase)) {
                continue;
            }
            match self.at.get(&word.stem) {
                // Once more is more, up to a point.
                Some(&at) => {
                    let term = &mut self.terms[at];
                    term.emphasis = (term.emphasis.max(emphasis) + 0.1).min(1.5);
                    term.name |= word.capital;
                }
                None => {
                    self.at.insert(word.stem.clone(), self.terms.len());
                    self.terms.push(Term {
                        stem: word.stem.clone(),
                        form: word.form.clone(),
                        shown: word.shown.clone(),
                        name: word.capital,
                        emphasis,
                        rarity: 0.0,
                    });
                }
            }
        }
    }

    /// Names and long words first: in any language the short ones are mostly the common ones.
    fn telling(self) -> Vec<Term> {
        let promise = |term: &Term| {
            let letters = term.shown.chars().count().min(10) as f64;
            term.emphasis * if term.name { 1.2 } else { letters / 10.0 }
        };
        let mut terms = self.terms;
        terms.sort_by(|one, other| promise(other).total_cmp(&promise(one)));
        terms.truncate(TELLING);
        terms
    }
}
