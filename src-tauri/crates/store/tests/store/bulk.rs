use crate::{AT, BY, Room, everything, paragraphs, story};
use store::{CompletionKind, Entry, Store};
use story::{Body, Fields, Stage, Story};

const LINKED: &str = r#"{"type":"doc","content":[
    {"type":"paragraph","content":[{"type":"text","text":"Presiden tiba."}]},
    {"type":"relatedLink","attrs":{"title":"Harga minyak naik","storyId":null,"url":"https://example.com/a"}}]}"#;

/// Stories that differ in whatever is derived.
fn many(numbers: std::ops::Range<u32>) -> Vec<Story> {
    let one = |number: u32| {
        let fields = Fields {
            headline: format!("Berita nomor {number}"),
            slugline: format!("BERITA/{number}"),
            desk: ["Nasional", "Keuangan", ""][number as usize % 3].to_owned(),
            bylines: vec!["Sari".into(), format!("Penulis {}", number % 7)],
            tags: vec!["Rusia".into(), format!("tag {}", number % 5)],
            topics: vec!["medtop:11000000".into()],
            ..Fields::default()
        };
        let body = if number.is_multiple_of(4) { Body::from_json(LINKED).unwrap() } else { paragraphs("Satu.\nDua.") };
        Story { stage: Stage::ALL[number as usize % 5], revision: 1 + number % 3, ..story(number, fields, body) }
    };
    numbers.map(one).collect()
}

#[test]
fn many_stories_come_in_as_they_would_one_by_one() {
    let (room, other) = (Room::new(), Room::new());
    assert_eq!(room.store.add_many(many(0..60), BY).unwrap().wait().unwrap(), 60);
    for story in many(0..60) {
        other.store.add(&story, BY, None).unwrap();
        assert_eq!(room.store.story(&story.id).unwrap(), Some(story));
    }
    let answers = |store: &Store| {
        let people = store.complete(CompletionKind::Person, "", 100).unwrap();
        (
            store.page(&everything()).unwrap(),
            store.navigation().unwrap(),
            store.search("presiden", 100, 0).unwrap(),
            people,
            store.journal_after(0, 100).unwrap(),
        )
    };
    assert_eq!(answers(&room.store), answers(&other.store));
    room.assert_sound();
}

#[test]
fn stories_that_are_there_already_are_left_as_they_are() {
    let room = Room::new();
    assert_eq!(room.store.add_many(many(10..20), BY).unwrap().wait().unwrap(), 10);
    room.save(&many(12..13)[0].id, 1, |fields, _| fields.headline = "Disunting".into());
    let twice = many(0..30).into_iter().chain(many(5..8)).collect();
    assert_eq!(room.store.add_many(twice, Entry { at: AT, actor: "impor" }).unwrap().wait().unwrap(), 20);
    assert_eq!(room.store.story(&many(12..13)[0].id).unwrap().unwrap().fields.headline, "Disunting");
    assert_eq!(room.store.page(&everything()).unwrap().total, 24, "all but the spiked ones");
    assert_eq!(room.store.last_seq().unwrap(), 31);
    room.assert_sound();
}

#[test]
fn one_that_cannot_be_added_keeps_out_its_whole_batch_and_nothing_is_left_of_it() {
    let room = Room::new();
    let mut stories = many(0..5);
    stories[4].revision = 0;
    assert!(room.store.add_many(stories, BY).unwrap().wait().is_err());
    assert_eq!((room.store.page(&everything()).unwrap().total, room.store.last_seq().unwrap()), (0, 0));
    room.assert_sound();
}
