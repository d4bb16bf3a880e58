//! Pages as readers of a paper see them, and what no story can do to them.

use crate::{
    cards::CARDS,
    given::{self, LAYOUTS, columns, everything, house, paragraph, related, set, story},
};
use print::Typesetter;
use serde_json::{Value, json};
use std::{fs, process::Command};
use story::{
    layout::{LayoutKind, OptionValues},
    press::{Copy, Press},
};

/// The text of a PDF in reading order, as a program for people who cannot see reads it.
fn read(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.pdf");
    fs::File::create_new(&file).and_then(|mut file| std::io::Write::write_all(&mut file, pdf)).unwrap();
    let checked =
        Command::new("qpdf").arg("--check").arg(&file).output().expect("qpdf, which `cargo xtask setup` installs");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    let read = Command::new("pdftotext").arg(&file).arg("-").output().expect("pdftotext of poppler-utils");
    assert!(read.status.success());
    let text = String::from_utf8(read.stdout).unwrap();
    // A word that is broken at the end of a line is put together by its hyphen, which is a soft one.
    let text = text.replace("\u{ad}\n", "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_block_stands_on_the_page_in_reading_order() {
    let story = story(&house(), everything());
    for layout in LAYOUTS {
        let pages = set(&story, layout, &[columns(1), related()]);
        let read = read(&pages.pdf(false).unwrap());
        let mut from = 0;
        let mut all = vec![
            "sahabat baja",
            "Keterangan gambar.",
            "ANTARA FOTO/",
            "KONTAN.CO.ID - MOSKOW",
            "Alinea pembuka",
            "Anakjudul",
            "Alinea kedua",
            "Kutipan besar.",
            "Xi Jinping",
            "Kutipan biasa.",
            "Butir satu",
            "Butir dua",
            "Nomor tiga",
            "Kotak fakta",
            "Isi kotak.",
            "Tahun",
            "245",
            "9 Mei",
            "Kejadian pertama.",
            "Xi tiba",
            "hilang.jpg",
            "Alinea penutup.",
            "Editor: Barratut",
        ];
        // A proof has no options, and prints no pointers.
        all.retain(|part| layout != "proof-a4" || *part != "Xi tiba");
        if layout == "proof-a4" {
            // Its dateline stands behind the picture as well, but the first line number may come between.
            all.retain(|part| !part.starts_with("KONTAN"));
        }
        for part in all {
            let at = read[from..].find(part);
            assert!(at.is_some(), "{layout}: {part} is not behind the others in\n{read}");
            from += at.unwrap();
        }
        assert!(!read.contains("IKLAN") && !read.contains("Sematan"), "what only a screen shows");
    }
}

#[test]
fn words_are_found_in_a_pdf_as_they_are_written() {
    let words = "Pertanggungjawaban perdagangan internasional memperlihatkan perkembangan kerja sama. ".repeat(12);
    let story = story(&house(), json!([paragraph(words.trim())]));
    let read = read(&set(&story, "print-broadsheet", &[columns(1)]).pdf(false).unwrap());
    assert!(read.contains(words.trim()), "{read}");
}

#[test]
fn archival_pdfs_are_whole_too() {
    let story = story(&house(), everything());
    assert!(read(&set(&story, "print-broadsheet", &[]).pdf(true).unwrap()).contains("Alinea penutup."));
}

#[test]
fn every_block_can_be_found_on_its_page() {
    let story = story(&house(), everything());
    for layout in LAYOUTS {
        let mut marked: Vec<u32> = set(&story, layout, &[related()]).marks().iter().map(|mark| mark.block).collect();
        marked.sort_unstable();
        marked.dedup();
        // Furniture and embed are left out; a proof has no related links.
        let expected: Vec<u32> =
            (0..16).filter(|block| !matches!(block, 12 | 13) && (layout != "proof-a4" || *block != 11)).collect();
        assert_eq!(marked, expected, "{layout}");
    }
}

#[test]
fn nothing_that_a_story_says_is_read_as_markup() {
    let hostile = "#panic(\"x\") #read(\"/layout.typ\") *tebal* _miring_ $x^2$ = Judul <mark> @rujuk \\ `raw` // komentar #let size = 0pt";
    let mut blocks = everything().to_string();
    for word in
        ["Alinea", "Kutipan", "Butir", "Kotak", "Kejadian", "Keterangan", "9 Mei", "Tahun", "Xi tiba", "hilang.jpg"]
    {
        let escaped = serde_json::to_string(hostile).unwrap();
        blocks = blocks.replace(word, escaped.trim_matches('"'));
    }
    let mut story = story(&house(), serde_json::from_str(&blocks).unwrap());
    for field in [
        &mut story.fields.headline,
        &mut story.fields.kicker,
        &mut story.fields.deck,
        &mut story.fields.desk,
        &mut story.fields.slugline,
    ] {
        *field = hostile.to_owned();
    }
    story.fields.bylines = vec![hostile.to_owned()];
    for layout in LAYOUTS {
        let read = read(&set(&story, layout, &[related(), columns(2)]).pdf(false).unwrap());
        assert!(read.contains("#panic"), "{layout}: {read}");
    }
}

#[test]
fn no_story_is_too_much() {
    let long = "Pertanggungjawaban perdagangan internasional ".repeat(3_400);
    let picture = json!({ "type": "image", "attrs": { "src": "a.png", "alt": "", "credit": "" } });
    let broken = json!({ "type": "image", "attrs": { "src": "hilang.jpg", "alt": "", "credit": "" } });
    let mut deep = paragraph("dasar");
    for _ in 0..20 {
        deep = json!({ "type": "bulletList", "content": [{ "type": "listItem", "content": [paragraph("x"), deep] }] });
    }
    let pictures: Vec<Value> = (0..500).map(|at| if at % 7 == 0 { broken.clone() } else { picture.clone() }).collect();
    for blocks in [
        json!([paragraph(&long)]),
        Value::Array(pictures),
        json!([deep]),
        json!([{ "type": "paragraph" }]),
        json!([paragraph(&"x".repeat(5000))]),
    ] {
        let story = story(&house(), blocks);
        for layout in LAYOUTS {
            assert!(set(&story, layout, &[columns(5)]).count() >= 1);
        }
    }
}

#[test]
fn the_narrowest_column_and_the_largest_type_still_make_a_page() {
    let mut house = house();
    house.print.column = 10;
    house.print.size = 2000;
    house.print.leading = 2000;
    let story = story(&house, everything());
    let copy = Copy { story: &story, house: &house, picture: &|_| Some(b"no picture".to_vec()) };
    for layout in LAYOUTS {
        Typesetter::default()
            .compile(&copy, &given::layout(layout), &OptionValues::new())
            .unwrap_or_else(|fault| panic!("{layout}: {fault}"));
    }
}

#[test]
fn characters_without_a_font_are_named() {
    let story = story(&house(), json!([paragraph("Kata Arab السلام dan wajah 😀 di tengah kalimat.")]));
    let pages = set(&story, "print-broadsheet", &[]);
    let missing = pages.missing();
    assert!(missing.contains('😀') && missing.contains('س') && !missing.contains('K'), "{missing}");
}

#[test]
fn pages_are_vectors_without_scripts_or_addresses() {
    let pages = set(&story(&house(), everything()), "print-broadsheet", &[]);
    for page in 0..pages.count() {
        let page = pages.svg(page).unwrap();
        assert!(page.starts_with("<svg") && !page.contains("<script") && !page.contains("<foreignObject"));
        assert!(!page.contains("href=\"http"), "nothing is fetched");
    }
}

#[test]
fn every_shipped_layout_can_be_read() {
    let typesetter = Typesetter::default();
    let of = |kind| {
        let those = typesetter.layouts().iter().map(|one| &one.info).filter(|info| info.kind == kind);
        those.map(|info| info.id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(of(LayoutKind::Print), LAYOUTS);
    assert_eq!(of(LayoutKind::Card), CARDS.map(|(id, _)| id));
}
