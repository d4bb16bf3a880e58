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
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};
use story::layout::{Layout as Info, LayoutKind, LayoutOption};

/// The most bytes of a layout's file: more is no template.
const LARGEST: u64 = 1024 * 1024;
/// The most templates of one folder.
const MOST: usize = 50;
const FILE: &str = "layout.toml";
const TEMPLATE: &str = "layout.html";

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

/// A layout, and where it lies.
struct Found {
    id: String,
    folder: Option<PathBuf>,
    layout: Result<Layout, layouts::Error>,
}

impl Newsroom {
    /// The layouts at hand, those of the press behind the shipped ones and the newsroom's own last. One of its own takes the
    /// place of a shipped one of the same name.
    pub fn layouts(&self) -> Vec<LayoutInfo> {
        let (own, shipped): (Vec<Found>, Vec<Found>) =
            self.found_layouts().into_iter().partition(|one| one.folder.is_some());
        shipped.iter().map(info).chain(self.press_layouts().iter().map(of_press)).chain(own.iter().map(info)).collect()
    }

    /// Makes a copy of a layout that can be edited, in a folder of its own beside the newsroom.
    pub fn duplicate_layout(&self, id: &str) -> Result<LayoutInfo, Failure> {
        let layout = self.layout(id)?;
        let template = layout.template().map_err(|fault| Failure::from(layouts::Error::from(fault)))?;
        let toml = own_toml(&layout);
        let mut files: Vec<(&str, &str)> =
            layout.files().filter(|(name, _)| *name != TEMPLATE && *name != FILE).collect();
        // Its `layout.toml` comes last: until then the folder is no layout.
        files.extend([(TEMPLATE, template), (FILE, toml.as_str())]);
        let folder = Folder::prepare(&self.layouts_folder())?;
        let stem = id.trim_end_matches(|last: char| last.is_ascii_digit()).strip_suffix('-').unwrap_or(id);
        let taken = self.layouts();
        for number in 2_u32.. {
            let copy = format!("{stem}-{number}");
            if taken.iter().any(|other| other.id == copy) || folder.file(&copy).exists() {
                continue;
            }
            for (name, text) in &files {
                // Another window may copy at the same time; then it has this name, and we take the next.
                if folder.place(&format!("{copy}/{name}"), text.as_bytes(), false)? == Placed::Exists {
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
        let found = self.found_layouts().into_iter().find(|one| one.id == id);
        found.and_then(|one| one.folder).ok_or_else(|| missing(id))
    }

    /// The layout of that id, with its templates as they are now.
    pub(crate) fn layout(&self, id: &str) -> Result<Layout, Failure> {
        let found = self.found_layouts().into_iter().find(|one| one.id == id).ok_or_else(|| missing(id))?;
        Ok(found.layout?)
    }

    /// `<stem>.layouts` beside the newsroom's file.
    fn layouts_folder(&self) -> PathBuf {
        self.path().with_extension("layouts")
    }

    fn found_layouts(&self) -> Vec<Found> {
        let own = own_layouts(&self.layouts_folder());
        let shipped = layouts::shipped().into_iter().filter(|one| own.iter().all(|other| other.id != one.info.id));
        let shipped = shipped.map(|layout| Found { id: layout.info.id.clone(), folder: None, layout: Ok(layout) });
        shipped.collect::<Vec<_>>().into_iter().chain(own).collect()
    }
}

fn missing(id: &str) -> Failure {
    Failure::new(Code::LayoutMissing, id, format!("there is no layout \u{201c}{id}\u{201d}"), None)
}

/// The layouts in a folder, by name. What has no `layout.toml` is none.
fn own_layouts(folder: &Path) -> Vec<Found> {
    // No such folder is the usual case.
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.join(FILE).is_file()).collect();
    folders.sort();
    let found = folders.into_iter().filter_map(|folder| {
        let id = folder.file_name()?.to_str()?.to_owned();
        let layout = read(&id, &folder);
        Some(Found { id, folder: Some(folder), layout })
    });
    found.collect()
}

fn read(id: &str, folder: &Path) -> Result<Layout, layouts::Error> {
    let file = |name: &str| {
        text_of(&folder.join(name)).map_err(|detail| story::layout::LayoutFault {
            file: format!("{id}/{name}"),
            line: 0,
            detail,
        })
    };
    let toml = file(FILE)?;
    let mut files = BTreeMap::new();
    for name in templates(folder) {
        let text = file(&name)?;
        files.insert(name, text);
    }
    Ok(Layout::read(id, &toml, files)?)
}

/// The names of a folder's templates.
fn templates(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.map(|entry| entry.path()).filter(|path| path.extension() == Some(OsStr::new("html")));
    let mut names: Vec<String> = files.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect();
    names.sort();
    names.truncate(MOST);
    names
}

fn text_of(file: &Path) -> Result<String, String> {
    let size = fs::metadata(file).map_err(|error| error.to_string())?.len();
    if size > LARGEST {
        return Err(format!("it has {size} bytes; a file of a layout has at most {LARGEST}"));
    }
    fs::read_to_string(file).map_err(|error| error.to_string())
}

/// Name, size and time of every file of a layout, as one short text.
fn stamp(folder: &Path) -> String {
    let mut files = templates(folder);
    files.push(FILE.to_owned());
    let told = files.iter().map(|name| match fs::metadata(folder.join(name)) {
        Ok(metadata) => format!("{name} {} {:?}\n", metadata.len(), metadata.modified().ok()),
        Err(_) => format!("{name}\n"),
    });
    let mut stamp = sha256(told.collect::<String>().as_bytes());
    stamp.truncate(16);
    stamp
}

/// A layout of the press, which nobody has changed.
fn of_press(layout: &Info) -> LayoutInfo {
    LayoutInfo {
        id: layout.id.clone(),
        kind: layout.kind,
        width: layout.width,
        height: layout.height,
        name_id: layout.name_id.clone(),
        name_en: layout.name_en.clone(),
        options: layout.options.clone(),
        folder: None,
        stamp: String::new(),
        fault: None,
    }
}

fn info(found: &Found) -> LayoutInfo {
    let folder = found.folder.as_ref().map(|folder| folder.display().to_string());
    let stamp = found.folder.as_deref().map(stamp).unwrap_or_default();
    match &found.layout {
        Ok(Layout { info, .. }) => LayoutInfo {
            id: found.id.clone(),
            kind: info.kind,
            width: info.width,
            height: info.height,
            name_id: info.name_id.clone(),
            name_en: info.name_en.clone(),
            options: info.options.clone(),
            folder,
            stamp,
            fault: None,
        },
        Err(error) => LayoutInfo {
            id: found.id.clone(),
            kind: LayoutKind::Web,
            width: 0,
            height: 0,
            name_id: found.id.clone(),
            name_en: found.id.clone(),
            options: Vec::new(),
            folder,
            stamp,
            fault: Some(error.to_string()),
        },
    }
}

/// The `layout.toml` of a copy: with a template of its own, and a name that tells it from the one it comes from.
fn own_toml(layout: &Layout) -> String {
    let (id, en) = (format!("id = \"{}\"", layout.info.name_id), format!("en = \"{}\"", layout.info.name_en));
    let lines = layout.toml.lines().filter(|line| !line.trim_start().starts_with("template ")).map(|line| {
        if line == id {
            format!("id = \"{} (salinan)\"\n", layout.info.name_id)
        } else if line == en {
            format!("en = \"{} (copy)\"\n", layout.info.name_en)
        } else {
            format!("{line}\n")
        }
    });
    lines.collect()
}
