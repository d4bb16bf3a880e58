use crate::desk::{Desk, EDITOR, LATER, NOW, edit_of, paragraph, request};
use newsroom::{Code, Existing, ExportRequest, ExportText, NewNote, StoryEdit};
use std::{fs, ops::ControlFlow};
use story::FindingCode;

/// "Air surut.", where somebody suggested "Air pasang.".
pub fn suggested(desk: &Desk) -> String {
    let open = desk.story("BANJIR", "Air surut.");
    let span = r#"[{"length":5,"author":"ratri","at":"2025-05-09T03:45:00.000Z"}]"#;
    let change =
        format!(r#"{{"fromA":5,"toA":10,"fromB":5,"toB":11,"deleted":{span},"inserted":{}}}"#, span.replace('5', "6"));
    let pending = r#"[{"author":"ratri","count":1}]"#;
    let tracking = format!(
        r#"{{"suggesting":true,"base":{},"changes":[{change}],"pending":{pending},"fields":[]}}"#,
        paragraph("Air surut.")
    );
    let edit = StoryEdit { body: paragraph("Air pasang."), tracking: Some(tracking.clone()), ..edit_of(&open) };
    desk.newsroom.save(&edit, NOW, "ratri").unwrap();
    let open = desk.newsroom.open_story(&open.id, NOW).unwrap();
    assert_eq!(open.tracking, Some(tracking), "it comes back as it went");
    open.id
}

#[test]
fn a_text_leaves_with_its_suggestions_or_as_it_was_before_them() {
    let desk = Desk::new();
    let id = suggested(&desk);
    let written = |text| {
        let request = ExportRequest { text, ..request(&[&id], &["txt", "html"], &desk.out(), Existing::Replace) };
        let result = desk.newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap();
        result.files.iter().map(|file| fs::read_to_string(&file.path).unwrap()).collect::<Vec<_>>()
    };
    for accepted in written(ExportText::Accepted) {
        assert!(accepted.contains("Air pasang.") && !accepted.contains("surut"), "{accepted}");
    }
    for original in written(ExportText::Original) {
        assert!(original.contains("Air surut.") && !original.contains("pasang"), "{original}");
    }
    // What has left is kept as it was, too.
    let left = desk.newsroom.versions(&id).unwrap().remove(0);
    assert!(desk.newsroom.version(left.version).unwrap().body.contains("Air surut."));
}

#[test]
fn a_headline_leaves_with_its_suggestion_or_as_it_was_before() {
    let desk = Desk::new();
    let open = desk.story("BANJIR", "Air naik.");
    let mut edit = edit_of(&open);
    edit.fields.headline = "Air Pasang".into();
    let field = r#"{"field":"headline","was":"Air Surut","author":"ratri","at":"2025-05-09T03:45:00.000Z"}"#;
    let pending = r#"[{"author":"ratri","count":1}]"#;
    let tracking = format!(r#"{{"suggesting":false,"base":null,"changes":[],"pending":{pending},"fields":[{field}]}}"#);
    edit.tracking = Some(tracking.clone());
    desk.newsroom.save(&edit, NOW, "ratri").unwrap();
    let open = desk.newsroom.open_story(&open.id, NOW).unwrap();
    assert_eq!(open.tracking, Some(tracking), "it comes back as it went");
    let pending = open.findings.iter().find(|finding| finding.code == FindingCode::SuggestionsPending);
    assert_eq!(pending.map(|finding| finding.detail.as_str()), Some("ratri 1"));
    for (text, headline, other) in
        [(ExportText::Accepted, "Air Pasang", "Air Surut"), (ExportText::Original, "Air Surut", "Air Pasang")]
    {
        let request = ExportRequest { text, ..request(&[&open.id], &["html"], &desk.out(), Existing::Replace) };
        let result = desk.newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap();
        let page = fs::read_to_string(&result.files[0].path).unwrap();
        assert!(page.contains(headline) && !page.contains(other), "{page}");
    }
}

#[test]
fn suggestions_of_a_time_before_those_in_fields_are_read() {
    let desk = Desk::new();
    let open = desk.story("BANJIR", "Air surut.");
    let older = r#"{"suggesting":true,"base":null,"changes":[],"pending":[]}"#;
    let edit = StoryEdit { tracking: Some(older.to_owned()), ..edit_of(&open) };
    desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    let tracking = desk.newsroom.open_story(&open.id, NOW).unwrap().tracking.unwrap();
    assert_eq!(tracking, older.replace("[]}", r#"[],"fields":[]}"#));
}

#[test]
fn readiness_says_what_is_pending_and_of_whom() {
    let desk = Desk::new();
    let id = suggested(&desk);
    let note =
        |words: &str, thread| NewNote { story: id.clone(), thread, quote: Some("Air".into()), words: words.into() };
    let first = desk.newsroom.add_note(&note("Sumber?", None), NOW, "sari").unwrap();
    desk.newsroom.add_note(&note("BMKG.", Some(first.id.clone())), LATER, "ratri").unwrap();
    let said = |code| {
        let findings = desk.newsroom.open_story(&id, NOW).unwrap().findings;
        findings.into_iter().find(|finding| finding.code == code).map(|finding| (finding.detail, finding.blocks))
    };
    assert_eq!(said(FindingCode::SuggestionsPending), Some(("ratri 1".to_owned(), false)));
    assert_eq!(said(FindingCode::NotesOpen), Some(("sari 1".to_owned(), false)));
    desk.newsroom.resolve_note(&first.id, true, LATER, "sari").unwrap();
    assert_eq!(said(FindingCode::NotesOpen), None);
    let notes = desk.newsroom.notes(&id).unwrap();
    assert_eq!(notes.iter().map(|note| note.quote.as_deref()).collect::<Vec<_>>(), [Some("Air"), None]);
}

#[test]
fn a_text_whose_suggestions_cannot_be_read_is_kept_beside_and_changes_nothing() {
    let desk = Desk::new();
    let open = desk.story("BANJIR", "Air surut.");
    let edit = StoryEdit { body: paragraph("Air pasang."), tracking: Some("{".into()), ..edit_of(&open) };
    let failure = desk.newsroom.save(&edit, NOW, EDITOR).unwrap_err();
    assert_eq!(failure.code, Code::BodyUnreadable);
    assert!(failure.detail.contains("what you wrote is kept as version"), "{}", failure.detail);
    assert_eq!(desk.newsroom.open_story(&open.id, NOW).unwrap().body, open.body);
}

#[test]
fn a_note_says_something_and_is_nobody_elses_to_delete() {
    let desk = Desk::new();
    let id = desk.story("BANJIR", "Air surut.").id;
    let note = |words: &str| NewNote { story: id.clone(), thread: None, quote: None, words: words.into() };
    assert_eq!(desk.newsroom.add_note(&note(" \n"), NOW, "sari").unwrap_err().code, Code::FieldValue);
    let kept = desk.newsroom.add_note(&note(" Periksa. "), NOW, "sari").unwrap();
    assert_eq!((kept.words.as_str(), kept.thread == kept.id), ("Periksa.", true));
    assert_eq!(desk.newsroom.delete_note(&kept.id, NOW, "budi").unwrap_err().code, Code::NoteStays);
    desk.newsroom.delete_note(&kept.id, NOW, "sari").unwrap();
    assert_eq!(desk.newsroom.delete_note(&kept.id, NOW, "sari").unwrap_err().code, Code::NoteMissing);
    assert_eq!(desk.newsroom.notes("tidak-ada").unwrap_err().code, Code::StoryMissing);
}
