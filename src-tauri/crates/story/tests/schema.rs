//! The two halves of the body held together: Rust's enums here, the editor's schema in `ui/src/body`. Both sides read
//! the files beside this test, so neither can change the body alone. `UPDATE_EXPECT=1` writes the table and the HTML;
//! `UPDATE_TREES=1 npm test` in `ui` writes the trees.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use expect_test::expect_file;
use serde_json::{Value, json};
use std::path::Path;
use story::{
    Body,
    body::{HtmlOptions, schema_table},
};

/// One of each node, as small as it may be.
fn sample(node: &str) -> Value {
    let paragraph = || json!({"type": "paragraph"});
    match node {
        "doc" => json!({"type": "doc", "content": [paragraph()]}),
        "paragraph" => paragraph(),
        "heading" => json!({"type": "heading", "attrs": {"level": 2}}),
        "quote" | "pullQuote" => json!({"type": node, "content": [paragraph()]}),
        "attribution" | "factTitle" | "timelineDate" => json!({"type": node}),
        "bulletList" => json!({"type": "bulletList", "content": [sample("listItem")]}),
        "orderedList" => json!({"type": "orderedList", "attrs": {"start": 1}, "content": [sample("listItem")]}),
        "listItem" => json!({"type": "listItem", "content": [paragraph()]}),
        "image" => json!({"type": "image", "attrs": {
            "src": "a.jpg", "alt": "", "credit": "", "crops": [], "date": "", "focus": null, "photographer": "", "place": "",
        }}),
        "gallery" => json!({"type": "gallery", "content": [sample("image")]}),
        "table" => json!({"type": "table", "content": [sample("tableRow")]}),
        "tableRow" => json!({"type": "tableRow", "content": [sample("tableCell")]}),
        "tableCell" | "tableHeader" => {
            json!({"type": node, "attrs": {"colspan": 1, "colwidth": null, "rowspan": 1}, "content": [paragraph()]})
        }
        "factBox" => json!({"type": "factBox", "content": [sample("factTitle"), paragraph()]}),
        "timelineItem" => json!({"type": "timelineItem", "content": [sample("timelineDate"), paragraph()]}),
        "embed" => json!({"type": "embed", "attrs": {"title": "", "url": "https://example.com"}}),
        "furniture" => json!({"type": "furniture", "attrs": {"kind": "advert"}}),
        "relatedLink" => json!({"type": "relatedLink", "attrs": {"title": "a", "storyId": null, "url": null}}),
        "text" => json!({"type": "text", "text": "a"}),
        other => panic!("{other} is in the table and has no sample here"),
    }
}

fn mark_sample(mark: &str) -> Value {
    match mark {
        "link" => json!({"type": "link", "attrs": {"href": "https://example.com"}}),
        "note" => json!({"type": "note", "attrs": {"id": "a"}}),
        other => json!({"type": other}),
    }
}

/// A body that holds `node` somewhere it may stand.
fn body_with(name: &str, node: Value) -> Value {
    let within = |outer: &str, content: Vec<Value>| json!({"type": outer, "content": content});
    let block = match name {
        "doc" => return node,
        "listItem" => within("bulletList", vec![node]),
        "attribution" => within("quote", vec![sample("paragraph"), node]),
        "tableRow" => within("table", vec![node]),
        "tableCell" | "tableHeader" => within("table", vec![within("tableRow", vec![node])]),
        "factTitle" => within("factBox", vec![node, sample("paragraph")]),
        "timelineDate" => within("timelineItem", vec![node, sample("paragraph")]),
        _ => node,
    };
    within("doc", vec![block])
}

/// What stands in front of a node's further content: what it begins with.
fn beginning(content: &str) -> Vec<Value> {
    match content.trim_start_matches('(').split([' ', '+']).next() {
        Some(first @ ("paragraph" | "factTitle" | "timelineDate")) => vec![sample(first)],
        _ => Vec::new(),
    }
}

fn is_read(body: &Value) -> bool {
    Body::from_json(&body.to_string()).is_ok()
}

fn attributes(sample: &Value) -> String {
    let mut names: Vec<&str> =
        sample["attrs"].as_object().into_iter().flat_map(|attrs| attrs.keys().map(String::as_str)).collect();
    names.sort_unstable();
    if names.is_empty() { "-".to_owned() } else { names.join(" ") }
}

/// The table's lines: nodes as (name, content, attributes), marks as (name, attributes).
type Rows = (Vec<(String, String, String)>, Vec<(String, String)>);

fn rows(table: &str) -> Rows {
    let (mut nodes, mut marks) = (Vec::new(), Vec::new());
    for line in table.lines() {
        match line.split(" | ").collect::<Vec<_>>()[..] {
            [name, content, attrs] => nodes.push((name.to_owned(), content.to_owned(), attrs.to_owned())),
            [mark, attrs] => marks.push((mark.trim_start_matches("mark ").to_owned(), attrs.to_owned())),
            _ => panic!("not a line of the table: {line}"),
        }
    }
    (nodes, marks)
}

#[test]
fn the_table_is_the_one_that_the_editor_has() {
    expect_file!["body-schema.txt"].assert_eq(&schema_table());
}

/// What may be null, and what older bodies have not.
fn may_be_missing(attribute: &str) -> bool {
    let nullable = ["storyId", "url", "colwidth"];
    let new = ["crops", "date", "focus", "photographer", "place"];
    nullable.contains(&attribute) || new.contains(&attribute)
}

#[test]
fn the_table_says_which_attributes_the_enums_take() {
    let (nodes, marks) = rows(&schema_table());
    for (name, _, attrs) in &nodes {
        let node = sample(name);
        assert_eq!(&attributes(&node), attrs, "{name}");
        assert!(is_read(&body_with(name, node.clone())), "{name}");
        if let Some(known) = node["attrs"].as_object() {
            let mut more = node.clone();
            more["attrs"]["unknown"] = json!(1);
            assert!(!is_read(&body_with(name, more)), "{name} takes an unknown attribute");
            for attribute in known.keys().filter(|attribute| !may_be_missing(attribute)) {
                let mut less = node.clone();
                less["attrs"].as_object_mut().unwrap().remove(attribute);
                assert!(!is_read(&body_with(name, less)), "{name} goes without {attribute}");
            }
        }
    }
    for (name, attrs) in &marks {
        let mark = mark_sample(name);
        assert_eq!(&attributes(&mark), attrs, "{name}");
        let text = json!({"type": "text", "text": "a", "marks": [mark]});
        assert!(is_read(&json!({"type": "doc", "content": [{"type": "paragraph", "content": [text]}]})), "{name}");
    }
}

#[test]
fn the_table_says_what_the_enums_let_stand_in_what() {
    let (nodes, _) = rows(&schema_table());
    let parts =
        ["listItem", "attribution", "tableRow", "tableCell", "tableHeader", "factTitle", "timelineDate", "text"];
    for (parent, content, _) in &nodes {
        let before = beginning(content);
        for child in nodes.iter().map(|(name, ..)| name.as_str()).chain(["text"]).filter(|name| *name != "doc") {
            let mut node = sample(parent);
            node["content"] = json!(before.iter().cloned().chain([sample(child)]).collect::<Vec<_>>());
            // What a node begins with comes once, unless more of it may follow.
            let rest = if before.is_empty() || content.starts_with('(') || content.starts_with("paragraph+") {
                content.as_str()
            } else {
                content.split_once(' ').map_or("", |(_, rest)| rest)
            };
            let allowed = rest
                .split(|character: char| !character.is_alphanumeric())
                .any(|word| word == child || (word == "block" && !parts.contains(&child)));
            assert_eq!(is_read(&body_with(parent, node)), allowed, "{child} in {parent}");
        }
        let mut empty = sample(parent);
        empty["content"] = json!([]);
        let may_be_empty = content.ends_with('*') && before.is_empty();
        assert_eq!(is_read(&body_with(parent, empty)), may_be_empty, "empty {parent}");
    }
    let attribution = |parent: &str, content: &[&str]| {
        let content: Vec<Value> = content.iter().map(|node| sample(node)).collect();
        is_read(&json!({"type": "doc", "content": [{"type": parent, "content": content}]}))
    };
    for parent in ["quote", "pullQuote"] {
        assert!(attribution(parent, &["paragraph", "attribution"]));
        assert!(!attribution(parent, &["attribution"]), "a {parent} without words");
        assert!(!attribution(parent, &["attribution", "paragraph"]), "a {parent} that opens with who said it");
        assert!(!attribution(parent, &["paragraph", "attribution", "attribution"]), "a {parent} of two people");
    }
    for (parent, head) in [("factBox", "factTitle"), ("timelineItem", "timelineDate")] {
        assert!(!attribution(parent, &[head]), "a {parent} of a title alone");
        assert!(!attribution(parent, &["paragraph", "paragraph"]), "a {parent} without its title");
    }
    let opens_with_list = json!({"type": "listItem", "content": [sample("bulletList")]});
    assert!(!is_read(&body_with("listItem", opens_with_list)), "a list item that opens with a list");
}

#[test]
fn a_body_of_schema_1_is_read_and_says_all_of_schema_2_when_it_is_written() {
    let old = json!({"type": "doc", "content": [
        {"type": "image", "attrs": {"src": "a.jpg", "alt": "Xi", "credit": "Reuters"}},
        {"type": "quote", "content": [sample("paragraph")]},
    ]});
    let mut new = old.clone();
    new["content"][0]["attrs"] = json!({
        "src": "a.jpg", "alt": "Xi", "credit": "Reuters",
        "crops": [], "date": "", "focus": null, "photographer": "", "place": "",
    });
    let written: Value = serde_json::from_str(&Body::from_json(&old.to_string()).unwrap().to_json()).unwrap();
    assert_eq!(written, new);
}

#[test]
fn values_that_mean_nothing_are_refused() {
    let with = |node: &str, attribute: &str, value: Value| {
        let mut sample = sample(node);
        sample["attrs"][attribute] = value;
        is_read(&body_with(node, sample))
    };
    let crop =
        |format: &str, x: u32, width: u32| json!({"format": format, "x": x, "y": 0, "width": width, "height": 1000});
    for (node, attribute, good, bad) in [
        ("heading", "level", json!(3), vec![json!(1), json!(4), json!("2")]),
        ("tableCell", "colspan", json!(1000), vec![json!(0), json!(1001), json!(-1), json!(1.5)]),
        ("tableHeader", "rowspan", json!(2), vec![json!(0), json!(70_000)]),
        ("tableCell", "colwidth", json!([0]), vec![json!([]), json!([80, 80]), json!([-1]), json!(80)]),
        (
            "image",
            "focus",
            json!({"x": 0, "y": 1000}),
            vec![json!({"x": 1001, "y": 0}), json!({"x": 0}), json!({"x": 0, "y": 0, "z": 0})],
        ),
        (
            "image",
            "crops",
            json!([crop("16:9", 999, 1), crop("1.91:1", 0, 1000)]),
            vec![
                json!([crop("16:10", 0, 1000)]),
                json!([crop("1:1", 1, 1000)]),
                json!([crop("1:1", 0, 0)]),
                json!([crop("1:1", 0, 9), crop("1:1", 0, 10)]),
                json!([crop("1:1", 65_535, 65_535)]),
            ],
        ),
        (
            "image",
            "date",
            json!("2025-02-28"),
            vec![json!("2025-2-28"), json!("2025-13-01"), json!("+025-01-01"), json!("kemarin")],
        ),
        (
            "embed",
            "url",
            json!("HTTP://a.id"),
            vec![
                json!("mailto:a@a.id"),
                json!("javascript:x"),
                json!(" https://a.id"),
                json!("https://"),
                json!("https:// a"),
                json!("https://a.id/<b>"),
            ],
        ),
        ("furniture", "kind", json!("scroll"), vec![json!("banner"), json!("")]),
    ] {
        assert!(with(node, attribute, good.clone()), "{node} without {attribute} {good}");
        for bad in bad {
            assert!(!with(node, attribute, bad.clone()), "{node} with {attribute} {bad}");
        }
    }
}

#[test]
fn random_trees_of_the_editor_come_back_unchanged() {
    for (name, tree) in trees() {
        let body = Body::from_json(&tree).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let (before, after): (Value, Value) =
            (serde_json::from_str(&tree).unwrap(), serde_json::from_str(&body.to_json()).unwrap());
        assert_eq!(before, after, "{name}");
    }
}

#[test]
fn the_text_of_a_tree_is_the_same_whether_it_is_made_or_only_read_through() {
    for (name, tree) in trees() {
        let body = Body::from_json(&tree).unwrap();
        assert_eq!(Body::text_of_json(&tree), Some(body.text()), "{name}");
    }
    assert_eq!(Body::text_of_json("{"), None);
}

#[test]
fn random_trees_of_the_editor_have_the_html_that_the_editor_gives_them() {
    for (name, tree) in trees() {
        let html = Body::from_json(&tree).unwrap().html(&HtmlOptions::default());
        expect_file![folder().join(name.replace(".json", ".html"))].assert_eq(&format!("{html}\n"));
    }
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trees")
}

fn trees() -> Vec<(String, String)> {
    let mut trees: Vec<(String, String)> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|suffix| suffix == "json"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap()))
        .collect();
    trees.sort();
    assert!(trees.len() >= 20, "the editor's trees are missing: UPDATE_TREES=1 npm test in ui writes them");
    trees
}
