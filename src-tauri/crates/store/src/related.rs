//! Stories that belong to the open one: which to look at, and which of them to suggest.
//!
//! Every word, tag, person and link of the open story names the stories that have it, the newest first and only so many,
//! and these get its weight. Those that get most are read and compared in full (`likeness`). So the work is bounded
//! whatever the newsroom's size, and a word that stands in every story costs little and counts for nothing.

mod everyday;
mod likeness;
mod reason;
mod subject;
mod text;

pub use reason::Reason;

use crate::{
    Error, ListRow,
    derive::fold,
    search::{day, holding},
    tables::{story as stories, tally},
};
use ::story::{Body, Fields, Stage, body::RelatedAt};
use likeness::Candidate;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use subject::{Sign, Subject, lead, rarity};
use text::{Text, words};

/// A story that an editor may want to link to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// The story.
    pub row: ListRow,
    /// How well it fits: the list's order. Below 10 is little, above 40 much.
    pub score: u32,
    /// Why, the strongest reason first; at least one.
    pub reasons: Vec<Reason>,
}

/// How many stories a word may name, the newest. How common it is beyond that is estimated by how close these stand.
const NAMED_BY_WORD: u32 = 1_000;
/// The same of a tag, and of a link.
const NAMED_BY_SIGN: u32 = 300;
/// How many stories are compared in full, and how many are looked at to find so many that may be suggested.
const COMPARED: usize = 80;
const LOOKED_AT: usize = 320;
/// What a tag and a link weigh beside a word of the headline, as rare as it.
const TAG: f64 = 2.0;
const LINK: f64 = 3.0;
const PERSON: f64 = 0.25;

/// Stories that belong to this one as the editor holds it; none that is spiked or linked already.
pub(crate) fn suggest(
    connection: &Connection,
    id: &str,
    fields: &Fields,
    body: &Body,
    now: &str,
    limit: u32,
) -> Result<Vec<Suggestion>, Error> {
    let links = body.related_links();
    let mut search = Search::start(connection, id)?;
    let mut subject = Subject::of(fields, body);
    search.weigh(&mut subject)?;
    search.follow(id, &links)?;
    let candidates = search.candidates(&links, now)?;
    let chosen = likeness::choose(&subject, &candidates, limit as usize);
    let ids: Vec<String> = chosen.iter().map(|likeness| likeness.id.clone()).collect();
    let rows = stories::heads(connection, &ids)?;
    let suggestion = |(row, likeness): (ListRow, likeness::Likeness)| Suggestion {
        row,
        score: likeness.points.round() as u32,
        reasons: likeness.reasons,
    };
    Ok(rows.into_iter().zip(chosen).map(suggestion).collect())
}

/// What is known of the newsroom so far, and what speaks for which story.
struct Search<'a> {
    connection: &'a Connection,
    /// The open story's own row; none where it was never saved.
    own: i64,
    /// All other stories.
    all: f64,
    last: i64,
    votes: HashMap<i64, f64>,
    links_here: HashSet<i64>,
    same_targets: HashMap<i64, Vec<Sign>>,
}

impl<'a> Search<'a> {
    fn start(connection: &'a Connection, id: &str) -> Result<Self, Error> {
        let sql = "SELECT row FROM story WHERE id = ?1";
        let own = connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
        let sql = "SELECT coalesce(max(row), 0) FROM story";
        let last = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        let all = f64::from(tally::count(connection, None, None)?.saturating_sub(u32::from(own.is_some()))).max(1.0);
        Ok(Self {
            connection,
            own: own.unwrap_or(0),
            all,
            last,
            votes: HashMap::new(),
            links_here: HashSet::new(),
            same_targets: HashMap::new(),
        })
    }

    /// Finds out how rare everything in the open story is, and lets it vote for the stories that have it.
    fn weigh(&mut self, subject: &mut Subject) -> Result<(), Error> {
        for term in &mut subject.terms {
            let (rows, stories) = self.of_word(&term.stem, &term.form)?;
            term.weigh(stories, self.all);
            self.vote(&rows, term.weight());
        }
        for tag in &mut subject.tags {
            let rows = self.tagged(&tag.name)?;
            tag.rarity = self.rarity_of("tag", tag, &rows)?;
            self.vote(&rows, TAG * tag.rarity);
        }
        for person in &mut subject.people {
            let rows = self.naming(&person.name)?;
            person.rarity = self.rarity_of("person", person, &[])?;
            self.vote(&rows, PERSON * person.rarity);
        }
        if let Some(place) = &mut subject.place {
            // Its words have voted.
            place.rarity = self.rarity_of("place", place, &[])?;
        }
        Ok(())
    }

    /// Lets the stories speak that link to this one, and those that link to what it links to.
    fn follow(&mut self, id: &str, links: &[RelatedAt]) -> Result<(), Error> {
        let rows = self.linking_to(id)?;
        self.vote(&rows, LINK);
        self.links_here.extend(rows);
        let mut seen = HashSet::new();
        for (link, target) in links.iter().filter_map(|link| Some((link, link.story_id.as_deref()?))) {
            if !seen.insert(target) {
                continue;
            }
            let rows = self.linking_to(target)?;
            let rare = rarity(rows.len() as f64, self.all);
            self.vote(&rows, LINK * rare);
            for row in rows {
                self.same_targets.entry(row).or_default().push(Sign { name: link.title.clone(), rarity: rare });
            }
        }
        Ok(())
    }

    fn vote(&mut self, rows: &[i64], weight: f64) {
        if weight > 0.0 {
            for row in rows {
                *self.votes.entry(*row).or_default() += weight;
            }
        }
    }

    /// The newest other stories that hold a word, and how many there are.
    fn of_word(&self, stem: &str, form: &str) -> Result<(Vec<i64>, f64), Error> {
        let mut rows = holding(self.connection, stem, form, NAMED_BY_WORD)?;
        let whole = rows.len() < NAMED_BY_WORD as usize;
        let oldest = rows.last().copied().unwrap_or(0);
        rows.retain(|row| *row != self.own);
        let named = rows.len() as f64;
        let share = named / (self.last - oldest + 1).max(1) as f64;
        let stories = if whole { named } else { (share * self.all).max(named) };
        Ok((rows, stories))
    }

    fn tagged(&self, tag: &str) -> Result<Vec<i64>, Error> {
        let mut rows = Vec::new();
        for name in self.spellings("tag", tag)?.iter().map(|(name, _)| name) {
            let sql = "SELECT story FROM tag WHERE name = ?1 ORDER BY story DESC LIMIT ?2";
            let mut statement = self.connection.prepare_cached(sql)?;
            let found = statement.query_map(params![name, NAMED_BY_SIGN], |row| row.get::<_, i64>(0))?;
            rows.extend(found.collect::<rusqlite::Result<Vec<_>>>()?);
        }
        Ok(self.others(rows))
    }

    /// Stories that have every word of a person's name somewhere. That it is the same person is seen when they are read:
    /// no index leads from a person to the stories.
    fn naming(&self, person: &str) -> Result<Vec<i64>, Error> {
        let mut both: Option<Vec<i64>> = None;
        for word in words(person, "").iter().filter(|word| word.form.chars().count() > 1) {
            let rows = holding(self.connection, &word.form, &word.form, NAMED_BY_WORD)?;
            let rows: HashSet<i64> = rows.into_iter().collect();
            both = Some(match both {
                None => rows.into_iter().collect(),
                Some(both) => both.into_iter().filter(|row| rows.contains(row)).collect(),
            });
        }
        Ok(self.others(both.unwrap_or_default()))
    }

    fn linking_to(&self, id: &str) -> Result<Vec<i64>, Error> {
        let sql = "SELECT story FROM related_link WHERE target = ?1 ORDER BY story DESC LIMIT ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_map(params![id, NAMED_BY_SIGN], |row| row.get(0))?;
        Ok(self.others(found.collect::<rusqlite::Result<_>>()?))
    }

    /// How rare a name is of which these stories are known, all of them where they are few.
    fn rarity_of(&self, kind: &str, sign: &Sign, rows: &[i64]) -> Result<f64, Error> {
        if !rows.is_empty() && rows.len() < NAMED_BY_SIGN as usize {
            return Ok(rarity(rows.len() as f64, self.all));
        }
        // The open story is one of them.
        let uses: u32 = self.spellings(kind, &sign.name)?.iter().map(|(_, uses)| uses).sum();
        Ok(rarity(f64::from(uses.saturating_sub(1).max(1)), self.all))
    }

    /// The ways in which a name is written, upper and lower case, and how often.
    fn spellings(&self, kind: &str, name: &str) -> Result<Vec<(String, u32)>, Error> {
        let mut statement =
            self.connection.prepare_cached("SELECT name, uses FROM term WHERE kind = ?1 AND key = ?2")?;
        let found = statement.query_map(params![kind, fold(name)], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// Each once, without the open story.
    fn others(&self, mut rows: Vec<i64>) -> Vec<i64> {
        rows.sort_unstable();
        rows.dedup();
        rows.retain(|row| *row != self.own);
        rows
    }

    /// The stories that most speaks for, read. None that is spiked or linked already.
    fn candidates(mut self, links: &[RelatedAt], now: &str) -> Result<Vec<Candidate>, Error> {
        let linked: HashSet<&str> = links.iter().filter_map(|link| link.story_id.as_deref()).collect();
        let titles: HashSet<String> = links.iter().map(|link| fold(&link.title)).collect();
        let mut ranked: Vec<(i64, f64)> = std::mem::take(&mut self.votes).into_iter().collect();
        ranked.sort_unstable_by(|one, other| other.1.total_cmp(&one.1).then(other.0.cmp(&one.0)));
        let mut candidates = Vec::new();
        for (row, _) in ranked.into_iter().take(LOOKED_AT) {
            if candidates.len() == COMPARED {
                break;
            }
            let Some((headline, candidate)) = self.read(row, now)? else { continue };
            if !linked.contains(candidate.id.as_str()) && !titles.contains(&fold(&headline)) {
                candidates.push(candidate);
            }
        }
        Ok(candidates)
    }

    /// A story's headline, and what is compared of it. `None` where it is spiked.
    fn read(&mut self, row: i64, now: &str) -> Result<Option<(String, Candidate)>, Error> {
        let found = stories::by_row(self.connection, row)?.filter(|stored| stored.stage != Stage::Spiked);
        let Some(stored) = found else { return Ok(None) };
        let Fields { language, headline, kicker, deck, slugline, tags, dateline, .. } = &stored.fields;
        let (mut head, mut text) = (Text::default(), Text::default());
        let lines = [headline, kicker, deck, slugline, &dateline.place];
        lines.into_iter().chain(tags).for_each(|line| head.push(line, language));
        // A body that this Redaksi cannot read leaves its story the head.
        lead(&stored.body().unwrap_or_default()).lines().for_each(|line| text.push(line, language));
        let candidate = Candidate {
            row,
            slugline: slugline.clone(),
            tags: tags.clone(),
            people: stored.fields.people().map(str::to_owned).collect(),
            place: dateline.place.clone(),
            head,
            lead: text,
            days: day(now) - day(&stored.modified),
            links_here: self.links_here.contains(&row),
            same_targets: self.same_targets.remove(&row).unwrap_or_default(),
            id: stored.id,
        };
        Ok(Some((stored.fields.headline, candidate)))
    }
}
