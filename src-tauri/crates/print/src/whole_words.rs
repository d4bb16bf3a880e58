//! Words of a page as people search and copy them: the marks that say where they may be broken are gone.

use crate::SOFT_HYPHEN;
use typst::{
    layout::{Em, Frame, FrameItem},
    model::Document,
    text::{Glyph, TextItem},
};
use typst_layout::PagedDocument;

/// The same pages. A hyphen that is seen at the end of a line stays a soft one, so that programs put its word together.
pub(crate) fn whole_words(document: &PagedDocument) -> PagedDocument {
    let pages = document.pages().iter().cloned().map(|mut page| {
        in_frame(&mut page.frame);
        page
    });
    PagedDocument::new(pages.collect(), document.info().clone())
}

fn in_frame(frame: &mut Frame) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => in_frame(&mut group.frame),
            FrameItem::Text(text) => in_text(text),
            _ => {}
        }
        true
    });
}

fn in_text(item: &mut TextItem) {
    let whole: String = item.text.chars().filter(|letter| *letter != SOFT_HYPHEN).collect();
    if whole.is_empty() || whole.len() == item.text.len() {
        return;
    }
    // Where each byte of the old text is in the new one.
    let mut places = Vec::with_capacity(item.text.len() + 1);
    let mut at = 0_u16;
    for letter in item.text.chars() {
        places.extend(std::iter::repeat_n(at, letter.len_utf8()));
        if letter != SOFT_HYPHEN {
            at += letter.len_utf8() as u16;
        }
    }
    places.push(at);
    let mut kept: Vec<Glyph> = Vec::with_capacity(item.glyphs.len());
    // Room that a mark took, where the line was stretched, before any letter.
    let mut before = Em::zero();
    for glyph in std::mem::take(&mut item.glyphs) {
        let range = glyph.range();
        let range = places[range.start]..places[range.end];
        match kept.last_mut() {
            Some(last) if range.is_empty() => last.x_advance += glyph.x_advance,
            None if range.is_empty() => before += glyph.x_advance,
            _ => {
                let (x_advance, x_offset) = (glyph.x_advance + before, glyph.x_offset + before);
                kept.push(Glyph { range, x_advance, x_offset, ..glyph });
                before = Em::zero();
            }
        }
    }
    item.glyphs = kept;
    item.text = whole.into();
}
