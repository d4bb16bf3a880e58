//! Pictures as files: their names in the media folder, and what they are.

use crate::{Context, Photo};
use story::{Attachment, Body, body::Image};

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

/// Media type and suffix of the kinds that every word processor and reader of books shows, by their first bytes.
fn for_documents(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    match media_type(bytes)? {
        "image/png" => Some(("image/png", "png")),
        "image/jpeg" => Some(("image/jpeg", "jpeg")),
        "image/gif" => Some(("image/gif", "gif")),
        _ => None,
    }
}

/// A picture inside of a file that is an archive.
pub(crate) struct Inside<'a> {
    image: &'a Image,
    /// What it is called there: `image1.png`.
    pub name: String,
    pub suffix: &'static str,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
    /// In pixels; 0 where nobody knows.
    size: (u32, u32),
}

/// The pictures that can be had, each once.
pub(crate) fn inside<'a>(images: impl Iterator<Item = &'a Image>, context: &Context<'_>) -> Vec<Inside<'a>> {
    let mut files: Vec<Inside<'a>> = Vec::new();
    for image in images {
        if find(&files, image).is_none()
            && let Some(Photo { bytes, width, height }) = (context.picture)(image)
            && let Some((media_type, suffix)) = for_documents(&bytes)
        {
            let name = format!("image{}.{suffix}", files.len() + 1);
            files.push(Inside { image, name, suffix, media_type, bytes, size: (width, height) });
        }
    }
    files
}

/// The file of a picture: the same one for all that show the same of it.
pub(crate) fn find<'f, 'a>(files: &'f [Inside<'a>], image: &Image) -> Option<&'f Inside<'a>> {
    let shown = |image: &Image| (image.src.clone(), image.crops.clone(), image.focus);
    files.iter().find(|file| shown(file.image) == shown(image))
}

impl Inside<'_> {
    /// How large it is shown where there is room for so much, in a unit of which a pixel is so many. A size that nobody knows
    /// is taken for that of a photograph.
    pub(crate) fn fit(&self, pixel: u64, widest: u64, highest: u64) -> (u64, u64) {
        let (width, height) = (u64::from(self.size.0) * pixel, u64::from(self.size.1) * pixel);
        if width == 0 || height == 0 {
            return (widest, (widest * 2 / 3).min(highest));
        }
        let (width, height) = if width > widest { (widest, (height * widest / width).max(1)) } else { (width, height) };
        if height > highest { ((width * highest / height).max(1), highest) } else { (width, height) }
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
