use crate::{Code, Failure, Newsroom, time};
use serde::{Deserialize, Serialize};
use store::{Entry, Note};

/// A note that somebody writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct NewNote {
    /// The story's id.
    pub story: String,
    /// The first note of the thread that it replies to; null where it begins one.
    pub thread: Option<String>,
    /// The words that it is put at; null where it is about the story, and in a reply.
    pub quote: Option<String>,
    /// What it says.
    pub words: String,
}

impl Newsroom {
    /// The notes at a story, in the order in which they were written: each first note of a thread before its replies.
    pub fn notes(&self, story: &str) -> Result<Vec<Note>, Failure> {
        self.existing(story)?;
        self.store().notes(story).map_err(|error| self.failed(&error))
    }

    /// Keeps a note at once: it is no part of the text, and waits for no save of it.
    pub fn add_note(&self, new: &NewNote, now: &str, actor: &str) -> Result<Note, Failure> {
        let words = new.words.trim();
        if words.is_empty() {
            return Err(Failure::new(Code::FieldValue, "note", "a note says something", None));
        }
        let id = time::new_id(now)?;
        let note = Note {
            thread: new.thread.clone().unwrap_or_else(|| id.clone()),
            id,
            story: new.story.clone(),
            at: now.to_owned(),
            actor: actor.to_owned(),
            words: words.to_owned(),
            quote: new.quote.clone().filter(|_| new.thread.is_none()),
            resolved: None,
            resolver: None,
        };
        self.store().add_note(&note, Entry { at: now, actor }).map_err(|error| self.failed(&error))?;
        Ok(note)
    }

    /// Resolves a thread, or opens it again.
    pub fn resolve_note(&self, thread: &str, resolved: bool, now: &str, actor: &str) -> Result<(), Failure> {
        self.store().resolve_note(thread, resolved, Entry { at: now, actor }).map_err(|error| self.failed(&error))
    }

    /// Deletes a note of one's own; a first one only where nobody else replied.
    pub fn delete_note(&self, id: &str, now: &str, actor: &str) -> Result<(), Failure> {
        self.store().delete_note(id, Entry { at: now, actor }).map_err(|error| self.failed(&error))
    }
}
