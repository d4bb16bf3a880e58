//! The correction desk: what is said of stories that have left, and what must be exported again.

use crate::desk::{Desk, EDITOR, LATER, NOW, edit_of, paragraph};
use newsroom::{Code, Existing, ExportResult, NewCorrection, Outcome};
use std::{fs, ops::ControlFlow, path::Path};
use story::CorrectionKind;

const AFTER: &str = "2025-05-10T01:00:00.000Z";

fn correct(desk: &Desk, story: &str, kind: CorrectionKind, text: &str, published_as: Option<&str>) -> String {
    let published_as = published_as.map(str::to_owned);
    let new = NewCorrection { story: story.to_owned(), kind, text: text.to_owned(), published_as };
    desk.newsroom.correct(&new, AFTER, EDITOR).unwrap().id
}

fn again(desk: &Desk, ids: &[&str]) -> ExportResult {
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    desk.newsroom.export_again(&ids, &[], None, AFTER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap()
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn what_was_exported_is_remembered_with_the_state_that_left() {
    let desk = Desk::new();
    let id = desk.story("BANJIR", "Air surut.").id;
    desk.export(&[&id], &["html", "txt", "story"], Existing::Ask);
    let exports = desk.newsroom.story_exports(&id).unwrap();
    assert_eq!(exports.places.len(), 2, "a hand-over file is not out: {exports:?}");
    assert!(exports.places.iter().all(|place| place.current));
    let version = exports.places[0].version.unwrap();
    let mut edit = edit_of(&desk.newsroom.open_story(&id, NOW).unwrap());
    edit.body = paragraph("Air naik.");
    desk.newsroom.save(&edit, LATER, EDITOR).unwrap();
    let exports = desk.newsroom.story_exports(&id).unwrap();
    assert!(exports.places.iter().all(|place| !place.current));
    let diff = desk.newsroom.compare_versions(&id, Some(version), None).unwrap();
    assert_eq!((diff.added, diff.removed), (1, 1));
    // Nobody corrected it: the desk is not bothered with it.
    assert_eq!(desk.newsroom.exports_due().unwrap(), []);
    let result = again(&desk, &[&id]);
    assert_eq!(result.files.iter().map(|file| file.outcome).collect::<Vec<_>>(), [Outcome::Written; 2]);
    assert!(read(desk.out().join("banjir.txt")).contains("Air naik."));
    assert!(desk.newsroom.story_exports(&id).unwrap().places.iter().all(|place| place.current));
    assert_eq!(again(&desk, &[&id]).files, []);
}

#[test]
fn a_corrected_story_is_to_be_exported_again_everywhere_as_it_was_wanted() {
    let desk = Desk::new();
    let (wrong, beside) = (desk.story("SALAH", "Menteri Budi.").id, desk.story("LAIN", "Lain.").id);
    let mut request = crate::desk::request(&[&wrong], &["html"], &desk.out().join("web"), Existing::Ask);
    request.page.fragment = true;
    desk.newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap();
    desk.export(&[&beside, &wrong], &["rss"], Existing::Ask);
    assert_eq!(desk.newsroom.exports_due().unwrap(), []);
    correct(&desk, &wrong, CorrectionKind::Erratum, "  Menterinya Ani.  ", None);
    let due = desk.newsroom.exports_due().unwrap();
    assert_eq!((due.len(), due[0].story.as_str(), due[0].places.len()), (1, wrong.as_str(), 2));

    let result = again(&desk, &[&wrong]);
    assert!(result.files.iter().all(|file| file.outcome == Outcome::Written), "{result:?}");
    let page = read(desk.out().join("web/salah.html"));
    assert!(page.starts_with("<article") && page.contains("Menterinya Ani."), "{page}");
    let feed = result.files.iter().find(|file| file.kind == "rss").unwrap();
    assert_eq!(feed.stories, [beside.clone(), wrong.clone()], "the file has all of its stories, in their order");
    assert!(read(&feed.path).contains("Menterinya Ani."));
    assert_eq!(desk.newsroom.exports_due().unwrap(), []);
    // The slugline has changed since: the file that is out keeps its name.
    let pairs = [("slugline".to_owned(), "BENAR".to_owned())];
    desk.newsroom.set(&wrong, &pairs, AFTER, EDITOR).unwrap();
    again(&desk, &[&wrong]);
    assert_eq!(crate::desk::names_in(&desk.out().join("web")), ["salah.html"]);
}

#[test]
fn of_a_killed_story_only_that_it_was_leaves() {
    let desk = Desk::new();
    let id = desk.story("FITNAH", "Isi yang keliru seluruhnya.").id;
    let pairs = [("headline", "Judulnya"), ("deck", "Teras keliru"), ("embargo", "2030-01-01T00:00:00Z")];
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
    desk.newsroom.set(&id, &pairs, NOW, EDITOR).unwrap();
    let kill = correct(&desk, &id, CorrectionKind::Kill, "Sumbernya palsu.", None);
    let kinds = ["html", "md", "txt", "ninjs", "ninjs2", "nitf", "newsml", "rss", "atom", "wxr"];
    let result = desk.export(&[&id], &kinds, Existing::Ask);
    for file in &result.files {
        assert_eq!(file.outcome, Outcome::Written, "an embargo does not hold a kill: {file:?}");
        let text = read(&file.path);
        assert!(text.contains("Sumbernya palsu.") && text.contains("Judulnya"), "{}: {text}", file.kind);
        assert!(!text.contains("keliru"), "{}: {text}", file.kind);
    }
    // The record of it is whole.
    let json = desk.export(&[&id], &["json"], Existing::Ask);
    let json = read(&json.files[0].path);
    assert!(json.contains("keliru seluruhnya") && json.contains(&kill), "{json}");
    assert!(desk.newsroom.story_exports(&id).unwrap().withdrawn);
    desk.newsroom.take_correction_back(&kill, AFTER, EDITOR).unwrap();
    assert!(!desk.newsroom.story_exports(&id).unwrap().withdrawn);
    assert_eq!(
        desk.export(&[&id], &["txt"], Existing::Replace).files[0].outcome,
        Outcome::Refused,
        "and is held again"
    );
}

#[test]
fn a_correction_that_is_a_story_links_both_ways() {
    let desk = Desk::new();
    let (wrong, right) = (desk.story("SALAH", "Salah.").id, desk.story("RALAT", "Yang benar.").id);
    correct(&desk, &wrong, CorrectionKind::Erratum, "Nama keliru.", Some(&right));
    let told = desk.newsroom.correction_desk(&right).unwrap();
    assert_eq!((told.corrections.len(), told.corrects[0].story.as_str()), (0, wrong.as_str()));
    assert_eq!(told.names[&wrong], "SALAH");
    desk.export(&[&wrong, &right], &["html"], Existing::Ask);
    assert!(read(desk.out().join("salah.html")).contains(">RALAT</p>"));
    let back = read(desk.out().join("ralat.html"));
    assert!(back.contains("<strong>Ralat atas</strong>") && back.contains("SALAH"), "{back}");
    for (published_as, text, code) in [
        (Some(wrong.clone()), "x", Code::FieldValue),
        (Some("tidak-ada".to_owned()), "x", Code::StoryMissing),
        (None, " ", Code::FieldValue),
    ] {
        let new = NewCorrection { story: wrong.clone(), kind: CorrectionKind::Update, text: text.into(), published_as };
        assert_eq!(desk.newsroom.correct(&new, AFTER, EDITOR).unwrap_err().code, code);
    }
}

#[test]
fn corrections_travel_in_hand_over_files_and_lines() {
    let (here, there) = (Desk::new(), Desk::new());
    let id = here.story("XI", "Xi tiba.").id;
    let hand = |from: &Desk, name: &str| {
        let request = crate::desk::request(&[&id], &["story"], &from.out().join(name), Existing::Ask);
        let result = from.newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap();
        result.files[0].path.clone()
    };
    there.newsroom.import(hand(&here, "1").as_ref(), None, LATER, EDITOR).unwrap();
    let made = correct(&there, &id, CorrectionKind::RightOfReply, "Xi menjawab.", None);
    let back = hand(&there, "2");
    here.newsroom.import(back.as_ref(), None, AFTER, EDITOR).unwrap();
    here.newsroom.import(back.as_ref(), None, AFTER, EDITOR).unwrap();
    let story = here.newsroom.story(&id, NOW).unwrap().0;
    assert_eq!(story.corrections.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), [made.as_str()]);
    let third = Desk::new();
    let lines = here.export(&[&id], &["json"], Existing::Ask).files[0].path.clone();
    third.newsroom.import_lines(lines.as_ref(), None, NOW, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(third.newsroom.story(&id, NOW).unwrap().0.corrections, story.corrections);
}
