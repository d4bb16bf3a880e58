//! What is seen of pictures, as the editor's half has it: `ui/src/editor/pictures/crop.test.ts` reads the same cases.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use proptest::prelude::*;
use serde::Deserialize;
use std::fs;
use story::body::{Crop, CropFormat, Image, Point};

#[derive(Deserialize)]
struct Case {
    width: u32,
    height: u32,
    focus: Option<Point>,
    crops: Vec<Crop>,
    seen: Vec<Crop>,
}

#[test]
fn both_halves_see_the_same() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/crops.json");
    let cases: Vec<Case> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert!(cases.len() > 5);
    for Case { width, height, focus, crops, seen } in cases {
        let image = Image { focus, crops, ..Image::default() };
        let found: Vec<Crop> = CropFormat::ALL.iter().map(|format| image.crop(*format, width, height)).collect();
        assert_eq!(found, seen, "{width} × {height}, {focus:?}");
    }
}

#[test]
fn a_picture_is_framed_for_a_format_by_its_own_crop_or_by_the_focus() {
    let crop = Crop { format: CropFormat::Square, x: 0, y: 0, width: 500, height: 500 };
    let cropped = Image { crops: vec![crop], ..Image::default() };
    assert!(cropped.is_framed(CropFormat::Square) && !cropped.is_framed(CropFormat::Wide));
    let focused = Image { focus: Some(Point { x: 0, y: 0 }), ..Image::default() };
    assert!(focused.is_framed(CropFormat::Wide));
}

proptest! {
    #[test]
    fn what_is_seen_lies_in_the_picture_has_the_formats_shape_and_holds_the_focus(
        (width, height) in (1_u32..30_000, 1_u32..30_000),
        (x, y) in (0_u16..=1000, 0_u16..=1000),
        which in 0..CropFormat::ALL.len(),
    ) {
        let format = CropFormat::ALL[which];
        let image = Image { focus: Some(Point { x, y }), ..Image::default() };
        let crop = image.crop(format, width, height);
        prop_assert!(crop.width >= 1 && crop.height >= 1);
        prop_assert!(crop.x + crop.width <= 1000 && crop.y + crop.height <= 1000);
        prop_assert!(crop.x <= x && x <= crop.x + crop.width && crop.y <= y && y <= crop.y + crop.height);
        // The one side is all of the picture, the other is off by half a thousandth at most, where it has one at all.
        let (wide, high) = format.shape();
        let exact = f64::from(height) * f64::from(wide) / (f64::from(width) * f64::from(high));
        let (exact_width, exact_height) = (1000.0 * exact.min(1.0), 1000.0 * (1.0 / exact).min(1.0));
        prop_assert!((f64::from(crop.width) - exact_width.max(1.0)).abs() <= 0.5 + 1e-6);
        prop_assert!((f64::from(crop.height) - exact_height.max(1.0)).abs() <= 0.5 + 1e-6);
    }
}
