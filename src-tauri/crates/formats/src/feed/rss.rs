use crate::{Context, Kind, Leaving, address::urn, feed, html, said, xml::Xml};
use story::Rendition;

/// Namespaces of what RSS itself has no element for.
pub(crate) const NAMESPACES: [(&str, &str); 2] =
    [("xmlns:content", "http://purl.org/rss/1.0/modules/content/"), ("xmlns:dc", "http://purl.org/dc/elements/1.1/")];

/// Writes the feed, in the order given.
pub fn write(stories: &[Leaving<'_>], context: &Context<'_>) -> Rendition {
    let mut xml = Xml::new();
    let root: Vec<(&str, &str)> = [("version", "2.0")].into_iter().chain(NAMESPACES).collect();
    xml.within("rss", &root, |xml| {
        xml.within("channel", &[], |xml| {
            let house = stories.first().map(|leaving| leaving.house);
            xml.words("title", &[], |xml| xml.text(context.title));
            xml.line("link", &[], &feed::home_of(house));
            xml.words("description", &[], |xml| xml.text(house.map_or("", |house| &house.name)));
            if let Some(Leaving { story, house, .. }) = stories.first() {
                xml.line("language", &[], said::language_tag(story, house));
            }
            xml.line("lastBuildDate", &[], &day(context.now));
            xml.line("generator", &[], "Redaksi");
            stories.iter().for_each(|leaving| xml.within("item", &[], |xml| item(xml, leaving, context)));
        });
    });
    Rendition {
        media_type: Kind::Rss.media_type(),
        suffix: Kind::Rss.suffix(),
        bytes: xml.finish(),
        attachments: feed::pictures_of(stories),
    }
}

fn item(xml: &mut Xml, leaving: &Leaving<'_>, context: &Context<'_>) {
    let Leaving { story, house, .. } = leaving;
    let fields = &story.fields;
    xml.words("title", &[], |xml| xml.text(&said::title(story)));
    xml.line("guid", &[("isPermaLink", "false")], &urn(&story.id));
    xml.line("pubDate", &[], &day(leaving.published()));
    // Readers take it for HTML.
    xml.line("description", &[], &html::escaped(&said::description(story)));
    for name in said::authors(story, house) {
        xml.line("dc:creator", &[], name);
    }
    xml.line("dc:contributor", &[], &fields.editor);
    // RSS's own `source` is another feed, with its address; an agency has none.
    xml.line("dc:source", &[], &fields.source);
    xml.line("dc:language", &[], said::language_tag(story, house));
    xml.line("dc:rights", &[], &fields.rights);
    xml.line("dc:coverage", &[], &fields.dateline.place);
    xml.line("category", &[("domain", "desk")], &fields.desk);
    for tag in &fields.tags {
        xml.line("category", &[], tag);
    }
    for topic in &fields.topics {
        xml.line("category", &[("domain", "http://cv.iptc.org/newscodes/mediatopic/")], topic);
    }
    xml.words("content:encoded", &[], |xml| xml.text(&html::copy(leaving, context)));
}

/// RFC 2822, as feeds have it; nothing for a time that is none.
pub(crate) fn day(time: &str) -> String {
    said::moment(time).map(|time| time.to_rfc2822()).unwrap_or_default()
}
