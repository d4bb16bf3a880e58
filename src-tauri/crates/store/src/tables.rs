//! One file a table: free functions over `&Connection` (whoever reads) or `&Transaction` (whoever may write).

pub(crate) mod correction;
pub(crate) mod desk;
pub(crate) mod export_log;
pub(crate) mod journal;
pub(crate) mod meta;
pub(crate) mod names;
pub(crate) mod note;
pub(crate) mod profile;
pub(crate) mod related_link;
pub(crate) mod setting;
pub(crate) mod sign_off;
pub(crate) mod story;
pub(crate) mod tally;
pub(crate) mod term;
pub(crate) mod tracking;
pub(crate) mod undo_history;
pub(crate) mod version;
pub(crate) mod word;
