//! CommonMark with YAML front matter, as Hugo, Astro and their like take it. Both are written by libraries, so that what
//! stands in a field or a paragraph is never taken for markup.

mod front_matter;
mod inline;
mod table;

use crate::{
    Context, Kind, Leaving,
    notice::{self, Notice},
    picture,
};
use comrak::{
    Arena, Options,
    nodes::{AstNode, ListDelimType, ListType, NodeHeading, NodeLink, NodeList, NodeValue},
};
use inline::Piece;
use story::{
    House, RelatedLink, Rendition,
    body::{Block, EmbedAttrs, Image, Inline, Item},
};

/// CommonMark numbers lists with at most nine digits.
const LARGEST_NUMBER: u32 = 999_000_000;

/// Writes the story. Pictures travel beside it.
pub fn write(leaving: &Leaving<'_>, context: &Context<'_>) -> Rendition {
    let story = leaving.story;
    let markdown = format!("---\n{}---\n\n{}", front_matter::write(leaving), body(leaving, context));
    Rendition {
        media_type: Kind::Markdown.media_type(),
        suffix: Kind::Markdown.suffix(),
        bytes: markdown.into_bytes(),
        attachments: picture::attachments(&story.body),
    }
}

fn body(leaving: &Leaving<'_>, context: &Context<'_>) -> String {
    let Leaving { story, house, .. } = *leaving;
    let arena = Arena::new();
    let root = arena.alloc(NodeValue::Document.into());
    let mut tree = Tree { arena: &arena, house, dateline: house.print_dateline(&story.fields) };
    notice::all(leaving).iter().for_each(|notice| tree.notice(root, notice, context));
    tree.blocks(root, story.body.blocks());
    let mut markdown = String::new();
    // Writing to a string cannot fail.
    let _ = comrak::format_commonmark(root, &Options::default(), &mut markdown);
    markdown
}

type Node<'a> = &'a AstNode<'a>;

struct Tree<'a, 'h> {
    arena: &'a Arena<'a>,
    house: &'h House,
    /// Stands in front of the first paragraph, and is empty from then on.
    dateline: String,
}

impl<'a> Tree<'a, '_> {
    fn add(&self, parent: Node<'a>, value: NodeValue) -> Node<'a> {
        let node = self.arena.alloc(value.into());
        parent.append(node);
        node
    }

    fn blocks(&mut self, parent: Node<'a>, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph { content } => {
                    if has_text(content) {
                        let dateline = std::mem::take(&mut self.dateline);
                        self.paragraph(parent, dateline, content);
                    }
                }
                Block::Heading { attrs, content } => {
                    if has_text(content) {
                        let heading = NodeHeading { level: attrs.level, setext: false, closed: false };
                        let heading = self.add(parent, NodeValue::Heading(heading));
                        inline::write(self.arena, heading, &inline::pieces("", content));
                    }
                }
                Block::Quote { content } => {
                    self.dateline_alone(parent);
                    self.set_off(parent, content);
                }
                Block::PullQuote { content } | Block::FactBox { content } => {
                    self.beside(|tree| tree.set_off(parent, content));
                }
                Block::Attribution { content } => self.line(parent, "\u{2014} ", content, false),
                Block::FactTitle { content } | Block::TimelineDate { content } => self.line(parent, "", content, true),
                Block::Gallery { content } | Block::TimelineItem { content } => {
                    self.beside(|tree| tree.blocks(parent, content));
                }
                Block::Table { content } => table::write(self.arena, parent, content),
                Block::Embed { attrs } => self.embed(parent, attrs),
                // No part of the story.
                Block::Furniture { .. } => {}
                Block::BulletList { content } => self.list(parent, ListType::Bullet, 1, content),
                Block::OrderedList { attrs, content } => {
                    self.list(parent, ListType::Ordered, attrs.start.min(LARGEST_NUMBER), content);
                }
                Block::Image { attrs, content } => self.image(parent, attrs, &Inline::text_of(content)),
                Block::RelatedLink { attrs } => self.related(parent, attrs),
            }
        }
    }

    /// `> **Ralat** (Jumat, 9 Mei 2025 / 06:00 WIB)`, what it says, and the story that it was published as.
    fn notice(&self, parent: Node<'a>, notice: &Notice<'_>, context: &Context<'_>) {
        let quote = self.add(parent, NodeValue::BlockQuote);
        let line = |pieces: Vec<Piece>| {
            inline::write(self.arena, self.add(quote, NodeValue::Paragraph), &inline::tidy(pieces));
        };
        let text = |text: &str| Piece { text: text.to_owned(), ..Piece::default() };
        line(vec![Piece { strong: true, ..text(&notice.label) }, text(&format!(" ({})", notice.time))]);
        if !notice.text.is_empty() {
            line(vec![text(&notice.text.split_whitespace().collect::<Vec<_>>().join(" "))]);
        }
        if let Some(tie) = notice.other {
            line(vec![Piece { link: notice::address(tie, context), ..text(&tie.title) }]);
        }
    }

    /// A block quote; nothing where nothing is in it.
    fn set_off(&mut self, parent: Node<'a>, content: &[Block]) {
        let quote = self.arena.alloc(NodeValue::BlockQuote.into());
        self.blocks(quote, content);
        if quote.first_child().is_some() {
            parent.append(quote);
        }
    }

    /// What is set apart from the copy: the dateline stands in front of the copy and not in here.
    fn beside(&mut self, write: impl FnOnce(&mut Self)) {
        let dateline = std::mem::take(&mut self.dateline);
        write(self);
        self.dateline = dateline;
    }

    /// A line of its own kind as a paragraph, all of it strong where it is a title.
    fn line(&self, parent: Node<'a>, before: &str, content: &[Inline], strong: bool) {
        if has_text(content) {
            let mut pieces = inline::pieces(before, content);
            pieces.iter_mut().for_each(|piece| piece.strong |= strong);
            inline::write(self.arena, self.add(parent, NodeValue::Paragraph), &inline::tidy(pieces));
        }
    }

    /// `[title](address)`
    fn embed(&self, parent: Node<'a>, EmbedAttrs { title, url }: &EmbedAttrs) {
        let text = if title.trim().is_empty() { url } else { title };
        let piece = Piece { text: text.clone(), link: Some(url.clone()), ..Piece::default() };
        inline::write(self.arena, self.add(parent, NodeValue::Paragraph), &inline::tidy(vec![piece]));
    }

    fn paragraph(&self, parent: Node<'a>, before: String, content: &[Inline]) {
        let paragraph = self.add(parent, NodeValue::Paragraph);
        inline::write(self.arena, paragraph, &inline::pieces(&before, content));
    }

    /// A body that opens with a quote or a list has its dateline in a paragraph of its own.
    fn dateline_alone(&mut self, parent: Node<'a>) {
        let dateline = std::mem::take(&mut self.dateline);
        if !dateline.is_empty() {
            self.paragraph(parent, dateline, &[]);
        }
    }

    fn list(&mut self, parent: Node<'a>, list_type: ListType, start: u32, items: &[Item]) {
        self.dateline_alone(parent);
        let tight = items.iter().all(|Item::ListItem { content }| content.len() == 1);
        let list = NodeList {
            list_type,
            start: start as usize,
            delimiter: ListDelimType::Period,
            bullet_char: b'-',
            tight,
            ..NodeList::default()
        };
        let node = self.add(parent, NodeValue::List(list));
        for Item::ListItem { content } in items {
            let item = self.add(node, NodeValue::Item(list));
            self.blocks(item, content);
            if item.first_child().is_none() {
                self.add(item, NodeValue::Paragraph);
            }
        }
    }

    /// `![alt](media/name "caption (credit)")`
    fn image(&self, parent: Node<'a>, image: &Image, caption: &str) {
        let credit = Some(image.credit.trim()).filter(|credit| !credit.is_empty()).map(|credit| format!("({credit})"));
        let title: Vec<&str> =
            caption.split_whitespace().chain(credit.iter().flat_map(|credit| credit.split_whitespace())).collect();
        let paragraph = self.add(parent, NodeValue::Paragraph);
        let link = NodeLink { url: picture::path(&image.src), title: title.join(" ") };
        let node = self.add(paragraph, NodeValue::Image(Box::new(link)));
        // GitHub's readers take `![^` for a note's mark and no picture; the library does not know it.
        let alt = match image.alt.trim_start().strip_prefix('^') {
            Some(rest) => {
                let space = if rest.starts_with(char::is_whitespace) { " " } else { "" };
                self.add(node, NodeValue::Raw(format!("\\^{space}")));
                rest
            }
            None => &image.alt,
        };
        inline::write(self.arena, node, &inline::pieces(alt, &[]));
    }

    /// `> **Baca Juga:** [title](address)`
    fn related(&self, parent: Node<'a>, link: &RelatedLink) {
        let quote = self.add(parent, NodeValue::BlockQuote);
        let paragraph = self.add(quote, NodeValue::Paragraph);
        let label = self.house.related_label().trim();
        let mut pieces = Vec::new();
        if !label.is_empty() {
            pieces.push(Piece { text: label.to_owned(), strong: true, ..Piece::default() });
            pieces.push(Piece { text: " ".to_owned(), ..Piece::default() });
        }
        pieces.push(Piece { text: link.title.clone(), link: link.url.clone(), ..Piece::default() });
        inline::write(self.arena, paragraph, &inline::tidy(pieces));
    }
}

fn has_text(content: &[Inline]) -> bool {
    content.iter().any(|Inline::Text { text, .. }| !text.chars().all(crate::decode::is_space))
}
