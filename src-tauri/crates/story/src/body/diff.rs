//! Two bodies, block by block. A block that stands in both is found again wherever it went; one that was edited is
//! compared word by word. Nothing that differs is left out: attributes, emphasis and links are named, too.

mod attributes;
mod line;

use super::{Block, Body};
use crate::diff::{self, DiffPart, FieldDiff, WordChange};
use attributes::attributes;
use line::Line;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::{cmp::Ordering, ops::Range};
use unicode_segmentation::UnicodeSegmentation;

/// A block of either body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct BlockDiff {
    /// What became of it.
    pub change: BlockChange,
    /// Its place in the earlier body, counted from 0.
    pub before: Option<u32>,
    /// Its place in the later body.
    pub after: Option<u32>,
    /// Its type in the later body, or in the earlier where it was removed: `paragraph`, `heading`, `relatedLink`, …
    pub kind: String,
    /// Its text, word by word.
    pub parts: Vec<DiffPart>,
    /// Attributes that differ, and `marks` where emphasis or links do; of a block in only one body, all that it has.
    pub attributes: Vec<FieldDiff>,
    /// The block as it was in the earlier body, as JSON, to put it back; null where it was the same or was not there.
    pub json: Option<String>,
}

/// What became of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum BlockChange {
    /// It is as it was.
    Same,
    /// It says something else.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands in another place; its words may have changed on the way.
    Moved,
}

impl Body {
    /// What differs from `self` to `after`, in the order of `after`; what was removed stands where it stood. Every block
    /// of both bodies is in exactly one entry.
    pub fn diff(&self, after: &Body) -> Vec<BlockDiff> {
        let old: Vec<Seen> = self.blocks.iter().map(Seen::of).collect();
        let new: Vec<Seen> = after.blocks.iter().map(Seen::of).collect();
        let pairs = pair(&old, &new);
        let mut stays = vec![false; old.len()];
        pairs.iter().flatten().for_each(|pair| stays[pair.before] = true);
        let mut gone = (0..old.len()).filter(|before| !stays[*before]).peekable();
        let mut diffs = Vec::with_capacity(old.len().max(new.len()));
        for (place, block) in new.iter().enumerate() {
            // What was removed in front of the next block that kept its place.
            let next = pairs[place..].iter().flatten().find(|pair| !pair.moved).map_or(old.len(), |pair| pair.before);
            while let Some(before) = gone.next_if(|before| *before < next) {
                diffs.push(old[before].removed(before));
            }
            diffs.push(match pairs[place] {
                Some(pair) => old[pair.before].became(block, pair, place),
                None => block.added(place),
            });
        }
        diffs.extend(gone.map(|before| old[before].removed(before)));
        diffs
    }

    /// The same body with one block of an earlier one as it was: in the place where that block stands now, or where it
    /// stood. `None` where the earlier body has no such block.
    pub fn with_block_of(self, earlier: &Body, index: u32) -> Option<Body> {
        let block = earlier.blocks.get(usize::try_from(index).ok()?)?.clone();
        let mut place = 0;
        let mut blocks = self.blocks.clone();
        for diff in earlier.diff(&self) {
            match (diff.before == Some(index), diff.after) {
                (true, Some(_)) => {
                    blocks[place] = block;
                    break;
                }
                (true, None) => {
                    blocks.insert(place, block);
                    break;
                }
                (false, Some(_)) => place += 1,
                (false, None) => {}
            }
        }
        Some(Body { blocks })
    }
}

/// A block with what is compared of it.
struct Seen<'a> {
    block: &'a Block,
    json: String,
    line: Line,
    /// Its words, sorted: how alike two blocks are is how many they share.
    words: Vec<String>,
}

impl<'a> Seen<'a> {
    fn of(block: &'a Block) -> Self {
        let line = Line::of(block);
        let mut words: Vec<String> = line.text.unicode_words().map(str::to_lowercase).collect();
        words.sort_unstable();
        // A tree of strings and numbers has nothing that JSON cannot hold.
        Self { block, json: serde_json::to_string(block).unwrap_or_default(), line, words }
    }

    /// From 0 to 1: what two blocks have in common. Whatever is not copy is compared with its own kind only.
    fn likeness(&self, other: &Seen) -> f32 {
        if self.json == other.json {
            return 1.0;
        }
        let same_target = match (self.block, other.block) {
            (Block::Embed { attrs: one }, Block::Embed { attrs: other }) => one.url == other.url,
            (one, other) => one.pictures().any(|(one, _)| other.pictures().any(|(other, _)| one.src == other.src)),
        };
        let of_one_kind = self.block.kind() == other.block.kind();
        match of_one_kind || !(self.block.is_apart() || other.block.is_apart()) {
            true if of_one_kind && same_target => 0.9,
            true => shared(&self.words, &other.words),
            false => 0.0,
        }
    }

    /// Whether it can be told from others when it turns up elsewhere. An empty paragraph cannot, nor an advertisement.
    fn is_distinct(&self) -> bool {
        let furniture = matches!(self.block, Block::Furniture { .. });
        !self.words.is_empty() || (self.block.is_apart() && !furniture)
    }

    fn became(&self, after: &Seen, pair: Pair, place: usize) -> BlockDiff {
        let same = self.json == after.json;
        let change = match (pair.moved, same) {
            (true, _) => BlockChange::Moved,
            (false, true) => BlockChange::Same,
            (false, false) => BlockChange::Changed,
        };
        let parts =
            if same { whole(&self.line, WordChange::Same) } else { diff::texts(&self.line.text, &after.line.text) };
        let mut attributes = attributes(Some(self.block), Some(after.block));
        if !same && !self.line.marked_like(&after.line, &parts) {
            attributes.push(FieldDiff::new("marks", &self.line.with_marks(), &after.line.with_marks()));
        }
        if !same && attributes.is_empty() && parts.iter().all(|part| part.change == WordChange::Same) {
            // Trees that read alike and are not alike. Nobody writes such; if one comes, it is shown as it is.
            attributes.push(FieldDiff::new("json", &self.json, &after.json));
        }
        BlockDiff {
            change,
            before: Some(number(pair.before)),
            after: Some(number(place)),
            kind: after.block.kind().to_owned(),
            parts,
            attributes,
            json: Some(self.json.clone()).filter(|_| change != BlockChange::Same),
        }
    }

    fn removed(&self, place: usize) -> BlockDiff {
        let mut attributes = attributes(Some(self.block), None);
        if self.line.is_marked() {
            attributes.push(FieldDiff::new("marks", &self.line.with_marks(), ""));
        }
        BlockDiff {
            change: BlockChange::Removed,
            before: Some(number(place)),
            after: None,
            kind: self.block.kind().to_owned(),
            parts: whole(&self.line, WordChange::Removed),
            attributes,
            json: Some(self.json.clone()),
        }
    }

    fn added(&self, place: usize) -> BlockDiff {
        let mut attributes = attributes(None, Some(self.block));
        if self.line.is_marked() {
            attributes.push(FieldDiff::new("marks", "", &self.line.with_marks()));
        }
        BlockDiff {
            change: BlockChange::Added,
            before: None,
            after: Some(number(place)),
            kind: self.block.kind().to_owned(),
            parts: whole(&self.line, WordChange::Added),
            attributes,
            json: None,
        }
    }
}

fn whole(line: &Line, change: WordChange) -> Vec<DiffPart> {
    Some(DiffPart { text: line.text.clone(), change }).filter(|part| !part.text.is_empty()).into_iter().collect()
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// A block of the later body found in the earlier one.
#[derive(Clone, Copy)]
struct Pair {
    before: usize,
    moved: bool,
}

/// From this likeness on, two blocks that stand in one place are one block that was edited,
const EDITED: f32 = 0.35;
/// and two that stand in different places are one block that was moved.
const MOVED: f32 = 0.6;
/// More comparisons of two blocks than this are not made: so much new text has no counterpart that a reader looks for.
const COMPARED: usize = 250_000;

/// For every later block the earlier one that it was.
fn pair(old: &[Seen], new: &[Seen]) -> Vec<Option<Pair>> {
    let mut pairs = vec![None; new.len()];
    let keys = |blocks: &[Seen]| blocks.iter().map(|block| block.json.clone()).collect::<Vec<_>>();
    for op in capture_diff_slices(Algorithm::Myers, &keys(old), &keys(new)) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                for step in 0..len {
                    pairs[new_index + step] = Some(Pair { before: old_index + step, moved: false });
                }
            }
            _ => pair_edited(old, op.old_range(), new, op.new_range(), &mut pairs),
        }
    }
    pair_moved(old, new, &mut pairs);
    pairs
}

/// The pairs of a stretch that keep their order and have the most in common.
fn pair_edited(old: &[Seen], before: Range<usize>, new: &[Seen], after: Range<usize>, pairs: &mut [Option<Pair>]) {
    let (rows, columns) = (before.len(), after.len());
    if rows == 0 || columns == 0 || rows * columns > COMPARED {
        return;
    }
    let likeness: Vec<f32> = before
        .clone()
        .flat_map(|was| after.clone().map(move |is| (was, is)))
        .map(|(was, is)| Some(old[was].likeness(&new[is])).filter(|likeness| *likeness >= EDITED).unwrap_or(0.0))
        .collect();
    // best[row][column]: what the blocks from there on can have in common.
    let width = columns + 1;
    let mut best = vec![0.0_f32; (rows + 1) * width];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let here = likeness[row * columns + column] + best[(row + 1) * width + column + 1];
            best[row * width + column] = here.max(best[(row + 1) * width + column]).max(best[row * width + column + 1]);
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let here = best[row * width + column];
        if here == best[(row + 1) * width + column] {
            row += 1;
        } else if here == best[row * width + column + 1] {
            column += 1;
        } else {
            pairs[after.start + column] = Some(Pair { before: before.start + row, moved: false });
            row += 1;
            column += 1;
        }
    }
}

/// Among what is left over: the blocks that stand elsewhere now.
fn pair_moved(old: &[Seen], new: &[Seen], pairs: &mut [Option<Pair>]) {
    let mut free = vec![true; old.len()];
    pairs.iter().flatten().for_each(|pair| free[pair.before] = false);
    let mut left: Vec<usize> = (0..old.len()).filter(|before| free[*before] && old[*before].is_distinct()).collect();
    let open: Vec<usize> = (0..new.len()).filter(|after| pairs[*after].is_none()).collect();
    if left.len().saturating_mul(open.len()) > COMPARED {
        return;
    }
    for after in open {
        let likest = left
            .iter()
            .enumerate()
            .map(|(index, before)| (index, old[*before].likeness(&new[after])))
            .max_by(|one, other| one.1.total_cmp(&other.1));
        if let Some((index, likeness)) = likest
            && likeness >= MOVED
        {
            pairs[after] = Some(Pair { before: left.remove(index), moved: true });
        }
    }
}

/// Twice the words that two sorted lists share, of all that they have.
fn shared(one: &[String], other: &[String]) -> f32 {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut common = 0_u16;
    while let (Some(was), Some(is)) = (left.peek(), right.peek()) {
        match was.cmp(is) {
            Ordering::Less => drop(left.next()),
            Ordering::Greater => drop(right.next()),
            Ordering::Equal => {
                common = common.saturating_add(1);
                left.next();
                right.next();
            }
        }
    }
    let all = u16::try_from(one.len() + other.len()).unwrap_or(u16::MAX);
    if all == 0 { 0.0 } else { 2.0 * f32::from(common) / f32::from(all) }
}
