//! NewsML-G2 2.35, conformance level power: a story is a `newsItem`; several in one file are a `newsMessage` of a
//! `packageItem`, which says what belongs together and in which order, and their `newsItem`s.
//!
//! The dateline is metadata, and the text in `inlineXML` has none: no receiver prints it twice.

use crate::{
    Context, Kind, Leaving,
    address::{self, uri, urn},
    feed, notice, picture,
    said::{self, some},
    xml::Xml,
};
use story::{
    RelatedLink, Rendition, Story,
    body::{Block, HtmlOptions},
};

const NAMESPACE: &str = "http://iptc.org/std/nar/2006-10-01/";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const CATALOG: &str = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml";

/// Writes one document of all the stories. Pictures travel beside it; it names them by their file.
pub fn write(stories: &[Leaving<'_>], context: &Context<'_>) -> Rendition {
    let mut xml = Xml::new();
    match stories {
        [one] => news_item(&mut xml, one, context),
        several => message(&mut xml, several, context),
    }
    let (media_type, suffix) = (Kind::Newsml.media_type(), Kind::Newsml.suffix());
    Rendition { media_type, suffix, bytes: xml.finish(), attachments: feed::pictures_of(stories) }
}

fn message(xml: &mut Xml, stories: &[Leaving<'_>], context: &Context<'_>) {
    xml.within("newsMessage", &[("xmlns", NAMESPACE)], |xml| {
        xml.within("header", &[], |xml| xml.line("sent", &[], context.now));
        xml.within("itemSet", &[], |xml| {
            package(xml, stories, context);
            stories.iter().for_each(|leaving| news_item(xml, leaving, context));
        });
    });
}

/// What an item begins with, up to its own content.
fn item(xml: &mut Xml, name: &str, (guid, version, language): (&str, &str, &str), content: impl FnOnce(&mut Xml)) {
    let attributes = [
        ("xmlns", NAMESPACE),
        ("guid", guid),
        ("version", version),
        ("standard", "NewsML-G2"),
        ("standardversion", "2.35"),
        ("conformance", "power"),
        ("xml:lang", language),
    ];
    xml.within(name, &attributes, |xml| {
        xml.empty("catalogRef", &[("href", CATALOG)]);
        content(xml);
    });
}

fn package(xml: &mut Xml, stories: &[Leaving<'_>], context: &Context<'_>) {
    let Some(first) = stories.first() else { return };
    let guid = format!("{}:{}", urn(&first.story.id), context.now.replace([':', '+'], "-"));
    let language = said::language_tag(first.story, first.house);
    item(xml, "packageItem", (&guid, "1", language), |xml| {
        xml.within("itemMeta", &[], |xml| {
            xml.empty("itemClass", &[("qcode", "ninat:composite")]);
            named(xml, "provider", &[], &first.house.name);
            xml.line("versionCreated", &[], context.now);
            xml.empty("pubStatus", &[("qcode", "stat:usable")]);
            xml.line("title", &[], context.title);
        });
        xml.within("groupSet", &[("root", "main")], |xml| {
            xml.within("group", &[("id", "main"), ("role", "group:main")], |xml| {
                for Leaving { story, house, .. } in stories {
                    let (guid, version) = (urn(&story.id), story.revision.to_string());
                    let reference = [
                        ("residref", guid.as_str()),
                        ("version", &version),
                        ("contenttype", Kind::Newsml.media_type()),
                    ];
                    xml.within("itemRef", &reference, |xml| {
                        xml.empty("itemClass", &[("qcode", "ninat:text")]);
                        named(xml, "provider", &[], &house.name);
                        xml.empty("pubStatus", &[("qcode", &format!("stat:{}", said::status(story)))]);
                        xml.line("title", &[], &said::title(story));
                    });
                }
            });
        });
    });
}

fn news_item(xml: &mut Xml, leaving: &Leaving<'_>, context: &Context<'_>) {
    let Leaving { story, house, .. } = leaving;
    let language = said::language_tag(story, house);
    item(xml, "newsItem", (&urn(&story.id), &story.revision.to_string(), language), |xml| {
        let (copyright, usage) = said::rights(story, house);
        if copyright.is_some() || usage.is_some() {
            xml.within("rightsInfo", &[], |xml| {
                xml.line("copyrightNotice", &[], &copyright.unwrap_or_default());
                xml.line("usageTerms", &[], &usage.unwrap_or_default());
            });
        }
        xml.within("itemMeta", &[], |xml| item_meta(xml, leaving));
        xml.within("contentMeta", &[], |xml| content_meta(xml, leaving, language));
        xml.within("contentSet", &[], |xml| {
            let counts = story.body.counts();
            let (words, characters) = (counts.words.to_string(), counts.characters.to_string());
            let attributes = [
                ("contenttype", "application/xhtml+xml"),
                ("wordcount", words.as_str()),
                ("charcount", characters.as_str()),
            ];
            xml.within("inlineXML", &attributes, |xml| inline_xml(xml, leaving, context, language));
        });
    });
}

fn item_meta(xml: &mut Xml, leaving: &Leaving<'_>) {
    let Leaving { story, house, ties, .. } = *leaving;
    let (embargo, note) = said::embargo(story);
    xml.empty("itemClass", &[("qcode", "ninat:text")]);
    named(xml, "provider", &[], &house.name);
    xml.line("versionCreated", &[], &story.modified);
    xml.line("firstCreated", &[], &story.created);
    xml.line("embargoed", &[], &embargo.unwrap_or_default());
    xml.empty("pubStatus", &[("qcode", &format!("stat:{}", said::status(story)))]);
    xml.words("generator", &[], |xml| xml.text("Redaksi"));
    xml.line("title", &[], &said::title(story));
    for notice in notice::all(leaving) {
        xml.line("edNote", &[], &notice.line());
    }
    xml.line("edNote", &[], &note.unwrap_or_default());
    if !story.corrections.is_empty() || !ties.corrects.is_empty() {
        xml.empty("signal", &[("qcode", "sig:correction")]);
    }
    if !story.corrections.is_empty() {
        // It takes the place of its own earlier versions.
        xml.empty("link", &[("rel", "irel:isCorrectionOf"), ("residref", &urn(&story.id))]);
    }
    for (rel, ties) in [("irel:isCorrectionOf", &ties.corrects), ("irel:seeAlso", &ties.published_as)] {
        for tie in ties {
            xml.within("link", &[("rel", rel), ("residref", &urn(&tie.story))], |xml| {
                xml.line("title", &[], &tie.title)
            });
        }
    }
    pointers(story, &mut |attribute, address, title| {
        xml.within("link", &[("rel", "irel:seeAlso"), (attribute, address)], |xml| xml.line("title", &[], title));
    });
}

/// What a story points at: other stories by their name, everything else by its address.
fn pointers(story: &Story, see: &mut dyn FnMut(&str, &str, &str)) {
    story.body.each_block(&mut |block| match block {
        Block::RelatedLink { attrs: RelatedLink { title, story_id: Some(id), .. } } => see("residref", &urn(id), title),
        Block::RelatedLink { attrs: RelatedLink { title, url: Some(url), .. } } => see("href", &uri(url), title),
        Block::Embed { attrs } => see("href", &uri(&attrs.url), &attrs.title),
        _ => {}
    });
}

fn content_meta(xml: &mut Xml, Leaving { story, house, .. }: &Leaving<'_>, language: &str) {
    let fields = &story.fields;
    let dateline = &fields.dateline;
    if let Some(urgency) = fields.urgency {
        xml.line("urgency", &[], &urgency.to_string());
    }
    xml.line("contentCreated", &[], &story.created);
    xml.line("contentModified", &[], &story.modified);
    named(xml, "located", &[], &dateline.place);
    named(xml, "infoSource", &[], &fields.source);
    fields.bylines.iter().for_each(|name| named(xml, "creator", &[], name));
    named(xml, "contributor", &[("role", "editorrole:editor")], &fields.editor);
    xml.empty("language", &[("tag", language)]);
    for tag in &fields.tags {
        xml.line("keyword", &[], tag);
    }
    named(xml, "subject", &[("type", "cpnat:department")], &fields.desk);
    for code in &fields.topics {
        match address::topic_number(code) {
            Some(number) => xml.empty("subject", &[("type", "cpnat:abstract"), ("qcode", &format!("medtop:{number}"))]),
            None => named(xml, "subject", &[("type", "cpnat:abstract")], code),
        }
    }
    xml.line("slugline", &[], &fields.slugline);
    xml.line("headline", &[], &said::title(story));
    xml.line("headline", &[("role", "hlrole:kicker")], &fields.kicker);
    xml.line("dateline", &[], house.print_dateline(fields).trim());
    xml.line("by", &[], &fields.bylines.join(", "));
    xml.line("creditline", &[], &house.print_credit(fields).replace('\n', " / "));
    xml.line("description", &[("role", "drol:summary")], &fields.deck);
}

/// Somebody or something that has a name and no code.
fn named(xml: &mut Xml, element: &str, attributes: &[(&str, &str)], name: &str) {
    if let Some(name) = some(name) {
        let all: Vec<(&str, &str)> = attributes.iter().copied().chain([("literal", name.trim())]).collect();
        xml.within(element, &all, |xml| xml.line("name", &[], &name));
    }
}

fn inline_xml(xml: &mut Xml, Leaving { story, house, .. }: &Leaving<'_>, context: &Context<'_>, language: &str) {
    let body = story.body.html(&HtmlOptions {
        related_label: house.related_label(),
        related_href: &|link| (context.related)(link).map(|address| uri(&address)),
        media_href: &|image| picture::path(&image.src),
        dateline: "",
        furniture: false,
    });
    xml.within("html", &[("xmlns", XHTML), ("xml:lang", language), ("lang", language)], |xml| {
        xml.within("head", &[], |xml| xml.line("title", &[], &said::title(story)));
        xml.words("body", &[], |xml| xml.markup(&body));
    });
}
