//! Rescue copies: a text that cannot be saved lies in a file of its own until it can. The file is JSON that a person can
//! read without Redaksi, and stands beside the newsroom, or in the user's data folder where that place is full,
//! read-only or gone. What a crash leaves there is brought back at the next start: beside the story, never as it.

use crate::{
    Code, Failure, Newsroom, StoryEdit, delivery,
    file_name::{self, Stems},
    newsroom::new_story,
    save::name_of,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    convert::Infallible,
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};
use store::{Entry, Error, Save, Tracked};
use story::{Body, Story};

/// A rescue copy, as its file says it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RescueCopy {
    /// The number of this form.
    rescue_copy: u32,
    /// Where the newsroom's file was.
    newsroom: String,
    /// When it was written, by the clock of that machine. Told, and decided on by nobody.
    at: String,
    /// Headline and text, a line for each, for whoever opens the file without Redaksi.
    text: Vec<String>,
    /// All of it.
    story: StoryEdit,
}

/// The form that this Redaksi writes and reads.
const FORM: u32 = 1;

/// A text that a rescue copy brought back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Rescued {
    /// The story.
    pub story: String,
    /// What people call it.
    pub name: String,
    /// The version beside the story that holds the text; none where the story was gone and was made again from it.
    pub version: Option<u32>,
    /// When the copy was written.
    pub at: String,
}

/// What a look for rescue copies came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct BroughtBack {
    /// Texts that are in the newsroom again, and that the story does not say.
    pub texts: Vec<Rescued>,
    /// Copies that stay where they are, each with the reason.
    pub failures: Vec<Failure>,
}

/// The copies that this handle has written, by their stories.
#[derive(Default)]
pub(crate) struct Written(Mutex<BTreeMap<String, Own>>);

#[derive(Clone)]
struct Own {
    file: PathBuf,
    bytes: Vec<u8>,
}

impl Written {
    fn copies(&self) -> MutexGuard<'_, BTreeMap<String, Own>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Own {
    /// Whether the file is still the one that was written here. Another window may have brought it back, and then have
    /// put a copy of its own under the name.
    fn is_there(&self) -> bool {
        fs::read(&self.file).is_ok_and(|bytes| bytes == self.bytes)
    }
}

impl Newsroom {
    /// Where rescue copies go that cannot stand beside their newsroom: `redaksi/rescue` in the user's data folder.
    pub fn rescue_folder() -> PathBuf {
        Self::default_path().with_file_name("rescue")
    }

    /// Writes what the editor holds to a file of its own, over the copy of the same story that this handle wrote before;
    /// beside the newsroom or, where that does not work, in `own`. Says where. Asks nothing of the newsroom's file.
    pub fn keep_rescue_copy(&self, edit: &StoryEdit, own: &Path, now: &str) -> Result<String, Failure> {
        let bytes = self.rescue_copy(edit, now)?;
        let mut copies = self.written().copies();
        let before = copies.get(&edit.id).filter(|own| own.is_there()).map(|own| own.file.clone());
        let mut refusal = None;
        for folder in self.rescue_folders(own) {
            let (file, over) = match &before {
                Some(file) if file.parent() == Some(&folder) => (file.clone(), true),
                _ => (free_name(&folder, edit), false),
            };
            match delivery::place(&folder, &file, &bytes, over) {
                Ok(delivery::Placed::Written) => {
                    // It lay in the other place: of two copies the older one must not come back one day.
                    if let Some(older) = before.filter(|older| *older != file) {
                        take_away(&older);
                    }
                    let said = file.display().to_string();
                    copies.insert(edit.id.clone(), Own { file, bytes });
                    return Ok(said);
                }
                // Another window was quicker with the name; the next copy finds another.
                Ok(delivery::Placed::Exists) => refusal = Some(io::ErrorKind::AlreadyExists.into()),
                Err(error) => refusal = refusal.or(Some(error)),
            }
        }
        Err(Failure::writing(&self.beside_newsroom(), &refusal.unwrap_or_else(|| io::ErrorKind::NotFound.into())))
    }

    /// Takes the copy of a story away: its text is durably in the newsroom. Whether there was one.
    pub fn drop_rescue_copy(&self, id: &str) -> bool {
        let own = self.written().copies().remove(id).filter(Own::is_there);
        own.is_some_and(|own| take_away(&own.file))
    }

    /// Writes what the editor holds to a file that the editor chose, over what is there.
    pub fn save_rescue_copy(&self, edit: &StoryEdit, file: &Path, now: &str) -> Result<(), Failure> {
        let file = std::path::absolute(file).map_err(|error| Failure::writing(file, &error))?;
        let folder = file.parent().unwrap_or(&file);
        delivery::place(folder, &file, &self.rescue_copy(edit, now)?, true)
            .map(drop)
            .map_err(|error| Failure::writing(folder, &error))
    }

    /// Takes the rescue copies that a crash has left, beside the newsroom and in `own`, into the newsroom: as a version
    /// beside the story, or as the story where that is gone. A copy goes once its text is durably there. Whether a copy is
    /// news is decided by its text: clocks may have been set, and a revision does not say whose it is.
    pub fn bring_back(&self, own: &Path, now: &str, actor: &str) -> BroughtBack {
        let mut back = BroughtBack::default();
        for file in [self.beside_newsroom(), own.to_owned()].iter().flat_map(|folder| copies_in(folder)) {
            let found = read(&file).and_then(|copy| match self.is_ours(&copy)? {
                true => self.bring_back_one(copy, now, actor).map(Some),
                false => Ok(None),
            });
            match found {
                Ok(None) => {}
                Ok(Some(rescued)) => {
                    back.texts.extend(rescued);
                    take_away(&file);
                }
                Err(failure) => {
                    let detail = format!("{}: {}", file.display(), failure.detail);
                    back.failures.push(Failure { detail, ..failure });
                }
            }
        }
        back
    }

    fn bring_back_one(&self, copy: RescueCopy, now: &str, actor: &str) -> Result<Option<Rescued>, Failure> {
        let RescueCopy { at, story: edit, .. } = copy;
        let entry = Entry { at: now, actor };
        let name = name_of(&edit.fields, &edit.id);
        let rescued = |version| Some(Rescued { story: edit.id.clone(), name, version, at });
        let body = Body::from_json(&edit.body);
        let now_says = match self.store().story(&edit.id) {
            Ok(now_says) => now_says,
            // What it says now nobody can read: the copy goes beside it.
            Err(Error::Unreadable { .. }) => return self.beside(&edit, entry).map(|version| rescued(Some(version))),
            Err(error) => return Err(self.failed(&error)),
        };
        match (now_says, body) {
            (None, Ok(body)) => {
                let story = new_story(edit.id.clone(), edit.fields.clone(), body, now);
                self.store().add(&story, entry, None).map_err(|error| self.failed(&error))?;
                Ok(rescued(None))
            }
            (Some(story), Ok(body)) if story.fields == edit.fields && story.body == body => {
                self.decide(story, &edit, entry).map(|()| None)
            }
            _ => match self.version_of_text(&edit)? {
                // Overtaken by what was saved later.
                Some((_, false)) => Ok(None),
                // Brought back before, and nobody chose yet.
                Some((version, true)) => Ok(rescued(Some(version))),
                None => self.beside(&edit, entry).map(|version| rescued(Some(version))),
            },
        }
    }

    /// Carries out what a copy of the very text says of the suggestions beside it: whoever accepted them all changed nothing
    /// else. Where the story has gone on, that was decided on another state of it.
    fn decide(&self, story: Story, edit: &StoryEdit, entry: Entry) -> Result<(), Failure> {
        if story.revision != edit.base {
            return Ok(());
        }
        let tracked = Tracked::Are(self.tracking_of(edit, entry.at, entry.actor)?);
        let Story { id, fields, body, .. } = story;
        let save = Save { id, base: edit.base, fields, body };
        self.store().save_tracked(save, tracked, entry).map(drop).map_err(|error| self.failed(&error))
    }

    fn beside(&self, edit: &StoryEdit, entry: Entry) -> Result<u32, Failure> {
        self.store().keep_rescue(&edit.id, &edit.fields, &edit.body, entry).map_err(|error| self.failed(&error))
    }

    /// The version of the story that is this very text, and whether it still waits beside the story. What the story said up
    /// to the copy's base is no such version: someone may have gone back to it by hand.
    fn version_of_text(&self, edit: &StoryEdit) -> Result<Option<(u32, bool)>, Failure> {
        for row in self.versions(&edit.id)? {
            let waits = matches!(row.reason.as_str(), "keptBeside" | "rescue");
            if row.revision < edit.base || (row.revision == edit.base && !waits) {
                continue;
            }
            let version = self.version(row.version)?;
            if version.fields == edit.fields && version.body == edit.body {
                return Ok(Some((row.version, waits)));
            }
        }
        Ok(None)
    }

    /// A copy in the user's data folder may be of another newsroom; one whose newsroom has moved is known by its story.
    fn is_ours(&self, copy: &RescueCopy) -> Result<bool, Failure> {
        if copy.newsroom == self.path().to_string_lossy() {
            return Ok(true);
        }
        if Path::new(&copy.newsroom).exists() {
            return Ok(false);
        }
        match self.store().story(&copy.story.id) {
            Ok(story) => Ok(story.is_some()),
            Err(Error::Unreadable { .. }) => Ok(true),
            Err(error) => Err(self.failed(&error)),
        }
    }

    fn rescue_copy(&self, edit: &StoryEdit, now: &str) -> Result<Vec<u8>, Failure> {
        let lines = Body::from_json(&edit.body).map(|body| body.text()).unwrap_or_default();
        let head = [&edit.fields.headline, &edit.fields.deck].into_iter().filter(|line| !line.is_empty());
        let copy = RescueCopy {
            rescue_copy: FORM,
            newsroom: self.path().to_string_lossy().into_owned(),
            at: now.to_owned(),
            text: head.cloned().chain(lines.lines().map(str::to_owned)).collect(),
            story: edit.clone(),
        };
        serde_json::to_vec_pretty(&copy).map_err(|error| {
            Failure::new(Code::NewsroomFailed, self.path().display().to_string(), error.to_string(), None)
        })
    }

    /// `desk.rescue` beside `desk.redaksi`.
    fn beside_newsroom(&self) -> PathBuf {
        self.path().with_extension("rescue")
    }

    /// Where a copy may stand, best first. The place of a newsroom that is gone may be that of a disk taken out: what is
    /// put there now is hidden as soon as the disk is back. It is never made anew.
    fn rescue_folders(&self, own: &Path) -> Vec<PathBuf> {
        let beside = self.beside_newsroom();
        let own = own.to_owned();
        match beside.parent() {
            _ if self.path().exists() => vec![beside, own],
            Some(folder) if folder.is_dir() => vec![own, beside],
            _ => vec![own],
        }
    }
}

/// A name that people find again, and that no other copy has.
fn free_name(folder: &Path, edit: &StoryEdit) -> PathBuf {
    let stem = file_name::stem(&edit.fields, &edit.id);
    let taken = |stem: &str| Ok::<_, Infallible>(folder.join(format!("{stem}.json")).symlink_metadata().is_ok());
    let Ok(stem) = Stems::default().give(&stem, taken);
    folder.join(format!("{stem}.json"))
}

fn copies_in(folder: &Path) -> Vec<PathBuf> {
    // No such folder is the usual case.
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|file| file.extension() == Some(OsStr::new("json"))).collect();
    files.sort();
    files
}

fn read(file: &Path) -> Result<RescueCopy, Failure> {
    let json = fs::read(file).map_err(|error| Failure::reading(file, &error))?;
    let copy = serde_json::from_slice::<RescueCopy>(&json).map_err(|error| error.to_string());
    copy.and_then(|copy| match copy.rescue_copy {
        FORM => Ok(copy),
        newer => Err(format!("it has form {newer}; this Redaksi reads form {FORM}")),
    })
    .map_err(|fault| Failure::new(Code::RescueCopyUnreadable, file.display().to_string(), fault, None))
}

/// A copy that cannot be removed comes up once more at the next start, and is found to be nothing new.
fn take_away(file: &Path) -> bool {
    let gone = fs::remove_file(file).is_ok();
    if let Some(folder) = file.parent() {
        // Only an empty folder goes.
        let _ = fs::remove_dir(folder);
    }
    gone
}
