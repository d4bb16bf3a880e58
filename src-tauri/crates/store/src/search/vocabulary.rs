//! Which words the newsroom uses how often, from every sixteenth story. Nothing hangs on it but how a beginning is looked
//! for: FTS5 gathers all stories of all words that begin so before it gives the first, which takes seconds where there
//! are very many. Those are looked for as the commonest of their words instead.

use super::feed::Feed;
use rusqlite::{Connection, Result, Transaction, params};
use std::collections::BTreeMap;

/// Whether a story is among those whose words are counted.
pub(super) fn is_counted(story: i64) -> bool {
    story % SAMPLED == 0
}

const SAMPLED: i64 = 16;

/// A beginning is taken as it stands up to this many stories, each counted for each of its words.
const GATHERED: i64 = 40_000;

/// Otherwise this many words are looked for: each is looked up in every piece of the index.
const COMMONEST: usize = 24;

/// The commonest words that begin so; `None` where all of them can be gathered.
pub(super) fn commonest(connection: &Connection, beginning: &str) -> Result<Option<Vec<String>>> {
    let mut words = connection
        .prepare_cached("SELECT form, uses FROM search_word WHERE form >= ?1 AND form < ?1 || char(1114111)")?
        .query_map([beginning], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<Vec<(String, i64)>>>()?;
    let stories = words.iter().map(|(_, uses)| uses).sum::<i64>() * SAMPLED;
    if stories <= GATHERED {
        return Ok(None);
    }
    words.sort_by_key(|(_, uses)| -uses);
    Ok(Some(words.into_iter().take(COMMONEST).map(|(word, _)| word).collect()))
}

/// Counts the words of a story that says something else now.
pub(super) fn recount(transaction: &Transaction, before: Option<&Feed>, after: &Feed) -> Result<()> {
    let (before, after) = (before.map(Feed::vocabulary).unwrap_or_default(), after.vocabulary());
    let mut take = transaction.prepare_cached("UPDATE search_word SET uses = uses - 1 WHERE form = ?1")?;
    let mut clear = transaction.prepare_cached("DELETE FROM search_word WHERE form = ?1 AND uses < 1")?;
    for word in before.difference(&after) {
        take.execute([word])?;
        clear.execute([word])?;
    }
    let sql = "INSERT INTO search_word (form, uses) VALUES (?1, 1) ON CONFLICT DO UPDATE SET uses = uses + 1";
    let mut add = transaction.prepare_cached(sql)?;
    for word in after.difference(&before) {
        add.execute([word])?;
    }
    Ok(())
}

/// Writes the counts of a whole newsroom.
pub(super) fn replace(transaction: &Transaction, counts: &BTreeMap<String, u32>) -> Result<()> {
    transaction.execute("DELETE FROM search_word", [])?;
    let mut add = transaction.prepare_cached("INSERT INTO search_word (form, uses) VALUES (?1, ?2)")?;
    for (word, uses) in counts {
        add.execute(params![word, uses])?;
    }
    Ok(())
}
