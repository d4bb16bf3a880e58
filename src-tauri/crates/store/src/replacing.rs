//! Words replaced in many stories at once: one deed, of which undo brings the texts back, too. A row of it says in which
//! version the text before is kept, and by its digest what the text was made to be: as long as it is that, nobody has gone
//! on from it.

use crate::{
    Error,
    derive::Derived,
    keep::{self, Save},
    pack,
    store::Change,
    tables::{
        journal::{self, Differences},
        related_link,
        story::{self as stories, Stored},
        tracking,
        version::{self, VersionReason},
    },
    versions::{self, Kept, Where},
};
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use story::Tracking;

/// What became of texts that were to take the place of others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Replacement {
    /// The first row of the deed; `None` where nothing was to be changed.
    pub seq: Option<u32>,
    /// The stories that have their new text.
    pub stories: Vec<String>,
    /// Those that were left as they are.
    pub left: Vec<(String, Overtaken)>,
}

/// Why a story was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Overtaken {
    /// It was changed since it was looked at.
    Changed,
    /// It is not there any more.
    Missing,
    /// Its body cannot be read.
    Unreadable,
    /// Somebody's suggestions are still to be decided on: a text that changed under them would no longer say whose they are.
    Suggested,
}

/// The name in a row under which it says what became of the text.
pub(crate) const TEXT: &str = "text";

pub(crate) fn replace_many(
    transaction: &Transaction,
    saves: &[Save],
    note: &str,
    change: &mut Change,
) -> Result<Replacement, Error> {
    let mut replacement = Replacement::default();
    for save in saves {
        let stored = stories::get(transaction, &save.id)?;
        let Some(stored) = stored else {
            replacement.left.push((save.id.clone(), Overtaken::Missing));
            continue;
        };
        if stored.revision != save.base {
            replacement.left.push((save.id.clone(), Overtaken::Changed));
            continue;
        }
        let tree = save.body.to_json();
        if stored.fields == save.fields && stored.tree == tree {
            continue;
        }
        let touches = |tracking: Tracking| {
            stored.tree != tree && tracking.base.is_some() || tracking.differs(&stored.fields, &save.fields)
        };
        if tracking::get(transaction, stored.row, &save.id)?.is_some_and(touches) {
            replacement.left.push((save.id.clone(), Overtaken::Suggested));
            continue;
        }
        change.story.clone_from(&save.id);
        let version = keep_before(transaction, &stored, Some(note), change)?;
        let linked = related_link::get(transaction, stored.row)?;
        let derived = Derived::of_stored(transaction, &save.id, &save.fields, &save.body, &change.at)?;
        let revision = keep::set_text(transaction, &stored, &save.fields, &tree, &derived, change)?;
        let mut what = Differences::of_story((&stored.fields, &linked), (&save.fields, &derived.related_links));
        if stored.tree != tree {
            what = what.and(TEXT, json!({ "version": version }), digest(&tree));
        }
        let seq = journal::append(transaction, change, "replaced", &what, revision)?;
        replacement.seq.get_or_insert(seq);
        replacement.stories.push(save.id.clone());
    }
    Ok(replacement)
}

/// Keeps what a story says before its text gives way; the number of the version. Nothing of it is in the journal, where
/// the rows of a deed stand together.
pub(crate) fn keep_before(
    transaction: &Transaction,
    stored: &Stored,
    note: Option<&str>,
    change: &Change,
) -> Result<u32, Error> {
    match versions::keep(transaction, change, &Kept::of(stored, VersionReason::Replaced, note))? {
        Where::New(version) | Where::Already(version) => Ok(version),
    }
}

/// A text in a row: enough to see whether it is still the same.
pub(crate) fn digest(tree: &str) -> Value {
    format!("{:016x}", pack::sum(tree)).into()
}

/// The text that a row says was there before; `None` where it is gone or damaged.
pub(crate) fn kept(transaction: &Transaction, story: &str, before: &Value) -> Option<String> {
    let number = before.get("version")?.as_u64().and_then(|number| u32::try_from(number).ok())?;
    let version = version::get(transaction, number).ok().flatten()?;
    (version.row.story == story).then_some(version.body)
}
