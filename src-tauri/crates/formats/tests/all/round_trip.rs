//! Random stories through the forms that Redaksi reads again: the record and the hand-over file lose nothing; of plain text
//! no line is lost, and what it does not say (`fields.md`) is not made up.

use crate::{forms, given, read::comparable};
use formats::{
    Kind,
    hand_over::{self, HandOver},
    text,
};
use proptest::prelude::*;
use serde_json::Value;
use story::{Body, Correction, CorrectionKind, House, Houses, Story};

fn corrected() -> impl Strategy<Value = Story> {
    let kinds = prop::collection::vec(prop::sample::select(CorrectionKind::ALL.to_vec()), 0..3);
    (given::hostile_story(), kinds, given::hostile_text()).prop_map(|(story, kinds, text)| {
        let correction = |(number, kind): (usize, CorrectionKind)| Correction {
            id: format!("0190a0b0-0000-7000-8000-{number:012}"),
            kind,
            at: "2025-05-09T01:00:00.000Z".into(),
            by: text.clone(),
            text: text.clone(),
            published_as: (number == 1).then(|| story.id.clone()),
        };
        let corrections = kinds.into_iter().enumerate().map(correction).collect();
        Story { body: story.body.without_notes(), corrections, ..story.clone() }
    })
}

/// Without what nobody typed: readers of copy take control characters and what is no character out.
fn said(copy: &str) -> String {
    let is_said = |letter: char| (!letter.is_control() || letter == '\n') && !matches!(letter, '\u{fffe}' | '\u{ffff}');
    copy.chars().filter(|letter| is_said(*letter)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_record_is_the_whole_story(story in corrected()) {
        let bytes = forms::written(Kind::Json, std::slice::from_ref(&story)).bytes;
        let record: Value = serde_json::from_slice(&bytes).unwrap();
        prop_assert_eq!(Body::from_json(&record["body"].to_string()), Ok(story.body.clone()));
        let whole = serde_json::to_value(&story).unwrap();
        for (name, value) in whole.as_object().unwrap().iter().filter(|(name, _)| *name != "body") {
            prop_assert_eq!(&record[name], value, "{}", name);
        }
    }

    #[test]
    fn a_hand_over_file_is_the_whole_story(story in corrected()) {
        let whole = HandOver { house: "kontan".into(), story, base: None, pictures: Vec::new() };
        prop_assert_eq!(hand_over::read(&hand_over::write(&whole).bytes), Ok(whole));
    }

    #[test]
    fn no_line_of_plain_text_is_lost_and_nothing_is_made_up(story in corrected()) {
        let houses = Houses::shipped();
        let house = houses.get(&story.fields.house).unwrap();
        let first = String::from_utf8(text::write(&story, house).bytes).unwrap();
        let reading = text::read(&first, &houses, Some(&house.id));
        let plain = House::plain("tanpa");
        let its_house = reading.house.as_deref().and_then(|id| houses.get(id));
        for value in [&reading.fields.slugline, &reading.fields.desk, &reading.fields.note] {
            prop_assert_eq!(value, "");
        }
        // A house may print rights where another has its source: what is read stands there.
        let words = |copy: &str| said(copy).split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert!(words(&first).contains(&words(&reading.fields.rights)), "{}", reading.fields.rights);
        prop_assert!(reading.fields.tags.is_empty() && reading.fields.embargo.is_none() && reading.fields.urgency.is_none());
        let again = text::write(&given::story(reading.fields, reading.body), its_house.unwrap_or(&plain));
        let again = String::from_utf8(again.bytes).unwrap();
        prop_assert_eq!(comparable(&said(&again), its_house), comparable(&said(&first), its_house));
    }
}
