use super::{
    CellAttrs, EmbedAttrs, FurnitureAttrs, HeadingAttrs, Image, LinkAttrs, NoteAttrs, OrderedListAttrs, RelatedLink,
};
use serde::{Deserialize, Serialize};

/// A block of the body, or a part of one that holds text as blocks do. Which may stand where, [`super::Body::new`] checks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", deny_unknown_fields)]
pub enum Block {
    /// Running text.
    Paragraph {
        /// Text with marks.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        content: Vec<Inline>,
    },
    /// A crosshead.
    Heading {
        /// Level 2 or 3.
        attrs: HeadingAttrs,
        /// Text with marks.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        content: Vec<Inline>,
    },
    /// A quotation set apart: paragraphs and lists, then perhaps who said it.
    Quote {
        /// At least one block.
        content: Vec<Block>,
    },
    /// A sentence of the story printed large: paragraphs, then perhaps who said it.
    PullQuote {
        /// At least one paragraph.
        content: Vec<Block>,
    },
    /// Who said it: the last of a quote or pull quote.
    Attribution {
        /// Text with marks.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        content: Vec<Inline>,
    },
    /// A list with bullets.
    BulletList {
        /// At least one item.
        content: Vec<Item>,
    },
    /// A numbered list.
    OrderedList {
        /// Where numbering starts.
        attrs: OrderedListAttrs,
        /// At least one item.
        content: Vec<Item>,
    },
    /// A picture; its content is the caption.
    Image {
        /// File, credit, alternative text, and what is known of it.
        attrs: Image,
        /// The caption.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        content: Vec<Inline>,
    },
    /// Pictures that belong together.
    Gallery {
        /// At least one picture, and nothing else.
        content: Vec<Block>,
    },
    /// A table.
    Table {
        /// At least one row.
        content: Vec<Row>,
    },
    /// A box beside the story: a title, then paragraphs and lists.
    FactBox {
        /// The title and at least one block.
        content: Vec<Block>,
    },
    /// The title of a fact box: its first.
    FactTitle {
        /// Text with marks.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        content: Vec<Inline>,
    },
    /// One event of a timeline: when, then paragraphs and lists.
    TimelineItem {
        /// The date and at least one block.
        content: Vec<Block>,
    },
    /// When it happened, in the house's words: the first of a timeline item.
    TimelineDate {
        /// Text with marks.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        content: Vec<Inline>,
    },
    /// An address kept as a card.
    Embed {
        /// Title and address.
        attrs: EmbedAttrs,
    },
    /// A pointer to another story or a URL, where readers meet it.
    RelatedLink {
        /// Title and target.
        attrs: RelatedLink,
    },
    /// What a web page puts between paragraphs and is no part of the story.
    Furniture {
        /// What it is.
        attrs: FurnitureAttrs,
        /// Its words.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        content: Vec<Inline>,
    },
}

/// One item of a list: a paragraph, then paragraphs and lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", deny_unknown_fields)]
pub enum Item {
    /// The only kind.
    ListItem {
        /// At least one block, the first a paragraph.
        content: Vec<Block>,
    },
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", deny_unknown_fields)]
pub enum Row {
    /// The only kind.
    TableRow {
        /// The cells that begin in this row: none where those of the rows above reach over all of it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        content: Vec<Cell>,
    },
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", deny_unknown_fields)]
pub enum Cell {
    /// A value.
    TableCell {
        /// How many columns and rows it takes.
        attrs: CellAttrs,
        /// At least one paragraph, and nothing else.
        content: Vec<Block>,
    },
    /// What a column or row is called.
    TableHeader {
        /// How many columns and rows it takes.
        attrs: CellAttrs,
        /// At least one paragraph, and nothing else.
        content: Vec<Block>,
    },
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", deny_unknown_fields)]
pub enum Inline {
    /// Characters that share their marks.
    Text {
        /// Link, strong, emphasis, notes: in the schema's order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        marks: Vec<Mark>,
        /// Never empty.
        text: String,
    },
}

/// What a piece of text is marked as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", deny_unknown_fields)]
pub enum Mark {
    /// A hyperlink.
    Link {
        /// Its target.
        attrs: LinkAttrs,
    },
    /// Strong.
    Strong,
    /// Emphasis.
    Emphasis,
    /// What a note is about. The newsroom's own: nothing that leaves it shows that there was a note.
    Note {
        /// Which.
        attrs: NoteAttrs,
    },
}

impl Block {
    /// A paragraph of unmarked text.
    pub fn paragraph(text: &str) -> Self {
        Block::Paragraph { content: Inline::plain(text) }
    }

    /// Its name in the schema.
    pub fn kind(&self) -> &'static str {
        match self {
            Block::Paragraph { .. } => "paragraph",
            Block::Heading { .. } => "heading",
            Block::Quote { .. } => "quote",
            Block::PullQuote { .. } => "pullQuote",
            Block::Attribution { .. } => "attribution",
            Block::BulletList { .. } => "bulletList",
            Block::OrderedList { .. } => "orderedList",
            Block::Image { .. } => "image",
            Block::Gallery { .. } => "gallery",
            Block::Table { .. } => "table",
            Block::FactBox { .. } => "factBox",
            Block::FactTitle { .. } => "factTitle",
            Block::TimelineItem { .. } => "timelineItem",
            Block::TimelineDate { .. } => "timelineDate",
            Block::Embed { .. } => "embed",
            Block::RelatedLink { .. } => "relatedLink",
            Block::Furniture { .. } => "furniture",
        }
    }

    /// Whether it is running copy, before which a dateline stands: neither a crosshead, nor what is set apart from the
    /// copy (a picture, a table, a box), nor a pointer.
    pub fn is_copy(&self) -> bool {
        matches!(
            self,
            Block::Paragraph { .. } | Block::Quote { .. } | Block::BulletList { .. } | Block::OrderedList { .. }
        )
    }

    /// Whether it never was, nor becomes, a block of another kind: it is more than words.
    pub(crate) fn is_apart(&self) -> bool {
        matches!(
            self,
            Block::Image { .. }
                | Block::Gallery { .. }
                | Block::Table { .. }
                | Block::Embed { .. }
                | Block::RelatedLink { .. }
                | Block::Furniture { .. }
        )
    }

    /// The pictures in it: its own, or those of a gallery.
    pub(crate) fn pictures(&self) -> impl Iterator<Item = (&Image, &[Inline])> {
        let blocks = match self {
            Block::Gallery { content } => content.as_slice(),
            block => std::slice::from_ref(block),
        };
        blocks.iter().filter_map(|block| match block {
            Block::Image { attrs, content } => Some((attrs, content.as_slice())),
            _ => None,
        })
    }

    /// Its line of text; `None` of those that hold blocks, or nothing.
    pub fn line(&self) -> Option<&[Inline]> {
        match self {
            Block::Paragraph { content }
            | Block::Heading { content, .. }
            | Block::Attribution { content }
            | Block::Image { content, .. }
            | Block::FactTitle { content }
            | Block::TimelineDate { content }
            | Block::Furniture { content, .. } => Some(content),
            _ => None,
        }
    }

    /// The same line, to be written.
    pub(crate) fn line_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Block::Paragraph { content }
            | Block::Heading { content, .. }
            | Block::Attribution { content }
            | Block::Image { content, .. }
            | Block::FactTitle { content }
            | Block::TimelineDate { content }
            | Block::Furniture { content, .. } => Some(content),
            _ => None,
        }
    }

    /// Takes the anchors of notes away; pieces of a line that differed in nothing else become one.
    pub(crate) fn drop_notes(&mut self) {
        self.each_line_mut(&mut Inline::drop_notes);
    }

    /// Its own line and those of every block in it, to be written.
    pub(crate) fn each_line_mut(&mut self, write: &mut dyn FnMut(&mut Vec<Inline>)) {
        if let Some(line) = self.line_mut() {
            write(line);
        }
        match self {
            Block::Quote { content }
            | Block::PullQuote { content }
            | Block::Gallery { content }
            | Block::FactBox { content }
            | Block::TimelineItem { content } => content.iter_mut().for_each(|block| block.each_line_mut(write)),
            Block::BulletList { content } | Block::OrderedList { content, .. } => {
                let items = content.iter_mut().flat_map(|Item::ListItem { content }| content);
                items.for_each(|block| block.each_line_mut(write));
            }
            Block::Table { content } => {
                let cells = content.iter_mut().flat_map(|Row::TableRow { content }| content);
                let blocks =
                    cells.flat_map(|(Cell::TableCell { content, .. } | Cell::TableHeader { content, .. })| content);
                blocks.for_each(|block| block.each_line_mut(write));
            }
            _ => {}
        }
    }

    /// The blocks that stand right in it, whether in itself, in the items of a list or in the cells of a table.
    pub fn each_inner<'a>(&'a self, see: &mut dyn FnMut(&'a Block)) {
        match self {
            Block::Quote { content }
            | Block::PullQuote { content }
            | Block::Gallery { content }
            | Block::FactBox { content }
            | Block::TimelineItem { content } => content.iter().for_each(see),
            Block::BulletList { content } | Block::OrderedList { content, .. } => {
                content.iter().flat_map(|Item::ListItem { content }| content).for_each(see);
            }
            Block::Table { content } => {
                content.iter().flat_map(Row::cells).flat_map(Cell::content).for_each(see);
            }
            Block::Paragraph { .. }
            | Block::Heading { .. }
            | Block::Attribution { .. }
            | Block::Image { .. }
            | Block::FactTitle { .. }
            | Block::TimelineDate { .. }
            | Block::Embed { .. }
            | Block::RelatedLink { .. }
            | Block::Furniture { .. } => {}
        }
    }
}

impl Row {
    /// The cells that begin in it.
    pub fn cells(&self) -> &[Cell] {
        let Row::TableRow { content } = self;
        content
    }
}

impl Cell {
    /// How many columns and rows it takes.
    pub fn attrs(&self) -> &CellAttrs {
        let (Cell::TableCell { attrs, .. } | Cell::TableHeader { attrs, .. }) = self;
        attrs
    }

    /// Its paragraphs.
    pub fn content(&self) -> &[Block] {
        let (Cell::TableCell { content, .. } | Cell::TableHeader { content, .. }) = self;
        content
    }

    /// Whether it says what a column or row is called.
    pub fn is_header(&self) -> bool {
        matches!(self, Cell::TableHeader { .. })
    }
}

impl Inline {
    /// Unmarked text; nothing for the empty text.
    pub fn plain(text: &str) -> Vec<Self> {
        if text.is_empty() { Vec::new() } else { vec![Inline::Text { marks: Vec::new(), text: text.to_owned() }] }
    }

    fn drop_notes(line: &mut Vec<Self>) {
        let is_noted = |Inline::Text { marks, .. }: &Inline| marks.iter().any(Mark::is_note);
        if !line.iter().any(is_noted) {
            return;
        }
        let mut without: Vec<Self> = Vec::with_capacity(line.len());
        for Inline::Text { mut marks, text } in std::mem::take(line) {
            marks.retain(|mark| !mark.is_note());
            match without.last_mut() {
                Some(Inline::Text { marks: before, text: whole }) if *before == marks => whole.push_str(&text),
                _ => without.push(Inline::Text { marks, text }),
            }
        }
        *line = without;
    }
}

impl Mark {
    /// Whether it is the newsroom's own and shows nowhere outside.
    pub fn is_note(&self) -> bool {
        matches!(self, Mark::Note { .. })
    }
}
