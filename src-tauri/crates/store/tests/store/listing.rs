use crate::{BY, Room, everything, moved, paragraphs};
use store::{CompletionKind, DeskCount, ListQuery, Sort};
use story::{Body, Dateline, Fields, Stage};

fn room_of_five() -> (Room, Vec<String>) {
    let room = Room::new();
    let add = |number: u32, headline: &str, desk: &str, words: usize| {
        let fields = Fields {
            headline: headline.into(),
            slugline: format!("SLUG-{}", 9 - number),
            desk: desk.into(),
            bylines: vec!["Ani".into(), "Budi".into()],
            ..Fields::default()
        };
        room.add(number, fields, paragraphs(&"kata ".repeat(words)))
    };
    let ids = vec![
        add(1, "cabai naik", "Nasional", 3),
        add(2, "Bursa turun", "Keuangan", 5),
        add(3, "", "Nasional", 1),
        add(4, "Anggaran disahkan", "Nasional", 4),
        add(5, "Dolar menguat", "Keuangan", 2),
    ];
    moved(&room.store, &ids[3], Stage::Review, BY);
    moved(&room.store, &ids[4], Stage::Spiked, BY);
    (room, ids)
}

#[test]
fn a_list_shows_its_stage_and_desk_in_the_order_asked_for() {
    let (room, ids) = room_of_five();
    let check = |query: ListQuery, expected: &[usize]| {
        let page = room.store.page(&query).unwrap();
        let expected: Vec<&String> = expected.iter().map(|number| &ids[number - 1]).collect();
        assert_eq!(page.rows.iter().map(|row| &row.id).collect::<Vec<_>>(), expected, "{query:?}");
        assert_eq!(page.total as usize, expected.len(), "{query:?}");
    };
    check(everything(), &[4, 3, 2, 1]);
    check(ListQuery { sort: Sort::Oldest, ..everything() }, &[1, 2, 3, 4]);
    check(ListQuery { sort: Sort::Headline, ..everything() }, &[4, 2, 1, 3]);
    check(ListQuery { sort: Sort::Slugline, ..everything() }, &[4, 3, 2, 1]);
    check(ListQuery { sort: Sort::Words, ..everything() }, &[2, 4, 1, 3]);
    check(ListQuery { stage: Some(Stage::Spiked), ..everything() }, &[5]);
    check(ListQuery { stage: Some(Stage::Draft), ..everything() }, &[3, 2, 1]);
    check(ListQuery { desk: Some("Nasional".into()), ..everything() }, &[4, 3, 1]);
    check(ListQuery { desk: Some("Nasional".into()), stage: Some(Stage::Draft), ..everything() }, &[3, 1]);
    check(ListQuery { desk: Some("Nasional".into()), sort: Sort::Words, ..everything() }, &[4, 1, 3]);
    check(ListQuery { desk: Some("Olahraga".into()), ..everything() }, &[]);
    let page = room.store.page(&ListQuery { offset: 1, limit: 2, ..everything() }).unwrap();
    assert_eq!((page.rows.iter().map(|row| &row.id).collect::<Vec<_>>(), page.total), (vec![&ids[2], &ids[1]], 4));
}

#[test]
fn a_row_without_a_headline_shows_how_the_body_begins() {
    let (room, ids) = room_of_five();
    let [row] = &room.store.heads(&[ids[2].clone(), "tidak-ada".into()]).unwrap()[..] else { panic!("not one") };
    assert_eq!((row.headline.as_str(), row.excerpt.as_str(), row.words), ("", "kata ", 1));
    assert_eq!(row.bylines, ["Ani", "Budi"]);
}

#[test]
fn heads_come_in_the_order_asked_for() {
    let (room, ids) = room_of_five();
    let asked = [ids[3].clone(), ids[0].clone(), ids[4].clone()];
    assert_eq!(room.store.heads(&asked).unwrap().into_iter().map(|row| row.id).collect::<Vec<_>>(), asked);
}

#[test]
fn navigation_lists_the_desks_of_the_house_first_also_empty_ones() {
    let (room, _) = room_of_five();
    room.store.set_desks(&["Olahraga".into(), "Nasional".into()], BY).unwrap();
    let navigation = room.store.navigation().unwrap();
    let desk = |name: &str, count| DeskCount { name: name.into(), count };
    assert_eq!(navigation.desks, [desk("Olahraga", 0), desk("Nasional", 3), desk("Keuangan", 1)]);
    assert_eq!(navigation.stages.iter().map(|stage| stage.count).collect::<Vec<_>>(), [3, 1, 0, 0, 1]);
    assert_eq!(navigation.total, 4);
}

#[test]
fn completion_offers_the_most_used_first_and_forgets_what_nobody_uses() {
    let room = Room::new();
    let fields = |place: &str, editor: &str| Fields {
        dateline: Dateline { place: place.into(), ..Dateline::default() },
        editor: editor.into(),
        ..Fields::default()
    };
    room.add(1, fields("MOSKOW", "Vladimir Putranto"), Body::default());
    room.add(2, fields("MEDAN", "Putri Sari"), Body::default());
    let third = room.add(3, fields("MEDAN", "Putri Sari"), Body::default());
    let complete = |kind, prefix: &str| room.store.complete(kind, prefix, 10).unwrap();
    assert_eq!(complete(CompletionKind::Place, "m"), ["MEDAN", "MOSKOW"]);
    assert_eq!(complete(CompletionKind::Place, ""), ["MEDAN", "MOSKOW"]);
    assert_eq!(complete(CompletionKind::Place, "mo"), ["MOSKOW"]);
    assert_eq!(complete(CompletionKind::Person, "PUT"), ["Putri Sari", "Vladimir Putranto"]);
    assert_eq!(complete(CompletionKind::Place, "%"), [""; 0]);
    room.save(&third, 1, |fields, _| fields.dateline.place = "MOSKOW".into());
    assert_eq!(complete(CompletionKind::Place, "m"), ["MOSKOW", "MEDAN"]);
    room.store.set_desks(&["Nasional".into()], BY).unwrap();
    assert_eq!(complete(CompletionKind::Desk, "na"), ["Nasional"]);
    room.assert_sound();
}

#[test]
fn sign_offs_are_completed_whole_then_by_their_last_initials_then_with_people() {
    let room = Room::new();
    let signed = |sign_off: &str| Fields { sign_off: sign_off.into(), ..Fields::default() };
    let reuters = "Reporting by Kane Wu/Hong Kong; Editing by Jacqueline Wong";
    let given = ["rst/gbr", "dis/ugo", " dis/ugo ", "rst/ugo", "Gbr", "", reuters];
    for (number, sign_off) in given.into_iter().enumerate() {
        room.add(number as u32, signed(sign_off), Body::default());
    }
    room.add(8, Fields { editor: "Rstina Dewi".into(), ..Fields::default() }, Body::default());
    let complete = |typed: &str| room.store.complete(CompletionKind::SignOff, typed, 10).unwrap();
    assert_eq!(complete(""), ["dis/ugo", "Gbr", reuters, "rst/gbr", "rst/ugo"]);
    assert_eq!(complete("RS"), ["rst/gbr", "rst/ugo", "Rstina Dewi"]);
    assert_eq!(complete("rst/"), ["rst/gbr", "rst/ugo", "rst/dis", "rst/Gbr"]);
    assert_eq!(complete("evn/u"), ["evn/ugo"], "whoever signs first for the first time");
    assert_eq!(complete("evn/dis/"), ["evn/dis/ugo", "evn/dis/rst", "evn/dis/Gbr", "evn/dis/gbr"]);
    assert_eq!(complete("reporting by kane"), [reuters]);
    assert_eq!(complete("%"), [""; 0]);
    assert_eq!(room.store.complete(CompletionKind::SignOff, "", 2).unwrap(), ["dis/ugo", "Gbr"]);
    let spiked = room.add(9, signed("lama/sekali"), Body::default());
    assert_eq!(complete("lama"), ["lama/sekali"]);
    moved(&room.store, &spiked, Stage::Spiked, BY);
    assert_eq!(complete("lama"), [""; 0]);
}

#[test]
fn a_story_is_found_by_its_headline_whatever_the_case() {
    let room = Room::new();
    let old = room.headline(1, "Harga Minyak Naik");
    let new = room.headline(2, "HARGA MINYAK NAIK");
    let by_title = |title: &str| room.store.story_by_title(title).unwrap();
    assert_eq!(by_title("harga minyak naik "), Some(new.clone()));
    moved(&room.store, &new, Stage::Spiked, BY);
    assert_eq!(by_title("Harga minyak naik"), Some(old));
    assert_eq!(by_title("Harga minyak"), None);
    assert_eq!(by_title("  "), None);
    // An excerpt is not a headline.
    room.add(3, Fields::default(), paragraphs("Tanpa judul"));
    assert_eq!(by_title("Tanpa judul"), None);
}
