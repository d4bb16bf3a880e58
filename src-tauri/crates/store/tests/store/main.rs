//! The store on real files: every test opens newsrooms in a folder of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(clippy::print_stdout, reason = "what was skipped is said")]

mod backing_up;
mod bulk;
mod clocks;
mod correcting;
mod crashing;
mod files;
mod full_disk;
mod keeping;
mod listing;
mod mending;
mod migrating;
mod refusing;
mod replacing;
mod searching;
mod suggesting;
mod torn;
mod tracking;
mod undo_history;
mod undoing;
mod verifying;
mod versions;

use std::path::{Path, PathBuf};
use store::{Entry, ListQuery, Moved, Save, Saved, Sort, Store};
use story::{Body, Fields, Stage, Story};
use tempfile::TempDir;

const AT: &str = "2026-11-23T17:20:01.123Z";
const BY: Entry = Entry { at: AT, actor: "sari" };

/// A newsroom in a folder that goes away with it.
struct Room {
    store: Store,
    path: PathBuf,
    _folder: TempDir,
}

impl Room {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kantor.redaksi");
        let store = Store::create(&path, "kontan", AT).unwrap();
        Self { store, path, _folder: folder }
    }

    /// Adds a story and gives its id.
    fn add(&self, number: u32, fields: Fields, body: Body) -> String {
        let story = story(number, fields, body);
        self.store.add(&story, BY, None).unwrap();
        story.id
    }

    fn headline(&self, number: u32, headline: &str) -> String {
        self.add(number, Fields { headline: headline.to_owned(), ..Fields::default() }, Body::default())
    }

    fn save(&self, id: &str, base: u32, change: impl FnOnce(&mut Fields, &mut Body)) -> Saved {
        let Story { mut fields, mut body, .. } = self.store.story(id).unwrap().unwrap();
        change(&mut fields, &mut body);
        self.store.save(Save { id: id.to_owned(), base, fields, body }, BY).unwrap()
    }

    fn assert_sound(&self) {
        assert_eq!(self.store.verify().unwrap().faults, []);
    }
}

/// Stories are a second apart, in the order of their numbers.
fn story(number: u32, fields: Fields, body: Body) -> Story {
    let at = format!("2026-11-23T{:02}:{:02}:{:02}.000Z", number / 3600, number / 60 % 60, number % 60);
    Story {
        id: format!("01936000-0000-7000-8000-{number:012}"),
        fields,
        stage: Stage::Draft,
        body,
        revision: 1,
        created: at.clone(),
        modified: at,
        corrections: Vec::new(),
    }
}

/// Moves one story that is there.
fn moved(store: &Store, id: &str, stage: Stage, entry: Entry) -> Moved {
    store.move_many(&[id.to_owned()], stage, entry).unwrap()[0]
}

/// Brings one spiked story back.
fn restored(store: &Store, id: &str, entry: Entry) -> Moved {
    store.restore_many(&[id.to_owned()], entry).unwrap()[0]
}

fn paragraphs(text: &str) -> Body {
    Body::from_paragraphs(text.split('\n'))
}

fn everything() -> ListQuery {
    ListQuery { stage: None, desk: None, sort: Sort::Newest, offset: 0, limit: 100 }
}

/// Around the store, to damage a file or to look at it.
#[expect(clippy::disallowed_methods, reason = "the test does to the file what the store would never do")]
fn sql(path: &Path, statement: &str) {
    rusqlite::Connection::open(path).unwrap().execute_batch(statement).unwrap();
}

/// One value out of a file, as text.
#[expect(clippy::disallowed_methods, reason = "looks into the file from outside")]
fn ask(path: &Path, sql: &str) -> String {
    rusqlite::Connection::open(path).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "files that are not newsrooms have to be made")]
fn write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
}
