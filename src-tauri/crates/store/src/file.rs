//! The file itself: what it is, how it is made and opened. The only caller of `Connection::open…`.

use crate::{Error, backup, log, migrate, tables::meta};
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use std::{
    fs,
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
    time::Duration,
};

/// `RDKS`: says that a file is ours.
pub(crate) const APPLICATION_ID: u32 = 0x5244_4B53;

/// How long a connection waits for another program's transaction.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// How many statements a connection keeps prepared: more than there are. One that is given up and prepared again costs as
/// much as a save's own work.
const STATEMENTS: usize = 128;

/// What connections hold of the file in memory, in KiB: a batch of an import, so that no page of it is written twice; and
/// what a search reads of the index while its query is being typed.
const WRITER_CACHE: i64 = 48 * 1024;
const READER_CACHE: i64 = 16 * 1024;

/// Files up to this size are checked whole when they are opened: some tenths of a second. Larger ones are checked while
/// they are worked in, see [`is_checked_later`].
const CHECKED_WHEN_OPENED: u64 = 32 << 20;

/// How a connection is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Write,
    Read,
    /// For files that nobody can write to at present: SQLite takes no lock and makes no file beside it.
    Frozen,
}

/// Makes a newsroom file. It appears under its name only when it is complete, and never over another file.
pub(crate) fn create(path: &Path, house: &str, at: &str) -> Result<(), Error> {
    if path.symlink_metadata().is_ok() {
        return Err(Error::Exists(path.to_owned()));
    }
    let unfinished = unfinished_name(path)?;
    let made = fill(&unfinished, house, at).and_then(|()| place(&unfinished, path));
    // Gone already where it was moved into place; there is nothing to do about one that cannot be removed.
    let _ = fs::remove_file(&unfinished);
    made
}

/// Says what kind of file this is by reading its first hundred bytes: nothing is locked, written or made beside it.
/// The schema in the header may be older than the one in the write-ahead log, never newer.
pub(crate) fn recognise(path: &Path) -> Result<u32, Error> {
    let mut header = [0; 100];
    // What it is is asked first: to open a pipe would wait for someone who writes into it.
    let read = fs::metadata(path).and_then(|metadata| match metadata.is_file() {
        true => fs::File::open(path)?.read_exact(&mut header),
        false => Err(ErrorKind::UnexpectedEof.into()),
    });
    match read {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(Error::NotFound(path.to_owned())),
        Err(error) if matches!(error.kind(), ErrorKind::UnexpectedEof | ErrorKind::IsADirectory) => {
            return Err(Error::NotANewsroom(path.to_owned()));
        }
        Err(error) => return Err(error.into()),
    }
    let number = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    let schema = number(60);
    if !header.starts_with(b"SQLite format 3\0") || number(68) != APPLICATION_ID || schema == 0 {
        return Err(Error::NotANewsroom(path.to_owned()));
    }
    Ok(schema)
}

/// Opens the connection that writes; `None` where the place is read-only. Older files are migrated.
pub(crate) fn open_writer(path: &Path) -> Result<Option<Connection>, Error> {
    let schema = recognise(path)?;
    if schema > migrate::SCHEMA {
        refuse_newer(&connect(path, Access::Frozen).map_err(|_| Error::Newer { schema })?)?;
    }
    if log::is_broken(&log_of(path))? {
        return Err(Error::Damaged("the middle of its write-ahead log is not as it was written".to_owned()));
    }
    let mut connection = match connect(path, Access::Write) {
        Ok(connection) => connection,
        Err(Error::ReadOnly) => return Ok(None),
        Err(error) => return Err(error),
    };
    if migrate::schema(&connection)? > migrate::SCHEMA {
        // The newer schema was still in the write-ahead log: leave it there.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        refuse_newer(&connection)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    }
    if !is_checked_later(path)? {
        backup::quick_check(&connection)?;
    }
    migrate::bring_up(&mut connection, path, migrate::MIGRATIONS)?;
    Ok(Some(connection))
}

/// Whether a newsroom is too large to be checked while it is opened.
pub(crate) fn is_checked_later(path: &Path) -> Result<bool, Error> {
    Ok(fs::metadata(path)?.len() > CHECKED_WHEN_OPENED)
}

/// Opens a connection that reads.
pub(crate) fn open_reader(path: &Path, access: Access) -> Result<Connection, Error> {
    connect(path, access)
}

/// How a file in a read-only place can be read: with the log that another program left, or as it stands.
pub(crate) fn readable(path: &Path) -> Result<Access, Error> {
    for access in [Access::Read, Access::Frozen] {
        // A log that cannot be taken into account must not be overlooked: its texts are the newest.
        if access == Access::Frozen && fs::metadata(log_of(path)).is_ok_and(|log| log.len() > 0) {
            break;
        }
        if let Ok(connection) = connect(path, access) {
            refuse_newer(&connection)?;
            return match migrate::schema(&connection)? {
                schema if schema < migrate::SCHEMA => Err(Error::Older { schema }),
                _ => Ok(access),
            };
        }
    }
    Err(Error::ReadOnly)
}

/// Which file this is, whatever its name: a newsroom that was moved away while it is open must not go on saying "saved".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity(#[cfg(unix)] (u64, u64));

pub(crate) fn identity(path: &Path) -> Result<Identity, Error> {
    match fs::metadata(path) {
        #[cfg(unix)]
        Ok(file) => {
            Ok(Identity((std::os::unix::fs::MetadataExt::dev(&file), std::os::unix::fs::MetadataExt::ino(&file))))
        }
        // An open file cannot be taken away there.
        #[cfg(not(unix))]
        Ok(_) => Ok(Identity()),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Error::NotFound(path.to_owned())),
        Err(error) => Err(error.into()),
    }
}

/// How long a newsroom that is to be set aside is waited for: a window that has just closed it may not be done.
const PATIENCE_ASIDE: Duration = Duration::from_secs(2);

/// Makes sure that no program has the newsroom open: it must not be taken away under anybody's hands. A file too damaged
/// to say so is nobody's. Its bytes stay as they are.
#[expect(clippy::disallowed_methods, reason = "this is store::file, which opens newsrooms")]
pub(crate) fn nobody_has(path: &Path) -> Result<(), Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE_ASIDE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    // Everyone who has a newsroom open holds a shared lock on it.
    connection.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()))?;
    match connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, u32>(0))
        .map_err(Error::from)
    {
        Err(Error::Busy) => Err(Error::Busy),
        Err(Error::ReadOnly) => Err(Error::ReadOnly),
        _ => Ok(()),
    }
}

fn refuse_newer(connection: &Connection) -> Result<(), Error> {
    let schema = migrate::schema(connection)?;
    let oldest =
        meta::get(connection, meta::OLDEST_READER).ok().flatten().and_then(|number| number.parse::<u32>().ok());
    match oldest {
        Some(oldest) if oldest <= migrate::SCHEMA => Ok(()),
        _ => Err(Error::Newer { schema }),
    }
}

#[expect(clippy::disallowed_methods, reason = "this is store::file, which opens newsrooms")]
fn connect(path: &Path, access: Access) -> Result<Connection, Error> {
    let connection = match access {
        Access::Write => {
            Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        }
        Access::Read => {
            Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        }
        Access::Frozen => Connection::open_with_flags(
            frozen_address(path),
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI,
        ),
    };
    let connection = connection.map_err(|error| match path.exists() {
        true => cannot_write(error),
        false => Error::NotFound(path.to_owned()),
    })?;
    connection.busy_timeout(PATIENCE)?;
    // Plans do not depend on values: otherwise SQLite prepares a kept statement anew for every value that it is given.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    if access == Access::Write {
        if connection.is_readonly("main")? {
            return Err(Error::ReadOnly);
        }
        // A folder that cannot be written to shows itself here: the log has nowhere to be.
        let mode = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0));
        mode.map_err(cannot_write)?;
        connection.query_row("SELECT count(*) FROM meta", [], |row| row.get::<_, u32>(0)).map_err(cannot_write)?;
        // FULL, not NORMAL: after a power cut the last "saved" must have been true.
        connection.pragma_update(None, "synchronous", "FULL")?;
        // On macOS an ordinary fsync leaves the text in the drive's cache. Elsewhere this says nothing new.
        connection.pragma_update(None, "fullfsync", true)?;
        connection.pragma_update(None, "checkpoint_fullfsync", true)?;
        connection.pragma_update(None, "foreign_keys", true)?;
    } else {
        connection.pragma_update(None, "query_only", true)?;
        connection.query_row("SELECT count(*) FROM meta", [], |row| row.get::<_, u32>(0)).map_err(cannot_write)?;
    }
    // Not before the file has been read: it would be the first to fail.
    connection.pragma_update(None, "cache_size", -if access == Access::Write { WRITER_CACHE } else { READER_CACHE })?;
    Ok(connection)
}

/// SQLite says that it cannot open its own log where it may not write.
fn cannot_write(error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::PermissionDenied) => Error::ReadOnly,
        // There is no such table, in a file that says that it is ours.
        Some(rusqlite::ErrorCode::Unknown) => Error::Damaged(error.to_string()),
        _ => error.into(),
    }
}

#[expect(clippy::disallowed_methods, reason = "this is store::file, which makes newsrooms")]
fn fill(unfinished: &Path, house: &str, at: &str) -> Result<(), Error> {
    let mut connection =
        Connection::open_with_flags(unfinished, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    migrate::create(&mut connection, house, at)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.close().map_err(|(_, error)| error.into())
}

/// An empty file of our own beside `path`.
pub(crate) fn unfinished_name(path: &Path) -> Result<PathBuf, Error> {
    for number in 0.. {
        let mut name = std::ffi::OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(format!(".{}-{number}", std::process::id()));
        let unfinished = path.with_file_name(name);
        match fs::File::create_new(&unfinished) {
            Ok(_) => return Ok(unfinished),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(refused(error, path)),
        }
    }
    Err(Error::Exists(path.to_owned()))
}

/// Gives a complete file its name, unless that is taken.
#[expect(
    clippy::disallowed_methods,
    reason = "a newsroom file is placed like every file of ours: complete, and never over another"
)]
pub(crate) fn place(unfinished: &Path, path: &Path) -> Result<(), Error> {
    match fs::hard_link(unfinished, path) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(Error::Exists(path.to_owned())),
        // File systems without hard links (FAT, some shares).
        Err(_) if path.symlink_metadata().is_ok() => return Err(Error::Exists(path.to_owned())),
        Err(_) => fs::rename(unfinished, path).map_err(|error| refused(error, path))?,
    }
    sync_folder(path)
}

/// What was placed or moved in a file's folder is on the disk when this returns.
pub(crate) fn sync_folder(path: &Path) -> Result<(), Error> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

pub(crate) fn refused(error: std::io::Error, path: &Path) -> Error {
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Error::ReadOnly,
        ErrorKind::StorageFull => Error::Full,
        ErrorKind::NotFound | ErrorKind::NotADirectory => Error::NotFound(path.parent().unwrap_or(path).to_owned()),
        _ => error.into(),
    }
}

/// The write-ahead log of a newsroom.
pub(crate) fn log_of(path: &Path) -> PathBuf {
    beside(path, "-wal")
}

/// The index of the write-ahead log, which holds nothing that could be lost.
pub(crate) fn index_of(path: &Path) -> PathBuf {
    beside(path, "-shm")
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// `file:///…?immutable=1`, every byte that could mean something in an address escaped.
fn frozen_address(path: &Path) -> String {
    let mut address = String::from("file://");
    if cfg!(windows) {
        address.push('/');
    }
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(windows) => address.push('/'),
            b'/' | b'-' | b'.' | b'_' | b'~' | b':' => address.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            byte => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address.push_str("?immutable=1");
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_writing_connection_keeps_the_promise_that_saved_is_saved() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kantor.redaksi");
        create(&path, "kontan", "2026-11-23T17:20:01.123Z").unwrap();
        let writer = open_writer(&path).unwrap().unwrap();
        let pragma = |connection: &Connection, name: &str| {
            connection.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0)).unwrap()
        };
        assert_eq!(pragma(&writer, "synchronous"), 2.into());
        assert_eq!(pragma(&writer, "fullfsync"), 1.into());
        assert_eq!(pragma(&writer, "checkpoint_fullfsync"), 1.into());
        assert_eq!(pragma(&writer, "journal_mode"), "wal".to_owned().into());
        assert_eq!(pragma(&writer, "foreign_keys"), 1.into());
        assert_eq!(pragma(&writer, "busy_timeout"), 5000.into());
        let reader = open_reader(&path, Access::Read).unwrap();
        assert_eq!(pragma(&reader, "query_only"), 1.into());
        assert!(reader.execute("DELETE FROM meta", []).is_err());
    }
}
