use crate::{BY, Room, everything, paragraphs, sql, write};
use std::{fs, ops::ControlFlow, path::Path};
use store::{Error, FaultKind, Save, Saved, Store};
use story::Fields;

fn check(damage: &str, expected: FaultKind) {
    let room = Room::new();
    let fields =
        Fields { headline: "Xi".into(), desk: "Nasional".into(), tags: vec!["Rusia".into()], ..Fields::default() };
    let body =
        r#"{"type":"doc","content":[{"type":"relatedLink","attrs":{"title":"Lain","storyId":null,"url":null}}]}"#;
    room.add(1, fields, story::Body::from_json(body).unwrap());
    room.assert_sound();
    sql(&room.path, damage);
    let faults = room.store.verify().unwrap().faults;
    assert!(faults.iter().any(|fault| fault.kind == expected), "{damage}: {faults:?}");
}

#[test]
fn a_damaged_row_is_found() {
    check("UPDATE story SET words = 99", FaultKind::Counts);
    check("UPDATE story SET excerpt = 'lain'", FaultKind::Counts);
    check("DELETE FROM related_link", FaultKind::RelatedLinks);
    check("DELETE FROM search", FaultKind::Search);
    check("INSERT INTO search (rowid, words, digest) VALUES (77, 'tersesat', 0)", FaultKind::Search);
    // The digest alone would not tell: the words are others, or gone.
    let falsified = "INSERT OR REPLACE INTO search (rowid, words, digest) SELECT 1, 'putin', digest FROM search";
    check(falsified, FaultKind::Search);
    check(&falsified.replace("putin", "xi h=xi"), FaultKind::Search);
    check("UPDATE tally SET stories = 2", FaultKind::Tally);
    check("DELETE FROM tally", FaultKind::Tally);
    check("UPDATE term SET uses = 9 WHERE kind = 'tag'", FaultKind::Terms);
    check("INSERT INTO term VALUES ('tag', 'sisa', 'Sisa', 1)", FaultKind::Terms);
    check("UPDATE body SET tree = '{\"type\":\"doc\",\"content\":[{\"type\":\"hologram\"}]}'", FaultKind::Body);
    check("PRAGMA foreign_keys = OFF; DELETE FROM story", FaultKind::Reference);
    check("DELETE FROM search_data WHERE id > 10", FaultKind::File);
}

#[test]
fn a_body_that_cannot_be_read_is_an_error_of_that_story_alone_and_is_kept_when_written_over() {
    let room = Room::new();
    let id = room.add(1, Fields::default(), paragraphs("Satu"));
    let other = room.add(2, Fields::default(), paragraphs("Dua"));
    let tree = r#"{"type":"doc","content":[{"type":"hologram"}]}"#;
    sql(&room.path, &format!("UPDATE body SET tree = '{tree}' WHERE story = 1"));
    assert!(matches!(room.store.story(&id), Err(Error::Unreadable { story, .. }) if story == id));
    assert_eq!(room.store.story(&other).unwrap().unwrap().body, paragraphs("Dua"));
    assert_eq!(room.store.page(&everything()).unwrap().rows.len(), 2);

    let save = Save { id: id.clone(), base: 1, fields: Fields::default(), body: paragraphs("Baru") };
    assert_eq!(room.store.save(save, BY).unwrap(), Saved::Kept { revision: 2 });
    let [row] = &room.store.versions(&id).unwrap()[..] else { panic!("not one version") };
    assert_eq!(row.reason, "rescue");
    assert_eq!(room.store.version(row.version).unwrap().unwrap().body, tree);
    room.assert_sound();
}

#[test]
fn a_sound_newsroom_is_never_called_damaged_while_it_is_worked_on() {
    let room = Room::new();
    let other = Store::open(&room.path).unwrap();
    for number in 1..20 {
        let id = room.add(number, Fields::default(), paragraphs(&format!("naskah {number}")));
        assert_eq!(other.search("naskah", 5, 0).unwrap().total, number);
        room.save(&id, 1, |_, body| *body = paragraphs(&format!("naskah {number} disunting")));
        assert_eq!(other.verify().unwrap().faults, []);
        room.assert_sound();
    }
}

/// Grows a file that nobody has open until it is one of those that are not checked while they are opened.
fn grow(path: &Path) {
    let file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.set_len(40 << 20).unwrap();
}

#[test]
fn a_large_newsroom_opens_at_once_and_is_checked_while_it_is_worked_in() {
    let room = Room::new();
    for number in 1..=40 {
        room.add(number, Fields::default(), paragraphs(&format!("Naskah nomor {number} {}", "kata ".repeat(300))));
    }
    let Room { store, path, _folder } = room;
    let go_on = || ControlFlow::Continue(());
    drop(store);
    grow(&path);
    assert!(Store::open(&path).unwrap().check_later(go_on).unwrap());
    let stops = || ControlFlow::Break(());
    grow(&path);
    assert!(!Store::open(&path).unwrap().check_later(stops).unwrap(), "it stops where it is told to");
    let mut bytes = fs::read(&path).unwrap();
    let words = b"Naskah nomor 20 ";
    let at = bytes.windows(words.len()).position(|bytes| bytes == words).unwrap();
    bytes[at / 4096 * 4096..][..64].fill(0xff);
    write(&path, &bytes);
    grow(&path);
    let store = Store::open(&path).unwrap();
    assert!(matches!(store.check_later(go_on), Err(Error::Damaged(_))));
}
