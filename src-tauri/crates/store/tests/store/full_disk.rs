//! A disk that is full at each write of a save. A child process is given room for a few bytes more each time: first by a
//! limit on the size of files, which stops a write in its middle, then on a small file system of its own, which says
//! what a full disk says. What was there before stays whole, and saving goes on as soon as there is room.

use crate::{AT, BY, paragraphs, story};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};
use store::{Error, Save, Saved, Store};
use story::{Body, Fields};

/// In the child: where its newsroom is to be.
pub const FOLDER: &str = "STORE_TEST_FULL_DISK";
const ID: &str = "01936000-0000-7000-8000-000000000001";
/// Checking the whole file takes longer than a save.
const VERIFY_EVERY: u32 = 20;

/// Starts this test binary again, by a shell script that ends in `exec "$@"`; `$0` is the folder.
fn child(test: &str, shell: &[&str], folder: &Path) -> Output {
    let (program, before) = shell.split_first().unwrap();
    let mut command = Command::new(program);
    command.args(before).arg(folder).arg(env::current_exe().unwrap());
    command.args([test, "--exact", "--ignored", "--nocapture"]).env(FOLDER, folder);
    command.output().unwrap()
}

/// The same, with a small file system of its own at the folder; `None` where this system gives nobody one.
#[cfg(target_os = "linux")]
#[expect(clippy::print_stdout, reason = "what was skipped is said")]
pub fn on_own_disk(test: &str, folder: &Path) -> Option<Output> {
    let own = "unshare --map-root-user --mount sh -c 'mount -t tmpfs tmpfs /mnt'";
    if !Command::new("sh").args(["-c", own]).output().is_ok_and(|tried| tried.status.success()) {
        println!("skipped: this system gives nobody a file system of their own");
        return None;
    }
    let mount = "mount -t tmpfs -o size=3m tmpfs \"$0\" && exec \"$@\"";
    Some(child(test, &["unshare", "--map-root-user", "--mount", "sh", "-c", mount], folder))
}

pub fn assert_passed(output: &Output) {
    let said = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text).into_owned()).concat();
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

/// The newsroom of a child, and what its one story has to say.
struct Desk {
    store: Store,
    path: PathBuf,
    revision: u32,
    body: Body,
}

impl Desk {
    fn new() -> Self {
        let path = PathBuf::from(env::var_os(FOLDER).expect("started by another test")).join("kantor.redaksi");
        let store = Store::create(&path, "kontan", AT).unwrap();
        let body = paragraphs("awal");
        store.add(&story(1, Fields::default(), body.clone()), BY, None).unwrap();
        Self { store, path, revision: 1, body }
    }

    /// Tries to save a text; whether it was kept.
    fn save(&mut self, body: Body, refused_as: fn(&Error) -> bool) -> bool {
        let save = Save { id: ID.into(), base: self.revision, fields: Fields::default(), body: body.clone() };
        match self.store.save(save, BY) {
            Ok(saved) => {
                assert_eq!(saved, Saved::Kept { revision: self.revision + 1 });
                self.revision += 1;
                self.body = body;
                true
            }
            Err(error) => {
                assert!(refused_as(&error), "{error:?}");
                false
            }
        }
    }

    fn assert_as_it_was(&self, round: u32) {
        let story = self.store.story(ID).unwrap().unwrap();
        assert!(story.revision == self.revision && story.body == self.body, "round {round}: another text is there");
        if round.is_multiple_of(VERIFY_EVERY) {
            assert_eq!(self.store.verify().unwrap().faults, [], "round {round}");
        }
    }

    fn log(&self) -> u64 {
        fs::metadata(self.path.with_extension("redaksi-wal")).map_or(0, |log| log.len())
    }

    /// Closed and opened again, everything that was kept is there, and the file is sound.
    fn assert_sound_when_reopened(self) {
        let Self { store, path, revision, body } = self;
        drop(store);
        let store = Store::open(&path).unwrap();
        let story = store.story(ID).unwrap().unwrap();
        assert!(story.revision == revision && story.body == body);
        assert_eq!(store.verify().unwrap().faults, []);
    }
}

/// A text that no page has room for beside another, different in every round.
fn long(round: u32) -> Body {
    let words: Vec<String> = (0..900).map(|word| format!("kata{}", word * 31 + round)).collect();
    paragraphs(&words.chunks(60).map(|line| line.join(" ")).collect::<Vec<_>>().join("\n"))
}

#[cfg(target_os = "linux")]
#[test]
fn a_save_that_is_cut_off_at_any_byte_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    // A process that writes past its limit is killed, unless it says that it can do without.
    let shell = ["sh", "-c", "trap '' XFSZ; exec \"$@\""];
    assert_passed(&child("full_disk::child_is_cut_off", &shell, folder.path()));
}

#[test]
#[ignore = "the child of a_save_that_is_cut_off_at_any_byte_leaves_what_was_there"]
fn child_is_cut_off() {
    let mut desk = Desk::new();
    // The limit is no error of a full disk, and SQLite has no other word for it than for a disk that fails.
    let refused = |error: &Error| matches!(error, Error::Sqlite(_) | Error::Full | Error::Io(_));
    for round in 0.. {
        limit(Some(desk.log() + u64::from(round) * 512));
        let kept = desk.save(long(round), refused);
        limit(None);
        desk.assert_as_it_was(round);
        assert!(desk.save(paragraphs(&format!("ada ruang lagi {round}")), refused));
        if kept {
            assert!(round > 20, "a save of {round} half kilobytes is too small to be a test");
            break;
        }
        // The log is not to be folded in by itself while the limit is on.
        desk.store.fold().unwrap();
    }
    // Now the file itself cannot grow while the log is folded in.
    let mut folded = false;
    for round in 0.. {
        assert!(desk.save(long(1000 + round), refused));
        limit(Some(fs::metadata(&desk.path).unwrap().len() / 2 + u64::from(round) * 512 * 8));
        folded = desk.store.fold().is_ok();
        limit(None);
        desk.assert_as_it_was(round);
        if folded || round > 100 {
            break;
        }
    }
    assert!(folded);
    desk.assert_sound_when_reopened();
}

/// Sets the largest size that a file of this process may have.
fn limit(bytes: Option<u64>) {
    let most = bytes.map_or("unlimited".to_owned(), |bytes| bytes.to_string());
    let own = std::process::id().to_string();
    let set = Command::new("prlimit").args(["--pid", &own, &format!("--fsize={most}:unlimited")]).status();
    assert!(set.unwrap().success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_at_any_page_is_named_and_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    if let Some(output) = on_own_disk("full_disk::child_fills_the_disk", folder.path()) {
        assert_passed(&output);
    }
}

#[test]
#[ignore = "the child of a_disk_that_is_full_at_any_page_is_named_and_leaves_what_was_there"]
fn child_fills_the_disk() {
    let mut desk = Desk::new();
    let full = |error: &Error| matches!(error, Error::Full);
    let mut folds = 0;
    for round in 0.. {
        let filler = Filler::leave(desk.path.parent().unwrap(), u64::from(round) * PAGE);
        let kept = desk.save(long(round), full);
        match desk.store.fold() {
            Ok(()) => folds += 1,
            Err(error) => assert!(full(&error), "{error:?}"),
        }
        desk.assert_as_it_was(round);
        // Whoever opens it now reads what is there, or hears that the disk is full.
        match Store::open(&desk.path) {
            Ok(other) => assert!(other.story(ID).unwrap().unwrap().body == desk.body),
            Err(error) => assert!(full(&error), "{error:?}"),
        }
        drop(filler);
        assert!(desk.save(paragraphs(&format!("ada ruang lagi {round}")), full));
        desk.store.fold().unwrap();
        if kept && folds > 1 {
            assert!(round > 5, "a save of {round} pages is too small to be a test");
            break;
        }
    }
    desk.assert_sound_when_reopened();
}

const PAGE: u64 = 4096;

/// A file that takes all the room of a disk but some.
struct Filler(PathBuf);

impl Filler {
    fn leave(folder: &Path, free: u64) -> Self {
        let path = folder.join("penuh");
        // Until nothing more goes in: no file system says beforehand to the page what it has room for.
        let mut file = fs::File::create(&path).unwrap();
        let page = [b'x'; PAGE as usize];
        while std::io::Write::write_all(&mut file, &page).is_ok() {}
        let all = file.metadata().unwrap().len();
        file.set_len((all - all % PAGE).saturating_sub(free)).unwrap();
        Self(path)
    }
}

impl Drop for Filler {
    fn drop(&mut self) {
        fs::remove_file(&self.0).unwrap();
    }
}
