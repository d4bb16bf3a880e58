use super::{Match, Pattern, TextPlace, find};
use crate::Fields;
use serde_json::Value;
use std::sync::LazyLock;

/// What people write where something is still to come: `TK`, `TKTK`, three or more X, `[…]`, and `(cek)` in brackets of either kind.
static MARKERS: LazyLock<Option<Pattern>> = LazyLock::new(|| {
    Pattern::ours(
        r"\b(?:TK)+\b|\bX{3,}\b|\[\s*(?:…|\.{3})\s*\]|[\[(]\s*(?i:tk|tba|xx+|cek|dicek|check|konfirmasi)\b[^\[\]()]{0,40}[\])]",
    )
});

/// Places of a story that say that something is still to come. Alone, `TK` is a kindergarten in Indonesian.
pub fn markers(fields: &Fields, body: &Value) -> Vec<Match> {
    let Some(pattern) = &*MARKERS else { return Vec::new() };
    let kindergarten = |found: &Match| found.found == "TK" && fields.language == "id";
    // A note is for colleagues and is never printed.
    let note = |found: &Match| matches!(&found.place, TextPlace::Field { name, .. } if name == "note");
    find(fields, body, pattern).into_iter().filter(|found| !kindergarten(found) && !note(found)).collect()
}
