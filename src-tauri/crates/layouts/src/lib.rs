//! What a reader sees on a screen: stories put into a template.
//!
//! A layout is a folder with a `layout.toml` (see [`story::layout`]) and a template, in `assets/layouts` or among the
//! user's own. Nothing here decides what a story says: text and HTML come from [`story`]. A shipped page never runs a
//! script and never asks the network for anything; its own policy says so, whatever window shows it.
#![warn(missing_docs)]

mod copy;
mod filters;
mod layout;
mod letters;
mod markup;
mod shipped;
mod view;

pub use layout::Layout;
pub use shipped::shipped;
pub use view::{Page, View};

use story::layout::{LayoutFault, OptionFault};

/// Why a page could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A file of the layout that cannot be used; it names file and line.
    #[error(transparent)]
    File(#[from] LayoutFault),
    /// A value that an option of it cannot take.
    #[error(transparent)]
    Option(#[from] OptionFault),
}
