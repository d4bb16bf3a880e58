//! Stories full of markup through every writer: what comes out is well formed, says the same, and nothing in it runs.

use crate::{forms, given};
use formats::markdown;
use html5ever::{ParseOpts, parse_document, tendril::TendrilSink, tree_builder::TreeBuilderOpts};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;
use serde_json::Value;
use std::sync::LazyLock;
use story::{
    Body, Fields, Houses, Rendition, Story,
    body::{Block, Image, Inline, Item, Row},
};

proptest! {
    #[test]
    fn markup_in_every_field_stays_text_in_every_form(story in given::hostile_story()) {
        for kind in forms::kinds() {
            let rendition = forms::written(kind, std::slice::from_ref(&story));
            let checked = forms::check(kind, &story, &rendition);
            prop_assert!(checked.is_ok(), "{kind}: {}", checked.unwrap_err());
        }
    }
}

#[test]
fn alternative_text_that_begins_with_a_caret_is_still_a_pictures() {
    for alt in ["^", "^ naik", "^naik", "naik^"] {
        let attrs = Image { src: "a.png".to_owned(), alt: alt.to_owned(), ..Image::default() };
        let body = Body::new(vec![Block::Image { attrs, content: Vec::new() }, Block::paragraph("Teks.")]).unwrap();
        let story = given::story(Fields { house: "kontan".to_owned(), ..Fields::default() }, body);
        check_markdown(&story, &markdown::write(&forms::leaving(&story), &forms::context())).unwrap();
    }
}

pub type Check = Result<(), String>;

pub fn ensure(holds: bool, otherwise: impl FnOnce() -> String) -> Check {
    if holds { Ok(()) } else { Err(otherwise()) }
}

/// Parses without an error, runs nothing, and its JSON-LD has what search engines want.
pub fn check_html(story: &Story, rendition: &Rendition) -> Check {
    let page = String::from_utf8(rendition.bytes.clone()).unwrap();
    let tree_builder = TreeBuilderOpts { exact_errors: true, scripting_enabled: false, ..TreeBuilderOpts::default() };
    let dom = parse_document(RcDom::default(), ParseOpts { tree_builder, ..ParseOpts::default() }).one(page.as_str());
    ensure(dom.errors.borrow().is_empty(), || format!("{:?}\n{page}", dom.errors.borrow()))?;
    let mut json_ld = Vec::new();
    check_node(&dom.document, &mut json_ld)?;
    ensure(json_ld.len() == 1, || format!("{} scripts", json_ld.len()))?;
    let article: Value = serde_json::from_str(&json_ld[0]).map_err(|error| error.to_string())?;
    for key in
        ["headline", "datePublished", "dateModified", "author", "editor", "publisher", "articleSection", "keywords"]
    {
        ensure(article.get(key).is_some(), || format!("JSON-LD without {key}"))?;
    }
    ensure(article["@type"] == "NewsArticle", || "not a NewsArticle".to_owned())?;
    let headline = article["headline"].as_str().unwrap_or_default();
    ensure((1..=110).contains(&headline.chars().count()), || format!("headline {headline:?}"))?;
    // JSON keeps line ends and tabs as escapes; what no page may hold is left out.
    let forbidden =
        |character: char| (character.is_control() && character > '\u{1f}') || "\u{fffe}\u{fdd0}".contains(character);
    let tags: Vec<String> = story.fields.tags.iter().map(|tag| tag.replace(forbidden, "")).collect();
    ensure(article["keywords"] == Value::from(tags), || format!("keywords {}", article["keywords"]))
}

pub fn check_node(node: &Handle, json_ld: &mut Vec<String>) -> Check {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        for attribute in attrs.borrow().iter() {
            let (name, value) = (attribute.name.local.to_lowercase(), attribute.value.trim().to_lowercase());
            ensure(!name.starts_with("on"), || format!("handler {name}"))?;
            let address = matches!(name.as_str(), "href" | "src" | "action" | "formaction" | "data" | "srcdoc");
            let runs = value.starts_with("javascript:") || value.starts_with("data:text");
            ensure(!(address && runs), || format!("address {value}"))?;
        }
        let name = name.local.to_string();
        ensure(!matches!(name.as_str(), "iframe" | "object" | "embed" | "form" | "base" | "svg"), || {
            format!("element {name}")
        })?;
        if name == "script" {
            let kind = attrs
                .borrow()
                .iter()
                .find(|attribute| &*attribute.name.local == "type")
                .map(|kind| kind.value.to_string());
            ensure(kind.as_deref() == Some("application/ld+json"), || format!("script {kind:?}"))?;
            json_ld.push(text_of(node));
        }
    }
    node.children.borrow().iter().try_for_each(|child| check_node(child, json_ld))
}

fn text_of(node: &Handle) -> String {
    let texts = node.children.borrow();
    texts
        .iter()
        .filter_map(|child| {
            if let NodeData::Text { contents } = &child.data { Some(contents.borrow().to_string()) } else { None }
        })
        .collect()
}

/// The front matter is YAML 1.2 that says what the story says; the body is CommonMark of the same lines.
pub fn check_markdown(story: &Story, rendition: &Rendition) -> Check {
    let markdown = String::from_utf8(rendition.bytes.clone()).unwrap();
    let (front_matter, body) =
        markdown.strip_prefix("---\n").and_then(|rest| rest.split_once("---\n\n")).ok_or("no front matter")?;
    let documents =
        yaml_rust2::YamlLoader::load_from_str(front_matter).map_err(|error| format!("{error}\n{front_matter}"))?;
    let yaml = documents.first().ok_or("empty front matter")?;
    let fields = &story.fields;
    for (key, value) in [
        ("title", &fields.headline),
        ("kicker", &fields.kicker),
        ("description", &fields.deck),
        ("slugline", &fields.slugline),
        ("editor", &fields.editor),
        ("source", &fields.source),
        ("section", &fields.desk),
        ("rights", &fields.rights),
        ("id", &story.id),
    ] {
        let found = yaml[key].as_str().unwrap_or_default();
        ensure(found == value || value.trim().is_empty(), || {
            format!("{key}: {found:?} is not {value:?}\n{front_matter}")
        })?;
    }
    let tags: Vec<&str> = yaml["tags"].as_vec().into_iter().flatten().filter_map(|tag| tag.as_str()).collect();
    ensure(tags == fields.tags, || format!("tags {tags:?}"))?;
    ensure(documents.len() == 1 && yaml["revision"].as_i64() == Some(story.revision.into()), || "revision".to_owned())?;

    let houses = Houses::shipped();
    let house = houses.get(&fields.house).unwrap();
    let mut expected =
        Lines { dateline: house.print_dateline(fields), label: house.related_label().to_owned(), lines: Vec::new() };
    expected.blocks(story.body.blocks());
    let arena = comrak::Arena::new();
    let mut found = Vec::new();
    let mut options = comrak::Options::default();
    options.extension.table = true;
    markdown_lines(comrak::parse_document(&arena, body, &options), &mut found);
    ensure(found == expected.lines, || format!("{found:#?}\nis not\n{:#?}\n{body}", expected.lines))
}

fn markdown_lines<'a>(node: &'a comrak::nodes::AstNode<'a>, lines: &mut Vec<String>) {
    use comrak::nodes::NodeValue::{Heading, Paragraph, TableCell};
    if matches!(node.data().value, Paragraph | Heading(_) | TableCell) {
        let mut line = String::new();
        markdown_text(node, &mut line);
        push_line(&line, lines);
    } else {
        node.children().for_each(|child| markdown_lines(child, lines));
    }
}

fn markdown_text<'a>(node: &'a comrak::nodes::AstNode<'a>, line: &mut String) {
    if let comrak::nodes::NodeValue::Text(text) = &node.data().value {
        line.push_str(text);
    }
    node.children().for_each(|child| markdown_text(child, line));
}

fn push_line(line: &str, lines: &mut Vec<String>) {
    let spaced: String = line.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    let line = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    if !line.is_empty() {
        lines.push(line);
    }
}

/// The lines that a story's Markdown should have, told without the writer's help.
struct Lines {
    dateline: String,
    label: String,
    lines: Vec<String>,
}

impl Lines {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph { content } if Inline::text_of(content).trim().is_empty() => {}
                Block::Paragraph { content } => {
                    let dateline = std::mem::take(&mut self.dateline);
                    push_line(&(dateline + &Inline::text_of(content)), &mut self.lines);
                }
                Block::Heading { content, .. } => push_line(&Inline::text_of(content), &mut self.lines),
                Block::Quote { content } => {
                    self.dateline_alone();
                    self.blocks(content);
                }
                Block::BulletList { content } | Block::OrderedList { content, .. } => {
                    self.dateline_alone();
                    content.iter().for_each(|Item::ListItem { content }| self.blocks(content));
                }
                Block::Image { attrs, .. } => push_line(&attrs.alt, &mut self.lines),
                Block::RelatedLink { attrs } => push_line(&format!("{} {}", self.label, attrs.title), &mut self.lines),
                Block::PullQuote { content }
                | Block::Gallery { content }
                | Block::FactBox { content }
                | Block::TimelineItem { content } => self.beside(content),
                Block::FactTitle { content } | Block::TimelineDate { content } => {
                    push_line(&Inline::text_of(content), &mut self.lines);
                }
                Block::Attribution { content } => {
                    let text = Inline::text_of(content);
                    if !text.trim().is_empty() {
                        push_line(&format!("\u{2014} {text}"), &mut self.lines);
                    }
                }
                Block::Table { content } => {
                    for cell in content.iter().flat_map(Row::cells) {
                        let lines: Vec<String> =
                            cell.content().iter().filter_map(Block::line).map(Inline::text_of).collect();
                        push_line(&lines.join(" "), &mut self.lines);
                    }
                }
                Block::Embed { attrs } => {
                    let text = if attrs.title.trim().is_empty() { &attrs.url } else { &attrs.title };
                    push_line(text, &mut self.lines);
                }
                Block::Furniture { .. } => {}
            }
        }
    }

    fn beside(&mut self, blocks: &[Block]) {
        let dateline = std::mem::take(&mut self.dateline);
        self.blocks(blocks);
        self.dateline = dateline;
    }

    fn dateline_alone(&mut self) {
        push_line(&std::mem::take(&mut self.dateline), &mut self.lines);
    }
}

/// The official schemas, formats checked too.
static SCHEMAS: LazyLock<Option<[(&str, jsonschema::Validator); 2]>> = LazyLock::new(|| {
    let schema = |version: &'static str| {
        let schema = given::shared(&format!("schemas/ninjs/ninjs-schema_{version}.json"))?;
        let options = jsonschema::options().with_retriever(NoGeography).should_validate_formats(true);
        Some((version, options.build(&serde_json::from_str(&schema).unwrap()).unwrap()))
    };
    Some([schema("2.2")?, schema("3.1")?])
});

fn schema_of(version: &str) -> Option<&'static jsonschema::Validator> {
    SCHEMAS.as_ref()?.iter().find(|(of, _)| *of == version).map(|(_, schema)| schema)
}

/// The schema points at GeoJSON's, on the network; stories have no geography.
struct NoGeography;

impl jsonschema::Retrieve for NoGeography {
    fn retrieve(&self, _: &jsonschema::Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Value::Bool(false))
    }
}

pub fn check_ninjs(version: &str, rendition: &Rendition) -> Check {
    let item: Value = serde_json::from_slice(&rendition.bytes).map_err(|error| error.to_string())?;
    ensure(item["standard"]["version"] == version, || format!("not ninjs {version}"))?;
    let Some(schema) = schema_of(version) else { return Ok(()) };
    let errors: Vec<String> =
        schema.iter_errors(&item).map(|error| format!("{}: {error}", error.instance_path())).collect();
    ensure(errors.is_empty(), || errors.join("\n"))
}

#[test]
fn the_official_schema_refuses_what_is_no_news_item() {
    let Some(schema) = schema_of("3.1") else { return };
    assert!(!schema.is_valid(&serde_json::json!({ "type": "text" })));
    assert!(!schema.is_valid(&serde_json::json!({ "uri": "urn:uuid:x", "headline": "ninjs 1" })));
    assert!(!schema.is_valid(&serde_json::json!({ "uri": "no address" })));
}
