//! Every change, in order. Panes, History, undo of metadata and sharing between machines all read this.

use crate::{
    backup::Mark,
    corrections::{CORRECTED, TAKEN_BACK},
    store::Change,
};
use rusqlite::{Connection, Error, OptionalExtension, Result, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use story::{Fields, Stage, body::RelatedAt};

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
    /// The story's id; empty where it is about the newsroom (`desks`).
    pub story: String,
    /// `created`, `saved`, `replaced`, `kept`, `keptBeside`, `rescued`, `handedOver`, `broughtBack`, `moved`, `exported`,
    /// `overridden`, `corrected`, `correctionTakenBack`, `profile`, `desks`, `undone`, `noted`, `noteResolved`,
    /// `noteReopened`, `noteDeleted`; newer Redaksi files may have others. Rows of one deed (many stories moved at once) follow each other and
    /// share time, actor and kind.
    pub kind: String,
    /// JSON object of what changed as it was: metadata, `stage`, `relatedLinks`, `desks`; null where only text did.
    pub before: Option<String>,
    /// The same as it became; of something new, what there is to know; of an undoing also the deed, as `undone`. Of a save
    /// also whether suggesting began or ended (`suggesting`), and what became of the last suggestions (`suggestions`:
    /// `accepted`, `rejected`, `resolved`).
    pub after: Option<String>,
    /// The story's revision after the change.
    pub revision: u32,
}

/// Which rows are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalQuery {
    /// Only those of this story.
    pub story: Option<String>,
    /// The first ones after this place; without it, the last ones.
    pub after: Option<u32>,
    /// At most how many.
    pub limit: u32,
}

/// Adds a row; its place.
pub(crate) fn append(
    transaction: &Transaction,
    change: &Change,
    kind: &str,
    what: &Differences,
    revision: u32,
) -> Result<u32> {
    transaction
        .prepare_cached(
            "INSERT INTO journal (at, actor, story, kind, before, after, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![change.at, change.actor, change.story, kind, what.before, what.after, revision])?;
    u32::try_from(transaction.last_insert_rowid()).map_err(|error| Error::ToSqlConversionFailure(error.into()))
}

const COLUMNS: &str = "seq, at, actor, story, kind, before, after, revision";

/// Oldest first.
pub(crate) fn ask(connection: &Connection, query: &JournalQuery) -> Result<Vec<JournalRow>> {
    let story = if query.story.is_some() { "story = ?1" } else { "?1 IS NULL" };
    let order = if query.after.is_some() { "" } else { "DESC" };
    let sql = format!("SELECT {COLUMNS} FROM journal WHERE {story} AND seq > ?2 ORDER BY seq {order} LIMIT ?3");
    let after = query.after.unwrap_or_default();
    let mut rows: Vec<JournalRow> = connection
        .prepare_cached(&sql)?
        .query_map(params![query.story, after, query.limit], row)?
        .collect::<Result<_>>()?;
    if query.after.is_none() {
        rows.reverse();
    }
    Ok(rows)
}

pub(crate) fn get(connection: &Connection, seq: u32) -> Result<Option<JournalRow>> {
    let sql = format!("SELECT {COLUMNS} FROM journal WHERE seq = ?1");
    connection.prepare_cached(&sql)?.query_row([seq], row).optional()
}

/// The newest row before `seq` of what an actor changed and undo can take back, of one kind or of any; or of anyone's
/// undoing, which may have been of that.
pub(crate) fn newest_change(
    connection: &Connection,
    actor: &str,
    kind: Option<&str>,
    seq: u32,
) -> Result<Option<JournalRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM journal WHERE seq < ?1 AND before IS NOT NULL AND (kind = 'undone' OR \
         actor = ?2 AND CASE WHEN ?3 IS NULL THEN kind IN ('moved', 'saved', 'replaced', 'desks') ELSE kind = ?3 END) \
         ORDER BY seq DESC LIMIT 1"
    );
    connection.prepare_cached(&sql)?.query_row(params![seq, actor, kind], row).optional()
}

/// The rows of the deed that a row belongs to: those around it that share its time, actor and kind. Oldest first.
pub(crate) fn deed(connection: &Connection, of: &JournalRow) -> Result<Vec<JournalRow>> {
    let other = "AND NOT (at = ?2 AND actor = ?3 AND kind = ?4) ORDER BY seq";
    let before: Option<u32> = connection
        .prepare_cached(&format!("SELECT seq FROM journal WHERE seq < ?1 {other} DESC LIMIT 1"))?
        .query_row(params![of.seq, of.at, of.actor, of.kind], |row| row.get(0))
        .optional()?;
    let after: Option<u32> = connection
        .prepare_cached(&format!("SELECT seq FROM journal WHERE seq > ?1 {other} LIMIT 1"))?
        .query_row(params![of.seq, of.at, of.actor, of.kind], |row| row.get(0))
        .optional()?;
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM journal WHERE seq > ?1 AND seq < ?2 ORDER BY seq"))?
        .query_map([before.unwrap_or(0), after.unwrap_or(u32::MAX)], row)?
        .collect()
}

/// The kinds of a save, and of a story's beginning.
pub(crate) const SAVED: &str = "saved";
pub(crate) const CREATED: &str = "created";

/// The change that made a story say what it says.
pub(crate) struct Written {
    pub actor: String,
    pub at: String,
    pub kind: String,
    pub revision: u32,
}

/// Who wrote what the story says now; `None` where the journal does not know. An undoing of a move wrote nothing.
pub(crate) fn written(connection: &Connection, story: &str) -> Result<Option<Written>> {
    let sql = "SELECT actor, at, kind, revision FROM journal WHERE story = ?1 AND (kind IN ('saved', 'replaced', 'created') \
               OR kind = 'undone' AND instr(after, '\"stage\":') = 0) ORDER BY seq DESC LIMIT 1";
    let written =
        |row: &Row| Ok(Written { actor: row.get(0)?, at: row.get(1)?, kind: row.get(2)?, revision: row.get(3)? });
    connection.prepare_cached(sql)?.query_row([story], written).optional()
}

/// Whether a story came from one revision to another by corrections alone: the text is still the same.
pub(crate) fn only_corrected(connection: &Connection, story: &str, from: u32, to: u32) -> Result<bool> {
    let sql = "SELECT count(DISTINCT revision) FROM journal \
               WHERE story = ?1 AND revision > ?2 AND revision <= ?3 AND kind IN (?4, ?5)";
    let values = params![story, from, to, CORRECTED, TAKEN_BACK];
    let corrected: u32 = connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?;
    Ok(to > from && corrected == to - from)
}

pub(crate) fn last_seq(connection: &Connection) -> Result<u32> {
    connection.query_row("SELECT coalesce(max(seq), 0) FROM journal", [], |row| row.get(0))
}

/// A story's head, as the changes to it tell: for one whose row cannot be read.
pub(crate) struct Told {
    pub fields: Fields,
    pub stage: Stage,
    pub revision: u32,
    /// What the last change of text or fields made it.
    pub saved: u32,
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
            saved: 1,
            created: change.at.clone(),
            modified: change.at.clone(),
        });
        told.revision = told.revision.max(change.revision);
        if matches!(change.kind.as_str(), "created" | "saved" | "replaced" | "undone" | CORRECTED | TAKEN_BACK) {
            told.saved = change.revision;
        }
        if matches!(change.kind.as_str(), "saved" | "replaced" | CORRECTED | TAKEN_BACK) {
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
    /// The metadata and the related links that changed. Where a link stands follows from the text and is left out.
    pub(crate) fn of_story((was, was_linked): (&Fields, &[RelatedAt]), (is, linked): (&Fields, &[RelatedAt])) -> Self {
        if was == is && was_linked == linked {
            return Self::default();
        }
        let (Some(mut before), Some(mut after)) = (object(was), object(is)) else { return Self::default() };
        before.insert(RELATED_LINKS.to_owned(), targets(was_linked));
        after.insert(RELATED_LINKS.to_owned(), targets(linked));
        before.retain(|name, was| match after.get(name) {
            Some(is) if is == was => {
                after.remove(name);
                false
            }
            _ => true,
        });
        Self::between(before, after)
    }

    /// What became of some values, by their names.
    pub(crate) fn between(before: Map<String, Value>, after: Map<String, Value>) -> Self {
        let text =
            |map: Map<String, Value>| Some(map).filter(|map| !map.is_empty()).map(|map| Value::from(map).to_string());
        Self { before: text(before), after: text(after) }
    }

    /// The same with one more value that changed.
    pub(crate) fn and(self, name: &str, before: Value, after: Value) -> Self {
        let with = |json: Option<String>, value: Value| {
            let mut map =
                json.and_then(|json| serde_json::from_str::<Map<String, Value>>(&json).ok()).unwrap_or_default();
            map.insert(name.to_owned(), value);
            map
        };
        Self::between(with(self.before, before), with(self.after, after))
    }

    /// Something that was not there before.
    pub(crate) fn new(after: impl Into<Value>) -> Self {
        Self { before: None, after: Some(after.into().to_string()) }
    }

    /// The same, and something that can be told and not be taken back.
    pub(crate) fn telling(self, name: &str, value: impl Into<Value>) -> Self {
        let after = self.after.and_then(|json| serde_json::from_str::<Map<String, Value>>(&json).ok());
        let mut after = after.unwrap_or_default();
        after.insert(name.to_owned(), value.into());
        Self { before: self.before, after: Some(Value::from(after).to_string()) }
    }

    /// One value that became another.
    pub(crate) fn of(name: &str, before: impl Into<Value>, after: impl Into<Value>) -> Self {
        let map = |value: Value| Map::from_iter([(name.to_owned(), value)]);
        Self::between(map(before.into()), map(after.into()))
    }
}

/// The related links of a story in a row.
pub(crate) const RELATED_LINKS: &str = "relatedLinks";

fn targets(links: &[RelatedAt]) -> Value {
    let target = |link: &RelatedAt| json!({ "title": link.title, "storyId": link.story_id, "url": link.url });
    links.iter().map(target).collect()
}

/// A story's metadata as a JSON object.
pub(crate) fn object(fields: &Fields) -> Option<Map<String, Value>> {
    match serde_json::to_value(fields) {
        Ok(Value::Object(map)) => Some(map),
        _ => None,
    }
}
