use super::ExportText;
use crate::{Failure, Newsroom};
use formats::{Note, Review};
use story::Tracking;

/// What colleagues say of a story.
pub(super) struct Reviewed {
    notes: Vec<Note>,
    tracking: Option<Tracking>,
}

impl Reviewed {
    pub(super) fn review(&self) -> Review<'_> {
        Review { notes: &self.notes, tracking: self.tracking.as_ref() }
    }
}

impl Newsroom {
    /// Notes and suggestions of a story. The original has nothing suggested in it.
    pub(super) fn reviewed(&self, id: &str, text: ExportText) -> Result<Reviewed, Failure> {
        let written = self.store().notes(id).map_err(|error| self.failed(&error))?;
        let tracking = self.store().tracking(id).map_err(|error| self.failed(&error))?;
        let done = |thread: &str| written.iter().any(|note| note.id == thread && note.resolved.is_some());
        let notes = written.iter().map(|note| Note {
            thread: note.thread.clone(),
            at: note.at.clone(),
            author: note.actor.clone(),
            words: note.words.clone(),
            quote: note.quote.clone(),
            resolved: done(&note.thread),
        });
        Ok(Reviewed { notes: notes.collect(), tracking: tracking.filter(|_| text == ExportText::Accepted) })
    }
}
