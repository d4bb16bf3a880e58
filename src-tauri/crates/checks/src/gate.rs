use crate::{held_until, readiness::missing};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Serialize;
use story::{
    Finding, House, Story,
    house::Readiness,
    place::{self, Place},
};

/// What stands between a story and its readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Gate {
    /// The embargo that holds it.
    pub held: Option<Held>,
    /// What it lacks.
    pub missing: Vec<Finding>,
    /// Whether that keeps it from leaving, which is the house's to say.
    pub missing_blocks: bool,
}

/// An embargo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Held {
    /// As it stands in the story.
    pub until: String,
    /// When that is, by the newsroom's clock and by that of the source where it is another; empty where nobody can tell.
    pub clocks: Vec<Clock>,
}

/// A moment by the clock of one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Clock {
    /// Whose clock it is: a house's name, or a place.
    pub whose: String,
    /// RFC 3339, in its zone.
    pub at: String,
    /// What people call the zone: `WIB`, `MSK`, `UTC+3`.
    pub zone: String,
}

impl Gate {
    /// Whether it may leave for its readers.
    pub fn is_open(&self) -> bool {
        self.held.is_none() && (self.missing.is_empty() || !self.missing_blocks)
    }
}

impl Held {
    /// In a line, for a report: `2025-05-09 06:00 WIB (Kontan), 2025-05-09 02:00 MSK (MOSKOW)`.
    pub fn words(&self) -> String {
        let clock = |Clock { whose, at, zone }: &Clock| {
            let at = at.get(..16).unwrap_or(at).replace('T', " ");
            if whose.is_empty() { format!("{at} {zone}") } else { format!("{at} {zone} ({whose})") }
        };
        let words: Vec<String> = self.clocks.iter().map(clock).collect();
        if words.is_empty() { self.until.clone() } else { words.join(", ") }
    }
}

/// Whether a story may leave at `now`, RFC 3339. `house` prints it, `newsroom` is the house of those who send it, `source` that of
/// its source, where it has one that is known.
///
/// A story that was withdrawn is held by nothing: what leaves of it is that it was.
pub fn gate(story: &Story, house: &House, newsroom: &House, source: Option<&House>, now: &str) -> Gate {
    if story.withdrawn().is_some() {
        return Gate { held: None, missing: Vec::new(), missing_blocks: false };
    }
    let held = held_until(&story.fields, now).map(|until| Held {
        until: until.to_owned(),
        clocks: DateTime::parse_from_rfc3339(until)
            .map(|until| clocks(story, newsroom, source, until.to_utc()))
            .unwrap_or_default(),
    });
    let missing = missing(story, house).collect();
    Gate { held, missing, missing_blocks: house.gates.readiness == Readiness::Block }
}

/// The day at `now` by the clock of a house: `2025-05-09`.
pub fn day(house: &House, now: &str) -> String {
    match DateTime::parse_from_rfc3339(now) {
        Ok(now) => now.with_timezone(&zone_of_house(house)).format("%Y-%m-%d").to_string(),
        Err(_) => String::new(),
    }
}

fn clocks(story: &Story, newsroom: &House, source: Option<&House>, until: DateTime<Utc>) -> Vec<Clock> {
    let ours = zone_of_house(newsroom);
    let (whose, theirs) = zone_of_source(story, source);
    let mut clocks = vec![clock(&newsroom.name, ours, until)];
    if theirs != ours {
        clocks.push(clock(&whose, theirs, until));
    }
    clocks
}

/// The zone that a house works in; of one that does not say so, the zone of its language's capital, or UTC.
fn zone_of_house(house: &House) -> Tz {
    match house.zone.parse() {
        Ok(zone) => zone,
        Err(_) if house.language.starts_with("id") => Tz::Asia__Jakarta,
        Err(_) => Tz::UTC,
    }
}

/// The zone of the place that the story comes from, else of its source, else UTC; and whose that is.
fn zone_of_source(story: &Story, source: Option<&House>) -> (String, Tz) {
    let fields = &story.fields;
    let place = &fields.dateline.place;
    // `MOSKOW/BEIJING`: the first is where the story was filed.
    let first = place.split('/').next().unwrap_or_default();
    if let Some(zone) = place::place_named(first).and_then(|Place { zone, .. }| zone.parse().ok()) {
        return (first.trim().to_owned(), zone);
    }
    match source.and_then(|house| Some((house.name.clone(), house.zone.parse().ok()?))) {
        Some(known) => known,
        None => (fields.source.clone(), Tz::UTC),
    }
}

fn clock(whose: &str, zone: Tz, at: DateTime<Utc>) -> Clock {
    let at = at.with_timezone(&zone);
    let name = at.format("%Z").to_string();
    // Where people have no name for it, the library has a number.
    let name = if name.starts_with(['+', '-']) { format!("UTC{}", plain(&name)) } else { name };
    Clock { whose: whose.to_owned(), at: at.to_rfc3339(), zone: name }
}

/// `+0530` as `+5:30`, `+03` as `+3`.
fn plain(number: &str) -> String {
    let (sign, digits) = number.split_at(1);
    let (hours, minutes) = digits.split_at(digits.len().min(2));
    let hours = hours.trim_start_matches('0');
    let hours = if hours.is_empty() { "0" } else { hours };
    if minutes.is_empty() { format!("{sign}{hours}") } else { format!("{sign}{hours}:{minutes}") }
}
