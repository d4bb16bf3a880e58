//! Base and text laid over each other: what stays once, and what somebody deleted or inserted, by whom.

use super::{
    Change, Shape, Style, What, Who,
    walk::{Grid, Piece, Placed},
};
use story::{TrackedChange, TrackedSpan};

/// A piece with what became of it.
#[derive(Clone)]
pub(super) struct Told<'a> {
    pub piece: Piece<'a>,
    pub change: Change<'a>,
    /// Of the end of a line: what the line was.
    pub was: Option<(Shape, Who<'a>)>,
}

/// A range of the base that a range of the text took the place of.
struct Range<'a> {
    base: (u32, u32),
    text: (u32, u32),
    /// Who, for how many places each.
    deleted: Vec<(u32, Who<'a>)>,
    inserted: Vec<(u32, Who<'a>)>,
}

/// A text that nobody suggests anything for.
pub(super) fn unchanged(text: Vec<Placed<'_>>) -> Vec<Told<'_>> {
    text.into_iter().map(|placed| Told { piece: placed.piece, change: Change::None, was: None }).collect()
}

/// Base and text in one, told apart by the changes. Those that do not fit the two (the text was changed by something that
/// knows nothing of suggestions) are not believed: then all from the first difference to the last is one change of somebody
/// who cannot be told.
pub(super) fn between<'a>(base: &[Placed<'a>], text: &[Placed<'a>], changes: &'a [TrackedChange]) -> Vec<Told<'a>> {
    let Some(mut ranges) = fitting(base, text, changes) else { return joined(anew(base, text)) };
    widen(&mut ranges, &frames(base), &frames(text));
    let mut told = Vec::new();
    let (mut a, mut b) = (0, 0);
    let mut who = ranges.first().map_or(Who::NOBODY, Range::who);
    for range in &ranges {
        stays(base, text, (a, range.base.0), (b, range.text.0), who, &mut told);
        who = range.who();
        replaced(base, text, range, &mut told);
        (a, b) = (range.base.1, range.text.1);
    }
    stays(base, text, (a, end(base)), (b, end(text)), who, &mut told);
    let told = joined(told);
    let is_whole = holds_together(&told) && leads_to(&told, base, false) && leads_to(&told, text, true);
    if is_whole { told } else { joined(anew(base, text)) }
}

/// Whether no table begins or ends within a line, and each is there, or gone, as a whole.
fn holds_together(told: &[Told<'_>]) -> bool {
    let mut table = Change::None;
    let mut in_line = false;
    for Told { piece, change, .. } in told {
        match piece {
            Piece::Grid(Grid::Table) if !in_line => table = *change,
            Piece::Grid(_) if in_line || *change != table => return false,
            _ => {}
        }
        in_line = matches!(piece, Piece::Run(_));
    }
    true
}

/// Whether accepting all, or rejecting all, comes to this text. Changes are told by places, and where frames around lines
/// changed, one end can be taken for another.
fn leads_to(told: &[Told<'_>], text: &[Placed<'_>], accepted: bool) -> bool {
    let decided = told.iter().filter(|one| match one.change {
        Change::None => true,
        Change::Inserted(_) => accepted,
        Change::Deleted(_) => !accepted,
    });
    let decided = decided.map(|one| match (one.piece.clone(), one.was) {
        (Piece::End(_), Some((was, _))) if !accepted => Piece::End(was),
        (piece, _) => piece,
    });
    seen(decided) == seen(text.iter().map(|placed| placed.piece.clone()))
}

/// What a reader has before them, line by line.
fn seen<'a>(pieces: impl Iterator<Item = Piece<'a>>) -> Vec<(String, String)> {
    let mut lines = vec![(String::new(), String::new())];
    for piece in pieces {
        let Some((what, words)) = lines.last_mut() else { continue };
        match piece {
            Piece::Run(run) => match run.what {
                What::Text(text) => words.push_str(&text),
                What::Picture(image) => words.push_str(&image.src),
            },
            Piece::End(shape) => *what = shape.told(),
            Piece::Grid(grid) => *what = format!("{grid:?}"),
        }
        if !what.is_empty() {
            lines.push((String::new(), String::new()));
        }
    }
    lines
}

impl<'a> Range<'a> {
    fn who(&self) -> Who<'a> {
        self.inserted.iter().chain(&self.deleted).map(|(_, who)| *who).next().unwrap_or(Who::NOBODY)
    }
}

impl Who<'_> {
    const NOBODY: Self = Who { author: "", at: "" };
}

fn end(pieces: &[Placed<'_>]) -> u32 {
    pieces.last().map_or(0, |piece| piece.to)
}

fn cut<'a>(pieces: &[Placed<'a>], (from, to): (u32, u32)) -> Vec<Placed<'a>> {
    let first = pieces.partition_point(|piece| piece.to <= from);
    pieces[first..].iter().take_while(|piece| piece.from < to).filter_map(|piece| piece.cut(from, to)).collect()
}

/// The changes, if base and text say the same outside of them.
fn fitting<'a>(base: &[Placed<'_>], text: &[Placed<'_>], changes: &'a [TrackedChange]) -> Option<Vec<Range<'a>>> {
    // Texts that differ in their form alone have the same letters.
    if changes.is_empty() {
        return None;
    }
    let mut ranges = Vec::with_capacity(changes.len());
    let (mut a, mut b) = (0, 0);
    for change in changes {
        let TrackedChange { from_a, to_a, from_b, to_b, deleted, inserted } = change;
        let in_order = a <= *from_a && from_a <= to_a && b <= *from_b && from_b <= to_b;
        if !in_order || letters(&cut(base, (a, *from_a))) != letters(&cut(text, (b, *from_b))) {
            return None;
        }
        let (deleted, inserted) = (spans(deleted), spans(inserted));
        let length = |spans: &[(u32, Who<'_>)]| spans.iter().map(|(length, _)| u64::from(*length)).sum::<u64>();
        if length(&deleted) != u64::from(to_a - from_a) || length(&inserted) != u64::from(to_b - from_b) {
            return None;
        }
        ranges.push(Range { base: (*from_a, *to_a), text: (*from_b, *to_b), deleted, inserted });
        (a, b) = (*to_a, *to_b);
    }
    let rest = letters(&cut(base, (a, end(base)))) == letters(&cut(text, (b, end(text))));
    rest.then_some(ranges)
}

fn spans(spans: &[TrackedSpan]) -> Vec<(u32, Who<'_>)> {
    spans.iter().map(|span| (span.length, Who { author: &span.author, at: &span.at })).collect()
}

/// What a reader sees of the pieces.
fn letters(pieces: &[Placed<'_>]) -> String {
    let mut letters = String::new();
    for Placed { piece, .. } in pieces {
        match piece {
            Piece::Run(run) => match &run.what {
                What::Text(text) => letters.push_str(text),
                What::Picture(image) => letters.push_str(&image.src),
            },
            // Whose end it is, is said by its beginning.
            Piece::End(_) | Piece::Grid(_) => {}
        }
    }
    letters
}

/// All from the first piece that differs to the last is one change of somebody who cannot be told.
fn anew<'a>(base: &[Placed<'a>], text: &[Placed<'a>]) -> Vec<Told<'a>> {
    let same = |(one, other): &(&Placed<'_>, &Placed<'_>)| is_same(&one.piece, &other.piece);
    let ahead = base.iter().zip(text).take_while(same).count();
    let ahead = whole_ahead(base, ahead).min(whole_ahead(text, ahead));
    let (base, rest) = (&base[ahead..], &text[ahead..]);
    let behind = base.iter().rev().zip(rest.iter().rev()).take_while(same).count();
    let behind = whole_behind(base, behind).min(whole_behind(rest, behind));
    let (deleted, inserted) = (&base[..base.len() - behind], &rest[..rest.len() - behind]);
    let told = |pieces: &[Placed<'a>], change: Change<'a>| {
        let told = |placed: &Placed<'a>| match placed.piece.clone() {
            Piece::Run(run) => Told { piece: Piece::Run(run.changed(change)), change, was: None },
            piece => Told { piece, change, was: None },
        };
        pieces.iter().map(told).collect::<Vec<_>>()
    };
    [
        told(&text[..ahead], Change::None),
        told(deleted, Change::Deleted(Who::NOBODY)),
        told(inserted, Change::Inserted(Who::NOBODY)),
        told(&rest[inserted.len()..], Change::None),
    ]
    .concat()
}

/// So many of the first pieces that no line and no frame is cut.
fn whole_ahead(pieces: &[Placed<'_>], ahead: usize) -> usize {
    let frames = frames(pieces);
    (0..=ahead).rev().find(|at| !is_cut(pieces, &frames, *at)).unwrap_or(0)
}

/// So many of the last pieces that no line and no frame is cut.
fn whole_behind(pieces: &[Placed<'_>], behind: usize) -> usize {
    let frames = frames(pieces);
    (0..=behind).rev().find(|count| !is_cut(pieces, &frames, pieces.len() - count)).unwrap_or(0)
}

fn is_cut(pieces: &[Placed<'_>], frames: &[Frame], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|last| pieces.get(last));
    before.is_some_and(|before| matches!(before.piece, Piece::Run(_)))
        || frames.iter().any(|frame| frame.cut_at(pieces, at))
}

/// Whether two pieces say the same; lists are told apart by their places, which differ.
fn is_same(one: &Piece<'_>, other: &Piece<'_>) -> bool {
    match (one, other) {
        (Piece::End(one), Piece::End(other)) => one.is_like(other),
        (one, other) => one == other,
    }
}

/// A table or a picture, with the places of its frame.
struct Frame {
    from: u32,
    to: u32,
    places: Vec<u32>,
}

impl Frame {
    /// Whether it goes on from before the piece of that number to that piece.
    fn cut_at(&self, pieces: &[Placed<'_>], at: usize) -> bool {
        let (Some(before), Some(next)) = (at.checked_sub(1).and_then(|last| pieces.get(last)), pieces.get(at)) else {
            return false;
        };
        self.from <= before.from && before.from < self.to && next.from < self.to
    }
}

fn frames(pieces: &[Placed<'_>]) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    for Placed { from, to, piece } in pieces {
        let begins = match piece {
            Piece::Grid(Grid::Table) => true,
            Piece::Run(run) => matches!(run.what, What::Picture(_)),
            _ => false,
        };
        let goes_on = match piece {
            Piece::Grid(_) => true,
            Piece::End(shape) => shape.style == Style::Caption,
            Piece::Run(_) => false,
        };
        match frames.last_mut() {
            _ if begins => frames.push(Frame { from: *from, to: *to, places: vec![*from] }),
            Some(frame) if goes_on => {
                frame.to = *to;
                frame.places.push(*from);
            }
            _ => {}
        }
    }
    frames
}

/// A change of a frame becomes one of all that is in it: half a table is none, nor a caption without its picture.
fn widen(ranges: &mut Vec<Range<'_>>, base: &[Frame], text: &[Frame]) {
    let mut index = 0;
    while index < ranges.len() {
        let Range { base: (a, a_end), text: (b, b_end), .. } = ranges[index];
        let (in_base, in_text) = (touched(base, (a, a_end)), touched(text, (b, b_end)));
        let reach = |touched: Option<&Frame>, (from, to): (u32, u32)| {
            touched.map_or((0, 0), |frame| (from.saturating_sub(frame.from), frame.to.saturating_sub(to)))
        };
        let (one, other) = (reach(in_base, (a, a_end)), reach(in_text, (b, b_end)));
        let (ahead, behind) = (one.0.max(other.0), one.1.max(other.1));
        if ahead == 0 && behind == 0 {
            index += 1;
            continue;
        }
        // What is between two changes is the same on both sides, so both grow alike; a neighbour in the way is taken in.
        let before = index.checked_sub(1).map_or((0, 0), |before| (ranges[before].base.1, ranges[before].text.1));
        let grown = ahead.min(a - before.0).min(b - before.1);
        let range = &mut ranges[index];
        (range.base.0, range.text.0) = (a - grown, b - grown);
        let next = ranges.get(index + 1).map(|next| (next.base.0 - a_end).min(next.text.0 - b_end));
        let grown_behind = next.map_or(behind, |room| behind.min(room));
        let range = &mut ranges[index];
        (range.base.1, range.text.1) = (a_end + grown_behind, b_end + grown_behind);
        range.is_of_one();
        if grown < ahead && index > 0 {
            let later = ranges.remove(index);
            index -= 1;
            ranges[index].take_in(&later);
        } else if grown_behind < behind && index + 1 < ranges.len() {
            let later = ranges.remove(index + 1);
            ranges[index].take_in(&later);
        } else {
            index += 1;
        }
    }
}

/// One that is partly in a range, and not all of it.
fn touched(frames: &[Frame], (from, to): (u32, u32)) -> Option<&Frame> {
    frames.iter().find(|frame| {
        let touches = frame.places.iter().any(|place| (from..to).contains(place));
        touches && (frame.from < from || to < frame.to)
    })
}

impl Range<'_> {
    fn take_in(&mut self, later: &Self) {
        (self.base.1, self.text.1) = (later.base.1, later.text.1);
        self.is_of_one();
    }

    /// A range that grew is one person's.
    fn is_of_one(&mut self) {
        let who = self.who();
        self.deleted = vec![(self.base.1 - self.base.0, who)];
        self.inserted = vec![(self.text.1 - self.text.0, who)];
    }
}

/// What is the same on both sides. An end closes a line on one side and something else on the other where only the frames
/// around it changed.
fn stays<'a>(
    base: &[Placed<'a>],
    text: &[Placed<'a>],
    (a, a_end): (u32, u32),
    (b, b_end): (u32, u32),
    who: Who<'a>,
    told: &mut Vec<Told<'a>>,
) {
    let ends = cut(base, (a, a_end)).into_iter().filter_map(|placed| match placed.piece {
        Piece::End(shape) => Some((placed.from - a, shape)),
        _ => None,
    });
    let mut ends = ends.peekable();
    for Placed { from, piece, .. } in cut(text, (b, b_end)) {
        while let Some((_, shape)) = ends.next_if(|(place, _)| *place < from - b) {
            told.push(Told { piece: Piece::End(shape), change: Change::Deleted(who), was: None });
        }
        let one = match piece {
            Piece::End(shape) => match ends.next_if(|(place, _)| *place == from - b) {
                Some((_, before)) => {
                    let was = (!shape.is_like(&before)).then_some((before, who));
                    Told { piece, change: Change::None, was }
                }
                None => Told { piece, change: Change::Inserted(who), was: None },
            },
            piece => Told { piece, change: Change::None, was: None },
        };
        told.push(one);
    }
    told.extend(ends.map(|(_, shape)| Told { piece: Piece::End(shape), change: Change::Deleted(who), was: None }));
}

/// What was deleted, then what was inserted, less what both begin or end with.
fn replaced<'a>(base: &[Placed<'a>], text: &[Placed<'a>], range: &Range<'a>, told: &mut Vec<Told<'a>>) {
    let by = |pieces: &[Placed<'a>], from: u32, spans: &[(u32, Who<'a>)]| {
        let mut from = from;
        let mut all: Vec<(Piece<'a>, Who<'a>)> = Vec::new();
        for (length, who) in spans {
            let to = from.saturating_add(*length);
            all.extend(cut(pieces, (from, to)).into_iter().map(|placed| (placed.piece, *who)));
            from = to;
        }
        all
    };
    let mut deleted = by(base, range.base.0, &range.deleted);
    let mut inserted = by(text, range.text.0, &range.inserted);
    let both = |one: &Piece<'_>, other: &Piece<'_>| match (one, other) {
        (Piece::End(_), Piece::End(_)) => true,
        (Piece::Run(one), Piece::Run(other)) => one == other,
        _ => false,
    };
    let ahead = deleted.iter().zip(&inserted).take_while(|((one, _), (other, _))| both(one, other)).count();
    let kept = |((before, _), (piece, who)): ((Piece<'a>, Who<'a>), (Piece<'a>, Who<'a>))| {
        let was = match (&before, &piece) {
            (Piece::End(before), Piece::End(now)) if !now.is_like(before) => Some((*before, who)),
            _ => None,
        };
        Told { piece, change: Change::None, was }
    };
    told.extend(deleted.drain(..ahead).zip(inserted.drain(..ahead)).map(kept));
    let behind = deleted.iter().rev().zip(inserted.iter().rev()).take_while(|((one, _), (other, _))| both(one, other));
    let behind = behind.count();
    let rest = deleted.split_off(deleted.len() - behind).into_iter().zip(inserted.split_off(inserted.len() - behind));
    let change = |piece: Piece<'a>, change: Change<'a>| {
        let piece = match piece {
            Piece::Run(run) => Piece::Run(run.changed(change)),
            piece => piece,
        };
        Told { piece, change, was: None }
    };
    told.extend(deleted.into_iter().map(|(piece, who)| change(piece, Change::Deleted(who))));
    told.extend(inserted.into_iter().map(|(piece, who)| change(piece, Change::Inserted(who))));
    told.extend(rest.map(kept));
}

/// An end that was deleted right beside one that was inserted is one end, of a line that became something else.
fn joined(told: Vec<Told<'_>>) -> Vec<Told<'_>> {
    let mut joined: Vec<Told<'_>> = Vec::with_capacity(told.len());
    for one in told {
        let both = match (joined.last(), &one) {
            (
                Some(Told { piece: Piece::End(before), change, .. }),
                Told { piece: Piece::End(now), change: next, .. },
            ) => match (change, next) {
                (Change::Deleted(_), Change::Inserted(who)) => Some((*before, *now, *who)),
                (Change::Inserted(who), Change::Deleted(_)) => Some((*now, *before, *who)),
                _ => None,
            },
            _ => None,
        };
        match both {
            Some((was, shape, who)) => {
                joined.pop();
                let was = (!shape.is_like(&was)).then_some((was, who));
                joined.push(Told { piece: Piece::End(shape), change: Change::None, was });
            }
            None => joined.push(one),
        }
    }
    joined
}
