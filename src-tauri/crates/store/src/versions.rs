//! Which states of a story are kept, how they are packed, and when they are given up. Everything happens in the
//! transaction of the change that it belongs to. An older version that is damaged never keeps a newer one from being kept.

use crate::{
    Error,
    hands::Hand,
    pack::{self, Packed},
    store::Change,
    tables::{
        journal::{self, CREATED, Written},
        story::Stored,
        version::{self, Earlier, Head, Newest, Placed, VersionReason},
    },
    thinning,
};
use ::story::{Body, Fields, diff};
use rusqlite::{Connection, Transaction};
use std::collections::BTreeMap;

/// So many versions in a row are packed each against the one before. The next is packed against the first of the row, and
/// begins a row of its own: reading the newest of many never takes more than two rows of steps.
const ROW: u32 = 64;

/// What is to be kept.
pub(crate) struct Kept<'a> {
    pub revision: u32,
    pub reason: VersionReason,
    pub note: Option<&'a str>,
    pub fields: &'a Fields,
    pub body: &'a str,
}

impl<'a> Kept<'a> {
    /// What a story says.
    pub(crate) fn of(stored: &'a Stored, reason: VersionReason, note: Option<&'a str>) -> Self {
        Self { revision: stored.revision, reason, note, fields: &stored.fields, body: &stored.tree }
    }
}

/// Where a state is kept.
pub(crate) enum Where {
    /// In this version, made for it.
    New(u32),
    /// In this version, which was there already.
    Already(u32),
}

/// Keeps a state, unless the newest version of the story is this very text for the same reason; where nobody asked for a
/// version, for whatever reason.
pub(crate) fn keep(transaction: &Transaction, change: &Change, kept: &Kept) -> Result<Where, Error> {
    let text = version::text_of(kept.fields, kept.body);
    let newest = version::newest(transaction, &change.story)?;
    // What cannot be read cannot be built on, and is not what was to be kept.
    let before = newest.as_ref().and_then(|newest| version::text(transaction, newest.version).ok());
    if let Some(newest) = &newest
        && before.as_ref() == Some(&text)
        && says_so_already(newest, kept)
    {
        return Ok(Where::Already(newest.version));
    }
    let body = body_of(&text).unwrap_or_default();
    let (added, removed) = difference(before.as_deref(), &body);
    let words = body.counts().words;
    let Kept { revision, reason, note, .. } = *kept;
    let head = Head { revision, reason, note, words, added, removed };
    let newest = newest.zip(before).map(|(newest, before)| (newest.version, before));
    let version = version::insert(transaction, change, &head, &place(transaction, &text, newest)?)?;
    Ok(Where::New(version))
}

fn says_so_already(newest: &Newest, kept: &Kept) -> bool {
    matches!(kept.reason, VersionReason::Session | VersionReason::Imported)
        || (newest.reason == kept.reason.name()
            && newest.revision == kept.revision
            && newest.note.as_deref() == kept.note)
}

/// Keeps what the story says if it would otherwise be lost: before a save writes over what another hand wrote or what came
/// in, over anything while two hands write, and once in a while during long work. Most saves ask one index and keep nothing.
pub(crate) fn before_save(
    transaction: &Transaction,
    stored: &Stored,
    hand: &mut Hand,
    change: &Change,
) -> Result<(), Error> {
    let written = journal::written(transaction, &stored.id)?;
    let own = hand.wrote(written.as_ref(), change);
    match written {
        Some(written) if written.kind == CREATED => keep_as_it_came(transaction, stored, written),
        _ if own && !hand.is_met(change) && !thinning::apart(&stored.modified, &change.at) => Ok(()),
        written => end_session(transaction, stored, written, &change.at).map(drop),
    }
}

/// Keeps a text that came in, when it first gives way: an archive of which most is never touched costs no versions.
fn keep_as_it_came(transaction: &Transaction, stored: &Stored, created: Written) -> Result<(), Error> {
    if is_untouched(stored) {
        return Ok(());
    }
    let change = Change { at: created.at, actor: created.actor, story: stored.id.clone() };
    keep(transaction, &change, &Kept::of(stored, VersionReason::Imported, None)).map(drop)
}

/// Keeps what the story says as the end of a session: whoever keeps it, it is the text of who wrote it last, and as old.
/// Where it says what it came with nobody wrote, and nothing gives way.
pub(crate) fn end_session(
    transaction: &Transaction,
    stored: &Stored,
    written: Option<Written>,
    now: &str,
) -> Result<Option<u32>, Error> {
    if is_untouched(stored) || written.as_ref().is_some_and(|written| written.kind == CREATED) {
        return Ok(None);
    }
    let actor = written.map(|written| written.actor).unwrap_or_default();
    let change = Change { at: stored.modified.clone(), actor, story: stored.id.clone() };
    match keep(transaction, &change, &Kept::of(stored, VersionReason::Session, None))? {
        Where::New(version) => {
            thin(transaction, &stored.id, now)?;
            Ok(Some(version))
        }
        Where::Already(_) => Ok(None),
    }
}

/// A new story that nobody wrote into is no state worth keeping.
pub(crate) fn is_untouched(stored: &Stored) -> bool {
    let Stored { revision, fields, tree, .. } = stored;
    *revision == 1 && fields.headline.is_empty() && fields.slugline.is_empty() && *tree == Body::default().to_json()
}

/// Gives up the automatic versions of a story that have become too many for their age.
fn thin(transaction: &Transaction, story: &str, now: &str) -> Result<(), Error> {
    let given_up = thinning::given_up(&version::automatic(transaction, story)?, now);
    if given_up.is_empty() {
        return Ok(());
    }
    let numbers = version::numbers(transaction, story)?;
    let gone = |number: &u32| given_up.contains(number);
    for number in given_up.iter().rev() {
        give_up(transaction, *number)?;
    }
    let left: Vec<u32> = numbers.iter().copied().filter(|number| !gone(number)).collect();
    for pair in numbers.windows(2).filter(|pair| gone(&pair[0]) && !gone(&pair[1])) {
        let before = left.iter().rev().find(|number| **number < pair[1]);
        let before = before.and_then(|number| version::text(transaction, *number).ok());
        if let Ok(text) = version::text(transaction, pair[1]) {
            let (added, removed) = difference(before.as_deref(), &body_of(&text).unwrap_or_default());
            version::set_difference(transaction, pair[1], added, removed)?;
        }
    }
    Ok(())
}

/// Deletes a version after packing those that build on it against what it built on, or against the oldest of them. Where
/// one of them cannot be read, the version stays: it may be needed to mend them.
fn give_up(transaction: &Transaction, number: u32) -> Result<(), Error> {
    let Some((mut base, _)) = version::link(transaction, number)? else { return Ok(()) };
    let mut texts = Vec::new();
    for dependent in version::built_on(transaction, number)? {
        let Ok(text) = version::text(transaction, dependent) else { return Ok(()) };
        texts.push((dependent, text));
    }
    let mut against = match base.map(|base| version::text(transaction, base)).transpose() {
        Ok(text) => text,
        Err(_) => return Ok(()),
    };
    for (dependent, text) in texts {
        let Packed { bytes, .. } = pack::pack(&text, against.as_deref())?;
        version::rebase(transaction, dependent, base, &bytes)?;
        if base.is_none() {
            (base, against) = (Some(dependent), Some(text));
        }
    }
    version::delete(transaction, number)?;
    Ok(())
}

/// Packs a text against the newest version of its story, or against the beginning of that one's row where the row is full;
/// by itself where it has little in common with either.
fn place(connection: &Connection, text: &str, newest: Option<(u32, String)>) -> Result<Placed, Error> {
    let base = match newest {
        Some((newest, text)) => base(connection, newest, text)?,
        None => None,
    };
    if let Some((base, step, against)) = base {
        let packed = pack::pack(text, Some(&against))?;
        // Only a large difference is worth another look.
        if packed.bytes.len() * 16 < text.len() || packed.bytes.len() * 2 < pack::pack(text, None)?.bytes.len() {
            return Ok(Placed { base: Some(base), step, packed });
        }
    }
    Ok(Placed { base: None, step: 0, packed: pack::pack(text, None)? })
}

/// What the next version builds on, at which step, and its text.
fn base(connection: &Connection, newest: u32, text: String) -> Result<Option<(u32, u32, String)>, Error> {
    let Some((mut next, mut step)) = version::link(connection, newest)? else { return Ok(None) };
    if step + 1 < ROW {
        return Ok(Some((newest, step + 1, text)));
    }
    let mut first = newest;
    while let Some(older) = next.filter(|older| step > 0 && *older < first) {
        let Some(link) = version::link(connection, older)? else { return Ok(None) };
        first = older;
        (next, step) = link;
    }
    let mut rows = 0;
    let mut seen = first;
    while let Some(older) = next.filter(|older| *older < seen) {
        rows += 1;
        seen = older;
        next = version::link(connection, older)?.and_then(|(base, _)| base);
    }
    if rows >= ROW {
        return Ok(None);
    }
    Ok(version::text(connection, first).ok().map(|text| (first, 0, text)))
}

/// Words that only the body or only the one of the text before it has: in the first, all. One that cannot be read has none.
fn difference(before: Option<&str>, after: &Body) -> (u32, u32) {
    match before.and_then(body_of) {
        Some(before) => diff::words(&before.diff(after)),
        None => (after.counts().words, 0),
    }
}

fn body_of(text: &str) -> Option<Body> {
    text.split_once('\n').and_then(|(_, body)| Body::from_json(body).ok())
}

/// Packs what schema 1 kept as it stood. The Rust step of the second migration.
pub(crate) fn carry_over(transaction: &Transaction) -> Result<(), Error> {
    let mut newest: BTreeMap<String, u32> = BTreeMap::new();
    version::each_of_schema_1(transaction, &mut |Earlier { mut row, fields, body }| {
        // JSON has no line ends but between its parts, where they say nothing.
        let text = format!("{}\n{body}", fields.replace('\n', " "));
        let before = match newest.get(&row.story) {
            Some(number) => Some((*number, version::text(transaction, *number)?)),
            None => None,
        };
        let said = before.as_ref().map(|(_, text)| text.as_str());
        (row.added, row.removed) = difference(said, &body_of(&text).unwrap_or_default());
        version::carry_over(transaction, &row, &place(transaction, &text, before)?)?;
        newest.insert(row.story, row.version);
        Ok(())
    })?;
    Ok(version::drop_schema_1(transaction)?)
}

/// The versions of a story that cannot be read, by number, each with what is wrong with it.
pub(crate) fn faults(connection: &Connection, story: &str) -> Result<Vec<(u32, String)>, Error> {
    let mut faults = Vec::new();
    // Each is unpacked once: what it builds on is older, and was read before.
    let mut texts: BTreeMap<u32, String> = BTreeMap::new();
    for number in version::numbers(connection, story)? {
        let Placed { base, packed, .. } = version::placed(connection, number)?;
        let against = match base {
            Some(base) => match texts.get(&base) {
                Some(text) => Some(text.as_str()),
                None => {
                    faults.push((number, format!("version {number} builds on version {base}, which cannot be read")));
                    continue;
                }
            },
            None => None,
        };
        match pack::unpack(&packed, against) {
            Ok(text) => drop(texts.insert(number, text)),
            Err(fault) => faults.push((number, version::damaged(number, &fault).to_string())),
        }
    }
    Ok(faults)
}

/// Takes out the versions that cannot be read: out of a damaged file they came over as they were. Whether there were any.
pub(crate) fn drop_unreadable(transaction: &Transaction) -> Result<bool, Error> {
    let mut dropped = false;
    for story in version::stories(transaction)? {
        for (number, _) in faults(transaction, &story)? {
            version::delete(transaction, number)?;
            dropped = true;
        }
    }
    Ok(dropped)
}
