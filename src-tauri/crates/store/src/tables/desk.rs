//! The desks of the house, in its order.

use rusqlite::{Connection, Result, Transaction};

pub(crate) fn all(connection: &Connection) -> Result<Vec<String>> {
    connection.prepare_cached("SELECT name FROM desk ORDER BY position")?.query_map([], |row| row.get(0))?.collect()
}

pub(crate) fn replace(transaction: &Transaction, names: &[String]) -> Result<()> {
    transaction.execute("DELETE FROM desk", [])?;
    let mut insert = transaction.prepare_cached("INSERT OR IGNORE INTO desk (name) VALUES (?1)")?;
    for name in names.iter().filter(|name| !name.is_empty()) {
        insert.execute([name])?;
    }
    Ok(())
}
