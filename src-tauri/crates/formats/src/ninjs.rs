//! IPTC ninjs 3.1, and 2.2 for older receivers: the story as one JSON object, for machines that take copy from agencies.

mod earlier;

use crate::{
    Kind, Leaving, Tie, Ties,
    address::{self, uri, urn},
    notice, picture,
    said::{self, embargo, rights, some},
    text,
};
use serde::Serialize;
use story::{
    Body, House, Rendition, Story,
    body::{Block, HtmlOptions, Image, Inline},
};

const SCHEMA: &str = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#";

/// Writes the object. Pictures travel beside it; it names them by their file.
pub fn write(leaving: &Leaving<'_>) -> Rendition {
    rendition(Kind::Ninjs, leaving.story, serde_json::to_vec_pretty(&item(leaving)))
}

/// The same as ninjs 2.2.
pub fn write_2(leaving: &Leaving<'_>) -> Rendition {
    let item = serde_json::to_value(item(leaving)).map(earlier::of);
    rendition(Kind::Ninjs2, leaving.story, item.and_then(|item| serde_json::to_vec_pretty(&item)))
}

/// An object of strings, numbers and lists: JSON can hold every one of them.
fn rendition(kind: Kind, story: &Story, json: serde_json::Result<Vec<u8>>) -> Rendition {
    let mut bytes = json.unwrap_or_default();
    bytes.push(b'\n');
    Rendition {
        media_type: kind.media_type(),
        suffix: kind.suffix(),
        bytes,
        attachments: picture::attachments(&story.body),
    }
}

/// A news object, in the order of the schema. What a story has not, its object has not.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    #[serde(skip_serializing_if = "Option::is_none")]
    standard: Option<Standard>,
    /// Of an associated object: what the receiver may call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rel: Option<&'static str>,
    uri: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    representation_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    embargoed_until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    urgency: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copyright_notice: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    usage_terms: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ed_note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slugline: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    headlines: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    descriptions: Vec<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    located: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    organisations: Vec<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    info_sources: Vec<InfoSource>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    subjects: Vec<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bodies: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    renditions: Vec<Picture>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    associations: Vec<Item>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alt_ids: Vec<AltId>,
}

#[derive(Serialize)]
struct AltId {
    role: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Standard {
    name: &'static str,
    version: &'static str,
    schema: &'static str,
}

/// A headline, a description or a body.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Text {
    role: &'static str,
    content_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    word_count: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    char_count: Option<u32>,
    value: String,
}

/// A person, place, organisation or subject.
#[derive(Default, Serialize)]
struct Named {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rel: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    literal: Option<String>,
}

#[derive(Serialize)]
struct InfoSource {
    name: String,
    role: &'static str,
}

/// One file of a picture. `href` wants an absolute address, which a file on the way out has not: the title names it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Picture {
    name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_type: Option<&'static str>,
    title: String,
}

fn item(leaving: &Leaving<'_>) -> Item {
    let Leaving { story, house, ties, .. } = *leaving;
    let fields = &story.fields;
    let (embargo, note) = embargo(story);
    let (copyright, usage) = rights(story, house);
    let authors = fields.bylines.iter().map(|name| named(name, Some("author")));
    let editor = some(&fields.editor).map(|name| named(&name, Some("editor")));
    Item {
        standard: Some(Standard { name: "ninjs", version: "3.1", schema: SCHEMA }),
        uri: urn(&story.id),
        kind: "text",
        representation_type: Some("full"),
        version: Some(story.revision.to_string()),
        first_created: Some(story.created.clone()),
        version_created: Some(story.modified.clone()),
        content_created: Some(story.created.clone()),
        embargoed_until: embargo,
        pub_status: Some(said::status(story)),
        urgency: fields.urgency,
        copyright_notice: copyright,
        usage_terms: usage,
        ed_note: notice::editors_note(leaving, note),
        language: some(&fields.language).or_else(|| some(&house.language)),
        title: some(&fields.headline).or_else(|| some(&fields.slugline)),
        slugline: some(&fields.slugline),
        headlines: texts([("main", &fields.headline), ("kicker", &fields.kicker)]),
        descriptions: texts([("summary", &fields.deck)]),
        by: some(&fields.bylines.join(", ")),
        located: some(&fields.dateline.place),
        places: some(&fields.dateline.place).map(|place| named(&place, Some("dateline"))).into_iter().collect(),
        people: authors.chain(editor).collect(),
        organisations: vec![named(&house.name, Some("publisher"))],
        info_sources: some(&fields.source).map(|name| InfoSource { name, role: "source" }).into_iter().collect(),
        subjects: subjects(story),
        bodies: bodies(story, house),
        associations: associations(story, ties),
        alt_ids: alt_ids(leaving),
        ..Item::default()
    }
}

fn bodies(story: &Story, house: &House) -> Vec<Text> {
    let dateline = house.print_dateline(&story.fields);
    let html = story.body.html(&HtmlOptions {
        related_label: house.related_label(),
        related_href: &|link| link.url.clone(),
        media_href: &|image| picture::path(&image.src),
        dateline: &dateline,
        furniture: false,
    });
    let copy = copy_alone(&story.body);
    let counts = copy.counts();
    let text = text::lines_of(copy.blocks(), house, dateline);
    let body = |role, content_type, value| Text {
        role,
        content_type,
        word_count: Some(counts.words),
        char_count: Some(counts.characters),
        value,
    };
    vec![body("main", "text/html", html), body("plain", "text/plain", text.trim_end().to_owned())]
}

/// Neither captions, which the standard does not count, nor pointers to other stories.
fn copy_alone(body: &Body) -> Body {
    let beside = |block: &&Block| {
        matches!(
            block,
            Block::Image { .. }
                | Block::Gallery { .. }
                | Block::Embed { .. }
                | Block::RelatedLink { .. }
                | Block::Furniture { .. }
        )
    };
    let blocks = body.blocks().iter().filter(|block| !beside(block)).cloned();
    Body::new(blocks.collect()).unwrap_or_default()
}

fn subjects(story: &Story) -> Vec<Named> {
    let fields = &story.fields;
    let desk = some(&fields.desk).map(|desk| named(&desk, Some("desk")));
    let tags = fields.tags.iter().map(|tag| named(tag, None));
    let topics = fields.topics.iter().map(|code| Named {
        rel: Some("about"),
        uri: address::topic(code),
        literal: Some(code.clone()),
        ..Named::default()
    });
    desk.into_iter().chain(tags).chain(topics).collect()
}

/// What a corrected item takes the place of: itself as it first left; and what it corrects.
fn alt_ids(leaving: &Leaving<'_>) -> Vec<AltId> {
    let id = |role, value| AltId { role, value };
    let own = (!leaving.story.corrections.is_empty()).then(|| id("corrects", urn(&leaving.story.id)));
    own.into_iter().chain(leaving.ties.corrects.iter().map(|tie| id("corrects", urn(&tie.story)))).collect()
}

/// The stories that it corrects and is corrected by, related links that lead somewhere, cards, and the pictures, those of galleries among them.
fn associations(story: &Story, ties: &Ties) -> Vec<Item> {
    let mut numbers = 1..;
    let tied =
        |rel, ties: &[Tie]| -> Vec<Item> { ties.iter().map(|tie| pointer(rel, urn(&tie.story), &tie.title)).collect() };
    let mut items = tied("corrects", &ties.corrects);
    items.extend(tied("correctedBy", &ties.published_as));
    story.body.each_block(&mut |block| match block {
        Block::RelatedLink { attrs } => {
            let uri = attrs.story_id.as_deref().map(urn).or_else(|| attrs.url.as_deref().map(uri));
            items.extend(uri.map(|uri| pointer("related", uri, &attrs.title)));
        }
        Block::Embed { attrs } => {
            let title = if attrs.title.is_empty() { &attrs.url } else { &attrs.title };
            items.push(pointer("embed", uri(&attrs.url), title));
        }
        Block::Image { attrs, content } => {
            items.extend(numbers.next().map(|number| photo(story, number, attrs, &Inline::text_of(content))));
        }
        _ => {}
    });
    items
}

fn pointer(rel: &'static str, uri: String, title: &str) -> Item {
    Item {
        name: Some(title.to_owned()),
        rel: Some(rel),
        uri,
        kind: "text",
        headlines: texts([("main", title)]),
        ..Item::default()
    }
}

fn photo(story: &Story, number: usize, image: &Image, caption: &str) -> Item {
    let path = picture::path(&image.src);
    Item {
        name: Some(format!("picture-{number}")),
        rel: Some("photo"),
        uri: format!("{}#picture-{number}", urn(&story.id)),
        kind: "picture",
        by: some(&image.photographer).or_else(|| some(&image.credit)),
        descriptions: texts([("caption", caption), ("alt", &image.alt)]),
        renditions: vec![Picture { name: "original", content_type: picture::media_type_of_name(&path), title: path }],
        ..Item::default()
    }
}

fn texts<const N: usize>(pairs: [(&'static str, &str); N]) -> Vec<Text> {
    let some = pairs.into_iter().filter_map(|(role, value)| Some((role, some(value)?)));
    some.map(|(role, value)| Text { role, content_type: "text/plain", value, ..Text::default() }).collect()
}

fn named(name: &str, rel: Option<&'static str>) -> Named {
    Named { name: Some(name.to_owned()), rel, ..Named::default() }
}
