//! Undo out of the journal. A row says what was and what became of it, so it can be taken back long after, by anyone, as
//! far as nobody has gone on from it: a value that is no longer what the deed made it stays, and is reported. Texts are
//! not in the journal; versions bring them back.

use crate::{
    Error,
    corrections::{CORRECTED, TAKEN_BACK},
    derive::Derived,
    keep,
    replacing::{self, TEXT},
    store::Change,
    tables::{
        desk,
        journal::{self, Differences, JournalRow, RELATED_LINKS, object},
        story as stories,
    },
};
use rusqlite::Transaction;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::{collections::HashSet, str::FromStr};
use story::{Body, Fields, Stage};

/// What became of a deed that was to be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Undone {
    /// The first row of the deed.
    pub deed: u32,
    /// Its kind.
    pub kind: String,
    /// The first row of the undoing, which can be undone in its turn; null where nothing was left to take back.
    pub seq: Option<u32>,
    /// The stories that were changed.
    pub stories: Vec<String>,
    /// What stays as it is.
    pub left: Vec<Left>,
    /// Whether the deed was a save: whatever it did to the text stays, and versions bring that back.
    pub text_stays: bool,
}

/// Something that was not taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Left {
    /// The story; empty where it is about the newsroom.
    pub story: String,
    /// `stage`, `desks`, `relatedLinks`, `text`, or a field.
    pub name: String,
    /// Why.
    pub why: LeftWhy,
}

/// Why something was not taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum LeftWhy {
    /// It was changed again since.
    Changed,
    /// It stands in the text.
    InText,
    /// The story is not there any more.
    Missing,
    /// The story, or what the row says of it, cannot be read, so that nothing about it is changed.
    Unreadable,
}

/// The kind of an undoing's rows, and the name in them of the deed that was undone.
const UNDONE: &str = "undone";
const STAGE: &str = "stage";
const DESKS: &str = "desks";

pub(crate) fn undo(transaction: &Transaction, seq: u32, change: &mut Change) -> Result<Undone, Error> {
    let row = journal::get(transaction, seq)?.ok_or(Error::NotUndone { seq, why: "there is no such row" })?;
    let why = match row.kind.as_str() {
        "moved" | "saved" | "replaced" | "desks" | UNDONE => None,
        "created" => Some("a new story is not taken away; spike it instead"),
        "exported" | "overridden" => Some("what has left the newsroom is out"),
        CORRECTED | TAKEN_BACK => Some("corrections are changed where they are made"),
        "profile" => Some("profiles are changed where stories are exported"),
        "noted" | "noteResolved" | "noteReopened" | "noteDeleted" => Some("notes are changed where they are read"),
        _ => Some("it keeps a text, and nothing that is kept is thrown away"),
    };
    if let Some(why) = why {
        return Err(Error::NotUndone { seq, why });
    }
    let deed = journal::deed(transaction, &row)?;
    let first = deed.first().map_or(seq, |row| row.seq);
    let text_stays = row.kind == "saved";
    let mut undone =
        Undone { deed: first, kind: row.kind, seq: None, stories: Vec::new(), left: Vec::new(), text_stays };
    // The last first: a deed that touches a story twice is taken back as it was done.
    for row in deed.iter().rev() {
        change.story.clone_from(&row.story);
        let back = if row.story.is_empty() {
            desks_back(transaction, row, &mut undone.left)?
        } else {
            story_back(transaction, row, change, &mut undone.left)?
        };
        let Some(Back { before, mut after, revision }) = back else { continue };
        after.insert(UNDONE.to_owned(), first.into());
        let at = journal::append(transaction, change, UNDONE, &Differences::between(before, after), revision)?;
        undone.seq.get_or_insert(at);
        if !row.story.is_empty() {
            undone.stories.push(row.story.clone());
        }
    }
    Ok(undone)
}

/// Going back through what the actor did, an undoing is stepped over with the deed that it took back, unless it was
/// itself taken back: then that deed stands again.
pub(crate) fn undo_last(
    transaction: &Transaction,
    kind: Option<&str>,
    change: &mut Change,
) -> Result<Option<Undone>, Error> {
    let mut taken_back = HashSet::new();
    let mut seq = u32::MAX;
    while let Some(row) = journal::newest_change(transaction, &change.actor, kind, seq)? {
        let deed = journal::deed(transaction, &row)?;
        let first = deed.first().map_or(row.seq, |row| row.seq);
        let stands = !taken_back.contains(&first);
        if row.kind == UNDONE {
            if stands {
                let of = values(row.after.as_deref()).get(UNDONE).and_then(Value::as_u64);
                taken_back.extend(of.and_then(|of| u32::try_from(of).ok()));
            }
        } else if stands {
            return undo(transaction, row.seq, change).map(Some);
        }
        seq = first;
    }
    Ok(None)
}

/// What undoing a row changed.
struct Back {
    before: Map<String, Value>,
    after: Map<String, Value>,
    revision: u32,
}

fn desks_back(transaction: &Transaction, row: &JournalRow, left: &mut Vec<Left>) -> Result<Option<Back>, Error> {
    let (after, made) = (values(row.before.as_deref()), values(row.after.as_deref()));
    let before = Map::from_iter([(DESKS.to_owned(), Value::from(desk::all(transaction)?))]);
    if made.get(DESKS) != before.get(DESKS) {
        left.push(Left { story: String::new(), name: DESKS.to_owned(), why: LeftWhy::Changed });
        return Ok(None);
    }
    let names = after.get(DESKS).and_then(Value::as_array).into_iter().flatten();
    let names: Vec<String> = names.filter_map(Value::as_str).map(str::to_owned).collect();
    desk::replace(transaction, &names)?;
    Ok(Some(Back { before, after, revision: 0 }))
}

fn story_back(
    transaction: &Transaction,
    row: &JournalRow,
    change: &Change,
    left: &mut Vec<Left>,
) -> Result<Option<Back>, Error> {
    let (mut after, made) = (values(row.before.as_deref()), values(row.after.as_deref()));
    let mut leave = |name: &str, why| left.push(Left { story: row.story.clone(), name: name.to_owned(), why });
    let text = after.remove(TEXT);
    // Links come and go with the text that they stand in.
    if after.remove(RELATED_LINKS).is_some() && text.is_none() {
        leave(RELATED_LINKS, LeftWhy::InText);
    }
    let Some(stored) = stories::get(transaction, &row.story)? else {
        after.keys().for_each(|name| leave(name, LeftWhy::Missing));
        return Ok(None);
    };
    let mut now = object(&stored.fields).unwrap_or_default();
    now.insert(STAGE.to_owned(), stored.stage.name().into());
    let mut before = Map::new();
    after.retain(|name, _| match now.get(name) {
        Some(value) if made.get(name) == Some(value) => {
            before.insert(name.clone(), value.clone());
            true
        }
        _ => {
            leave(name, LeftWhy::Changed);
            false
        }
    });
    let tree = match text {
        Some(text) if made.get(TEXT) == Some(&replacing::digest(&stored.tree)) => {
            let kept = replacing::kept(transaction, &row.story, &text);
            if kept.is_none() {
                leave(TEXT, LeftWhy::Unreadable);
            }
            kept
        }
        Some(_) => {
            leave(TEXT, LeftWhy::Changed);
            None
        }
        None => None,
    };
    if after.is_empty() && tree.is_none() {
        return Ok(None);
    }
    let mut revision = stored.revision;
    if let Some(stage) = after.get(STAGE).and_then(Value::as_str).and_then(|name| Stage::from_str(name).ok()) {
        keep::set_stage(transaction, &stored, stage)?;
    } else {
        now.remove(STAGE);
        now.extend(after.clone());
        let fields: Option<Fields> = serde_json::from_value(Value::from(now)).ok();
        let read = fields.zip(Body::from_json(tree.as_ref().unwrap_or(&stored.tree)).ok());
        let Some((fields, body)) = read.filter(|_| stored.body().is_ok()) else {
            after.keys().for_each(|name| leave(name, LeftWhy::Unreadable));
            return Ok(None);
        };
        if let Some(tree) = &tree {
            let version = replacing::keep_before(transaction, &stored, None, change)?;
            before.insert(TEXT.to_owned(), json!({ "version": version }));
            after.insert(TEXT.to_owned(), replacing::digest(tree));
        }
        let tree = tree.as_ref().unwrap_or(&stored.tree);
        let derived = Derived::of_stored(transaction, &stored.id, &fields, &body, &change.at)?;
        revision = keep::set_text(transaction, &stored, &fields, tree, &derived, change)?;
    }
    Ok(Some(Back { before, after, revision }))
}

fn values(json: Option<&str>) -> Map<String, Value> {
    json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
}
