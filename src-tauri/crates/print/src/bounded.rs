//! Templates of somebody's own, which may never come to an end. Typst stops a loop after ten thousand turns and a call that
//! goes eighty deep, but not loops within loops, and nothing stops it from outside. So such a template runs on a thread of
//! its own, and whoever waits for it goes on after a while without it.

use crate::world::Sheet;
use std::{
    collections::hash_map::DefaultHasher,
    hash::{Hash, Hasher},
    sync::{Mutex, PoisonError, mpsc},
    thread::{self, JoinHandle},
    time::Duration,
};
use story::{
    layout::LayoutFault,
    press::{PressFault, PressLayout},
};
use typst_layout::PagedDocument;

/// Threads that may be lost to templates without an end, each with a core of its own.
const LOST: usize = 2;

/// Runs templates, and knows those that have not come to their end.
#[derive(Debug)]
pub(crate) struct Bounded {
    patience: Duration,
    /// What the files of a layout hash to, and the thread that is busy with them.
    lost: Mutex<Vec<(u64, JoinHandle<()>)>>,
}

impl Bounded {
    /// Waits so long for a template.
    pub(crate) fn new(patience: Duration) -> Self {
        Self { patience, lost: Mutex::new(Vec::new()) }
    }

    /// The pages of a sheet, where they are made in time. A template that was given up is tried again once its files have
    /// changed, or once it has ended after all.
    pub(crate) fn set(&self, layout: &PressLayout, sheet: Sheet) -> Result<PagedDocument, PressFault> {
        let mut lost = self.lost.lock().unwrap_or_else(PoisonError::into_inner);
        lost.retain(|(_, thread)| !thread.is_finished());
        let files = hash(layout);
        if lost.iter().any(|(known, _)| *known == files) {
            return Err(self.fault(layout, "; it is tried again when one of its files changes"));
        }
        if lost.len() >= LOST {
            return Err(self.fault(layout, "; the templates before this one run on until Redaksi is closed"));
        }
        let (done, ready) = mpsc::channel();
        let work = move || {
            let result = sheet.set();
            // Whoever waited may have gone.
            let _ = done.send(result);
        };
        let thread = thread::Builder::new().name("template".to_owned()).spawn(work);
        let thread = thread.map_err(|error| self.fault(layout, &format!(": {error}")))?;
        match ready.recv_timeout(self.patience) {
            Ok(result) => Ok(result?),
            Err(mpsc::RecvTimeoutError::Timeout) => {
                lost.push((files, thread));
                Err(self.fault(layout, ""))
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(self.fault(layout, ": it broke off")),
        }
    }

    fn fault(&self, layout: &PressLayout, more: &str) -> PressFault {
        let detail = format!("it made no pages in {} seconds{more}", self.patience.as_secs_f32());
        let file = format!("{}/{}", layout.info.id, PressLayout::TEMPLATE);
        LayoutFault { file, line: 0, detail }.into()
    }
}

fn hash(layout: &PressLayout) -> u64 {
    let mut hasher = DefaultHasher::new();
    layout.files.hash(&mut hasher);
    hasher.finish()
}
