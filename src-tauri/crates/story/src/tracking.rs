use crate::Body;
use serde::{Deserialize, Serialize};

/// Suggestions beside a story's text. The text is always the accepted one: whoever knows nothing of suggestions reads it and
/// is right. `base` is the text without them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Tracking {
    /// Whether what is written from here on is a suggestion.
    pub suggesting: bool,
    /// `None` where nothing is suggested yet.
    pub base: Option<Body>,
    /// What differs between base and text, in their order.
    pub changes: Vec<TrackedChange>,
    /// How many suggestions are whose, as the editor counts them: one is what can be accepted by itself.
    pub pending: Vec<Pending>,
}

/// A range of the base that a range of the text took the place of. Places count as ProseMirror counts them, from the
/// beginning of the body's content: a character is one, the beginning of a block is one, its end is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TrackedChange {
    /// Where it begins in the base.
    pub from_a: u32,
    /// Where it ends in the base.
    pub to_a: u32,
    /// Where it begins in the text.
    pub from_b: u32,
    /// Where it ends in the text.
    pub to_b: u32,
    /// Who deleted the base's range, piece by piece.
    pub deleted: Vec<TrackedSpan>,
    /// Who inserted the text's range, piece by piece.
    pub inserted: Vec<TrackedSpan>,
}

/// A piece that one person deleted or inserted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrackedSpan {
    /// How many places long it is.
    pub length: u32,
    /// Who; empty where that cannot be told.
    pub author: String,
    /// When: RFC 3339; empty where that cannot be told.
    pub at: String,
}

/// How much of one person waits for someone to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pending {
    /// Who; empty where that cannot be told.
    pub author: String,
    /// How many.
    pub count: u32,
}
