//! The floor: the same work in bare SQLite statements, without any of Redaksi's layers, on a file of the same shape and
//! with the same durability. The statements are in `store/floor`, the one room with SQL; each file says what it is.

use rusqlite::{Connection, OpenFlags, Result, Statement, ToSql, types::Value};
use std::{collections::BTreeMap, path::Path};

const WORDS: &str = include_str!("../../../store/floor/words.sql");
const TEXTS: &str = include_str!("../../../store/floor/search-make.sql");
const TEXT: &str = include_str!("../../../store/floor/search-fill.sql");

/// Statements in pairs: how values are read, before the time is taken, and what is then run with them.
pub struct Statements(Vec<[&'static str; 2]>);

/// What is run for one story: which statements, in their order, each with its values.
pub struct Ready(Vec<(usize, Vec<Value>)>);

impl Statements {
    /// New stories.
    pub fn add() -> Self {
        Self::of(include_str!("../../../store/floor/add.sql"))
    }

    /// New stories of which only the text is indexed.
    pub fn add_text() -> Self {
        Self::of(include_str!("../../../store/floor/add-text.sql"))
    }

    /// A save.
    pub fn save() -> Self {
        Self::of(include_str!("../../../store/floor/save.sql"))
    }

    /// A save of which only the text is indexed.
    pub fn save_text() -> Self {
        Self::of(include_str!("../../../store/floor/save-text.sql"))
    }

    fn of(file: &'static str) -> Self {
        let statements: Vec<&str> = body_of(file).split_terminator(";\n").map(str::trim).collect();
        Self(statements.as_chunks().0.to_vec())
    }

    /// Reads the rows of a story out of a newsroom that Redaksi wrote.
    pub fn ready(&self, from: &Floor, row: i64, words: &str, text: &str) -> Result<Ready> {
        let mut ready = Vec::new();
        for (number, [read, _]) in self.0.iter().enumerate() {
            let mut statement = from.connection.prepare_cached(read)?;
            bind(&mut statement, &[(":row", &row), (":words", &words), (":text", &text)])?;
            let columns = statement.column_count();
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next()? {
                ready.push((number, (0..columns).map(|column| row.get(column)).collect::<Result<_>>()?));
            }
        }
        Ok(Ready(ready))
    }
}

pub struct Floor {
    connection: Connection,
}

impl Floor {
    /// A connection of its own to a file, as durable as Redaksi's, and with as much of the file in memory.
    #[expect(clippy::disallowed_methods, reason = "the floor is what there is without the store")]
    pub fn on(file: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "cache_size", -48 * 1024)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Self { connection })
    }

    /// Runs what is ready, in one transaction.
    pub fn run(&mut self, statements: &Statements, ready: &[Ready]) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let mut prepared =
            statements.0.iter().map(|[_, run]| transaction.prepare_cached(run)).collect::<Result<Vec<_>>>()?;
        for (number, values) in ready.iter().flat_map(|Ready(ready)| ready) {
            let mut rows = prepared[*number].query(rusqlite::params_from_iter(values))?;
            while rows.next()?.is_some() {}
        }
        drop(prepared);
        transaction.commit()
    }

    /// The words of the index, of each story from this row on.
    pub fn words(&self, first: i64) -> Result<BTreeMap<i64, String>> {
        let mut found: BTreeMap<i64, Vec<(i64, String)>> = BTreeMap::new();
        let mut statement = self.connection.prepare_cached(body_of(WORDS))?;
        let mut rows = statement.query([first])?;
        while let Some(row) = rows.next()? {
            found.entry(row.get(0)?).or_default().push((row.get(1)?, row.get(2)?));
        }
        let in_order = |(row, mut words): (i64, Vec<(i64, String)>)| {
            words.sort_unstable();
            (row, words.into_iter().map(|(_, word)| word).collect::<Vec<_>>().join(" "))
        };
        Ok(found.into_iter().map(in_order).collect())
    }

    /// Makes an ordinary FTS5 table of these texts.
    pub fn of_texts(file: &Path, mut texts: impl Iterator<Item = String>) -> Result<Self> {
        let floor = Self::on(file)?;
        floor.connection.execute_batch(body_of(TEXTS))?;
        let mut row = 0_i64;
        loop {
            let transaction = floor.connection.unchecked_transaction()?;
            for text in texts.by_ref().take(10_000) {
                row += 1;
                transaction.prepare_cached(body_of(TEXT))?.execute((row, text))?;
            }
            transaction.commit()?;
            if row % 10_000 != 0 || texts.size_hint().1 == Some(0) {
                return Ok(floor);
            }
        }
    }

    /// Asks FTS5 for a query's fifty best, with what it shows of them; how many there were.
    pub fn search(&self, statement: &'static str, query: &str) -> Result<usize> {
        let expression: Vec<String> = query.split(' ').map(|word| format!("\"{word}\"")).collect();
        let mut statement = self.connection.prepare_cached(body_of(statement))?;
        let columns = statement.column_count();
        let mut rows = statement.query([expression.join(" AND ")])?;
        let mut found = 0;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                std::hint::black_box(row.get::<_, Value>(column)?);
            }
            found += 1;
        }
        Ok(found)
    }
}

/// With snippets, out of an ordinary table.
pub const SEARCH: &str = include_str!("../../../store/floor/search.sql");
/// Bare rows, out of Redaksi's index.
pub const SEARCH_ROWS: &str = include_str!("../../../store/floor/search-rows.sql");

/// Gives a statement those of the values that it names.
fn bind(statement: &mut Statement, values: &[(&str, &dyn ToSql)]) -> Result<()> {
    for (name, value) in values {
        if let Some(index) = statement.parameter_index(name)? {
            statement.raw_bind_parameter(index, value)?;
        }
    }
    Ok(())
}

/// A file of statements without the words at its beginning.
fn body_of(file: &'static str) -> &'static str {
    let comment: usize = file.split_inclusive('\n').take_while(|line| line.starts_with("--")).map(str::len).sum();
    &file[comment..]
}
