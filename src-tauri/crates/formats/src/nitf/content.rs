use crate::{
    Context, Leaving,
    address::uri,
    picture,
    said::some,
    xml::{Xml, is_blank},
};
use story::{
    House, RelatedLink,
    body::{Block, Cell, EmbedAttrs, Image, Inline, Item, Mark, Row},
};

/// The blocks of the body.
pub(super) fn write(xml: &mut Xml, leaving: &Leaving<'_>, context: &Context<'_>) {
    Content { house: leaving.house, related: context.related }.blocks(xml, leaving.story.body.blocks());
}

struct Content<'a> {
    house: &'a House,
    related: &'a dyn Fn(&RelatedLink) -> Option<String>,
}

impl Content<'_> {
    fn blocks(&self, xml: &mut Xml, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(xml, block));
    }

    fn block(&self, xml: &mut Xml, block: &Block) {
        match block {
            Block::Paragraph { content } => line(xml, "p", &[], content),
            Block::Heading { attrs, content } => {
                let class: &[_] = if attrs.level == 2 { &[] } else { &[("class", "level-3")] };
                line(xml, "hl2", class, content);
            }
            Block::FactTitle { content } => line(xml, "hl2", &[], content),
            Block::Quote { content } => self.quote(xml, &[], content),
            Block::PullQuote { content } => self.quote(xml, &[("class", "pull-quote")], content),
            Block::Attribution { content } => line(xml, "credit", &[], content),
            Block::BulletList { content } => xml.within("ul", &[], |xml| self.items(xml, content)),
            Block::OrderedList { attrs, content } => {
                xml.within("ol", &[("seqnum", &attrs.start.to_string())], |xml| self.items(xml, content));
            }
            Block::Image { attrs, content } => image(xml, attrs, content),
            Block::Gallery { content } => self.classed(xml, "gallery", content),
            Block::Table { content } => xml.within("table", &[], |xml| {
                content.iter().for_each(|row| self.row(xml, row));
            }),
            Block::FactBox { content } => self.classed(xml, "fact-box", content),
            Block::TimelineItem { content } => self.classed(xml, "timeline-item", content),
            Block::TimelineDate { content } => line(xml, "p", &[("class", "timeline-date")], content),
            Block::Embed { attrs } => embed(xml, attrs),
            Block::RelatedLink { attrs } => self.related(xml, attrs),
            Block::Furniture { .. } => {}
        }
    }

    fn classed(&self, xml: &mut Xml, class: &str, content: &[Block]) {
        xml.within("block", &[("class", class)], |xml| self.blocks(xml, content));
    }

    /// `bq` has its words in a `block`, and behind it who said them.
    fn quote(&self, xml: &mut Xml, attributes: &[(&str, &str)], content: &[Block]) {
        let said_by = content.iter().position(|block| matches!(block, Block::Attribution { .. }));
        let (words, by) = content.split_at(said_by.unwrap_or(content.len()));
        xml.within("bq", attributes, |xml| {
            xml.within("block", &[], |xml| self.blocks(xml, words));
            self.blocks(xml, by);
        });
    }

    fn items(&self, xml: &mut Xml, items: &[Item]) {
        for Item::ListItem { content } in items {
            xml.within("li", &[], |xml| self.blocks(xml, content));
        }
    }

    fn row(&self, xml: &mut Xml, row: &Row) {
        xml.within("tr", &[], |xml| {
            row.cells().iter().for_each(|cell| self.cell(xml, cell));
            if row.cells().is_empty() {
                // Cells of the rows above reach over all of it; the schema wants one all the same.
                xml.empty("td", &[]);
            }
        });
    }

    fn cell(&self, xml: &mut Xml, cell: &Cell) {
        let (columns, rows) = (cell.attrs().colspan.to_string(), cell.attrs().rowspan.to_string());
        let spans = [("colspan", columns.as_str()), ("rowspan", rows.as_str())];
        let spans: Vec<(&str, &str)> = spans.into_iter().filter(|(_, span)| *span != "1").collect();
        xml.within(if cell.is_header() { "th" } else { "td" }, &spans, |xml| self.blocks(xml, cell.content()));
    }

    fn related(&self, xml: &mut Xml, link: &RelatedLink) {
        xml.within("block", &[("class", "related")], |xml| {
            xml.words("p", &[], |xml| {
                let label = self.house.related_label().trim_end();
                if !label.is_empty() {
                    xml.span("em", &[("class", "strong")], |xml| xml.text(label));
                    xml.text(" ");
                }
                match (self.related)(link) {
                    Some(address) => xml.span("a", &[("href", &uri(&address))], |xml| xml.text(&link.title)),
                    None => xml.text(&link.title),
                }
            });
        });
    }
}

fn line(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], content: &[Inline]) {
    if !is_blank(&Inline::text_of(content)) {
        xml.words(name, attributes, |xml| xml.inline(content, &mark));
    }
}

fn mark(mark: &Mark) -> Option<(&'static str, Vec<(&'static str, String)>)> {
    match mark {
        Mark::Link { attrs } => Some(("a", vec![("href", uri(&attrs.href))])),
        Mark::Strong => Some(("em", vec![("class", "strong".to_owned())])),
        Mark::Emphasis => Some(("em", Vec::new())),
        Mark::Note { .. } => None,
    }
}

fn embed(xml: &mut Xml, EmbedAttrs { title, url }: &EmbedAttrs) {
    xml.within("block", &[("class", "embed")], |xml| {
        let words = if is_blank(title) { url } else { title };
        xml.words("p", &[], |xml| xml.span("a", &[("href", &uri(url))], |xml| xml.text(words)));
    });
}

fn image(xml: &mut Xml, image: &Image, caption: &[Inline]) {
    let path = picture::path(&image.src);
    xml.within("media", &[("media-type", "image")], |xml| {
        for (name, value) in [("place", &image.place), ("date", &image.date)] {
            if let Some(value) = some(value) {
                xml.empty("media-metadata", &[("name", name), ("value", &value)]);
            }
        }
        let mut reference = vec![("source", path.as_str()), ("alternate-text", &image.alt)];
        reference.extend(picture::media_type_of_name(&path).map(|kind| ("mime-type", kind)));
        if !is_blank(&image.credit) {
            reference.push(("source-credit", &image.credit));
        }
        xml.empty("media-reference", &reference);
        line(xml, "media-caption", &[], caption);
        xml.line(
            "media-producer",
            &[],
            if is_blank(&image.photographer) { &image.credit } else { &image.photographer },
        );
    });
}
