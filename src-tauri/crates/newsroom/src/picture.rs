use crate::{Code, Failure, Newsroom, Remedy, delivery};
use base64::{Engine, prelude::BASE64_STANDARD};
use pictures::{Facts, Fault, Kind, Metadata};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The largest picture, in bytes: what a camera makes, with room to spare.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A picture of the media folder and what its file says, as [`pictures::Metadata`] has it: plain text, empty where it does
/// not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Picture {
    /// `<sha-256>.<suffix>`.
    pub src: String,
    /// In pixels, as it is seen: turned as the camera was held.
    pub width: u32,
    /// In pixels, as it is seen.
    pub height: u32,
    /// What is to be seen.
    pub caption: String,
    /// For those who cannot see it.
    pub alt: String,
    /// Whom it is owed to.
    pub credit: String,
    /// Who took it.
    pub photographer: String,
    /// Where it was taken.
    pub place: String,
    /// When, `YYYY-MM-DD`.
    pub date: String,
}

/// A picture's bytes, for the window and for exports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaFile {
    /// `image/jpeg` and so on.
    pub media_type: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Newsroom {
    /// Copies a picture into the media folder beside the newsroom's file, as it is. Its name there is its SHA-256, so the
    /// same picture is kept once, and none is ever written over. One that is broken is refused before it is kept.
    pub fn add_picture(&self, file: &Path) -> Result<Picture, Failure> {
        let name = file.display().to_string();
        let metadata = fs::metadata(file).map_err(|error| Failure::reading(file, &error))?;
        if !metadata.is_file() {
            return Err(refused(Code::FileIsFolder, &name, "this is a folder"));
        }
        if metadata.len() > LARGEST {
            return Err(too_heavy(&name));
        }
        let bytes = fs::read(file).map_err(|error| Failure::reading(file, &error))?;
        self.add_picture_bytes(&name, &bytes)
    }

    /// The same for a picture that came without a file; `name` is what it is called where it cannot be used.
    pub fn add_picture_bytes(&self, name: &str, bytes: &[u8]) -> Result<Picture, Failure> {
        if bytes.len() as u64 > LARGEST {
            return Err(too_heavy(name));
        }
        let facts = self.darkroom().alone(|| pictures::read(bytes)).map_err(|fault| unusable(name, &fault))?;
        let src = format!("{}.{}", sha256(bytes), facts.kind.suffix());
        self.keep_picture(&src, bytes)?;
        Ok(picture(src, facts))
    }

    /// The same for a picture as markup carries it in a `data:` address.
    pub fn add_picture_base64(&self, name: &str, base64: &str) -> Result<Picture, Failure> {
        let bytes = BASE64_STANDARD.decode(base64).map_err(|_| unusable(name, &Fault::NotAPicture))?;
        self.add_picture_bytes(name, &bytes)
    }

    /// What the file of a picture in the media folder says, whatever the story has made of it.
    pub fn picture_facts(&self, src: &str) -> Result<Picture, Failure> {
        let MediaFile { bytes, .. } = self.picture(src)?;
        let facts = pictures::facts(&bytes).map_err(|fault| unusable(src, &fault))?;
        Ok(picture(src.to_owned(), facts))
    }

    /// Puts a picture into the media folder under its name there.
    pub(crate) fn keep_picture(&self, src: &str, bytes: &[u8]) -> Result<(), Failure> {
        let folder = self.media_folder();
        // One that is there already is the same picture: the name says so.
        delivery::place(&folder, &folder.join(src), bytes, false)
            .map(drop)
            .map_err(|error| Failure::writing(&folder, &error))
    }

    /// A picture of the media folder, as it came. A name that is not one of ours leads nowhere.
    pub fn picture(&self, src: &str) -> Result<MediaFile, Failure> {
        let missing = |detail: &str| Failure::new(Code::PictureMissing, src, detail, None);
        let (_, kind) = parts(src).ok_or_else(|| missing("not the name of a picture in the media folder"))?;
        let bytes = fs::read(self.media_folder().join(src)).map_err(|error| missing(&error.to_string()))?;
        Ok(MediaFile { media_type: kind.media_type(), bytes })
    }

    /// Whether a picture is there.
    pub(crate) fn has_picture(&self, src: &str) -> bool {
        parts(src).is_some() && self.media_folder().join(src).is_file()
    }

    /// `<stem>.media` beside the newsroom's file.
    pub(crate) fn media_folder(&self) -> PathBuf {
        self.path().with_extension("media")
    }
}

fn picture(src: String, facts: Facts) -> Picture {
    let Facts { width, height, metadata, .. } = facts;
    let Metadata { caption, alt, credit, photographer, place, date } = metadata;
    Picture { src, width, height, caption, alt, credit, photographer, place, date }
}

fn refused(code: Code, name: &str, detail: &str) -> Failure {
    Failure::new(code, name, detail, Some(Remedy::ChooseFile))
}

fn too_heavy(name: &str) -> Failure {
    refused(Code::PictureTooLarge, name, "pictures may have up to 64 MB")
}

/// A picture that cannot be used, by its name.
pub(crate) fn unusable(name: &str, fault: &Fault) -> Failure {
    let code = match fault {
        Fault::NotAPicture => Code::FileNotAPicture,
        Fault::TooLarge { .. } => Code::PictureTooLarge,
        Fault::Broken(_) | Fault::Undecoded(_) => Code::PictureBroken,
    };
    refused(code, name, &fault.to_string())
}

/// Hash and kind of a name that is one of ours: 64 hexadecimal digits and a known suffix, so never a path.
pub(crate) fn parts(src: &str) -> Option<(&str, Kind)> {
    let (hash, suffix) = src.split_once('.')?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    Kind::of_suffix(suffix).filter(|_| is_hash).map(|kind| (hash, kind))
}

/// What a picture is called in the media folder; `None` for bytes that are no picture.
pub(crate) fn name_in_media(bytes: &[u8]) -> Option<String> {
    Kind::of(bytes).map(|kind| format!("{}.{}", sha256(bytes), kind.suffix()))
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_the_media_folder_lead_to_a_file() {
        let hash = "a".repeat(64);
        assert_eq!(parts(&format!("{hash}.jpg")), Some((hash.as_str(), Kind::Jpeg)));
        for name in [
            "../newsroom.redaksi",
            "/etc/passwd",
            "",
            "a.jpg",
            &format!("{hash}.svg"),
            &format!("{hash}.jpg/../x"),
            &format!("{hash}.p%2e"),
            &format!("{}.jpg", hash.to_uppercase()),
            &format!("..{}.jpg", &hash[2..]),
            &hash,
        ] {
            assert_eq!(parts(name), None, "{name}");
        }
    }
}
