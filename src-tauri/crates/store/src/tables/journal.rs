//! Every change, in order. Panes, History, undo of metadata and sharing between machines all read this.

use crate::store::Change;
use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use story::Fields;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct JournalRow {
    /// Its place in the order of all changes.
    pub seq: u32,
    /// When: RFC 3339, UTC.
    pub at: String,
    /// Who.
    pub actor: String,
    /// The story's id.
    pub story: String,
    /// `created`, `saved`, `kept`, `keptBeside`, `rescued`, `moved`, `exported`; newer Redaksi files may have others.
    pub kind: String,
    /// JSON object of the changed fields as they were; null where no metadata changed.
    pub before: Option<String>,
    /// The same fields as they became.
    pub after: Option<String>,
    /// The story's revision after the change.
    pub revision: u32,
}

pub(crate) fn append(
    transaction: &Transaction,
    change: &Change,
    kind: &str,
    what: Differences,
    revision: u32,
) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO journal (at, actor, story, kind, before, after, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![change.at, change.actor, change.story, kind, what.before, what.after, revision])?;
    Ok(())
}

pub(crate) fn after(connection: &Connection, seq: u32, limit: u32) -> Result<Vec<JournalRow>> {
    connection
        .prepare_cached(
            "SELECT seq, at, actor, story, kind, before, after, revision FROM journal WHERE seq > ?1 ORDER BY seq LIMIT ?2",
        )?
        .query_map([seq, limit], row)?
        .collect()
}

/// Who saved the story last.
pub(crate) fn author(connection: &Connection, story: &str) -> Result<Option<String>> {
    let sql = "SELECT actor FROM journal WHERE story = ?1 AND kind IN ('saved', 'created') ORDER BY seq DESC LIMIT 1";
    connection.prepare_cached(sql)?.query_row([story], |row| row.get(0)).optional()
}

pub(crate) fn last_seq(connection: &Connection) -> Result<u32> {
    connection.query_row("SELECT coalesce(max(seq), 0) FROM journal", [], |row| row.get(0))
}

fn row(row: &Row) -> Result<JournalRow> {
    Ok(JournalRow {
        seq: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        story: row.get(3)?,
        kind: row.get(4)?,
        before: row.get(5)?,
        after: row.get(6)?,
        revision: row.get(7)?,
    })
}

/// Before and after of a change, as JSON objects of only what changed.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Differences {
    before: Option<String>,
    after: Option<String>,
}

impl Differences {
    /// The metadata that changed.
    pub(crate) fn of_fields(before: &Fields, after: &Fields) -> Self {
        let (Some(mut before), Some(mut after)) = (object(before), object(after)) else { return Self::default() };
        before.retain(|name, was| match after.get(name) {
            Some(is) if is == was => {
                after.remove(name);
                false
            }
            _ => true,
        });
        let text =
            |map: Map<String, Value>| Some(map).filter(|map| !map.is_empty()).map(|map| Value::from(map).to_string());
        Self { before: text(before), after: text(after) }
    }

    /// Something that was not there before.
    pub(crate) fn new(after: impl Into<Value>) -> Self {
        Self { before: None, after: Some(after.into().to_string()) }
    }

    /// One value that became another.
    pub(crate) fn of(name: &str, before: &str, after: &str) -> Self {
        let text = |value: &str| Some(Value::from(Map::from_iter([(name.to_owned(), value.into())])).to_string());
        Self { before: text(before), after: text(after) }
    }
}

/// A story's metadata as a JSON object.
pub(crate) fn object(fields: &Fields) -> Option<Map<String, Value>> {
    match serde_json::to_value(fields) {
        Ok(Value::Object(map)) => Some(map),
        _ => None,
    }
}
