//! Stories set in type: looked at while they are written, and put into files.

use crate::{Code, ExportPrint, Failure, Newsroom, StoryEdit};
use formats::Kind;
use std::sync::{Arc, PoisonError, RwLock};
use story::{
    Rendition, Story,
    body::{CropFormat, Image},
    layout::{Layout, LayoutFault, OptionFault, OptionValues},
    press::{Copy, Press, PressFault, Printed, Sheet, Spread},
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

    /// The layouts of the press, with what can be chosen of each.
    pub fn press_layouts(&self) -> Vec<Layout> {
        self.press().map(|press| press.layouts()).unwrap_or_default()
    }

    /// The values of a layout's options that texts mean, as on the command line: `columns` and `3`.
    pub fn option_values(&self, layout: &str, texts: &[(String, String)]) -> Result<OptionValues, Failure> {
        let layout = self.layout_info(layout)?;
        let value = |(name, text): &(String, String)| Ok((name.clone(), layout.value_of(name, text)?));
        texts.iter().map(value).collect::<Result<_, OptionFault>>().map_err(|fault| PressFault::from(fault).into())
    }

    /// The pages of what the editor holds, as vectors. They are for the eyes of who writes: an embargo does not hide them.
    pub fn spread(&self, layout: &str, edit: &StoryEdit, options: &OptionValues) -> Result<Spread, Failure> {
        let story = self.outward(self.edited(edit)?)?;
        self.print(&story, (layout, LOOKED_AT), |press, copy| press.spread(copy, layout, options))
    }

    /// The same of a story as it leaves, to be printed.
    pub(crate) fn printed_spread(
        &self,
        story: &Story,
        layout: &str,
        options: &OptionValues,
    ) -> Result<Spread, Failure> {
        self.print(story, (layout, PRINTED), |press, copy| press.spread(copy, layout, options))
    }

    /// A story as the PDF that an export asks for.
    pub(crate) fn pdf(&self, story: &Story, wanted: &ExportPrint) -> Result<Rendition, Failure> {
        let first = || self.press_layouts().into_iter().next().map(|layout| layout.id).unwrap_or_default();
        let layout = if wanted.layout.is_empty() { first() } else { wanted.layout.clone() };
        let printed = self.printed(story, &layout, &OptionValues::new(), Sheet::Pdf(wanted.archival))?;
        Ok(Rendition {
            media_type: Kind::Pdf.media_type(),
            suffix: Kind::Pdf.suffix(),
            bytes: printed.bytes,
            attachments: Vec::new(),
        })
    }

    /// A story in the form that `sheet` asks for.
    pub(crate) fn printed(
        &self,
        story: &Story,
        layout: &str,
        options: &OptionValues,
        sheet: Sheet,
    ) -> Result<Printed, Failure> {
        self.print(story, (layout, PRINTED), |press, copy| press.sheet(copy, layout, options, sheet))
    }

    fn press(&self) -> Option<Arc<dyn Press>> {
        self.press_room().0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn print<T>(
        &self,
        story: &Story,
        (layout, width): (&str, u32),
        work: impl FnOnce(&dyn Press, &Copy<'_>) -> Result<T, PressFault>,
    ) -> Result<T, Failure> {
        let press = self.press().ok_or_else(|| PressFault::Missing(layout.to_owned()))?;
        let crop = press.layouts().into_iter().find(|one| one.id == layout).and_then(|one| one.crop);
        let picture = |image: &Image| self.print_picture(image, crop, width).ok();
        let copy = Copy { story, house: self.house_of(&story.fields), picture: &picture };
        Ok(work(press.as_ref(), &copy)?)
    }

    /// A picture for paper: what the editor framed for it.
    fn print_picture(&self, image: &Image, crop: Option<CropFormat>, width: u32) -> Result<Vec<u8>, Failure> {
        let part = crop.and_then(|format| self.part_of(image, format));
        Ok(self.shown_picture(&image.src, crate::Shown { width: Some(width), part })?.bytes)
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
