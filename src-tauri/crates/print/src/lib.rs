//! Story to pages: real typesetting with columns, a baseline grid and copyfit, by Typst.
//!
//! A layout is a folder with a `layout.toml` and a `layout.typ`, one of `assets/layouts` or somebody's own. The story is
//! handed to it as data (`/story.json`), never as markup, so nothing that a story says can run; a template reads its own
//! folder's files and the story's pictures, and there are no packages and no network. This crate is heavy to build and
//! nothing that is tested often depends on it: the newsroom knows it as [`story::press::Press`].
#![warn(missing_docs)]

mod bounded;
mod copy;
mod fonts;
mod found;
mod hyphens;
mod layout;
mod pages;
mod typesetter;
mod whole_words;
mod world;

pub use hyphens::{SOFT_HYPHEN, hyphenate, syllables};
pub use pages::Pages;
pub use typesetter::Typesetter;
