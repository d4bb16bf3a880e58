//! Spelling with the dictionaries that come with the app.

use checks::spelling::{Dictionary, Known, Sources, Speller};
use serde_json::json;
use std::{fs, path::Path, sync::LazyLock};
use story::{Fields, replace::TextPlace};

#[expect(clippy::unwrap_used, reason = "without its dictionaries there is nothing to test")]
static SPELLER: LazyLock<Speller> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/dictionaries");
    let mut speller = Speller::default();
    for tag in ["en-US", "en-GB", "id"] {
        let read = |name: &str| fs::read_to_string(root.join(tag).join(name)).unwrap_or_default();
        let (aff, dic) = (read(&format!("{tag}.aff")), read(&format!("{tag}.dic")));
        let sources = Sources { aff, dic, words: read("words.txt"), rejected: read("rejected.txt") };
        speller.dictionaries.push((tag.to_owned(), Dictionary::new(tag, &sources).unwrap()));
    }
    speller
});

fn wrong(text: &str, language: &str) -> Vec<String> {
    let found = SPELLER.check(text, language, &Known::default());
    let units: Vec<u16> = text.encode_utf16().collect();
    for misspelling in &found {
        let there = &units[misspelling.start as usize..misspelling.end as usize];
        assert_eq!(String::from_utf16_lossy(there), misspelling.word, "a word is where it is said to be");
    }
    found.into_iter().map(|misspelling| misspelling.word).collect()
}

/// The words of a list that are taken for wrong, each alone in the middle of a sentence.
fn alone(list: &str, language: &str) -> Vec<String> {
    list.split_whitespace().flat_map(|word| wrong(word, language)).collect()
}

#[test]
fn words_of_the_news_are_right() {
    assert_eq!(alone(include_str!("spelling/id-right.txt"), "id"), [""; 0]);
    assert_eq!(alone(include_str!("spelling/en-right.txt"), "en"), [""; 0]);
}

#[test]
fn slips_are_found() {
    for (list, language) in
        [(include_str!("spelling/id-wrong.txt"), "id"), (include_str!("spelling/en-wrong.txt"), "en")]
    {
        let words: Vec<&str> = list.split_whitespace().collect();
        let missed: Vec<&&str> = words.iter().filter(|word| wrong(word, language).is_empty()).collect();
        assert_eq!(missed, [&""; 0], "of {}", words.len());
    }
}

#[test]
fn either_side_of_the_atlantic_has_its_own_spelling_and_plain_english_both() {
    let text = "the colour of the color";
    assert_eq!(wrong(text, "en-US"), ["colour"]);
    assert_eq!(wrong(text, "en-GB"), ["color"]);
    assert_eq!(wrong(text, "en"), [""; 0]);
}

#[test]
fn names_abbreviations_numbers_and_addresses_have_no_spelling() {
    for text in [
        "Menurut Wening Larasati dari PTPN III, iPhone ke-2 dijual di kontan.co.id pada 9/5/2025.",
        "Prabowo mengatakan hal itu. Jinping setuju, kata se-Indonesia.",
        "Xi Jinping Menyingkirkan Sembilan Jenderal Senior",
        "Ia menulis kepada redaksi@kontan.co.id, @xijinping dan #rusia.",
    ] {
        assert_eq!(wrong(text, "id"), [""; 0], "{text}");
    }
}

#[test]
fn a_capital_hides_a_slip_only_where_it_may_be_a_name() {
    assert_eq!(wrong("Mengtakan itu mudah.", "id"), ["Mengtakan"]);
    assert_eq!(wrong("Pemrintah Menaikkan Harga Beras", "id"), ["Pemrintah"]);
    assert_eq!(wrong("Kata dia, Mengtakan itu mudah.", "id"), [""; 0], "a name as far as anyone can tell");
}

#[test]
fn a_passage_in_the_other_language_is_read_in_it() {
    let text =
        "Ia berkata: mudah. \u{201c}We cannot accept this decision and will appeal agianst it,\u{201d} kata dia.";
    assert_eq!(wrong(text, "id"), ["agianst"]);
    assert_eq!(wrong("The minister said pemerintah akan menaikkan harga beras lagi besok.", "en").len(), 0);
}

#[test]
fn what_the_standard_rejects_is_wrong_and_its_form_is_offered_first() {
    for (form, right) in
        [("resikonya", "risikonya"), ("mempengaruhi", "memengaruhi"), ("Sekedar", "Sekadar"), ("milyar", "miliar")]
    {
        assert_eq!(wrong(form, "id"), [form]);
        assert_eq!(SPELLER.suggest(form, "id")[0], right);
    }
}

#[test]
fn a_letter_left_out_is_what_was_most_likely_meant() {
    assert_eq!(SPELLER.suggest("mengtakan", "id")[0], "mengatakan");
    assert_eq!(SPELLER.suggest("Pemrintah", "id")[0], "Pemerintah");
    assert_eq!(SPELLER.suggest("recieve", "en")[0], "receive");
}

#[test]
fn what_was_meant_is_among_the_first() {
    for (slip, meant, language) in [
        ("mengtakan", "mengatakan", "id"),
        ("Pemrintah", "Pemerintah", "id"),
        ("dirumah", "di rumah", "id"),
        ("recieve", "receive", "en"),
        ("goverment", "government", "en"),
    ] {
        let suggestions = SPELLER.suggest(slip, language);
        assert!(suggestions.len() <= 5 && suggestions.iter().any(|words| words == meant), "{slip}: {suggestions:?}");
    }
}

#[test]
fn a_story_knows_its_own_names_and_what_it_was_taught() {
    let fields = Fields {
        headline: "Panen jruk".to_owned(),
        language: "id".to_owned(),
        bylines: vec!["wahyuniati".to_owned()],
        tags: vec!["porang".to_owned()],
        ..Fields::default()
    };
    let line = |text: &str| json!({ "type": "paragraph", "content": [{ "type": "text", "text": text }] });
    let body = json!({ "type": "doc", "content": [
        line("Kata wahyuniati, porang dan jruk dipanen."),
        line("Bersama Pengatakan ia pergi. Pengatakan pulang."),
    ] });
    let spelling = SPELLER.check_story(&fields, &body, std::iter::empty());
    let said: Vec<(&str, u32)> = spelling.misspelt.iter().map(|found| (found.word.as_str(), found.start)).collect();
    assert_eq!(said, [("jruk", 6), ("jruk", 28)]);
    assert_eq!(spelling.misspelt[1].place, TextPlace::Line { path: vec![0] });
    assert_eq!(SPELLER.check_story(&fields, &body, ["Jruk"].into_iter()).misspelt, []);
    let other = Fields { language: "fr".to_owned(), ..fields };
    let spelling = SPELLER.check_story(&other, &body, std::iter::empty());
    assert!(!spelling.checked && spelling.misspelt.is_empty());
}

#[test]
fn all_that_readers_read_of_a_body_is_checked_and_names_of_credits_are_not() {
    let text = |words: &str| json!([{ "type": "text", "text": words }]);
    let paragraph = |words: &str| json!({ "type": "paragraph", "content": text(words) });
    let cell = |words: &str| json!({ "type": "tableCell", "content": [paragraph(words)] });
    let body = json!({ "type": "doc", "content": [
        { "type": "image", "content": text("Petani satuu"), "attrs": {
            "alt": "Karung duaa", "credit": "antarra foto", "photographer": "wahyuniati", "place": "klinterung",
        } },
        { "type": "relatedLink", "attrs": { "title": "Harga tigaa naik", "url": "https://a.id/hargga" } },
        { "type": "embed", "attrs": { "title": "Lihat empatt", "url": "https://a.id/vidio" } },
        { "type": "factBox", "content": [{ "type": "factTitle", "content": text("Fakta limaa") }, paragraph("Ini enamm")] },
        { "type": "table", "content": [{ "type": "tableRow", "content": [cell("Beras tujuhh"), cell("Jagung")] }] },
        { "type": "pullQuote", "content": [
            paragraph("Kami delapann"),
            { "type": "attribution", "content": text("kata sembilann") },
        ] },
        { "type": "timelineItem", "content": [
            { "type": "timelineDate", "content": text("Kemarin sepuluhh") },
            paragraph("Hujan"),
        ] },
    ] });
    let fields = Fields { language: "id".to_owned(), sign_off: "(wenning/ugo)".to_owned(), ..Fields::default() };
    let spelling = SPELLER.check_story(&fields, &body, std::iter::empty());
    let said: Vec<&str> = spelling.misspelt.iter().map(|found| found.word.as_str()).collect();
    let numbers = ["satuu", "duaa", "tigaa", "empatt", "limaa", "enamm", "tujuhh", "delapann", "sembilann", "sepuluhh"];
    assert_eq!(said, numbers);
    let title = |path: u32| TextPlace::Attribute { path: vec![path], name: "title".to_owned() };
    assert_eq!([&spelling.misspelt[2].place, &spelling.misspelt[3].place], [&title(1), &title(2)]);
    assert_eq!((spelling.misspelt[2].start, spelling.misspelt[2].end), (6, 11));
}

#[test]
fn a_dictionary_that_is_none_says_so() {
    let sources = Sources { aff: "SET UTF-8\nSFX".to_owned(), dic: "tiga".to_owned(), ..Sources::default() };
    assert!(Dictionary::new("id", &sources).is_err());
}

#[test]
fn the_shared_article_has_no_false_alarm() {
    let article = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/fixtures/kontan-xi-putin.txt");
    let Ok(text) = fs::read_to_string(&article) else {
        println!("skipped: the shared fixtures are not there");
        return;
    };
    let body = json!({ "type": "doc", "content": text.lines().filter(|line| !line.is_empty()).map(|line| {
        json!({ "type": "paragraph", "content": [{ "type": "text", "text": line }] })
    }).collect::<Vec<_>>() });
    let fields = Fields { language: "id".to_owned(), ..Fields::default() };
    let found = SPELLER.check_story(&fields, &body, std::iter::empty()).misspelt;
    assert_eq!(found.iter().map(|found| found.word.as_str()).collect::<Vec<_>>(), [""; 0]);
}
