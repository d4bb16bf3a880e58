use crate::{Fault, Kind, decode};
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::{DynamicImage, ExtendedColorType, ImageEncoder, codecs::jpeg::JpegEncoder, codecs::png::PngEncoder};

/// Of a hundred: nobody sees the difference, and a page is a fraction as large.
const QUALITY: u8 = 85;

/// What is to be made of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// How wide at most, in pixels. Nothing is made larger than it is.
    pub width: u32,
    /// What of it; `None` for all.
    pub part: Option<Part>,
    /// Always a JPEG, on white where it is transparent: for places that know in advance what they get.
    pub jpeg: bool,
}

/// A part of a picture as it is seen, in thousandths of its width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// From the left.
    pub x: u16,
    /// From the top.
    pub y: u16,
    /// At least 1.
    pub width: u16,
    /// At least 1.
    pub height: u16,
}

/// A picture made from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// `Jpeg`, or `Png` where it is transparent.
    pub kind: Kind,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Makes a picture smaller, upright, and cuts it, as wanted. What was written into the original is not carried over; its
/// colour profile is.
pub fn rendition(bytes: &[u8], wanted: &Wanted) -> Result<Rendition, Fault> {
    let kind = Kind::of(bytes).ok_or(Fault::NotAPicture)?;
    let decode::Pixels { image, profile } = decode::decode(bytes, kind)?;
    let image = fit(plain(image), wanted)?;
    let (width, height) = (image.width(), image.height());
    let mut made = Vec::new();
    let transparent = !wanted.jpeg && is_transparent(&image);
    let written = if transparent {
        let mut encoder = PngEncoder::new(&mut made);
        if let Some(profile) = profile {
            let _ = encoder.set_icc_profile(profile);
        }
        encoder.write_image(image.as_bytes(), width, height, image.color().into())
    } else {
        let rgb = on_white(image);
        let mut encoder = JpegEncoder::new_with_quality(&mut made, QUALITY);
        if let Some(profile) = profile {
            let _ = encoder.set_icc_profile(profile);
        }
        encoder.write_image(&rgb, width, height, ExtendedColorType::Rgb8)
    };
    written.map_err(|error| Fault::Broken(error.to_string()))?;
    Ok(Rendition { kind: if transparent { Kind::Png } else { Kind::Jpeg }, width, height, bytes: made })
}

/// Eight bits a colour, with or without transparency: what screens show.
fn plain(image: DynamicImage) -> DynamicImage {
    match image {
        DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) => image,
        other if other.color().has_alpha() => other.into_rgba8().into(),
        other => other.into_rgb8().into(),
    }
}

fn fit(image: DynamicImage, wanted: &Wanted) -> Result<DynamicImage, Fault> {
    let of = |whole: u32, thousandths: u16| f64::from(whole) * f64::from(thousandths) / 1000.0;
    let (wide, high) = (image.width(), image.height());
    let whole = Part { x: 0, y: 0, width: 1000, height: 1000 };
    let part = wanted.part.unwrap_or(whole);
    let (left, top) = (of(wide, part.x), of(high, part.y));
    let across = of(wide, part.width).max(1.0).min(f64::from(wide) - left);
    let down = of(high, part.height).max(1.0).min(f64::from(high) - top);
    let scale = (f64::from(wanted.width.max(1)) / across).min(1.0);
    let (width, height) = (pixels(across * scale), pixels(down * scale));
    if part == whole && (width, height) == (wide, high) {
        return Ok(image);
    }
    let mut smaller = DynamicImage::new(width, height, image.color());
    let options =
        ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).crop(left, top, across, down);
    Resizer::new()
        .resize(&image, &mut smaller, &options)
        .map_err(|error| Fault::Broken(format!("it cannot be made smaller: {error}")))?;
    Ok(smaller)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at least 1 and never above the picture's own"
)]
fn pixels(length: f64) -> u32 {
    length.round().max(1.0) as u32
}

fn is_transparent(image: &DynamicImage) -> bool {
    image.as_rgba8().is_some_and(|image| image.pixels().any(|pixel| pixel.0[3] < u8::MAX))
}

/// The pixels in RGB, what is transparent over white.
fn on_white(image: DynamicImage) -> Vec<u8> {
    let DynamicImage::ImageRgba8(image) = image else { return image.into_rgb8().into_raw() };
    let over = |colour: u8, alpha: u8| {
        let (colour, alpha) = (u16::from(colour), u16::from(alpha));
        u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
    };
    image.pixels().flat_map(|pixel| [0, 1, 2].map(|at| over(pixel.0[at], pixel.0[3]))).collect()
}
