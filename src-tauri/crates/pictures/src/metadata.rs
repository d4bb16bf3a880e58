//! What was written into a picture by its photographer, agency or desk.

mod exif;
mod iim;
mod xmp;

use crate::{Kind, boxes, decode};
use image::ImageDecoder;

/// What a picture says of itself, by the IPTC Photo Metadata Standard 2024.1. Plain text; empty where it does not say.
///
/// | field | XMP | IPTC-IIM | EXIF |
/// | --- | --- | --- | --- |
/// | caption | `dc:description` | 2:120 | `ImageDescription` |
/// | alt | `Iptc4xmpCore:AltTextAccessibility` | – | – |
/// | credit | `photoshop:Credit` | 2:110 | – |
/// | photographer | `dc:creator` | 2:80 | `Artist` |
/// | place | `photoshop:City`, `photoshop:Country` | 2:90, 2:101 | – |
/// | date | `photoshop:DateCreated` | 2:55 | `DateTimeOriginal` |
///
/// Where a file says a thing more than once, XMP is asked first, then IPTC-IIM, then EXIF: the first is what today's desks
/// write, the last is the camera's. Each field is asked for by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// What is to be seen, as readers read it under the picture.
    pub caption: String,
    /// What the picture shows, for those who cannot see it.
    pub alt: String,
    /// Whom it is owed to, as printed: mostly an agency.
    pub credit: String,
    /// Who took it; several are joined by commas.
    pub photographer: String,
    /// City and country, joined by a comma.
    pub place: String,
    /// The day it was taken, `YYYY-MM-DD`.
    pub date: String,
}

/// The longest caption that is taken over, in characters.
const LONGEST: usize = 5_000;

/// What the picture says. Metadata that cannot be read are none: they never keep a picture out.
pub(crate) fn read(bytes: &[u8], kind: Kind) -> Metadata {
    let Blocks { xmp, iim, exif } = blocks(bytes, kind);
    let told = [
        xmp.map(|packet| xmp::read(&packet)).unwrap_or_default(),
        iim.map(|blocks| iim::read(&blocks)).unwrap_or_default(),
        exif.map(|fields| exif::read(&fields)).unwrap_or_default(),
    ];
    let first = |field: fn(&Metadata) -> &String| {
        told.iter().map(|one| clean(field(one))).find(|text| !text.is_empty()).unwrap_or_default()
    };
    Metadata {
        caption: first(|one| &one.caption),
        alt: first(|one| &one.alt),
        credit: first(|one| &one.credit),
        photographer: first(|one| &one.photographer),
        place: first(|one| &one.place),
        date: first(|one| &one.date),
    }
}

/// The raw blocks of a file.
#[derive(Default)]
struct Blocks {
    xmp: Option<Vec<u8>>,
    iim: Option<Vec<u8>>,
    exif: Option<::exif::Exif>,
}

fn blocks(bytes: &[u8], kind: Kind) -> Blocks {
    if kind == Kind::Avif {
        return Blocks { xmp: boxes::xmp(bytes), iim: None, exif: boxes::exif(bytes).and_then(exif::open) };
    }
    let Ok(mut decoder) = decode::decoder(bytes, kind) else { return Blocks::default() };
    let exif = match kind {
        // The whole file is one EXIF block.
        Kind::Tiff => exif::open(bytes.to_vec()),
        _ => decoder.exif_metadata().ok().flatten().and_then(exif::open),
    };
    Blocks {
        xmp: decoder.xmp_metadata().ok().flatten(),
        iim: decoder.iptc_metadata().ok().flatten().or_else(|| exif.as_ref().and_then(exif::iim)),
        exif,
    }
}

/// One line of text: no control characters, no runs of spaces, not endless.
fn clean(text: &str) -> String {
    let plain = text.chars().map(|character| if character.is_control() { ' ' } else { character });
    let plain: String = plain.take(LONGEST).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Those that say something, joined by a comma.
fn join<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

/// The day of a date as XMP (`2024-05-09T10:00`), IPTC-IIM (`20240509`) and EXIF (`2024:05:09 10:00:00`) write it; empty
/// where it is no whole day (`2024-05`, `00000000`).
fn day(date: &str) -> String {
    let digits: String = date.chars().take(10).filter(char::is_ascii_digit).collect();
    let between = ["", "-", ":"].iter().any(|mark| {
        digits.len() == 8
            && date.trim_start().starts_with(&format!("{}{mark}{}{mark}{}", &digits[..4], &digits[4..6], &digits[6..]))
    });
    let number = |at: std::ops::Range<usize>| digits.get(at).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let is_day = between && number(0..4) > 0 && (1..=12).contains(&number(4..6)) && (1..=31).contains(&number(6..8));
    if is_day { format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]) } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_each_standard_writes_it() {
        for date in ["2024-05-09", "2024-05-09T10:00:00+07:00", "20240509", "2024:05:09 10:11:12"] {
            assert_eq!(day(date), "2024-05-09", "{date}");
        }
        for date in [
            "",
            "2024",
            "2024-05",
            "00000000",
            "0000:00:00 00:00:00",
            "2024-13-01",
            "2024-05-32",
            "9 May 2024",
            "20240",
        ] {
            assert_eq!(day(date), "", "{date}");
        }
    }

    #[test]
    fn what_is_taken_over_is_one_line_of_text() {
        assert_eq!(clean("  Dua\r\n\tbaris \u{0}\u{7} "), "Dua baris");
        assert_eq!(clean(&"a".repeat(LONGEST * 2)).len(), LONGEST);
        assert_eq!(join(["Moskow", " ", "Rusia"]), "Moskow, Rusia");
    }
}
