//! Files and places that refuse: each is told by its own name, what was there stays, and saving goes on when it can.

use crate::{AT, BY, Room, full_disk, paragraphs, story};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};
use store::{Error, Save, Saved, Store};
use story::Fields;

const ID: &str = "01936000-0000-7000-8000-000000000001";
const PATIENCE: Duration = Duration::from_millis(100);

fn room() -> Room {
    let room = Room::new();
    room.add(1, Fields::default(), paragraphs("awal"));
    room
}

fn edit(base: u32, text: &str) -> Save {
    Save { id: ID.into(), base, fields: Fields::default(), body: paragraphs(text) }
}

#[test]
fn a_file_that_comes_back_is_saved_to_again() {
    let room = room();
    let away = room.path.with_extension("pergi");
    for (base, name) in (1..).zip(["satu", "dua", "tiga"]) {
        rename(&room.path, &away);
        assert!(matches!(room.store.save(edit(base, name), BY), Err(Error::NotFound(path)) if path == room.path));
        // Another newsroom under the name is not ours, whatever stories it has.
        drop(Store::create(&room.path.with_extension("lain"), "kontan", AT).unwrap());
        rename(&room.path.with_extension("lain"), &room.path);
        let other = fs::read(&room.path).unwrap();
        assert!(matches!(room.store.save(edit(base, name), BY), Err(Error::NotFound(_))));
        assert_eq!(fs::read(&room.path).unwrap(), other, "it was written to");
        rename(&away, &room.path);
        assert_eq!(room.store.save(edit(base, name), BY).unwrap(), Saved::Kept { revision: base + 1 });
    }
    room.assert_sound();
    assert_eq!(Store::open(&room.path).unwrap().story(ID).unwrap().unwrap().body, paragraphs("tiga"));
}

#[test]
fn a_file_that_is_out_of_its_place_goes_on_being_read_however_much_is_asked_at_once() {
    let room = room();
    // Somebody has read it before.
    room.store.story(ID).unwrap();
    let away = room.path.with_extension("pergi");
    rename(&room.path, &away);
    thread::scope(|scope| {
        let asked = || (0..100).try_for_each(|_| room.store.story(ID).map(|story| assert!(story.is_some())));
        let answers: Vec<_> = (0..6).map(|_| scope.spawn(asked)).collect();
        for answer in answers {
            answer.join().unwrap().unwrap();
        }
    });
    rename(&away, &room.path);
    room.assert_sound();
}

#[expect(clippy::disallowed_methods, reason = "someone moves files about")]
fn rename(from: &Path, to: &Path) {
    fs::rename(from, to).unwrap();
}

#[test]
fn a_file_that_is_deleted_while_open_is_missed_by_name_and_never_made_again() {
    let room = room();
    fs::remove_file(&room.path).unwrap();
    for text in ["dua", "tiga"] {
        assert!(matches!(room.store.save(edit(1, text), BY), Err(Error::NotFound(_))));
        assert!(matches!(room.store.story(ID), Err(Error::NotFound(path)) if path == room.path));
    }
    assert!(!room.path.exists());
}

#[test]
fn a_file_that_another_program_holds_is_waited_for_no_longer_than_asked() {
    let room = room();
    let store = Store::open_with_patience(&room.path, PATIENCE).unwrap();
    for (base, lock) in (1..).zip(["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"]) {
        let other = hold(&room.path, lock);
        let started = Instant::now();
        assert!(matches!(store.save(edit(base, "dua"), BY), Err(Error::Busy)), "{lock}");
        assert!(started.elapsed() >= PATIENCE, "it did not wait");
        assert_eq!(store.story(ID).unwrap().unwrap().revision, base);
        drop(other);
        assert_eq!(store.save(edit(base, lock), BY).unwrap(), Saved::Kept { revision: base + 1 });
    }
    room.assert_sound();
}

#[expect(clippy::disallowed_methods, reason = "another program")]
fn hold(path: &Path, lock: &str) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.execute_batch(lock).unwrap();
    connection
}

/// On a file system that is mounted for reading: there, even root may not write.
#[cfg(target_os = "linux")]
#[test]
fn a_read_only_place_is_read_and_saved_to_as_soon_as_it_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    if let Some(output) = full_disk::on_own_disk("refusing::child_on_a_read_only_disk", folder.path()) {
        full_disk::assert_passed(&output);
    }
}

#[test]
#[ignore = "the child of a_read_only_place_is_read_and_saved_to_as_soon_as_it_can_be_written"]
fn child_on_a_read_only_disk() {
    let folder = PathBuf::from(env::var_os(full_disk::FOLDER).expect("started by another test"));
    let path = folder.join("kantor.redaksi");
    let store = Store::create(&path, "kontan", AT).unwrap();
    store.add(&story(1, Fields::default(), paragraphs("awal")), BY, None).unwrap();
    drop(store);
    let old = folder.join("lama.redaksi");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/newsrooms/v7.redaksi"), &old).unwrap();

    remount(&folder, "ro");
    assert!(matches!(Store::open(&old), Err(Error::Older { schema: 7 })));
    let store = Store::open(&path).unwrap();
    assert!(store.is_read_only());
    for _ in 0..2 {
        assert!(matches!(store.save(edit(1, "dua"), BY), Err(Error::ReadOnly)));
        assert_eq!(store.story(ID).unwrap().unwrap().body, paragraphs("awal"));
    }
    remount(&folder, "rw");
    assert_eq!(store.save(edit(1, "dua"), BY).unwrap(), Saved::Kept { revision: 2 });
    assert!(!store.is_read_only());
    // What others write from here on is read as well.
    let other = Store::open(&path).unwrap();
    assert_eq!(other.save(edit(2, "tiga"), BY).unwrap(), Saved::Kept { revision: 3 });
    assert_eq!(store.story(ID).unwrap().unwrap().body, paragraphs("tiga"));
    assert_eq!(store.verify().unwrap().faults, []);
}

fn remount(folder: &Path, how: &str) {
    let done = Command::new("mount").args(["-o", &format!("remount,{how}")]).arg(folder).status().unwrap();
    assert!(done.success());
}
