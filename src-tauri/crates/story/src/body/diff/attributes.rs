//! What of a block is no text.

use crate::{
    body::{Block, Cell, Crop, Image, Row},
    diff::FieldDiff,
};
use std::fmt::Write;

/// Attributes that differ, the kind itself among them. An attribute that a block does not have is empty.
pub(super) fn attributes(before: Option<&Block>, after: Option<&Block>) -> Vec<FieldDiff> {
    let both = before.is_some() && after.is_some();
    let pairs = values(before, both).into_iter().zip(values(after, both));
    pairs.filter(|(was, is)| was != is).map(|((name, was), (_, is))| FieldDiff::new(name, &was, &is)).collect()
}

fn values(block: Option<&Block>, with_kind: bool) -> [(&'static str, String); 15] {
    let pictures = |value: &dyn Fn(&Image) -> String| {
        let values = block.iter().flat_map(|block| block.pictures()).map(|(image, _)| value(image));
        let values: Vec<String> = values.filter(|value| !value.is_empty()).collect();
        values.join("; ")
    };
    let [level, start, furniture, cells, story, url] = match block {
        Some(Block::Heading { attrs, .. }) => one(0, attrs.level.to_string()),
        Some(Block::OrderedList { attrs, .. }) => one(1, attrs.start.to_string()),
        Some(Block::Furniture { attrs, .. }) => one(2, attrs.kind.name().to_owned()),
        Some(Block::Table { content }) => one(3, cells(content)),
        Some(Block::RelatedLink { attrs }) => {
            let mut values = one(4, attrs.story_id.clone().unwrap_or_default());
            values[5] = attrs.url.clone().unwrap_or_default();
            values
        }
        Some(Block::Embed { attrs }) => one(5, attrs.url.clone()),
        _ => Default::default(),
    };
    [
        ("kind", block.filter(|_| with_kind).map(Block::kind).unwrap_or_default().to_owned()),
        ("level", level),
        ("start", start),
        ("src", pictures(&|image| image.src.clone())),
        ("alt", pictures(&|image| image.alt.clone())),
        ("credit", pictures(&|image| image.credit.clone())),
        ("photographer", pictures(&|image| image.photographer.clone())),
        ("place", pictures(&|image| image.place.clone())),
        ("date", pictures(&|image| image.date.clone())),
        ("focus", pictures(&|image| image.focus.map(|at| format!("{}, {}", at.x, at.y)).unwrap_or_default())),
        ("crops", pictures(&crops)),
        ("furniture", furniture),
        ("cells", cells),
        ("storyId", story),
        ("url", url),
    ]
}

fn one<const N: usize>(at: usize, value: String) -> [String; N]
where
    [String; N]: Default,
{
    let mut values: [String; N] = Default::default();
    values[at] = value;
    values
}

/// `16:9 0, 125, 1000, 750`: left, top, width and height in thousandths.
fn crops(image: &Image) -> String {
    let crop = |crop: &Crop| format!("{} {}, {}, {}, {}", crop.format.name(), crop.x, crop.y, crop.width, crop.height);
    image.crops.iter().map(crop).collect::<Vec<_>>().join(" ")
}

/// A table's form: `■` a header and `□` a value, with how many columns and rows it takes, and widths in pixels.
fn cells(rows: &[Row]) -> String {
    let mut form = String::new();
    for (at, row) in rows.iter().enumerate() {
        form.push_str(if at == 0 { "" } else { " / " });
        row.cells().iter().for_each(|cell| push_cell(cell, &mut form));
    }
    form
}

fn push_cell(cell: &Cell, form: &mut String) {
    form.push(if cell.is_header() { '\u{25a0}' } else { '\u{25a1}' });
    let attrs = cell.attrs();
    if (attrs.colspan, attrs.rowspan) != (1, 1) {
        let _ = write!(form, "{}\u{d7}{}", attrs.colspan, attrs.rowspan);
    }
    if let Some(widths) = &attrs.colwidth {
        let _ = write!(form, "{widths:?}");
    }
}
