//! New stories on their way into the file. Whatever is computed from them is computed here, before the writer is asked:
//! while it puts one batch of an archive into the file, whoever brings them makes the next one ready.

use crate::{
    derive::Derived,
    tables::journal::{self, Differences},
};
use serde_json::Value;
use story::Story;

/// A new story, ready to be written.
pub(crate) struct Incoming {
    pub story: Story,
    pub tree: String,
    pub derived: Derived,
    /// What the journal says of it.
    pub created: Differences,
}

impl Incoming {
    pub(crate) fn of(story: Story) -> Self {
        let mut after = journal::object(&story.fields).unwrap_or_default();
        after.insert("stage".to_owned(), story.stage.name().into());
        let corrections: Vec<String> = story.corrections.iter().map(|correction| correction.text.clone()).collect();
        Self {
            tree: story.body.to_json(),
            derived: Derived::of(&story.fields, &story.body, &corrections, &story.modified),
            created: Differences::new(Value::from(after)),
            story,
        }
    }
}
