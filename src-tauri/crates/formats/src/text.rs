//! Plain text in the house form: headline block, credit line, dateline and first paragraph, one paragraph a line, related
//! links where they stand. The same house reads it back, line for line.

mod marks;
mod read;
mod write;

pub use read::{Reading, Recognised, read};
pub(crate) use write::lines_of;
pub use write::write;
pub(crate) use write::write_leaving;
