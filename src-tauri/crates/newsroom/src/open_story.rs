use crate::{Failure, ListQuery, Newsroom, Sort, VersionRow, newsroom::new_story, time};
use serde::Serialize;
use store::{Entry, ExportRecord};
use story::{Body, Counts, Fields, Finding, Stage, Story, body::RelatedAt};

/// A story as the editor opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct OpenStory {
    /// UUIDv7.
    pub id: String,
    /// Where it stands on its way out.
    pub stage: Stage,
    /// All metadata.
    pub fields: Fields,
    /// The body, as ProseMirror JSON text.
    pub body: String,
    /// The suggestions beside it, as JSON text; null where there are none and none are being made.
    pub tracking: Option<String>,
    /// The base of the first edit.
    pub revision: u32,
    /// RFC 3339, UTC.
    pub created: String,
    /// RFC 3339, UTC.
    pub modified: String,
    /// Words, characters, paragraphs.
    pub counts: Counts,
    /// The body's related links in reading order.
    pub related_links: Vec<RelatedAt>,
    /// What left, where to and when; newest first.
    pub exports: Vec<ExportRecord>,
    /// Whether it says something else now than when it last left.
    pub changed_since_export: bool,
    /// What checks say.
    pub findings: Vec<Finding>,
    /// Texts that are kept beside this one because two people, or two windows, wrote at once.
    pub kept_beside: Vec<VersionRow>,
}

impl Newsroom {
    /// A new story of the newsroom's house. It is on disk at once, so that nothing typed into it can be lost. A new story
    /// that nobody wrote anything into is handed out again, so that the archive is not littered with empty ones.
    pub fn new_story(&self, now: &str, actor: &str) -> Result<OpenStory, Failure> {
        let fields = self.house().new_fields();
        if let Some(story) = self.untouched(&fields)? {
            return self.opened(story, now);
        }
        let story = new_story(time::new_id(now)?, fields, Body::default(), now);
        self.store().add(&story, Entry { at: now, actor }, None).map_err(|error| self.failed(&error))?;
        self.opened(story, now)
    }

    /// The story as it was last saved.
    pub fn open_story(&self, id: &str, now: &str) -> Result<OpenStory, Failure> {
        self.opened(self.existing(id)?, now)
    }

    /// The story and what checks say of it, as the command line shows them.
    pub fn story(&self, id: &str, now: &str) -> Result<(Story, Vec<Finding>), Failure> {
        let story = self.existing(id)?;
        let findings = self.findings(&story, now)?;
        Ok((story, findings))
    }

    fn opened(&self, story: Story, now: &str) -> Result<OpenStory, Failure> {
        let exports = self.store().exports(&story.id).map_err(|error| self.failed(&error))?;
        Ok(OpenStory {
            counts: story.body.counts(),
            related_links: story.body.related_links(),
            findings: self.findings(&story, now)?,
            tracking: self.tracking_json(&story.id)?,
            changed_since_export: exports
                .iter()
                .map(|export| export.revision)
                .max()
                .is_some_and(|left| left < story.revision),
            exports,
            kept_beside: self.kept_beside(&story)?,
            body: story.body.to_json(),
            id: story.id,
            stage: story.stage,
            fields: story.fields,
            revision: story.revision,
            created: story.created,
            modified: story.modified,
        })
    }

    /// The suggestions beside a story's text, as they cross.
    pub(crate) fn tracking_json(&self, id: &str) -> Result<Option<String>, Failure> {
        let tracking = self.store().tracking(id).map_err(|error| self.failed(&error))?;
        Ok(tracking.and_then(|tracking| serde_json::to_string(&tracking).ok()))
    }

    /// A draft of revision 1 that holds nothing but what the house gives to every new story.
    fn untouched(&self, fields: &Fields) -> Result<Option<Story>, Failure> {
        // The newest drafts are enough to look through: an empty story is found again as soon as the next one is wanted.
        let query = ListQuery { stage: Some(Stage::Draft), desk: None, sort: Sort::Newest, offset: 0, limit: 200 };
        for row in self.list(&query)?.rows {
            if row.revision == 1 && row.words == 0 && row.headline.is_empty() && row.slugline.is_empty() {
                let story = self.existing(&row.id)?;
                if story.fields == *fields && story.body == Body::default() {
                    return Ok(Some(story));
                }
            }
        }
        Ok(None)
    }
}
