//! Files leave through here and nowhere else: a temporary file in the same folder, fsync, rename, fsync of the folder.
//! A reader sees the whole file or none, and nothing that stood there is written over unless that was asked for.
//!
//! A file is placed at once ([`Folder::place`]), or laid down and placed with many others ([`Folder::lay`],
//! [`Unsettled::place`]): a disk that is asked for many files at once takes little longer than for one.

use crate::Failure;
use std::{
    cell::RefCell,
    collections::BTreeSet,
    fs,
    io::{self, Write},
    panic::resume_unwind,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};
use tempfile::NamedTempFile;

/// So many files are asked of the disk at once. Whoever asks does nothing but wait.
const AT_ONCE: usize = 16;
/// Names of files that have none yet.
const PREFIX: &str = ".redaksi-";
const SUFFIX: &str = ".part";
/// After this time nobody writes to such a file any more.
const LEFT_BEHIND: Duration = Duration::from_secs(24 * 60 * 60);

/// A folder that files are placed in. Made where it was missing.
pub(crate) struct Folder {
    path: PathBuf,
    /// What had to be made, outermost first.
    made: Vec<PathBuf>,
    /// The folders in it that have files which a power cut could still take.
    unsettled: RefCell<BTreeSet<PathBuf>>,
}

/// A file that is written whole and has no name yet. Unless it gets one, it goes when it is dropped.
pub(crate) struct Laid {
    file: NamedTempFile,
    target: PathBuf,
    over: bool,
}

/// What was placed in a folder and a power cut could still take. It may be made sure of in any thread.
pub(crate) struct Unsettled {
    path: PathBuf,
    folders: BTreeSet<PathBuf>,
}

/// What became of a file that was to be placed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Placed {
    Written,
    /// A file of that name is there, and was left as it is.
    Exists,
}

impl Folder {
    /// Makes sure that files can be placed in the folder before any work is done for it.
    pub(crate) fn prepare(path: &Path) -> Result<Self, Failure> {
        let fail = |error: &io::Error| Failure::writing(path, error);
        let path_given = std::path::absolute(path).map_err(|error| fail(&error))?;
        let mut made: Vec<PathBuf> =
            path_given.ancestors().take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
        made.reverse();
        let folder = Self { path: path_given, made, unsettled: RefCell::default() };
        let ready = make_folder(&folder.path).and_then(|()| {
            if folder.path.is_dir() {
                temporary(&folder.path).map(drop)
            } else {
                Err(io::ErrorKind::NotADirectory.into())
            }
        });
        if let Err(error) = ready {
            folder.abandon();
            return Err(fail(&error));
        }
        sweep(&folder.path);
        Ok(folder)
    }

    /// Where a file of that name stands, or would.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Places a file. `name` may have folders in it (`pictures/a.jpg`), made where missing; it never leads out of the folder.
    /// The file is there and whole; that it outlives a power cut is sure after [`Folder::settle`].
    pub(crate) fn place(&self, name: &str, bytes: &[u8], over: bool) -> Result<Placed, Failure> {
        let target = self.file(name);
        let parent = target.parent().unwrap_or(&self.path);
        let placed = put(&target, bytes, over).map_err(|error| Failure::writing(&self.path, &error))?;
        if placed == Placed::Written {
            self.unsettled.borrow_mut().insert(parent.to_owned());
        }
        Ok(placed)
    }

    /// Writes a file that gets its name later, by [`Unsettled::place`]. `name` is as for [`Folder::place`].
    pub(crate) fn lay(&self, name: &str, bytes: &[u8], over: bool) -> Result<Laid, Failure> {
        Laid::new(self.file(name), bytes, over).map_err(|error| Failure::writing(&self.path, &error))
    }

    /// What was placed since this was last asked.
    pub(crate) fn unsettled(&self) -> Unsettled {
        Unsettled { path: self.path.clone(), folders: self.unsettled.take() }
    }

    /// Makes sure that all that was placed outlives a power cut.
    pub(crate) fn settle(&self) -> Result<(), Failure> {
        self.unsettled().settle()
    }

    /// Takes a placed file away again, because what it belongs to could not be placed.
    pub(crate) fn take_back(&self, name: &str) {
        let file = self.file(name);
        // Nothing better can be done about a file that will not go than to leave it.
        let _ = fs::remove_file(&file);
        if let Some(parent) = file.parent().filter(|parent| *parent != self.path) {
            let _ = fs::remove_dir(parent);
        }
    }

    /// Leaves no empty folders behind where nothing was placed.
    pub(crate) fn abandon(&self) {
        for folder in self.made.iter().rev() {
            // Only an empty folder goes; one that holds something is somebody's.
            let _ = fs::remove_dir(folder);
        }
    }
}

impl Unsettled {
    /// Gives files their names, each once it is on the disk; what became of each, in their order. One that the disk refuses
    /// concerns only itself.
    pub(crate) fn place(&mut self, laid: Vec<Laid>) -> Vec<Result<Placed, Failure>> {
        let synced = sync(&laid);
        let mut place = |(one, synced): (Laid, io::Result<()>)| {
            let parent = one.target.parent().map(Path::to_owned);
            let placed = synced.and_then(|()| one.place()).map_err(|error| match error.kind() {
                // It lay there, so the folder was taken away meanwhile.
                io::ErrorKind::NotFound => Failure::folder_missing(&self.path, &error),
                _ => Failure::writing(&self.path, &error),
            })?;
            self.folders.extend(parent.filter(|_| placed == Placed::Written));
            Ok(placed)
        };
        laid.into_iter().zip(synced).map(&mut place).collect()
    }

    /// Makes sure that all that was placed outlives a power cut.
    pub(crate) fn settle(self) -> Result<(), Failure> {
        let Self { path, folders } = self;
        folders.iter().try_for_each(|folder| sync_folder(folder)).map_err(|error| Failure::writing(&path, &error))
    }
}

impl Laid {
    fn new(target: PathBuf, bytes: &[u8], over: bool) -> io::Result<Self> {
        let folder = target.parent().ok_or(io::ErrorKind::NotFound)?;
        make_folder(folder)?;
        let mut file = temporary(folder)?;
        file.write_all(bytes)?;
        Ok(Self { file, target, over })
    }

    fn sync(&self) -> io::Result<()> {
        self.file.as_file().sync_all()
    }

    fn place(self) -> io::Result<Placed> {
        let Self { file, target, over } = self;
        let persisted = if over { file.persist(target) } else { file.persist_noclobber(target) };
        match persisted {
            Ok(_) => Ok(Placed::Written),
            Err(error) if !over && error.error.kind() == io::ErrorKind::AlreadyExists => Ok(Placed::Exists),
            Err(error) => Err(error.error),
        }
    }
}

/// Many at once, so that one commit of the file system's journal serves them all.
fn sync(laid: &[Laid]) -> Vec<io::Result<()>> {
    let sync = |some: &[Laid]| -> Vec<io::Result<()>> { some.iter().map(Laid::sync).collect() };
    thread::scope(|scope| {
        let hands = laid.chunks(laid.len().div_ceil(AT_ONCE).max(1));
        let hands: Vec<_> =
            hands.map(|some| (some, thread::Builder::new().spawn_scoped(scope, move || sync(some)))).collect();
        let synced = hands.into_iter().flat_map(|(some, hand)| match hand {
            Ok(hand) => hand.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // Where the system gives no more threads, it takes longer.
            Err(_) => sync(some),
        });
        synced.collect()
    })
}

/// Places a file whole, or not at all, where it outlives a power cut.
pub(crate) fn place(folder: &Path, target: &Path, bytes: &[u8], over: bool) -> io::Result<Placed> {
    let placed = put(target, bytes, over)?;
    if placed == Placed::Written {
        sync_folder(folder)?;
    }
    Ok(placed)
}

fn put(target: &Path, bytes: &[u8], over: bool) -> io::Result<Placed> {
    if !over && target.symlink_metadata().is_ok() {
        return Ok(Placed::Exists);
    }
    let laid = Laid::new(target.to_owned(), bytes, over)?;
    laid.sync()?;
    laid.place()
}

/// Takes away what was left by somebody who was killed while files were written: they have no names yet, and nobody knows
/// of them any more. What is younger may be another window's at work.
fn sweep(folder: &Path) {
    let is_ours = |name: &str| name.starts_with(PREFIX) && name.ends_with(SUFFIX);
    let is_old = |entry: &fs::DirEntry| {
        let changed = entry.metadata().and_then(|metadata| metadata.modified());
        changed.is_ok_and(|changed| changed.elapsed().is_ok_and(|age| age > LEFT_BEHIND))
    };
    let left = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in left.filter(|entry| is_ours(&entry.file_name().to_string_lossy()) && is_old(entry)) {
        // What cannot be taken away now harms nobody and is tried again.
        let _ = fs::remove_file(entry.path());
    }
}

/// A temporary file that goes when it is dropped, with the rights that a new file of the user's would have.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Makes a folder, and those above it that are missing. Each is on disk before anything is placed in it: a power cut that
/// takes a folder away takes the files in it, too.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().ok_or(io::ErrorKind::NotFound)?;
    make_folder(above)?;
    match fs::create_dir(folder) {
        // Another program was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error),
        Ok(()) => sync_folder(above),
    }
}

/// The name of a file is on disk only once its folder is. Windows does that by itself, and file systems that cannot do it
/// say so by an error of their own: the file is there all the same.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    match fs::File::open(folder)?.sync_all() {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Barrier;

    #[test]
    fn of_many_files_that_are_placed_together_each_answers_for_itself() {
        let out = tempfile::tempdir().unwrap();
        let folder = Folder::prepare(out.path()).unwrap();
        let lay = |number: usize| folder.lay(&format!("{number}.txt"), b"teks", false).unwrap();
        let mut laid: Vec<Laid> = (0..40).map(lay).collect();
        // The disk takes what is written and refuses to make sure of it.
        if cfg!(target_os = "linux") {
            let Laid { file, target, over } = laid.remove(7);
            let refusing = fs::File::open("/dev/full").unwrap();
            let file = NamedTempFile::from_parts(refusing, file.into_temp_path());
            laid.insert(7, Laid { file, target, over });
        }
        place(out.path(), &folder.file("30.txt"), b"punya orang lain", false).unwrap();
        let mut unsettled = folder.unsettled();
        for (number, placed) in unsettled.place(laid).into_iter().enumerate() {
            let file = fs::read_to_string(folder.file(&format!("{number}.txt"))).ok();
            match number {
                7 if cfg!(target_os = "linux") => assert!(placed.is_err() && file.is_none(), "{placed:?}"),
                30 => assert_eq!((placed.unwrap(), file.as_deref()), (Placed::Exists, Some("punya orang lain"))),
                _ => assert_eq!((placed.unwrap(), file.as_deref()), (Placed::Written, Some("teks"))),
            }
        }
        unsettled.settle().unwrap();
        let names = fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().file_name());
        assert!(names.into_iter().all(|name| !name.to_string_lossy().starts_with('.')), "a temporary file is left");
    }

    #[test]
    fn what_a_killed_export_left_is_taken_away_after_a_day() {
        let out = tempfile::tempdir().unwrap();
        let make = |name: &str, hours: u64| {
            let file = fs::File::create(out.path().join(name)).unwrap();
            let now = file.metadata().unwrap().modified().unwrap();
            file.set_modified(now - Duration::from_secs(hours * 60 * 60)).unwrap();
        };
        make(".redaksi-old.part", 25);
        make(".redaksi-at-work.part", 1);
        make("old.part", 25);
        Folder::prepare(out.path()).unwrap();
        let mut names: Vec<_> = fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, [".redaksi-at-work.part", "old.part"]);
    }

    #[test]
    fn what_is_laid_down_and_never_placed_leaves_nothing() {
        let out = tempfile::tempdir().unwrap();
        let folder = Folder::prepare(out.path()).unwrap();
        drop(folder.lay("naskah.txt", b"teks", false).unwrap());
        assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0);
    }

    #[test]
    fn of_many_who_place_one_name_at_once_one_does_and_none_is_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        for round in 0..50 {
            let target = folder.join(format!("{round}.txt"));
            let start = Barrier::new(4);
            let written: Vec<u8> = std::thread::scope(|scope| {
                let placers: Vec<_> = (0..4_u8)
                    .map(|who| {
                        let (start, target) = (&start, &target);
                        scope.spawn(move || {
                            start.wait();
                            (place(folder, target, &[who], false).unwrap() == Placed::Written).then_some(who)
                        })
                    })
                    .collect();
                placers.into_iter().filter_map(|placer| placer.join().unwrap()).collect()
            });
            assert_eq!(written, fs::read(&target).unwrap());
        }
    }
}
