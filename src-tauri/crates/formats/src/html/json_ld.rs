use crate::{
    Leaving,
    address::{topic, urn},
    notice::{self, Notice},
    picture, said,
};
use serde_json::{Map, Value, json};
use story::body::{Image, Inline};

/// Longest headline that Google shows, in characters.
pub(super) const HEADLINE: usize = 110;

/// The story as a schema.org NewsArticle, safe inside a `script` element.
pub(super) fn write(leaving: &Leaving<'_>) -> String {
    // No string of it can end the element or open a comment: everything that HTML sees as markup is escaped as JSON.
    let json = serde_json::to_string_pretty(&article(leaving)).unwrap_or_default();
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn article(leaving: &Leaving<'_>) -> Value {
    let Leaving { story, house, ties, .. } = *leaving;
    let published = leaving.published();
    let fields = &story.fields;
    let kind = if fields.bylines.is_empty() { "Organization" } else { "Person" };
    let authors: Vec<Value> =
        said::authors(story, house).into_iter().map(|name| json!({ "@type": kind, "name": name })).collect();
    let mut article = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": urn(&story.id),
        "headline": said::excerpt(&said::title(story), HEADLINE),
        "description": said::description(story),
        "dateCreated": story.created,
        "datePublished": published,
        "dateModified": story.modified,
        "inLanguage": said::language(story, house),
        "author": authors,
        "editor": some(&fields.editor).map(|name| json!({ "@type": "Person", "name": name })),
        "publisher": { "@type": "NewsMediaOrganization", "name": house.name },
        "articleSection": some(&fields.desk),
        "keywords": fields.tags,
        "wordCount": story.body.counts().words,
        "creativeWorkStatus": if story.withdrawn().is_some() { "withdrawn" } else { story.stage.name() },
    });
    let Some(more) = article.as_object_mut() else { return article };
    put(more, "alternativeHeadline", some(&fields.kicker).map(Value::from));
    put(more, "sourceOrganization", some(&fields.source).map(|name| json!({ "@type": "Organization", "name": name })));
    put(more, "contentLocation", some(&fields.dateline.place).map(|name| json!({ "@type": "Place", "name": name })));
    put(more, "dateline", some(house.print_dateline(fields).trim()).map(Value::from));
    put(more, "copyrightNotice", some(&fields.rights).map(Value::from));
    put(
        more,
        "about",
        list(
            fields
                .topics
                .iter()
                .filter_map(|code| topic(code))
                .map(|address| json!({ "@type": "Thing", "sameAs": address })),
        ),
    );
    put(more, "correction", list(notice::all(leaving).iter().filter(|notice| !notice.text.is_empty()).map(correction)));
    let corrected = ties.corrects.iter();
    let corrected =
        corrected.map(|tie| json!({ "@type": "NewsArticle", "identifier": urn(&tie.story), "headline": tie.title }));
    put(more, "isBasedOn", list(corrected));
    put(more, "image", list(story.body.pictures().map(image)));
    put(more, "relatedLink", list(story.body.related_links().into_iter().filter_map(|link| link.url).map(Value::from)));
    article
}

/// schema.org's CorrectionComment: what was wrong, when that was said, and the story in which it was.
fn correction(notice: &Notice<'_>) -> Value {
    let mut comment = json!({
        "@type": "CorrectionComment",
        "name": notice.label,
        "text": notice.text,
        "datePublished": notice.at,
    });
    let other = notice.other.map(|tie| urn(&tie.story));
    if let (Some(other), Some(comment)) = (other, comment.as_object_mut()) {
        comment.insert("sameAs".to_owned(), other.into());
    }
    comment
}

/// A picture by its caption and credit. It stands in the page itself, so it has no address of its own.
fn image((attrs, content): (&Image, &[Inline])) -> Value {
    let mut image = Map::from_iter([("@type".to_owned(), Value::from("ImageObject"))]);
    put(&mut image, "name", picture::plain_name(&attrs.src).map(Value::from));
    put(&mut image, "caption", some(&Inline::text_of(content)).map(Value::from));
    put(&mut image, "description", some(&attrs.alt).map(Value::from));
    put(&mut image, "creditText", some(&attrs.credit).map(Value::from));
    put(&mut image, "creator", some(&attrs.photographer).map(|name| json!({ "@type": "Person", "name": name })));
    put(&mut image, "dateCreated", some(&attrs.date).map(Value::from));
    put(&mut image, "contentLocation", some(&attrs.place).map(|name| json!({ "@type": "Place", "name": name })));
    Value::Object(image)
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.trim().is_empty())
}

fn list(values: impl Iterator<Item = Value>) -> Option<Value> {
    let values: Vec<Value> = values.collect();
    (!values.is_empty()).then_some(Value::Array(values))
}

fn put(object: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value);
    }
}
