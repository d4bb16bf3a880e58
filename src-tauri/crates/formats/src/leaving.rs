use story::{CorrectionKind, House, RelatedLink, Story, Tracking, body::Image};

/// A story on its way out, with what only its newsroom knows of it.
#[derive(Clone, Copy)]
pub struct Leaving<'a> {
    /// The story, with the text that leaves.
    pub story: &'a Story,
    /// The house that prints it.
    pub house: &'a House,
    /// When it was first published, RFC 3339; `None` before that: then it is the time of its revision.
    pub published: Option<&'a str>,
    /// The stories that mend it, and those that it mends; [`UNTIED`] where there are none.
    pub ties: &'a Ties,
    /// What colleagues say of it, for the forms that can show it; `None` where it is for readers.
    pub review: Option<Review<'a>>,
}

/// The stories that mend a story, and those that it mends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ties {
    /// What its own corrections were published as.
    pub published_as: Vec<Tie>,
    /// The stories whose corrections were published as this one.
    pub corrects: Vec<Tie>,
}

/// Of a story that mends none and is mended by none.
pub static UNTIED: Ties = Ties { published_as: Vec::new(), corrects: Vec::new() };

/// Another story that a correction ties a story to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// Its id.
    pub story: String,
    /// What people call it.
    pub title: String,
    /// What the correction is.
    pub kind: CorrectionKind,
    /// When it was made, RFC 3339.
    pub at: String,
}

/// What is between colleagues.
#[derive(Clone, Copy)]
pub struct Review<'a> {
    /// Notes in the order in which they were written, each first one of a thread before its replies.
    pub notes: &'a [Note],
    /// What is suggested. The story's text is then the one with the suggestions.
    pub tracking: Option<&'a Tracking>,
}

/// What somebody wrote at a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The id of the thread's first note, by which the text's marks call it.
    pub thread: String,
    /// When: RFC 3339.
    pub at: String,
    /// Who.
    pub author: String,
    /// What it says.
    pub words: String,
    /// Of a first note: the words that it was put at.
    pub quote: Option<String>,
    /// Whether the thread is done with.
    pub resolved: bool,
}

impl Leaving<'_> {
    /// When it was first published, RFC 3339.
    pub(crate) fn published(&self) -> &str {
        self.published.unwrap_or(&self.story.modified)
    }
}

/// The bytes of a picture as readers are to see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// PNG, JPEG, GIF, WebP or AVIF.
    pub bytes: Vec<u8>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// How a web page is wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PageForm {
    /// Its `article` alone.
    pub fragment: bool,
    /// Pictures are files beside it and not inside of it.
    pub pictures_beside: bool,
}

/// What a file needs from outside of its stories.
pub struct Context<'a> {
    /// What a collection is called; that of a single story is its headline.
    pub title: &'a str,
    /// The time of the export, RFC 3339.
    pub now: &'a str,
    /// The bytes of a picture. What has none of its own shows the file beside it.
    pub picture: &'a dyn Fn(&Image) -> Option<Photo>,
    /// Where a related link leads: an `http`, `https` or relative address. `None` prints the title alone.
    pub related: &'a dyn Fn(&RelatedLink) -> Option<String>,
    /// How a web page is wanted.
    pub page: PageForm,
}

impl Default for Context<'_> {
    fn default() -> Self {
        Self { title: "", now: "", picture: &|_| None, related: &|link| link.url.clone(), page: PageForm::default() }
    }
}
