//! Which stories hold a word: what suggestions ask of the index.

use super::words::{self, Language};
use rusqlite::{Connection, Result, params};
use std::{borrow::Cow, ops::Range};

/// Where the words of a text stand, in bytes.
pub(crate) fn spans(text: &str) -> impl Iterator<Item = Range<usize>> {
    words::spans(text)
}

/// A word as it is compared letter by letter.
pub(crate) fn form(word: &str) -> String {
    words::fold(word)
}

/// What the form shares with its inflections, in a story of this language (BCP 47).
pub(crate) fn stem<'a>(form: &'a str, language: &str) -> Cow<'a, str> {
    words::stem(form, Language::of(language))
}

/// The newest stories that hold the stem or the form anywhere, at most `limit` of them. The index walks its lists from
/// the new end and stops there, so a word of every story costs no more than a rare one.
pub(crate) fn holding(connection: &Connection, stem: &str, form: &str, limit: u32) -> Result<Vec<i64>> {
    let expression = if stem == form { format!("\"{form}\"") } else { format!("\"{stem}\" OR \"{form}\"") };
    connection
        .prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2")?
        .query_map(params![expression, limit], |row| row.get(0))?
        .collect()
}
