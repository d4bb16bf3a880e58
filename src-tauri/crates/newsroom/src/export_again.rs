//! Where stories have gone, and making their files again where an older state is out.

use crate::{
    Existing, ExportResult, Failure, GateOverride, Newsroom, Progress,
    delivery::Folder,
    export::{Run, Wanted, refused},
    save::name_of,
};
use formats::Kind;
use serde::Serialize;
use std::{collections::BTreeSet, ops::ControlFlow, path::Path};
use store::{Entry, ExportRecord};

/// Nobody pastes more than this, in bytes.
const LARGEST_PASTE: u64 = 8 * 1024 * 1024;

/// A file of a story that is out: the newest of its path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportPlace {
    /// A name of [`Kind::ALL`], or a layout and its suffix: `web-phone.html`.
    pub kind: String,
    /// Where it was put.
    pub path: String,
    /// When.
    pub at: String,
    /// The revision in it.
    pub revision: u32,
    /// The kept state in it; null where it was exported before Redaksi remembered that.
    pub version: Option<u32>,
    /// Whether the story says the same now.
    pub current: bool,
}

/// Where a story has gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct StoryExports {
    /// The story's id.
    pub story: String,
    /// What people call it.
    pub name: String,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// Its files, newest first. Hand-over files went to colleagues and are none.
    pub places: Vec<ExportPlace>,
}

impl Newsroom {
    /// Where a story has gone.
    pub fn story_exports(&self, id: &str) -> Result<StoryExports, Failure> {
        let story = self.existing(id)?;
        let exports = self.store().exports(id).map_err(|error| self.failed(&error))?;
        let mut seen = BTreeSet::new();
        let exports = exports.into_iter().filter(|export| export.kind != Kind::Story.name());
        let places = exports
            .filter(|export| seen.insert(export.path.clone()))
            .map(|ExportRecord { kind, path, at, revision, version, .. }| {
                let current = revision == story.revision;
                ExportPlace { kind, path, at, revision, version, current }
            })
            .collect();
        let withdrawn = story.withdrawn().is_some();
        Ok(StoryExports { name: name_of(&story.fields, id), story: story.id, withdrawn, places })
    }

    /// What must be exported again: the corrected stories of which an older state is out, with those files; the last
    /// corrected first.
    pub fn exports_due(&self) -> Result<Vec<StoryExports>, Failure> {
        let mut due = Vec::new();
        for id in self.store().corrected_stories().map_err(|error| self.failed(&error))? {
            // Corrections outlive their stories.
            let Ok(mut exports) = self.story_exports(&id) else { continue };
            exports.places.retain(|place| !place.current);
            if !exports.places.is_empty() {
                due.push(exports);
            }
        }
        Ok(due)
    }

    /// Makes files again where they are, each as it was wanted then: all of these stories' that hold an older state, or, with
    /// `paths`, those. A file of several stories is made again with all of them. What stands there gives way.
    pub fn export_again(
        &self,
        ids: &[String],
        paths: &[String],
        gate_override: Option<&GateOverride>,
        now: &str,
        actor: &str,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ExportResult, Failure> {
        let gate_override = gate_override.map(GateOverride::checked).transpose()?;
        let mut places: Vec<(String, ExportPlace)> = Vec::new();
        for id in ids {
            for place in self.story_exports(id)?.places {
                let wanted = if paths.is_empty() { !place.current } else { paths.contains(&place.path) };
                if wanted && !places.iter().any(|(_, other)| other.path == place.path) {
                    places.push((id.clone(), place));
                }
            }
        }
        let total = u32::try_from(places.len()).unwrap_or(u32::MAX);
        let mut files = Vec::new();
        for ((id, place), done) in places.iter().zip(0..) {
            let name = Path::new(&place.path).file_name().unwrap_or_default().to_string_lossy().into_owned();
            if progress(Progress { done, total, name: name.clone() }).is_break() {
                return Ok(ExportResult { files, cancelled: true });
            }
            match self.once_more(id, place, &name, Entry { at: now, actor }, gate_override) {
                Ok(made) => files.extend(made),
                Err(failure) => {
                    let mut file = refused(id, &place.kind, &failure);
                    file.path.clone_from(&place.path);
                    files.push(file);
                }
            }
        }
        // The last word of a job that is done: there is nothing left to stop.
        let _ = progress(Progress { done: total, total, name: String::new() });
        Ok(ExportResult { files, cancelled: false })
    }

    /// The text of a file that a story was exported to, for the clipboard; `None` where it is none that a person would paste.
    pub fn exported_text(&self, path: &str) -> Result<Option<String>, Failure> {
        let owner = self.store().exported_to(path).map_err(|error| self.failed(&error))?;
        let path = Path::new(path);
        // Only what left this newsroom is read for it.
        if owner.is_none() || path.metadata().is_ok_and(|file| file.len() > LARGEST_PASTE) {
            return Ok(None);
        }
        let bytes = std::fs::read(path).map_err(|error| Failure::reading(path, &error))?;
        Ok(String::from_utf8(bytes).ok())
    }

    fn once_more(
        &self,
        id: &str,
        place: &ExportPlace,
        name: &str,
        entry: Entry<'_>,
        gate_override: Option<&GateOverride>,
    ) -> Result<Vec<crate::ExportedFile>, Failure> {
        let form = self.form(&place.kind)?;
        let folder = Folder::prepare(Path::new(&place.path).parent().unwrap_or(Path::new("")))?;
        let exports = self.store().exports(id).map_err(|error| self.failed(&error))?;
        let wanted = exports.into_iter().find(|export| export.path == place.path).and_then(|export| export.options);
        let wanted: Wanted = wanted.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        let together = self.store().exported_together(&place.path).map_err(|error| self.failed(&error))?;
        let ids = if together.len() > 1 { together } else { vec![id.to_owned()] };
        Ok(Run::new(self, folder, Existing::Replace, wanted, entry).again(&ids, (&form, name), gate_override))
    }
}
