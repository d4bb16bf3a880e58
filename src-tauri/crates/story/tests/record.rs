//! A story written as a record and read back.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

use story::{Body, Correction, CorrectionKind, Fields, LineFault, Record, RecordLine, Stage, Story};

fn fault(line: &str) -> String {
    RecordLine::read(line).unwrap_err().to_string()
}

#[test]
fn a_record_reads_back_as_it_was_written() {
    let mut fields = Fields::default();
    for name in Fields::NAMES {
        let value = match name {
            "urgency" => "3",
            "target" => "2500 characters",
            _ => "satu; dua",
        };
        fields.set(name, value).unwrap();
    }
    fields.forms.credit = 2;
    let body = r#"{"type":"doc","content":[
        {"type":"paragraph","content":[{"type":"text","marks":[{"type":"strong"}],"text":"Presiden"}]},
        {"type":"relatedLink","attrs":{"title":"Harga minyak naik","storyId":null,"url":"https://example.com/a"}}]}"#;
    let story = Story {
        id: "01936000-0000-7000-8000-000000000001".into(),
        fields,
        stage: Stage::Spiked,
        body: Body::from_json(body).unwrap(),
        revision: 7,
        created: "2026-11-23T17:20:01.123Z".into(),
        modified: "2026-11-24T17:20:01.123Z".into(),
        corrections: vec![Correction {
            id: "01936000-0000-7000-8000-000000000002".into(),
            kind: CorrectionKind::RightOfReply,
            at: "2026-11-25T17:20:01.123Z".into(),
            by: "Sari".into(),
            text: "Pertamina menjawab: \u{201c}bukan kami\u{201d}.".into(),
            published_as: None,
        }],
    };
    let line = serde_json::to_string(&Record::with_body(&story, Vec::new())).unwrap();
    let read = RecordLine::read(&line).unwrap();
    assert_eq!((read.fields, read.body, read.stage), (story.fields, story.body, Some(story.stage)));
    assert_eq!((read.id, read.revision), (Some(story.id), Some(story.revision)));
    assert_eq!((read.created, read.modified), (Some(story.created), Some(story.modified)));
    assert_eq!(read.corrections, story.corrections);
    assert_eq!(read.unknown, [""; 0]);
}

#[test]
fn a_text_is_enough_and_its_lines_are_paragraphs() {
    let read = RecordLine::read(r#"{"text":"Satu.\n\n  Dua.\r\n","dateline":{"place":"MOSKOW"},"deck":null}"#).unwrap();
    assert_eq!(read.body, Body::from_paragraphs(["Satu.", "Dua."]));
    assert_eq!((read.fields.dateline.place.as_str(), read.stage, read.id), ("MOSKOW", None, None));
    assert_eq!(RecordLine::read(r#"{"text":""}"#).unwrap().body, Body::default());
}

#[test]
fn keys_that_no_record_has_are_named() {
    let line = r#"{"text":"a","author_id":4,"dateline":{"town":"x"},"forms":{"credit":1},"counts":{"words":9}}"#;
    assert_eq!(RecordLine::read(line).unwrap().unknown, ["author_id", "dateline.town"]);
}

#[test]
fn a_line_that_is_no_story_says_which_key_is_wrong_and_why() {
    assert!(fault("{").starts_with("not a JSON object"));
    assert!(fault("[]").starts_with("not a JSON object"));
    assert_eq!(RecordLine::read("{}"), Err(LineFault::NoBody));
    assert_eq!(RecordLine::read(r#"{"text":null}"#), Err(LineFault::NoBody));
    let both = r#"{"text":"a","body":{"type":"doc","content":[{"type":"paragraph"}]}}"#;
    assert_eq!(RecordLine::read(both), Err(LineFault::TwoBodies));
    for (line, key, why) in [
        (r#"{"text":"a","headline":5}"#, "headline", "expected a string"),
        (r#"{"text":"a","tags":"Rusia"}"#, "tags", "expected a sequence"),
        (r#"{"text":"a","stage":"terbit"}"#, "stage", "unknown variant `terbit`"),
        (r#"{"text":"a","urgency":9}"#, "urgency", "from 1 (most urgent) to 8"),
        (r#"{"text":"a","urgency":300}"#, "urgency", "300"),
        (r#"{"text":"a","corrections":[{"kind":"gosip"}]}"#, "corrections", "unknown variant `gosip`"),
        (r#"{"text":"a","revision":0}"#, "revision", "the first revision is 1"),
        (r#"{"text":"a","dateline":"MOSKOW"}"#, "dateline", "expected a map"),
        (r#"{"text":"a","dateline":{"place":1}}"#, "dateline.place", "expected a string"),
        (r#"{"body":{"type":"doc","content":[{"type":"hologram"}]}}"#, "body", "hologram"),
        (r#"{"body":{"type":"doc","content":[]}}"#, "body", "doc"),
    ] {
        let said = fault(line);
        assert!(said.contains(&format!("\u{201c}{key}\u{201d}")) && said.contains(why), "{line}: {said}");
    }
}
