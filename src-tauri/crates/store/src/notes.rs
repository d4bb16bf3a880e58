//! What becomes of notes, each inside the transaction that it is given. They are no part of the text: a note raises no
//! revision, so that it never clashes with someone who is typing.

use crate::{
    Error,
    store::Change,
    tables::{
        journal::{self, Differences},
        note::{self, Note},
        story as stories,
    },
};
use rusqlite::Transaction;
use serde_json::json;

/// Adds a note to a story, or a reply to one.
pub(crate) fn add(transaction: &Transaction, note: &Note, change: &Change) -> Result<(), Error> {
    let story = stories::get(transaction, &note.story)?.ok_or_else(|| Error::NoStory(note.story.clone()))?;
    if note.thread != note.id {
        let first = note::get(transaction, &note.thread)?.filter(|first| first.story == note.story);
        first.ok_or_else(|| Error::NoNote(note.thread.clone()))?;
    }
    note::insert(transaction, note)?;
    tell(transaction, change, "noted", &note.id, story.revision)
}

/// Resolves a thread, or opens it again.
pub(crate) fn resolve(
    transaction: &Transaction,
    thread: &str,
    resolved: bool,
    change: &mut Change,
) -> Result<(), Error> {
    let first = existing(transaction, thread, change)?;
    if first.resolved.is_some() == resolved {
        return Ok(());
    }
    note::set_resolved(transaction, &first.thread, resolved.then_some((&change.at, &change.actor)))?;
    let kind = if resolved { "noteResolved" } else { "noteReopened" };
    tell(transaction, change, kind, thread, revision(transaction, change)?)
}

/// Deletes one's own note, with its thread where it began one that nobody else took part in.
pub(crate) fn delete(transaction: &Transaction, id: &str, change: &mut Change) -> Result<(), Error> {
    let found = existing(transaction, id, change)?;
    let why = if found.actor != change.actor {
        Some("it is somebody else's")
    } else if found.thread == found.id && note::has_others(transaction, id, &change.actor)? {
        Some("others have replied to it")
    } else {
        None
    };
    if let Some(why) = why {
        return Err(Error::NoteStays { id: id.to_owned(), why });
    }
    note::delete(transaction, id)?;
    tell(transaction, change, "noteDeleted", id, revision(transaction, change)?)
}

fn existing(transaction: &Transaction, id: &str, change: &mut Change) -> Result<Note, Error> {
    let found = note::get(transaction, id)?.ok_or_else(|| Error::NoNote(id.to_owned()))?;
    change.story.clone_from(&found.story);
    Ok(found)
}

fn revision(transaction: &Transaction, change: &Change) -> Result<u32, Error> {
    Ok(stories::get(transaction, &change.story)?.map_or(0, |story| story.revision))
}

fn tell(transaction: &Transaction, change: &Change, kind: &str, note: &str, revision: u32) -> Result<(), Error> {
    journal::append(transaction, change, kind, &Differences::new(json!({ "note": note })), revision)?;
    Ok(())
}
