//! What a press is asked for: the room that typesets is heavy to build, so the newsroom knows it by this trait alone, and
//! whoever starts a newsroom gives it its press.

use crate::{House, Story, body::Image};
use std::collections::BTreeMap;

/// What is to be printed.
pub struct Copy<'a> {
    /// The story as it is at this moment.
    pub story: &'a Story,
    /// The house that prints it.
    pub house: &'a House,
    /// A picture's bytes (JPEG, PNG, GIF or WebP); `None` where it is not to be had, and a grey box stands in its place.
    pub picture: &'a dyn Fn(&Image) -> Option<Vec<u8>>,
}

/// Values of a layout's options, by name; one that is not given has the layout's own value.
pub type PressOptions = BTreeMap<String, u32>;

/// A print layout as panes list it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PressLayout {
    /// Name of its folder.
    pub id: String,
    /// Its name in Indonesian.
    pub name_id: String,
    /// Its name in English.
    pub name_en: String,
    /// What can be chosen.
    pub options: Vec<PressOption>,
}

/// A whole number that a layout lets people choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PressOption {
    /// As the template reads it.
    pub id: String,
    /// Least value.
    pub min: u32,
    /// Greatest value.
    pub max: u32,
    /// The value where none is chosen.
    pub default: u32,
    /// Of how many of these one unit consists: 10 for millimetres that people see as centimetres, else 1.
    pub scale: u32,
    /// Its name in Indonesian.
    pub name_id: String,
    /// Its name in English.
    pub name_en: String,
}

/// Where a block of the body begins on a page, in points from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// The block's number in the body, from 0.
    pub block: u32,
    /// The page's, from 0.
    pub page: u32,
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// How a story fits its hole. Lines are those of one column of the body's text.
#[derive(Debug, Clone, PartialEq)]
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
    /// Where the text that found no room begins: block of the body, and characters into its text.
    pub overset: Option<(u32, u32)>,
    /// Lines that the headline takes.
    pub headline_lines: u32,
    /// Lines that the house's count (`3-36-2`) gives it.
    pub headline_limit: u32,
}

/// Why nothing could be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PressFault {
    /// No print layout of that id.
    #[error("there is no print layout \u{201c}{0}\u{201d}")]
    Missing(String),
    /// A file of a layout that cannot be used.
    #[error("{file}, line {line}: {detail}")]
    Template {
        /// The file, relative to the layouts.
        file: String,
        /// Where in it, from 1; 0 where the fault has no place.
        line: u32,
        /// What is wrong there.
        detail: String,
    },
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

/// A file, and how what is in it fits.
#[derive(Debug, Clone, PartialEq)]
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
    /// The layouts at hand, in the order in which they are offered.
    fn layouts(&self) -> Vec<PressLayout>;
    /// Sets a story and gives the bytes of a file.
    fn sheet(&self, copy: &Copy<'_>, layout: &str, options: &PressOptions, sheet: Sheet)
    -> Result<Printed, PressFault>;
}
