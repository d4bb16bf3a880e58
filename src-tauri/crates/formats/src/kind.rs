use crate::hand_over;
use std::{fmt, str::FromStr};

/// The forms in which stories leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A web page.
    Html,
    /// CommonMark with YAML front matter.
    Markdown,
    /// WordPress's file of posts.
    Wxr,
    /// The house's plain text form, which the same house reads back.
    Text,
    /// IPTC ninjs 3.1.
    Ninjs,
    /// IPTC ninjs 2.2.
    Ninjs2,
    /// IPTC NITF 3.6.
    Nitf,
    /// IPTC NewsML-G2 2.35.
    Newsml,
    /// A feed in RSS 2.0.
    Rss,
    /// A feed in Atom.
    Atom,
    /// A document of Word.
    Docx,
    /// A document of LibreOffice and its kin: OpenDocument text.
    Odt,
    /// A story of InCopy, to be placed in InDesign.
    Icml,
    /// A book in EPUB 3.
    Epub,
    /// Printed pages, which the press makes.
    Pdf,
    /// The whole story as a line of JSON.
    Json,
    /// A hand-over file: the whole story, to be changed in another newsroom and brought back.
    Story,
}

impl Kind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Kind; 17] = [
        Kind::Html,
        Kind::Markdown,
        Kind::Wxr,
        Kind::Text,
        Kind::Ninjs,
        Kind::Ninjs2,
        Kind::Nitf,
        Kind::Newsml,
        Kind::Rss,
        Kind::Atom,
        Kind::Docx,
        Kind::Odt,
        Kind::Icml,
        Kind::Epub,
        Kind::Pdf,
        Kind::Json,
        Kind::Story,
    ];

    /// The kind's name on the command line, in JSON and in the record of exports.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Html => "html",
            Kind::Markdown => "md",
            Kind::Wxr => "wxr",
            Kind::Text => "txt",
            Kind::Ninjs => "ninjs",
            Kind::Ninjs2 => "ninjs2",
            Kind::Nitf => "nitf",
            Kind::Newsml => "newsml",
            Kind::Rss => "rss",
            Kind::Atom => "atom",
            Kind::Docx => "docx",
            Kind::Odt => "odt",
            Kind::Icml => "icml",
            Kind::Epub => "epub",
            Kind::Pdf => "pdf",
            Kind::Json => "json",
            Kind::Story => "story",
        }
    }

    /// The suffix of its files, without the first stop. No two kinds have the same: they leave side by side.
    pub fn suffix(self) -> &'static str {
        match self {
            Kind::Ninjs => "ninjs.json",
            Kind::Ninjs2 => "ninjs2.json",
            Kind::Nitf => "nitf.xml",
            Kind::Newsml => "newsml.xml",
            Kind::Rss => "rss.xml",
            Kind::Atom => "atom.xml",
            Kind::Wxr => "wxr.xml",
            Kind::Story => hand_over::SUFFIX,
            other => other.name(),
        }
    }

    /// Its media type, as registered with IANA where it is.
    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Html => "text/html",
            Kind::Markdown => "text/markdown",
            Kind::Text => "text/plain",
            Kind::Ninjs | Kind::Ninjs2 | Kind::Json | Kind::Story => "application/json",
            Kind::Nitf => "application/nitf+xml",
            Kind::Newsml => "application/vnd.iptc.g2.newsitem+xml",
            Kind::Rss | Kind::Wxr => "application/rss+xml",
            Kind::Atom => "application/atom+xml",
            Kind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Kind::Odt => "application/vnd.oasis.opendocument.text",
            Kind::Icml => "application/xml",
            Kind::Epub => "application/epub+zip",
            Kind::Pdf => "application/pdf",
        }
    }

    /// Whether several stories that leave at once are one file.
    pub fn gathers(self) -> bool {
        matches!(self, Kind::Newsml | Kind::Rss | Kind::Atom | Kind::Wxr | Kind::Epub)
    }

    /// Whether its readers are word processors and the like, which show JPEG, PNG and GIF and no newer kind of picture.
    pub fn is_document(self) -> bool {
        matches!(self, Kind::Docx | Kind::Odt | Kind::Icml | Kind::Epub)
    }

    /// Whether notes and suggestions can be in it, as that form's own comments and tracked changes.
    pub fn shows_review(self) -> bool {
        matches!(self, Kind::Docx | Kind::Odt)
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
#[error("\u{201c}{0}\u{201d} is not a form that stories leave in: {names}", names = Kind::ALL.map(Kind::name).join(", "))]
pub struct UnknownKind(pub String);
