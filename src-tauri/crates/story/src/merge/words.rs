//! Within a paragraph: both changes are taken where at least one word that nobody touched lies between them.

use super::{
    pick,
    sequence::{Bag, key},
};
use crate::body::{Block, Inline};
use similar::{Algorithm, DiffOp, capture_diff_slices_by_key};
use std::{iter, ops::Range};
use unicode_segmentation::UnicodeSegmentation;

/// A word, with the white space in front of it; `None` where a paragraph was split.
type Token = Option<Inline>;

/// Tokens of the base that one side, or both, put others in place of.
struct Change<'a> {
    at: Range<usize>,
    with: &'a [Token],
    /// Whose: `None` where both did the same.
    side: Option<Side>,
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Mine,
    Theirs,
}

/// A line of text, and what it stands in (a crosshead of level 2, a picture's caption) without its text.
fn apart(block: &Block) -> Option<(Block, &[Inline])> {
    let content = block.line()?;
    let mut head = block.clone();
    head.line_mut()?.clear();
    Some((head, content))
}

/// Merges what two sides made of one line of text.
pub(super) fn merge(base: &Block, mine: &[Block], theirs: &[Block]) -> Option<Vec<Block>> {
    let (head, was) = tokens(std::slice::from_ref(base))?;
    let ((my_head, mine_is), (their_head, theirs_is)) = (tokens(mine)?, tokens(theirs)?);
    let head = pick(&head, &my_head, &their_head)?;
    // Where only what it stands in was changed on one side, its words need not be alike.
    let words = match pick(&was, &mine_is, &theirs_is) {
        Some(words) => words.clone(),
        None => {
            let bag = Bag::of_all(std::slice::from_ref(base));
            let alike = [mine, theirs].iter().all(|side| bag.is_like(&Bag::of_all(side)));
            alike.then(|| merge_tokens(&was, &mine_is, &theirs_is)).flatten()?
        }
    };
    let mut lines = words.split(Option::is_none).map(|line| line_of(line.iter().flatten()));
    let first = with_content(head, lines.next().unwrap_or_default())?;
    Some(iter::once(first).chain(lines.map(|content| Block::Paragraph { content })).collect())
}

fn with_content(head: &Block, line: Vec<Inline>) -> Option<Block> {
    let mut block = head.clone();
    *block.line_mut()? = line;
    Some(block)
}

/// The head of the first block, and the words of all; those behind the first are paragraphs that were split off.
fn tokens(blocks: &[Block]) -> Option<(Block, Vec<Token>)> {
    let (first, rest) = blocks.split_first()?;
    let (head, content) = apart(first)?;
    let mut tokens: Vec<Token> = words_of(content).map(Some).collect();
    for block in rest {
        let Block::Paragraph { content } = block else { return None };
        tokens.push(None);
        tokens.extend(words_of(content).map(Some));
    }
    Some((head, tokens))
}

fn words_of(content: &[Inline]) -> impl Iterator<Item = Inline> {
    content.iter().flat_map(|Inline::Text { marks, text }| {
        let mut start = 0;
        let ends = text.split_word_bound_indices().filter_map(|(at, segment)| {
            let end = at + segment.len();
            (end == text.len() || !segment.chars().all(char::is_whitespace)).then_some(end)
        });
        ends.map(move |end| {
            let word = text[start..end].to_owned();
            start = end;
            Inline::Text { marks: marks.clone(), text: word }
        })
    })
}

/// Words that share their marks are one piece of text.
fn line_of<'a>(words: impl Iterator<Item = &'a Inline>) -> Vec<Inline> {
    let mut line: Vec<Inline> = Vec::new();
    for Inline::Text { marks, text } in words {
        match line.last_mut() {
            Some(Inline::Text { marks: before, text: whole }) if before == marks => whole.push_str(text),
            _ => line.push(Inline::Text { marks: marks.clone(), text: text.clone() }),
        }
    }
    line
}

fn merge_tokens(base: &[Token], mine: &[Token], theirs: &[Token]) -> Option<Vec<Token>> {
    let mut changes = changes(base, mine, Side::Mine);
    for change in self::changes(base, theirs, Side::Theirs) {
        match changes.iter_mut().find(|other| other.at == change.at && other.with == change.with) {
            Some(same) => same.side = None,
            None => changes.push(change),
        }
    }
    changes.sort_by_key(|change| (change.at.start, change.at.end));
    let apart = changes.windows(2).all(|pair| match pair {
        [one, other] => {
            let one_hand = one.side == other.side || one.side.is_none() || other.side.is_none();
            let between = base.get(one.at.end..other.at.start);
            between.is_some_and(|between| one_hand || between.iter().any(is_word))
        }
        _ => true,
    });
    if !apart {
        return None;
    }
    let (mut merged, mut end) = (Vec::with_capacity(mine.len().max(theirs.len())), 0);
    for Change { at, with, .. } in changes {
        merged.extend_from_slice(&base[end..at.start]);
        merged.extend_from_slice(with);
        end = at.end;
    }
    merged.extend_from_slice(&base[end..]);
    Some(merged)
}

fn changes<'a>(base: &[Token], side: &'a [Token], whose: Side) -> Vec<Change<'a>> {
    capture_diff_slices_by_key(Algorithm::Myers, base, side, key)
        .into_iter()
        .filter(|change| !matches!(change, DiffOp::Equal { .. }))
        .map(|change| Change { at: change.old_range(), with: &side[change.new_range()], side: Some(whose) })
        .collect()
}

fn is_word(token: &Token) -> bool {
    token.as_ref().is_some_and(|Inline::Text { text, .. }| text.chars().any(char::is_alphanumeric))
}
