use crate::{BY, Room, moved, paragraphs, restored, story};
use proptest::prelude::*;
use store::{Entry, Error, JournalQuery, JournalRow, LeftWhy, Store, Undone};
use story::{Body, Fields, Stage, Story};

const LATER: Entry = Entry { at: "2026-11-23T18:00:00.000Z", actor: "budi" };

fn at(at: &str) -> Entry<'_> {
    Entry { at, actor: BY.actor }
}

fn rows(store: &Store, kind: &str) -> Vec<JournalRow> {
    let all = store.journal(&JournalQuery { story: None, after: Some(0), limit: 100_000 }).unwrap();
    all.into_iter().filter(|row| row.kind == kind).collect()
}

fn last(room: &Room) -> JournalRow {
    room.store.journal(&JournalQuery { story: None, after: None, limit: 1 }).unwrap().remove(0)
}

fn stage(room: &Room, id: &str) -> Stage {
    room.store.story(id).unwrap().unwrap().stage
}

fn left(undone: &Undone) -> Vec<(&str, &str, LeftWhy)> {
    undone.left.iter().map(|left| (left.story.as_str(), left.name.as_str(), left.why)).collect()
}

#[test]
fn five_thousand_stories_move_as_one_deed_and_come_back_as_one() {
    let room = Room::new();
    let stories: Vec<Story> = (0..5_000).map(|number| story(number, Fields::default(), paragraphs("Satu"))).collect();
    let ids: Vec<String> = stories.iter().map(|story| story.id.clone()).collect();
    room.store.add_many(stories, BY).unwrap().wait().unwrap();
    let moves = room.store.move_many(&ids, Stage::Review, at("2026-11-23T17:30:00.000Z")).unwrap();
    assert!(moves.len() == 5_000 && moves.iter().all(|moved| moved.to == Stage::Review));
    let moved = rows(&room.store, "moved");
    assert!(
        moved.len() == 5_000
            && moved.iter().all(|row| (row.at.as_str(), row.actor.as_str()) == ("2026-11-23T17:30:00.000Z", "sari"))
    );
    assert!(moved.windows(2).all(|pair| pair[1].seq == pair[0].seq + 1), "they stand together");
    assert_eq!(moves[7].seq, moved[7].seq);

    // Two have gone on since: any row of the deed takes back the rest.
    room.store.move_many(&ids[2..4], Stage::Ready, LATER).unwrap();
    let undone = room.store.undo(moved[4_321].seq, LATER).unwrap();
    assert_eq!((undone.deed, undone.stories.len(), undone.text_stays), (moved[0].seq, 4_998, false));
    assert_eq!(
        left(&undone),
        [(ids[3].as_str(), "stage", LeftWhy::Changed), (ids[2].as_str(), "stage", LeftWhy::Changed)]
    );
    assert_eq!([1, 2, 3, 4].map(|at| stage(&room, &ids[at])), [Stage::Draft, Stage::Ready, Stage::Ready, Stage::Draft]);
    let redone = room.store.undo(undone.seq.unwrap(), LATER).unwrap();
    assert_eq!((redone.kind.as_str(), redone.stories.len(), redone.left), ("undone", 4_998, vec![]));
    assert_eq!(stage(&room, &ids[4]), Stage::Review);
    room.assert_sound();
}

#[test]
fn a_deed_over_stories_of_which_one_is_not_there_is_not_begun() {
    let room = Room::new();
    let ids = [room.headline(1, "Satu"), "tidak-ada".to_owned(), room.headline(2, "Dua")];
    for tried in [room.store.move_many(&ids, Stage::Ready, BY), room.store.restore_many(&ids, BY)] {
        assert!(matches!(tried, Err(Error::NoStory(id)) if id == "tidak-ada"));
    }
    assert_eq!((stage(&room, &ids[0]), rows(&room.store, "moved")), (Stage::Draft, vec![]));
}

#[test]
fn a_spiked_story_that_is_unspiked_by_undo_goes_back_and_redo_spikes_it() {
    let room = Room::new();
    let id = room.headline(1, "Satu");
    moved(&room.store, &id, Stage::Review, at("2026-11-23T17:21:00.000Z"));
    moved(&room.store, &id, Stage::Spiked, at("2026-11-23T17:22:00.000Z"));
    let undone = room.store.undo(last(&room).seq, LATER).unwrap();
    assert_eq!(stage(&room, &id), Stage::Review);
    room.store.undo(undone.seq.unwrap(), LATER).unwrap();
    assert_eq!(stage(&room, &id), Stage::Spiked);
    assert_eq!(restored(&room.store, &id, LATER).to, Stage::Review, "it knows where it came from");
    room.assert_sound();
}

#[test]
fn fields_get_their_old_values_back_but_for_those_that_were_changed_again_and_the_text_stays() {
    let room = Room::new();
    let id = room.add(
        1,
        Fields { headline: "Awal".into(), tags: vec!["a".into()], ..Fields::default() },
        paragraphs("Satu"),
    );
    room.save(&id, 1, |fields, body| {
        fields.headline = "Baru".into();
        fields.tags = vec!["b".into(), "c".into()];
        fields.desk = "Nasional".into();
        *body = paragraphs("Dua");
    });
    let deed = last(&room).seq;
    room.store
        .save(
            store::Save {
                id: id.clone(),
                base: 2,
                fields: Fields { headline: "Lain".into(), ..room.store.story(&id).unwrap().unwrap().fields },
                body: paragraphs("Tiga"),
            },
            LATER,
        )
        .unwrap();
    let undone = room.store.undo(deed, LATER).unwrap();
    assert_eq!((left(&undone), undone.text_stays), (vec![(id.as_str(), "headline", LeftWhy::Changed)], true));
    let story = room.store.story(&id).unwrap().unwrap();
    assert_eq!((story.fields.headline.as_str(), story.fields.desk.as_str(), story.revision), ("Lain", "", 4));
    assert_eq!((story.fields.tags, story.body), (vec!["a".to_owned()], paragraphs("Tiga")));
    let row = last(&room);
    assert_eq!((row.kind.as_str(), row.revision), ("undone", 4));
    assert_eq!(row.before.as_deref(), Some(r#"{"desk":"Nasional","tags":["b","c"]}"#));
    assert_eq!(row.after, Some(format!(r#"{{"desk":"","tags":["a"],"undone":{deed}}}"#)));

    room.store.undo(row.seq, LATER).unwrap();
    let fields = room.store.story(&id).unwrap().unwrap().fields;
    assert_eq!((fields.desk.as_str(), fields.tags.len()), ("Nasional", 2));
    room.assert_sound();
}

#[test]
fn related_links_are_in_the_row_of_the_save_that_changed_them_and_stay_in_the_text() {
    let link = |title: &str| {
        let link = format!(r#"{{"type":"relatedLink","attrs":{{"title":"{title}","storyId":null,"url":null}}}}"#);
        let tree = format!(r#"{{"type":"doc","content":[{{"type":"paragraph"}},{link}]}}"#);
        Body::from_json(&tree).unwrap()
    };
    let room = Room::new();
    let id = room.add(1, Fields::default(), link("Lama"));
    room.save(&id, 1, |_, body| *body = link("Baru"));
    let row = last(&room);
    assert_eq!(row.before.as_deref(), Some(r#"{"relatedLinks":[{"storyId":null,"title":"Lama","url":null}]}"#));
    assert_eq!(row.after.as_deref(), Some(r#"{"relatedLinks":[{"storyId":null,"title":"Baru","url":null}]}"#));
    // A paragraph above it moves the link down, and does not change it.
    room.save(&id, 2, |_, body| {
        *body = Body::new([paragraphs("Di atas").blocks(), link("Baru").blocks()].concat()).unwrap();
    });
    assert_eq!((last(&room).kind.as_str(), last(&room).before), ("saved", None));
    let undone = room.store.undo(row.seq, BY).unwrap();
    assert_eq!((left(&undone), undone.seq), (vec![(id.as_str(), "relatedLinks", LeftWhy::InText)], None));
    assert_eq!(room.store.story(&id).unwrap().unwrap().revision, 3);
}

#[test]
fn desks_are_in_the_journal_and_settings_are_not() {
    let room = Room::new();
    let desks = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    room.store.set_desks(&desks(&["Nasional"]), BY).unwrap();
    room.store.set_desks(&desks(&["Nasional"]), BY).unwrap();
    room.store.set_setting("theme", "\"dark\"").unwrap();
    room.store.set_desks(&desks(&["Olahraga", "Nasional"]), LATER).unwrap();
    let rows = rows(&room.store, "desks");
    assert_eq!((rows.len(), room.store.last_seq().unwrap()), (2, 2));
    assert_eq!(rows[1].before.as_deref(), Some(r#"{"desks":["Nasional"]}"#));
    assert_eq!((rows[1].after.as_deref(), rows[1].story.as_str()), (Some(r#"{"desks":["Olahraga","Nasional"]}"#), ""));
    room.store.undo(2, LATER).unwrap();
    assert_eq!(room.store.navigation().unwrap().desks.len(), 1);
    assert_eq!(left(&room.store.undo(2, LATER).unwrap()), [("", "desks", LeftWhy::Changed)]);
}

#[test]
fn what_is_not_undone_says_what_to_do_instead() {
    let room = Room::new();
    room.headline(1, "Satu");
    let said = |seq| room.store.undo(seq, BY).unwrap_err().to_string();
    assert!(said(1).contains("spike it"), "{}", said(1));
    assert!(said(99).contains("no such row"), "{}", said(99));
    assert_eq!(room.store.undo_last(None, BY).unwrap(), None);
}

#[test]
fn undoing_the_last_again_and_again_goes_back_through_what_one_did_oneself() {
    let room = Room::new();
    let id = room.headline(1, "Satu");
    moved(&room.store, &id, Stage::Review, at("2026-11-23T17:21:00.000Z"));
    room.save(&id, 1, |fields, _| fields.deck = "Baru".into());
    moved(&room.store, &id, Stage::Ready, at("2026-11-23T17:23:00.000Z"));
    room.headline(2, "Dua");
    moved(&room.store, &story(2, Fields::default(), Body::default()).id, Stage::Ready, LATER);
    let minute = std::cell::Cell::new(0);
    let undo = |kind| {
        let moment = format!("2026-11-23T19:{:02}:00.000Z", minute.replace(minute.get() + 1));
        room.store.undo_last(kind, at(&moment)).unwrap().map(|undone| undone.kind)
    };
    assert_eq!(undo(Some("moved")).as_deref(), Some("moved"));
    assert_eq!(stage(&room, &id), Stage::Review);
    // Redone: it stands again, and is the last again.
    room.store.undo(last(&room).seq, LATER).unwrap();
    assert_eq!(stage(&room, &id), Stage::Ready);
    assert_eq!(undo(None).as_deref(), Some("moved"));
    assert_eq!(
        (stage(&room, &id), room.store.story(&id).unwrap().unwrap().fields.deck.as_str()),
        (Stage::Review, "Baru")
    );
    assert_eq!(undo(None).as_deref(), Some("saved"));
    assert_eq!(undo(None).as_deref(), Some("moved"));
    let story = room.store.story(&id).unwrap().unwrap();
    assert_eq!((story.stage, story.fields.deck.as_str()), (Stage::Draft, ""));
    assert_eq!(undo(None), None, "the rest is someone else's");
    room.assert_sound();
}

/// What a newsroom says of its stories, less the revisions and times that every change raises.
fn told(store: &Store) -> Vec<(Stage, Fields, Body)> {
    let ids = (1..=3).map(|number| story(number, Fields::default(), Body::default()).id);
    ids.filter_map(|id| store.story(&id).unwrap()).map(|story| (story.stage, story.fields, story.body)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn whatever_was_done_undoing_it_from_the_last_to_the_first_is_as_if_it_had_not_been_and_redoing_as_if_it_had(
        deeds in prop::collection::vec((0..4_u8, 1..4_u32, "[a-c]{0,2}"), 1..12)
    ) {
        let room = Room::new();
        for number in 1..=3 {
            room.headline(number, "Awal");
        }
        let (before, from) = (told(&room.store), room.store.last_seq().unwrap());
        let ids: Vec<String> = (1..=3).map(|number| story(number, Fields::default(), Body::default()).id).collect();
        for (number, (deed, of, word)) in deeds.iter().enumerate() {
            let moment = format!("2026-11-23T18:{number:02}:00.000Z");
            let one = &ids[*of as usize - 1];
            match deed {
                0 => drop(room.store.move_many(&ids[..*of as usize], Stage::ALL[word.len() + 1], at(&moment)).unwrap()),
                1 => drop(room.store.restore_many(&ids, at(&moment)).unwrap()),
                _ => {
                    let story = room.store.story(one).unwrap().unwrap();
                    let mut fields = story.fields;
                    match deed {
                        2 => fields.headline.clone_from(word),
                        _ => fields.tags = word.chars().map(String::from).collect(),
                    }
                    let save = store::Save { id: one.clone(), base: story.revision, fields, body: story.body };
                    room.store.save(save, at(&moment)).unwrap();
                }
            }
        }
        let (after, to) = (told(&room.store), room.store.last_seq().unwrap());
        let mut undone = Vec::new();
        let mut next = to;
        while next > from {
            let moment = format!("2026-11-23T19:00:00.{:03}Z", undone.len());
            let one = room.store.undo(next, at(&moment)).unwrap();
            prop_assert_eq!(&one.left, &[]);
            next = one.deed - 1;
            undone.push(one.seq.unwrap());
        }
        prop_assert_eq!(told(&room.store), before);
        for (number, seq) in undone.iter().rev().enumerate() {
            let moment = format!("2026-11-23T20:00:00.{number:03}Z");
            prop_assert_eq!(room.store.undo(*seq, at(&moment)).unwrap().left, []);
        }
        prop_assert_eq!(told(&room.store), after);
        room.assert_sound();
    }
}
