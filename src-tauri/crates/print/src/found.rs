use crate::Pages;
use serde_json::json;

/// Lines that columns may be made longer until everything stands on one page: what cannot be broken takes more room than
/// its height.
const LONGER: u32 = 8;

/// What the pages of a story told, so that the next ones are made better: see `assets/layouts/print/blocks.typ`.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Found {
    /// How long its text is in one column, in points; `None` before anything was set.
    length: Option<f64>,
    /// Lines that its columns are made longer by.
    extra: u32,
    /// It does not stand on one page.
    exact: bool,
}

impl Found {
    /// As a template reads it.
    pub(crate) fn json(&self) -> String {
        json!({ "length": self.length, "extra": self.extra, "exact": self.exact }).to_string()
    }

    /// What is to be tried next; `None` where the pages are as they should be.
    pub(crate) fn next(self, pages: &Pages) -> Option<Self> {
        let left = pages.left()?;
        if self.length.is_none() {
            let length = (left["asks"] == true).then(|| pages.length()).flatten();
            return length.map(|length| Self { length: Some(length), ..self });
        }
        if pages.count() == 1 || self.exact || !left["cut"].is_number() {
            return None;
        }
        if left["balanced"] == true && self.extra < LONGER {
            return Some(Self { extra: self.extra + if self.extra < 3 { 1 } else { 3 }, ..self });
        }
        Some(Self { exact: true, ..self })
    }
}
