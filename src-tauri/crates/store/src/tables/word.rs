//! Words that people taught the newsroom, or one story of it.

use rusqlite::{Connection, Result, Transaction, params};
use serde::{Deserialize, Serialize};

/// A word that is right here although no dictionary has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TaughtWord {
    /// The word, as it was taught.
    pub word: String,
    /// The story in which alone it is right; null in all of the newsroom.
    pub story: Option<String>,
    /// When it was taught, RFC 3339.
    pub at: String,
    /// By whom.
    pub actor: String,
}

/// The newsroom's words, and those of one story; by alphabet.
pub(crate) fn all(connection: &Connection, story: &str) -> Result<Vec<TaughtWord>> {
    let sql = "SELECT word, story, at, actor FROM word WHERE story IN ('', ?1) ORDER BY word, story";
    let mut statement = connection.prepare_cached(sql)?;
    let words = statement.query_map([story], |row| {
        let story: String = row.get(1)?;
        Ok(TaughtWord {
            word: row.get(0)?,
            story: (!story.is_empty()).then_some(story),
            at: row.get(2)?,
            actor: row.get(3)?,
        })
    })?;
    words.collect()
}

/// False where it was known.
pub(crate) fn add(transaction: &Transaction, taught: &TaughtWord) -> Result<bool> {
    let TaughtWord { word, story, at, actor } = taught;
    let sql = "INSERT INTO word (story, word, at, actor) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    let story = story.as_deref().unwrap_or_default();
    Ok(transaction.prepare_cached(sql)?.execute(params![story, word, at, actor])? == 1)
}

/// False where it was not known.
pub(crate) fn remove(transaction: &Transaction, word: &str, story: &str) -> Result<bool> {
    Ok(transaction.execute("DELETE FROM word WHERE story = ?1 AND word = ?2", [story, word])? == 1)
}
