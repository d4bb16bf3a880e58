use crate::{
    Context, Kind, Leaving,
    address::{self, uri, urn},
    feed, html, said,
    xml::Xml,
};
use story::{RelatedLink, Rendition, body::Block};

/// Writes the feed, in the order given.
pub fn write(stories: &[Leaving<'_>], context: &Context<'_>) -> Rendition {
    let mut xml = Xml::new();
    xml.within("feed", &[("xmlns", "http://www.w3.org/2005/Atom")], |xml| {
        let house = stories.first().map(|leaving| leaving.house);
        xml.words("title", &[], |xml| xml.text(context.title));
        xml.line("id", &[], &feed::urn_of(house));
        xml.line("updated", &[], context.now);
        person(xml, "author", house.map_or("Redaksi", |house| &house.name));
        xml.line("generator", &[], "Redaksi");
        for leaving in stories {
            let language = said::language_tag(leaving.story, leaving.house);
            xml.within("entry", &[("xml:lang", language)], |xml| entry(xml, leaving, context));
        }
    });
    Rendition {
        media_type: Kind::Atom.media_type(),
        suffix: Kind::Atom.suffix(),
        bytes: xml.finish(),
        attachments: feed::pictures_of(stories),
    }
}

fn entry(xml: &mut Xml, leaving: &Leaving<'_>, context: &Context<'_>) {
    let Leaving { story, house, .. } = leaving;
    let fields = &story.fields;
    xml.words("title", &[], |xml| xml.text(&said::title(story)));
    xml.line("id", &[], &urn(&story.id));
    xml.line("published", &[], leaving.published());
    xml.line("updated", &[], &story.modified);
    for name in said::authors(story, house) {
        person(xml, "author", name);
    }
    person(xml, "contributor", &fields.editor);
    for (scheme, term) in [("desk", &fields.desk), ("source", &fields.source), ("place", &fields.dateline.place)] {
        if !crate::xml::is_blank(term) {
            xml.empty("category", &[("scheme", &format!("urn:redaksi:{scheme}")), ("term", term)]);
        }
    }
    for tag in &fields.tags {
        xml.empty("category", &[("term", tag)]);
    }
    for code in &fields.topics {
        match address::topic_number(code) {
            Some(number) => {
                xml.empty("category", &[("scheme", "http://cv.iptc.org/newscodes/mediatopic/"), ("term", number)]);
            }
            None => xml.empty("category", &[("term", code)]),
        }
    }
    story.body.each_block(&mut |block| {
        if let Block::RelatedLink { attrs: RelatedLink { title, url: Some(url), .. } } = block {
            xml.empty("link", &[("rel", "related"), ("href", &uri(url)), ("title", title)]);
        }
    });
    xml.line("rights", &[], &fields.rights);
    xml.words("summary", &[], |xml| xml.text(&said::description(story)));
    xml.words("content", &[("type", "html")], |xml| xml.text(&html::copy(leaving, context)));
}

fn person(xml: &mut Xml, element: &str, name: &str) {
    if !crate::xml::is_blank(name) {
        xml.within(element, &[], |xml| xml.line("name", &[], name));
    }
}
