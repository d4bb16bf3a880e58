use crate::{Code, Failure, Kept, Newsroom, Remedy, StoryEdit, Version, VersionRow, save::name_of};
use story::Story;

impl Newsroom {
    /// The kept states of a story, newest first.
    pub fn versions(&self, id: &str) -> Result<Vec<VersionRow>, Failure> {
        self.store().versions(id).map_err(|error| self.failed(&error))
    }

    /// Texts kept because they could not become the story (a lost race, a body nobody could read, a hand-over file that
    /// waits to be merged), and that it does not say by now.
    pub(crate) fn kept_beside(&self, story: &Story) -> Result<Vec<VersionRow>, Failure> {
        let rows = self.versions(&story.id)?;
        let mut beside = Vec::new();
        let body = story.body.to_json();
        for row in &rows {
            if matches!(row.reason.as_str(), "keptBeside" | "rescue") || waits(row, &rows) {
                let version = self.version(row.version)?;
                if version.fields != story.fields || version.body != body {
                    beside.push(row.clone());
                }
            }
        }
        Ok(beside)
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

    /// Makes a kept state the story again. What the story says now is kept beside it, so that this too can be taken back.
    pub fn take_version(&self, id: &str, version: u32, base: u32, now: &str, actor: &str) -> Result<Kept, Failure> {
        let taken = self.version(version)?;
        if taken.row.story != id {
            return Err(Failure::new(
                Code::VersionMissing,
                version.to_string(),
                "it is a version of another story",
                None,
            ));
        }
        let before = self.existing(id)?;
        if before.revision != base {
            let detail = format!("it is at revision {} by now", before.revision);
            return Err(Failure::new(
                Code::StoryChanged,
                name_of(&before.fields, id),
                detail,
                Some(Remedy::CompareVersions),
            ));
        }
        let edit = StoryEdit { id: id.to_owned(), base, fields: taken.fields, body: taken.body };
        self.keep(&edit, store::Store::take_place, now, actor)
    }
}

/// Whether a text that came in a hand-over file still waits for someone to choose.
pub(crate) fn waits(row: &VersionRow, rows: &[VersionRow]) -> bool {
    row.reason == "broughtBack" && !rows.iter().any(|other| merged_in(other) == Some(row.version))
}

/// The version that was merged in, where this is a state before such a merge.
fn merged_in(row: &VersionRow) -> Option<u32> {
    row.note.as_deref().filter(|_| row.reason == "merged").and_then(|note| note.parse().ok())
}
