//! A book in EPUB 3.3 of one story or several, in the order given: a chapter each, as the web page has it. There is no cover;
//! the table of contents is the first thing that a reader finds.

mod body;

use crate::{
    Context, Kind, Leaving,
    address::{uri, urn},
    archive::Archive,
    html,
    picture::{self, Inside},
    said,
    xml::{Xml, is_blank},
};
use std::collections::BTreeSet;
use story::{RelatedLink, Rendition, body::is_safe_address};

const STYLE: &str = include_str!("epub/book.css");
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const OPS: &str = "http://www.idpf.org/2007/ops";

/// Writes the book. Its pictures are inside of it.
pub fn write(stories: &[Leaving<'_>], context: &Context<'_>) -> Rendition {
    let pictures = picture::inside(stories.iter().flat_map(|leaving| leaving.story.body.images()), context);
    let mut archive = Archive::with_mimetype(Kind::Epub.media_type());
    archive.part("META-INF/container.xml", container());
    archive.part("EPUB/package.opf", package(stories, &pictures, context));
    archive.part("EPUB/contents.xhtml", contents(stories, context));
    archive.part("EPUB/book.css", STYLE);
    for (leaving, number) in stories.iter().zip(1..) {
        archive.part(&format!("EPUB/{}", chapter_name(number)), chapter(leaving, stories, &pictures, context));
    }
    for picture in &pictures {
        archive.picture(&format!("EPUB/media/{}", picture.name), &picture.bytes);
    }
    Rendition {
        media_type: Kind::Epub.media_type(),
        suffix: Kind::Epub.suffix(),
        bytes: archive.finish(),
        attachments: Vec::new(),
    }
}

fn chapter_name(number: usize) -> String {
    format!("story-{number}.xhtml")
}

/// What the book is called.
fn title(stories: &[Leaving<'_>], context: &Context<'_>) -> String {
    match stories {
        [one] => said::title(one.story),
        _ if is_blank(context.title) => "Redaksi".to_owned(),
        _ => context.title.to_owned(),
    }
}

fn language<'a>(stories: &[Leaving<'a>]) -> &'a str {
    stories.first().map_or("und", |leaving| said::language_tag(leaving.story, leaving.house))
}

fn container() -> Vec<u8> {
    let mut xml = Xml::new();
    let root = [("version", "1.0"), ("xmlns", "urn:oasis:names:tc:opendocument:xmlns:container")];
    xml.within("container", &root, |xml| {
        xml.within("rootfiles", &[], |xml| {
            let package = [("full-path", "EPUB/package.opf"), ("media-type", "application/oebps-package+xml")];
            xml.empty("rootfile", &package);
        });
    });
    xml.finish()
}

fn package(stories: &[Leaving<'_>], pictures: &[Inside<'_>], context: &Context<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    let root = [
        ("xmlns", "http://www.idpf.org/2007/opf"),
        ("version", "3.0"),
        ("unique-identifier", "book"),
        ("xml:lang", language(stories)),
    ];
    xml.within("package", &root, |xml| {
        xml.within("metadata", &[("xmlns:dc", "http://purl.org/dc/elements/1.1/")], |xml| {
            metadata(xml, stories, context);
        });
        xml.within("manifest", &[], |xml| {
            let mut item = |id: &str, href: &str, media_type: &str, properties: &[(&str, &str)]| {
                let attributes = [("id", id), ("href", href), ("media-type", media_type)];
                xml.empty("item", &[&attributes, properties].concat());
            };
            item("contents", "contents.xhtml", "application/xhtml+xml", &[("properties", "nav")]);
            item("style", "book.css", "text/css", &[]);
            for number in 1..=stories.len() {
                item(&format!("story-{number}"), &chapter_name(number), "application/xhtml+xml", &[]);
            }
            for picture in pictures {
                item(&picture.name, &format!("media/{}", picture.name), picture.media_type, &[]);
            }
        });
        xml.within("spine", &[], |xml| {
            xml.empty("itemref", &[("idref", "contents")]);
            for number in 1..=stories.len() {
                xml.empty("itemref", &[("idref", &format!("story-{number}"))]);
            }
        });
    });
    xml.finish()
}

fn metadata(xml: &mut Xml, stories: &[Leaving<'_>], context: &Context<'_>) {
    let Some(first) = stories.first() else { return };
    let identifier = match stories {
        [one] => urn(&one.story.id),
        _ => uri(&format!("urn:redaksi:{}:{}", first.house.id, context.now)),
    };
    let each = |see: &dyn Fn(&Leaving<'_>) -> Vec<String>| {
        let mut seen = BTreeSet::new();
        let all: Vec<String> = stories.iter().flat_map(see).filter(|text| seen.insert(text.clone())).collect();
        all
    };
    xml.line("dc:identifier", &[("id", "book")], &identifier);
    xml.line("dc:title", &[], &title(stories, context));
    for (element, values) in [
        ("dc:language", each(&|leaving| vec![said::language_tag(leaving.story, leaving.house).to_owned()])),
        (
            "dc:creator",
            each(&|leaving| said::authors(leaving.story, leaving.house).into_iter().map(str::to_owned).collect()),
        ),
        ("dc:contributor", each(&|leaving| vec![leaving.story.fields.editor.clone()])),
        ("dc:publisher", vec![first.house.name.clone()]),
        ("dc:source", each(&|leaving| vec![leaving.story.fields.source.clone()])),
        ("dc:coverage", each(&|leaving| vec![leaving.story.fields.dateline.place.clone()])),
        ("dc:subject", each(&|leaving| leaving.story.fields.tags.clone())),
        ("dc:rights", each(&|leaving| vec![leaving.story.fields.rights.clone()])),
    ] {
        values.iter().for_each(|value| xml.line(element, &[], value));
    }
    if let [one] = stories {
        xml.line("dc:description", &[], &said::description(one.story));
        xml.line("dc:date", &[], &said::second(one.published()).unwrap_or_default());
    }
    let modified = said::second(context.now).or_else(|| said::second(&first.story.modified));
    let modified = modified.unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned());
    xml.line("meta", &[("property", "dcterms:modified")], &modified);
}

/// A page as XML.
fn page(title: &str, language: &str, content: impl FnOnce(&mut Xml)) -> Vec<u8> {
    let mut xml = Xml::new();
    let root = [("xmlns", XHTML), ("xmlns:epub", OPS), ("xml:lang", language), ("lang", language)];
    xml.within("html", &root, |xml| {
        xml.within("head", &[], |xml| {
            xml.line("title", &[], title);
            xml.empty("link", &[("rel", "stylesheet"), ("type", "text/css"), ("href", "book.css")]);
        });
        xml.within("body", &[], content);
    });
    xml.finish()
}

fn contents(stories: &[Leaving<'_>], context: &Context<'_>) -> Vec<u8> {
    let title = title(stories, context);
    page(&title, language(stories), |xml| {
        xml.within("nav", &[("epub:type", "toc"), ("id", "toc")], |xml| {
            xml.line("h1", &[], &title);
            xml.within("ol", &[], |xml| {
                for (Leaving { story, .. }, number) in stories.iter().zip(1..) {
                    xml.within("li", &[], |xml| xml.line("a", &[("href", &chapter_name(number))], &said::title(story)));
                }
            });
        });
    })
}

fn chapter(leaving: &Leaving<'_>, stories: &[Leaving<'_>], pictures: &[Inside<'_>], context: &Context<'_>) -> Vec<u8> {
    let story = body::fitted(leaving.story, pictures);
    // A story of the same book is in the book; what is elsewhere has to have an address.
    let related = |link: &RelatedLink| {
        let beside = stories.iter().position(|other| link.story_id.as_ref() == Some(&other.story.id));
        let elsewhere = || (context.related)(link).filter(|address| is_safe_address(address));
        beside.map(|at| chapter_name(at + 1)).or_else(|| elsewhere().map(|address| uri(&address)))
    };
    let beside = crate::PageForm { fragment: true, pictures_beside: true };
    let context = Context { picture: &|_| None, related: &related, page: beside, ..*context };
    let language = said::language_tag(leaving.story, leaving.house);
    page(&said::title(leaving.story), language, |xml| {
        xml.words("article", &[], |xml| xml.markup(&html::article(&Leaving { story: &story, ..*leaving }, &context)));
    })
}
