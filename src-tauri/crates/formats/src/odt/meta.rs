use super::{OASIS, VERSION};
use crate::{Leaving, address::urn, said, xml::Xml};

/// What the document says of itself: Dublin Core, keywords, and named values for what ODF has no element for.
pub(super) fn write(leaving: &Leaving<'_>) -> Vec<u8> {
    let Leaving { story, house, .. } = leaving;
    let fields = &story.fields;
    let namespaces = [
        ("xmlns:office", format!("{OASIS}:office:1.0")),
        ("xmlns:meta", format!("{OASIS}:meta:1.0")),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/".to_owned()),
    ];
    let mut root: Vec<(&str, &str)> = namespaces.iter().map(|(name, value)| (*name, value.as_str())).collect();
    root.push(VERSION);
    let mut xml = Xml::new();
    xml.within("office:document-meta", &root, |xml| {
        xml.within("office:meta", &[], |xml| {
            xml.line("meta:generator", &[], "Redaksi");
            xml.line("dc:title", &[], &said::title(story));
            xml.line("dc:description", &[], &fields.deck);
            xml.line("dc:identifier", &[], &urn(&story.id));
            for tag in &fields.tags {
                xml.line("meta:keyword", &[], tag);
            }
            xml.line("meta:initial-creator", &[], &said::authors(story, house).join("; "));
            xml.line("dc:creator", &[], &fields.editor);
            for (element, time) in [("meta:creation-date", &story.created), ("dc:date", &story.modified)] {
                xml.line(element, &[], &said::second(time).unwrap_or_default());
            }
            xml.line("meta:editing-cycles", &[], &story.revision.to_string());
            xml.line("dc:language", &[], said::language_tag(story, house));
            for (name, value) in said::properties(leaving) {
                xml.line("meta:user-defined", &[("meta:name", name), ("meta:value-type", "string")], &value);
            }
            xml.line("meta:user-defined", &[("meta:name", "stage"), ("meta:value-type", "string")], story.stage.name());
        });
    });
    xml.finish()
}
