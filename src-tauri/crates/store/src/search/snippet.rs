//! The words around what was found. Pure.

use super::{
    SnippetPart,
    reading::{Answer, Hit},
    words,
};
use std::ops::Range;

/// How many words are given, how many of them two lines of a list show, how many stand before the first that was found, and
/// where the beginning is near enough to begin with it.
const GIVEN: usize = 24;
const SHOWN: usize = 12;
const BEFORE: usize = 4;
const BEGINNING: usize = 8;

/// From the text where something was found in it, else from the first field where something was; else how the text
/// begins.
pub(super) fn snippet(answer: &Answer) -> Vec<SnippetPart> {
    let zone = answer.zones.iter().find(|zone| !zone.hits.is_empty()).or(answer.zones.first());
    let Some(zone) = zone else { return Vec::new() };
    if !zone.pieces {
        return around(&zone.text, &zone.hits);
    }
    let (piece, hits) = piece(&zone.text, &zone.hits);
    around(piece, &hits)
}

/// The line with the best of what was found, without the code that a topic's begins with: nobody reads numbers.
fn piece<'t>(text: &'t str, hits: &[Hit]) -> (&'t str, Vec<Hit>) {
    let first = best(hits);
    let found = hits.iter().find(|hit| hit.at == first).map_or(0, |hit| hit.span.start);
    let start = text[..found].rfind('\n').map_or(0, |at| at + 1);
    let end = text[found..].find('\n').map_or(text.len(), |length| found + length);
    let code = match text[start..end].split_once(' ') {
        Some((code, _)) if is_code(code) && start + code.len() < found => code.len() + 1,
        _ => 0,
    };
    let start = start + code;
    let before = spans(&text[..start]).count();
    let within = hits.iter().filter(|hit| start <= hit.span.start && hit.span.end <= end);
    let moved = within.map(|hit| Hit {
        at: hit.at - before,
        span: hit.span.start - start..hit.span.end - start,
        term: hit.term,
    });
    (&text[start..end], moved.collect())
}

/// As of a topic: `medtop:20000357`. A credit may well begin with "Foto:".
fn is_code(word: &str) -> bool {
    let digits = |number: &str| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    word.split_once(':').is_some_and(|(scheme, number)| scheme.chars().all(char::is_alphabetic) && digits(number))
}

/// The words of a text, as what is found in it is counted by.
fn spans(text: &str) -> impl Iterator<Item = Range<usize>> {
    words::spans(text).filter(|span| text[span.clone()].is_ascii() || !words::fold(&text[span.clone()]).is_empty())
}

fn around(text: &str, hits: &[Hit]) -> Vec<SnippetPart> {
    let words: Vec<Range<usize>> = spans(text).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let first = best(hits);
    let first = if first <= BEGINNING { 0 } else { (first - BEFORE).min(words.len().saturating_sub(SHOWN)) };
    let last = (first + GIVEN).min(words.len());
    // Up to the white space on both sides: punctuation belongs to its word.
    let start =
        if first == 0 { 0 } else { text[..words[first].start].rfind(char::is_whitespace).map_or(0, |at| at + 1) };
    let end = words[last - 1].end;
    let end = text[end..].find(char::is_whitespace).map_or(text.len(), |length| end + length);
    let end = if last == words.len() { text.len() } else { end };

    let mut parts = Vec::new();
    let mut push = |text: &str, hit: bool| {
        let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        if !text.is_empty() {
            parts.push(SnippetPart { text, hit });
        }
    };
    if start > 0 {
        push("…", false);
    }
    let mut at = start.max(text.len() - text.trim_start().len());
    for hit in hits {
        let Range { start, end: hit_end } = hit.span.clone();
        if start >= at && hit_end <= end {
            push(&text[at..start], false);
            push(&text[start..hit_end], true);
            at = hit_end;
        }
    }
    push(text[at..end].trim_end(), false);
    if end < text.trim_end().len() {
        push("…", false);
    }
    parts
}

/// The word with which the passage begins that has most of the terms in it, then most hits; the first such.
fn best(hits: &[Hit]) -> usize {
    let mut best = (0, 0, 0);
    for (index, first) in hits.iter().enumerate() {
        let within = hits[index..].iter().take_while(|hit| hit.at < first.at + GIVEN - BEFORE);
        let (count, terms) = within.fold((0, 0_u64), |(count, terms), hit| (count + 1, terms | 1 << hit.term.min(63)));
        if (terms.count_ones(), count) > (best.0, best.1) {
            best = (terms.count_ones(), count, first.at);
        }
    }
    best.2
}
