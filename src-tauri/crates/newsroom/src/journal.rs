use crate::{Failure, JournalRow, Newsroom, Verification};
use serde::Serialize;
use std::collections::BTreeMap;
use store::{Entry, Fault, FaultKind, JournalQuery, Undone};

/// A row of the journal, and what people call its story now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JournalLine {
    /// The row.
    #[serde(flatten)]
    pub row: JournalRow,
    /// Headline, else slugline, else id; empty where the row is about the newsroom.
    pub name: String,
}

impl Newsroom {
    /// The journal's rows after `seq`, oldest first: what other panes, windows and programs have done.
    pub fn journal_after(&self, seq: u32, limit: u32) -> Result<Vec<JournalRow>, Failure> {
        self.store().journal_after(seq, limit).map_err(|error| self.failed(&error))
    }

    /// Rows of the journal, oldest first, with the names of their stories. A story that is not there is an error.
    pub fn journal(&self, query: &JournalQuery) -> Result<Vec<JournalLine>, Failure> {
        let rows = self.store().journal(query).map_err(|error| self.failed(&error))?;
        if let (Some(story), None, []) = (&query.story, query.after, &*rows) {
            self.existing(story)?;
        }
        let mut ids: Vec<String> = rows.iter().map(|row| row.story.clone()).collect();
        ids.sort();
        ids.dedup();
        let heads = self.heads(&ids)?.into_iter();
        let names: BTreeMap<String, String> = heads
            .map(|head| {
                let shown = [head.headline, head.slugline].into_iter().find(|name| !name.is_empty());
                (head.id.clone(), shown.unwrap_or(head.id))
            })
            .collect();
        let name = |row: &JournalRow| names.get(&row.story).unwrap_or(&row.story).clone();
        Ok(rows.into_iter().map(|row| JournalLine { name: name(&row), row }).collect())
    }

    /// Takes back the deed that a row of the journal belongs to: metadata, stages and desks, as far as nobody has gone on
    /// from them. The undoing is a deed of its own, and can be undone. Texts stay; versions bring them back.
    pub fn undo(&self, seq: u32, now: &str, actor: &str) -> Result<Undone, Failure> {
        self.store().undo(seq, Entry { at: now, actor }).map_err(|error| self.failed(&error))
    }

    /// Takes back the newest deed of this actor that still stands; `None` where there is none.
    pub fn undo_last(&self, now: &str, actor: &str) -> Result<Option<Undone>, Failure> {
        self.store().undo_last(None, Entry { at: now, actor }).map_err(|error| self.failed(&error))
    }

    /// The same, of stage moves only.
    pub fn undo_last_move(&self, now: &str, actor: &str) -> Result<Option<Undone>, Failure> {
        self.store().undo_last(Some("moved"), Entry { at: now, actor }).map_err(|error| self.failed(&error))
    }

    /// The number of the newest journal row; 0 in an empty newsroom.
    pub fn last_seq(&self) -> Result<u32, Failure> {
        self.store().last_seq().map_err(|error| self.failed(&error))
    }

    /// Reads the whole file and says what is wrong with it, if anything is, and which of its pictures are missing.
    pub fn verify(&self) -> Result<Verification, Failure> {
        let mut verification = self.store().verify().map_err(|error| self.failed(&error))?;
        let missing = verification.pictures.iter().filter(|(src, _)| !self.has_picture(src));
        let missing: Vec<Fault> = missing
            .map(|(src, story)| Fault {
                kind: FaultKind::Picture,
                story: Some(story.clone()),
                detail: format!("{src} is not in {}", self.media_folder().display()),
            })
            .collect();
        verification.faults.extend(missing);
        Ok(verification)
    }

    /// A setting of the window, as JSON text.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Failure> {
        self.store().setting(name).map_err(|error| self.failed(&error))
    }

    /// Keeps a setting of the window, as JSON text.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<(), Failure> {
        self.store().set_setting(name, value).map_err(|error| self.failed(&error))
    }
}
