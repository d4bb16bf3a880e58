//! NITF 3.6, in the namespace of its XML Schema: what agencies' and papers' older systems take.
//!
//! The dateline stands in `body.head` alone, so that no reader prints it twice. Furniture is left out.

mod content;

use crate::{
    Context, Kind, Leaving,
    address::{self, urn},
    notice, picture,
    said::{self, some},
    xml::Xml,
};
use story::{Correction, Rendition};

const NAMESPACE: &str = "http://iptc.org/std/NITF/2006-10-18/";
const VERSION: &str = "-//IPTC//DTD NITF 3.6//EN";

/// Writes the document. Pictures travel beside it; it names them by their file.
pub fn write(leaving: &Leaving<'_>, context: &Context<'_>) -> Rendition {
    let story = leaving.story;
    let language = said::language_tag(story, leaving.house);
    let mut xml = Xml::new();
    let root = [("xmlns", NAMESPACE), ("version", VERSION), ("baselang", language)];
    xml.within("nitf", &root, |xml| {
        xml.within("head", &[], |xml| head(xml, leaving));
        xml.within("body", &[("xml:lang", language)], |xml| {
            xml.within("body.head", &[], |xml| body_head(xml, leaving));
            xml.within("body.content", &[], |xml| content::write(xml, leaving, context));
            if let Some(sign_off) = some(&story.fields.sign_off) {
                xml.within("body.end", &[], |xml| xml.line("tagline", &[], &sign_off));
            }
        });
    });
    Rendition {
        media_type: Kind::Nitf.media_type(),
        suffix: Kind::Nitf.suffix(),
        bytes: xml.finish(),
        attachments: picture::attachments(&story.body),
    }
}

fn head(xml: &mut Xml, leaving: &Leaving<'_>) {
    let Leaving { story, house, .. } = *leaving;
    let fields = &story.fields;
    xml.line("title", &[], &said::title(story));
    xml.empty("meta", &[("name", "generator"), ("content", "Redaksi")]);
    if let Some(outlet) = some(&fields.dateline.outlet) {
        xml.empty("meta", &[("name", "dateline.outlet"), ("content", &outlet)]);
    }
    let desk = [("tobject.type", fields.desk.as_str())];
    xml.within("tobject", if fields.desk.is_empty() { &[] } else { &desk }, |xml| {
        for number in fields.topics.iter().filter_map(|code| address::topic_number(code)) {
            xml.empty("tobject.subject", &[("tobject.subject.refnum", number)]);
        }
    });
    xml.within("docdata", &[("management-status", said::status(story))], |xml| docdata(xml, leaving));
    let length = story.body.counts().characters.to_string();
    let mut publication = vec![
        ("item-length", length.as_str()),
        ("unit-of-measure", "character"),
        ("date.publication", &story.modified),
        ("name", &house.name),
    ];
    if !fields.desk.is_empty() {
        publication.push(("position.section", &fields.desk));
    }
    xml.empty("pubdata", &publication);
    for name in &fields.bylines {
        xml.empty("revision-history", &[("name", name), ("function", "writer-author"), ("norm", &story.created)]);
    }
    let changed = [("name", fields.editor.as_str()), ("function", "editor"), ("norm", story.modified.as_str())];
    xml.empty("revision-history", &changed);
}

fn docdata(xml: &mut Xml, leaving: &Leaving<'_>) {
    let Leaving { story, house, ties, .. } = *leaving;
    let fields = &story.fields;
    let (embargo, note) = said::embargo(story);
    let (copyright, usage) = said::rights(story, house);
    for notice in notice::all(leaving) {
        // What it is of: itself, or another story.
        let of = ties.corrects.iter().find(|tie| notice.other == Some(*tie)).map_or(&story.id, |tie| &tie.story);
        xml.empty("correction", &[("info", &notice.line()), ("id-string", &urn(of)), ("regsrc", &house.name)]);
    }
    xml.empty("doc-id", &[("regsrc", &house.name), ("id-string", &urn(&story.id))]);
    if let Some(urgency) = fields.urgency {
        xml.empty("urgency", &[("ed-urg", &urgency.to_string())]);
    }
    xml.empty("date.issue", &[("norm", &story.modified)]);
    if let Some(time) = embargo {
        xml.empty("date.release", &[("norm", &time)]);
    }
    if let Some(Correction { text, .. }) = story.withdrawn() {
        xml.empty("ed-msg", &[("msg-type", "kill"), ("info", text)]);
    }
    if let Some(note) = note {
        xml.empty("ed-msg", &[("info", &note)]);
    }
    xml.empty("du-key", &[("version", &story.revision.to_string()), ("key", &fields.slugline)]);
    if let Some(holder) = copyright {
        xml.empty("doc.copyright", &[("holder", &holder)]);
    }
    if let Some(terms) = usage {
        xml.empty("doc.rights", &[("limitations", &terms)]);
    }
    if !fields.tags.is_empty() {
        xml.within("key-list", &[], |xml| {
            for tag in &fields.tags {
                xml.empty("keyword", &[("key", tag)]);
            }
        });
    }
    // Codes of other vocabularies have no number that the standard knows.
    let others: Vec<&String> = fields.topics.iter().filter(|code| address::topic_number(code).is_none()).collect();
    if !others.is_empty() {
        xml.within("identified-content", &[], |xml| {
            for code in others {
                xml.empty("classifier", &[("type", "topic"), ("value", code)]);
            }
        });
    }
}

fn body_head(xml: &mut Xml, Leaving { story, .. }: &Leaving<'_>) {
    let fields = &story.fields;
    let dateline = &fields.dateline;
    xml.within("hedline", &[], |xml| {
        xml.words("hl1", &[], |xml| xml.text(&said::title(story)));
        xml.line("hl2", &[("class", "kicker")], &fields.kicker);
    });
    for name in &fields.bylines {
        xml.words("byline", &[], |xml| xml.span("person", &[], |xml| xml.text(name)));
    }
    if let Some(editor) = some(&fields.editor) {
        xml.words("byline", &[], |xml| {
            xml.span("person", &[], |xml| xml.text(&editor));
            xml.span("byttl", &[], |xml| xml.text("Editor"));
        });
    }
    if let Some(source) = some(&fields.source) {
        xml.words("distributor", &[], |xml| xml.span("org", &[], |xml| xml.text(&source)));
    }
    let date = dateline.date.as_deref().and_then(some);
    if date.is_some() || some(&dateline.place).is_some() {
        xml.words("dateline", &[], |xml| {
            if let Some(place) = some(&dateline.place) {
                xml.span("location", &[], |xml| xml.text(&place));
            }
            if let Some(date) = date {
                xml.span("story.date", &[], |xml| xml.text(&date));
            }
        });
    }
    if let Some(deck) = some(&fields.deck) {
        xml.within("abstract", &[], |xml| xml.line("p", &[], &deck));
    }
}
