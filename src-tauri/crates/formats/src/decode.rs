//! Bytes → text. What is text is read, whatever its encoding; what is not is refused by name, with what it is and what to
//! do instead.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::fmt;
use story::{Finding, FindingCode};

/// The largest file of copy, in bytes: a book. Anything larger is not a story, and would stand in the editor's way.
pub const LARGEST: u64 = 8 * 1024 * 1024;

/// Text of a file, with `\n` line ends and without control characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text. White space around lines is as it was.
    pub text: String,
    /// The encoding, where it was not UTF-8, and how many control characters were taken out.
    pub findings: Vec<Finding>,
}

/// Why a file is not copy. The message names the file, says what it is and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No bytes, or nothing but white space.
    #[error("{name} is empty: there is no text in it to import")]
    Empty {
        /// The file's name.
        name: String,
    },
    /// Not text.
    #[error("{name} is {what}, not plain text: {step}", step = what.next_step())]
    Binary {
        /// The file's name.
        name: String,
        /// What it is.
        what: Binary,
    },
    /// Larger than [`LARGEST`].
    #[error(
        "{name} has {size}; the largest text that can be imported has {largest}: split it, or paste the part that is the story",
        size = megabytes(*bytes),
        largest = megabytes(LARGEST)
    )]
    TooLarge {
        /// The file's name.
        name: String,
        /// Its size.
        bytes: u64,
    },
}

/// Files that are often taken for copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it; `Display` says it in words")]
pub enum Binary {
    Docx,
    Odt,
    WordBefore2007,
    Rtf,
    Zip,
    Gzip,
    Pdf,
    Png,
    Jpeg,
    Gif,
    WebP,
    Sqlite,
    Program,
    Utf32,
    Data,
}

impl fmt::Display for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Binary::Docx => "a Word document (DOCX)",
            Binary::Odt => "an OpenDocument text (ODT)",
            Binary::WordBefore2007 => "an old Office document (DOC or XLS)",
            Binary::Rtf => "a rich text document (RTF)",
            Binary::Zip => "a ZIP archive",
            Binary::Gzip => "a gzip archive",
            Binary::Pdf => "a PDF",
            Binary::Png => "a PNG picture",
            Binary::Jpeg => "a JPEG picture",
            Binary::Gif => "a GIF picture",
            Binary::WebP => "a WebP picture",
            Binary::Sqlite => "an SQLite database",
            Binary::Program => "a program",
            Binary::Utf32 => "text in UTF-32",
            Binary::Data => "binary data",
        })
    }
}

impl Binary {
    fn next_step(self) -> &'static str {
        match self {
            Binary::Docx | Binary::Odt | Binary::WordBefore2007 | Binary::Rtf => {
                "open it in the program that made it, and paste the text or save it as plain text (.txt)"
            }
            Binary::Pdf => "open it, select the text and paste it",
            Binary::Zip | Binary::Gzip => "unpack it, and import the text files in it",
            Binary::Png | Binary::Jpeg | Binary::Gif | Binary::WebP => "put it into a story as a picture",
            Binary::Sqlite => "if it is a newsroom, open it as one",
            Binary::Utf32 => "save it as UTF-8",
            Binary::Program | Binary::Data => "choose a text file",
        }
    }
}

/// Refuses a file by its size alone, before it is read into memory.
pub fn check_size(name: &str, bytes: u64) -> Result<(), Refusal> {
    if bytes > LARGEST { Err(Refusal::TooLarge { name: name.to_owned(), bytes }) } else { Ok(()) }
}

/// Reads the bytes of a file of copy.
///
/// A byte order mark decides; then UTF-8 if it is that; then UTF-16 by its zero bytes; then detection. Line ends become
/// `\n` (CRLF, old Mac, Unicode's), control characters are taken out.
pub fn decode(name: &str, bytes: &[u8]) -> Result<Decoded, Refusal> {
    check_size(name, bytes.len() as u64)?;
    let binary = |what| Refusal::Binary { name: name.to_owned(), what };
    if let Some(what) = magic(bytes) {
        return Err(binary(what));
    }
    let (decoded, encoding) = characters(bytes).ok_or_else(|| binary(Binary::Data))?;
    let (text, taken_out) = tidy(&decoded);
    // Bytes that are text in no encoding still decode to something in most single-byte ones: to control characters.
    if encoding.is_some() && taken_out > 8 && taken_out * 50 > decoded.chars().count() {
        return Err(binary(Binary::Data));
    }
    if text.chars().all(is_space) {
        return Err(if taken_out == 0 { Refusal::Empty { name: name.to_owned() } } else { binary(Binary::Data) });
    }
    let mut findings = Vec::new();
    if let Some(encoding) = encoding {
        findings.push(Finding::note(FindingCode::Decoded, encoding));
    }
    findings.extend(taken_out_finding(taken_out));
    Ok(Decoded { text, findings })
}

/// The finding for control characters that were taken out, if any were.
pub(crate) fn taken_out_finding(count: usize) -> Option<Finding> {
    (count > 0).then(|| Finding::note(FindingCode::ControlCharacters, count.to_string()))
}

/// White space as editors see it: the zero-width space and a stray byte order mark belong to it.
pub(crate) fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}')
}

/// One kind of line end, and no character that cannot stand in a story (nor in XML). Gives how many were taken out.
pub(crate) fn tidy(text: &str) -> (String, usize) {
    let mut tidy = String::with_capacity(text.len());
    let mut taken_out = 0;
    let mut characters = text.strip_prefix('\u{feff}').unwrap_or(text).chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                tidy.push('\n');
            }
            // Vertical tab and form feed are Word's line and page breaks; to drop them would fuse two words.
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => tidy.push('\n'),
            '\n' | '\t' => tidy.push(character),
            '\u{fffe}' | '\u{ffff}' => taken_out += 1,
            control if control.is_control() => taken_out += 1,
            other => tidy.push(other),
        }
    }
    (tidy, taken_out)
}

/// Decodes; names the encoding where it is not UTF-8. `None` for what is not text.
fn characters(bytes: &[u8]) -> Option<(String, Option<String>)> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && encoding != encoding_rs::UTF_8
    {
        return Some(decode_as(encoding, &bytes[mark..]));
    }
    if bytes.contains(&0) {
        return utf16_without_mark(bytes).map(|encoding| decode_as(encoding, bytes));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some((text.to_owned(), None));
    }
    if let Some(text) = damaged_utf8(bytes) {
        return Some((text, Some(format!("UTF-8 + {}", WINDOWS_1252.name()))));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Some(decode_as(detector.guess(None, Utf8Detection::Deny), bytes))
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> (String, Option<String>) {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), Some(encoding.name().to_owned()))
}

/// UTF-8 in which a few bytes are of another encoding (a quote out of an old system, a cut at the end). Those bytes are
/// read as Windows-1252, the rest stays as it is: a guess for the whole file would spoil every accent in it.
fn damaged_utf8(bytes: &[u8]) -> Option<String> {
    let (mut whole, mut damaged) = (0usize, 0usize);
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            damaged += 1;
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        }
    }
    (whole >= damaged * 2).then_some(text)
}

/// Which UTF-16 it is, told by where the zero bytes of Latin text stand.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = bytes.len() / 2;
    let encoding = match (even * 10 < odd, odd * 10 < even) {
        (true, _) if odd * 2 > half => UTF_16LE,
        (_, true) if even * 2 > half => UTF_16BE,
        _ => return None,
    };
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    (bytes.len().is_multiple_of(2) && !damaged && !text.contains('\0')).then_some(encoding)
}

/// What a file is, by its first bytes.
fn magic(bytes: &[u8]) -> Option<Binary> {
    const MAGIC: &[(&[u8], Binary)] = &[
        (b"%PDF-", Binary::Pdf),
        (b"\x89PNG\r\n\x1a\n", Binary::Png),
        (b"\xff\xd8\xff", Binary::Jpeg),
        (b"GIF87a", Binary::Gif),
        (b"GIF89a", Binary::Gif),
        (b"SQLite format 3\0", Binary::Sqlite),
        (b"\x1f\x8b", Binary::Gzip),
        (b"\x7fELF", Binary::Program),
        (b"MZ\x90\0", Binary::Program),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Binary::WordBefore2007),
        (b"{\\rtf", Binary::Rtf),
        (b"\xff\xfe\0\0", Binary::Utf32),
        (b"\0\0\xfe\xff", Binary::Utf32),
    ];
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(if holds(b"word/") {
            Binary::Docx
        } else if holds(b"opendocument.text") {
            Binary::Odt
        } else {
            Binary::Zip
        });
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(Binary::WebP);
    }
    MAGIC.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what)
}

fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576)
}
