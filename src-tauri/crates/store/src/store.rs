//! The handle to a newsroom file.

use crate::{
    CompletionKind, CorrectionOf, Error, ExportRecord, Facets, JournalQuery, JournalRow, Keepsake, ListQuery, ListRow,
    Mark, Moved, Navigation, Page, Save, Saved, SearchPage, Suggestion, Undone, Verification, Version, VersionReason,
    VersionRow, backup, checking, corrections,
    file::{self, Access},
    hands::Hands,
    incoming::Incoming,
    keep::{self, Displaced, Tracked},
    notes,
    reader::Readers,
    related,
    replacing::{self, Replacement},
    search,
    tables::{
        correction, export_log, journal, meta,
        note::{self, Note},
        profile, setting, story as stories, tally, term, tracking, undo_history, version,
        word::{self, TaughtWord},
    },
    undo, verify,
    writer::{Writer, Writing},
};
use ::story::{Body, Correction, Fields, Stage, Story, Tracking};
use rusqlite::Connection;
use serde_json::Value;
use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
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
    /// Empty while the newsroom can only be read.
    writer: OnceLock<Writer>,
    /// Held by the one who tries whether it can be written to by now.
    trying: Mutex<()>,
    patience: Duration,
    path: PathBuf,
    hands: Hands,
    /// How many searches were begun.
    searches: Arc<AtomicU32>,
    /// It was too large to be looked through when it was opened.
    unchecked: bool,
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
        Self::open_with_patience(path, file::PATIENCE)
    }

    /// The same, for changes that wait so long for another program's before they fail with [`Error::Busy`].
    pub fn open_with_patience(path: &Path, patience: Duration) -> Result<Store, Error> {
        let path = std::path::absolute(path)?;
        let unchecked = file::is_checked_later(&path).unwrap_or(false);
        let writer = start_writer(&path, patience)?;
        let access = if writer.is_some() { Access::Read } else { file::readable(&path)? };
        let writer = writer.map(OnceLock::from).unwrap_or_default();
        let readers = Readers::new(&path, access);
        Ok(Self {
            open: Arc::new(Open {
                readers,
                writer,
                trying: Mutex::default(),
                patience,
                path,
                hands: Hands::default(),
                searches: Arc::default(),
                unchecked,
            }),
        })
    }

    /// Where the file is, absolute.
    pub fn path(&self) -> &Path {
        &self.open.path
    }

    /// Whether the file, or its place, could not be written to when that was last tried. Every change tries it again, and
    /// fails with [`Error::ReadOnly`] until it can.
    pub fn is_read_only(&self) -> bool {
        self.open.writer.get().is_none()
    }

    /// The house that the newsroom was made for.
    pub fn house(&self) -> Result<String, Error> {
        self.read(|connection| Ok(meta::get(connection, meta::HOUSE)?.unwrap_or_default()))
    }

    /// Folds the write-ahead log into the file, whoever else still holds a clone: for a program that ends without
    /// waiting for its threads. Until then the newest texts are in the log, and a copy of the file alone lacks them.
    pub fn fold(&self) -> Result<(), Error> {
        self.open.writer.get().map_or(Ok(()), Writer::fold)
    }

    /// Sets the desks that navigation and completion offer also before a story names them, in this order.
    pub fn set_desks(&self, names: &[String], entry: Entry) -> Result<(), Error> {
        let (change, names) = (entry.of(""), names.to_vec());
        self.writer()?.write(move |transaction| keep::set_desks(transaction, &names, &change))
    }

    /// Adds a new story. With a note (where it came from) the state as added is kept as a version, too.
    pub fn add(&self, story: &Story, entry: Entry, note: Option<&str>) -> Result<(), Error> {
        let change = entry.of(&story.id);
        let (incoming, note) = (Incoming::of(story.clone()), note.map(str::to_owned));
        self.writer()?.write(move |transaction| keep::add(transaction, &incoming, &change, note.as_deref()))
    }

    /// Adds new stories in one transaction, and says how many; a story whose id is there already is left as it is. A
    /// caller with many gives some hundreds at a time, so that little is lost where it is stopped, makes the next ones
    /// ready while these are written, and asks for [`Store::merge_index`] at the end.
    pub fn add_many(&self, stories: Vec<Story>, entry: Entry) -> Result<Writing<u32>, Error> {
        let mut change = entry.of("");
        let stories: Vec<Incoming> = stories.into_iter().map(Incoming::of).collect();
        self.writer()?.begin(move |transaction| keep::add_many(transaction, &stories, &mut change))
    }

    /// Makes the index of the search, which many new stories left in many pieces, one of few, a little at a time. False
    /// where nothing is left to do. Nobody has to: saving does it by and by.
    pub fn merge_index(&self) -> Result<bool, Error> {
        self.writer()?.write(search::merge)
    }

    /// Which of these ids are those of stories that are there.
    pub fn are_known(&self, ids: &[String]) -> Result<Vec<bool>, Error> {
        self.read(|connection| Ok(ids.iter().map(|id| stories::is_known(connection, id)).collect::<Result<_, _>>()?))
    }

    /// A story, whole.
    pub fn story(&self, id: &str) -> Result<Option<Story>, Error> {
        self.read(|connection| {
            let Some(stored) = stories::get(connection, id)? else { return Ok(None) };
            let corrections = correction::of_story(connection, id)?;
            Ok(Some(Story { corrections, ..stored.into_story()? }))
        })
    }

    /// Keeps an edit: as the story where `base` is current, else as a version beside it.
    pub fn save(&self, save: Save, entry: Entry) -> Result<Saved, Error> {
        self.put(save, Tracked::AsTheyAre, None, entry)
    }

    /// The same, with the suggestions that stand beside the text.
    pub fn save_tracked(&self, save: Save, tracked: Tracked, entry: Entry) -> Result<Saved, Error> {
        self.put(save, tracked, None, entry)
    }

    /// The same, for a text that takes the story's place for a reason: what the story says now is kept as a version of
    /// that reason, in the same transaction.
    pub fn replace(&self, save: Save, reason: VersionReason, entry: Entry) -> Result<Saved, Error> {
        self.put(save, Tracked::AsTheyAre, Some(Displaced { reason, note: None }), entry)
    }

    /// The same, for a text that the story's own went into: what the story says now is kept as the state before a merge.
    /// Its note is the number of the version that was merged in, where it was one.
    pub fn save_merged(
        &self,
        save: Save,
        tracked: Tracked,
        version: Option<u32>,
        entry: Entry,
    ) -> Result<Saved, Error> {
        let note = version.map(|version| version.to_string());
        self.put(save, tracked, Some(Displaced { reason: VersionReason::Merged, note }), entry)
    }

    fn put(&self, save: Save, tracked: Tracked, displaced: Option<Displaced>, entry: Entry) -> Result<Saved, Error> {
        let change = entry.of(&save.id);
        let whose = (change.story.clone(), change.actor.clone());
        let mut hand = self.open.hands.of(&change);
        let (saved, hand) = self.writer()?.write(move |transaction| {
            let saved = keep::save(transaction, &save, &tracked, displaced.as_ref(), &mut hand, &change)?;
            Ok((saved, hand))
        })?;
        let revision = if let Saved::Kept { revision } = saved { Some(revision) } else { None };
        self.open.hands.remember(whose, hand, revision);
        Ok(saved)
    }

    /// The suggestions beside a story's text; `None` where there are none and none are being made.
    pub fn tracking(&self, id: &str) -> Result<Option<Tracking>, Error> {
        self.read(|connection| match stories::row_of(connection, id)? {
            Some(row) => tracking::get(connection, row, id),
            None => Ok(None),
        })
    }

    /// The notes at a story, in the order in which they were written.
    pub fn notes(&self, story: &str) -> Result<Vec<Note>, Error> {
        self.read(|connection| Ok(note::of_story(connection, story)?))
    }

    /// How many threads of notes are open at a story, by the names of those who began them.
    pub fn open_notes(&self, story: &str) -> Result<Vec<(String, u32)>, Error> {
        self.read(|connection| Ok(note::open(connection, story)?))
    }

    /// Adds a note, or a reply to one.
    pub fn add_note(&self, note: &Note, entry: Entry) -> Result<(), Error> {
        let (change, note) = (entry.of(&note.story), note.clone());
        self.writer()?.write(move |transaction| notes::add(transaction, &note, &change))
    }

    /// Resolves a thread of notes, or opens it again.
    pub fn resolve_note(&self, thread: &str, resolved: bool, entry: Entry) -> Result<(), Error> {
        let (mut change, thread) = (entry.of(""), thread.to_owned());
        self.writer()?.write(move |transaction| notes::resolve(transaction, &thread, resolved, &mut change))
    }

    /// Deletes a note of the actor's own.
    pub fn delete_note(&self, id: &str, entry: Entry) -> Result<(), Error> {
        let (mut change, id) = (entry.of(""), id.to_owned());
        self.writer()?.write(move |transaction| notes::delete(transaction, &id, &mut change))
    }

    /// Keeps what the writer of a story can take back: JSON that only the editor reads. It belongs to that revision; false where
    /// the story is at another by now.
    pub fn keep_undo_history(&self, id: &str, revision: u32, history: &str, entry: Entry) -> Result<bool, Error> {
        let (change, history) = (entry.of(id), undo_history::packed(history)?);
        self.writer()?.write(move |transaction| {
            let story = stories::get(transaction, &change.story)?.filter(|story| story.revision == revision);
            let Some(story) = story else { return Ok(false) };
            undo_history::keep(transaction, &story, &history, &change)?;
            Ok(true)
        })
    }

    /// What the actor can take back of a story as it stands, and of which revision that is; `None` where there is nothing.
    /// `entry.at` is now: a history of long ago is none.
    pub fn undo_history(&self, id: &str, entry: Entry) -> Result<Option<(u32, String)>, Error> {
        self.read(|connection| {
            let Some(story) = stories::get(connection, id)? else { return Ok(None) };
            let history = undo_history::get(connection, &story, entry.actor, entry.at)?;
            Ok(history.map(|history| (story.revision, history)))
        })
    }

    /// Words that were taught, in all of the newsroom and in this story; by alphabet.
    pub fn words(&self, story: &str) -> Result<Vec<TaughtWord>, Error> {
        self.read(|connection| Ok(word::all(connection, story)?))
    }

    /// Teaches a word, to a story or to all of the newsroom. False where it was known there.
    pub fn teach(&self, word: &str, story: Option<&str>, Entry { at, actor }: Entry) -> Result<bool, Error> {
        let (word, story) = (word.to_owned(), story.map(String::from));
        let taught = TaughtWord { word, story, at: at.to_owned(), actor: actor.to_owned() };
        self.writer()?.write(move |transaction| Ok(word::add(transaction, &taught)?))
    }

    /// Takes a word back. False where it was not known there.
    pub fn unteach(&self, word: &str, story: Option<&str>) -> Result<bool, Error> {
        let (word, story) = (word.to_owned(), story.unwrap_or_default().to_owned());
        self.writer()?.write(move |transaction| Ok(word::remove(transaction, &word, &story)?))
    }

    /// Gives many stories other texts as one deed, which undo takes back whole. What each said before is kept as a version,
    /// with a note of what was done. A story that has gone on since its base, or is not there, is left alone and named.
    pub fn replace_many(&self, saves: Vec<Save>, note: &str, entry: Entry) -> Result<Replacement, Error> {
        let (mut change, note) = (entry.of(""), note.to_owned());
        self.writer()?.write(move |transaction| replacing::replace_many(transaction, &saves, &note, &mut change))
    }

    /// Keeps a state as a version beside the story. Where the newest kept state is this very one, that is enough.
    pub fn keep(&self, keepsake: Keepsake, entry: Entry) -> Result<u32, Error> {
        let change = entry.of(&keepsake.id);
        self.writer()?.write(move |transaction| keep::keep(transaction, &keepsake, &change))
    }

    /// Keeps what the story says now as a version; `None` where there is no such story.
    pub fn keep_version(
        &self,
        id: &str,
        reason: VersionReason,
        note: Option<&str>,
        entry: Entry,
    ) -> Result<Option<VersionRow>, Error> {
        let (change, note) = (entry.of(id), note.map(str::to_owned));
        self.writer()?.write(move |transaction| keep::keep_version(transaction, reason, note.as_deref(), &change))
    }

    /// Keeps a text that cannot become the story, byte for byte, as a version; also one that nobody can read, and also
    /// where its story is gone.
    pub fn keep_rescue(&self, id: &str, fields: &Fields, body_json: &str, entry: Entry) -> Result<u32, Error> {
        let (change, fields, body) = (entry.of(id), fields.clone(), body_json.to_owned());
        self.writer()?.write(move |transaction| keep::rescue(transaction, &fields, &body, &change))
    }

    /// Moves stories to a stage as one deed: all of them, or none where one is not there. The moves are in the order of the ids.
    pub fn move_many(&self, ids: &[String], stage: Stage, entry: Entry) -> Result<Vec<Moved>, Error> {
        let (mut change, ids) = (entry.of(""), ids.to_vec());
        self.writer()?.write(move |transaction| {
            keep::each(transaction, &ids, &mut change, |transaction, change| keep::move_to(transaction, stage, change))
        })
    }

    /// Brings spiked stories back to where they came from, as one deed: all of them, or none where one is not there.
    pub fn restore_many(&self, ids: &[String], entry: Entry) -> Result<Vec<Moved>, Error> {
        let (mut change, ids) = (entry.of(""), ids.to_vec());
        self.writer()?.write(move |transaction| keep::each(transaction, &ids, &mut change, keep::restore))
    }

    /// Takes back the deed that a row of the journal belongs to, as far as nobody has gone on from it.
    pub fn undo(&self, seq: u32, entry: Entry) -> Result<Undone, Error> {
        let mut change = entry.of("");
        self.writer()?.write(move |transaction| undo::undo(transaction, seq, &mut change))
    }

    /// Takes back the newest deed of an actor that still stands; of one kind (`moved`, `saved`, `desks`), or of any.
    /// `None` where there is none.
    pub fn undo_last(&self, kind: Option<&'static str>, entry: Entry) -> Result<Option<Undone>, Error> {
        let mut change = entry.of("");
        self.writer()?.write(move |transaction| undo::undo_last(transaction, kind, &mut change))
    }

    /// Someone has stopped writing: keeps what the story says now, unless the newest version says so already. False where
    /// there is no such story.
    pub fn end_session(&self, id: &str, entry: Entry) -> Result<bool, Error> {
        let change = entry.of(id);
        self.writer()?.write(move |transaction| keep::end_session(transaction, &change))
    }

    /// A piece of a list.
    pub fn page(&self, query: &ListQuery) -> Result<Page, Error> {
        self.read(|connection| Ok(stories::page(connection, query)?))
    }

    /// Stories that answer a query, best first. Any text is one.
    pub fn search(&self, query: &str, limit: u32, offset: u32) -> Result<SearchPage, Error> {
        self.open.searches.fetch_add(1, Ordering::Relaxed);
        self.read(|connection| search::find(connection, query, limit, offset))
    }

    /// How many stories answer a query, and how they are spread. In a large archive this takes longer than the search: `None`
    /// where another search was begun meanwhile, which is not to share the machine with it.
    pub fn facets(&self, query: &str) -> Result<Option<Facets>, Error> {
        let searches = Arc::clone(&self.open.searches);
        let asked = searches.load(Ordering::Relaxed);
        let overtaken = move || searches.load(Ordering::Relaxed) != asked;
        self.open.readers.read_unless(overtaken, |transaction| search::facets(transaction, query))
    }

    /// Stories that belong to this one as the editor holds it, best first: like it by text, tags, people, place, links
    /// and age. Never itself, a spiked story, or one that it links to already.
    pub fn suggestions(
        &self,
        id: &str,
        fields: &Fields,
        body: &Body,
        now: &str,
        limit: u32,
    ) -> Result<Vec<Suggestion>, Error> {
        self.read(|connection| related::suggest(connection, id, fields, body, now, limit))
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

    /// Remembers that stories left, each with what it said when it did: all of them, or none where one cannot be remembered.
    pub fn record_exports(&self, left: Vec<(ExportRecord, Arc<Story>)>, entry: Entry) -> Result<(), Error> {
        let mut change = entry.of("");
        self.writer()?.write(move |transaction| {
            left.iter().try_for_each(|(record, story)| {
                change.story.clone_from(&record.story);
                keep::record_export(transaction, record, story, &change)
            })
        })
    }

    /// When, where to and as what a story left, newest first.
    pub fn exports(&self, id: &str) -> Result<Vec<ExportRecord>, Error> {
        self.read(|connection| Ok(export_log::of_story(connection, id)?))
    }

    /// The story whose file was last put at this path.
    pub fn exported_to(&self, path: &str) -> Result<Option<String>, Error> {
        self.read(|connection| Ok(export_log::at(connection, path)?))
    }

    /// The stories that were in the file that was last put at this path, in its order.
    pub fn exported_together(&self, path: &str) -> Result<Vec<String>, Error> {
        self.read(|connection| Ok(export_log::together(connection, path)?))
    }

    /// Adds a correction to a story; the story's new revision. One that is there already is left as it is.
    pub fn correct(&self, story: &str, correction: &Correction, entry: Entry) -> Result<u32, Error> {
        let (change, correction) = (entry.of(story), correction.clone());
        self.writer()?.write(move |transaction| corrections::add(transaction, &correction, &change))
    }

    /// Takes a correction away again; the story's new revision.
    pub fn take_correction_back(&self, id: &str, entry: Entry) -> Result<u32, Error> {
        let (mut change, id) = (entry.of(""), id.to_owned());
        self.writer()?.write(move |transaction| corrections::remove(transaction, &id, &mut change))
    }

    /// What was said of a story after it had left, in that order.
    pub fn corrections(&self, story: &str) -> Result<Vec<Correction>, Error> {
        self.read(|connection| Ok(correction::of_story(connection, story)?))
    }

    /// The corrections of other stories that were published as this one.
    pub fn published_as(&self, story: &str) -> Result<Vec<CorrectionOf>, Error> {
        self.read(|connection| Ok(correction::published_as(connection, story)?))
    }

    /// The stories that have corrections, the last corrected first.
    pub fn corrected_stories(&self) -> Result<Vec<String>, Error> {
        self.read(|connection| Ok(correction::stories(connection)?))
    }

    /// Remembers that somebody answered for a story that something kept from leaving.
    pub fn record_override(&self, story: &str, what: &Value, entry: Entry) -> Result<(), Error> {
        let (change, what) = (entry.of(story), what.clone());
        self.writer()?.write(move |transaction| corrections::overridden(transaction, &what, &change))
    }

    /// The profiles of exports by name, each as JSON.
    pub fn profiles(&self) -> Result<Vec<(String, String)>, Error> {
        self.read(|connection| Ok(profile::all(connection)?))
    }

    /// Keeps a profile under its name; `was` is the name that it had.
    pub fn set_profile(&self, was: Option<&str>, name: &str, spec: &str, entry: Entry) -> Result<(), Error> {
        let (change, was) = (entry.of(""), was.map(str::to_owned));
        let (name, spec) = (name.to_owned(), spec.to_owned());
        self.writer()?
            .write(move |transaction| corrections::set_profile(transaction, was.as_deref(), &name, &spec, &change))
    }

    /// Takes a profile away; false where there is none of that name.
    pub fn remove_profile(&self, name: &str, entry: Entry) -> Result<bool, Error> {
        let (change, name) = (entry.of(""), name.to_owned());
        self.writer()?.write(move |transaction| corrections::remove_profile(transaction, &name, &change))
    }

    /// The changes after `seq`, oldest first.
    pub fn journal_after(&self, seq: u32, limit: u32) -> Result<Vec<JournalRow>, Error> {
        self.journal(&JournalQuery { story: None, after: Some(seq), limit })
    }

    /// Rows of the journal, oldest first.
    pub fn journal(&self, query: &JournalQuery) -> Result<Vec<JournalRow>, Error> {
        self.read(|connection| Ok(journal::ask(connection, query)?))
    }

    /// The place of the last change; 0 in a new newsroom.
    pub fn last_seq(&self) -> Result<u32, Error> {
        self.read(|connection| Ok(journal::last_seq(connection)?))
    }

    /// The kept states of a story, newest first.
    pub fn versions(&self, id: &str) -> Result<Vec<VersionRow>, Error> {
        self.read(|connection| Ok(version::of_story(connection, id)?))
    }

    /// Texts kept because they could not become the story, and that it does not say by now; newest first.
    pub fn kept_beside(&self, story: &Story) -> Result<Vec<VersionRow>, Error> {
        let says = version::text_of(&story.fields, &story.body.to_json());
        self.read(|connection| Ok(version::beside(connection, &story.id, &says)?))
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

    /// Looks for damage in a newsroom that was too large to be looked through when it was opened, while it is worked in.
    /// `rest` is called every moment: it may sleep, and says whether to go on. False where it said no.
    pub fn check_later(&self, rest: impl FnMut() -> ControlFlow<()> + Send + 'static) -> Result<bool, Error> {
        let Open { path, readers, unchecked, .. } = &*self.open;
        if *unchecked { checking::check(path, readers.access(), rest) } else { Ok(true) }
    }

    fn read<T>(&self, question: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        self.open.readers.read(|transaction| question(transaction))
    }

    fn writer(&self) -> Result<&Writer, Error> {
        let Open { writer, trying, readers, patience, path, .. } = &*self.open;
        if writer.get().is_none() {
            let _one = trying.lock().unwrap_or_else(PoisonError::into_inner);
            if writer.get().is_none()
                && let Some(started) = start_writer(path, *patience)?
            {
                // Readers of a frozen file would not see what is written from here on.
                readers.thaw();
                return Ok(writer.get_or_init(|| started));
            }
        }
        writer.get().ok_or(Error::ReadOnly)
    }
}

/// `None` where the place is read-only.
fn start_writer(path: &Path, patience: Duration) -> Result<Option<Writer>, Error> {
    let Some(connection) = file::open_writer(path)? else { return Ok(None) };
    connection.busy_timeout(patience)?;
    Writer::start(connection, path).map(Some)
}

impl Entry<'_> {
    fn of(self, story: &str) -> Change {
        Change { at: self.at.to_owned(), actor: self.actor.to_owned(), story: story.to_owned() }
    }
}
