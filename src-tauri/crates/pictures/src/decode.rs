use crate::{Fault, Kind, LONGEST, MOST, avif};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, error::LimitErrorKind,
    metadata::Orientation,
};
use std::io::Cursor;

/// What decoders may use beside the picture itself, in bytes.
const MEMORY: u64 = 1 << 30;

/// A picture in memory, as it is seen: turned as the camera was held.
pub(crate) struct Pixels {
    pub(crate) image: DynamicImage,
    /// Its colour profile, where it has one for RGB.
    pub(crate) profile: Option<Vec<u8>>,
}

/// Refuses what could not be held. Asked before a pixel is decoded, so that a bomb costs nothing.
pub(crate) fn measure(width: u32, height: u32) -> Result<(), Fault> {
    let within = width <= LONGEST && height <= LONGEST && u64::from(width) * u64::from(height) <= MOST;
    if within { Ok(()) } else { Err(Fault::TooLarge { width, height }) }
}

/// Decodes the whole picture; of a moving one the first.
pub(crate) fn decode(bytes: &[u8], kind: Kind) -> Result<Pixels, Fault> {
    if kind == Kind::Avif {
        return avif::decode(bytes);
    }
    if !ends(bytes, kind) {
        return Err(Fault::Broken("it ends in the middle of the picture".to_owned()));
    }
    let mut decoder = decoder(bytes, kind)?;
    let (width, height) = decoder.dimensions();
    measure(width, height)?;
    let profile = decoder.icc_profile().ok().flatten().filter(|profile| is_for_rgb(profile));
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| fault(&error, width, height))?;
    image.apply_orientation(orientation);
    Ok(Pixels { image, profile })
}

/// Width and height, as it is seen.
pub(crate) fn size(bytes: &[u8], kind: Kind) -> Result<(u32, u32), Fault> {
    let mut decoder = decoder(bytes, kind)?;
    let (width, height) = decoder.dimensions();
    let lies = matches!(
        decoder.orientation(),
        Ok(Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH)
    );
    Ok(if lies { (height, width) } else { (width, height) })
}

/// The decoder of a kind, after it has read the head of the file.
pub(crate) fn decoder(bytes: &[u8], kind: Kind) -> Result<impl ImageDecoder + '_, Fault> {
    let format = match kind {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        Kind::WebP => ImageFormat::WebP,
        Kind::Gif => ImageFormat::Gif,
        Kind::Tiff => ImageFormat::Tiff,
        Kind::Avif => return Err(Fault::Undecoded(kind)),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    reader.into_decoder().map_err(|error| fault(&error, 0, 0))
}

/// Whether the file has its end, where decoders fill up what is missing with grey as if nothing were amiss.
fn ends(bytes: &[u8], kind: Kind) -> bool {
    match (kind, bytes) {
        (Kind::Jpeg, _) => jpeg_ends(bytes),
        (Kind::WebP, [_, _, _, _, a, b, c, d, rest @ ..]) => {
            rest.len() as u64 >= u64::from(u32::from_le_bytes([*a, *b, *c, *d]))
        }
        _ => true,
    }
}

fn jpeg_ends(bytes: &[u8]) -> bool {
    let mut at = 2;
    // The segments in front of the picture; among them may be a whole thumbnail with an end of its own.
    while let Some([0xff, marker, high, low]) = bytes.get(at..at + 4) {
        match marker {
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            // From here on 0xff stands only before a marker.
            0xda => return bytes[at..].windows(2).any(|pair| pair == [0xff, 0xd9]),
            _ => at += 2 + (usize::from(*high) << 8 | usize::from(*low)),
        }
    }
    // It has no picture at all: the decoder says so with better words.
    true
}

fn fault(error: &ImageError, width: u32, height: u32) -> Fault {
    match error {
        ImageError::Limits(limit) if !matches!(limit.kind(), LimitErrorKind::Unsupported { .. }) => {
            Fault::TooLarge { width, height }
        }
        other => Fault::Broken(other.to_string()),
    }
}

/// Bytes 16 to 19 of a profile name the colours that it is for (ICC.1:2022, 7.2.6). One for CMYK would turn RGB wrong.
pub(crate) fn is_for_rgb(profile: &[u8]) -> bool {
    profile.get(16..20) == Some(b"RGB ")
}
