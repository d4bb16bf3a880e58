//! The IPTC Media Topics at hand. A story keeps their codes; people look for them by their names.

use serde::Deserialize;
use std::sync::LazyLock;

/// A topic of the vocabulary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownTopic {
    /// `medtop:11000000`: what a story keeps.
    pub code: String,
    /// Its English name.
    pub en: String,
    /// Its Indonesian name.
    pub id: String,
    /// The code of the next topic up; a topic without one is at the top.
    pub broader: Option<String>,
}

#[derive(Deserialize)]
struct Vocabulary {
    topic: Vec<KnownTopic>,
}

/// A vocabulary that could not be read would be a defect of the build; a test reads it.
static TOPICS: LazyLock<Vec<KnownTopic>> = LazyLock::new(|| {
    let vocabulary: Result<Vocabulary, _> =
        toml::from_str(include_str!("../../../../assets/vocabularies/mediatopics.toml"));
    vocabulary.map(|vocabulary| vocabulary.topic).unwrap_or_default()
});

/// All of them, the widest first.
pub fn known_topics() -> &'static [KnownTopic] {
    &TOPICS
}

/// The topic of a code; `None` where the vocabulary has none.
pub fn known_topic(code: &str) -> Option<&'static KnownTopic> {
    TOPICS.iter().find(|topic| topic.code == code)
}
