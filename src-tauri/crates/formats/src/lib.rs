//! Bytes ↔ story. Reads the copy that comes in (decoding, then a house's plain text form) and writes what goes out:
//! HTML, Markdown, plain text and ninjs. The hand-over file, which one Redaksi writes for another, goes both ways.
//!
//! Nothing in here opens a file or reads a clock: bytes come in, [`story::Rendition`]s go out. Reading never fails on
//! text: what no house recognises is kept as paragraphs and said in a finding. Every writer escapes by its library or by
//! `story`'s one `escape`, never by hand. What becomes of each block in each form is in `blocks.md`, which a test writes.

mod address;
mod decode;
pub mod hand_over;
pub mod html;
mod kind;
pub mod markdown;
pub mod ninjs;
mod picture;
pub mod text;

pub use decode::{Binary, Decoded, LARGEST, Refusal, check_size, decode};
pub use kind::{Kind, UnknownKind};
