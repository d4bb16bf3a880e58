use crate::{AT, BY, Room, moved, paragraphs, sql};
use proptest::prelude::*;
use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
};
use store::{Facet, Facets, QueryFaultCode};
use story::{Correction, CorrectionKind, Dateline, Fields, Stage};

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
fn inflections_are_found_and_quotation_marks_leave_them_out() {
    let room = Room::new();
    room.add(1, Fields::default(), paragraphs("Singkirkan hambatan ekspor, kata menteri."));
    room.add(2, Fields { language: "id".into(), ..Fields::default() }, paragraphs("Ia menyingkirkan para pesaingnya."));
    room.add(3, Fields { language: "en".into(), ..Fields::default() }, paragraphs("The presidents were running late."));
    room.add(4, Fields { language: "de".into(), ..Fields::default() }, paragraphs("Die Ministerien schweigen."));
    check(&room, "menyingkirkan", &[1, 2]);
    check(&room, "singkirkan ", &[1, 2]);
    check(&room, "\"menyingkirkan\"", &[2]);
    check(&room, "\"singkirkan\"", &[1]);
    check(&room, "menyingk", &[2]);
    check(&room, "singk", &[1, 2]);
    check(&room, "mengekspor ", &[1]);
    check(&room, "bersaing ", &[2]);
    check(&room, "president run ", &[3]);
    check(&room, "\"president\"", &[]);
    check(&room, "Ministerien ", &[4]);
    check(&room, "Ministerium ", &[]);
}

#[test]
fn a_phrase_is_what_the_text_says_and_not_its_inflections() {
    let room = Room::new();
    room.add(1, Fields::default(), paragraphs("Kerja sama kedua negara."));
    room.add(2, Fields::default(), paragraphs("Mereka bekerja sama."));
    room.add(3, Fields::default(), paragraphs("Sama saja kerja."));
    room.add(4, Fields { headline: "Kerja".into(), deck: "Sama".into(), ..Fields::default() }, paragraphs("Lain."));
    check(&room, "\"kerja sama\"", &[1]);
    check(&room, "\"bekerja sa", &[2]);
    check(&room, "kerja sama ", &[1, 2, 3, 4]);
    check(&room, "kerja -\"kerja sama\"", &[2, 3, 4]);
    check(&room, "kerja-sama ", &[1, 2]);
}

/// Newer stories answer to the stems, or stand in another stage, in greater numbers than are looked at at once.
#[test]
fn what_is_behind_very_many_that_nearly_answer_is_found() {
    let room = Room::new();
    let phrase = "Kementerian keuangan menunggu";
    for number in 1..=3 {
        room.add(number, Fields::default(), paragraphs(phrase));
    }
    let nearly =
        |number| crate::story(number, Fields::default(), paragraphs("Menteri keuangan, kementerian menunggu."));
    room.store.add_many((4..700).map(nearly).collect(), BY).unwrap().wait().unwrap();
    for query in ["\"kementerian keuangan\"", "\"kementerian keuangan menu", "menteri -\"menteri keuangan\""] {
        check(&room, query, &[1, 2, 3]);
        let facets = room.store.facets(query).unwrap().unwrap();
        assert_eq!((facets.total, facets.approximate), (3, false), "{query}");
        let second = room.store.search(query, 2, 2).unwrap();
        assert_eq!(second.hits.len(), 1, "{query}");
    }
    // Where the page is full, nobody waits for the rest.
    let page = room.store.search("\"menteri keuangan\"", 50, 0).unwrap();
    assert_eq!((page.hits.len(), page.total, page.approximate), (50, 600, true));
}

#[test]
fn a_stage_is_found_behind_very_many_stories_of_another() {
    let room = Room::new();
    let of = |stage: Stage| {
        move |number| story::Story { stage, ..crate::story(number, Fields::default(), paragraphs("Beras")) }
    };
    let stories = (1..600).map(of(Stage::Ready)).chain((600..21_000).map(of(Stage::Draft))).collect();
    room.store.add_many(stories, BY).unwrap().wait().unwrap();
    let page = room.store.search("stage:ready beras ", 50, 0).unwrap();
    assert_eq!((page.hits.len(), page.total, page.approximate), (50, 50, true));
    let page = room.store.search("stage:ready beras ", 50, 590).unwrap();
    assert_eq!((page.hits.len(), page.total, page.approximate), (9, 599, false));
}

#[test]
fn words_are_excluded_and_beginnings_are_found_anywhere() {
    let room = archive();
    check(&room, "energi -putin", &[2]);
    check(&room, "energi -tag:rusia ", &[2]);
    check(&room, "energi -pres*", &[2]);
    check(&room, "pres* energi ", &[1]);
    check(&room, "-putin", &[]);
    assert_eq!(room.store.search("-putin", 10, 0).unwrap().faults[0].code, QueryFaultCode::OnlyExclusions);
}

#[test]
fn cells_boxes_and_captions_are_found_and_furniture_is_not() {
    let room = archive();
    let line =
        |kind: &str, words: &str| format!(r#"{{"type":"{kind}","content":[{{"type":"text","text":"{words}"}}]}}"#);
    let p = |words: &str| line("paragraph", words);
    let cell = format!(
        r#"{{"type":"tableCell","attrs":{{"colspan":1,"colwidth":null,"rowspan":1}},"content":[{}]}}"#,
        p("nilai sel")
    );
    let blocks = [
        format!(r#"{{"type":"table","content":[{{"type":"tableRow","content":[{cell}]}}]}}"#),
        format!(r#"{{"type":"factBox","content":[{},{}]}}"#, line("factTitle", "Sekilas"), p("isi kotak")),
        line("image", "takarir galeri")
            .replace(r#""type":"image""#, r#""type":"image","attrs":{"src":"a.jpg","alt":"","credit":""}"#),
        line("furniture", "gulir terus")
            .replace(r#""type":"furniture""#, r#""type":"furniture","attrs":{"kind":"scroll"}"#),
    ];
    let [table, fact_box, picture, furniture] = blocks;
    let gallery = format!(r#"{{"type":"gallery","content":[{picture}]}}"#);
    let json = format!(r#"{{"type":"doc","content":[{table},{fact_box},{gallery},{furniture}]}}"#);
    room.add(4, Fields::default(), story::Body::from_json(&json).unwrap());
    for query in ["\"nilai sel\"", "sekilas", "kotak", "takarir", "has:image", "has:table", "ada:tabel"] {
        check(&room, query, &[4]);
    }
    check(&room, "gulir", &[]);
}

#[test]
fn topics_links_pictures_and_corrections_are_found_as_the_text_is() {
    let room = archive();
    let body = r#"{"type":"doc","content":[
        {"type":"image","attrs":{"src":"a.jpg","alt":"perempuan menumbuk padi","credit":"ANTARA FOTO","photographer":"Foto: Wahyu"},
        "content":[{"type":"text","text":"Panen"}]},
        {"type":"relatedLink","attrs":{"title":"Gudang pupuk terbakar","storyId":null,"url":null}}]}"#;
    let topics = vec!["medtop:20000357".to_owned(), "medtop:99999999".to_owned()];
    let id = room.add(4, Fields { topics, ..Fields::default() }, story::Body::from_json(body).unwrap());
    for query in [
        "padi",
        "\"menumbuk padi\"",
        "wahyu",
        "\"antara foto\"",
        "pupuk",
        "\"pupuk terbakar\"",
        "bakar panen ",
        "\"medtop:20000357\"",
        "20000357",
        "99999999",
        "pertumbuhan",
        "\"pertumbuhan ekonomi\"",
        "\"economic growth\"",
    ] {
        check(&room, query, &[4]);
    }
    assert_eq!(snippet(&room, "padi"), "perempuan menumbuk [padi]");
    assert_eq!(snippet(&room, "wahyu"), "Foto: [Wahyu]");
    // A topic by its names; by its number where that was asked for.
    let named = snippet(&room, "pertumbuhan");
    assert!(named.contains("[pertumbuhan]") && !named.contains("medtop"), "{named}");
    assert!(snippet(&room, "20000357").starts_with("medtop:[20000357]"));
    check(&room, "panen -\"pupuk terbakar\"", &[]);
    let base = 1;
    room.save(&id, base, |fields, _| fields.topics.clear());
    check(&room, "20000357", &[]);

    let correction = Correction {
        id: "01936000-0000-7000-b000-000000000004".into(),
        kind: CorrectionKind::Erratum,
        at: AT.into(),
        by: "sari".into(),
        text: "Lumbung itu di Demak, bukan di Kudus.".into(),
        published_as: None,
    };
    room.store.correct(&id, &correction, BY).unwrap();
    check(&room, "lumbung demak ", &[4]);
    check(&room, "\"bukan di kudus\"", &[4]);
    room.save(&id, 3, |fields, _| fields.headline = "Panen raya".into());
    check(&room, "lumbung raya ", &[4]);
    room.assert_sound();
    room.store.take_correction_back(&correction.id, BY).unwrap();
    check(&room, "lumbung", &[]);

    // It came with the story.
    let mut came = crate::story(5, Fields::default(), paragraphs("Satu"));
    came.corrections.push(correction);
    room.store.add_many(vec![came], BY).unwrap().wait().unwrap();
    check(&room, "lumbung", &[5]);
    room.assert_sound();
}

#[test]
fn every_field_can_be_asked() {
    let room = archive();
    let picture = r#"{"type":"doc","content":[{"type":"image","attrs":{"src":"media/a.jpg","alt":"","credit":""},
        "content":[{"type":"text","text":"Antrean beras"}]},
        {"type":"relatedLink","attrs":{"title":"Lain","storyId":null,"url":null}}]}"#;
    let fields = Fields {
        headline: "Reuters menulis".into(),
        bylines: vec!["Sari Dewi".into(), "Budi Utomo".into()],
        desk: "Nasional".into(),
        embargo: Some("2026-12-01T06:00:00+07:00".into()),
        tags: vec!["harga".into(), "beras bulog".into()],
        note: "cek lagi".into(),
        ..Fields::default()
    };
    let id = room.add(4, fields, story::Body::from_json(picture).unwrap());
    moved(&room.store, &id, Stage::Ready, BY);
    for (query, expected) in [
        ("reuters ", &[1, 4][..]),
        ("source:reuters ", &[1]),
        ("sumber:Reuters xi ", &[1]),
        ("tag:rusia", &[1]),
        ("tag:rus", &[1]),
        ("tag:\"beras bulog\"", &[4]),
        ("tag:\"harga beras\"", &[]),
        ("editor:taqiyyah ", &[1]),
        ("editor:\"barratut taqiyyah\"", &[1]),
        ("byline:\"budi utomo\" byline:sari ", &[4]),
        ("byline:\"dewi budi\"", &[]),
        ("byline:rafie ", &[]),
        ("place:moskow ", &[1]),
        ("desk:nasional ", &[4]),
        ("slugline:BERAS/BULOG ", &[3]),
        ("headline:reuters ", &[4]),
        ("judul:tulis ", &[4]),
        ("language:en ", &[2]),
        ("stage:ready", &[4]),
        ("stage:ready reuters ", &[4]),
        ("stage:draft reuters ", &[1]),
        ("-stage:draft beras ", &[4]),
        ("stage:draft stage:ready beras ", &[3, 4]),
        ("has:image", &[4]),
        ("has:related has:embargo ", &[4]),
        ("has:table", &[]),
        ("beras -has:image ", &[3]),
        ("lagi ", &[4]),
        ("antrean", &[4]),
    ] {
        check(&room, query, expected);
    }
}

#[test]
fn days_months_and_years_of_the_last_save_are_asked() {
    let room = Room::new();
    for (number, at) in
        [(1, "2024-12-31T23:59:59.000Z"), (2, "2025-05-01T00:00:00.000Z"), (3, "2026-11-20T10:00:00.000Z")]
    {
        let mut story = crate::story(number, Fields::default(), paragraphs("Harga beras"));
        story.modified = at.to_owned();
        room.store.add(&story, BY, None).unwrap();
    }
    check(&room, "after:2025-05-01 ", &[2, 3]);
    check(&room, "beras after:2025-05-02 ", &[3]);
    check(&room, "beras before:2025 ", &[1]);
    check(&room, "beras before:2025-05-01 ", &[1]);
    check(&room, "before:2025-05-02 after:2025 ", &[2]);
    check(&room, "year:2025 ", &[2]);
    check(&room, "beras -year:2025 ", &[1, 3]);
    check(&room, "after:2026 before:2025 ", &[]);
    check(&room, "after:2030 ", &[]);
    room.save("01936000-0000-7000-8000-000000000001", 1, |fields, _| fields.kicker = "Pangan".into());
    check(&room, "before:2025 ", &[]);
    check(&room, "after:2026-11 beras ", &[1, 3]);
    room.assert_sound();
}

#[test]
fn a_fault_is_told_and_the_rest_is_found() {
    let room = archive();
    let page = room.store.search("putin headlin:xi stage:gone after:kemarin ", 10, 0).unwrap();
    assert_eq!(page.hits.len(), 1);
    let codes: Vec<_> = page.faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, [QueryFaultCode::UnknownField, QueryFaultCode::UnknownStage, QueryFaultCode::BadDate]);
}

#[test]
fn of_two_alike_the_fresher_comes_first_and_words_that_stand_together_count_more() {
    let room = Room::new();
    let add = |number: u32, modified: &str, text: &str| {
        let mut story = crate::story(number, Fields::default(), paragraphs(text));
        story.modified = modified.to_owned();
        room.store.add(&story, BY, None).unwrap();
    };
    let apart = "Harga naik lagi pekan ini menurut para pedagang di pasar induk, demikian pula dengan nikel.";
    add(1, "2026-11-01T00:00:00.000Z", apart);
    add(2, "2019-11-01T00:00:00.000Z", apart);
    add(3, "2026-10-01T00:00:00.000Z", "Harga nikel naik lagi pekan ini menurut para pedagang di pasar induk.");
    let found: Vec<String> =
        room.store.search("harga nikel", 10, 0).unwrap().hits.into_iter().map(|hit| hit.row.id).collect();
    assert_eq!(found.iter().map(|id| &id[35..]).collect::<Vec<_>>(), ["3", "1", "2"]);
}

#[test]
fn every_row_of_a_long_answer_comes_once_best_first_and_then_the_newest() {
    let room = Room::new();
    for number in 1..=400 {
        let headline = if number % 100 == 7 { "Nikel" } else { "Lain" };
        room.add(number, Fields { headline: headline.into(), ..Fields::default() }, paragraphs("Harga nikel naik"));
    }
    let mut found: Vec<u32> = Vec::new();
    for offset in (0..400).step_by(60) {
        let page = room.store.search("nikel", 60, offset).unwrap();
        assert_eq!((page.total, page.approximate), (400, false));
        found.extend(page.hits.iter().map(|hit| hit.row.id[24..].parse::<u32>().unwrap()));
    }
    assert_eq!(found[..5], [307, 207, 107, 7, 400]);
    assert!(found[64..].windows(2).all(|pair| pair[0] > pair[1]), "{found:?}");
    found.sort_unstable();
    assert!(found.into_iter().eq(1..=400));
    assert_eq!(room.store.search("nikel", 60, 400).unwrap().hits, []);
}

#[test]
fn facets_count_what_was_found_by_source_desk_tag_and_year() {
    let room = archive();
    let also =
        Fields { source: "Reuters".into(), desk: "Nasional".into(), tags: vec!["Rusia".into()], ..Fields::default() };
    room.add(4, also, paragraphs("Energi lagi."));
    let facets = room.store.facets("energi").unwrap().unwrap();
    let pairs = |facets: &[Facet]| facets.iter().map(|facet| (facet.name.clone(), facet.stories)).collect::<Vec<_>>();
    assert_eq!((facets.total, facets.approximate, facets.counted), (3, false, 3));
    assert_eq!(pairs(&facets.sources), [("Reuters".to_owned(), 2)]);
    assert_eq!(pairs(&facets.desks), [("Nasional".to_owned(), 1)]);
    assert_eq!(pairs(&facets.tags), [("Rusia".to_owned(), 2)]);
    assert_eq!(pairs(&facets.years), [("2026".to_owned(), 3)]);
    assert_eq!(room.store.facets("source:reuters").unwrap().unwrap().total, 2);
    assert_eq!(room.store.facets("").unwrap(), Some(Facets::default()));
}

#[test]
fn whoever_searches_on_does_not_wait_until_the_search_before_is_counted() {
    let room = Room::new();
    let stories = (1..2_000).map(|number| crate::story(number, Fields::default(), paragraphs("Harga pangan.")));
    room.store.add_many(stories.collect(), BY).unwrap().wait().unwrap();
    let (typing, overtaken) = (AtomicBool::new(true), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            while typing.load(Ordering::Relaxed) {
                room.store.search("pangan", 1, 0).unwrap();
            }
        });
        let counted = || room.store.facets("harga").unwrap().is_some();
        overtaken.store((0..1_000).any(|_| !counted()), Ordering::Relaxed);
        typing.store(false, Ordering::Relaxed);
    });
    assert!(overtaken.into_inner(), "a count goes on although there was another search");
    assert_eq!(room.store.facets("harga").unwrap().unwrap().total, 1_999);
}

/// From every sixteenth story Redaksi knows how common words are; a beginning of very many is looked for as them.
#[test]
fn a_beginning_of_very_many_words_finds_the_newest_of_the_commonest() {
    let room = Room::new();
    for number in 1..=40 {
        room.add(number, Fields::default(), paragraphs("Pemerintah pembangunan pemilu"));
    }
    sql(&room.path, "UPDATE search_word SET uses = 100000 WHERE form = 'pemilu'");
    let page = room.store.search("pem", 10, 0).unwrap();
    assert_eq!((page.total, page.approximate), (40, true));
    check_first(&room, "pem", 40);
    check_first(&room, "pembangunan pem", 40);
}

fn check_first(room: &Room, query: &str, expected: u32) {
    let page = room.store.search(query, 10, 0).unwrap();
    assert_eq!(page.hits[0].row.id[24..].parse(), Ok(expected), "{query:?}");
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

/// A snippet with what was found in brackets.
fn snippet(room: &Room, query: &str) -> String {
    let hit = room.store.search(query, 1, 0).unwrap().hits.remove(0);
    hit.snippet.iter().map(|part| if part.hit { format!("[{}]", part.text) } else { part.text.clone() }).collect()
}

#[test]
fn a_snippet_is_the_passage_with_most_of_the_words_cut_at_words() {
    let room = Room::new();
    let filler = "Kalimat pembuka yang panjang tentang hal lain sama sekali. ".repeat(6);
    let text = format!(
        "{filler}Harga naik. {filler}Kata \"menteri\", pemerintah menyingkirkan\nhambatan harga (nikel). {filler}"
    );
    let fields = Fields { headline: "Soal tambang".into(), deck: "Deck".into(), ..Fields::default() };
    room.add(1, fields, paragraphs(&text));
    assert_eq!(
        snippet(&room, "singkirkan harga nikel "),
        "…sekali. Kata \"menteri\", pemerintah [menyingkirkan] hambatan [harga] ([nikel]). Kalimat pembuka yang panjang tentang hal \
         lain sama sekali. Kalimat pembuka yang panjang tentang hal lain…"
    );
    assert!(snippet(&room, "pemb").starts_with("Kalimat [pembuka] yang"), "{}", snippet(&room, "pemb"));
    assert!(snippet(&room, "\"hambatan harga\"").contains("[hambatan harga]"));
    assert_eq!(snippet(&room, "tambang"), "Soal [tambang]");
    // At the end of a text, too, it stands among the words that a list has room for.
    room.add(2, Fields::default(), paragraphs(&format!("{filler}Kapal berlabuh.")));
    let end = snippet(&room, "berlabuh");
    assert!(end.starts_with('…') && end.ends_with("Kapal [berlabuh]."), "{end}");
    assert!(end.split_whitespace().count() <= 12, "{end}");
    assert!(snippet(&room, "headline:tambang ").starts_with("Kalimat pembuka"));
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
    moved(&room.store, id, Stage::Spiked, BY);
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
    fn any_text_is_a_query(queries in prop::collection::vec("(source:|stage:|after:|has:|-|\")?[\\PC\"*()^:=\\-\u{0}]{0,24}", 40)) {
        let room = archive();
        for query in &queries {
            prop_assert!(room.store.search(query, 10, 0).is_ok(), "{:?}", query);
            prop_assert!(room.store.facets(query).is_ok(), "{:?}", query);
        }
    }
}
