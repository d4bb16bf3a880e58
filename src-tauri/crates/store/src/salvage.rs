//! Brings what can be read of a damaged newsroom into a new one. The damaged file is copied first, byte for byte, and
//! only the copy is opened: SQLite would write into it.
//!
//! Every table is read row by row, past what cannot be read, into a file of the same schema; that is then brought up to
//! this one, and what is derived from the stories is written anew by `keep`. What a story lost is looked for where the
//! file has it a second time: its head in the journal, its text on pages that no road leads to. The search keeps a digest
//! of every story, which tells the text that was saved last from any other.

mod leaves;
mod scratch;
mod tables;

use crate::{
    Error,
    backup::{self, Difference, Unfinished, Watch},
    derive::Derived,
    file, keep, migrate, replace, search,
    store::Change,
    tables::{
        journal,
        story::{self as stories, Stored},
        version,
    },
    versions,
};
use rusqlite::{Connection, Transaction};
use scratch::Scratch;
use serde::Serialize;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::SystemTime,
};
use story::{Body, Fields, Stage, Story};
use tables::Read;

/// What could be read of a damaged newsroom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Salvage {
    /// Stories that are whole, as far as the file itself can tell.
    pub whole: u32,
    /// The others, by name.
    pub amiss: Vec<Amiss>,
    /// Whether versions, changes in the journal, exports or settings are missing, too.
    pub history: bool,
}

/// A story that is not whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Amiss {
    /// Its id.
    pub story: String,
    /// Its headline, or what else it is known by.
    pub headline: String,
    /// What is wrong with it.
    pub kind: AmissKind,
}

/// What is wrong with a story of a damaged newsroom; what counts most comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum AmissKind {
    /// Neither its head nor its text could be read.
    Lost,
    /// Its text could not be read; its head is there.
    Text,
    /// Its head could not be read and was put together from the journal.
    Head,
    /// Bylines, tags or topics could not be read.
    Lists,
    /// It is there, but the search or the journal remembers it otherwise: someone must look it over.
    Doubtful,
}

/// A new newsroom with what could be read of a damaged one. It has no name yet, and goes when it is dropped.
pub struct Salvaged {
    report: Salvage,
    file: Unfinished,
    path: PathBuf,
    read: [Option<(u64, SystemTime)>; 2],
}

impl Salvaged {
    /// Reads the damaged newsroom at `path`, which is left as it is. `None` where `watch` told it to stop.
    pub fn out_of(path: &Path, watch: Watch) -> Result<Option<Self>, Error> {
        let path = std::path::absolute(path)?;
        let read = state(&path);
        let scratch = Scratch::of(&path)?;
        let file = Unfinished::beside(&path)?;
        let mut target = backup::open_unfinished(file.path())?;
        migrate::create_as(&mut target, scratch.schema)?;
        target.pragma_update(None, "foreign_keys", false)?;
        let Some(mut report) = bring(&scratch, &mut target, watch)? else { return Ok(None) };
        report.history |= scratch.broken_log;
        target.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        target.close().map_err(|(_, error)| error)?;
        std::fs::File::open(file.path())?.sync_all()?;
        backup::check(file.path())?;
        Ok(Some(Self { report, file, path, read }))
    }

    /// What could be read, and what could not.
    pub fn report(&self) -> &Salvage {
        &self.report
    }

    /// What of it a backup has otherwise.
    pub fn differences(&self, backup: &Path) -> Result<Vec<Difference>, Error> {
        backup::differences(self.file.path(), backup)
    }

    /// Places it as a newsroom of its own.
    pub fn place(self, to: &Path) -> Result<Salvage, Error> {
        self.file.place(&std::path::absolute(to)?)?;
        Ok(self.report)
    }

    /// Puts it in the place of the damaged one, which is set aside. Not where that was written to meanwhile.
    pub fn take_place(self, aside: &Path) -> Result<Salvage, Error> {
        if state(&self.path) != self.read {
            return Err(Error::Busy);
        }
        replace::exchange(&self.path, self.file, aside)?;
        Ok(self.report)
    }
}

/// Tells whether a newsroom was written to: sizes and times of its file and its log.
fn state(path: &Path) -> [Option<(u64, SystemTime)>; 2] {
    [path.to_owned(), file::log_of(path)].map(|path| {
        let file = std::fs::metadata(path).ok()?;
        Some((file.len(), file.modified().ok()?))
    })
}

/// What is being brought over, and what is missing so far.
struct Salvaging<'a> {
    from: &'a Connection,
    /// Whether the journal can be held against the stories.
    journal: bool,
    amiss: BTreeMap<String, (AmissKind, String)>,
}

fn bring(scratch: &Scratch, to: &mut Connection, watch: Watch) -> Result<Option<Salvage>, Error> {
    let from = &scratch.connection;
    let transaction = to.transaction()?;
    let Some(Read { history, journal, stories: mut known, lists }) = tables::copy(from, &transaction, watch)? else {
        return Ok(None);
    };
    for (row, _) in tables::story_ids(&transaction)? {
        known.remove(&row);
    }
    let mut salvaging = Salvaging { from, journal, amiss: BTreeMap::new() };
    let headless = salvaging.find_texts(&transaction, scratch.path())?;
    tables::drop_strays(&transaction)?;
    // In schema 1 a version named its story itself.
    let strays = scratch.schema > 1 && version::delete_strays(&transaction)? > 0;
    transaction.commit()?;
    migrate::apply_pending(to, migrate::MIGRATIONS)?;

    let transaction = to.transaction()?;
    let history = versions::drop_unreadable(&transaction)? || strays || history;
    let ids = tables::story_ids(&transaction)?;
    let total = u32::try_from(ids.len() + headless.len()).unwrap_or(u32::MAX);
    let mut whole = 0;
    for (done, (row, id)) in (0..).zip(&ids) {
        if done % 64 == 0 && watch(done, total).is_break() {
            return Ok(None);
        }
        whole += u32::from(salvaging.derive(&transaction, *row, id, lists.contains(row))?);
    }
    for (row, tree) in headless {
        salvaging.put_together(&transaction, row, known.get(&row), tree)?;
    }
    salvaging.name_the_lost(&transaction, known.into_values())?;
    transaction.commit()?;
    let mut amiss: Vec<Amiss> =
        salvaging.amiss.into_iter().map(|(story, (kind, headline))| Amiss { story, headline, kind }).collect();
    amiss.sort_by(|a, b| (a.kind, &a.story).cmp(&(b.kind, &b.story)));
    Ok(Some(Salvage { whole, amiss, history }))
}

impl Salvaging<'_> {
    /// Gives stories whose text could not be read what else the file has of it; and takes out the texts whose story could
    /// not be read: the row of each, and its tree.
    fn find_texts(&mut self, transaction: &Transaction, scratch: &Path) -> Result<Vec<(i64, String)>, Error> {
        let without = tables::without_body(transaction)?;
        let mut found = leaves::find(scratch, &without.iter().map(|(row, ..)| *row).collect())?;
        for (row, id, headline) in without {
            let mut mended = false;
            for tree in found.remove(&row).unwrap_or_default() {
                tables::put_body(transaction, row, &tree)?;
                mended = stories::get(transaction, &id)?
                    .is_some_and(|stored| self.is_as_saved(transaction, &stored) == Some(true));
                if mended {
                    break;
                }
            }
            if !mended {
                tables::put_body(transaction, row, &Body::default().to_json())?;
                self.amiss.insert(id, (AmissKind::Text, headline));
            }
        }
        tables::headless(transaction)
    }

    /// Whether a story is what the search was told when it was saved last; `None` where the search cannot say.
    fn is_as_saved(&self, transaction: &Transaction, stored: &Stored) -> Option<bool> {
        if !search::is_current(self.from).unwrap_or(false) {
            return None;
        }
        let told = search::digest(self.from, stored.row).ok().flatten()?;
        Some(search::feed_of(transaction, stored).ok()?.digest == told)
    }

    /// Writes what follows from a story; whether it is whole.
    fn derive(&mut self, transaction: &Transaction, row: i64, id: &str, lists: bool) -> Result<bool, Error> {
        let stored = match stories::get(transaction, id) {
            Ok(Some(stored)) => stored,
            // A value that no Redaksi can have written.
            Ok(None) | Err(_) => {
                let tree = tables::take_out(transaction, row)?;
                self.put_together(transaction, row, Some(&id.to_owned()), tree)?;
                return Ok(false);
            }
        };
        let stored = match serde_json::from_str::<serde::de::IgnoredAny>(&stored.tree) {
            Ok(_) => stored,
            Err(_) => self.without_damaged_tree(transaction, stored)?,
        };
        keep::derive(transaction, &stored)?;
        let named = |fields: &Fields| name(fields, &stored.body().map(|body| body.text()).unwrap_or_default());
        if self.amiss.contains_key(id) {
            return Ok(false);
        }
        // Equal where nothing is wrong: the one function that saves a story writes both.
        let doubtful = self.is_as_saved(transaction, &stored) == Some(false)
            || self.journal
                && journal::told(transaction, id)?.is_some_and(|told| {
                    (&told.fields, told.stage, told.saved) != (&stored.fields, stored.stage, stored.revision)
                });
        let kind = match (lists, doubtful) {
            (true, _) => AmissKind::Lists,
            (_, true) => AmissKind::Doubtful,
            _ => return Ok(true),
        };
        self.amiss.insert(id.to_owned(), (kind, named(&stored.fields)));
        Ok(false)
    }

    /// A story whose tree is no JSON any more has lost its text; the tree is kept as a version.
    fn without_damaged_tree(&mut self, transaction: &Transaction, stored: Stored) -> Result<Stored, Error> {
        let change =
            Change { at: tables::last_change(transaction)?, actor: "redaksi".into(), story: stored.id.clone() };
        keep::rescue(transaction, &stored.fields, &stored.tree, &change)?;
        self.amiss.insert(stored.id.clone(), (AmissKind::Text, name(&stored.fields, "")));
        Ok(Stored { tree: Body::default().to_json(), ..stored })
    }

    /// A story whose row could not be read, with a head from the journal.
    fn put_together(
        &mut self,
        transaction: &Transaction,
        row: i64,
        id: Option<&String>,
        tree: String,
    ) -> Result<(), Error> {
        // Where not even the id is left, its number in the file serves as one: the same however often this is done.
        let id = match id {
            Some(id) if !tables::is_here(transaction, id)? => id.clone(),
            _ => format!("00000000-0000-7000-8000-{row:012x}"),
        };
        let told = journal::told(transaction, &id)?;
        let now = tables::last_change(transaction)?;
        let (fields, stage, revision, created, modified) = match told {
            Some(told) => (told.fields, told.stage, told.revision, told.created, told.modified),
            None => (Fields::default(), Stage::default(), 1, now.clone(), now),
        };
        let body = Body::from_json(&tree).unwrap_or_default();
        let headline = name(&fields, &body.text());
        let story = Story { id, fields, stage, body, revision, created, modified, corrections: Vec::new() };
        let derived = Derived::of(&story.fields, &story.body, &[], &story.modified);
        let row = stories::insert(transaction, &story, &tree, &derived)?;
        let Story { id, fields, stage, revision, created, modified, .. } = story;
        let stored =
            Stored { row, id: id.clone(), stage, stage_before: None, revision, created, modified, fields, tree };
        keep::derive(transaction, &stored)?;
        self.amiss.insert(id, (AmissKind::Head, headline));
        Ok(())
    }

    /// The stories that the file knows of and that are not here.
    fn name_the_lost(&mut self, transaction: &Transaction, known: impl Iterator<Item = String>) -> Result<(), Error> {
        for id in tables::not_here(transaction, known)? {
            let fields = journal::told(transaction, &id)?.map(|told| told.fields).unwrap_or_default();
            self.amiss.insert(id, (AmissKind::Lost, name(&fields, "")));
        }
        Ok(())
    }
}

/// What a story is known by.
fn name(fields: &Fields, text: &str) -> String {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let names = [&fields.headline, &fields.slugline, first];
    let name = names.into_iter().map(str::trim).find(|name| !name.is_empty()).unwrap_or_default();
    name.chars().take(120).collect()
}
