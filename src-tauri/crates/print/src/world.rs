use crate::{Layout, copy::Data, fonts::FONTS, layout::BLOCKS};
use std::{collections::BTreeMap, sync::LazyLock};
use story::press::PressFault;
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration},
    syntax::{DiagSpanKind, FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(<Library as LibraryExt>::default()));

/// All that a template can see: its own text, the shared blocks, the story as data, and the story's pictures.
/// There is no file system behind it, no package, and no clock.
pub(crate) struct Sheet {
    layout: String,
    main: Source,
    blocks: Source,
    story: Bytes,
    pictures: BTreeMap<String, Bytes>,
}

/// The id of a file in a sheet. The paths are constants and numbers, so this never fails in earnest.
fn id(path: &str) -> Option<FileId> {
    VirtualPath::new(path).ok().map(|path| RootedPath::new(VirtualRoot::Project, path).intern())
}

impl Sheet {
    pub(crate) fn new(layout: &Layout, data: Data) -> Result<Self, PressFault> {
        let source = |name: &str, text: &str| {
            id(name).map(|id| Source::new(id, text.to_owned())).ok_or_else(|| PressFault::Missing(name.to_owned()))
        };
        Ok(Self {
            layout: layout.info.id.clone(),
            main: source("/layout.typ", &layout.template)?,
            blocks: source("/blocks.typ", BLOCKS)?,
            story: Bytes::from_string(data.story.to_string()),
            pictures: data.pictures,
        })
    }

    /// A fault of a template, with its file and line.
    pub(crate) fn fault(&self, errors: &[SourceDiagnostic]) -> PressFault {
        let Some(error) = errors.first() else {
            return PressFault::Template {
                file: format!("{}/layout.typ", self.layout),
                line: 0,
                detail: String::new(),
            };
        };
        // A fault inside the shared blocks was called from the layout: the innermost place is the one to look at.
        let (source, file) = match error.span.id() {
            Some(file) if file == self.blocks.id() => (&self.blocks, "print/blocks.typ".to_owned()),
            _ => (&self.main, format!("{}/layout.typ", self.layout)),
        };
        let start = match error.span.get() {
            DiagSpanKind::Number { num, sub_range, .. } => source.range(num, sub_range).map(|range| range.start),
            DiagSpanKind::Range { range, .. } => Some(range.start),
            DiagSpanKind::Detached => None,
        };
        let line = start.and_then(|at| source.lines().byte_to_line(at)).and_then(|line| u32::try_from(line + 1).ok());
        let hint = error.hints.first().map_or_else(String::new, |hint| format!(" ({})", hint.v));
        PressFault::Template { file, line: line.unwrap_or(0), detail: format!("{}{hint}", error.message) }
    }
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match id {
            id if id == self.main.id() => Ok(self.main.clone()),
            id if id == self.blocks.id() => Ok(self.blocks.clone()),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        if *path.root() != VirtualRoot::Project {
            return Err(FileError::AccessDenied);
        }
        match path.vpath().get_with_slash() {
            "/story.json" => Ok(self.story.clone()),
            picture => self.pictures.get(picture).cloned().ok_or(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
