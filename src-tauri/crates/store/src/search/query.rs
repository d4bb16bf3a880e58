//! What people type, read as a question. Any text is one: what cannot be understood is told as a fault, and the rest is
//! looked for. Pure.

use super::{feed::Mark, words};
use serde::{Deserialize, Serialize};
use story::Stage;

/// A part of a query that is left out of the search, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct QueryFault {
    /// Where it begins, in UTF-16 units, as a text field counts.
    pub at: u32,
    /// How long it is, in the same units.
    pub length: u32,
    /// What is wrong.
    pub code: QueryFaultCode,
    /// The word that it is about.
    pub word: String,
}

/// What can be wrong with a part of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum QueryFaultCode {
    /// There is no field of that name.
    UnknownField,
    /// There is no stage of that name.
    UnknownStage,
    /// A story cannot have that.
    UnknownHas,
    /// Not a year, a month or a day.
    BadDate,
    /// Only words that must not be there.
    OnlyExclusions,
    /// More words than are looked for.
    TooManyWords,
}

/// A query, read.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Query {
    /// All of these must be there.
    pub terms: Vec<Term>,
    /// None of these may.
    pub without: Vec<Term>,
    /// The stages looked in; all where there are none.
    pub stages: Vec<Stage>,
    /// The stages left out.
    pub other_stages: Vec<Stage>,
    /// The first day, as the beginning of an RFC 3339 time.
    pub after: Option<String>,
    /// The day after the last.
    pub before: Option<String>,
    pub faults: Vec<QueryFault>,
}

/// A word, or several that must follow each other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Term {
    /// Where it must stand; anywhere without.
    pub mark: Option<Mark>,
    pub words: Vec<String>,
    /// Was quoted: the words as they are written, not their inflections.
    pub exact: bool,
    /// The last word may go on.
    pub open: bool,
}

/// Words beyond these are not looked for: someone has pasted a page.
const MOST_WORDS: usize = 32;

impl Query {
    pub(super) fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut left = MOST_WORDS;
        for piece in pieces(text) {
            let taken = query.take(&piece, &mut left);
            if let Err(code) = taken {
                let units = |text: &str| text.encode_utf16().count() as u32;
                query.faults.push(QueryFault {
                    at: units(&text[..piece.start]),
                    length: units(&text[piece.start..piece.end]),
                    code,
                    word: if code == QueryFaultCode::UnknownField { piece.field } else { piece.value }.to_owned(),
                });
                if code == QueryFaultCode::TooManyWords {
                    break;
                }
            }
        }
        if query.is_empty() && (!query.without.is_empty() || !query.other_stages.is_empty()) {
            let length = text.encode_utf16().count() as u32;
            let word = text.trim().to_owned();
            query.faults.push(QueryFault { at: 0, length, code: QueryFaultCode::OnlyExclusions, word });
        }
        query
    }

    /// Nothing is looked for.
    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.stages.is_empty() && self.after.is_none() && self.before.is_none()
    }

    fn take(&mut self, piece: &Piece, left: &mut usize) -> Result<(), QueryFaultCode> {
        let Some(field) = field(piece.field) else {
            return Err(QueryFaultCode::UnknownField);
        };
        let value = piece.value.trim().to_lowercase();
        if piece.field.is_empty() || !value.is_empty() {
            match field {
                Field::Words(mark) => return self.take_words(mark, piece, left),
                Field::Stage => match Stage::ALL.into_iter().find(|stage| names(*stage).contains(&value.as_str())) {
                    Some(stage) if piece.negative => self.other_stages.push(stage),
                    Some(stage) => self.stages.push(stage),
                    None if piece.open && Stage::ALL.iter().any(|stage| may_become(&value, names(*stage))) => {}
                    None => return Err(QueryFaultCode::UnknownStage),
                },
                Field::Has => match THINGS.iter().find(|(_, names)| names.contains(&value.as_str())) {
                    Some((thing, _)) => self.push(piece.negative, fact(Mark::Has, thing)),
                    None if piece.open && THINGS.iter().any(|(_, names)| may_become(&value, names)) => {}
                    None => return Err(QueryFaultCode::UnknownHas),
                },
                Field::Year if value.len() == 4 && is_date(&value) => {
                    self.push(piece.negative, fact(Mark::When, &value))
                }
                Field::After | Field::Before if is_date(&value) => match (field == Field::After) != piece.negative {
                    true => self.after = self.after.take().max(Some(value)),
                    false => self.before = Some(self.before.take().map_or(value.clone(), |before| before.min(value))),
                },
                Field::Year | Field::After | Field::Before if piece.open && may_become_date(&value) => {}
                Field::Year | Field::After | Field::Before => return Err(QueryFaultCode::BadDate),
            }
        }
        Ok(())
    }

    fn take_words(&mut self, mark: Option<Mark>, piece: &Piece, left: &mut usize) -> Result<(), QueryFaultCode> {
        let words: Vec<String> = words::folded(piece.value).take(*left + 1).collect();
        if words.is_empty() {
            return Ok(());
        }
        if words.len() > *left {
            return Err(QueryFaultCode::TooManyWords);
        }
        *left -= words.len();
        // What is still being typed excludes only what it says already.
        let open = piece.starred || (piece.open && !piece.negative);
        self.push(piece.negative, Term { mark, words, exact: piece.quoted, open });
        Ok(())
    }

    fn push(&mut self, negative: bool, term: Term) {
        if negative { self.without.push(term) } else { self.terms.push(term) }
    }
}

fn fact(mark: Mark, word: &str) -> Term {
    Term { mark: Some(mark), words: vec![word.to_owned()], exact: true, open: false }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Field {
    Words(Option<Mark>),
    Stage,
    Has,
    Year,
    After,
    Before,
}

/// The names of the fields, English and Indonesian.
fn field(name: &str) -> Option<Field> {
    Some(match name.to_lowercase().as_str() {
        "" => Field::Words(None),
        "headline" | "title" | "judul" => Field::Words(Some(Mark::Headline)),
        "slugline" => Field::Words(Some(Mark::Slugline)),
        "tag" | "tags" => Field::Words(Some(Mark::Tag)),
        "editor" | "penyunting" => Field::Words(Some(Mark::Editor)),
        "byline" | "bylines" | "penulis" => Field::Words(Some(Mark::Byline)),
        "source" | "sumber" => Field::Words(Some(Mark::Source)),
        "place" | "tempat" => Field::Words(Some(Mark::Place)),
        "desk" => Field::Words(Some(Mark::Desk)),
        "language" | "bahasa" => Field::Words(Some(Mark::Language)),
        "stage" | "tahap" => Field::Stage,
        "has" | "ada" => Field::Has,
        "year" | "tahun" => Field::Year,
        "after" | "since" | "sejak" => Field::After,
        "before" | "sebelum" => Field::Before,
        _ => return None,
    })
}

fn names(stage: Stage) -> &'static [&'static str] {
    match stage {
        Stage::Draft => &["draft", "draf"],
        Stage::Review => &["review", "ditinjau"],
        Stage::Ready => &["ready", "siap"],
        Stage::Exported => &["exported", "diekspor"],
        Stage::Spiked => &["spiked", "dibuang"],
    }
}

const THINGS: [(&str, &[&str]); 4] = [
    ("image", &["image", "picture", "gambar", "foto"]),
    ("table", &["table", "tabel"]),
    ("related", &["related", "link", "terkait"]),
    ("embargo", &["embargo"]),
];

fn may_become(value: &str, names: &[&str]) -> bool {
    names.iter().any(|name| name.starts_with(value))
}

/// `2025`, `2025-05` or `2025-05-01`.
fn is_date(value: &str) -> bool {
    let mut parts = value.split('-');
    let mut part =
        |length: usize| parts.next().map(|part| (part.len() == length).then(|| part.parse::<u32>().ok()).flatten());
    let digits = value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let (year, month, day) = (part(4).flatten(), part(2), part(2));
    let within = |part: Option<Option<u32>>, most: u32| {
        part.is_none_or(|number| number.is_some_and(|number| (1..=most).contains(&number)))
    };
    digits && year.is_some_and(|year| year > 0) && within(month, 12) && within(day, 31) && parts.next().is_none()
}

/// Whether someone may be half-way through a date.
fn may_become_date(value: &str) -> bool {
    let filled = ["0001-01-01", "0001-10-10"].iter().any(|rest| {
        let rest = rest.get(value.len()..).unwrap_or_default();
        is_date(&format!("{value}{rest}"))
    });
    value.len() < 10 && filled
}

/// A piece of the text: `-field:"value"`, any part of which but the value may be absent.
struct Piece<'a> {
    start: usize,
    end: usize,
    negative: bool,
    field: &'a str,
    value: &'a str,
    quoted: bool,
    /// Ends in a star: the word may go on.
    starred: bool,
    /// Stands at the end of the text, and may be still being typed.
    open: bool,
}

const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let ends = |letter: char| letter.is_whitespace() || letter.is_control();
    let mut pieces = Vec::new();
    let mut start = 0;
    while let Some(skipped) = text[start..].find(|letter: char| !ends(letter)) {
        start += skipped;
        let negative = text[start..]
            .strip_prefix('-')
            .is_some_and(|rest| rest.starts_with(|next: char| !ends(next) && next != '-'));
        let mut at = start + usize::from(negative);
        let field = field_name(&text[at..]);
        if !field.is_empty() {
            at += field.len() + 1;
        }
        let rest = &text[at..];
        let quoted = rest.starts_with(QUOTES);
        at += rest.chars().next().filter(|_| quoted).map_or(0, char::len_utf8);
        let rest = &text[at..];
        let length =
            if quoted { rest.find(QUOTES) } else { rest.find(|letter| ends(letter) || QUOTES.contains(&letter)) };
        let value = &rest[..length.unwrap_or(rest.len())];
        let mut end = at + value.len();
        if quoted {
            end += text[end..].chars().next().map_or(0, char::len_utf8);
        }
        let starred = !quoted && value.ends_with('*') || text[end..].starts_with('*');
        end += usize::from(text[end..].starts_with('*'));
        pieces.push(Piece { start, end, negative, field, value, quoted, starred, open: length.is_none() });
        start = end;
    }
    pieces
}

/// The field's name that the text begins with: letters and a colon, and something after it that may be a value.
/// `Xi: …` is a headline and `http://…` an address.
fn field_name(text: &str) -> &str {
    let Some((name, value)) = text.split_once(':') else { return "" };
    let is_name = name.chars().count() > 1 && name.chars().all(char::is_alphabetic);
    let has_value =
        !value.starts_with(|next: char| next == '/' || next.is_whitespace() || next.is_control()) && !value.is_empty();
    if is_name && (has_value || field(name).is_some()) { name } else { "" }
}

#[cfg(test)]
mod tests;
