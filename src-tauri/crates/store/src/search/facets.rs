//! How what was found is spread over sources, desks, tags and years.

use rusqlite::{Connection, Result, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a search finds, counted. Asked for apart from the hits, so that they never wait for it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Facets {
    /// How many stories are found.
    pub total: u32,
    /// Whether there may be more than `total`.
    pub approximate: bool,
    /// How many of them, the newest, are counted below.
    pub counted: u32,
    /// Sources, the most frequent first.
    pub sources: Vec<Facet>,
    /// Desks.
    pub desks: Vec<Facet>,
    /// Tags.
    pub tags: Vec<Facet>,
    /// Years of the last save, the newest first.
    pub years: Vec<Facet>,
}

/// One value of a field, and how many of the counted stories have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Facet {
    /// The value.
    pub name: String,
    /// How many stories.
    pub stories: u32,
}

/// Values of a field that are shown.
const SHOWN: usize = 12;

pub(super) fn count(connection: &Connection, stories: &[i64]) -> Result<Facets> {
    let [mut sources, mut desks, mut tags, mut years] = [const { BTreeMap::<String, u32>::new() }; 4];
    let see = |counts: &mut BTreeMap<String, u32>, name: String| {
        if !name.is_empty() {
            *counts.entry(name).or_default() += 1;
        }
    };
    let mut story =
        connection.prepare_cached("SELECT source, desk, substr(modified, 1, 4) FROM story WHERE row = ?1")?;
    let mut tag = connection.prepare_cached("SELECT name FROM tag WHERE story = ?1")?;
    for row in stories {
        let mut found = story.query(params![row])?;
        while let Some(row) = found.next()? {
            see(&mut sources, row.get(0)?);
            see(&mut desks, row.get(1)?);
            see(&mut years, row.get(2)?);
        }
        let mut found = tag.query(params![row])?;
        while let Some(row) = found.next()? {
            see(&mut tags, row.get(0)?);
        }
    }
    let mut years: Vec<Facet> = years.into_iter().map(|(name, stories)| Facet { name, stories }).collect();
    years.reverse();
    years.truncate(SHOWN);
    Ok(Facets {
        counted: stories.len() as u32,
        sources: frequent(sources),
        desks: frequent(desks),
        tags: frequent(tags),
        years,
        ..Facets::default()
    })
}

fn frequent(counts: BTreeMap<String, u32>) -> Vec<Facet> {
    let mut facets: Vec<Facet> = counts.into_iter().map(|(name, stories)| Facet { name, stories }).collect();
    facets.sort_by_key(|facet| std::cmp::Reverse(facet.stories));
    facets.truncate(SHOWN);
    facets
}
