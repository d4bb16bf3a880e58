//! Holds the newsroom file against itself. Changes nothing.

use crate::{
    Error,
    derive::{Derived, terms},
    search,
    tables::{related_link, story as stories, tally, term, tracking, version},
    versions,
};
use rusqlite::Connection;
use serde::Serialize;
use std::collections::BTreeMap;
use story::Body;

/// What [`crate::Store::verify`] found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// How many stories were looked at.
    pub stories: u32,
    /// What is wrong; nothing in a sound file.
    pub faults: Vec<Fault>,
    /// The pictures of the stories, each with the first story that shows it, for whoever knows the media folder.
    #[serde(skip)]
    pub pictures: BTreeMap<String, String>,
}

/// Something that does not agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Fault {
    /// What it is about.
    pub kind: FaultKind,
    /// The story, where it is about one.
    pub story: Option<String>,
    /// What was found, in English, for a report.
    pub detail: String,
}

/// Kinds of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum FaultKind {
    /// SQLite's own check of the file.
    File,
    /// A row that refers to one that is not there.
    Reference,
    /// A body that cannot be read.
    Body,
    /// Suggestions that cannot be read.
    Suggestions,
    /// Words, characters, paragraphs, excerpt or sort keys.
    Counts,
    /// The related links.
    RelatedLinks,
    /// What the search knows of a story.
    Search,
    /// The counts of the navigation.
    Tally,
    /// What completion offers.
    Terms,
    /// A version that cannot be read.
    Version,
    /// A picture that is not in the media folder.
    Picture,
}

fn derived_of(connection: &Connection, stored: &stories::Stored, body: &Body) -> rusqlite::Result<Derived> {
    Derived::of_stored(connection, &stored.id, &stored.fields, body, &stored.modified)
}

pub(crate) fn verify(connection: &Connection) -> Result<Verification, Error> {
    let mut faults = Vec::new();
    let mut fault = |kind, story: Option<&str>, detail: String| {
        faults.push(Fault { kind, story: story.map(str::to_owned), detail });
    };

    // Covers the search index as well: FTS5 answers SQLite's check for its own tables.
    let mut check = connection.prepare("PRAGMA integrity_check")?;
    for line in check.query_map([], |row| row.get::<_, String>(0))? {
        let line = line?;
        if line != "ok" {
            fault(FaultKind::File, None, line);
        }
    }
    let mut check = connection.prepare("PRAGMA foreign_key_check")?;
    for line in check.query_map([], |row| Ok(format!("{} → {}", row.get::<_, String>(0)?, row.get::<_, String>(2)?)))?
    {
        fault(FaultKind::Reference, None, line?);
    }

    let mut count = 0;
    let mut pictures = BTreeMap::new();
    let mut used: BTreeMap<(String, String), u32> = BTreeMap::new();
    let mut expected_words = search::Expected::default();
    stories::each(connection, &mut |stored| {
        count += 1;
        let body = stored.body();
        let Derived { counts, excerpt, headline_key, slugline_key, related_links, feed, target: _ } =
            derived_of(connection, &stored, body.as_ref().unwrap_or(&Body::default()))?;
        expected_words.add(stored.row, &feed);
        if !search::is_told(connection, stored.row, &feed)? {
            fault(FaultKind::Search, Some(&stored.id), "the search was told something else".to_owned());
        }
        for (kind, name) in terms(&stored.fields) {
            *used.entry((kind.to_owned(), name.to_owned())).or_default() += 1;
        }
        if let Err(error) = tracking::get(connection, stored.row, &stored.id) {
            fault(FaultKind::Suggestions, Some(&stored.id), error.to_string());
        }
        let body = match body {
            Ok(body) => body,
            Err(error) => {
                fault(FaultKind::Body, Some(&stored.id), error.to_string());
                return Ok(());
            }
        };
        for image in body.images() {
            pictures.entry(image.src.clone()).or_insert_with(|| stored.id.clone());
        }
        let expected = ([counts.words, counts.characters, counts.paragraphs], [excerpt, headline_key, slugline_key]);
        let kept = stories::derived_columns(connection, stored.row)?;
        if kept != expected {
            fault(FaultKind::Counts, Some(&stored.id), format!("{kept:?} instead of {expected:?}"));
        }
        let kept = related_link::get(connection, stored.row)?;
        if kept != related_links {
            fault(
                FaultKind::RelatedLinks,
                Some(&stored.id),
                format!("{} instead of {}", kept.len(), related_links.len()),
            );
        }
        Ok(())
    })?;
    let differences = expected_words.differences(connection).unwrap_or_else(|error| {
        fault(FaultKind::File, None, format!("the index of the search: {error}"));
        Vec::new()
    });
    for row in differences {
        let story = stories::by_row(connection, row)?.map(|stored| stored.id);
        fault(FaultKind::Search, story.as_deref(), format!("row {row} of the index holds other words"));
    }

    let (kept, counted) = (tally::all(connection)?, tally::recount(connection)?);
    if kept != counted {
        fault(FaultKind::Tally, None, format!("{kept:?} instead of {counted:?}"));
    }
    let kept: BTreeMap<_, _> =
        term::all(connection)?.into_iter().map(|(kind, name, uses)| ((kind, name), uses)).collect();
    for (term, uses) in &used {
        if kept.get(term) != Some(uses) {
            fault(FaultKind::Terms, None, format!("{term:?}: {:?} instead of {uses}", kept.get(term)));
        }
    }
    for term in kept.keys().filter(|term| !used.contains_key(*term)) {
        fault(FaultKind::Terms, None, format!("{term:?} is used by no story"));
    }
    for story in version::stories(connection)? {
        for (_, detail) in versions::faults(connection, &story)? {
            fault(FaultKind::Version, Some(&story), detail);
        }
    }
    Ok(Verification { stories: count, faults, pictures })
}
