//! The body: one document tree, ProseMirror's JSON mirrored as enums. Text, counts, links and HTML are derived from it,
//! here and nowhere else, because search, layouts and formats all need the same ones and may not see each other.

mod diff;
mod html;
mod links;
mod table;
mod text;

pub use diff::{BlockChange, BlockDiff};
pub use html::{HtmlOptions, escape};
pub use links::RelatedAt;
pub use table::schema_table;

use serde::{Deserialize, Serialize};

/// A story's text: blocks in reading order, at least one.
///
/// Serialises as ProseMirror does: `{"type":"doc","content":[…]}`; empty `content` and `marks` are left out, attributes
/// never are. Reading is strict: an unknown node, mark or attribute is refused, so that a body written by a newer
/// Redaksi is never silently thinned out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Document", into = "Document")]
pub struct Body {
    blocks: Vec<Block>,
}

/// A block of the body.
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
    /// A quotation set apart: paragraphs and lists.
    Quote {
        /// At least one block.
        content: Vec<Block>,
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
        /// File, credit and alternative text.
        attrs: Image,
        /// The caption.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        content: Vec<Inline>,
    },
    /// A pointer to another story or a URL, where readers meet it.
    RelatedLink {
        /// Title and target.
        attrs: RelatedLink,
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

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", deny_unknown_fields)]
pub enum Inline {
    /// Characters that share their marks.
    Text {
        /// Strong, emphasis, link: in the schema's order.
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
}

/// Attributes of a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadingAttrs {
    /// 2 or 3: the headline is level 1.
    pub level: u8,
}

/// Attributes of a numbered list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderedListAttrs {
    /// Number of the first item.
    pub start: u32,
}

/// Attributes of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// File name in the newsroom's media folder: `<sha-256>.<suffix>`.
    pub src: String,
    /// What the picture shows, for those who cannot see it.
    pub alt: String,
    /// Photographer and agency, as printed.
    pub credit: String,
}

/// A pointer to another story of the newsroom, or to a URL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RelatedLink {
    /// The title as printed after the house's words.
    pub title: String,
    /// The story's id; null where it points at a URL, or at nothing yet.
    pub story_id: Option<String>,
    /// The address; null where it points at a story, or at nothing yet.
    pub url: Option<String>,
}

/// Attributes of a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkAttrs {
    /// An `http`, `https` or `mailto` address.
    pub href: String,
}

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
    /// An address that is not `http`, `https` or `mailto`.
    #[error("a link points at \u{201c}{0}\u{201d}; http, https and mailto are allowed")]
    Address(String),
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", deny_unknown_fields)]
enum Document {
    Doc { content: Vec<Block> },
}

impl From<Body> for Document {
    fn from(body: Body) -> Self {
        Document::Doc { content: body.blocks }
    }
}

impl TryFrom<Document> for Body {
    type Error = BodyFault;

    fn try_from(Document::Doc { content }: Document) -> Result<Self, BodyFault> {
        Body::new(content)
    }
}

impl Default for Body {
    /// One empty paragraph: what a new story opens with.
    fn default() -> Self {
        Self { blocks: vec![Block::Paragraph { content: Vec::new() }] }
    }
}

impl Body {
    /// A body of these blocks, checked against the schema's content rules.
    pub fn new(blocks: Vec<Block>) -> Result<Self, BodyFault> {
        if blocks.is_empty() {
            return Err(BodyFault::Empty("doc"));
        }
        blocks.iter().try_for_each(check_block)?;
        Ok(Self { blocks })
    }

    /// Plain paragraphs; no paragraph at all gives the empty body.
    pub fn from_paragraphs<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> Self {
        let blocks: Vec<Block> = paragraphs.into_iter().map(Block::paragraph).collect();
        if blocks.is_empty() { Self::default() } else { Self { blocks } }
    }

    /// Reads ProseMirror JSON, strictly.
    pub fn from_json(json: &str) -> Result<Self, BodyFault> {
        serde_json::from_str(json).map_err(|error| BodyFault::Json(error.to_string()))
    }

    /// Writes ProseMirror JSON.
    pub fn to_json(&self) -> String {
        // A tree of strings and numbers has nothing that JSON cannot hold.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The same tree as JSON values, for what goes through any node alike.
    pub fn tree(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// The blocks in reading order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The pictures in reading order.
    pub fn images(&self) -> impl Iterator<Item = &Image> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Image { attrs, .. } => Some(attrs),
            _ => None,
        })
    }
}

impl Block {
    /// A paragraph of unmarked text.
    pub fn paragraph(text: &str) -> Self {
        Block::Paragraph { content: Inline::plain(text) }
    }
}

impl Inline {
    /// Unmarked text; nothing for the empty text.
    pub fn plain(text: &str) -> Vec<Self> {
        if text.is_empty() { Vec::new() } else { vec![Inline::Text { marks: Vec::new(), text: text.to_owned() }] }
    }
}

/// Addresses that may stand in a story. Anything else (`javascript:`, `data:`, `file:`) is refused at the gate.
pub fn is_safe_address(address: &str) -> bool {
    let lower = address.trim_start().to_ascii_lowercase();
    ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}

fn check_block(block: &Block) -> Result<(), BodyFault> {
    match block {
        Block::Paragraph { content } | Block::Image { content, .. } => check_inline(content),
        Block::Heading { attrs, content } => {
            if !(2..=3).contains(&attrs.level) {
                return Err(BodyFault::Level(attrs.level));
            }
            check_inline(content)
        }
        Block::Quote { content } => check_flow("quote", content),
        Block::BulletList { content } => check_items("bulletList", content),
        Block::OrderedList { content, .. } => check_items("orderedList", content),
        Block::RelatedLink { attrs } => match &attrs.url {
            Some(url) if !is_safe_address(url) => Err(BodyFault::Address(url.clone())),
            _ => Ok(()),
        },
    }
}

/// What may stand in a quote or a list item: paragraphs and lists.
fn check_flow(inside: &'static str, blocks: &[Block]) -> Result<(), BodyFault> {
    if blocks.is_empty() {
        return Err(BodyFault::Empty(inside));
    }
    blocks.iter().try_for_each(|block| match block {
        Block::Paragraph { .. } | Block::BulletList { .. } | Block::OrderedList { .. } => check_block(block),
        _ => Err(BodyFault::Place { inside }),
    })
}

fn check_items(list: &'static str, items: &[Item]) -> Result<(), BodyFault> {
    if items.is_empty() {
        return Err(BodyFault::Empty(list));
    }
    items.iter().try_for_each(|Item::ListItem { content }| {
        if !matches!(content.first(), Some(Block::Paragraph { .. })) {
            return Err(BodyFault::Place { inside: "listItem" });
        }
        check_flow("listItem", content)
    })
}

fn check_inline(content: &[Inline]) -> Result<(), BodyFault> {
    content.iter().try_for_each(|Inline::Text { marks, text }| {
        if text.is_empty() {
            return Err(BodyFault::Empty("text"));
        }
        marks.iter().try_for_each(|mark| match mark {
            Mark::Link { attrs } if !is_safe_address(&attrs.href) => Err(BodyFault::Address(attrs.href.clone())),
            _ => Ok(()),
        })
    })
}
