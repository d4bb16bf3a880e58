use crate::{Failure, Newsroom, newsroom::new_story, time};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufRead, BufReader},
    mem,
    ops::ControlFlow,
    path::Path,
    thread,
    time::Duration,
};
use store::{Entry, Writing};
use story::{LineFault, RecordLine, Story};
use uuid::{Builder, Uuid};

/// What an import of a file with a story a line has come to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LinesImported {
    /// New stories.
    pub added: u32,
    /// Stories that are in the newsroom already: an earlier run brought them, or an earlier line. They are left alone.
    pub known: u32,
    /// Lines that are no story.
    pub refused: u32,
    /// Stories whose id in the file is no UUID, so that they have one of their own here.
    pub renamed: u32,
    /// Keys of the lines that no record has: what they held is not in the newsroom.
    pub unknown: BTreeMap<String, UnknownKey>,
    /// How much of the file was read.
    pub bytes: u64,
}

impl LinesImported {
    /// Counts another file's lines in.
    pub fn add(&mut self, other: Self) {
        self.added += other.added;
        self.known += other.known;
        self.refused += other.refused;
        self.renamed += other.renamed;
        self.bytes += other.bytes;
        for (key, UnknownKey { lines, first }) in other.unknown {
            self.unknown.entry(key).or_insert(UnknownKey { lines: 0, first }).lines += lines;
        }
    }
}

/// A key that no record has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UnknownKey {
    /// How many stories came with it.
    pub lines: u32,
    /// The first line that has it, from 1.
    pub first: u64,
}

/// What is told of an import while it runs; the answer says whether it goes on.
#[derive(Debug)]
pub enum LineNews<'a> {
    /// A line is no story.
    Refused {
        /// Its number, from 1.
        line: u64,
        /// Why.
        reason: String,
    },
    /// Some more are done, for good: the counts so far.
    Done(&'a LinesImported),
}

/// How many stories one transaction takes. It is what a kill can cost of the work done, and what a window on the same
/// newsroom may have to wait for: some tenths of a second. With fewer, the index of the search sorts the same words more
/// often.
const BATCH: usize = 1_000;
/// Between two steps of the merge at the end. SQLite's lock goes to whoever asks first, and another process asks every few
/// milliseconds: taken again at once, it would keep a save waiting until the merge is through.
const GIVING_WAY: Duration = Duration::from_millis(25);
/// A batch of long stories is closed early.
const BATCH_BYTES: usize = 8 * 1024 * 1024;
/// Nothing longer is a story: a tree takes several times the room of its text.
const LONGEST_LINE: u64 = 4 * formats::LARGEST;
/// Some programs begin a file in UTF-8 with it.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// Keys beyond this many are counted under one name: a file whose keys are data would otherwise fill the memory.
const MOST_UNKNOWN: usize = 100;

impl Newsroom {
    /// Takes in a file with a story a line, as `show --json` prints them. See [`Newsroom::import_lines_from`].
    pub fn import_lines(
        &self,
        file: &Path,
        house: Option<&str>,
        now: &str,
        actor: &str,
        tell: &mut dyn FnMut(LineNews<'_>) -> ControlFlow<()>,
    ) -> Result<LinesImported, Failure> {
        let opened = File::open(file).map_err(|error| Failure::reading(file, &error))?;
        let mut lines = BufReader::with_capacity(1 << 18, opened);
        self.import_lines_from(&mut lines, file, house, now, actor, tell)
    }

    /// Takes in lines as they come, in batches that are each there whole or not at all: while one is written the next is
    /// read, and no more than these two are held. Stories that the newsroom has already are passed over, so that a run
    /// which was stopped, in whatever way, is simply begun again. `name` is what the lines are called where they cannot be
    /// read; `house` is that of the stories that name none.
    pub fn import_lines_from(
        &self,
        lines: &mut dyn BufRead,
        name: &Path,
        house: Option<&str>,
        now: &str,
        actor: &str,
        tell: &mut dyn FnMut(LineNews<'_>) -> ControlFlow<()>,
    ) -> Result<LinesImported, Failure> {
        let house = house.map(|id| self.house_named(id)).transpose()?.unwrap_or_else(|| self.house()).id.clone();
        let mut run = Run {
            newsroom: self,
            house,
            entry: Entry { at: now, actor },
            tell,
            done: LinesImported::default(),
            under_way: None,
        };
        let mut batch = Vec::new();
        let mut size = 0;
        let mut failed = None;
        let mut stopped = false;
        for number in 1.. {
            let more = match read_line(lines, number == 1, &mut run.done.bytes) {
                Ok(Line::Text(text)) => {
                    if !text.trim().is_empty() {
                        size += text.len();
                        batch.push(Waiting { number, id: id_of(text.trim()), text });
                    }
                    true
                }
                Ok(Line::Refused(reason)) => run.refuse(number, reason.to_owned()).is_continue(),
                Ok(Line::End) => false,
                Err(error) => {
                    failed = Some(Failure::reading(name, &error));
                    false
                }
            };
            if !more || batch.len() >= BATCH || size >= BATCH_BYTES {
                size = 0;
                stopped = run.take_in(mem::take(&mut batch))?.is_break();
                if stopped || !more {
                    break;
                }
            }
        }
        stopped |= run.settle()?.is_break();
        // Whether this succeeds, or is waited for, changes nothing but how soon a search answers.
        while !stopped && matches!(self.store().merge_index(), Ok(true)) {
            stopped = (run.tell)(LineNews::Done(&run.done)).is_break();
            thread::sleep(GIVING_WAY);
        }
        failed.map_or(Ok(run.done), Err)
    }
}

/// One import under way.
struct Run<'a> {
    newsroom: &'a Newsroom,
    house: String,
    entry: Entry<'a>,
    tell: &'a mut dyn FnMut(LineNews<'_>) -> ControlFlow<()>,
    done: LinesImported,
    under_way: Option<UnderWay>,
}

/// A batch that is being written.
struct UnderWay {
    writing: Writing<u32>,
    stories: u32,
    /// Of each line its number, the keys that were left out, and whether its id was replaced.
    read: Vec<(u64, Vec<String>, bool)>,
}

/// A line whose story may be there already.
struct Waiting {
    number: u64,
    id: String,
    text: String,
}

impl Run<'_> {
    fn take_in(&mut self, batch: Vec<Waiting>) -> Result<ControlFlow<()>, Failure> {
        let store = self.newsroom.store();
        let ids: Vec<String> = batch.iter().map(|line| line.id.clone()).collect();
        let known = store.are_known(&ids).map_err(|error| self.newsroom.failed(&error))?;
        let mut stories = Vec::with_capacity(batch.len());
        let mut read = Vec::with_capacity(batch.len());
        for (line, known) in batch.into_iter().zip(known) {
            if known {
                self.done.known += 1;
                continue;
            }
            match RecordLine::read(&line.text).and_then(|record| self.story(line.id, record)) {
                Ok((story, keys, renamed)) => {
                    stories.push(story);
                    read.push((line.number, keys, renamed));
                }
                Err(fault) => {
                    if self.refuse(line.number, fault.to_string()).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
            }
        }
        let told = self.settle()?;
        if told.is_break() || stories.is_empty() {
            return Ok(told);
        }
        let count = u32::try_from(stories.len()).unwrap_or(u32::MAX);
        let writing = store.add_many(stories, self.entry).map_err(|error| self.newsroom.failed(&error))?;
        self.under_way = Some(UnderWay { writing, stories: count, read });
        Ok(ControlFlow::Continue(()))
    }

    /// Waits for the batch that is being written, and tells what has been done by now.
    fn settle(&mut self) -> Result<ControlFlow<()>, Failure> {
        let Some(UnderWay { writing, stories, read }) = self.under_way.take() else {
            return Ok(ControlFlow::Continue(()));
        };
        let added = writing.wait().map_err(|error| self.newsroom.failed(&error))?;
        self.done.added += added;
        self.done.known += stories - added;
        for (number, keys, renamed) in read {
            self.done.renamed += u32::from(renamed);
            keys.into_iter().for_each(|key| self.note(key, number));
        }
        Ok((self.tell)(LineNews::Done(&self.done)))
    }

    /// The story that a line says, the keys that were left out, and whether its id was replaced.
    fn story(&self, id: String, record: RecordLine) -> Result<(Story, Vec<String>, bool), LineFault> {
        let RecordLine { id: given, mut fields, stage, body, revision, created, modified, corrections, unknown } =
            record;
        let moment = |key: &str, time: Option<&str>| {
            let fault = |failure: Failure| LineFault::Value { key: key.to_owned(), fault: failure.detail };
            time.map(time::moment).transpose().map(|time| time.map(time::stamp)).map_err(fault)
        };
        moment("embargo", fields.embargo.as_deref())?;
        for correction in &corrections {
            moment("corrections", Some(&correction.at))?;
        }
        let created = moment("created", created.as_deref())?;
        let modified = moment("modified", modified.as_deref())?;
        if fields.house.is_empty() {
            fields.house.clone_from(&self.house);
        }
        if fields.language.is_empty() {
            fields.language = self.newsroom.house_of(&fields).new_fields().language;
        }
        let now = self.entry.at.to_owned();
        let renamed = given.is_some_and(|given| Uuid::try_parse(&given).is_err());
        let story = Story {
            stage: stage.unwrap_or_default(),
            revision: revision.unwrap_or(1),
            created: created.clone().or_else(|| modified.clone()).unwrap_or_else(|| now.clone()),
            modified: modified.or(created).unwrap_or(now),
            corrections,
            ..new_story(id, fields, body, self.entry.at)
        };
        Ok((story, unknown, renamed))
    }

    fn refuse(&mut self, line: u64, reason: String) -> ControlFlow<()> {
        self.done.refused += 1;
        (self.tell)(LineNews::Refused { line, reason })
    }

    fn note(&mut self, key: String, line: u64) {
        let unknown = &mut self.done.unknown;
        let key = if unknown.len() < MOST_UNKNOWN || unknown.contains_key(&key) { key } else { "…".to_owned() };
        unknown.entry(key).or_insert(UnknownKey { lines: 0, first: line }).lines += 1;
    }
}

enum Line {
    Text(String),
    /// There is a line, but none that could be one of ours.
    Refused(&'static str),
    End,
}

fn read_line(lines: &mut dyn BufRead, first: bool, bytes: &mut u64) -> io::Result<Line> {
    let mut line = Vec::new();
    let read = io::Read::take(&mut *lines, LONGEST_LINE + 1).read_until(b'\n', &mut line)? as u64;
    *bytes += read;
    if read == 0 {
        return Ok(Line::End);
    }
    if read > LONGEST_LINE && !line.ends_with(b"\n") {
        *bytes += lines.skip_until(b'\n')? as u64;
        return Ok(Line::Refused("it is longer than any story"));
    }
    if first && line.starts_with(BYTE_ORDER_MARK) {
        line.drain(..BYTE_ORDER_MARK.len());
    }
    Ok(String::from_utf8(line).map_or(Line::Refused("it is not UTF-8"), Line::Text))
}

/// What of a line says which story it is.
#[derive(Deserialize, Default)]
struct Named {
    id: Option<String>,
    created: Option<String>,
    modified: Option<String>,
}

/// The story's own id where that is a UUID. Else one made of the line, so that the same line is the same story in every
/// run; its time is the story's, because ids sort as stories came.
fn id_of(line: &str) -> String {
    // What cannot be read here is read again, whole, and then refused with its reason.
    let Named { id, created, modified } = serde_json::from_str(line).unwrap_or_default();
    if let Some(id) = id.and_then(|id| Uuid::try_parse(&id).ok()) {
        return id.to_string();
    }
    let at = created.or(modified).and_then(|time| time::moment(&time).ok());
    let millis = at.and_then(|at| u64::try_from(at.timestamp_millis()).ok()).unwrap_or_default();
    let mut random = [0; 10];
    random.iter_mut().zip(Sha256::digest(line)).for_each(|(byte, of)| *byte = of);
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string()
}
