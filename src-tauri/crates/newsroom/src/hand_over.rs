//! A story on its way to another newsroom and back, in a hand-over file. What was changed here and there meanwhile is
//! merged on the text that both had last; where it conflicts, the file's text waits beside the story for someone to choose.
//!
//! Every text that left or came is kept as a version (`handedOver`): the newest of them is what both sides had last.

use crate::{Code, Failure, Newsroom, Remedy, VersionRow, picture::name_in_media, time};
use formats::hand_over::{self, Base, Fault, HandOver, Picture};
use std::{collections::BTreeSet, path::Path};
use store::{Entry, Keepsake, Save, Saved, Tracked, VersionReason};
use story::{Body, Finding, FindingCode, Stage, Story, StoryText, merge};

/// How often a text is merged anew because someone saved at the same moment.
const TRIES: u32 = 5;

/// A hand-over file that is being taken in.
struct Arrival<'a> {
    newsroom: &'a Newsroom,
    /// The file's name.
    name: &'a str,
    id: String,
    text: StoryText,
    base: Option<Base>,
    entry: Entry<'a>,
}

/// What became of a hand-over file's text.
enum Arrived {
    Taken,
    Merged,
    Known,
    /// It is not in the story. Its base, where there is one.
    Beside(Option<Box<Base>>),
}

impl Newsroom {
    /// The story as it is handed over, and the failure of the first picture that was not to be had.
    pub(crate) fn handing_over(&self, story: &Story) -> Result<(HandOver, Option<Failure>), Failure> {
        let mut amiss = None;
        let mut seen = BTreeSet::new();
        let mut pictures = Vec::new();
        for image in story.body.images().filter(|image| seen.insert(&image.src)) {
            match self.picture(&image.src) {
                Ok(file) => pictures.push(Picture { src: image.src.clone(), bytes: file.bytes }),
                Err(failure) => drop(amiss.get_or_insert(failure)),
            }
        }
        let base = self.last_common(&story.id)?;
        Ok((HandOver { house: self.house().id.clone(), story: story.clone(), base, pictures }, amiss))
    }

    /// Remembers the text that left: whoever brings the story back has changed this one.
    pub(crate) fn handed_over(&self, story: &Story, note: &str, entry: Entry<'_>) -> Result<(), Failure> {
        let text = StoryText { fields: story.fields.clone(), body: story.body.clone() };
        self.keep_text(&story.id, text, story.revision, (VersionReason::HandedOver, note), entry).map(drop)
    }

    /// Takes a hand-over file in.
    pub(crate) fn take_hand_over(
        &self,
        file: &Path,
        bytes: &[u8],
        entry: Entry<'_>,
    ) -> Result<(Story, Vec<Finding>), Failure> {
        let HandOver { story, base, pictures, .. } = read(file, bytes)?;
        let mut findings = self.take_pictures(&story, pictures)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let id = story.id.clone();
        let known = self.store().story(&id).map_err(|error| self.failed(&error))?;
        if known.is_none() {
            let modified = std::cmp::min(story.modified.as_str(), entry.at).to_owned();
            // Nobody would find a story that comes in as thrown away.
            let stage = if story.stage == Stage::Spiked { Stage::Draft } else { story.stage };
            let story = Story { stage, modified, ..story };
            self.store().add(&story, entry, None).map_err(|error| self.failed(&error))?;
            self.handed_over(&story, &name, entry)?;
            return Ok((story, findings));
        }
        let corrections = story.corrections;
        let text = StoryText { fields: story.fields, body: story.body };
        let arrival = Arrival { newsroom: self, name: &name, id, text, base, entry };
        findings.insert(0, Finding::note(arrival.settle()?, ""));
        // What was said of it there holds here, too; nothing of it can be in conflict.
        for correction in &corrections {
            self.store().correct(&arrival.id, correction, entry).map_err(|error| self.failed(&error))?;
        }
        Ok((self.existing(&arrival.id)?, findings))
    }

    /// Pictures are put in their place before the story that shows them. Those that are neither in the file nor here are
    /// findings.
    fn take_pictures(&self, story: &Story, pictures: Vec<Picture>) -> Result<Vec<Finding>, Failure> {
        for Picture { src, bytes } in &pictures {
            self.keep_picture(src, bytes)?;
        }
        let missing = story.body.images().filter(|image| self.picture(&image.src).is_err());
        Ok(missing.map(|image| Finding::note(FindingCode::PictureMissing, &image.src)).collect())
    }

    /// The text that this newsroom and others had last.
    fn last_common(&self, id: &str) -> Result<Option<Base>, Failure> {
        let waiting: Vec<u32> = self.kept_beside(&self.existing(id)?)?.iter().map(|row| row.version).collect();
        // A text that was brought back is common from the moment on when it was merged.
        let common = |row: &VersionRow| match row.reason.as_str() {
            "handedOver" => true,
            "broughtBack" => !waiting.contains(&row.version),
            _ => false,
        };
        let Some(row) = self.versions(id)?.into_iter().find(common) else { return Ok(None) };
        Ok(self.kept_text(&row)?.map(|text| Base { revision: row.revision, text }))
    }

    /// Whether some kept state of the story is this very text.
    fn has_kept(&self, id: &str, text: &StoryText) -> Result<bool, Failure> {
        let words = text.body.counts().words;
        for row in self.versions(id)?.iter().filter(|row| row.words == words) {
            if self.kept_text(row)?.as_ref() == Some(text) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A kept state; `None` for one that nobody can read.
    fn kept_text(&self, row: &VersionRow) -> Result<Option<StoryText>, Failure> {
        let version = self.version(row.version)?;
        Ok(Body::from_json(&version.body).ok().map(|body| StoryText { fields: version.fields, body }))
    }

    fn keep_text(
        &self,
        id: &str,
        text: StoryText,
        revision: u32,
        (reason, note): (VersionReason, &str),
        entry: Entry<'_>,
    ) -> Result<u32, Failure> {
        let StoryText { fields, body } = text;
        let keepsake = Keepsake { id: id.to_owned(), revision, reason, note: Some(note.to_owned()), fields, body };
        self.store().keep(keepsake, entry).map_err(|error| self.failed(&error))
    }
}

impl Arrival<'_> {
    fn settle(&self) -> Result<FindingCode, Failure> {
        let keep = |text: &StoryText, revision: u32, reason| {
            self.newsroom.keep_text(&self.id, text.clone(), revision, (reason, self.name), self.entry)
        };
        Ok(match self.arrive()? {
            Arrived::Known => FindingCode::HandOverKnown,
            Arrived::Beside(base) => {
                let revision = base.as_ref().map_or(0, |base| base.revision);
                if let Some(base) = base {
                    keep(&base.text, revision, VersionReason::HandedOver)?;
                }
                keep(&self.text, revision, VersionReason::BroughtBack)?;
                FindingCode::HandOverBeside
            }
            arrived => {
                keep(&self.text, self.newsroom.existing(&self.id)?.revision, VersionReason::HandedOver)?;
                if matches!(arrived, Arrived::Merged) {
                    FindingCode::HandOverMerged
                } else {
                    FindingCode::HandOverTaken
                }
            }
        })
    }

    /// Brings the text into the story, if nobody has to choose for that.
    fn arrive(&self) -> Result<Arrived, Failure> {
        let common = self.newsroom.last_common(&self.id)?;
        let kept = self.newsroom.has_kept(&self.id, &self.text)?;
        let mut base = None;
        for _ in 0..TRIES {
            let story = self.newsroom.existing(&self.id)?;
            let mine = StoryText { fields: story.fields, body: story.body };
            let is = |base: &Option<Base>| base.as_ref().is_some_and(|base| base.text == mine);
            if mine == self.text {
                return Ok(Arrived::Known);
            }
            let (text, arrived) = if is(&self.base) {
                (self.text.clone(), Arrived::Taken)
            } else if kept {
                // It was here before, and the story has gone on since.
                return Ok(Arrived::Known);
            } else if is(&common) {
                (self.text.clone(), Arrived::Taken)
            } else {
                base = older(self.base.clone(), common.clone());
                let Some(base) = &base else { break };
                let merged = merge(&base.text, &mine, &self.text);
                if !merged.conflicts.is_empty() {
                    break;
                }
                (merged.text, Arrived::Merged)
            };
            let save = Save { id: self.id.clone(), base: story.revision, fields: text.fields, body: text.body };
            let store = self.newsroom.store();
            match store
                .save_merged(save, Tracked::AsTheyAre, None, self.entry)
                .map_err(|error| self.newsroom.failed(&error))?
            {
                Saved::Kept { .. } | Saved::Unchanged { .. } => return Ok(arrived),
                // Someone saved between our look and our save.
                Saved::KeptBeside { .. } => {}
                Saved::Missing => return Err(Failure::story_missing(&self.id)),
            }
        }
        Ok(Arrived::Beside(base.map(Box::new)))
    }
}

/// Of the file's base and the text that this newsroom had last in common with others, the one that surely is before both
/// texts. (Only one of two hand-overs that went out may have come back, or have arrived.)
fn older(theirs: Option<Base>, ours: Option<Base>) -> Option<Base> {
    match (theirs, ours) {
        (Some(theirs), Some(ours)) => Some(if ours.revision < theirs.revision { ours } else { theirs }),
        (theirs, ours) => theirs.or(ours),
    }
}

/// Reads the file, and holds against each other what `formats` cannot: ids and times by their form, pictures by their name.
fn read(file: &Path, bytes: &[u8]) -> Result<HandOver, Failure> {
    let fail = |code, detail: String| Failure::new(code, file.display().to_string(), detail, Some(Remedy::ChooseFile));
    let broken = |detail: &str| fail(Code::HandOverBroken, detail.to_owned());
    let hand_over = hand_over::read(bytes).map_err(|fault| match fault {
        Fault::Newer(_) => fail(Code::HandOverNewer, fault.to_string()),
        _ => fail(Code::HandOverBroken, fault.to_string()),
    })?;
    let story = &hand_over.story;
    if !uuid::Uuid::parse_str(&story.id).is_ok_and(|id| id.to_string() == story.id) {
        return Err(broken("its story's id is not one"));
    }
    for at in [&story.created, &story.modified] {
        if time::moment(at).map(time::stamp).ok().as_ref() != Some(at) {
            return Err(broken("its story's times are none"));
        }
    }
    for correction in &story.corrections {
        let at = time::moment(&correction.at).map(time::stamp).ok();
        if uuid::Uuid::parse_str(&correction.id).is_err() || at.as_ref() != Some(&correction.at) {
            return Err(broken("what is said of its corrections is none"));
        }
    }
    let shown: BTreeSet<&str> = story.body.images().map(|image| image.src.as_str()).collect();
    for picture in &hand_over.pictures {
        if !shown.contains(picture.src.as_str()) || name_in_media(&picture.bytes).as_ref() != Some(&picture.src) {
            return Err(broken("a picture in it is not the one that the story shows"));
        }
    }
    Ok(hand_over)
}
