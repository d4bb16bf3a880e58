//! What the writer of a story can take back, beside the very text that it belongs to. A comfort: whatever cannot be read,
//! or belongs to another text or to somebody else, is as good as not there.

use super::story::Stored;
use crate::{Error, pack, pack::Packed, store::Change};
use chrono::{DateTime, Days, SecondsFormat, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// How long a history is kept, in days.
const KEPT: Days = Days::new(30);
/// Of how many stories.
const STORIES: u32 = 200;
/// Of zstd. It is packed at every rest of the writer: a higher level would cost more time than it saves room.
const LEVEL: i32 = 3;

/// A history, ready to be written.
pub(crate) fn packed(history: &str) -> Result<Packed, Error> {
    pack::pack_at(LEVEL, history, None)
}

/// Keeps a history with the revision of the story that it belongs to. Others, that have grown old or too many, go.
pub(crate) fn keep(
    transaction: &Transaction,
    story: &Stored,
    Packed { length, sum, bytes }: &Packed,
    Change { at, actor, .. }: &Change,
) -> Result<(), Error> {
    let sql = "INSERT INTO undo_history (story, revision, text, actor, at, length, sum, history) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (story) DO UPDATE SET revision = excluded.revision, \
               text = excluded.text, actor = excluded.actor, at = excluded.at, length = excluded.length, \
               sum = excluded.sum, history = excluded.history";
    let values = params![story.row, story.revision, pack::sum(&story.tree), actor, at, length, sum, bytes];
    transaction.prepare_cached(sql)?.execute(values)?;
    let sql = "DELETE FROM undo_history WHERE at < ?1 OR story IN \
               (SELECT story FROM undo_history ORDER BY at DESC LIMIT -1 OFFSET ?2)";
    transaction.prepare_cached(sql)?.execute(params![oldest(at), STORIES])?;
    Ok(())
}

/// The history of a story as it stands, for the one who wrote it; `None` where there is none.
pub(crate) fn get(connection: &Connection, story: &Stored, actor: &str, now: &str) -> Result<Option<String>, Error> {
    let sql = "SELECT length, sum, history FROM undo_history \
               WHERE story = ?1 AND revision = ?2 AND text = ?3 AND actor = ?4 AND at >= ?5";
    let values = params![story.row, story.revision, pack::sum(&story.tree), actor, oldest(now)];
    let kept = connection
        .prepare_cached(sql)?
        .query_row(values, |row| Ok(Packed { length: row.get(0)?, sum: row.get(1)?, bytes: row.get(2)? }))
        .optional()?;
    Ok(kept.and_then(|packed| pack::unpack(&packed, None).ok()))
}

/// The story has left.
pub(crate) fn drop(transaction: &Transaction, row: i64) -> Result<(), Error> {
    transaction.prepare_cached("DELETE FROM undo_history WHERE story = ?1")?.execute([row])?;
    Ok(())
}

/// The time before which histories are too old, RFC 3339. Where the time cannot be told, none is.
fn oldest(now: &str) -> String {
    let now = DateTime::parse_from_rfc3339(now).ok().map(|now| now.with_timezone(&Utc));
    let oldest = now.and_then(|now| now.checked_sub_days(KEPT));
    oldest.map(|time| time.to_rfc3339_opts(SecondsFormat::Millis, true)).unwrap_or_default()
}
