//! Which stories hold a word: all that suggestions ask of the search.

use rusqlite::{Connection, Result, params};

/// Words are compared in this form.
pub(super) fn key(word: &str) -> String {
    word.to_lowercase()
}

/// The newest stories that hold the word in any column, at most `limit` of them. The search walks its list from the new
/// end and stops there, so a word of every story costs no more than a rare one.
pub(super) fn holding(connection: &Connection, key: &str, limit: u32) -> Result<Vec<i64>> {
    let expression = format!("\"{}\"", key.replace('"', ""));
    connection
        .prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2")?
        .query_map(params![expression, limit], |row| row.get(0))?
        .collect()
}
