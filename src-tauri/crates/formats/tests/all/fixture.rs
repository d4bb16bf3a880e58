//! The copy that the whole product is measured by: an article in Kontan's form, read and written byte for byte.

use crate::given;
use formats::text;
use story::Houses;

fn check(copy: &str, own: Option<&str>) {
    let houses = Houses::shipped();
    let reading = text::read(copy, &houses, own);
    assert_eq!(reading.house.as_deref(), Some("kontan"));
    assert_eq!(reading.findings, []);
    assert_eq!(reading.fields.headline, "");
    assert_eq!(reading.body.counts().paragraphs, 17);
    let after: Vec<u32> = reading.body.related_links().iter().map(|link| link.after).collect();
    assert_eq!(after, [7, 13]);
    let names: Vec<&str> = reading.recognised.iter().map(|recognised| recognised.field).collect();
    assert_eq!(names, ["source", "editor", "outlet", "place"]);
    let written = text::write(&given::story(reading.fields, reading.body), houses.get("kontan").unwrap());
    assert_eq!(String::from_utf8(written.bytes).unwrap(), format!("{}\n", copy.trim_end()));
}

#[test]
fn the_own_fixture_is_read_and_written_byte_for_byte() {
    let copy = include_str!("../fixtures/kontan-form.txt");
    check(copy, Some("kontan"));
    check(copy, None);
    check(copy, Some("detik"));
}

#[test]
fn the_shared_fixture_is_read_and_written_byte_for_byte() {
    let Some(copy) = given::shared("fixtures/kontan-xi-putin.txt") else { return };
    check(&copy, Some("kontan"));
    let fields = text::read(&copy, &Houses::shipped(), None).fields;
    assert_eq!((fields.source.as_str(), fields.editor.as_str()), ("Reuters", "Barratut Taqiyyah Rafie"));
    assert_eq!((fields.dateline.outlet.as_str(), fields.dateline.place.as_str()), ("KONTAN.CO.ID", "MOSKOW"));
}
