//! Derived: the related links of every body, so that "who points here" is a question to an index.

use rusqlite::{Connection, Result, Transaction, params};
use story::body::RelatedAt;

pub(crate) fn get(connection: &Connection, story: i64) -> Result<Vec<RelatedAt>> {
    let sql = "SELECT title, target, url, after FROM related_link WHERE story = ?1 ORDER BY position";
    connection
        .prepare_cached(sql)?
        .query_map([story], |row| {
            Ok(RelatedAt { title: row.get(0)?, story_id: row.get(1)?, url: row.get(2)?, after: row.get(3)? })
        })?
        .collect()
}

pub(crate) fn replace(transaction: &Transaction, story: i64, links: &[RelatedAt]) -> Result<()> {
    transaction.prepare_cached("DELETE FROM related_link WHERE story = ?1")?.execute([story])?;
    insert(transaction, story, links)
}

/// The links of a story that has none.
pub(crate) fn insert(transaction: &Transaction, story: i64, links: &[RelatedAt]) -> Result<()> {
    if links.is_empty() {
        return Ok(());
    }
    let mut insert = transaction.prepare_cached(
        "INSERT INTO related_link (story, position, title, target, url, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (position, link) in (0_i64..).zip(links) {
        insert.execute(params![story, position, link.title, link.story_id, link.url, link.after])?;
    }
    Ok(())
}
