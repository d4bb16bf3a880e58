//! Files that are out are made sure of and remembered many at a time: a disk takes as long for one as for many.

use super::{ExportedFile, Outcome, Ready, Run, form::Form};
use crate::Failure;
use formats::Kind;
use store::{Entry, ExportRecord};
use story::{Stage, Story};

/// So many files wait at most. A crash finds those that wait in their folder, whole, and not remembered.
const AT_A_TIME: usize = 64;

/// What has been placed and is not remembered yet. Files are known by their places among those of the run.
#[derive(Default)]
pub(super) struct Unsettled {
    left: Vec<Left>,
    /// Stories that were ready and are out, each with its last file, which says so where the story cannot be moved.
    exported: Vec<(String, usize)>,
}

/// A story in a file.
struct Left {
    file: usize,
    name: String,
    record: ExportRecord,
    /// What left.
    story: Story,
}

impl Unsettled {
    pub(super) fn is_full(&self) -> bool {
        self.left.len() >= AT_A_TIME
    }
}

impl Run<'_> {
    /// A file of these stories is in its place.
    pub(super) fn placed(&mut self, ready: &[Ready], (form, name): (&Form, &str), sha256: &str, file: usize) {
        let path = self.folder.file(name).display().to_string();
        let options = serde_json::to_string(&self.wanted).ok();
        for Ready { story, leaving, .. } in ready {
            let record = ExportRecord {
                story: story.id.clone(),
                at: self.now.to_owned(),
                kind: form.name(),
                path: path.clone(),
                revision: story.revision,
                sha256: sha256.to_owned(),
                version: None,
                options: options.clone(),
            };
            let story = if form.is_for_readers() { leaving } else { story }.clone();
            self.unsettled.left.push(Left { file, name: name.to_owned(), record, story });
        }
    }

    /// Stories that were ready have been exported once a file of them is out; other stages say something else and stay, and
    /// what was handed over has not left the newsrooms. Their files are those from `first` on.
    pub(super) fn left(&mut self, ready: &[Ready], files: &[ExportedFile], first: usize) {
        let is_out = |file: &ExportedFile| file.outcome == Outcome::Written && file.kind != Kind::Story.name();
        let Some(last) = files.iter().skip(first).rposition(is_out) else { return };
        let were_ready = ready.iter().filter(|one| one.story.stage == Stage::Ready);
        self.unsettled.exported.extend(were_ready.map(|one| (one.story.id.clone(), first + last)));
    }

    /// Makes sure of what was placed, remembers it, and moves its stories on. The files are out all the same where that
    /// fails, and say so.
    pub(super) fn settle(&mut self, files: &mut [ExportedFile]) {
        let Unsettled { left, exported } = std::mem::take(&mut self.unsettled);
        let mut amiss = |file: usize, failure: Failure| {
            if let Some(file) = files.get_mut(file) {
                file.failure = Some(failure);
            }
        };
        if let Err(failure) = self.folder.settle() {
            left.iter().for_each(|one| amiss(one.file, failure.clone()));
        }
        self.each_or_all(&left, |these| self.remember(these), |one, failure| amiss(one.file, failure));
        let move_on = |these: &[(String, usize)]| {
            let ids: Vec<String> = these.iter().map(|(id, _)| id.clone()).collect();
            self.newsroom.move_to(&ids, Stage::Exported, self.now, self.actor).map(drop)
        };
        self.each_or_all(&exported, move_on, |(_, file), failure| amiss(*file, failure));
    }

    /// All at once; and where that fails, one after the other, so that only those at fault are left out.
    fn each_or_all<T>(
        &self,
        these: &[T],
        all: impl Fn(&[T]) -> Result<(), Failure>,
        mut fault: impl FnMut(&T, Failure),
    ) {
        if these.is_empty() || all(these).is_ok() {
            return;
        }
        for one in these {
            if let Err(failure) = all(std::slice::from_ref(one)) {
                fault(one, failure);
            }
        }
    }

    fn remember(&self, these: &[Left]) -> Result<(), Failure> {
        let entry = Entry { at: self.now, actor: self.actor };
        let records: Vec<_> = these.iter().map(|one| (one.record.clone(), one.story.clone())).collect();
        self.newsroom.store().record_exports(records, entry).map_err(|error| self.newsroom.failed(&error))?;
        let mut handed = these.iter().filter(|one| one.record.kind == Kind::Story.name());
        handed.try_for_each(|one| self.newsroom.handed_over(&one.story, &one.name, entry))
    }
}
