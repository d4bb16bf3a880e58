use crate::{Failure, Newsroom};
use serde::Serialize;
use store::Entry;
use story::Stage;

/// A story that changed its stage; moving it to `from` again undoes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Moved {
    /// The story.
    pub id: String,
    /// The stage that it left.
    pub from: Stage,
    /// The stage that it is in.
    pub to: Stage,
}

impl Newsroom {
    /// Moves stories to a stage. Stories that are there already are not in the answer.
    pub fn move_to(&self, ids: &[String], stage: Stage, now: &str, actor: &str) -> Result<Vec<Moved>, Failure> {
        self.each(ids, &|id| self.store().move_to(id, stage, Entry { at: now, actor }))
    }

    /// Throws stories away. Nothing is deleted: [`Newsroom::restore`] brings them back.
    pub fn spike(&self, ids: &[String], now: &str, actor: &str) -> Result<Vec<Moved>, Failure> {
        self.move_to(ids, Stage::Spiked, now, actor)
    }

    /// Brings spiked stories back to the stages that they came from.
    pub fn restore(&self, ids: &[String], now: &str, actor: &str) -> Result<Vec<Moved>, Failure> {
        self.each(ids, &|id| self.store().restore(id, Entry { at: now, actor }))
    }

    fn each(
        &self,
        ids: &[String],
        mover: &dyn Fn(&str) -> Result<Option<store::Moved>, store::Error>,
    ) -> Result<Vec<Moved>, Failure> {
        let mut all = Vec::new();
        for id in ids {
            let moved = mover(id).map_err(|error| self.failed(&error))?.ok_or_else(|| Failure::story_missing(id))?;
            if moved.from != moved.to {
                all.push(Moved { id: id.clone(), from: moved.from, to: moved.to });
            }
        }
        Ok(all)
    }
}
