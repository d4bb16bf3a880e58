//! The layouts at hand: those that come with Redaksi, and the newsroom's own, each a folder in `<stem>.layouts` beside its
//! file. Those are read anew whenever they are asked for, so that a page follows the files that make it.

use crate::{
    Code, Failure, Newsroom,
    delivery::{Folder, Placed},
    picture::sha256,
};
use layouts::Layout;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};
use story::{
    layout::{Layout as Info, LayoutFault, LayoutKind, LayoutOption},
    press::PressLayout,
};

/// The most bytes of a template: more is none.
const LARGEST: u64 = 1024 * 1024;
/// The most bytes of a picture that a template shows.
const LARGEST_PICTURE: u64 = 8 * 1024 * 1024;
/// The most bytes of all files of one folder.
const LARGEST_FOLDER: u64 = 32 * 1024 * 1024;
/// The most files of one folder.
const MOST: usize = 50;
const FILE: &str = "layout.toml";
const TEMPLATE: &str = "layout.html";
/// What a file is called that the pages of the press can be made of, besides templates.
const PICTURES: [&str; 6] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"];

/// A layout as panes list it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct LayoutInfo {
    /// Name of its folder.
    pub id: String,
    /// What it shows.
    pub kind: LayoutKind,
    /// How wide it is, in CSS pixels.
    pub width: u32,
    /// How high the reader's window is, in CSS pixels; 0 for as high as the page.
    pub height: u32,
    /// Its name in Indonesian.
    pub name_id: String,
    /// Its name in English.
    pub name_en: String,
    /// What can be chosen.
    pub options: Vec<LayoutOption>,
    /// Where it lies, where it is the newsroom's own; null for those that come with Redaksi.
    pub folder: Option<String>,
    /// Another one whenever one of its files is.
    pub stamp: String,
    /// Why its `layout.toml` cannot be used, with the line; null where it can. Its name is then that of its folder.
    pub fault: Option<String>,
}

/// A layout with its files, by what makes its pages.
pub(crate) enum AnyLayout {
    /// Templates of HTML.
    Page(Layout),
    /// The press.
    Press(Arc<PressLayout>),
}

impl AnyLayout {
    pub(crate) fn info(&self) -> &Info {
        match self {
            Self::Page(layout) => &layout.info,
            Self::Press(layout) => &layout.info,
        }
    }

    fn toml(&self) -> &str {
        match self {
            Self::Page(layout) => &layout.toml,
            Self::Press(layout) => &layout.toml,
        }
    }

    /// What a copy of it is made of, besides its `layout.toml`.
    fn copied(&self) -> Result<BTreeMap<&str, &[u8]>, LayoutFault> {
        Ok(match self {
            Self::Page(layout) => {
                let mut files: BTreeMap<&str, &[u8]> =
                    layout.files().map(|(name, text)| (name, text.as_bytes())).collect();
                files.insert(TEMPLATE, layout.template()?.as_bytes());
                files
            }
            Self::Press(layout) => layout.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect(),
        })
    }
}

impl Newsroom {
    /// The layouts at hand, those of the press behind the shipped ones and the newsroom's own last. One of its own takes the
    /// place of a shipped one of the same name.
    pub fn layouts(&self) -> Vec<LayoutInfo> {
        let own = own_folders(&self.layouts_folder());
        let shipped = self.shipped_layouts().into_iter().filter(|one| own.iter().all(|(id, _)| *id != one.info().id));
        let shipped = shipped.map(|layout| shown(layout.info(), None, String::new()));
        shipped.chain(own.iter().map(|(id, folder)| own_shown(id, folder))).collect()
    }

    /// Makes a copy of a layout that can be edited, in a folder of its own beside the newsroom.
    pub fn duplicate_layout(&self, id: &str) -> Result<LayoutInfo, Failure> {
        let layout = self.layout(id)?;
        let toml = own_toml(layout.info(), layout.toml());
        let files = layout.copied().map_err(layouts::Error::from)?;
        // Its `layout.toml` comes last: until then the folder is no layout.
        let files: Vec<(&str, &[u8])> = files.into_iter().chain([(FILE, toml.as_bytes())]).collect();
        let folder = Folder::prepare(&self.layouts_folder())?;
        let stem = id.trim_end_matches(|last: char| last.is_ascii_digit()).strip_suffix('-').unwrap_or(id);
        let taken = self.layouts();
        for number in 2_u32.. {
            let copy = format!("{stem}-{number}");
            if taken.iter().any(|other| other.id == copy) || folder.file(&copy).exists() {
                continue;
            }
            for (name, bytes) in &files {
                // Another window may copy at the same time; then it has this name, and we take the next.
                if folder.place(&format!("{copy}/{name}"), bytes, false)? == Placed::Exists {
                    return self.duplicate_layout(id);
                }
            }
            folder.settle()?;
            return self.layouts().into_iter().find(|one| one.id == copy).ok_or_else(|| missing(&copy));
        }
        Err(missing(id))
    }

    /// The folder of one of the newsroom's own layouts.
    pub fn layout_folder(&self, id: &str) -> Result<PathBuf, Failure> {
        self.own_folder(id).ok_or_else(|| missing(id))
    }

    /// The layout of that id, with its files as they are now.
    pub(crate) fn layout(&self, id: &str) -> Result<AnyLayout, Failure> {
        if let Some(folder) = self.own_folder(id) {
            return Ok(read(id, &folder).map_err(layouts::Error::from)?);
        }
        let shipped = self.shipped_layouts().into_iter().find(|one| one.info().id == id);
        shipped.ok_or_else(|| missing(id))
    }

    /// The layout of that id, where HTML makes its pages.
    pub(crate) fn page_layout(&self, id: &str) -> Result<Layout, Failure> {
        match self.layout(id)? {
            AnyLayout::Page(layout) => Ok(layout),
            AnyLayout::Press(_) => Err(missing(id)),
        }
    }

    /// The layout of that id, where the press makes its pages.
    pub(crate) fn press_layout(&self, id: &str) -> Result<Arc<PressLayout>, Failure> {
        match self.layout(id)? {
            AnyLayout::Press(layout) => Ok(layout),
            AnyLayout::Page(_) => Err(missing(id)),
        }
    }

    /// `<stem>.layouts` beside the newsroom's file.
    fn layouts_folder(&self) -> PathBuf {
        self.path().with_extension("layouts")
    }

    fn own_folder(&self, id: &str) -> Option<PathBuf> {
        own_folders(&self.layouts_folder()).into_iter().find(|(own, _)| own == id).map(|(_, folder)| folder)
    }

    fn shipped_layouts(&self) -> Vec<AnyLayout> {
        let of_press = self.press_layouts().into_iter().map(AnyLayout::Press);
        layouts::shipped().into_iter().map(AnyLayout::Page).chain(of_press).collect()
    }
}

fn missing(id: &str) -> Failure {
    Failure::new(Code::LayoutMissing, id, format!("there is no layout \u{201c}{id}\u{201d}"), None)
}

/// The folders in a folder that are layouts, by name. What has no `layout.toml` is none.
fn own_folders(folder: &Path) -> Vec<(String, PathBuf)> {
    // No such folder is the usual case.
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = entries.map(|entry| entry.path()).filter(|path| is_file(&path.join(FILE)));
    let mut folders: Vec<(String, PathBuf)> =
        folders.filter_map(|folder| Some((folder.file_name()?.to_str()?.to_owned(), folder))).collect();
    folders.sort();
    folders
}

/// A file in earnest. A link may lead out of the folder, and a pipe may never end.
fn is_file(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_file())
}

fn read(id: &str, folder: &Path) -> Result<AnyLayout, LayoutFault> {
    let toml = text_of(id, folder, FILE)?;
    let info = Info::read(id, &toml)?;
    if !info.kind.is_of_press() {
        let names = files(folder).into_iter().filter(|name| name.ends_with(".html"));
        let read = names.map(|name| Ok((name.clone(), text_of(id, folder, &name)?)));
        return Ok(AnyLayout::Page(Layout::read(id, &toml, read.collect::<Result<_, LayoutFault>>()?)?));
    }
    let mut read = BTreeMap::new();
    let mut room = LARGEST_FOLDER;
    for name in files(folder).into_iter().filter(|name| !name.ends_with(".html")) {
        let bytes = if name.ends_with(".typ") {
            text_of(id, folder, &name)?.into_bytes()
        } else {
            bytes_of(id, folder, &name, LARGEST_PICTURE.min(room))?
        };
        room = room.saturating_sub(bytes.len() as u64);
        read.insert(name, bytes);
    }
    if !read.contains_key(PressLayout::TEMPLATE) {
        return Err(fault(id, PressLayout::TEMPLATE, "there is no such file".to_owned()));
    }
    Ok(AnyLayout::Press(Arc::new(PressLayout { info, toml, files: read, own: true })))
}

/// The names of a folder's templates and pictures.
fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter(|entry| is_file(&entry.path())).filter_map(|entry| entry.file_name().into_string().ok());
    let known = |name: &str| [".html", ".typ"].iter().chain(&PICTURES).any(|suffix| name.ends_with(suffix));
    let mut names: Vec<String> = names.filter(|name| known(name)).collect();
    names.sort();
    names.truncate(MOST);
    names
}

fn fault(id: &str, name: &str, detail: String) -> LayoutFault {
    LayoutFault { file: format!("{id}/{name}"), line: 0, detail }
}

fn bytes_of(id: &str, folder: &Path, name: &str, most: u64) -> Result<Vec<u8>, LayoutFault> {
    let mut bytes = Vec::new();
    // No more than that is read, whatever the file's size is said to be.
    let read = File::open(folder.join(name)).and_then(|file| file.take(most + 1).read_to_end(&mut bytes));
    read.map_err(|error| fault(id, name, error.to_string()))?;
    if bytes.len() as u64 > most {
        let detail = format!("it is too large: a template has at most {LARGEST} bytes, a picture {LARGEST_PICTURE}, ");
        return Err(fault(id, name, format!("{detail}all files of a layout {LARGEST_FOLDER}")));
    }
    Ok(bytes)
}

fn text_of(id: &str, folder: &Path, name: &str) -> Result<String, LayoutFault> {
    let bytes = bytes_of(id, folder, name, LARGEST)?;
    String::from_utf8(bytes).map_err(|error| {
        let before = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
        let line = before.filter(|byte| **byte == b'\n').count() + 1;
        let line = u32::try_from(line).unwrap_or(0);
        LayoutFault { line, ..fault(id, name, "it is not text in UTF-8".to_owned()) }
    })
}

/// Name, size and time of every file of a layout, as one short text.
fn stamp(folder: &Path) -> String {
    let mut files = files(folder);
    files.push(FILE.to_owned());
    let told = files.iter().map(|name| match fs::metadata(folder.join(name)) {
        Ok(metadata) => format!("{name} {} {:?}\n", metadata.len(), metadata.modified().ok()),
        Err(_) => format!("{name}\n"),
    });
    let mut stamp = sha256(told.collect::<String>().as_bytes());
    stamp.truncate(16);
    stamp
}

fn shown(layout: &Info, folder: Option<&Path>, stamp: String) -> LayoutInfo {
    LayoutInfo {
        id: layout.id.clone(),
        kind: layout.kind,
        width: layout.width,
        height: layout.height,
        name_id: layout.name_id.clone(),
        name_en: layout.name_en.clone(),
        options: layout.options.clone(),
        folder: folder.map(|folder| folder.display().to_string()),
        stamp,
        fault: None,
    }
}

fn own_shown(id: &str, folder: &Path) -> LayoutInfo {
    let stamp = stamp(folder);
    match text_of(id, folder, FILE).and_then(|toml| Info::read(id, &toml)) {
        Ok(layout) => shown(&layout, Some(folder), stamp),
        Err(fault) => LayoutInfo {
            id: id.to_owned(),
            // Whatever its template is for.
            kind: if is_file(&folder.join(PressLayout::TEMPLATE)) { LayoutKind::Print } else { LayoutKind::Web },
            width: 0,
            height: 0,
            name_id: id.to_owned(),
            name_en: id.to_owned(),
            options: Vec::new(),
            folder: Some(folder.display().to_string()),
            stamp,
            fault: Some(fault.to_string()),
        },
    }
}

/// The `layout.toml` of a copy: with a template of its own, and a name that tells it from the one it comes from.
fn own_toml(info: &Info, toml: &str) -> String {
    let (id, en) = (format!("id = \"{}\"", info.name_id), format!("en = \"{}\"", info.name_en));
    let lines = toml.lines().filter(|line| !line.trim_start().starts_with("template ")).map(|line| {
        if line == id {
            format!("id = \"{} (salinan)\"\n", info.name_id)
        } else if line == en {
            format!("en = \"{} (copy)\"\n", info.name_en)
        } else {
            format!("{line}\n")
        }
    });
    lines.collect()
}
