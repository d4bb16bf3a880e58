use crate::{Body, Fields, replace::TextPlace};
use serde::{Deserialize, Serialize};

/// Suggestions beside a story's text and the fields above it. Both are always the accepted ones: whoever knows nothing of
/// suggestions reads them and is right. `base` is the text without them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Tracking {
    /// Whether what is written from here on is a suggestion.
    pub suggesting: bool,
    /// `None` where nothing of the text is suggested yet.
    pub base: Option<Body>,
    /// What differs between base and text, in their order.
    pub changes: Vec<TrackedChange>,
    /// How many suggestions are whose, as the editor counts them: one is what can be accepted by itself.
    pub pending: Vec<Pending>,
    /// What is suggested in the fields above the text, at most once in each. Was not there before schema 9.
    #[serde(default)]
    pub fields: Vec<TrackedField>,
}

impl Tracking {
    /// Whether something waits for someone to decide.
    pub fn is_pending(&self) -> bool {
        self.base.is_some() || !self.fields.is_empty()
    }

    /// The metadata without what is suggested in them.
    pub fn original(&self, fields: &Fields) -> Fields {
        let mut original = fields.clone();
        for TrackedField { field, was, .. } in &self.fields {
            field.of_mut(&mut original).clone_from(was);
        }
        original
    }

    /// Whether what stands at a place cannot give way before somebody has decided: to a change of it nobody could say any more
    /// whose it is.
    pub fn holds(&self, place: &TextPlace) -> bool {
        match place {
            TextPlace::Field { name, .. } => self.fields.iter().any(|change| change.field.name() == name),
            TextPlace::Line { .. } | TextPlace::Attribute { .. } => self.base.is_some(),
        }
    }

    /// Whether one of the fields that something is suggested in says something else in the two.
    pub fn differs(&self, one: &Fields, other: &Fields) -> bool {
        self.fields.iter().any(|TrackedField { field, .. }| field.of(one) != field.of(other))
    }
}

/// A field above the text that says something else than it would without a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrackedField {
    /// Which.
    pub field: WrittenField,
    /// What it says without the suggestion.
    pub was: String,
    /// Who wrote in it last; empty where that cannot be told.
    pub author: String,
    /// When: RFC 3339; empty where that cannot be told.
    pub at: String,
}

/// The fields that are written like text, above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum WrittenField {
    /// [`Fields::kicker`].
    Kicker,
    /// [`Fields::headline`].
    Headline,
    /// [`Fields::deck`].
    Deck,
}

impl WrittenField {
    /// Its name, as in [`Fields::NAMES`].
    pub fn name(self) -> &'static str {
        match self {
            Self::Kicker => "kicker",
            Self::Headline => "headline",
            Self::Deck => "deck",
        }
    }

    /// What it says.
    pub fn of(self, fields: &Fields) -> &str {
        match self {
            Self::Kicker => &fields.kicker,
            Self::Headline => &fields.headline,
            Self::Deck => &fields.deck,
        }
    }

    /// The same, to be written.
    pub fn of_mut(self, fields: &mut Fields) -> &mut String {
        match self {
            Self::Kicker => &mut fields.kicker,
            Self::Headline => &mut fields.headline,
            Self::Deck => &mut fields.deck,
        }
    }
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
