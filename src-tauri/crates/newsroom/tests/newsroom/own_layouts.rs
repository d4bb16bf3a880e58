//! Layouts of one's own beside the newsroom: copied, changed, broken, mended.

use crate::desk::{Desk, EDITOR, NOW, edit_of, request};
use newsroom::{Code, Existing, ExportLayout, ExportPrint, ExportRequest, LayoutInfo, PageWish, PreviewFile, Progress};
use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};
use story::{
    layout::{Layout, OptionValue, OptionValues},
    press::{Copy, Press, PressFault, PressLayout, Printed, Sheet, Spread},
};

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
    desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    let page = desk.newsroom.layout_page(&edit.id, "web-phone", &PageWish::default(), TODAY).unwrap();
    assert!(page.contains("src=\"data:image/jpeg;base64,") && page.contains("src=\"data:,\""));
    assert!(!page.contains("src=\"media:"));
}

/// A press that prints the files it was given, and has one layout.
struct Proofs(Vec<Arc<PressLayout>>);

impl Proofs {
    fn new() -> Arc<Self> {
        let toml = "kind = \"print\"\n\n[name]\nid = \"Koran\"\nen = \"Paper\"\n\n[[option]]\nid = \"columns\"\nmin = 1\nmax = 5\ndefault = 3\nname = { id = \"Kolom\", en = \"Columns\" }\n";
        let files = [("layout.typ", "#import \"blocks.typ\""), ("blocks.typ", "#let paper = 1")];
        let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into();
        let info = Layout::read("paper", toml).unwrap();
        Arc::new(Self(vec![Arc::new(PressLayout { info, toml: toml.to_owned(), files, own: false })]))
    }
}

impl Press for Proofs {
    fn layouts(&self) -> &[Arc<PressLayout>] {
        &self.0
    }

    fn sheet(
        &self,
        copy: &Copy<'_>,
        layout: &PressLayout,
        options: &OptionValues,
        _: Sheet,
    ) -> Result<Printed, PressFault> {
        let files: Vec<&String> = layout.files.keys().collect();
        let slugline = &copy.story.fields.slugline;
        let words = format!("{slugline} {} {} {files:?} {options:?}", layout.info.id, layout.own);
        Ok(Printed { bytes: words.into_bytes(), fit: None, missing: String::new() })
    }

    fn spread(&self, _: &Copy<'_>, layout: &PressLayout, _: &OptionValues) -> Result<Spread, PressFault> {
        let template = String::from_utf8(layout.files["layout.typ"].clone()).unwrap();
        Ok(Spread { pages: Vec::new(), count: 0, marks: Vec::new(), fit: None, missing: template })
    }
}

/// Saves the preview of a story as a PDF.
fn save(desk: &Desk, id: &str, (layout, options): (&str, OptionValues), file: &Path) {
    let wish = PageWish { options, ..PageWish::default() };
    let layout = ExportLayout { layout: layout.to_owned(), wish };
    let wanted = PreviewFile { layout, suffix: "pdf".to_owned(), ..PreviewFile::default() };
    assert!(desk.newsroom.save_preview(id, &wanted, (file, false), NOW, EDITOR).unwrap().written);
}

#[test]
fn a_layout_of_the_press_is_copied_with_all_that_it_imports_and_followed() {
    let desk = Desk::new();
    desk.newsroom.use_press(Proofs::new());
    let edit = edit_of(&desk.story("A", "Satu alinea."));
    let template = |id: &str| desk.newsroom.spread(id, &edit, &OptionValues::new()).map(|spread| spread.missing);
    let copy = desk.newsroom.duplicate_layout("paper").unwrap();
    assert_eq!((copy.id.as_str(), copy.name_en.as_str(), copy.fault.as_ref()), ("paper-2", "Paper (copy)", None));
    assert_eq!(copy.options, of(&desk, "paper").options);
    let mut names: Vec<_> = fs::read_dir(folder(&copy)).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["blocks.typ", "layout.toml", "layout.typ"]);
    assert_eq!(template("paper-2").unwrap(), template("paper").unwrap());

    fs::write(folder(&copy).join("blocks.typ"), "#let paper = 2 // longer").unwrap();
    assert_ne!(of(&desk, "paper-2").stamp, copy.stamp, "what is imported belongs to it");
    fs::write(folder(&copy).join("layout.typ"), "Punya saya").unwrap();
    assert_eq!(template("paper-2").unwrap(), "Punya saya");

    fs::write(folder(&copy).join("layout.typ"), b"Satu\n\xff\xfe").unwrap();
    let failure = template("paper-2").unwrap_err();
    assert_eq!((failure.code, failure.thing.as_str()), (Code::LayoutBroken, "paper-2/layout.typ"));
    assert!(failure.detail.contains("line 2: it is not text in UTF-8"), "{failure}");
    fs::write(folder(&copy).join("layout.typ"), vec![b' '; 1024 * 1024 + 1]).unwrap();
    assert!(template("paper-2").unwrap_err().detail.contains("too large"));
    fs::remove_file(folder(&copy).join("layout.typ")).unwrap();
    let failure = template("paper-2").unwrap_err();
    assert_eq!((failure.code, failure.thing.as_str()), (Code::LayoutBroken, "paper-2/layout.typ"));
    let page = desk.newsroom.preview("paper-2", &edit, &PageWish::default(), TODAY).unwrap_err();
    assert_eq!(page.code, Code::LayoutBroken);
}

#[test]
fn ones_own_layout_of_the_press_is_refused_nothing_and_may_take_a_shipped_one_s_place() {
    let desk = Desk::new();
    desk.newsroom.use_press(Proofs::new());
    let story = desk.story("A", "Satu alinea.");
    let copy = desk.newsroom.duplicate_layout("paper").unwrap();
    fs::rename(folder(&copy), folder(&copy).with_file_name("paper")).unwrap();
    let all = desk.newsroom.layouts();
    assert_eq!(all.iter().filter(|layout| layout.id == "paper").count(), 1);
    assert!(of(&desk, "paper").folder.is_some());
    let columns = desk.newsroom.option_values("paper", &[("columns".to_owned(), "2".to_owned())]).unwrap();
    assert_eq!(columns["columns"], OptionValue::Number(2));
    assert!(desk.newsroom.option_values("paper", &[("columns".to_owned(), "9".to_owned())]).is_err());

    let file = desk.folder.path().join("a.pdf");
    save(&desk, &story.id, ("paper", columns), &file);
    let printed = fs::read_to_string(&file).unwrap();
    assert!(printed.starts_with("A paper true [\"blocks.typ\", \"layout.typ\"]"), "{printed}");

    // The export's dialog names it, or takes the first of the press.
    let stories: Vec<String> = ["B", "C", "D"].map(|slugline| desk.story(slugline, "x").id).into();
    let ids: Vec<&str> = stories.iter().map(String::as_str).collect();
    let print = ExportPrint { layout: "paper".to_owned(), archival: false };
    let request = ExportRequest { print, ..request(&ids, &["pdf"], &desk.out(), Existing::Ask) };
    let goes_on = &mut |_: Progress| ControlFlow::Continue(());
    let result = desk.newsroom.export(&request, NOW, EDITOR, goes_on).unwrap();
    assert_eq!(result.files.len(), 3);
    for (file, slugline) in result.files.iter().zip(["B", "C", "D"]) {
        let printed = fs::read_to_string(&file.path).unwrap();
        assert!(printed.starts_with(&format!("{slugline} paper true")), "each has its own pages: {printed}");
    }
}

#[cfg(unix)]
#[test]
fn nothing_outside_of_a_layout_s_folder_belongs_to_it() {
    let desk = Desk::new();
    desk.newsroom.use_press(Proofs::new());
    let story = desk.story("A", "Satu alinea.");
    let copy = desk.newsroom.duplicate_layout("paper").unwrap();
    let secret = desk.file("rahasia.typ", b"rahasia");
    std::os::unix::fs::symlink(&secret, folder(&copy).join("rahasia.typ")).unwrap();
    fs::create_dir(folder(&copy).join("dalam.typ")).unwrap();
    fs::write(folder(&copy).join("catatan.txt"), "no part of it").unwrap();
    fs::write(folder(&copy).join("logo.png"), "a picture").unwrap();
    let file = desk.folder.path().join("a.pdf");
    save(&desk, &story.id, (&copy.id, OptionValues::new()), &file);
    let printed = fs::read_to_string(&file).unwrap();
    assert!(printed.contains("[\"blocks.typ\", \"layout.typ\", \"logo.png\"]"), "{printed}");
    assert_eq!(desk.newsroom.layout_folder("../kontan.layouts/paper-2").unwrap_err().code, Code::LayoutMissing);
}
