use crate::{
    Code, Failure, Newsroom, Progress, Remedy, Shown,
    delivery::{Folder, Placed},
    file_name::{self, Stems},
    picture::sha256,
    save::name_of,
};
use formats::{Kind, hand_over, html, markdown, ninjs, text};
use serde::{Deserialize, Serialize};
use std::{cell::RefCell, collections::BTreeSet, ops::ControlFlow, path::Path};
use store::{Entry, ExportRecord};
use story::{Rendition, Stage, Story, body::Image};

/// Which stories leave, in which forms, for which folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportRequest {
    /// The stories, in order.
    pub ids: Vec<String>,
    /// `html`, `md`, `txt`, `ninjs`, `story`.
    pub kinds: Vec<String>,
    /// Made where it is missing.
    pub folder: String,
    /// What to do where a file of that name is there.
    pub existing: Existing,
    /// Which text leaves, where suggestions are pending. Hand-over files always carry the accepted one.
    pub text: ExportText,
}

/// Which text of a story with suggestions is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum ExportText {
    /// With the suggestions, as if all were accepted.
    #[default]
    Accepted,
    /// Without them.
    Original,
}

/// What to do about a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Existing {
    /// Leave it, and say so.
    Ask,
    /// Put the new one in its place.
    Replace,
    /// Put the new one beside it: `-2`, `-3`.
    Beside,
}

/// What an export came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportResult {
    /// One for each story and form, in the order in which they were asked for; fewer where it was cancelled.
    pub files: Vec<ExportedFile>,
    /// Whether it was cancelled. What is in `files` is done and stays.
    pub cancelled: bool,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportedFile {
    /// The story's id.
    pub story: String,
    /// `html`, `md`, `txt`, `ninjs`, `story`.
    pub kind: String,
    /// Where it is, or would have been; empty where it never came to a name.
    pub path: String,
    /// Whether it is there.
    pub outcome: Outcome,
    /// Why it was refused. Beside a written file: what is not as it should be with it.
    pub failure: Option<Failure>,
}

/// What became of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// It is on disk, whole.
    Written,
    /// Another file is in its place and was left as it is.
    Exists,
    /// It was not written; the failure says why.
    Refused,
}

/// One export on its way.
struct Run<'a> {
    newsroom: &'a Newsroom,
    folder: Folder,
    existing: Existing,
    text: ExportText,
    kinds: Vec<Kind>,
    stems: Stems,
    now: &'a str,
    actor: &'a str,
}

impl Newsroom {
    /// Writes stories to a folder. A folder that cannot be written to fails the whole export before anything is made;
    /// what concerns one story (an embargo, a file that is there) concerns only that one. `progress` is asked before
    /// each file and may stop there.
    pub fn export(
        &self,
        request: &ExportRequest,
        now: &str,
        actor: &str,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ExportResult, Failure> {
        let kinds = kinds(&request.kinds)?;
        let mut seen = BTreeSet::new();
        let ids: Vec<&String> = request.ids.iter().filter(|id| seen.insert(*id)).collect();
        let folder = Folder::prepare(Path::new(&request.folder))?;
        let total = u32::try_from(ids.len() * kinds.len()).unwrap_or(u32::MAX);
        let mut run = Run {
            newsroom: self,
            folder,
            existing: request.existing,
            text: request.text,
            kinds,
            stems: Stems::default(),
            now,
            actor,
        };
        let mut files: Vec<ExportedFile> = Vec::new();
        let mut cancelled = false;
        for id in ids {
            let done = u32::try_from(files.len()).unwrap_or(u32::MAX);
            let mut tell =
                |ahead: u32, name: &str| progress(Progress { done: done + ahead, total, name: name.to_owned() });
            if run.story(id, &mut files, &mut tell).is_break() {
                cancelled = true;
                break;
            }
        }
        if !cancelled {
            // The last word of a job that is done: there is nothing left to stop.
            let _ = progress(Progress { done: total, total, name: String::new() });
        }
        run.folder.abandon();
        Ok(ExportResult { files, cancelled })
    }
}

impl Run<'_> {
    fn story(
        &mut self,
        id: &str,
        files: &mut Vec<ExportedFile>,
        tell: &mut dyn FnMut(u32, &str) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let begun = self.begin(id).and_then(|begun| Ok((self.leaving(&begun.0)?, begun)));
        let (leaving, (story, published, stem)) = match begun {
            Ok(begun) => begun,
            Err(failure) => {
                files.extend(self.refused(id, &failure));
                return ControlFlow::Continue(());
            }
        };
        let first = files.len();
        let mut goes_on = ControlFlow::Continue(());
        for (kind, ahead) in self.kinds.iter().zip(0..) {
            let name = format!("{stem}.{}", kind.suffix());
            goes_on = tell(ahead, &name);
            if goes_on.is_break() {
                break;
            }
            let text = if *kind == Kind::Story { &story } else { &leaving };
            files.push(self.file(text, *kind, &name, &published));
        }
        self.left(&story, &mut files[first..]);
        goes_on
    }

    /// The story with the text that was asked for.
    fn leaving(&self, story: &Story) -> Result<Story, Failure> {
        let mut story = story.clone();
        if self.text == ExportText::Original {
            let tracking = self.newsroom.store().tracking(&story.id).map_err(|error| self.newsroom.failed(&error))?;
            if let Some(base) = tracking.and_then(|tracking| tracking.base) {
                story.body = base;
            }
        }
        Ok(story)
    }

    fn refused(&self, id: &str, failure: &Failure) -> Vec<ExportedFile> {
        let refused = |kind: &Kind| ExportedFile {
            story: id.to_owned(),
            kind: kind.name().to_owned(),
            path: String::new(),
            outcome: Outcome::Refused,
            failure: Some(failure.clone()),
        };
        self.kinds.iter().map(refused).collect()
    }

    /// The story, when it was first published, and the stem of its files: all that has to be known before one is made.
    fn begin(&mut self, id: &str) -> Result<(Story, String, String), Failure> {
        let story = self.newsroom.existing(id)?;
        // A colleague who is to go on with it gets it before its readers do.
        if self.kinds.iter().any(|kind| *kind != Kind::Story) {
            self.may_leave(&story)?;
        }
        let exports = self.newsroom.store().exports(id).map_err(|error| self.newsroom.failed(&error))?;
        let published = exports.into_iter().filter(|export| export.kind != Kind::Story.name()).map(|export| export.at);
        let published = published.min().unwrap_or_else(|| self.now.to_owned());
        let stem = self.stem(&story)?;
        Ok((story, published, stem))
    }

    /// A story that was ready has been exported once a file of it is out; other stages say something else and stay, and
    /// one that was handed over has not left the newsrooms.
    /// Where it cannot be moved, its files are out all the same, and the last of them says so.
    fn left(&self, story: &Story, files: &mut [ExportedFile]) {
        let written =
            files.iter_mut().rfind(|file| file.outcome == Outcome::Written && file.kind != Kind::Story.name());
        let Some(last) = written.filter(|_| story.stage == Stage::Ready) else { return };
        let ids = std::slice::from_ref(&story.id);
        if let Err(failure) = self.newsroom.move_to(ids, Stage::Exported, self.now, self.actor) {
            last.failure.get_or_insert(failure);
        }
    }

    /// An embargo does prevent publishing, by the rule that the inspector shows.
    fn may_leave(&self, story: &Story) -> Result<(), Failure> {
        match checks::held_until(&story.fields, self.now) {
            Some(until) => Err(Failure::new(Code::Embargoed, name_of(&story.fields, &story.id), until, None)),
            None => Ok(()),
        }
    }

    /// All forms of a story share one stem, so that they are found together. A file that another story of the newsroom
    /// was exported to is that story's, whatever was asked for: two stories of one slugline never fight over a name.
    fn stem(&mut self, story: &Story) -> Result<String, Failure> {
        let (folder, kinds, newsroom) = (&self.folder, &self.kinds, self.newsroom);
        let beside = self.existing == Existing::Beside;
        let taken = |stem: &str| {
            for kind in kinds {
                let file = folder.file(&format!("{stem}.{}", kind.suffix()));
                if file.symlink_metadata().is_err() {
                    continue;
                }
                let owner = newsroom.store().exported_to(&file.display().to_string());
                let owner = owner.map_err(|error| newsroom.failed(&error))?;
                if beside || owner.is_some_and(|owner| owner != story.id) {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        self.stems.give(&file_name::stem(&story.fields, &story.id), taken)
    }

    fn file(&self, story: &Story, kind: Kind, name: &str, published: &str) -> ExportedFile {
        let (outcome, failure) = match self.place(story, kind, name, published) {
            Ok((Placed::Written, amiss)) => (Outcome::Written, amiss),
            Ok((Placed::Exists, _)) => (Outcome::Exists, None),
            Err(failure) => (Outcome::Refused, Some(failure)),
        };
        ExportedFile {
            story: story.id.clone(),
            kind: kind.name().to_owned(),
            path: self.folder.file(name).display().to_string(),
            outcome,
            failure,
        }
    }

    fn place(
        &self,
        story: &Story,
        kind: Kind,
        name: &str,
        published: &str,
    ) -> Result<(Placed, Option<Failure>), Failure> {
        let over = self.existing == Existing::Replace;
        let target = self.folder.file(name);
        if !over && target.symlink_metadata().is_ok() {
            return Ok((Placed::Exists, None));
        }
        let (rendition, mut amiss) = self.rendition(story, kind, published)?;
        let mut brought = Vec::new();
        let placed = self
            .bring_pictures(&rendition, &mut brought, &mut amiss)
            .and_then(|()| self.folder.place(name, &rendition.bytes, over));
        if !matches!(placed, Ok(Placed::Written)) {
            // A page that is not there needs no pictures.
            brought.iter().for_each(|path| self.folder.take_back(path));
            return placed.map(|placed| (placed, None));
        }
        let record = ExportRecord {
            story: story.id.clone(),
            at: self.now.to_owned(),
            kind: kind.name().to_owned(),
            path: target.display().to_string(),
            revision: story.revision,
            sha256: sha256(&rendition.bytes),
        };
        let entry = Entry { at: self.now, actor: self.actor };
        let recorded = self.newsroom.store().record_export(&record, story, entry);
        let mut remembered = recorded.map_err(|error| self.newsroom.failed(&error));
        if kind == Kind::Story {
            remembered = remembered.and_then(|()| self.newsroom.handed_over(story, name, entry));
        }
        if let Err(failure) = remembered {
            // The file is out; that nobody will remember it must be said.
            amiss = Some(failure);
        }
        Ok((Placed::Written, amiss))
    }

    /// The one form out of each maker, and the first picture that was not to be had.
    fn rendition(&self, story: &Story, kind: Kind, published: &str) -> Result<(Rendition, Option<Failure>), Failure> {
        let house = self.newsroom.house_of(&story.fields);
        let missing: RefCell<Option<Failure>> = RefCell::new(None);
        let picture = |image: &Image| match self.newsroom.page_picture(image) {
            Ok(file) => Some(file.bytes),
            Err(failure) => {
                missing.borrow_mut().get_or_insert(failure);
                None
            }
        };
        let rendition = match kind {
            Kind::Html => {
                let context =
                    html::Context { published: Some(published), picture: &picture, ..html::Context::default() };
                html::write(story, house, &context)
            }
            Kind::Markdown => markdown::write(story, house),
            Kind::Text => text::write(story, house),
            Kind::Ninjs => ninjs::write(story, house),
            Kind::Story => {
                let (whole, amiss) = self.newsroom.handing_over(story)?;
                return Ok((hand_over::write(&whole), amiss));
            }
        };
        Ok((rendition, missing.into_inner()))
    }

    /// Places the pictures that a rendition points at, as they came wherever a page can show them. Their names say what is in them, so one that is there stays.
    fn bring_pictures(
        &self,
        rendition: &Rendition,
        brought: &mut Vec<String>,
        amiss: &mut Option<Failure>,
    ) -> Result<(), Failure> {
        for attachment in &rendition.attachments {
            match self.newsroom.shown_picture(&attachment.media, Shown::default()) {
                Ok(file) => {
                    if self.folder.place(&attachment.path, &file.bytes, false)? == Placed::Written {
                        brought.push(attachment.path.clone());
                    }
                }
                Err(failure) => {
                    amiss.get_or_insert(failure);
                }
            }
        }
        Ok(())
    }
}

fn kinds(names: &[String]) -> Result<Vec<Kind>, Failure> {
    let mut kinds: Vec<Kind> = Vec::new();
    for name in names {
        let kind = name.parse().map_err(|error: formats::UnknownKind| {
            Failure::new(Code::KindUnknown, name, error.to_string(), None::<Remedy>)
        })?;
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    Ok(kinds)
}
