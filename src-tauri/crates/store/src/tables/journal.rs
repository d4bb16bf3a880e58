//! Every change, in order. Panes, History, undo of metadata and sharing between machines all read this.

use crate::{backup::Mark, store::Change};
use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use story::{Fields, Stage};

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
    /// `created`, `saved`, `keptBeside`, `rescued`, `moved`, `exported`; newer Redaksi files may have others.
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

pub(crate) fn last_seq(connection: &Connection) -> Result<u32> {
    connection.query_row("SELECT coalesce(max(seq), 0) FROM journal", [], |row| row.get(0))
}

/// A story's head, as the changes to it tell: for one whose row cannot be read.
pub(crate) struct Told {
    pub fields: Fields,
    pub stage: Stage,
    pub revision: u32,
    pub created: String,
    pub modified: String,
}

/// What the journal says that a story's head is; `None` where it does not know of the story.
pub(crate) fn told(connection: &Connection, story: &str) -> Result<Option<Told>> {
    let sql = "SELECT seq, at, actor, story, kind, before, after, revision FROM journal WHERE story = ?1 ORDER BY seq";
    let mut fields = object(&Fields::default()).unwrap_or_default();
    let mut told: Option<Told> = None;
    for change in connection.prepare_cached(sql)?.query_map([story], row)? {
        let change = change?;
        let told = told.get_or_insert_with(|| Told {
            fields: Fields::default(),
            stage: Stage::default(),
            revision: 1,
            created: change.at.clone(),
            modified: change.at.clone(),
        });
        told.revision = told.revision.max(change.revision);
        if change.kind == "saved" {
            told.modified = change.at;
        }
        let after = change.after.and_then(|json| serde_json::from_str::<Map<String, Value>>(&json).ok());
        for (name, value) in after.into_iter().flatten() {
            if name == "stage" {
                told.stage = value.as_str().and_then(|name| name.parse().ok()).unwrap_or_default();
            } else if let Some(field) = fields.get_mut(&name) {
                *field = value;
            }
        }
    }
    if let Some(told) = &mut told {
        told.fields = serde_json::from_value(Value::from(fields)).unwrap_or_default();
    }
    Ok(told)
}

/// The last change.
pub(crate) fn mark(connection: &Connection) -> Result<Mark> {
    let last = "SELECT seq, at FROM journal ORDER BY seq DESC LIMIT 1";
    let last = connection.query_row(last, [], |row| Ok(Mark { seq: row.get(0)?, at: row.get(1)? })).optional()?;
    Ok(last.unwrap_or(Mark { seq: 0, at: String::new() }))
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
