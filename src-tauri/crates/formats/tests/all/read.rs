//! Plain copy in: cases as files, and what must hold for any copy in any house.

use crate::given;
use expect_test::expect_file;
use formats::text;
use proptest::prelude::*;
use serde_json::json;
use story::{FindingCode, House, Houses};

/// `in.txt`, what is read out of it (`out.json`), and how the house (or the one that the folder's name begins with) writes
/// it back (`out.txt`).
#[test]
fn copy_is_read_as_the_cases_say() {
    let houses = Houses::shipped();
    for case in given::cases("read") {
        let name = case.file_name().unwrap().to_str().unwrap();
        let own = name.split('.').next().filter(|id| houses.get(id).is_some());
        let copy = std::fs::read_to_string(case.join("in.txt")).unwrap();
        let reading = text::read(&copy, &houses, own);
        let recognised: Vec<String> =
            reading.recognised.iter().map(|recognised| format!("{}: {}", recognised.field, recognised.value)).collect();
        let out = json!({
            "house": reading.house, "recognised": recognised, "forms": reading.fields.forms, "findings": reading.findings,
            "text": reading.body.text().lines().collect::<Vec<_>>(), "relatedLinks": reading.body.related_links(),
        });
        expect_file![case.join("out.json")].assert_eq(&format!("{out:#}\n"));
        let house = reading.house.as_deref().or(own).and_then(|id| houses.get(id)).cloned();
        let house = house.unwrap_or_else(|| House::plain("tanpa"));
        let written = text::write(&given::story(reading.fields, reading.body), &house);
        expect_file![case.join("out.txt")].assert_eq(&String::from_utf8(written.bytes).unwrap());
    }
}

/// Kontan's pages print the day above the credit line. A house may print it anywhere, beside a dateline with a date, too.
#[test]
fn a_day_on_a_line_of_its_own_is_the_storys_date_and_leaves_where_it_came() {
    let mut houses = Houses::shipped();
    let own = "id = \"koran\"\nname = \"Koran\"\nlanguage = \"id\"\noutlets = [\"KORAN\"]\ncredit_place = \"bottom\"\n\
               dateline = [\"{place}[, {date}] ({outlet}) - \"]\ncredit_line = [\"Editor: {editor}[\\nTerbit: {day}]\"]";
    houses.add(House::from_toml(own).unwrap());
    let day = "Jumat, 10 Februari 2023 / 06:39 WIB";
    let write = |copy: &str, id: &str| {
        let reading = text::read(copy, &houses, Some(id));
        let story = given::story(reading.fields.clone(), reading.body);
        let written = String::from_utf8(text::write(&story, houses.get(id).unwrap()).bytes).unwrap();
        (reading.fields, written)
    };

    let kontan = format!("Harga Beras Naik\n{day}\nSumber: Reuters\nKONTAN.CO.ID - JAKARTA. Harga naik.\n");
    let (fields, written) = write(&kontan, "kontan");
    assert_eq!((fields.headline.as_str(), fields.deck.as_str()), ("Harga Beras Naik", ""));
    assert_eq!(fields.dateline.date.as_deref(), Some(day));
    assert_eq!(fields.dateline.place, "JAKARTA");
    assert_eq!(written, kontan);

    for front in ["Bogor (KORAN) - ", "Bogor, May 8 (KORAN) - ", ""] {
        let copy = format!("{front}Hujan turun.\nEditor: Ani\nTerbit: {day}\n");
        let (fields, written) = write(&copy, "koran");
        assert_eq!(fields.dateline.date.as_deref(), Some(day), "{front}");
        assert_eq!(written, copy);
    }
}

#[test]
fn a_headline_that_begins_with_a_weekday_is_no_date() {
    let copy = "Jumat, Harga Beras Naik 2023 Rupiah\nSumber: Reuters\nKONTAN.CO.ID - JAKARTA. Harga naik.\n";
    let reading = text::read(copy, &Houses::shipped(), Some("kontan"));
    assert_eq!(reading.fields.headline, "Jumat, Harga Beras Naik 2023 Rupiah");
    assert_eq!(reading.fields.dateline.date, None);
}

/// Lines as they stand in copy of all houses: what they print, what people paste around it, and prose.
fn line() -> impl Strategy<Value = String> {
    let houses = Houses::shipped();
    let examples: Vec<String> =
        houses.all().iter().flat_map(|house| house.examples.iter().map(|example| example.text.clone())).collect();
    let prose = prop::sample::select(vec![
        "Presiden mengatakan kepada wartawan pada Kamis (8/5/2025) bahwa kedua negara harus menjadi \"sahabat baja\".",
        "Harga Beras Naik Lagi di Pasar Induk",
        "PANGAN",
        "Jumat, 10 Februari 2023 / 06:39 WIB",
        "Sumber: seorang pejabat",
        "Ia menutup pintu.",
        "- satu",
        "(dis/ugo)",
        "KORAN.COM, JAKARTA - Hujan turun.",
        "\u{a0}\tPedagang menutup lapak.  ",
        "Jakarta - Hujan turun.",
        "SCROLL TO CONTINUE WITH CONTENT",
    ]);
    let examples = prop::sample::select(examples);
    prop_oneof![
        3 => prose.clone().prop_map(str::to_owned),
        2 => examples.clone(),
        3 => (examples.clone(), prose).prop_map(|(front, prose)| format!("{front}{prose}")),
        1 => examples.prop_map(|line| line.replace(' ', "\u{a0}")),
        1 => Just(String::new()),
        1 => "[\\PC\t]{0,40}",
    ]
}

/// Lines that have something in them, white space made alike, related links in the words in which the house prints them.
pub fn comparable(copy: &str, house: Option<&House>) -> Vec<String> {
    let lines = copy.split(['\n', '\u{2028}', '\u{2029}']).map(|line| {
        let line = line
            .trim_matches(|character: char| character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}'));
        let line = line.replace(['\u{a0}', '\u{202f}'], " ");
        let printed = house.and_then(|house| Some(house.print_related(&house.read_related(&line)?.0)));
        printed.as_deref().unwrap_or(&line).split_whitespace().collect::<Vec<_>>().join(" ")
    });
    lines.filter(|line| !line.is_empty()).collect()
}

proptest! {
    #[test]
    fn nothing_of_any_copy_is_lost_in_any_house(
        lines in prop::collection::vec(line(), 0..9),
        own in prop::option::of(prop::sample::select(given::house_ids())),
    ) {
        let houses = Houses::shipped();
        let copy = lines.join("\n");
        let reading = text::read(&copy, &houses, own.as_deref());
        let house = reading.house.as_deref().map(|id| houses.get(id).unwrap());
        let normalised = reading.findings.iter().any(|finding| finding.code == FindingCode::RelatedNormalised);
        let story = given::story(reading.fields.clone(), reading.body.clone());
        let plain = House::plain("tanpa");
        let written = String::from_utf8(text::write(&story, house.unwrap_or(&plain)).bytes).unwrap();
        prop_assert_eq!(comparable(&written, house), comparable(&copy, house));
        prop_assert!(written.ends_with('\n') && (written.len() == 1 || !written.ends_with("\n\n")));

        if !normalised && let Some(house) = house {
            // What was written is in the house's form, so the same house reads the same out of it.
            let again = text::read(&written, &houses, Some(&house.id));
            if again.house.as_deref() == Some(house.id.as_str()) {
                prop_assert_eq!(again.fields, reading.fields);
                prop_assert_eq!(again.body, reading.body);
            }
        }
    }

    #[test]
    fn line_ends_make_no_difference(lines in prop::collection::vec(line(), 1..9)) {
        let houses = Houses::shipped();
        let read = |end: &str| text::read(&lines.join(end), &houses, Some("kontan"));
        let unix = read("\n");
        for end in ["\r\n", "\r", "\n\n", " \n \n\u{a0}", "\u{2028}"] {
            prop_assert_eq!(&read(end), &unix);
        }
    }
}
