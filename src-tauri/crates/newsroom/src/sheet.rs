//! Stories set in type: looked at while they are written, and put into files. A file is an exit: what is under embargo
//! does not leave through it.

use crate::{
    Code, ExportPrint, Failure, Newsroom, PageWish, StoryEdit,
    delivery::{Folder, Placed},
};
use formats::Kind;
use std::{
    path::Path,
    sync::{Arc, PoisonError, RwLock},
};
use story::{
    Rendition, Story,
    body::{CropFormat, Image},
    layout::{LayoutFault, OptionFault, OptionValues},
    press::{Copy, Press, PressFault, PressLayout, Printed, Sheet, Spread},
};

/// Pixels of a picture's width on paper: 241 mm of five columns at 270 dots an inch.
const PRINTED: u32 = 2560;
/// Dots an inch of a page that becomes a picture.
const DPI: u16 = 144;
/// Pixels of a picture where it is only looked at.
const LOOKED_AT: u32 = 1280;
/// The press of a newsroom, once it has one: whoever starts the newsroom brings it, so that nothing here depends on how
/// type is set.
#[derive(Default)]
pub(crate) struct PressRoom(RwLock<Option<Arc<dyn Press>>>);

impl Newsroom {
    /// Prints with this press from now on.
    pub fn use_press(&self, press: Arc<dyn Press>) {
        *self.press_room().0.write().unwrap_or_else(PoisonError::into_inner) = Some(press);
    }

    /// The layouts that come with the press.
    pub(crate) fn press_layouts(&self) -> Vec<Arc<PressLayout>> {
        self.press().map(|press| press.layouts().to_vec()).unwrap_or_default()
    }

    /// The values of a layout's options that texts mean, as on the command line: `columns` and `3`.
    pub fn option_values(&self, layout: &str, texts: &[(String, String)]) -> Result<OptionValues, Failure> {
        let layout = self.layout(layout)?;
        let value = |(name, text): &(String, String)| Ok((name.clone(), layout.info().value_of(name, text)?));
        texts.iter().map(value).collect::<Result<_, OptionFault>>().map_err(|fault| PressFault::from(fault).into())
    }

    /// The pages of what the editor holds, as vectors. They are for the eyes of who writes: an embargo does not hide them.
    pub fn spread(&self, layout: &str, edit: &StoryEdit, options: &OptionValues) -> Result<Spread, Failure> {
        let (layout, story) = (self.press_layout(layout)?, self.outward(self.edited(edit)?)?);
        self.print(&[&story], (&layout, LOOKED_AT), |press, copies| press.spread(&copies[0], &layout, options))
    }

    /// Writes a story as it is kept, set in a layout, to `out`: PDF, or one page as SVG or PNG. `None` where a file is
    /// there already: it is left as it is, without `over`.
    pub fn print_to(
        &self,
        id: &str,
        (layout, options): (&str, &OptionValues),
        sheet: Sheet,
        (out, over): (&Path, bool),
        now: &str,
    ) -> Result<Option<Printed>, Failure> {
        let story = self.existing(id)?;
        self.may_leave(&story, now)?;
        let (layout, story) = (self.press_layout(layout)?, self.outward(story)?);
        let set = |press: &dyn Press, copies: &[Copy<'_>]| press.sheet(&copies[0], &layout, options, sheet);
        let printed = self.print(&[&story], (&layout, PRINTED), set)?;
        Ok(write_preview(out, &printed.bytes, over)?.then_some(printed))
    }

    /// Writes a story as it is kept to a file that somebody chose by hand, who was asked about one that is there: all pages
    /// where its name ends in `.pdf` or in nothing known, the first where it ends in `.svg` or `.png`.
    pub fn print_to_file(
        &self,
        id: &str,
        layout: (&str, &OptionValues),
        file: &Path,
        now: &str,
    ) -> Result<(), Failure> {
        let suffix = file.extension().map(|suffix| suffix.to_string_lossy().to_lowercase());
        let sheet = match suffix.as_deref() {
            Some("svg") => Sheet::Svg(0),
            Some("png") => Sheet::Png(0, DPI),
            _ => Sheet::Pdf(false),
        };
        self.print_to(id, layout, sheet, (file, true), now).map(drop)
    }

    /// Writes a story as it is kept, in a layout of the web, to `out`; `false` where a file is there already.
    pub fn page_to(
        &self,
        id: &str,
        (layout, wish): (&str, &PageWish),
        (out, over): (&Path, bool),
        now: &str,
    ) -> Result<bool, Failure> {
        for id in wish.stories.iter().map(String::as_str).chain([id]) {
            self.may_leave(&self.existing(id)?, now)?;
        }
        let html = self.layout_page(id, layout, wish, now.get(..10).unwrap_or_default())?;
        write_preview(out, html.as_bytes(), over)
    }

    /// Stories as the PDFs that an export asks for, in their order: a file each.
    pub(crate) fn pdfs(&self, stories: &[&Story], wanted: &ExportPrint) -> Vec<Result<Rendition, Failure>> {
        let rendition = |printed: Printed| Rendition {
            media_type: Kind::Pdf.media_type(),
            suffix: Kind::Pdf.suffix(),
            bytes: printed.bytes,
            attachments: Vec::new(),
        };
        let set = self.export_layout(wanted).and_then(|layout| {
            let sheet = Sheet::Pdf(wanted.archival);
            let none = OptionValues::new();
            self.print(stories, (&layout, PRINTED), |press, copies| Ok(press.sheets(copies, &layout, &none, sheet)))
        });
        match set {
            Ok(set) => set.into_iter().map(|printed| Ok(rendition(printed?))).collect(),
            Err(failure) => stories.iter().map(|_| Err(failure.clone())).collect(),
        }
    }

    /// The layout that an export names, else the first of the press.
    fn export_layout(&self, wanted: &ExportPrint) -> Result<Arc<PressLayout>, Failure> {
        match self.press_layouts().into_iter().next() {
            Some(first) if wanted.layout.is_empty() => Ok(first),
            _ => self.press_layout(&wanted.layout),
        }
    }

    fn press(&self) -> Option<Arc<dyn Press>> {
        self.press_room().0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn print<T>(
        &self,
        stories: &[&Story],
        (layout, width): (&PressLayout, u32),
        work: impl FnOnce(&dyn Press, &[Copy<'_>]) -> Result<T, PressFault>,
    ) -> Result<T, Failure> {
        let press = self.press().ok_or_else(|| PressFault::Missing(layout.info.id.clone()))?;
        let picture = |image: &Image| self.print_picture(image, layout.info.crop, width).ok();
        let copies = stories.iter().map(|story| Copy { story, house: self.house_of(&story.fields), picture: &picture });
        Ok(work(press.as_ref(), &copies.collect::<Vec<_>>())?)
    }

    /// A picture for paper: what the editor framed for it.
    fn print_picture(&self, image: &Image, crop: Option<CropFormat>, width: u32) -> Result<Vec<u8>, Failure> {
        let part = crop.and_then(|format| self.part_of(image, format));
        Ok(self.shown_picture(&image.src, crate::Shown { width: Some(width), part })?.bytes)
    }
}

fn write_preview(out: &Path, bytes: &[u8], over: bool) -> Result<bool, Failure> {
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    let folder = Folder::prepare(folder)?;
    let placed = folder.place(&name, bytes, over).and_then(|placed| folder.settle().map(|()| placed));
    folder.abandon();
    Ok(placed? == Placed::Written)
}

impl From<PressFault> for Failure {
    fn from(fault: PressFault) -> Self {
        let detail = fault.to_string();
        match fault {
            PressFault::Missing(id) => Self::new(Code::LayoutMissing, id, detail, None),
            PressFault::Template(LayoutFault { file, .. }) => Self::new(Code::LayoutBroken, file, detail, None),
            PressFault::Option(fault) => layouts::Error::from(fault).into(),
            PressFault::Page(page) => Self::new(Code::LayoutMissing, format!("page {}", page + 1), detail, None),
        }
    }
}
