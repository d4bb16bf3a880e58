//! The floor: the same work in bare SQLite statements, without any of Redaksi's layers, on a file of the same shape and
//! with the same durability. The statements are in `store/floor`, the one room with SQL.

use rusqlite::{Connection, OpenFlags, Statement, ToSql};
use std::path::Path;
use story::Story;

const SAVE: &str = include_str!("../../../store/floor/save.sql");
const ADD: &str = include_str!("../../../store/floor/add.sql");
const SEARCH: &str = include_str!("../../../store/floor/search.sql");

pub struct Floor {
    connection: Connection,
}

impl Floor {
    /// A connection of its own to a newsroom file, as durable as Redaksi's.
    #[expect(clippy::disallowed_methods, reason = "the floor is what there is without the store")]
    pub fn on(file: &Path) -> rusqlite::Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        Ok(Self { connection })
    }

    /// Saves one state of a story: the statements of a save, and their commit.
    pub fn save(&mut self, row: i64, story: &Story, tree: &str, text: &str) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        for statement in statements(SAVE) {
            run(
                &mut *transaction.prepare_cached(statement)?,
                &[
                    (":row", &row),
                    (":id", &story.id),
                    (":revision", &story.revision),
                    (":modified", &story.modified),
                    (":words", &600),
                    (":tree", &tree),
                    (":text", &text),
                ],
            )?;
        }
        transaction.commit()
    }

    /// Adds stories whose rows are ready made, in one transaction.
    pub fn add(&mut self, stories: &[Ready]) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction()?;
        for Ready { row, story, tree, text } in stories {
            let fields = &story.fields;
            for statement in statements(ADD) {
                run(
                    &mut *transaction.prepare_cached(statement)?,
                    &[
                        (":row", row),
                        (":id", &story.id),
                        (":stage", &story.stage.name()),
                        (":created", &story.created),
                        (":slugline", &fields.slugline),
                        (":headline", &fields.headline),
                        (":deck", &fields.deck),
                        (":editor", &fields.editor),
                        (":source", &fields.source),
                        (":outlet", &fields.dateline.outlet),
                        (":place", &fields.dateline.place),
                        (":desk", &fields.desk),
                        (":words", &350),
                        (":byline", &fields.bylines.first()),
                        (":tag", &fields.tags.first()),
                        (":tree", tree),
                        (":text", text),
                    ],
                )?;
            }
        }
        transaction.commit()
    }

    /// Asks FTS5 for a query's fifty best; how many there were.
    pub fn search(&self, query: &str) -> rusqlite::Result<usize> {
        let expression: Vec<String> = query.split(' ').map(|word| format!("\"{word}\"")).collect();
        let mut statement = self.connection.prepare_cached(body_of(SEARCH))?;
        let rows = statement.query_map([expression.join(" AND ")], |row| row.get::<_, i64>(0))?;
        rows.collect::<rusqlite::Result<Vec<i64>>>().map(|rows| rows.len())
    }
}

/// A story with everything computed that a bare insert takes.
pub struct Ready {
    pub row: i64,
    pub story: Story,
    pub tree: String,
    pub text: String,
}

impl Ready {
    pub fn of(row: i64, story: Story) -> Self {
        let (tree, text) = (story.body.to_json(), story.body.text());
        Self { row, story, tree, text }
    }
}

/// Runs a statement with those of the values that it names, and reads whatever it answers.
fn run(statement: &mut Statement, values: &[(&str, &dyn ToSql)]) -> rusqlite::Result<()> {
    for (name, value) in values {
        if let Some(index) = statement.parameter_index(name)? {
            statement.raw_bind_parameter(index, value)?;
        }
    }
    let mut rows = statement.raw_query();
    while rows.next()?.is_some() {}
    Ok(())
}

fn statements(file: &'static str) -> impl Iterator<Item = &'static str> {
    body_of(file).split_terminator(";\n").map(str::trim).filter(|statement| !statement.is_empty())
}

/// A file of statements without the words at its beginning.
fn body_of(file: &'static str) -> &'static str {
    let comment: usize = file.split_inclusive('\n').take_while(|line| line.starts_with("--")).map(str::len).sum();
    &file[comment..]
}
