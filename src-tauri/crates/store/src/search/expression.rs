//! A query in FTS5's language. Every word is quoted, so nothing that people type is syntax.

use super::{
    feed::Mark,
    query::{Query, Term},
    vocabulary,
    words::{self, Language},
};
use rusqlite::{Connection, OptionalExtension, Result};
use std::collections::HashMap;

/// One query, asked three times: the first answers are the best.
pub(super) struct Expressions {
    /// All words in headline or slugline.
    pub title: Option<String>,
    /// All words in the fields around the text.
    pub head: Option<String>,
    /// All words, wherever they stand.
    pub anywhere: String,
    /// A beginning of very many words is looked for as the commonest of them only.
    pub cut: bool,
}

/// The beginnings that are looked for as words: those that too many words share.
type Expanded = HashMap<String, Vec<String>>;

impl Expressions {
    /// `None` where there is nothing to look for.
    pub(super) fn of(connection: &Connection, query: &Query) -> Result<Option<Self>> {
        if query.is_empty() {
            return Ok(None);
        }
        let mut expanded = Expanded::new();
        for word in query.terms.iter().filter(|term| term.open).filter_map(|term| term.words.last()) {
            if let Some(words) = vocabulary::commonest(connection, word)? {
                expanded.insert(word.clone(), words);
            }
        }
        let mut given: Vec<String> = Vec::new();
        if query.terms.is_empty() || query.after.is_some() || query.before.is_some() {
            given.push(any(months(connection, query)?.iter().map(|when| quoted(Mark::When.prefix(), when, ""))));
        }
        // An exact phrase is excluded by reading: here its inflections would be, too.
        let excluded =
            any(query.without.iter().filter(|term| !is_read(term)).map(|term| asked(term, None, &Expanded::new())));
        let whole = |place: Option<&[Mark]>| {
            let terms = query.terms.iter().map(|term| asked(term, place, &expanded));
            let all: Vec<String> = given.iter().cloned().chain(terms).map(|term| format!("({term})")).collect();
            let all = all.join(" AND ");
            if excluded.is_empty() { all } else { format!("({all}) NOT ({excluded})") }
        };
        let placed = query.terms.iter().any(|term| term.mark.is_none());
        Ok(Some(Self {
            title: placed.then(|| whole(Some(&[Mark::Headline, Mark::Slugline]))),
            // A beginning of so many words is a letter or two, typed on at once: the titles are answer enough.
            head: (placed && expanded.is_empty()).then(|| whole(Some(&[Mark::Head]))),
            anywhere: whole(None),
            cut: !expanded.is_empty(),
        }))
    }
}

/// Whether only the text itself can tell if the term is in it: the index does not know inflections apart.
pub(super) fn is_read(term: &Term) -> bool {
    term.exact && term.mark.is_none()
}

/// A term, in any of the places, or wherever it stands.
fn asked(term: &Term, place: Option<&[Mark]>, expanded: &Expanded) -> String {
    let marks: Vec<&str> = match (term.mark, place) {
        (Some(mark), _) => vec![mark.prefix()],
        (None, Some(place)) => place.iter().map(|mark| mark.prefix()).collect(),
        (None, None) => vec![""],
    };
    let prose = term.mark.is_none_or(Mark::is_prose);
    any(marks.into_iter().map(|mark| in_place(term, mark, prose, expanded)))
}

fn in_place(term: &Term, mark: &str, prose: bool, expanded: &Expanded) -> String {
    let Some((last, before)) = term.words.split_last() else { return String::new() };
    // Of an exact phrase each word must be there as it is, too: few of the texts that have to be read are read in vain.
    let as_it_is = |words: &[String]| -> String {
        let inflected = words.iter().filter(|word| prose && term.exact && words::forms(word).len() > 1);
        inflected.map(|word| format!(" AND {}", quoted(mark, word, ""))).collect()
    };
    let goes_on = term.open.then(|| match expanded.get(last) {
        Some(words) => any(words.iter().map(|word| quoted(mark, word, ""))),
        None => quoted(mark, last, "*"),
    });
    match (before, goes_on) {
        ([], goes_on) => {
            let forms = if prose && !term.exact { words::forms(last) } else { vec![last.clone()] };
            any(forms.iter().map(|form| quoted(mark, form, "")).chain(goes_on))
        }
        // Its last word may stand in the text as a stem that begins otherwise: whether it follows, the text tells.
        (before, Some(goes_on)) => format!("({}) AND ({goes_on}){}", phrase(before, mark, prose), as_it_is(before)),
        (_, None) => format!("({}){}", phrase(&term.words, mark, prose), as_it_is(&term.words)),
    }
}

/// The words one after another, by the stems of one language or by their letters.
fn phrase(words: &[String], mark: &str, prose: bool) -> String {
    let languages: &[Language] =
        if prose { &[Language::Other, Language::Indonesian, Language::English] } else { &[Language::Other] };
    let mut phrases: Vec<String> = languages
        .iter()
        .map(|language| {
            let stems: Vec<String> =
                words.iter().map(|word| format!("{mark}{}", words::stem(word, *language))).collect();
            format!("\"{}\"", stems.join(" "))
        })
        .collect();
    phrases.sort_unstable();
    phrases.dedup();
    any(phrases)
}

fn quoted(mark: &str, word: &str, star: &str) -> String {
    format!("\"{mark}{word}\"{star}")
}

fn any(terms: impl IntoIterator<Item = String>) -> String {
    terms.into_iter().collect::<Vec<_>>().join(" OR ")
}

/// The months from `after` to `before`, whole years as such.
fn months(connection: &Connection, query: &Query) -> Result<Vec<String>> {
    let edge = |sql: &str| -> Result<Option<String>> {
        Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?.flatten())
    };
    let first = edge(
        "SELECT min(earliest) FROM (SELECT min(modified) AS earliest FROM story WHERE live = 1 \
                      UNION ALL SELECT min(modified) FROM story WHERE live = 0)",
    )?;
    let last = edge(
        "SELECT max(latest) FROM (SELECT max(modified) AS latest FROM story WHERE live = 1 \
                     UNION ALL SELECT max(modified) FROM story WHERE live = 0)",
    )?;
    let (Some(first), Some(last)) = (first, last) else { return Ok(vec![NEVER.to_owned()]) };
    let from = month(query.after.as_deref().map_or(first.as_str(), |after| after.max(&first)), 1);
    let to = month(query.before.as_deref().map_or(last.as_str(), |before| before.min(&last)), 1);
    let mut months = Vec::new();
    let mut at = from;
    while at <= to {
        let (year, month) = (at / 12, at % 12);
        if month == 0 && at + 11 <= to {
            months.push(format!("{year:04}"));
            at += 12;
        } else {
            months.push(format!("{year:04}{:02}", month + 1));
            at += 1;
        }
    }
    Ok(if months.is_empty() { vec![NEVER.to_owned()] } else { months })
}

/// A word of no story: between days that are the wrong way round nothing is found.
const NEVER: &str = "0000";

/// Months since the year 0, of the beginning of an RFC 3339 time.
fn month(time: &str, otherwise: u32) -> u32 {
    let number = |range| time.get(range).and_then(|digits: &str| digits.parse::<u32>().ok());
    number(0..4).unwrap_or_default() * 12 + number(5..7).unwrap_or(otherwise).saturating_sub(1)
}
