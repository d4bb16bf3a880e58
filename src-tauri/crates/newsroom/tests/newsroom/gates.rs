//! What keeps a story from leaving, and somebody who answers for it.

use crate::desk::{Desk, EDITOR, LATER, NOW, names_in, request};
use newsroom::{Code, Existing, ExportResult, GateOverride, JournalQuery, Newsroom, Outcome};
use std::{fs, ops::ControlFlow};

const EMBARGO: &str = "2025-05-09T12:00:00+07:00";

fn embargoed(desk: &Desk, slugline: &str) -> String {
    let id = desk.story(slugline, "Rahasia.").id;
    let pairs = [("embargo", EMBARGO), ("place", "MOSKOW"), ("source", "Reuters")];
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
    desk.newsroom.set(&id, &pairs, NOW, EDITOR).unwrap();
    id
}

fn export(
    desk: &Desk,
    ids: &[&str],
    kinds: &[&str],
    by: &str,
    reason: &str,
) -> Result<ExportResult, newsroom::Failure> {
    let mut request = request(ids, kinds, &desk.out(), Existing::Ask);
    request.gate_override = Some(GateOverride { by: by.to_owned(), reason: reason.to_owned() });
    desk.newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(()))
}

#[test]
fn an_embargo_holds_every_form_that_readers_get() {
    let desk = Desk::new();
    let id = embargoed(&desk, "EMBARGO");
    let kinds = ["html", "md", "txt", "ninjs", "ninjs2", "nitf", "newsml", "rss", "atom", "wxr", "json"];
    let result = desk.export(&[&id], &kinds, Existing::Ask);
    assert_eq!(result.files.len(), kinds.len());
    for file in &result.files {
        let failure = file.failure.as_ref().unwrap();
        assert_eq!((file.outcome, failure.code), (Outcome::Refused, Code::Embargoed), "{}", file.kind);
        assert_eq!(failure.detail, "2025-05-09 12:00 WIB (Kontan), 2025-05-09 08:00 MSK (MOSKOW)");
    }
    assert!(!names_in(desk.folder.path()).contains(&"out".to_owned()));
    let handed = desk.export(&[&id], &["story"], Existing::Ask);
    assert_eq!(handed.files[0].outcome, Outcome::Written, "a colleague gets it before its readers do");
    let gate = desk.newsroom.gates(&[id], LATER).unwrap().remove(0);
    assert_eq!((gate.name.as_str(), gate.gate.held.unwrap().until.as_str()), ("EMBARGO", EMBARGO));
}

#[test]
fn somebody_answers_for_what_leaves_all_the_same_and_the_journal_remembers_who() {
    let desk = Desk::new();
    let (held, free) = (embargoed(&desk, "EMBARGO"), desk.story("BEBAS", "Isi.").id);
    for (by, reason) in [("", "Perintah pemred"), ("Sari", " ")] {
        assert_eq!(export(&desk, &[&held], &["html"], by, reason).unwrap_err().code, Code::FieldValue);
    }
    assert_eq!(desk.placed(), [""; 0]);
    let result = export(&desk, &[&held, &free], &["html", "rss", "story"], "Sari", "Perintah pemred").unwrap();
    assert!(result.files.iter().all(|file| file.outcome == Outcome::Written), "{result:?}");
    let rows = desk.newsroom.journal(&JournalQuery { story: None, after: None, limit: 100 }).unwrap();
    let overridden: Vec<_> = rows.iter().filter(|line| line.row.kind == "overridden").collect();
    let [line] = overridden[..] else { panic!("it is remembered once, of the story that was held: {overridden:?}") };
    assert_eq!((line.row.story.as_str(), line.row.actor.as_str()), (held.as_str(), EDITOR));
    let what: serde_json::Value = serde_json::from_str(line.row.after.as_ref().unwrap()).unwrap();
    assert_eq!(what["override"]["by"], "Sari");
    assert_eq!(what["override"]["reason"], "Perintah pemred");
    assert_eq!(what["override"]["embargo"], EMBARGO);
    assert!(desk.newsroom.undo(line.row.seq, NOW, EDITOR).is_err());
}

#[test]
fn a_house_may_keep_what_is_not_ready_and_hands_it_over_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("houses")).unwrap();
    let toml = "id = \"ketat\"\nname = \"Ketat\"\nlanguage = \"id\"\nrequired = [\"headline\", \"desk\"]\n[gates]\nreadiness = \"block\"\n";
    fs::write(folder.path().join("houses/ketat.toml"), toml).unwrap();
    let newsroom = Newsroom::create(&folder.path().join("ketat.redaksi"), "ketat", NOW).unwrap();
    let desk = Desk { folder, newsroom };
    let id = desk.story("SLUG", "Isi.").id;
    let result = desk.export(&[&id], &["html", "story"], Existing::Ask);
    let failure = result.files[0].failure.as_ref().unwrap();
    assert_eq!((failure.code, failure.detail.as_str()), (Code::NotReady, "headlineMissing, deskMissing"));
    assert_eq!(desk.export(&[&id], &["story"], Existing::Ask).files[0].outcome, Outcome::Written);
    let overruled = export(&desk, &[&id], &["html"], "Sari", "Kilat").unwrap();
    assert_eq!(overruled.files[0].outcome, Outcome::Written);
    // Other houses say it and let it go.
    let lax = Desk::new();
    let id = lax.story("SLUG", "Isi.").id;
    assert_eq!(lax.export(&[&id], &["html"], Existing::Ask).files[0].outcome, Outcome::Written);
    assert_eq!(lax.newsroom.gates(&[id], NOW).unwrap(), []);
}
