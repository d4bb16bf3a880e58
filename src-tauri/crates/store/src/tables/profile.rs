//! How exports are wanted, by name: JSON that only the newsroom reads.

use rusqlite::{Connection, OptionalExtension, Result, Transaction};

/// By name.
pub(crate) fn all(connection: &Connection) -> Result<Vec<(String, String)>> {
    let sql = "SELECT name, spec FROM profile ORDER BY name";
    connection.prepare_cached(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// The one of that name, in any case.
pub(crate) fn get(connection: &Connection, name: &str) -> Result<Option<String>> {
    connection
        .prepare_cached("SELECT spec FROM profile WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

pub(crate) fn insert(transaction: &Transaction, name: &str, spec: &str) -> Result<()> {
    transaction.prepare_cached("INSERT INTO profile (name, spec) VALUES (?1, ?2)")?.execute([name, spec])?;
    Ok(())
}

/// Whether one was there.
pub(crate) fn remove(transaction: &Transaction, name: &str) -> Result<bool> {
    Ok(transaction.prepare_cached("DELETE FROM profile WHERE name = ?1")?.execute([name])? == 1)
}
