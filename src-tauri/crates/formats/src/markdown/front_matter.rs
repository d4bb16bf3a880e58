use crate::{Leaving, Tie, picture};
use serde::Serialize;
use story::{Correction, Stage};

/// The front matter by Hugo's and Astro's names where they have one; what a story has not, it has not.
#[derive(Serialize)]
struct FrontMatter<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kicker: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    date: &'a str,
    lastmod: &'a str,
    draft: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    slugline: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    authors: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    editor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dateline: Option<Dateline<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    topics: &'a [String],
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    urgency: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    embargo: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rights: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    images: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<Mended<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corrects: Vec<Mends<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    withdrawn: bool,
    publisher: &'a str,
    id: &'a str,
    revision: u32,
}

#[derive(Serialize)]
struct Dateline<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
}

/// What was said of it after it had left.
#[derive(Serialize)]
struct Mended<'a> {
    kind: &'static str,
    date: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    story: Option<&'a str>,
}

/// A story that it corrects.
#[derive(Serialize)]
struct Mends<'a> {
    kind: &'static str,
    date: &'a str,
    story: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct Related {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// The lines between the two `---`.
pub(super) fn write(leaving: &Leaving<'_>) -> String {
    let Leaving { story, house, ties, .. } = *leaving;
    let fields = &story.fields;
    let dateline = &fields.dateline;
    let dateline = Dateline {
        outlet: some(&dateline.outlet),
        place: some(&dateline.place),
        date: dateline.date.as_deref().and_then(some),
    };
    let some_dateline = dateline.outlet.is_some() || dateline.place.is_some() || dateline.date.is_some();
    let related = story.body.related_links().into_iter();
    let front_matter = FrontMatter {
        title: &fields.headline,
        kicker: some(&fields.kicker),
        description: some(&fields.deck),
        date: &story.created,
        lastmod: &story.modified,
        draft: !matches!(story.stage, Stage::Ready | Stage::Exported),
        slugline: some(&fields.slugline),
        authors: &fields.bylines,
        editor: some(&fields.editor),
        source: some(&fields.source),
        dateline: some_dateline.then_some(dateline),
        section: some(&fields.desk),
        tags: &fields.tags,
        topics: &fields.topics,
        language: some(&fields.language).unwrap_or(&house.language),
        urgency: fields.urgency,
        embargo: fields.embargo.as_deref().and_then(some),
        rights: some(&fields.rights),
        related: related.map(|link| Related { title: link.title, id: link.story_id, url: link.url }).collect(),
        images: picture::attachments(&story.body).into_iter().map(|file| file.path).collect(),
        correction: story.corrections.iter().map(mended).collect(),
        corrects: ties.corrects.iter().map(mends).collect(),
        withdrawn: story.withdrawn().is_some(),
        publisher: &house.name,
        id: &story.id,
        revision: story.revision,
    };
    let options = serde_saphyr::ser_options! { prefer_block_scalars: false, compact_list_indent: false };
    // Strings, numbers and lists are all that it has: YAML can hold every one of them.
    serde_saphyr::to_string_with_options(&front_matter, options).unwrap_or_default()
}

fn mended(correction: &Correction) -> Mended<'_> {
    let Correction { kind, at, text, published_as, .. } = correction;
    Mended { kind: kind.name(), date: at, text, story: published_as.as_deref() }
}

fn mends(Tie { story, title, kind, at }: &Tie) -> Mends<'_> {
    Mends { kind: kind.name(), date: at, story, title }
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.trim().is_empty())
}
