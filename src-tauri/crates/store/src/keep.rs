//! The verbs that change a story, each inside the transaction that it is given. `insert` and `write` are the only
//! functions that put a body into the file, and they write whatever is derived from it.

use crate::{
    Error,
    derive::Derived,
    search,
    store::Change,
    tables::{
        desk,
        export_log::{self, ExportRecord},
        journal::{self, Differences},
        names::{self, List},
        related_link,
        story::{self as stories, Stored},
        tally, term,
        version::{self, Kept},
    },
};
use ::story::{Body, Fields, Stage, Story};
use rusqlite::Transaction;
use serde_json::{Value, json};

/// What the editor holds and wants kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Save {
    /// The story.
    pub id: String,
    /// The revision that it was opened or last saved at.
    pub base: u32,
    /// Its metadata, whole.
    pub fields: Fields,
    /// Its body, whole.
    pub body: Body,
}

/// What became of a [`Save`]. In every case but `Missing` the text is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is the story now.
    Kept {
        /// The story's new revision.
        revision: u32,
    },
    /// The story was so already; nothing was written.
    Unchanged {
        /// The story's revision.
        revision: u32,
    },
    /// The story had gone on since `base`: this text is kept as a version beside it.
    KeptBeside {
        /// The version that holds the text.
        version: u32,
        /// The story's revision, untouched.
        revision: u32,
    },
    /// There is no such story.
    Missing,
}

/// A move from one stage to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Where it stood.
    pub from: Stage,
    /// Where it stands; the same where there was nothing to move.
    pub to: Stage,
    /// The story's revision: a move does not raise it, so that it never clashes with someone typing.
    pub revision: u32,
    /// Its row in the journal; 0 where there was nothing to move.
    pub seq: u32,
}

pub(crate) fn add(transaction: &Transaction, story: &Story, change: &Change, note: Option<&str>) -> Result<(), Error> {
    let tree = story.body.to_json();
    let derived = Derived::of(&story.fields, &story.body);
    insert(transaction, story, &tree, &derived)?;
    if note.is_some() {
        let words = derived.counts.words;
        let kept =
            Kept { revision: story.revision, reason: "imported", note, words, fields: &story.fields, body: &tree };
        version::insert(transaction, change, &kept)?;
    }
    created(transaction, story, change)
}

/// Adds those of the stories that are not there yet, and says how many.
pub(crate) fn add_many(transaction: &Transaction, stories: &[Story], change: &mut Change) -> Result<u32, Error> {
    let mut added = 0;
    for story in stories {
        if stories::is_known(transaction, &story.id)? {
            continue;
        }
        insert(transaction, story, &story.body.to_json(), &Derived::of(&story.fields, &story.body))?;
        change.story.clone_from(&story.id);
        created(transaction, story, change)?;
        added += 1;
    }
    Ok(added)
}

/// Saves. `beside` says whether what the story said before is kept beside it.
pub(crate) fn save(transaction: &Transaction, save: &Save, beside: bool, change: &Change) -> Result<Saved, Error> {
    let Some(stored) = stories::get(transaction, &save.id)? else { return Ok(Saved::Missing) };
    let tree = save.body.to_json();
    if stored.tree == tree && stored.fields == save.fields {
        return Ok(Saved::Unchanged { revision: stored.revision });
    }
    let derived = Derived::of(&save.fields, &save.body);
    if stored.revision != save.base {
        let words = derived.counts.words;
        let kept =
            Kept { revision: save.base, reason: "keptBeside", note: None, words, fields: &save.fields, body: &tree };
        let version = keep_beside(transaction, change, "keptBeside", &kept, stored.revision)?;
        return Ok(Saved::KeptBeside { version, revision: stored.revision });
    }
    let displaced = match stored.body() {
        // What this Redaksi cannot read, a newer one may: it is not simply written over.
        Err(_) => Some(("rescue", "rescued", 0)),
        Ok(body) => beside.then(|| ("keptBeside", "keptBeside", body.counts().words)),
    };
    if let Some((reason, kind, words)) = displaced {
        let Stored { revision, fields, tree, .. } = &stored;
        let kept = Kept { revision: *revision, reason, note: None, words, fields, body: tree };
        keep_beside(transaction, change, kind, &kept, *revision)?;
    }
    let revision = stored.revision + 1;
    move_desk(transaction, &stored, &save.fields)?;
    let linked = related_link::get(transaction, stored.row)?;
    let state = State { fields: &save.fields, tree: &tree, derived: &derived };
    write(transaction, &stored, state, revision, &change.at)?;
    let what = Differences::of_story((&stored.fields, &linked), (&save.fields, &derived.related_links));
    journal::append(transaction, change, "saved", what, revision)?;
    Ok(Saved::Kept { revision })
}

/// Keeps a tree byte for byte, whether or not anybody can read it.
pub(crate) fn rescue(transaction: &Transaction, fields: &Fields, body: &str, change: &Change) -> Result<u32, Error> {
    let revision = stories::get(transaction, &change.story)?.map_or(0, |stored| stored.revision);
    let words = Body::from_json(body).map_or(0, |body| body.counts().words);
    let kept = Kept { revision, reason: "rescue", note: None, words, fields, body };
    keep_beside(transaction, change, "rescued", &kept, revision)
}

pub(crate) fn move_to(transaction: &Transaction, stage: Stage, change: &Change) -> Result<Option<Moved>, Error> {
    let Some(stored) = stories::get(transaction, &change.story)? else { return Ok(None) };
    move_stored(transaction, &stored, stage, change).map(Some)
}

/// Brings a spiked story back to where it came from; one that is not spiked stays where it is.
pub(crate) fn restore(transaction: &Transaction, change: &Change) -> Result<Option<Moved>, Error> {
    let Some(stored) = stories::get(transaction, &change.story)? else { return Ok(None) };
    let stage = match stored.stage {
        Stage::Spiked => stored.stage_before.unwrap_or_default(),
        stage => stage,
    };
    move_stored(transaction, &stored, stage, change).map(Some)
}

/// Moves many stories, each by one of the two ways above, or none where one of them is not there.
pub(crate) fn each(
    transaction: &Transaction,
    ids: &[String],
    change: &mut Change,
    mover: impl Fn(&Transaction, &Change) -> Result<Option<Moved>, Error>,
) -> Result<Vec<Moved>, Error> {
    let mut moves = Vec::with_capacity(ids.len());
    for id in ids {
        change.story.clone_from(id);
        moves.push(mover(transaction, change)?.ok_or_else(|| Error::NoStory(id.clone()))?);
    }
    Ok(moves)
}

/// Sets the desks of the house, in this order.
pub(crate) fn set_desks(transaction: &Transaction, names: &[String], change: &Change) -> Result<(), Error> {
    let before = desk::all(transaction)?;
    desk::replace(transaction, names)?;
    let after = desk::all(transaction)?;
    if before != after {
        journal::append(transaction, change, "desks", Differences::of("desks", before, after), 0)?;
    }
    Ok(())
}

pub(crate) fn record_export(transaction: &Transaction, record: &ExportRecord, change: &Change) -> Result<(), Error> {
    export_log::insert(transaction, record)?;
    let what = json!({ "kind": record.kind, "path": record.path, "sha256": record.sha256 });
    journal::append(transaction, change, "exported", Differences::new(what), record.revision)?;
    Ok(())
}

fn move_stored(transaction: &Transaction, stored: &Stored, to: Stage, change: &Change) -> Result<Moved, Error> {
    let (from, revision) = (stored.stage, stored.revision);
    let mut seq = 0;
    if from != to {
        set_stage(transaction, stored, to)?;
        let what = Differences::of("stage", from.name(), to.name());
        seq = journal::append(transaction, change, "moved", what, revision)?;
    }
    Ok(Moved { from, to, revision, seq })
}

/// Puts a story at a stage, and says nothing of it in the journal.
pub(crate) fn set_stage(transaction: &Transaction, stored: &Stored, to: Stage) -> Result<(), Error> {
    let from = stored.stage;
    stories::set_stage(transaction, stored.row, to, Some(from).filter(|_| to == Stage::Spiked))?;
    tally::take(transaction, from, &stored.fields.desk)?;
    tally::add(transaction, to, &stored.fields.desk)?;
    Ok(())
}

/// Gives a story other metadata and leaves its text; says nothing of it in the journal. Its new revision.
pub(crate) fn set_fields(
    transaction: &Transaction,
    stored: &Stored,
    fields: &Fields,
    change: &Change,
) -> Result<u32, Error> {
    let derived = Derived::of(fields, &stored.body()?);
    let revision = stored.revision + 1;
    move_desk(transaction, stored, fields)?;
    let state = State { fields, tree: &stored.tree, derived: &derived };
    write(transaction, stored, state, revision, &change.at)?;
    Ok(revision)
}

fn move_desk(transaction: &Transaction, stored: &Stored, fields: &Fields) -> Result<(), Error> {
    if stored.fields.desk != fields.desk {
        tally::take(transaction, stored.stage, &stored.fields.desk)?;
        tally::add(transaction, stored.stage, &fields.desk)?;
    }
    Ok(())
}

fn keep_beside(
    transaction: &Transaction,
    change: &Change,
    kind: &str,
    kept: &Kept,
    revision: u32,
) -> Result<u32, Error> {
    if let Some(version) = version::same(transaction, &change.story, kept)? {
        return Ok(version);
    }
    let version = version::insert(transaction, change, kept)?;
    journal::append(transaction, change, kind, Differences::new(json!({ "version": version })), revision)?;
    Ok(version)
}

/// A story as it is to be.
struct State<'a> {
    fields: &'a Fields,
    tree: &'a str,
    derived: &'a Derived,
}

/// Writes a new story and everything that follows from it.
fn insert(transaction: &Transaction, story: &Story, tree: &str, derived: &Derived) -> Result<(), Error> {
    let row = stories::insert(transaction, story, tree, derived)?;
    tally::add(transaction, story.stage, &story.fields.desk)?;
    search::write(transaction, row, || None, &derived.search.clone().saved(&story.modified))?;
    follow(transaction, row, None, &story.fields, derived)
}

/// Writes what a story has become and everything that follows from it.
fn write(
    transaction: &Transaction,
    stored: &Stored,
    State { fields, tree, derived }: State,
    revision: u32,
    modified: &str,
) -> Result<(), Error> {
    stories::update(transaction, stored.row, fields, tree, derived, revision, modified)?;
    let feed = derived.search.clone().saved(modified);
    search::write(transaction, stored.row, || Some(search::feed_of(stored)), &feed)?;
    follow(transaction, stored.row, Some(&stored.fields), fields, derived)
}

/// Writes the tables beside a story's own: those of its lists and links that are not as they were, and its terms.
fn follow(
    transaction: &Transaction,
    row: i64,
    was: Option<&Fields>,
    fields: &Fields,
    derived: &Derived,
) -> Result<(), Error> {
    for list in [List::Byline, List::Tag, List::Topic] {
        if was.map_or(&[][..], |fields| list.of(fields)) != list.of(fields) {
            names::replace(transaction, list, row, list.of(fields))?;
        }
    }
    if was.is_some() || !derived.related_links.is_empty() {
        related_link::replace(transaction, row, &derived.related_links)?;
    }
    term::recount(transaction, was, fields)?;
    Ok(())
}

fn created(transaction: &Transaction, story: &Story, change: &Change) -> Result<(), Error> {
    let mut after = journal::object(&story.fields).unwrap_or_default();
    after.insert("stage".to_owned(), story.stage.name().into());
    journal::append(transaction, change, "created", Differences::new(Value::from(after)), story.revision)?;
    Ok(())
}
