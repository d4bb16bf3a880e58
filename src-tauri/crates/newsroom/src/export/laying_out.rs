//! Stories as layouts show them: the files of an export, and what somebody saves or prints of a preview. A file is an exit:
//! what may not leave does not leave through it, and it is remembered as every other.

use super::{Existing, ExportText, ExportedFile, Outcome, Ready, Run, Wanted};
use crate::{
    Code, ExportLayout, ExportPrint, Failure, Newsroom, PageWish,
    delivery::{Folder, Placed},
    export::form::{Form, Shape, gathers},
    picture::sha256,
    preview::Pictures,
};
use serde::{Deserialize, Serialize};
use std::path::Path;
use store::Entry;
use story::{
    Rendition, Story,
    press::{Fit, Sheet, Spread, SpreadPage},
    screen::Drawing,
};

/// How wide a layout of the web is that does not say it, in CSS pixels.
const WIDTH: u32 = 800;

/// What is wanted of a file that is made of a preview.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewFile {
    /// What it shows, and how; with the stories of a layout that shows several.
    pub layout: ExportLayout,
    /// Which text, where suggestions are pending.
    pub text: ExportText,
    /// `html`, `svg`, `png` or `pdf`.
    pub suffix: String,
    /// A PDF of the press made to be kept for long: PDF/A.
    pub archival: bool,
    /// Which page of the press, where the file holds one.
    pub sheet: SheetWish,
}

/// Which page of the press a file holds that holds one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SheetWish {
    /// From 0.
    pub page: u32,
    /// Dots an inch of a PNG; a card has its own pixels.
    pub dpi: u16,
}

/// What became of a file that was to be made of a preview.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewSaved {
    /// Whether it is there; not where another file was in its place, which was left as it is.
    pub written: bool,
    /// How the story fits its hole, in a layout that has one.
    pub fit: Option<Fit>,
    /// Characters that no font at hand has, at most 20.
    pub missing: String,
    /// What is not as it should be with it.
    pub amiss: Option<Failure>,
}

/// A preview on its way to a printer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintPage {
    /// A whole document without scripts; nothing has to be fetched for it.
    pub html: String,
    /// Width and height of its paper in tenths of a millimetre; `None` for whatever paper there is.
    pub paper: Option<[u32; 2]>,
}

/// A file before it has a place.
pub(super) struct Made {
    pub(super) rendition: Rendition,
    fit: Option<Fit>,
    missing: String,
}

impl Default for SheetWish {
    fn default() -> Self {
        Self { page: 0, dpi: 144 }
    }
}

impl Newsroom {
    /// Writes a story as it is kept to `out`, as a layout shows it, and remembers that. A file that is there already is left
    /// as it is, without `over`. The story stays in its stage.
    pub fn save_preview(
        &self,
        id: &str,
        wanted: &PreviewFile,
        (out, over): (&Path, bool),
        now: &str,
        actor: &str,
    ) -> Result<PreviewSaved, Failure> {
        let form = self.preview_form(wanted)?;
        if !over && out.symlink_metadata().is_ok() {
            return Ok(PreviewSaved::default());
        }
        let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = out.file_name().unwrap_or_default().to_string_lossy();
        let existing = if over { Existing::Replace } else { Existing::Ask };
        let kept = Wanted {
            text: wanted.text,
            print: ExportPrint { archival: wanted.archival, ..ExportPrint::default() },
            layouts: vec![wanted.layout.clone()],
            preview: Some(wanted.sheet),
            ..Wanted::default()
        };
        let entry = Entry { at: now, actor };
        let mut run = Run::new(self, Folder::prepare(folder)?, existing, kept, entry);
        let saved = run.preview(&shown(id, &wanted.layout.wish, form.gathers()), &form, &name, over);
        run.folder.abandon();
        saved
    }

    /// A preview to be printed. An embargo keeps it as it keeps files.
    pub fn print_page(&self, id: &str, wanted: &PreviewFile, now: &str) -> Result<PrintPage, Failure> {
        let ExportLayout { layout, wish } = &wanted.layout;
        let kind = self.layout_info(layout)?.kind;
        let ids = shown(id, wish, gathers(kind));
        let stories = ids.into_iter().map(|id| {
            let story = self.existing(&id)?;
            self.may_leave(&story, now)?;
            self.outward(self.leaving(&story, wanted.text)?)
        });
        let stories: Vec<_> = stories.collect::<Result<_, Failure>>()?;
        match stories.as_slice() {
            [story] if kind.is_of_press() => paged(layout, &self.printed_spread(story, layout, &wish.options)?),
            _ => {
                let today = checks::day(self.house(), now);
                let html = self.page_of(&self.page_layout(layout)?, stories, wish, &today, Pictures::Inside)?;
                Ok(PrintPage { html, paper: None })
            }
        }
    }

    /// What the file of a preview is. A shape that the layout does not come in is refused before any work is done.
    fn preview_form(&self, wanted: &PreviewFile) -> Result<Form, Failure> {
        let PreviewFile { layout: ExportLayout { layout, .. }, suffix, .. } = wanted;
        let kind = self.layout_info(layout)?.kind;
        let (never, comes_in) = if kind.is_of_press() {
            (Shape::Html, "print layouts and cards are saved as .pdf, .png or .svg")
        } else {
            (Shape::Svg, "layouts of the web are saved as .html, .png or .pdf")
        };
        let shape = Shape::of_suffix(suffix).filter(|shape| *shape != never);
        let shape = shape.ok_or_else(|| Failure::new(Code::LayoutShape, layout, comes_in, None))?;
        self.layout_form(layout, Some(shape))
    }
}

impl Run<'_> {
    fn preview(&mut self, ids: &[String], form: &Form, name: &str, over: bool) -> Result<PreviewSaved, Failure> {
        let forms = std::slice::from_ref(form);
        let ready = ids.iter().map(|id| self.begin(id, forms)).collect::<Result<Vec<_>, _>>()?;
        let Made { rendition, fit, missing } = self.laid_out(&ready, form)?;
        if self.folder.place(name, &rendition.bytes, over)? == Placed::Exists {
            return Ok(PreviewSaved::default());
        }
        self.written(&ready, (form, name), None, &sha256(&rendition.bytes), 0);
        let mut files = [ExportedFile {
            stories: ids.to_vec(),
            kind: form.name(),
            path: self.folder.file(name).display().to_string(),
            outcome: Outcome::Written,
            failure: None,
        }];
        self.settle_now(&mut files);
        let [ExportedFile { failure: amiss, .. }] = files;
        Ok(PreviewSaved { written: true, fit, missing, amiss })
    }

    /// Stories as a layout shows them.
    pub(super) fn laid_out(&self, ready: &[Ready], form: &Form) -> Result<Made, Failure> {
        let Form::Layout { layout, kind, shape } = form else {
            return Err(super::unknown(&form.name(), "it is no layout"));
        };
        let wish = self.wanted.layouts.iter().find(|one| one.layout == *layout).map(|one| one.wish.clone());
        let wish = wish.unwrap_or_default();
        let made = |bytes| Made {
            rendition: Rendition {
                media_type: shape.media_type(),
                suffix: shape.suffix(),
                bytes,
                attachments: Vec::new(),
            },
            fit: None,
            missing: String::new(),
        };
        if let ([one], true) = (ready, kind.is_of_press()) {
            let SheetWish { page, dpi } = self.wanted.preview.unwrap_or_default();
            let page = usize::try_from(page).unwrap_or(usize::MAX);
            let sheet = match shape {
                Shape::Svg => Sheet::Svg(page),
                Shape::Png => Sheet::Png(page, dpi),
                Shape::Html | Shape::Pdf => Sheet::Pdf(self.wanted.print.archival),
            };
            let story = self.newsroom.outward(Story::clone(&one.leaving))?;
            let printed = self.newsroom.printed(&story, layout, &wish.options, sheet)?;
            return Ok(Made { fit: printed.fit, missing: printed.missing, ..made(printed.bytes) });
        }
        let html = self.web_page(ready, layout, &wish)?;
        let drawing = match shape {
            Shape::Png => Drawing::Png,
            Shape::Pdf => Drawing::Pdf,
            Shape::Html | Shape::Svg => return Ok(made(html.into_bytes())),
        };
        let width = match self.newsroom.layout_info(layout)?.width {
            0 => WIDTH,
            width => width,
        };
        Ok(made(self.newsroom.draw(layout, &html, width, drawing)?))
    }

    fn web_page(&self, ready: &[Ready], layout: &str, wish: &PageWish) -> Result<String, Failure> {
        let layout = self.newsroom.page_layout(layout)?;
        let stories = ready.iter().map(|one| Story::clone(&one.leaving)).collect();
        self.newsroom.page_of(&layout, stories, wish, &self.day, Pictures::Inside)
    }
}

/// The stories that are in the file of a preview: the open one, or those of a layout that shows several.
fn shown(id: &str, wish: &PageWish, gathers: bool) -> Vec<String> {
    if gathers && !wish.stories.is_empty() { wish.stories.clone() } else { vec![id.to_owned()] }
}

/// Pages of the press as a document that prints one on each sheet of paper.
fn paged(layout: &str, spread: &Spread) -> Result<PrintPage, Failure> {
    if usize::try_from(spread.count).is_ok_and(|count| count > spread.pages.len()) {
        let detail = format!("it has {} pages, and {} are printed at most", spread.count, Spread::MOST);
        return Err(Failure::new(Code::PageTooLong, layout, detail, None));
    }
    // A hair less than the paper, or what is rounded up prints an empty sheet behind each page.
    let page = |SpreadPage { svg, width, height }: &SpreadPage| {
        format!("<div style=\"aspect-ratio:{width}/{}\">{svg}</div>", height.saturating_sub(4))
    };
    let pages: String = spread.pages.iter().map(page).collect();
    let style = "@page{margin:0}body{margin:0}div{break-after:page}div:last-child{break-after:auto}\
                 svg{display:block;width:100%;height:100%}";
    Ok(PrintPage {
        html: format!("<!doctype html><meta charset=\"utf-8\"><style>{style}</style>{pages}"),
        paper: spread.pages.first().map(|page| [page.width, page.height]),
    })
}
