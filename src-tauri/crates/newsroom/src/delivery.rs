//! Files leave through here and nowhere else: a temporary file in the same folder, fsync, rename, fsync of the folder.
//! A reader sees the whole file or none, and nothing that stood there is written over unless that was asked for.

use crate::Failure;
use std::{
    cell::RefCell,
    collections::BTreeSet,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// A folder that files are placed in. Made where it was missing.
pub(crate) struct Folder {
    path: PathBuf,
    /// What had to be made, outermost first.
    made: Vec<PathBuf>,
    /// The folders in it that have files which a power cut could still take.
    unsettled: RefCell<BTreeSet<PathBuf>>,
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
        let placed = put(parent, &target, bytes, over).map_err(|error| Failure::writing(&self.path, &error))?;
        if placed == Placed::Written {
            self.unsettled.borrow_mut().insert(parent.to_owned());
        }
        Ok(placed)
    }

    /// Makes sure that all that was placed outlives a power cut.
    pub(crate) fn settle(&self) -> Result<(), Failure> {
        let unsettled = self.unsettled.take();
        unsettled
            .iter()
            .try_for_each(|folder| sync_folder(folder))
            .map_err(|error| Failure::writing(&self.path, &error))
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

/// Places a file whole, or not at all, where it outlives a power cut.
pub(crate) fn place(folder: &Path, target: &Path, bytes: &[u8], over: bool) -> io::Result<Placed> {
    let placed = put(folder, target, bytes, over)?;
    if placed == Placed::Written {
        sync_folder(folder)?;
    }
    Ok(placed)
}

fn put(folder: &Path, target: &Path, bytes: &[u8], over: bool) -> io::Result<Placed> {
    make_folder(folder)?;
    if !over && target.symlink_metadata().is_ok() {
        return Ok(Placed::Exists);
    }
    let mut file = temporary(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    let persisted = if over { file.persist(target) } else { file.persist_noclobber(target) };
    match persisted {
        Ok(_) => {}
        Err(error) if !over && error.error.kind() == io::ErrorKind::AlreadyExists => return Ok(Placed::Exists),
        Err(error) => return Err(error.error),
    }
    Ok(Placed::Written)
}

/// A temporary file that goes when it is dropped, with the rights that a new file of the user's would have.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".redaksi-").suffix(".part");
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
