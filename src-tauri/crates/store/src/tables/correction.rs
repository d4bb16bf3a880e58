//! What is said of stories after they have left.

use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params, types::Type};
use serde::Serialize;
use std::str::FromStr;
use story::{Correction, CorrectionKind};

/// A correction and the story that it is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CorrectionOf {
    /// The id of the story that is corrected.
    pub story: String,
    /// What is said of it.
    pub correction: Correction,
}

const COLUMNS: &str = "id, kind, at, actor, words, published_as, story";

/// Adds one; false where it is there already.
pub(crate) fn insert(transaction: &Transaction, story: &str, correction: &Correction) -> Result<bool> {
    let Correction { id, kind, at, by, text, published_as } = correction;
    let sql = format!("INSERT INTO correction ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING");
    let values = params![id, kind.name(), at, by, text, published_as, story];
    Ok(transaction.prepare_cached(&sql)?.execute(values)? == 1)
}

pub(crate) fn remove(transaction: &Transaction, id: &str) -> Result<()> {
    transaction.prepare_cached("DELETE FROM correction WHERE id = ?1")?.execute([id])?;
    Ok(())
}

pub(crate) fn get(connection: &Connection, id: &str) -> Result<Option<CorrectionOf>> {
    let sql = format!("SELECT {COLUMNS} FROM correction WHERE id = ?1");
    connection.prepare_cached(&sql)?.query_row([id], read).optional()
}

/// In the order in which they were made.
pub(crate) fn of_story(connection: &Connection, story: &str) -> Result<Vec<Correction>> {
    let sql = format!("SELECT {COLUMNS} FROM correction WHERE story = ?1 ORDER BY row");
    let read = |row: &Row| read(row).map(|found| found.correction);
    connection.prepare_cached(&sql)?.query_map([story], read)?.collect()
}

/// Their texts alone, in the same order: also of kinds that only a newer Redaksi knows.
pub(crate) fn texts(connection: &Connection, story: &str) -> Result<Vec<String>> {
    let sql = "SELECT words FROM correction WHERE story = ?1 ORDER BY row";
    connection.prepare_cached(sql)?.query_map([story], |row| row.get(0))?.collect()
}

/// Those that were published as this story.
pub(crate) fn published_as(connection: &Connection, story: &str) -> Result<Vec<CorrectionOf>> {
    let sql = format!("SELECT {COLUMNS} FROM correction WHERE published_as = ?1 ORDER BY row");
    connection.prepare_cached(&sql)?.query_map([story], read)?.collect()
}

/// The stories that have any, the last corrected first.
pub(crate) fn stories(connection: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT story FROM correction GROUP BY story ORDER BY max(row) DESC";
    connection.prepare_cached(sql)?.query_map([], |row| row.get(0))?.collect()
}

fn read(row: &Row) -> Result<CorrectionOf> {
    let kind: String = row.get(1)?;
    let kind = CorrectionKind::from_str(&kind)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(1, Type::Text, error.into()))?;
    let (id, at, by, text) = (row.get(0)?, row.get(2)?, row.get(3)?, row.get(4)?);
    let correction = Correction { id, kind, at, by, text, published_as: row.get(5)? };
    Ok(CorrectionOf { story: row.get(6)?, correction })
}
