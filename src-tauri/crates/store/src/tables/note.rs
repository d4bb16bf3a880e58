//! Notes that people leave each other at a story.

use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params};
use serde::Serialize;

/// A note, or a reply to one. Never part of what leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// UUIDv7.
    pub id: String,
    /// The story's id.
    pub story: String,
    /// The id of the thread's first note, which is the one in the text's marks; of that note its own.
    pub thread: String,
    /// When: RFC 3339, UTC.
    pub at: String,
    /// Who.
    pub actor: String,
    /// What it says.
    pub words: String,
    /// Of a first note: the words that it was put at, also when they are gone; null where it is about the story.
    pub quote: Option<String>,
    /// Of a first note: when its thread was resolved; null while it is open.
    pub resolved: Option<String>,
    /// Who resolved it.
    pub resolver: Option<String>,
}

const COLUMNS: &str = "id, story, thread, at, actor, words, quote, resolved, resolver";

pub(crate) fn insert(transaction: &Transaction, note: &Note) -> Result<()> {
    let Note { id, story, thread, at, actor, words, quote, resolved, resolver } = note;
    let sql = format!("INSERT INTO note ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    let values = params![id, story, thread, at, actor, words, quote, resolved, resolver];
    transaction.prepare_cached(&sql)?.execute(values)?;
    Ok(())
}

pub(crate) fn get(connection: &Connection, id: &str) -> Result<Option<Note>> {
    connection.prepare_cached(&format!("SELECT {COLUMNS} FROM note WHERE id = ?1"))?.query_row([id], note).optional()
}

/// In the order in which they were written.
pub(crate) fn of_story(connection: &Connection, story: &str) -> Result<Vec<Note>> {
    let sql = format!("SELECT {COLUMNS} FROM note WHERE story = ?1 ORDER BY row");
    connection.prepare_cached(&sql)?.query_map([story], note)?.collect()
}

/// How many threads are open, by the names of those who began them.
pub(crate) fn open(connection: &Connection, story: &str) -> Result<Vec<(String, u32)>> {
    let sql = "SELECT actor, count(*) FROM note WHERE story = ?1 AND id = thread AND resolved IS NULL \
               GROUP BY actor ORDER BY min(row)";
    connection.prepare_cached(sql)?.query_map([story], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Whether somebody else took part in a thread.
pub(crate) fn has_others(connection: &Connection, thread: &str, actor: &str) -> Result<bool> {
    connection.prepare_cached("SELECT 1 FROM note WHERE thread = ?1 AND actor <> ?2")?.exists([thread, actor])
}

/// When and by whom a thread was resolved; `None` opens it again.
pub(crate) fn set_resolved(transaction: &Transaction, thread: &str, resolved: Option<(&str, &str)>) -> Result<()> {
    let (at, actor) = resolved.unzip();
    transaction
        .prepare_cached("UPDATE note SET resolved = ?2, resolver = ?3 WHERE id = ?1")?
        .execute(params![thread, at, actor])?;
    Ok(())
}

/// Deletes a note; with a first one its thread.
pub(crate) fn delete(transaction: &Transaction, id: &str) -> Result<()> {
    transaction.prepare_cached("DELETE FROM note WHERE id = ?1 OR thread = ?1")?.execute([id])?;
    Ok(())
}

fn note(row: &Row) -> Result<Note> {
    Ok(Note {
        id: row.get(0)?,
        story: row.get(1)?,
        thread: row.get(2)?,
        at: row.get(3)?,
        actor: row.get(4)?,
        words: row.get(5)?,
        quote: row.get(6)?,
        resolved: row.get(7)?,
        resolver: row.get(8)?,
    })
}
