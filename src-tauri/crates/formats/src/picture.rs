//! Pictures as files: their names in the media folder, and what they are.

use story::{Attachment, Body};

/// Where renditions expect pictures, relative to themselves.
const FOLDER: &str = "media";

/// The relative address of a picture. A `src` that is no plain file name (a body can come from anywhere) leads nowhere
/// outside the folder. Nothing that reads pages shows a TIFF: a JPEG of it stands in its place.
pub(crate) fn path(src: &str) -> String {
    let name = plain_name(src).unwrap_or("missing");
    match name.strip_suffix(".tiff") {
        Some(stem) => format!("{FOLDER}/{stem}.jpg"),
        None => format!("{FOLDER}/{name}"),
    }
}

/// The pictures of a body as files to be placed beside a rendition, each once.
pub(crate) fn attachments(body: &Body) -> Vec<Attachment> {
    let mut files: Vec<Attachment> = Vec::new();
    for name in body.images().filter_map(|image| plain_name(&image.src)) {
        if !files.iter().any(|file| file.media == name) {
            files.push(Attachment { media: name.to_owned(), path: path(name) });
        }
    }
    files
}

/// The media type of a picture, by its first bytes; `None` for what no page should show.
pub(crate) fn media_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..]
        | [_, _, _, _, b'f', b't', b'y', b'p', b'm', b'i', b'f', b'1', ..] => Some("image/avif"),
        _ => None,
    }
}

/// The media type that a file name says.
pub(crate) fn media_type_of_name(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "png" => Some("image/png"),
        "jpg" | "jpeg" => Some("image/jpeg"),
        "gif" => Some("image/gif"),
        "webp" => Some("image/webp"),
        "avif" => Some("image/avif"),
        _ => None,
    }
}

/// The name, where it is a plain file name.
pub(crate) fn plain_name(src: &str) -> Option<&str> {
    let plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '_');
    (!src.is_empty() && !src.starts_with('.') && src.chars().all(plain)).then_some(src)
}
