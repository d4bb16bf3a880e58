//! A copy of a damaged newsroom that can be opened and thrown away.

use crate::{
    Error,
    backup::{Unfinished, open_unfinished},
    file, log, migrate,
};
use rusqlite::{Connection, OpenFlags};
use std::{
    fs::File,
    io::{ErrorKind, Read, Seek, SeekFrom, Write},
    path::Path,
};

/// What a disk gives or refuses at once.
const BLOCK: usize = 4096;
const AT_ONCE: usize = 256 * BLOCK;
/// SQLite's own page size, and ours.
const PAGE: u32 = 4096;

/// Fields are dropped in this order: the connection must be gone before its file.
pub(super) struct Scratch {
    pub connection: Connection,
    /// The schema of the damaged file, or ours where it cannot be told.
    pub schema: u32,
    /// Whether something is missing from its log.
    pub broken_log: bool,
    file: Unfinished,
}

impl Scratch {
    pub(super) fn of(path: &Path) -> Result<Self, Error> {
        if let Ok(schema) = file::recognise(path)
            && schema > migrate::SCHEMA
        {
            return Err(Error::Newer { schema });
        }
        let scratch = Unfinished::beside(path)?;
        let mut copy = File::options().read(true).write(true).open(scratch.path())?;
        copy_bytes(path, &mut copy)?;
        let broken_log = copy_log(&file::log_of(path), &file::log_of(scratch.path()))?;
        let schema = mend_header(&mut copy)?;
        drop(copy);
        let connection = match open(scratch.path()) {
            Ok(connection) => connection,
            // The list of tables is damaged: it is the same in every newsroom of this schema.
            Err(Error::Damaged(_)) => {
                lay_schema(scratch.path(), schema)?;
                open(scratch.path())?
            }
            Err(error) => return Err(error),
        };
        // So that the pages in the log are found in the file as well. Where that cannot be done they are not.
        let _ = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        Ok(Self { connection, schema, broken_log, file: scratch })
    }
}

impl Scratch {
    pub(super) fn path(&self) -> &Path {
        self.file.path()
    }
}

/// Copies a file past what the disk refuses to read: there the copy has zeros.
fn copy_bytes(from: &Path, to: &mut File) -> Result<(), Error> {
    let mut source = File::open(from).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Error::NotFound(from.to_owned()),
        _ => file::refused(error, from),
    })?;
    let size = source.metadata()?.len();
    let mut at = 0;
    let mut bytes = vec![0; AT_ONCE];
    while at < size {
        let wanted = AT_ONCE.min(usize::try_from(size - at).unwrap_or(AT_ONCE));
        source.seek(SeekFrom::Start(at))?;
        if source.read_exact(&mut bytes[..wanted]).is_err() {
            for (number, block) in (0_u64..).zip(bytes[..wanted].chunks_mut(BLOCK)) {
                source.seek(SeekFrom::Start(at + number * BLOCK as u64))?;
                if source.read_exact(block).is_err() {
                    block.fill(0);
                }
            }
        }
        to.write_all(&bytes[..wanted]).map_err(|error| file::refused(error, from))?;
        at += wanted as u64;
    }
    Ok(())
}

/// Copies the log and puts it in order; whether that was called for.
fn copy_log(from: &Path, to: &Path) -> Result<bool, Error> {
    let mut log =
        File::options().read(true).write(true).create_new(true).open(to).map_err(|error| file::refused(error, to))?;
    match copy_bytes(from, &mut log) {
        Err(Error::NotFound(_)) => return Ok(false),
        copied => copied?,
    }
    let mut bytes = Vec::new();
    log.seek(SeekFrom::Start(0))?;
    log.read_to_end(&mut bytes)?;
    let Some(mended) = log::mended(&bytes) else { return Ok(false) };
    log.set_len(0)?;
    log.seek(SeekFrom::Start(0))?;
    log.write_all(&mended).map_err(|error| file::refused(error, to))?;
    Ok(true)
}

/// Writes the first hundred bytes as they are in every newsroom; the schema, where it can be told.
fn mend_header(file: &mut File) -> Result<u32, Error> {
    let size = file.metadata()?.len();
    let mut header = [0; 100];
    file.seek(SeekFrom::Start(0))?;
    if size < header.len() as u64 || file.read_exact(&mut header).is_err() {
        return Err(Error::Damaged("nothing is left of the file".to_owned()));
    }
    let number = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    let pages = u32::try_from(size / u64::from(PAGE)).unwrap_or(u32::MAX);
    let told = number(60);
    let schema = if (1..=migrate::SCHEMA).contains(&told) { told } else { migrate::SCHEMA };
    let changes = number(24);
    header[..24].copy_from_slice(b"SQLite format 3\0\x10\x00\x02\x02\x00\x40\x20\x20");
    header[32..].fill(0);
    for (at, value) in [
        (28, pages),
        (40, 1),
        (44, 4),
        (56, 1),
        (60, schema),
        (68, file::APPLICATION_ID),
        (92, changes),
        (96, 3_050_000),
    ] {
        header[at..at + 4].copy_from_slice(&u32::to_be_bytes(value));
    }
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&header)?;
    Ok(schema)
}

#[expect(clippy::disallowed_methods, reason = "a copy that nobody else knows of")]
fn open(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // What cannot be read of the list of tables is passed over.
    connection.pragma_update(None, "writable_schema", true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, u32>(0))?;
    for table in ["story", "body", "journal", "version"] {
        if connection.prepare(&format!("SELECT * FROM {table}")).is_err() {
            return Err(Error::Damaged(format!("there is no table {table}")));
        }
    }
    Ok(connection)
}

/// Puts the list of tables of a new newsroom in the place of one that cannot be read. Its pages are the first ones of
/// every newsroom that was made with this schema.
fn lay_schema(path: &Path, schema: u32) -> Result<(), Error> {
    let fresh = Unfinished::beside(path)?;
    let mut connection = open_unfinished(fresh.path())?;
    migrate::create_as(&mut connection, schema)?;
    let pages = schema_pages(&connection)?;
    drop(connection);
    let mut from = File::open(fresh.path())?;
    let mut to = File::options().read(true).write(true).open(path)?;
    for number in pages {
        let skipped = if number == 1 { 100 } else { 0 };
        let mut page = vec![0; PAGE as usize - skipped];
        let at = u64::from(number - 1) * u64::from(PAGE) + skipped as u64;
        from.seek(SeekFrom::Start(at))?;
        from.read_exact(&mut page)?;
        to.seek(SeekFrom::Start(at))?;
        to.write_all(&page)?;
    }
    Ok(())
}

/// The pages that are no table's or index's own: in a new newsroom each of those is one page.
fn schema_pages(connection: &Connection) -> Result<Vec<u32>, Error> {
    let pages: u32 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
    let mut roots = connection.prepare("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0")?;
    let roots = roots.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<u32>>>()?;
    Ok((1..=pages).filter(|page| !roots.contains(page)).collect())
}
