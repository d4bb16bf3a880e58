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
        version::{self, Reason, VersionRow},
    },
    versions::{self, Kept, Where},
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
        let kept =
            Kept { revision: story.revision, reason: Reason::Imported, note, fields: &story.fields, body: &tree };
        versions::keep(transaction, change, &kept)?;
    }
    let mut after = journal::object(&story.fields).unwrap_or_default();
    after.insert("stage".to_owned(), story.stage.name().into());
    journal::append(transaction, change, "created", Differences::new(Value::from(after)), story.revision)?;
    Ok(())
}

/// Saves. `displacing` is why what the story said before is kept, if it is.
pub(crate) fn save(
    transaction: &Transaction,
    save: &Save,
    displacing: Option<Reason>,
    change: &Change,
) -> Result<Saved, Error> {
    let Some(stored) = stories::get(transaction, &save.id)? else { return Ok(Saved::Missing) };
    let tree = save.body.to_json();
    if stored.tree == tree && stored.fields == save.fields {
        return Ok(Saved::Unchanged { revision: stored.revision });
    }
    let derived = Derived::of(&save.fields, &save.body);
    if stored.revision != save.base {
        let kept =
            Kept { revision: save.base, reason: Reason::KeptBeside, note: None, fields: &save.fields, body: &tree };
        let version = keep_beside(transaction, change, "keptBeside", &kept, stored.revision)?;
        return Ok(Saved::KeptBeside { version, revision: stored.revision });
    }
    // What this Redaksi cannot read, a newer one may: it is not simply written over.
    if stored.body().is_err() {
        let kept = Kept::of(&stored, Reason::Rescue, None);
        keep_beside(transaction, change, "rescued", &kept, stored.revision)?;
    } else if let Some(reason) = displacing {
        keep_beside(transaction, change, "kept", &Kept::of(&stored, reason, None), stored.revision)?;
    } else {
        versions::before_save(transaction, &stored, change)?;
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

/// Keeps a tree that nobody can read, byte for byte.
pub(crate) fn rescue(transaction: &Transaction, fields: &Fields, body: &str, change: &Change) -> Result<u32, Error> {
    let revision = stories::get(transaction, &change.story)?.map_or(0, |stored| stored.revision);
    let kept = Kept { revision, reason: Reason::Rescue, note: None, fields, body };
    keep_beside(transaction, change, "rescued", &kept, revision)
}

/// Keeps what the story says now, for a reason; `None` where there is no such story.
pub(crate) fn keep_version(
    transaction: &Transaction,
    reason: Reason,
    note: Option<&str>,
    change: &Change,
) -> Result<Option<VersionRow>, Error> {
    let Some(stored) = stories::get(transaction, &change.story)? else { return Ok(None) };
    let version = keep_beside(transaction, change, "kept", &Kept::of(&stored, reason, note), stored.revision)?;
    Ok(version::get(transaction, version)?.map(|version| version.row))
}

/// Keeps what the story says now as the end of a session, unless the newest version says so already or nobody wrote
/// anything; false where there is no such story.
pub(crate) fn end_session(transaction: &Transaction, change: &Change) -> Result<bool, Error> {
    let Some(stored) = stories::get(transaction, &change.story)? else { return Ok(false) };
    let author = journal::author(transaction, &stored.id)?;
    if let Some(version) = versions::end_session(transaction, &stored, author, &change.at)? {
        let what = json!({ "version": version, "reason": Reason::Session.name() });
        journal::append(transaction, change, "kept", Differences::new(what), stored.revision)?;
    }
    Ok(true)
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

/// Remembers that a story left, and what it said when it did.
pub(crate) fn record_export(
    transaction: &Transaction,
    record: &ExportRecord,
    left: &Story,
    change: &Change,
) -> Result<(), Error> {
    let (revision, fields, body) = (record.revision, &left.fields, &left.body.to_json());
    versions::keep(transaction, change, &Kept { revision, reason: Reason::Exported, note: None, fields, body })?;
    export_log::insert(transaction, record)?;
    let what = json!({ "kind": record.kind, "path": record.path, "sha256": record.sha256 });
    journal::append(transaction, change, "exported", Differences::new(what), record.revision)?;
    Ok(())
}

fn move_stored(transaction: &Transaction, stored: &Stored, to: Stage, change: &Change) -> Result<Moved, Error> {
    let (from, revision) = (stored.stage, stored.revision);
    if from != to {
        if !versions::is_untouched(stored) {
            versions::keep(transaction, change, &Kept::of(stored, Reason::Moved, Some(to.name())))?;
        }
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
    match versions::keep(transaction, change, kept)? {
        Where::Already(version) => Ok(version),
        Where::New(version) => {
            let what = match kind {
                "kept" => json!({ "version": version, "reason": kept.reason.name() }),
                _ => json!({ "version": version }),
            };
            journal::append(transaction, change, kind, Differences::new(what), revision)?;
            Ok(version)
        }
    }
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
