//! Picture files: what they are, what they say of themselves, and how they are made smaller. Bytes in, bytes out.
//!
//! Everything in here is hostile until it is read: a picture comes from a stranger's camera, agency or mail. A file is
//! measured before it is decoded, what is said in it is plain text, and one that is broken is refused with its cause.
//!
//! AVIF is decoded by libaom, which is C: its decoders in Rust are called by unsafe code (rav1d), without a release since 2024
//! (re_rav1d) or under the AGPL (rav1d-safe), and the binding to dav1d wants a newer one than Debian 12 has. It is given one
//! frame of a size that was measured. What is put together of several (a grid of tiles) is shown as it is and has no renditions.

mod av1;
mod avif;
mod boxes;
mod decode;
mod kind;
mod metadata;
mod rendition;

pub use kind::Kind;
pub use metadata::Metadata;
pub use rendition::{Part, Rendition, Wanted, rendition};

/// The longest side of a picture, in pixels.
const LONGEST: u32 = 30_000;
/// The most pixels of a picture: what the largest cameras make. In memory they are 330 MB.
const MOST: u64 = 110_000_000;

/// What a picture is, as far as its file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Its format.
    pub kind: Kind,
    /// In pixels, as it is seen: turned as the camera was held.
    pub width: u32,
    /// In pixels, as it is seen.
    pub height: u32,
    /// What was written into it.
    pub metadata: Metadata,
}

/// Why a file cannot be used as a picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Its first bytes are no picture's.
    #[error("its first bytes are not those of a JPEG, PNG, WebP, AVIF, TIFF or GIF")]
    NotAPicture,
    /// It has more pixels than can be held.
    #[error("it is {width} by {height} pixels; 30000 a side and 110 million in all can be held")]
    TooLarge {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// It ends too early, or says things that cannot be.
    #[error("{0}")]
    Broken(String),
    /// It cannot be decoded here, only shown as it is.
    #[error("{} pictures of this sort are shown as they are", .0.name())]
    Undecoded(Kind),
}

/// Width and height in pixels, as it is seen, from the head of the file.
pub fn size(bytes: &[u8]) -> Result<(u32, u32), Fault> {
    match Kind::of(bytes).ok_or(Fault::NotAPicture)? {
        Kind::Avif => boxes::size(bytes),
        kind => decode::size(bytes, kind),
    }
}

/// Reads what a picture is and what it says, from the head of the file.
pub fn facts(bytes: &[u8]) -> Result<Facts, Fault> {
    let kind = Kind::of(bytes).ok_or(Fault::NotAPicture)?;
    let (width, height) = size(bytes)?;
    Ok(Facts { kind, width, height, metadata: metadata::read(bytes, kind) })
}

/// The same, and makes sure that the picture can be shown: the whole of it is decoded once. (Of an AVIF that is not decoded
/// here only the frame around the pixels is read.)
pub fn read(bytes: &[u8]) -> Result<Facts, Fault> {
    let kind = Kind::of(bytes).ok_or(Fault::NotAPicture)?;
    match decode::decode(bytes, kind) {
        Err(Fault::Undecoded(_)) => {
            let (width, height) = size(bytes)?;
            decode::measure(width, height)?;
        }
        decoded => drop(decoded?),
    }
    facts(bytes)
}
