//! Derived: how many stories stand at each stage of each desk. Navigation reads this and counts nothing.

use crate::tables::desk;
use rusqlite::{Connection, Result, Transaction, params};
use serde::Serialize;
use std::collections::BTreeMap;
use story::Stage;

/// What the navigation shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Navigation {
    /// All five stages, in their order.
    pub stages: Vec<StageCount>,
    /// The house's desks in its order, then the others that stories name; spiked stories are not counted.
    pub desks: Vec<DeskCount>,
    /// All stories but the spiked ones.
    pub total: u32,
}

/// Stories at a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct StageCount {
    /// The stage.
    pub stage: Stage,
    /// How many.
    pub count: u32,
}

/// Stories of a desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DeskCount {
    /// The desk.
    pub name: String,
    /// How many.
    pub count: u32,
}

pub(crate) fn add(transaction: &Transaction, stage: Stage, desk: &str) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO tally (stage, desk, stories) VALUES (?1, ?2, 1) \
             ON CONFLICT (stage, desk) DO UPDATE SET stories = stories + 1",
        )?
        .execute(params![stage.name(), desk])?;
    Ok(())
}

pub(crate) fn take(transaction: &Transaction, stage: Stage, desk: &str) -> Result<()> {
    let last = "DELETE FROM tally WHERE stage = ?1 AND desk = ?2 AND stories = 1";
    if transaction.prepare_cached(last)?.execute(params![stage.name(), desk])? == 0 {
        transaction
            .prepare_cached("UPDATE tally SET stories = stories - 1 WHERE stage = ?1 AND desk = ?2")?
            .execute(params![stage.name(), desk])?;
    }
    Ok(())
}

/// How many stories a list has; without a stage, all but the spiked ones.
pub(crate) fn count(connection: &Connection, stage: Option<Stage>, desk: Option<&str>) -> Result<u32> {
    connection
        .prepare_cached(
            "SELECT coalesce(sum(stories), 0) FROM tally \
             WHERE (CASE WHEN ?1 IS NULL THEN stage <> 'spiked' ELSE stage = ?1 END) AND (?2 IS NULL OR desk = ?2)",
        )?
        .query_row(params![stage.map(Stage::name), desk], |row| row.get(0))
}

pub(crate) fn navigation(connection: &Connection) -> Result<Navigation> {
    let mut stages = Stage::ALL.map(|stage| StageCount { stage, count: 0 });
    let mut others: BTreeMap<String, u32> = BTreeMap::new();
    for tally in all(connection)? {
        let (stage, desk, stories) = tally;
        for count in stages.iter_mut().filter(|count| count.stage.name() == stage) {
            count.count += stories;
        }
        if stage != Stage::Spiked.name() && !desk.is_empty() {
            *others.entry(desk).or_default() += stories;
        }
    }
    let own = desk::all(connection)?.into_iter().map(|name| {
        let count = others.remove(&name).unwrap_or(0);
        DeskCount { name, count }
    });
    let mut desks: Vec<DeskCount> = own.collect();
    desks.extend(others.into_iter().map(|(name, count)| DeskCount { name, count }));
    let total = stages.iter().filter(|count| count.stage != Stage::Spiked).map(|count| count.count).sum();
    Ok(Navigation { stages: stages.to_vec(), desks, total })
}

/// Stage, desk, stories.
pub(crate) fn all(connection: &Connection) -> Result<Vec<(String, String, u32)>> {
    connection
        .prepare_cached("SELECT stage, desk, stories FROM tally ORDER BY stage, desk")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect()
}

/// The same, counted story by story: for `verify` only.
pub(crate) fn recount(connection: &Connection) -> Result<Vec<(String, String, u32)>> {
    connection
        .prepare("SELECT stage, desk, count(*) FROM story GROUP BY stage, desk ORDER BY stage, desk")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect()
}
