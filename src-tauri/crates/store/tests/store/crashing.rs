//! Power cuts and read-only places, in processes of their own: this test binary, started again.

use crate::{AT, BY, Room, paragraphs, story};
use std::{
    env,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use store::{Error, Save, Saved, Store};
use story::Fields;

/// In the child: the newsroom to work on.
const NEWSROOM: &str = "STORE_TEST_NEWSROOM";

fn again(test: &str, newsroom: &Path) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args([&format!("crashing::{test}"), "--exact", "--ignored", "--nocapture"]).env(NEWSROOM, newsroom);
    command
}

fn given() -> PathBuf {
    env::var_os(NEWSROOM).expect("started by another test").into()
}

const ID: &str = "01936000-0000-7000-8000-000000000001";

#[test]
fn what_save_said_was_kept_is_there_after_a_crash() {
    let room = Room::new();
    room.add(1, Fields::default(), paragraphs("awal"));
    let ended =
        again("child_saves_and_aborts", &room.path).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(!ended.success(), "it did not crash");
    let story = room.store.story(ID).unwrap().unwrap();
    assert_eq!((story.revision, story.body), (21, paragraphs("simpanan 20")));
    room.assert_sound();
}

#[test]
#[ignore = "the child of what_save_said_was_kept_is_there_after_a_crash"]
fn child_saves_and_aborts() {
    let store = Store::open(&given()).unwrap();
    for number in 1..=20 {
        let body = paragraphs(&format!("simpanan {number}"));
        let saved = store.save(Save { id: ID.into(), base: number, fields: Fields::default(), body }, BY).unwrap();
        assert_eq!(saved, Saved::Kept { revision: number + 1 });
    }
    std::process::abort();
}

/// The system takes SQLite's locks back when anything in a process closes a file that SQLite has open there.
#[cfg(target_os = "linux")]
#[test]
fn two_programs_see_what_the_other_saves_after_something_else_has_read_the_files_of_one() {
    use std::os::unix::fs::MetadataExt;

    let room = Room::new();
    room.add(1, Fields::default(), paragraphs("awal"));
    let beside = |suffix: &str| format!("{}{suffix}", room.path.display());
    let log = || std::fs::metadata(beside("-wal")).unwrap().ino();
    let before = log();
    for base in [1, 3] {
        // As a dialog of the system does that looks what kind of file each is.
        for suffix in ["", "-wal", "-shm"] {
            std::fs::read(beside(suffix)).unwrap();
        }
        assert!(again("child_saves_once", &room.path).stdout(Stdio::null()).status().unwrap().success());
        assert_eq!(log(), before, "the other program has taken the log away");
        assert_eq!(room.store.story(ID).unwrap().unwrap().revision, base + 1);
        let body = paragraphs(&format!("simpanan {}", base + 2));
        let saved = room.store.save(Save { id: ID.into(), base: base + 1, fields: Fields::default(), body }, BY);
        assert_eq!(saved.unwrap(), Saved::Kept { revision: base + 2 });
    }
    room.assert_sound();
    let path = room.path.clone();
    drop(room.store);
    assert!(!Path::new(&format!("{}-wal", path.display())).exists(), "who closes last leaves one file");
}

#[test]
#[ignore = "the child of two_programs_see_what_the_other_saves_after_something_else_has_read_the_files_of_one"]
fn child_saves_once() {
    let store = Store::open(&given()).unwrap();
    let base = store.story(ID).unwrap().unwrap().revision;
    let body = paragraphs(&format!("simpanan {}", base + 1));
    let saved = store.save(Save { id: ID.into(), base, fields: Fields::default(), body }, BY).unwrap();
    assert_eq!(saved, Saved::Kept { revision: base + 1 });
}

#[test]
fn what_was_said_to_be_saved_survives_a_kill_in_the_middle_of_a_save() {
    let room = Room::new();
    room.add(1, Fields::default(), paragraphs("awal"));
    for _ in 0..5 {
        let mut child = again("child_saves_until_killed", &room.path).stdout(Stdio::piped()).spawn().unwrap();
        let mut said = 0;
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            if let Some(revision) = line.unwrap().strip_prefix("kept ") {
                said = revision.parse::<u32>().unwrap();
                if said % 40 == 0 {
                    break;
                }
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let story = Store::open(&room.path).unwrap().story(ID).unwrap().unwrap();
        assert!(story.revision >= said && said > 0, "{} < {said}", story.revision);
        assert_eq!(story.body, paragraphs(&format!("simpanan {}", story.revision)));
    }
    room.assert_sound();
}

#[test]
#[ignore = "the child of what_was_said_to_be_saved_survives_a_kill_in_the_middle_of_a_save"]
fn child_saves_until_killed() {
    let store = Store::open(&given()).unwrap();
    let mut base = store.story(ID).unwrap().unwrap().revision;
    loop {
        let body = paragraphs(&format!("simpanan {}", base + 1));
        store.save(Save { id: ID.into(), base, fields: Fields::default(), body }, BY).unwrap();
        base += 1;
        println!("kept {base}");
    }
}

/// Permissions do not hold root back: the child runs as nobody where the tests run as root.
#[cfg(unix)]
fn as_nobody(command: &mut Command) {
    use std::os::unix::{fs::MetadataExt, process::CommandExt};
    if std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) {
        command.uid(65534).gid(65534);
    }
}

#[cfg(unix)]
#[test]
fn a_newsroom_in_a_read_only_place_can_be_read() {
    use std::{fs, os::unix::fs::PermissionsExt};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kantor redaksi #1?.redaksi");
    let store = Store::create(&path, "kontan", AT).unwrap();
    store.add(&story(1, Fields::default(), paragraphs("Bisa dibaca")), BY, None).unwrap();
    drop(store);
    let allow = |mode: u32| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    for mode in [0o555, 0o755] {
        allow(mode);
        let mut child = again("child_reads", &path);
        as_nobody(&mut child);
        let output = child.output().unwrap();
        assert!(output.status.success(), "{mode:o}: {}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(text.contains("1 passed"), "{text}");
    }
    allow(0o755);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "something was left beside it");
}

#[test]
#[ignore = "the child of a_newsroom_in_a_read_only_place_can_be_read"]
fn child_reads() {
    let path = given();
    let store = Store::open(&path).unwrap();
    assert!(store.is_read_only());
    let story = store.story(ID).unwrap().unwrap();
    assert_eq!(story.body, paragraphs("Bisa dibaca"));
    assert_eq!(store.search("dibaca", 5, 0).unwrap().total, 1);
    assert_eq!(store.verify().unwrap().faults, []);
    let save = Save { id: ID.into(), base: 1, fields: Fields::default(), body: paragraphs("Lain") };
    assert!(matches!(store.save(save, BY), Err(Error::ReadOnly)));
    assert!(matches!(Store::create(&path.with_file_name("baru.redaksi"), "kontan", AT), Err(Error::ReadOnly)));
}

/// Another process with the newsroom open; it ends when this is dropped.
pub struct Elsewhere(std::process::Child);

pub fn child_that_has_open(path: &Path) -> Elsewhere {
    let mut child =
        again("child_has_it_open", path).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map(Elsewhere).unwrap();
    let lines = BufReader::new(child.0.stdout.take().unwrap()).lines();
    assert!(lines.map(Result::unwrap).any(|line| line.ends_with("open")));
    child
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        self.0.wait().unwrap();
    }
}

#[test]
#[ignore = "the child of a_newsroom_that_another_process_has_open_stays_where_it_is"]
fn child_has_it_open() {
    let store = Store::open(&given()).unwrap();
    println!("open");
    std::io::stdin().read_line(&mut String::new()).unwrap();
    drop(store);
}
