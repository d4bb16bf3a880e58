//! What keeps a story from leaving, and by whose clock.
#![expect(clippy::unwrap_used, reason = "a test says what it expects")]

use checks::{Gate, day, gate};
use story::{
    Body, Correction, CorrectionKind, Dateline, Fields, FindingCode, House, Houses, Stage, Story, place::places,
};

const NOW: &str = "2025-05-08T12:00:00Z";

fn story(fields: Fields) -> Story {
    Story {
        id: "0190a0b0-0000-7000-8000-000000000001".into(),
        fields,
        stage: Stage::Ready,
        body: Body::from_paragraphs(["Isi."]),
        revision: 1,
        created: NOW.into(),
        modified: NOW.into(),
        corrections: Vec::new(),
    }
}

fn embargoed(place: &str, source: &str) -> Story {
    story(Fields {
        embargo: Some("2025-05-09T06:00:00+07:00".into()),
        source: source.into(),
        dateline: Dateline { place: place.into(), ..Dateline::default() },
        ..Fields::default()
    })
}

fn house(name: &str) -> House {
    Houses::shipped().get(name).unwrap().clone()
}

fn asked(story: &Story) -> Gate {
    let (kontan, houses) = (house("kontan"), Houses::shipped());
    let source = houses.all().iter().find(|house| house.name == story.fields.source);
    gate(story, &kontan, &kontan, source, NOW)
}

#[test]
fn an_embargo_is_told_by_the_newsrooms_clock_and_by_that_of_the_place() {
    let gate = asked(&embargoed("MOSKOW", "Reuters"));
    assert!(!gate.is_open());
    let held = gate.held.unwrap();
    assert_eq!(held.words(), "2025-05-09 06:00 WIB (Kontan), 2025-05-09 02:00 MSK (MOSKOW)");
    assert_eq!(held.clocks[1].at, "2025-05-09T02:00:00+03:00");
}

#[test]
fn without_a_place_that_is_known_it_is_the_sources_clock_and_without_that_utc() {
    let words = |place, source| asked(&embargoed(place, source)).held.unwrap().words();
    assert!(words("", "Reuters").ends_with(", 2025-05-09 00:00 BST (Reuters)"));
    assert!(words("Kansas City, Mo.", "Tass").ends_with(", 2025-05-08 23:00 UTC (Tass)"));
    // One clock is enough where both are the same.
    assert_eq!(words("JAKARTA", "Reuters"), "2025-05-09 06:00 WIB (Kontan)");
    assert!(words("MOSKOW/BEIJING", "").ends_with("MSK (MOSKOW)"));
    assert!(words("Kathmandu", "").ends_with("UTC+5:45 (Kathmandu)"), "{}", words("Kathmandu", ""));
}

#[test]
fn an_embargo_that_nobody_can_read_holds_without_a_clock() {
    let mut story = embargoed("MOSKOW", "Reuters");
    story.fields.embargo = Some("besok pagi".into());
    let held = asked(&story).held.unwrap();
    assert_eq!((held.words().as_str(), held.clocks.len()), ("besok pagi", 0));
}

#[test]
fn what_is_missing_is_said_and_blocks_where_the_house_says_so() {
    let lacking = story(Fields::default());
    let open = asked(&lacking);
    assert!(open.is_open() && open.missing.iter().any(|finding| finding.code == FindingCode::HeadlineMissing));
    let toml = "id = \"ketat\"\nname = \"Ketat\"\nlanguage = \"id\"\nrequired = [\"headline\"]\n[gates]\nreadiness = \"block\"";
    let strict = House::from_toml(toml).unwrap();
    assert!(!gate(&lacking, &strict, &strict, None, NOW).is_open());
    let whole = story(Fields { headline: "Ada".into(), ..Fields::default() });
    assert!(gate(&whole, &strict, &strict, None, NOW).is_open());
    assert!(House::from_toml(&toml.replace("block", "tahan")).unwrap_err().to_string().contains("tahan"));
}

#[test]
fn a_story_that_was_withdrawn_is_held_by_nothing() {
    let mut story = embargoed("MOSKOW", "Reuters");
    story.corrections.push(Correction {
        id: "0190a0b0-0000-7000-8000-000000000002".into(),
        kind: CorrectionKind::Kill,
        at: NOW.into(),
        by: "Sari".into(),
        text: "Keliru seluruhnya.".into(),
        published_as: None,
    });
    assert!(asked(&story).is_open());
}

#[test]
fn a_day_begins_at_the_houses_midnight() {
    assert_eq!(day(&house("kontan"), "2025-05-08T17:30:00Z"), "2025-05-09");
    assert_eq!(day(&house("ap"), "2025-05-09T03:30:00Z"), "2025-05-08");
    assert_eq!(day(&House::plain("x"), "2025-05-08T17:30:00Z"), "2025-05-09");
}

#[test]
fn every_zone_of_a_place_or_a_house_is_one() {
    let is_zone = |zone: &str| zone.parse::<chrono_tz::Tz>().is_ok();
    for place in places() {
        assert!(is_zone(place.zone), "{}: {}", place.indonesian, place.zone);
    }
    for house in Houses::shipped().all() {
        assert!(is_zone(&house.zone), "{}: {}", house.id, house.zone);
    }
}
