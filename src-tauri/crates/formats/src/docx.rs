//! Word's own format (ECMA-376 transitional): styles that Word knows by name, real numbering, pictures inside of it, and the
//! story's metadata as document properties. Where it is asked for, notes are comments and suggestions tracked changes.

mod comments;
mod properties;
mod text;

use crate::{
    Context, Kind, Leaving,
    archive::Archive,
    document::{Document, List},
    picture::{self, Inside},
    xml::Xml,
};
use story::Rendition;

const STYLES: &str = include_str!("docx/styles.xml");
const SETTINGS: &str = include_str!("docx/settings.xml");
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const PART: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Writes the document. Its pictures are inside of it.
pub fn write(leaving: &Leaving<'_>, context: &Context<'_>) -> Rendition {
    let document = Document::of(leaving, context);
    let mut links = Links::default();
    let pictures = picture::inside(document.images().into_iter(), context);
    let main = text::write(&document, &pictures, &mut links);
    let mut archive = Archive::new();
    let has_comments = !document.threads.is_empty();
    archive.part("[Content_Types].xml", content_types(&pictures, has_comments));
    archive.part("_rels/.rels", package_relationships());
    archive.part("word/document.xml", main);
    archive.part("word/_rels/document.xml.rels", relationships(&links, &pictures, has_comments));
    archive.part("word/styles.xml", STYLES.replace("LANGUAGE", &locale(document.language)));
    archive.part("word/settings.xml", SETTINGS);
    archive.part("word/numbering.xml", numbering(&text::lists(&document)));
    if has_comments {
        archive.part("word/comments.xml", comments::comments(&document));
        archive.part("word/commentsExtended.xml", comments::extended(&document));
    }
    archive.part("docProps/core.xml", properties::core(leaving));
    archive.part("docProps/app.xml", properties::app());
    archive.part("docProps/custom.xml", properties::custom(leaving));
    for picture in &pictures {
        archive.picture(&format!("word/media/{}", picture.name), &picture.bytes);
    }
    Rendition {
        media_type: Kind::Docx.media_type(),
        suffix: Kind::Docx.suffix(),
        bytes: archive.finish(),
        attachments: Vec::new(),
    }
}

/// Word wants the territory too.
fn locale(language: &str) -> String {
    match language {
        "id" => "id-ID".to_owned(),
        "en" => "en-US".to_owned(),
        other => other.to_owned(),
    }
}

/// Addresses outside of the document, each once, by the name that the text has for it.
#[derive(Default)]
struct Links {
    addresses: Vec<String>,
}

impl Links {
    fn id(&mut self, address: &str) -> String {
        let address = crate::address::uri(address);
        let at = self.addresses.iter().position(|one| *one == address).unwrap_or_else(|| {
            self.addresses.push(address);
            self.addresses.len() - 1
        });
        format!("link{at}")
    }
}

fn content_types(pictures: &[Inside<'_>], has_comments: bool) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))], |xml| {
        let mut defaults =
            vec![("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")];
        for picture in pictures {
            if !defaults.contains(&(picture.suffix, picture.media_type)) {
                defaults.push((picture.suffix, picture.media_type));
            }
        }
        for (suffix, media_type) in defaults {
            xml.empty("Default", &[("Extension", suffix), ("ContentType", media_type)]);
        }
        let mut parts = vec![
            ("/word/document.xml", format!("{PART}.document.main+xml")),
            ("/word/styles.xml", format!("{PART}.styles+xml")),
            ("/word/settings.xml", format!("{PART}.settings+xml")),
            ("/word/numbering.xml", format!("{PART}.numbering+xml")),
            ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
            ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned()),
            ("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml".to_owned()),
        ];
        if has_comments {
            parts.push(("/word/comments.xml", format!("{PART}.comments+xml")));
            parts.push(("/word/commentsExtended.xml", format!("{PART}.commentsExtended+xml")));
        }
        for (name, media_type) in parts {
            xml.empty("Override", &[("PartName", name), ("ContentType", &media_type)]);
        }
    });
    xml.finish()
}

fn package_relationships() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))], |xml| {
        for (id, kind, target) in [
            ("document", format!("{RELATIONSHIPS}/officeDocument"), "word/document.xml"),
            ("core", format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
            ("app", format!("{RELATIONSHIPS}/extended-properties"), "docProps/app.xml"),
            ("custom", format!("{RELATIONSHIPS}/custom-properties"), "docProps/custom.xml"),
        ] {
            xml.empty("Relationship", &[("Id", id), ("Type", &kind), ("Target", target)]);
        }
    });
    xml.finish()
}

fn relationships(links: &Links, pictures: &[Inside<'_>], has_comments: bool) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))], |xml| {
        let mut inside = |id: &str, kind: &str, target: &str| {
            let kind = if kind.contains(':') { kind.to_owned() } else { format!("{RELATIONSHIPS}/{kind}") };
            xml.empty("Relationship", &[("Id", id), ("Type", &kind), ("Target", target)]);
        };
        inside("styles", "styles", "styles.xml");
        inside("settings", "settings", "settings.xml");
        inside("numbering", "numbering", "numbering.xml");
        if has_comments {
            inside("comments", "comments", "comments.xml");
            let extended = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended";
            inside("commentsExtended", extended, "commentsExtended.xml");
        }
        for picture in pictures {
            inside(&picture.name, "image", &format!("media/{}", picture.name));
        }
        for (address, at) in links.addresses.iter().zip(0..) {
            let attributes = [
                ("Id", format!("link{at}")),
                ("Type", format!("{RELATIONSHIPS}/hyperlink")),
                ("Target", address.clone()),
                ("TargetMode", "External".to_owned()),
            ];
            xml.empty("Relationship", &attributes.each_ref().map(|(name, value)| (*name, value.as_str())));
        }
    });
    xml.finish()
}

/// The numbering that a list has: all bullets share one, every numbered list has its own.
fn number_of(list: &List, lists: &[List]) -> usize {
    let ordered = lists.iter().position(|one| one.id == list.id).map(|at| at + 2);
    if list.ordered { ordered.unwrap_or(1) } else { 1 }
}

fn numbering(lists: &[List]) -> Vec<u8> {
    const LEVELS: u8 = 9;
    let mut xml = Xml::new();
    xml.within("w:numbering", &[("xmlns:w", MAIN)], |xml| {
        for (id, format) in [("0", "bullet"), ("1", "decimal")] {
            xml.within("w:abstractNum", &[("w:abstractNumId", id)], |xml| {
                xml.empty("w:multiLevelType", &[("w:val", "hybridMultilevel")]);
                for level in 0..LEVELS {
                    let text = if format == "bullet" { "\u{2022}".to_owned() } else { format!("%{}.", level + 1) };
                    xml.within("w:lvl", &[("w:ilvl", &level.to_string())], |xml| {
                        xml.empty("w:start", &[("w:val", "1")]);
                        xml.empty("w:numFmt", &[("w:val", format)]);
                        xml.empty("w:lvlText", &[("w:val", &text)]);
                        xml.empty("w:lvlJc", &[("w:val", "left")]);
                        xml.within("w:pPr", &[], |xml| {
                            let left = text::indent(level);
                            xml.empty("w:ind", &[("w:left", &left), ("w:hanging", text::HANGING)]);
                        });
                    });
                }
            });
        }
        xml.within("w:num", &[("w:numId", "1")], |xml| xml.empty("w:abstractNumId", &[("w:val", "0")]));
        for list in lists {
            xml.within("w:num", &[("w:numId", &number_of(list, lists).to_string())], |xml| {
                xml.empty("w:abstractNumId", &[("w:val", "1")]);
                xml.within("w:lvlOverride", &[("w:ilvl", &list.depth.to_string())], |xml| {
                    // Word counts no further than this.
                    xml.empty("w:startOverride", &[("w:val", &list.start.min(32_767).to_string())]);
                });
            });
        }
    });
    xml.finish()
}
