//! The table of fields is what the writers do: of two stories that differ in one field, a form tells them apart if, and only
//! if, the table says that it carries the field.

use crate::{forms, given};
use expect_test::expect_file;
use formats::{
    Kind, Leaving,
    fate::{self, Fate, Field},
};
use story::{Body, Correction, CorrectionKind, Dateline, Fields, Stage, Story};

struct Case {
    story: Story,
    published: &'static str,
}

fn case() -> Case {
    let fields = Fields {
        slugline: "SIAGA/DEMAK".into(),
        kicker: "Cuaca".into(),
        headline: "Air surut di Demak".into(),
        deck: "Warga pulang".into(),
        bylines: vec!["Ratri".into()],
        editor: "Sari".into(),
        source: "Antara".into(),
        dateline: Dateline { outlet: "KONTAN.CO.ID".into(), place: "DEMAK".into(), date: Some("2025-05-08".into()) },
        desk: "Nasional".into(),
        language: "id".into(),
        tags: vec!["banjir".into()],
        topics: vec!["medtop:11000000".into()],
        urgency: Some(4),
        embargo: Some("2025-05-08T10:00:00+07:00".into()),
        rights: "Hanya untuk web".into(),
        note: "Jangan dipotong".into(),
        sign_off: "dis/ugo".into(),
        target: None,
        house: "kontan".into(),
        ..Fields::default()
    };
    let story = given::story(fields, Body::from_paragraphs(["Air di Demak surut."]));
    Case { story: Story { stage: Stage::Ready, ..story }, published: "2025-05-08T12:00:00.000Z" }
}

/// The same story with another value in one field.
fn changed(field: Field) -> Case {
    let mut case = case();
    let story = &mut case.story;
    let fields = &mut story.fields;
    match field {
        Field::Id => story.id = "01890a5d-ac96-774b-bcce-b302099a8057".into(),
        Field::Revision => story.revision += 40,
        Field::Stage => story.stage = Stage::Spiked,
        Field::Created => story.created = "2021-03-04T05:06:07.000Z".into(),
        Field::Modified => story.modified = "2031-03-04T05:06:07.000Z".into(),
        Field::Published => case.published = "2026-06-09T01:02:03.000Z",
        Field::Headline => fields.headline = "Gempa di Palu".into(),
        Field::Kicker => fields.kicker = "Gempa".into(),
        Field::Deck => fields.deck = "Sekolah ditutup".into(),
        Field::Slugline => fields.slugline = "GEMPA/PALU".into(),
        Field::Bylines => fields.bylines = vec!["Bima".into(), "Citra".into()],
        Field::Editor => fields.editor = "Dewi".into(),
        Field::Source => fields.source = "Reuters".into(),
        Field::Outlet => fields.dateline.outlet = "MOMSMONEY.ID".into(),
        Field::Place => fields.dateline.place = "PALU".into(),
        Field::Date => fields.dateline.date = Some("2024-01-02".into()),
        Field::Desk => fields.desk = "Industri".into(),
        Field::Language => fields.language = "en".into(),
        Field::Tags => fields.tags = vec!["gempa".into()],
        Field::Topics => fields.topics = vec!["medtop:20000136".into()],
        Field::Urgency => fields.urgency = Some(2),
        Field::Embargo => fields.embargo = Some("2025-05-08T11:00:00+07:00".into()),
        Field::Rights => fields.rights = "Hanya untuk cetak".into(),
        Field::Note => fields.note = "Boleh dipotong".into(),
        Field::SignOff => fields.sign_off = "abc".into(),
        Field::Target => fields.target = "300 words".parse().ok(),
        Field::House => fields.house = "detik".into(),
        Field::Corrections => story.corrections.push(Correction {
            id: "01890a5d-ac96-774b-bcce-b302099a8058".into(),
            kind: CorrectionKind::Erratum,
            at: "2025-05-09T01:00:00.000Z".into(),
            by: "Sari".into(),
            text: "Nama bupati keliru.".into(),
            published_as: None,
        }),
    }
    case
}

fn written(kind: Kind, Case { story, published }: &Case) -> String {
    let leaving = Leaving { published: Some(published), ..forms::leaving(story) };
    forms::text(&formats::write(kind, &[leaving], &forms::context()).unwrap())
}

#[test]
fn each_form_carries_the_fields_that_the_table_says_and_no_other() {
    let mut wrong = Vec::new();
    for kind in forms::kinds() {
        let plain = written(kind, &case());
        for field in Field::ALL {
            let told_apart = written(kind, &changed(field)) != plain;
            let said = field.fate(kind);
            let is_true = match said {
                Fate::At(_) => told_apart,
                Fate::Stays => !told_apart,
                Fate::AsPrinted => true,
            };
            if !is_true {
                wrong.push(format!(
                    "{kind} {}: {field:?}, where the table says {said:?}",
                    if told_apart { "carries" } else { "has no" }
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_page_of_the_table_is_what_the_code_says() {
    expect_file![concat!(env!("CARGO_MANIFEST_DIR"), "/fields.md")].assert_eq(&fate::page());
}
