//! Remembers what was done for which state of which files, so that nothing is done twice.

use crate::{Stop, target};
use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

/// A note in `target/xtask` that a piece of work was done for exactly these files.
pub struct Stamp {
    file: PathBuf,
    state: String,
}

impl Stamp {
    /// The stamp of `work` for the present state of `files` (folders are read whole).
    pub fn of(work: &str, files: &[PathBuf]) -> Self {
        let mut hasher = DefaultHasher::new();
        files.iter().for_each(|file| hash(file, &mut hasher));
        Stamp { file: target().join("xtask").join(work), state: format!("{:016x}\n", hasher.finish()) }
    }

    /// Whether the work was done for this state.
    pub fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|state| state == self.state)
    }

    /// Notes that the work is done.
    #[expect(clippy::disallowed_methods, reason = "a stamp may be lost: the work is then done once more")]
    pub fn set(&self) -> Result<(), Stop> {
        let folder = self.file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&self.file, &self.state))
            .map_err(|error| Stop(format!("{} cannot be written: {error}", self.file.display())))
    }
}

fn hash(path: &Path, hasher: &mut DefaultHasher) {
    path.hash(hasher);
    if let Ok(entries) = fs::read_dir(path) {
        let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        inside.sort();
        inside.iter().for_each(|path| hash(path, hasher));
    } else {
        fs::read(path).unwrap_or_default().hash(hasher);
    }
}
