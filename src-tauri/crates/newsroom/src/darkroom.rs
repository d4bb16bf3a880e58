//! Pictures as they are shown: smaller, upright, cut. Made from the originals when they are first asked for, and kept in
//! `<stem>.media/renditions`, which can be deleted at any time.

use crate::{
    Failure, MediaFile, Newsroom, delivery,
    picture::{parts, unusable},
};
use pictures::{Fault, Kind, Part, Rendition, Wanted};
use std::{
    collections::HashMap,
    fs,
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
};
use story::body::{Crop, CropFormat, Image};

/// The folder in the media folder.
const FOLDER: &str = "renditions";
/// The widths that there are, in pixels, so that there are few files: a narrow column, a wide one, the same two on sharp
/// screens.
const WIDTHS: [u32; 4] = [320, 640, 1280, 2560];

/// A picture as someone wants to see it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shown {
    /// How wide it will be shown, in pixels; the next larger width that there is is made. `None` for the picture's own.
    pub width: Option<u32>,
    /// Left, top, width and height of what is to be seen, in thousandths of the whole. `None` for all.
    pub part: Option<[u16; 4]>,
}

/// Decoded pictures take hundreds of megabytes, so there is one at a time, in whichever thread.
#[derive(Default)]
pub(crate) struct Darkroom {
    door: Mutex<()>,
    sizes: Mutex<HashMap<String, (u32, u32)>>,
}

impl Darkroom {
    /// Does something with a decoded picture while nobody else does.
    pub(crate) fn alone<T>(&self, work: impl FnOnce() -> T) -> T {
        let _closed = entered(&self.door);
        work()
    }
}

/// A lock guards no more than turns here: what a thread that fell left behind is whole.
fn entered<T>(door: &Mutex<T>) -> MutexGuard<'_, T> {
    door.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Newsroom {
    /// A picture as it is shown on a page. What browsers can show and is small enough is the original itself; so is what
    /// nothing is made from (GIF, an AVIF of several tiles). TIFF always becomes a JPEG.
    pub fn shown_picture(&self, src: &str, shown: Shown) -> Result<MediaFile, Failure> {
        let Some((hash, kind)) = parts(src).filter(|(_, kind)| kind.has_renditions()) else { return self.picture(src) };
        let width = shown.width.map(|width| WIDTHS.into_iter().find(|one| *one >= width).unwrap_or(WIDTHS[3]));
        if width.is_none() && shown.part.is_none() && kind.is_for_pages() {
            return self.picture(src);
        }
        let width = width.unwrap_or(WIDTHS[3]);
        let name = name(hash, width, shown.part);
        if let Some(kept) = self.kept_rendition(&name) {
            return Ok(kept);
        }
        self.darkroom().alone(|| {
            // Another thread may have made it meanwhile.
            if let Some(kept) = self.kept_rendition(&name) {
                return Ok(kept);
            }
            let original = self.picture(src)?;
            let size = pictures::size(&original.bytes).map_err(|fault| unusable(src, &fault))?;
            if shown.part.is_none() && size.0 <= width && kind.is_for_pages() {
                return Ok(original);
            }
            let part = shown.part.map(|[x, y, width, height]| Part { x, y, width, height });
            let wanted = Wanted { width, part, jpeg: !kind.is_for_pages() };
            match self.developed(&name, &original.bytes, &wanted) {
                Err(Fault::Undecoded(_)) => Ok(original),
                made => made.map_err(|fault| unusable(src, &fault)),
            }
        })
    }

    /// A picture for a page that is written to a file: large enough for every screen, and no camera's original.
    /// It shows what the web's layouts show.
    pub(crate) fn page_picture(&self, image: &Image) -> Result<MediaFile, Failure> {
        let part = self.part_of(image, CropFormat::Wide);
        self.shown_picture(&image.src, Shown { width: Some(WIDTHS[3]), part })
    }

    /// The same for a document, whose readers know fewer kinds: a WebP or AVIF becomes a JPEG, or a PNG where it is transparent.
    pub(crate) fn document_picture(&self, image: &Image) -> Result<MediaFile, Failure> {
        self.known_picture(&image.src, self.page_picture(image)?, &[Kind::WebP, Kind::Avif])
    }

    /// The same for the press, which sets all kinds but AVIF.
    pub(crate) fn press_picture(&self, src: &str, shown: Shown) -> Result<MediaFile, Failure> {
        self.known_picture(src, self.shown_picture(src, shown)?, &[Kind::Avif])
    }

    /// A picture that may have been left as it came, made anew where it is of a kind that is not known where it goes.
    fn known_picture(&self, src: &str, shown: MediaFile, unknown: &[Kind]) -> Result<MediaFile, Failure> {
        let is_known = Kind::of(&shown.bytes).is_none_or(|kind| !unknown.contains(&kind));
        let Some((hash, _)) = parts(src).filter(|_| !is_known) else { return Ok(shown) };
        let name = format!("{hash}.plain");
        self.darkroom().alone(|| {
            if let Some(kept) = self.kept_rendition(&name) {
                return Ok(kept);
            }
            let wanted = Wanted { width: WIDTHS[3], part: None, jpeg: false };
            self.developed(&name, &shown.bytes, &wanted).map_err(|fault| unusable(src, &fault))
        })
    }

    /// Makes a rendition, and keeps it under its name.
    fn developed(&self, name: &str, original: &[u8], wanted: &Wanted) -> Result<MediaFile, Fault> {
        let Rendition { kind, bytes, .. } = pictures::rendition(original, wanted)?;
        let folder = self.renditions();
        // It is shown all the same where it cannot be kept.
        let _ = delivery::place(&folder, &folder.join(format!("{name}.{}", kind.suffix())), &bytes, false);
        Ok(MediaFile { media_type: kind.media_type(), bytes })
    }

    /// What of a picture is to be seen in a format, in thousandths; `None` for all of it, where the editor framed nothing.
    pub(crate) fn part_of(&self, image: &Image, format: CropFormat) -> Option<[u16; 4]> {
        if !image.is_framed(format) {
            return None;
        }
        let (width, height) = self.picture_size(&image.src)?;
        let Crop { x, y, width, height, .. } = image.crop(format, width, height);
        Some([x, y, width, height])
    }

    /// Width and height of a picture in pixels, as it is seen; `None` where it is not there or cannot be read.
    pub(crate) fn picture_size(&self, src: &str) -> Option<(u32, u32)> {
        let sizes = &self.darkroom().sizes;
        if let Some(size) = entered(sizes).get(src) {
            return Some(*size);
        }
        let size = pictures::size(&self.picture(src).ok()?.bytes).ok()?;
        entered(sizes).insert(src.to_owned(), size);
        Some(size)
    }

    fn kept_rendition(&self, name: &str) -> Option<MediaFile> {
        [Kind::Jpeg, Kind::Png].into_iter().find_map(|kind| {
            let bytes = fs::read(self.renditions().join(format!("{name}.{}", kind.suffix()))).ok()?;
            Some(MediaFile { media_type: kind.media_type(), bytes })
        })
    }

    fn renditions(&self) -> PathBuf {
        self.media_folder().join(FOLDER)
    }
}

/// `<hash>.w640`, and what of it: `<hash>.w640.0-125-1000-750`.
fn name(hash: &str, width: u32, part: Option<[u16; 4]>) -> String {
    match part {
        Some([x, y, wide, high]) => format!("{hash}.w{width}.{x}-{y}-{wide}-{high}"),
        None => format!("{hash}.w{width}"),
    }
}
