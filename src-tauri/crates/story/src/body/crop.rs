//! What is seen of a picture in each format. The editor's half is `ui/src/editor/pictures/crop.ts`; the cases in
//! `tests/crops.json` are read by both.

use super::{Crop, CropFormat, Image, Point};

const WHOLE: u64 = 1000;
const MIDDLE: Point = Point { x: 500, y: 500 };

impl CropFormat {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Wide, Self::Classic, Self::Square, Self::Portrait, Self::Tall, Self::Card];

    /// Width to height.
    pub fn shape(self) -> (u32, u32) {
        match self {
            Self::Wide => (16, 9),
            Self::Classic => (4, 3),
            Self::Square => (1, 1),
            Self::Portrait => (3, 4),
            Self::Tall => (9, 16),
            Self::Card => (191, 100),
        }
    }
}

impl Image {
    /// What is seen in a format, of a picture that is so many pixels wide and high: what was framed for it, else the most
    /// that has its shape, as close around the focus (or the middle) as it can be.
    pub fn crop(&self, format: CropFormat, width: u32, height: u32) -> Crop {
        let framed = self.crops.iter().find(|crop| crop.format == format);
        framed.copied().unwrap_or_else(|| around(format, self.focus.unwrap_or(MIDDLE), width, height))
    }

    /// Whether the editor has said what is to be seen in a format. Who has not is not cut without need.
    pub fn is_framed(&self, format: CropFormat) -> bool {
        self.focus.is_some() || self.crops.iter().any(|crop| crop.format == format)
    }
}

fn around(format: CropFormat, focus: Point, width: u32, height: u32) -> Crop {
    let (wide, high) = format.shape();
    let across = u64::from(height.max(1)) * u64::from(wide);
    let down = u64::from(width.max(1)) * u64::from(high);
    let (width, height) = if across < down { (ratio(across, down), WHOLE) } else { (WHOLE, ratio(down, across)) };
    let place = |at: u16, long: u64| (2 * u64::from(at)).saturating_sub(long) / 2;
    Crop {
        format,
        x: small(place(focus.x, width).min(WHOLE - width)),
        y: small(place(focus.y, height).min(WHOLE - height)),
        width: small(width),
        height: small(height),
    }
}

/// Thousandths, rounded to the nearest in whole numbers, so that both languages come to the same.
fn ratio(part: u64, whole: u64) -> u64 {
    ((2 * WHOLE * part + whole) / (2 * whole)).clamp(1, WHOLE)
}

/// At most a thousand.
fn small(thousandths: u64) -> u16 {
    u16::try_from(thousandths).unwrap_or(1000)
}
