//! What a person or a script sees: a few columns, or one JSON object a line.

use crate::{run::Stopped, words};
use newsroom::{
    Amiss, AmissKind, BackupInfo, Difference, DifferenceKind, ExportedFile, LayoutInfo, Repaired, Salvage, Suggestion,
};
use serde::Serialize;
use std::{fmt, io::Write, path::Path};
use story::Record;

/// Prints a line. That nobody reads on (`| head`) is not the end of a change that was asked for, so the caller decides.
pub fn line(line: fmt::Arguments<'_>) -> Result<(), Stopped> {
    writeln!(std::io::stdout().lock(), "{line}").map_err(|error| match error.kind() {
        std::io::ErrorKind::BrokenPipe => Stopped::Unread,
        _ => Stopped::Failed(vec![format!("standard output cannot be written: {error}")]),
    })
}

/// A story in a list: one JSON object, or a line with what was found under it.
pub fn story_line(record: &Record, json: bool) -> Result<(), Stopped> {
    if json {
        return object(record);
    }
    let head = &record.story;
    let counts = &record.counts;
    line(format_args!(
        "{}  {:<8}  {}  {}  ({} words, {} characters, {} paragraphs, {} related links)",
        head.id,
        head.stage.name(),
        shown(&head.fields.slugline, "no slugline"),
        shown(&head.fields.headline, "no headline"),
        counts.words,
        counts.characters,
        counts.paragraphs,
        record.related_links.len(),
    ))?;
    for finding in &record.findings {
        line(format_args!("    ! {}", words::finding(finding)))?;
    }
    Ok(())
}

/// A story whole.
pub fn story(record: &Record, json: bool) -> Result<(), Stopped> {
    if json {
        return object(record);
    }
    story_line(record, false)?;
    let fields = &record.story.fields;
    let dateline = &fields.dateline;
    let urgency = fields.urgency.map(|urgency| urgency.to_string()).unwrap_or_default();
    let rows = [
        ("kicker", fields.kicker.clone()),
        ("headline", fields.headline.clone()),
        ("deck", fields.deck.clone()),
        ("bylines", fields.bylines.join("; ")),
        ("editor", fields.editor.clone()),
        ("source", fields.source.clone()),
        ("outlet", dateline.outlet.clone()),
        ("place", dateline.place.clone()),
        ("date", dateline.date.clone().unwrap_or_default()),
        ("desk", fields.desk.clone()),
        ("language", fields.language.clone()),
        ("tags", fields.tags.join("; ")),
        ("topics", fields.topics.join("; ")),
        ("urgency", urgency),
        ("embargo", fields.embargo.clone().unwrap_or_default()),
        ("rights", fields.rights.clone()),
        ("note", fields.note.clone()),
        ("signOff", fields.sign_off.clone()),
        ("target", fields.target.map(|target| target.to_string()).unwrap_or_default()),
        ("house", fields.house.clone()),
        ("revision", record.story.revision.to_string()),
        ("created", record.story.created.clone()),
        ("modified", record.story.modified.clone()),
    ];
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        line(format_args!("{name:>10}  {value}"))?;
    }
    for link in &record.related_links {
        line(format_args!("{:>10}  after {}: {}", "related", link.after, link.title))?;
    }
    match &record.body {
        Some(body) => line(format_args!("\n{}", body.text())),
        None => Ok(()),
    }
}

/// A suggested story: one JSON object, or a line with the reasons under it.
pub fn suggestion(suggestion: &Suggestion, json: bool) -> Result<(), Stopped> {
    if json {
        return object(suggestion);
    }
    let Suggestion { row, score, reasons } = suggestion;
    let day = row.modified.get(..10).unwrap_or(&row.modified);
    let headline = shown(&row.headline, shown(&row.slugline, "no headline"));
    line(format_args!("{}  {:<8}  {day}  {headline}  (score {score})", row.id, row.stage.name()))?;
    let reasons: Vec<String> = reasons.iter().map(words::reason).collect();
    line(format_args!("    {}", reasons.join(" · ")))
}

/// A file that was written.
pub fn exported(file: &ExportedFile, json: bool) -> Result<(), Stopped> {
    if json { object(file) } else { line(format_args!("{}", file.path)) }
}

/// A layout in a list.
pub fn layout(layout: &LayoutInfo, json: bool) -> Result<(), Stopped> {
    if json {
        return object(layout);
    }
    let place = layout.folder.as_deref().unwrap_or("built in");
    line(format_args!("{:<18}  {:<10}  {}  ({place})", layout.id, layout.kind.name(), layout.name_en))
}

/// So many stories.
pub fn stories(count: u64) -> String {
    format!("{count} {}", if count == 1 { "story" } else { "stories" })
}

/// A backup in a list.
pub fn backup(backup: &BackupInfo, json: bool) -> Result<(), Stopped> {
    if json {
        return object(backup);
    }
    let held = backup.stories.map_or("cannot be read".to_owned(), |count| stories(count.into()));
    line(format_args!("{}  {held:>14}  {:>8} KB  {}", backup.at, backup.kilobytes, backup.path))
}

/// A newsroom that a backup took the place of.
pub fn repaired(path: &Path, repaired: &Repaired) -> Result<(), Stopped> {
    line(format_args!("{}", path.display()))?;
    if !repaired.aside.is_empty() {
        line(format_args!("what was there is now {}", repaired.aside))?;
    }
    for Difference { story, headline, kind } in &repaired.differences {
        let what = match kind {
            DifferenceKind::Missing => "only in what was there",
            DifferenceKind::Changed => "otherwise in what was there",
            DifferenceKind::Back => "only in the backup",
        };
        line(format_args!("{story}  {what:<27}  {}", shown(headline, "no headline")))?;
    }
    Ok(())
}

/// What could be read of a newsroom.
pub fn salvage(to: &Path, salvage: &Salvage) -> Result<(), Stopped> {
    let are = if salvage.whole == 1 { "is" } else { "are" };
    let whole = stories(salvage.whole.into());
    line(format_args!("{}: {whole} {are} whole, {} not", to.display(), salvage.amiss.len()))?;
    for Amiss { story, headline, kind } in &salvage.amiss {
        let what = match kind {
            AmissKind::Lost => "could not be read",
            AmissKind::Text => "without its text",
            AmissKind::Head => "head from the journal",
            AmissKind::Lists => "without bylines, tags or topics",
            AmissKind::Doubtful => "look it over",
        };
        line(format_args!("{story}  {what:<31}  {}", shown(headline, "no headline")))?;
    }
    if salvage.history {
        line(format_args!("some of the history (versions, journal, exports, settings) could not be read"))?;
    }
    Ok(())
}

/// One JSON object, as a line.
pub fn object(value: &impl Serialize) -> Result<(), Stopped> {
    // These types have nothing that JSON cannot hold.
    line(format_args!("{}", serde_json::to_string(value).unwrap_or_default()))
}

fn shown<'a>(value: &'a str, absent: &'a str) -> &'a str {
    if value.is_empty() { absent } else { value }
}
