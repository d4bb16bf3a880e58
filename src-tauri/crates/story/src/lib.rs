//! The nouns of a newsroom: a story, its body, its house, its findings.
//!
//! Pure on purpose: nothing in here reads a file, a clock or a random source. The time and new ids come in as
//! arguments, so every rule can be tested by calling it. Whatever two other rooms both need (the canonical text
//! of a body, its HTML, its counts) lives here, because those rooms may not see each other.
#![warn(missing_docs)]

pub mod body;
pub mod calendar;
mod correction;
mod counts;
pub mod diff;
mod fields;
mod finding;
pub mod house;
pub mod layout;
mod merge;
pub mod place;
pub mod press;
mod record;
mod rendition;
pub mod replace;
pub mod screen;
mod stage;
mod target;
mod tracking;

pub use body::{Body, BodyFault, RelatedLink};
pub use correction::{Correction, CorrectionKind, UnknownCorrectionKind};
pub use counts::{Counts, word_count};
pub use fields::{Dateline, FieldError, Fields, Forms};
pub use finding::{Finding, FindingCode};
pub use house::{House, Houses};
pub use merge::{Conflict, Merged, StoryText, merge};
pub use record::{LineFault, Record, RecordLine};
pub use rendition::{Attachment, Rendition};
pub use stage::{Stage, UnknownStage};
pub use target::{LengthUnit, NoTarget, Target};
pub use tracking::{Pending, TrackedChange, TrackedField, TrackedSpan, Tracking, WrittenField};

use serde::{Deserialize, Serialize};

/// A story: the unit of work. One current state; its `revision` is raised by every save.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Story {
    /// UUIDv7, lower case with hyphens.
    pub id: String,
    /// What people fill in.
    #[serde(flatten)]
    pub fields: Fields,
    /// Where the story stands on its way out.
    pub stage: Stage,
    /// The text, as one document tree.
    pub body: Body,
    /// 1 for a new story, one more for every save.
    pub revision: u32,
    /// RFC 3339, UTC.
    pub created: String,
    /// RFC 3339, UTC: the time of the save that made this revision.
    pub modified: String,
    /// What was said of it after it had left, in that order. Each raises the revision.
    #[serde(default)]
    pub corrections: Vec<Correction>,
}

impl Story {
    /// The kill that withdrew the story, where one did.
    pub fn withdrawn(&self) -> Option<&Correction> {
        self.corrections.iter().rfind(|correction| correction.kind == CorrectionKind::Kill)
    }
}
