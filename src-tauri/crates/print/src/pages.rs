use crate::whole_words::whole_words;
use serde_json::Value as Json;
use story::{
    layout::LayoutFault,
    press::{Fit, Mark, PressFault},
};
use typst::{
    foundations::{Content, Label, Selector, Smart, Value},
    introspection::{Introspector, MetadataElem, Tag},
    layout::{Abs, FrameItem, Point},
    model::Document,
    utils::PicoStr,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

/// A length, in points, that no page has.
const ENDLESS: f64 = 1e6;

/// A length in tenths of a millimetre.
fn tenths(length: Abs) -> u32 {
    (length.to_mm() * 10.0).round().max(0.0) as u32
}

/// A story set in type.
pub struct Pages {
    pub(crate) document: PagedDocument,
    pub(crate) fit: Option<Fit>,
    pub(crate) missing: String,
}

impl Pages {
    /// How many there are: at least one.
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// One page as an SVG document; pages are counted from 0.
    pub fn svg(&self, page: usize) -> Result<String, PressFault> {
        let page = self.document.pages().get(page).ok_or(PressFault::Page(page))?;
        Ok(typst_svg::svg(page, &SvgOptions::default()))
    }

    /// The width and height of a page, in tenths of a millimetre.
    pub fn size(&self, page: usize) -> Result<(u32, u32), PressFault> {
        let size = self.document.pages().get(page).ok_or(PressFault::Page(page))?.frame.size();
        Ok((tenths(size.x), tenths(size.y)))
    }

    /// One page as a PNG of so many dots an inch; at most 100 million pixels, so large pages come out coarser.
    pub fn png(&self, page: usize, dpi: u16) -> Result<Vec<u8>, PressFault> {
        let found = self.document.pages().get(page).ok_or(PressFault::Page(page))?;
        let size = found.frame.size();
        let most = (1e8 / (size.x.to_pt() * size.y.to_pt()).max(1.0)).sqrt();
        let scale = (f64::from(dpi) / 72.0).min(most);
        let options = RenderOptions { pixel_per_pt: scale.into(), ..RenderOptions::default() };
        typst_render::render(found, &options).encode_png().map_err(|_| PressFault::Page(page))
    }

    /// All pages as one tagged PDF; `archival` asks for PDF/A-2a.
    pub fn pdf(&self, archival: bool) -> Result<Vec<u8>, PressFault> {
        let fault = |detail: String| PressFault::Template(LayoutFault { file: "PDF".to_owned(), line: 0, detail });
        let standards: &[PdfStandard] = if archival { &[PdfStandard::A_2a] } else { &[] };
        let standards = PdfStandards::new(standards).map_err(|error| fault(error.message().to_string()))?;
        let options =
            PdfOptions { standards, creator: Smart::Custom(Some("Redaksi".to_owned())), ..PdfOptions::default() };
        typst_pdf::pdf(&whole_words(&self.document), &options).map_err(|errors| {
            let first = errors.first();
            fault(first.map_or_else(String::new, |error| error.message.to_string()))
        })
    }

    /// How it fits; `None` for layouts without columns to fit.
    pub fn copyfit(&self) -> Option<&Fit> {
        self.fit.as_ref()
    }

    /// Characters of the story that no font at hand has, at most 20.
    pub fn missing(&self) -> &str {
        &self.missing
    }

    /// Where each block begins.
    pub fn marks(&self) -> Vec<Mark> {
        let introspector = self.document.introspector();
        let found = self.labelled("mark");
        let mark = |content: Content| {
            let position = introspector.position(content.location()?)?;
            Some(Mark {
                block: u32::try_from(number(&content)?).ok()?,
                page: u32::try_from(position.page.get() - 1).ok()?,
                x: tenths(position.point.x),
                y: tenths(position.point.y),
            })
        };
        found.into_iter().filter_map(mark).collect()
    }

    /// What the template left under `<fit>`: see `assets/layouts/print/blocks.typ`.
    pub(crate) fn left(&self) -> Option<Json> {
        let first = self.labelled("fit").into_iter().next()?;
        let metadata = first.to_packed::<MetadataElem>()?;
        serde_json::to_value(&metadata.value).ok()
    }

    /// How long the text of the first page is, from `<fit>` to `<end>`, in points.
    pub(crate) fn length(&self) -> Option<f64> {
        let introspector = self.document.introspector();
        let place = |name: &str| introspector.position(self.labelled(name).first()?.location()?);
        let (begin, end) = (place("fit")?, place("end")?);
        let below = end.page == begin.page && (end.point.x - begin.point.x).abs() < Abs::pt(1.0);
        // What one endless column does not hold is longer than any page.
        Some(if below { (end.point.y - begin.point.y).to_pt() } else { ENDLESS })
    }

    /// The first page as high as its template wants it, where that said so under `<fit>`.
    pub(crate) fn cut(mut self) -> Self {
        let height = self.left().and_then(|left| left["cut"].as_f64());
        if let Some(height) = height {
            let pages = self.document.pages().iter().cloned().map(|mut page| {
                page.frame.size_mut().y = Abs::pt(height);
                page
            });
            self.document = PagedDocument::new(pages.collect(), self.document.info().clone());
        }
        self
    }

    fn labelled(&self, name: &str) -> Vec<Content> {
        let Some(label) = Label::new(PicoStr::intern(name)) else { return Vec::new() };
        self.document.introspector().query(&Selector::Label(label)).into_iter().collect()
    }

    /// What stands on the pages after the first: the block that runs on to them, and how many characters of it stand there.
    /// `top` is where the text begins on a page, in points: above it are its folio and its warning.
    pub(crate) fn runs_on(&self, top: f64) -> Option<(u32, u32)> {
        let marks = self.marks();
        let before = marks.iter().rev().find(|mark| mark.page == 0);
        let mut characters = 0u32;
        for page in self.document.pages().iter().skip(1) {
            let text = page.frame.items().filter(|(at, _)| at.y.to_pt() > top - 0.5);
            if let Some(next) = until_mark(text, &mut characters) {
                return if characters == 0 { Some((next, 0)) } else { before.map(|mark| (mark.block, characters)) };
            }
        }
        before.filter(|_| characters > 0).map(|mark| (mark.block, characters))
    }
}

/// The number that a mark carries.
fn number(content: &Content) -> Option<i64> {
    match content.to_packed::<MetadataElem>()?.value {
        Value::Int(number) => Some(number),
        _ => None,
    }
}

/// Counts the text of a frame's items up to the first mark, and says what that is.
fn until_mark<'a>(items: impl Iterator<Item = &'a (Point, FrameItem)>, characters: &mut u32) -> Option<u32> {
    for (_, item) in items {
        match item {
            FrameItem::Group(group) => {
                if let Some(found) = until_mark(group.frame.items(), characters) {
                    return Some(found);
                }
            }
            FrameItem::Text(text) => {
                let seen = text.text.chars().filter(|letter| !matches!(letter, '\u{ad}')).count();
                *characters = characters.saturating_add(u32::try_from(seen).unwrap_or(u32::MAX));
            }
            FrameItem::Tag(Tag::Start(content, _)) => {
                let is_mark = content.label().is_some_and(|label| label.resolve().as_str() == "mark");
                if let Some(block) = number(content).filter(|_| is_mark) {
                    return u32::try_from(block).ok();
                }
            }
            _ => {}
        }
    }
    None
}
