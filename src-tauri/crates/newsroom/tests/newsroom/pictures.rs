//! Pictures on their way from a file into the media folder, onto the screen and out in exports.

use crate::desk::{Desk, EDITOR, LATER, NOW, edit_of, names_in, request};
use newsroom::{Code, Existing, ExportLayout, Outcome, PageWish, Shown};
use std::{collections::BTreeMap, fs, ops::ControlFlow, path::PathBuf, sync::Arc};
use story::{
    layout::{Layout, OptionValues},
    press::{Copy, Press, PressFault, PressLayout, Printed, Sheet, Spread},
};

/// 1200 × 800, with IPTC.
const JPEG: &[u8] = include_bytes!("../../../pictures/tests/pictures/iptc.jpg");
const TIFF: &[u8] = include_bytes!("../../../pictures/tests/pictures/iptc.tiff");
/// 600 × 400.
const AVIF: &[u8] = include_bytes!("../../../pictures/tests/pictures/xmp.avif");
/// An AVIF of two tiles, which nothing is made from.
const TILES: &[u8] = include_bytes!("../../../pictures/tests/pictures/avif/grid.avif");
const GIF: &[u8] = include_bytes!("../../../pictures/tests/pictures/moving.gif");

fn media(desk: &Desk) -> PathBuf {
    desk.newsroom.path().with_extension("media")
}

fn width(bytes: &[u8]) -> u32 {
    pictures::size(bytes).unwrap().0
}

fn wide(width: u32) -> Shown {
    Shown { width: Some(width), part: None }
}

/// A body of one picture.
fn body(src: &str, attrs: &str) -> String {
    let attrs = format!(r#"{{"src":"{src}","alt":"Perahu","credit":"AFP"{attrs}}}"#);
    format!(r#"{{"type":"doc","content":[{{"type":"image","attrs":{attrs}}}]}}"#)
}

#[test]
fn a_picture_is_kept_as_it_came_and_says_what_is_written_in_it() {
    let desk = Desk::new();
    let picture = desk.newsroom.add_picture(&desk.file("foto.JPG", JPEG)).unwrap();
    assert_eq!((picture.width, picture.height), (1200, 800));
    assert_eq!((picture.credit.as_str(), picture.place.as_str()), ("ANTARA FOTO", "Makassar, Indonesia"));
    assert_eq!(fs::read(media(&desk).join(&picture.src)).unwrap(), JPEG);
    assert_eq!(desk.newsroom.picture_facts(&picture.src).unwrap(), picture);
    assert_eq!(desk.newsroom.add_picture_bytes("clipboard", JPEG).unwrap(), picture);
    assert_eq!(names_in(&media(&desk)), [picture.src]);
}

#[test]
fn a_broken_picture_is_refused_by_its_name_and_not_kept() {
    let desk = Desk::new();
    let cut = desk.file("rusak.jpg", &JPEG[..JPEG.len() / 2]);
    let failure = desk.newsroom.add_picture(&cut).unwrap_err();
    assert_eq!((failure.code, failure.thing.as_str()), (Code::PictureBroken, cut.to_str().unwrap()));
    assert!(failure.remedy.is_some() && !failure.detail.is_empty());
    assert_eq!(
        desk.newsroom.add_picture(&desk.file("naskah.jpg", "bukan foto")).unwrap_err().code,
        Code::FileNotAPicture
    );
    assert!(names_in(&media(&desk)).is_empty());
}

#[test]
fn renditions_are_made_when_asked_for_and_may_be_deleted() {
    let desk = Desk::new();
    let src = desk.newsroom.add_picture(&desk.file("foto.jpg", JPEG)).unwrap().src;
    let renditions = media(&desk).join("renditions");
    let small = desk.newsroom.shown_picture(&src, wide(300)).unwrap();
    assert_eq!((small.media_type, width(&small.bytes)), ("image/jpeg", 320));
    let stem = src.strip_suffix(".jpg").unwrap();
    assert_eq!(names_in(&renditions), [format!("{stem}.w320.jpg")]);
    assert_eq!(desk.newsroom.shown_picture(&src, wide(320)).unwrap(), small);
    fs::remove_dir_all(&renditions).unwrap();
    assert_eq!(desk.newsroom.shown_picture(&src, wide(320)).unwrap(), small);
    // What is small enough already is shown as it is.
    assert_eq!(desk.newsroom.shown_picture(&src, wide(5000)).unwrap().bytes, JPEG);
    assert_eq!(desk.newsroom.shown_picture(&src, Shown::default()).unwrap().bytes, JPEG);
    let part = desk.newsroom.shown_picture(&src, Shown { width: Some(640), part: Some([0, 0, 250, 1000]) }).unwrap();
    assert_eq!(pictures::size(&part.bytes), Ok((300, 800)));
    assert_eq!(fs::read(media(&desk).join(&src)).unwrap(), JPEG);
}

#[test]
fn what_pages_cannot_show_is_shown_as_a_jpeg_and_what_is_not_decoded_as_it_is() {
    let desk = Desk::new();
    let tiff = desk.newsroom.add_picture(&desk.file("foto.tif", TIFF)).unwrap();
    let shown = desk.newsroom.shown_picture(&tiff.src, wide(640)).unwrap();
    assert_eq!((shown.media_type, width(&shown.bytes)), ("image/jpeg", 300));
    for (name, bytes) in [("ubin.avif", TILES), ("gerak.gif", GIF)] {
        let src = desk.newsroom.add_picture(&desk.file(name, bytes)).unwrap().src;
        let shown = Shown { width: Some(10), part: Some([0, 0, 500, 500]) };
        assert_eq!(desk.newsroom.shown_picture(&src, shown).unwrap().bytes, bytes);
    }
}

#[test]
fn a_tiff_leaves_as_a_jpeg_beside_markdown_and_in_the_page() {
    let desk = Desk::new();
    let tiff = desk.newsroom.add_picture(&desk.file("foto.tiff", TIFF)).unwrap();
    let story = desk.story("KAPAL", "x");
    let mut edit = edit_of(&story);
    edit.body = body(&tiff.src, "");
    desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    let result = desk.export(&[&story.id], &["html", "md", "ninjs"], Existing::Ask);
    assert!(result.files.iter().all(|file| file.outcome == Outcome::Written && file.failure.is_none()), "{result:?}");
    let name = tiff.src.replace(".tiff", ".jpg");
    assert!(fs::read(desk.out().join("media").join(&name)).unwrap().starts_with(&[0xff, 0xd8, 0xff]));
    assert!(fs::read_to_string(desk.out().join("kapal.md")).unwrap().contains(&format!("media/{name}")));
    assert!(fs::read_to_string(desk.out().join("kapal.html")).unwrap().contains("data:image/jpeg;base64,"));
}

#[test]
fn an_avif_is_shown_smaller_and_cut() {
    let desk = Desk::new();
    let src = desk.newsroom.add_picture(&desk.file("foto.avif", AVIF)).unwrap().src;
    let small = desk.newsroom.shown_picture(&src, wide(320)).unwrap();
    assert_eq!((small.media_type, pictures::size(&small.bytes)), ("image/jpeg", Ok((320, 213))));
    let part = Some([500, 0, 500, 500]);
    let cut = desk.newsroom.shown_picture(&src, Shown { width: Some(640), part }).unwrap();
    assert_eq!((cut.media_type, pictures::size(&cut.bytes)), ("image/jpeg", Ok((300, 200))));
    // Browsers show it, so it is left as it is where it is small enough.
    assert_eq!(desk.newsroom.shown_picture(&src, wide(640)).unwrap().bytes, AVIF);
}

#[test]
fn an_avif_leaves_as_a_jpeg_in_documents_and_one_that_is_not_decoded_is_named() {
    let desk = Desk::new();
    let export = |name: &str, bytes: &[u8]| {
        let src = desk.newsroom.add_picture(&desk.file(name, bytes)).unwrap().src;
        let story = desk.story(name, "x");
        let mut edit = edit_of(&story);
        edit.body = body(&src, "");
        desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
        (src, desk.export(&[&story.id], &["docx", "odt", "epub", "html"], Existing::Ask))
    };
    let (src, result) = export("kapal.avif", AVIF);
    assert!(result.files.iter().all(|file| file.outcome == Outcome::Written && file.failure.is_none()), "{result:?}");
    let made = media(&desk).join("renditions").join(src.replace(".avif", ".plain.jpg"));
    let made = fs::read(made).unwrap();
    assert_eq!(pictures::size(&made), Ok((600, 400)));
    for file in &result.files {
        let bytes = fs::read(&file.path).unwrap();
        let (jpeg, avif) =
            (bytes.windows(made.len()).any(|part| part == made), bytes.windows(AVIF.len()).any(|part| part == AVIF));
        assert_eq!((jpeg, avif), (file.kind != "html", false), "{}", file.kind);
    }
    let html = result.files.iter().find(|file| file.kind == "html").unwrap();
    assert!(fs::read_to_string(&html.path).unwrap().contains(&base64(AVIF)));

    let (src, result) = export("ubin.avif", TILES);
    for file in &result.files {
        let thing = file.failure.as_ref().map(|failure| (failure.code, failure.thing.clone()));
        assert_eq!(thing, (file.kind != "html").then(|| (Code::PictureBroken, src.clone())), "{}", file.kind);
    }
}

/// A press that prints the pictures of a story, one behind the other.
struct Plates(Vec<Arc<PressLayout>>);

impl Press for Plates {
    fn layouts(&self) -> &[Arc<PressLayout>] {
        &self.0
    }

    fn sheet(&self, copy: &Copy<'_>, _: &PressLayout, _: &OptionValues, _: Sheet) -> Result<Printed, PressFault> {
        let bytes = copy.story.body.images().filter_map(|image| (copy.picture)(image)).flatten().collect();
        Ok(Printed { bytes, fit: None, missing: String::new() })
    }

    fn spread(&self, _: &Copy<'_>, _: &PressLayout, _: &OptionValues) -> Result<Spread, PressFault> {
        Ok(Spread { pages: Vec::new(), count: 0, marks: Vec::new(), fit: None, missing: String::new() })
    }
}

#[test]
fn the_press_is_given_an_avif_as_a_jpeg() {
    let desk = Desk::new();
    let layouts = [("proof-a4", "print"), ("card-wide", "card")].map(|(id, kind)| {
        let toml = format!("kind = \"{kind}\"\nwidth = 800\n[name]\nid = \"{id}\"\nen = \"{id}\"\n");
        let info = Layout::read(id, &toml).unwrap();
        Arc::new(PressLayout { info, toml, files: BTreeMap::new(), own: false })
    });
    desk.newsroom.use_press(Arc::new(Plates(layouts.to_vec())));
    let src = desk.newsroom.add_picture(&desk.file("foto.avif", AVIF)).unwrap().src;
    let story = desk.story("KAPAL", "x");
    let mut edit = edit_of(&story);
    edit.body = body(&src, "");
    desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    let mut request = request(&[&story.id], &[], &desk.out(), Existing::Ask);
    request.layouts = ["proof-a4", "card-wide"]
        .map(|layout| ExportLayout { layout: layout.to_owned(), wish: PageWish::default() })
        .into();
    let result = desk.newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(result.files.len(), 2, "{result:?}");
    for file in &result.files {
        let plate = fs::read(&file.path).unwrap();
        assert!(plate.starts_with(&[0xff, 0xd8, 0xff]), "{}", file.kind);
        assert_eq!(pictures::size(&plate), Ok((600, 400)));
    }
}

#[test]
fn what_the_editor_framed_is_what_readers_see() {
    let desk = Desk::new();
    let src = desk.newsroom.add_picture(&desk.file("foto.jpg", JPEG)).unwrap().src;
    let story = desk.story("NELAYAN", "x");
    let mut edit = edit_of(&story);
    let address = |edit: &newsroom::StoryEdit| {
        let page = desk.newsroom.preview("web-phone", edit, &PageWish::default(), "2025-05-09").unwrap();
        let (_, address) = page.split_once("<figure data-block=\"0\"><img src=\"").unwrap();
        address.split('"').next().unwrap().replace("&amp;", "&")
    };
    // Nothing is cut where nobody said what matters in it.
    edit.body = body(&src, "");
    assert_eq!(address(&edit), format!("media://localhost/{src}?w=390"));
    edit.body = body(&src, r#","focus":{"x":500,"y":1000}"#);
    assert_eq!(address(&edit), format!("media://localhost/{src}?w=390&part=0,156,1000,844"));
    let crop = r#"{"format":"16:9","x":100,"y":200,"width":400,"height":338}"#;
    edit.body = body(&src, &format!(r#","crops":[{crop}]"#));
    assert_eq!(address(&edit), format!("media://localhost/{src}?w=390&part=100,200,400,338"));
    // What was cut away does not leave with the page.
    desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    desk.export(&[&story.id], &["html"], Existing::Ask);
    let whole = fs::read_to_string(desk.out().join("nelayan.html")).unwrap();
    let cut = desk.newsroom.shown_picture(&src, Shown { width: Some(2560), part: Some([100, 200, 400, 338]) }).unwrap();
    assert_eq!(pictures::size(&cut.bytes), Ok((480, 270)));
    assert!(whole.contains(&base64(&cut.bytes)) && !whole.contains(&base64(JPEG)));
}

#[test]
fn verify_names_the_pictures_that_are_missing() {
    let desk = Desk::new();
    let src = desk.newsroom.add_picture(&desk.file("foto.jpg", JPEG)).unwrap().src;
    let story = desk.story("HILANG", "x");
    let mut edit = edit_of(&story);
    edit.body = body(&src, "");
    desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    assert_eq!(desk.newsroom.verify().unwrap().faults, []);
    fs::remove_file(media(&desk).join(&src)).unwrap();
    let faults = desk.newsroom.verify().unwrap().faults;
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].story.as_deref(), Some(story.id.as_str()));
    assert!(faults[0].detail.contains(&src));
}

fn base64(bytes: &[u8]) -> String {
    use base64::{Engine, prelude::BASE64_STANDARD};
    BASE64_STANDARD.encode(bytes)
}
