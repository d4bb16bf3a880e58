/// One concrete form of a story (ninjs: rendition): the one shape that every maker of files hands on to delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// IANA media type, e.g. `text/html`.
    pub media_type: &'static str,
    /// File name suffix without the stop, e.g. `html`.
    pub suffix: &'static str,
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Pictures that the file points at, to be placed beside it.
    pub attachments: Vec<Attachment>,
}

/// A file of the media folder that has to travel with a rendition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The name in the media folder (an [`crate::body::Image`]'s `src`).
    pub media: String,
    /// Where the rendition expects it, relative to itself, with `/` between parts.
    pub path: String,
}
