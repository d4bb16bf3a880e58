//! The story as data for a template: everything printed already, nothing that could be read as markup.

use crate::{SOFT_HYPHEN, hyphenate};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use story::{
    body::{Block, Image, Inline, Item, Mark, Row},
    house::CreditPlace,
    layout::OptionValues,
    press::Copy,
};
use typst::foundations::Bytes;

/// Columns of a table beyond which nothing can be read on paper.
const WIDEST: usize = 40;
/// Lists in lists; what is deeper stands on this depth.
const DEEPEST: u32 = 6;

/// What a template reads, and the pictures that it may show by their names.
pub(crate) struct Data {
    pub(crate) story: Bytes,
    pub(crate) pictures: BTreeMap<String, Bytes>,
}

/// Collects the pictures while the tree is walked.
struct Walk<'a> {
    copy: &'a Copy<'a>,
    breaks: bool,
    names: BTreeMap<String, Option<(String, f64)>>,
    pictures: BTreeMap<String, Bytes>,
    depth: u32,
}

/// What of a story a template is given.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// A card shows no text, and of the pictures the first alone.
    pub(crate) card: bool,
    /// Columns are justified, and their words may be broken; elsewhere words stay whole.
    pub(crate) columns: bool,
    /// Off where one of them turned out to be broken inside: grey boxes then.
    pub(crate) pictures: bool,
}

/// A story for a template.
pub(crate) fn data(copy: &Copy<'_>, options: &OptionValues, wanted: Wanted) -> Data {
    let fields = &copy.story.fields;
    let measure = copy.house.print;
    let language = if fields.language.is_empty() { &copy.house.language } else { &fields.language };
    let breaks = wanted.columns && language.starts_with("id");
    let mut walk = Walk { copy, breaks, names: BTreeMap::new(), pictures: BTreeMap::new(), depth: 0 };
    let lead = copy.story.body.images().next().filter(|_| wanted.card);
    let lead = lead.map(|image| walk.image(image, &[], wanted.pictures));
    let blocks = if wanted.card { &[] } else { copy.story.body.blocks() };
    let body: Vec<Value> = blocks
        .iter()
        .zip(0u32..)
        .filter_map(|(block, at)| {
            let mut value = walk.block(block, wanted.pictures)?;
            value["at"] = json!(at);
            Some(value)
        })
        .collect();
    let code = language.split('-').next().unwrap_or("id").to_ascii_lowercase();
    let code =
        if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase()) { code } else { "en".to_owned() };
    let story = json!({
        "language": code,
        "house": copy.house.name,
        "slugline": fields.slugline,
        "desk": fields.desk,
        "revision": copy.story.revision,
        "modified": copy.story.modified,
        "kicker": fields.kicker,
        "headline": fields.headline,
        "deck": fields.deck,
        "bylines": fields.bylines,
        "dateline": copy.house.print_dateline(fields),
        "credit": copy.house.print_credit(fields),
        "credit-below": copy.house.credit_place == CreditPlace::Bottom,
        "related-label": copy.house.related_label(),
        "source": fields.source,
        "lead": lead,
        "body": body,
        "options": options,
        "measure": {
            "column": measure.column,
            "gutter": measure.gutter,
            "size": f64::from(measure.size) / 10.0,
            "leading": f64::from(measure.leading) / 10.0,
            "headline-columns": measure.headline_columns,
            "headline-points": measure.headline_points,
            "headline-lines": measure.headline_lines,
        },
    });
    Data { story: Bytes::from_string(story.to_string()), pictures: walk.pictures }
}

impl Walk<'_> {
    fn block(&mut self, block: &Block, pictures: bool) -> Option<Value> {
        Some(match block {
            Block::Paragraph { content } => json!({ "kind": "paragraph", "text": self.runs(content) }),
            Block::Heading { attrs, content } => {
                json!({ "kind": "crosshead", "level": attrs.level, "text": self.runs(content) })
            }
            Block::Quote { content } => json!({ "kind": "quote", "blocks": self.blocks(content, pictures) }),
            Block::PullQuote { content } => json!({ "kind": "pull-quote", "blocks": self.blocks(content, pictures) }),
            Block::Attribution { content } => json!({ "kind": "attribution", "text": self.runs(content) }),
            Block::BulletList { content } => json!({ "kind": "list", "items": self.items(content, pictures) }),
            Block::OrderedList { attrs, content } => {
                json!({ "kind": "list", "start": attrs.start, "items": self.items(content, pictures) })
            }
            Block::Image { attrs, content } => self.image(attrs, content, pictures),
            Block::Gallery { content } => json!({ "kind": "gallery", "blocks": self.blocks(content, pictures) }),
            Block::Table { content } => self.table(content, pictures),
            Block::FactBox { content } => json!({ "kind": "facts", "blocks": self.blocks(content, pictures) }),
            Block::FactTitle { content } => json!({ "kind": "fact-title", "text": self.runs(content) }),
            Block::TimelineItem { content } => json!({ "kind": "event", "blocks": self.blocks(content, pictures) }),
            Block::TimelineDate { content } => json!({ "kind": "date", "text": self.runs(content) }),
            Block::RelatedLink { attrs } => json!({ "kind": "related", "title": self.broken(&attrs.title) }),
            // What only a screen shows.
            Block::Embed { .. } | Block::Furniture { .. } => return None,
        })
    }

    fn blocks(&mut self, blocks: &[Block], pictures: bool) -> Vec<Value> {
        blocks.iter().filter_map(|block| self.block(block, pictures)).collect()
    }

    fn items(&mut self, items: &[Item], pictures: bool) -> Vec<Value> {
        if self.depth >= DEEPEST {
            return vec![json!(self.flat(items))];
        }
        self.depth += 1;
        let items = self.level(items, pictures);
        self.depth -= 1;
        items
    }

    /// All lines below, one after the other.
    fn flat(&self, items: &[Item]) -> Vec<Value> {
        let mut lines = Vec::new();
        let mut waiting: Vec<&Block> =
            items.iter().rev().flat_map(|Item::ListItem { content }| content.iter().rev()).collect();
        while let Some(block) = waiting.pop() {
            if let Some(line) = block.line() {
                lines.push(json!({ "kind": "paragraph", "text": self.runs(line) }));
            }
            let mut inner = Vec::new();
            block.each_inner(&mut |block| inner.push(block));
            waiting.extend(inner.into_iter().rev());
        }
        lines
    }

    fn level(&mut self, items: &[Item], pictures: bool) -> Vec<Value> {
        items.iter().map(|Item::ListItem { content }| json!(self.blocks(content, pictures))).collect()
    }

    /// Every cell with its place; those that would lie over another or outside are cut to the room there is.
    fn table(&mut self, rows: &[Row], pictures: bool) -> Value {
        let width =
            |Row::TableRow { content }: &Row| content.iter().map(|cell| usize::from(cell.attrs().colspan)).sum();
        let columns: usize = rows.iter().map(width).max().unwrap_or(1).clamp(1, WIDEST);
        let mut taken = vec![vec![false; columns]; rows.len()];
        let mut cells = Vec::new();
        for (y, Row::TableRow { content }) in rows.iter().enumerate() {
            let mut x = 0;
            for cell in content {
                while x < columns && taken[y][x] {
                    x += 1;
                }
                if x == columns {
                    break;
                }
                let attrs = cell.attrs();
                let room = taken[y][x..].iter().take_while(|taken| !**taken).count();
                let wide = usize::from(attrs.colspan).clamp(1, room);
                let free = |row: &Vec<bool>| row[x..x + wide].iter().all(|taken| !taken);
                let high =
                    taken[y..].iter().take(usize::from(attrs.rowspan).max(1)).take_while(|row| free(row)).count();
                for row in &mut taken[y..y + high] {
                    row[x..x + wide].fill(true);
                }
                cells.push(json!({
                    "x": x,
                    "y": y,
                    "columns": wide,
                    "rows": high,
                    "header": cell.is_header(),
                    "blocks": self.blocks(cell.content(), pictures),
                }));
                x += wide;
            }
        }
        json!({ "kind": "table", "columns": columns, "cells": cells })
    }

    fn image(&mut self, attrs: &Image, caption: &[Inline], pictures: bool) -> Value {
        let shown = if pictures { self.picture(attrs) } else { None };
        let (file, ratio) = shown.map_or((None, 1.5), |(file, ratio)| (Some(file), ratio));
        json!({
            "kind": "picture",
            "file": file,
            "ratio": ratio,
            "name": attrs.src,
            "alt": attrs.alt,
            "credit": attrs.credit,
            "text": self.runs(caption),
        })
    }

    /// The name under which a template reads a picture, and its width to its height.
    fn picture(&mut self, image: &Image) -> Option<(String, f64)> {
        let key = format!("{} {:?}", image.src, image.crops);
        if let Some(known) = self.names.get(&key) {
            return known.clone();
        }
        let made = (self.copy.picture)(image).and_then(|bytes| {
            let reader = image::ImageReader::new(std::io::Cursor::new(&bytes)).with_guessed_format().ok()?;
            let suffix = match reader.format()? {
                image::ImageFormat::Jpeg => "jpg",
                image::ImageFormat::Png => "png",
                image::ImageFormat::Gif => "gif",
                image::ImageFormat::WebP => "webp",
                _ => return None,
            };
            let (width, height) = reader.into_dimensions().ok().filter(|(width, height)| *width > 0 && *height > 0)?;
            // Names are numbers: what a file is called says nothing to a template.
            let name = format!("/picture-{}.{suffix}", self.pictures.len());
            self.pictures.insert(name.clone(), Bytes::new(bytes));
            Some((name, f64::from(width) / f64::from(height)))
        });
        self.names.insert(key, made.clone());
        made
    }

    /// Pieces of a line: `[text, strong, emphasis]`.
    fn runs(&self, content: &[Inline]) -> Vec<Value> {
        let run = |Inline::Text { marks, text }: &Inline| {
            let has = |wanted: &Mark| marks.contains(wanted);
            json!([self.broken(text), has(&Mark::Strong), has(&Mark::Emphasis)])
        };
        content.iter().map(run).collect()
    }

    /// With the places where words may be broken. English is Typst's own affair.
    fn broken(&self, text: &str) -> String {
        let plain: String = text.chars().filter(|letter| *letter != SOFT_HYPHEN).collect();
        if self.breaks { hyphenate(&plain) } else { plain }
    }
}
