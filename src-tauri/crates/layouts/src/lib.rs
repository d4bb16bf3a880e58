//! What a reader sees on a screen: a story put into a template.
//!
//! A layout is a folder of `assets/layouts` with a `layout.toml` and the template it names. Nothing here decides what a
//! story says: text and HTML come from [`story`]. A page made here never runs a script and never asks the network for
//! anything; its own policy says so, whatever window shows it.
#![warn(missing_docs)]

mod layout;
mod view;

pub use layout::{LayoutInfo, LayoutKind, list, render};
pub use view::{Options, View};

/// Why a page could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No layout of that id.
    #[error("there is no layout \u{201c}{0}\u{201d}")]
    Missing(String),
    /// A `layout.toml` that cannot be read.
    #[error("{file}: {detail}")]
    File {
        /// The file, relative to the layouts.
        file: String,
        /// What is wrong with it.
        detail: String,
    },
    /// A template that cannot be read or filled in.
    #[error("{file}, line {line}: {detail}")]
    Template {
        /// The file, relative to the layouts.
        file: String,
        /// Where in it, from 1; 0 where the template has no place for the fault.
        line: u32,
        /// What is wrong there.
        detail: String,
    },
}
