//! Pages as readers of a paper see them: their order, their fit, and what no story can do to them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test stops where it cannot go on")]

use print::{Layout, Pages, Typesetter};
use serde_json::{Value, json};
use std::{fs, process::Command};
use story::{
    Body, Fields, House, Houses, Stage, Story,
    layout::{LayoutFault, LayoutKind, OptionValue, OptionValues},
    press::{Copy, HeadlineFit, Overset, Press, PressFault, Sheet},
};

const LAYOUTS: [&str; 3] = ["print-broadsheet", "print-tabloid", "proof-a4"];

fn house() -> House {
    Houses::shipped().get("kontan").unwrap().clone()
}

fn story(house: &House, blocks: Value) -> Story {
    let mut fields: Fields = house.new_fields();
    fields.slugline = "XI-PUTIN/MOSKOW".to_owned();
    fields.desk = "Internasional".to_owned();
    fields.headline = "Xi kepada Putin: Kedua negara harus menjadi sahabat baja".to_owned();
    fields.source = "Reuters".to_owned();
    fields.editor = "Barratut Taqiyyah Rafie".to_owned();
    fields.dateline.place = "MOSKOW".to_owned();
    Story {
        id: "s0".to_owned(),
        fields,
        stage: Stage::Draft,
        body: Body::from_json(&json!({ "type": "doc", "content": blocks }).to_string()).unwrap(),
        revision: 3,
        created: "2025-05-09T00:00:00.000Z".to_owned(),
        modified: "2025-05-09T00:00:00.000Z".to_owned(),
    }
}

fn text(words: &str) -> Value {
    json!([{ "type": "text", "text": words }])
}

fn paragraph(words: &str) -> Value {
    json!({ "type": "paragraph", "content": text(words) })
}

fn set(story: &Story, layout: &str, options: &[(&str, OptionValue)]) -> Pages {
    in_house(story, &house(), layout, options)
}

/// Set as a house prints; an option that the layout has not is left out.
fn in_house(story: &Story, house: &House, layout: &str, options: &[(&str, OptionValue)]) -> Pages {
    let typesetter = Typesetter::default();
    let known = typesetter.layouts().into_iter().find(|one| one.id == layout).unwrap().options;
    let chosen = options.iter().filter(|(name, _)| known.iter().any(|option| option.id == *name));
    let options: OptionValues = chosen.map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    let copy = Copy { story, house, picture: &|image| (image.src == "a.png").then(png) };
    typesetter.compile(&copy, layout, &options).unwrap_or_else(|fault| panic!("{layout}: {fault}"))
}

fn columns(columns: i32) -> (&'static str, OptionValue) {
    ("columns", OptionValue::Number(columns))
}

fn hole(millimetres: i32) -> (&'static str, OptionValue) {
    ("hole", OptionValue::Number(millimetres))
}

fn related() -> (&'static str, OptionValue) {
    ("related", OptionValue::Switch(true))
}

fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_fn(90, 60, |x, y| image::Rgb([x as u8 * 2, y as u8 * 3, 120]));
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Every kind of block, each with a word that says which it is.
fn everything() -> Value {
    let cell = |words| json!({ "type": "tableCell", "attrs": { "colspan": 1, "colwidth": null, "rowspan": 1 }, "content": [paragraph(words)] });
    let head = |words| json!({ "type": "tableHeader", "attrs": { "colspan": 1, "colwidth": null, "rowspan": 1 }, "content": [paragraph(words)] });
    json!([
        { "type": "image", "attrs": { "src": "a.png", "alt": "Dua presiden", "credit": "ANTARA FOTO/Sigid" }, "content": text("Keterangan gambar.") },
        paragraph("Alinea pembuka tentang pertemuan kedua presiden di ibu kota, yang berlangsung pada peringatan kemenangan."),
        { "type": "heading", "attrs": { "level": 2 }, "content": text("Anakjudul") },
        paragraph("Alinea kedua memperlihatkan bagaimana perkembangan perdagangan kedua negara dipertanggungjawabkan."),
        { "type": "pullQuote", "content": [paragraph("Kutipan besar."), { "type": "attribution", "content": text("Xi Jinping") }] },
        { "type": "quote", "content": [paragraph("Kutipan biasa.")] },
        { "type": "bulletList", "content": [{ "type": "listItem", "content": [paragraph("Butir satu")] }, { "type": "listItem", "content": [paragraph("Butir dua")] }] },
        { "type": "orderedList", "attrs": { "start": 3 }, "content": [{ "type": "listItem", "content": [paragraph("Nomor tiga")] }] },
        { "type": "factBox", "content": [{ "type": "factTitle", "content": text("Kotak fakta") }, paragraph("Isi kotak.")] },
        { "type": "table", "content": [
            { "type": "tableRow", "content": [head("Tahun"), head("Nilai")] },
            { "type": "tableRow", "content": [cell("2024"), cell("245")] } ] },
        { "type": "timelineItem", "content": [{ "type": "timelineDate", "content": text("9 Mei") }, paragraph("Kejadian pertama.")] },
        { "type": "relatedLink", "attrs": { "title": "Xi tiba", "storyId": null, "url": null } },
        { "type": "furniture", "attrs": { "kind": "advert" }, "content": text("IKLAN") },
        { "type": "embed", "attrs": { "title": "Sematan", "url": "https://example.com/" } },
        { "type": "image", "attrs": { "src": "hilang.jpg", "alt": "", "credit": "" } },
        paragraph("Alinea penutup.")
    ])
}

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
    String::from_utf8(read.stdout).unwrap().replace("\u{ad}\n", "").replace('\u{ad}', "").replace("-\n", "").split_whitespace().collect::<Vec<_>>().join(" ")
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
fn archival_pdfs_are_whole_too() {
    let story = story(&house(), everything());
    assert!(read(&set(&story, "print-broadsheet", &[]).pdf(true).unwrap()).contains("Alinea penutup."));
}

#[test]
fn every_block_can_be_found_on_its_page() {
    let story = story(&house(), everything());
    for layout in LAYOUTS {
        let mut marked: Vec<u32> =
            set(&story, layout, &[related()]).marks().iter().map(|mark| mark.block).collect();
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
    let long = "Pertanggungjawaban perdagangan internasional ".repeat(if cfg!(debug_assertions) { 300 } else { 3_400 });
    let picture = json!({ "type": "image", "attrs": { "src": "a.png", "alt": "", "credit": "" } });
    let broken = json!({ "type": "image", "attrs": { "src": "hilang.jpg", "alt": "", "credit": "" } });
    let mut deep = paragraph("dasar");
    for _ in 0..30 {
        deep = json!({ "type": "bulletList", "content": [{ "type": "listItem", "content": [paragraph("x"), deep] }] });
    }
    let pictures: Vec<Value> = (0..500).map(|at| if at % 7 == 0 { broken.clone() } else { picture.clone() }).collect();
    for blocks in [
        json!([paragraph(&long)]),
        Value::Array(pictures),
        json!([deep]),
        json!([paragraph("")]),
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
            .compile(&copy, layout, &OptionValues::new())
            .unwrap_or_else(|fault| panic!("{layout}: {fault}"));
    }
}

fn plain(paragraphs: usize) -> Story {
    let words =
        "Presiden Tiongkok menegaskan bahwa kedua negara akan memperkuat kerja sama perdagangan dan keamanan kawasan. ";
    let blocks: Vec<Value> = (0..paragraphs).map(|_| paragraph(words.repeat(3).trim())).collect();
    story(&house(), Value::Array(blocks))
}

#[test]
fn columns_are_of_one_length_and_everything_stands_on_one_page() {
    for count in 1..=5 {
        let pages = set(&plain(9), "print-broadsheet", &[columns(count)]);
        assert_eq!(pages.count(), 1, "{count} columns");
        assert_eq!(i32::try_from(pages.copyfit().unwrap().columns), Ok(count));
    }
}

#[test]
fn a_hole_says_what_is_free_or_over_and_where_the_overset_begins() {
    let story = plain(12);
    let roomy = set(&story, "print-broadsheet", &[columns(3), hole(400)]);
    let free = roomy.copyfit().unwrap();
    assert!(free.free_lines.unwrap() > 0 && free.overset.is_none(), "{free:?}");
    let tight = set(&story, "print-broadsheet", &[columns(3), hole(120)]);
    let over = tight.copyfit().unwrap();
    assert!(over.free_lines.unwrap() < 0 && over.free_length.unwrap() < 0, "{over:?}");
    let Overset { block, character } = over.overset.unwrap();
    assert!((1..12).contains(&block), "{over:?}");
    assert!(character < 330, "{over:?}");
    assert_eq!(free.lines, over.lines, "the same text takes the same lines");
}

#[test]
fn a_line_more_is_a_line_less_free() {
    let free = |story: &Story| {
        set(story, "print-broadsheet", &[columns(1), hole(500)]).copyfit().unwrap().free_lines.unwrap()
    };
    let (eight, nine) = (plain(8), plain(9));
    let lines =
        |story: &Story| set(story, "print-broadsheet", &[columns(1), hole(500)]).copyfit().unwrap().lines;
    assert_eq!(free(&eight) - free(&nine), i32::try_from(lines(&nine) - lines(&eight)).unwrap());
}

#[test]
fn a_headline_is_held_against_the_count_of_its_house() {
    let mut house = house();
    house.print.headline_columns = 2;
    house.print.headline_points = 48;
    house.print.headline_lines = 2;
    let stands = |headline: &str| {
        let mut story = plain(3);
        story.fields.headline = headline.to_owned();
        in_house(&story, &house, "print-broadsheet", &[columns(2)]).copyfit().unwrap().headline
    };
    assert_eq!(stands("Xi tiba"), HeadlineFit { columns: 2, points: 48, limit: 2, lines: 1 });
    assert_eq!(stands("Xi tiba").over(), 0);
    let long = stands(&"Kedua negara harus menjadi sahabat baja ".repeat(4));
    assert!(long.lines > 4 && long.over() == long.lines - 2, "{long:?}");
    assert_eq!(stands("").lines, 0);
}

/// The three cards, with the pixels that networks ask for.
const CARDS: [(&str, (u32, u32)); 3] =
    [("card-wide", (1200, 630)), ("card-square", (1080, 1080)), ("card-tall", (1080, 1920))];

fn card(story: &Story, layout: &str) -> image::RgbaImage {
    let house = house();
    let copy = Copy { story, house: &house, picture: &|image| (image.src == "a.png").then(png) };
    let printed = Typesetter::default().sheet(&copy, layout, &OptionValues::new(), Sheet::Png(0, 300)).unwrap();
    image::load_from_memory_with_format(&printed.bytes, image::ImageFormat::Png).unwrap().into_rgba8()
}

#[test]
fn cards_have_exactly_the_pixels_that_networks_ask_for() {
    for (layout, size) in CARDS {
        assert_eq!(card(&story(&house(), everything()), layout).dimensions(), size, "{layout}");
        assert_eq!(card(&plain(1), layout).dimensions(), size, "{layout} without a picture");
    }
}

#[test]
fn the_words_of_a_card_stay_off_its_edges_however_long_they_are() {
    let mut story = plain(1);
    for headline in ["Xi", &"Pertanggungjawaban perdagangan internasional ".repeat(30), &"x".repeat(400), ""] {
        story.fields.headline = headline.to_owned();
        for (layout, _) in CARDS {
            let card = card(&story, layout);
            let (width, height) = card.dimensions();
            let dark = |x: u32, y: u32| card.get_pixel(x, y).0[..3].iter().all(|part| *part < 90);
            let right = (0..height).filter(|y| (width - 40..width).any(|x| dark(x, *y))).count();
            assert_eq!(right, 0, "{layout}: something dark at the right edge of {} letters", headline.len());
        }
    }
}

#[test]
fn an_option_that_a_layout_has_not_is_refused_by_name() {
    let story = plain(1);
    let copy = Copy { story: &story, house: &house(), picture: &|_| None };
    for (layout, option, value) in [
        ("print-broadsheet", "columns", OptionValue::Number(6)),
        ("print-broadsheet", "kolom", OptionValue::Number(3)),
        ("proof-a4", "columns", OptionValue::Number(3)),
    ] {
        let options = OptionValues::from([(option.to_owned(), value)]);
        let fault = Typesetter::default().compile(&copy, layout, &options).err().unwrap();
        assert!(matches!(fault, PressFault::Option(_)) && fault.to_string().contains(option), "{fault}");
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
fn a_fault_in_a_template_names_the_file_and_the_line() {
    let toml = "kind = 'print'\n[name]\nid = 'Punya saya'\nen = 'Mine'\n";
    let fault = |template: &str| {
        let layout = Layout::read("mine", toml, template).unwrap();
        let story = plain(1);
        let copy = Copy { story: &story, house: &house(), picture: &|_| None };
        Typesetter::new(vec![layout]).compile(&copy, "mine", &OptionValues::new()).err().unwrap()
    };
    assert!(fault("= Satu\n\n#tidak-ada()\n").to_string().starts_with("mine/layout.typ, line 3: "));
    assert!(fault("\n#read(\"/etc/passwd\")").to_string().starts_with("mine/layout.typ, line 2: "));
    assert!(fault("#import \"@preview/cetz:0.3.0\": *").to_string().starts_with("mine/layout.typ, line 1: "));
    let amiss = Layout::read("mine", "kind = 'print'\nnama = 1\n", "").unwrap_err();
    assert!(matches!(&amiss, LayoutFault { file, line: 2, .. } if file == "mine/layout.toml"), "{amiss:?}");
}

/// Pictures to be looked at: `REDAKSI_PAGES=folder`.
#[test]
fn pages_can_be_looked_at() {
    let Some(folder) = std::env::var_os("REDAKSI_PAGES") else { return };
    let mut story = story(&house(), everything());
    let long = plain(9).body.blocks().iter().map(|block| serde_json::to_value(block).unwrap()).collect::<Vec<_>>();
    let mut blocks = everything().as_array().unwrap().clone();
    blocks.splice(5..5, long);
    story.body = Body::from_json(&json!({ "type": "doc", "content": blocks }).to_string()).unwrap();
    story.fields.kicker = "Kunjungan kenegaraan".to_owned();
    story.fields.deck = "Presiden Tiongkok berada di Moskow untuk menghadiri parade kemenangan.".to_owned();
    story.fields.bylines = vec!["Barratut Taqiyyah Rafie".to_owned()];
    for (name, layout, options) in [
        ("broadsheet3", LAYOUTS[0], &[columns(3)][..]),
        ("broadsheet5", LAYOUTS[0], &[columns(5)]),
        ("broadsheet1", LAYOUTS[0], &[columns(1)]),
        ("hole", LAYOUTS[0], &[columns(3), hole(220)]),
        ("tabloid", LAYOUTS[1], &[columns(2)]),
        ("proof", LAYOUTS[2], &[]),
    ] {
        let pages = set(&story, layout, options);
        eprintln!("{name}: {} pages, {:?}", pages.count(), pages.copyfit());
        for page in 0..pages.count() {
            let file = std::path::Path::new(&folder).join(format!("{name}-{page}.png"));
            let _ = fs::remove_file(&file);
            let bytes = pages.png(page, 100).unwrap();
            fs::File::create_new(&file).and_then(|mut file| std::io::Write::write_all(&mut file, &bytes)).unwrap();
        }
    }
}

#[test]
fn every_shipped_layout_can_be_read() {
    let layouts = Typesetter::default().layouts();
    let of = |kind| layouts.iter().filter(move |one| one.kind == kind).map(|one| one.id.as_str()).collect::<Vec<_>>();
    assert_eq!(of(LayoutKind::Print), LAYOUTS);
    assert_eq!(of(LayoutKind::Card), CARDS.map(|(id, _)| id));
}
