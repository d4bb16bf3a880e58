//! What a story says beyond its text and its own fields: the names of its topics, what stands on links and at pictures, and
//! what was said of it after it had left.

use crate::topics::known_topic;
use story::{Body, Fields};

/// A piece for each. `corrections` are their texts.
pub(super) fn beyond(fields: &Fields, body: &Body, corrections: &[String]) -> Vec<String> {
    let topics = fields.topics.iter().map(|code| match known_topic(code) {
        Some(topic) => format!("{code} {} {}", topic.id, topic.en),
        None => code.clone(),
    });
    let links = body.related_links().into_iter().map(|link| link.title);
    let pictures =
        body.images().flat_map(|image| [&image.alt, &image.credit, &image.photographer, &image.place]).cloned();
    let pieces = topics.chain(links).chain(pictures).chain(corrections.iter().cloned());
    pieces.filter(|piece| !piece.trim().is_empty()).collect()
}
