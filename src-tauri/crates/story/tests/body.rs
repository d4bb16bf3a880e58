//! The body's derived forms: text, counts, links, HTML; and what is not a body.
#![allow(clippy::panic, reason = "a test says what is wrong by panicking")]

use story::body::{Body, HtmlOptions};

fn body(content: &str) -> Body {
    Body::from_json(&format!(r#"{{"type":"doc","content":[{content}]}}"#)).unwrap_or_else(|error| panic!("{error}"))
}

const RELATED: &str = r#"{"type":"relatedLink","attrs":{"title":"Xi tiba","storyId":null,"url":null}}"#;

fn paragraph(text: &str) -> String {
    format!(r#"{{"type":"paragraph","content":[{{"type":"text","text":"{text}"}}]}}"#)
}

#[test]
fn a_body_is_written_as_it_was_read() {
    let json = r#"{"type":"doc","content":[{"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"Satu"}]},{"type":"paragraph"},{"type":"orderedList","attrs":{"start":3},"content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","marks":[{"type":"link","attrs":{"href":"https://a.id"}},{"type":"strong"}],"text":"dua"}]}]}]},{"type":"image","attrs":{"src":"a.jpg","alt":"","credit":"ANTARA","crops":[],"date":"","focus":null,"photographer":"","place":""}}]}"#;
    assert_eq!(Body::from_json(json).unwrap().to_json(), json);
}

#[test]
fn related_links_are_placed_after_paragraphs_and_not_counted() {
    let body = body(&[paragraph("Satu dua."), paragraph("Tiga."), RELATED.into(), paragraph("Empat.")].join(","));
    let links = body.related_links();
    assert_eq!((links.len(), links[0].after, links[0].title.as_str()), (1, 2, "Xi tiba"));
    let counts = body.counts();
    assert_eq!((counts.words, counts.paragraphs, counts.characters), (4, 3, 20));
    assert_eq!(body.text(), "Satu dua.\nTiga.\nEmpat.");
}

#[test]
fn characters_are_what_a_reader_sees() {
    // An accented letter written with a combining mark, and a family joined out of four people.
    assert_eq!(body(&paragraph("e\u{301}👨‍👩‍👧‍👦")).counts().characters, 2);
    assert_eq!(body(&paragraph("satu - dua – tiga")).counts().words, 3);
}

#[test]
fn markup_in_text_stays_text() {
    let html = body(&paragraph("<script>alert(1)</script> & co")).html(&HtmlOptions::default());
    assert_eq!(html, "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; co</p>");
}

#[test]
fn the_dateline_stands_in_front_of_the_first_paragraph() {
    let body = body(&[RELATED.into(), paragraph("Isi."), paragraph("Lagi.")].join(","));
    let html = body.html(&HtmlOptions {
        dateline: "KONTAN.CO.ID - MOSKOW. ",
        related_label: "Baca Juga: ",
        ..HtmlOptions::default()
    });
    assert_eq!(
        html,
        "<aside class=\"related\"><strong>Baca Juga:</strong> Xi tiba</aside>\
         <p><span class=\"dateline\">KONTAN.CO.ID - MOSKOW.</span> Isi.</p><p>Lagi.</p>"
    );
}

#[test]
fn what_this_redaksi_does_not_know_is_refused_and_never_thinned_out() {
    let refused = [
        r#"{"type":"doc","content":[{"type":"hologram"}]}"#,
        r#"{"type":"doc","content":[{"type":"paragraph","attrs":{"align":"left"}}]}"#,
        r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"underline"}]}]}]}"#,
        r#"{"type":"doc","content":[{"type":"image","attrs":{"src":"a","alt":"","credit":"","depth":1}}]}"#,
        r#"{"type":"doc","content":[{"type":"heading","attrs":{"level":1}}]}"#,
        r#"{"type":"doc","content":[{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"heading","attrs":{"level":2}}]}]}]}"#,
        r#"{"type":"doc","content":[{"type":"quote","content":[]}]}"#,
        r#"{"type":"doc","content":[]}"#,
        r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":""}]}]}"#,
        r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"javascript:alert(1)"}}]}]}]}"#,
        r#"{"type":"doc","content":[{"type":"relatedLink","attrs":{"title":"a","storyId":null,"url":"data:text/html,x"}}]}"#,
        "not json",
    ];
    for json in refused {
        assert!(Body::from_json(json).is_err(), "was read: {json}");
    }
}

#[test]
fn an_empty_first_paragraph_does_not_take_the_dateline() {
    let options = HtmlOptions { dateline: "MOSKOW. ", ..HtmlOptions::default() };
    let dateline = "<span class=\"dateline\">MOSKOW.</span> ";
    let later = body(&[r#"{"type":"paragraph"}"#.into(), paragraph("Isi.")].join(","));
    assert_eq!(later.html(&options), format!("<p></p><p>{dateline}Isi.</p>"));
    assert_eq!(Body::default().html(&options), format!("<p>{dateline}</p><p></p>"));
    let list = r#"{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph"}]}]}"#;
    assert_eq!(body(list).html(&options), format!("<p>{dateline}</p><ul><li><p></p></li></ul>"));
}
