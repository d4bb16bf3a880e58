use crate::{Code, Failure, Newsroom, Remedy, delivery};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The largest picture, in bytes: what a camera makes, with room to spare.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A picture of the media folder, as a body's image refers to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Picture {
    /// `<sha-256>.<suffix>`.
    pub src: String,
    /// Empty: for the editor to write.
    pub alt: String,
    /// Empty: for the editor to write.
    pub credit: String,
    /// In pixels; 0 where the file does not say.
    pub width: u32,
    /// In pixels; 0 where the file does not say.
    pub height: u32,
}

/// A picture's bytes, for the window and for exports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaFile {
    /// `image/jpeg`, `image/png`, `image/webp` or `image/gif`.
    pub media_type: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Suffixes of the media folder with their media types.
const TYPES: [(&str, &str); 4] =
    [("jpg", "image/jpeg"), ("png", "image/png"), ("webp", "image/webp"), ("gif", "image/gif")];

impl Newsroom {
    /// Copies a picture into the media folder beside the newsroom's file. Its name there is its SHA-256, so the same
    /// picture is kept once, and none is ever written over.
    pub fn add_picture(&self, file: &Path) -> Result<Picture, Failure> {
        let name = file.display().to_string();
        let metadata = fs::metadata(file).map_err(|error| Failure::reading(file, &error))?;
        if !metadata.is_file() {
            return Err(refused(Code::FileIsFolder, &name, "this is a folder"));
        }
        if metadata.len() > LARGEST {
            return Err(too_large(&name));
        }
        let bytes = fs::read(file).map_err(|error| Failure::reading(file, &error))?;
        self.add_picture_bytes(&name, &bytes)
    }

    /// The same for a picture that came without a file; `name` is what it is called where it cannot be used.
    pub fn add_picture_bytes(&self, name: &str, bytes: &[u8]) -> Result<Picture, Failure> {
        if bytes.len() as u64 > LARGEST {
            return Err(too_large(name));
        }
        let src = name_in_media(bytes).ok_or_else(|| not_a_picture(name))?;
        self.keep_picture(&src, bytes)?;
        let (width, height) = size(bytes).unwrap_or_default();
        Ok(Picture { src, alt: String::new(), credit: String::new(), width, height })
    }

    /// The same for a picture as markup carries it in a `data:` address.
    pub fn add_picture_base64(&self, name: &str, base64: &str) -> Result<Picture, Failure> {
        let bytes = BASE64_STANDARD.decode(base64).map_err(|_| not_a_picture(name))?;
        self.add_picture_bytes(name, &bytes)
    }

    /// Puts a picture into the media folder under its name there.
    pub(crate) fn keep_picture(&self, src: &str, bytes: &[u8]) -> Result<(), Failure> {
        let folder = self.media_folder();
        // One that is there already is the same picture: the name says so.
        delivery::place(&folder, &folder.join(src), bytes, false)
            .map(drop)
            .map_err(|error| Failure::writing(&folder, &error))
    }

    /// A picture of the media folder. A name that is not one of ours leads nowhere.
    pub fn picture(&self, src: &str) -> Result<MediaFile, Failure> {
        let missing = |detail: &str| Failure::new(Code::PictureMissing, src, detail, None);
        let media_type = media_type(src).ok_or_else(|| missing("not the name of a picture in the media folder"))?;
        let bytes = fs::read(self.media_folder().join(src)).map_err(|error| missing(&error.to_string()))?;
        Ok(MediaFile { media_type, bytes })
    }

    /// `<stem>.media` beside the newsroom's file.
    fn media_folder(&self) -> PathBuf {
        self.path().with_extension("media")
    }
}

fn refused(code: Code, name: &str, detail: &str) -> Failure {
    Failure::new(code, name, detail, Some(Remedy::ChooseFile))
}

fn too_large(name: &str) -> Failure {
    refused(Code::FileTooLarge, name, "pictures may have up to 64 MB")
}

fn not_a_picture(name: &str) -> Failure {
    refused(Code::FileNotAPicture, name, "JPEG, PNG, WebP and GIF pictures can be shown")
}

/// The media type of a name that is one of ours: 64 hexadecimal digits and a known suffix, so never a path.
fn media_type(src: &str) -> Option<&'static str> {
    let (hash, suffix) = src.split_once('.')?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    TYPES.iter().find(|(known, _)| is_hash && *known == suffix).map(|(_, media_type)| *media_type)
}

/// What a picture is called in the media folder; `None` for bytes that are no picture.
pub(crate) fn name_in_media(bytes: &[u8]) -> Option<String> {
    suffix(bytes).map(|suffix| format!("{}.{suffix}", sha256(bytes)))
}

fn suffix(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("png"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("gif"),
        _ => None,
    }
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Width and height from the file's head.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let big = |at: usize, length: usize| number(bytes.get(at..at + length)?.iter());
    let little = |at: usize, length: usize| number(bytes.get(at..at + length)?.iter().rev());
    match suffix(bytes)? {
        "png" => Some((big(16, 4)?, big(20, 4)?)),
        "gif" => Some((little(6, 2)?, little(8, 2)?)),
        "webp" => match bytes.get(12..16)? {
            b"VP8X" => Some((little(24, 3)? + 1, little(27, 3)? + 1)),
            b"VP8 " => Some((little(26, 2)? & 0x3fff, little(28, 2)? & 0x3fff)),
            // Lossless: 14 bits each, after the signature byte.
            b"VP8L" => little(21, 4).map(|bits| ((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1)),
            _ => None,
        },
        _ => jpeg_size(bytes),
    }
}

/// Walks the segments to the start of frame.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let (marker, head) = (bytes.get(at..at + 2)?, bytes.get(at + 2..at + 9));
        if marker[0] != 0xff {
            return None;
        }
        match marker[1] {
            // Fill bytes and markers without a length.
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let head = head?;
                return Some((number(head[5..7].iter())?, number(head[3..5].iter())?));
            }
            _ => at += 2 + number(bytes.get(at + 2..at + 4)?.iter())? as usize,
        }
    }
}

fn number<'a>(bytes: impl Iterator<Item = &'a u8>) -> Option<u32> {
    Some(bytes.fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_the_media_folder_lead_to_a_file() {
        let hash = "a".repeat(64);
        assert_eq!(media_type(&format!("{hash}.jpg")), Some("image/jpeg"));
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
            assert_eq!(media_type(name), None, "{name}");
        }
    }

    #[test]
    fn a_picture_says_how_large_it_is() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0".as_slice();
        assert_eq!(size(png), Some((640, 480)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04JF\xff\xc0\0\x11\x08\x01\xe0\x02\x80\x03".as_slice();
        assert_eq!(size(jpeg), Some((640, 480)));
        assert_eq!(size(b"GIF89a\x80\x02\xe0\x01"), Some((640, 480)));
        assert_eq!(size(b"\xff\xd8\xff\xe0"), None);
        assert_eq!(size(b"plain text"), None);
    }
}
