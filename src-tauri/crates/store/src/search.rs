//! Full-text search. People type anything; what they type is read as a question (`query`), asked of an index of normal
//! forms (`feed`, `expression`), and answered from the texts (`reading`, `snippet`).
//!
//! The index gives stories newest first, and stops where there are enough: three times, for words in headlines, in the
//! fields, and anywhere. Only those candidates are read and ranked. So a word that stands in every story of an archive
//! is found as fast as a rare one; bm25 would read all of its stories first.

mod beyond;
mod expression;
mod facets;
mod feed;
mod holding;
mod matches;
mod query;
mod reading;
mod snippet;
mod vocabulary;
mod words;

pub use facets::{Facet, Facets};
pub(crate) use feed::Feed;
pub(crate) use holding::{form, holding, spans, stem};
pub use query::{QueryFault, QueryFaultCode};
pub(crate) use reading::day;

use crate::{
    Error,
    tables::{
        correction, meta,
        story::{self as stories, ListRow, Shown, Stored},
    },
};
use ::story::Body;
use expression::Expressions;
use matches::Matches;
use query::Query;
use reading::Reader;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

/// A piece of what was found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SearchPage {
    /// Best first; after the best, newest first.
    pub hits: Vec<SearchHit>,
    /// How many stories were found.
    pub total: u32,
    /// Whether there may be more than `total`: they were not counted to the end.
    pub approximate: bool,
    /// What of the query was not understood.
    pub faults: Vec<QueryFault>,
}

/// A story that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SearchHit {
    /// The story.
    pub row: ListRow,
    /// The words around what was found.
    pub snippet: Vec<SnippetPart>,
}

/// A piece of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SnippetPart {
    /// The text.
    pub text: String,
    /// Whether it is what was looked for.
    pub hit: bool,
}

/// How many stories each of the three questions contributes to those that are read and ranked: a screenful, and as many
/// again whose headlines and fields answer better.
const NEWEST: usize = 50;
const BY_TITLE: usize = 40;
const BY_HEAD: usize = 30;

/// How many stories are counted before the hits are given; the whole count comes with the facets.
const COUNTED: usize = 1_000;

/// How many stories, the newest, facets are taken from.
const FACETED: usize = 3_000;

pub(crate) fn find(connection: &Connection, text: &str, limit: u32, offset: u32) -> Result<SearchPage, Error> {
    let query = Query::parse(text);
    let Some(expressions) = Expressions::of(connection, &query)? else {
        return Ok(SearchPage { faults: query.faults, ..SearchPage::default() });
    };
    let (limit, offset) = (limit as usize, offset as usize);
    let mut search = Matches::of(connection, &query);
    let newest = search.newest(&expressions.anywhere, COUNTED + 1, offset.saturating_add(limit))?;

    let chosen = chosen(&mut search, &expressions, &newest.rows)?;
    let mut found: Vec<Found> = Vec::new();
    if offset < chosen.len() {
        found = ranked(connection, search.reader(), &chosen)?;
        found = found.into_iter().skip(offset).take(limit).collect();
    }
    let wanted = limit - found.len();
    let skipped = offset.saturating_sub(chosen.len());
    if wanted > 0 && newest.rows.len() > chosen.len() {
        let known: HashSet<i64> = chosen.iter().copied().collect();
        let needed = chosen.len() + skipped + wanted;
        let further = if needed > newest.rows.len() && newest.rows.len() > COUNTED {
            search.newest(&expressions.anywhere, needed, needed)?.rows
        } else {
            newest.rows.clone()
        };
        let rows = further.into_iter().filter(|row| !known.contains(row)).skip(skipped).take(wanted);
        for row in rows.collect::<Vec<_>>() {
            found.extend(Found::read(connection, search.reader(), row)?);
        }
    }

    let hit = |found: Found| found.story.into_row(connection).map(|row| SearchHit { row, snippet: found.snippet });
    let hits = found.into_iter().map(hit).collect::<rusqlite::Result<_>>()?;
    Ok(SearchPage {
        hits,
        total: newest.rows.len().min(COUNTED) as u32,
        approximate: newest.cut || newest.rows.len() > COUNTED || expressions.cut,
        faults: query.faults,
    })
}

/// The whole count of what a search finds, and how it is spread.
pub(crate) fn facets(connection: &Connection, text: &str) -> Result<Facets, Error> {
    let query = Query::parse(text);
    let Some(expressions) = Expressions::of(connection, &query)? else { return Ok(Facets::default()) };
    let mut search = Matches::of(connection, &query);
    // No fewer than the hits that are shown beside them.
    let newest = search.newest(&expressions.anywhere, FACETED, NEWEST)?;
    let facets = facets::count(connection, &newest.rows)?;
    let (total, cut) = match newest.rows.len() < FACETED {
        true => (newest.rows.len(), newest.cut),
        false => search.count(&expressions.anywhere)?,
    };
    Ok(Facets { total: total as u32, approximate: cut || expressions.cut, ..facets })
}

/// The stories that are ranked, each once.
fn chosen(search: &mut Matches, expressions: &Expressions, newest: &[i64]) -> Result<Vec<i64>, Error> {
    if newest.len() <= NEWEST + BY_TITLE + BY_HEAD {
        return Ok(newest.to_vec());
    }
    let mut chosen: Vec<i64> = newest.iter().copied().take(NEWEST).collect();
    for (expression, most) in [(&expressions.title, BY_TITLE), (&expressions.head, BY_HEAD)] {
        if let Some(expression) = expression {
            chosen.extend(search.newest(expression, most, 0)?.rows);
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
    Ok(chosen)
}

/// A story that was found and read.
struct Found {
    story: Shown,
    relevance: f64,
    snippet: Vec<SnippetPart>,
}

impl Found {
    fn read(connection: &Connection, reader: &mut Reader, row: i64) -> Result<Option<Self>, Error> {
        let Some(story) = stories::shown(connection, row)? else { return Ok(None) };
        let text = text_of(&story.stored);
        let beyond = || beyond_of(connection, &story.stored);
        let Some(answer) = reader.read(&story.stored.fields, &text, beyond)? else { return Ok(None) };
        let (relevance, snippet) = (answer.relevance, snippet::snippet(&answer));
        Ok(Some(Self { story, relevance, snippet }))
    }

    /// When it was saved last.
    fn modified(&self) -> &str {
        &self.story.stored.modified
    }
}

/// A body that cannot be read has no words; its story is found by its fields.
fn text_of(stored: &Stored) -> String {
    Body::text_of_json(&stored.tree).unwrap_or_default()
}

/// Fresh is what was saved about when the freshest of them was: there is no clock here.
fn ranked(connection: &Connection, reader: &mut Reader, rows: &[i64]) -> Result<Vec<Found>, Error> {
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        found.extend(Found::read(connection, reader, *row)?);
    }
    let today = found.iter().map(|found: &Found| reading::day(found.modified())).fold(0.0, f64::max);
    let rank = |found: &Found| reading::rank(found.relevance, today - reading::day(found.modified()));
    let mut ranked: Vec<(f64, Found)> = found.into_iter().map(|found| (rank(&found), found)).collect();
    ranked.sort_by(|(a, one), (b, other)| {
        let newer = || (other.modified(), other.story.stored.row).cmp(&(one.modified(), one.story.stored.row));
        b.total_cmp(a).then_with(newer)
    });
    Ok(ranked.into_iter().map(|(_, found)| found).collect())
}

/// Tells the search of a new story.
pub(crate) fn add(transaction: &Transaction, story: i64, feed: &Feed) -> Result<(), Error> {
    put(transaction, "INSERT", story, feed)?;
    if vocabulary::is_counted(story) {
        vocabulary::recount(transaction, None, feed)?;
    }
    Ok(())
}

/// Tells the search what a story says now. `before` makes what it said until now.
pub(crate) fn update(
    transaction: &Transaction,
    story: i64,
    before: impl FnOnce() -> rusqlite::Result<Option<Feed>>,
    feed: &Feed,
) -> Result<(), Error> {
    // What is not searched, as an urgency, leaves the index as it is.
    if digest(transaction, story)? == Some(feed.digest) {
        return Ok(());
    }
    put(transaction, "REPLACE", story, feed)?;
    if vocabulary::is_counted(story) {
        vocabulary::recount(transaction, before()?.as_ref(), feed)?;
    }
    Ok(())
}

/// `REPLACE` makes a savepoint, at which the index writes out what it has gathered: many stories come in by `INSERT`.
fn put(transaction: &Transaction, how: &str, story: i64, feed: &Feed) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(&format!("{how} INTO search (rowid, words, digest) VALUES (?1, ?2, ?3)"))?
        .execute(params![story, feed.words, feed.digest])?;
    Ok(())
}

/// Many stories come in. The index merges what it gathered eight pieces at a time instead of four, with less writing;
/// [`merge`] then leaves as few of them as ever.
pub(crate) fn gathering<T>(transaction: &Transaction, job: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    set_automerge(transaction, 2 * MERGED_AT)?;
    let done = job()?;
    // A savepoint makes the index write out what it has gathered, before it merges as always again.
    transaction.execute_batch("SAVEPOINT gathered; RELEASE gathered")?;
    set_automerge(transaction, MERGED_AT)?;
    Ok(done)
}

/// How many pieces of a size the index lets come together; FTS5's own number.
const MERGED_AT: u32 = 4;

/// So many pages are merged in one transaction: less than a tenth of a second, and no more room than that in the file.
const MERGED_AT_ONCE: u32 = 1_000;

fn set_automerge(transaction: &Transaction, pieces: u32) -> Result<(), Error> {
    transaction.prepare_cached("INSERT INTO search (search, rank) VALUES ('automerge', ?1)")?.execute([pieces])?;
    Ok(())
}

/// Merges some of what [`gathering`] left; false where nothing is left to do.
pub(crate) fn merge(transaction: &Transaction) -> Result<bool, Error> {
    let before = transaction.total_changes();
    transaction.prepare_cached("INSERT INTO search (search, rank) VALUES ('merge', ?1)")?.execute([MERGED_AT_ONCE])?;
    // FTS5 documents it so: the command itself is one change.
    Ok(transaction.total_changes() - before >= 2)
}

/// Which feed the index was told of a story.
pub(crate) fn digest(connection: &Connection, story: i64) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT digest FROM search WHERE rowid = ?1")?
        .query_row([story], |row| row.get(0))
        .optional()
}

/// Whether the index was made by this Redaksi's rules of words.
pub(crate) fn is_current(connection: &Connection) -> Result<bool, Error> {
    Ok(meta::get(connection, GENERATION)? == Some(words::GENERATION.to_string()))
}

const GENERATION: &str = "search_generation";

/// Makes the whole index anew from the stories.
pub(crate) fn rebuild(transaction: &Transaction) -> Result<(), Error> {
    transaction.execute("INSERT INTO search (search) VALUES ('delete-all')", [])?;
    let mut vocabulary: BTreeMap<String, u32> = BTreeMap::new();
    stories::each(transaction, &mut |stored| {
        let feed = feed_of(transaction, &stored)?;
        put(transaction, "INSERT", stored.row, &feed)?;
        if vocabulary::is_counted(stored.row) {
            for word in feed.vocabulary() {
                *vocabulary.entry(word.to_owned()).or_default() += 1;
            }
        }
        Ok(())
    })?;
    vocabulary::replace(transaction, &vocabulary)?;
    meta::set(transaction, GENERATION, &words::GENERATION.to_string())?;
    Ok(())
}

/// What the search is to know of a story as it is in the file.
pub(crate) fn feed_of(connection: &Connection, stored: &Stored) -> rusqlite::Result<Feed> {
    let body = stored.body().unwrap_or_default();
    let corrections = correction::texts(connection, &stored.id)?;
    Ok(Feed::of(&stored.fields, &body, &body.text(), &corrections, &stored.modified))
}

/// See [`beyond`]; in one text, for whoever reads it.
fn beyond_of(connection: &Connection, stored: &Stored) -> rusqlite::Result<String> {
    let corrections = correction::texts(connection, &stored.id)?;
    Ok(beyond::beyond(&stored.fields, &stored.body().unwrap_or_default(), &corrections).join("\n"))
}

/// What the index must hold, story by story, gathered to be held against what it holds.
#[derive(Default)]
pub(crate) struct Expected(HashMap<i64, u64>);

impl Expected {
    pub(crate) fn add(&mut self, story: i64, feed: &Feed) {
        let words = feed.words.split(' ').filter(|word| !word.is_empty()).enumerate();
        self.0.insert(story, words.map(|(place, word)| sum(word, place as i64)).fold(0, u64::wrapping_add));
    }

    /// The rows of the index that say something else than their stories, or have none. Reads the whole index.
    pub(crate) fn differences(mut self, connection: &Connection) -> rusqlite::Result<Vec<i64>> {
        let mut statement = connection.prepare("SELECT doc, term, offset FROM search_instance")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let found = sum(row.get_ref(1)?.as_str()?, row.get(2)?);
            let rest = self.0.entry(row.get(0)?).or_default();
            *rest = rest.wrapping_sub(found);
        }
        let mut differing: Vec<i64> = self.0.into_iter().filter(|(_, rest)| *rest != 0).map(|(row, _)| row).collect();
        differing.sort_unstable();
        Ok(differing)
    }
}

fn sum(word: &str, place: i64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (word, place).hash(&mut hasher);
    hasher.finish()
}

/// Whether the index was told what the story says.
pub(crate) fn is_told(connection: &Connection, story: i64, feed: &Feed) -> rusqlite::Result<bool> {
    Ok(digest(connection, story)? == Some(feed.digest))
}
