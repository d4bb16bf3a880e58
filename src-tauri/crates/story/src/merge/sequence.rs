//! Sequences of blocks, or of a list's items: which piece became which, and what comes of two such changes.

use super::pick;
use serde::Serialize;
use similar::{Algorithm, capture_diff_slices_by_key};
use std::{collections::BTreeMap, ops::Range};
use unicode_segmentation::UnicodeSegmentation;

/// What stands in a sequence.
pub(super) trait Piece: Clone + PartialEq + Serialize {
    /// Its words, for telling how alike two are.
    fn push_text(&self, into: &mut String);
    /// Whether one may have become the other, where that does not depend on their words.
    fn is_kin(&self, other: &Self) -> Option<bool>;
    /// Whether one may have been written anew as the other, without a word in common.
    fn is_of_form(&self, other: &Self) -> bool;
    /// Whether it may be split into two.
    fn is_paragraph(&self) -> bool;
    /// What both sides made of a piece, put together; `None` where a person must choose.
    fn merge(base: &Self, mine: &[Self], theirs: &[Self]) -> Option<Vec<Self>>;
}

/// A piece that both sides changed, each in its own way.
pub(super) struct Clash<T> {
    /// Index of the first of the merged pieces that stand there.
    pub at: usize,
    pub base: T,
    pub mine: Vec<T>,
    pub theirs: Vec<T>,
}

/// Likeness from which one piece is taken for another form of the other.
const ALIKE: f64 = 0.5;
/// Share of a piece's words that were split off from another.
const SPLIT_OFF: f64 = 0.6;
/// Pairs that are held against each other; a text that was replaced by another of this size is not worth more.
const PAIRS: usize = 40_000;

/// Merges two changes of a sequence. Where they clash, mine stands, or theirs where mine deleted the piece.
pub(super) fn merge<T: Piece>(base: &[T], mine: &[T], theirs: &[T]) -> (Vec<T>, Vec<Clash<T>>) {
    let (my, their) = (align(base, mine), align(base, theirs));
    let mut merged = Vec::with_capacity(mine.len().max(theirs.len()));
    let mut clashes = Vec::new();
    let (mut my_end, mut their_end) = (0, 0);
    for (base, (my, their)) in base.iter().zip(my.iter().zip(&their)) {
        merged.extend(both(&mine[my_end..my.start], &theirs[their_end..their.start]));
        (my_end, their_end) = (my.end, their.end);
        let (mine, theirs) = (&mine[my.clone()], &theirs[their.clone()]);
        if let Some(changed) = pick(std::slice::from_ref(base), mine, theirs) {
            merged.extend_from_slice(changed);
        } else if let Some(changed) = T::merge(base, mine, theirs) {
            merged.extend(changed);
        } else {
            let (at, base) = (merged.len(), base.clone());
            clashes.push(Clash { at, base, mine: mine.to_vec(), theirs: theirs.to_vec() });
            merged.extend_from_slice(if mine.is_empty() { theirs } else { mine });
        }
    }
    merged.extend(both(&mine[my_end..], &theirs[their_end..]));
    (merged, clashes)
}

/// The same for a sequence within a piece: it merges whole or not at all.
pub(super) fn merge_whole<T: Piece>(base: &[T], mine: &[T], theirs: &[T]) -> Option<Vec<T>> {
    let (merged, clashes) = merge(base, mine, theirs);
    clashes.is_empty().then_some(merged)
}

/// What both sides put into one place: mine first, what they have in common once.
fn both<T: Piece>(mine: &[T], theirs: &[T]) -> Vec<T> {
    let mut all = Vec::with_capacity(mine.len() + theirs.len());
    for change in capture_diff_slices_by_key(Algorithm::Patience, mine, theirs, key) {
        all.extend_from_slice(&mine[change.old_range()]);
        if !matches!(change, similar::DiffOp::Equal { .. }) {
            all.extend_from_slice(&theirs[change.new_range()]);
        }
    }
    all
}

pub(super) fn key(piece: &impl Serialize) -> String {
    // A tree of strings and numbers has nothing that JSON cannot hold.
    serde_json::to_string(piece).unwrap_or_default()
}

/// For each piece of `base`, what it became in `side`: an empty range where it was deleted. The ranges are in order, and
/// what lies between two of them was put in.
fn align<T: Piece>(base: &[T], side: &[T]) -> Vec<Range<usize>> {
    let mut became = Vec::with_capacity(base.len());
    for change in capture_diff_slices_by_key(Algorithm::Patience, base, side, key) {
        let (old, new) = (change.old_range(), change.new_range());
        if matches!(change, similar::DiffOp::Equal { .. }) {
            became.extend(new.map(|at| at..at + 1));
        } else {
            let start = became.len();
            became.extend(
                pair(&base[old.clone()], &side[new.clone()]).map(|at| at.start + new.start..at.end + new.start),
            );
            take_split(&base[old], side, &mut became[start..], new);
        }
    }
    became
}

/// Pairs the pieces of two sequences that have none in common: the most alike first, the rest by their order.
fn pair<T: Piece>(base: &[T], side: &[T]) -> impl Iterator<Item = Range<usize>> {
    let mut became = Vec::with_capacity(base.len());
    let mut next = 0;
    let mut until = |end: usize, side_end: usize, became: &mut Vec<Range<usize>>| {
        while became.len() < end {
            let piece = &base[became.len()];
            let found = (next..side_end).find(|at| piece.is_of_form(&side[*at]));
            let at = found.map_or(next..next, |at| at..at + 1);
            next = at.end;
            became.push(at);
        }
        next = side_end + 1;
    };
    for (at, side_at) in alike(base, side) {
        until(at, side_at, &mut became);
        became.push(side_at..side_at + 1);
    }
    until(base.len(), side.len(), &mut became);
    became.into_iter()
}

/// The pairs, in order, whose likeness is the greatest in all.
fn alike<T: Piece>(base: &[T], side: &[T]) -> Vec<(usize, usize)> {
    if base.len() * side.len() > PAIRS {
        return Vec::new();
    }
    let bags = |pieces: &[T]| pieces.iter().map(Bag::of).collect::<Vec<_>>();
    let (old, new) = (bags(base), bags(side));
    let likeness = |row: usize, column: usize| match base[row].is_kin(&side[column]) {
        Some(kin) => f64::from(u8::from(kin)),
        None => old[row].likeness(&new[column]),
    };
    let width = side.len() + 1;
    let mut best = vec![0.0; (base.len() + 1) * width];
    let mut pairs = vec![0.0; best.len()];
    for row in (0..base.len()).rev() {
        for column in (0..side.len()).rev() {
            let (here, likeness) = (row * width + column, likeness(row, column));
            let apart = f64::max(best[here + 1], best[here + width]);
            let together = if likeness < ALIKE { 0.0 } else { likeness + best[here + width + 1] };
            best[here] = f64::max(apart, together);
            pairs[here] = if together > 0.0 && together >= apart { likeness } else { 0.0 };
        }
    }
    let (mut row, mut column, mut found) = (0, 0, Vec::new());
    while row < base.len() && column < side.len() {
        let here = row * width + column;
        if pairs[here] > 0.0 {
            found.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if best[here + width] >= best[here + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    found
}

/// A paragraph that was split became all of its parts.
fn take_split<T: Piece>(base: &[T], side: &[T], became: &mut [Range<usize>], within: Range<usize>) {
    for index in 0..became.len() {
        if !base[index].is_paragraph() || became[index].is_empty() {
            continue;
        }
        let mut rest = Bag::of(&base[index]);
        side[became[index].clone()].iter().for_each(|part| rest.take(&Bag::of(part)));
        let splits_off = |rest: &mut Bag, at: usize| {
            let part = Bag::of(&side[at]);
            let is = side[at].is_paragraph() && part.share_in(rest) >= SPLIT_OFF;
            if is {
                rest.take(&part);
            }
            is
        };
        let from = if index == 0 { within.start } else { became[index - 1].end };
        let to = became.get(index + 1).map_or(within.end, |next| next.start);
        while became[index].start > from && splits_off(&mut rest, became[index].start - 1) {
            became[index].start -= 1;
        }
        while became[index].end < to && splits_off(&mut rest, became[index].end) {
            became[index].end += 1;
        }
    }
}

/// Words and how often they are there.
pub(super) struct Bag(BTreeMap<String, usize>);

impl Bag {
    fn of<T: Piece>(piece: &T) -> Self {
        Self::of_all(std::slice::from_ref(piece))
    }

    pub(super) fn of_all<T: Piece>(pieces: &[T]) -> Self {
        let mut text = String::new();
        pieces.iter().for_each(|piece| piece.push_text(&mut text));
        let mut words = BTreeMap::new();
        for word in text.unicode_words() {
            *words.entry(word.to_lowercase()).or_default() += 1;
        }
        Self(words)
    }

    fn len(&self) -> usize {
        self.0.values().sum()
    }

    fn common(&self, other: &Self) -> usize {
        self.0.iter().map(|(word, count)| other.0.get(word).map_or(0, |others| *count.min(others))).sum()
    }

    /// 0 where no word is the same, 1 where all are.
    #[expect(clippy::cast_precision_loss, reason = "numbers of words")]
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let all = self.len() + other.len();
        if all == 0 { 0.0 } else { 2.0 * self.common(other) as f64 / all as f64 }
    }

    /// How much of this is in the other.
    #[expect(clippy::cast_precision_loss, reason = "numbers of words")]
    fn share_in(&self, other: &Self) -> f64 {
        if self.len() == 0 { 0.0 } else { self.common(other) as f64 / self.len() as f64 }
    }

    fn take(&mut self, other: &Self) {
        for (word, count) in &other.0 {
            if let Some(left) = self.0.get_mut(word) {
                *left = left.saturating_sub(*count);
            }
        }
    }

    /// Whether two forms are so much alike that their words can be held against each other.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.likeness(other) >= ALIKE
    }
}
