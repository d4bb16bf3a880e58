//! The stories that answer a query, newest first: what the index gives, sieved by what only the file knows.

use super::{beyond_of, query::Query, reading::Reader, text_of};
use crate::{
    Error,
    tables::{story as stories, tally},
};
use rusqlite::{Connection, OptionalExtension};
use story::Stage;

/// How many rows are looked at for a stage or a day, and how many texts are read for exact phrases, before the rest is
/// left out; where they are enough.
const LOOKED_AT: usize = 20_000;
const READ: usize = 600;

/// Of stages with no more stories than this each story is held against the index, instead of the other way round.
const FEW: u32 = 500;

pub(super) struct Matches<'a> {
    connection: &'a Connection,
    query: &'a Query,
    reader: Reader<'a>,
    /// The stages looked in, where not in all.
    stages: Option<Vec<Stage>>,
}

/// Rows of stories.
pub(super) struct Rows {
    /// Newest first.
    pub rows: Vec<i64>,
    /// Whether there may be more: the search was ended before.
    pub cut: bool,
}

impl<'a> Matches<'a> {
    pub(super) fn of(connection: &'a Connection, query: &'a Query) -> Self {
        let looked_in = |stage: &Stage| {
            (query.stages.is_empty() || query.stages.contains(stage)) && !query.other_stages.contains(stage)
        };
        let stages: Vec<Stage> = Stage::ALL.into_iter().filter(looked_in).collect();
        let stages = Some(stages).filter(|stages| stages.len() < Stage::ALL.len());
        Self { connection, query, reader: Reader::of(query), stages }
    }

    pub(super) fn reader(&mut self) -> &mut Reader<'a> {
        &mut self.reader
    }

    /// The newest stories that answer to the expression: at most so many, and at least so many where there are as many.
    pub(super) fn newest(&mut self, expression: &str, most: usize, least: usize) -> Result<Rows, Error> {
        if let Some(rows) = self.few(expression, most)? {
            return Ok(rows);
        }
        let connection = self.connection;
        let mut statement =
            connection.prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC")?;
        let mut found = statement.query([expression])?;
        let bound = self.bound();
        let (mut rows, mut looked_at) = (Vec::new(), 0);
        while let Some(row) = found.next()? {
            if looked_at >= bound && rows.len() >= least {
                return Ok(Rows { rows, cut: true });
            }
            looked_at += 1;
            let row = row.get(0)?;
            if self.passes(row)? {
                rows.push(row);
                if rows.len() == most {
                    break;
                }
            }
        }
        Ok(Rows { rows, cut: false })
    }

    /// How many there are, and whether there may be more.
    pub(super) fn count(&mut self, expression: &str) -> Result<(usize, bool), Error> {
        if self.bound() < usize::MAX {
            let Rows { rows, cut } = self.newest(expression, usize::MAX, 0)?;
            return Ok((rows.len(), cut));
        }
        let sql = "SELECT count(*) FROM search WHERE search MATCH ?1";
        let count: u32 = self.connection.prepare_cached(sql)?.query_row([expression], |row| row.get(0))?;
        Ok((count as usize, false))
    }

    fn bound(&self) -> usize {
        if self.reader.must_read() {
            READ
        } else if self.looks_at_story() {
            LOOKED_AT
        } else {
            usize::MAX
        }
    }

    /// Whether the index does not know all that is asked: stages, and days within a month.
    fn looks_at_story(&self) -> bool {
        self.stages.is_some() || self.query.after.is_some() || self.query.before.is_some()
    }

    fn few(&mut self, expression: &str, most: usize) -> Result<Option<Rows>, Error> {
        let Some(stages) = self.stages.clone() else { return Ok(None) };
        let mut count = 0;
        for stage in &stages {
            count += tally::count(self.connection, Some(*stage), None)?;
        }
        if count > FEW {
            return Ok(None);
        }
        let mut rows = Vec::new();
        for stage in stages {
            rows.extend(stories::rows_of(self.connection, stage)?);
        }
        rows.sort_unstable_by(|a, b| b.cmp(a));
        let mut asked = self.connection.prepare_cached("SELECT 1 FROM search WHERE search MATCH ?1 AND rowid = ?2")?;
        let mut found = Vec::new();
        for row in rows {
            if found.len() < most && asked.exists((expression, row))? && self.passes(row)? {
                found.push(row);
            }
        }
        Ok(Some(Rows { rows: found, cut: false }))
    }

    fn passes(&mut self, row: i64) -> Result<bool, Error> {
        Ok((!self.looks_at_story() || self.is_in_place(row)?) && (!self.reader.must_read() || self.says(row)?))
    }

    fn is_in_place(&self, row: i64) -> Result<bool, Error> {
        let sql = "SELECT stage, modified FROM story WHERE row = ?1";
        let found =
            self.connection.prepare_cached(sql)?.query_row([row], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((stage, modified)): Option<(String, String)> = found else { return Ok(false) };
        Ok(self.stages.as_ref().is_none_or(|stages| stages.iter().any(|other| other.name() == stage))
            && self.query.after.as_ref().is_none_or(|after| modified >= *after)
            && self.query.before.as_ref().is_none_or(|before| modified < *before))
    }

    fn says(&mut self, row: i64) -> Result<bool, Error> {
        let Some(stored) = stories::by_row(self.connection, row)? else { return Ok(false) };
        let beyond = || beyond_of(self.connection, &stored);
        Ok(self.reader.read(&stored.fields, &text_of(&stored), beyond)?.is_some())
    }
}
