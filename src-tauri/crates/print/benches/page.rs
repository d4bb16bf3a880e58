//! How long a page of 1,200 words takes: at first, and after each of twenty keystrokes in its middle.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement stops where it cannot go on")]

use print::Typesetter;
use std::time::Instant;
use story::{
    Body, Houses, Stage, Story,
    layout::{OptionValue, OptionValues},
    press::Copy,
};

const WORDS: &str =
    "Presiden Tiongkok menegaskan bahwa kedua negara akan memperkuat kerja sama perdagangan dan keamanan kawasan. ";

fn main() {
    let houses = Houses::shipped();
    let house = houses.get("kontan").unwrap();
    let mut fields = house.new_fields();
    fields.headline = "Kedua negara harus menjadi sahabat baja".to_owned();
    let mut paragraphs: Vec<String> = (0..25).map(|at| format!("Alinea {at}. {}", WORDS.repeat(3).trim())).collect();
    let story = |paragraphs: &[String]| Story {
        id: "s0".to_owned(),
        fields: fields.clone(),
        stage: Stage::Draft,
        body: Body::from_paragraphs(paragraphs.iter().map(String::as_str)),
        revision: 1,
        created: String::new(),
        modified: String::new(),
    };
    let typesetter = Typesetter::default();
    let options = OptionValues::from([("columns".to_owned(), OptionValue::Number(3))]);
    let set = |paragraphs: &[String]| {
        let story = story(paragraphs);
        let copy = Copy { story: &story, house, picture: &|_| None };
        let begun = Instant::now();
        let pages = typesetter.compile(&copy, "print-broadsheet", &options).unwrap();
        let set = begun.elapsed();
        let svg: usize = (0..pages.count()).map(|page| pages.svg(page).unwrap().len()).sum();
        (set, begun.elapsed(), svg)
    };
    let (first, shown, svg) = set(&paragraphs);
    println!("first: set {first:.1?}, with SVG {shown:.1?} ({svg} bytes)");
    let mut times = Vec::new();
    for _ in 0..20 {
        paragraphs[12].push_str(" lagi");
        times.push(set(&paragraphs).1);
    }
    times.sort();
    println!("after a keystroke, with SVG: median {:.1?}, slowest {:.1?}", times[10], times[19]);
}
