use crate::{
    print,
    run::{Stopped, now},
};
use newsroom::{Newsroom, PageWish};
use std::path::Path;
use story::press::{HeadlineFit, Overset, Printed, Sheet};

/// What is wanted of the pages.
pub struct Wanted {
    /// From 1.
    pub page: usize,
    /// Dots an inch.
    pub dpi: u16,
    /// PDF/A.
    pub archival: bool,
}

/// Writes a story as a layout shows it; the file's suffix says in which form.
pub fn preview(
    newsroom: &Newsroom,
    (id, layout): (&str, &str),
    options: &[String],
    wanted: &Wanted,
    (out, force): (&Path, bool),
) -> Result<(), Stopped> {
    let suffix = out.extension().map(|suffix| suffix.to_string_lossy().to_lowercase()).unwrap_or_default();
    let page = wanted.page.saturating_sub(1);
    let sheet = match suffix.as_str() {
        "html" => None,
        "pdf" => Some(Sheet::Pdf(wanted.archival)),
        "svg" => Some(Sheet::Svg(page)),
        "png" => Some(Sheet::Png(page, wanted.dpi)),
        _ => {
            let name = out.display();
            return Err(Stopped::Usage(format!("{name} does not end in .html, .pdf, .svg or .png")));
        }
    };
    let options = newsroom.option_values(layout, &pairs(options)?)?;
    let printed = match sheet {
        None => {
            let wish = PageWish { options, ..PageWish::default() };
            newsroom.page_to(id, (layout, &wish), (out, force), &now())?.then_some(None)
        }
        Some(sheet) => newsroom.print_to(id, (layout, &options), sheet, (out, force), &now())?.map(Some),
    };
    let Some(printed) = printed else {
        let there = format!("{} is there already and was left as it is; --force overwrites it", out.display());
        return Err(Stopped::Failed(vec![there]));
    };
    print::line(format_args!("{}", out.display()))?;
    match printed {
        Some(printed) => said(&printed),
        None => Ok(()),
    }
}

/// How it fits, in a line a person can read.
fn said(printed: &Printed) -> Result<(), Stopped> {
    if let Some(fit) = &printed.fit {
        let centimetres = |tenths: u32| f64::from(tenths) / 100.0;
        let mut words = format!("{} columns, {} lines, {:.1} cm", fit.columns, fit.lines, centimetres(fit.length));
        if let (Some(lines), Some(length)) = (fit.free_lines, fit.free_length) {
            let which = if lines < 0 { "over" } else { "free" };
            let (lines, length) = (lines.unsigned_abs(), centimetres(length.unsigned_abs()));
            words.push_str(&format!("; {lines} lines {which}, {length:.1} cm"));
        }
        if let Some(Overset { block, character }) = fit.overset {
            words.push_str(&format!("; over from block {} on, character {character}", block + 1));
        }
        let HeadlineFit { columns, points, limit, lines } = fit.headline;
        if fit.headline.over() > 0 {
            words.push_str(&format!("; headline {columns}-{points}-{limit}: {lines} lines"));
        }
        print::line(format_args!("{words}"))?;
    }
    if !printed.missing.is_empty() {
        print::line(format_args!("no font has {}", printed.missing))?;
    }
    Ok(())
}

fn pairs(options: &[String]) -> Result<Vec<(String, String)>, Stopped> {
    let pair = |option: &String| match option.split_once('=') {
        Some((name, text)) => Ok((name.trim().to_owned(), text.trim().to_owned())),
        None => Err(Stopped::Usage(format!("\u{201c}{option}\u{201d} is not of the form name=value"))),
    };
    options.iter().map(pair).collect()
}
