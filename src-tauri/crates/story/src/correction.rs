use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What is said of a story after it has left: readers are told so in every form that it leaves in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Correction {
    /// UUIDv7.
    pub id: String,
    /// What it is.
    pub kind: CorrectionKind,
    /// When it was made: RFC 3339, UTC.
    pub at: String,
    /// Who made it. Readers are not told.
    pub by: String,
    /// What readers are told.
    pub text: String,
    /// The id of the story that it was published as, where it is one of its own: each links to the other.
    pub published_as: Option<String>,
}

/// What can be said of a story after it has left. The first three are those of Dewan Pers' guideline for cyber media.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum CorrectionKind {
    /// *Ralat*: the newsroom mends a mistake of its own.
    Erratum,
    /// *Koreksi*: somebody else pointed a mistake out.
    Correction,
    /// *Hak jawab*: somebody who is written about answers.
    RightOfReply,
    /// Something has happened since.
    Update,
    /// The story is withdrawn, and its text leaves no more.
    Kill,
}

impl CorrectionKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [CorrectionKind; 5] = [
        CorrectionKind::Erratum,
        CorrectionKind::Correction,
        CorrectionKind::RightOfReply,
        CorrectionKind::Update,
        CorrectionKind::Kill,
    ];

    /// The kind's name in the file, on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            CorrectionKind::Erratum => "erratum",
            CorrectionKind::Correction => "correction",
            CorrectionKind::RightOfReply => "rightOfReply",
            CorrectionKind::Update => "update",
            CorrectionKind::Kill => "kill",
        }
    }

    /// What stands above it in copy of that language (BCP 47); Indonesian where the language is another than English.
    pub fn printed(self, language: &str) -> &'static str {
        match (self, language.starts_with("en")) {
            (CorrectionKind::Erratum, true) => "Erratum",
            (CorrectionKind::Erratum, false) => "Ralat",
            (CorrectionKind::Correction, true) => "Correction",
            (CorrectionKind::Correction, false) => "Koreksi",
            (CorrectionKind::RightOfReply, true) => "Right of reply",
            (CorrectionKind::RightOfReply, false) => "Hak jawab",
            (CorrectionKind::Update, true) => "Update",
            (CorrectionKind::Update, false) => "Pembaruan",
            (CorrectionKind::Kill, true) => "Withdrawn",
            (CorrectionKind::Kill, false) => "Dicabut",
        }
    }
}

impl fmt::Display for CorrectionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for CorrectionKind {
    type Err = UnknownCorrectionKind;

    fn from_str(name: &str) -> Result<Self, UnknownCorrectionKind> {
        let found = CorrectionKind::ALL.into_iter().find(|kind| kind.name() == name);
        found.ok_or_else(|| UnknownCorrectionKind(name.to_owned()))
    }
}

/// A word that is not one of the kinds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\u{201c}{0}\u{201d} is none of {names}", names = CorrectionKind::ALL.map(CorrectionKind::name).join(", "))]
pub struct UnknownCorrectionKind(pub String);
