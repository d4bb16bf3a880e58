use crate::{
    Code, Failure, Newsroom, StoryEdit,
    delivery::{Folder, Placed},
    save::name_of,
};
use std::{
    path::Path,
    sync::{Arc, RwLock},
};
use story::{
    Story,
    body::{CropFormat, Image},
    press::{Copy, Press, PressFault, PressOptions, Printed, Sheet},
};

/// The press of a newsroom, once it has one: whoever starts the newsroom brings it, so that nothing here depends on how
/// type is set.
#[derive(Default)]
pub(crate) struct PressRoom(RwLock<Option<Arc<dyn Press>>>);

impl Newsroom {
    /// Prints with this press from now on.
    pub fn use_press(&self, press: Arc<dyn Press>) {
        *self.press_room().0.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(press);
    }

    /// Writes a story as it is kept, set in a layout, to `out`: PDF, or one page as SVG or PNG. `None` where a file is
    /// there already: it is left as it is, without `over`.
    pub fn print_to(
        &self,
        id: &str,
        layout: &str,
        options: &PressOptions,
        sheet: Sheet,
        (out, over): (&Path, bool),
    ) -> Result<Option<Printed>, Failure> {
        let story = self.existing(id)?;
        let printed = self.print(&story, layout, |press, copy| press.sheet(copy, layout, options, sheet))?;
        Ok(Self::write_preview(out, &printed.bytes, over)?.then_some(printed))
    }

    /// Writes a story as it is kept, in a layout of the web, to `out`; `false` where a file is there already.
    pub fn page_to(&self, id: &str, layout: &str, (out, over): (&Path, bool)) -> Result<bool, Failure> {
        let Story { id, fields, body, revision, .. } = self.existing(id)?;
        let body = body.to_json();
        let html = self.preview(layout, &StoryEdit { id, base: revision, fields, body }, false)?;
        Self::write_preview(out, html.as_bytes(), over)
    }

    fn write_preview(out: &Path, bytes: &[u8], over: bool) -> Result<bool, Failure> {
        let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = out.file_name().unwrap_or_default().to_string_lossy();
        let folder = Folder::prepare(folder)?;
        let placed = folder.place(&name, bytes, over);
        folder.abandon();
        Ok(placed? == Placed::Written)
    }

    fn press(&self) -> Option<Arc<dyn Press>> {
        self.press_room().0.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    fn print<T>(
        &self,
        story: &Story,
        layout: &str,
        work: impl FnOnce(&dyn Press, &Copy<'_>) -> Result<T, PressFault>,
    ) -> Result<T, Failure> {
        let press = self.press().ok_or_else(|| PressFault::Missing(layout.to_owned()))?;
        let picture = |image: &Image| self.print_picture(image).ok();
        let copy = Copy { story, house: self.house_of(&story.fields), picture: &picture };
        Ok(work(press.as_ref(), &copy)?)
    }

    /// A picture for paper: what the editor framed for it, at a width that five columns can use.
    fn print_picture(&self, image: &Image) -> Result<Vec<u8>, Failure> {
        let part = self.part_of(image, CropFormat::Classic);
        Ok(self.shown_picture(&image.src, crate::Shown { width: Some(PRINTED), part })?.bytes)
    }
}

/// Pixels of a printed picture's width: 241 mm of five columns at 170 dots an inch.
const PRINTED: u32 = 1600;

impl From<PressFault> for Failure {
    fn from(fault: PressFault) -> Self {
        match &fault {
            PressFault::Missing(id) => Self::new(Code::LayoutMissing, id, fault.to_string(), None),
            PressFault::Template { file, .. } => Self::new(Code::LayoutBroken, file, fault.to_string(), None),
            PressFault::Page(page) => Self::new(Code::LayoutMissing, format!("page {page}"), fault.to_string(), None),
        }
    }
}
