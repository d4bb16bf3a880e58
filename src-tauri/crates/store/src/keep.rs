//! The verbs that change a story, each inside the transaction that it is given. `insert` and `write` are the only
//! functions that put a body into the file, and they write whatever is derived from it.

use crate::{
    Error,
    derive::Derived,
    hands::Hand,
    incoming::Incoming,
    search,
    store::Change,
    tables::{
        correction, desk,
        export_log::{self, ExportRecord},
        journal::{self, CREATED, Differences, SAVED},
        names::{self, List},
        related_link,
        story::{self as stories, Stored},
        tally, term, tracking, undo_history,
        version::{self, VersionReason, VersionRow},
    },
    versions::{self, Kept, Where},
};
use ::story::{Body, Fields, Stage, Story, Tracking, body::RelatedAt};
use rusqlite::Transaction;
use serde_json::json;

/// Why, and with which note, a state that gives way to a save is kept as a version.
#[derive(Debug, Clone)]
pub(crate) struct Displaced {
    pub reason: VersionReason,
    pub note: Option<String>,
}

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

/// What a [`Save`] says of the suggestions beside the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Tracked {
    /// Nothing: they stay. Where its text is another one, whoever opens the story next holds the two against each other.
    AsTheyAre,
    /// They are these; `None` where there are none and none are being made.
    Are(Option<Tracking>),
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

/// A state of a story that is to be kept as a version, whatever the story itself says.
#[derive(Debug, Clone, PartialEq)]
pub struct Keepsake {
    /// The story.
    pub id: String,
    /// The revision that it is, or was made from.
    pub revision: u32,
    /// Why it is kept.
    pub reason: VersionReason,
    /// Where it came from or went to.
    pub note: Option<String>,
    /// Its metadata.
    pub fields: Fields,
    /// Its body.
    pub body: Body,
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

pub(crate) fn add(
    transaction: &Transaction,
    incoming: &Incoming,
    change: &Change,
    note: Option<&str>,
) -> Result<(), Error> {
    let Incoming { story, tree, .. } = incoming;
    insert(transaction, incoming)?;
    if note.is_some() {
        let kept =
            Kept { revision: story.revision, reason: VersionReason::Imported, note, fields: &story.fields, body: tree };
        versions::keep(transaction, change, &kept)?;
    }
    created(transaction, incoming, change)
}

/// Adds those of the stories that are not there yet, and says how many.
pub(crate) fn add_many(transaction: &Transaction, stories: &[Incoming], change: &mut Change) -> Result<u32, Error> {
    search::gathering(transaction, || {
        let mut added = 0;
        for incoming in stories {
            if stories::is_known(transaction, &incoming.story.id)? {
                continue;
            }
            insert(transaction, incoming)?;
            change.story.clone_from(&incoming.story.id);
            created(transaction, incoming, change)?;
            added += 1;
        }
        Ok(added)
    })
}

/// Saves. What the story said before is kept as a version where `displaced` says why, or where it would be lost.
pub(crate) fn save(
    transaction: &Transaction,
    save: &Save,
    tracked: &Tracked,
    displaced: Option<&Displaced>,
    hand: &mut Hand,
    change: &Change,
) -> Result<Saved, Error> {
    let Some(stored) = stories::get(transaction, &save.id)? else { return Ok(Saved::Missing) };
    let tree = save.body.to_json();
    let suggested = suggested(transaction, &stored, tracked)?;
    if stored.tree == tree && stored.fields == save.fields && suggested.is_none() {
        // A merge that came to what the story says is one all the same: the other text has been dealt with.
        if let Some(displaced) = displaced.filter(|displaced| displaced.reason == VersionReason::Merged) {
            keep_displaced(transaction, change, &stored, displaced)?;
        }
        return Ok(Saved::Unchanged { revision: stored.revision });
    }
    let derived = Derived::of_stored(transaction, &save.id, &save.fields, &save.body, &change.at)?;
    if stored.revision != save.base && !journal::only_corrected(transaction, &stored.id, save.base, stored.revision)? {
        let kept = Kept {
            revision: save.base,
            reason: VersionReason::KeptBeside,
            note: None,
            fields: &save.fields,
            body: &tree,
        };
        let version = keep_beside(transaction, change, "keptBeside", &kept, stored.revision)?;
        hand.meet(journal::written(transaction, &stored.id)?.as_ref());
        return Ok(Saved::KeptBeside { version, revision: stored.revision });
    }
    // What this Redaksi cannot read, a newer one may: it is not simply written over.
    if stored.body().is_err() {
        let kept = Kept::of(&stored, VersionReason::Rescue, None);
        keep_beside(transaction, change, "rescued", &kept, stored.revision)?;
    } else if let Some(displaced) = displaced {
        keep_displaced(transaction, change, &stored, displaced)?;
    } else {
        versions::before_save(transaction, &stored, hand, change)?;
    }
    let revision = stored.revision + 1;
    move_desk(transaction, &stored, &save.fields)?;
    let linked = related_link::get(transaction, stored.row)?;
    let state = State { fields: &save.fields, tree: &tree, derived: &derived, revision, modified: &change.at };
    write(transaction, &stored, &linked, state)?;
    let mut what = Differences::of_story((&stored.fields, &linked), (&save.fields, &derived.related_links));
    if let Some((before, after)) = suggested {
        tracking::set(transaction, stored.row, after)?;
        what = told(what, before.as_ref(), after, ((&stored.fields, &stored.tree), (&save.fields, &tree)));
    }
    journal::append(transaction, change, SAVED, &what, revision)?;
    Ok(Saved::Kept { revision })
}

/// Suggestions as they were and as they are to be.
type Suggested<'a> = (Option<Tracking>, Option<&'a Tracking>);

/// The suggestions as they were and as they are to be, where that differs.
fn suggested<'a>(
    transaction: &Transaction,
    stored: &Stored,
    tracked: &'a Tracked,
) -> Result<Option<Suggested<'a>>, Error> {
    let Tracked::Are(after) = tracked else { return Ok(None) };
    let before = tracking::get(transaction, stored.row, &stored.id)?;
    Ok((before != *after).then_some((before, after.as_ref())))
}

/// Says in the journal that suggesting began or ended, and what became of the last suggestions.
fn told(
    mut what: Differences,
    before: Option<&Tracking>,
    after: Option<&Tracking>,
    (was, is): (Said<'_>, Said<'_>),
) -> Differences {
    let suggesting = |tracking: Option<&Tracking>| tracking.is_some_and(|tracking| tracking.suggesting);
    if suggesting(before) != suggesting(after) {
        what = what.telling("suggesting", suggesting(after));
    }
    if let Some(before) = before.filter(|before| before.is_pending() && !after.is_some_and(Tracking::is_pending)) {
        let base = before.base.as_ref().map_or_else(|| was.1.to_owned(), Body::to_json);
        let original = before.original(was.0);
        let became = match is {
            _ if is == was => "accepted",
            _ if is == (&original, &base) => "rejected",
            _ => "resolved",
        };
        what = what.telling("suggestions", became);
    }
    what
}

/// Metadata and text.
type Said<'a> = (&'a Fields, &'a str);

/// Writes what follows from a story that is there already, with a text that came by another road than [`add`] and
/// [`save`]: out of a damaged file. A tree that this Redaksi cannot read stays as it is.
pub(crate) fn derive(transaction: &Transaction, stored: &Stored) -> Result<(), Error> {
    let Stored { row, id, fields, tree, .. } = stored;
    let body = stored.body().unwrap_or_default();
    let derived = Derived::of_stored(transaction, id, fields, &body, &stored.modified)?;
    tally::add(transaction, stored.stage, &fields.desk)?;
    stories::update(transaction, *row, fields, tree, &derived, stored.revision, &stored.modified)?;
    search::update(transaction, *row, || Ok(None), &derived.feed)?;
    follow(transaction, *row, None, fields, &derived)
}

/// Keeps a state beside the story.
pub(crate) fn keep(transaction: &Transaction, keepsake: &Keepsake, change: &Change) -> Result<u32, Error> {
    let Keepsake { revision, reason, note, fields, body, .. } = keepsake;
    let kept = Kept { revision: *revision, reason: *reason, note: note.as_deref(), fields, body: &body.to_json() };
    keep_beside(transaction, change, reason.name(), &kept, *revision)
}

/// Keeps a tree byte for byte, whether or not anybody can read it.
pub(crate) fn rescue(transaction: &Transaction, fields: &Fields, body: &str, change: &Change) -> Result<u32, Error> {
    let revision = stories::get(transaction, &change.story)?.map_or(0, |stored| stored.revision);
    let kept = Kept { revision, reason: VersionReason::Rescue, note: None, fields, body };
    keep_beside(transaction, change, "rescued", &kept, revision)
}

/// Keeps what the story says now, for a reason; `None` where there is no such story.
pub(crate) fn keep_version(
    transaction: &Transaction,
    reason: VersionReason,
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
    let written = journal::written(transaction, &stored.id)?;
    if let Some(version) = versions::end_session(transaction, &stored, written, &change.at)? {
        let what = json!({ "version": version, "reason": VersionReason::Session.name() });
        journal::append(transaction, change, "kept", &Differences::new(what), stored.revision)?;
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
        journal::append(transaction, change, "desks", &Differences::of("desks", before, after), 0)?;
    }
    Ok(())
}

/// Remembers that a story left, and what it said when it did.
pub(crate) fn record_export(
    transaction: &Transaction,
    record: &ExportRecord,
    left: &Story,
    change: &Change,
) -> Result<(), Error> {
    let (revision, fields, body) = (record.revision, &left.fields, &left.body.to_json());
    let kept = Kept { revision, reason: VersionReason::Exported, note: None, fields, body };
    let (Where::New(version) | Where::Already(version)) = versions::keep(transaction, change, &kept)?;
    export_log::insert(transaction, record, version)?;
    let what = json!({ "kind": record.kind, "path": record.path, "sha256": record.sha256 });
    journal::append(transaction, change, "exported", &Differences::new(what), record.revision)?;
    Ok(())
}

fn move_stored(transaction: &Transaction, stored: &Stored, to: Stage, change: &Change) -> Result<Moved, Error> {
    let (from, revision) = (stored.stage, stored.revision);
    let mut seq = 0;
    if from != to {
        if !versions::is_untouched(stored) {
            versions::keep(transaction, change, &Kept::of(stored, VersionReason::Moved, Some(to.name())))?;
        }
        set_stage(transaction, stored, to)?;
        let what = Differences::of("stage", from.name(), to.name());
        seq = journal::append(transaction, change, "moved", &what, revision)?;
    }
    Ok(Moved { from, to, revision, seq })
}

/// Puts a story at a stage, and says nothing of it in the journal.
pub(crate) fn set_stage(transaction: &Transaction, stored: &Stored, to: Stage) -> Result<(), Error> {
    let from = stored.stage;
    stories::set_stage(transaction, stored.row, to, Some(from).filter(|_| to == Stage::Spiked))?;
    if matches!(to, Stage::Exported | Stage::Spiked) {
        undo_history::drop(transaction, stored.row)?;
    }
    tally::take(transaction, from, &stored.fields.desk)?;
    tally::add(transaction, to, &stored.fields.desk)?;
    Ok(())
}

/// Gives a story another text and other metadata; says nothing of it in the journal. Its new revision.
pub(crate) fn set_text(
    transaction: &Transaction,
    stored: &Stored,
    fields: &Fields,
    tree: &str,
    derived: &Derived,
    change: &Change,
) -> Result<u32, Error> {
    let revision = stored.revision + 1;
    move_desk(transaction, stored, fields)?;
    let linked = related_link::get(transaction, stored.row)?;
    write(transaction, stored, &linked, State { fields, tree, derived, revision, modified: &change.at })?;
    Ok(revision)
}

fn move_desk(transaction: &Transaction, stored: &Stored, fields: &Fields) -> Result<(), Error> {
    if stored.fields.desk != fields.desk {
        tally::take(transaction, stored.stage, &stored.fields.desk)?;
        tally::add(transaction, stored.stage, &fields.desk)?;
    }
    Ok(())
}

fn keep_displaced(
    transaction: &Transaction,
    change: &Change,
    stored: &Stored,
    Displaced { reason, note }: &Displaced,
) -> Result<(), Error> {
    let kept = Kept::of(stored, *reason, note.as_deref());
    keep_beside(transaction, change, "kept", &kept, stored.revision).map(drop)
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
            journal::append(transaction, change, kind, &Differences::new(what), revision)?;
            Ok(version)
        }
    }
}

/// A story as it is to be.
struct State<'a> {
    fields: &'a Fields,
    tree: &'a str,
    derived: &'a Derived,
    revision: u32,
    /// When.
    modified: &'a str,
}

/// Writes a new story and everything that follows from it.
fn insert(transaction: &Transaction, Incoming { story, tree, derived, .. }: &Incoming) -> Result<(), Error> {
    let row = stories::insert(transaction, story, tree, derived)?;
    tally::add(transaction, story.stage, &story.fields.desk)?;
    search::add(transaction, row, &derived.feed)?;
    for list in List::ALL {
        names::insert(transaction, list, row, list.of(&story.fields))?;
    }
    related_link::insert(transaction, row, &derived.related_links)?;
    for correction in &story.corrections {
        correction::insert(transaction, &story.id, correction)?;
    }
    term::recount(transaction, None, &story.fields)?;
    Ok(())
}

/// Writes what a story has become and everything that follows from it.
fn write(
    transaction: &Transaction,
    stored: &Stored,
    linked: &[RelatedAt],
    State { fields, tree, derived, revision, modified }: State,
) -> Result<(), Error> {
    if stored.fields == *fields && !fields.headline.trim().is_empty() {
        stories::update_text(transaction, stored.row, tree, derived, revision, modified)?;
    } else {
        stories::update(transaction, stored.row, fields, tree, derived, revision, modified)?;
    }
    search::update(transaction, stored.row, || search::feed_of(transaction, stored).map(Some), &derived.feed)?;
    follow(transaction, stored.row, Some((&stored.fields, linked)), fields, derived)
}

/// Writes the tables beside a story's own, where they are not as they were, and its terms.
fn follow(
    transaction: &Transaction,
    row: i64,
    was: Option<(&Fields, &[RelatedAt])>,
    fields: &Fields,
    derived: &Derived,
) -> Result<(), Error> {
    for list in List::ALL {
        if was.is_none_or(|(was, _)| list.of(was) != list.of(fields)) {
            names::replace(transaction, list, row, list.of(fields))?;
        }
    }
    if was.is_none_or(|(_, linked)| linked != derived.related_links) {
        related_link::replace(transaction, row, &derived.related_links)?;
    }
    if was.is_none_or(|(was, _)| was != fields) {
        term::recount(transaction, was.map(|(was, _)| was), fields)?;
    }
    Ok(())
}

fn created(
    transaction: &Transaction,
    Incoming { story, created, .. }: &Incoming,
    change: &Change,
) -> Result<(), Error> {
    journal::append(transaction, change, CREATED, created, story.revision)?;
    Ok(())
}
