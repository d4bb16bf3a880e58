use crate::{Failure, JournalRow, Newsroom, Verification};

impl Newsroom {
    /// The journal's rows after `seq`, oldest first: what other panes, windows and programs have done.
    pub fn journal_after(&self, seq: u32, limit: u32) -> Result<Vec<JournalRow>, Failure> {
        self.store().journal_after(seq, limit).map_err(|error| self.failed(&error))
    }

    /// The number of the newest journal row; 0 in an empty newsroom.
    pub fn last_seq(&self) -> Result<u32, Failure> {
        self.store().last_seq().map_err(|error| self.failed(&error))
    }

    /// Reads the whole file and says what is wrong with it, if anything is.
    pub fn verify(&self) -> Result<Verification, Failure> {
        self.store().verify().map_err(|error| self.failed(&error))
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
