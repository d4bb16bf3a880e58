//! Files that are a ZIP archive of parts. The same story gives the same bytes: no part has a time.

use std::io::{Cursor, Write};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// An archive on its way. Every name in it is ours, never one that a story brings.
pub(crate) struct Archive {
    writer: ZipWriter<Cursor<Vec<u8>>>,
}

impl Archive {
    pub(crate) fn new() -> Self {
        Self { writer: ZipWriter::new(Cursor::new(Vec::new())) }
    }

    /// With the part that says what the archive is, first and uncompressed, where every reader finds it at the same place.
    pub(crate) fn with_mimetype(media_type: &str) -> Self {
        let mut archive = Self::new();
        archive.put("mimetype", media_type.as_bytes(), CompressionMethod::Stored);
        archive
    }

    pub(crate) fn part(&mut self, name: &str, bytes: impl AsRef<[u8]>) {
        self.put(name, bytes.as_ref(), CompressionMethod::Deflated);
    }

    /// A part that is compressed already.
    pub(crate) fn picture(&mut self, name: &str, bytes: &[u8]) {
        self.put(name, bytes, CompressionMethod::Stored);
    }

    /// Writing to memory fails only at 4 GB, which no story with its pictures has.
    fn put(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let _ = self.writer.start_file(name, options).and_then(|()| Ok(self.writer.write_all(bytes)?));
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.writer.finish().map(Cursor::into_inner).unwrap_or_default()
    }
}
