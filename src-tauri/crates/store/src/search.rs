//! Full-text search. People type anything; what they type becomes words and phrases, never query syntax.

use crate::{
    derive::SearchRow,
    tables::story::{LISTED, ListRow, listed},
};
use rusqlite::{Connection, OptionalExtension, Result, Transaction, named_params, params};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A piece of what was found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SearchPage {
    /// Best first.
    pub hits: Vec<SearchHit>,
    /// How many stories were found; 20,000 stands for that many or more, and the newest of them are ranked.
    pub total: u32,
}

/// A story that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SearchHit {
    /// The story.
    pub row: ListRow,
    /// The words around what was found.
    pub snippet: Vec<SnippetPart>,
}

/// A piece of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SnippetPart {
    /// The text.
    pub text: String,
    /// Whether it is what was looked for.
    pub hit: bool,
}

/// How many matching stories are ranked, the newest ones. A word that stands in every story of a large archive finds
/// more than anyone reads, and ranking them all would take seconds.
pub(crate) const CONSIDERED: u32 = 20_000;

/// Headline above slugline, tags and people, these above kicker and deck, all of them above the body. The steps are
/// large, because bm25 gives less and less for more hits: ten hits in the body must not outweigh one in the headline.
const WEIGHTS: &str = "100, 60, 20, 20, 40, 40, 10, 10, 1";

/// Words beyond these are not looked at, nor longer ones whole: someone has pasted a page.
const MOST_WORDS: usize = 32;
const LONGEST_WORD: usize = 64;

/// The marks of a snippet; text in the search has no control characters.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

pub(crate) fn find(connection: &Connection, query: &str, limit: u32, offset: u32) -> Result<SearchPage> {
    let Some(Expression { whole, open }) = expression(query) else { return Ok(SearchPage::default()) };
    // Where the last word as it stands finds more than is ranked, its longer forms would only be slower to gather.
    let expression = if count(connection, &whole)? < CONSIDERED { open } else { whole };
    // Ranked first and read after: only the rows that are asked for are read.
    let sql = format!(
        "WITH found AS MATERIALIZED (SELECT rowid AS story, bm25(search, {WEIGHTS}) AS score FROM search \
         WHERE search MATCH :expression ORDER BY rowid DESC LIMIT :considered), \
         chosen AS MATERIALIZED (SELECT story, score FROM found JOIN story s ON s.row = story \
         ORDER BY score, s.modified DESC, s.row DESC LIMIT :limit OFFSET :offset) \
         SELECT s.row, (SELECT count(*) FROM found) AS total, {LISTED} FROM chosen JOIN story s ON s.row = story \
         ORDER BY score, s.modified DESC, s.row DESC"
    );
    let mut total = None;
    let ranked = connection
        .prepare_cached(&sql)?
        .query_map(
            named_params! { ":expression": expression, ":considered": CONSIDERED, ":limit": limit, ":offset": offset },
            |row| {
                total = Some(row.get("total")?);
                Ok((row.get("row")?, listed(row)?))
            },
        )?
        .collect::<Result<Vec<(i64, ListRow)>>>()?;
    let total = total.map_or_else(|| count(connection, &expression), Ok)?;
    let mut snippets = snippets(connection, &expression, ranked.iter().map(|(story, _)| *story).collect())?;
    let hits = ranked
        .into_iter()
        .map(|(story, row)| SearchHit { row, snippet: snippets.remove(&story).unwrap_or_default() })
        .collect();
    Ok(SearchPage { hits, total })
}

fn count(connection: &Connection, expression: &str) -> Result<u32> {
    connection
        .prepare_cached(
            "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2)",
        )?
        .query_row(params![expression, CONSIDERED], |row| row.get(0))
}

/// In one pass over what the expression finds: asked for one by one, a prefix would be gathered anew for every row.
fn snippets(connection: &Connection, expression: &str, stories: Vec<i64>) -> Result<HashMap<i64, Vec<SnippetPart>>> {
    let Some(oldest) = stories.iter().min() else { return Ok(HashMap::new()) };
    let sql = format!(
        "SELECT rowid, snippet(search, -1, char({}), char({}), '…', 24) FROM search \
         WHERE search MATCH ?1 AND rowid >= ?2 AND +rowid IN (SELECT value FROM json_each(?3))",
        u32::from(OPEN),
        u32::from(CLOSE),
    );
    connection
        .prepare_cached(&sql)?
        .query_map(params![expression, oldest, serde_json::Value::from(stories.clone()).to_string()], |row| {
            Ok((row.get(0)?, parts(&row.get::<_, String>(1)?)))
        })?
        .collect()
}

pub(crate) fn insert(transaction: &Transaction, story: i64, row: &SearchRow) -> Result<()> {
    put(transaction, "INSERT", story, row)
}

/// A search row is expensive to replace; typing in the note or moving a related link leaves it as it is.
pub(crate) fn update(transaction: &Transaction, story: i64, row: &SearchRow) -> Result<()> {
    if get(transaction, story)?.as_ref() == Some(row) { Ok(()) } else { put(transaction, "REPLACE", story, row) }
}

fn put(transaction: &Transaction, how: &str, story: i64, SearchRow(columns): &SearchRow) -> Result<()> {
    let [headline, slugline, kicker, deck, tags, people, source, place, body] = columns;
    let sql = format!(
        "{how} INTO search (rowid, headline, slugline, kicker, deck, tags, people, source, place, body) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
    );
    transaction
        .prepare_cached(&sql)?
        .execute(params![story, headline, slugline, kicker, deck, tags, people, source, place, body])?;
    Ok(())
}

pub(crate) fn get(connection: &Connection, story: i64) -> Result<Option<SearchRow>> {
    let sql = "SELECT headline, slugline, kicker, deck, tags, people, source, place, body FROM search WHERE rowid = ?1";
    connection
        .prepare_cached(sql)?
        .query_row([story], |row| {
            let mut columns: [String; 9] = Default::default();
            for (index, column) in columns.iter_mut().enumerate() {
                *column = row.get(index)?;
            }
            Ok(SearchRow(columns))
        })
        .optional()
}

/// The rows of the search that have no story.
pub(crate) fn strays(connection: &Connection) -> Result<Vec<i64>> {
    connection
        .prepare("SELECT rowid FROM search WHERE rowid NOT IN (SELECT row FROM story)")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// What was typed as FTS5 expressions: every word and phrase must be there.
struct Expression {
    /// The last word is looked for as it stands,
    whole: String,
    /// or may go on: it may be still being typed.
    open: String,
}

/// `None` where there is no word to look for.
fn expression(query: &str) -> Option<Expression> {
    let pieces = pieces(query);
    // Quoted, everything is text; a piece has no quotation mark in it.
    let terms: Vec<String> = pieces.iter().map(|piece| format!("\"{}\"", piece.text)).collect();
    let whole = terms.join(" AND ");
    let open = if pieces.last()?.closed { whole.clone() } else { format!("{whole}*") };
    Some(Expression { whole, open })
}

#[derive(Debug, PartialEq)]
struct Piece {
    text: String,
    /// A phrase with its closing quotation mark: what is typed next is not part of it.
    closed: bool,
}

fn pieces(query: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut quoted = false;
    let query = query.replace(char::is_control, " ");
    for part in query.split_inclusive(['"', '“', '”', '„']) {
        let text = part.trim_end_matches(['"', '“', '”', '„']);
        let ends = text.len() < part.len();
        if quoted {
            push(&mut pieces, text.split_whitespace().take(MOST_WORDS), ends);
        } else {
            for word in text.split_whitespace() {
                push(&mut pieces, std::iter::once(word), false);
            }
        }
        quoted = quoted != ends;
    }
    pieces.truncate(MOST_WORDS);
    pieces
}

/// Words that have nothing to look for in them (a dash, an emoji) are left out; SQLite would take them as no match.
fn push<'a>(pieces: &mut Vec<Piece>, words: impl Iterator<Item = &'a str>, closed: bool) {
    let words = words.map(|word| word.chars().take(LONGEST_WORD).collect::<String>());
    let words: Vec<String> = words.filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    if !words.is_empty() {
        pieces.push(Piece { text: words.join(" "), closed });
    }
}

fn parts(marked: &str) -> Vec<SnippetPart> {
    let mut parts = Vec::new();
    for piece in marked.split_inclusive([OPEN, CLOSE]) {
        let hit = piece.ends_with(CLOSE);
        let text = piece.trim_end_matches([OPEN, CLOSE]).replace('\n', " ");
        if !text.is_empty() {
            parts.push(SnippetPart { text, hit });
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, expected: Option<&str>) {
        assert_eq!(expression(query).map(|expression| expression.open).as_deref(), expected, "{query:?}");
    }

    #[test]
    fn what_people_type_becomes_words_and_phrases_never_syntax() {
        check("xi put", Some(r#""xi" AND "put"*"#));
        check(r#""kerja sama" energi"#, Some(r#""kerja sama" AND "energi"*"#));
        check(r#"energi "kerja sama""#, Some(r#""energi" AND "kerja sama""#));
        check(r#"energi "kerja sa"#, Some(r#""energi" AND "kerja sa"*"#));
        check("“kerja sama”", Some(r#""kerja sama""#));
        check("NOT (xi OR NEAR) headline:^a*", Some(r#""NOT" AND "(xi" AND "OR" AND "NEAR)" AND "headline:^a*"*"#));
        check("xi\0putin", Some(r#""xi" AND "putin"*"#));
        check("— 🔥 !!!", None);
        check("", None);
        check(r#"""""#, None);
    }

    #[test]
    fn a_pasted_page_is_cut_short() {
        let page = "kata ".repeat(10_000);
        assert_eq!(pieces(&page).len(), MOST_WORDS);
        assert!(expression(&"a".repeat(100_000)).unwrap().open.len() < 100);
    }

    #[test]
    fn a_snippet_says_which_words_were_found() {
        let part = |text: &str, hit| SnippetPart { text: text.to_owned(), hit };
        assert_eq!(
            parts("Presiden \u{2}Xi\u{3} tiba"),
            [part("Presiden ", false), part("Xi", true), part(" tiba", false)]
        );
    }
}
