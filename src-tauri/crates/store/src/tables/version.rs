//! Kept states of stories. Their texts are packed, most of them each against the one before; what is kept, and how long,
//! is decided in `versions`.

use crate::{
    Error,
    pack::{self, Packed},
    store::Change,
    tables::journal::object,
    thinning::Automatic,
};
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
    /// See [`VersionReason`]; newer Redaksi files may have others.
    pub reason: String,
    /// Why, in someone's words; of an import the file's name, of a move the stage that it went to.
    pub note: Option<String>,
    /// Words of its body; 0 where the body cannot be read.
    pub words: u32,
    /// Words that the version before it does not have; all of them in the first.
    pub added: u32,
    /// Words of the version before it that it does not have.
    pub removed: u32,
}

/// Why a state is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionReason {
    /// `session`: someone stopped writing, or has written on for a while.
    Session,
    /// `moved`: the story went to another stage.
    Moved,
    /// `exported`: it left.
    Exported,
    /// `imported`: it came in so.
    Imported,
    /// `restored`: what it said before a version took its place.
    Restored,
    /// `merged`: what it said before another text was merged into it.
    Merged,
    /// `replaced`: what it said before words were replaced in many stories, or before that was taken back.
    Replaced,
    /// `noted`: kept by hand.
    Noted,
    /// `keptBeside`: a text whose base was stale.
    KeptBeside,
    /// `handedOver`: as it left, or came, in a hand-over file.
    HandedOver,
    /// `broughtBack`: it came in a hand-over file, and waits for someone to choose.
    BroughtBack,
    /// `rescue`: a body that this Redaksi cannot read.
    Rescue,
}

impl VersionReason {
    pub(crate) fn name(self) -> &'static str {
        match self {
            VersionReason::Session => "session",
            VersionReason::Moved => "moved",
            VersionReason::Exported => "exported",
            VersionReason::Imported => "imported",
            VersionReason::Restored => "restored",
            VersionReason::Merged => "merged",
            VersionReason::Replaced => "replaced",
            VersionReason::Noted => "noted",
            VersionReason::KeptBeside => "keptBeside",
            VersionReason::HandedOver => "handedOver",
            VersionReason::BroughtBack => "broughtBack",
            VersionReason::Rescue => "rescue",
        }
    }
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

/// What is kept, all but its text.
pub(crate) struct Head<'a> {
    pub revision: u32,
    pub reason: VersionReason,
    pub note: Option<&'a str>,
    pub words: u32,
    pub added: u32,
    pub removed: u32,
}

/// A text as the file has it, and what it is packed against.
pub(crate) struct Placed {
    pub base: Option<u32>,
    pub step: u32,
    pub packed: Packed,
}

/// The newest version of a story: what the next one is held against.
pub(crate) struct Newest {
    pub version: u32,
    pub revision: u32,
    pub reason: String,
    pub note: Option<String>,
}

pub(crate) fn insert(transaction: &Transaction, change: &Change, head: &Head, text: &Placed) -> Result<u32, Error> {
    let Head { revision, reason, note, words, added, removed } = head;
    let Placed { base, step, packed: Packed { length, sum, bytes } } = text;
    let history = history(transaction, &change.story)?;
    let version = transaction
        .prepare_cached(
            "INSERT INTO version (history, revision, at, actor, reason, note, words, added, removed, base, step, length, \
             sum, packed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) RETURNING version",
        )?
        .query_row(
            params![
                history,
                revision,
                change.at,
                change.actor,
                reason.name(),
                note,
                words,
                added,
                removed,
                base,
                step,
                length,
                sum,
                bytes
            ],
            |row| row.get(0),
        )?;
    Ok(version)
}

fn history(transaction: &Transaction, story: &str) -> rusqlite::Result<i64> {
    let found = transaction
        .prepare_cached("SELECT row FROM history WHERE story = ?1")?
        .query_row([story], |row| row.get(0))
        .optional()?;
    match found {
        Some(row) => Ok(row),
        None => transaction
            .prepare_cached("INSERT INTO history (story) VALUES (?1) RETURNING row")?
            .query_row([story], |row| row.get(0)),
    }
}

pub(crate) fn newest(connection: &Connection, story: &str) -> rusqlite::Result<Option<Newest>> {
    let sql = "SELECT v.version, v.revision, v.reason, v.note FROM history h JOIN version v ON v.history = h.row \
               WHERE h.story = ?1 ORDER BY v.version DESC LIMIT 1";
    let newest =
        |row: &Row| Ok(Newest { version: row.get(0)?, revision: row.get(1)?, reason: row.get(2)?, note: row.get(3)? });
    connection.prepare_cached(sql)?.query_row([story], newest).optional()
}

const HEAD: &str = "SELECT v.version, h.story, v.revision, v.at, v.actor, v.reason, v.note, v.words, v.added, v.removed \
    FROM version v JOIN history h ON h.row = v.history";

/// Newest first.
pub(crate) fn of_story(connection: &Connection, story: &str) -> rusqlite::Result<Vec<VersionRow>> {
    let sql = format!("{HEAD} WHERE h.story = ?1 ORDER BY v.version DESC");
    connection.prepare_cached(&sql)?.query_map([story], head)?.collect()
}

/// Texts that could not become the story, that are not what it says now, and that nobody has dealt with; newest first. A
/// text is dealt with when a merge names it. One that lost a race is also by a later merge or restore without a name:
/// whoever compares two texts takes one of them by a restore.
pub(crate) fn beside(connection: &Connection, story: &str, says: &str) -> rusqlite::Result<Vec<VersionRow>> {
    let sql = format!(
        "{HEAD} WHERE h.story = ?1 AND v.sum <> ?2 AND (v.reason = 'rescue' OR v.reason IN ('keptBeside', 'broughtBack') \
         AND NOT EXISTS (SELECT 1 FROM version m WHERE m.history = v.history AND m.version > v.version \
         AND (m.reason = 'merged' AND m.note = CAST(v.version AS TEXT) \
         OR v.reason = 'keptBeside' AND m.reason IN ('merged', 'restored') AND m.note IS NULL))) ORDER BY v.version DESC"
    );
    connection.prepare_cached(&sql)?.query_map(params![story, pack::sum(says)], head)?.collect()
}

pub(crate) fn get(connection: &Connection, version: u32) -> Result<Option<Version>, Error> {
    let found =
        connection.prepare_cached(&format!("{HEAD} WHERE v.version = ?1"))?.query_row([version], head).optional()?;
    let Some(row) = found else { return Ok(None) };
    let text = text(connection, version)?;
    let (fields, body) = text.split_once('\n').ok_or_else(|| damaged(version, "it has no body"))?;
    let fields = read_fields(fields).map_err(|fault| Error::Unreadable { story: row.story.clone(), fault })?;
    Ok(Some(Version { row, fields, body: body.to_owned() }))
}

/// The text of a version, unpacked and verified: its fields as JSON in one line, then its body, byte for byte.
pub(crate) fn text(connection: &Connection, version: u32) -> Result<String, Error> {
    let mut chain = vec![(version, placed(connection, version)?)];
    while let Some((newer, Placed { base: Some(base), .. })) = chain.last() {
        if base >= newer {
            return Err(damaged(*newer, "it builds on a newer one"));
        }
        chain.push((*base, placed(connection, *base)?));
    }
    let mut text: Option<String> = None;
    for (number, Placed { packed, .. }) in chain.iter().rev() {
        text = Some(pack::unpack(packed, text.as_deref()).map_err(|fault| damaged(*number, &fault))?);
    }
    text.ok_or_else(|| damaged(version, "it has no text"))
}

/// How a text is written so that a field's name and the body's bytes are never taken for each other.
pub(crate) fn text_of(fields: &Fields, body: &str) -> String {
    let fields = object(fields).map(Value::from).unwrap_or_default();
    format!("{fields}\n{body}")
}

pub(crate) fn damaged(version: u32, fault: &str) -> Error {
    Error::Damaged(format!("version {version} cannot be read: {fault}"))
}

pub(crate) fn placed(connection: &Connection, version: u32) -> Result<Placed, Error> {
    let found = connection
        .prepare_cached("SELECT base, step, length, sum, packed FROM version WHERE version = ?1")?
        .query_row([version], |row| {
            let packed = Packed { length: row.get(2)?, sum: row.get(3)?, bytes: row.get(4)? };
            Ok(Placed { base: row.get(0)?, step: row.get(1)?, packed })
        })
        .optional()?;
    found.ok_or_else(|| damaged(version, "it is not there"))
}

/// What a version is packed against, and how many steps it is from a version that ends a row.
pub(crate) fn link(connection: &Connection, version: u32) -> rusqlite::Result<Option<(Option<u32>, u32)>> {
    connection
        .prepare_cached("SELECT base, step FROM version WHERE version = ?1")?
        .query_row([version], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// The versions of a story, oldest first.
pub(crate) fn numbers(connection: &Connection, story: &str) -> rusqlite::Result<Vec<u32>> {
    let sql =
        "SELECT v.version FROM history h JOIN version v ON v.history = h.row WHERE h.story = ?1 ORDER BY v.version";
    connection.prepare_cached(sql)?.query_map([story], |row| row.get(0))?.collect()
}

/// Every story that has versions.
pub(crate) fn stories(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection.prepare("SELECT story FROM history ORDER BY row")?.query_map([], |row| row.get(0))?.collect()
}

/// What a story has been kept as by itself, less its newest version.
pub(crate) fn automatic(connection: &Connection, story: &str) -> rusqlite::Result<Vec<Automatic>> {
    let sql = "SELECT v.version, v.at FROM history h JOIN version v ON v.history = h.row \
               WHERE h.story = ?1 AND v.reason = 'session' \
               AND v.version < (SELECT max(version) FROM version WHERE history = h.row) ORDER BY v.version";
    let automatic = |row: &Row| Ok(Automatic { version: row.get(0)?, at: row.get(1)? });
    connection.prepare_cached(sql)?.query_map([story], automatic)?.collect()
}

/// The versions packed against this one, oldest first.
pub(crate) fn built_on(connection: &Connection, version: u32) -> rusqlite::Result<Vec<u32>> {
    let sql = "SELECT version FROM version WHERE history = (SELECT history FROM version WHERE version = ?1) \
               AND version > ?1 AND base = ?1 ORDER BY version";
    connection.prepare_cached(sql)?.query_map([version], |row| row.get(0))?.collect()
}

/// Packs a version against another.
pub(crate) fn rebase(transaction: &Transaction, version: u32, base: Option<u32>, bytes: &[u8]) -> rusqlite::Result<()> {
    let sql = "UPDATE version SET base = ?2, packed = ?3, step = iif(?2 IS NULL, 0, step) WHERE version = ?1";
    transaction.prepare_cached(sql)?.execute(params![version, base, bytes])?;
    Ok(())
}

pub(crate) fn set_difference(
    transaction: &Transaction,
    version: u32,
    added: u32,
    removed: u32,
) -> rusqlite::Result<()> {
    let sql = "UPDATE version SET added = ?2, removed = ?3 WHERE version = ?1";
    transaction.prepare_cached(sql)?.execute([version, added, removed])?;
    Ok(())
}

/// Deletes versions whose story is not known; how many.
pub(crate) fn delete_strays(transaction: &Transaction) -> rusqlite::Result<usize> {
    transaction.execute("DELETE FROM version WHERE history NOT IN (SELECT row FROM history)", [])
}

pub(crate) fn delete(transaction: &Transaction, version: u32) -> rusqlite::Result<()> {
    transaction.prepare_cached("DELETE FROM version WHERE version = ?1")?.execute([version])?;
    Ok(())
}

/// A version as schema 1 kept it.
pub(crate) struct Earlier {
    pub row: VersionRow,
    pub fields: String,
    pub body: String,
}

/// The versions of schema 1, oldest first, one after another.
pub(crate) fn each_of_schema_1(
    transaction: &Transaction,
    see: &mut dyn FnMut(Earlier) -> Result<(), Error>,
) -> Result<(), Error> {
    let sql = "SELECT version, story, revision, at, actor, reason, note, words, 0, 0, fields, body FROM version_1 \
               ORDER BY version";
    let mut statement = transaction.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        see(Earlier { row: head(row)?, fields: row.get(10)?, body: row.get(11)? })?;
    }
    Ok(())
}

/// Keeps a version of schema 1 under the number and the reason that it had there.
pub(crate) fn carry_over(transaction: &Transaction, row: &VersionRow, text: &Placed) -> Result<(), Error> {
    let Placed { base, step, packed: Packed { length, sum, bytes } } = text;
    let history = history(transaction, &row.story)?;
    transaction
        .prepare_cached(
            "INSERT INTO version (version, history, revision, at, actor, reason, note, words, added, removed, base, \
             step, length, sum, packed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?
        .execute(params![
            row.version,
            history,
            row.revision,
            row.at,
            row.actor,
            row.reason,
            row.note,
            row.words,
            row.added,
            row.removed,
            base,
            step,
            length,
            sum,
            bytes
        ])?;
    Ok(())
}

/// Ends the move from schema 1. Numbers that were given are not given again.
pub(crate) fn drop_schema_1(transaction: &Transaction) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "DELETE FROM sqlite_sequence WHERE name = 'version'; \
         INSERT INTO sqlite_sequence (name, seq) SELECT 'version', seq FROM sqlite_sequence WHERE name = 'version_1'; \
         DROP TABLE version_1",
    )
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
        added: row.get(8)?,
        removed: row.get(9)?,
    })
}
