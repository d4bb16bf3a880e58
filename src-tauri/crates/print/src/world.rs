use crate::{copy::Data, fonts::FONTS, found::Found};
use std::{collections::BTreeMap, sync::LazyLock};
use story::{
    layout::LayoutFault,
    press::{PressFault, PressLayout},
};
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration},
    syntax::{DiagSpanKind, FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(<Library as LibraryExt>::default()));

/// All that a template can see: the files of its layout, the story as data, and the story's pictures. There is no file
/// system behind it, no package, and no clock.
pub(crate) struct Sheet {
    /// The layout's name, for people.
    layout: String,
    main: FileId,
    sources: Vec<Source>,
    files: BTreeMap<String, Bytes>,
}

/// A template's syntax tree, which is made once: the shipped ones are the same for every page.
#[comemo::memoize]
fn parsed(file: FileId, text: &str) -> Source {
    Source::new(file, text.to_owned())
}

/// The place of a file in a sheet.
fn place(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(format!("/{name}")).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl Sheet {
    /// `found` is what earlier pages of the same story told: see [`crate::found::Found`].
    pub(crate) fn new(layout: &PressLayout, data: &Data, found: &Found) -> Result<Self, PressFault> {
        let id = layout.info.id.clone();
        let main = place(PressLayout::TEMPLATE).ok_or_else(|| PressFault::Missing(id.clone()))?;
        let text = |(name, bytes): (&String, &Vec<u8>)| {
            let text = name.ends_with(".typ").then(|| str::from_utf8(bytes).ok()).flatten()?;
            Some(parsed(place(name)?, text))
        };
        let sources = layout.files.iter().filter_map(text).collect();
        let shown = layout.files.iter().filter(|(name, _)| !name.ends_with(".typ"));
        let mut files: BTreeMap<String, Bytes> =
            shown.map(|(name, bytes)| (format!("/{name}"), Bytes::new(bytes.clone()))).collect();
        files.extend(data.pictures.clone());
        files.insert("/story.json".to_owned(), data.story.clone());
        files.insert("/found.json".to_owned(), Bytes::from_string(found.json()));
        Ok(Self { layout: id, main, sources, files })
    }

    /// Sets it in type.
    pub(crate) fn set(&self) -> Result<PagedDocument, LayoutFault> {
        typst::compile(self).output.map_err(|errors| self.fault(&errors))
    }

    fn by_id(&self, id: FileId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id() == id)
    }

    /// A fault of a template, with its file and line.
    fn fault(&self, errors: &[SourceDiagnostic]) -> LayoutFault {
        let file = |file: FileId| format!("{}{}", self.layout, file.get().vpath().get_with_slash());
        let Some(error) = errors.first() else {
            return LayoutFault { file: file(self.main), line: 0, detail: String::new() };
        };
        // A fault inside what is imported was called from the layout: the innermost place is the one to look at.
        let within = error.span.id().unwrap_or(self.main);
        let line = self.by_id(within).and_then(|source| {
            let start = match error.span.get() {
                DiagSpanKind::Number { num, sub_range, .. } => source.range(num, sub_range)?.start,
                DiagSpanKind::Range { range, .. } => range.start,
                DiagSpanKind::Detached => return None,
            };
            u32::try_from(source.lines().byte_to_line(start)? + 1).ok()
        });
        let hint = error.hints.first().map_or_else(String::new, |hint| format!(" ({})", hint.v));
        LayoutFault { file: file(within), line: line.unwrap_or(0), detail: format!("{}{hint}", error.message) }
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
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.by_id(id).cloned().ok_or_else(|| absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        let found = (*path.root() == VirtualRoot::Project).then(|| self.files.get(path.vpath().get_with_slash()));
        found.flatten().cloned().ok_or_else(|| absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Why a file is not to be had.
fn absent(id: FileId) -> FileError {
    let why = match id.get().root() {
        VirtualRoot::Project => format!("{} is not in the folder of the layout", id.get().vpath().get_with_slash()),
        VirtualRoot::Package(_) => "there are no packages, only the files in the folder of the layout".to_owned(),
    };
    FileError::Other(Some(why.into()))
}
