//! What the window remembers: small JSON texts by name.

use rusqlite::{Connection, OptionalExtension, Result, Transaction};

pub(crate) fn get(connection: &Connection, name: &str) -> Result<Option<String>> {
    connection.query_row("SELECT value FROM setting WHERE name = ?1", [name], |row| row.get(0)).optional()
}

pub(crate) fn set(transaction: &Transaction, name: &str, value: &str) -> Result<()> {
    transaction.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", [name, value])?;
    Ok(())
}
