//! What a writer can take back, beside the text that it belongs to.

use crate::{AT, BY, Room, moved, paragraphs, sql};
use store::{Entry, Save, Saved};
use story::{Body, Fields, Stage};

const HISTORY: &str = r#"{"done":[{"steps":[]}],"undone":[]}"#;

/// Saves a text, and then what can be taken back of it.
fn save(room: &Room, id: &str, base: u32, body: Body, history: &str, entry: Entry) -> Saved {
    let save = Save { id: id.to_owned(), base, fields: Fields::default(), body };
    let saved = room.store.save(save, entry).unwrap();
    let revision = match saved {
        Saved::Kept { revision } | Saved::Unchanged { revision } => revision,
        _ => base,
    };
    let kept = room.store.keep_undo_history(id, revision, history, entry).unwrap();
    assert_eq!(kept, matches!(saved, Saved::Kept { .. } | Saved::Unchanged { .. }));
    saved
}

fn history(room: &Room, id: &str, entry: Entry) -> Option<(u32, String)> {
    room.store.undo_history(id, entry).unwrap()
}

#[test]
fn a_history_is_that_of_one_text_and_of_the_one_who_wrote_it() {
    let room = Room::new();
    let id = room.add(1, Fields::default(), paragraphs("Satu"));
    assert_eq!(history(&room, &id, BY), None);
    assert_eq!(save(&room, &id, 1, paragraphs("Satu dua"), HISTORY, BY), Saved::Kept { revision: 2 });
    assert_eq!(history(&room, &id, BY), Some((2, HISTORY.to_owned())));
    assert_eq!(history(&room, &id, Entry { actor: "budi", ..BY }), None, "somebody else's");
    // The same text again, after a step was taken back and made again.
    assert_eq!(save(&room, &id, 2, paragraphs("Satu dua"), "{}", BY), Saved::Unchanged { revision: 2 });
    assert_eq!(history(&room, &id, BY), Some((2, "{}".to_owned())));
    // A save that comes too late becomes a version; the history of what it would have run over stays.
    assert!(matches!(save(&room, &id, 1, paragraphs("Lain"), HISTORY, BY), Saved::KeptBeside { .. }));
    assert_eq!(history(&room, &id, BY), Some((2, "{}".to_owned())));
    // Whoever saves without one has gone on to another text.
    assert_eq!(room.save(&id, 2, |fields, _| fields.headline = "Xi".into()), Saved::Kept { revision: 3 });
    assert_eq!(history(&room, &id, BY), None);
    room.assert_sound();
}

#[test]
fn a_history_goes_when_its_story_leaves_and_after_thirty_days() {
    let room = Room::new();
    let ids = [1, 2].map(|number| room.add(number, Fields::default(), paragraphs("Satu")));
    for id in &ids {
        save(&room, id, 1, paragraphs("Satu dua"), HISTORY, BY);
    }
    moved(&room.store, &ids[0], Stage::Review, BY);
    assert!(history(&room, &ids[0], BY).is_some(), "it is still with the desk");
    moved(&room.store, &ids[0], Stage::Exported, BY);
    assert_eq!(history(&room, &ids[0], BY), None);
    let days = |day| Entry { at: day, ..BY };
    assert!(AT.starts_with("2026-11-23"));
    assert!(history(&room, &ids[1], days("2026-12-22T17:20:01.123Z")).is_some());
    assert_eq!(history(&room, &ids[1], days("2026-12-24T17:20:01.123Z")), None);
    // Room is made by whoever saves next.
    save(&room, &ids[0], 2, paragraphs("Satu dua tiga"), HISTORY, days("2026-12-24T17:20:01.123Z"));
    assert_eq!(history(&room, &ids[1], BY), None);
    room.assert_sound();
}

#[test]
fn a_newsroom_keeps_the_histories_of_the_newest_stories_only() {
    let room = Room::new();
    let ids: Vec<String> = (0..203).map(|number| room.add(number, Fields::default(), paragraphs("Satu"))).collect();
    for (number, id) in ids.iter().enumerate() {
        let at = format!("2026-11-23T18:{:02}:{:02}.000Z", number / 60, number % 60);
        save(&room, id, 1, paragraphs("Satu dua"), HISTORY, Entry { at: &at, ..BY });
    }
    let kept: Vec<bool> = ids.iter().map(|id| history(&room, id, BY).is_some()).collect();
    assert_eq!(kept.iter().filter(|kept| **kept).count(), 200);
    assert!(kept[3..].iter().all(|kept| *kept));
}

#[test]
fn a_damaged_history_is_as_good_as_none_and_no_fault_of_the_newsroom() {
    let room = Room::new();
    let id = room.add(1, Fields::default(), paragraphs("Satu"));
    save(&room, &id, 1, paragraphs("Satu dua"), &HISTORY.repeat(50), BY);
    sql(&room.path, "UPDATE undo_history SET history = x'00112233'");
    assert_eq!(history(&room, &id, BY), None);
    save(&room, &id, 2, paragraphs("Satu dua tiga"), HISTORY, BY);
    // Another program gave the story another text, and left its number.
    sql(&room.path, "UPDATE undo_history SET text = text + 1");
    assert_eq!(history(&room, &id, BY), None);
    room.assert_sound();
}
