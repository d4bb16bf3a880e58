//! Read-only connections, opened as they are needed and kept for the next question.

use crate::{
    Error,
    file::{self, Access},
};
use rusqlite::{Connection, Transaction};
use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// More than this many at once is a burst: the connections over it are closed again.
const KEPT: usize = 4;

pub(crate) struct Readers {
    path: PathBuf,
    access: Access,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(crate) fn new(path: &Path, access: Access) -> Self {
        Self { path: path.to_owned(), access, idle: Mutex::new(Vec::new()) }
    }

    pub(crate) fn access(&self) -> Access {
        self.access
    }

    /// Answers a question from one state of the newsroom: what other threads save meanwhile is not in it.
    pub(crate) fn read<T>(&self, question: impl FnOnce(&Transaction) -> Result<T, Error>) -> Result<T, Error> {
        let mut connection = match self.take() {
            Some(connection) => connection,
            None => file::open_reader(&self.path, self.access)?,
        };
        let transaction = connection.transaction()?;
        let answer = question(&transaction)?;
        drop(transaction);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(connection);
        }
        Ok(answer)
    }

    /// Answers a question on a connection of its own. FTS5's integrity check does not notice, as its queries do, that
    /// another connection has changed the search since this one last read it, and calls a sound search damaged.
    pub(crate) fn read_afresh<T>(&self, question: impl FnOnce(&Transaction) -> Result<T, Error>) -> Result<T, Error> {
        question(&file::open_reader(&self.path, self.access)?.transaction()?)
    }

    fn take(&self) -> Option<Connection> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }
}
