//! What an export is asked for, and what it answers.

use crate::{ExportLayout, Failure, GateOverride};
use serde::{Deserialize, Serialize};

/// Which stories leave, in which forms, for which folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportRequest {
    /// The stories, in order.
    pub ids: Vec<String>,
    /// Names of [`Kind::ALL`]: `html`, `md`, `txt`, `ninjs` …
    pub kinds: Vec<String>,
    /// Layouts, each a file besides: of the web as HTML, cards as PNG, pages of a paper as PDF.
    pub layouts: Vec<ExportLayout>,
    /// Made where it is missing.
    pub folder: String,
    /// What to do where a file of that name is there.
    pub existing: Existing,
    /// Which text leaves, where suggestions are pending. Hand-over files always carry the accepted one.
    pub text: ExportText,
    /// How web pages are wanted.
    pub page: ExportPage,
    /// Whether documents that can show them (DOCX, ODT) have the notes as comments and the suggestions as tracked changes.
    /// Nothing else ever has.
    pub review: bool,
    /// How printed pages are wanted.
    pub print: ExportPrint,
    /// How the files are named, as in `{date}/{slug}-{version}.{ext}`; empty for `{slug}.{ext}`.
    pub naming: String,
    /// Somebody answers for what the gates would keep.
    pub gate_override: Option<GateOverride>,
}

/// How printed pages are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportPrint {
    /// A layout of the press; empty for the first of them.
    pub layout: String,
    /// Made to be kept for long: PDF/A.
    pub archival: bool,
}

/// How a web page is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportPage {
    /// Its `article` alone, for a system that has a page of its own.
    pub fragment: bool,
    /// Pictures are files beside it, as they came, and not inside of it.
    pub pictures_beside: bool,
}

/// Which text of a story with suggestions is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum ExportText {
    /// With the suggestions, as if all were accepted.
    #[default]
    Accepted,
    /// Without them.
    Original,
}

/// What to do about a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Existing {
    /// Leave it, and say so.
    Ask,
    /// Put the new one in its place.
    Replace,
    /// Put the new one beside it: `-2`, `-3`.
    Beside,
}

/// What an export came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportResult {
    /// One for each story and form, in the order in which they were asked for, then those that hold several stories; fewer
    /// where it was cancelled. A story that had to stay out of such a file has a line of its own.
    pub files: Vec<ExportedFile>,
    /// Whether it was cancelled. What is in `files` is done and stays.
    pub cancelled: bool,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportedFile {
    /// The ids of the stories in it.
    pub stories: Vec<String>,
    /// A name of [`Kind::ALL`], or a layout and its suffix: `web-phone.html`.
    pub kind: String,
    /// Where it is, or would have been; empty where it never came to a name.
    pub path: String,
    /// Whether it is there.
    pub outcome: Outcome,
    /// Why it was refused. Beside a written file: what is not as it should be with it.
    pub failure: Option<Failure>,
}

/// What became of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// It is on disk, whole.
    Written,
    /// Another file is in its place and was left as it is.
    Exists,
    /// It was not written; the failure says why.
    Refused,
}
