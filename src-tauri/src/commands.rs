//! What the window can ask for, one file a pane. Each command is one verb of `newsroom`, handed to a thread.

pub mod clipboard;
pub mod corrections;
pub mod desktop;
pub mod export;
pub mod find;
pub mod import;
pub mod jobs;
pub mod listing;
pub mod merge;
pub mod newsroom;
pub mod notes;
pub mod preview;
pub mod repair;
pub mod rescue;
pub mod spelling;
pub mod story;
pub mod versions;
