//! Versions and what differs between them, as a person or a script sees it.

use crate::{
    print::{line, object},
    run::Stopped,
};
use newsroom::{StoryDiff, VersionRow};
use story::{
    body::{BlockChange, BlockDiff},
    diff::{DiffPart, FieldDiff, WordChange},
};

/// A version in a list.
pub fn version(row: &VersionRow, json: bool) -> Result<(), Stopped> {
    if json {
        return object(row);
    }
    let VersionRow { version, at, actor, reason, words, added, removed, .. } = row;
    let note = row.note.as_deref().map(|note| format!("  {note}")).unwrap_or_default();
    line(format_args!("{version:>5}  {at}  {actor}  {reason}  {words} words (+{added} -{removed}){note}"))
}

/// What differs between two versions: nothing is printed of what is the same.
pub fn diff(diff: &StoryDiff, json: bool) -> Result<(), Stopped> {
    if json {
        return object(diff);
    }
    let name = |version: Option<u32>| version.map_or("now".to_owned(), |version| format!("version {version}"));
    line(format_args!("{} -> {}: +{} -{} words", name(diff.from), name(diff.to), diff.added, diff.removed))?;
    for field in &diff.fields {
        named(&field.name, field)?;
    }
    for block in diff.blocks.iter().filter(|block| block.change != BlockChange::Same) {
        line(format_args!("{}: {}", place(block), words(&block.parts)))?;
        for attribute in &block.attributes {
            named(&format!("  {}", attribute.name), attribute)?;
        }
    }
    Ok(())
}

fn named(name: &str, field: &FieldDiff) -> Result<(), Stopped> {
    line(format_args!("{name}: {}", words(&field.parts)))
}

/// Blocks are counted from 1, as `restore --paragraph` counts them.
fn place(block: &BlockDiff) -> String {
    let number = |place: Option<u32>| place.map_or(0, |place| place + 1);
    let (before, after, kind) = (number(block.before), number(block.after), &block.kind);
    match block.change {
        BlockChange::Same => format!("{kind} {after}"),
        BlockChange::Changed if before == after => format!("{kind} {after} changed"),
        BlockChange::Changed => format!("{kind} {before} -> {after} changed"),
        BlockChange::Added => format!("{kind} {after} added"),
        BlockChange::Removed => format!("{kind} {before} removed"),
        BlockChange::Moved => format!("{kind} {before} -> {after} moved"),
    }
}

fn words(parts: &[DiffPart]) -> String {
    let part = |part: &DiffPart| match part.change {
        WordChange::Same => part.text.clone(),
        WordChange::Added => format!("{{+{}+}}", part.text),
        WordChange::Removed => format!("[-{}-]", part.text),
    };
    parts.iter().map(part).collect()
}
