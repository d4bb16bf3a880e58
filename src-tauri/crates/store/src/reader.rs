//! Read-only connections, opened as they are needed and kept for the next question.

use crate::{
    Error,
    file::{self, Access},
};
use rusqlite::{Connection, ErrorCode, Transaction};
use std::{
    path::{Path, PathBuf},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// More than this many at once is a burst: the connections over it are closed again.
const KEPT: usize = 4;

/// How long a question waits for the connection of another one, where none can be opened.
const PATIENCE: Duration = Duration::from_secs(5);

/// Steps of SQLite's own between two looks at whether to go on.
const STEP: i32 = 64;

/// What `work` on a connection comes to; `None` where `overtaken` said meanwhile that nobody waits for it any more.
pub(crate) fn unless<T>(
    connection: &mut Connection,
    overtaken: impl FnMut() -> bool + Send + 'static,
    work: impl FnOnce(&mut Connection) -> Result<T, Error>,
) -> Result<Option<T>, Error> {
    connection.progress_handler(STEP, Some(overtaken))?;
    let done = work(connection);
    connection.progress_handler(0, None::<fn() -> bool>)?;
    match done {
        Err(Error::Sqlite(error)) if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) => Ok(None),
        done => done.map(Some),
    }
}

pub(crate) struct Readers {
    path: PathBuf,
    pool: Mutex<Pool>,
    /// A question was answered.
    answered: Condvar,
}

struct Pool {
    access: Access,
    idle: Vec<Connection>,
    /// How many are answering a question.
    lent: usize,
}

impl Readers {
    pub(crate) fn new(path: &Path, access: Access) -> Self {
        let pool = Pool { access, idle: Vec::new(), lent: 0 };
        Self { path: path.to_owned(), pool: Mutex::new(pool), answered: Condvar::new() }
    }

    /// The file can be written to from here on, so it is read as one that may change.
    pub(crate) fn thaw(&self) {
        let mut pool = self.pool();
        pool.access = Access::Read;
        pool.idle.clear();
    }

    pub(crate) fn access(&self) -> Access {
        self.pool().access
    }

    /// Answers a question from one state of the newsroom: what other threads save meanwhile is not in it.
    pub(crate) fn read<T>(&self, question: impl FnOnce(&Transaction) -> Result<T, Error>) -> Result<T, Error> {
        self.lend(|connection| question(&connection.transaction()?))
    }

    /// The same, of a question that takes long; see [`unless`].
    pub(crate) fn read_unless<T>(
        &self,
        overtaken: impl FnMut() -> bool + Send + 'static,
        question: impl FnOnce(&Transaction) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        self.lend(|connection| unless(connection, overtaken, |connection| question(&connection.transaction()?)))
    }

    /// Answers a question on a connection of its own. FTS5's integrity check does not notice, as its queries do, that
    /// another connection has changed the search since this one last read it, and calls a sound search damaged.
    pub(crate) fn read_afresh<T>(&self, question: impl FnOnce(&Transaction) -> Result<T, Error>) -> Result<T, Error> {
        let access = self.access();
        question(&file::open_reader(&self.path, access)?.transaction()?)
    }

    fn lend<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T, Error>) -> Result<T, Error> {
        let (access, mut connection) = self.take()?;
        let done = work(&mut connection);
        self.give_back(access, connection);
        done
    }

    /// A connection, and how it reads the file. While the file is out of its place none can be opened, but those that are open
    /// go on reading it: then one of them is waited for.
    fn take(&self) -> Result<(Access, Connection), Error> {
        let mut pool = self.pool();
        let access = pool.access;
        let connection = match pool.idle.pop() {
            Some(connection) => connection,
            None => {
                drop(pool);
                let opened = file::open_reader(&self.path, access);
                pool = self.pool();
                if opened.is_err() {
                    let all_lent = |pool: &mut Pool| pool.idle.is_empty() && pool.lent > 0;
                    let waited = self.answered.wait_timeout_while(pool, PATIENCE, all_lent);
                    pool = waited.unwrap_or_else(PoisonError::into_inner).0;
                }
                opened.or_else(|fault| pool.idle.pop().ok_or(fault))?
            }
        };
        pool.lent += 1;
        Ok((access, connection))
    }

    fn give_back(&self, access: Access, connection: Connection) {
        let mut pool = self.pool();
        pool.lent -= 1;
        if pool.idle.len() < KEPT && pool.access == access {
            pool.idle.push(connection);
        }
        self.answered.notify_all();
    }

    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
