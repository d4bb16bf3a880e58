//! Every layout as it looks, held against a kept picture: `UPDATE=1 cargo test -p print looks` keeps new ones, which are
//! looked at before they go in. A page may differ in a few pixels, as machines round differently.

use crate::given::{self, columns, hole, house, printed_story, seascape};
use image::{ImageFormat, RgbImage};
use print::Typesetter;
use std::{fs, path::PathBuf};
use story::{
    Story,
    layout::{OptionValue, OptionValues},
    press::Copy,
};

/// Dots an inch of a page; a card is kept at half its size.
const PAPER: u16 = 80;
const CARD: u16 = 36;
/// From where one sees what stands where, not the letters: many pages are kept so.
const AFAR: u16 = 40;
/// How much a pixel may differ, and how many in a thousand may differ more.
const SHADE: u8 = 24;
const MANY: usize = 2;

#[test]
fn every_layout_looks_as_it_was_last_looked_at() {
    let mut changed = Vec::new();
    for (name, layout, options, dpi) in [
        ("broadsheet-1", "print-broadsheet", vec![columns(1)], PAPER),
        ("broadsheet-3", "print-broadsheet", vec![columns(3)], PAPER),
        ("broadsheet-5", "print-broadsheet", vec![columns(5)], PAPER),
        ("broadsheet-over", "print-broadsheet", vec![columns(3), hole(200)], PAPER),
        ("tabloid-2", "print-tabloid", vec![columns(2)], PAPER),
        ("proof", "proof-a4", vec![], PAPER),
        ("card-wide", "card-wide", vec![], CARD),
        ("card-square", "card-square", vec![], CARD),
        ("card-tall", "card-tall", vec![], CARD),
    ] {
        for with_picture in [true, false] {
            // Paper is the same story with a grey box.
            if with_picture || dpi == CARD {
                let name = if with_picture { name.to_owned() } else { format!("{name}-words") };
                changed.extend(differs(&name, picture(layout, options.clone(), dpi, with_picture)));
            }
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

/// The stories that every form is tried on, in columns and on a card. What no face of ours has is a box, and is told of
/// elsewhere.
#[test]
fn the_stories_of_the_formats_look_as_they_were_last_looked_at() {
    let mut changed = Vec::new();
    for name in ["kontan-everything", "long", "images", "tables", "right-to-left-quote", "emoji-and-combining-marks"] {
        let json = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../formats/tests/cases/write").join(name);
        let story: Story = serde_json::from_str(&fs::read_to_string(json.join("story.json")).unwrap()).unwrap();
        for (layout, options, dpi) in [
            ("print-broadsheet", vec![columns(3)], AFAR),
            ("proof-a4", vec![], AFAR),
            ("card-square", vec![], AFAR / 4),
        ] {
            changed.extend(differs(&format!("{name}-{layout}"), picture_of(&story, layout, options, dpi, true)));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

fn picture(layout: &str, options: Vec<(&str, OptionValue)>, dpi: u16, with_picture: bool) -> RgbImage {
    picture_of(&printed_story(), layout, options, dpi, with_picture)
}

fn picture_of(
    story: &Story,
    layout: &str,
    options: Vec<(&str, OptionValue)>,
    dpi: u16,
    with_picture: bool,
) -> RgbImage {
    let house = house();
    let options: OptionValues = options.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let copy = Copy { story, house: &house, picture: &|_| with_picture.then(seascape) };
    let pages = Typesetter::default()
        .compile(&copy, &given::layout(layout), &options)
        .unwrap_or_else(|fault| panic!("{fault}"));
    let page = pages.png(0, dpi).unwrap();
    image::load_from_memory_with_format(&page, ImageFormat::Png).unwrap().into_rgb8()
}

/// What is to be said of a page that looks another way.
fn differs(name: &str, page: RgbImage) -> Option<String> {
    let kept = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/print/looks/{name}.png"));
    if std::env::var_os("UPDATE").is_some() {
        page.save_with_format(&kept, ImageFormat::Png).unwrap();
        return None;
    }
    let before = match fs::read(&kept) {
        Ok(bytes) => image::load_from_memory_with_format(&bytes, ImageFormat::Png).unwrap().into_rgb8(),
        Err(error) => return Some(format!("{}: {error}", kept.display())),
    };
    if before.dimensions() != page.dimensions() {
        return Some(format!("{name} was {:?} and is {:?} pixels", before.dimensions(), page.dimensions()));
    }
    let apart = |(one, other): (&image::Rgb<u8>, &image::Rgb<u8>)| {
        one.0.iter().zip(&other.0).any(|(one, other)| one.abs_diff(*other) > SHADE)
    };
    let many = before.pixels().zip(page.pixels()).filter(|pair| apart(*pair)).count();
    let all = before.pixels().len();
    (many * 1000 > MANY * all).then(|| format!("{name}: {many} of {all} pixels look different"))
}
