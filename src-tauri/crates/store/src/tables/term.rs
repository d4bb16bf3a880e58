//! Derived: what fields were filled with before, and how often. Completion reads it.

use crate::{
    derive::{fold, terms},
    tables::{desk, sign_off},
};
use rusqlite::{Connection, Result, Transaction, params};
use serde::{Deserialize, Serialize};
use story::Fields;

/// What can be completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum CompletionKind {
    /// Tags.
    Tag,
    /// Bylines and editors.
    Person,
    /// Sources.
    Source,
    /// Places of datelines.
    Place,
    /// Outlets of datelines.
    Outlet,
    /// Desks, the house's own also before a story has one.
    Desk,
    /// Sluglines.
    Slugline,
    /// Sign-offs, whole and by their last initials; people where a house signs with names. Not counted: see `sign_off`.
    SignOff,
}

impl CompletionKind {
    fn name(self) -> &'static str {
        match self {
            CompletionKind::Tag => "tag",
            CompletionKind::Person => "person",
            CompletionKind::Source => "source",
            CompletionKind::Place => "place",
            CompletionKind::Outlet => "outlet",
            CompletionKind::Desk => "desk",
            CompletionKind::Slugline => "slugline",
            CompletionKind::SignOff => "signOff",
        }
    }
}

/// Counts a story's new terms and takes its old ones back; those in both are not touched.
pub(crate) fn recount(transaction: &Transaction, before: Option<&Fields>, after: &Fields) -> Result<()> {
    let before = before.map(terms).unwrap_or_default();
    let after = terms(after);
    for (kind, name) in before.difference(&after) {
        let key = fold(name);
        let last = "DELETE FROM term WHERE kind = ?1 AND key = ?2 AND name = ?3 AND uses = 1";
        if transaction.prepare_cached(last)?.execute(params![kind, key, name])? == 0 {
            transaction
                .prepare_cached("UPDATE term SET uses = uses - 1 WHERE kind = ?1 AND key = ?2 AND name = ?3")?
                .execute(params![kind, key, name])?;
        }
    }
    for (kind, name) in after.difference(&before) {
        transaction
            .prepare_cached(
                "INSERT INTO term (kind, key, name, uses) VALUES (?1, ?2, ?3, 1) \
                 ON CONFLICT (kind, key, name) DO UPDATE SET uses = uses + 1",
            )?
            .execute(params![kind, fold(name), name])?;
    }
    Ok(())
}

/// Names that begin with what was typed, most used first; then those with a later word that does ("Putin" finds
/// "Vladimir Putin").
pub(crate) fn complete(connection: &Connection, kind: CompletionKind, prefix: &str, limit: u32) -> Result<Vec<String>> {
    if kind == CompletionKind::SignOff {
        return sign_off::complete(connection, prefix, limit);
    }
    let key = fold(prefix);
    let limit = limit as usize;
    let mut found: Vec<String> = if key.is_empty() {
        let sql = "SELECT name FROM term WHERE kind = ?1 ORDER BY uses DESC LIMIT ?2";
        connection
            .prepare_cached(sql)?
            .query_map(params![kind.name(), limit as i64], |row| row.get(0))?
            .collect::<Result<_>>()?
    } else {
        let sql =
            "SELECT name FROM term WHERE kind = ?1 AND key >= ?2 AND key < ?3 ORDER BY uses DESC, key, name LIMIT ?4";
        let after = format!("{key}\u{10FFFF}");
        connection
            .prepare_cached(sql)?
            .query_map(params![kind.name(), key, after, limit as i64], |row| row.get(0))?
            .collect::<Result<_>>()?
    };
    let mut more: Vec<String> = Vec::new();
    if kind == CompletionKind::Desk {
        more.extend(desk::all(connection)?.into_iter().filter(|name| fold(name).starts_with(&key)));
    }
    // Sluglines are one word, and as many as stories.
    if found.len() < limit && key.chars().count() >= 2 && kind != CompletionKind::Slugline {
        let sql = "SELECT name FROM term WHERE kind = ?1 AND instr(key, ?2) > 0 ORDER BY uses DESC, key, name LIMIT ?3";
        let later = connection
            .prepare_cached(sql)?
            .query_map(params![kind.name(), format!(" {key}"), limit as i64], |row| row.get(0))?
            .collect::<Result<Vec<String>>>()?;
        more.extend(later);
    }
    for name in more {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found.truncate(limit);
    Ok(found)
}

/// Kind, name, uses.
pub(crate) fn all(connection: &Connection) -> Result<Vec<(String, String, u32)>> {
    connection
        .prepare("SELECT kind, name, uses FROM term")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect()
}
