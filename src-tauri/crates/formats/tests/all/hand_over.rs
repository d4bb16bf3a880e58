//! The hand-over file comes back as it was written, and what is not one is refused.

use crate::given;
use formats::{
    Kind,
    hand_over::{Base, Fault, HandOver, Picture, is_hand_over, read, write},
};
use proptest::prelude::*;
use serde_json::{Value, json};
use story::{Body, Story, StoryText};

fn hand_over(story: Story) -> HandOver {
    let base = Base {
        revision: 3,
        text: StoryText { fields: story.fields.clone(), body: Body::from_paragraphs(["Yang lama."]) },
    };
    let picture = Picture { src: format!("{}.png", "a".repeat(64)), bytes: b"\x89PNG\0".to_vec() };
    HandOver { house: "kontan".to_owned(), story, base: Some(base), pictures: vec![picture] }
}

#[test]
fn every_story_of_the_cases_comes_back_as_it_was() {
    for case in given::cases("write") {
        let story: Story = serde_json::from_str(&std::fs::read_to_string(case.join("story.json")).unwrap()).unwrap();
        let whole = hand_over(Story { body: story.body.without_notes(), ..story });
        let rendition = write(&whole);
        assert_eq!((rendition.suffix, rendition.media_type), (Kind::Story.suffix(), Kind::Story.media_type()));
        assert!(is_hand_over("lampiran.bin", &rendition.bytes));
        assert_eq!(read(&rendition.bytes), Ok(whole.clone()));
        let first = HandOver { base: None, pictures: Vec::new(), ..whole };
        assert_eq!(read(&write(&first).bytes), Ok(first));
    }
}

#[test]
fn a_file_of_the_first_number_is_read_and_its_pictures_say_what_they_had_not_to_say_then() {
    let image = json!({"type": "image", "attrs": {"src": "a.jpg", "alt": "Xi", "credit": "Reuters"}});
    let mut file = written();
    file["number"] = json!(1);
    file["story"]["body"]["content"] = json!([image]);
    file["base"]["body"]["content"] = json!([image]);
    let HandOver { story, base, .. } = read(file.to_string().as_bytes()).unwrap();
    assert_eq!((story.body.images().count(), base.map(|base| base.text.body)), (1, Some(story.body)));
    // Of this number it would have been written otherwise.
    file["number"] = json!(3);
    assert_eq!(read(file.to_string().as_bytes()), Err(Fault::Value("story")));
}

#[test]
fn a_file_from_before_corrections_is_read_as_one_without_any() {
    let mut file = written();
    file["number"] = json!(2);
    file["story"].as_object_mut().unwrap().remove("corrections");
    assert_eq!(read(file.to_string().as_bytes()).unwrap().story.corrections, []);
    file["number"] = json!(3);
    assert_eq!(read(file.to_string().as_bytes()), Err(Fault::Value("story")));
}

#[test]
fn notes_stay_in_the_newsroom() {
    let body = |marks: &str| {
        let noted = format!(r#"{{"type":"text","marks":[{marks}],"text":"noted"}}"#);
        let line = r#"{"type":"text","text":"Xi "}"#;
        let json = format!(r#"{{"type":"doc","content":[{{"type":"paragraph","content":[{line},{noted}]}}]}}"#);
        Body::from_json(&json).unwrap()
    };
    let note = r#"{"type":"note","attrs":{"id":"n1"}}"#;
    let mut given = hand_over(given::story(Default::default(), body(note)));
    given.base.as_mut().unwrap().text.body = body(&format!(r#"{{"type":"strong"}},{note}"#));
    let HandOver { story, base, .. } = read(&write(&given).bytes).unwrap();
    assert_eq!(story.body, Body::from_paragraphs(["Xi noted"]));
    assert_eq!(base.unwrap().text.body, body(r#"{"type":"strong"}"#));
}

fn written() -> Value {
    let story = given::story(Default::default(), Body::from_paragraphs(["Isi."]));
    serde_json::from_slice(&write(&hand_over(story)).bytes).unwrap()
}

#[track_caller]
fn refused(change: impl FnOnce(&mut Value)) -> Fault {
    let mut file = written();
    change(&mut file);
    read(file.to_string().as_bytes()).unwrap_err()
}

#[test]
fn what_this_redaksi_does_not_know_is_refused() {
    assert_eq!(refused(|file| file["number"] = json!(4)), Fault::Newer(4));
    // Also where a newer one has more in it than this one can tell apart.
    assert_eq!(refused(|file| (file["number"], file["colour"]) = (json!(7), json!(1))), Fault::Newer(7));
    assert!(matches!(refused(|file| file["colour"] = json!(1)), Fault::Json(_)));
    assert_eq!(refused(|file| file["story"]["colour"] = json!("red")), Fault::Value("story"));
    assert_eq!(refused(|file| file["base"]["fields"]["colour"] = json!("red")), Fault::Value("base"));
    assert!(matches!(refused(|file| file["story"]["stage"] = json!("burnt")), Fault::Json(_)));
    assert!(matches!(refused(|file| file["story"]["body"]["content"] = json!([])), Fault::Json(_)));
    assert!(matches!(refused(|file| drop(file["story"].as_object_mut().unwrap().remove("note"))), Fault::Json(_)));
    assert_eq!(refused(|file| file["format"] = json!("lain")), Fault::Value("format"));
    assert_eq!(refused(|file| file["story"]["revision"] = json!(u32::MAX)), Fault::Value("revision"));
    assert_eq!(refused(|file| file["base"]["revision"] = json!(0)), Fault::Value("revision"));
    assert_eq!(refused(|file| file["story"]["urgency"] = json!(99)), Fault::Value("urgency"));
    assert_eq!(refused(|file| file["pictures"][0]["base64"] = json!("!")), Fault::Value("picture"));
    let address = r#"{"type":"doc","content":[{"type":"relatedLink","attrs":{"title":"a","storyId":null,"url":"javascript:a"}}]}"#;
    let address: Value = serde_json::from_str(address).unwrap();
    assert!(matches!(refused(|file| file["story"]["body"] = address), Fault::Json(_)));
    let deep = "[".repeat(100_000);
    for bytes in [b"".as_slice(), b"{}", b"null", b"\x89PNG", b"{\"format\":\"redaksi-story\"", deep.as_bytes()] {
        assert!(matches!(read(bytes), Err(Fault::Json(_))), "{:?}", &bytes[..bytes.len().min(20)]);
    }
}

proptest! {
    #[test]
    fn a_file_that_was_cut_off_or_damaged_never_panics(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = written().to_string().into_bytes();
        let at = at.index(bytes.len());
        prop_assert!(read(&bytes[..at]).is_err());
        bytes[at] = byte;
        let _ = read(&bytes);
    }
}
