//! XMP (ISO 16684-1): RDF in XML, written by strangers. A document with a DTD is refused, so no entity can grow.

use super::{Metadata, day, join};
use roxmltree::{Document, Node, ParsingOptions};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const IPTC: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The largest packet that is read, in bytes. Photoshop keeps thumbnails and histories in some.
const LARGEST: usize = 4 * 1024 * 1024;
/// The most nodes of a packet.
const NODES: u32 = 200_000;

pub(super) fn read(packet: &[u8]) -> Metadata {
    let text = String::from_utf8_lossy(&packet[..packet.len().min(LARGEST)]);
    // The packet is filled up with spaces, and some writers end it with zeros.
    let text = text.trim_matches(|character: char| character.is_whitespace() || matches!(character, '\0' | '\u{feff}'));
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..ParsingOptions::default() };
    let Ok(document) = Document::parse_with_options(text, options) else { return Metadata::default() };
    let descriptions: Vec<Node<'_, '_>> = document
        .descendants()
        .filter(|node| node.has_tag_name((RDF, "RDF")))
        .flat_map(|rdf| rdf.children().filter(|node| node.has_tag_name((RDF, "Description"))))
        .collect();
    let all = |namespace, name| values(&descriptions, namespace, name);
    let one = |namespace, name| all(namespace, name).into_iter().next().unwrap_or_default();
    Metadata {
        caption: one(DC, "description"),
        alt: one(IPTC, "AltTextAccessibility"),
        credit: one(PHOTOSHOP, "Credit"),
        photographer: join(all(DC, "creator").iter().map(String::as_str)),
        place: join([one(PHOTOSHOP, "City").as_str(), one(PHOTOSHOP, "Country").as_str()]),
        date: day(&one(PHOTOSHOP, "DateCreated")),
    }
}

/// The values of a property, whichever way it is written: as an attribute, as text, as a list (`rdf:Seq`, `rdf:Bag`), or
/// in several languages (`rdf:Alt`), of which the first is the one for everybody (`x-default`).
fn values(descriptions: &[Node<'_, '_>], namespace: &str, name: &str) -> Vec<String> {
    for description in descriptions {
        if let Some(value) = description.attribute((namespace, name)) {
            return vec![value.to_owned()];
        }
        let Some(property) = description.children().find(|node| node.has_tag_name((namespace, name))) else { continue };
        let mut items: Vec<Node<'_, '_>> = property
            .children()
            .filter(|node| node.tag_name().namespace() == Some(RDF))
            .flat_map(|list| list.children().filter(|node| node.has_tag_name((RDF, "li"))))
            .collect();
        if items.is_empty() {
            return vec![text(property)];
        }
        items.sort_by_key(|item| item.attribute((XML, "lang")) != Some("x-default"));
        return items.into_iter().map(text).collect();
    }
    Vec::new()
}

fn text(node: Node<'_, '_>) -> String {
    node.children().filter_map(|child| child.text().filter(|_| child.is_text())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn packet(inside: &str) -> Vec<u8> {
        format!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
             <rdf:RDF xmlns:rdf=\"{RDF}\" xmlns:dc=\"{DC}\" xmlns:ps=\"{PHOTOSHOP}\" xmlns:c=\"{IPTC}\">{inside}</rdf:RDF>\
             </x:xmpmeta><?xpacket end=\"w\"?>   \n\0"
        )
        .into_bytes()
    }

    #[test]
    fn every_field_is_read_as_attribute_and_as_element() {
        let elements = packet(
            "<rdf:Description><dc:description><rdf:Alt><rdf:li xml:lang=\"en\">Xi arrives</rdf:li>\
             <rdf:li xml:lang=\"x-default\">Xi tiba &amp; disambut</rdf:li></rdf:Alt></dc:description>\
             <dc:creator><rdf:Seq><rdf:li>Sari</rdf:li><rdf:li>Budi</rdf:li></rdf:Seq></dc:creator></rdf:Description>\
             <rdf:Description><ps:Credit>ANTARA FOTO</ps:Credit><ps:City>Moskow</ps:City><ps:Country>Rusia</ps:Country>\
             <ps:DateCreated>2025-05-09T10:00:00+03:00</ps:DateCreated>\
             <c:AltTextAccessibility><rdf:Alt><rdf:li xml:lang=\"x-default\">Dua orang</rdf:li></rdf:Alt>\
             </c:AltTextAccessibility></rdf:Description>",
        );
        let expected = Metadata {
            caption: "Xi tiba & disambut".to_owned(),
            alt: "Dua orang".to_owned(),
            credit: "ANTARA FOTO".to_owned(),
            photographer: "Sari, Budi".to_owned(),
            place: "Moskow, Rusia".to_owned(),
            date: "2025-05-09".to_owned(),
        };
        assert_eq!(read(&elements), expected);
        let attributes = packet(
            "<rdf:Description ps:Credit=\"ANTARA FOTO\" ps:City=\"Moskow\" ps:Country=\"Rusia\" \
             ps:DateCreated=\"2025-05-09\" dc:description=\"Xi tiba &amp; disambut\" dc:creator=\"Sari, Budi\" \
             c:AltTextAccessibility=\"Dua orang\"/>",
        );
        assert_eq!(read(&attributes), expected);
    }

    #[test]
    fn what_belongs_to_something_else_in_the_packet_is_not_the_pictures() {
        let nested = packet(
            "<rdf:Description><ps:Ancestor><rdf:Description ps:Credit=\"old\"/></ps:Ancestor></rdf:Description>",
        );
        assert_eq!(read(&nested), Metadata::default());
    }

    #[test]
    fn entities_are_not_expanded_and_files_not_read() {
        for dtd in [
            "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
            "<!DOCTYPE x [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",
        ] {
            let bomb = [dtd.as_bytes(), &packet("<rdf:Description ps:Credit=\"&b;\"/>")].concat();
            assert_eq!(read(&bomb), Metadata::default());
        }
    }

    #[test]
    fn depth_and_size_end_somewhere() {
        let deep = format!("{}{}", "<a>".repeat(200_000), "</a>".repeat(200_000));
        assert_eq!(read(&packet(&deep)), Metadata::default());
        assert_eq!(read(&vec![b'<'; LARGEST * 2]), Metadata::default());
    }

    proptest! {
        #[test]
        fn nothing_in_a_packet_can_stop_the_reader(inside in "[<>/a-c:=\"&;! ]{0,80}") {
            read(&packet(&inside));
        }
    }
}
