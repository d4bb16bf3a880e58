//! What is said of stories after they have left, and how exports are wanted.

use crate::{AT, BY, Room, everything, paragraphs};
use store::{Entry, Error, ExportRecord, Save, Saved};
use story::{Correction, CorrectionKind, Fields};

const LATER: &str = "2026-11-24T09:00:00.000Z";
const DESK: Entry = Entry { at: LATER, actor: "budi" };

fn correction(number: u32, kind: CorrectionKind) -> Correction {
    Correction {
        id: format!("01936000-0000-7000-9000-{number:012}"),
        kind,
        at: LATER.into(),
        by: "budi".into(),
        text: format!("Keliru {number}."),
        published_as: None,
    }
}

fn export(room: &Room, id: &str, kind: &str) {
    let left = room.store.story(id).unwrap().unwrap();
    let record = ExportRecord {
        story: id.to_owned(),
        at: AT.into(),
        kind: kind.into(),
        path: format!("/web/a.{kind}"),
        revision: left.revision,
        sha256: "00".into(),
        version: None,
        options: None,
    };
    room.store.record_exports(vec![(record, left.clone().into())], BY).unwrap();
}

/// Whether the list says that the story was changed since its export, and that it was withdrawn.
fn marks(room: &Room) -> (bool, bool) {
    let row = room.store.page(&everything()).unwrap().rows.remove(0);
    assert_eq!(room.store.search("satu", 1, 0).unwrap().hits[0].row, row, "search and list say the same");
    (row.changed_since_export, row.withdrawn)
}

#[test]
fn a_correction_is_part_of_its_story_and_a_revision_of_it() {
    let room = Room::new();
    let id = room.add(1, Fields { headline: "Satu".into(), ..Fields::default() }, paragraphs("Teks"));
    export(&room, &id, "html");
    assert_eq!(marks(&room), (false, false));
    let (first, kill) = (correction(1, CorrectionKind::Erratum), correction(2, CorrectionKind::Kill));
    assert_eq!(room.store.correct(&id, &first, DESK).unwrap(), 2);
    assert_eq!(marks(&room), (true, false));
    assert_eq!(room.store.correct(&id, &kill, DESK).unwrap(), 3);
    // Once more, as a hand-over file brings it.
    assert_eq!(room.store.correct(&id, &first, DESK).unwrap(), 3);
    let story = room.store.story(&id).unwrap().unwrap();
    assert_eq!((&story.corrections, story.modified.as_str()), (&vec![first.clone(), kill.clone()], LATER));
    assert_eq!(story.withdrawn(), Some(&kill));
    assert_eq!(marks(&room), (true, true));
    assert_eq!(room.store.corrected_stories().unwrap(), std::slice::from_ref(&id));

    assert_eq!(room.store.take_correction_back(&kill.id, DESK).unwrap(), 4);
    assert!(matches!(room.store.take_correction_back(&kill.id, DESK), Err(Error::NoCorrection(_))));
    assert_eq!(room.store.story(&id).unwrap().unwrap().corrections, [first]);
    let journal = room.store.journal_after(2, 100).unwrap();
    let kinds: Vec<_> = journal.iter().map(|row| (row.kind.as_str(), row.revision, row.actor.as_str())).collect();
    assert_eq!(kinds, [("corrected", 2, "budi"), ("corrected", 3, "budi"), ("correctionTakenBack", 4, "budi")]);
    assert!(journal[2].after.as_ref().unwrap().contains("Keliru 2."), "the journal keeps what it said");
    for row in &journal {
        assert!(matches!(room.store.undo(row.seq, BY), Err(Error::NotUndone { .. })));
    }
    assert!(matches!(
        room.store.correct("tidak ada", &correction(3, CorrectionKind::Update), BY),
        Err(Error::NoStory(_))
    ));
    // A file that went to a colleague is not out.
    room.headline(2, "Dua");
    export(&room, "01936000-0000-7000-8000-000000000002", "story");
    room.assert_sound();
}

#[test]
fn whoever_is_writing_meanwhile_is_not_overtaken_by_a_correction() {
    let room = Room::new();
    let id = room.headline(1, "Satu");
    room.store.correct(&id, &correction(1, CorrectionKind::Update), DESK).unwrap();
    room.store.correct(&id, &correction(2, CorrectionKind::Erratum), DESK).unwrap();
    // The editor has not heard of it, and saves on what it opened.
    assert_eq!(room.save(&id, 1, |_, body| *body = paragraphs("Sambil jalan")), Saved::Kept { revision: 4 });
    assert_eq!(room.store.story(&id).unwrap().unwrap().corrections.len(), 2);
    room.store.correct(&id, &correction(3, CorrectionKind::Update), DESK).unwrap();
    // Another text in between is another text.
    let stale = Save { id, base: 1, fields: Fields::default(), body: paragraphs("Terlambat") };
    assert!(matches!(room.store.save(stale, BY).unwrap(), Saved::KeptBeside { revision: 5, .. }));
    room.assert_sound();
}

#[test]
fn a_correction_that_is_a_story_of_its_own_is_found_from_both() {
    let room = Room::new();
    let (wrong, right) = (room.headline(1, "Salah"), room.headline(2, "Ralat"));
    let erratum = Correction { published_as: Some(right.clone()), ..correction(1, CorrectionKind::Erratum) };
    room.store.correct(&wrong, &erratum, DESK).unwrap();
    let found = room.store.published_as(&right).unwrap();
    assert_eq!((found[0].story.as_str(), &found[0].correction), (wrong.as_str(), &erratum));
    assert_eq!(room.store.published_as(&wrong).unwrap(), []);
}

#[test]
fn a_story_brings_its_corrections_along() {
    let room = Room::new();
    let mut story = crate::story(1, Fields::default(), paragraphs("Teks"));
    story.corrections = vec![correction(1, CorrectionKind::RightOfReply)];
    room.store.add(&story, BY, None).unwrap();
    assert_eq!(room.store.story(&story.id).unwrap(), Some(story));
}

#[test]
fn the_stories_of_a_file_are_known_in_their_order() {
    let room = Room::new();
    let ids = [room.headline(1, "Satu"), room.headline(2, "Dua")];
    for id in ids.iter().rev() {
        export(&room, id, "rss");
    }
    assert_eq!(room.store.exported_together("/web/a.rss").unwrap(), [ids[1].clone(), ids[0].clone()]);
}

#[test]
fn profiles_are_kept_renamed_and_taken_away_and_the_journal_says_so() {
    let room = Room::new();
    let store = &room.store;
    store.set_profile(None, "Web", r#"{"kinds":["html"]}"#, BY).unwrap();
    store.set_profile(None, "web", r#"{"kinds":["md"]}"#, DESK).unwrap();
    assert_eq!(
        store.profiles().unwrap(),
        [("web".to_owned(), r#"{"kinds":["md"]}"#.to_owned())],
        "case is no other name"
    );
    store.set_profile(Some("web"), "Situs", r#"{"kinds":["md"]}"#, DESK).unwrap();
    assert_eq!(store.profiles().unwrap()[0].0, "Situs");
    assert!(store.remove_profile("situs", DESK).unwrap());
    assert!(!store.remove_profile("situs", DESK).unwrap());
    let rows = store.journal_after(0, 100).unwrap();
    let rows: Vec<_> = rows.iter().filter(|row| row.kind == "profile").collect();
    assert_eq!(rows.len(), 4);
    assert!(rows[3].before.is_some() && rows[3].after.is_none());
    room.assert_sound();
}
