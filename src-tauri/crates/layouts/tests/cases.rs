//! What each shipped layout makes of the stories that every form is tried on, kept as files: `UPDATE=1` writes them anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "a test reads and writes its own cases")]

use layouts::{Page, View, shipped};
use std::{fs, path::Path};
use story::{
    Houses, Story,
    body::{CropFormat, Image},
    layout::OptionValues,
};

const STORIES: [&str; 9] = [
    "kontan-everything",
    "news-blocks",
    "reuters-sign-off",
    "bare",
    "long",
    "images",
    "tables",
    "right-to-left-quote",
    "emoji-and-combining-marks",
];

/// Layouts that share their template with another.
const SAME: [&str; 2] = ["web-tablet", "web-desktop"];

/// What is on the page: the style sheet is looked at, in the real window.
fn content(page: &str) -> &str {
    page.split_once("</head>\n").map_or(page, |(_, content)| content)
}

#[test]
fn the_pages_of_the_cases_are_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let houses = Houses::shipped();
    let media_href = |image: &Image, shape: Option<CropFormat>| {
        let shape = shape.map(|shape| format!("?{}", shape.name())).unwrap_or_default();
        format!("media://localhost/{}{shape}", image.src)
    };
    for name in STORIES {
        let json = folder.join("../../formats/tests/cases/write").join(name).join("story.json");
        let story: Story = serde_json::from_str(&fs::read_to_string(json).unwrap()).unwrap();
        let house = houses.get(&story.fields.house).unwrap();
        for layout in shipped().into_iter().filter(|layout| !SAME.contains(&layout.info.id.as_str())) {
            let options = layout.info.values(&OptionValues::new()).unwrap();
            let view = View::of(&Page {
                layout: &layout.info,
                stories: &[(&story, house)],
                options: &options,
                dark: false,
                today: "2025-05-09",
                media_href: &media_href,
            });
            let page = layout.render(&view).unwrap();
            let file = folder.join("cases").join(name).join(format!("{}.html", layout.info.id));
            if std::env::var_os("UPDATE").is_some() {
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(&file, content(&page)).unwrap();
            }
            let kept = fs::read_to_string(&file).unwrap_or_default();
            assert!(content(&page) == kept, "{}: it makes\n{}", file.display(), content(&page));
        }
    }
}
