//! What is computed from a story: pure, so that `keep` writes it and `verify` holds the file against it.

use crate::{search::Feed, tables::correction};
use rusqlite::Connection;
use std::collections::BTreeSet;
use story::{Body, Counts, Fields, body::RelatedAt};

/// Everything in the file that follows from a story's fields and body.
#[derive(Debug, PartialEq)]
pub(crate) struct Derived {
    pub counts: Counts,
    /// The beginning of the body, for lists.
    pub excerpt: String,
    /// The length that the story is to have, as its row says it.
    pub target: Option<String>,
    pub headline_key: String,
    pub slugline_key: String,
    pub related_links: Vec<RelatedAt>,
    /// What the search is told.
    pub feed: Feed,
}

/// How many characters of a body a list can show.
const EXCERPT: usize = 120;

impl Derived {
    /// Of a story that is in the file, with what was said of it since it left. `modified` is the time of the save, RFC 3339 in
    /// UTC.
    pub(crate) fn of_stored(
        connection: &Connection,
        story: &str,
        fields: &Fields,
        body: &Body,
        modified: &str,
    ) -> rusqlite::Result<Self> {
        Ok(Self::of(fields, body, &correction::texts(connection, story)?, modified))
    }

    /// The same of one that is not; with the texts of its corrections.
    pub(crate) fn of(fields: &Fields, body: &Body, corrections: &[String], modified: &str) -> Self {
        let text = body.text();
        let excerpt = excerpt(&text);
        let shown = if fields.headline.trim().is_empty() { &excerpt } else { &fields.headline };
        Self {
            counts: body.counts(),
            headline_key: fold(shown),
            slugline_key: fold(&fields.slugline),
            related_links: body.related_links(),
            feed: Feed::of(fields, body, &text, corrections, modified),
            excerpt,
            target: fields.target.map(|target| target.to_string()),
        }
    }
}

/// How names and titles are compared: without surrounding space and without case.
pub(crate) fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

/// What a story's fields are filled with, each once: what completion offers.
pub(crate) fn terms(fields: &Fields) -> BTreeSet<(&'static str, &str)> {
    let one = [
        ("source", &fields.source),
        ("place", &fields.dateline.place),
        ("outlet", &fields.dateline.outlet),
        ("desk", &fields.desk),
        ("slugline", &fields.slugline),
    ];
    let one = one.into_iter().map(|(kind, name)| (kind, name.as_str()));
    let tags = fields.tags.iter().map(|tag| ("tag", tag.as_str()));
    let people = fields.people().map(|name| ("person", name));
    one.chain(tags).chain(people).filter(|(_, name)| !name.trim().is_empty()).collect()
}

fn excerpt(text: &str) -> String {
    let line = text.replace('\n', " ");
    let Some((end, _)) = line.char_indices().nth(EXCERPT) else { return line };
    let cut = &line[..end];
    let end = cut.rfind(char::is_whitespace).filter(|end| *end > 0).unwrap_or(end);
    format!("{}…", cut[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_at_a_word_and_says_that_there_is_more() {
        let text = "Presiden China Xi Jinping bertemu Presiden Rusia Vladimir Putin di Moskow pada hari Kamis untuk membahas kerja sama energi dan perdagangan.";
        let short = excerpt(text);
        assert!(short.ends_with("kerja sama…"), "{short}");
        assert!(short.chars().count() <= EXCERPT + 1);
        assert_eq!(excerpt("Dua baris\nsaja"), "Dua baris saja");
        assert_eq!(excerpt(&"é".repeat(400)).chars().count(), EXCERPT + 1);
    }

    #[test]
    fn a_person_who_wrote_and_edited_is_one_term() {
        let fields = Fields { bylines: vec!["Sari".into()], editor: "Sari".into(), ..Fields::default() };
        assert_eq!(terms(&fields).into_iter().collect::<Vec<_>>(), [("person", "Sari")]);
    }
}
