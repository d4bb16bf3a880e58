//! Whole copies of a newsroom, taken while it is worked in. A copy is made from one state of the file on a connection
//! of its own: in WAL mode that holds up neither a reader nor the writer. It is checked before it gets its name, and an
//! unfinished or unsound one never has a name that anybody would take for a backup.

use crate::{
    Error,
    file::{self, Access},
    migrate,
    tables::{journal, tally},
};
use rusqlite::{
    Connection, OpenFlags,
    backup::{Backup, StepResult},
};
use serde::Serialize;
use std::{
    collections::HashMap,
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// Is told how much is done of how much, and says whether to go on.
pub type Watch<'a> = &'a mut dyn FnMut(u32, u32) -> ControlFlow<()>;

/// Pages between two looks at whether to go on: some milliseconds.
const STEP: i32 = 512;

/// What a newsroom file holds, as told without opening it for work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Stories in it, spiked ones included.
    pub stories: u32,
    /// Its last change.
    pub mark: Mark,
}

/// The last change that a newsroom file knows of: two files with the same one hold the same stories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its place in the journal; 0 where nothing was ever changed.
    pub seq: u32,
    /// Its time. After a backup was restored, the places of the journal are given out once more.
    pub at: String,
}

/// A story that one newsroom file has otherwise than another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// The story's id.
    pub story: String,
    /// Its headline, or how it begins.
    pub headline: String,
    /// What differs.
    pub kind: DifferenceKind,
}

/// How a story differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum DifferenceKind {
    /// It is not in the other file.
    Missing,
    /// The other file has another state of it.
    Changed,
    /// Only the other file has it.
    Back,
}

/// Copies a newsroom whole to `to`, where no file may be. False where it was told to stop; then nothing is left.
pub(crate) fn copy(path: &Path, access: Access, to: &Path, watch: Watch) -> Result<bool, Error> {
    copy_from(&file::open_reader(path, access)?, to, watch)
}

/// Copies a newsroom to a file beside it before it is changed. An existing copy of that name is kept: it is the older
/// one.
pub(crate) fn copy_beside(connection: &Connection, path: &Path, suffix: &str) -> Result<PathBuf, Error> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{suffix}"));
    let copy = path.with_file_name(name);
    if copy.symlink_metadata().is_ok() {
        return Ok(copy);
    }
    match copy_from(connection, &copy, &mut |_, _| ControlFlow::Continue(())) {
        // Another process was quicker.
        Ok(_) | Err(Error::Exists(_)) => Ok(copy),
        Err(error) => Err(error),
    }
}

fn copy_from(connection: &Connection, to: &Path, watch: Watch) -> Result<bool, Error> {
    if to.symlink_metadata().is_ok() {
        return Err(Error::Exists(to.to_owned()));
    }
    let unfinished = Unfinished::beside(to)?;
    if !copy_into(connection, unfinished.path(), watch)? {
        return Ok(false);
    }
    unfinished.place(to)?;
    Ok(true)
}

/// Copies page by page and checks the copy; false where it was told to stop.
pub(crate) fn copy_into(connection: &Connection, to: &Path, watch: Watch) -> Result<bool, Error> {
    // One state of the newsroom for the whole copy: without it, each step would see what was saved meanwhile and the
    // copy would begin anew.
    let snapshot = connection.unchecked_transaction()?;
    migrate::schema(&snapshot)?;
    let mut target = open_unfinished(to)?;
    let copy = Backup::new(&snapshot, &mut target)?;
    loop {
        let step = copy.step(STEP)?;
        let progress = copy.progress();
        let total = u32::try_from(progress.pagecount).unwrap_or(0);
        let left = u32::try_from(progress.remaining).unwrap_or(0);
        match step {
            StepResult::Done => break,
            StepResult::More if watch(total.saturating_sub(left), total).is_break() => return Ok(false),
            StepResult::More => {}
            _ => return Err(Error::Busy),
        }
    }
    drop(copy);
    target.close().map_err(|(_, error)| error)?;
    fs::File::open(to)?.sync_all()?;
    check(to)?;
    Ok(true)
}

/// A connection to a file that has no name yet: a journal would protect nothing, and one fsync at the end is enough.
#[expect(clippy::disallowed_methods, reason = "the copy is a newsroom file in the making")]
pub(crate) fn open_unfinished(path: &Path) -> Result<Connection, Error> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    Ok(connection)
}

/// Whether a file at rest is a newsroom, and a sound one.
pub fn check(path: &Path) -> Result<(), Error> {
    file::recognise(path)?;
    quick_check(&at_rest(path)?)
}

/// SQLite's quick check: reads every page, and holds no index against its table.
pub(crate) fn quick_check(connection: &Connection) -> Result<(), Error> {
    match connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))?.as_str() {
        "ok" => Ok(()),
        damage => Err(Error::Damaged(damage.to_owned())),
    }
}

/// Opens a file that nobody works in. Nothing is made beside it, unless someone did work in it and left a log.
pub(crate) fn at_rest(path: &Path) -> Result<Connection, Error> {
    let has_log = fs::metadata(file::log_of(path)).is_ok_and(|log| log.len() > 0);
    file::open_reader(path, if has_log { Access::Read } else { Access::Frozen })
}

/// What a newsroom file holds: its stories and its last change.
pub fn about(path: &Path) -> Result<About, Error> {
    file::recognise(path)?;
    let connection = at_rest(path)?;
    let stories = tally::all(&connection)?.into_iter().map(|(_, _, stories)| stories).sum();
    Ok(About { stories, mark: journal::mark(&connection)? })
}

/// What the newsroom file at `path` has otherwise than the one at `other`, lost stories first.
pub fn differences(path: &Path, other: &Path) -> Result<Vec<Difference>, Error> {
    for path in [path, other] {
        file::recognise(path)?;
    }
    compare(&at_rest(path)?, &at_rest(other)?)
}

pub(crate) fn compare(here: &Connection, there: &Connection) -> Result<Vec<Difference>, Error> {
    let mut others = heads(there)?;
    let mut differences: Vec<Difference> = Vec::new();
    for (story, head) in heads(here)? {
        let kind = match others.remove(&story) {
            Some(other) if other.state == head.state => continue,
            Some(_) => DifferenceKind::Changed,
            None => DifferenceKind::Missing,
        };
        differences.push(Difference { story, headline: head.headline, kind });
    }
    let back = others.into_iter().map(|(story, head)| (story, head.headline, DifferenceKind::Back));
    differences.extend(back.map(|(story, headline, kind)| Difference { story, headline, kind }));
    differences.sort_by(|a, b| (a.kind, &b.story).cmp(&(b.kind, &a.story)));
    Ok(differences)
}

struct Head {
    headline: String,
    /// Revision, stage, time of the last save.
    state: (u32, String, String),
}

fn heads(connection: &Connection) -> Result<HashMap<String, Head>, Error> {
    let sql = "SELECT id, coalesce(nullif(headline, ''), excerpt), revision, stage, modified FROM story";
    let mut statement = connection.prepare(sql)?;
    let heads = statement.query_map([], |row| {
        Ok((row.get(0)?, Head { headline: row.get(1)?, state: (row.get(2)?, row.get(3)?, row.get(4)?) }))
    })?;
    Ok(heads.collect::<rusqlite::Result<_>>()?)
}

/// A file in the making, beside the one that it is to become. It goes when it is dropped.
pub(crate) struct Unfinished(PathBuf);

impl Unfinished {
    pub(crate) fn beside(path: &Path) -> Result<Self, Error> {
        file::unfinished_name(path).map(Self)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Gives it its name, unless that is taken.
    pub(crate) fn place(self, path: &Path) -> Result<(), Error> {
        file::place(&self.0, path)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Gone already where it was moved into place; there is nothing to do about one that cannot be removed.
        for path in [file::log_of(&self.0), file::index_of(&self.0), self.0.clone()] {
            let _ = fs::remove_file(path);
        }
    }
}
