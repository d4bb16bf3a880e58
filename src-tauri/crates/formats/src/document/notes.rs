//! Threads of notes, and the runs at which each begins and ends.

use super::{Part, Run};
use crate::Note;
use std::collections::HashMap;

/// A note with its replies, as it was written: the first one begins it.
pub(crate) struct Thread<'a> {
    pub id: &'a str,
    pub notes: Vec<&'a Note>,
    /// Whether the words that it is about are in the text.
    pub anchored: bool,
}

/// The threads in their order. Of each run only the threads are left in `notes` that are there.
pub(super) fn threads<'a>(notes: &'a [Note], parts: &mut [Part<'a>]) -> Vec<Thread<'a>> {
    let mut threads: Vec<Thread<'a>> = Vec::new();
    for note in notes {
        match threads.iter_mut().find(|thread| thread.id == note.thread) {
            Some(thread) => thread.notes.push(note),
            None => threads.push(Thread { id: &note.thread, notes: vec![note], anchored: false }),
        }
    }
    let mut places: HashMap<&str, bool> = threads.iter().map(|thread| (thread.id, false)).collect();
    for run in runs(parts) {
        run.notes.retain(|id| match places.get_mut(id) {
            Some(found) => {
                *found = true;
                true
            }
            None => false,
        });
    }
    for thread in &mut threads {
        thread.anchored = places.get(thread.id).copied().unwrap_or(false);
    }
    threads
}

fn runs<'a, 'p>(parts: &'p mut [Part<'a>]) -> impl Iterator<Item = &'p mut Run<'a>> {
    parts.iter_mut().flat_map(|part| match part {
        Part::Line(line) => line.runs.iter_mut().collect::<Vec<_>>(),
        Part::Table(table) => {
            let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
            cells.flat_map(|cell| &mut cell.lines).flat_map(|line| &mut line.runs).collect()
        }
    })
}
