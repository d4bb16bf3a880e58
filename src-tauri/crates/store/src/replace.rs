//! Puts one newsroom file in the place of another. The one that stood there is set aside under another name, with the
//! log that belongs to it, and never deleted or written to.

use crate::{
    Error,
    backup::{self, Unfinished, Watch},
    file,
};
use std::{fs, io::ErrorKind, path::Path};

/// Puts a backup in the place of the newsroom at `path`, which is set aside as `aside`. False where `watch` told it to
/// stop. Nothing is touched before a checked copy of the backup lies beside the newsroom, and nothing at all where
/// another program has the newsroom open.
pub fn restore(path: &Path, backup: &Path, aside: &Path, watch: Watch) -> Result<bool, Error> {
    file::recognise(backup)?;
    let unfinished = Unfinished::beside(path)?;
    if !backup::copy_into(&backup::at_rest(backup)?, unfinished.path(), watch)? {
        return Ok(false);
    }
    exchange(path, unfinished, aside)?;
    Ok(true)
}

/// Gives a complete file the name `path`. What has the name now keeps its bytes under the name `aside`.
pub(crate) fn exchange(path: &Path, unfinished: Unfinished, aside: &Path) -> Result<(), Error> {
    if path.symlink_metadata().is_err() {
        return unfinished.place(path);
    }
    file::nobody_has(path)?;
    set_aside(path, aside)?;
    put_over(unfinished.path(), path)?;
    file::sync_folder(path)
}

/// The newsroom's own name is taken away last: whenever this is interrupted, everything is whole under one name or the
/// other.
#[expect(clippy::disallowed_methods, reason = "a newsroom file is moved like every file of ours: never over another")]
fn set_aside(path: &Path, aside: &Path) -> Result<(), Error> {
    let (log, log_aside) = (file::log_of(path), file::log_of(aside));
    for name in [aside, &log_aside] {
        if name.symlink_metadata().is_ok() {
            return Err(Error::Exists(name.to_owned()));
        }
    }
    let refused = |error| file::refused(error, path);
    match fs::hard_link(path, aside) {
        Ok(()) => {
            let has_log = match fs::hard_link(&log, &log_aside) {
                Ok(()) => true,
                Err(error) if error.kind() == ErrorKind::NotFound => false,
                Err(error) => {
                    let _ = fs::remove_file(aside);
                    return Err(refused(error));
                }
            };
            file::sync_folder(path)?;
            if has_log {
                fs::remove_file(&log).map_err(refused)?;
            }
        }
        // File systems without hard links (FAT, some shares).
        Err(_) => match fs::rename(&log, &log_aside) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(refused(error)),
            _ => fs::rename(path, aside).map_err(refused)?,
        },
    }
    // It belongs to the log that is no longer there.
    match fs::remove_file(file::index_of(path)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(refused(error)),
        _ => Ok(()),
    }
}

#[expect(clippy::disallowed_methods, reason = "what stands there has its other name already")]
fn put_over(unfinished: &Path, path: &Path) -> Result<(), Error> {
    fs::rename(unfinished, path).map_err(|error| file::refused(error, path))
}
