//! How large a stream of AV1 says that it is, before anything decodes it (AV1 Bitstream & Decoding Process 1.0.0, 5.3 to 5.5).
//! The boxes around it may say what they like: the decoder goes by this.

use crate::{Fault, Kind};

/// The kinds of units that matter here.
const SEQUENCE: u8 = 1;
const FRAME_HEADER: u8 = 3;
const FRAME: u8 = 6;

/// Width and height in pixels of the one frame of a stream; no frame of it can be larger. [`Fault::Undecoded`] where there are
/// several, each of which could be as large again, or where a unit does not say how long it is.
pub(crate) fn size(stream: &[u8]) -> Result<(u32, u32), Fault> {
    let broken = || Fault::Broken("its AV1 stream ends too early".to_owned());
    let (mut size, mut frames) = (None, 0);
    let mut rest = stream;
    while let [head, behind @ ..] = rest {
        // The decoder passes over zeros between units.
        if *head == 0 {
            rest = behind;
            continue;
        }
        let has_extension = head & 4 != 0;
        let mut behind = behind.get(usize::from(has_extension)..).ok_or_else(broken)?;
        // The last may leave out how long it is; libaom does not take it.
        if head & 2 == 0 {
            return Err(Fault::Undecoded(Kind::Avif));
        }
        let (unit, next) = length(&mut behind).and_then(|length| behind.split_at_checked(length)).ok_or_else(broken)?;
        match head >> 3 & 15 {
            SEQUENCE if size.is_some() => return Err(Fault::Undecoded(Kind::Avif)),
            SEQUENCE => size = Some(sequence(Bits { bytes: unit, at: 0 }).ok_or_else(broken)??),
            FRAME_HEADER | FRAME => frames += 1,
            _ => {}
        }
        rest = next;
    }
    match (size, frames) {
        (Some(size), 1) => Ok(size),
        (Some(_), 2..) => Err(Fault::Undecoded(Kind::Avif)),
        _ => Err(Fault::Broken("there is no picture in its AV1 stream".to_owned())),
    }
}

/// The largest frame, from the head of a sequence; `None` where it ends too early.
fn sequence(mut bits: Bits<'_>) -> Option<Result<(u32, u32), Fault>> {
    let _profile = bits.take(3)?;
    let _still = bits.take(1)?;
    let is_reduced = bits.take(1)? == 1;
    if is_reduced {
        let _level = bits.take(5)?;
    } else {
        // With times in it, it is a film.
        if bits.take(1)? == 1 {
            return Some(Err(Fault::Undecoded(Kind::Avif)));
        }
        let has_delays = bits.take(1)? == 1;
        for _ in 0..=bits.take(5)? {
            let _operating_point = bits.take(12)?;
            let level = bits.take(5)?;
            if level > 7 {
                let _tier = bits.take(1)?;
            }
            if has_delays && bits.take(1)? == 1 {
                let _delay = bits.take(4)?;
            }
        }
    }
    let (across, down) = (bits.take(4)? + 1, bits.take(4)? + 1);
    Some(Ok((bits.take(across)? + 1, bits.take(down)? + 1)))
}

/// A number in seven bits a byte, the lowest first; it is read to behind its end.
fn length(from: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for place in 0..8 {
        let (byte, behind) = from.split_first()?;
        *from = behind;
        number |= u64::from(byte & 0x7f) << (place * 7);
        if byte & 0x80 == 0 {
            return usize::try_from(number).ok();
        }
    }
    None
}

/// Bits, the highest of each byte first.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    /// The next ones as a number, at most 16.
    fn take(&mut self, count: u32) -> Option<u32> {
        (0..count).try_fold(0, |number, _| {
            let bit = self.bytes.get(self.at / 8)? >> (7 - self.at % 8) & 1;
            self.at += 1;
            Some(number << 1 | u32::from(bit))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sequence of frames of 65536 by 16 pixels, without anything behind its size.
    const WIDE: [u8; 8] = [0x0a, 6, 0x18, 0x3c, 0xff, 0xff, 0xfc, 0];
    const EMPTY_FRAME: [u8; 2] = [0x32, 0];

    #[test]
    fn the_size_is_that_of_the_only_sequence_and_frame() {
        let of = |parts: &[&[u8]]| size(&parts.concat());
        assert_eq!(of(&[&WIDE, &EMPTY_FRAME]), Ok((65536, 16)));
        // A delimiter in front, and zeros between.
        assert_eq!(of(&[&[0x12, 0], &WIDE, &[0, 0], &EMPTY_FRAME]), Ok((65536, 16)));
        let undecoded = Err(Fault::Undecoded(Kind::Avif));
        assert_eq!(of(&[&WIDE, &EMPTY_FRAME, &EMPTY_FRAME]), undecoded);
        assert_eq!(of(&[&WIDE, &EMPTY_FRAME, &[0], &WIDE]), undecoded);
        assert_eq!(of(&[&WIDE, &[0x30, 1]]), undecoded);
        for broken in [&WIDE[..], &WIDE[..7], &EMPTY_FRAME, &[0x0a], &[0x0a, 0xff, 0xff], &[0x0a, 0], &[]] {
            assert!(matches!(size(broken), Err(Fault::Broken(_))), "{broken:?}");
        }
    }
}
