pub(crate) mod form;
pub(crate) mod laying_out;
mod request;
mod review;
mod settling;

use crate::{
    Code, ExportLayout, Failure, GateOverride, Newsroom, Progress, Remedy, Shown,
    corrections::without_what_was_killed,
    delivery::{Folder, Placed},
    file_name::{Naming, Stems},
    picture::sha256,
};
use form::Form;
use formats::{Context, Kind, Leaving, PageForm, Photo, Ties, hand_over};
use laying_out::SheetWish;
pub use request::{Existing, ExportPage, ExportPrint, ExportRequest, ExportResult, ExportText, ExportedFile, Outcome};
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
use store::{Entry, ExportRecord};
use story::{Rendition, Story, body::Image};

/// Stories that are set in type at once: enough for every core, and few enough to be cancelled between.
const AHEAD: usize = 16;

/// How a file was wanted, so that it can be made again.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    pub text: ExportText,
    pub page: ExportPage,
    pub review: bool,
    pub print: ExportPrint,
    pub layouts: Vec<ExportLayout>,
    /// Of a file that was made of a preview: it does not mean that the story was published.
    pub preview: Option<SheetWish>,
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
    forms: Vec<Form>,
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
        let forms = self.forms(&request.kinds, &request.layouts)?;
        let naming = Naming::parse(&request.naming)?;
        let mut seen = BTreeSet::new();
        let ids: Vec<&String> = request.ids.iter().filter(|id| seen.insert(*id)).collect();
        let folder = Folder::prepare(Path::new(&request.folder))?;
        // What gathers stories has one file of several, and of one what every other form has.
        let (gathered, forms): (Vec<Form>, Vec<Form>) =
            forms.into_iter().partition(|form| ids.len() > 1 && form.gathers());
        let total = u32::try_from(ids.len() * forms.len() + gathered.len()).unwrap_or(u32::MAX);
        let wanted = Wanted {
            text: request.text,
            page: request.page,
            review: request.review,
            print: request.print.clone(),
            layouts: request.layouts.clone(),
            preview: None,
        };
        let entry = Entry { at: now, actor };
        let mut run = Run::new(self, folder, request.existing, wanted, entry);
        (run.naming, run.forms) = (naming, forms);
        run.gate_override = request.gate_override.as_ref().map(GateOverride::checked).transpose()?;
        let mut files: Vec<ExportedFile> = Vec::new();
        let cancelled = thread::scope(|scope| -> Result<bool, Failure> {
            let behind = Behind::start(scope, Settler { newsroom: self, entry });
            let behind = behind.map_err(|error| Failure::writing(Path::new(&request.folder), &error))?;
            let mut goes_on = ControlFlow::Continue(());
            for (at, id) in if run.forms.is_empty() { &[] } else { ids.as_slice() }.iter().enumerate() {
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

impl Newsroom {
    /// A story with the text that was asked for.
    fn leaving(&self, story: &Story, text: ExportText) -> Result<Story, Failure> {
        let mut story = story.clone();
        if text == ExportText::Original {
            let tracking = self.store().tracking(&story.id).map_err(|error| self.failed(&error))?;
            if let Some(tracking) = tracking {
                story.fields = tracking.original(&story.fields);
                story.body = tracking.base.unwrap_or(story.body);
            }
        }
        Ok(without_what_was_killed(story))
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
            forms: Vec::new(),
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
        (form, name): (&Form, &str),
        gate_override: Option<&'a GateOverride>,
    ) -> Vec<ExportedFile> {
        self.gate_override = gate_override;
        let mut files = Vec::new();
        let mut ready = Vec::new();
        for id in ids {
            match self.begin(id, std::slice::from_ref(form)) {
                Ok(story) => ready.push(story),
                Err(failure) => {
                    let path = self.folder.file(name).display().to_string();
                    files.push(ExportedFile { path, ..refused(id, &form.name(), &failure) });
                }
            }
        }
        if !ready.is_empty() {
            self.file(&ready, form, name, &mut files);
            self.settle_now(&mut files);
        }
        files
    }

    /// Sets the next stories in type all at once, which takes every core of the machine; what fails will say so in its turn,
    /// and so does what somebody has to answer for.
    fn set_in_type(&mut self, ids: &[&String]) {
        if !self.forms.contains(&Form::Kind(Kind::Pdf)) || ids.len() < 2 || self.gate_override.is_some() {
            return;
        }
        let forms = self.forms.clone();
        let mut ready: Vec<Ready> = ids.iter().filter_map(|id| self.begin(id, &forms).ok()).collect();
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
        let forms = self.forms.clone();
        let begun = self.begin(id, &forms).and_then(|ready| {
            let stem = self.stem(&ready.story)?;
            Ok(([ready], stem))
        });
        let (ready, stem) = match begun {
            Ok(begun) => begun,
            Err(failure) => {
                files.extend(forms.iter().map(|form| refused(id, &form.name(), &failure)));
                return ControlFlow::Continue(());
            }
        };
        let mut goes_on = ControlFlow::Continue(());
        for (form, ahead) in forms.iter().zip(0..) {
            let name = format!("{stem}.{}", form.suffix());
            goes_on = tell(ahead, &name);
            if goes_on.is_break() {
                break;
            }
            self.file(&ready, form, &name, files);
        }
        goes_on
    }

    /// Files of several stories, in the order in which they were asked for. One that may not leave stays out of them.
    fn collection(
        &mut self,
        ids: &[&String],
        forms: &[Form],
        files: &mut Vec<ExportedFile>,
        tell: &mut dyn FnMut(u32, &str) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut ready = Vec::with_capacity(ids.len());
        for id in ids {
            match self.begin(id, forms) {
                Ok(story) => ready.push(story),
                Err(failure) => files.extend(forms.iter().map(|form| refused(id, &form.name(), &failure))),
            }
        }
        if ready.is_empty() {
            return ControlFlow::Continue(());
        }
        let stem = self.naming.stem_of_several(&format!("{}-{}", self.newsroom.house().id, self.day), &self.day);
        let mut goes_on = ControlFlow::Continue(());
        for (form, ahead) in forms.iter().zip(0..) {
            let name = format!("{stem}.{}", form.suffix());
            let name = if self.existing == Existing::Beside { self.beside(&stem, &form.suffix()) } else { name };
            goes_on = tell(ahead, &name);
            if goes_on.is_break() {
                break;
            }
            self.file(&ready, form, &name, files);
        }
        goes_on
    }

    /// The first name of its kind that is free.
    fn beside(&self, stem: &str, suffix: &str) -> String {
        let mut name = format!("{stem}.{suffix}");
        let mut number = 2;
        while self.folder.file(&name).symlink_metadata().is_ok() {
            name = format!("{stem}-{number}.{suffix}");
            number += 1;
        }
        name
    }

    /// All that has to be known of a story before a file of it is made.
    fn begin(&mut self, id: &str, forms: &[Form]) -> Result<Ready, Failure> {
        if let Some(ready) = self.ahead.remove(id) {
            return Ok(ready);
        }
        let story = Arc::new(self.newsroom.existing(id)?);
        let readers = forms.iter().any(Form::is_for_readers);
        if readers && let Err(failure) = self.newsroom.may_leave(&story, self.now) {
            let Some(gate_override) = self.gate_override else { return Err(failure) };
            if self.overruled.insert(story.id.clone()) {
                self.newsroom.overrule(&story, gate_override, Entry { at: self.now, actor: self.actor })?;
            }
        }
        let exports = self.newsroom.store().exports(id).map_err(|error| self.newsroom.failed(&error))?;
        let published = exports.into_iter().filter(is_published).map(|export| export.at);
        let published = published.min().unwrap_or_else(|| self.now.to_owned());
        let leaving = match self.wanted.text {
            ExportText::Accepted if story.withdrawn().is_none() => Arc::clone(&story),
            text => Arc::new(self.newsroom.leaving(&story, text)?),
        };
        let ties = self.newsroom.ties(&story)?;
        let wanted = self.wanted.review && story.withdrawn().is_none() && forms.iter().any(Form::shows_review);
        let review = wanted.then(|| self.newsroom.reviewed(id, self.wanted.text)).transpose()?;
        Ok(Ready { story, leaving, published, ties, review, pdf: None })
    }

    /// All forms of a story share one stem, so that they are found together. A file that another story of the newsroom
    /// was exported to is that story's, whatever was asked for: two stories of one slugline never fight over a name.
    fn stem(&mut self, story: &Story) -> Result<String, Failure> {
        let (folder, forms, newsroom) = (&self.folder, &self.forms, self.newsroom);
        let beside = self.existing == Existing::Beside;
        let taken = |stem: &str| {
            for form in forms {
                let file = folder.file(&format!("{stem}.{}", form.suffix()));
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

    fn file(&mut self, ready: &[Ready], form: &Form, name: &str, files: &mut Vec<ExportedFile>) {
        let (outcome, failure) = match self.place(ready, form, name, files.len()) {
            Ok((Placed::Written, amiss)) => (Outcome::Written, amiss),
            Ok((Placed::Exists, _)) => (Outcome::Exists, None),
            Err(failure) => (Outcome::Refused, Some(failure)),
        };
        files.push(ExportedFile {
            stories: ready.iter().map(|one| one.story.id.clone()).collect(),
            kind: form.name(),
            path: self.folder.file(name).display().to_string(),
            outcome,
            failure,
        });
    }

    fn place(
        &mut self,
        ready: &[Ready],
        form: &Form,
        name: &str,
        number: usize,
    ) -> Result<(Placed, Option<Failure>), Failure> {
        let over = self.existing == Existing::Replace;
        let target = self.folder.file(name);
        if !over && target.symlink_metadata().is_ok() {
            return Ok((Placed::Exists, None));
        }
        let (rendition, mut amiss) = match form {
            Form::Kind(kind) => self.rendition(ready, *kind)?,
            Form::Layout { .. } => (self.laid_out(ready, form)?.rendition, None),
        };
        let sum = sha256(&rendition.bytes);
        if rendition.attachments.is_empty() {
            let laid = self.folder.lay(name, &rendition.bytes, over)?;
            self.written(ready, (form, name), Some(laid), &sum, number);
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
        self.written(ready, (form, name), None, &sum, number);
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

pub(crate) fn refused(id: &str, kind: &str, failure: &Failure) -> ExportedFile {
    ExportedFile {
        stories: vec![id.to_owned()],
        kind: kind.to_owned(),
        path: String::new(),
        outcome: Outcome::Refused,
        failure: Some(failure.clone()),
    }
}

/// Whether a file that left means that its story was published: it went to readers, and was not made of a preview.
fn is_published(export: &ExportRecord) -> bool {
    let wanted = export.options.as_deref().and_then(|json| serde_json::from_str(json).ok());
    export.kind != Kind::Story.name() && wanted.is_none_or(|wanted: Wanted| wanted.preview.is_none())
}
