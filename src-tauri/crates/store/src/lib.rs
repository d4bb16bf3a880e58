//! The newsroom file: the only room with SQL.
//!
//! One SQLite file holds all stories of a newsroom. One thread writes (`writer`), read-only connections read
//! (`reader`); a verb is one transaction, and when it has returned, its text is on the disk. What is derived from a
//! story (counts, links, search, tallies, terms) is written by the function that writes the story (`keep`), so the two
//! cannot disagree. This room must never make an id, read a clock, or touch a file that is not a newsroom.

mod backup;
mod checking;
mod corrections;
mod derive;
mod error;
mod file;
mod hands;
#[cfg(target_os = "linux")]
mod hold;
mod incoming;
mod keep;
mod log;
mod migrate;
mod notes;
mod pack;
mod reader;
mod related;
mod replace;
mod replacing;
mod salvage;
mod search;
mod store;
mod tables;
mod thinning;
mod topics;
mod undo;
mod verify;
mod versions;
mod writer;

pub use backup::{About, Difference, DifferenceKind, Mark, Watch, about, check, differences};
pub use error::Error;
pub use keep::{Keepsake, Moved, Save, Saved, Tracked};
pub use related::{Reason, Suggestion};
pub use replace::restore;
pub use replacing::{Overtaken, Replacement};
pub use salvage::{Amiss, AmissKind, Salvage, Salvaged};
pub use search::{Facet, Facets, QueryFault, QueryFaultCode, SearchHit, SearchPage, SnippetPart};
pub use store::{Entry, Store};
pub use tables::correction::CorrectionOf;
pub use tables::export_log::ExportRecord;
pub use tables::journal::{JournalQuery, JournalRow};
pub use tables::note::Note;
pub use tables::story::{ListQuery, ListRow, Page, Sort};
pub use tables::tally::{DeskCount, Navigation, StageCount};
pub use tables::term::CompletionKind;
pub use tables::version::{Version, VersionReason, VersionRow};
pub use tables::word::TaughtWord;
pub use topics::{KnownTopic, known_topic, known_topics};
pub use undo::{Left, LeftWhy, Undone};
pub use verify::{Fault, FaultKind, Verification};
pub use writer::Writing;
