//! The stories, their bodies, and the lists of them.

use crate::{
    Error,
    derive::{Derived, fold},
    tables::{
        names::{self, List},
        tally,
    },
};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, Transaction, named_params, params, types::Type};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use story::{Body, Dateline, Fields, Forms, Stage, Story, Target, body};

/// Which stories a list shows, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ListQuery {
    /// Only this stage; all but the spiked ones without.
    pub stage: Option<Stage>,
    /// Only this desk.
    pub desk: Option<String>,
    /// The order.
    pub sort: Sort,
    /// How many rows to leave out at the beginning.
    pub offset: u32,
    /// At most how many rows.
    pub limit: u32,
}

/// Orders of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Sort {
    /// Last saved first.
    #[default]
    Newest,
    /// Last saved last.
    Oldest,
    /// By headline; a story without one stands where its first words do.
    Headline,
    /// By slugline.
    Slugline,
    /// Longest first.
    Words,
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ListRow {
    /// The story's id.
    pub id: String,
    /// Headline.
    pub headline: String,
    /// Slugline.
    pub slugline: String,
    /// Stage.
    pub stage: Stage,
    /// Source.
    pub source: String,
    /// Editor.
    pub editor: String,
    /// Bylines, in order.
    pub bylines: Vec<String>,
    /// Desk.
    pub desk: String,
    /// The dateline's place.
    pub place: String,
    /// Language.
    pub language: String,
    /// Time of the last save.
    pub modified: String,
    /// Words of the body.
    pub words: u32,
    /// Embargo.
    pub embargo: Option<String>,
    /// Revision.
    pub revision: u32,
    /// How the body begins, for stories without a headline.
    pub excerpt: String,
    /// Whether it says something else now than when it last left for its readers.
    pub changed_since_export: bool,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

/// A piece of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// The rows asked for.
    pub rows: Vec<ListRow>,
    /// How many rows the whole list has.
    pub total: u32,
}

/// Whether a story called `s` was changed since it last left for its readers, and whether it was withdrawn.
macro_rules! marks {
    () => {
        "coalesce((SELECT max(revision) FROM export_log WHERE story = s.id AND kind <> 'story') < s.revision, 0), \
         EXISTS (SELECT 1 FROM correction WHERE story = s.id AND kind = 'kill')"
    };
}

/// A story as it is in the file: its body still text.
pub(crate) struct Stored {
    pub row: i64,
    pub id: String,
    pub stage: Stage,
    pub stage_before: Option<Stage>,
    pub revision: u32,
    pub created: String,
    pub modified: String,
    pub fields: Fields,
    pub tree: String,
}

impl Stored {
    pub(crate) fn body(&self) -> Result<Body, Error> {
        Body::from_json(&self.tree)
            .map_err(|fault| Error::Unreadable { story: self.id.clone(), fault: fault.to_string() })
    }

    /// Without its corrections, which stand in a table of their own.
    pub(crate) fn into_story(self) -> Result<Story, Error> {
        let body = self.body()?;
        let Stored { id, fields, stage, revision, created, modified, .. } = self;
        Ok(Story { id, fields, stage, body, revision, created, modified, corrections: Vec::new() })
    }
}

/// All columns: the first by their places, which are those of schema 1, the newer ones by their names, because the steps of
/// older migrations read stories when these are not there yet.
const STORED: &str = "SELECT s.*, b.tree FROM story s JOIN body b ON b.story = s.row";

pub(crate) fn get(connection: &Connection, id: &str) -> Result<Option<Stored>, Error> {
    let sql = format!("{STORED} WHERE s.id = ?1");
    let found = connection.prepare_cached(&sql)?.query_row([id], stored).optional()?;
    found.map(|stored| with_lists(connection, stored)).transpose()
}

pub(crate) fn by_row(connection: &Connection, row: i64) -> Result<Option<Stored>, Error> {
    let sql = format!("{STORED} WHERE s.row = ?1");
    let found = connection.prepare_cached(&sql)?.query_row([row], stored).optional()?;
    found.map(|stored| with_lists(connection, stored)).transpose()
}

/// A story with what its line in a list says besides.
pub(crate) struct Shown {
    pub stored: Stored,
    words: u32,
    excerpt: String,
}

impl Shown {
    /// Its line in a list.
    pub(crate) fn into_row(self, connection: &Connection) -> rusqlite::Result<ListRow> {
        let (changed_since_export, withdrawn) = connection
            .prepare_cached(concat!("SELECT ", marks!(), " FROM story s WHERE s.row = ?1"))?
            .query_row([self.stored.row], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let Self { stored: Stored { id, stage, revision, modified, fields, .. }, words, excerpt } = self;
        let Fields { headline, slugline, source, editor, bylines, dateline, desk, language, embargo, .. } = fields;
        let place = dateline.place;
        Ok(ListRow {
            id,
            headline,
            slugline,
            stage,
            source,
            editor,
            bylines,
            desk,
            place,
            language,
            modified,
            words,
            embargo,
            revision,
            excerpt,
            changed_since_export,
            withdrawn,
        })
    }
}

pub(crate) fn shown(connection: &Connection, row: i64) -> Result<Option<Shown>, Error> {
    let sql = format!("{STORED} WHERE s.row = ?1");
    let read = |row: &Row| Ok((stored(row)?, row.get("words")?, row.get("excerpt")?));
    let Some((stored, words, excerpt)) = connection.prepare_cached(&sql)?.query_row([row], read).optional()? else {
        return Ok(None);
    };
    Ok(Some(Shown { stored: with_lists(connection, stored)?, words, excerpt }))
}

/// Every story of the file, one after another.
pub(crate) fn each(connection: &Connection, see: &mut dyn FnMut(Stored) -> Result<(), Error>) -> Result<(), Error> {
    let mut statement = connection.prepare(&format!("{STORED} ORDER BY s.row"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        see(with_lists(connection, stored(row)?)?)?;
    }
    Ok(())
}

fn with_lists(connection: &Connection, mut stored: Stored) -> Result<Stored, Error> {
    stored.fields.bylines = names::get(connection, List::Byline, stored.row)?;
    stored.fields.tags = names::get(connection, List::Tag, stored.row)?;
    stored.fields.topics = names::get(connection, List::Topic, stored.row)?;
    Ok(stored)
}

/// By the places of the columns in [`STORED`]: a search reads a hundred rows, and names are looked up one by one.
fn stored(row: &Row) -> rusqlite::Result<Stored> {
    Ok(Stored {
        row: row.get(0)?,
        id: row.get(1)?,
        stage: stage(row, 2)?,
        stage_before: row.get::<_, Option<String>>(3)?.and_then(|name| Stage::from_str(&name).ok()),
        revision: row.get(4)?,
        created: row.get(5)?,
        modified: row.get(6)?,
        fields: Fields {
            slugline: row.get(7)?,
            kicker: row.get(8)?,
            headline: row.get(9)?,
            deck: row.get(10)?,
            editor: row.get(11)?,
            source: row.get(12)?,
            dateline: Dateline { outlet: row.get(13)?, place: row.get(14)?, date: row.get(15)? },
            desk: row.get(16)?,
            language: row.get(17)?,
            urgency: row.get(18)?,
            embargo: row.get(19)?,
            rights: row.get(20)?,
            note: row.get(21)?,
            sign_off: row.get(22)?,
            target: target(row)?,
            house: row.get(23)?,
            forms: Forms { dateline: row.get(24)?, credit: row.get(25)? },
            ..Fields::default()
        },
        tree: row.get("tree")?,
    })
}

/// A new row and its body, whole in one step: an empty row filled afterwards would enter every index twice. Without
/// `RETURNING` and `OR REPLACE`, which make savepoints: at each of them the search writes out what it has gathered.
pub(crate) fn insert(transaction: &Transaction, story: &Story, tree: &str, derived: &Derived) -> rusqlite::Result<i64> {
    transaction
        .prepare_cached(
            "INSERT INTO story (id, stage, created, revision, modified, slugline, kicker, headline, deck, editor, \
             source, outlet, place, date, desk, language, urgency, embargo, rights, note, sign_off, target, \
             house, dateline_form, credit_form, words, characters, paragraphs, excerpt, headline_key, slugline_key) \
             VALUES (:id, :stage, :created, :revision, :modified, :slugline, :kicker, :headline, :deck, :editor, \
             :source, :outlet, :place, :date, :desk, :language, :urgency, :embargo, :rights, :note, :sign_off, \
             :target, :house, :dateline_form, :credit_form, :words, :characters, :paragraphs, :excerpt, :headline_key, :slugline_key)",
        )?
        .execute(
            &*[
                &columns(&story.fields, derived)[..],
                named_params! {
                    ":id": story.id, ":stage": story.stage.name(), ":created": story.created,
                    ":revision": story.revision, ":modified": story.modified,
                },
            ]
            .concat(),
        )?;
    let row = transaction.last_insert_rowid();
    transaction.prepare_cached("INSERT INTO body (story, schema, tree) VALUES (?1, ?2, ?3)")?.execute(params![
        row,
        body::SCHEMA,
        tree
    ])?;
    Ok(row)
}

/// Fields, body and what the row carries of the derived.
pub(crate) fn update(
    transaction: &Transaction,
    row: i64,
    fields: &Fields,
    tree: &str,
    derived: &Derived,
    revision: u32,
    modified: &str,
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "UPDATE story SET revision = :revision, modified = :modified, slugline = :slugline, kicker = :kicker, \
             headline = :headline, deck = :deck, editor = :editor, source = :source, outlet = :outlet, place = :place, \
             date = :date, desk = :desk, language = :language, urgency = :urgency, embargo = :embargo, \
             rights = :rights, note = :note, sign_off = :sign_off, target = :target, house = :house, \
             dateline_form = :dateline_form, credit_form = :credit_form, words = :words, characters = :characters, paragraphs = :paragraphs, \
             excerpt = :excerpt, headline_key = :headline_key, slugline_key = :slugline_key WHERE row = :row",
        )?
        .execute(
            &*[
                &columns(fields, derived)[..],
                named_params! { ":row": row, ":revision": revision, ":modified": modified },
            ]
            .concat(),
        )?;
    update_body(transaction, row, tree)
}

/// The same for a story whose fields are as they were and that has a headline: the indices of what lists sort by but time
/// and length are left alone.
pub(crate) fn update_text(
    transaction: &Transaction,
    row: i64,
    tree: &str,
    Derived { counts, excerpt, .. }: &Derived,
    revision: u32,
    modified: &str,
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "UPDATE story SET revision = ?2, modified = ?3, words = ?4, characters = ?5, paragraphs = ?6, excerpt = ?7 \
             WHERE row = ?1",
        )?
        .execute(params![row, revision, modified, counts.words, counts.characters, counts.paragraphs, excerpt])?;
    update_body(transaction, row, tree)
}

fn update_body(transaction: &Transaction, row: i64, tree: &str) -> rusqlite::Result<()> {
    transaction.prepare_cached("UPDATE body SET schema = ?2, tree = ?3 WHERE story = ?1")?.execute(params![
        row,
        body::SCHEMA,
        tree
    ])?;
    Ok(())
}

/// What a story's row says of its fields and of what is derived from it.
fn columns<'a>(fields: &'a Fields, derived: &'a Derived) -> [(&'static str, &'a dyn ToSql); 26] {
    [
        (":slugline", &fields.slugline),
        (":kicker", &fields.kicker),
        (":headline", &fields.headline),
        (":deck", &fields.deck),
        (":editor", &fields.editor),
        (":source", &fields.source),
        (":outlet", &fields.dateline.outlet),
        (":place", &fields.dateline.place),
        (":date", &fields.dateline.date),
        (":desk", &fields.desk),
        (":language", &fields.language),
        (":urgency", &fields.urgency),
        (":embargo", &fields.embargo),
        (":rights", &fields.rights),
        (":note", &fields.note),
        (":sign_off", &fields.sign_off),
        (":target", &derived.target),
        (":house", &fields.house),
        (":dateline_form", &fields.forms.dateline),
        (":credit_form", &fields.forms.credit),
        (":words", &derived.counts.words),
        (":characters", &derived.counts.characters),
        (":paragraphs", &derived.counts.paragraphs),
        (":excerpt", &derived.excerpt),
        (":headline_key", &derived.headline_key),
        (":slugline_key", &derived.slugline_key),
    ]
}

/// The row of a story.
pub(crate) fn row_of(connection: &Connection, id: &str) -> rusqlite::Result<Option<i64>> {
    connection.prepare_cached("SELECT row FROM story WHERE id = ?1")?.query_row([id], |row| row.get(0)).optional()
}

/// Whether there is a story of this id.
pub(crate) fn is_known(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT 1 FROM story WHERE id = ?1")?.exists([id])
}

pub(crate) fn set_stage(
    transaction: &Transaction,
    row: i64,
    stage: Stage,
    before: Option<Stage>,
) -> rusqlite::Result<()> {
    transaction.prepare_cached("UPDATE story SET stage = ?2, stage_before = ?3 WHERE row = ?1")?.execute(params![
        row,
        stage.name(),
        before.map(Stage::name)
    ])?;
    Ok(())
}

/// What the row carries of the derived, to be held against the story: words, characters, paragraphs, excerpt, keys.
pub(crate) fn derived_columns(connection: &Connection, row: i64) -> rusqlite::Result<([u32; 3], [String; 3])> {
    let sql = "SELECT words, characters, paragraphs, excerpt, headline_key, slugline_key FROM story WHERE row = ?1";
    connection
        .prepare_cached(sql)?
        .query_row([row], |row| Ok(([row.get(0)?, row.get(1)?, row.get(2)?], [row.get(3)?, row.get(4)?, row.get(5)?])))
}

/// The columns of a [`ListRow`], of a story called `s`.
pub(crate) const LISTED: &str = concat!(
    "s.id, s.headline, s.slugline, s.stage, s.source, s.editor, \
    (SELECT json_group_array(name ORDER BY position) FROM byline WHERE story = s.row) AS bylines, s.desk, s.place, \
    s.language, s.modified, s.words, s.embargo, s.revision, s.excerpt, ",
    marks!()
);

pub(crate) fn listed(row: &Row) -> rusqlite::Result<ListRow> {
    let bylines: String = row.get(6)?;
    Ok(ListRow {
        id: row.get(0)?,
        headline: row.get(1)?,
        slugline: row.get(2)?,
        stage: stage(row, 3)?,
        source: row.get(4)?,
        editor: row.get(5)?,
        bylines: serde_json::from_str(&bylines)
            .map_err(|error| rusqlite::Error::FromSqlConversionFailure(6, Type::Text, error.into()))?,
        desk: row.get(7)?,
        place: row.get(8)?,
        language: row.get(9)?,
        modified: row.get(10)?,
        words: row.get(11)?,
        embargo: row.get(12)?,
        revision: row.get(13)?,
        excerpt: row.get(14)?,
        changed_since_export: row.get(15)?,
        withdrawn: row.get(16)?,
    })
}

/// Lists up to this length are found by stage and desk and then sorted; longer ones are read in their order and
/// filtered out of the index. At a million stories a first page takes some milliseconds either way, one half a million
/// rows down a tenth of a second or two.
const SORTED_AT_ONCE: u32 = 20_000;

pub(crate) fn page(connection: &Connection, query: &ListQuery) -> rusqlite::Result<Page> {
    let total = tally::count(connection, query.stage, query.desk.as_deref())?;
    let rows = connection
        .prepare_cached(&page_sql(query, total))?
        .query_map(
            named_params! {
                ":stage": query.stage.map_or("", Stage::name), ":desk": query.desk.as_deref().unwrap_or_default(),
                ":limit": query.limit, ":offset": query.offset,
            },
            listed,
        )?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Page { rows, total })
}

/// The rows are chosen inside, out of an index alone, so that the rows above a page far down are never read.
fn page_sql(query: &ListQuery, total: u32) -> String {
    format!(
        "SELECT {LISTED} FROM ({}) AS chosen JOIN story s ON s.row = chosen.row ORDER BY {}",
        chosen_sql(query, total),
        order(query.sort)
    )
}

/// Every parameter is named in every form, so that one set of values fits all. A `+` keeps a column from choosing the
/// index.
fn chosen_sql(query: &ListQuery, total: u32) -> String {
    let by_filter = matches!(query.sort, Sort::Newest | Sort::Oldest) || total <= SORTED_AT_ONCE;
    let plus = if by_filter { "" } else { "+" };
    let stage = match query.stage {
        None if by_filter => "s.live = 1 AND :stage = ''".to_owned(),
        None => "s.stage <> 'spiked' AND :stage = ''".to_owned(),
        Some(_) => format!("{plus}s.stage = :stage"),
    };
    let desk = match query.desk {
        None => ":desk = ''".to_owned(),
        Some(_) => format!("{plus}s.desk = :desk"),
    };
    let order = order(query.sort);
    format!("SELECT s.row FROM story s WHERE {stage} AND {desk} ORDER BY {order} LIMIT :limit OFFSET :offset")
}

/// Equals stand as they do in the index: sorting them otherwise would cost more than it tells.
fn order(sort: Sort) -> &'static str {
    match sort {
        Sort::Newest => "s.modified DESC, s.row DESC",
        Sort::Oldest => "s.modified, s.row",
        Sort::Headline => "s.headline_key, s.stage, s.desk, s.row",
        Sort::Slugline => "s.slugline_key, s.stage, s.desk, s.row",
        Sort::Words => "s.words DESC, s.stage DESC, s.desk DESC, s.row DESC",
    }
}

/// The heads of these stories, in the order asked for; those that are not there are left out.
pub(crate) fn heads(connection: &Connection, ids: &[String]) -> rusqlite::Result<Vec<ListRow>> {
    let mut statement = connection.prepare_cached(&format!("SELECT {LISTED} FROM story s WHERE s.id = ?1"))?;
    let heads = ids.iter().filter_map(|id| statement.query_row([id], listed).optional().transpose());
    heads.collect()
}

/// The rows of a stage's stories.
pub(crate) fn rows_of(connection: &Connection, stage: Stage) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT row FROM story WHERE stage = ?1")?
        .query_map([stage.name()], |row| row.get(0))?
        .collect()
}

/// The story with this headline, whatever its case; of several the last saved, a spiked one only where there is no other.
pub(crate) fn by_title(connection: &Connection, title: &str) -> rusqlite::Result<Option<String>> {
    let key = fold(title);
    if key.is_empty() {
        return Ok(None);
    }
    let sql = "SELECT id FROM story WHERE headline_key = ?1 AND headline <> '' \
               ORDER BY stage = 'spiked', modified DESC LIMIT 1";
    connection.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()
}

/// How long the story is to become. What a newer Redaksi counts in is none here, and so is a column that is still to come.
fn target(row: &Row) -> rusqlite::Result<Option<Target>> {
    match row.get::<_, Option<String>>("target") {
        Ok(text) => Ok(text.and_then(|text| text.parse().ok())),
        Err(rusqlite::Error::InvalidColumnName(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn stage(row: &Row, column: usize) -> rusqlite::Result<Stage> {
    let name: String = row.get(column)?;
    Stage::from_str(&name).map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file;

    /// How SQLite goes about it.
    fn plan(connection: &Connection, query: &ListQuery, total: u32) -> String {
        let sql = format!("EXPLAIN QUERY PLAN {}", chosen_sql(query, total));
        let values = named_params! { ":stage": "", ":desk": "", ":limit": 50, ":offset": 0 };
        let mut statement = connection.prepare(&sql).unwrap();
        let steps = statement.query_map(values, |row| row.get::<_, String>(3)).unwrap();
        steps.map(Result::unwrap).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn every_list_of_a_large_archive_comes_out_of_an_index_in_its_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kantor.redaksi");
        file::create(&path, "kontan", "2026-11-23T17:20:01.123Z").unwrap();
        let connection = file::open_reader(&path, file::Access::Read).unwrap();
        for sort in [Sort::Newest, Sort::Oldest, Sort::Headline, Sort::Slugline, Sort::Words] {
            for stage in [None, Some(Stage::Exported)] {
                for desk in [None, Some("Nasional".to_owned())] {
                    let query = ListQuery { stage, desk: desk.clone(), sort, offset: 0, limit: 50 };
                    let plan = plan(&connection, &query, 1_000_000);
                    assert!(plan.contains("INDEX story_by_"), "{query:?}\n{plan}");
                    assert!(!plan.contains("TEMP B-TREE"), "{query:?}\n{plan}");
                }
            }
        }
    }
}
