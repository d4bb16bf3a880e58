mod line;

pub use line::{LineFault, RecordLine};

use crate::{Body, Counts, Finding, Story, body::RelatedAt};
use serde::Serialize;

/// A story as the command line prints it: one JSON object with every key present, absent values null or empty.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// The story's own fields; its body is left out here and given by [`Record::body`].
    #[serde(flatten)]
    pub story: RecordHead,
    /// The body as ProseMirror JSON; left out of the lines of `list`, `search` and `import`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// Related links in the order in which they stand.
    pub related_links: Vec<RelatedAt>,
    /// Words, characters, paragraphs.
    pub counts: Counts,
    /// What an import left as plain text, and what checks say.
    pub findings: Vec<Finding>,
}

/// The head of a [`Record`]: a story less its body.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordHead {
    /// UUIDv7.
    pub id: String,
    /// Metadata.
    #[serde(flatten)]
    pub fields: crate::Fields,
    /// Stage.
    pub stage: crate::Stage,
    /// Revision.
    pub revision: u32,
    /// RFC 3339, UTC.
    pub created: String,
    /// RFC 3339, UTC.
    pub modified: String,
    /// Corrections, updates and kills, in the order in which they were made.
    pub corrections: Vec<crate::Correction>,
}

impl Record {
    /// The record of a story without its body, as in lists.
    pub fn of(story: &Story, findings: Vec<Finding>) -> Self {
        Self {
            story: RecordHead {
                id: story.id.clone(),
                fields: story.fields.clone(),
                stage: story.stage,
                revision: story.revision,
                created: story.created.clone(),
                modified: story.modified.clone(),
                corrections: story.corrections.clone(),
            },
            body: None,
            related_links: story.body.related_links(),
            counts: story.body.counts(),
            findings,
        }
    }

    /// The same with the body, as `show` prints it.
    pub fn with_body(story: &Story, findings: Vec<Finding>) -> Self {
        Self { body: Some(story.body.clone()), ..Self::of(story, findings) }
    }
}
