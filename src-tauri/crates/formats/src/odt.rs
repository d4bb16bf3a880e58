//! OpenDocument text (ODF 1.3): the same document as Word's, for LibreOffice and its kin. Where it is asked for, notes are
//! annotations and suggestions tracked changes.

mod annotations;
mod changes;
mod meta;
mod table;
mod text;

use crate::{Context, Kind, Leaving, archive::Archive, document::Document, picture, picture::Inside, xml::Xml};
use story::Rendition;

const STYLES: &str = include_str!("odt/styles.xml");
const OASIS: &str = "urn:oasis:names:tc:opendocument:xmlns";
const VERSION: (&str, &str) = ("office:version", "1.3");

/// Writes the document. Its pictures are inside of it.
pub fn write(leaving: &Leaving<'_>, context: &Context<'_>) -> Rendition {
    let document = Document::of(leaving, context);
    let pictures = picture::inside(document.images().into_iter(), context);
    let (language, territory) = locale(document.language);
    let styles = STYLES.replace("LANGUAGE", &language).replace("TERRITORY", &territory);
    let mut archive = Archive::with_mimetype(Kind::Odt.media_type());
    archive.part("content.xml", text::write(&document, &pictures));
    archive.part("styles.xml", styles);
    archive.part("meta.xml", meta::write(leaving));
    archive.part("META-INF/manifest.xml", manifest(&pictures));
    for picture in &pictures {
        archive.picture(&format!("Pictures/{}", picture.name), &picture.bytes);
    }
    Rendition {
        media_type: Kind::Odt.media_type(),
        suffix: Kind::Odt.suffix(),
        bytes: archive.finish(),
        attachments: Vec::new(),
    }
}

/// Language and territory, which LibreOffice wants both.
fn locale(tag: &str) -> (String, String) {
    match tag {
        "id" => ("id".to_owned(), "ID".to_owned()),
        "en" => ("en".to_owned(), "US".to_owned()),
        tag => {
            let mut parts = tag.split('-');
            let language = parts.next().unwrap_or_default().to_owned();
            (language, parts.find(|part| part.len() == 2).unwrap_or("none").to_uppercase())
        }
    }
}

fn manifest(pictures: &[Inside<'_>]) -> Vec<u8> {
    let mut xml = Xml::new();
    let root = [("xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"), ("manifest:version", "1.3")];
    xml.within("manifest:manifest", &root, |xml| {
        let mut entry = |path: &str, media_type: &str| {
            xml.empty("manifest:file-entry", &[("manifest:full-path", path), ("manifest:media-type", media_type)]);
        };
        entry("/", Kind::Odt.media_type());
        for part in ["content.xml", "styles.xml", "meta.xml"] {
            entry(part, "text/xml");
        }
        for picture in pictures {
            entry(&format!("Pictures/{}", picture.name), picture.media_type);
        }
    });
    xml.finish()
}
