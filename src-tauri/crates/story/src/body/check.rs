//! What the enums alone do not say of a body: what may stand where, and what values may be.

use super::{Block, Cell, CellAttrs, Crop, Image, Inline, Item, Mark, Point, Row, is_safe_address, is_web_address};

/// The whole of a picture's width or height.
const WHOLE: u16 = 1000;
/// Columns or rows that a cell may take; HTML allows no more columns.
const SPAN: std::ops::RangeInclusive<u16> = 1..=1000;

/// Why a tree is not a body.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyFault {
    /// The text is not JSON, or has a node, mark or attribute that this Redaksi does not know.
    #[error("not a body that this Redaksi can read: {0}")]
    Json(String),
    /// A node that must hold something is empty.
    #[error("a {0} holds nothing")]
    Empty(&'static str),
    /// A heading of another level than 2 or 3.
    #[error("a heading has level {0}; 2 and 3 are allowed")]
    Level(u8),
    /// A block stands where it may not.
    #[error("a {inside} holds a block that may not stand there")]
    Place {
        /// The node that holds it.
        inside: &'static str,
    },
    /// An address of another kind than may stand there.
    #[error("a link points at \u{201c}{0}\u{201d}; http, https and mailto are allowed, and on a card http and https")]
    Address(String),
    /// A cell that takes no column or row, too many of them, or has widths for others than it takes.
    #[error("a cell takes {colspan} columns and {rowspan} rows; 1 to 1000 are allowed, with one width a column")]
    Span {
        /// Columns.
        colspan: u16,
        /// Rows.
        rowspan: u16,
    },
    /// A focus or crop that does not lie in its picture, or a second crop for a format.
    #[error("a picture's focus or crops do not lie in it, or two are for one format")]
    Crop,
    /// A picture's day that is none.
    #[error("a picture was taken on \u{201c}{0}\u{201d}, which is not a day as YYYY-MM-DD")]
    Day(String),
}

impl Block {
    /// Whether it holds what it must, so that it may stand in a body, or as part of one of its blocks.
    pub(crate) fn is_sound(&self) -> bool {
        match self {
            Block::Attribution { content } | Block::FactTitle { content } | Block::TimelineDate { content } => {
                inline(content).is_ok()
            }
            whole => block(whole).is_ok(),
        }
    }
}

/// A block of the body.
pub(super) fn block(block: &Block) -> Result<(), BodyFault> {
    match block {
        Block::Heading { attrs, .. } if !(2..=3).contains(&attrs.level) => Err(BodyFault::Level(attrs.level)),
        Block::Paragraph { content } | Block::Heading { content, .. } | Block::Furniture { content, .. } => {
            inline(content)
        }
        Block::Quote { content } => flow("quote", without_attribution(content)?),
        Block::PullQuote { content } => paragraphs("pullQuote", without_attribution(content)?),
        Block::BulletList { content } => items("bulletList", content),
        Block::OrderedList { content, .. } => items("orderedList", content),
        Block::Image { attrs, content } => image(attrs).and_then(|()| inline(content)),
        Block::Gallery { content } => all("gallery", content, |block| matches!(block, Block::Image { .. })),
        Block::Table { content } if content.is_empty() => Err(BodyFault::Empty("table")),
        Block::Table { content } => content.iter().flat_map(Row::cells).try_for_each(cell),
        Block::FactBox { content } => headed("factBox", content, |first| matches!(first, Block::FactTitle { .. })),
        Block::TimelineItem { content } => {
            headed("timelineItem", content, |first| matches!(first, Block::TimelineDate { .. }))
        }
        Block::Embed { attrs } if !is_web_address(&attrs.url) => Err(BodyFault::Address(attrs.url.clone())),
        Block::RelatedLink { attrs } => match &attrs.url {
            Some(url) if !is_safe_address(url) => Err(BodyFault::Address(url.clone())),
            _ => Ok(()),
        },
        Block::Embed { .. } => Ok(()),
        Block::Attribution { .. } | Block::FactTitle { .. } | Block::TimelineDate { .. } => {
            Err(BodyFault::Place { inside: "doc" })
        }
    }
}

/// At least one block, and only such as `may` stand in it.
fn all(inside: &'static str, blocks: &[Block], may: impl Fn(&Block) -> bool) -> Result<(), BodyFault> {
    if blocks.is_empty() {
        return Err(BodyFault::Empty(inside));
    }
    blocks.iter().try_for_each(|one| if may(one) { block(one) } else { Err(BodyFault::Place { inside }) })
}

/// Paragraphs and lists: what may stand in a quote, a list item and a box.
fn flow(inside: &'static str, blocks: &[Block]) -> Result<(), BodyFault> {
    all(inside, blocks, |block| {
        matches!(block, Block::Paragraph { .. } | Block::BulletList { .. } | Block::OrderedList { .. })
    })
}

fn paragraphs(inside: &'static str, blocks: &[Block]) -> Result<(), BodyFault> {
    all(inside, blocks, |block| matches!(block, Block::Paragraph { .. }))
}

/// A quotation less who said it.
fn without_attribution(blocks: &[Block]) -> Result<&[Block], BodyFault> {
    match blocks.split_last() {
        Some((Block::Attribution { content }, said)) => inline(content).map(|()| said),
        _ => Ok(blocks),
    }
}

/// A line of its own kind, then paragraphs and lists.
fn headed(inside: &'static str, blocks: &[Block], is_head: impl Fn(&Block) -> bool) -> Result<(), BodyFault> {
    let (head, rest) = blocks.split_first().ok_or(BodyFault::Empty(inside))?;
    match head.line() {
        Some(line) if is_head(head) => inline(line)?,
        _ => return Err(BodyFault::Place { inside }),
    }
    flow(inside, rest)
}

fn items(list: &'static str, items: &[Item]) -> Result<(), BodyFault> {
    if items.is_empty() {
        return Err(BodyFault::Empty(list));
    }
    items.iter().try_for_each(|Item::ListItem { content }| {
        if !matches!(content.first(), Some(Block::Paragraph { .. })) {
            return Err(BodyFault::Place { inside: "listItem" });
        }
        flow("listItem", content)
    })
}

fn cell(cell: &Cell) -> Result<(), BodyFault> {
    let CellAttrs { colspan, colwidth, rowspan } = cell.attrs();
    let one_a_column = colwidth.as_ref().is_none_or(|widths| widths.len() == usize::from(*colspan));
    if !SPAN.contains(colspan) || !SPAN.contains(rowspan) || !one_a_column {
        return Err(BodyFault::Span { colspan: *colspan, rowspan: *rowspan });
    }
    paragraphs(if cell.is_header() { "tableHeader" } else { "tableCell" }, cell.content())
}

fn image(image: &Image) -> Result<(), BodyFault> {
    let focus = image.focus.is_none_or(|Point { x, y }| x <= WHOLE && y <= WHOLE);
    let lies_in = |Crop { x, y, width, height, .. }: &Crop| {
        let side = |from: u16, long: u16| long > 0 && from.checked_add(long).is_some_and(|end| end <= WHOLE);
        side(*x, *width) && side(*y, *height)
    };
    let once = |(at, crop): (usize, &Crop)| image.crops[..at].iter().all(|other| other.format != crop.format);
    if !focus || !image.crops.iter().all(lies_in) || !image.crops.iter().enumerate().all(once) {
        return Err(BodyFault::Crop);
    }
    if image.date.is_empty() || is_day(&image.date) { Ok(()) } else { Err(BodyFault::Day(image.date.clone())) }
}

/// `YYYY-MM-DD`, with a month and a day that there are in some year.
fn is_day(text: &str) -> bool {
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let within = |part: &str, most: u8| part.parse::<u8>().is_ok_and(|number| (1..=most).contains(&number));
    match text.split('-').collect::<Vec<_>>()[..] {
        [year, month, day] => {
            digits(year, 4) && digits(month, 2) && digits(day, 2) && within(month, 12) && within(day, 31)
        }
        _ => false,
    }
}

fn inline(content: &[Inline]) -> Result<(), BodyFault> {
    content.iter().try_for_each(|Inline::Text { marks, text }| {
        if text.is_empty() {
            return Err(BodyFault::Empty("text"));
        }
        marks.iter().try_for_each(|mark| match mark {
            Mark::Link { attrs } if !is_safe_address(&attrs.href) => Err(BodyFault::Address(attrs.href.clone())),
            Mark::Note { attrs } if attrs.id.is_empty() => Err(BodyFault::Empty("note")),
            _ => Ok(()),
        })
    })
}
