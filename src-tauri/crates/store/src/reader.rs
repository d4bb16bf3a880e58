//! Read-only connections, opened as they are needed and kept for the next question.

use crate::{
    Error,
    file::{self, Access},
};
use rusqlite::{Connection, Transaction};
use std::{
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// More than this many at once is a burst: the connections over it are closed again.
const KEPT: usize = 4;

pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Idle>,
}

struct Idle {
    access: Access,
    connections: Vec<Connection>,
}

impl Readers {
    pub(crate) fn new(path: &Path, access: Access) -> Self {
        Self { path: path.to_owned(), idle: Mutex::new(Idle { access, connections: Vec::new() }) }
    }

    /// The file can be written to from here on, so it is read as one that may change.
    pub(crate) fn thaw(&self) {
        *self.idle() = Idle { access: Access::Read, connections: Vec::new() };
    }

    pub(crate) fn access(&self) -> Access {
        self.idle().access
    }

    /// Answers a question from one state of the newsroom: what other threads save meanwhile is not in it.
    pub(crate) fn read<T>(&self, question: impl FnOnce(&Transaction) -> Result<T, Error>) -> Result<T, Error> {
        let (access, connection) = self.take();
        let mut connection = match connection {
            Some(connection) => connection,
            None => file::open_reader(&self.path, access)?,
        };
        let transaction = connection.transaction()?;
        let answer = question(&transaction)?;
        drop(transaction);
        let mut idle = self.idle();
        if idle.connections.len() < KEPT && idle.access == access {
            idle.connections.push(connection);
        }
        Ok(answer)
    }

    /// Answers a question on a connection of its own. FTS5's integrity check does not notice, as its queries do, that
    /// another connection has changed the search since this one last read it, and calls a sound search damaged.
    pub(crate) fn read_afresh<T>(&self, question: impl FnOnce(&Transaction) -> Result<T, Error>) -> Result<T, Error> {
        let access = self.idle().access;
        question(&file::open_reader(&self.path, access)?.transaction()?)
    }

    /// How the file is read now, and a connection that does.
    fn take(&self) -> (Access, Option<Connection>) {
        let mut idle = self.idle();
        (idle.access, idle.connections.pop())
    }

    fn idle(&self) -> MutexGuard<'_, Idle> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
