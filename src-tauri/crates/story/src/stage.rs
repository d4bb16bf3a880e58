use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Where a story stands on its way out of the newsroom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Being written.
    #[default]
    Draft,
    /// With the desk, to be read.
    Review,
    /// May leave.
    Ready,
    /// Has left at least once, and was not moved back since.
    Exported,
    /// Thrown away; brought back at will.
    Spiked,
}

impl Stage {
    /// All stages, in the order in which a story passes through them.
    pub const ALL: [Stage; 5] = [Stage::Draft, Stage::Review, Stage::Ready, Stage::Exported, Stage::Spiked];

    /// The stage's name in the file, on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Review => "review",
            Stage::Ready => "ready",
            Stage::Exported => "exported",
            Stage::Spiked => "spiked",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Stage {
    type Err = UnknownStage;

    fn from_str(name: &str) -> Result<Self, UnknownStage> {
        Stage::ALL.into_iter().find(|stage| stage.name() == name).ok_or_else(|| UnknownStage(name.to_owned()))
    }
}

/// A word that is not one of the five stages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\u{201c}{0}\u{201d} is not a stage: draft, review, ready, exported or spiked")]
pub struct UnknownStage(pub String);
