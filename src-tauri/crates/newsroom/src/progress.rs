use serde::Serialize;

/// How far a long job has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// Files done.
    pub done: u32,
    /// Files in all.
    pub total: u32,
    /// The file that is next; empty at the end.
    pub name: String,
}
