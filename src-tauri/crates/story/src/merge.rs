//! Two texts of one story become one: three-way, by field, by paragraph, and within a paragraph by word.
//!
//! What only one side changed is taken, what both changed alike is taken once, and what they changed differently is a
//! conflict, for a person to choose. Nothing that either side wrote is dropped: it is in the merged text or in a conflict.

mod fields;
mod sequence;
mod words;

use crate::{
    Body, Fields,
    body::{Block, Cell, Inline, Item, Row},
};

/// What people write of a story: everything that a merge is about.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryText {
    /// The metadata.
    pub fields: Fields,
    /// The text.
    pub body: Body,
}

/// What a merge came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// Both sides' changes; where they conflict, mine.
    pub text: StoryText,
    /// What a person must choose: fields, then blocks in reading order.
    pub conflicts: Vec<Conflict>,
}

/// What both sides changed, each in its own way.
#[derive(Debug, Clone, PartialEq)]
pub enum Conflict {
    /// A field, by one of [`Fields::NAMES`]; values as a person reads them, empty where there is none.
    Field {
        /// `house` goes with the forms that it prints the story in.
        name: &'static str,
        /// As it was.
        base: String,
        /// As it stands in the merged text.
        mine: String,
        /// The other.
        theirs: String,
    },
    /// A block, and what became of it. Nothing where that side deleted it.
    Blocks {
        /// Index of the first of the merged body's blocks that stand there: mine, or theirs where mine are none.
        at: usize,
        /// As it was.
        base: Block,
        /// More than one where a paragraph was split.
        mine: Vec<Block>,
        /// The other.
        theirs: Vec<Block>,
    },
}

/// Merges what two sides made of `base`.
pub fn merge(base: &StoryText, mine: &StoryText, theirs: &StoryText) -> Merged {
    let (fields, mut conflicts) = fields::merge(&base.fields, &mine.fields, &theirs.fields);
    let (blocks, clashes) = sequence::merge(base.body.blocks(), mine.body.blocks(), theirs.body.blocks());
    conflicts.extend(clashes.into_iter().map(|clash| Conflict::Blocks {
        at: clash.at,
        base: clash.base,
        mine: clash.mine,
        theirs: clash.theirs,
    }));
    // Each side may have deleted what the other left: then nothing is left, which is the empty body.
    let body = Body::new(blocks).unwrap_or_default();
    Merged { text: StoryText { fields, body }, conflicts }
}

impl sequence::Piece for Block {
    fn push_text(&self, into: &mut String) {
        match self {
            Block::RelatedLink { attrs } => into.push_str(&attrs.title),
            Block::Embed { attrs } => into.push_str(&attrs.title),
            block => into.push_str(&Inline::text_of(block.line().unwrap_or_default())),
        }
        self.each_inner(&mut |block| block.push_text(into));
        into.push('\n');
    }

    /// A picture is the same as long as its file is; a related link never became a paragraph.
    fn is_kin(&self, other: &Self) -> Option<bool> {
        match (self, other) {
            (Block::Image { attrs, .. }, Block::Image { attrs: other, .. }) => Some(attrs.src == other.src),
            (Block::RelatedLink { attrs }, Block::RelatedLink { attrs: other }) => {
                let target = (&attrs.story_id, &attrs.url);
                (target != (&None, &None) && target == (&other.story_id, &other.url)).then_some(true)
            }
            (Block::Embed { attrs }, Block::Embed { attrs: other }) => (attrs.url == other.url).then_some(true),
            (one, other) => ((one.is_apart() || other.is_apart()) && !is_alike(one, other)).then_some(false),
        }
    }

    fn is_of_form(&self, other: &Self) -> bool {
        is_alike(self, other) && !matches!(self, Block::Image { .. } | Block::RelatedLink { .. } | Block::Embed { .. })
    }

    fn is_paragraph(&self) -> bool {
        matches!(self, Block::Paragraph { .. })
    }

    fn merge(base: &Self, mine: &[Self], theirs: &[Self]) -> Option<Vec<Self>> {
        let merged = match (base, mine, theirs) {
            (Block::Quote { content }, [Block::Quote { content: mine }], [Block::Quote { content: theirs }]) => {
                vec![Block::Quote { content: sequence::merge_whole(content, mine, theirs)? }]
            }
            (
                Block::PullQuote { content },
                [Block::PullQuote { content: mine }],
                [Block::PullQuote { content: theirs }],
            ) => {
                vec![Block::PullQuote { content: sequence::merge_whole(content, mine, theirs)? }]
            }
            (Block::Gallery { content }, [Block::Gallery { content: mine }], [Block::Gallery { content: theirs }]) => {
                vec![Block::Gallery { content: sequence::merge_whole(content, mine, theirs)? }]
            }
            (Block::FactBox { content }, [Block::FactBox { content: mine }], [Block::FactBox { content: theirs }]) => {
                vec![Block::FactBox { content: sequence::merge_whole(content, mine, theirs)? }]
            }
            (
                Block::TimelineItem { content },
                [Block::TimelineItem { content: mine }],
                [Block::TimelineItem { content: theirs }],
            ) => {
                vec![Block::TimelineItem { content: sequence::merge_whole(content, mine, theirs)? }]
            }
            (Block::Table { content }, [Block::Table { content: mine }], [Block::Table { content: theirs }]) => {
                vec![Block::Table { content: sequence::merge_whole(content, mine, theirs)? }]
            }
            (
                Block::BulletList { content },
                [Block::BulletList { content: mine }],
                [Block::BulletList { content: theirs }],
            ) => vec![Block::BulletList { content: sequence::merge_whole(content, mine, theirs)? }],
            (
                Block::OrderedList { attrs: was, content },
                [Block::OrderedList { attrs: my, content: mine }],
                [Block::OrderedList { attrs: their, content: theirs }],
            ) => {
                let attrs = pick(was, my, their)?.clone();
                vec![Block::OrderedList { attrs, content: sequence::merge_whole(content, mine, theirs)? }]
            }
            _ => words::merge(base, mine, theirs)?,
        };
        // Merged piece by piece, a list may come out empty, which is none: that is for a person to decide.
        merged.iter().all(Block::is_sound).then_some(merged)
    }
}

impl sequence::Piece for Item {
    fn push_text(&self, into: &mut String) {
        let Item::ListItem { content } = self;
        content.iter().for_each(|block| block.push_text(into));
    }

    fn is_kin(&self, _: &Self) -> Option<bool> {
        None
    }

    fn is_of_form(&self, _: &Self) -> bool {
        true
    }

    fn is_paragraph(&self) -> bool {
        false
    }

    fn merge(Item::ListItem { content }: &Self, mine: &[Self], theirs: &[Self]) -> Option<Vec<Self>> {
        let ([Item::ListItem { content: mine }], [Item::ListItem { content: theirs }]) = (mine, theirs) else {
            return None;
        };
        Some(vec![Item::ListItem { content: sequence::merge_whole(content, mine, theirs)? }])
    }
}

impl sequence::Piece for Row {
    fn push_text(&self, into: &mut String) {
        self.cells().iter().flat_map(Cell::content).for_each(|block| block.push_text(into));
    }

    fn is_kin(&self, _: &Self) -> Option<bool> {
        None
    }

    fn is_of_form(&self, _: &Self) -> bool {
        true
    }

    fn is_paragraph(&self) -> bool {
        false
    }

    /// Cell by cell, as long as the row has as many as it had: with another column it is for a person to decide.
    fn merge(base: &Self, mine: &[Self], theirs: &[Self]) -> Option<Vec<Self>> {
        let ([mine], [theirs]) = (mine, theirs) else { return None };
        let (was, mine, theirs) = (base.cells(), mine.cells(), theirs.cells());
        if was.len() != mine.len() || was.len() != theirs.len() {
            return None;
        }
        let cells = was
            .iter()
            .zip(mine.iter().zip(theirs))
            .map(|(was, (mine, theirs))| pick(was, mine, theirs).cloned().or_else(|| merge_cell(was, mine, theirs)));
        Some(vec![Row::TableRow { content: cells.collect::<Option<_>>()? }])
    }
}

fn merge_cell(base: &Cell, mine: &Cell, theirs: &Cell) -> Option<Cell> {
    let header = *pick(&base.is_header(), &mine.is_header(), &theirs.is_header())?;
    let attrs = pick(base.attrs(), mine.attrs(), theirs.attrs())?.clone();
    let content = sequence::merge_whole(base.content(), mine.content(), theirs.content())?;
    let cell = if header { Cell::TableHeader { attrs, content } } else { Cell::TableCell { attrs, content } };
    (!cell.content().is_empty()).then_some(cell)
}

fn is_alike(one: &Block, other: &Block) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

/// Of three values, the one that was changed; `None` where both sides did, differently.
fn pick<'a, T: PartialEq + ?Sized>(base: &T, mine: &'a T, theirs: &'a T) -> Option<&'a T> {
    if mine == theirs || theirs == base {
        Some(mine)
    } else if mine == base {
        Some(theirs)
    } else {
        None
    }
}
