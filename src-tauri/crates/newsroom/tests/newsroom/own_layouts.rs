//! Layouts of one's own beside the newsroom: copied, changed, broken, mended.

use crate::desk::{Desk, edit_of};
use newsroom::{Code, LayoutInfo, PageWish};
use std::{fs, path::PathBuf};
use story::layout::OptionValue;

const TODAY: &str = "2025-05-09";

fn of(desk: &Desk, id: &str) -> LayoutInfo {
    desk.newsroom.layouts().into_iter().find(|layout| layout.id == id).unwrap()
}

fn folder(layout: &LayoutInfo) -> PathBuf {
    PathBuf::from(layout.folder.clone().unwrap())
}

#[test]
fn a_copy_of_a_layout_lies_beside_the_newsroom_and_shows_the_same() {
    let desk = Desk::new();
    let edit = edit_of(&desk.story("A", "Satu alinea."));
    let page = |id: &str| desk.newsroom.preview(id, &edit, &PageWish::default(), TODAY).unwrap();
    for shipped in desk.newsroom.layouts() {
        let copy = desk.newsroom.duplicate_layout(&shipped.id).unwrap();
        assert_eq!(copy.id, format!("{}-2", shipped.id));
        assert_eq!(folder(&copy), desk.folder.path().join("kontan.layouts").join(&copy.id));
        assert_eq!((copy.kind, copy.width, &copy.options), (shipped.kind, shipped.width, &shipped.options));
        assert_eq!(copy.name_en, format!("{} (copy)", shipped.name_en));
        assert_eq!(page(&copy.id), page(&shipped.id), "{}", shipped.id);
    }
    // A copy of a copy, and another of the same, have names of their own.
    assert_eq!(desk.newsroom.duplicate_layout("wire-2").unwrap().id, "wire-3");
    assert_eq!(desk.newsroom.duplicate_layout("wire").unwrap().id, "wire-4");
    assert_eq!(desk.newsroom.duplicate_layout("print").unwrap_err().code, Code::LayoutMissing);
}

#[test]
fn the_page_follows_the_files_and_a_fault_names_file_and_line() {
    let desk = Desk::new();
    let edit = edit_of(&desk.story("A", "Satu alinea."));
    let page = || desk.newsroom.preview("wire-2", &edit, &PageWish::default(), TODAY);
    let copy = desk.newsroom.duplicate_layout("wire").unwrap();
    let template = folder(&copy).join("layout.html");
    fs::write(&template, "<h1>{{ slugline }}</h1>").unwrap();
    assert_eq!(page().unwrap(), "<h1>A</h1>");
    assert_ne!(of(&desk, "wire-2").stamp, copy.stamp);

    fs::write(&template, "<h1>\n{{ sluglin }}</h1>").unwrap();
    let failure = page().unwrap_err();
    assert_eq!((failure.code, failure.thing.as_str()), (Code::LayoutBroken, "wire-2/layout.html"));
    assert!(failure.detail.starts_with("wire-2/layout.html, line 2: "), "{failure}");

    fs::write(&template, "<h1>{{ slugline }}</h1>").unwrap();
    fs::write(folder(&copy).join("layout.toml"), "kind = \"wire\"\nwidth = \"wide\"\n").unwrap();
    let fault = of(&desk, "wire-2").fault.unwrap();
    assert!(fault.starts_with("wire-2/layout.toml, line 2: "), "{fault}");
    assert!(page().unwrap_err().detail.starts_with("wire-2/layout.toml, line 2: "));

    fs::write(&template, [0xff, 0xfe]).unwrap();
    assert_eq!(page().unwrap_err().code, Code::LayoutBroken);
    fs::remove_dir_all(folder(&copy)).unwrap();
    assert_eq!(page().unwrap_err().code, Code::LayoutMissing);
    assert_eq!(desk.newsroom.layout_folder("wire-2").unwrap_err().code, Code::LayoutMissing);
}

#[test]
fn an_option_of_the_wrong_type_is_refused_and_says_what_it_may_be() {
    let desk = Desk::new();
    let edit = edit_of(&desk.story("A", "Satu alinea."));
    let wish = |value| PageWish { options: [("words".to_owned(), value)].into(), ..PageWish::default() };
    let page = |value| desk.newsroom.preview("wire", &edit, &wish(value), TODAY);
    assert!(page(OptionValue::Number(200)).is_ok());
    for wrong in [OptionValue::Switch(true), OptionValue::Text("200".to_owned()), OptionValue::Number(20)] {
        let failure = page(wrong).unwrap_err();
        assert_eq!((failure.code, failure.thing.as_str()), (Code::FieldValue, "words"));
        assert!(failure.detail.contains("a whole number from 100 to 1000"), "{failure}");
    }
}

#[test]
fn a_front_has_the_picked_stories_in_their_order_the_open_one_as_it_is_typed() {
    let desk = Desk::new();
    let stories = ["SATU", "DUA", "TIGA"].map(|slugline| desk.story(slugline, "x"));
    let mut open = edit_of(&stories[1]);
    open.fields.headline = "Sedang diketik".to_owned();
    let ids: Vec<String> = [2, 1, 0].map(|at: usize| stories[at].id.clone()).into();
    let wish = |stories: Vec<String>| PageWish { stories, ..PageWish::default() };
    let page = |layout: &str, ids: Vec<String>| desk.newsroom.preview(layout, &open, &wish(ids), TODAY);
    let front = page("collection", ids.clone()).unwrap();
    let places: Vec<usize> = ["TIGA", "Sedang diketik", "SATU"].map(|words| front.find(words).unwrap()).into();
    assert!(places.is_sorted(), "{places:?}");
    // One story alone, where none is picked; and what shows one story shows the open one.
    assert!(!page("collection", Vec::new()).unwrap().contains("TIGA"));
    assert!(!page("web-phone", ids.clone()).unwrap().contains("TIGA"));
    let gone = page("collection", vec!["nobody".to_owned()]).unwrap_err();
    assert_eq!(gone.code, Code::StoryMissing);
}

#[test]
fn a_page_for_a_file_has_its_pictures_in_it() {
    let desk = Desk::new();
    let jpeg = include_bytes!("../../../pictures/tests/pictures/iptc.jpg");
    let src = desk.newsroom.add_picture(&desk.file("foto.jpg", jpeg)).unwrap().src;
    let mut edit = edit_of(&desk.story("FOTO", "x"));
    edit.body = format!(
        r#"{{"type":"doc","content":[{{"type":"image","attrs":{{"src":"{src}","alt":"","credit":""}}}},
        {{"type":"image","attrs":{{"src":"{}.jpg","alt":"hilang","credit":""}}}}]}}"#,
        "0".repeat(64)
    );
    desk.newsroom.save(&edit, crate::desk::NOW, crate::desk::EDITOR).unwrap();
    let page = desk.newsroom.layout_page(&edit.id, "web-phone", &PageWish::default(), TODAY).unwrap();
    assert!(page.contains("src=\"data:image/jpeg;base64,") && page.contains("src=\"data:,\""));
    assert!(!page.contains("src=\"media:"));
}
