//! Notes as Word's comments. What Word of 2013 and later knows of threads (who answers whom, what is resolved) is in a part of
//! its own, which older readers pass over.

use super::MAIN;
use crate::{
    Note,
    document::{Document, Thread},
    said,
    xml::Xml,
};

const WORD_2010: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
const WORD_2012: &str = "http://schemas.microsoft.com/office/word/2012/wordml";

/// A comment with its number in the file.
pub(super) struct Numbered<'t, 'a> {
    pub number: usize,
    pub thread: &'t Thread<'a>,
    pub note: &'a Note,
    /// That of the comment that it replies to.
    pub replies_to: Option<usize>,
}

/// All comments in their order: each thread with its replies.
pub(super) fn numbered<'t, 'a>(document: &'t Document<'a>) -> Vec<Numbered<'t, 'a>> {
    let mut numbered: Vec<Numbered<'t, 'a>> = Vec::new();
    for thread in &document.threads {
        let first = numbered.len();
        for (note, at) in thread.notes.iter().zip(0..) {
            numbered.push(Numbered { number: first + at, thread, note, replies_to: (at > 0).then_some(first) });
        }
    }
    numbered
}

pub(super) fn comments(document: &Document<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w:comments", &[("xmlns:w", MAIN), ("xmlns:w14", WORD_2010)], |xml| {
        for Numbered { number, thread, note, replies_to } in numbered(document) {
            let number_text = number.to_string();
            let date = said::second(&note.at);
            let mut attributes = vec![("w:id", number_text.as_str()), ("w:author", author(&note.author))];
            attributes.extend(date.as_deref().map(|date| ("w:date", date)));
            let initials = initials(&note.author);
            attributes.push(("w:initials", &initials));
            xml.within("w:comment", &attributes, |xml| {
                // Words that are gone from the text are told with the note.
                let quote = note.quote.as_deref().filter(|_| !thread.anchored && replies_to.is_none());
                let quote = quote.map(|quote| format!("\u{201c}{quote}\u{201d}"));
                let lines: Vec<&str> = quote.as_deref().into_iter().chain(note.words.lines()).collect();
                let last = lines.len().saturating_sub(1);
                for (line, at) in lines.into_iter().zip(0..) {
                    let id = paragraph_id(number);
                    let id = [("w14:paraId", id.as_str())];
                    xml.words("w:p", if at == last { &id } else { &[] }, |xml| {
                        xml.span("w:r", &[], |xml| {
                            xml.span("w:t", &[("xml:space", "preserve")], |xml| xml.text(&crate::xml::one_line(line)));
                        });
                    });
                }
            });
        }
    });
    xml.finish()
}

pub(super) fn extended(document: &Document<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w15:commentsEx", &[("xmlns:w15", WORD_2012)], |xml| {
        for Numbered { number, note, replies_to, .. } in numbered(document) {
            let (id, parent) = (paragraph_id(number), replies_to.map(paragraph_id));
            let mut attributes = vec![("w15:paraId", id.as_str())];
            attributes.extend(parent.as_deref().map(|parent| ("w15:paraIdParent", parent)));
            attributes.push(("w15:done", if note.resolved { "1" } else { "0" }));
            xml.empty("w15:commentEx", &attributes);
        }
    });
    xml.finish()
}

/// By which the two parts know a comment: its last paragraph's, eight digits, hexadecimal, below 80000000.
fn paragraph_id(number: usize) -> String {
    format!("{:08X}", 0x5000_0000 + number)
}

/// Nobody in particular has no name, which Word refuses.
pub(super) fn author(name: &str) -> &str {
    if crate::xml::is_blank(name) { "?" } else { name }
}

fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).take(3).collect()
}
