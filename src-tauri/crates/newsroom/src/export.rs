mod review;
mod settling;

use crate::{
    Code, Failure, GateOverride, Newsroom, Progress, Remedy, Shown,
    corrections::without_what_was_killed,
    delivery::{Folder, Placed},
    file_name::{Naming, Stems},
    picture::sha256,
};
use formats::{Context, Kind, Leaving, PageForm, Photo, Ties, hand_over};
use review::Reviewed;
use serde::{Deserialize, Serialize};
use settling::{Behind, Settler, Written};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
    path::Path,
    sync::Arc,
    thread,
};
use store::Entry;
use story::{Rendition, Story, body::Image};

/// Stories that are set in type at once: enough for every core, and few enough to be cancelled between.
const AHEAD: usize = 16;

/// Which stories leave, in which forms, for which folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportRequest {
    /// The stories, in order.
    pub ids: Vec<String>,
    /// Names of [`Kind::ALL`]: `html`, `md`, `txt`, `ninjs` …
    pub kinds: Vec<String>,
    /// Made where it is missing.
    pub folder: String,
    /// What to do where a file of that name is there.
    pub existing: Existing,
    /// Which text leaves, where suggestions are pending. Hand-over files always carry the accepted one.
    pub text: ExportText,
    /// How web pages are wanted.
    pub page: ExportPage,
    /// Whether documents that can show them (DOCX, ODT) have the notes as comments and the suggestions as tracked changes.
    /// Nothing else ever has.
    pub review: bool,
    /// How printed pages are wanted.
    pub print: ExportPrint,
    /// How the files are named, as in `{date}/{slug}-{version}.{ext}`; empty for `{slug}.{ext}`.
    pub naming: String,
    /// Somebody answers for what the gates would keep.
    pub gate_override: Option<GateOverride>,
}

/// How printed pages are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportPrint {
    /// A layout of the press; empty for the first of them.
    pub layout: String,
    /// Made to be kept for long: PDF/A.
    pub archival: bool,
}

/// How a web page is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportPage {
    /// Its `article` alone, for a system that has a page of its own.
    pub fragment: bool,
    /// Pictures are files beside it, as they came, and not inside of it.
    pub pictures_beside: bool,
}

/// Which text of a story with suggestions is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum ExportText {
    /// With the suggestions, as if all were accepted.
    #[default]
    Accepted,
    /// Without them.
    Original,
}

/// What to do about a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Existing {
    /// Leave it, and say so.
    Ask,
    /// Put the new one in its place.
    Replace,
    /// Put the new one beside it: `-2`, `-3`.
    Beside,
}

/// What an export came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportResult {
    /// One for each story and form, in the order in which they were asked for, then those that hold several stories; fewer
    /// where it was cancelled. A story that had to stay out of such a file has a line of its own.
    pub files: Vec<ExportedFile>,
    /// Whether it was cancelled. What is in `files` is done and stays.
    pub cancelled: bool,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportedFile {
    /// The ids of the stories in it.
    pub stories: Vec<String>,
    /// A name of [`Kind::ALL`].
    pub kind: String,
    /// Where it is, or would have been; empty where it never came to a name.
    pub path: String,
    /// Whether it is there.
    pub outcome: Outcome,
    /// Why it was refused. Beside a written file: what is not as it should be with it.
    pub failure: Option<Failure>,
}

/// What became of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// It is on disk, whole.
    Written,
    /// Another file is in its place and was left as it is.
    Exists,
    /// It was not written; the failure says why.
    Refused,
}

/// How a file was wanted, so that it can be made again.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    pub text: ExportText,
    pub page: ExportPage,
    pub review: bool,
    pub print: ExportPrint,
}

/// One export on its way.
pub(crate) struct Run<'a> {
    newsroom: &'a Newsroom,
    folder: Folder,
    existing: Existing,
    wanted: Wanted,
    naming: Naming,
    gate_override: Option<&'a GateOverride>,
    /// The stories that somebody answers for, as far as that is remembered.
    overruled: BTreeSet<String>,
    /// The forms that have a file for each story.
    kinds: Vec<Kind>,
    stems: Stems,
    /// Files that are not settled yet.
    waiting: Vec<Written>,
    /// The next stories, by id.
    ahead: BTreeMap<String, Ready>,
    /// Today, by the newsroom's clock.
    day: String,
    now: &'a str,
    actor: &'a str,
}

/// A story that may leave.
pub(crate) struct Ready {
    /// As it is in the newsroom.
    story: Arc<Story>,
    /// With the text that leaves.
    leaving: Arc<Story>,
    /// When it was first published.
    published: String,
    /// The stories that mend it, and those that it mends.
    ties: Ties,
    /// What is between colleagues, where it was asked for.
    review: Option<Reviewed>,
    /// Its pages in type, where those of several stories were set at once.
    pdf: Option<Result<Rendition, Failure>>,
}

impl Newsroom {
    /// Writes stories to a folder. A folder that cannot be written to fails the whole export before anything is made;
    /// what concerns one story (an embargo, a file that is there) concerns only that one. `progress` is asked before
    /// each file and may stop there.
    pub fn export(
        &self,
        request: &ExportRequest,
        now: &str,
        actor: &str,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ExportResult, Failure> {
        let (kinds, naming) = (kinds(&request.kinds)?, Naming::parse(&request.naming)?);
        let mut seen = BTreeSet::new();
        let ids: Vec<&String> = request.ids.iter().filter(|id| seen.insert(*id)).collect();
        let folder = Folder::prepare(Path::new(&request.folder))?;
        // What gathers stories has one file of several, and of one what every other form has.
        let (gathered, kinds): (Vec<Kind>, Vec<Kind>) =
            kinds.into_iter().partition(|kind| ids.len() > 1 && kind.gathers());
        let total = u32::try_from(ids.len() * kinds.len() + gathered.len()).unwrap_or(u32::MAX);
        let wanted =
            Wanted { text: request.text, page: request.page, review: request.review, print: request.print.clone() };
        let entry = Entry { at: now, actor };
        let mut run = Run::new(self, folder, request.existing, wanted, entry);
        (run.naming, run.kinds) = (naming, kinds);
        run.gate_override = request.gate_override.as_ref().map(GateOverride::checked).transpose()?;
        let mut files: Vec<ExportedFile> = Vec::new();
        let cancelled = thread::scope(|scope| -> Result<bool, Failure> {
            let behind = Behind::start(scope, Settler { newsroom: self, entry });
            let behind = behind.map_err(|error| Failure::writing(Path::new(&request.folder), &error))?;
            let mut goes_on = ControlFlow::Continue(());
            for (at, id) in if run.kinds.is_empty() { &[] } else { ids.as_slice() }.iter().enumerate() {
                if at % AHEAD == 0 {
                    run.set_in_type(&ids[at..ids.len().min(at + AHEAD)]);
                }
                let mut tell = telling(progress, files.len(), total);
                goes_on = run.story(id, &mut files, &mut tell);
                if goes_on.is_break() {
                    break;
                }
                run.full_batch().into_iter().for_each(|batch| behind.settle(batch));
            }
            if goes_on.is_continue() && !gathered.is_empty() {
                let mut tell = telling(progress, files.len(), total);
                goes_on = run.collection(&ids, &gathered, &mut files, &mut tell);
            }
            behind.settle(run.batch());
            behind.finish(&mut files);
            Ok(goes_on.is_break())
        })?;
        if !cancelled {
            // The last word of a job that is done: there is nothing left to stop.
            let _ = progress(Progress { done: total, total, name: String::new() });
        }
        run.folder.abandon();
        Ok(ExportResult { files, cancelled })
    }
}

impl<'a> Run<'a> {
    pub(crate) fn new(
        newsroom: &'a Newsroom,
        folder: Folder,
        existing: Existing,
        wanted: Wanted,
        Entry { at: now, actor }: Entry<'a>,
    ) -> Self {
        Self {
            newsroom,
            folder,
            existing,
            wanted,
            naming: Naming::default(),
            gate_override: None,
            overruled: BTreeSet::new(),
            kinds: Vec::new(),
            stems: Stems::default(),
            waiting: Vec::new(),
            ahead: BTreeMap::new(),
            day: checks::day(newsroom.house(), now),
            now,
            actor,
        }
    }

    /// Makes one file anew that is there, of these stories.
    pub(crate) fn again(
        &mut self,
        ids: &[String],
        (kind, name): (Kind, &str),
        gate_override: Option<&'a GateOverride>,
    ) -> Vec<ExportedFile> {
        self.gate_override = gate_override;
        let mut files = Vec::new();
        let mut ready = Vec::new();
        for id in ids {
            match self.begin(id, &[kind]) {
                Ok(story) => ready.push(story),
                Err(failure) => {
                    let path = self.folder.file(name).display().to_string();
                    files.push(ExportedFile { path, ..refused(id, kind, &failure) });
                }
            }
        }
        if !ready.is_empty() {
            self.file(&ready, kind, name, &mut files);
            let settler = Settler { newsroom: self.newsroom, entry: Entry { at: self.now, actor: self.actor } };
            settler.settle(self.batch()).into_iter().for_each(|amiss| amiss.say(&mut files));
        }
        files
    }

    /// Sets the next stories in type all at once, which takes every core of the machine; what fails will say so in its turn,
    /// and so does what somebody has to answer for.
    fn set_in_type(&mut self, ids: &[&String]) {
        if !self.kinds.contains(&Kind::Pdf) || ids.len() < 2 || self.gate_override.is_some() {
            return;
        }
        let kinds = self.kinds.clone();
        let mut ready: Vec<Ready> = ids.iter().filter_map(|id| self.begin(id, &kinds).ok()).collect();
        let told: Vec<Option<Story>> =
            ready.iter().map(|one| formats::told(&self.as_leaving(one, Kind::Pdf))).collect();
        let stories = ready.iter().zip(&told).map(|(one, told)| told.as_ref().unwrap_or(&one.leaving));
        let pdfs = self.newsroom.pdfs(&stories.collect::<Vec<_>>(), &self.wanted.print);
        ready.iter_mut().zip(pdfs).for_each(|(one, pdf)| one.pdf = Some(pdf));
        self.ahead = ready.into_iter().map(|one| (one.story.id.clone(), one)).collect();
    }

    fn story(
        &mut self,
        id: &str,
        files: &mut Vec<ExportedFile>,
        tell: &mut dyn FnMut(u32, &str) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let begun = self.begin(id, &self.kinds.clone()).and_then(|ready| {
            let stem = self.stem(&ready.story)?;
            Ok(([ready], stem))
        });
        let (ready, stem) = match begun {
            Ok(begun) => begun,
            Err(failure) => {
                files.extend(self.kinds.iter().map(|kind| refused(id, *kind, &failure)));
                return ControlFlow::Continue(());
            }
        };
        let mut goes_on = ControlFlow::Continue(());
        for (kind, ahead) in self.kinds.clone().into_iter().zip(0..) {
            let name = format!("{stem}.{}", kind.suffix());
            goes_on = tell(ahead, &name);
            if goes_on.is_break() {
                break;
            }
            self.file(&ready, kind, &name, files);
        }
        goes_on
    }

    /// Files of several stories, in the order in which they were asked for. One that may not leave stays out of them.
    fn collection(
        &mut self,
        ids: &[&String],
        kinds: &[Kind],
        files: &mut Vec<ExportedFile>,
        tell: &mut dyn FnMut(u32, &str) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut ready = Vec::with_capacity(ids.len());
        for id in ids {
            match self.begin(id, kinds) {
                Ok(story) => ready.push(story),
                Err(failure) => files.extend(kinds.iter().map(|kind| refused(id, *kind, &failure))),
            }
        }
        if ready.is_empty() {
            return ControlFlow::Continue(());
        }
        let stem = self.naming.stem_of_several(&format!("{}-{}", self.newsroom.house().id, self.day), &self.day);
        let mut goes_on = ControlFlow::Continue(());
        for (kind, ahead) in kinds.iter().zip(0..) {
            let name = format!("{stem}.{}", kind.suffix());
            let name = if self.existing == Existing::Beside { self.beside(&stem, *kind) } else { name };
            goes_on = tell(ahead, &name);
            if goes_on.is_break() {
                break;
            }
            self.file(&ready, *kind, &name, files);
        }
        goes_on
    }

    /// The first name of its kind that is free.
    fn beside(&self, stem: &str, kind: Kind) -> String {
        let mut name = format!("{stem}.{}", kind.suffix());
        let mut number = 2;
        while self.folder.file(&name).symlink_metadata().is_ok() {
            name = format!("{stem}-{number}.{}", kind.suffix());
            number += 1;
        }
        name
    }

    /// The story with the text that was asked for.
    fn leaving(&self, story: &Arc<Story>) -> Result<Arc<Story>, Failure> {
        if self.wanted.text == ExportText::Accepted && story.withdrawn().is_none() {
            return Ok(Arc::clone(story));
        }
        let mut story = Story::clone(story);
        if self.wanted.text == ExportText::Original {
            let tracking = self.newsroom.store().tracking(&story.id).map_err(|error| self.newsroom.failed(&error))?;
            if let Some(base) = tracking.and_then(|tracking| tracking.base) {
                story.body = base;
            }
        }
        Ok(Arc::new(without_what_was_killed(story)))
    }

    /// All that has to be known of a story before a file of it is made.
    fn begin(&mut self, id: &str, kinds: &[Kind]) -> Result<Ready, Failure> {
        if let Some(ready) = self.ahead.remove(id) {
            return Ok(ready);
        }
        let story = Arc::new(self.newsroom.existing(id)?);
        let readers = kinds.iter().any(|kind| *kind != Kind::Story);
        if readers && let Err(failure) = self.newsroom.may_leave(&story, self.now) {
            let Some(gate_override) = self.gate_override else { return Err(failure) };
            if self.overruled.insert(story.id.clone()) {
                self.newsroom.overrule(&story, gate_override, Entry { at: self.now, actor: self.actor })?;
            }
        }
        let exports = self.newsroom.store().exports(id).map_err(|error| self.newsroom.failed(&error))?;
        let published = exports.into_iter().filter(|export| export.kind != Kind::Story.name()).map(|export| export.at);
        let published = published.min().unwrap_or_else(|| self.now.to_owned());
        let (leaving, ties) = (self.leaving(&story)?, self.newsroom.ties(&story)?);
        let wanted = self.wanted.review && story.withdrawn().is_none() && kinds.iter().any(|kind| kind.shows_review());
        let review = wanted.then(|| self.newsroom.reviewed(id, self.wanted.text)).transpose()?;
        Ok(Ready { story, leaving, published, ties, review, pdf: None })
    }

    /// All forms of a story share one stem, so that they are found together. A file that another story of the newsroom
    /// was exported to is that story's, whatever was asked for: two stories of one slugline never fight over a name.
    fn stem(&mut self, story: &Story) -> Result<String, Failure> {
        let (folder, kinds, newsroom) = (&self.folder, &self.kinds, self.newsroom);
        let beside = self.existing == Existing::Beside;
        let taken = |stem: &str| {
            for kind in kinds {
                let file = folder.file(&format!("{stem}.{}", kind.suffix()));
                if file.symlink_metadata().is_err() {
                    continue;
                }
                let owner = newsroom.store().exported_to(&file.display().to_string());
                let owner = owner.map_err(|error| newsroom.failed(&error))?;
                if beside || owner.is_some_and(|owner| owner != story.id) {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        self.stems.give(&self.naming.stem(story, &self.day), taken)
    }

    fn file(&mut self, ready: &[Ready], kind: Kind, name: &str, files: &mut Vec<ExportedFile>) {
        let (outcome, failure) = match self.place(ready, kind, name, files.len()) {
            Ok((Placed::Written, amiss)) => (Outcome::Written, amiss),
            Ok((Placed::Exists, _)) => (Outcome::Exists, None),
            Err(failure) => (Outcome::Refused, Some(failure)),
        };
        files.push(ExportedFile {
            stories: ready.iter().map(|one| one.story.id.clone()).collect(),
            kind: kind.name().to_owned(),
            path: self.folder.file(name).display().to_string(),
            outcome,
            failure,
        });
    }

    fn place(
        &mut self,
        ready: &[Ready],
        kind: Kind,
        name: &str,
        number: usize,
    ) -> Result<(Placed, Option<Failure>), Failure> {
        let over = self.existing == Existing::Replace;
        let target = self.folder.file(name);
        if !over && target.symlink_metadata().is_ok() {
            return Ok((Placed::Exists, None));
        }
        let (rendition, mut amiss) = self.rendition(ready, kind)?;
        let sum = sha256(&rendition.bytes);
        if rendition.attachments.is_empty() {
            let laid = self.folder.lay(name, &rendition.bytes, over)?;
            self.written(ready, (kind, name), Some(laid), &sum, number);
            return Ok((Placed::Written, amiss));
        }
        // Its pictures are looked for by the stories that follow: they have to be there or not to be there by then.
        let mut brought = Vec::new();
        let placed = self
            .bring_pictures(&rendition, name, &mut brought, &mut amiss)
            .and_then(|()| self.folder.place(name, &rendition.bytes, over));
        if !matches!(placed, Ok(Placed::Written)) {
            // A page that is not there needs no pictures.
            brought.iter().for_each(|path| self.folder.take_back(path));
            return placed.map(|placed| (placed, None));
        }
        self.written(ready, (kind, name), None, &sum, number);
        Ok((Placed::Written, amiss))
    }

    /// The one form out of each maker, and the first picture that was not to be had. A form that `formats` does not write
    /// is made here by whoever does.
    fn rendition(&self, ready: &[Ready], kind: Kind) -> Result<(Rendition, Option<Failure>), Failure> {
        if let (Kind::Story, [Ready { story, .. }]) = (kind, ready) {
            let (whole, amiss) = self.newsroom.handing_over(story)?;
            return Ok((hand_over::write(&whole), amiss));
        }
        let missing: RefCell<Option<Failure>> = RefCell::new(None);
        let shown = |image: &Image| {
            if kind.is_document() { self.newsroom.document_picture(image) } else { self.newsroom.page_picture(image) }
        };
        let picture = |image: &Image| match shown(image) {
            Ok(file) => {
                let (width, height) = pictures::size(&file.bytes).unwrap_or_default();
                Some(Photo { bytes: file.bytes, width, height })
            }
            Err(failure) => {
                missing.borrow_mut().get_or_insert(failure);
                None
            }
        };
        let stories: Vec<Leaving<'_>> = ready.iter().map(|one| self.as_leaving(one, kind)).collect();
        if let (Kind::Pdf, [one], [leaving]) = (kind, ready, stories.as_slice()) {
            if let Some(pdf) = &one.pdf {
                return Ok((pdf.clone()?, None));
            }
            let told = formats::told(leaving);
            let mut pdfs = self.newsroom.pdfs(&[told.as_ref().unwrap_or(leaving.story)], &self.wanted.print);
            let pdf = pdfs.pop().unwrap_or_else(|| Err(unknown(kind.name(), "nothing writes it")));
            return Ok((pdf?, None));
        }
        let title = format!("{}, {}", self.newsroom.house().name, self.day);
        let ExportPage { fragment, pictures_beside } = self.wanted.page;
        let page = PageForm { fragment, pictures_beside };
        let context = Context { title: &title, now: self.now, picture: &picture, page, ..Context::default() };
        let rendition = formats::write(kind, &stories, &context);
        let rendition = rendition.ok_or_else(|| unknown(kind.name(), "nothing writes it"))?;
        Ok((rendition, missing.into_inner()))
    }

    /// A story as a form is given it.
    fn as_leaving<'b>(&'b self, ready: &'b Ready, kind: Kind) -> Leaving<'b> {
        let Ready { story, leaving, published, ties, review, .. } = ready;
        Leaving {
            // The record of a story is whole, also of one that was withdrawn.
            story: if kind == Kind::Json && story.withdrawn().is_some() { story } else { leaving },
            house: self.newsroom.house_of(&leaving.fields),
            published: Some(published),
            ties,
            review: review.as_ref().filter(|_| kind.shows_review()).map(Reviewed::review),
        }
    }

    /// Places the pictures that a rendition points at beside it, as they came wherever a page can show them. Their names say
    /// what is in them, so one that is there stays.
    fn bring_pictures(
        &self,
        rendition: &Rendition,
        name: &str,
        brought: &mut Vec<String>,
        amiss: &mut Option<Failure>,
    ) -> Result<(), Failure> {
        for attachment in &rendition.attachments {
            match self.newsroom.shown_picture(&attachment.media, Shown::default()) {
                Ok(file) => {
                    let path = match name.rsplit_once('/') {
                        Some((folder, _)) => format!("{folder}/{}", attachment.path),
                        None => attachment.path.clone(),
                    };
                    if self.folder.place(&path, &file.bytes, false)? == Placed::Written {
                        brought.push(path);
                    }
                }
                Err(failure) => {
                    amiss.get_or_insert(failure);
                }
            }
        }
        Ok(())
    }
}

/// Tells of the files after those that are `done`: how many come before it, and its name.
fn telling(
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    done: usize,
    total: u32,
) -> impl FnMut(u32, &str) -> ControlFlow<()> {
    let done = u32::try_from(done).unwrap_or(u32::MAX);
    move |ahead, name| progress(Progress { done: done + ahead, total, name: name.to_owned() })
}

fn unknown(name: &str, detail: &str) -> Failure {
    Failure::new(Code::KindUnknown, name, detail, None::<Remedy>)
}

pub(crate) fn refused(id: &str, kind: Kind, failure: &Failure) -> ExportedFile {
    ExportedFile {
        stories: vec![id.to_owned()],
        kind: kind.name().to_owned(),
        path: String::new(),
        outcome: Outcome::Refused,
        failure: Some(failure.clone()),
    }
}

pub(crate) fn kind(name: &str) -> Result<Kind, Failure> {
    name.parse().map_err(|error: formats::UnknownKind| unknown(name, &error.to_string()))
}

fn kinds(names: &[String]) -> Result<Vec<Kind>, Failure> {
    let mut kinds: Vec<Kind> = Vec::new();
    for name in names {
        let kind = kind(name)?;
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    Ok(kinds)
}
