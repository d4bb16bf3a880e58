//! Why a story is suggested, and how reasons are gathered so that nothing is said twice. Pure.

use super::subject::Term;
use crate::derive::fold;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Why a story is suggested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Reason {
    /// Both have this tag.
    Tag {
        /// The tag.
        name: String,
    },
    /// Both texts name this person, company or place: words with capitals, side by side in both.
    Name {
        /// As the open story writes it.
        name: String,
    },
    /// The same person wrote or edited both.
    Person {
        /// The person.
        name: String,
    },
    /// Both datelines have this place.
    Place {
        /// The place.
        name: String,
    },
    /// Both have these words, which are rare in the newsroom.
    Words {
        /// Words and phrases as the open story writes them, the most telling first.
        words: Vec<String>,
    },
    /// It has a related link to the open story.
    LinksHere,
    /// Both have a related link to the same story.
    SameTarget {
        /// The link's title in the open story.
        title: String,
    },
}

/// Words below this rarity are no reason that anyone would give.
const TOLD: f64 = 0.4;
/// More words than these are a list, not a reason.
const WORDS: usize = 3;

/// Reasons as they are found, each thing said once.
#[derive(Default)]
pub(super) struct Said {
    reasons: Vec<(f64, Reason)>,
    names: HashSet<String>,
    phrases: Vec<(f64, String)>,
}

impl Said {
    /// Says something that counts for so much.
    pub(super) fn say(&mut self, points: f64, reason: Reason) {
        self.reasons.push((points, reason));
    }

    /// The same of a name, unless it was said as something else.
    pub(super) fn name(&mut self, points: f64, name: &str, reason: fn(String) -> Reason) {
        if points > 0.0 && !self.covers(name) {
            self.names.insert(fold(name));
            self.say(points, reason(name.to_owned()));
        }
    }

    /// Says words that both stories have side by side, or one word.
    pub(super) fn phrase(&mut self, phrase: &str, terms: &[&Term]) {
        let rare = terms.iter().any(|term| term.rarity >= TOLD);
        if rare && !self.covers(phrase) {
            self.names.insert(fold(phrase));
            self.phrases.push((terms.iter().map(|term| term.weight()).sum(), phrase.to_owned()));
        }
    }

    /// What all that was said counts for together.
    pub(super) fn points(&self) -> f64 {
        self.reasons.iter().map(|(points, _)| points).sum()
    }

    /// The strongest reason first; the most telling phrases are one reason, which counts for `points`.
    pub(super) fn reasons(mut self, points: f64) -> Vec<Reason> {
        self.phrases.sort_by(|one, other| other.0.total_cmp(&one.0));
        self.phrases.truncate(WORDS);
        if !self.phrases.is_empty() {
            let words = std::mem::take(&mut self.phrases).into_iter().map(|(_, phrase)| phrase).collect();
            self.say(points, Reason::Words { words });
        }
        self.reasons.sort_by(|one, other| other.0.total_cmp(&one.0));
        self.reasons.into_iter().map(|(_, reason)| reason).collect()
    }

    /// Whether something said before has all of this in it.
    fn covers(&self, name: &str) -> bool {
        let name = format!(" {} ", fold(name));
        self.names.iter().any(|said| format!(" {said} ").contains(&name))
    }
}
