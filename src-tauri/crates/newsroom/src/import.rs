use crate::{Code, Failure, Newsroom, Progress, Remedy, newsroom::new_story, time};
use formats::{hand_over, text};
use serde::Serialize;
use std::{
    fs::{self, File},
    io::Read,
    ops::ControlFlow,
    path::{Path, PathBuf},
};
use store::Entry;
use story::{Fields, Finding, Story};

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportResult {
    /// One for each file, in the order given; fewer where it was cancelled.
    pub files: Vec<Imported>,
    /// Whether it was cancelled. What is in `files` is done and stays.
    pub cancelled: bool,
}

/// What became of one file: a story, or the reason why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Imported {
    /// The file.
    pub path: String,
    /// The story that it became.
    pub id: Option<String>,
    /// The story's headline; empty where the copy had none.
    pub headline: String,
    /// What was left as text or written differently.
    pub findings: Vec<Finding>,
    /// Why it became none.
    pub failure: Option<Failure>,
}

impl Newsroom {
    /// Takes many files of copy into the newsroom, each as [`Newsroom::import`] does. One that cannot be read does not
    /// keep out the others. `progress` is asked before each file and may stop there.
    pub fn import_files(
        &self,
        files: &[PathBuf],
        house: Option<&str>,
        now: &str,
        actor: &str,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> ImportResult {
        let total = u32::try_from(files.len()).unwrap_or(u32::MAX);
        let mut result = ImportResult { files: Vec::with_capacity(files.len()), cancelled: false };
        for (file, done) in files.iter().zip(0..) {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if progress(Progress { done, total, name }).is_break() {
                result.cancelled = true;
                return result;
            }
            let path = file.display().to_string();
            result.files.push(match self.import(file, house, now, actor) {
                Ok((story, findings)) => {
                    Imported { path, id: Some(story.id), headline: story.fields.headline, findings, failure: None }
                }
                Err(failure) => {
                    Imported { path, id: None, headline: String::new(), findings: Vec::new(), failure: Some(failure) }
                }
            });
        }
        // The last word of a job that is done: there is nothing left to stop.
        let _ = progress(Progress { done: total, total, name: String::new() });
        result
    }

    /// Takes a file of copy into the newsroom as a new draft, read by the house named, else by the newsroom's own and
    /// then all others. What was understood is in the metadata, everything else in the body; the findings say which.
    /// A hand-over file becomes the story that it holds, or goes into it; the first finding says what became of it.
    pub fn import(
        &self,
        file: &Path,
        house: Option<&str>,
        now: &str,
        actor: &str,
    ) -> Result<(Story, Vec<Finding>), Failure> {
        let own = house.map(|id| self.house_named(id)).transpose()?.unwrap_or_else(|| self.house());
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = contents(file, &name)?;
        if hand_over::is_hand_over(&name, &bytes) {
            return self.take_hand_over(file, &bytes, Entry { at: now, actor });
        }
        let decoded = formats::decode(&name, &bytes).map_err(|refusal| Failure::refused(file, &refusal))?;
        let reading = text::read(&decoded.text, self.houses(), Some(&own.id));

        let read_by = reading.house.as_deref().and_then(|id| self.houses().get(id)).unwrap_or(own);
        let defaults = read_by.new_fields();
        // Only what the copy does not print comes from the house: a dateline that it did not have would be printed on
        // export, and the story would not leave as it came.
        let language =
            if reading.fields.language.is_empty() { defaults.language } else { reading.fields.language.clone() };
        let fields = Fields { house: defaults.house, language, ..reading.fields };
        let body = self.resolve_related(reading.body)?;
        let story = new_story(time::new_id(now)?, fields, body, now);

        self.store().add(&story, Entry { at: now, actor }, Some(&name)).map_err(|error| self.failed(&error))?;
        let mut findings = decoded.findings;
        findings.extend(reading.findings);
        Ok((story, findings))
    }
}

/// The file's bytes. Its size is asked first, and never more than that is read: some files have no end.
fn contents(file: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    let reading = |error| Failure::reading(file, &error);
    let metadata = fs::metadata(file).map_err(reading)?;
    if !metadata.is_file() {
        let what = if metadata.is_dir() { "this is a folder" } else { "this is not a file but a device or a pipe" };
        return Err(Failure::new(Code::FileIsFolder, file.display().to_string(), what, Some(Remedy::ChooseFile)));
    }
    let largest = if hand_over::is_hand_over(name, &[]) {
        if metadata.len() > hand_over::LARGEST {
            let detail = format!("hand-over files may have up to {} MB", hand_over::LARGEST >> 20);
            let thing = file.display().to_string();
            return Err(Failure::new(Code::FileTooLarge, thing, detail, Some(Remedy::ChooseFile)));
        }
        hand_over::LARGEST
    } else {
        formats::check_size(name, metadata.len()).map_err(|refusal| Failure::refused(file, &refusal))?;
        formats::LARGEST
    };
    let mut bytes = Vec::new();
    File::open(file).and_then(|file| file.take(largest + 1).read_to_end(&mut bytes)).map_err(reading)?;
    Ok(bytes)
}
