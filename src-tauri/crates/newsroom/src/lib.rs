//! The verbs of a newsroom: everything that the window and the command line can do, once, for both.
//!
//! [`Newsroom`] is one open newsroom file with its houses and its media folder; each verb has a file of its own here.
//! Nothing in this room knows of a window, and nothing reads a clock: the time and the actor come in. Nothing may be
//! lost on the way through: an edit that cannot be kept where it belongs is kept beside, copy that is not understood
//! is kept whole, and no file is written over unless that was asked for.
#![warn(missing_docs)]

mod backup;
mod copy;
mod corrections;
mod darkroom;
mod delivery;
mod export;
mod export_again;
mod failure;
mod file_name;
mod find;
mod gates;
mod hand_over;
mod house;
mod import;
mod import_lines;
mod journal;
mod listing;
mod merge;
mod newsroom;
mod notes;
mod open_story;
mod own_layouts;
mod picture;
mod preview;
mod profiles;
mod progress;
mod related;
mod repair;
mod replace;
mod rescue_copy;
mod sample;
mod save;
mod screen;
mod set;
mod sheet;
mod spelling;
mod stages;
mod time;
mod topics;
mod undo_history;
mod versions;

pub use backup::BackupInfo;
pub use copy::{CopyReading, PrintedLines, Recognised};
pub use corrections::{CorrectionDesk, NewCorrection};
pub use darkroom::Shown;
pub use export::form::ExportLayout;
pub use export::laying_out::{PreviewFile, PreviewSaved, PrintPage, SheetWish};
pub use export::{Existing, ExportPage, ExportPrint, ExportRequest, ExportResult, ExportText, ExportedFile, Outcome};
pub use export_again::{ExportPlace, StoryExports};
pub use failure::{Code, Failure, Remedy};
pub use gates::{GateOverride, StoryGate};
pub use import::{ImportResult, Imported};
pub use import_lines::{LineNews, LinesImported, UnknownKey};
pub use journal::JournalLine;
pub use merge::{Conflict, MergeRequest, MergeResult, WrittenText};
pub use newsroom::{HouseInfo, Newsroom, NewsroomInfo};
pub use notes::NewNote;
pub use open_story::OpenStory;
pub use own_layouts::LayoutInfo;
pub use picture::{MediaFile, Picture};
pub use preview::PageWish;
pub use profiles::{AfterStep, ExportProfile};
pub use progress::Progress;
pub use repair::{Examination, Repaired};
pub use replace::{NotReplaced, ReplaceIn, ReplacePreview, Replaced, StoryMatches};
pub use rescue_copy::{BroughtBack, Rescued};
pub use save::{Kept, StoryEdit};
pub use stages::Moved;
pub use topics::Topic;
pub use undo_history::UndoHistory;
pub use versions::{Part, StoryDiff};

pub use checks::spelling::{Misspelt, Spelling};
pub use checks::{Clock, Gate, Held};
pub use store::{
    Amiss, AmissKind, CompletionKind, CorrectionOf, DeskCount, Difference, DifferenceKind, ExportRecord, Facet, Facets,
    Fault, FaultKind, JournalQuery, JournalRow, Left, LeftWhy, ListQuery, ListRow, Navigation, Note, Overtaken, Page,
    QueryFault, QueryFaultCode, Reason, Salvage, SearchHit, SearchPage, SnippetPart, Sort, StageCount, Suggestion,
    TaughtWord, Undone, Verification, Version, VersionRow,
};
