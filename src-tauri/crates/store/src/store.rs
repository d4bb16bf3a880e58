//! The handle to a newsroom file.

use crate::{
    CompletionKind, Error, ExportRecord, JournalRow, ListQuery, ListRow, Mark, Moved, Navigation, Page, Save, Saved,
    SearchPage, Verification, Version, VersionRow, backup,
    file::{self, Access},
    keep,
    reader::Readers,
    search,
    tables::{desk, export_log, journal, meta, setting, story as stories, tally, term, version},
    verify,
    writer::Writer,
};
use ::story::{Fields, Stage, Story};
use rusqlite::Connection;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// An open newsroom file. Clones share it; dropping the last one waits for what is being written and folds the
/// write-ahead log into the file.
#[derive(Clone)]
pub struct Store {
    open: Arc<Open>,
}

/// Who did it and when: for the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// RFC 3339, UTC.
    pub at: &'a str,
    /// The person, or the command line.
    pub actor: &'a str,
}

/// An [`Entry`] and the story it is about, owned: it goes to the writing thread.
#[derive(Debug)]
pub(crate) struct Change {
    pub at: String,
    pub actor: String,
    pub story: String,
}

/// Fields are dropped in this order: readers must be gone before the writer, which closes last and leaves one file.
struct Open {
    readers: Readers,
    /// `None` where the newsroom can only be read.
    writer: Option<Writer>,
    path: PathBuf,
}

impl Store {
    /// Makes a new newsroom of a house. Refuses a path where a file is.
    pub fn create(path: &Path, house: &str, at: &str) -> Result<Store, Error> {
        let path = std::path::absolute(path)?;
        file::create(&path, house, at)?;
        Self::open(&path)
    }

    /// Opens a newsroom; an older one is migrated, after a copy beside it. A file that is not ours, or newer than we
    /// are, is not touched. One that cannot be written to is opened for reading.
    pub fn open(path: &Path) -> Result<Store, Error> {
        let path = std::path::absolute(path)?;
        let writer = file::open_writer(&path)?;
        let access = if writer.is_some() { Access::Read } else { file::readable(&path)? };
        let writer = writer.map(|connection| Writer::start(connection, &path)).transpose()?;
        Ok(Self { open: Arc::new(Open { readers: Readers::new(&path, access), writer, path }) })
    }

    /// Where the file is, absolute.
    pub fn path(&self) -> &Path {
        &self.open.path
    }

    /// Whether the file, or its place, cannot be written to; every change then fails with [`Error::ReadOnly`].
    pub fn is_read_only(&self) -> bool {
        self.open.writer.is_none()
    }

    /// The house that the newsroom was made for.
    pub fn house(&self) -> Result<String, Error> {
        self.read(|connection| Ok(meta::get(connection, meta::HOUSE)?.unwrap_or_default()))
    }

    /// Folds the write-ahead log into the file, whoever else still holds a clone: for a program that ends without
    /// waiting for its threads. Until then the newest texts are in the log, and a copy of the file alone lacks them.
    pub fn fold(&self) -> Result<(), Error> {
        self.open.writer.as_ref().map_or(Ok(()), Writer::fold)
    }

    /// Sets the desks that navigation and completion offer also before a story names them, in this order.
    pub fn set_desks(&self, names: &[String]) -> Result<(), Error> {
        let names = names.to_vec();
        self.writer()?.write(move |transaction| Ok(desk::replace(transaction, &names)?))
    }

    /// Adds a new story. With a note (where it came from) the state as added is kept as a version, too.
    pub fn add(&self, story: &Story, entry: Entry, note: Option<&str>) -> Result<(), Error> {
        let change = entry.of(&story.id);
        let (story, note) = (story.clone(), note.map(str::to_owned));
        self.writer()?.write(move |transaction| keep::add(transaction, &story, &change, note.as_deref()))
    }

    /// A story, whole.
    pub fn story(&self, id: &str) -> Result<Option<Story>, Error> {
        self.read(|connection| stories::get(connection, id)?.map(stories::Stored::into_story).transpose())
    }

    /// Keeps an edit: as the story where `base` is current, else as a version beside it.
    pub fn save(&self, save: Save, entry: Entry) -> Result<Saved, Error> {
        let change = entry.of(&save.id);
        self.writer()?.write(move |transaction| keep::save(transaction, &save, false, &change))
    }

    /// The same, for a kept state that takes the story's place: what the story says now is kept beside it, in the same
    /// transaction.
    pub fn take_place(&self, save: Save, entry: Entry) -> Result<Saved, Error> {
        let change = entry.of(&save.id);
        self.writer()?.write(move |transaction| keep::save(transaction, &save, true, &change))
    }

    /// Keeps a body that nobody can read, byte for byte, as a version; also where its story is gone.
    pub fn keep_rescue(&self, id: &str, fields: &Fields, body_json: &str, entry: Entry) -> Result<u32, Error> {
        let (change, fields, body) = (entry.of(id), fields.clone(), body_json.to_owned());
        self.writer()?.write(move |transaction| keep::rescue(transaction, &fields, &body, &change))
    }

    /// Moves a story to a stage; `None` where there is no such story.
    pub fn move_to(&self, id: &str, stage: Stage, entry: Entry) -> Result<Option<Moved>, Error> {
        let change = entry.of(id);
        self.writer()?.write(move |transaction| keep::move_to(transaction, stage, &change))
    }

    /// Brings a spiked story back to the stage before.
    pub fn restore(&self, id: &str, entry: Entry) -> Result<Option<Moved>, Error> {
        let change = entry.of(id);
        self.writer()?.write(move |transaction| keep::restore(transaction, &change))
    }

    /// A piece of a list.
    pub fn page(&self, query: &ListQuery) -> Result<Page, Error> {
        self.read(|connection| Ok(stories::page(connection, query)?))
    }

    /// Stories that have all the words and phrases, best first. Any text is a query.
    pub fn search(&self, query: &str, limit: u32, offset: u32) -> Result<SearchPage, Error> {
        self.read(|connection| Ok(search::find(connection, query, limit, offset)?))
    }

    /// How many stories stand where.
    pub fn navigation(&self) -> Result<Navigation, Error> {
        self.read(|connection| Ok(tally::navigation(connection)?))
    }

    /// What a field was filled with before, most used first.
    pub fn complete(&self, kind: CompletionKind, prefix: &str, limit: u32) -> Result<Vec<String>, Error> {
        self.read(|connection| Ok(term::complete(connection, kind, prefix, limit)?))
    }

    /// The id of the story with this headline, whatever its case.
    pub fn story_by_title(&self, title: &str) -> Result<Option<String>, Error> {
        self.read(|connection| Ok(stories::by_title(connection, title)?))
    }

    /// The heads of these stories, in this order; those that are not there are left out.
    pub fn heads(&self, ids: &[String]) -> Result<Vec<ListRow>, Error> {
        self.read(|connection| Ok(stories::heads(connection, ids)?))
    }

    /// Remembers that a story left.
    pub fn record_export(&self, record: &ExportRecord, entry: Entry) -> Result<(), Error> {
        let (change, record) = (entry.of(&record.story), record.clone());
        self.writer()?.write(move |transaction| keep::record_export(transaction, &record, &change))
    }

    /// When, where to and as what a story left, newest first.
    pub fn exports(&self, id: &str) -> Result<Vec<ExportRecord>, Error> {
        self.read(|connection| Ok(export_log::of_story(connection, id)?))
    }

    /// The story whose file was last put at this path.
    pub fn exported_to(&self, path: &str) -> Result<Option<String>, Error> {
        self.read(|connection| Ok(export_log::at(connection, path)?))
    }

    /// The changes after `seq`, oldest first.
    pub fn journal_after(&self, seq: u32, limit: u32) -> Result<Vec<JournalRow>, Error> {
        self.read(|connection| Ok(journal::after(connection, seq, limit)?))
    }

    /// The place of the last change; 0 in a new newsroom.
    pub fn last_seq(&self) -> Result<u32, Error> {
        self.read(|connection| Ok(journal::last_seq(connection)?))
    }

    /// The kept states of a story, newest first.
    pub fn versions(&self, id: &str) -> Result<Vec<VersionRow>, Error> {
        self.read(|connection| Ok(version::of_story(connection, id)?))
    }

    /// A kept state, whole.
    pub fn version(&self, version: u32) -> Result<Option<Version>, Error> {
        self.read(|connection| version::get(connection, version))
    }

    /// What the window remembers under a name: JSON.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        self.read(|connection| Ok(setting::get(connection, name)?))
    }

    /// Remembers something for the window.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<(), Error> {
        let (name, value) = (name.to_owned(), value.to_owned());
        self.writer()?.write(move |transaction| Ok(setting::set(transaction, &name, &value)?))
    }

    /// Copies the whole newsroom to `to`, where no file may be, while it is worked in; the copy is checked before it
    /// gets its name. False where `watch` told it to stop; then nothing is left.
    pub fn back_up(&self, to: &Path, watch: backup::Watch) -> Result<bool, Error> {
        backup::copy(&self.open.path, self.open.readers.access(), to, watch)
    }

    /// The last change: tells whether a backup is as new as the newsroom.
    pub fn mark(&self) -> Result<Mark, Error> {
        self.read(|connection| Ok(journal::mark(connection)?))
    }

    /// Holds the file against itself: SQLite's own checks, and everything derived against what it is derived from.
    pub fn verify(&self) -> Result<Verification, Error> {
        self.open.readers.read_afresh(|transaction| verify::verify(transaction))
    }

    fn read<T>(&self, question: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        self.open.readers.read(|transaction| question(transaction))
    }

    fn writer(&self) -> Result<&Writer, Error> {
        self.open.writer.as_ref().ok_or(Error::ReadOnly)
    }
}

impl Entry<'_> {
    fn of(self, story: &str) -> Change {
        Change { at: self.at.to_owned(), actor: self.actor.to_owned(), story: story.to_owned() }
    }
}
