//! Files are placed, made sure of and remembered many at a time, while the next are made: a disk takes as long for one as
//! for many, and whoever makes files need not wait for it.

use super::{ExportedFile, Outcome, Ready, Run, form::Form};
use crate::{
    Failure, Newsroom,
    delivery::{Laid, Placed, Unsettled},
};
use formats::Kind;
use std::{
    io,
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender, channel, sync_channel},
    },
    thread::{Builder, Scope},
};
use store::{Entry, ExportRecord};
use story::{Stage, Story};

/// So many files wait at most while as many are settled. A crash leaves of them what is no file yet (`.redaksi-….part`), and
/// files that are whole and not remembered.
const AT_A_TIME: usize = 64;

/// A file that is written.
pub(super) struct Written {
    /// Its place among those of the run.
    number: usize,
    name: String,
    /// `None` where it is in its place already, with the pictures that it brought.
    laid: Option<Laid>,
    /// The stories in it.
    left: Vec<Left>,
}

/// A story in a file.
struct Left {
    record: ExportRecord,
    /// What left.
    story: Arc<Story>,
    /// It was ready, and has been exported once the file is out. Other stages say something else and stay; what was handed
    /// over or saved of a preview has not left for its readers.
    moves_on: bool,
}

/// Files that are to be settled, and what they were placed in.
pub(super) struct Batch {
    files: Vec<Written>,
    unsettled: Unsettled,
}

/// What is to be said of a file that was written, where not all went well.
pub(super) struct Amiss {
    /// Its place among those of the run.
    number: usize,
    outcome: Outcome,
    failure: Option<Failure>,
}

/// Whoever settles batches, in whichever thread.
#[derive(Clone, Copy)]
pub(super) struct Settler<'a> {
    pub newsroom: &'a Newsroom,
    pub entry: Entry<'a>,
}

/// Settles one batch while the next is made.
pub(super) struct Behind {
    batches: SyncSender<Batch>,
    amiss: Receiver<Amiss>,
}

impl Run<'_> {
    /// A file of these stories is written; `laid` where it has no name yet.
    pub(super) fn written(
        &mut self,
        ready: &[Ready],
        (form, name): (&Form, &str),
        laid: Option<Laid>,
        sha256: &str,
        number: usize,
    ) {
        let path = self.folder.file(name).display().to_string();
        let options = serde_json::to_string(&self.wanted).ok();
        let left = ready.iter().map(|Ready { story, leaving, .. }| Left {
            record: ExportRecord {
                story: story.id.clone(),
                at: self.now.to_owned(),
                kind: form.name(),
                path: path.clone(),
                revision: story.revision,
                sha256: sha256.to_owned(),
                version: None,
                options: options.clone(),
            },
            story: Arc::clone(if form.is_for_readers() { leaving } else { story }),
            moves_on: story.stage == Stage::Ready && form.is_for_readers() && self.wanted.preview.is_none(),
        });
        let left = left.collect();
        self.waiting.push(Written { number, name: name.to_owned(), laid, left });
    }

    /// What waits, once it is enough.
    pub(super) fn full_batch(&mut self) -> Option<Batch> {
        (self.waiting.len() >= AT_A_TIME).then(|| self.batch())
    }

    /// Settles what waits, and says in `files` what became of it.
    pub(super) fn settle_now(&mut self, files: &mut [ExportedFile]) {
        let settler = Settler { newsroom: self.newsroom, entry: Entry { at: self.now, actor: self.actor } };
        settler.settle(self.batch()).into_iter().for_each(|amiss| amiss.say(files));
    }

    /// What waits.
    pub(super) fn batch(&mut self) -> Batch {
        Batch { files: std::mem::take(&mut self.waiting), unsettled: self.folder.unsettled() }
    }
}

impl Behind {
    pub(super) fn start<'scope>(scope: &'scope Scope<'scope, '_>, settler: Settler<'scope>) -> io::Result<Self> {
        // Nothing lies between the two: what waits for its turn waits in the run.
        let (batches, given) = sync_channel::<Batch>(0);
        let (tell, amiss) = channel();
        let settle =
            move || given.into_iter().flat_map(|batch| settler.settle(batch)).try_for_each(|one| tell.send(one));
        Builder::new().name("export".to_owned()).spawn_scoped(scope, settle)?;
        Ok(Self { batches, amiss })
    }

    /// Hands a batch over as soon as the one before is settled.
    pub(super) fn settle(&self, batch: Batch) {
        // Nobody takes it only where settling has panicked, which the scope tells.
        let _ = self.batches.send(batch);
    }

    /// Waits until all is settled.
    pub(super) fn finish(self, files: &mut [ExportedFile]) {
        let Self { batches, amiss } = self;
        drop(batches);
        amiss.into_iter().for_each(|one| one.say(files));
    }
}

impl Amiss {
    pub(super) fn say(self, files: &mut [ExportedFile]) {
        if let Some(file) = files.get_mut(self.number) {
            (file.outcome, file.failure) = (self.outcome, self.failure);
        }
    }
}

impl Settler<'_> {
    /// Gives files their names, makes sure of them, remembers them, and moves their stories on. What could not be placed is
    /// not remembered; what could is out all the same where the rest fails, and says so.
    pub(super) fn settle(&self, Batch { mut files, mut unsettled }: Batch) -> Vec<Amiss> {
        let mut all_amiss = Vec::new();
        let laid = files.iter_mut().filter_map(|file| Some((file.number, file.laid.take()?)));
        let (numbers, laid): (Vec<usize>, Vec<Laid>) = laid.unzip();
        for (number, placed) in numbers.into_iter().zip(unsettled.place(laid)) {
            let (outcome, failure) = match placed {
                Ok(Placed::Written) => continue,
                Ok(Placed::Exists) => (Outcome::Exists, None),
                Err(failure) => (Outcome::Refused, Some(failure)),
            };
            files.retain(|file| file.number != number);
            all_amiss.push(Amiss { number, outcome, failure });
        }
        let mut amiss = |number: usize, failure: Failure| {
            all_amiss.push(Amiss { number, outcome: Outcome::Written, failure: Some(failure) });
        };
        if let Err(failure) = unsettled.settle() {
            files.iter().for_each(|file| amiss(file.number, failure.clone()));
        }
        let left: Vec<(&Written, &Left)> =
            files.iter().flat_map(|file| file.left.iter().map(move |left| (file, left))).collect();
        each_or_all(&left, |these| self.remember(these), |(file, _), failure| amiss(file.number, failure));
        each_or_all(&exported(&left), |these| self.move_on(these), |(_, number), failure| amiss(*number, failure));
        all_amiss
    }

    fn remember(&self, these: &[(&Written, &Left)]) -> Result<(), Failure> {
        let records = these.iter().map(|(_, left)| (left.record.clone(), Arc::clone(&left.story))).collect();
        let remembered = self.newsroom.store().record_exports(records, self.entry);
        remembered.map_err(|error| self.newsroom.failed(&error))?;
        let mut handed = these.iter().filter(|(_, left)| left.record.kind == Kind::Story.name());
        handed.try_for_each(|(file, left)| self.newsroom.handed_over(&left.story, &file.name, self.entry))
    }

    fn move_on(&self, these: &[(&str, usize)]) -> Result<(), Failure> {
        let ids: Vec<String> = these.iter().map(|(id, _)| (*id).to_owned()).collect();
        self.newsroom.move_to(&ids, Stage::Exported, self.entry.at, self.entry.actor).map(drop)
    }
}

/// The stories that move on, each with its last file, which says so where the story cannot be moved.
fn exported<'a>(left: &[(&Written, &'a Left)]) -> Vec<(&'a str, usize)> {
    let mut exported: Vec<(&str, usize)> = Vec::new();
    for (file, Left { record, .. }) in left.iter().filter(|(_, left)| left.moves_on) {
        match exported.iter_mut().find(|(id, _)| *id == record.story) {
            Some((_, last)) => *last = file.number,
            None => exported.push((&record.story, file.number)),
        }
    }
    exported
}

/// All at once; and where that fails, one after the other, so that only those at fault are left out.
fn each_or_all<T>(these: &[T], all: impl Fn(&[T]) -> Result<(), Failure>, mut fault: impl FnMut(&T, Failure)) {
    if these.is_empty() || all(these).is_ok() {
        return;
    }
    for one in these {
        if let Err(failure) = all(std::slice::from_ref(one)) {
            fault(one, failure);
        }
    }
}
