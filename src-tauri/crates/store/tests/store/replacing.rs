use crate::{BY, Room, paragraphs};
use store::{Entry, JournalQuery, JournalRow, LeftWhy, Overtaken, Save};
use story::{Body, Fields, Story, body::Block, body::RelatedLink};

const LATER: Entry = Entry { at: "2026-11-23T18:00:00.000Z", actor: "budi" };
const LAST: Entry = Entry { at: "2026-11-23T19:00:00.000Z", actor: "budi" };

fn told(headline: &str, text: &str) -> (Fields, Body) {
    (Fields { headline: headline.to_owned(), ..Fields::default() }, paragraphs(text))
}

fn save(id: &str, base: u32, (fields, body): (Fields, Body)) -> Save {
    Save { id: id.to_owned(), base, fields, body }
}

fn says(room: &Room, id: &str) -> (String, String) {
    let Story { fields, body, .. } = room.store.story(id).unwrap().unwrap();
    (fields.headline, body.text())
}

fn pair(headline: &str, text: &str) -> (String, String) {
    (headline.to_owned(), text.to_owned())
}

fn rows(room: &Room, kind: &str) -> Vec<JournalRow> {
    let all = room.store.journal(&JournalQuery { story: None, after: Some(0), limit: 1000 }).unwrap();
    all.into_iter().filter(|row| row.kind == kind).collect()
}

/// Three stories, of which the third is only words in its headline.
fn three(room: &Room) -> [String; 3] {
    let add = |number, headline, text| {
        let (fields, body) = told(headline, text);
        room.add(number, fields, body)
    };
    [add(1, "Rusia satu", "Kata Rusia."), add(2, "Dua", "Rusia juga."), add(3, "Rusia tiga", "Lain.")]
}

fn replaced(room: &Room, ids: &[String; 3]) -> u32 {
    let saves = vec![
        save(&ids[0], 1, told("RF satu", "Kata RF.")),
        save(&ids[1], 1, told("Dua", "RF juga.")),
        save(&ids[2], 1, told("RF tiga", "Lain.")),
    ];
    let done = room.store.replace_many(saves, "Rusia → RF", LATER).unwrap();
    assert_eq!((done.stories.as_slice(), done.left.as_slice()), (&ids[..], &[][..]));
    done.seq.unwrap()
}

#[test]
fn many_texts_are_replaced_as_one_deed_and_come_back_as_one_and_again() {
    let room = Room::new();
    let ids = three(&room);
    let seq = replaced(&room, &ids);
    assert_eq!(
        [0, 1, 2].map(|at| says(&room, &ids[at])),
        [pair("RF satu", "Kata RF."), pair("Dua", "RF juga."), pair("RF tiga", "Lain.")]
    );
    let deed = rows(&room, "replaced");
    assert!(deed.len() == 3 && deed[0].seq == seq && deed.windows(2).all(|pair| pair[1].seq == pair[0].seq + 1));
    // What each said before is a version, with what was done as its note.
    let kept = room.store.versions(&ids[1]).unwrap();
    assert_eq!((kept[0].reason.as_str(), kept[0].note.as_deref()), ("replaced", Some("Rusia → RF")));
    room.assert_sound();

    let undone = room.store.undo(deed[1].seq, LAST).unwrap();
    assert_eq!((undone.deed, undone.stories.len(), undone.left, undone.text_stays), (seq, 3, vec![], false));
    let before = [pair("Rusia satu", "Kata Rusia."), pair("Dua", "Rusia juga."), pair("Rusia tiga", "Lain.")];
    assert_eq!([0, 1, 2].map(|at| says(&room, &ids[at])), before);
    assert_eq!(room.store.story(&ids[0]).unwrap().unwrap().revision, 3);
    room.assert_sound();

    let again = room.store.undo(undone.seq.unwrap(), Entry { at: "2026-11-23T20:00:00.000Z", actor: "budi" }).unwrap();
    assert_eq!((again.stories.len(), again.left), (3, vec![]));
    assert_eq!(says(&room, &ids[1]), pair("Dua", "RF juga."));
    room.assert_sound();
}

#[test]
fn the_last_deed_is_found_by_who_did_it() {
    let room = Room::new();
    let ids = three(&room);
    replaced(&room, &ids);
    assert_eq!(room.store.undo_last(None, Entry { at: LAST.at, actor: "orang lain" }).unwrap(), None);
    let undone = room.store.undo_last(None, LAST).unwrap().unwrap();
    assert_eq!((undone.kind.as_str(), undone.stories.len()), ("replaced", 3));
    assert_eq!(says(&room, &ids[0]), pair("Rusia satu", "Kata Rusia."));
}

#[test]
fn a_story_that_went_on_is_left_alone_by_the_deed_and_by_its_undoing() {
    let room = Room::new();
    let ids = three(&room);
    room.save(&ids[1], 1, |fields, _| fields.headline = "Dua lagi".to_owned());
    let saves = vec![
        save(&ids[0], 1, told("RF satu", "Kata RF.")),
        save(&ids[1], 1, told("Dua", "RF juga.")),
        save("tidak ada", 1, told("", "")),
        save(&ids[2], 1, told("Rusia tiga", "Lain.")),
    ];
    let done = room.store.replace_many(saves, "", LATER).unwrap();
    assert_eq!(done.stories, [ids[0].clone()]);
    assert_eq!(done.left, [(ids[1].clone(), Overtaken::Changed), ("tidak ada".to_owned(), Overtaken::Missing)]);
    assert_eq!(says(&room, &ids[1]), pair("Dua lagi", "Rusia juga."));

    // Someone writes on in the text, and gives the story a kicker: the headline still goes back, the text stays.
    room.save(&ids[0], 2, |fields, body| {
        fields.kicker = "Perang".to_owned();
        *body = paragraphs("Kata RF. Kata Putin.");
    });
    let undone = room.store.undo(done.seq.unwrap(), LAST).unwrap();
    let left: Vec<_> = undone.left.iter().map(|left| (left.name.as_str(), left.why)).collect();
    assert_eq!((undone.stories, left), (vec![ids[0].clone()], vec![("text", LeftWhy::Changed)]));
    assert_eq!(says(&room, &ids[0]), pair("Rusia satu", "Kata RF. Kata Putin."));
    assert_eq!(room.store.story(&ids[0]).unwrap().unwrap().fields.kicker, "Perang");
    room.assert_sound();
}

#[test]
fn metadata_changed_since_leave_the_text_to_go_back() {
    let room = Room::new();
    let ids = three(&room);
    let seq = replaced(&room, &ids);
    room.save(&ids[1], 2, |fields, _| fields.desk = "Nasional".to_owned());
    let undone = room.store.undo(seq, LAST).unwrap();
    assert_eq!((undone.stories.len(), undone.left), (3, vec![]));
    let story = room.store.story(&ids[1]).unwrap().unwrap();
    assert_eq!((story.body.text().as_str(), story.fields.desk.as_str()), ("Rusia juga.", "Nasional"));
    room.assert_sound();
}

#[test]
fn related_links_go_and_come_back_with_their_text() {
    let room = Room::new();
    let linking = |title: &str| {
        let link =
            RelatedLink { title: title.to_owned(), story_id: None, url: Some("https://kontan.co.id".to_owned()) };
        Body::new(vec![Block::paragraph("Isi"), Block::RelatedLink { attrs: link }]).unwrap()
    };
    let id = room.add(1, Fields::default(), linking("Rusia"));
    let done = room.store.replace_many(vec![save(&id, 1, (Fields::default(), linking("RF")))], "", LATER).unwrap();
    room.assert_sound();
    let undone = room.store.undo(done.seq.unwrap(), LAST).unwrap();
    assert_eq!(undone.left, []);
    assert_eq!(room.store.story(&id).unwrap().unwrap().body.related_links()[0].title, "Rusia");
    room.assert_sound();
}

#[test]
fn what_changes_nothing_is_no_deed() {
    let room = Room::new();
    let ids = three(&room);
    let done = room.store.replace_many(vec![save(&ids[0], 1, told("Rusia satu", "Kata Rusia."))], "", BY).unwrap();
    assert_eq!((done.seq, done.stories), (None, Vec::<String>::new()));
    assert_eq!(room.store.story(&ids[0]).unwrap().unwrap().revision, 1);
}

#[test]
fn a_target_is_kept_and_brought_back() {
    let room = Room::new();
    let id = room.headline(1, "Satu");
    room.save(&id, 1, |fields, _| fields.set("target", "2500 karakter").unwrap());
    let target = || room.store.story(&id).unwrap().unwrap().fields.target.map(|target| target.to_string());
    assert_eq!(target().as_deref(), Some("2500 characters"));
    room.store.undo_last(None, Entry { at: LAST.at, actor: BY.actor }).unwrap();
    assert_eq!(target(), None);
    room.assert_sound();
}
