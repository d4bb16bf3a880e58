//! What left the newsroom: where, as what, at which revision.

use rusqlite::{Connection, OptionalExtension, Result, Transaction, params};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// One exported file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportRecord {
    /// The story's id.
    pub story: String,
    /// When.
    pub at: String,
    /// `html`, `md`, `txt`, `ninjs` …
    pub kind: String,
    /// Where it was put.
    pub path: String,
    /// The revision that left.
    pub revision: u32,
    /// Of the file's bytes, in hex.
    pub sha256: String,
    /// The kept state that left; null where it was exported before Redaksi remembered that, and in a new record.
    pub version: Option<u32>,
    /// How it was wanted, as JSON; null where it was exported before Redaksi remembered that.
    pub options: Option<String>,
}

const COLUMNS: &str = "story, at, kind, path, revision, sha256, version, options";

/// Remembers it with the kept state that left.
pub(crate) fn insert(transaction: &Transaction, record: &ExportRecord, version: u32) -> Result<()> {
    let ExportRecord { story, at, kind, path, revision, sha256, options, .. } = record;
    transaction
        .prepare_cached(&format!("INSERT INTO export_log ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"))?
        .execute(params![story, at, kind, path, revision, sha256, version, options])?;
    Ok(())
}

/// Whose file was last put there.
pub(crate) fn at(connection: &Connection, path: &str) -> Result<Option<String>> {
    connection
        .prepare_cached("SELECT story FROM export_log WHERE path = ?1 ORDER BY export DESC LIMIT 1")?
        .query_row([path], |row| row.get(0))
        .optional()
}

/// The stories that were in the file that was last put there, in its order.
pub(crate) fn together(connection: &Connection, path: &str) -> Result<Vec<String>> {
    let newest = "SELECT at FROM export_log WHERE path = ?1 ORDER BY export DESC LIMIT 1";
    let sql = format!("SELECT story FROM export_log WHERE path = ?1 AND at = ({newest}) ORDER BY export");
    let mut stories: Vec<String> =
        connection.prepare_cached(&sql)?.query_map([path], |row| row.get(0))?.collect::<Result<_>>()?;
    let mut seen = HashSet::new();
    stories.retain(|story| seen.insert(story.clone()));
    Ok(stories)
}

/// Newest first.
pub(crate) fn of_story(connection: &Connection, story: &str) -> Result<Vec<ExportRecord>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM export_log WHERE story = ?1 ORDER BY export DESC"))?
        .query_map([story], |row| {
            Ok(ExportRecord {
                story: row.get(0)?,
                at: row.get(1)?,
                kind: row.get(2)?,
                path: row.get(3)?,
                revision: row.get(4)?,
                sha256: row.get(5)?,
                version: row.get(6)?,
                options: row.get(7)?,
            })
        })?
        .collect()
}
