use rusqlite::ErrorCode;
use std::path::PathBuf;

/// Why the newsroom file could not do it. One variant for each thing that a caller does differently.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Empty, not SQLite, or another program's: untouched.
    #[error("{0} is not a newsroom file")]
    NotANewsroom(PathBuf),
    /// Written by a newer Redaksi that changed more than this one can read: untouched.
    #[error("the newsroom file has schema {schema}; this Redaksi reads up to schema {ours}", ours = crate::migrate::SCHEMA)]
    Newer {
        /// The schema of the file.
        schema: u32,
    },
    /// No file there, or it was moved or deleted while it was open.
    #[error("there is no newsroom file at {0}")]
    NotFound(PathBuf),
    /// A new newsroom was asked for where a file already is.
    #[error("there is already a file at {0}")]
    Exists(PathBuf),
    /// The file, or the folder around it, cannot be written to.
    #[error("the newsroom file cannot be written to")]
    ReadOnly,
    /// It is of an older Redaksi, and cannot be brought up to date where it may not be written to: untouched.
    #[error("the newsroom file has schema {schema} and cannot be written to, so that it cannot be brought up to {ours}", ours = crate::migrate::SCHEMA)]
    Older {
        /// The schema of the file.
        schema: u32,
    },
    /// The disk is full; nothing of the change was kept.
    #[error("the disk is full")]
    Full,
    /// Another program has held the file for longer than we wait.
    #[error("the newsroom file is being used by another program")]
    Busy,
    /// SQLite found the file damaged.
    #[error("the newsroom file is damaged: {0}")]
    Damaged(String),
    /// A story whose body this Redaksi cannot read; the bytes are kept as they are.
    #[error("the body of story {story} cannot be read: {fault}")]
    Unreadable {
        /// The story's id.
        story: String,
        /// What is wrong with its tree.
        fault: String,
    },
    /// A story that is not in the newsroom; nothing of what was asked for was done.
    #[error("there is no story {0}")]
    NoStory(String),
    /// A correction that is not in the newsroom; nothing was done.
    #[error("there is no correction {0}")]
    NoCorrection(String),
    /// A note that is not in the newsroom; nothing was done.
    #[error("there is no note {0}")]
    NoNote(String),
    /// A note that is not deleted.
    #[error("note {id} is not deleted: {why}")]
    NoteStays {
        /// The note.
        id: String,
        /// Why.
        why: &'static str,
    },
    /// A row of the journal that is not there, or is of a kind that is not undone.
    #[error("row {seq} of the journal cannot be undone: {why}")]
    NotUndone {
        /// The row.
        seq: u32,
        /// Why, and what to do instead.
        why: &'static str,
    },
    /// The writer has stopped; the newsroom must be opened again.
    #[error("the newsroom file's writer has stopped")]
    Stopped,
    /// The system refused a file operation.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// Anything else that SQLite says.
    #[error("{0}")]
    Sqlite(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error};
        // A value that no Redaksi can have written.
        if matches!(
            error,
            FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..) | Utf8Error(..)
        ) {
            return Error::Damaged(error.to_string());
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Error::Full,
            Some(ErrorCode::ReadOnly) => Error::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::Damaged(error.to_string()),
            _ => Error::Sqlite(error),
        }
    }
}
