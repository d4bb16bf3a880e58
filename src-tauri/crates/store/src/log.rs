//! The write-ahead log, read as bytes. SQLite reads it up to the first frame that is not as it was written and says
//! nothing of what comes after; after damage in its middle that would drop saves that were said to be kept, and the next
//! save would write over them. Here such a log is noticed, and what is left of it is put in order.

use std::{
    fs::File,
    io::{Read, Result, Seek, SeekFrom},
    path::Path,
};

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
const PAGE: usize = 4096;
const FRAME: usize = FRAME_HEADER + PAGE;
/// `0x377f0682`: the checksums are taken of little-endian words.
const LITTLE: u32 = 0x377F_0682;
const VERSION: u32 = 3_007_000;

type Sum = [u32; 2];

/// Whether saves that are still in the log would not be found by SQLite. Another program may be writing to it meanwhile.
pub(crate) fn is_broken(path: &Path) -> Result<bool> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let Some(log) = Log::of(&bytes) else { return Ok(false) };
    // What was being written when the power failed is torn as well, but it is the end: nothing was kept after it.
    let lost =
        log.frames.iter().skip_while(|frame| log.header && frame.good).filter(|frame| frame.good && frame.commits);
    if lost.count() < if log.header { 2 } else { 1 } {
        return Ok(false);
    }
    // A log that is begun anew has other marks from its beginning on.
    let mut header = [0; HEADER];
    file.seek(SeekFrom::Start(0))?;
    file.read_exact(&mut header)?;
    Ok(bytes.starts_with(&header))
}

/// The log less the frames that are not as they were written; `None` where nothing is wrong with it.
pub(crate) fn mended(bytes: &[u8]) -> Option<Vec<u8>> {
    let log = Log::of(bytes)?;
    if log.header && log.frames.iter().all(|frame| frame.good) {
        return None;
    }
    let mut mended = Vec::with_capacity(bytes.len());
    for number in [LITTLE, VERSION, PAGE as u32, 0] {
        mended.extend(number.to_be_bytes());
    }
    mended.extend(log.salt);
    let mut sum = checksum(&mended, [0, 0], true);
    mended.extend(sum.iter().flat_map(|half| half.to_be_bytes()));
    for frame in log.frames.iter().filter(|frame| frame.good) {
        sum = checksum(&frame.bytes[..8], sum, true);
        sum = checksum(&frame.bytes[FRAME_HEADER..], sum, true);
        mended.extend(&frame.bytes[..16]);
        mended.extend(sum.iter().flat_map(|half| half.to_be_bytes()));
        mended.extend(&frame.bytes[FRAME_HEADER..]);
    }
    Some(mended)
}

struct Log<'a> {
    /// Whether the log's own head is as it was written.
    header: bool,
    /// What marks the frames that belong together.
    salt: [u8; 8],
    frames: Vec<Frame<'a>>,
}

struct Frame<'a> {
    bytes: &'a [u8],
    good: bool,
    commits: bool,
}

impl<'a> Log<'a> {
    /// The frames up to where older ones begin, which the log has used before.
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let header = bytes.get(..HEADER)?;
        let order = number(header, 0) & 1 == 0;
        let sound = number(header, 0) & !1 == LITTLE
            && number(header, 8) == PAGE as u32
            && checksum(&header[..24], [0, 0], order) == sum(header, 24);
        let little = if sound { order } else { cfg!(target_endian = "little") };
        let all: Vec<&[u8]> = bytes[HEADER..].chunks_exact(FRAME).collect();
        let marks = if sound { &header[16..24] } else { all.first()?.get(8..16)? };
        let salt: [u8; 8] = marks.try_into().ok()?;
        let end = all.iter().rposition(|frame| frame[8..16] == salt).map_or(0, |last| last + 1);
        // Each frame's checksum goes on from the one before: as that is written there, or as it should be.
        let mut before = if sound { vec![sum(header, 24)] } else { vec![] };
        let mut frames = Vec::with_capacity(end);
        for bytes in &all[..end] {
            let written = sum(bytes, 16);
            let expected: Vec<Sum> = before
                .iter()
                .map(|&before| checksum(&bytes[FRAME_HEADER..], checksum(&bytes[..8], before, little), little))
                .collect();
            let good = bytes[8..16] == salt && expected.contains(&written);
            frames.push(Frame { bytes, good, commits: number(bytes, 4) != 0 });
            before = expected.into_iter().chain([written]).take(2).collect();
            if good {
                before = vec![written];
            }
        }
        // The first one goes on from the head; the second one vouches for it.
        if let [first, second, ..] = &mut frames[..]
            && !sound
        {
            first.good = second.good;
        }
        Some(Self { header: sound, salt, frames })
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn sum(bytes: &[u8], at: usize) -> Sum {
    [number(bytes, at), number(bytes, at + 4)]
}

/// SQLite's checksum of a whole number of pairs of words, gone on with from another.
fn checksum(bytes: &[u8], [mut first, mut second]: Sum, little: bool) -> Sum {
    let word = |bytes: &[u8]| match little {
        true => u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]),
        false => number(bytes, 0),
    };
    for pair in bytes.chunks_exact(8) {
        first = first.wrapping_add(word(&pair[..4])).wrapping_add(second);
        second = second.wrapping_add(word(&pair[4..])).wrapping_add(first);
    }
    [first, second]
}
