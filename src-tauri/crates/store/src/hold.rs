//! Keeps other programs from taking an open newsroom for one that nobody has.
//!
//! SQLite's locks are POSIX locks, and the system takes all of them back as soon as anything in this process closes the same
//! file, as a file dialog does that looks what is in a folder. Whoever then closes the newsroom elsewhere deletes its log under
//! our hands: both go on writing, and neither sees what the other saves. Locks of an open file (`F_OFD_SETLK`) stay until
//! that file is closed; so the two that SQLite holds for as long as a newsroom is open are held like that besides.

use crate::file::{self, Identity};
use nix::{
    fcntl::{FcntlArg, fcntl},
    libc,
};
use std::{
    fs::File,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
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
    identity: Identity,
    file: File,
    range: Range,
    /// So many hold it.
    by: u32,
}

static HELD: Mutex<Vec<Held>> = Mutex::new(Vec::new());

/// A newsroom that is held until it is let go, which has to be before its last connection is closed; and this is dropped
/// after that.
pub(crate) struct Hold {
    files: Vec<Identity>,
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
        for one in held.iter_mut().filter(|one| one.by > 0 && files.contains(&one.identity)) {
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

fn take(held: &mut Vec<Held>, path: &Path, range: Range) -> Option<Identity> {
    let identity = file::identity(path).ok()?;
    if let Some(known) = held.iter_mut().find(|one| one.identity == identity && one.by > 0) {
        known.by += 1;
        return Some(identity);
    }
    let file = File::open(path).ok()?;
    // Also where it cannot be locked it stays open as long: closing it would do the harm itself.
    let _ = lock(&file, range, libc::F_RDLCK);
    held.push(Held { identity: identity.clone(), file, range, by: 1 });
    Some(identity)
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
