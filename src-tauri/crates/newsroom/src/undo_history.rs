//! What the writer of a story can take back, kept beside its text so that it outlives the window.

use crate::{Failure, Newsroom};
use serde::{Deserialize, Serialize};
use store::Entry;

/// What somebody can take back of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct UndoHistory {
    /// The revision of the story that it belongs to. Beside any other text it means nothing.
    pub revision: u32,
    /// JSON, as the editor wrote it.
    pub steps: String,
}

impl Newsroom {
    /// Keeps what can be taken back of this revision; false where the story is at another by now.
    pub fn keep_undo_history(
        &self,
        id: &str,
        UndoHistory { revision, steps }: &UndoHistory,
        now: &str,
        actor: &str,
    ) -> Result<bool, Failure> {
        let entry = Entry { at: now, actor };
        self.store().keep_undo_history(id, *revision, steps, entry).map_err(|error| self.failed(&error))
    }

    /// What this person can take back of a story as it stands; none where somebody else, or another program, wrote it last.
    pub fn undo_history(&self, id: &str, now: &str, actor: &str) -> Result<Option<UndoHistory>, Failure> {
        let kept = self.store().undo_history(id, Entry { at: now, actor }).map_err(|error| self.failed(&error))?;
        Ok(kept.map(|(revision, steps)| UndoHistory { revision, steps }))
    }
}
