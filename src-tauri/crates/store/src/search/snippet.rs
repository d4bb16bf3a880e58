//! The words around what was found. Pure.

use super::{
    SnippetPart,
    reading::{Answer, Hit},
    words,
};
use std::ops::Range;

/// How many words are shown, how many of them before the first that was found, and where the beginning is near enough
/// to begin with it.
const SHOWN: usize = 24;
const BEFORE: usize = 4;
const BEGINNING: usize = 8;

/// From the text where something was found in it, else from the first field where something was; else how the text
/// begins.
pub(super) fn snippet(answer: &Answer) -> Vec<SnippetPart> {
    let zone = answer.zones.iter().find(|zone| !zone.hits.is_empty()).or(answer.zones.first());
    zone.map(|zone| around(&zone.text, &zone.hits)).unwrap_or_default()
}

fn around(text: &str, hits: &[Hit]) -> Vec<SnippetPart> {
    let is_word = |span: &Range<usize>| text[span.clone()].is_ascii() || !words::fold(&text[span.clone()]).is_empty();
    let words: Vec<Range<usize>> = words::spans(text).filter(is_word).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let first = best(hits);
    let first = if first <= BEGINNING { 0 } else { (first - BEFORE).min(words.len().saturating_sub(SHOWN)) };
    let last = (first + SHOWN).min(words.len());
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
        let within = hits[index..].iter().take_while(|hit| hit.at < first.at + SHOWN - BEFORE);
        let (count, terms) = within.fold((0, 0_u64), |(count, terms), hit| (count + 1, terms | 1 << hit.term.min(63)));
        if (terms.count_ones(), count) > (best.0, best.1) {
            best = (terms.count_ones(), count, first.at);
        }
    }
    best.2
}
