//! Keeps other programs from taking an open newsroom for one that nobody has.
//!
//! SQLite's locks are POSIX locks, and the system takes all of them back as soon as anything in this process closes the same
//! file, as a file dialog does that looks what is in a folder. Whoever then closes the newsroom elsewhere deletes its log under
//! our hands: both go on writing, and neither sees what the other saves. Locks of an open file (`F_OFD_SETLK`) stay until
//! that file is closed; so the two that SQLite holds for as long as a newsroom is open are held like that besides.

use std::{
    fs::File,
    os::unix::fs::MetadataExt,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use nix::{
    fcntl::{FcntlArg, fcntl},
    libc,
};

/// Bytes that SQLite locks, as its file format says.
#[derive(Clone, Copy)]
struct Range {
    start: i64,
    length: i64,
}

/// Of the newsroom: whoever reads or writes it has a shared lock on these.
const SHARED: Range = Range { start: 0x4000_0002, length: 510 };
/// Of its `-shm`: while somebody has it, nobody begins the log's index anew.
const IN_USE: Range = Range { start: 128, length: 1 };

/// A file that is not closed while a connection of this process has it: that would take SQLite's locks back, too.
struct Held {
    file: File,
    range: Range,
    /// So many hold it.
    by: u32,
}

static HELD: Mutex<Vec<Held>> = Mutex::new(Vec::new());

/// A newsroom that is held until it is let go, which has to be before its last connection is closed; and this is dropped
/// after that.
pub(crate) struct Hold {
    /// Device and number of each of its files.
    files: Vec<(u64, u64)>,
}

impl Hold {
    /// Holds the newsroom at a path, which is open. Where the system cannot do that, SQLite's own locks are all there is.
    pub(crate) fn on(path: &Path) -> Self {
        let mut shm = path.as_os_str().to_owned();
        shm.push("-shm");
        let mut held = held();
        let files = [(path, SHARED), (Path::new(&shm), IN_USE)];
        Self { files: files.into_iter().filter_map(|(path, range)| take(&mut held, path, range)).collect() }
    }

    /// Leaves the newsroom to SQLite's own locks: who closes last folds the log into the file, which nobody may hold then.
    pub(crate) fn let_go(&mut self) {
        let files = std::mem::take(&mut self.files);
        let mut held = held();
        for one in held.iter_mut().filter(|one| identity(&one.file).is_some_and(|file| files.contains(&file))) {
            one.by -= 1;
            if one.by == 0 {
                // It goes with the file at the latest.
                let _ = lock(&one.file, one.range, libc::F_UNLCK);
            }
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.let_go();
        held().retain(|one| one.by > 0);
    }
}

fn take(held: &mut Vec<Held>, path: &Path, range: Range) -> Option<(u64, u64)> {
    let there = std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))?;
    let known = held.iter().position(|one| identity(&one.file) == Some(there));
    let at = match known {
        Some(at) => at,
        None => {
            held.push(Held { file: File::open(path).ok()?, range, by: 0 });
            held.len() - 1
        }
    };
    let one = held.get_mut(at)?;
    if one.by == 0 {
        lock(&one.file, range, libc::F_RDLCK).ok()?;
    }
    one.by += 1;
    identity(&one.file)
}

fn identity(file: &File) -> Option<(u64, u64)> {
    file.metadata().ok().map(|file| (file.dev(), file.ino()))
}

fn lock(file: &File, range: Range, kind: i32) -> nix::Result<()> {
    let wanted = libc::flock {
        l_type: kind as libc::c_short,
        l_whence: libc::SEEK_SET as libc::c_short,
        l_start: range.start,
        l_len: range.length,
        l_pid: 0,
    };
    fcntl(file, FcntlArg::F_OFD_SETLK(&wanted)).map(drop)
}

fn held() -> MutexGuard<'static, Vec<Held>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}
