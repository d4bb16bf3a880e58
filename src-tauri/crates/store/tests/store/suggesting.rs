use crate::{BY, Room, moved, paragraphs, restored, sql};
use store::{Reason, Save, Suggestion};
use story::{Body, Dateline, Fields, RelatedLink, Stage, body::Block};

/// A day after the stories of a [`Room`].
const NOW: &str = "2026-11-24T17:00:00.000Z";

fn story(headline: &str, tags: &[&str], place: &str) -> Fields {
    Fields {
        headline: headline.into(),
        tags: tags.iter().map(|tag| (*tag).into()).collect(),
        dateline: Dateline { place: place.into(), ..Dateline::default() },
        ..Fields::default()
    }
}

/// Forty stories that have nothing to do with one another, and some about two presidents.
fn archive() -> (Room, Vec<String>) {
    let room = Room::new();
    let goods = ["beras", "kopi", "karet", "nikel", "gula", "teh", "sawit", "garam"];
    for number in 20..60_u32 {
        let good = goods[number as usize % goods.len()];
        let fields = story(&format!("Harga {good} hari ini"), &[good], "JAKARTA");
        room.add(number, fields, paragraphs(&format!("Harga {good} di pasar {number} naik, kata pedagang.")));
    }
    let xi = paragraphs("Presiden Xi Jinping menyebut Vladimir Putin sahabat baja, kata Kremlin.");
    let ids = vec![
        room.add(1, story("Xi kepada Putin: kita sahabat baja", &["Rusia", "Tiongkok"], "MOSKOW"), xi),
        room.add(
            2,
            story("Putin: Tiongkok sahabat baja kami", &["Rusia"], "MOSKOW"),
            paragraphs("Kata Vladimir Putin di Moskow."),
        ),
        room.add(3, story("Pipa gas ke timur", &["rusia", "energi"], "BEIJING"), paragraphs("Gas mengalir 2030.")),
        room.add(4, story("Parade di lapangan", &["Tiongkok"], "MOSKOW"), paragraphs("Xi Jinping hadir.")),
    ];
    (room, ids)
}

fn suggested(room: &Room, id: &str) -> Vec<Suggestion> {
    let story = room.store.story(id).unwrap().unwrap();
    room.store.suggestions(id, &story.fields, &story.body, NOW, 10).unwrap()
}

fn check(room: &Room, id: &str, expected: &[&String]) {
    let found = suggested(room, id);
    assert_eq!(found.iter().map(|one| &one.row.id).collect::<Vec<_>>(), expected, "{found:#?}");
}

fn linked(id: Option<&str>, title: &str) -> Block {
    Block::RelatedLink { attrs: RelatedLink { title: title.into(), story_id: id.map(str::to_owned), url: None } }
}

/// The body with a related link behind it.
fn with_link(body: &Body, id: Option<&str>, title: &str) -> Body {
    let blocks = body.blocks().iter().cloned().chain([linked(id, title)]).collect::<Vec<_>>();
    Body::from_json(&serde_json::json!({ "type": "doc", "content": blocks }).to_string()).unwrap()
}

#[test]
fn stories_come_by_what_they_share_each_once_and_say_what_it_is() {
    let (room, ids) = archive();
    check(&room, &ids[0], &[&ids[1], &ids[3], &ids[2]]);
    let reasons = |at: usize| suggested(&room, &ids[0])[at].reasons.clone();
    assert!(reasons(0).contains(&Reason::Tag { name: "Rusia".into() }), "{:?}", reasons(0));
    assert!(reasons(0).contains(&Reason::Name { name: "Vladimir Putin".into() }), "{:?}", reasons(0));
    assert!(reasons(0).contains(&Reason::Place { name: "MOSKOW".into() }), "{:?}", reasons(0));
    let told = reasons(0).into_iter().find_map(|reason| match reason {
        Reason::Words { words } => Some(words),
        _ => None,
    });
    assert!(told.unwrap().contains(&"sahabat baja".to_owned()));
    assert_eq!(reasons(2), [Reason::Tag { name: "Rusia".into() }], "tags are one whatever their case");
}

#[test]
fn the_story_itself_spiked_and_linked_ones_are_never_suggested() {
    let (room, ids) = archive();
    moved(&room.store, &ids[3], Stage::Spiked, BY);
    check(&room, &ids[0], &[&ids[1], &ids[2]]);
    room.save(&ids[0], 1, |_, body| *body = with_link(body, Some(&ids[1]), "Judul sendiri"));
    check(&room, &ids[0], &[&ids[2]]);
    room.save(&ids[0], 2, |_, body| *body = with_link(body, None, "PIPA gas ke timur"));
    check(&room, &ids[0], &[]);
    restored(&room.store, &ids[3], BY);
    check(&room, &ids[0], &[&ids[3]]);
}

#[test]
fn what_is_typed_counts_before_it_is_saved_and_what_was_saved_elsewhere_at_once() {
    let (room, ids) = archive();
    let gold = story("Emas naik", &[], "");
    let open = room.add(70, gold.clone(), paragraphs("Emas."));
    check(&room, &open, &[]);
    let typed = Fields { tags: vec!["ENERGI".into()], ..gold };
    let found = room.store.suggestions(&open, &typed, &paragraphs("Emas."), NOW, 10).unwrap();
    assert_eq!(found.iter().map(|one| &one.row.id).collect::<Vec<_>>(), [&ids[2]]);
    room.save(&ids[2], 1, |fields, _| fields.tags.clear());
    assert_eq!(room.store.suggestions(&open, &typed, &paragraphs("Emas."), NOW, 10).unwrap(), []);
    // One that was never saved has only others.
    let twin = story("Xi kepada Putin: kita sahabat baja", &[], "");
    let unsaved = room.store.suggestions("01936000-0000-7000-8000-000000000999", &twin, &Body::default(), NOW, 10);
    assert_eq!(unsaved.unwrap()[0].row.id, ids[0]);
}

#[test]
fn links_lead_to_stories_that_share_no_word() {
    let (room, ids) = archive();
    let target = room.add(80, story("Latar", &[], ""), paragraphs("Sejarah."));
    let here = with_link(&paragraphs("Surat."), Some(&ids[2]), "Pipa");
    let here = room.add(81, story("Kutipan", &[], ""), here);
    let same = room.add(82, story("Catatan", &[], ""), with_link(&paragraphs("Meja."), Some(&target), "Latar"));
    room.save(&ids[2], 1, |fields, body| {
        fields.tags.clear();
        *body = with_link(body, Some(&target), "Latar");
    });
    let found = suggested(&room, &ids[2]);
    let reasons = |id: &str| found.iter().find(|one| one.row.id == id).unwrap().reasons.clone();
    assert_eq!(reasons(&here)[0], Reason::LinksHere);
    assert_eq!(reasons(&same), [Reason::SameTarget { title: "Latar".into() }]);
    assert!(found.iter().all(|one| one.row.id != target));
}

#[test]
fn an_empty_story_gets_none_a_tagged_one_those_with_its_tag_and_odd_text_is_no_error() {
    let (room, ids) = archive();
    let suggestions = |fields: &Fields, text: &str| {
        room.store.suggestions("neu", fields, &paragraphs(text), NOW, 10).unwrap().into_iter().map(|one| one.row.id)
    };
    assert_eq!(suggestions(&Fields::default(), "").count(), 0);
    let tagged: Vec<String> = suggestions(&story("", &["Energi"], ""), "").collect();
    assert_eq!(tagged, [ids[2].clone()]);
    for odd in ["\"", "NEAR(a b)", "\u{0}", "中国 新闻", "🔥🔥", "é\u{301}", "* ^ - OR", &"x".repeat(300_000)]
    {
        suggestions(&story(odd, &[odd], odd), odd).for_each(drop);
    }
    let none = room.store.suggestions(&ids[0], &Fields::default(), &Body::default(), "no time", 0).unwrap();
    assert_eq!(none, []);
}

#[test]
fn a_story_that_this_redaksi_cannot_read_is_still_suggested_by_its_head() {
    let (room, ids) = archive();
    sql(&room.path, "UPDATE body SET tree = '{\"type\":\"future\"}' WHERE story = (SELECT max(row) - 2 FROM story)");
    assert!(room.store.story(&ids[1]).is_err());
    assert!(suggested(&room, &ids[0]).iter().any(|one| one.row.id == ids[1]));
}

#[test]
fn a_limit_keeps_the_best() {
    let (room, ids) = archive();
    let open = room.store.story(&ids[0]).unwrap().unwrap();
    let best = room.store.suggestions(&ids[0], &open.fields, &open.body, NOW, 1).unwrap();
    assert_eq!(best.iter().map(|one| &one.row.id).collect::<Vec<_>>(), [&ids[1]]);
    let edit = Save { id: ids[0].clone(), base: 1, fields: open.fields, body: open.body };
    room.store.save(edit, BY).unwrap();
    room.assert_sound();
}
