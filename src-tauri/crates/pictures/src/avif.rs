//! AVIF pictures as pixels. Our own boxes say what is to be decoded, libaom decodes it, and what its numbers mean as colours
//! (ITU-T H.273) is worked out here: avif-decode 1.0, which would do it, makes premultiplied colours zeros, deep grey black,
//! and knows nothing of what the boxes say of colours.

use crate::{
    Fault, Kind, av1, boxes,
    decode::{Pixels, is_for_rgb, measure},
};
use aom_decode::{
    Config, Decoder, RowsIter, RowsIters,
    color::{ChromaSampling, Range},
};
use image::{DynamicImage, RgbImage, RgbaImage};
use moxcms::ColorProfile;
use std::{num::NonZero, thread};

const UNDECODED: Fault = Fault::Undecoded(Kind::Avif);

/// Decodes the whole picture, upright. [`Fault::Undecoded`] for what has to be left to those who show it: grids of tiles,
/// several frames, light that is brighter than paper (HDR).
pub(crate) fn decode(bytes: &[u8]) -> Result<Pixels, Fault> {
    let still = boxes::still(bytes)?;
    let size = av1::size(&still.colours)?;
    measure(size.0, size.1)?;
    if let Some(alpha) = &still.alpha {
        let (width, height) = av1::size(alpha)?;
        measure(width, height)?;
        if (width, height) != size {
            return Err(Fault::Broken(format!(
                "it is {} by {} pixels, and its transparency {width} by {height}",
                size.0, size.1
            )));
        }
    }
    // Browsers stretch such a picture to the size that its boxes say.
    if size != still.size {
        return Err(UNDECODED);
    }
    let said = still.meanings.iter().find_map(|meaning| Said::read(meaning));
    let image = match &still.alpha {
        None => RgbImage::from_raw(size.0, size.1, colours::<3>(&still.colours, size, said)?).map(DynamicImage::from),
        Some(alpha) => {
            let mut pixels = colours::<4>(&still.colours, size, said)?;
            make_transparent(&mut pixels, alpha, size, still.on_black)?;
            RgbaImage::from_raw(size.0, size.1, pixels).map(DynamicImage::from)
        }
    };
    let image = image.ok_or_else(|| Fault::Broken("its frame ends too early".to_owned()))?;
    let profile = still.meanings.iter().find_map(|meaning| match meaning {
        [b'p', b'r', b'o', b'f', profile @ ..] | [b'r', b'I', b'C', b'C', profile @ ..] => Some(profile.to_vec()),
        _ => None,
    });
    let profile = profile.filter(|one| is_for_rgb(one)).or_else(|| said.and_then(Said::profile));
    Ok(Pixels { image: upright(image, still.turns, still.mirrored), profile })
}

/// Turned, then mirrored (ISO/IEC 23000-22, 7.3.6.7).
fn upright(image: DynamicImage, turns: u8, mirrored: Option<u8>) -> DynamicImage {
    let turned = match turns {
        1 => image.rotate270(),
        2 => image.rotate180(),
        3 => image.rotate90(),
        _ => image,
    };
    match mirrored {
        Some(0) => turned.flipv(),
        Some(_) => turned.fliph(),
        None => turned,
    }
}

/// What the boxes say of the numbers; it goes before what the stream says. Codes of H.273.
#[derive(Clone, Copy)]
struct Said {
    primaries: u16,
    transfer: u16,
    matrix: u16,
    range: Range,
}

impl Said {
    fn read(meaning: &[u8]) -> Option<Self> {
        let [b'n', b'c', b'l', b'x', p, rimaries, t, ransfer, m, atrix, range, ..] = meaning else { return None };
        Some(Self {
            primaries: u16::from_be_bytes([*p, *rimaries]),
            transfer: u16::from_be_bytes([*t, *ransfer]),
            matrix: u16::from_be_bytes([*m, *atrix]),
            range: if range & 0x80 == 0 { Range::Limited } else { Range::Full },
        })
    }

    /// The profile of colours wider than the web's (H.273, table 2): nothing else that we write can name them by a number,
    /// and without one they are seen dull.
    fn profile(self) -> Option<Vec<u8>> {
        let profile = match self.primaries {
            9 => ColorProfile::new_bt2020(),
            12 => ColorProfile::new_display_p3(),
            _ => return None,
        };
        profile.encode().ok()
    }
}

/// How red, green and blue were mixed (H.273, table 4).
enum Mix {
    /// Not at all: the planes are green, blue and red.
    None,
    /// Into one plane of light, and how far blue and red are from it. The weights of red and blue in light.
    Weights(f32, f32),
}

impl Mix {
    fn of(matrix: u16) -> Option<Self> {
        match matrix {
            0 => Some(Self::None),
            1 => Some(Self::Weights(0.2126, 0.0722)),
            4 => Some(Self::Weights(0.30, 0.11)),
            // What is not said is taken for this one by all that show AVIF.
            2 | 5 | 6 => Some(Self::Weights(0.299, 0.114)),
            7 => Some(Self::Weights(0.212, 0.087)),
            9 => Some(Self::Weights(0.2627, 0.0593)),
            _ => None,
        }
    }
}

/// What the numbers of a plane mean, of 255.
struct Scale {
    black: f32,
    light: f32,
    grey: f32,
    colour: f32,
}

impl Scale {
    fn new(range: Range, depth: u8) -> Self {
        let unit = f32::from(1_u16 << (depth - 8));
        let most = 256.0 * unit - 1.0;
        match range {
            Range::Limited => Self {
                black: 16.0 * unit,
                light: 255.0 / (219.0 * unit),
                grey: 128.0 * unit,
                colour: 255.0 / (224.0 * unit),
            },
            Range::Full => Self { black: 0.0, light: 255.0 / most, grey: 128.0 * unit, colour: 255.0 / most },
        }
    }

    fn light<S: Sample>(&self, sample: S) -> f32 {
        (sample.number() - self.black) * self.light
    }
}

/// A number of a plane as libaom keeps it.
trait Sample: Copy {
    fn number(self) -> f32;
}

impl Sample for u8 {
    fn number(self) -> f32 {
        f32::from(self)
    }
}

impl Sample for [u8; 2] {
    fn number(self) -> f32 {
        f32::from(u16::from_ne_bytes(self))
    }
}

/// A plane, by rows.
type Rows<'a, S> = Vec<&'a [S]>;

/// The planes of a frame.
struct Planes<'a, S> {
    light: Rows<'a, S>,
    /// None for grey.
    colour: Option<Colour<'a, S>>,
}

/// How far blue and red are from light.
struct Colour<'a, S> {
    planes: [Rows<'a, S>; 2],
    /// Whether they are half as wide and half as high as the picture.
    halves: (bool, bool),
}

/// Does something with the one frame of a stream.
fn with_frame<T>(
    stream: &[u8],
    size: (u32, u32),
    work: impl FnOnce(&aom_decode::FrameTempRef<'_>, RowsIters<'_>) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let broken = |error: aom_decode::Error| Fault::Broken(format!("its AV1 stream cannot be decoded: {error}"));
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(16);
    let mut decoder = Decoder::new(&Config { threads }).map_err(broken)?;
    let frame = decoder.decode_frame(stream).map_err(broken)?;
    let rows = frame.rows_iter().map_err(broken)?;
    let (width, height) = match &rows {
        RowsIters::YuvPlanes8 { y, .. } | RowsIters::Mono8(y) => (y.width(), y.height()),
        RowsIters::YuvPlanes16 { y, .. } | RowsIters::Mono16(y, _) => (y.width(), y.height()),
    };
    // A frame may be smaller than its sequence says.
    if (width as u64, height as u64) != (size.0.into(), size.1.into()) {
        return Err(UNDECODED);
    }
    work(&frame, rows)
}

/// The pixels in RGB, or RGBA with nothing transparent yet.
fn colours<const CHANNELS: usize>(stream: &[u8], size: (u32, u32), said: Option<Said>) -> Result<Vec<u8>, Fault> {
    with_frame(stream, size, |frame, rows| {
        let transfer =
            said.map_or_else(|| frame.transfer_characteristics().map_or(2, |one| one as u16), |one| one.transfer);
        let matrix = said.map_or_else(|| frame.matrix_coefficients().map_or(2, |one| one as u16), |one| one.matrix);
        let range = said.map_or_else(|| frame.range(), |one| one.range);
        // PQ and HLG: on a scale of ordinary light they would be pale.
        if matches!(transfer, 16 | 18) {
            return Err(UNDECODED);
        }
        let mix = Mix::of(matrix).ok_or(UNDECODED)?;
        Ok(match rows {
            RowsIters::Mono8(y) => painted::<_, CHANNELS>(&grey(y), &Scale::new(range, 8), &mix),
            RowsIters::Mono16(y, depth) => painted::<_, CHANNELS>(&grey(y), &Scale::new(range, depth as u8), &mix),
            RowsIters::YuvPlanes8 { y, u, v, chroma_sampling } => {
                painted::<_, CHANNELS>(&planes(y, u, v, chroma_sampling), &Scale::new(range, 8), &mix)
            }
            RowsIters::YuvPlanes16 { y, u, v, chroma_sampling, depth } => {
                painted::<_, CHANNELS>(&planes(y, u, v, chroma_sampling), &Scale::new(range, depth as u8), &mix)
            }
        })
    })
}

fn grey<S>(light: RowsIter<'_, S>) -> Planes<'_, S> {
    Planes { light: light.collect(), colour: None }
}

fn planes<'a, S>(
    y: RowsIter<'a, S>,
    u: RowsIter<'a, S>,
    v: RowsIter<'a, S>,
    sampling: ChromaSampling,
) -> Planes<'a, S> {
    let halves = (sampling != ChromaSampling::Cs444, sampling == ChromaSampling::Cs420);
    let colour = Colour { planes: [u.collect(), v.collect()], halves };
    Planes { light: y.collect(), colour: Some(colour) }
}

fn painted<S: Sample, const CHANNELS: usize>(planes: &Planes<'_, S>, scale: &Scale, mix: &Mix) -> Vec<u8> {
    let width = planes.light.first().map_or(0, |row| row.len());
    let mut pixels = vec![u8::MAX; width * planes.light.len() * CHANNELS];
    let mut rows = [vec![0.0; width], vec![0.0; width]];
    for (at, (light, pixels)) in planes.light.iter().zip(pixels.chunks_exact_mut(width * CHANNELS)).enumerate() {
        let pixels = pixels.as_chunks_mut::<CHANNELS>().0;
        let Some(Colour { planes, halves }) = &planes.colour else {
            for (pixel, light) in pixels.iter_mut().zip(*light) {
                pixel[..3].fill(byte(scale.light(*light)));
            }
            continue;
        };
        for (row, plane) in rows.iter_mut().zip(planes) {
            widen(plane, at, *halves, row);
        }
        let both = rows[0].iter().zip(&rows[1]);
        match mix {
            Mix::None => {
                for (pixel, (light, (blue, red))) in pixels.iter_mut().zip(light.iter().zip(both)) {
                    let of = |number: f32| byte((number - scale.black) * scale.light);
                    pixel[..3].copy_from_slice(&[of(*red), byte(scale.light(*light)), of(*blue)]);
                }
            }
            Mix::Weights(of_red, of_blue) => {
                let (to_red, to_blue) = (2.0 * (1.0 - of_red), 2.0 * (1.0 - of_blue));
                let of_green = 1.0 - of_red - of_blue;
                let (red_in_green, blue_in_green) = (to_red * of_red / of_green, to_blue * of_blue / of_green);
                for (pixel, (light, (blue, red))) in pixels.iter_mut().zip(light.iter().zip(both)) {
                    let light = scale.light(*light);
                    let blue = (blue - scale.grey) * scale.colour;
                    let red = (red - scale.grey) * scale.colour;
                    let green = light - red_in_green * red - blue_in_green * blue;
                    pixel[..3].copy_from_slice(&[
                        byte(light + to_red * red),
                        byte(green),
                        byte(light + to_blue * blue),
                    ]);
                }
            }
        }
    }
    pixels
}

/// A row of a plane of colour, as wide as the picture. The numbers of a plane that is halved lie between the pixels that they
/// are of, so each pixel is three quarters of the nearer one and one of the next.
fn widen<S: Sample>(plane: &[&[S]], at: usize, (across, down): (bool, bool), row: &mut [f32]) {
    let (near, far) = nearest(at, down, plane.len());
    let mixed = |column: usize| 0.75 * plane[near][column].number() + 0.25 * plane[far][column].number();
    let count = plane[near].len();
    for (column, value) in row.iter_mut().enumerate() {
        let (near, far) = nearest(column, across, count);
        *value = 0.75 * mixed(near) + 0.25 * mixed(far);
    }
}

/// Which two of so many, whole or halved, lie nearest.
fn nearest(at: usize, halved: bool, count: usize) -> (usize, usize) {
    if !halved {
        return (at, at);
    }
    let near = at / 2;
    let far = if at.is_multiple_of(2) { near.saturating_sub(1) } else { near + 1 };
    (near.min(count - 1), far.min(count - 1))
}

/// Gives each pixel its transparency; colours on black become what they are by themselves.
fn make_transparent(pixels: &mut [u8], stream: &[u8], size: (u32, u32), on_black: bool) -> Result<(), Fault> {
    let pixels = pixels.as_chunks_mut::<4>().0;
    with_frame(stream, size, |frame, rows| {
        match rows {
            RowsIters::Mono8(y) | RowsIters::YuvPlanes8 { y, .. } => cover(pixels, y, &Scale::new(frame.range(), 8)),
            RowsIters::Mono16(y, depth) | RowsIters::YuvPlanes16 { y, depth, .. } => {
                cover(pixels, y, &Scale::new(frame.range(), depth as u8));
            }
        }
        Ok(())
    })?;
    if on_black {
        for [red, green, blue, alpha] in pixels.iter_mut().filter(|pixel| pixel[3] > 0) {
            for colour in [red, green, blue] {
                *colour = u8::try_from(u16::from(*colour) * 255 / u16::from(*alpha)).unwrap_or(u8::MAX);
            }
        }
    }
    Ok(())
}

fn cover<S: Sample>(pixels: &mut [[u8; 4]], rows: RowsIter<'_, S>, scale: &Scale) {
    for (pixel, sample) in pixels.iter_mut().zip(rows.flatten()) {
        pixel[3] = byte(scale.light(*sample));
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is outside of a byte becomes its end"
)]
fn byte(number: f32) -> u8 {
    (number + 0.5) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! sample {
        ($name:literal) => {
            (
                $name,
                include_bytes!(concat!("../tests/pictures/avif/", $name, ".avif")).as_slice(),
                include_bytes!(concat!("../tests/pictures/avif/", $name, ".png")).as_slice(),
            )
        };
    }

    /// All were written by avifenc 0.11 out of one drawing; the PNGs are what avifdec made of them.
    #[test]
    fn colours_are_those_that_another_decoder_sees() {
        for (name, avif, png) in [
            // 4:4:4, and ever more opaque from above.
            sample!("straight"),
            // The same in ten bits, multiplied by how opaque it is.
            sample!("premultiplied"),
            // 4:2:0 of an odd size, BT.709 in the range of television.
            sample!("ten-bit"),
            // 4:2:2, BT.2020.
            sample!("twelve-bit"),
            // Ten bits without colours, transparent.
            sample!("grey"),
            // Green, blue and red as they are.
            sample!("identity"),
        ] {
            let ours = decode(avif).unwrap().image;
            let theirs = image::load_from_memory(png).unwrap();
            assert_eq!((ours.color(), ours.width(), ours.height()), (theirs.color(), theirs.width(), theirs.height()));
            // Multiplied by how opaque they are: what is hardly seen has hardly a colour.
            let seen = |image: &DynamicImage| -> Vec<i32> {
                let pixels = image.to_rgba8();
                let seen = |[r, g, b, a]: [u8; 4]| {
                    [r, g, b].map(|one| i32::from(one) * i32::from(a) / 255).into_iter().chain([a.into()])
                };
                pixels.pixels().flat_map(|pixel| seen(pixel.0)).collect()
            };
            let off: Vec<i32> =
                seen(&ours).into_iter().zip(seen(&theirs)).map(|(one, other)| (one - other).abs()).collect();
            let (most, sum) = (off.iter().max().unwrap(), off.iter().sum::<i32>());
            assert!(
                *most <= 4 && sum <= i32::try_from(off.len()).unwrap(),
                "{name}: {most} at most, {sum} of {}",
                off.len()
            );
        }
    }

    #[test]
    fn numbers_mean_what_the_boxes_say_and_not_what_the_stream_says() {
        let (_, avif, _) = sample!("identity");
        let at = avif.windows(4).position(|bytes| bytes == b"nclx").unwrap();
        let mut said = avif.to_vec();
        // Light and two colours, of which there are none in the middle of the scale.
        said[at + 9] = 1;
        assert_ne!(decode(&said).unwrap().image, decode(avif).unwrap().image);
        said[at + 9] = 8;
        assert_eq!(decode(&said).err(), Some(UNDECODED));
    }

    #[test]
    fn a_profile_comes_along() {
        assert_eq!(decode(sample!("ten-bit").1).unwrap().profile.unwrap()[36..40], *b"acsp");
        assert_eq!(decode(sample!("straight").1).unwrap().profile, None);
    }

    #[test]
    fn colours_that_are_wide_by_a_number_get_their_profile() {
        let (_, avif, _) = sample!("straight");
        let at = avif.windows(4).position(|bytes| bytes == b"nclx").unwrap();
        for (primaries, wide) in [(12, ColorProfile::new_display_p3()), (9, ColorProfile::new_bt2020())] {
            let mut said = avif.to_vec();
            said[at + 5] = primaries;
            let profile = ColorProfile::new_from_slice(&decode(&said).unwrap().profile.unwrap()).unwrap();
            let off = |one: moxcms::Xyzd, other: moxcms::Xyzd| (one.x - other.x).abs().max((one.y - other.y).abs());
            assert!(off(profile.red_colorant, wide.red_colorant) < 0.001, "{primaries}");
            assert!(off(profile.green_colorant, wide.green_colorant) < 0.001, "{primaries}");
        }
    }
}
