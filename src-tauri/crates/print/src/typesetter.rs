use crate::{
    Layout, Pages,
    copy::{self, Wanted},
    fonts,
    world::Sheet,
};
use serde_json::Value;
use std::sync::{Mutex, PoisonError};
use story::{
    layout::{Layout as Info, LayoutKind, OptionValues},
    press::{Copy, Fit, HeadlineFit, Overset, Press, PressFault, Printed, Sheet as Form, Spread, SpreadPage},
};
use typst_layout::PagedDocument;

/// A point in tenths of a millimetre.
const POINT: f64 = 254.0 / 72.0;
/// Lines that columns may be made longer until everything stands on one page: what cannot be broken takes more room than
/// its height.
const LONGER: u32 = 8;
/// A card's points are its pixels.
const CARD_DPI: u16 = 72;
/// Settings after which unused results are forgotten.
const KEPT: usize = 12;

/// Sets stories in type. Typst remembers what it has set before, so setting a story again after a keystroke costs what
/// the keystroke changed; one typesetter works at a time, so that a burst of keys does not fill the machine.
#[derive(Debug)]
pub struct Typesetter {
    layouts: Vec<Layout>,
    turn: Mutex<()>,
}

impl Default for Typesetter {
    fn default() -> Self {
        Self::new(Layout::shipped())
    }
}

impl Typesetter {
    /// A typesetter with these layouts.
    pub fn new(layouts: Vec<Layout>) -> Self {
        Self { layouts, turn: Mutex::new(()) }
    }

    /// The pages of a story in a layout. Whatever a story holds, the shipped layouts set it; a template of somebody's own
    /// may fail, with its file and line.
    pub fn compile(&self, copy: &Copy<'_>, layout: &str, options: &OptionValues) -> Result<Pages, PressFault> {
        let id = layout;
        let layout = self.layouts.iter().find(|one| one.info.id == layout);
        let layout = layout.ok_or_else(|| PressFault::Missing(id.to_owned()))?;
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let values = layout.info.values(options)?;
        let pages = match set(layout, copy, &values, true) {
            // A picture whose head is whole and whose inside is not is known only now.
            Err(fault) => set(layout, copy, &values, false).map_err(|_| fault),
            pages => pages,
        };
        comemo::evict(KEPT);
        pages
    }
}

/// Sets a story, and again with longer columns where it does not stand on the one page that it should.
fn set(layout: &Layout, copy: &Copy<'_>, values: &OptionValues, pictures: bool) -> Result<Pages, PressFault> {
    let mut extra = 0;
    loop {
        let (card, columns) = (layout.info.kind == LayoutKind::Card, values.contains_key("columns"));
        let wanted = Wanted { card, columns, pictures, extra };
        let data = copy::data(copy, values, wanted);
        let text = data.story.to_string();
        let sheet = Sheet::new(layout, data)?;
        let document = typst::compile::<PagedDocument>(&sheet).output.map_err(|errors| sheet.fault(&errors))?;
        let mut pages = Pages { document, fit: None, missing: String::new() };
        let left = pages.left();
        let balanced = left.as_ref().is_some_and(|left| left["balanced"] == true);
        if balanced && pages.count() > 1 && extra < LONGER {
            extra += if extra < 3 { 1 } else { 3 };
            continue;
        }
        pages.fit = left.map(|left| fit(&left, copy, &pages));
        pages.missing = fonts::missing(&text, 20);
        return Ok(pages);
    }
}

/// What the template measured, in lines and lengths.
fn fit(left: &Value, copy: &Copy<'_>, pages: &Pages) -> Fit {
    let number = |name: &str| left[name].as_f64().unwrap_or(0.0);
    let line = number("leading").max(0.1);
    let lines = (number("body") / line).ceil();
    let columns = number("columns").max(1.0);
    let hole = left["hole"].as_f64().filter(|hole| *hole > 0.0);
    let free = hole.map(|hole| {
        let room = ((hole - number("head") + 0.01) / line).floor().max(0.0) * columns;
        // What stands on the next page is over, even where its bare height would have had room.
        if pages.count() > 1 { (room - lines).min(-1.0) } else { (room - lines).max(0.0) }
    });
    let overset = free.filter(|free| *free < 0.0).and_then(|_| pages.runs_on(number("top")));
    let overset = overset.map(|(block, characters)| {
        let text = copy.story.body.blocks().get(block as usize).map_or(0, |block| {
            let content = block.line().unwrap_or(&[]);
            content.iter().map(|story::body::Inline::Text { text, .. }| text.chars().count()).sum()
        });
        let text = u32::try_from(text).unwrap_or(u32::MAX);
        Overset { block, character: if characters == 0 { 0 } else { text.saturating_sub(characters) } }
    });
    Fit {
        columns: columns as u32,
        lines: lines as u32,
        length: (lines * line * POINT).round() as u32,
        free_lines: free.map(|free| free as i32),
        free_length: free.map(|free| (free * line * POINT).round() as i32),
        overset,
        headline: HeadlineFit {
            columns: columns as u32,
            points: number("points").round() as u32,
            limit: copy.house.print.headline_lines,
            lines: number("headline") as u32,
        },
    }
}

impl Typesetter {
    fn is_card(&self, layout: &str) -> bool {
        self.layouts.iter().any(|one| one.info.id == layout && one.info.kind == LayoutKind::Card)
    }
}

impl Press for Typesetter {
    fn layouts(&self) -> Vec<Info> {
        self.layouts.iter().map(|layout| layout.info.clone()).collect()
    }

    fn sheet(&self, copy: &Copy<'_>, layout: &str, options: &OptionValues, form: Form) -> Result<Printed, PressFault> {
        let pages = self.compile(copy, layout, options)?;
        let bytes = match form {
            Form::Pdf(archival) => pages.pdf(archival)?,
            Form::Svg(page) => pages.svg(page)?.into_bytes(),
            Form::Png(page, dpi) => pages.png(page, if self.is_card(layout) { CARD_DPI } else { dpi })?,
        };
        Ok(Printed { bytes, fit: pages.fit, missing: pages.missing })
    }

    fn spread(&self, copy: &Copy<'_>, layout: &str, options: &OptionValues) -> Result<Spread, PressFault> {
        let pages = self.compile(copy, layout, options)?;
        let page = |at: usize| -> Result<SpreadPage, PressFault> {
            let (width, height) = pages.size(at)?;
            Ok(SpreadPage { svg: pages.svg(at)?, width, height })
        };
        Ok(Spread {
            pages: (0..pages.count().min(Spread::MOST)).map(page).collect::<Result<_, _>>()?,
            count: u32::try_from(pages.count()).unwrap_or(u32::MAX),
            marks: pages.marks(),
            fit: pages.fit,
            missing: pages.missing,
        })
    }
}
