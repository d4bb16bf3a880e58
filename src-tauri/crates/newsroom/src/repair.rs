//! What is done about a damaged newsroom: what can be read of it is opened, or a backup takes its place. Both put the
//! damaged file aside under another name, byte for byte, and say by name what is lost.

use crate::{BackupInfo, Failure, Newsroom, Progress, backup, newsroom::opening};
use serde::Serialize;
use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};
use store::{Difference, DifferenceKind, Error, Salvage, Salvaged};

/// What there is to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Examination {
    /// What can be read of the damaged newsroom; null where nothing can.
    pub readable: Option<Salvage>,
    /// The newest sound backup.
    pub backup: Option<BackupInfo>,
    /// Stories that can be read in the damaged newsroom and that the backup lacks or has in another state.
    pub would_lose: Vec<Difference>,
}

/// A newsroom that another file took the place of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Repaired {
    /// Where the file is that stood there before.
    pub aside: String,
    /// What the file that stands there now has otherwise, as far as the other can be read.
    pub differences: Vec<Difference>,
    /// What could be read, where it was salvaged.
    pub salvage: Option<Salvage>,
}

/// Work that reports how far it is and stops when it is told to.
type Report<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

impl Newsroom {
    /// Looks at what can be read of a newsroom, and at its backups. Changes nothing. `None` where it was told to stop.
    pub fn examine(path: &Path, progress: Report) -> Result<Option<Examination>, Failure> {
        let sound = |info: &BackupInfo| store::check(Path::new(&info.path)).is_ok();
        let backup = Self::backups_of(path).into_iter().find(sound);
        let salvaged = match Salvaged::out_of(path, &mut watch(path, progress)) {
            Ok(None) => return Ok(None),
            Ok(salvaged) => salvaged,
            Err(Error::Damaged(_)) => None,
            Err(error) => return Err(opening(path, &error)),
        };
        let would_lose = match (&salvaged, &backup) {
            (Some(salvaged), Some(info)) => {
                let differences = salvaged.differences(Path::new(&info.path));
                let mut differences = differences.map_err(|error| opening(Path::new(&info.path), &error))?;
                differences.retain(|difference| difference.kind != DifferenceKind::Back);
                differences
            }
            _ => Vec::new(),
        };
        Ok(Some(Examination { readable: salvaged.map(|salvaged| salvaged.report().clone()), backup, would_lose }))
    }

    /// Puts what can be read of a damaged newsroom in its place. `None` where it was told to stop.
    pub fn salvage(path: &Path, now: &str, progress: Report) -> Result<Option<Repaired>, Failure> {
        let aside = free(backup::aside(path, now)?);
        let failed = |error: Error| opening(path, &error);
        let Some(salvaged) = Salvaged::out_of(path, &mut watch(path, progress)).map_err(failed)? else {
            return Ok(None);
        };
        let salvage = salvaged.take_place(&aside).map_err(failed)?;
        Ok(Some(Repaired { aside: aside.display().to_string(), differences: Vec::new(), salvage: Some(salvage) }))
    }

    /// Writes what can be read of a newsroom to a new file and leaves the newsroom where it is. `None` where it was told
    /// to stop.
    pub fn salvage_to(path: &Path, to: &Path, progress: Report) -> Result<Option<Salvage>, Failure> {
        if to.symlink_metadata().is_ok() {
            return Err(opening(to, &Error::Exists(to.to_owned())));
        }
        let salvaged = Salvaged::out_of(path, &mut watch(path, progress)).map_err(|error| opening(path, &error))?;
        salvaged.map(|salvaged| salvaged.place(to)).transpose().map_err(|error| opening(to, &error))
    }

    /// Looks for damage while the newsroom is open, where it was too large to be looked through when it was opened. `rest`
    /// is called every moment: it may sleep, and says whether to go on. False where it said no.
    pub fn check_later(&self, rest: impl FnMut() -> ControlFlow<()> + Send + 'static) -> Result<bool, Failure> {
        self.store().check_later(rest).map_err(|error| self.failed(&error))
    }

    /// Puts a backup in the place of the newsroom at a path. `None` where it was told to stop.
    pub fn restore_backup(
        path: &Path,
        backup: &Path,
        now: &str,
        progress: Report,
    ) -> Result<Option<Repaired>, Failure> {
        let aside = free(backup::aside(path, now)?);
        fs::metadata(backup).map_err(|error| Failure::reading(backup, &error))?;
        if let Err(error) = store::check(backup) {
            return Err(opening(backup, &error));
        }
        let was_there = path.exists();
        if !store::restore(path, backup, &aside, &mut watch(backup, progress)).map_err(|error| opening(path, &error))? {
            return Ok(None);
        }
        let (aside, differences) = if was_there {
            (aside.display().to_string(), differences(&aside, path))
        } else {
            (String::new(), Vec::new())
        };
        Ok(Some(Repaired { aside, differences, salvage: None }))
    }
}

/// What a file that was set aside has otherwise, as far as it can be read: it may be why it was set aside.
fn differences(aside: &Path, path: &Path) -> Vec<Difference> {
    let sound = store::check(aside).is_ok().then(|| store::differences(aside, path).ok()).flatten();
    sound.unwrap_or_else(|| {
        let salvaged = Salvaged::out_of(aside, &mut |_, _| ControlFlow::Continue(())).ok().flatten();
        salvaged.and_then(|salvaged| salvaged.differences(path).ok()).unwrap_or_default()
    })
}

/// The name, or one with a number where something of that second is there already.
fn free(path: PathBuf) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let numbered = (2_u32..).map(|number| path.with_file_name(format!("{stem} {number}.redaksi")));
    [path.clone()].into_iter().chain(numbered).find(|path| path.symlink_metadata().is_err()).unwrap_or(path)
}

fn watch<'a>(path: &Path, progress: Report<'a>) -> impl FnMut(u32, u32) -> ControlFlow<()> + use<'a> {
    let name = path.display().to_string();
    move |done, total| progress(Progress { done, total, name: name.clone() })
}
