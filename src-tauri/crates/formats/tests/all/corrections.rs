//! What is said of a story after it has left: in every form's own words, with its time and the story beside it.

use crate::{
    forms::{self, check_xml},
    given, hostile,
};
use formats::{Kind, Leaving, Tie, Ties};
use proptest::prelude::*;
use serde_json::Value;
use std::path::{Path, PathBuf};
use story::{Body, Correction, CorrectionKind, Fields, Rendition, Story};

const OTHER: &str = "0190a0b0-0000-7000-8000-000000000009";

fn corrected(kind: CorrectionKind, text: &str) -> Story {
    let fields = Fields { house: "kontan".into(), headline: "Xi kepada Putin".into(), ..Fields::default() };
    let correction = Correction {
        id: "0190a0b0-0000-7000-8000-000000000002".into(),
        kind,
        at: "2025-05-09T01:00:00.000Z".into(),
        by: "Sari".into(),
        text: text.into(),
        published_as: Some(OTHER.into()),
    };
    Story { corrections: vec![correction], ..given::story(fields, Body::from_paragraphs(["Isi berita."])) }
}

fn tied(title: &str) -> Ties {
    let tie = |kind| Tie { story: OTHER.into(), title: title.into(), kind, at: "2025-05-09T01:00:00.000Z".into() };
    Ties { published_as: vec![tie(CorrectionKind::Erratum)], corrects: Vec::new() }
}

fn written(kind: Kind, story: &Story, ties: &Ties) -> Rendition {
    formats::write(kind, &[Leaving { ties, ..forms::leaving(story) }], &forms::context()).unwrap()
}

fn text(kind: Kind, story: &Story, ties: &Ties) -> String {
    forms::text(&written(kind, story, ties))
}

#[test]
fn readers_are_told_with_the_time_and_the_story_beside_it() {
    let (story, ties) = (corrected(CorrectionKind::Erratum, "Nama menteri keliru."), tied("Ralat: nama menteri"));
    let html = text(Kind::Html, &story, &ties);
    let note =
        html.split("<aside class=\"correction\" role=\"note\">").nth(1).unwrap().split("</aside>").next().unwrap();
    assert!(note.contains("<strong>Ralat</strong>") && note.contains("Nama menteri keliru."), "{note}");
    assert!(
        note.contains("<time datetime=\"2025-05-09T01:00:00.000Z\">Jumat, 9 Mei 2025 / 08:00 WIB</time>"),
        "{note}"
    );
    assert!(note.contains("<a href=\"xi-tiba-di-moskow.html\">Ralat: nama menteri</a>"), "{note}");
    let line = "Ralat (Jumat, 9 Mei 2025 / 08:00 WIB): Nama menteri keliru. \u{2192} Ralat: nama menteri";
    assert!(text(Kind::Text, &story, &ties).ends_with(&format!("{line}\n")));
    let markdown = text(Kind::Markdown, &story, &ties);
    assert!(markdown.contains("> **Ralat** (Jumat, 9 Mei 2025 / 08:00 WIB)\n> \n> Nama menteri keliru."), "{markdown}");
    assert!(markdown.contains("correction:\n"), "{markdown}");
    for kind in [Kind::Rss, Kind::Atom, Kind::Wxr] {
        assert!(text(kind, &story, &ties).contains("Nama menteri keliru."), "{kind}");
    }
    let wxr = text(Kind::Wxr, &story, &ties);
    assert!(wxr.contains("redaksi_correction") && !wxr.contains("redaksi_status"), "{wxr}");
    // Who made it is nobody's business outside.
    for kind in forms::kinds().filter(|kind| *kind != Kind::Json) {
        assert!(!text(kind, &story, &ties).contains("Sari"), "{kind}");
    }
}

#[test]
fn machines_are_told_in_their_own_words() {
    let (story, ties) = (corrected(CorrectionKind::Correction, "Angkanya keliru."), tied("Koreksi angka"));
    let html = text(Kind::Html, &story, &ties);
    let json = html.split("ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let comment = &serde_json::from_str::<Value>(json).unwrap()["correction"][0];
    assert_eq!((&comment["@type"], &comment["text"]), (&"CorrectionComment".into(), &"Angkanya keliru.".into()));
    assert_eq!(
        (&comment["datePublished"], &comment["sameAs"]),
        (&"2025-05-09T01:00:00.000Z".into(), &format!("urn:uuid:{OTHER}").into())
    );
    for (kind, alt_ids, ed_note) in [(Kind::Ninjs, "altIds", "edNote"), (Kind::Ninjs2, "altids", "ednote")] {
        let item: Value = serde_json::from_str(&text(kind, &story, &ties)).unwrap();
        assert_eq!(item[alt_ids][0]["value"], format!("urn:uuid:{}", story.id));
        assert!(item[ed_note].as_str().unwrap().contains("Angkanya keliru."));
    }
    let newsml = text(Kind::Newsml, &story, &ties);
    assert!(newsml.contains("<signal qcode=\"sig:correction\"/>"), "{newsml}");
    assert!(
        newsml.contains(&format!("<link rel=\"irel:isCorrectionOf\" residref=\"urn:uuid:{}\"/>", story.id)),
        "{newsml}"
    );
    let nitf = text(Kind::Nitf, &story, &ties);
    assert!(nitf.contains("<correction info=\"Koreksi (Jumat, 9 Mei 2025 / 08:00 WIB): Angkanya keliru."), "{nitf}");
}

#[test]
fn a_story_that_corrects_another_points_back_to_it() {
    let story = Story { corrections: Vec::new(), ..corrected(CorrectionKind::Erratum, "-") };
    let Ties { published_as: corrects, .. } = tied("Xi Tiba");
    let ties = Ties { published_as: Vec::new(), corrects };
    let html = text(Kind::Html, &story, &ties);
    assert!(
        html.contains("<strong>Ralat atas</strong>") && html.contains("<a href=\"xi-tiba-di-moskow.html\">Xi Tiba</a>")
    );
    assert!(text(Kind::Text, &story, &ties).ends_with("Ralat atas (Jumat, 9 Mei 2025 / 08:00 WIB): Xi Tiba\n"));
    let of = format!("residref=\"urn:uuid:{OTHER}\"");
    assert!(text(Kind::Newsml, &story, &ties).contains(&format!("<link rel=\"irel:isCorrectionOf\" {of}>")));
    assert!(text(Kind::Nitf, &story, &ties).contains(&format!("id-string=\"urn:uuid:{OTHER}\"")));
    assert!(text(Kind::Markdown, &story, &ties).contains("corrects:\n"));
}

#[test]
fn a_killed_story_is_canceled_everywhere_and_still_a_line_that_can_be_read() {
    let story = corrected(CorrectionKind::Kill, "Sumbernya palsu.");
    let ties = Ties::default();
    let html = text(Kind::Html, &story, &ties);
    assert!(html.contains("<strong>Dicabut</strong>") && html.contains("\"creativeWorkStatus\": \"withdrawn\""));
    assert!(text(Kind::Ninjs, &story, &ties).contains("\"pubStatus\": \"canceled\""));
    assert!(text(Kind::Ninjs2, &story, &ties).contains("\"pubstatus\": \"canceled\""));
    assert!(text(Kind::Newsml, &story, &ties).contains("<pubStatus qcode=\"stat:canceled\"/>"));
    let nitf = text(Kind::Nitf, &story, &ties);
    assert!(
        nitf.contains("management-status=\"canceled\"")
            && nitf.contains("<ed-msg msg-type=\"kill\" info=\"Sumbernya palsu.\"/>")
    );
    assert!(text(Kind::Markdown, &story, &ties).contains("withdrawn: true\n"));
    assert!(text(Kind::Wxr, &story, &ties).contains("redaksi_status"));
    forms::check(Kind::Json, &story, &written(Kind::Json, &story, &ties)).unwrap();
}

#[test]
fn corrected_stories_are_valid_by_the_official_schemas() {
    let folder = tempfile::tempdir().unwrap();
    for (kind, schema) in [
        (Kind::Nitf, "schemas/nitf/nitf-3-6.xsd"),
        (Kind::Newsml, "schemas/newsml-g2/NewsML-G2_2.35-spec-All-Power.xsd"),
    ] {
        let Some(schema) = given::shared_file(schema) else { return };
        let mut arguments = vec![PathBuf::from("--nonet"), PathBuf::from("--noout"), PathBuf::from("--schema"), schema];
        for correction in CorrectionKind::ALL {
            let (story, mut ties) = (corrected(correction, "Keliru."), tied("Ralat"));
            ties.corrects.clone_from(&ties.published_as);
            let file = folder.path().join(format!("{correction}.{kind}"));
            forms::write_file(&file, &written(kind, &story, &ties).bytes);
            arguments.push(file);
        }
        let arguments: Vec<&Path> = arguments.iter().map(PathBuf::as_path).collect();
        let Some(complaints) = forms::complaints("xmllint", &arguments) else { return };
        let faults: Vec<&str> = complaints.lines().filter(|line| !line.ends_with(" validates")).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

proptest! {
    #[test]
    fn markup_in_a_correction_stays_text_in_every_form(
        said in given::hostile_text(),
        title in given::hostile_text(),
        kind in prop::sample::select(CorrectionKind::ALL.to_vec()),
    ) {
        let (story, mut ties) = (corrected(kind, &said), tied(&title));
        ties.corrects.clone_from(&ties.published_as);
        for kind in forms::kinds() {
            let rendition = written(kind, &story, &ties);
            let checked = match kind {
                // Its lines are held against the body's alone.
                Kind::Markdown => Ok(()),
                Kind::Nitf | Kind::Newsml => check_xml(&forms::text(&rendition), &mut |_| Ok(())),
                Kind::Html => hostile::check_html(&story, &rendition),
                _ => forms::check(kind, &story, &rendition),
            };
            prop_assert!(checked.is_ok(), "{kind}: {}", checked.unwrap_err());
        }
    }
}
