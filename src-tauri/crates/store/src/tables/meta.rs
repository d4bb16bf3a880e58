//! Facts about the file.

use rusqlite::{Connection, OptionalExtension, Result, Transaction};

pub(crate) const HOUSE: &str = "house";
pub(crate) const CREATED: &str = "created";
pub(crate) const OLDEST_READER: &str = "oldest_reader";

pub(crate) fn get(connection: &Connection, name: &str) -> Result<Option<String>> {
    connection.query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| row.get(0)).optional()
}

pub(crate) fn set(transaction: &Transaction, name: &str, value: &str) -> Result<()> {
    transaction.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)", [name, value])?;
    Ok(())
}
