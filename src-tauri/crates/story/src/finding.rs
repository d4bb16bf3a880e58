use serde::{Deserialize, Serialize};

/// What an import or a check says of a story. Never an error: the story is whole, the finding says what to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// What was found; the words for people are under `finding.<code>` in the catalogue.
    pub code: FindingCode,
    /// Whether the story may leave all the same.
    pub blocks: bool,
    /// The piece of text, field or value that it is about; empty where the code says it all.
    pub detail: String,
}

/// The kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum FindingCode {
    /// No headline yet.
    HeadlineMissing,
    /// The body has no text.
    BodyEmpty,
    /// Neither a source nor a byline.
    SourceMissing,
    /// No editor.
    EditorMissing,
    /// No place in a house that prints datelines.
    DatelineMissing,
    /// No desk.
    DeskMissing,
    /// Longer than the house's headline count; `detail` is `63/70`.
    HeadlineLong,
    /// Under embargo; `detail` is the time.
    Embargoed,
    /// A related link with neither a story nor a URL; `detail` is its title.
    RelatedUnresolved,
    /// Something is still to come, as `TK` or `[…]` say; `detail` is the place in its words.
    Marker,
    /// Suggestions wait for someone to decide; `detail` is how many of whom: `Sari 3, Budi 1`.
    SuggestionsPending,
    /// Notes are open; `detail` is how many of whom.
    NotesOpen,
    /// The copy fits no house and was kept whole as paragraphs.
    NoHouse,
    /// A line that looks like a credit line, dateline or date line was left as plain text; `detail` is the line.
    LeftAsText,
    /// A related link was written in another form than the house prints; `detail` is the line.
    RelatedNormalised,
    /// The file was not UTF-8; `detail` is the encoding it was read as.
    Decoded,
    /// A hand-over file brought a text that the story took; the one before is kept as a version.
    HandOverTaken,
    /// A hand-over file's text was merged with what was changed here; the one before is kept as a version.
    HandOverMerged,
    /// A hand-over file's text was changed in the same places as the one here: it is kept beside, for someone to choose.
    HandOverBeside,
    /// A hand-over file brought nothing that is not here.
    HandOverKnown,
    /// A picture of the story did not come with it; `detail` is its name.
    PictureMissing,
    /// Characters that cannot stand in a story (control characters) were taken out; `detail` is how many.
    ControlCharacters,
}

impl Finding {
    /// Something to look at; the story may leave all the same.
    pub fn note(code: FindingCode, detail: impl Into<String>) -> Self {
        Self { code, blocks: false, detail: detail.into() }
    }

    /// Something that must be mended before the story may leave.
    pub fn blocking(code: FindingCode, detail: impl Into<String>) -> Self {
        Self { code, blocks: true, detail: detail.into() }
    }
}
