//! A [`crate::Record`] read back, for files with a story a line. Everything may be left out but the body; what has
//! another type than it should is a fault of its line, because half a story is worse than none.

use crate::{Body, Correction, Dateline, Fields, Forms, Stage};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// What a line says of a story; absent keys are empty or `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordLine {
    /// Whatever the file calls the story.
    pub id: Option<String>,
    /// Metadata.
    pub fields: Fields,
    /// Stage.
    pub stage: Option<Stage>,
    /// The body: the tree of the key `body`, or the lines of the key `text` as paragraphs.
    pub body: Body,
    /// Revision.
    pub revision: Option<u32>,
    /// As it stands there.
    pub created: Option<String>,
    /// As it stands there.
    pub modified: Option<String>,
    /// Corrections, updates and kills.
    pub corrections: Vec<Correction>,
    /// Keys that no record has, so that nobody knows what they mean.
    pub unknown: Vec<String>,
}

/// Why a line is no story.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// Not JSON, or not an object.
    #[error("not a JSON object: {0}")]
    Json(String),
    /// A value that the key cannot hold.
    #[error("\u{201c}{key}\u{201d} cannot hold that: {fault}")]
    Value {
        /// The key.
        key: String,
        /// What is wrong.
        fault: String,
    },
    /// No text at all.
    #[error("there is neither a \u{201c}body\u{201d} nor a \u{201c}text\u{201d}")]
    NoBody,
    /// Two texts, and no telling which is the story.
    #[error("there is a \u{201c}body\u{201d} and a \u{201c}text\u{201d}: leave out one")]
    TwoBodies,
}

/// Keys that a record has besides the story: they follow from it, and are made again.
const DERIVED: [&str; 3] = ["relatedLinks", "counts", "findings"];

impl RecordLine {
    /// Reads one line.
    pub fn read(json: &str) -> Result<Self, LineFault> {
        let map = serde_json::from_str(json).map_err(|error| LineFault::Json(error.to_string()))?;
        let mut keys = Keys { map, inside: "" };
        let mut dateline = keys.inner("dateline")?;
        let mut forms = keys.inner("forms")?;
        let fields = Fields {
            slugline: keys.take("slugline")?,
            kicker: keys.take("kicker")?,
            headline: keys.take("headline")?,
            deck: keys.take("deck")?,
            bylines: keys.take("bylines")?,
            editor: keys.take("editor")?,
            source: keys.take("source")?,
            dateline: Dateline {
                outlet: dateline.take("outlet")?,
                place: dateline.take("place")?,
                date: dateline.take("date")?,
            },
            desk: keys.take("desk")?,
            language: keys.take("language")?,
            tags: keys.take("tags")?,
            topics: keys.take("topics")?,
            urgency: keys.take("urgency")?,
            embargo: keys.take("embargo")?,
            rights: keys.take("rights")?,
            note: keys.take("note")?,
            sign_off: keys.take("signOff")?,
            target: keys.take("target")?,
            house: keys.take("house")?,
            forms: Forms { dateline: forms.take("dateline")?, credit: forms.take("credit")? },
        };
        if fields.urgency.is_some_and(|urgency| !(1..=8).contains(&urgency)) {
            return Err(keys.fault("urgency", "it is a whole number from 1 (most urgent) to 8"));
        }
        if fields.target.is_some_and(|target| target.amount == 0) {
            return Err(keys.fault("target", "its amount is at least 1"));
        }
        let revision = keys.take("revision")?;
        if revision == Some(0) {
            return Err(keys.fault("revision", "the first revision is 1"));
        }
        let body = match (keys.take::<Option<Body>>("body")?, keys.take::<Option<String>>("text")?) {
            (Some(_), Some(_)) => return Err(LineFault::TwoBodies),
            (Some(body), None) => body,
            (None, Some(text)) => Body::from_paragraphs(text.lines().map(str::trim).filter(|line| !line.is_empty())),
            (None, None) => return Err(LineFault::NoBody),
        };
        Ok(Self {
            id: keys.take("id")?,
            fields,
            stage: keys.take("stage")?,
            body,
            revision,
            created: keys.take("created")?,
            modified: keys.take("modified")?,
            corrections: keys.take("corrections")?,
            unknown: [keys, dateline, forms].into_iter().flat_map(Keys::left).collect(),
        })
    }
}

/// An object of the line, emptied key by key.
struct Keys {
    map: Map<String, Value>,
    /// The key that holds this object, with its point.
    inside: &'static str,
}

impl Keys {
    /// A key's value; null is the same as no such key.
    fn take<T: DeserializeOwned + Default>(&mut self, key: &str) -> Result<T, LineFault> {
        match self.map.remove(key) {
            None | Some(Value::Null) => Ok(T::default()),
            Some(value) => serde_json::from_value(value).map_err(|error| self.fault(key, error)),
        }
    }

    fn inner(&mut self, key: &'static str) -> Result<Keys, LineFault> {
        Ok(Keys { map: self.take(key)?, inside: key })
    }

    fn fault(&self, key: &str, fault: impl ToString) -> LineFault {
        LineFault::Value { key: self.name(key), fault: fault.to_string() }
    }

    fn name(&self, key: &str) -> String {
        if self.inside.is_empty() { key.to_owned() } else { format!("{}.{key}", self.inside) }
    }

    fn left(self) -> Vec<String> {
        let known = |key: &&String| self.inside.is_empty() && DERIVED.contains(&key.as_str());
        self.map.keys().filter(|key| !known(key)).map(|key| self.name(key)).collect()
    }
}
