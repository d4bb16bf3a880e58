//! What a press is asked for: the room that typesets is heavy to build, so the newsroom knows it by this trait alone, and
//! whoever starts a newsroom gives it its press.

use crate::{
    House, Story,
    body::Image,
    layout::{Layout, LayoutFault, OptionFault, OptionValues},
};
use serde::Serialize;
use std::{collections::BTreeMap, sync::Arc};

/// What is to be printed.
pub struct Copy<'a> {
    /// The story as it is at this moment.
    pub story: &'a Story,
    /// The house that prints it.
    pub house: &'a House,
    /// A picture's bytes (JPEG, PNG, GIF or WebP); `None` where it is not to be had, and a grey box stands in its place.
    pub picture: &'a (dyn Fn(&Image) -> Option<Vec<u8>> + Sync),
}

/// A layout of the press: what its `layout.toml` says, and the files that make its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PressLayout {
    /// What panes show of it.
    pub info: Layout,
    /// Its `layout.toml`, as it stands.
    pub toml: String,
    /// Its template [`PressLayout::TEMPLATE`], and what that imports and shows: everything that it can see besides the
    /// story, by name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Somebody's own, in which anything may stand; those that come with Redaksi are ours.
    pub own: bool,
}

impl PressLayout {
    /// The name of the template that makes the pages.
    pub const TEMPLATE: &'static str = "layout.typ";
}

/// Where a block of the body begins on a page, in tenths of a millimetre from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Mark {
    /// The block's number in the body, from 0.
    pub block: u32,
    /// The page's, from 0.
    pub page: u32,
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
}

/// How a story fits its hole. Lines are those of one column of the body's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Fit {
    /// Columns that it stands on.
    pub columns: u32,
    /// Lines that the text takes, pictures and the like counted by the lines whose room they take.
    pub lines: u32,
    /// Its length in one column, in tenths of a millimetre.
    pub length: u32,
    /// Lines free (positive) or over (negative) in the hole; `None` where no hole is given.
    pub free_lines: Option<i32>,
    /// The same in tenths of a millimetre of column.
    pub free_length: Option<i32>,
    /// Where the text that found no room begins.
    pub overset: Option<Overset>,
    /// How the headline stands.
    pub headline: HeadlineFit,
}

/// Where text that found no room begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Overset {
    /// The block of the body, from 0.
    pub block: u32,
    /// Characters into its text.
    pub character: u32,
}

/// A headline held against a count such as `3-36-2`: columns, points, lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct HeadlineFit {
    /// Columns that it stands over.
    pub columns: u32,
    /// Its size, in points.
    pub points: u32,
    /// Lines that it is given.
    pub limit: u32,
    /// Lines that it takes; 0 where there is none.
    pub lines: u32,
}

impl HeadlineFit {
    /// Lines over those that it was given; 0 where it fits.
    pub fn over(self) -> u32 {
        self.lines.saturating_sub(self.limit)
    }
}

/// Why nothing could be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PressFault {
    /// No print layout of that id.
    #[error("there is no print layout \u{201c}{0}\u{201d}")]
    Missing(String),
    /// A file of a layout that cannot be used.
    #[error(transparent)]
    Template(#[from] LayoutFault),
    /// A value that an option of the layout cannot take.
    #[error(transparent)]
    Option(#[from] OptionFault),
    /// A page that does not exist.
    #[error("there is no page {0}")]
    Page(usize),
}

/// In which form pages leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// All pages as one PDF, tagged; `true` for PDF/A-2a, made to be kept.
    Pdf(bool),
    /// One page as vectors: its number from 0.
    Svg(usize),
    /// One page as pixels: its number from 0, and dots an inch.
    Png(usize, u16),
}

/// All pages of a story, to be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Spread {
    /// In their order; at most [`Spread::MOST`].
    pub pages: Vec<SpreadPage>,
    /// How many there are.
    pub count: u32,
    /// Where the blocks of the body begin.
    pub marks: Vec<Mark>,
    /// `None` for layouts without columns to fit.
    pub fit: Option<Fit>,
    /// Characters that no font at hand has, at most 20.
    pub missing: String,
}

impl Spread {
    /// So many pages are given: nobody looks at more while writing.
    pub const MOST: usize = 24;
}

/// One page as vectors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SpreadPage {
    /// An SVG document without scripts and addresses.
    pub svg: String,
    /// Tenths of a millimetre.
    pub width: u32,
    /// Tenths of a millimetre.
    pub height: u32,
}

/// A file, and how what is in it fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// `None` for layouts without columns to fit.
    pub fit: Option<Fit>,
    /// Characters that no font at hand has, at most 20.
    pub missing: String,
}

/// Sets stories in type.
pub trait Press: Send + Sync {
    /// The layouts that come with it, in the order in which they are offered.
    fn layouts(&self) -> &[Arc<PressLayout>];
    /// Sets a story and gives the bytes of a file.
    fn sheet(
        &self,
        copy: &Copy<'_>,
        layout: &PressLayout,
        options: &OptionValues,
        sheet: Sheet,
    ) -> Result<Printed, PressFault>;
    /// The same for many stories, in their order: one after the other, unless the press has more hands.
    fn sheets(
        &self,
        copies: &[Copy<'_>],
        layout: &PressLayout,
        options: &OptionValues,
        sheet: Sheet,
    ) -> Vec<Result<Printed, PressFault>> {
        copies.iter().map(|copy| self.sheet(copy, layout, options, sheet)).collect()
    }
    /// Sets a story to be looked at while it is written.
    fn spread(&self, copy: &Copy<'_>, layout: &PressLayout, options: &OptionValues) -> Result<Spread, PressFault>;
}
