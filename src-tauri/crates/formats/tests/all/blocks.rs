//! What becomes of each block in each form, as a table that is written from the writers themselves: `blocks.md` of this
//! crate. `UPDATE_EXPECT=1` writes it anew.

use crate::{forms, given};
use expect_test::expect_file;
use formats::{Context, markdown, ninjs, text};
use serde_json::{Value, json};
use std::fmt::Write;
use story::{
    Body, Houses,
    body::{HtmlOptions, schema_table},
};

const HEAD: &str = "\
# What becomes of each block

Written by `tests/all/blocks.rs` out of what the writers make of one block each; `\u{21b5}` is a line end. The web page is
what the HTML export and the layouts show; a layout shows furniture, too. Counts and search take the words of the second
column. ninjs has the web page's HTML as its main body (its plain one is the plain text without pictures and pointers) and
what the last column says as associations. Notes are nowhere.

| block | counted and searched | web page | Markdown | plain text | ninjs |
| --- | --- | --- | --- | --- | --- |
";

#[test]
fn the_table_of_blocks_says_what_the_writers_write() {
    let houses = Houses::shipped();
    let house = houses.get("kontan").unwrap();
    let mut table = HEAD.to_owned();
    for (name, block) in blocks() {
        let body = Body::from_json(&json!({"type": "doc", "content": [block]}).to_string()).unwrap();
        let story = given::story(story::Fields { house: "kontan".into(), ..Default::default() }, body);
        let written = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let page = story.body.html(&HtmlOptions {
            related_label: house.related_label(),
            furniture: false,
            ..HtmlOptions::default()
        });
        let markdown = written(markdown::write(&forms::leaving(&story), &Context::default()).bytes);
        let (_, markdown) = markdown.split_once("\n---\n").unwrap();
        let ninjs: Value = serde_json::from_slice(&ninjs::write(&forms::leaving(&story)).bytes).unwrap();
        let text = written(text::write(&story, house).bytes);
        let associations: Vec<&str> =
            ninjs["associations"].as_array().into_iter().flatten().filter_map(|item| item["rel"].as_str()).collect();
        let cells = [&story.body.text(), &page, markdown, &text, &associations.join(", ")].map(code);
        let _ = writeln!(table, "| {name} | {} |", cells.join(" | "));
    }
    expect_file![concat!(env!("CARGO_MANIFEST_DIR"), "/blocks.md")].assert_eq(&table);
}

/// One of each block that may stand in a body, under its name. A block that the schema has and this list has not fails.
fn blocks() -> Vec<(&'static str, Value)> {
    let text = |words: &str| json!([{"type": "text", "text": words}]);
    let line = |kind: &str, words: &str| json!({"type": kind, "content": text(words)});
    let p = |words: &str| line("paragraph", words);
    let of = |kind: &str, content: Value| json!({"type": kind, "content": content});
    let list = |kind: &str| of(kind, json!([of("listItem", json!([p("Satu")])), of("listItem", json!([p("Dua")]))]));
    let with = |mut block: Value, attrs: Value| {
        block["attrs"] = attrs;
        block
    };
    let image = |name: &str| {
        with(line("image", "Di Kremlin."), json!({"src": format!("{name}.jpg"), "alt": "Xi", "credit": "Reuters"}))
    };
    let cell = |kind: &str, words: &str| {
        with(of(kind, json!([p(words)])), json!({"colspan": 1, "colwidth": null, "rowspan": 1}))
    };
    let row = |kind: &str, words: [&str; 2]| of("tableRow", json!(words.map(|words| cell(kind, words))));
    let blocks = vec![
        ("paragraph", p("Kata.")),
        ("heading", with(line("heading", "Angka"), json!({"level": 2}))),
        ("quote", of("quote", json!([p("Kata."), line("attribution", "Xi")]))),
        ("pullQuote", of("pullQuote", json!([p("Kata."), line("attribution", "Xi")]))),
        ("bulletList", list("bulletList")),
        ("orderedList", with(list("orderedList"), json!({"start": 1}))),
        ("image", image("a")),
        ("gallery", of("gallery", json!([image("a"), image("b")]))),
        ("table", of("table", json!([row("tableHeader", ["Uang", "Kurs"]), row("tableCell", ["Yuan", "2.279"])]))),
        ("factBox", of("factBox", json!([line("factTitle", "Sekilas"), p("Kata.")]))),
        ("timelineItem", of("timelineItem", json!([line("timelineDate", "8 Mei"), p("Kata.")]))),
        ("embed", json!({"type": "embed", "attrs": {"title": "Pidato", "url": "https://www.youtube.com/a"}})),
        (
            "relatedLink",
            json!({"type": "relatedLink", "attrs": {"title": "Xi Tiba", "storyId": null, "url": "https://a.id/xi"}}),
        ),
        ("furniture", with(line("furniture", "Simak video"), json!({"kind": "video"}))),
    ];
    for name in schema_table().lines().filter_map(|line| line.split(" | ").next().filter(|name| is_block(name))) {
        assert!(blocks.iter().any(|(known, _)| *known == name), "{name} has no line in the table of blocks");
    }
    blocks
}

/// Whether a name of the schema's table is a node that may stand in a body by itself.
fn is_block(name: &str) -> bool {
    let parts = ["doc", "attribution", "listItem", "tableRow", "tableCell", "tableHeader", "factTitle", "timelineDate"];
    !name.starts_with("mark ") && !parts.contains(&name)
}

/// Code in a cell of a table; a dash for nothing.
fn code(text: &str) -> String {
    let text = text.trim().replace("\n\n", "\n").replace('\n', " \u{21b5} ").replace('|', "\\|");
    if text.is_empty() { "\u{2014}".to_owned() } else { format!("`{text}`") }
}
