//! Files that are archives, taken apart.

use crate::{
    forms,
    hostile::{Check, ensure},
};
use std::io::{Cursor, Read};
use story::Rendition;
use zip::{CompressionMethod, ZipArchive};

/// A part of an archive.
pub struct Part {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Part {
    /// Whether it is markup.
    pub fn is_xml(&self) -> bool {
        [".xml", ".rels", ".xhtml", ".opf"].iter().any(|end| self.name.ends_with(end))
    }

    /// Whether a story makes it another one.
    pub fn differs(&self) -> bool {
        let same = ["styles.xml", "settings.xml", "app.xml", "_rels/.rels", "container.xml"];
        self.is_xml() && !same.iter().any(|end| self.name.ends_with(end))
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    /// As it stands in the files of the cases.
    pub fn told(&self) -> String {
        format!("<!-- {} -->\n{}", self.name, self.text())
    }
}

pub fn is_archive(rendition: &Rendition) -> bool {
    rendition.bytes.starts_with(b"PK\x03\x04")
}

pub fn parts(rendition: &Rendition) -> Vec<Part> {
    let mut archive = ZipArchive::new(Cursor::new(&rendition.bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            Part { name: file.name().to_owned(), bytes }
        })
        .collect()
}

/// The part of that name.
pub fn part(rendition: &Rendition, name: &str) -> Part {
    parts(rendition).into_iter().find(|part| part.name == name).unwrap()
}

/// Every name leads into the archive and is there once, every part of markup is well formed and runs nothing, and what says
/// what the archive is stands first, as it is.
pub fn check(rendition: &Rendition) -> Check {
    let mut archive = ZipArchive::new(Cursor::new(&rendition.bytes)).map_err(|error| error.to_string())?;
    let first = archive.by_index(0).map_err(|error| error.to_string())?;
    let is_word = first.name() == "[Content_Types].xml";
    ensure(is_word || (first.name() == "mimetype" && first.compression() == CompressionMethod::Stored), || {
        format!("{} is first", first.name())
    })?;
    drop(first);
    let mut names: Vec<String> = Vec::new();
    for part in parts(rendition) {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.[]".contains(letter);
        let steps = || part.name.split('/');
        ensure(steps().all(|step| !step.is_empty() && step != ".." && step.chars().all(plain)), || {
            format!("a part is called {}", part.name)
        })?;
        ensure(!names.contains(&part.name), || format!("{} is there twice", part.name))?;
        if part.is_xml() {
            forms::check_xml(part.text(), &mut |_| Ok(())).map_err(|fault| format!("{}: {fault}", part.name))?;
        }
        names.push(part.name);
    }
    Ok(())
}
