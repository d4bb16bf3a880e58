//! The sample newsroom: stories to look at before there are any of one's own.

use crate::{Code, Failure, Newsroom, newsroom::new_story, time};
use chrono::TimeDelta;
use formats::text;
use serde::Deserialize;
use std::collections::BTreeMap;
use store::Entry;
use story::{
    Body, Fields, RelatedLink, Stage, Story,
    body::{Block, HeadingAttrs, Inline},
};

const STORIES: &str = include_str!("../../../../assets/sample/stories.toml");

#[derive(Deserialize)]
struct Sample {
    story: Vec<SampleStory>,
}

/// The file's header says what these are.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleStory {
    house: String,
    language: String,
    stage: Stage,
    hours_ago: f64,
    slugline: String,
    headline: String,
    #[serde(default)]
    kicker: String,
    #[serde(default)]
    deck: String,
    #[serde(default)]
    desk: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    topics: Vec<String>,
    urgency: Option<u8>,
    embargo: Option<String>,
    #[serde(default)]
    rights: String,
    #[serde(default)]
    note: String,
    copy: String,
}

impl Newsroom {
    /// Adds the sample stories that are not in the newsroom yet, and says how many. Their times are counted back from `now`.
    pub fn add_sample(&self, now: &str, actor: &str) -> Result<u32, Failure> {
        let sample: Sample = toml::from_str(STORIES)
            .map_err(|error| Failure::new(Code::FileFailed, "stories.toml", error.to_string(), None))?;
        let mut stories = Vec::new();
        // The file has the newest first; the archive gets them in the order in which they came.
        for story in sample.story.into_iter().rev() {
            let known = self.store().story_by_title(&story.headline).map_err(|error| self.failed(&error))?;
            if known.is_none() {
                stories.push(self.sample_story(story, now)?);
            }
        }
        let ids: BTreeMap<String, String> =
            stories.iter().map(|story| (story.fields.headline.clone(), story.id.clone())).collect();
        let mut added = 0;
        for Story { body, .. } in &mut stories {
            let linked = std::mem::take(body).map_related(|link| {
                let story_id = link.story_id.or_else(|| ids.get(&link.title).cloned());
                RelatedLink { story_id, ..link }
            });
            *body = self.resolve_related(linked)?;
        }
        for story in &stories {
            let entry = Entry { at: &story.created, actor };
            self.store().add(story, entry, None).map_err(|error| self.failed(&error))?;
            added += 1;
        }
        Ok(added)
    }

    fn sample_story(&self, sample: SampleStory, now: &str) -> Result<Story, Failure> {
        let house = self.house_named(&sample.house)?;
        #[expect(clippy::cast_possible_truncation, reason = "hours, to the second")]
        let ago = TimeDelta::seconds((sample.hours_ago * 3600.0) as i64);
        let at = time::stamp(time::moment(now)? - ago);
        let reading = text::read(&sample.copy, self.houses(), Some(&house.id));
        let fields = Fields {
            house: sample.house,
            language: sample.language,
            slugline: sample.slugline,
            kicker: sample.kicker,
            headline: sample.headline,
            deck: sample.deck,
            desk: sample.desk,
            tags: sample.tags,
            topics: sample.topics,
            urgency: sample.urgency,
            embargo: sample.embargo,
            rights: sample.rights,
            note: sample.note,
            ..reading.fields
        };
        Ok(Story { stage: sample.stage, ..new_story(time::new_id(&at)?, fields, marked(&reading.body), &at) })
    }
}

/// `## …` is a heading and `> …` a quote: the two marks that the sample's copy has beyond plain text.
fn marked(body: &Body) -> Body {
    let blocks = body.blocks().iter().map(|block| {
        let Block::Paragraph { content } = block else { return block.clone() };
        let text = Inline::text_of(content);
        if let Some(heading) = text.strip_prefix("## ") {
            Block::Heading { attrs: HeadingAttrs { level: 2 }, content: Inline::plain(heading) }
        } else if let Some(quote) = text.strip_prefix("> ") {
            Block::Quote { content: vec![Block::paragraph(quote)] }
        } else {
            block.clone()
        }
    });
    Body::new(blocks.collect()).unwrap_or_else(|_| body.clone())
}
