//! Suggestions beside the texts.

use crate::Error;
use rusqlite::{Connection, OptionalExtension, Result as Sql, Transaction, params};
use serde::{Serialize, de::DeserializeOwned};
use story::{Body, Tracking};

/// As it is kept: not yet held against what it is to mean.
type Kept = (bool, Option<String>, String, String, String);

/// The suggestions of a story; `None` where there are none and none are being made.
pub(crate) fn get(connection: &Connection, row: i64, story: &str) -> Result<Option<Tracking>, Error> {
    let sql = "SELECT suggesting, base, changes, pending, fields FROM tracking WHERE story = ?1";
    let kept: Option<Kept> = connection.prepare_cached(sql)?.query_row([row], |row| row.try_into()).optional()?;
    kept.map(read)
        .transpose()
        .map_err(|fault| Error::Unreadable { story: story.to_owned(), fault: format!("suggestions: {fault}") })
}

fn read((suggesting, base, changes, pending, fields): Kept) -> Result<Tracking, String> {
    let base = base.map(|tree| Body::from_json(&tree)).transpose().map_err(|fault| fault.to_string())?;
    let (changes, pending, fields) = (from_json(&changes)?, from_json(&pending)?, from_json(&fields)?);
    Ok(Tracking { suggesting, base, changes, pending, fields })
}

pub(crate) fn set(transaction: &Transaction, row: i64, tracking: Option<&Tracking>) -> Sql<()> {
    let Some(Tracking { suggesting, base, changes, pending, fields }) = tracking else {
        transaction.prepare_cached("DELETE FROM tracking WHERE story = ?1")?.execute([row])?;
        return Ok(());
    };
    let sql = "INSERT INTO tracking (story, suggesting, base, changes, pending, fields) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
               ON CONFLICT (story) DO UPDATE SET suggesting = excluded.suggesting, base = excluded.base, \
               changes = excluded.changes, pending = excluded.pending, fields = excluded.fields";
    let base = base.as_ref().map(Body::to_json);
    let values = params![row, suggesting, base, json(changes), json(pending), json(fields)];
    transaction.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

fn from_json<T: DeserializeOwned>(json: &str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
