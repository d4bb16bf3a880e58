//! Texts made small. A version is compressed with the text of an older one as its dictionary, so that it costs what was
//! changed. Whatever comes out is held against the length and the sum that were noted when it went in: a damaged version
//! is an error, never another text.

use crate::Error;
use sha2::{Digest, Sha256};

/// Of zstd, from 1 to 22: beyond this one, edits of a story gain nothing, and a whole text some hundredths for six times the
/// work.
const LEVEL: i32 = 8;

/// What every zstd frame begins with. In the file it would be the same four bytes before every version.
const MAGIC: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

/// No story is longer; a row that says so is damaged, and is not given the memory.
const LONGEST: u32 = 1 << 28;

/// A text as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Packed {
    /// Of the text, in bytes.
    pub length: u32,
    /// Of the text.
    pub sum: i64,
    pub bytes: Vec<u8>,
}

/// Packs a text; `against` is the text that will be at hand when it is unpacked.
pub(crate) fn pack(text: &str, against: Option<&str>) -> Result<Packed, Error> {
    pack_at(LEVEL, text, against)
}

/// The same at another level of zstd.
pub(crate) fn pack_at(level: i32, text: &str, against: Option<&str>) -> Result<Packed, Error> {
    let length = u32::try_from(text.len()).ok().filter(|length| *length <= LONGEST);
    let length = length.ok_or_else(|| Error::Io(std::io::ErrorKind::FileTooLarge.into()))?;
    let dictionary = against.unwrap_or_default().as_bytes();
    let mut compressor = zstd::bulk::Compressor::with_dictionary(level, dictionary)?;
    // The row has the length already.
    compressor.set_parameter(zstd::zstd_safe::CParameter::ContentSizeFlag(false))?;
    let frame = compressor.compress(text.as_bytes())?;
    let bytes = frame.strip_prefix(&MAGIC).unwrap_or(&frame).to_vec();
    Ok(Packed { length, sum: sum(text), bytes })
}

/// The text again, byte for byte; else what is wrong with it.
pub(crate) fn unpack(packed: &Packed, against: Option<&str>) -> Result<String, String> {
    if packed.length > LONGEST {
        return Err(format!("it is said to have {} bytes", packed.length));
    }
    let frame = [&MAGIC, packed.bytes.as_slice()].concat();
    let text = zstd::bulk::Decompressor::with_dictionary(against.unwrap_or_default().as_bytes())
        .and_then(|mut decompressor| decompressor.decompress(&frame, packed.length as usize))
        .map_err(|error| error.to_string())?;
    let text = String::from_utf8(text).map_err(|error| error.to_string())?;
    if text.len() != packed.length as usize || sum(&text) != packed.sum {
        return Err("it is not the text that was kept".to_owned());
    }
    Ok(text)
}

/// The first 64 bits of a text's SHA-256: tells damage, and finds what may be the same text. That it is the same is
/// then seen by looking at it.
pub(crate) fn sum(text: &str) -> i64 {
    let digest = Sha256::digest(text);
    digest.iter().take(8).fold(0, |sum, byte| (sum << 8) | i64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_edit_costs_what_was_edited() {
        let text: String = (0..600).map(|number| format!("kata{} ", number * 7919 % 1000)).collect();
        let edited = text.replace("kata7 ", "kalimat baru yang pendek ");
        let alone = pack(&text, None).unwrap();
        let edit = pack(&edited, Some(&text)).unwrap();
        assert!(edit.bytes.len() * 20 < alone.bytes.len(), "{} {}", edit.bytes.len(), alone.bytes.len());
        assert_eq!(unpack(&edit, Some(&text)).as_deref(), Ok(edited.as_str()));
        assert!(unpack(&edit, Some(&text.to_uppercase())).is_err(), "unpacked against another text");
        assert!(unpack(&edit, None).is_err(), "unpacked against nothing");
    }

    proptest! {
        #[test]
        fn every_text_comes_back_byte_for_byte(text in ".*", against in prop::option::of(".*")) {
            let packed = pack(&text, against.as_deref()).unwrap();
            prop_assert_eq!(unpack(&packed, against.as_deref()), Ok(text));
        }

        #[test]
        fn a_changed_byte_is_noticed(text in "[a-z ]{1,200}", at in 0..1000_usize, to in 1..255_u8) {
            let mut packed = pack(&text, None).unwrap();
            let at = at % packed.bytes.len();
            packed.bytes[at] ^= to;
            // A byte that says nothing (an unused bit of a header) may change; the text may not.
            if let Ok(read) = unpack(&packed, None) {
                prop_assert_eq!(read, text);
            }
        }

        #[test]
        fn what_is_no_packed_text_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..64), length in any::<u32>()) {
            let packed = Packed { length, sum: 1, bytes };
            prop_assert!(unpack(&packed, None).is_err());
        }
    }
}
