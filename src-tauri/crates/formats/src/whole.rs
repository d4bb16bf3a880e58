//! The whole story as one line of JSON: what `redaksi-cli show --json` prints and `import --jsonl` reads, so that files put
//! one behind the other are an archive. Nothing is lost but the anchors of notes, which stay in the newsroom, and what a
//! reader works out again (counts, links).

use crate::{Kind, picture};
use story::{Record, Rendition, Story};

/// Writes the line. Pictures travel beside it under the names that the body calls them by.
pub fn write(story: &Story) -> Rendition {
    let story = Story { body: story.body.without_notes(), ..story.clone() };
    let mut bytes = serde_json::to_vec(&Record::with_body(&story, Vec::new())).unwrap_or_default();
    bytes.push(b'\n');
    Rendition {
        media_type: Kind::Json.media_type(),
        suffix: Kind::Json.suffix(),
        bytes,
        attachments: picture::attachments(&story.body),
    }
}
