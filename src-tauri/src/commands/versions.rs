//! The kept states of a story: looking at them, comparing them, bringing them back.

use crate::open::OpenNewsroom;
use newsroom::{Failure, Kept, StoryDiff, Version, VersionRow};
use tauri::State;

#[tauri::command]
#[specta::specta]
pub async fn versions(open: State<'_, OpenNewsroom>, id: String) -> Result<Vec<VersionRow>, Failure> {
    open.run(move |newsroom, _| newsroom.versions(&id)).await
}

#[tauri::command]
#[specta::specta]
pub async fn version(open: State<'_, OpenNewsroom>, version: u32) -> Result<Version, Failure> {
    open.run(move |newsroom, _| newsroom.version(version)).await
}

/// Puts a kept version in the story's place; what was there is kept in its turn.
#[tauri::command]
#[specta::specta]
pub async fn take_version(open: State<'_, OpenNewsroom>, id: String, version: u32, base: u32) -> Result<Kept, Failure> {
    open.run(move |newsroom, by| newsroom.take_version(&id, version, base, &by.now, &by.actor)).await
}

/// Keeps what the story says now, by hand; the note may be empty.
#[tauri::command]
#[specta::specta]
pub async fn keep_version(open: State<'_, OpenNewsroom>, id: String, note: String) -> Result<VersionRow, Failure> {
    open.run(move |newsroom, by| newsroom.keep_version(&id, &note, &by.now, &by.actor)).await
}

/// Someone has stopped writing: what the story says now is kept, unless the newest version says so already.
#[tauri::command]
#[specta::specta]
pub async fn end_session(open: State<'_, OpenNewsroom>, id: String) -> Result<(), Failure> {
    open.run(move |newsroom, by| newsroom.end_session(&id, &by.now, &by.actor)).await
}

/// What differs from one version to another; null is the story as last saved.
#[tauri::command]
#[specta::specta]
pub async fn compare_versions(
    open: State<'_, OpenNewsroom>,
    id: String,
    from: Option<u32>,
    to: Option<u32>,
) -> Result<StoryDiff, Failure> {
    open.run(move |newsroom, _| newsroom.compare_versions(&id, from, to)).await
}
