use crate::{
    Pages,
    bounded::Bounded,
    copy::{self, Wanted},
    fonts,
    found::Found,
    layout::LAYOUTS,
    world::Sheet,
};
use serde_json::Value;
use std::{
    num::NonZero,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};
use story::{
    layout::{LayoutKind, OptionValues},
    press::{
        Copy, Fit, HeadlineFit, Overset, Press, PressFault, PressLayout, Printed, Sheet as Form, Spread, SpreadPage,
    },
};

/// A point in tenths of a millimetre.
const POINT: f64 = 254.0 / 72.0;
/// A card's points are its pixels.
const CARD_DPI: u16 = 72;
/// Settings after which unused results are forgotten.
const KEPT: usize = 12;
/// How long a template of somebody's own may take: many times what the longest story needs.
const PATIENCE: Duration = Duration::from_secs(15);

/// Sets stories in type. Typst remembers what it has set before, so setting a story again after a keystroke costs what
/// the keystroke changed; one page is set at a time, so that a burst of keys does not fill the machine, unless many are
/// wanted at once.
#[derive(Debug)]
pub struct Typesetter {
    turn: Mutex<()>,
    bounded: Bounded,
}

impl Default for Typesetter {
    fn default() -> Self {
        Self::with_patience(PATIENCE)
    }
}

impl Typesetter {
    /// A typesetter that waits so long for a template of somebody's own.
    pub fn with_patience(patience: Duration) -> Self {
        Self { turn: Mutex::new(()), bounded: Bounded::new(patience) }
    }

    /// The pages of a story in a layout. Whatever a story holds, the shipped layouts set it; a template of somebody's own
    /// may fail, with its file and line.
    pub fn compile(&self, copy: &Copy<'_>, layout: &PressLayout, options: &OptionValues) -> Result<Pages, PressFault> {
        // What may take long keeps nobody else waiting.
        let _turn = (!layout.own).then(|| self.turn.lock().unwrap_or_else(PoisonError::into_inner));
        self.set(copy, layout, options)
    }

    fn set(&self, copy: &Copy<'_>, layout: &PressLayout, options: &OptionValues) -> Result<Pages, PressFault> {
        let values = layout.info.values(options)?;
        let pages = match self.fitted(layout, copy, &values, true) {
            // A picture whose head is whole and whose inside is not is known only now.
            Err(fault) => self.fitted(layout, copy, &values, false).map_err(|_| fault),
            pages => pages,
        };
        comemo::evict(KEPT);
        pages
    }

    /// Sets a story, and again with longer columns where it does not stand on the one page that it should.
    fn fitted(
        &self,
        layout: &PressLayout,
        copy: &Copy<'_>,
        values: &OptionValues,
        pictures: bool,
    ) -> Result<Pages, PressFault> {
        let (card, columns) = (layout.info.kind == LayoutKind::Card, values.contains_key("columns"));
        let data = copy::data(copy, values, Wanted { card, columns, pictures });
        let mut found = Found::default();
        loop {
            let sheet = Sheet::new(layout, &data, &found)?;
            let document = if layout.own { self.bounded.set(layout, sheet)? } else { sheet.set()? };
            let pages = Pages { document, fit: None, missing: String::new() };
            if let Some(next) = found.next(&pages) {
                found = next;
                continue;
            }
            let mut pages = pages.cut();
            pages.fit = pages.left().map(|left| fit(&left, copy, &pages));
            pages.missing = fonts::missing(str::from_utf8(&data.story).unwrap_or(""), 20);
            return Ok(pages);
        }
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
            // A copy of a layout from before counts could be chosen does not say it.
            limit: left["limit"].as_u64().map_or(copy.house.print.headline_lines, |limit| limit as u32),
            lines: number("headline") as u32,
        },
    }
}

/// The file of a story's pages.
fn printed(pages: Pages, layout: &PressLayout, form: Form) -> Result<Printed, PressFault> {
    let bytes = match form {
        Form::Pdf(archival) => pages.pdf(archival)?,
        Form::Svg(page) => pages.svg(page)?.into_bytes(),
        Form::Png(page, dpi) => pages.png(page, if layout.info.kind == LayoutKind::Card { CARD_DPI } else { dpi })?,
    };
    Ok(Printed { bytes, fit: pages.fit, missing: pages.missing })
}

impl Press for Typesetter {
    fn layouts(&self) -> &[Arc<PressLayout>] {
        &LAYOUTS
    }

    fn sheet(
        &self,
        copy: &Copy<'_>,
        layout: &PressLayout,
        options: &OptionValues,
        form: Form,
    ) -> Result<Printed, PressFault> {
        printed(self.compile(copy, layout, options)?, layout, form)
    }

    fn sheets(
        &self,
        copies: &[Copy<'_>],
        layout: &PressLayout,
        options: &OptionValues,
        form: Form,
    ) -> Vec<Result<Printed, PressFault>> {
        let _turn = (!layout.own).then(|| self.turn.lock().unwrap_or_else(PoisonError::into_inner));
        let threads = thread::available_parallelism().map_or(1, NonZero::get).min(copies.len());
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(copy) = copies.get(at) else { return done };
                done.push((at, self.set(copy, layout, options).and_then(|pages| printed(pages, layout, form))));
            }
        };
        let mut all = thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut all = work();
            all.extend(others.into_iter().flat_map(|other| match other.join() {
                Ok(done) => done,
                Err(panic) => std::panic::resume_unwind(panic),
            }));
            all
        });
        all.sort_by_key(|(at, _)| *at);
        all.into_iter().map(|(_, printed)| printed).collect()
    }

    fn spread(&self, copy: &Copy<'_>, layout: &PressLayout, options: &OptionValues) -> Result<Spread, PressFault> {
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
