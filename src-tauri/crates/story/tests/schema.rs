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
        "quote" => json!({"type": "quote", "content": [paragraph()]}),
        "bulletList" => json!({"type": "bulletList", "content": [sample("listItem")]}),
        "orderedList" => json!({"type": "orderedList", "attrs": {"start": 1}, "content": [sample("listItem")]}),
        "listItem" => json!({"type": "listItem", "content": [paragraph()]}),
        "image" => json!({"type": "image", "attrs": {"src": "a.jpg", "alt": "", "credit": ""}}),
        "relatedLink" => json!({"type": "relatedLink", "attrs": {"title": "a", "storyId": null, "url": null}}),
        "text" => json!({"type": "text", "text": "a"}),
        other => panic!("{other} is in the table and has no sample here"),
    }
}

fn mark_sample(mark: &str) -> Value {
    match mark {
        "link" => json!({"type": "link", "attrs": {"href": "https://example.com"}}),
        other => json!({"type": other}),
    }
}

/// A body that holds `node` somewhere it may stand.
fn body_with(name: &str, node: Value) -> Value {
    match name {
        "doc" => node,
        "listItem" => json!({"type": "doc", "content": [{"type": "bulletList", "content": [node]}]}),
        _ => json!({"type": "doc", "content": [node]}),
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
            for attribute in known.keys().filter(|attribute| !matches!(attribute.as_str(), "storyId" | "url")) {
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
    let blocks = ["paragraph", "heading", "quote", "bulletList", "orderedList", "image", "relatedLink"];
    for (parent, content, _) in &nodes {
        // A list item begins with a paragraph; what the table lets follow it is tried behind one.
        let before: Vec<Value> = if parent == "listItem" { vec![sample("paragraph")] } else { Vec::new() };
        for child in nodes.iter().map(|(name, ..)| name.as_str()).chain(["text"]).filter(|name| *name != "doc") {
            let mut node = sample(parent);
            node["content"] = json!(before.iter().cloned().chain([sample(child)]).collect::<Vec<_>>());
            let allowed = content
                .split(|character: char| !character.is_alphanumeric())
                .any(|word| word == child || (word == "block" && blocks.contains(&child)));
            assert_eq!(is_read(&body_with(parent, node)), allowed, "{child} in {parent}");
        }
        let mut empty = sample(parent);
        empty["content"] = json!([]);
        let may_be_empty = !content.ends_with('+') && !content.starts_with("paragraph") && content != "-";
        assert_eq!(is_read(&body_with(parent, empty)), may_be_empty, "empty {parent}");
    }
    let opens_with_list = json!({"type": "listItem", "content": [sample("bulletList")]});
    assert!(!is_read(&body_with("listItem", opens_with_list)), "a list item that opens with a list");
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
