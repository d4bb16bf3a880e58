//! Sign-offs, for completion. They are read out of the newest stories and not counted as terms are: who signs off changes
//! with the desk, and the long one of an agency is written once.

use crate::{
    derive::fold,
    tables::term::{self, CompletionKind},
};
use rusqlite::{Connection, Result};
use std::{cmp::Reverse, collections::HashMap};

/// Of how many of the newest stories.
const NEWEST: u32 = 2_000;
/// Stands between the initials of those who handled a story: `dis/ugo`.
const STROKE: char = '/';

/// Sign-offs that begin with what was typed, most used first; then what was typed with its last initials completed
/// (`rst/g` is `rst/gbr` wherever anybody signed as `gbr`); then people.
pub(crate) fn complete(connection: &Connection, typed: &str, limit: u32) -> Result<Vec<String>> {
    let used = newest(connection)?;
    let key = fold(typed);
    let begun = used.iter().map(String::as_str).filter(|sign_off| fold(sign_off).starts_with(&key));
    let mut found: Vec<String> = most_used_first(begun).map(str::to_owned).collect();
    let more = match typed.rsplit_once(STROKE) {
        Some((others, last)) => with_initials(&used, others, last),
        None if key.is_empty() => Vec::new(),
        None => term::complete(connection, CompletionKind::Person, typed, limit)?,
    };
    for offer in more {
        if !found.contains(&offer) {
            found.push(offer);
        }
    }
    found.truncate(limit as usize);
    Ok(found)
}

/// What was typed up to its last stroke, with initials that begin like the rest of it and are not in it yet.
fn with_initials(used: &[String], others: &str, last: &str) -> Vec<String> {
    let last = fold(last);
    let taken: Vec<String> = others.split(STROKE).map(fold).collect();
    let short = used.iter().filter(|sign_off| !sign_off.contains(char::is_whitespace));
    let fitting = short.flat_map(|sign_off| sign_off.split(STROKE)).filter(|initials| {
        let initials = fold(initials);
        !initials.is_empty() && initials.starts_with(&last) && !taken.contains(&initials)
    });
    most_used_first(fitting).map(|initials| format!("{others}{STROKE}{initials}")).collect()
}

fn newest(connection: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT sign_off FROM (SELECT trim(sign_off) AS sign_off FROM story WHERE live = 1 \
               ORDER BY modified DESC LIMIT ?1) WHERE sign_off <> ''";
    connection.prepare_cached(sql)?.query_map([NEWEST], |row| row.get(0))?.collect()
}

fn most_used_first<'a>(names: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    let mut uses: HashMap<&str, u32> = HashMap::new();
    for name in names {
        *uses.entry(name).or_default() += 1;
    }
    let mut names: Vec<(&str, u32)> = uses.into_iter().collect();
    names.sort_by_key(|(name, uses)| (Reverse(*uses), fold(name), *name));
    names.into_iter().map(|(name, _)| name)
}
