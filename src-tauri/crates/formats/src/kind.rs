use crate::hand_over;
use std::{fmt, str::FromStr};

/// The forms in which a story leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A standalone page.
    Html,
    /// CommonMark with YAML front matter.
    Markdown,
    /// The house's plain text form, which the same house reads back.
    Text,
    /// IPTC ninjs 3.1.
    Ninjs,
    /// A hand-over file: the whole story, to be changed in another newsroom and brought back.
    Story,
}

impl Kind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Kind; 5] = [Kind::Html, Kind::Markdown, Kind::Text, Kind::Ninjs, Kind::Story];

    /// The kind's name on the command line, in JSON and in the record of exports.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Html => "html",
            Kind::Markdown => "md",
            Kind::Text => "txt",
            Kind::Ninjs => "ninjs",
            Kind::Story => "story",
        }
    }

    /// The suffix of its files, without the first stop.
    pub fn suffix(self) -> &'static str {
        match self {
            Kind::Ninjs => "ninjs.json",
            Kind::Story => hand_over::SUFFIX,
            other => other.name(),
        }
    }

    /// Its IANA media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Html => "text/html",
            Kind::Markdown => "text/markdown",
            Kind::Text => "text/plain",
            Kind::Ninjs | Kind::Story => "application/json",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| UnknownKind(name.to_owned()))
    }
}

/// A word that is not one of the forms.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\u{201c}{0}\u{201d} is not a form that stories leave in: html, md, txt, ninjs or story")]
pub struct UnknownKind(pub String);
