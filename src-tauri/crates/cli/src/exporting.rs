//! `export`, `exports`, `export-again`, `profiles`, `correct` and `corrections`: stories on their way out, and what is said of
//! them afterwards.

use crate::{
    arguments::{Format, Output},
    print::{self, line, object},
    run::{Stopped, heard, now, unwatched},
    words,
};
use clap::{Args, ValueEnum};
use newsroom::{
    Existing, ExportLayout, ExportPage, ExportProfile, ExportRequest, ExportResult, ExportText, ExportedFile,
    GateOverride, NewCorrection, Newsroom, Outcome, StoryExports,
};
use std::path::PathBuf;
use story::{CorrectionKind, layout::LayoutKind};

#[derive(Args)]
pub struct ExportArguments {
    /// The stories' ids
    #[arg(required_unless_present = "search", value_name = "ID")]
    ids: Vec<String>,
    /// The stories of a search, as in 'search'
    #[arg(long, value_name = "QUERY", conflicts_with = "ids")]
    search: Option<String>,
    /// How it is wanted, by the name of a profile; what is said besides counts more
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    #[command(flatten)]
    wishes: Wishes,
    /// Overwrite files that are there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    answer: Answer,
    #[command(flatten)]
    output: Output,
}

/// How an export is wanted.
#[derive(Args)]
pub struct Wishes {
    /// The format; give it again for more than one
    #[arg(long = "format", value_enum, value_name = "FORMAT")]
    formats: Vec<Format>,
    /// The folder to write into; it is made when it is not there
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// How the files are named, e.g. '{date}/{slug}-{version}.{ext}'; also {id} and {desk}
    #[arg(long, value_name = "PATTERN")]
    naming: Option<String>,
    /// Which text leaves where suggestions are pending: with them, or without [default: accepted]
    #[arg(long, value_enum, value_name = "TEXT")]
    text: Option<Text>,
    /// Of html, only the article, for a system that has a page of its own
    #[arg(long)]
    fragment: bool,
    /// Of html, where its pictures are: inside of it, or files beside it, as they came [default: inside]
    #[arg(long, value_enum, value_name = "WHERE")]
    pictures: Option<Pictures>,
    /// Of docx and odt: with the notes as comments and the suggestions as tracked changes, for colleagues
    #[arg(long)]
    review: bool,
    /// A layout, by its folder's name, as a file besides: one of the web as HTML, a card as PNG, a print layout as PDF; give
    /// it again for more than one. With --format pdf, the first print layout named is the one that the PDF has
    #[arg(long = "layout", value_name = "LAYOUT")]
    layouts: Vec<String>,
    /// Of PDF, one to be kept for long: PDF/A-2a
    #[arg(long)]
    archival: bool,
}

/// Somebody answers for what an embargo or the house would keep.
#[derive(Args)]
pub struct Answer {
    /// Let stories leave that an embargo or the house keeps, for this reason; the journal remembers it
    #[arg(long = "override", value_name = "REASON", requires = "by")]
    reason: Option<String>,
    /// Who answers for that
    #[arg(long, value_name = "NAME", requires = "reason")]
    by: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Pictures {
    /// In the page itself
    Inside,
    /// In a folder beside it
    Beside,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Text {
    /// As if all suggestions were accepted
    Accepted,
    /// Without the suggestions
    Original,
}

/// What is said of a story after it has left.
#[derive(Clone, Copy, ValueEnum)]
pub enum Correcting {
    /// The newsroom mends a mistake of its own
    #[value(alias = "ralat")]
    Erratum,
    /// Somebody else pointed a mistake out
    #[value(alias = "koreksi")]
    Correction,
    /// Somebody who is written about answers
    #[value(alias = "hak-jawab")]
    RightOfReply,
    /// Something has happened since
    Update,
    /// The story is withdrawn
    Kill,
}

impl Answer {
    fn given(&self) -> Option<GateOverride> {
        let (reason, by) = (self.reason.clone()?, self.by.clone()?);
        Some(GateOverride { by, reason })
    }
}

impl Wishes {
    /// The profile with what is said besides in its place: forms and layouts together.
    fn over(self, mut profile: ExportProfile, newsroom: &Newsroom) -> ExportProfile {
        let Self { formats, out, naming, text, fragment, pictures, review, mut layouts, archival } = self;
        if profile.kinds.iter().any(|kind| kind == "pdf") || formats.iter().any(|one| matches!(one, Format::Pdf)) {
            let known = newsroom.layouts();
            let is_print = |id: &String| known.iter().any(|one| one.id == *id && one.kind == LayoutKind::Print);
            if let Some(at) = layouts.iter().position(is_print) {
                profile.print.layout = layouts.remove(at);
            }
        }
        if !formats.is_empty() || !layouts.is_empty() {
            profile.kinds = formats.iter().map(|format| format.name().to_owned()).collect();
            profile.layouts = layouts.into_iter().map(|layout| ExportLayout { layout, ..Default::default() }).collect();
        }
        if let Some(out) = out {
            profile.folder = out.to_string_lossy().into_owned();
        }
        profile.naming = naming.unwrap_or(profile.naming);
        profile.text = match text {
            Some(Text::Accepted) => ExportText::Accepted,
            Some(Text::Original) => ExportText::Original,
            None => profile.text,
        };
        profile.page = ExportPage {
            fragment: fragment || profile.page.fragment,
            pictures_beside: pictures.map_or(profile.page.pictures_beside, |pictures| pictures == Pictures::Beside),
        };
        profile.review |= review;
        profile.print.archival |= archival;
        profile
    }
}

/// Writes stories, and prints what became of them.
pub fn export(newsroom: &Newsroom, arguments: ExportArguments) -> Result<(), Stopped> {
    let ExportArguments { mut ids, search, profile, wishes, force, answer, output } = arguments;
    let profile = profile.map(|name| newsroom.profile(&name)).transpose()?.unwrap_or_default();
    let ExportProfile { kinds, layouts, folder, naming, text, page, review, print, .. } =
        wishes.over(profile, newsroom);
    if kinds.is_empty() && layouts.is_empty() {
        return Err(Stopped::Usage("say what to write with --format or --layout, or with --profile".to_owned()));
    }
    if folder.is_empty() {
        return Err(Stopped::Usage("say where to with --out, or with a profile that names a folder".to_owned()));
    }
    if let Some(query) = search {
        for fault in &newsroom.search(&query, 1, 0)?.faults {
            eprintln!("redaksi-cli: {}", words::query_fault(fault));
        }
        ids = newsroom.found(&query)?;
    }
    let existing = if force { Existing::Replace } else { Existing::Ask };
    let gate_override = answer.given();
    let request =
        ExportRequest { ids, kinds, layouts, folder, existing, text, page, review, print, naming, gate_override };
    let result = newsroom.export(&request, &now(), &newsroom.actor()?, &mut unwatched)?;
    told(&result, output.json)
}

/// Says where stories have gone.
pub fn exports(newsroom: &Newsroom, ids: &[String], json: bool) -> Result<(), Stopped> {
    for StoryExports { story, name, withdrawn, places } in exports_of(newsroom, ids)? {
        if json {
            object(&StoryExports { story, name, withdrawn, places })?;
            continue;
        }
        line(format_args!("{story}  {name}{}", if withdrawn { "  (withdrawn)" } else { "" }))?;
        for place in places {
            let state = if place.current { "current" } else { "older" };
            line(format_args!(
                "    {:<8} {state:<8} {}  revision {}  {}",
                place.kind, place.at, place.revision, place.path
            ))?;
        }
    }
    Ok(())
}

/// Makes the files again that hold an older state.
pub fn export_again(newsroom: &Newsroom, ids: &[String], answer: &Answer, json: bool) -> Result<(), Stopped> {
    let ids: Vec<String> = exports_of(newsroom, ids)?.into_iter().map(|exports| exports.story).collect();
    let answer = answer.given();
    let result = newsroom.export_again(&ids, &[], answer.as_ref(), &now(), &newsroom.actor()?, &mut unwatched)?;
    told(&result, json)
}

fn exports_of(newsroom: &Newsroom, ids: &[String]) -> Result<Vec<StoryExports>, Stopped> {
    if ids.is_empty() {
        return Ok(newsroom.exports_due()?);
    }
    Ok(ids.iter().map(|id| newsroom.story_exports(id)).collect::<Result<_, _>>()?)
}

/// Lists the profiles, keeps one, or takes one away.
pub fn profiles(
    newsroom: &Newsroom,
    keep: Option<String>,
    remove: Option<&str>,
    wishes: Wishes,
    json: bool,
) -> Result<(), Stopped> {
    if let Some(name) = remove {
        return Ok(newsroom.remove_profile(name, &now(), &newsroom.actor()?)?);
    }
    if let Some(name) = keep {
        let profile = wishes.over(ExportProfile { name, ..ExportProfile::default() }, newsroom);
        return Ok(newsroom.keep_profile(&profile, None, &now(), &newsroom.actor()?)?);
    }
    for profile in newsroom.profiles()? {
        if json {
            object(&profile)?;
        } else {
            let naming = if profile.naming.is_empty() { "{slug}.{ext}" } else { &profile.naming };
            let layouts = profile.layouts.iter().map(|one| &one.layout);
            let forms: Vec<&str> = profile.kinds.iter().chain(layouts).map(String::as_str).collect();
            line(format_args!("{}  {}  {}/{naming}", profile.name, forms.join(" "), profile.folder))?;
        }
    }
    Ok(())
}

/// Says something of a story.
pub fn correct(
    newsroom: &Newsroom,
    story: String,
    kind: Correcting,
    text: String,
    published_as: Option<String>,
) -> Result<(), Stopped> {
    let kind = match kind {
        Correcting::Erratum => CorrectionKind::Erratum,
        Correcting::Correction => CorrectionKind::Correction,
        Correcting::RightOfReply => CorrectionKind::RightOfReply,
        Correcting::Update => CorrectionKind::Update,
        Correcting::Kill => CorrectionKind::Kill,
    };
    let new = NewCorrection { story, kind, text, published_as };
    let correction = newsroom.correct(&new, &now(), &newsroom.actor()?)?;
    heard(line(format_args!("{}", correction.id)))?;
    let older = newsroom.story_exports(&new.story)?.places.into_iter().filter(|place| !place.current);
    older.for_each(|place| {
        eprintln!("redaksi-cli: {} holds the story as it was; 'export-again' makes it anew", place.path)
    });
    Ok(())
}

/// Lists what was said of a story, or takes it back.
pub fn corrections(newsroom: &Newsroom, id: &str, take_back: Option<&str>, json: bool) -> Result<(), Stopped> {
    if let Some(correction) = take_back {
        return Ok(newsroom.take_correction_back(correction, &now(), &newsroom.actor()?)?);
    }
    let desk = newsroom.correction_desk(id)?;
    if json {
        return object(&desk);
    }
    for correction in &desk.corrections {
        line(format_args!("{}  {}  {}  {}", correction.id, correction.at, correction.kind, correction.by))?;
        line(format_args!("    {}", correction.text))?;
        if let Some(other) = &correction.published_as {
            line(format_args!("    published as {other}  {}", desk.names.get(other).map_or("", String::as_str)))?;
        }
    }
    for of in &desk.corrects {
        let name = desk.names.get(&of.story).map_or("", String::as_str);
        line(format_args!("corrects {}  {}  {name}", of.story, of.correction.kind))?;
    }
    Ok(())
}

fn told(result: &ExportResult, json: bool) -> Result<(), Stopped> {
    let mut failed = Vec::new();
    for file in &result.files {
        match (file.outcome, &file.failure) {
            (Outcome::Written, amiss) => {
                heard(print::exported(file, json))?;
                failed.extend(amiss.as_ref().map(words::failure));
            }
            (Outcome::Exists, _) => {
                failed.push(format!("{} is there already and was left as it is; --force overwrites it", file.path));
            }
            (_, Some(failure)) => failed.push(refusal(file, &words::failure(failure))),
            (_, None) => failed.push(format!("{} was not written", file.path)),
        }
    }
    // What concerns a whole story is refused for each of its forms: it is said once.
    failed.dedup();
    if failed.is_empty() { Ok(()) } else { Err(Stopped::Failed(failed)) }
}

fn refusal(file: &ExportedFile, words: &str) -> String {
    if file.path.is_empty() { words.to_owned() } else { format!("{}: {words}", file.path) }
}
