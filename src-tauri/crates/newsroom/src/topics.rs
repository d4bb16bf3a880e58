//! The IPTC Media Topics at hand, found by name in either language.

use crate::Newsroom;
use serde::Serialize;
use store::{KnownTopic, known_topic, known_topics};

/// A topic, named in the language that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Topic {
    /// `medtop:11000000`: what a story keeps.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Names of the topics above it, the widest first.
    pub path: Vec<String>,
}

/// Most topics in an answer.
const MOST: usize = 30;

fn name<'a>(topic: &'a KnownTopic, language: &str) -> &'a str {
    if language.starts_with("en") { &topic.en } else { &topic.id }
}

impl Newsroom {
    /// Topics whose name in either language, or whose code, has `query` in it; best first, named in `language`. Nothing
    /// asked gives the topics at the top.
    pub fn topics(&self, query: &str, language: &str) -> Vec<Topic> {
        let query = query.trim().to_lowercase();
        let mut found: Vec<(usize, &KnownTopic)> = known_topics()
            .iter()
            .filter_map(|entry| {
                if query.is_empty() {
                    return entry.broader.is_none().then_some((0, entry));
                }
                let other = if language.starts_with("en") { &entry.id } else { &entry.en };
                let names = [name(entry, language), other, entry.code.as_str()];
                let ranks = names.iter().zip([0, 3, 6]).filter_map(|(name, worse)| Some(rank(name, &query)? + worse));
                Some((ranks.min()?, entry))
            })
            .collect();
        // Stable: topics that fit alike stay in the vocabulary's order, the widest first.
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().take(MOST).map(|(_, entry)| topic(entry, language)).collect()
    }

    /// The topics of these codes, in this order; codes outside of the vocabulary are named by themselves.
    pub fn topics_of(&self, codes: &[String], language: &str) -> Vec<Topic> {
        let named = |code: &String| match known_topic(code) {
            Some(entry) => topic(entry, language),
            None => Topic { code: code.clone(), name: code.clone(), path: Vec::new() },
        };
        codes.iter().map(named).collect()
    }
}

/// How well a name fits: it begins so, one of its words does, or it is somewhere in it.
fn rank(name: &str, query: &str) -> Option<usize> {
    let name = name.to_lowercase();
    if name.starts_with(query) {
        Some(0)
    } else if name.split(|character: char| !character.is_alphanumeric()).any(|word| word.starts_with(query)) {
        Some(1)
    } else {
        name.contains(query).then_some(2)
    }
}

fn topic(entry: &KnownTopic, language: &str) -> Topic {
    let above = std::iter::successors(Some(entry), |entry| known_topic(entry.broader.as_deref()?)).skip(1).take(8);
    let mut path: Vec<String> = above.map(|entry| name(entry, language).to_owned()).collect();
    path.reverse();
    Topic { code: entry.code.clone(), name: name(entry, language).to_owned(), path }
}
