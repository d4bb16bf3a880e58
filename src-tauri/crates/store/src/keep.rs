//! The verbs that change a story, each inside the transaction that it is given. `write` is the only function that puts a
//! body into the file, and writes whatever is derived from it.

use crate::{
    Error,
    derive::Derived,
    search,
    store::Change,
    tables::{
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
}

pub(crate) fn add(transaction: &Transaction, story: &Story, change: &Change, note: Option<&str>) -> Result<(), Error> {
    let tree = story.body.to_json();
    let derived = Derived::of(&story.fields, &story.body);
    let row = stories::insert(transaction, story)?;
    tally::add(transaction, story.stage, &story.fields.desk)?;
    let state = State { fields: &story.fields, tree: &tree, derived: &derived };
    write(transaction, row, None, state, story.revision, &story.modified)?;
    if note.is_some() {
        let words = derived.counts.words;
        let kept =
            Kept { revision: story.revision, reason: "imported", note, words, fields: &story.fields, body: &tree };
        version::insert(transaction, change, &kept)?;
    }
    let mut after = journal::object(&story.fields).unwrap_or_default();
    after.insert("stage".to_owned(), story.stage.name().into());
    journal::append(transaction, change, "created", Differences::new(Value::from(after)), story.revision)?;
    Ok(())
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
    if stored.fields.desk != save.fields.desk {
        tally::take(transaction, stored.stage, &stored.fields.desk)?;
        tally::add(transaction, stored.stage, &save.fields.desk)?;
    }
    let state = State { fields: &save.fields, tree: &tree, derived: &derived };
    write(transaction, stored.row, Some(&stored), state, revision, &change.at)?;
    let what = Differences::of_fields(&stored.fields, &save.fields);
    journal::append(transaction, change, "saved", what, revision)?;
    Ok(Saved::Kept { revision })
}

/// Writes what follows from a story that is there already, with a text that came by another road than [`add`] and
/// [`save`]: out of a damaged file. A tree that this Redaksi cannot read stays as it is.
pub(crate) fn derive(transaction: &Transaction, stored: &Stored) -> Result<(), Error> {
    let derived = Derived::of(&stored.fields, &stored.body().unwrap_or_default());
    tally::add(transaction, stored.stage, &stored.fields.desk)?;
    let state = State { fields: &stored.fields, tree: &stored.tree, derived: &derived };
    write(transaction, stored.row, None, state, stored.revision, &stored.modified)
}

/// Keeps a tree that nobody can read, byte for byte.
pub(crate) fn rescue(transaction: &Transaction, fields: &Fields, body: &str, change: &Change) -> Result<u32, Error> {
    let revision = stories::get(transaction, &change.story)?.map_or(0, |stored| stored.revision);
    let kept = Kept { revision, reason: "rescue", note: None, words: 0, fields, body };
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

pub(crate) fn record_export(transaction: &Transaction, record: &ExportRecord, change: &Change) -> Result<(), Error> {
    export_log::insert(transaction, record)?;
    let what = json!({ "kind": record.kind, "path": record.path, "sha256": record.sha256 });
    journal::append(transaction, change, "exported", Differences::new(what), record.revision)?;
    Ok(())
}

fn move_stored(transaction: &Transaction, stored: &Stored, to: Stage, change: &Change) -> Result<Moved, Error> {
    let (from, revision) = (stored.stage, stored.revision);
    if from != to {
        stories::set_stage(transaction, stored.row, to, Some(from).filter(|_| to == Stage::Spiked))?;
        tally::take(transaction, from, &stored.fields.desk)?;
        tally::add(transaction, to, &stored.fields.desk)?;
        let what = Differences::of("stage", from.name(), to.name());
        journal::append(transaction, change, "moved", what, revision)?;
    }
    Ok(Moved { from, to, revision })
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

/// Writes a story and everything that follows from it.
fn write(
    transaction: &Transaction,
    row: i64,
    before: Option<&Stored>,
    State { fields, tree, derived }: State,
    revision: u32,
    modified: &str,
) -> Result<(), Error> {
    let was = before.map(|stored| &stored.fields);
    stories::update(transaction, row, fields, tree, derived, revision, modified)?;
    for list in [List::Byline, List::Tag, List::Topic] {
        if was.map(|fields| list.of(fields)) != Some(list.of(fields)) {
            names::replace(transaction, list, row, list.of(fields))?;
        }
    }
    related_link::replace(transaction, row, &derived.related_links)?;
    search::write(transaction, row, &derived.search)?;
    term::recount(transaction, was, fields)?;
    Ok(())
}
