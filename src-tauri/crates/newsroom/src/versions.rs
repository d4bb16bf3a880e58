use crate::{Code, Failure, Kept, Newsroom, Remedy, StoryEdit, Version, VersionRow, save::name_of};
use serde::Serialize;
use store::{Entry, Save, Store, VersionReason};
use story::{
    Body, Fields, Story,
    body::BlockDiff,
    diff::{self, FieldDiff},
};

/// What differs between two states of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct StoryDiff {
    /// The version compared; null for the story as last saved.
    pub from: Option<u32>,
    /// The version that it is compared with; null for the story as last saved.
    pub to: Option<u32>,
    /// The metadata that differ.
    pub fields: Vec<FieldDiff>,
    /// All blocks, in the order of `to`; what was removed stands where it stood.
    pub blocks: Vec<BlockDiff>,
    /// Words of the body that only `to` has.
    pub added: u32,
    /// Words of the body that only `from` has.
    pub removed: u32,
}

/// What of a version is brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// One field, by the names of [`Fields::values`].
    Field(String),
    /// One block of its body, counted from 0.
    Paragraph(u32),
}

impl Newsroom {
    /// The kept states of a story, newest first.
    pub fn versions(&self, id: &str) -> Result<Vec<VersionRow>, Failure> {
        self.store().versions(id).map_err(|error| self.failed(&error))
    }

    /// Texts kept because they could not become the story (a lost race, a body nobody could read, a hand-over file), that it
    /// does not say by now, and that nobody has dealt with: they wait for someone to choose.
    pub(crate) fn kept_beside(&self, story: &Story) -> Result<Vec<VersionRow>, Failure> {
        self.store().kept_beside(story).map_err(|error| self.failed(&error))
    }

    /// One kept state, whole.
    pub fn version(&self, version: u32) -> Result<Version, Failure> {
        let found = self.store().version(version).map_err(|error| self.failed(&error))?;
        found.ok_or_else(|| {
            Failure::new(
                Code::VersionMissing,
                version.to_string(),
                "no version of this number is in the newsroom",
                None,
            )
        })
    }

    /// Makes a kept state the story again. What the story says now is kept, so that this too can be taken back.
    pub fn take_version(&self, id: &str, version: u32, base: u32, now: &str, actor: &str) -> Result<Kept, Failure> {
        let taken = self.version_of(id, version)?;
        self.at_revision(id, base)?;
        let edit = StoryEdit { id: id.to_owned(), base, fields: taken.fields, body: taken.body, tracking: None };
        self.keep(&edit, restoring, now, actor)
    }
    /// Brings back one field or one paragraph of a version and leaves the rest of the story as it is. What the story says
    /// now is kept first.
    pub fn restore_part(
        &self,
        id: &str,
        version: u32,
        part: &Part,
        base: u32,
        now: &str,
        actor: &str,
    ) -> Result<Kept, Failure> {
        let (was, was_body) = self.state(id, Some(version))?;
        let Story { mut fields, mut body, .. } = self.at_revision(id, base)?;
        match part {
            Part::Field(name) => {
                if !fields.take(name, &was) {
                    let names = was.values().map(|(name, _)| name).join(", ");
                    return Err(Failure::new(
                        Code::FieldUnknown,
                        name,
                        format!("there is no field \u{201c}{name}\u{201d}; the fields are {names}"),
                        None,
                    ));
                }
            }
            Part::Paragraph(index) => {
                body = body.with_block_of(&was_body, *index).ok_or_else(|| {
                    let blocks = was_body.blocks().len();
                    Failure::new(
                        Code::FieldValue,
                        "paragraph",
                        format!("version {version} has {blocks} paragraphs, counted from 1"),
                        None,
                    )
                })?
            }
        }
        let edit = StoryEdit { id: id.to_owned(), base, fields, body: body.to_json(), tracking: None };
        self.keep(&edit, restoring, now, actor)
    }

    /// Keeps what the story says now, with a note or without.
    pub fn keep_version(&self, id: &str, note: &str, now: &str, actor: &str) -> Result<VersionRow, Failure> {
        let note = Some(note.trim()).filter(|note| !note.is_empty());
        let kept = self.store().keep_version(id, VersionReason::Noted, note, Entry { at: now, actor });
        kept.map_err(|error| self.failed(&error))?.ok_or_else(|| Failure::story_missing(id))
    }

    /// Someone has stopped writing: keeps what the story says now, unless the newest version says so already.
    pub fn end_session(&self, id: &str, now: &str, actor: &str) -> Result<(), Failure> {
        let kept = self.store().end_session(id, Entry { at: now, actor }).map_err(|error| self.failed(&error))?;
        if kept { Ok(()) } else { Err(Failure::story_missing(id)) }
    }

    /// What differs from one version to another; `None` is the story as last saved.
    pub fn compare_versions(&self, id: &str, from: Option<u32>, to: Option<u32>) -> Result<StoryDiff, Failure> {
        let (before, before_body) = self.state(id, from)?;
        let (after, after_body) = self.state(id, to)?;
        let blocks = before_body.diff(&after_body);
        let (added, removed) = diff::words(&blocks);
        Ok(StoryDiff { from, to, fields: diff::fields(&before, &after), blocks, added, removed })
    }

    /// A version of this story and of no other.
    fn version_of(&self, id: &str, version: u32) -> Result<Version, Failure> {
        let found = self.version(version)?;
        if found.row.story == id {
            return Ok(found);
        }
        Err(Failure::new(Code::VersionMissing, version.to_string(), "it is a version of another story", None))
    }

    /// The story, if it still is at the revision that someone has seen.
    fn at_revision(&self, id: &str, base: u32) -> Result<Story, Failure> {
        let story = self.existing(id)?;
        if story.revision == base {
            return Ok(story);
        }
        let detail = format!("it is at revision {} by now", story.revision);
        Err(Failure::new(Code::StoryChanged, name_of(&story.fields, id), detail, Some(Remedy::CompareVersions)))
    }

    /// What a version, or the story as last saved, says.
    fn state(&self, id: &str, version: Option<u32>) -> Result<(Fields, Body), Failure> {
        let Some(number) = version else {
            let Story { fields, body, .. } = self.existing(id)?;
            return Ok((fields, body));
        };
        let Version { fields, body, .. } = self.version_of(id, number)?;
        let body = Body::from_json(&body).map_err(|fault| {
            Failure::new(Code::BodyUnreadable, name_of(&fields, id), format!("version {number}: {fault}"), None)
        })?;
        Ok((fields, body))
    }
}

/// What the story says before a version takes its place is a version itself.
fn restoring(store: &Store, save: Save, entry: Entry<'_>) -> Result<store::Saved, store::Error> {
    store.replace(save, VersionReason::Restored, entry)
}
