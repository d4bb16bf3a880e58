//! What a document says of itself: Dublin Core where Word has a field, and named properties for what it has none for.

use super::PACKAGE;
use crate::{Leaving, address::urn, said, xml::Xml};

const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
const CUSTOM: &str = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
const APP: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";

pub(super) fn core(Leaving { story, house, .. }: &Leaving<'_>) -> Vec<u8> {
    let fields = &story.fields;
    let namespaces = [
        ("xmlns:cp", format!("{PACKAGE}/metadata/core-properties")),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/".to_owned()),
        ("xmlns:dcterms", "http://purl.org/dc/terms/".to_owned()),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance".to_owned()),
    ];
    let mut xml = Xml::new();
    let namespaces = namespaces.each_ref().map(|(name, value)| (*name, value.as_str()));
    xml.within("cp:coreProperties", &namespaces, |xml| {
        xml.line("dc:title", &[], &said::title(story));
        xml.line("dc:creator", &[], &said::authors(story, house).join("; "));
        xml.line("dc:description", &[], &fields.deck);
        xml.line("dc:identifier", &[], &urn(&story.id));
        xml.line("dc:language", &[], said::language_tag(story, house));
        xml.line("cp:keywords", &[], &fields.tags.join("; "));
        xml.line("cp:category", &[], &fields.desk);
        xml.line("cp:contentStatus", &[], story.stage.name());
        xml.line("cp:lastModifiedBy", &[], &fields.editor);
        xml.line("cp:revision", &[], &story.revision.to_string());
        for (element, time) in [("dcterms:created", &story.created), ("dcterms:modified", &story.modified)] {
            if let Some(time) = said::second(time) {
                xml.line(element, &[("xsi:type", "dcterms:W3CDTF")], &time);
            }
        }
    });
    xml.finish()
}

pub(super) fn app() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("Properties", &[("xmlns", APP)], |xml| xml.line("Application", &[], "Redaksi"));
    xml.finish()
}

pub(super) fn custom(leaving: &Leaving<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("Properties", &[("xmlns", CUSTOM), ("xmlns:vt", TYPES)], |xml| {
        for ((name, value), number) in said::properties(leaving).into_iter().zip(2..) {
            let attributes = [
                // That of all properties which are named by their authors.
                ("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}".to_owned()),
                ("pid", number.to_string()),
                ("name", name.to_owned()),
            ];
            let attributes = attributes.each_ref().map(|(name, value)| (*name, value.as_str()));
            xml.within("property", &attributes, |xml| xml.line("vt:lpwstr", &[], &value));
        }
    });
    xml.finish()
}
