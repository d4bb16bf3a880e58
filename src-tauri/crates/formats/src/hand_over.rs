//! The hand-over file: one story, whole, on its way to another newsroom and back. It carries its pictures, and the text
//! that both sides had last (its base), so that what was changed here and there meanwhile can be merged.
//!
//! Reading is strict. Whatever this Redaksi does not know, or would write otherwise, is refused: a newer one may mean
//! something by it, and a story is never thinned out.

use crate::Kind;
use base64::{Engine, prelude::BASE64_STANDARD};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use story::{Body, Fields, Rendition, Story, StoryText};

/// What the files are called.
pub const SUFFIX: &str = "redaksi-story";
/// The largest hand-over file, in bytes: a story with a dozen pictures as a camera makes them.
pub const LARGEST: u64 = 256 * 1024 * 1024;

const FORMAT: &str = "redaksi-story";
/// 2 came with the second schema of bodies, 3 with corrections.
const NUMBER: u32 = 3;
/// Saves that no story ever sees. One more than that could not be counted.
const LAST_REVISION: u32 = 1_000_000_000;

/// What a hand-over file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct HandOver {
    /// The house of the newsroom that it left.
    pub house: String,
    /// The story.
    pub story: Story,
    /// What both sides had last; `None` in a story's first hand-over, of which nobody else has anything.
    pub base: Option<Base>,
    /// The pictures that the story shows, as far as they were at hand.
    pub pictures: Vec<Picture>,
}

/// The text that both sides had last.
#[derive(Debug, Clone, PartialEq)]
pub struct Base {
    /// Its revision in the newsroom that the file left.
    pub revision: u32,
    /// The text.
    pub text: StoryText,
}

/// A picture of the media folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// An [`story::body::Image`]'s `src`. Not yet held against the bytes.
    pub src: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Why a file is not a hand-over that can be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Written by a Redaksi that knows more.
    #[error("it has the number {0}; this Redaksi reads {NUMBER}")]
    Newer(u32),
    /// Not JSON, cut off, or another program's.
    #[error("not a hand-over file: {0}")]
    Json(String),
    /// A value that no Redaksi of this number writes.
    #[error("its {0} cannot be read as it is written")]
    Value(&'static str),
}

#[derive(Deserialize)]
struct Head {
    format: String,
    number: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    number: u32,
    house: String,
    story: Value,
    base: Option<FileBase>,
    pictures: Vec<FilePicture>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileBase {
    revision: u32,
    fields: Value,
    body: Body,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FilePicture {
    src: String,
    base64: String,
}

/// Whether a file is one by its name or its beginning, whatever else is wrong with it.
pub fn is_hand_over(name: &str, bytes: &[u8]) -> bool {
    let (_, suffix) = name.rsplit_once('.').unwrap_or_default();
    suffix.eq_ignore_ascii_case(SUFFIX) || bytes.starts_with(format!("{{\"format\":\"{FORMAT}\"").as_bytes())
}

/// Writes a hand-over file. It has everything inside it, so nothing travels beside it.
pub fn write(hand_over: &HandOver) -> Rendition {
    let HandOver { house, story, base, pictures } = hand_over;
    let file = File {
        format: FORMAT.to_owned(),
        number: NUMBER,
        house: house.clone(),
        story: value(&Story { body: story.body.without_notes(), ..story.clone() }),
        base: base.as_ref().map(|Base { revision, text: StoryText { fields, body } }| FileBase {
            revision: *revision,
            fields: value(fields),
            body: body.without_notes(),
        }),
        pictures: pictures
            .iter()
            .map(|Picture { src, bytes }| FilePicture { src: src.clone(), base64: BASE64_STANDARD.encode(bytes) })
            .collect(),
    };
    let mut bytes = serde_json::to_vec(&file).unwrap_or_default();
    bytes.push(b'\n');
    Rendition { media_type: Kind::Story.media_type(), suffix: SUFFIX, bytes, attachments: Vec::new() }
}

/// Reads a hand-over file, whole or not at all.
pub fn read(bytes: &[u8]) -> Result<HandOver, Fault> {
    let head: Head = json(bytes)?;
    if head.format != FORMAT {
        return Err(Fault::Value("format"));
    }
    if head.number > NUMBER {
        return Err(Fault::Newer(head.number));
    }
    let File { house, mut story, base, pictures, .. } = json(bytes)?;
    if head.number < NUMBER {
        raise(&mut story, head.number)?;
    }
    let story: Story = exactly(story, "story")?;
    check(&story.fields)?;
    let base = base.map(|FileBase { revision, fields, body }| {
        let fields = exactly(fields, "base")?;
        check(&fields)?;
        Ok(Base { revision, text: StoryText { fields, body } })
    });
    let base = base.transpose()?;
    let revisions = [Some(story.revision), base.as_ref().map(|base| base.revision)];
    if revisions.into_iter().flatten().any(|revision| !(1..=LAST_REVISION).contains(&revision)) {
        return Err(Fault::Value("revision"));
    }
    let pictures = pictures.into_iter().map(|FilePicture { src, base64 }| {
        let bytes = BASE64_STANDARD.decode(base64).map_err(|_| Fault::Value("picture"))?;
        Ok(Picture { src, bytes })
    });
    Ok(HandOver { house, story, base, pictures: pictures.collect::<Result<_, _>>()? })
}

/// A story of an earlier number as this one writes it: it says what it had not to say then.
fn raise(story: &mut Value, number: u32) -> Result<(), Fault> {
    if let Some(story) = story.as_object_mut() {
        story.entry("corrections").or_insert_with(|| Value::Array(Vec::new()));
    }
    if number > 1 {
        return Ok(());
    }
    if let Some(body) = story.get_mut("body") {
        let read: Body = serde_json::from_value(body.take()).map_err(|error| Fault::Json(format!("story: {error}")))?;
        *body = value(&read);
    }
    Ok(())
}

fn json<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, Fault> {
    serde_json::from_slice(bytes).map_err(|error| Fault::Json(error.to_string()))
}

fn value(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// Reads a value that is written again as it was: nothing in it is unknown, left out or of another form.
fn exactly<T: Serialize + for<'a> Deserialize<'a>>(given: Value, what: &'static str) -> Result<T, Fault> {
    let read = serde_json::from_value(given.clone()).map_err(|error| Fault::Json(format!("{what}: {error}")))?;
    if value(&read) == given { Ok(read) } else { Err(Fault::Value(what)) }
}

fn check(fields: &Fields) -> Result<(), Fault> {
    let urgency = fields.urgency.is_none_or(|urgency| (1..=8).contains(&urgency));
    urgency.then_some(()).ok_or(Fault::Value("urgency"))
}
