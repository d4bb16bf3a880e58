//! The typed news blocks: what of them is text, and how two versions of one are compared and merged.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use serde_json::{Value, json};
use story::{Body, Fields, Merged, StoryText, body::BlockChange, merge};

fn line(kind: &str, words: &str) -> Value {
    if words.is_empty() {
        json!({"type": kind})
    } else {
        json!({"type": kind, "content": [{"type": "text", "text": words}]})
    }
}

fn p(words: &str) -> Value {
    line("paragraph", words)
}

fn of(kind: &str, content: Value) -> Value {
    json!({"type": kind, "content": content})
}

fn image(src: &str, caption: &str) -> Value {
    let mut image = line("image", caption);
    image["attrs"] = json!({"src": src, "alt": "", "credit": ""});
    image
}

fn furniture(words: &str) -> Value {
    let mut furniture = line("furniture", words);
    furniture["attrs"] = json!({"kind": "scroll"});
    furniture
}

fn table(rows: &[&[&str]]) -> Value {
    let cell = |words: &&str| {
        json!({
            "type": "tableCell", "attrs": {"colspan": 1, "colwidth": null, "rowspan": 1}, "content": [p(words)],
        })
    };
    of(
        "table",
        json!(
            rows.iter().map(|row| of("tableRow", json!(row.iter().map(cell).collect::<Vec<_>>()))).collect::<Vec<_>>()
        ),
    )
}

fn fact_box(title: &str, paragraphs: &[&str]) -> Value {
    let content = std::iter::once(line("factTitle", title)).chain(paragraphs.iter().map(|words| p(words)));
    of("factBox", json!(content.collect::<Vec<_>>()))
}

fn body(blocks: &[Value]) -> Body {
    Body::from_json(&of("doc", json!(blocks)).to_string()).unwrap()
}

fn merged(base: &[Value], mine: &[Value], theirs: &[Value]) -> Merged {
    let text = |blocks| StoryText { fields: Fields::default(), body: body(blocks) };
    merge(&text(base), &text(mine), &text(theirs))
}

#[test]
fn captions_tables_and_boxes_are_text_and_furniture_is_not() {
    let related = json!({"type": "relatedLink", "attrs": {"title": "Xi Tiba", "storyId": null, "url": null}});
    let card = json!({"type": "embed", "attrs": {"title": "Pidato", "url": "https://x.com/a"}});
    let body = body(&[
        furniture("Gulir untuk melanjutkan"),
        fact_box("Sekilas", &["Satu dua."]),
        of("gallery", json!([image("a.jpg", "Di Kremlin."), image("b.jpg", "")])),
        table(&[&["Yuan", "2.279"], &["Rubel", ""]]),
        of("timelineItem", json!([line("timelineDate", "8 Mei"), p("Xi tiba.")])),
        of("pullQuote", json!([p("Sahabat baja."), line("attribution", "Xi")])),
        card,
        related,
    ]);
    assert_eq!(
        body.text().lines().collect::<Vec<_>>(),
        ["Sekilas", "Satu dua.", "Di Kremlin.", "Yuan", "2.279", "Rubel", "8 Mei", "Xi tiba.", "Sahabat baja.", "Xi"]
    );
    let counts = body.counts();
    // Values in cells are words of the story, and no paragraphs of it.
    assert_eq!((counts.words, counts.paragraphs), (15, 3));
    assert_eq!(body.related_links()[0].after, 3);
    assert_eq!(body.images().map(|image| image.src.as_str()).collect::<Vec<_>>(), ["a.jpg", "b.jpg"]);
    assert!(self::body(&[furniture("Simak video")]).is_empty());
}

#[test]
fn a_note_splits_no_emphasis_and_shows_nowhere() {
    let text = |words: &str, marks: Value| json!({"type": "text", "text": words, "marks": marks});
    let (strong, note) = (json!({"type": "strong"}), json!({"type": "note", "attrs": {"id": "n1"}}));
    let line = [text("Xi ", json!([strong])), text("tiba", json!([strong, note])), text(".", json!([note]))];
    let body = body(&[of("paragraph", json!(line))]);
    assert_eq!(body.html(&Default::default()), "<p><strong>Xi tiba</strong>.</p>");
    let without = body.without_notes();
    assert_eq!(without.html(&Default::default()), body.html(&Default::default()));
    assert!(!without.to_json().contains("note") && without.to_json().contains("Xi tiba"), "{}", without.to_json());
}

#[test]
fn cells_pictures_and_boxes_that_two_changed_are_merged_in_themselves() {
    let both = merged(
        &[table(&[&["Yuan", "2.281"], &["Rubel", "203"]]), fact_box("Sekilas", &["Satu dua tiga.", "Empat."])],
        &[table(&[&["Yuan", "2.279"], &["Rubel", "203"]]), fact_box("Sekilas Rusia", &["Satu dua tiga.", "Empat."])],
        &[table(&[&["Yuan", "2.281"], &["Rubel", "204"]]), fact_box("Sekilas", &["Satu dua tiga.", "Lima."])],
    );
    let expected =
        [table(&[&["Yuan", "2.279"], &["Rubel", "204"]]), fact_box("Sekilas Rusia", &["Satu dua tiga.", "Lima."])];
    assert_eq!((both.text.body, both.conflicts), (body(&expected), vec![]));

    let gallery = |pictures: &[(&str, &str)]| {
        of("gallery", json!(pictures.iter().map(|(src, caption)| image(src, caption)).collect::<Vec<_>>()))
    };
    let both = merged(
        &[gallery(&[("a.jpg", "Xi"), ("b.jpg", "Putin")])],
        &[gallery(&[("a.jpg", "Xi"), ("b.jpg", "Putin"), ("c.jpg", "Parade")])],
        &[gallery(&[("a.jpg", "Xi di Kremlin"), ("b.jpg", "Putin")])],
    );
    let expected = [gallery(&[("a.jpg", "Xi di Kremlin"), ("b.jpg", "Putin"), ("c.jpg", "Parade")])];
    assert_eq!((both.text.body, both.conflicts), (body(&expected), vec![]));
}

#[test]
fn one_cell_that_two_changed_and_a_column_beside_a_value_are_for_a_person() {
    let base = [table(&[&["Yuan", "2.281"]])];
    for theirs in [&["Yuan", "2.283"][..], &["Yuan", "2.281", "naik"]] {
        let both = merged(&base, &[table(&[&["Yuan", "2.279"]])], &[table(&[theirs])]);
        assert_eq!(both.conflicts.len(), 1, "{theirs:?}");
    }
}

#[test]
fn what_of_a_block_is_no_text_is_named_where_it_differs() {
    let names = |before: Value, after: Value| -> Vec<String> {
        let diff = body(&[before]).diff(&body(&[after]));
        assert_eq!((diff.len(), diff[0].change), (1, BlockChange::Changed));
        diff[0].attributes.iter().map(|attribute| format!("{}: {}", attribute.name, attribute.after)).collect()
    };
    let mut cropped = image("a.jpg", "Xi");
    cropped["attrs"]["focus"] = json!({"x": 500, "y": 333});
    cropped["attrs"]["photographer"] = json!("Novozhenina");
    cropped["attrs"]["crops"] = json!([{"format": "16:9", "x": 0, "y": 125, "width": 1000, "height": 750}]);
    assert_eq!(
        names(image("a.jpg", "Xi"), cropped),
        ["photographer: Novozhenina", "focus: 500, 333", "crops: 16:9 0, 125, 1000, 750"]
    );
    let mut headed = table(&[&["Yuan", "2.281"]]);
    headed["content"][0]["content"][0]["type"] = json!("tableHeader");
    assert_eq!(names(table(&[&["Yuan", "2.281"]]), headed), ["cells: \u{25a0}\u{25a1}"]);
    let mut advert = furniture("Simak");
    advert["attrs"]["kind"] = json!("advert");
    assert_eq!(names(furniture("Simak"), advert), ["furniture: advert"]);
}
