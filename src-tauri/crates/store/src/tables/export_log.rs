//! What left the newsroom: where, as what, at which revision.

use rusqlite::{Connection, OptionalExtension, Result, Transaction, params};
use serde::{Deserialize, Serialize};

/// One exported file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportRecord {
    /// The story's id.
    pub story: String,
    /// When.
    pub at: String,
    /// `html`, `md`, `txt`, `ninjs`.
    pub kind: String,
    /// Where it was put.
    pub path: String,
    /// The revision that left.
    pub revision: u32,
    /// Of the file's bytes, in hex.
    pub sha256: String,
}

pub(crate) fn insert(transaction: &Transaction, record: &ExportRecord) -> Result<()> {
    let ExportRecord { story, at, kind, path, revision, sha256 } = record;
    transaction
        .prepare_cached(
            "INSERT INTO export_log (story, at, kind, path, revision, sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![story, at, kind, path, revision, sha256])?;
    Ok(())
}

/// Whose file was last put there.
pub(crate) fn at(connection: &Connection, path: &str) -> Result<Option<String>> {
    connection
        .prepare_cached("SELECT story FROM export_log WHERE path = ?1 ORDER BY export DESC LIMIT 1")?
        .query_row([path], |row| row.get(0))
        .optional()
}

/// Newest first.
pub(crate) fn of_story(connection: &Connection, story: &str) -> Result<Vec<ExportRecord>> {
    connection
        .prepare_cached(
            "SELECT story, at, kind, path, revision, sha256 FROM export_log WHERE story = ?1 ORDER BY export DESC",
        )?
        .query_map([story], |row| {
            Ok(ExportRecord {
                story: row.get(0)?,
                at: row.get(1)?,
                kind: row.get(2)?,
                path: row.get(3)?,
                revision: row.get(4)?,
                sha256: row.get(5)?,
            })
        })?
        .collect()
}
