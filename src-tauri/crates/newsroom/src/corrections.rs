//! The correction desk: what is said of stories after they have left.

use crate::{Code, Failure, Newsroom, save::name_of, time};
use formats::{Leaving, Tie, Ties};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{CorrectionOf, Entry};
use story::{Body, Correction, CorrectionKind, Fields, Story};

/// Something that is to be said of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct NewCorrection {
    /// The id of the story that is corrected.
    pub story: String,
    /// What it is.
    pub kind: CorrectionKind,
    /// What readers are told.
    pub text: String,
    /// The id of the story that it is published as, where it is one of its own.
    pub published_as: Option<String>,
}

/// What was said of a story, and what it says of others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CorrectionDesk {
    /// In the order in which they were made.
    pub corrections: Vec<Correction>,
    /// The corrections of other stories that were published as this one.
    pub corrects: Vec<CorrectionOf>,
    /// What people call the stories that these name, by their ids; one that is not there has no name.
    pub names: BTreeMap<String, String>,
}

impl Newsroom {
    /// What was said of a story, and what it says of others.
    pub fn correction_desk(&self, id: &str) -> Result<CorrectionDesk, Failure> {
        let story = self.existing(id)?;
        let corrects = self.store().published_as(id).map_err(|error| self.failed(&error))?;
        let others = story.corrections.iter().filter_map(|correction| correction.published_as.clone());
        let others: Vec<String> = others.chain(corrects.iter().map(|of| of.story.clone())).collect();
        Ok(CorrectionDesk { names: self.names(&others)?, corrections: story.corrections, corrects })
    }

    /// Says something of a story that has left: at once, and in every form from now on. A kill withdraws it.
    pub fn correct(&self, new: &NewCorrection, now: &str, actor: &str) -> Result<Correction, Failure> {
        let text = new.text.trim();
        if text.is_empty() {
            let rule = "a correction says what was wrong, and a kill why the story is withdrawn";
            return Err(Failure::new(Code::FieldValue, "correction", rule, None));
        }
        if let Some(other) = &new.published_as {
            if *other == new.story {
                return Err(Failure::new(Code::FieldValue, "publishedAs", "a story does not correct itself", None));
            }
            self.existing(other)?;
        }
        let correction = Correction {
            id: time::new_id(now)?,
            kind: new.kind,
            at: now.to_owned(),
            by: actor.to_owned(),
            text: text.to_owned(),
            published_as: new.published_as.clone(),
        };
        let entry = Entry { at: now, actor };
        self.store().correct(&new.story, &correction, entry).map_err(|error| self.failed(&error))?;
        Ok(correction)
    }

    /// Takes a correction away that should not have been made. The journal keeps what it said.
    pub fn take_correction_back(&self, id: &str, now: &str, actor: &str) -> Result<(), Failure> {
        let taken = self.store().take_correction_back(id, Entry { at: now, actor });
        taken.map(drop).map_err(|error| self.failed(&error))
    }

    /// A story as readers get it where a form has no words of its own for corrections: what was said of it stands in boxes at
    /// its end.
    pub(crate) fn outward(&self, story: Story) -> Result<Story, Failure> {
        let ties = self.ties(&story)?;
        let story = without_what_was_killed(story);
        let house = self.house_of(&story.fields);
        let told = formats::told(&Leaving { story: &story, house, published: None, ties: &ties, review: None });
        Ok(told.unwrap_or(story))
    }

    /// The stories that mend a story, and those that it mends, as readers are told of them.
    pub(crate) fn ties(&self, story: &Story) -> Result<Ties, Failure> {
        let corrects = self.store().published_as(&story.id).map_err(|error| self.failed(&error))?;
        let mends =
            story.corrections.iter().filter_map(|correction| Some((correction.published_as.clone()?, correction)));
        let mends: Vec<(String, &Correction)> = mends.collect();
        if mends.is_empty() && corrects.is_empty() {
            return Ok(Ties::default());
        }
        let others = mends.iter().map(|(id, _)| id.clone()).chain(corrects.iter().map(|of| of.story.clone()));
        let names = self.names(&others.collect::<Vec<_>>())?;
        let tie = |id: String, correction: &Correction| Tie {
            title: names.get(&id).cloned().unwrap_or_default(),
            story: id,
            kind: correction.kind,
            at: correction.at.clone(),
        };
        Ok(Ties {
            published_as: mends.into_iter().map(|(id, correction)| tie(id, correction)).collect(),
            corrects: corrects.into_iter().map(|of| tie(of.story, &of.correction)).collect(),
        })
    }

    /// What people call stories; those that are not there are left out.
    fn names(&self, ids: &[String]) -> Result<BTreeMap<String, String>, Failure> {
        let mut names = BTreeMap::new();
        for id in ids {
            if let Some(story) = self.store().story(id).map_err(|error| self.failed(&error))? {
                names.insert(id.clone(), name_of(&story.fields, id));
            }
        }
        Ok(names)
    }
}

/// Of a story that was withdrawn no text leaves any more: readers are told that it was, and why.
pub(crate) fn without_what_was_killed(story: Story) -> Story {
    if story.withdrawn().is_none() {
        return story;
    }
    let fields = Fields { deck: String::new(), kicker: String::new(), ..story.fields };
    Story { body: Body::default(), fields, ..story }
}
