use crate::{Failure, Newsroom, Progress, find::compiled, save::name_of};
use serde::{Deserialize, Serialize};
use std::{collections::HashSet, ops::ControlFlow};
use store::{Entry, Overtaken, Save};
use story::{
    Stage, Tracking,
    replace::{self, FindQuery, Match},
};

/// What a replacement in many stories would change. Nothing is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ReplacePreview {
    /// The stories in which there is something to replace, in the order asked.
    pub stories: Vec<StoryMatches>,
    /// How many stories were looked at.
    pub looked: u32,
    /// Names of those that could not be read.
    pub unreadable: Vec<String>,
    /// There is more than is shown at once: what is replaced of it makes room for the rest.
    pub more: bool,
    /// It was stopped.
    pub cancelled: bool,
}

/// The matches in one story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct StoryMatches {
    /// The story.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The revision that was looked at: a story that goes on from it is left alone.
    pub revision: u32,
    /// Its stage.
    pub stage: Stage,
    /// How often it has left.
    pub exports: u32,
    /// Head, text in reading order, other metadata.
    pub matches: Vec<Match>,
    /// Which of them stay as they are, counted from 0: those in a text, or a field, with suggestions
    /// that nobody has decided on.
    pub held: Vec<u32>,
}

/// A story in which to replace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ReplaceIn {
    /// The story.
    pub id: String,
    /// The revision whose matches are meant.
    pub revision: u32,
    /// Which of them are left as they are, counted from 0.
    pub leave: Vec<u32>,
}

/// What a replacement in many stories came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Replaced {
    /// The first row of the deed in the journal, which undo takes back whole; null where nothing was changed.
    pub seq: Option<u32>,
    /// How many stories were changed.
    pub stories: u32,
    /// How many matches were replaced in them.
    pub matches: u32,
    /// The stories that were left as they are.
    pub left: Vec<NotReplaced>,
    /// It was stopped before anything was changed.
    pub cancelled: bool,
}

/// A story in which nothing was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct NotReplaced {
    /// The story.
    pub id: String,
    /// What people call it; its id where it is gone.
    pub name: String,
    /// Why.
    pub why: Overtaken,
}

/// So many matches are shown at once.
const SHOWN: usize = 5_000;
/// So many stories of a search are looked at.
const STORIES: u32 = 5_000;
const PAGE: u32 = 200;

impl Newsroom {
    /// The stories that a search finds, best first, at most 5,000.
    pub fn found(&self, query: &str) -> Result<Vec<String>, Failure> {
        let mut ids: Vec<String> = Vec::new();
        for offset in (0..STORIES).step_by(PAGE as usize) {
            let hits = self.search(query, PAGE, offset)?.hits;
            let last = hits.len() < PAGE as usize;
            ids.extend(hits.into_iter().map(|hit| hit.row.id));
            if last {
                break;
            }
        }
        let mut seen = HashSet::new();
        ids.retain(|id| seen.insert(id.clone()));
        Ok(ids)
    }

    /// What would be replaced in stories.
    pub fn preview_replace(
        &self,
        ids: &[String],
        query: &FindQuery,
        report: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ReplacePreview, Failure> {
        let pattern = compiled(query)?;
        let mut preview =
            ReplacePreview { stories: Vec::new(), looked: 0, unreadable: Vec::new(), more: false, cancelled: false };
        let mut shown = 0;
        for (id, done) in ids.iter().zip(0..) {
            if report(Progress { done, total: total(ids), name: String::new() }).is_break() {
                preview.cancelled = true;
                return Ok(preview);
            }
            if shown >= SHOWN {
                preview.more = true;
                break;
            }
            preview.looked += 1;
            let story = match self.existing(id) {
                Ok(story) => story,
                Err(failure) => {
                    preview.unreadable.push(failure.thing);
                    continue;
                }
            };
            let matches = replace::find(&story.fields, &story.body.tree(), &pattern);
            if !matches.is_empty() {
                shown += matches.len();
                let exports = self.store().exports(id).map_err(|error| self.failed(&error))?;
                let tracking = self.store().tracking(id).map_err(|error| self.failed(&error))?;
                preview.stories.push(StoryMatches {
                    id: story.id,
                    name: name_of(&story.fields, id),
                    revision: story.revision,
                    stage: story.stage,
                    exports: u32::try_from(exports.len()).unwrap_or(u32::MAX),
                    held: tracking.map_or_else(Vec::new, |tracking| held(&matches, &tracking)),
                    matches,
                });
            }
        }
        Ok(preview)
    }

    /// Replaces in stories, as one deed: what each said before is kept as a version, and undo brings all back. A story that
    /// has gone on since it was looked at is left alone and named. Stopped before the end, nothing is changed.
    pub fn replace_in_stories(
        &self,
        stories: &[ReplaceIn],
        query: &FindQuery,
        now: &str,
        actor: &str,
        report: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Replaced, Failure> {
        let pattern = compiled(query)?;
        let mut replaced = Replaced { seq: None, stories: 0, matches: 0, left: Vec::new(), cancelled: false };
        let (mut saves, mut counts) = (Vec::new(), Vec::new());
        for (ReplaceIn { id, revision, leave }, done) in stories.iter().zip(0..) {
            if report(Progress { done, total: total(stories), name: String::new() }).is_break() {
                return Ok(Replaced { cancelled: true, left: Vec::new(), ..replaced });
            }
            let story = match self.store().story(id) {
                Ok(Some(story)) if story.revision == *revision => story,
                Ok(Some(story)) => {
                    replaced.left.push(left(id, &name_of(&story.fields, id), Overtaken::Changed));
                    continue;
                }
                Ok(None) => {
                    replaced.left.push(left(id, id, Overtaken::Missing));
                    continue;
                }
                Err(store::Error::Unreadable { .. }) => {
                    replaced.left.push(left(id, id, Overtaken::Unreadable));
                    continue;
                }
                Err(error) => return Err(self.failed(&error)),
            };
            let take = |at: usize| !leave.iter().any(|left| *left as usize == at);
            let count = replace::find(&story.fields, &story.body.tree(), &pattern).len();
            let count = (0..count).filter(|at| take(*at)).count();
            let Ok((fields, body)) = replace::replace(&story.fields, &story.body, &pattern, &take) else {
                replaced.left.push(left(id, &name_of(&story.fields, id), Overtaken::Unreadable));
                continue;
            };
            counts.push((id.clone(), name_of(&story.fields, id), u32::try_from(count).unwrap_or(u32::MAX)));
            saves.push(Save { id: id.clone(), base: *revision, fields, body });
        }
        let note = format!("{} → {}", query.find, query.with);
        let done = self.store().replace_many(saves, &note, Entry { at: now, actor });
        let done = done.map_err(|error| self.failed(&error))?;
        let changed: HashSet<&String> = done.stories.iter().collect();
        for (id, why) in &done.left {
            let name = counts.iter().find(|(known, ..)| known == id).map_or(id, |(_, name, _)| name);
            replaced.left.push(left(id, name, *why));
        }
        replaced.matches = counts.iter().filter(|(id, ..)| changed.contains(id)).map(|(.., count)| count).sum();
        replaced.stories = u32::try_from(changed.len()).unwrap_or(u32::MAX);
        replaced.seq = done.seq;
        Ok(replaced)
    }
}

/// Which matches are in what somebody suggested something for.
fn held(matches: &[Match], tracking: &Tracking) -> Vec<u32> {
    let numbered = (0..).zip(matches);
    numbered.filter(|(_, found)| tracking.holds(&found.place)).map(|(number, _)| number).collect()
}

fn left(id: &str, name: &str, why: Overtaken) -> NotReplaced {
    NotReplaced { id: id.to_owned(), name: name.to_owned(), why }
}

fn total<T>(of: &[T]) -> u32 {
    u32::try_from(of.len()).unwrap_or(u32::MAX)
}
