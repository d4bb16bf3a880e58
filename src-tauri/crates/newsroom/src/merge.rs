use crate::{Code, Failure, Kept, Newsroom, StoryEdit, VersionRow, save::name_of};
use serde::{Deserialize, Serialize};
use store::{Store, Tracked};
use story::{Body, Fields, Merged, StoryText, body::Block};

/// What people write of a story, as it crosses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct WrittenText {
    /// All metadata.
    pub fields: Fields,
    /// The body, as ProseMirror JSON text.
    pub body: String,
}

/// Two texts that are to be merged; the third is the newsroom's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct MergeRequest {
    /// The story.
    pub id: String,
    /// What the editor opened or last saved.
    pub base: WrittenText,
    /// What the editor made of it.
    pub mine: WrittenText,
}

/// What a merge came to. Nothing of it is kept yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct MergeResult {
    /// Both sides' metadata; mine where they conflict.
    pub fields: Fields,
    /// Both sides' text; where it conflicts, mine, or theirs where mine is deleted.
    pub body: String,
    /// What a person must choose: fields, then text in reading order.
    pub conflicts: Vec<Conflict>,
    /// The other text, whole: to choose from, and what the next merge builds on.
    pub theirs: WrittenText,
    /// The suggestions beside the other text, as JSON text; null where there are none, or it is a version.
    pub tracking: Option<String>,
    /// The revision that the story is at: the base of the save that keeps the merge.
    pub revision: u32,
    /// When the other text was kept.
    pub at: String,
}

/// What both sides changed, each in its own way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Conflict {
    /// A field. Values are as a person reads them, empty where there is none.
    Field {
        /// By the names of [`Fields::NAMES`].
        name: String,
        /// As it was.
        base: String,
        /// As it stands in the merged text.
        mine: String,
        /// The other.
        theirs: String,
    },
    /// A paragraph or another block. Texts are bodies of their own (ProseMirror JSON); null where that side deleted it.
    Blocks {
        /// Where it stands: index into the merged body's blocks.
        at: u32,
        /// How many blocks stand there: those of mine, or of theirs where mine is null.
        length: u32,
        /// As it was.
        base: String,
        /// More than one block where a paragraph was split.
        mine: Option<String>,
        /// The other.
        theirs: Option<String>,
    },
}

impl Newsroom {
    /// Merges what the editor holds with the story as it is now. Nothing is written: that is the next save's.
    pub fn merge_story(&self, request: &MergeRequest) -> Result<MergeResult, Failure> {
        let (base, mine) = (read(&request.base, &request.id)?, read(&request.mine, &request.id)?);
        let story = self.existing(&request.id)?;
        let theirs = StoryText { fields: story.fields, body: story.body };
        let merged = crossing(&base, &mine, theirs, story.revision, story.modified);
        Ok(MergeResult { tracking: self.tracking_json(&request.id)?, ..merged })
    }

    /// Merges what the editor holds with a text that waits beside the story: one that lost a race, or came in a hand-over
    /// file. Nothing is written.
    pub fn merge_version(&self, version: u32, mine: &WrittenText) -> Result<MergeResult, Failure> {
        let beside = self.version(version)?;
        let id = &beside.row.story;
        let revision = self.existing(id)?.revision;
        let common = self.versions(id)?.into_iter().find(|row| row.version < version && is_before(row, &beside.row));
        let base = match common {
            Some(row) => {
                let base = self.version(row.version)?;
                read(&WrittenText { fields: base.fields, body: base.body }, id)?
            }
            // Nothing is known to have been common: what the two do not share is new on either side.
            None => StoryText { fields: Fields::default(), body: Body::default() },
        };
        let theirs = read(&WrittenText { fields: beside.fields, body: beside.body }, id)?;
        Ok(crossing(&base, &read(mine, id)?, theirs, revision, beside.row.at))
    }

    /// Saves a merge. What the story says until then is kept as a version; `version` is the one that was merged in, which
    /// waits no longer.
    pub fn save_merged(&self, edit: &StoryEdit, version: Option<u32>, now: &str, actor: &str) -> Result<Kept, Failure> {
        let tracked = Tracked::Are(self.tracking_of(edit, now, actor)?);
        let way = |store: &Store, save, entry: store::Entry<'_>| store.save_merged(save, tracked, version, entry);
        self.keep(edit, way, now, actor)
    }
}

/// Whether a kept state is before both the story and the text that waits beside it. For one that lost a race that is
/// whatever the story itself said up to the revision that it began from: what it says since is on both sides then.
fn is_before(row: &VersionRow, beside: &VersionRow) -> bool {
    match beside.reason.as_str() {
        "keptBeside" => row.revision <= beside.revision && OWN_STATES.contains(&row.reason.as_str()),
        _ => row.revision == beside.revision && row.reason == "handedOver",
    }
}

/// The reasons of versions that are what the story said.
const OWN_STATES: [&str; 6] = ["session", "moved", "imported", "restored", "merged", "noted"];

fn read(text: &WrittenText, id: &str) -> Result<StoryText, Failure> {
    let body = Body::from_json(&text.body)
        .map_err(|fault| Failure::new(Code::BodyUnreadable, name_of(&text.fields, id), fault.to_string(), None))?;
    Ok(StoryText { fields: text.fields.clone(), body })
}

fn crossing(base: &StoryText, mine: &StoryText, theirs: StoryText, revision: u32, at: String) -> MergeResult {
    let Merged { text, conflicts } = story::merge(base, mine, &theirs);
    MergeResult {
        fields: text.fields,
        body: text.body.to_json(),
        conflicts: conflicts.into_iter().map(conflict).collect(),
        theirs: WrittenText { fields: theirs.fields, body: theirs.body.to_json() },
        tracking: None,
        revision,
        at,
    }
}

fn conflict(conflict: story::Conflict) -> Conflict {
    let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let body = |blocks: Vec<Block>| Body::new(blocks).ok().map(|body| body.to_json());
    match conflict {
        story::Conflict::Field { name, base, mine, theirs } => {
            Conflict::Field { name: name.to_owned(), base, mine, theirs }
        }
        story::Conflict::Blocks { at, base, mine, theirs } => Conflict::Blocks {
            at: number(at),
            length: number(if mine.is_empty() { theirs.len() } else { mine.len() }),
            base: body(vec![base]).unwrap_or_default(),
            mine: body(mine),
            theirs: body(theirs),
        },
    }
}
