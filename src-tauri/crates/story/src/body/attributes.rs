use serde::{Deserialize, Serialize};

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

/// Attributes of a picture. What came with schema 2 has a value where it is not written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// File name in the newsroom's media folder: `<sha-256>.<suffix>`.
    pub src: String,
    /// What the picture shows, for those who cannot see it.
    pub alt: String,
    /// Photographer and agency, as printed.
    pub credit: String,
    /// What is shown of it in a format, at most one a format. The file itself is never cut.
    #[serde(default)]
    pub crops: Vec<Crop>,
    /// The day it was taken, `YYYY-MM-DD`; empty where nobody knows.
    #[serde(default)]
    pub date: String,
    /// What must stay in sight wherever it is cut.
    #[serde(default)]
    pub focus: Option<Point>,
    /// Who took it.
    #[serde(default)]
    pub photographer: String,
    /// Where it was taken.
    #[serde(default)]
    pub place: String,
}

/// A place in a picture, in thousandths of its width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// From the left, 0 to 1000.
    pub x: u16,
    /// From the top, 0 to 1000.
    pub y: u16,
}

/// A part of a picture, in thousandths of its width and height; at least one of each, and within the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crop {
    /// What it is for.
    pub format: CropFormat,
    /// Its left side, 0 to 999.
    pub x: u16,
    /// Its upper side, 0 to 999.
    pub y: u16,
    /// 1 to 1000.
    pub width: u16,
    /// 1 to 1000.
    pub height: u16,
}

/// The shapes in which pictures are shown, width to height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CropFormat {
    /// Articles and videos.
    #[serde(rename = "16:9")]
    Wide,
    /// Lists and print.
    #[serde(rename = "4:3")]
    Classic,
    /// Thumbnails.
    #[serde(rename = "1:1")]
    Square,
    /// Feeds on phones.
    #[serde(rename = "3:4")]
    Portrait,
    /// Stories on phones.
    #[serde(rename = "9:16")]
    Tall,
    /// Cards of social networks.
    #[serde(rename = "1.91:1")]
    Card,
}

impl CropFormat {
    /// As it is written in a body.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wide => "16:9",
            Self::Classic => "4:3",
            Self::Square => "1:1",
            Self::Portrait => "3:4",
            Self::Tall => "9:16",
            Self::Card => "1.91:1",
        }
    }
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

/// Attributes of a table's cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellAttrs {
    /// Columns that it takes, 1 to 1000.
    pub colspan: u16,
    /// The width of each of them on the editor's screen, in pixels, 0 for as wide as it comes; `None` for all of them.
    pub colwidth: Option<Vec<u16>>,
    /// Rows that it takes, 1 to 1000.
    pub rowspan: u16,
}

impl Default for CellAttrs {
    fn default() -> Self {
        Self { colspan: 1, colwidth: None, rowspan: 1 }
    }
}

/// Attributes of an embed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbedAttrs {
    /// What is there, as readers are told; empty where nobody wrote it.
    pub title: String,
    /// An `http` or `https` address. Nothing is ever loaded from it.
    pub url: String,
}

/// Attributes of a piece of furniture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FurnitureAttrs {
    /// What it is.
    pub kind: FurnitureKind,
}

/// What a web page puts between paragraphs and is no part of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FurnitureKind {
    /// An advertisement's place.
    Advert,
    /// "Simak video".
    Video,
    /// "Scroll untuk melanjutkan membaca".
    Scroll,
}

impl FurnitureKind {
    /// As it is written in a body.
    pub fn name(self) -> &'static str {
        match self {
            Self::Advert => "advert",
            Self::Video => "video",
            Self::Scroll => "scroll",
        }
    }
}

/// Attributes of a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkAttrs {
    /// An `http`, `https` or `mailto` address.
    pub href: String,
}

/// Attributes of the anchor of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteAttrs {
    /// The thread that it belongs to; never empty.
    pub id: String,
}
