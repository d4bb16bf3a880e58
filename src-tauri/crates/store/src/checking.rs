//! Checks a newsroom while it is worked in: for files too large to be checked while somebody waits for them to open. Changes
//! nothing.

use crate::{
    Error,
    file::{self, Access},
    reader,
};
use rusqlite::Connection;
use std::{ops::ControlFlow, path::Path};

/// SQLite's quick check, a table and its indices at a time, so that nobody's write-ahead log grows for the length of the
/// whole check. `rest` is called all the time: it may sleep, and says whether to go on. False where it said no.
pub(crate) fn check(
    path: &Path,
    access: Access,
    mut rest: impl FnMut() -> ControlFlow<()> + Send + 'static,
) -> Result<bool, Error> {
    let mut connection = file::open_reader(path, access)?;
    let checked = reader::unless(&mut connection, move || rest().is_break(), |connection| check_tables(connection))?;
    Ok(checked.is_some())
}

fn check_tables(connection: &Connection) -> Result<(), Error> {
    // A table without pages of its own belongs to the search, whose other tables are here, too.
    let mut tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")?;
    let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for table in tables {
        let mut damage = String::new();
        connection.pragma(None, "quick_check", &table, |row| {
            damage = row.get(0)?;
            Ok(())
        })?;
        if damage != "ok" {
            return Err(Error::Damaged(format!("{table}: {damage}")));
        }
    }
    Ok(())
}
