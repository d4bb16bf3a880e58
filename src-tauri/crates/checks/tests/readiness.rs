//! What holds a story back, and what is only pointed out.
#![expect(clippy::expect_used, reason = "what a test builds for itself is there, or the test has failed")]

use checks::readiness;
use story::{Body, Dateline, Fields, FindingCode, House, Stage, Story, body::Block, body::RelatedLink};

const NOW: &str = "2026-11-23T17:20:01.123Z";

fn house() -> House {
    House::from_toml(
        r#"
        id = "koran"
        name = "Koran"
        language = "id"
        headline_limit = 20
        required = ["headline", "source", "editor", "dateline", "desk"]
        "#,
    )
    .expect("the house of this test can be read")
}

fn ready() -> Story {
    let fields = Fields {
        headline: "Harga Beras Naik".into(),
        source: "Antara".into(),
        editor: "Sri Wahyuni".into(),
        dateline: Dateline { place: "JAKARTA".into(), ..Dateline::default() },
        desk: "Nasional".into(),
        ..Fields::default()
    };
    Story {
        id: "0190a0b0-0000-7000-8000-000000000001".into(),
        fields,
        stage: Stage::Draft,
        body: Body::from_paragraphs(["Harga beras naik."]),
        revision: 1,
        created: NOW.into(),
        modified: NOW.into(),
        corrections: Vec::new(),
    }
}

fn codes(story: &Story) -> Vec<FindingCode> {
    readiness(story, &house(), NOW).into_iter().map(|finding| finding.code).collect()
}

#[test]
fn a_story_with_all_that_its_house_requires_may_leave() {
    assert_eq!(codes(&ready()), []);
}

#[test]
fn an_empty_story_names_everything_that_it_lacks_and_all_of_it_blocks() {
    let empty = Story { fields: Fields::default(), body: Body::default(), ..ready() };
    use FindingCode::*;
    assert_eq!(codes(&empty), [HeadlineMissing, BodyEmpty, SourceMissing, EditorMissing, DatelineMissing, DeskMissing]);
    assert!(readiness(&empty, &house(), NOW).iter().all(|finding| finding.blocks));
}

#[test]
fn a_house_without_requirements_wants_a_body_and_nothing_else() {
    let mut house = house();
    house.required.clear();
    let empty = Story { fields: Fields::default(), body: Body::default(), ..ready() };
    let found: Vec<_> = readiness(&empty, &house, NOW).into_iter().map(|finding| finding.code).collect();
    assert_eq!(found, [FindingCode::BodyEmpty]);
}

#[test]
fn a_byline_stands_in_for_a_source() {
    let mut story = ready();
    story.fields.source.clear();
    assert_eq!(codes(&story), [FindingCode::SourceMissing]);
    story.fields.bylines.push("Hasbi Maulana".into());
    assert_eq!(codes(&story), []);
}

#[test]
fn white_space_is_no_headline() {
    let mut story = ready();
    story.fields.headline = " \u{a0} ".into();
    assert_eq!(codes(&story), [FindingCode::HeadlineMissing]);
}

#[test]
fn a_long_headline_is_pointed_out_by_what_readers_count() {
    let mut story = ready();
    story.fields.headline = "e\u{301}".repeat(20);
    assert_eq!(codes(&story), []);
    story.fields.headline.push('!');
    let findings = readiness(&story, &house(), NOW);
    assert_eq!(
        (findings[0].code, findings[0].detail.as_str(), findings[0].blocks),
        (FindingCode::HeadlineLong, "21/20", false)
    );
}

#[test]
fn an_embargo_holds_until_its_minute_whatever_its_zone() {
    let mut story = ready();
    let mut holds = |embargo: &str| {
        story.fields.embargo = Some(embargo.to_owned());
        readiness(&story, &house(), NOW).iter().any(|finding| finding.code == FindingCode::Embargoed && finding.blocks)
    };
    assert!(holds("2026-11-24T00:21:00+07:00"));
    assert!(!holds("2026-11-24T00:20:00+07:00"));
    assert!(holds("besok pagi"), "an embargo that cannot be read holds");
    assert!(!holds(""));
}

#[test]
fn a_related_link_to_nowhere_is_pointed_out_by_its_title() {
    let link = |story_id: Option<&str>| Block::RelatedLink {
        attrs: RelatedLink { title: "Harga Gabah".into(), story_id: story_id.map(str::to_owned), url: None },
    };
    let mut story = ready();
    let body = |link| Body::new(vec![Block::paragraph("Harga beras naik."), link]).expect("a body");
    story.body = body(link(None));
    let findings = readiness(&story, &house(), NOW);
    assert_eq!((findings[0].code, findings[0].detail.as_str()), (FindingCode::RelatedUnresolved, "Harga Gabah"));
    assert!(!findings[0].blocks);
    story.body = body(link(Some("0190a0b0-0000-7000-8000-000000000002")));
    assert_eq!(codes(&story), []);
}

#[test]
fn what_is_still_to_come_is_pointed_out_in_its_place_and_holds_nothing_back() {
    let body = Body::from_paragraphs([
        "Harga beras di pasar induk Cipinang naik [TK] persen dibandingkan pekan lalu.",
        "(cek)",
    ]);
    let found = readiness(&Story { body, ..ready() }, &house(), NOW);
    let said: Vec<_> = found.iter().map(|finding| (finding.code, finding.blocks, finding.detail.as_str())).collect();
    assert_eq!(
        said,
        [
            (FindingCode::Marker, false, "[TK] – “di pasar induk Cipinang naik [TK] persen dibandingkan pekan”"),
            (FindingCode::Marker, false, "(cek)"),
        ]
    );
}
