//! Stories to be set, and the setting of them.

use print::{Pages, Typesetter};
use serde_json::{Value, json};
use std::sync::Arc;
use story::{
    Body, Fields, House, Houses, Stage, Story,
    layout::{OptionValue, OptionValues},
    press::{Copy, Press, PressLayout},
};

pub const LAYOUTS: [&str; 3] = ["print-broadsheet", "print-tabloid", "proof-a4"];

/// A shipped layout.
pub fn layout(id: &str) -> Arc<PressLayout> {
    Typesetter::default().layouts().iter().find(|one| one.info.id == id).unwrap().clone()
}

pub fn house() -> House {
    Houses::shipped().get("kontan").unwrap().clone()
}

pub fn story(house: &House, blocks: Value) -> Story {
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
        corrections: Vec::new(),
    }
}

pub fn text(words: &str) -> Value {
    json!([{ "type": "text", "text": words }])
}

pub fn paragraph(words: &str) -> Value {
    json!({ "type": "paragraph", "content": text(words) })
}

pub fn set(story: &Story, layout: &str, options: &[(&str, OptionValue)]) -> Pages {
    in_house(story, &house(), layout, options)
}

/// Set as a house prints; an option that the layout has not is left out.
pub fn in_house(story: &Story, house: &House, id: &str, options: &[(&str, OptionValue)]) -> Pages {
    let layout = layout(id);
    let known = &layout.info.options;
    let chosen = options.iter().filter(|(name, _)| known.iter().any(|option| option.id == *name));
    let options: OptionValues = chosen.map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    let copy = Copy { story, house, picture: &|image| (image.src == "a.png").then(png) };
    Typesetter::default().compile(&copy, &layout, &options).unwrap_or_else(|fault| panic!("{id}: {fault}"))
}

pub fn columns(columns: i32) -> (&'static str, OptionValue) {
    ("columns", OptionValue::Number(columns))
}

pub fn hole(millimetres: i32) -> (&'static str, OptionValue) {
    ("hole", OptionValue::Number(millimetres))
}

pub fn related() -> (&'static str, OptionValue) {
    ("related", OptionValue::Switch(true))
}

pub fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_fn(90, 60, |x, y| image::Rgb([x as u8 * 2, y as u8 * 3, 120]));
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Every kind of block, each with a word that says which it is.
pub fn everything() -> Value {
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

pub fn plain(paragraphs: usize) -> Story {
    let words =
        "Presiden Tiongkok menegaskan bahwa kedua negara akan memperkuat kerja sama perdagangan dan keamanan kawasan. ";
    let blocks: Vec<Value> = (0..paragraphs).map(|_| paragraph(words.repeat(3).trim())).collect();
    story(&house(), Value::Array(blocks))
}

/// A page as a paper prints one: a picture over all columns, crossheads, a pull quote, figures, a box.
pub fn printed_story() -> Story {
    let copy = include_str!("../../../formats/tests/fixtures/kontan-form.txt");
    let mut blocks: Vec<Value> = copy
        .lines()
        .skip(1)
        .map(|line| line.strip_prefix("KONTAN.CO.ID - KUPANG. ").unwrap_or(line))
        .filter(|line| !line.starts_with("Baca Juga"))
        .map(paragraph)
        .collect();
    let picture = json!({ "type": "image", "attrs": { "src": "a.png", "alt": "Karang muda di Teluk Wailamun", "credit": "Warta Bahari/Ama Leu" },
        "content": text("Karang muda tumbuh di kedalaman delapan meter di Teluk Wailamun, salah satu dari tiga teluk yang ditutup bergilir.") });
    let quote = json!({ "type": "pullQuote", "content": [paragraph("Karang tidak membaca laporan kami, jadi kami yang harus membaca karang."),
        { "type": "attribution", "content": text("Kepala Balai Riset Laut Nusa Timur") }] });
    let crosshead = |words| json!({ "type": "heading", "attrs": { "level": 2 }, "content": text(words) });
    let cell = |kind: &str, words: &str| json!({ "type": kind, "attrs": { "colspan": 1, "colwidth": null, "rowspan": 1 }, "content": [paragraph(words)] });
    let row =
        |kind: &str, words: [&str; 3]| json!({ "type": "tableRow", "content": words.map(|words| cell(kind, words)) });
    let table = json!({ "type": "table", "content": [
        row("tableHeader", ["Teluk", "2021", "2025"]),
        row("tableCell", ["Wailamun", "33%", "51%"]),
        row("tableCell", ["Tanjung Lero", "30%", "40%"]),
        row("tableCell", ["Nusa Kecil", "29%", "38%"]) ] });
    let facts = json!({ "type": "factBox", "content": [{ "type": "factTitle", "content": text("Tutup bergilir") },
        paragraph("Setiap teluk ditutup enam bulan dalam dua tahun."),
        paragraph("2.600 keluarga nelayan menandatangani kesepakatan itu pada Februari.")] });
    blocks.insert(14, facts);
    blocks.insert(10, crosshead("Dana sampai Desember"));
    blocks.insert(9, table);
    blocks.insert(6, quote);
    blocks.insert(5, crosshead("Jalan tengah"));
    blocks.insert(0, picture);
    let mut story = story(&house(), Value::Array(blocks));
    story.fields.kicker = "Kelautan".to_owned();
    story.fields.headline = "Karang di tiga teluk pulih lebih cepat".to_owned();
    story.fields.deck = "Empat tahun setelah nelayan sepakat menutup teluk bergiliran, tutupan karang hidup naik dari 31 menjadi 43 persen.".to_owned();
    story.fields.slugline = "KARANG/KUPANG".to_owned();
    story.fields.desk = "Nasional".to_owned();
    story.fields.source = "Warta Bahari".to_owned();
    story.fields.bylines = vec!["Ama Leu".to_owned()];
    story.fields.editor = "Ratri Kusumawardani".to_owned();
    story.fields.dateline.place = "KUPANG".to_owned();
    story
}

/// A picture with a horizon, large enough for five columns.
pub fn seascape() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let (width, height) = (900_u32, 600_u32);
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        let wave = ((f64::from(x) / 38.0 + f64::from(y) / 9.0).sin() * 12.0) as i32;
        let sun = (i64::from(x) - 640).pow(2) + (i64::from(y) - 210).pow(2) < 4900;
        let part = |top: i32, bottom: i32| {
            let mixed =
                if y < 280 { top + (bottom - top) * y as i32 / 280 } else { bottom - (y as i32 - 280) / 4 + wave };
            mixed.clamp(0, 255) as u8
        };
        if sun { image::Rgb([250, 236, 196]) } else { image::Rgb([part(236, 96), part(196, 132), part(160, 148)]) }
    });
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}
