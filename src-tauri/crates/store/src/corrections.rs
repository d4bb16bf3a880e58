//! What becomes of corrections, and of what else is decided about stories on their way out, each inside the transaction that
//! it is given.

use crate::{
    Error,
    derive::Derived,
    keep,
    store::Change,
    tables::{
        correction::{self, CorrectionOf},
        journal::{self, Differences},
        profile,
        story::{self as stories, Stored},
    },
};
use ::story::Correction;
use rusqlite::Transaction;
use serde_json::{Map, Value, json};

/// Kinds of rows that raise a revision and leave the text as it is.
pub(crate) const CORRECTED: &str = "corrected";
pub(crate) const TAKEN_BACK: &str = "correctionTakenBack";

/// Adds a correction to a story; the story's revision. One that is there already is left as it is.
pub(crate) fn add(transaction: &Transaction, correction: &Correction, change: &Change) -> Result<u32, Error> {
    let stored = existing(transaction, &change.story)?;
    if !correction::insert(transaction, &stored.id, correction)? {
        return Ok(stored.revision);
    }
    raise(transaction, &stored, CORRECTED, Differences::new(told(correction)), change)
}

/// Takes a correction away again; the story's revision. The journal keeps what it said.
pub(crate) fn remove(transaction: &Transaction, id: &str, change: &mut Change) -> Result<u32, Error> {
    let found = correction::get(transaction, id)?;
    let CorrectionOf { story, correction } = found.ok_or_else(|| Error::NoCorrection(id.to_owned()))?;
    change.story = story;
    let stored = existing(transaction, &change.story)?;
    correction::remove(transaction, id)?;
    raise(transaction, &stored, TAKEN_BACK, Differences::new(told(&correction)), change)
}

/// Somebody answered for stories that something kept from leaving.
pub(crate) fn overridden(transaction: &Transaction, what: &Value, change: &Change) -> Result<(), Error> {
    let stored = existing(transaction, &change.story)?;
    journal::append(transaction, change, "overridden", &Differences::new(what.clone()), stored.revision)?;
    Ok(())
}

/// Keeps a profile under its name; `was` is the name that it had.
pub(crate) fn set_profile(
    transaction: &Transaction,
    was: Option<&str>,
    name: &str,
    spec: &str,
    change: &Change,
) -> Result<(), Error> {
    let old = was.unwrap_or(name);
    let before = profile::get(transaction, old)?;
    profile::remove(transaction, old)?;
    profile::remove(transaction, name)?;
    profile::insert(transaction, name, spec)?;
    let before = before.map(|spec| profile_row(old, &spec)).unwrap_or_default();
    tell_profile(transaction, before, profile_row(name, spec), change)
}

/// Whether there was such a profile.
pub(crate) fn remove_profile(transaction: &Transaction, name: &str, change: &Change) -> Result<bool, Error> {
    let Some(spec) = profile::get(transaction, name)? else { return Ok(false) };
    profile::remove(transaction, name)?;
    tell_profile(transaction, profile_row(name, &spec), Map::new(), change)?;
    Ok(true)
}

fn tell_profile(
    transaction: &Transaction,
    before: Map<String, Value>,
    after: Map<String, Value>,
    change: &Change,
) -> Result<(), Error> {
    if before != after {
        journal::append(transaction, change, "profile", &Differences::between(before, after), 0)?;
    }
    Ok(())
}

fn profile_row(name: &str, spec: &str) -> Map<String, Value> {
    let spec = serde_json::from_str(spec).unwrap_or(Value::Null);
    Map::from_iter([("profile".to_owned(), json!({ "name": name, "spec": spec }))])
}

fn existing(transaction: &Transaction, story: &str) -> Result<Stored, Error> {
    stories::get(transaction, story)?.ok_or_else(|| Error::NoStory(story.to_owned()))
}

/// Readers and receivers are to take it for a newer one: the revision goes up. Text and metadata stay, so that nobody who is
/// writing meanwhile is overtaken.
fn raise(
    transaction: &Transaction,
    stored: &Stored,
    kind: &str,
    what: Differences,
    change: &Change,
) -> Result<u32, Error> {
    let derived = Derived::of_stored(transaction, &stored.id, &stored.fields, &stored.body()?, &change.at)?;
    let revision = keep::set_text(transaction, stored, &stored.fields, &stored.tree, &derived, change)?;
    journal::append(transaction, change, kind, &what, revision)?;
    Ok(revision)
}

fn told(correction: &Correction) -> Value {
    json!({ "correction": correction })
}
