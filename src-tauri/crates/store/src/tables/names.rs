//! `byline`, `tag` and `topic`: the ordered lists of a story. Three tables of one shape.

use rusqlite::{Connection, Result, Transaction, params};
use story::Fields;

#[derive(Debug, Clone, Copy)]
pub(crate) enum List {
    Byline,
    Tag,
    Topic,
}

impl List {
    pub(crate) const ALL: [List; 3] = [List::Byline, List::Tag, List::Topic];

    /// The list in a story's metadata.
    pub(crate) fn of(self, fields: &Fields) -> &[String] {
        match self {
            List::Byline => &fields.bylines,
            List::Tag => &fields.tags,
            List::Topic => &fields.topics,
        }
    }

    fn table(self) -> &'static str {
        match self {
            List::Byline => "byline",
            List::Tag => "tag",
            List::Topic => "topic",
        }
    }
}

pub(crate) fn get(connection: &Connection, list: List, story: i64) -> Result<Vec<String>> {
    let sql = format!("SELECT name FROM {} WHERE story = ?1 ORDER BY position", list.table());
    connection.prepare_cached(&sql)?.query_map([story], |row| row.get(0))?.collect()
}

pub(crate) fn replace(transaction: &Transaction, list: List, story: i64, names: &[String]) -> Result<()> {
    transaction.prepare_cached(&format!("DELETE FROM {} WHERE story = ?1", list.table()))?.execute([story])?;
    insert(transaction, list, story, names)
}

/// The list of a story that has none.
pub(crate) fn insert(transaction: &Transaction, list: List, story: i64, names: &[String]) -> Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let sql = format!("INSERT INTO {} (story, position, name) VALUES (?1, ?2, ?3)", list.table());
    let mut insert = transaction.prepare_cached(&sql)?;
    for (position, name) in (0_i64..).zip(names) {
        insert.execute(params![story, position, name])?;
    }
    Ok(())
}
