//! Power cuts: the last transaction reached the disk in part, or garbled. A disk writes sectors of 512 bytes, so the log
//! is cut at each of them, and a byte of each is turned around. The story is then what it was before or after, whole.

use crate::{AT, BY, paragraphs, story, write};
use std::{fs, path::Path};
use store::{Save, Saved, Store};
use story::{Body, Fields};
use tempfile::TempDir;

const ID: &str = "01936000-0000-7000-8000-000000000001";
const SECTOR: usize = 512;

/// A newsroom as a power cut finds it: its file, and a log whose last transaction begins at a byte.
struct Cut {
    file: Vec<u8>,
    log: Vec<u8>,
    last: usize,
    states: [(u32, Body); 2],
}

impl Cut {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kantor.redaksi");
        let store = Store::create(&path, "kontan", AT).unwrap();
        store.add(&story(1, Fields::default(), paragraphs("awal")), BY, None).unwrap();
        let log = path.with_extension("redaksi-wal");
        let save = |base, text: &str| {
            let body = paragraphs(text);
            let save = Save { id: ID.into(), base, fields: Fields::default(), body: body.clone() };
            assert_eq!(store.save(save, BY).unwrap(), Saved::Kept { revision: base + 1 });
            (base + 1, body)
        };
        let before = save(1, &"Naskah yang sudah dinyatakan tersimpan. ".repeat(40));
        let last = fs::metadata(&log).unwrap().len().try_into().unwrap();
        let after = save(2, &"Naskah yang sedang disimpan saat listrik padam. ".repeat(90));
        Self { file: fs::read(&path).unwrap(), log: fs::read(&log).unwrap(), last, states: [before, after] }
    }

    /// Opens the newsroom with another log; which of the two states it is in.
    fn opened_with(&self, log: &[u8], what: &str) -> usize {
        let folder: TempDir = tempfile::tempdir().unwrap();
        let path = folder.path().join("kantor.redaksi");
        write(&path, &self.file);
        write(&path.with_extension("redaksi-wal"), log);
        let state = self.state(&path, what);
        // Closing has folded the log in: nothing of what was left out comes back.
        assert_eq!(self.state(&path, what), state, "{what}: another story when opened again");
        state
    }

    fn state(&self, path: &Path, what: &str) -> usize {
        let store = Store::open(path).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(store.verify().unwrap().faults, [], "{what}");
        let story = store.story(ID).unwrap().unwrap();
        let found = self.states.iter().position(|(revision, body)| story.revision == *revision && story.body == *body);
        found.unwrap_or_else(|| panic!("{what}: neither before nor after, revision {}", story.revision))
    }
}

#[test]
fn a_save_that_reached_the_disk_in_part_is_there_whole_or_not_at_all() {
    let cut = Cut::new();
    assert!(cut.log.len() - cut.last > 40 * SECTOR, "too small to be torn: {}", cut.log.len() - cut.last);
    for end in (cut.last..cut.log.len()).step_by(SECTOR) {
        assert_eq!(cut.opened_with(&cut.log[..end], &format!("cut at {end}")), 0);
    }
    assert_eq!(cut.opened_with(&cut.log, "the whole log"), 1);
}

#[test]
fn a_save_that_was_garbled_on_its_way_to_the_disk_is_not_taken_for_one() {
    let cut = Cut::new();
    for at in (cut.last..cut.log.len()).step_by(SECTOR) {
        let mut log = cut.log.clone();
        // Not always the first byte of a sector, so that headers, checksums and pages are met.
        let at = (at + at / SECTOR * 37 % SECTOR).min(log.len() - 1);
        log[at] ^= 0xFF;
        assert_eq!(cut.opened_with(&log, &format!("turned around at {at}")), 0);
    }
    // Sectors are written in any order: the last is there, those before it are not.
    let mut log = cut.log.clone();
    let middle = cut.last..cut.log.len() - SECTOR;
    log[middle].fill(0);
    assert_eq!(cut.opened_with(&log, "only the last sector"), 0);
}
