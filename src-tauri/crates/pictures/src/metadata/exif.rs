//! EXIF 3.0 (CIPA DC-008): what the camera wrote.

use super::{Metadata, day, join};
use exif::{Context, Exif, In, Reader, Tag, Value};

/// IPTC-IIM in a TIFF file (tag 33723, from RichTIFF).
const IIM: Tag = Tag(Context::Tiff, 33723);
/// Photoshop's blocks in a TIFF file, IPTC-IIM among them (tag 34377).
const PHOTOSHOP: Tag = Tag(Context::Tiff, 34377);

/// What cameras write where their owner wrote nothing.
const MADE_BY_CAMERAS: &[&str] = &[
    "OLYMPUS DIGITAL CAMERA",
    "SONY DSC",
    "MINOLTA DIGITAL CAMERA",
    "KODAK Digital Still Camera",
    "Untitled",
    "default",
];

/// Opens a block, from its TIFF header on. What is broken in it is passed over.
pub(super) fn open(block: Vec<u8>) -> Option<Exif> {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    reader.read_raw(block).or_else(|error| error.distill_partial_result(|_| ())).ok()
}

pub(super) fn read(exif: &Exif) -> Metadata {
    let text = |tag| text_of(exif, tag);
    let caption = text(Tag::ImageDescription);
    Metadata {
        caption: if MADE_BY_CAMERAS.contains(&caption.trim()) { String::new() } else { caption },
        photographer: join(text(Tag::Artist).split(';')),
        date: day(&text(Tag::DateTimeOriginal)),
        ..Metadata::default()
    }
}

/// The IPTC-IIM of a TIFF file, as `iim::read` takes it.
pub(super) fn iim(exif: &Exif) -> Option<Vec<u8>> {
    [IIM, PHOTOSHOP].into_iter().find_map(|tag| bytes_of(exif, tag))
}

/// ASCII by the standard; UTF-8 in practice, and since EXIF 3.0 by it.
fn text_of(exif: &Exif, tag: Tag) -> String {
    match exif.get_field(tag, In::PRIMARY).map(|field| &field.value) {
        Some(Value::Ascii(lines)) => lines.first().map_or_else(String::new, |line| super::iim::decode(line, false)),
        _ => String::new(),
    }
}

fn bytes_of(exif: &Exif, tag: Tag) -> Option<Vec<u8>> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Byte(bytes) | Value::Undefined(bytes, _) => Some(bytes.clone()),
        // Some write it as 32-bit numbers. In which order the file has its bytes tells the first of the block: 0x1c.
        Value::Long(numbers) => {
            let order = |to: fn(u32) -> [u8; 4]| numbers.iter().flat_map(|number| to(*number)).collect::<Vec<u8>>();
            [order(u32::to_le_bytes), order(u32::to_be_bytes)].into_iter().find(|bytes| bytes.first() == Some(&0x1c))
        }
        _ => None,
    }
}
