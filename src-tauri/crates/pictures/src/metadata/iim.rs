//! IPTC-IIM 4.2, bare or in the blocks that Photoshop keeps it in. Read here, because the crates that do it know only one
//! of the two and one of its charsets.

use super::{Metadata, day, join};
use encoding_rs::WINDOWS_1252;

/// Begins every dataset.
const MARK: u8 = 0x1c;
/// The number of the IPTC-IIM block among Photoshop's.
const IIM: u64 = 0x0404;
/// 1:90 with this value: the texts are UTF-8 (ISO 2022).
const UTF_8: &[u8] = b"\x1b%G";

/// Reads a block of IPTC-IIM, or Photoshop's blocks with one among them, or either as the hexadecimal text of a PNG.
pub(super) fn read(block: &[u8]) -> Metadata {
    let unpacked = unpack(block);
    let block = unpacked.as_deref().unwrap_or(block);
    let sets = Datasets(if block.first() == Some(&MARK) { block } else { in_photoshop(block).unwrap_or_default() });
    let sets: Vec<(u8, u8, &[u8])> = sets.collect();
    let is_utf_8 = sets.iter().any(|(record, number, value)| (*record, *number) == (1, 90) && *value == UTF_8);
    let all = |wanted: u8| {
        sets.iter()
            .filter(move |(record, number, _)| (*record, *number) == (2, wanted))
            .map(|(_, _, value)| decode(value, is_utf_8))
            .collect::<Vec<String>>()
    };
    let first = |wanted| all(wanted).into_iter().next().unwrap_or_default();
    Metadata {
        caption: first(120),
        alt: String::new(),
        credit: first(110),
        photographer: join(all(80).iter().map(String::as_str)),
        place: join([first(90).as_str(), first(101).as_str()]),
        date: day(&first(55)),
    }
}

/// Text whose charset is said to be UTF-8, or is not said: then it is UTF-8 where it can be, else Latin-1 (as Windows has
/// it), which is what desks wrote before.
pub(super) fn decode(value: &[u8], is_utf_8: bool) -> String {
    match std::str::from_utf8(value) {
        Ok(text) => text.to_owned(),
        Err(_) if is_utf_8 => String::from_utf8_lossy(value).into_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(value).0.into_owned(),
    }
}

/// Record, number and value of each dataset, up to the first that cannot be.
struct Datasets<'a>(&'a [u8]);

impl<'a> Iterator for Datasets<'a> {
    type Item = (u8, u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let [MARK, record, number, high, low, rest @ ..] = self.0 else { return None };
        let short = usize::from(*high) << 8 | usize::from(*low);
        // With the highest bit set it is how many bytes the length itself has.
        let (length, rest) = if short & 0x8000 == 0 {
            (short, rest)
        } else {
            let (length, rest) = rest.split_at_checked(short & 0x7fff)?;
            (usize::try_from(big(length)?).ok()?, rest)
        };
        let (value, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((*record, *number, value))
    }
}

/// The IPTC-IIM block among Photoshop's: `8BIM`, a number, a name, a length, the block, each filled up to an even length.
fn in_photoshop(mut blocks: &[u8]) -> Option<&[u8]> {
    blocks = blocks.strip_prefix(b"Photoshop 3.0\0").unwrap_or(blocks);
    loop {
        let rest = blocks.strip_prefix(b"8BIM")?;
        let (number, rest) = rest.split_at_checked(2)?;
        let name = usize::from(*rest.first()?) + 1;
        let rest = rest.get(name + name % 2..)?;
        let (length, rest) = rest.split_at_checked(4)?;
        let length = usize::try_from(big(length)?).ok()?;
        let (block, rest) = rest.split_at_checked(length)?;
        if big(number)? == IIM {
            return Some(block);
        }
        blocks = rest.get(length % 2..)?;
    }
}

/// What ImageMagick writes into PNG files: the kind, the length and the block in hexadecimal, on lines.
fn unpack(text: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(text).ok()?.trim_start();
    let digits = text.strip_prefix("iptc").or_else(|| text.strip_prefix("8bim"))?;
    let (_, digits) = digits.trim_start().split_once('\n')?;
    let digits: Vec<u32> =
        digits.chars().filter(|digit| !digit.is_whitespace()).map(|digit| digit.to_digit(16)).collect::<Option<_>>()?;
    digits.as_chunks::<2>().0.iter().map(|[high, low]| u8::try_from(high << 4 | low).ok()).collect()
}

fn big(bytes: &[u8]) -> Option<u64> {
    (bytes.len() <= 8).then(|| bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn set(record: u8, number: u8, value: &[u8]) -> Vec<u8> {
        let length = u16::try_from(value.len()).unwrap().to_be_bytes();
        [&[MARK, record, number], length.as_slice(), value].concat()
    }

    fn photoshop(number: u16, block: &[u8]) -> Vec<u8> {
        let length = u32::try_from(block.len()).unwrap().to_be_bytes();
        let filled = vec![0; block.len() % 2];
        [b"8BIM", number.to_be_bytes().as_slice(), b"\0\0", &length, block, &filled].concat()
    }

    #[test]
    fn every_field_is_read() {
        let block = [
            set(2, 120, b"Xi Jinping tiba di Moskow."),
            set(2, 110, b"REUTERS"),
            set(2, 80, b"Evgenia Novozhenina"),
            set(2, 80, b"Sergey Karpukhin"),
            set(2, 90, b"Moskow"),
            set(2, 101, b"Rusia"),
            set(2, 55, b"20250509"),
        ]
        .concat();
        let read = read(&block);
        assert_eq!(read.caption, "Xi Jinping tiba di Moskow.");
        assert_eq!(read.credit, "REUTERS");
        assert_eq!(read.photographer, "Evgenia Novozhenina, Sergey Karpukhin");
        assert_eq!(read.place, "Moskow, Rusia");
        assert_eq!(read.date, "2025-05-09");
    }

    #[test]
    fn photoshops_blocks_lead_to_it() {
        let iim = set(2, 110, b"AFP");
        let blocks = [photoshop(0x03ed, b"abc"), photoshop(0x0404, &iim)].concat();
        assert_eq!(read(&blocks).credit, "AFP");
        assert_eq!(read(&[b"Photoshop 3.0\0", blocks.as_slice()].concat()).credit, "AFP");
    }

    #[test]
    fn charsets_are_as_the_block_says_or_as_it_can_be() {
        let said = [set(1, 90, UTF_8), set(2, 90, "São Paulo".as_bytes())].concat();
        assert_eq!(read(&said).place, "São Paulo");
        assert_eq!(read(&set(2, 90, "São Paulo".as_bytes())).place, "São Paulo");
        assert_eq!(read(&set(2, 90, b"S\xe3o Paulo")).place, "São Paulo");
        assert_eq!(read(&set(2, 110, b"\x93AP\x94")).credit, "“AP”");
    }

    #[test]
    fn a_long_caption_has_a_length_of_its_own() {
        let text = vec![b'a'; 40_000];
        let block = [&[MARK, 2, 120, 0x80, 4], 40_000_u32.to_be_bytes().as_slice(), &text].concat();
        assert_eq!(read(&block).caption.len(), 40_000);
    }

    #[test]
    fn the_text_of_a_png_is_unpacked() {
        let iim = set(2, 110, b"Antara");
        let hex: String = iim.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            read(format!("\niptc\n      {}\n{}\n{}\n", iim.len(), &hex[..8], &hex[8..]).as_bytes()).credit,
            "Antara"
        );
    }

    proptest! {
        #[test]
        fn nothing_that_a_block_says_can_stop_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            read(&bytes);
            read(&[&[MARK, 2], bytes.as_slice()].concat());
            read(&[b"8BIM\x04\x04\0\0", bytes.as_slice()].concat());
        }
    }
}
