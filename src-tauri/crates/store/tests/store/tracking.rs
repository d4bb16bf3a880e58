//! Suggestions beside a text, and notes at it.

use crate::{BY, Room, paragraphs, sql};
use std::ops::ControlFlow;
use store::{Entry, Error, FaultKind, JournalRow, Note, Salvaged, Save, Saved, Store, Tracked};
use story::{Body, Fields, Pending, TrackedChange, TrackedField, TrackedSpan, Tracking, WrittenField};

/// "Satu dua", where somebody made "Satu" to "Tiga".
fn suggested() -> Tracking {
    let span = TrackedSpan { length: 4, author: "sari".into(), at: "2026-11-25T04:00:00.000Z".into() };
    let change =
        TrackedChange { from_a: 1, to_a: 5, from_b: 1, to_b: 5, deleted: vec![span.clone()], inserted: vec![span] };
    Tracking {
        suggesting: true,
        base: Some(paragraphs("Satu dua")),
        changes: vec![change],
        pending: vec![Pending { author: "sari".into(), count: 1 }],
        fields: Vec::new(),
    }
}

/// The headline is "Air surut", where somebody made it "Air pasang".
fn suggested_above() -> Tracking {
    let field = TrackedField {
        field: WrittenField::Headline,
        was: "Air surut".into(),
        author: "sari".into(),
        at: "2026-11-25T04:00:00.000Z".into(),
    };
    Tracking { base: None, changes: Vec::new(), fields: vec![field], ..suggested() }
}

fn keep(store: &Store, id: &str, base: u32, body: Body, tracked: Tracked) -> Saved {
    store.save_tracked(Save { id: id.to_owned(), base, fields: Fields::default(), body }, tracked, BY).unwrap()
}

fn keep_headline(store: &Store, id: &str, base: u32, headline: &str, tracked: Tracked) -> Saved {
    let fields = Fields { headline: headline.to_owned(), ..Fields::default() };
    store.save_tracked(Save { id: id.to_owned(), base, fields, body: paragraphs("Satu dua") }, tracked, BY).unwrap()
}

fn note(id: &str, story: &str, thread: &str, actor: &str) -> Note {
    Note {
        id: id.into(),
        story: story.into(),
        thread: thread.into(),
        at: "2026-11-25T04:00:00.000Z".into(),
        actor: actor.into(),
        words: format!("Catatan {id}"),
        quote: (id == thread).then(|| "Satu".to_owned()),
        resolved: None,
        resolver: None,
    }
}

#[test]
fn suggestions_are_kept_with_the_text_in_one_step_and_go_when_they_are_settled() {
    let room = Room::new();
    let id = room.add(1, Fields::default(), paragraphs("Satu dua"));
    assert_eq!(room.store.tracking(&id).unwrap(), None);
    let text = paragraphs("Tiga dua");
    let saved = keep(&room.store, &id, 1, text.clone(), Tracked::Are(Some(suggested())));
    assert_eq!(saved, Saved::Kept { revision: 2 });
    assert_eq!(room.store.tracking(&id).unwrap(), Some(suggested()));
    // The same again is nothing new; other suggestions at the same text are.
    assert_eq!(
        keep(&room.store, &id, 2, text.clone(), Tracked::Are(Some(suggested()))),
        Saved::Unchanged { revision: 2 }
    );
    let off = Tracking { suggesting: false, ..suggested() };
    assert_eq!(keep(&room.store, &id, 2, text.clone(), Tracked::Are(Some(off.clone()))), Saved::Kept { revision: 3 });
    // Whoever knows nothing of suggestions leaves them.
    assert_eq!(room.save(&id, 3, |fields, _| fields.headline = "Xi".into()), Saved::Kept { revision: 4 });
    assert_eq!(room.store.tracking(&id).unwrap(), Some(off.clone()));
    // A save that comes too late changes neither.
    assert!(matches!(keep(&room.store, &id, 1, paragraphs("Lain"), Tracked::Are(None)), Saved::KeptBeside { .. }));
    assert_eq!(room.store.tracking(&id).unwrap(), Some(off));
    assert_eq!(keep(&room.store, &id, 4, paragraphs("Satu dua"), Tracked::Are(None)), Saved::Kept { revision: 5 });
    assert_eq!(room.store.tracking(&id).unwrap(), None);
    room.assert_sound();
}

#[test]
fn the_journal_says_when_suggesting_began_and_what_became_of_the_suggestions() {
    for (end, became) in [("Tiga dua", "accepted"), ("Satu dua", "rejected"), ("Empat", "resolved")] {
        let room = Room::new();
        let id = room.add(1, Fields::default(), paragraphs("Satu dua"));
        keep(&room.store, &id, 1, paragraphs("Tiga dua"), Tracked::Are(Some(suggested())));
        keep(&room.store, &id, 2, paragraphs(end), Tracked::Are(None));
        let rows = room.store.journal_after(0, 10).unwrap();
        let [.., began, ended] = &rows[..] else { panic!("{rows:?}") };
        assert_eq!(began.after.as_deref(), Some(r#"{"suggesting":true}"#));
        assert_eq!(ended.after, Some(format!(r#"{{"suggesting":false,"suggestions":"{became}"}}"#)));
        assert_eq!((&began.before, &ended.before), (&None, &None), "nothing in them is taken back by undo");
    }
}

fn tells_of_suggestions(row: &JournalRow) -> bool {
    row.after.as_ref().is_some_and(|after| after.contains("suggestions"))
}

#[test]
fn suggestions_in_fields_are_kept_and_the_journal_says_what_became_of_them() {
    for (end, became) in [("Air pasang", "accepted"), ("Air surut", "rejected"), ("Air", "resolved")] {
        let room = Room::new();
        let id = room.add(1, Fields::default(), paragraphs("Satu dua"));
        keep_headline(&room.store, &id, 1, "Air pasang", Tracked::Are(Some(suggested_above())));
        assert_eq!(room.store.tracking(&id).unwrap(), Some(suggested_above()));
        let story = room.store.story(&id).unwrap().unwrap();
        assert_eq!(suggested_above().original(&story.fields).headline, "Air surut");
        assert_eq!(
            keep_headline(&room.store, &id, 2, "Air pasang", Tracked::Are(Some(suggested_above()))),
            Saved::Unchanged { revision: 2 }
        );
        // What is left of them in the text still waits.
        keep_headline(&room.store, &id, 2, "Air pasang", Tracked::Are(Some(suggested())));
        keep_headline(&room.store, &id, 3, "Air pasang", Tracked::Are(Some(suggested_above())));
        keep_headline(&room.store, &id, 4, end, Tracked::Are(None));
        let said: Vec<bool> = room.store.journal_after(1, 10).unwrap().iter().map(tells_of_suggestions).collect();
        assert_eq!(said, [false, false, false, true]);
        let last = room.store.journal_after(4, 10).unwrap().remove(0).after.unwrap();
        assert!(last.contains(&format!(r#""suggestions":"{became}""#)), "{last}");
        room.assert_sound();
    }
}

#[test]
fn suggestions_and_notes_are_in_what_is_salvaged_and_what_cannot_be_read_of_them_is_found() {
    let room = Room::new();
    let id = room.add(1, Fields::default(), paragraphs("Satu dua"));
    let tracking = Tracking { fields: suggested_above().fields, ..suggested() };
    keep(&room.store, &id, 1, paragraphs("Tiga dua"), Tracked::Are(Some(tracking.clone())));
    room.store.add_note(&note("n1", &id, "n1", "sari"), BY).unwrap();
    let to = room.path.with_file_name("baru.redaksi");
    let mut on = |_, _| ControlFlow::Continue(());
    Salvaged::out_of(&room.path, &mut on).unwrap().expect("not told to stop").place(&to).unwrap();
    let salvaged = Store::open(&to).unwrap();
    assert_eq!(salvaged.tracking(&id).unwrap(), Some(tracking));
    assert_eq!(salvaged.notes(&id).unwrap(), room.store.notes(&id).unwrap());
    assert_eq!(salvaged.verify().unwrap().faults, []);

    sql(&room.path, r#"UPDATE tracking SET base = '{"type":"doc","content":[{"type":"hologram"}]}'"#);
    let faults = room.store.verify().unwrap().faults;
    assert_eq!(faults.iter().map(|fault| fault.kind).collect::<Vec<_>>(), [FaultKind::Suggestions]);
    assert!(matches!(room.store.tracking(&id), Err(Error::Unreadable { story, .. }) if story == id));
}

#[test]
fn notes_are_resolved_by_anyone_and_deleted_by_who_wrote_them_where_nobody_replied() {
    let room = Room::new();
    let id = room.add(1, Fields::default(), paragraphs("Satu dua"));
    let budi = Entry { actor: "budi", ..BY };
    room.store.add_note(&note("n1", &id, "n1", "sari"), BY).unwrap();
    room.store.add_note(&note("n2", &id, "n1", "budi"), budi).unwrap();
    room.store.add_note(&note("n3", &id, "n3", "budi"), budi).unwrap();
    assert_eq!(room.store.open_notes(&id).unwrap(), [("sari".to_owned(), 1), ("budi".to_owned(), 1)]);
    assert!(matches!(room.store.add_note(&note("n4", &id, "n9", "budi"), budi), Err(Error::NoNote(_))));
    assert!(matches!(room.store.add_note(&note("n4", "tidak-ada", "n4", "budi"), budi), Err(Error::NoStory(_))));

    room.store.resolve_note("n1", true, budi).unwrap();
    room.store.resolve_note("n1", true, budi).unwrap();
    let first = &room.store.notes(&id).unwrap()[0];
    assert_eq!((first.resolved.as_deref(), first.resolver.as_deref()), (Some(budi.at), Some("budi")));
    assert_eq!(room.store.open_notes(&id).unwrap(), [("budi".to_owned(), 1)]);
    room.store.resolve_note("n1", false, BY).unwrap();
    assert_eq!(room.store.open_notes(&id).unwrap().len(), 2);

    assert!(matches!(room.store.delete_note("n1", BY), Err(Error::NoteStays { .. })), "budi replied");
    assert!(matches!(room.store.delete_note("n3", BY), Err(Error::NoteStays { .. })), "it is budi's");
    room.store.delete_note("n2", budi).unwrap();
    room.store.delete_note("n1", BY).unwrap();
    assert!(matches!(room.store.delete_note("n1", BY), Err(Error::NoNote(_))));
    assert_eq!(room.store.notes(&id).unwrap().iter().map(|note| note.id.as_str()).collect::<Vec<_>>(), ["n3"]);
    // None of this was a change of the text.
    assert_eq!(room.store.story(&id).unwrap().unwrap().revision, 1);
    let kinds: Vec<_> = room.store.journal_after(0, 20).unwrap().into_iter().map(|row| row.kind).collect();
    let expected = ["created", "noted", "noted", "noted", "noteResolved", "noteReopened", "noteDeleted", "noteDeleted"];
    assert_eq!(kinds, expected);
    room.assert_sound();
}
