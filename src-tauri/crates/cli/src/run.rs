use crate::{
    arguments::{Arguments, Command},
    exporting, history, journal, lines, notes, preview, print, replace, spelling, words,
};
use ::print::Typesetter;
use newsroom::{Failure, JournalQuery, Kept, ListQuery, Newsroom, Part, Progress, Sort};
use std::{ops::ControlFlow, path::Path, sync::Arc};
use story::{Record, replace::FindQuery};

/// Why a command did not end well.
pub enum Stopped {
    /// Exit status 1: the reasons, one line each.
    Failed(Vec<String>),
    /// Exit status 2.
    Usage(String),
    /// Nobody reads on: what only prints ends here, and that is no failure.
    Unread,
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Stopped::Failed(vec![words::failure(&failure)])
    }
}

/// Carries out one command.
pub fn run(arguments: Arguments) -> Result<(), Stopped> {
    let path = arguments.newsroom.unwrap_or_else(Newsroom::default_path);
    if let Command::Init { house, sample } = &arguments.command {
        let newsroom = Newsroom::create(&path, house, &now())?;
        if *sample {
            newsroom.add_sample(&now(), &newsroom.actor()?)?;
        }
        return print::line(format_args!("{}", newsroom.path().display()));
    }
    // What does not need a newsroom that can be opened.
    match &arguments.command {
        Command::Backups { output } => return backups(&path, output.json),
        Command::RestoreBackup { file } => return restore_backup(&path, file),
        Command::Salvage { to } => return salvage(&path, to),
        _ => {}
    }
    let newsroom = Newsroom::open(&path)?;
    newsroom.use_press(Arc::new(Typesetter::default()));
    match arguments.command {
        Command::Init { .. } | Command::Backups { .. } | Command::RestoreBackup { .. } | Command::Salvage { .. } => {
            Ok(())
        }
        Command::Backup { to } => back_up(&newsroom, to.as_deref()),
        Command::Import { files, house, jsonl: true, output } => {
            lines::import(&newsroom, &files, house.as_deref(), output.json)
        }
        Command::Import { files, house, jsonl: false, output } => {
            let actor = newsroom.actor()?;
            let mut failed = Vec::new();
            for file in &files {
                match newsroom.import(file, house.as_deref(), &now(), &actor) {
                    Ok((story, findings)) => heard(print::story_line(&Record::of(&story, findings), output.json))?,
                    Err(failure) => failed.push(words::failure(&failure)),
                }
            }
            if failed.is_empty() { Ok(()) } else { Err(Stopped::Failed(failed)) }
        }
        Command::List { stage, limit, output } => {
            let query = ListQuery { stage, desk: None, sort: Sort::Newest, offset: 0, limit: limit.limit };
            let page = newsroom.list(&query)?;
            stories(&newsroom, page.rows.iter().map(|row| row.id.as_str()), output.json)
        }
        Command::Search { query, limit, output } => {
            let page = newsroom.search(&query, limit.limit, 0)?;
            for fault in &page.faults {
                eprintln!("redaksi-cli: {}", words::query_fault(fault));
            }
            stories(&newsroom, page.hits.iter().map(|hit| hit.row.id.as_str()), output.json)
        }
        Command::Related { id, limit, output } => {
            let suggestions = newsroom.suggestions_for(&id, limit, &now())?;
            suggestions.iter().try_for_each(|suggestion| print::suggestion(suggestion, output.json))
        }
        Command::Show { id, output } => {
            let (story, findings) = newsroom.story(&id, &now())?;
            print::story(&Record::with_body(&story, findings), output.json)
        }
        Command::Set { id, assignments } => {
            let assignments = pairs(&assignments)?;
            let story = newsroom.set(&id, &assignments, &now(), &newsroom.actor()?)?;
            print::line(format_args!("{} revision {}", story.id, story.revision))
        }
        Command::Layouts { output } => layouts(&newsroom, output.json),
        Command::Replace { search, find, with, regex, word, case, loose, apply } => {
            replace::replace(&newsroom, &search, &FindQuery { find, with, regex, word, case, loose }, apply)
        }
        Command::Notes { id, output } => notes::notes(&newsroom.notes(&id)?, output.json),
        Command::Spelling { id, output } => spelling::spelling(&newsroom, &id, output.json),
        Command::Words { add, remove, output } => spelling::words(&newsroom, add, remove, output.json),
        Command::House { house, ids } => {
            let (now, actor) = (now(), newsroom.actor()?);
            ids.iter().try_for_each(|id| {
                let story = newsroom.move_to_house(id, &house, &now, &actor)?;
                print::line(format_args!("{} {}", story.id, newsroom.print_lines(&story.fields).dateline.trim_end()))
            })
        }
        Command::Export(arguments) => exporting::export(&newsroom, arguments),
        Command::Exports { ids, output } => exporting::exports(&newsroom, &ids, output.json),
        Command::ExportAgain { ids, answer, output } => exporting::export_again(&newsroom, &ids, &answer, output.json),
        Command::Correct { id, kind, text, published_as } => {
            exporting::correct(&newsroom, id, kind, text, published_as)
        }
        Command::Corrections { id, take_back, output } => {
            exporting::corrections(&newsroom, &id, take_back.as_deref(), output.json)
        }
        Command::Profiles { keep, remove, wishes, output } => {
            exporting::profiles(&newsroom, keep, remove.as_deref(), wishes, output.json)
        }
        Command::Preview { id, layout, out, options, page, dpi, archival, force } => {
            let sheet = preview::Wanted { page, dpi, archival };
            preview::preview(&newsroom, (&id, &layout), &options, &sheet, (&out, force))
        }
        Command::Journal { story, after, limit, follow, output } => {
            journal::journal(&newsroom, JournalQuery { story, after, limit }, follow, output.json)
        }
        Command::Undo { seq, output } => journal::undo(&newsroom, seq, output.json),
        Command::Versions { id, output } => {
            // A version may be all that is left of a story; one that never was is a mistake.
            let versions = newsroom.versions(&id)?;
            if versions.is_empty() {
                newsroom.story(&id, &now())?;
            }
            versions.iter().try_for_each(|version| history::version(version, output.json))
        }
        Command::Diff { id, from, to, output } => {
            history::diff(&newsroom.compare_versions(&id, from.0, to.0)?, output.json)
        }
        Command::Restore { id, version, field, paragraph } => {
            let part = field.map(Part::Field).or_else(|| paragraph.map(|number| Part::Paragraph(number - 1)));
            let (base, actor) = (newsroom.story(&id, &now())?.0.revision, newsroom.actor()?);
            let kept = match part {
                Some(part) => newsroom.restore_part(&id, version, &part, base, &now(), &actor)?,
                None => newsroom.take_version(&id, version, base, &now(), &actor)?,
            };
            match kept {
                Kept::Kept { revision, .. } => heard(print::line(format_args!("{id} revision {revision}"))),
                Kept::KeptBeside { version, .. } => Err(Stopped::Failed(vec![format!(
                    "someone else saved the story at the same moment; what was to be restored is kept as version {version}"
                )])),
            }
        }
        Command::Keep { id, note } => {
            let version = newsroom.keep_version(&id, &note, &now(), &newsroom.actor()?)?;
            heard(print::line(format_args!("{}", version.version)))
        }
        Command::Verify => {
            let verification = newsroom.verify()?;
            if verification.faults.is_empty() {
                print::line(format_args!("{}: {}, sound", path.display(), print::stories(verification.stories.into())))
            } else {
                Err(Stopped::Failed(verification.faults.iter().map(words::fault).collect()))
            }
        }
    }
}

fn back_up(newsroom: &Newsroom, to: Option<&Path>) -> Result<(), Stopped> {
    let Some(to) = to else {
        return match newsroom.back_up(&now(), &mut unwatched)? {
            Some(backup) => heard(print::line(format_args!("{}", backup.path))),
            None => Err(Stopped::Failed(vec!["another program is making a backup of this newsroom".to_owned()])),
        };
    };
    newsroom.back_up_to(to, &mut unwatched)?;
    heard(print::line(format_args!("{}", to.display())))
}

fn backups(path: &Path, json: bool) -> Result<(), Stopped> {
    Newsroom::backups_of(path).iter().try_for_each(|backup| print::backup(backup, json))
}

fn restore_backup(path: &Path, file: &Path) -> Result<(), Stopped> {
    let Some(repaired) = Newsroom::restore_backup(path, file, &now(), &mut unwatched)? else { return Ok(()) };
    heard(print::repaired(path, &repaired))
}

/// Everything that could be read is there, so that something could not is no failure; it is said.
fn salvage(path: &Path, to: &Path) -> Result<(), Stopped> {
    let Some(salvage) = Newsroom::salvage_to(path, to, &mut unwatched)? else { return Ok(()) };
    heard(print::salvage(to, &salvage))
}

/// The command line is stopped by the system's own means; what is unfinished then has no name.
pub fn unwatched(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// What changes something goes on when nobody reads its report.
pub fn heard(printed: Result<(), Stopped>) -> Result<(), Stopped> {
    match printed {
        Err(Stopped::Unread) => Ok(()),
        printed => printed,
    }
}

/// Prints stories by id, in order. One that cannot be read does not keep back the others.
fn stories<'a>(newsroom: &Newsroom, ids: impl Iterator<Item = &'a str>, json: bool) -> Result<(), Stopped> {
    let mut failed = Vec::new();
    for id in ids {
        match newsroom.story(id, &now()) {
            Ok((story, findings)) => print::story_line(&Record::of(&story, findings), json)?,
            Err(failure) => failed.push(words::failure(&failure)),
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(Stopped::Failed(failed)) }
}

fn layouts(newsroom: &Newsroom, json: bool) -> Result<(), Stopped> {
    let layouts = newsroom.layouts();
    layouts.iter().try_for_each(|layout| print::layout(layout, json))?;
    let faults: Vec<String> = layouts.into_iter().filter_map(|layout| layout.fault).collect();
    if faults.is_empty() { Ok(()) } else { Err(Stopped::Failed(faults)) }
}

fn pairs(assignments: &[String]) -> Result<Vec<(String, String)>, Stopped> {
    assignments
        .iter()
        .map(|assignment| match assignment.split_once('=') {
            Some((field, value)) if !field.is_empty() => Ok((field.trim().to_owned(), value.to_owned())),
            _ => Err(Stopped::Usage(format!("\u{201c}{assignment}\u{201d} is not of the form field=value"))),
        })
        .collect()
}

/// The time, RFC 3339 in UTC. The command line and the window are the only ones that read the clock.
#[expect(clippy::disallowed_methods, reason = "the command line is where the time comes in")]
pub fn now() -> String {
    chrono::Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}
