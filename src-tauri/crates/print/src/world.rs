use crate::{Layout, copy::Data, fonts::FONTS, layout::SHARED};
use std::{collections::BTreeMap, sync::LazyLock};
use story::{layout::LayoutFault, press::PressFault};
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
    /// The template, then what all templates share; each with its name for people.
    sources: Vec<(Source, String)>,
    story: Bytes,
    pictures: BTreeMap<String, Bytes>,
}

/// A file of a sheet. The paths are constants, so this never fails in earnest.
fn source(path: &str, text: &str) -> Result<Source, PressFault> {
    let path = VirtualPath::new(path).map_err(|_| PressFault::Missing(path.to_owned()))?;
    Ok(Source::new(RootedPath::new(VirtualRoot::Project, path).intern(), text.to_owned()))
}

impl Sheet {
    pub(crate) fn new(layout: &Layout, data: Data) -> Result<Self, PressFault> {
        let main = (source("/layout.typ", &layout.template)?, format!("{}/layout.typ", layout.info.id));
        let mut sources = vec![main];
        for (path, name, text) in SHARED {
            sources.push((source(path, text)?, (*name).to_owned()));
        }
        Ok(Self { sources, story: Bytes::from_string(data.story.to_string()), pictures: data.pictures })
    }

    fn by_id(&self, id: FileId) -> Option<&(Source, String)> {
        self.sources.iter().find(|(source, _)| source.id() == id)
    }

    /// A fault of a template, with its file and line.
    pub(crate) fn fault(&self, errors: &[SourceDiagnostic]) -> LayoutFault {
        let main = &self.sources[0];
        let Some(error) = errors.first() else {
            return LayoutFault { file: main.1.clone(), line: 0, detail: String::new() };
        };
        // A fault inside what is shared was called from the layout: the innermost place is the one to look at.
        let (source, file) = error.span.id().and_then(|file| self.by_id(file)).unwrap_or(main);
        let start = match error.span.get() {
            DiagSpanKind::Number { num, sub_range, .. } => source.range(num, sub_range).map(|range| range.start),
            DiagSpanKind::Range { range, .. } => Some(range.start),
            DiagSpanKind::Detached => None,
        };
        let line = start.and_then(|at| source.lines().byte_to_line(at)).and_then(|line| u32::try_from(line + 1).ok());
        let hint = error.hints.first().map_or_else(String::new, |hint| format!(" ({})", hint.v));
        LayoutFault { file: file.clone(), line: line.unwrap_or(0), detail: format!("{}{hint}", error.message) }
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
        self.sources[0].0.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.by_id(id).map(|(source, _)| source.clone()).ok_or(FileError::AccessDenied)
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
