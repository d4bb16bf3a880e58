//! Whose hands are at a story. The journal knows people, and one person may have two windows on a newsroom, or a script:
//! a hand is one person at one handle on the file, and the handle remembers what each of its own wrote.

use crate::{
    store::Change,
    tables::journal::{SAVED, Written},
    thinning,
};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// What a hand did at a story since this handle was opened.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hand {
    /// The revision that it wrote last; 0 where it wrote none.
    wrote: u32,
    /// When another hand saved what this one last came upon in the midst of its work.
    met: Option<String>,
}

impl Hand {
    /// Whether a text is what this hand itself wrote last. One that another hand saved between two saves of this one means
    /// that both are at work.
    pub(crate) fn wrote(&mut self, text: Option<&Written>, change: &Change) -> bool {
        let own = text.is_some_and(|text| text.actor == change.actor && text.revision == self.wrote);
        if !own && self.wrote > 0 {
            self.meet(text);
        }
        own
    }

    /// The story went on under this hand. Words replaced in many stories and undoings are deeds of a moment: nobody is
    /// writing there.
    pub(crate) fn meet(&mut self, text: Option<&Written>) {
        if let Some(text) = text.filter(|text| text.kind == SAVED) {
            self.met = Some(text.at.clone());
        }
    }

    /// Whether another hand was at the story a moment ago.
    pub(crate) fn is_met(&self, change: &Change) -> bool {
        self.met.as_ref().is_some_and(|met| thinning::together(met, &change.at))
    }
}

/// The hands of one handle on a newsroom file, by story and person.
#[derive(Default)]
pub(crate) struct Hands(Mutex<BTreeMap<(String, String), Hand>>);

impl Hands {
    pub(crate) fn of(&self, change: &Change) -> Hand {
        self.lock().get(&(change.story.clone(), change.actor.clone())).cloned().unwrap_or_default()
    }

    /// After a change is on the disk; with the revision that it made, where it made one.
    pub(crate) fn remember(&self, whose: (String, String), mut hand: Hand, revision: Option<u32>) {
        hand.wrote = revision.unwrap_or(hand.wrote);
        self.lock().insert(whose, hand);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<(String, String), Hand>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
