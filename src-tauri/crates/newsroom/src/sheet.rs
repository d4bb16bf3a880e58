//! Stories set in type: looked at while they are written, and put into files.

use crate::{Code, ExportPrint, Failure, Newsroom, StoryEdit};
use formats::Kind;
use std::sync::{Arc, PoisonError, RwLock};
use story::{
    Rendition, Story,
    body::{CropFormat, Image},
    layout::{LayoutFault, OptionFault, OptionValues},
    press::{Copy, Press, PressFault, PressLayout, Printed, Sheet, Spread},
};

/// Pixels of a picture's width on paper: 241 mm of five columns at 270 dots an inch.
const PRINTED: u32 = 2560;
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

    /// The same of a story as it leaves, to be printed.
    pub(crate) fn printed_spread(
        &self,
        story: &Story,
        layout: &str,
        options: &OptionValues,
    ) -> Result<Spread, Failure> {
        let layout = self.press_layout(layout)?;
        self.print(&[story], (&layout, PRINTED), |press, copies| press.spread(&copies[0], &layout, options))
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

    /// A story in the form that `sheet` asks for.
    pub(crate) fn printed(
        &self,
        story: &Story,
        layout: &str,
        options: &OptionValues,
        sheet: Sheet,
    ) -> Result<Printed, Failure> {
        let layout = self.press_layout(layout)?;
        self.print(&[story], (&layout, PRINTED), |press, copies| press.sheet(&copies[0], &layout, options, sheet))
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
        Ok(self.press_picture(&image.src, crate::Shown { width: Some(width), part })?.bytes)
    }
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
