//! The one walk through a body. Places are counted as ProseMirror counts them, because suggestions are told by them.

use super::{Change, List, Run, Shape, Style, What};
use std::borrow::Cow;
use story::{
    Body, RelatedLink,
    body::{Block, Cell, EmbedAttrs, Image, Inline, Item, Mark, Row},
};

/// What Word and LibreOffice can nest.
const DEEPEST: u8 = 8;

/// What the house says, and where related links lead.
pub(super) struct Wording<'a, 'w> {
    /// `Baca Juga:`
    pub label: &'a str,
    pub related: &'w dyn Fn(&RelatedLink) -> Option<String>,
}

/// A piece of a body with the places that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed<'a> {
    pub from: u32,
    pub to: u32,
    pub piece: Piece<'a>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Run(Run<'a>),
    /// The end of a line.
    End(Shape),
    Grid(Grid),
}

/// The frame of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grid {
    Table,
    Row,
    Cell { header: bool, columns: u16, rows: u16 },
    EndCell,
    EndRow,
    EndTable,
}

/// Goes through a body. `side` tells lists of two walks apart that end up in one document: 0 or 1.
pub(super) fn walk<'a>(body: &'a Body, wording: &Wording<'a, '_>, side: u32) -> Vec<Placed<'a>> {
    let mut walk = Walk { at: 0, pieces: Vec::new(), wording, side };
    walk.blocks(body.blocks(), Shape::of(Style::Normal));
    walk.pieces
}

struct Walk<'a, 'w> {
    at: u32,
    pieces: Vec<Placed<'a>>,
    wording: &'w Wording<'a, 'w>,
    side: u32,
}

impl<'a> Walk<'a, '_> {
    /// Puts a piece at the next place and goes past it.
    fn step(&mut self, piece: Piece<'a>) {
        self.put(piece);
        self.at += 1;
    }

    /// Puts a piece at the next place.
    fn put(&mut self, piece: Piece<'a>) {
        self.pieces.push(Placed { from: self.at, to: self.at + 1, piece });
    }

    /// `around` is what a paragraph is here.
    fn blocks(&mut self, blocks: &'a [Block], around: Shape) {
        blocks.iter().for_each(|block| self.block(block, around));
    }

    fn block(&mut self, block: &'a Block, around: Shape) {
        let apart = |style| Shape { apart: true, ..Shape::of(style) };
        match block {
            Block::Paragraph { content } => self.line(content, around),
            Block::Heading { attrs, content } => {
                let style = if attrs.level == 2 { Style::Heading2 } else { Style::Heading3 };
                self.line(content, Shape::of(style));
            }
            Block::Quote { content } => self.within(content, Shape { style: Style::Quote, ..around }),
            Block::PullQuote { content } => self.within(content, apart(Style::PullQuote)),
            Block::Attribution { content } => {
                if super::gather::has_text(content) {
                    self.put(Piece::Run(Run::text("\u{2014} ")));
                }
                self.line(content, Shape { style: Style::Attribution, ..around });
            }
            Block::BulletList { content } => self.list(content, around, None),
            Block::OrderedList { attrs, content } => self.list(content, around, Some(attrs.start)),
            Block::Image { attrs, content } => self.image(attrs, content),
            Block::Gallery { content } => self.within(content, around),
            Block::Table { content } => self.table(content),
            Block::FactBox { content } => self.within(content, apart(Style::FactText)),
            Block::FactTitle { content } => self.line(content, apart(Style::FactTitle)),
            Block::TimelineItem { content } => self.within(content, apart(Style::TimelineText)),
            Block::TimelineDate { content } => self.line(content, apart(Style::TimelineDate)),
            Block::Embed { attrs } => self.embed(attrs),
            Block::RelatedLink { attrs } => self.related(attrs),
            // No part of the story; its places count all the same.
            Block::Furniture { content, .. } => self.at += 2 + length(content),
        }
    }

    fn within(&mut self, content: &'a [Block], around: Shape) {
        self.at += 1;
        self.blocks(content, around);
        self.at += 1;
    }

    fn line(&mut self, content: &'a [Inline], shape: Shape) {
        self.at += 1;
        self.inline(content);
        self.step(Piece::End(shape));
    }

    fn inline(&mut self, content: &'a [Inline]) {
        for Inline::Text { marks, text } in content {
            let mut run = Run::text(text.as_str());
            for mark in marks {
                match mark {
                    Mark::Link { attrs } => run.link = Some(Cow::Borrowed(&attrs.href)),
                    Mark::Strong => run.strong = true,
                    Mark::Emphasis => run.emphasis = true,
                    Mark::Note { attrs } => run.notes.push(&attrs.id),
                }
            }
            let to = self.at + units(text);
            self.pieces.push(Placed { from: self.at, to, piece: Piece::Run(run) });
            self.at = to;
        }
    }

    fn list(&mut self, items: &'a [Item], around: Shape, start: Option<u32>) {
        let depth = around.list.map_or(0, |list| (list.depth + 1).min(DEEPEST));
        let id = 2 * self.at + self.side;
        let mut list = List { id, ordered: start.is_some(), start: start.unwrap_or(1), depth, first: true };
        let first = if list.ordered { Style::ListNumber } else { Style::ListBullet };
        self.at += 1;
        for Item::ListItem { content } in items {
            self.at += 1;
            let (head, rest) = content.split_at(1.min(content.len()));
            self.blocks(head, Shape { style: first, list: Some(list), ..around });
            self.blocks(rest, Shape { style: Style::ListContinue, list: Some(list), ..around });
            list.first = false;
            self.at += 1;
        }
        self.at += 1;
    }

    /// The picture on a line of its own, then its caption with the credit.
    fn image(&mut self, image: &'a Image, caption: &'a [Inline]) {
        let shape = |style| Shape { apart: true, ..Shape::of(style) };
        self.put(Piece::Run(Run { what: What::Picture(image), ..Run::text("") }));
        self.put(Piece::End(shape(Style::Picture)));
        self.at += 1;
        self.inline(caption);
        let credit = image.credit.trim();
        if !credit.is_empty() {
            let space = if super::gather::has_text(caption) { " " } else { "" };
            self.put(Piece::Run(Run::text(format!("{space}({credit})"))));
        }
        self.step(Piece::End(shape(Style::Caption)));
    }

    fn table(&mut self, rows: &'a [Row]) {
        let shape = |style| Shape { apart: true, ..Shape::of(style) };
        self.step(Piece::Grid(Grid::Table));
        for row in rows {
            self.step(Piece::Grid(Grid::Row));
            for cell in row.cells() {
                self.cell(cell, shape(if cell.is_header() { Style::TableHead } else { Style::TableText }));
            }
            self.step(Piece::Grid(Grid::EndRow));
        }
        self.step(Piece::Grid(Grid::EndTable));
    }

    fn cell(&mut self, cell: &'a Cell, around: Shape) {
        let attrs = cell.attrs();
        let header = cell.is_header();
        self.step(Piece::Grid(Grid::Cell { header, columns: attrs.colspan.max(1), rows: attrs.rowspan.max(1) }));
        self.blocks(cell.content(), around);
        self.step(Piece::Grid(Grid::EndCell));
    }

    fn embed(&mut self, EmbedAttrs { title, url }: &'a EmbedAttrs) {
        let text = if title.trim().is_empty() { url } else { title };
        self.put(Piece::Run(Run { link: Some(Cow::Borrowed(url)), ..Run::text(text.as_str()) }));
        self.step(Piece::End(Shape { apart: true, ..Shape::of(Style::Embed) }));
    }

    /// `Baca Juga: ` and the title.
    fn related(&mut self, link: &'a RelatedLink) {
        if !self.wording.label.is_empty() {
            self.put(Piece::Run(Run { strong: true, ..Run::text(self.wording.label) }));
            self.put(Piece::Run(Run::text(" ")));
        }
        let address = (self.wording.related)(link).map(Cow::Owned);
        self.put(Piece::Run(Run { link: address, ..Run::text(link.title.as_str()) }));
        self.step(Piece::End(Shape { apart: true, ..Shape::of(Style::Related) }));
    }
}

impl<'a> Placed<'a> {
    /// The part of it from one place to another. What was put at a place by the walk is there whole or not at all.
    pub(super) fn cut(&self, from: u32, to: u32) -> Option<Placed<'a>> {
        if self.from >= from && self.from < to && self.to <= to {
            return Some(self.clone());
        }
        let (Piece::Run(run), true) = (&self.piece, self.from.max(from) < self.to.min(to)) else { return None };
        let What::Text(Cow::Borrowed(text)) = run.what else { return None };
        let (start, end) = (self.from.max(from), self.to.min(to));
        let text = text.get(byte(text, start - self.from)..byte(text, end - self.from))?;
        let piece = Piece::Run(Run { what: What::Text(Cow::Borrowed(text)), ..run.clone() });
        Some(Placed { from: start, to: end, piece })
    }
}

impl<'a> Run<'a> {
    /// The same run as a suggestion made it.
    pub(super) fn changed(self, change: Change<'a>) -> Self {
        Self { change, ..self }
    }
}

/// UTF-16 units: what ProseMirror counts.
fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

fn length(content: &[Inline]) -> u32 {
    content.iter().map(|Inline::Text { text, .. }| units(text)).sum()
}

/// Where the unit begins, in bytes; the end of the text for one behind it.
fn byte(text: &str, unit: u32) -> usize {
    let mut before = 0;
    for (byte, letter) in text.char_indices() {
        if before >= unit {
            return byte;
        }
        before += if letter.len_utf16() == 2 { 2 } else { 1 };
    }
    text.len()
}
