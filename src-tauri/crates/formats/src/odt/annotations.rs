//! Notes as annotations: each begins where its words begin and ends where they end.

use crate::{
    Note,
    document::{Document, Thread},
    said,
    xml::{Xml, is_blank, one_line},
};
use std::collections::{HashMap, HashSet};

/// The threads of a document while it is written.
pub(super) struct Annotations<'d, 'a> {
    threads: &'d [Thread<'a>],
    /// The number of the last run of each thread that has words in the text, counted through the document.
    last: HashMap<&'a str, usize>,
    at: usize,
    open: HashSet<&'a str>,
    /// Whether those that are about no words of the text still have to be put somewhere.
    homeless: bool,
}

impl<'d, 'a> Annotations<'d, 'a> {
    pub(super) fn of(document: &'d Document<'a>) -> Self {
        let mut last = HashMap::new();
        let mut at = 0;
        document.each_line(&mut |line| {
            for run in line.runs.iter().filter(|run| !run.change.is_deleted()) {
                last.extend(run.notes.iter().map(|id| (*id, at)));
                at += 1;
            }
        });
        Self { threads: &document.threads, last, at: 0, open: HashSet::new(), homeless: true }
    }

    /// Those about the whole story, and those whose words are gone, stand at its beginning.
    pub(super) fn about_the_story(&mut self, xml: &mut Xml) {
        if std::mem::take(&mut self.homeless) {
            let homeless = self.threads.iter().filter(|thread| !self.last.contains_key(thread.id));
            homeless.for_each(|thread| {
                begin(xml, thread, true);
                end(xml, thread);
            });
        }
    }

    /// Before a run that is in the text.
    pub(super) fn before(&mut self, xml: &mut Xml, notes: &[&'a str]) {
        for id in notes {
            if self.open.insert(id) {
                self.threads.iter().filter(|thread| thread.id == *id).for_each(|thread| begin(xml, thread, false));
            }
        }
    }

    /// Behind it.
    pub(super) fn behind(&mut self, xml: &mut Xml, notes: &[&'a str]) {
        for id in notes.iter().filter(|id| self.last.get(*id) == Some(&self.at)) {
            self.threads.iter().filter(|thread| thread.id == *id).for_each(|thread| end(xml, thread));
        }
        self.at += 1;
    }
}

fn name(thread: &Thread<'_>, number: usize) -> String {
    format!("{}-{number}", thread.id)
}

fn begin(xml: &mut Xml, thread: &Thread<'_>, quoted: bool) {
    let first = name(thread, 0);
    for (note, number) in thread.notes.iter().zip(0..) {
        let name = name(thread, number);
        let mut attributes = vec![("office:name", name.as_str())];
        if number > 0 {
            attributes.push(("loext:parent-name", &first));
        }
        if note.resolved {
            attributes.push(("loext:resolved", "true"));
        }
        xml.span("office:annotation", &attributes, |xml| annotation(xml, note, quoted && number == 0));
    }
}

fn annotation(xml: &mut Xml, note: &Note, quoted: bool) {
    let author = if is_blank(&note.author) { "?" } else { &note.author };
    xml.span("dc:creator", &[], |xml| xml.text(&one_line(author)));
    if let Some(time) = said::second(&note.at) {
        xml.span("dc:date", &[], |xml| xml.text(&time));
    }
    // Words that are gone from the text are told with the note.
    let quote = note.quote.as_deref().filter(|_| quoted).map(|quote| format!("\u{201c}{quote}\u{201d}"));
    for line in quote.as_deref().into_iter().chain(note.words.lines()) {
        xml.span("text:p", &[], |xml| xml.text(&one_line(line)));
    }
}

fn end(xml: &mut Xml, thread: &Thread<'_>) {
    for number in 0..thread.notes.len() {
        xml.span("office:annotation-end", &[("office:name", &name(thread, number))], |_| {});
    }
}
