use story::{House, RelatedLink, Story, body::Image};

/// A story on its way out, with what only its newsroom knows of it.
#[derive(Clone, Copy)]
pub struct Leaving<'a> {
    /// The story, with the text that leaves.
    pub story: &'a Story,
    /// The house that prints it.
    pub house: &'a House,
    /// When it was first published, RFC 3339; `None` before that: then it is the time of its revision.
    pub published: Option<&'a str>,
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
