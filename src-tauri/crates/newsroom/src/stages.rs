use crate::{Failure, Newsroom};
use serde::Serialize;
use store::Entry;
use story::Stage;

/// A story that changed its stage. Undoing its row of the journal takes back the whole deed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Moved {
    /// The story.
    pub id: String,
    /// The stage that it left.
    pub from: Stage,
    /// The stage that it is in.
    pub to: Stage,
    /// Its row in the journal.
    pub seq: u32,
}

impl Newsroom {
    /// Moves stories to a stage, as one deed: all of them, or none. Stories that are there already are not in the answer.
    pub fn move_to(&self, ids: &[String], stage: Stage, now: &str, actor: &str) -> Result<Vec<Moved>, Failure> {
        self.moved(ids, self.store().move_many(ids, stage, Entry { at: now, actor }))
    }

    /// Throws stories away. Nothing is deleted: [`Newsroom::restore`] brings them back.
    pub fn spike(&self, ids: &[String], now: &str, actor: &str) -> Result<Vec<Moved>, Failure> {
        self.move_to(ids, Stage::Spiked, now, actor)
    }

    /// Brings spiked stories back to the stages that they came from, as one deed.
    pub fn restore(&self, ids: &[String], now: &str, actor: &str) -> Result<Vec<Moved>, Failure> {
        self.moved(ids, self.store().restore_many(ids, Entry { at: now, actor }))
    }

    fn moved(&self, ids: &[String], moves: Result<Vec<store::Moved>, store::Error>) -> Result<Vec<Moved>, Failure> {
        let moves = moves.map_err(|error| self.failed(&error))?;
        let moves = ids.iter().zip(moves).filter(|(_, moved)| moved.from != moved.to);
        Ok(moves.map(|(id, moved)| Moved { id: id.clone(), from: moved.from, to: moved.to, seq: moved.seq }).collect())
    }
}
