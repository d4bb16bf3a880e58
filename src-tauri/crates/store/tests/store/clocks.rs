//! Clocks are set back, by hours for summer time gone wrong, by years for an empty battery. Order comes from revisions
//! and sequences, and time is only told.

use crate::{BY, Room, everything, paragraphs, story};
use store::{Entry, ExportRecord, ListQuery, Save, Saved, Sort};
use story::{Fields, Stage, Story};

/// Each is earlier than the one before.
const BACKWARDS: [&str; 5] = [
    "2026-11-23T17:20:01.123Z",
    "2026-11-23T16:20:01.000Z",
    "2024-02-29T00:00:00.000Z",
    "1999-12-31T23:59:59.999Z",
    "1970-01-01T00:00:00.000Z",
];

fn at(at: &str) -> Entry<'_> {
    Entry { at, actor: "sari" }
}

#[test]
fn a_clock_that_is_set_back_loses_nothing_and_leaves_the_order_of_what_was_done() {
    let room = Room::new();
    let id = room.headline(1, "Satu");
    for (number, time) in (1..).zip(BACKWARDS) {
        let Story { fields, .. } = room.store.story(&id).unwrap().unwrap();
        let save = Save { id: id.clone(), base: number, fields, body: paragraphs(&format!("simpanan {number}")) };
        assert_eq!(room.store.save(save, at(time)).unwrap(), Saved::Kept { revision: number + 1 });
        let stale = Save {
            id: id.clone(),
            base: 0,
            fields: Fields::default(),
            body: paragraphs(&format!("dari meja lain {number}")),
        };
        assert!(matches!(room.store.save(stale, at(time)).unwrap(), Saved::KeptBeside { .. }));
        let record = ExportRecord {
            story: id.clone(),
            at: time.to_owned(),
            kind: "txt".to_owned(),
            path: "/ekspor/satu.txt".to_owned(),
            revision: number + 1,
            sha256: String::new(),
            version: None,
            options: None,
        };
        let left = room.store.story(&id).unwrap().unwrap();
        room.store.record_exports(vec![(record, left.clone().into())], at(time)).unwrap();
    }

    let now = room.store.story(&id).unwrap().unwrap();
    assert_eq!((now.revision, now.body), (6, paragraphs("simpanan 5")));
    assert!(now.modified < now.created, "{} is told as it was", now.modified);

    let rows = room.store.journal_after(0, 100).unwrap();
    assert!(rows.is_sorted_by_key(|row| row.seq));
    let saved: Vec<_> = rows.iter().filter(|row| row.kind == "saved").map(|row| (row.revision, &*row.at)).collect();
    assert_eq!(saved, (2..).zip(BACKWARDS).collect::<Vec<_>>());

    let versions = room.store.versions(&id).unwrap();
    let newest_first: Vec<&str> = BACKWARDS.into_iter().rev().collect();
    let beside = versions.iter().filter(|row| row.reason == "keptBeside");
    assert_eq!(beside.map(|row| &*row.at).collect::<Vec<_>>(), newest_first);
    let exports = room.store.exports(&id).unwrap();
    assert_eq!(exports.iter().map(|export| export.revision).collect::<Vec<_>>(), [6, 5, 4, 3, 2]);
    room.assert_sound();
}

#[test]
fn every_list_shows_every_story_whatever_their_times() {
    let room = Room::new();
    for (number, time) in (1..).zip(BACKWARDS) {
        let story = Story {
            created: time.to_owned(),
            modified: time.to_owned(),
            ..story(number, Fields { headline: format!("Naskah {number}"), ..Fields::default() }, paragraphs("teks"))
        };
        room.store.add(&story, at(time), None).unwrap();
    }
    let ids = |query: &ListQuery| -> Vec<String> {
        room.store.page(query).unwrap().rows.into_iter().map(|row| row.id).collect()
    };
    let newest = ids(&everything());
    assert_eq!(newest.len(), BACKWARDS.len());
    // Page by page nothing is shown twice and nothing left out.
    let paged: Vec<String> =
        (0..3).flat_map(|page| ids(&ListQuery { offset: page * 2, limit: 2, ..everything() })).collect();
    assert_eq!(paged, newest);
    for sort in [Sort::Newest, Sort::Headline] {
        let drafts = ids(&ListQuery { stage: Some(Stage::Draft), sort, ..everything() });
        assert_eq!(drafts.len(), BACKWARDS.len());
    }
    assert_eq!(room.store.search("teks", 10, 0).unwrap().total, 5);
    room.assert_sound();
}

/// Two of one millisecond, which a clock set back makes likelier: the later one is the newer one.
#[test]
fn stories_of_one_moment_stand_in_the_order_in_which_they_came() {
    let room = Room::new();
    for number in [3, 1, 2] {
        let story = Story { modified: BY.at.to_owned(), ..story(number, Fields::default(), paragraphs("teks")) };
        room.store.add(&story, BY, None).unwrap();
    }
    let rows = room.store.page(&everything()).unwrap().rows;
    let numbers: Vec<_> = rows.iter().map(|row| row.id.chars().last().unwrap()).collect();
    assert_eq!(numbers, ['2', '1', '3']);
}
