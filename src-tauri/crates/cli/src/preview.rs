use crate::{
    print,
    run::{Stopped, heard, now},
};
use newsroom::{ExportLayout, Newsroom, PageWish, PreviewFile, PreviewSaved, SheetWish};
use std::path::Path;
use story::press::{HeadlineFit, Overset};

/// What is wanted of the pages.
pub struct Wanted {
    /// From 1.
    pub page: u32,
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
    if !["html", "pdf", "svg", "png"].contains(&suffix.as_str()) {
        let name = out.display();
        return Err(Stopped::Usage(format!("{name} does not end in .html, .pdf, .svg or .png")));
    }
    let options = newsroom.option_values(layout, &pairs(options)?)?;
    let file = PreviewFile {
        layout: ExportLayout { layout: layout.to_owned(), wish: PageWish { options, ..PageWish::default() } },
        suffix,
        archival: wanted.archival,
        sheet: SheetWish { page: wanted.page.saturating_sub(1), dpi: wanted.dpi },
        ..PreviewFile::default()
    };
    let saved = newsroom.save_preview(id, &file, (out, force), &now(), &newsroom.actor()?)?;
    if !saved.written {
        let there = format!("{} is there already and was left as it is; --force overwrites it", out.display());
        return Err(Stopped::Failed(vec![there]));
    }
    heard(print::line(format_args!("{}", out.display())))?;
    said(&saved)?;
    match saved.amiss {
        Some(amiss) => Err(amiss.into()),
        None => Ok(()),
    }
}

/// How it fits, in a line a person can read.
fn said(saved: &PreviewSaved) -> Result<(), Stopped> {
    if let Some(fit) = &saved.fit {
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
    if !saved.missing.is_empty() {
        print::line(format_args!("no font has {}", saved.missing))?;
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
