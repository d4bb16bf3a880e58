//! WordPress's file of posts (WXR 1.2): what its importer takes. What WordPress has no field for is a custom field of the post
//! (`wp:postmeta`), which themes and plugins can print.

use crate::{
    Context, Kind, Leaving,
    address::urn,
    feed::{self},
    html,
    notice::{self, Notice},
    said,
    xml::{Xml, is_blank},
};
use story::{Rendition, Stage};

const NAMESPACES: [(&str, &str); 5] = [
    ("version", "2.0"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:excerpt", "http://wordpress.org/export/1.2/excerpt/"),
    ("xmlns:wp", "http://wordpress.org/export/1.2/"),
];

/// Writes the posts, in the order given.
pub fn write(stories: &[Leaving<'_>], context: &Context<'_>) -> Rendition {
    let mut xml = Xml::new();
    xml.within("rss", &NAMESPACES, |xml| {
        xml.within("channel", &[], |xml| {
            xml.words("title", &[], |xml| xml.text(context.title));
            xml.line("generator", &[], "Redaksi");
            xml.line("wp:wxr_version", &[], "1.2");
            for (leaving, number) in stories.iter().zip(1..) {
                xml.within("item", &[], |xml| item(xml, leaving, context, number));
            }
        });
    });
    Rendition {
        media_type: Kind::Wxr.media_type(),
        suffix: Kind::Wxr.suffix(),
        bytes: xml.finish(),
        attachments: feed::pictures_of(stories),
    }
}

fn item(xml: &mut Xml, leaving: &Leaving<'_>, context: &Context<'_>, number: u32) {
    let Leaving { story, house, .. } = leaving;
    let fields = &story.fields;
    let number = number.to_string();
    // WordPress prints titles and excerpts as the markup that they are to it.
    xml.cdata("title", &html::escaped(&said::title(story)));
    xml.cdata("dc:creator", &said::authors(story, house).join(", "));
    xml.line("guid", &[("isPermaLink", "false")], &urn(&story.id));
    xml.words("description", &[], |_| {});
    xml.cdata("content:encoded", &html::copy(leaving, context));
    xml.cdata("excerpt:encoded", &html::escaped(&fields.deck));
    xml.line("wp:post_id", &[], &number);
    for (local, gmt, time) in [
        ("wp:post_date", "wp:post_date_gmt", leaving.published()),
        ("wp:post_modified", "wp:post_modified_gmt", story.modified.as_str()),
    ] {
        if let Some(time) = said::moment(time) {
            xml.line(local, &[], &time.naive_local().format("%Y-%m-%d %H:%M:%S").to_string());
            xml.line(gmt, &[], &time.naive_utc().format("%Y-%m-%d %H:%M:%S").to_string());
        }
    }
    xml.line("wp:post_name", &[], &slug(&fields.slugline));
    xml.line("wp:status", &[], status(story.stage));
    xml.line("wp:post_type", &[], "post");
    for (domain, name) in
        std::iter::once(("category", &fields.desk)).chain(fields.tags.iter().map(|tag| ("post_tag", tag)))
    {
        if !is_blank(name) {
            xml.line("category", &[("domain", domain), ("nicename", &slug(name))], name);
        }
    }
    for (key, value) in custom_fields(leaving) {
        if !is_blank(&value) {
            xml.within("wp:postmeta", &[], |xml| {
                xml.line("wp:meta_key", &[], &format!("redaksi_{key}"));
                xml.cdata("wp:meta_value", &value);
            });
        }
    }
}

fn custom_fields(leaving: &Leaving<'_>) -> Vec<(&'static str, String)> {
    let Leaving { story, house, ties, .. } = *leaving;
    let fields = &story.fields;
    let corrections = notice::all(leaving).iter().map(Notice::line).collect::<Vec<_>>();
    let corrects = ties.corrects.iter().map(|tie| urn(&tie.story)).collect::<Vec<_>>();
    vec![
        ("correction", corrections.join("\n")),
        ("corrects", corrects.join("; ")),
        ("status", story.withdrawn().map(|_| said::status(story).to_owned()).unwrap_or_default()),
        ("id", story.id.clone()),
        ("revision", story.revision.to_string()),
        ("created", story.created.clone()),
        ("slugline", fields.slugline.clone()),
        ("kicker", fields.kicker.clone()),
        ("bylines", fields.bylines.join("; ")),
        ("editor", fields.editor.clone()),
        ("source", fields.source.clone()),
        ("dateline_outlet", fields.dateline.outlet.clone()),
        ("dateline_place", fields.dateline.place.clone()),
        ("dateline_date", fields.dateline.date.clone().unwrap_or_default()),
        ("language", said::language(story, house).to_owned()),
        ("topics", fields.topics.join("; ")),
        ("urgency", fields.urgency.map(|urgency| urgency.to_string()).unwrap_or_default()),
        ("embargo", fields.embargo.clone().unwrap_or_default()),
        ("rights", fields.rights.clone()),
        ("sign_off", fields.sign_off.clone()),
    ]
}

/// What is not for readers yet, or no longer, must not be on the site the moment it is imported.
fn status(stage: Stage) -> &'static str {
    match stage {
        Stage::Ready | Stage::Exported => "publish",
        Stage::Draft | Stage::Review => "draft",
        Stage::Spiked => "trash",
    }
}

/// A part of an address, of letters and digits.
fn slug(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}
