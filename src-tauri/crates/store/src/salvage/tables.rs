//! Reads the tables of a damaged newsroom row by row, past what cannot be read.

use crate::{Error, backup::Watch};
use rusqlite::{Connection, Transaction, params_from_iter, types::Value};
use std::collections::{BTreeMap, BTreeSet};

/// What `keep` computes from the stories, what a new file has of itself, and what nobody misses.
const DERIVED: [&str; 5] = ["related_link", "search_word", "tally", "term", "undo_history"];
/// The ordered lists of a story.
const LISTS: [&str; 3] = ["byline", "tag", "topic"];
/// More rows than SQLite puts on a page.
const ROWS_A_PAGE: i64 = 128;

/// What there was to read.
pub(super) struct Read {
    /// Whether rows other than stories could not be read.
    pub history: bool,
    /// Whether the journal could be read from its beginning to its end.
    pub journal: bool,
    /// Ids by row, also of stories that could not be read.
    pub stories: BTreeMap<i64, String>,
    /// Rows of stories whose lists could not be read.
    pub lists: BTreeSet<i64>,
}

/// Copies everything that is not derived. `None` where it was told to stop.
pub(super) fn copy(from: &Connection, to: &Transaction, watch: Watch) -> Result<Option<Read>, Error> {
    let (mut history, mut journal) = (false, true);
    for table in kept_tables(to)?.into_iter().filter(|table| !LISTS.contains(&table.name.as_str())) {
        let whole = match table.key {
            Some(_) => by_number(from, to, &table, watch)?,
            None => Some(from_both_ends(from, to, &table)?),
        };
        let Some(whole) = whole else { return Ok(None) };
        journal &= whole || table.name != "journal";
        history |= !whole && !["story", "body"].contains(&table.name.as_str());
    }
    let lists = copy_lists(from, to)?;
    let sql =
        "INSERT OR IGNORE INTO meta SELECT 'house', house FROM story GROUP BY house ORDER BY count(*) DESC LIMIT 1";
    to.execute(sql, [])?;
    Ok(Some(Read { history, journal, stories: known(from), lists }))
}

struct Table {
    name: String,
    columns: Vec<String>,
    /// What its rows are numbered by, where they are.
    key: Option<&'static str>,
}

impl Table {
    fn select(&self, rest: &str) -> String {
        let key = self.key.map(|key| format!("{key}, ")).unwrap_or_default();
        format!("SELECT {key}{} FROM {} {rest}", self.columns.join(", "), self.name)
    }

    fn insert(&self, to: &Transaction, row: &[Value]) -> Result<bool, Error> {
        let places = vec!["?"; self.columns.len()].join(", ");
        let sql = format!("INSERT OR IGNORE INTO {} ({}) VALUES ({places})", self.name, self.columns.join(", "));
        match to.prepare_cached(&sql)?.execute(params_from_iter(row)) {
            Ok(inserted) => Ok(inserted == 1),
            // A value that no Redaksi can have written.
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

fn kept_tables(to: &Connection) -> Result<Vec<Table>, Error> {
    let sql =
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'";
    let mut statement = to.prepare(sql)?;
    let tables = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?)))?;
    let mut kept = Vec::new();
    for table in tables {
        let (name, without_number) = table?;
        if DERIVED.contains(&name.as_str()) {
            continue;
        }
        let mut columns = to.prepare("SELECT name FROM pragma_table_info(?1)")?;
        let columns = columns.query_map([&name], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        kept.push(Table { name, columns, key: (!without_number).then_some("rowid") });
    }
    Ok(kept)
}

/// Reads a table by the numbers of its rows; after one that cannot be read it goes on with the next number. Whether all
/// of it could be read; `None` where it was told to stop.
fn by_number(from: &Connection, to: &Transaction, table: &Table, watch: Watch) -> Result<Option<bool>, Error> {
    let mut whole = true;
    let mut after = 0;
    let mut last = None;
    loop {
        match read_on(from, to, table, &mut after, &mut whole)? {
            Ended::Complete => return Ok(Some(whole)),
            Ended::Unread if watch(0, 0).is_break() => return Ok(None),
            Ended::Unread => whole = false,
        }
        let last = match last {
            Some(last) => last,
            None => *last.insert(last_number(from, table)?),
        };
        let sql = table.select("WHERE rowid = ?1");
        loop {
            after += 1;
            if after > last {
                return Ok(Some(false));
            }
            if after % 100_000 == 0 && watch(0, 0).is_break() {
                return Ok(None);
            }
            // A row that can be read: from here on they may all be.
            let Ok(mut statement) = from.prepare_cached(&sql) else { return Ok(Some(false)) };
            if let Ok(row) = statement.query_row([after], |row| values(row, table)) {
                whole &= table.insert(to, &row)?;
                break;
            }
        }
    }
}

enum Ended {
    Complete,
    Unread,
}

fn read_on(
    from: &Connection,
    to: &Transaction,
    table: &Table,
    after: &mut i64,
    whole: &mut bool,
) -> Result<Ended, Error> {
    let Ok(mut statement) = from.prepare_cached(&table.select("WHERE rowid > ?1 ORDER BY rowid")) else {
        return Ok(Ended::Unread);
    };
    let Ok(mut rows) = statement.query([*after]) else { return Ok(Ended::Unread) };
    loop {
        match rows.next() {
            Ok(None) => return Ok(Ended::Complete),
            Ok(Some(row)) => match (row.get::<_, i64>(0), values(row, table)) {
                // Numbers that do not rise are a sign of a damaged page, and would lead in a circle.
                (Ok(number), Ok(row)) if number > *after => {
                    *after = number;
                    *whole &= table.insert(to, &row)?;
                }
                _ => return Ok(Ended::Unread),
            },
            Err(_) => return Ok(Ended::Unread),
        }
    }
}

/// The highest number that a table may have.
fn last_number(from: &Connection, table: &Table) -> Result<i64, Error> {
    let number = |sql: &str| from.query_row(sql, [], |row| row.get::<_, Option<i64>>(0)).ok().flatten();
    let highest = number(&format!("SELECT max(rowid) FROM {}", table.name));
    let given = number(&format!("SELECT seq FROM sqlite_sequence WHERE name = '{}'", table.name));
    match highest.max(given) {
        Some(last) => Ok(last),
        None => Ok(from.pragma_query_value(None, "page_count", |row| row.get::<_, i64>(0))? * ROWS_A_PAGE),
    }
}

/// A table whose rows have no numbers: from its beginning, and from its end, as far as each goes.
fn from_both_ends(from: &Connection, to: &Transaction, table: &Table) -> Result<bool, Error> {
    let key = primary_key(to, table)?;
    let descending: Vec<String> = key.iter().map(|column| format!("{column} DESC")).collect();
    let mut whole = true;
    for order in [key.join(", "), descending.join(", ")] {
        whole = read_all(from, to, table, &table.select(&format!("ORDER BY {order}")), None)?;
        if whole {
            break;
        }
        // What the other end gives may be the rest; that it is all cannot be told.
    }
    Ok(whole)
}

fn primary_key(to: &Connection, table: &Table) -> Result<Vec<String>, Error> {
    let mut key = to.prepare("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk")?;
    Ok(key.query_map([&table.name], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The lists of each story, asked for one by one where a list could not be read from end to end.
fn copy_lists(from: &Connection, to: &Transaction) -> Result<BTreeSet<i64>, Error> {
    let mut unread = BTreeSet::new();
    for table in kept_tables(to)?.into_iter().filter(|table| LISTS.contains(&table.name.as_str())) {
        if from_both_ends(from, to, &table)? {
            continue;
        }
        for (row, _) in story_ids(to)? {
            if !read_all(from, to, &table, &table.select("WHERE story = ?1 ORDER BY position"), Some(row))? {
                unread.insert(row);
            }
        }
    }
    Ok(unread)
}

fn read_all(from: &Connection, to: &Transaction, table: &Table, sql: &str, of: Option<i64>) -> Result<bool, Error> {
    let Ok(mut statement) = from.prepare_cached(sql) else { return Ok(false) };
    let Ok(mut rows) = statement.query(params_from_iter(of)) else { return Ok(false) };
    loop {
        match rows.next() {
            Ok(None) => return Ok(true),
            Ok(Some(row)) => match values(row, table) {
                // One that is there already was read from the other end.
                Ok(row) => drop(table.insert(to, &row)?),
                Err(_) => return Ok(false),
            },
            Err(_) => return Ok(false),
        }
    }
}

fn values(row: &rusqlite::Row, table: &Table) -> rusqlite::Result<Vec<Value>> {
    let first = usize::from(table.key.is_some());
    (first..first + table.columns.len()).map(|column| row.get(column)).collect()
}

/// Row and id of every story that the index of ids can tell, from either end.
fn known(from: &Connection) -> BTreeMap<i64, String> {
    let mut known = BTreeMap::new();
    for order in ["", "DESC"] {
        let sql = format!("SELECT row, id FROM story INDEXED BY sqlite_autoindex_story_1 ORDER BY id {order}");
        let Ok(mut statement) = from.prepare(&sql) else { continue };
        let Ok(mut rows) = statement.query([]) else { continue };
        loop {
            match rows.next() {
                Ok(None) => return known,
                Ok(Some(row)) => match (row.get(0), row.get(1)) {
                    (Ok(row), Ok(id)) => drop(known.insert(row, id)),
                    _ => break,
                },
                Err(_) => break,
            }
        }
    }
    known
}

/// Row and id of the stories that are here, in their order.
pub(super) fn story_ids(to: &Connection) -> Result<Vec<(i64, String)>, Error> {
    let mut statement = to.prepare("SELECT row, id FROM story ORDER BY row")?;
    Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// Row, id and headline of the stories without a text.
pub(super) fn without_body(to: &Connection) -> Result<Vec<(i64, String, String)>, Error> {
    let sql = "SELECT row, id, coalesce(nullif(headline, ''), nullif(slugline, ''), excerpt) FROM story \
               WHERE row NOT IN (SELECT story FROM body)";
    let mut statement = to.prepare(sql)?;
    let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn put_body(to: &Transaction, row: i64, tree: &str) -> Result<(), Error> {
    to.execute(
        "INSERT OR REPLACE INTO body (story, schema, tree) VALUES (?1, ?2, ?3)",
        (row, story::body::SCHEMA, tree),
    )?;
    Ok(())
}

/// The texts whose story is not here.
pub(super) fn headless(to: &Connection) -> Result<Vec<(i64, String)>, Error> {
    let mut statement = to.prepare("SELECT story, tree FROM body WHERE story NOT IN (SELECT row FROM story)")?;
    Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// What belongs to stories that are not here.
pub(super) fn drop_strays(to: &Transaction) -> Result<(), Error> {
    for table in beside_stories(to)? {
        to.execute(&format!("DELETE FROM {table} WHERE story NOT IN (SELECT row FROM story)"), [])?;
    }
    Ok(())
}

/// The tables whose rows belong to a story's row. Suggestions came with schema 4.
fn beside_stories(to: &Connection) -> Result<impl Iterator<Item = &'static str>, Error> {
    let tracking = to.prepare("SELECT 1 FROM pragma_table_list WHERE name = 'tracking'")?.exists([])?;
    Ok(["body", "byline", "tag", "topic"].into_iter().chain(tracking.then_some("tracking")))
}

/// Takes a story out again; its text.
pub(super) fn take_out(to: &Transaction, row: i64) -> Result<String, Error> {
    let tree = to.query_row("SELECT tree FROM body WHERE story = ?1", [row], |found| found.get(0))?;
    for table in beside_stories(to)? {
        to.execute(&format!("DELETE FROM {table} WHERE story = ?1"), [row])?;
    }
    to.execute("DELETE FROM story WHERE row = ?1", [row])?;
    Ok(tree)
}

/// The time of the last change that anything here tells of.
pub(super) fn last_change(to: &Connection) -> Result<String, Error> {
    let sql =
        "SELECT coalesce((SELECT max(at) FROM journal), (SELECT max(modified) FROM story), '1970-01-01T00:00:00.000Z')";
    Ok(to.query_row(sql, [], |row| row.get(0))?)
}

/// The ids that the journal or the index of ids knows, and that are not here.
pub(super) fn not_here(to: &Connection, known: impl Iterator<Item = String>) -> Result<Vec<String>, Error> {
    let mut statement = to.prepare("SELECT DISTINCT story FROM journal WHERE kind = 'created'")?;
    let mut ids = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<String>>>()?;
    ids.extend(known);
    let mut missing = Vec::new();
    for id in ids {
        if !is_here(to, &id)? {
            missing.push(id);
        }
    }
    Ok(missing)
}

pub(super) fn is_here(to: &Connection, id: &str) -> Result<bool, Error> {
    Ok(to.prepare_cached("SELECT 1 FROM story WHERE id = ?1")?.exists([id])?)
}
