//! Backups are taken while people work, are sound, and take a newsroom's place without losing what stood there.

use crate::{AT, BY, Room, moved, paragraphs, story, write};
use std::{
    fs,
    ops::ControlFlow,
    sync::atomic::{AtomicBool, AtomicU32, Ordering},
};
use store::{DifferenceKind, Error, Mark, Salvaged, Save, Saved, Store, about, check, differences, restore};
use story::{Fields, Stage};

fn on(_: u32, _: u32) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn saves(store: &Store, id: &str, base: u32) -> u32 {
    let body = paragraphs(&format!("simpanan {}", base + 1));
    match store.save(Save { id: id.to_owned(), base, fields: Fields::default(), body }, BY).unwrap() {
        Saved::Kept { revision } => revision,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_backup_is_one_state_of_the_newsroom_and_holds_up_nobody_who_saves() {
    let room = Room::new();
    let long = vec!["kata yang panjang sekali"; 1_600].join(" ");
    for number in 1..=300 {
        room.add(number, Fields::default(), paragraphs(&long));
    }
    let id = room.headline(999, "Sedang ditulis");
    let (copying, saved) = (AtomicBool::new(true), AtomicU32::new(1));
    let to = room.path.with_file_name("cadangan.redaksi");
    let mut looks = Vec::new();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while copying.load(Ordering::SeqCst) {
                saved.store(saves(&room.store, &id, saved.load(Ordering::SeqCst)), Ordering::SeqCst);
            }
        });
        // The copy waits for saves at each step: were they to wait for the copy, this would never end.
        let mut seen = 0;
        let done = room.store.back_up(&to, &mut |done, total| {
            let from = saved.load(Ordering::SeqCst);
            while saved.load(Ordering::SeqCst) < from + 2 {
                std::thread::yield_now();
            }
            assert!(done > seen && done < total, "the copy began anew: {done} of {total} after {seen}");
            seen = done;
            looks.push(from);
            ControlFlow::Continue(())
        });
        copying.store(false, Ordering::SeqCst);
        assert!(done.unwrap());
    });
    assert!(looks.len() > 3, "{looks:?}");
    let copy = Store::open(&to).unwrap();
    assert_eq!(copy.verify().unwrap().faults, []);
    let kept = copy.story(&id).unwrap().unwrap();
    assert!(kept.revision <= looks[0], "the copy is of a state before its first step");
    assert_eq!(about(&to).unwrap().stories, 301);
    room.assert_sound();
}

#[test]
fn a_backup_that_is_told_to_stop_or_has_no_room_leaves_nothing() {
    let room = Room::new();
    for number in 1..=300 {
        room.add(number, Fields::default(), paragraphs(&vec!["kata yang panjang sekali"; 400].join(" ")));
    }
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("cadangan.redaksi");
    assert!(!room.store.back_up(&to, &mut |_, _| ControlFlow::Break(())).unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    assert!(matches!(room.store.back_up(&folder.path().join("tidak/ada"), &mut on), Err(Error::NotFound(_))));
    write(&to, b"berkas orang lain");
    assert!(matches!(room.store.back_up(&to, &mut on), Err(Error::Exists(_))));
    assert_eq!(fs::read(&to).unwrap(), b"berkas orang lain");

    let Some(small) = SmallDisk::new() else { return };
    let to = small.0.path().join("cadangan.redaksi");
    assert!(matches!(room.store.back_up(&to, &mut on), Err(Error::Full)));
    assert_eq!(fs::read_dir(small.0.path()).unwrap().count(), 0);
    room.headline(900, "Tetap bisa");
}

/// A disk of 256 KB, where the tests may make one.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = std::process::Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"]).arg(folder.path()).stderr(std::process::Stdio::null());
        let made = mount.status().is_ok_and(|status| status.success());
        if !made {
            println!("skipped: no small disk can be made here");
        }
        made.then_some(Self(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn what_differs_is_named_and_what_was_there_is_set_aside_whole() {
    let room = Room::new();
    let (same, changed) = (room.headline(1, "Tetap"), room.headline(2, "Berubah"));
    let backup = room.path.with_file_name("cadangan.redaksi");
    assert!(room.store.back_up(&backup, &mut on).unwrap());
    assert_eq!(about(&backup).unwrap().mark, room.store.mark().unwrap());
    moved(&room.store, &changed, Stage::Ready, BY);
    let new = room.headline(3, "Baru");
    assert_eq!(room.store.mark().unwrap(), Mark { seq: 4, at: AT.to_owned() });

    // In use here: by this process, or by another one.
    let aside = room.path.with_file_name("lama.redaksi");
    assert!(matches!(restore(&room.path, &backup, &aside, &mut on), Err(Error::Busy)));
    assert!(!aside.exists());
    // As a killed process leaves it: the newest texts are in the log.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kantor.redaksi");
    let aside = folder.path().join("lama.redaksi");
    for (from, to) in
        [(&room.path, &path), (&room.path.with_extension("redaksi-wal"), &path.with_extension("redaksi-wal"))]
    {
        fs::copy(from, to).unwrap();
    }
    let log = fs::read(path.with_extension("redaksi-wal")).unwrap();
    let found = differences(&path, &backup).unwrap();
    let found: Vec<_> = found.iter().map(|one| (one.kind, one.story.as_str(), one.headline.as_str())).collect();
    let expected =
        [(DifferenceKind::Missing, new.as_str(), "Baru"), (DifferenceKind::Changed, changed.as_str(), "Berubah")];
    assert_eq!(found, expected);

    assert!(restore(&path, &backup, &aside, &mut on).unwrap());
    assert_eq!(fs::read(aside.with_extension("redaksi-wal")).unwrap(), log);
    let restored = Store::open(&path).unwrap();
    assert_eq!(restored.verify().unwrap().faults, []);
    assert_eq!((restored.story(&new).unwrap(), restored.story(&same).unwrap().is_some()), (None, true));
    drop(restored);
    let old = Store::open(&aside).unwrap();
    assert!(old.story(&new).unwrap().is_some());
    drop(old);
    check(&backup).unwrap();
    let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["kantor.redaksi", "lama.redaksi"]);
}

#[test]
fn a_backup_that_is_not_sound_takes_nobodys_place() {
    let room = Room::new();
    room.headline(1, "Satu");
    let backup = room.path.with_file_name("cadangan.redaksi");
    assert!(room.store.back_up(&backup, &mut on).unwrap());
    let path = room.path.clone();
    let Room { store, _folder, .. } = room;
    drop(store);
    let before = fs::read(&path).unwrap();
    let sound = fs::read(&backup).unwrap();
    let aside = path.with_file_name("lama.redaksi");
    let mut zeroed = sound.clone();
    zeroed[3 * 4096..6 * 4096].fill(0);
    for bad in [&sound[..sound.len() / 2], &zeroed[..], b"bukan ruang redaksi"] {
        write(&backup, bad);
        let refused = restore(&path, &backup, &aside, &mut on).unwrap_err();
        assert!(matches!(refused, Error::Damaged(_) | Error::NotANewsroom(_)), "{refused:?}");
        assert!(fs::read(&path).unwrap() == before && !aside.exists());
    }
    // A damaged newsroom is not backed up as if it were sound.
    write(&path, &zeroed);
    assert!(matches!(Store::open(&path), Err(Error::Damaged(_))));
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 2);
}

#[test]
fn what_was_salvaged_takes_no_place_where_something_was_saved_meanwhile() {
    let room = Room::new();
    room.headline(1, "Satu");
    let path = room.path.clone();
    let Room { store, _folder, .. } = room;
    drop(store);
    let salvaged = Salvaged::out_of(&path, &mut on).unwrap().unwrap();
    let store = Store::open(&path).unwrap();
    let two = story(2, Fields::default(), paragraphs("Dua"));
    store.add(&two, BY, None).unwrap();
    drop(store);
    let aside = path.with_file_name("lama.redaksi");
    assert!(matches!(salvaged.take_place(&aside), Err(Error::Busy)));
    assert!(Store::open(&path).unwrap().story(&two.id).unwrap().is_some() && !aside.exists());
}

#[test]
fn a_newsroom_that_another_process_has_open_stays_where_it_is() {
    let room = Room::new();
    room.headline(1, "Satu");
    let backup = room.path.with_file_name("cadangan.redaksi");
    assert!(room.store.back_up(&backup, &mut on).unwrap());
    let path = room.path.clone();
    let Room { store, _folder, .. } = room;
    drop(store);
    let aside = path.with_file_name("lama.redaksi");
    let child = crate::crashing::child_that_has_open(&path);
    assert!(matches!(restore(&path, &backup, &aside, &mut on), Err(Error::Busy)));
    drop(child);
    assert!(restore(&path, &backup, &aside, &mut on).unwrap());
}
