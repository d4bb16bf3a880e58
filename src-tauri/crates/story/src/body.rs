//! The body: one document tree, ProseMirror's JSON mirrored as enums. Text, counts, links and HTML are derived from it,
//! here and nowhere else, because search, layouts and formats all need the same ones and may not see each other.

mod attributes;
mod block;
mod check;
mod crop;
mod diff;
mod html;
mod links;
mod table;
mod text;

pub use attributes::{
    CellAttrs, Crop, CropFormat, EmbedAttrs, FurnitureAttrs, FurnitureKind, HeadingAttrs, Image, LinkAttrs, NoteAttrs,
    OrderedListAttrs, Point, RelatedLink,
};
pub use block::{Block, Cell, Inline, Item, Mark, Row};
pub use check::BodyFault;
pub use diff::{BlockChange, BlockDiff};
pub use html::{HtmlOptions, escape};
pub use links::RelatedAt;
pub use table::schema_table;

use serde::{Deserialize, Serialize};

/// The number of the schema that this Redaksi writes; it reads all up to it.
///
/// 1: text, crossheads, lists, quotes, pictures, related links. 2: the typed news blocks, pictures with crops, notes.
pub const SCHEMA: u32 = 2;

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
        blocks.iter().try_for_each(check::block)?;
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

    /// The same body without the anchors of notes: what leaves the newsroom.
    pub fn without_notes(&self) -> Self {
        let mut body = self.clone();
        body.blocks.iter_mut().for_each(Block::drop_notes);
        body
    }

    /// The blocks in reading order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The pictures in reading order, those of galleries among them.
    pub fn images(&self) -> impl Iterator<Item = &Image> {
        self.pictures().map(|(image, _)| image)
    }

    /// The same pictures with their captions.
    pub fn pictures(&self) -> impl Iterator<Item = (&Image, &[Inline])> {
        self.blocks.iter().flat_map(Block::pictures)
    }

    /// Every block with what stands in it, from the outside in, in reading order.
    pub fn each_block<'a>(&'a self, see: &mut dyn FnMut(&'a Block)) {
        fn each<'a>(block: &'a Block, see: &mut dyn FnMut(&'a Block)) {
            see(block);
            block.each_inner(&mut |inner| each(inner, see));
        }
        self.blocks.iter().for_each(|block| each(block, see));
    }
}

/// Addresses that may stand in a story. Anything else (`javascript:`, `data:`, `file:`) is refused at the gate.
pub fn is_safe_address(address: &str) -> bool {
    let lower = address.trim_start().to_ascii_lowercase();
    ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}

/// Addresses that may stand on a card: those that a browser opens, written as an address is (a space or a `<` in it is
/// `%20` or `%3C`), so that every form can print them as they are.
pub fn is_web_address(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let host = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let stays = |letter: char| !(letter.is_whitespace() || letter.is_control() || "<>\"\u{feff}".contains(letter));
    host.is_some_and(|host| !host.is_empty() && host.chars().all(stays))
}

/// Who is behind an address: its host, less what says nothing (`www.`). Empty where it has none.
pub fn provider(address: &str) -> String {
    let after = address.split_once("://").map_or("", |(_, after)| after);
    let authority = after.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host).to_ascii_lowercase();
    host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)
}
