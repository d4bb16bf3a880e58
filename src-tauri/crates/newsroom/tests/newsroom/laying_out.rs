//! Stories that leave as layouts show them: in an export, and as what somebody saves or prints of a preview.

use crate::desk::{Desk, EDITOR, LATER, NOW, edit_of, names_in, paragraph, request};
use newsroom::{
    Code, Existing, ExportLayout, ExportProfile, ExportResult, ExportedFile, Outcome, PageWish, PreviewFile, Remedy,
};
use std::{collections::BTreeMap, fs, ops::ControlFlow, path::Path, sync::Arc};
use story::{
    Stage,
    layout::{Layout, OptionValues},
    press::{Copy, Press, PressFault, PressLayout, Printed, Sheet, Spread, SpreadPage},
    screen::{Drawing, Screen, ScreenFault},
};

/// Between the saving of a story and its export.
const BETWEEN: &str = "2025-05-09T03:45:00.000Z";
/// The day has begun in Jakarta, and not yet by UTC.
const EARLY: &str = "2025-05-09T18:00:00.000Z";

/// A screen that gives back what it is asked to draw.
struct Mirror;

impl Screen for Mirror {
    fn draw(&self, html: &str, width: u32, drawing: Drawing) -> Result<Vec<u8>, ScreenFault> {
        if html.contains("Terlalu panjang.") {
            return Err(ScreenFault::TooLong { height: 20_000, most: 16_000 });
        }
        Ok(format!("{drawing:?} {width}\n{html}").into_bytes())
    }
}

/// A press that sets nothing but the text.
struct Stamp(Vec<Arc<PressLayout>>);

impl Stamp {
    fn new() -> Arc<Self> {
        let layout = |id: &str, kind: &str| {
            let toml = format!("kind = \"{kind}\"\nwidth = 800\n[name]\nid = \"{id}\"\nen = \"{id}\"\n");
            let info = Layout::read(id, &toml).unwrap();
            Arc::new(PressLayout { info, toml, files: BTreeMap::new(), own: false })
        };
        Arc::new(Self(vec![layout("proof-a4", "print"), layout("card-wide", "card")]))
    }
}

impl Press for Stamp {
    fn layouts(&self) -> &[Arc<PressLayout>] {
        &self.0
    }

    fn sheet(
        &self,
        copy: &Copy<'_>,
        layout: &PressLayout,
        _: &OptionValues,
        sheet: Sheet,
    ) -> Result<Printed, PressFault> {
        let bytes = format!("{} {sheet:?}\n{}", layout.info.id, copy.story.body.text()).into_bytes();
        Ok(Printed { bytes, fit: None, missing: String::new() })
    }

    fn spread(&self, copy: &Copy<'_>, _: &PressLayout, _: &OptionValues) -> Result<Spread, PressFault> {
        let page = SpreadPage { svg: format!("<svg>{}</svg>", copy.story.body.text()), width: 2100, height: 2970 };
        Ok(Spread { pages: vec![page], count: 1, marks: Vec::new(), fit: None, missing: String::new() })
    }
}

fn layout(id: &str) -> ExportLayout {
    ExportLayout { layout: id.to_owned(), wish: PageWish::default() }
}

fn preview(id: &str, suffix: &str) -> PreviewFile {
    PreviewFile { layout: layout(id), suffix: suffix.to_owned(), ..PreviewFile::default() }
}

fn export(desk: &Desk, ids: &[&str], kinds: &[&str], layouts: &[&str]) -> ExportResult {
    let mut request = request(ids, kinds, &desk.out(), Existing::Ask);
    request.layouts = layouts.iter().map(|id| layout(id)).collect();
    desk.newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap()
}

fn equipped() -> Desk {
    let desk = Desk::new();
    desk.newsroom.use_press(Stamp::new());
    desk.newsroom.use_screen(Arc::new(Mirror));
    desk
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn layouts_leave_beside_forms_and_are_remembered_and_made_again() {
    let desk = equipped();
    let story = desk.story("XI-PUTIN", "Sebelum.");
    let layouts = ["web-phone", "web-phone", "search", "proof-a4", "card-wide"];
    let result = export(&desk, &[&story.id], &["html"], &layouts);
    let kinds: Vec<&str> = result.files.iter().map(|file| file.kind.as_str()).collect();
    assert_eq!(kinds, ["html", "web-phone.html", "search.html", "proof-a4.pdf", "card-wide.png"]);
    let names = ["card-wide.png", "html", "proof-a4.pdf", "search.html", "web-phone.html"];
    assert_eq!(desk.placed(), names.map(|name| format!("xi-putin.{name}")));
    assert!(read(&desk.out().join("xi-putin.web-phone.html")).contains("Sebelum."));
    assert!(read(&desk.out().join("xi-putin.card-wide.png")).starts_with("card-wide Png(0, 144)\n"));

    let mut edit = edit_of(&desk.newsroom.open_story(&story.id, LATER).unwrap());
    edit.body = paragraph("Sesudah.");
    desk.newsroom.save(&edit, LATER, EDITOR).unwrap();
    let places = desk.newsroom.story_exports(&story.id).unwrap().places;
    assert!(places.len() == 5 && places.iter().all(|place| !place.current), "{places:?}");
    let mut progress = |_| ControlFlow::Continue(());
    let again = desk.newsroom.export_again(&[story.id], &[], None, LATER, EDITOR, &mut progress).unwrap();
    assert!(again.files.iter().all(|file| file.outcome == Outcome::Written), "{again:?}");
    for name in ["web-phone.html", "search.html", "proof-a4.pdf", "card-wide.png"] {
        let text = read(&desk.out().join(format!("xi-putin.{name}")));
        assert!(text.contains("Sesudah.") && !text.contains("Sebelum."), "{name}");
    }
}

#[test]
fn of_several_stories_a_layout_that_shows_several_is_one_file_and_every_other_one_each() {
    let desk = equipped();
    let stories = ["SATU", "DUA"].map(|slugline| desk.story(slugline, &format!("Isi {slugline}.")).id);
    let ids = [stories[1].as_str(), stories[0].as_str()];
    let result = export(&desk, &ids, &[], &["wire", "newsletter"]);
    assert_eq!(desk.placed(), ["dua.wire.html", "kontan-2025-05-09.newsletter.html", "satu.wire.html"]);
    assert_eq!(result.files.last().unwrap().stories, ids);
    let mut said = 0;
    let mut request = request(&ids, &[], &desk.out(), Existing::Replace);
    request.layouts = vec![layout("wire"), layout("push")];
    let mut stop = |_| {
        said += 1;
        if said > 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let stopped = desk.newsroom.export(&request, LATER, EDITOR, &mut stop).unwrap();
    assert!(stopped.cancelled && stopped.files.len() == 2, "{stopped:?}");
}

#[test]
fn a_layout_that_is_not_there_is_named_before_anything_is_made() {
    let desk = equipped();
    let story = desk.story("A", "Isi.");
    let mut request = request(&[&story.id], &["txt"], &desk.out(), Existing::Ask);
    request.layouts = vec![layout("poster")];
    let failure = desk.newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap_err();
    assert_eq!((failure.code, failure.thing.as_str()), (Code::LayoutMissing, "poster"));
    let profile = ExportProfile { name: "P".to_owned(), layouts: vec![layout("poster")], ..ExportProfile::default() };
    let failure = desk.newsroom.keep_profile(&profile, None, NOW, EDITOR).unwrap_err();
    assert_eq!(failure.code, Code::LayoutMissing);
    let profile = ExportProfile { layouts: vec![layout("card-wide"), layout("web-phone")], ..profile };
    desk.newsroom.keep_profile(&profile, None, NOW, EDITOR).unwrap();
    assert_eq!(desk.newsroom.profile("p").unwrap(), profile);
    assert!(!desk.out().exists());
}

#[test]
fn an_embargo_keeps_layouts_previews_and_paper_back() {
    let desk = equipped();
    let story = desk.story("RAHASIA", "Rahasia.");
    let pairs = [("embargo".to_owned(), "2999-01-01T00:00:00Z".to_owned())];
    desk.newsroom.set(&story.id, &pairs, NOW, EDITOR).unwrap();
    let codes = |file: &ExportedFile| file.failure.as_ref().map(|failure| failure.code);
    let result = export(&desk, &[&story.id], &[], &["web-phone", "proof-a4"]);
    assert!(result.files.iter().all(|file| codes(file) == Some(Code::Embargoed)), "{result:?}");
    for (layout, suffix) in [("web-phone", "html"), ("web-phone", "png"), ("proof-a4", "pdf"), ("card-wide", "png")] {
        let file = desk.out().join(format!("a.{suffix}"));
        let saved = desk.newsroom.save_preview(&story.id, &preview(layout, suffix), (&file, true), LATER, EDITOR);
        assert_eq!(saved.unwrap_err().code, Code::Embargoed);
        let printed = desk.newsroom.print_page(&story.id, &preview(layout, suffix), LATER);
        assert_eq!(printed.unwrap_err().code, Code::Embargoed);
    }
    assert!(!desk.out().exists());
    // One story under embargo among those that a page shows keeps the page back.
    let other = desk.story("TERBUKA", "Terbuka.");
    let mut wanted = preview("collection", "html");
    wanted.layout.wish.stories = vec![other.id.clone(), story.id];
    let saved = desk.newsroom.save_preview(&other.id, &wanted, (&desk.out().join("a.html"), true), LATER, EDITOR);
    assert_eq!(saved.unwrap_err().code, Code::Embargoed);
}

#[test]
fn a_saved_preview_is_remembered_and_publishes_nothing() {
    let desk = equipped();
    let story = desk.story("XI-PUTIN", "Isi.");
    desk.newsroom.move_to(std::slice::from_ref(&story.id), Stage::Ready, NOW, EDITOR).unwrap();
    for (layout, suffix) in [("web-phone", "html"), ("web-phone", "png"), ("search", "pdf"), ("proof-a4", "pdf")] {
        let file = desk.out().join(format!("{layout}.{suffix}"));
        let saved = desk.newsroom.save_preview(&story.id, &preview(layout, suffix), (&file, false), BETWEEN, EDITOR);
        assert!(saved.unwrap().written);
        let again = desk.newsroom.save_preview(&story.id, &preview(layout, suffix), (&file, false), BETWEEN, EDITOR);
        assert!(!again.unwrap().written, "a file that is there stays");
    }
    assert!(read(&desk.out().join("web-phone.png")).to_lowercase().starts_with("png 390\n<!doctype html>"));
    assert!(read(&desk.out().join("search.pdf")).starts_with("Pdf "));
    let open = desk.newsroom.open_story(&story.id, LATER).unwrap();
    let kinds: Vec<&str> = open.exports.iter().map(|export| export.kind.as_str()).collect();
    assert_eq!(kinds, ["proof-a4.pdf", "search.pdf", "web-phone.png", "web-phone.html"]);
    assert!(open.exports.iter().all(|export| export.version.is_some() && export.sha256.len() == 64));
    assert_eq!(open.stage, Stage::Ready);

    desk.export(&[&story.id], &["ninjs"], Existing::Ask);
    let ninjs = read(&desk.out().join("xi-putin.ninjs.json"));
    assert!(!ninjs.contains("T03:45"), "what was only looked at was not published: {ninjs}");

    let mut edit = edit_of(&desk.newsroom.open_story(&story.id, LATER).unwrap());
    edit.body = paragraph("Baru.");
    desk.newsroom.save(&edit, LATER, EDITOR).unwrap();
    let mut progress = |_| ControlFlow::Continue(());
    let again = desk.newsroom.export_again(&[story.id], &[], None, LATER, EDITOR, &mut progress).unwrap();
    assert!(again.files.iter().all(|file| file.outcome == Outcome::Written), "{again:?}");
    assert!(read(&desk.out().join("web-phone.png")).contains("Baru."));
}

#[test]
fn a_page_is_dated_by_the_newsrooms_clock() {
    let desk = equipped();
    let story = desk.story("A", "Isi.");
    let file = desk.out().join("a.html");
    let wanted = preview("collection", "html");
    desk.newsroom.save_preview(&story.id, &wanted, (&file, true), EARLY, EDITOR).unwrap();
    let page = read(&file);
    assert!(page.contains("10 Mei 2025") && !page.contains("9 Mei 2025"), "{page}");
}

#[test]
fn what_cannot_be_drawn_says_why_and_what_to_do_instead() {
    let desk = Desk::new();
    desk.newsroom.use_press(Stamp::new());
    let story = desk.story("A", "Terlalu panjang.");
    let file = desk.out().join("a");
    let refused = |layout: &str, suffix: &str| {
        let wanted = preview(layout, suffix);
        desk.newsroom.save_preview(&story.id, &wanted, (&file, true), LATER, EDITOR).unwrap_err()
    };
    let failure = refused("web-phone", "png");
    assert_eq!((failure.code, failure.thing.as_str()), (Code::NoScreen, "web-phone"));
    assert_eq!(failure.remedy, Some(Remedy::SaveAsHtml));
    assert_eq!(refused("web-phone", "svg").code, Code::LayoutShape);
    assert_eq!(refused("proof-a4", "html").code, Code::LayoutShape);
    assert_eq!(refused("poster", "html").code, Code::LayoutMissing);
    desk.newsroom.use_screen(Arc::new(Mirror));
    let failure = refused("web-phone", "png");
    assert_eq!(failure.code, Code::PageTooLong);
    assert!(failure.detail.contains("20000") && failure.detail.contains("16000"), "{failure:?}");
    assert_eq!(names_in(&desk.out()), [""; 0]);
}

#[test]
fn a_preview_is_printed_on_paper_of_its_own_size_or_on_what_there_is() {
    let desk = equipped();
    let story = desk.story("A", "Isi cetak.");
    let page = desk.newsroom.print_page(&story.id, &preview("proof-a4", ""), LATER).unwrap();
    assert!(page.html.contains("<svg>Isi cetak."), "{}", page.html);
    assert_eq!(page.paper, Some([2100, 2970]));
    let page = desk.newsroom.print_page(&story.id, &preview("reader", ""), LATER).unwrap();
    assert!(page.html.contains("Isi cetak.") && page.paper.is_none());
}
