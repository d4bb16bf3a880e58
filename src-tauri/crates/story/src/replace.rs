//! Finding and replacing in a whole story: its metadata, and every line of its body. The window, the command line and
//! changes to many stories at once all match with this and nothing else, so that a preview and what comes of it agree.
//!
//! A pattern is one of Rust's `regex`: the time it takes grows with the text and not beyond, whatever the pattern, so that
//! none can hang a window. The price is that patterns know no look-around and no references to groups inside themselves.

mod fault;
mod markers;
mod pattern;
mod places;
mod putting;

pub use fault::{PatternFault, PatternFaultKind};
pub use markers::markers;
pub use pattern::{FindQuery, Pattern};
pub use places::{Match, Text, TextPlace, texts};

use crate::{Body, BodyFault, Fields};
use serde_json::Value;

/// Every match in a story: the head as it stands on the page, the body in reading order, then the other metadata.
pub fn find(fields: &Fields, body: &Value, pattern: &Pattern) -> Vec<Match> {
    places::texts(fields, body).flat_map(|text| places::matches(&text, pattern)).collect()
}

/// A story with the matches replaced that `take` says yes to, by their place in what [`find`] gives. What stays of a text
/// keeps its marks, and what is new has those of what it took the place of.
pub fn replace(
    fields: &Fields,
    body: &Body,
    pattern: &Pattern,
    take: &dyn Fn(usize) -> bool,
) -> Result<(Fields, Body), BodyFault> {
    let mut tree = body.tree();
    let matches = find(fields, &tree, pattern).into_iter().enumerate();
    let taken: Vec<Match> = matches.filter(|(at, _)| take(*at)).map(|(_, found)| found).collect();
    let mut fields = fields.clone();
    putting::put(&mut fields, &mut tree, &taken);
    Ok((fields, Body::from_json(&tree.to_string())?))
}
