use crate::{BY, Room, paragraphs};
use proptest::prelude::*;
use story::{Dateline, Fields, Stage};

fn archive() -> Room {
    let room = Room::new();
    let xi = Fields {
        headline: "Xi dan Putin bertemu di Moskow".into(),
        tags: vec!["Rusia".into()],
        editor: "Barratut Taqiyyah Rafie".into(),
        source: "Reuters".into(),
        dateline: Dateline { place: "MOSKOW".into(), ..Dateline::default() },
        ..Fields::default()
    };
    room.add(1, xi, paragraphs("Kedua presiden membahas kerja sama energi.\nAnak-anak sekolah menyambut mereka."));
    let cafe = Fields { headline: "Café São Paulo reopens".into(), language: "en".into(), ..Fields::default() };
    room.add(
        2,
        cafe,
        paragraphs("The owners didn't expect crowds. Naïve hopes, they said.\nEnergi is not an English word."),
    );
    let rice = Fields { slugline: "BERAS/BULOG".into(), ..Fields::default() };
    room.add(3, rice, paragraphs("Sama-sama kerja, harga beras naik 3,5% pada 2026."));
    room
}

fn check(room: &Room, query: &str, expected: &[u32]) {
    let page = room.store.search(query, 10, 0).unwrap();
    let mut found: Vec<u32> = page.hits.iter().map(|hit| hit.row.id[24..].parse().unwrap()).collect();
    found.sort_unstable();
    assert_eq!((found.as_slice(), page.total as usize), (expected, expected.len()), "{query:?}");
}

#[test]
fn words_are_anded_the_last_one_goes_on_and_phrases_hold_together() {
    let room = archive();
    check(&room, "xi putin", &[1]);
    check(&room, "put", &[1]);
    check(&room, "put xi", &[]);
    check(&room, "energi", &[1, 2]);
    check(&room, "kerja sama", &[1, 3]);
    check(&room, "\"kerja sama\"", &[1]);
    check(&room, "\"kerja sam\"", &[]);
    check(&room, "\"kerja sam", &[1]);
    check(&room, "anak-anak", &[1]);
    check(&room, "bulog", &[3]);
    check(&room, "beras/bu", &[3]);
    check(&room, "3,5%", &[3]);
    check(&room, "didn't", &[2]);
}

#[test]
fn diacritics_and_case_fold_both_ways() {
    let room = archive();
    for query in ["cafe sao", "CAFÉ SÃO", "café", "naive", "naïve"] {
        check(&room, query, &[2]);
    }
    check(&room, "rússia", &[]);
    check(&room, "rúsia", &[1]);
}

#[test]
fn tags_people_source_and_place_are_searched() {
    let room = archive();
    for query in ["rusia", "taqiyyah", "reuters", "moskow", "presiden moskow rafie"] {
        check(&room, query, &[1]);
    }
}

#[test]
fn the_headline_weighs_more_than_tags_these_more_than_the_deck_and_the_body_least() {
    let room = Room::new();
    let filler = "Harga pangan di pasar tradisional bertahan stabil sepanjang pekan ini.";
    for number in 10..20 {
        room.add(number, Fields::default(), paragraphs(filler));
    }
    let body = room.add(1, Fields::default(), paragraphs(&format!("{filler} nikel nikel nikel nikel nikel nikel")));
    let deck = room.add(2, Fields { deck: "Soal nikel".into(), ..Fields::default() }, paragraphs(filler));
    let tag = room.add(3, Fields { tags: vec!["nikel".into()], ..Fields::default() }, paragraphs(filler));
    let headline = room.add(4, Fields { headline: "Ekspor nikel".into(), ..Fields::default() }, paragraphs(filler));
    let newer = room.add(5, Fields { headline: "Ekspor nikel".into(), ..Fields::default() }, paragraphs(filler));
    let found: Vec<String> =
        room.store.search("nikel", 10, 0).unwrap().hits.into_iter().map(|hit| hit.row.id).collect();
    assert_eq!(found, [newer, headline, tag, deck, body]);
    let second: Vec<String> =
        room.store.search("nikel", 2, 2).unwrap().hits.into_iter().map(|hit| hit.row.id).collect();
    assert_eq!(second, found[2..4]);
}

#[test]
fn a_snippet_marks_what_was_found() {
    let room = archive();
    let hit = &room.store.search("kerja", 10, 0).unwrap().hits[0];
    let marked: Vec<&str> = hit.snippet.iter().filter(|part| part.hit).map(|part| part.text.as_str()).collect();
    assert_eq!(marked, ["kerja"]);
    let whole: String = hit.snippet.iter().map(|part| part.text.as_str()).collect();
    assert!(whole.contains("kerja") && !whole.contains(char::is_control), "{whole:?}");
}

#[test]
fn a_save_changes_what_is_found_and_a_spiked_story_is_still_found() {
    let room = archive();
    let id = "01936000-0000-7000-8000-000000000001";
    room.save(id, 1, |fields, body| {
        fields.headline = "Judul lain".into();
        *body = paragraphs("Isi baru tentang gandum.");
    });
    check(&room, "putin", &[]);
    check(&room, "gandum", &[1]);
    room.store.move_to(id, Stage::Spiked, BY).unwrap();
    check(&room, "gandum", &[1]);
}

#[test]
fn nothing_that_people_type_is_an_error() {
    let room = archive();
    let odd = [
        "",
        " ",
        "\"",
        "\"\"",
        "\"\"\"",
        "'",
        "*",
        "^",
        "-",
        "NOT",
        "AND",
        "OR",
        "NEAR(",
        "a AND",
        "NEAR(xi, 5)",
        "{x}",
        "headline:xi",
        "col : x",
        "(((",
        ")",
        "\0",
        "xi\0putin",
        "🔥",
        "🇮🇩 🇷🇺",
        "—",
        "...",
        "?!",
        "\\",
        "%",
        "_",
        ";--",
        "' OR 1=1 --",
        "“kerja",
        "é\u{301}\u{301}",
        "\u{2}x\u{3}",
        "\u{200B}",
        "ⓐ",
        "٣",
        "中国",
        "a\u{0}*\"",
        "+",
        "xi + putin",
    ];
    for query in odd {
        room.store.search(query, 10, 0).unwrap_or_else(|error| panic!("{query:?}: {error}"));
    }
    check(&room, "xi — putin", &[1]);
    check(&room, "🔥 xi", &[1]);
    check(&room, "? !", &[]);
    check(&room, "xi\0putin", &[1]);
    room.store.search(&"\"a ".repeat(50_000), 10, 0).unwrap();
    room.store.search(&"x".repeat(5_000_000), 10, 0).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn any_text_is_a_query(queries in prop::collection::vec("[\\PC\"*()^:\\-\u{0}]{0,24}", 40)) {
        let room = archive();
        for query in &queries {
            prop_assert!(room.store.search(query, 10, 0).is_ok(), "{:?}", query);
        }
    }
}
