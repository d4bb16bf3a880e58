use crate::{Code, Failure, Newsroom, Remedy};
use serde::{Deserialize, Serialize};
use store::{Entry, Error, Save, Saved, Store, Tracked};
use story::{Body, Counts, Fields, Finding, Story, Tracking, body::RelatedAt};

/// What the editor holds and wants kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct StoryEdit {
    /// The story.
    pub id: String,
    /// The revision that it was opened or last saved at.
    pub base: u32,
    /// All metadata.
    pub fields: Fields,
    /// The body, as ProseMirror JSON text.
    pub body: String,
    /// The suggestions beside it: a [`Tracking`] as JSON text; null where there are none and none are being made.
    #[serde(default)]
    pub tracking: Option<String>,
}

/// What became of an edit. In either case it is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Kept {
    /// It is the story now.
    Kept {
        /// The next edit's base.
        revision: u32,
        /// When.
        at: String,
        /// Words, characters, paragraphs.
        counts: Counts,
        /// What checks say.
        findings: Vec<Finding>,
        /// The body's related links in reading order.
        related_links: Vec<RelatedAt>,
    },
    /// The story was changed elsewhere since `base`: the edit is kept beside it as a version.
    KeptBeside {
        /// The version that holds the edit.
        version: u32,
        /// The revision that the story is at.
        revision: u32,
        /// When.
        at: String,
    },
}

impl Newsroom {
    /// Keeps what the editor holds. Nothing is refused for what it says: a stale base is kept beside, and a tree that
    /// cannot be read (a fault of ours) is kept verbatim and reported.
    pub fn save(&self, edit: &StoryEdit, now: &str, actor: &str) -> Result<Kept, Failure> {
        let tracked = Tracked::Are(self.tracking_of(edit, now, actor)?);
        let way = |store: &Store, save, entry: Entry<'_>| store.save_tracked(save, tracked, entry);
        self.keep(edit, way, now, actor)
    }

    /// The suggestions of an edit. Such as cannot be read are a fault of ours: then the text is kept beside.
    pub(crate) fn tracking_of(&self, edit: &StoryEdit, now: &str, actor: &str) -> Result<Option<Tracking>, Failure> {
        let read = edit.tracking.as_deref().map(serde_json::from_str).transpose();
        read.map_err(|fault| {
            let detail = format!("suggestions: {fault}");
            let failure = Failure::new(Code::BodyUnreadable, name_of(&edit.fields, &edit.id), detail, None);
            self.rescue(edit, failure, now, actor)
        })
    }

    /// Saves by one of the store's ways.
    pub(crate) fn keep(
        &self,
        edit: &StoryEdit,
        way: impl FnOnce(&Store, Save, Entry<'_>) -> Result<Saved, Error>,
        now: &str,
        actor: &str,
    ) -> Result<Kept, Failure> {
        let body = match Body::from_json(&edit.body) {
            Ok(body) => body,
            Err(fault) => {
                let failure =
                    Failure::new(Code::BodyUnreadable, name_of(&edit.fields, &edit.id), fault.to_string(), None);
                return Err(self.rescue(edit, failure, now, actor));
            }
        };
        let related_links = body.related_links();
        let story = self.as_edited(edit, body, now);
        let counts = story.body.counts();
        let save =
            Save { id: edit.id.clone(), base: edit.base, fields: story.fields.clone(), body: story.body.clone() };
        match way(self.store(), save, Entry { at: now, actor }).map_err(|error| self.failed(&error))? {
            Saved::Kept { revision } | Saved::Unchanged { revision } => {
                let findings = self.findings(&story, now)?;
                Ok(Kept::Kept { revision, at: now.to_owned(), counts, findings, related_links })
            }
            Saved::KeptBeside { version, revision } => Ok(Kept::KeptBeside { version, revision, at: now.to_owned() }),
            Saved::Missing => Err(self.rescue(edit, Failure::story_missing(&edit.id), now, actor)),
        }
    }

    /// What checks say of a story, and what of it as last saved waits for someone.
    pub(crate) fn findings(&self, story: &Story, now: &str) -> Result<Vec<Finding>, Failure> {
        let tracking = self.store().tracking(&story.id).map_err(|error| self.failed(&error))?;
        let suggestions = tracking.map(|tracking| tracking.pending).unwrap_or_default();
        let suggestions: Vec<_> = suggestions.into_iter().map(|pending| (pending.author, pending.count)).collect();
        let notes = self.store().open_notes(&story.id).map_err(|error| self.failed(&error))?;
        let mut findings = checks::readiness(story, self.house_of(&story.fields), now);
        findings.extend(checks::pending(&suggestions, &notes));
        Ok(findings)
    }

    /// The story as the editor holds it. Stage and times are not the editor's, and nothing that is made from this reads them.
    pub(crate) fn as_edited(&self, edit: &StoryEdit, body: Body, now: &str) -> Story {
        Story { revision: edit.base, ..crate::newsroom::new_story(edit.id.clone(), edit.fields.clone(), body, now) }
    }

    /// Keeps, byte for byte, an edit that cannot become the story. The failure says why it cannot, and where it is kept.
    fn rescue(&self, edit: &StoryEdit, failure: Failure, now: &str, actor: &str) -> Failure {
        match self.store().keep_rescue(&edit.id, &edit.fields, &edit.body, Entry { at: now, actor }) {
            Ok(version) => Failure {
                detail: format!("{}; what you wrote is kept as version {version}", failure.detail),
                remedy: Some(Remedy::CompareVersions),
                ..failure
            },
            // Not kept anywhere: the window must offer a file of its own.
            Err(error) => Failure { remedy: Some(Remedy::SaveRescueCopy), ..self.failed(&error) },
        }
    }
}

/// What people call a story: its headline, else its slugline, else its id.
pub(crate) fn name_of(fields: &Fields, id: &str) -> String {
    [&fields.headline, &fields.slugline].into_iter().find(|name| !name.is_empty()).map_or(id, String::as_str).to_owned()
}
