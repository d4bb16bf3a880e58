//! Kept states of stories: texts that lost a race, texts that nobody can read, originals of imports.

use crate::{Error, store::Change, tables::journal::object};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::Serialize;
use serde_json::{Map, Value};
use story::Fields;

/// A kept state, less its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct VersionRow {
    /// Its number in this newsroom.
    pub version: u32,
    /// The story's id.
    pub story: String,
    /// The revision that it was made from.
    pub revision: u32,
    /// When it was kept.
    pub at: String,
    /// Whose it is.
    pub actor: String,
    /// `keptBeside`, `rescue`, `imported`, `merged` (the state before a merge), `handedOver` (as it left or came in a
    /// hand-over file), `broughtBack` (came in one, and waits for someone to choose); newer Redaksi files may have others.
    pub reason: String,
    /// Why, in someone's words.
    pub note: Option<String>,
    /// Words of its body; 0 where the body cannot be read.
    pub words: u32,
}

/// A kept state, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Version {
    /// Its head.
    pub row: VersionRow,
    /// Its metadata.
    pub fields: Fields,
    /// Its body: ProseMirror JSON as it was given, also where no Redaksi can read it.
    pub body: String,
}

/// What is kept.
pub(crate) struct Kept<'a> {
    pub revision: u32,
    pub reason: &'a str,
    pub note: Option<&'a str>,
    pub words: u32,
    pub fields: &'a Fields,
    pub body: &'a str,
}

pub(crate) fn insert(transaction: &Transaction, change: &Change, kept: &Kept) -> Result<u32, Error> {
    let fields = object(kept.fields).map(Value::from).unwrap_or_default().to_string();
    let Kept { revision, reason, note, words, body, .. } = kept;
    let version = transaction
        .prepare_cached(
            "INSERT INTO version (story, revision, at, actor, reason, note, words, fields, body) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING version",
        )?
        .query_row(
            params![change.story, revision, change.at, change.actor, reason, note, words, fields, body],
            |row| row.get(0),
        )?;
    Ok(version)
}

/// The newest kept state of the story, if it is this very text: sending it again keeps nothing new.
pub(crate) fn same(transaction: &Transaction, story: &str, kept: &Kept) -> Result<Option<u32>, Error> {
    let fields = object(kept.fields).map(Value::from).unwrap_or_default().to_string();
    let sql = "SELECT version FROM version WHERE version = (SELECT max(version) FROM version WHERE story = ?1) \
               AND revision = ?2 AND reason = ?3 AND fields = ?4 AND body = ?5";
    let found = transaction
        .prepare_cached(sql)?
        .query_row(params![story, kept.revision, kept.reason, fields, kept.body], |row| row.get(0))
        .optional()?;
    Ok(found)
}

const HEAD: &str = "version, story, revision, at, actor, reason, note, words";

/// Newest first.
pub(crate) fn of_story(connection: &Connection, story: &str) -> rusqlite::Result<Vec<VersionRow>> {
    let sql = format!("SELECT {HEAD} FROM version WHERE story = ?1 ORDER BY version DESC");
    connection.prepare_cached(&sql)?.query_map([story], head)?.collect()
}

pub(crate) fn get(connection: &Connection, version: u32) -> Result<Option<Version>, Error> {
    let sql = format!("SELECT {HEAD}, fields, body FROM version WHERE version = ?1");
    let found = connection
        .prepare_cached(&sql)?
        .query_row([version], |row| Ok((head(row)?, row.get::<_, String>(8)?, row.get(9)?)))
        .optional()?;
    let Some((row, fields, body)) = found else { return Ok(None) };
    let fields = read_fields(&fields).map_err(|fault| Error::Unreadable { story: row.story.clone(), fault })?;
    Ok(Some(Version { row, fields, body }))
}

/// Fields that a version does not have, because it is older than they are, are empty.
fn read_fields(json: &str) -> Result<Fields, String> {
    let mut fields = object(&Fields::default()).unwrap_or_default();
    let kept: Map<String, Value> = serde_json::from_str(json).map_err(|error| error.to_string())?;
    fields.extend(kept);
    serde_json::from_value(Value::from(fields)).map_err(|error| error.to_string())
}

fn head(row: &Row) -> rusqlite::Result<VersionRow> {
    Ok(VersionRow {
        version: row.get(0)?,
        story: row.get(1)?,
        revision: row.get(2)?,
        at: row.get(3)?,
        actor: row.get(4)?,
        reason: row.get(5)?,
        note: row.get(6)?,
        words: row.get(7)?,
    })
}
