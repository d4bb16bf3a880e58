//! Two texts of one story, put together.

use crate::open::OpenNewsroom;
use newsroom::{Failure, Kept, MergeRequest, MergeResult, StoryEdit, WrittenText};
use tauri::State;

/// What the editor holds, merged with the story as it is now. Writes nothing.
#[tauri::command]
#[specta::specta]
pub async fn merge_story(open: State<'_, OpenNewsroom>, request: MergeRequest) -> Result<MergeResult, Failure> {
    open.run(move |newsroom, _| newsroom.merge_story(&request)).await
}

/// The same, with a text that came in a hand-over file and waits beside the story.
#[tauri::command]
#[specta::specta]
pub async fn merge_version(
    open: State<'_, OpenNewsroom>,
    version: u32,
    mine: WrittenText,
) -> Result<MergeResult, Failure> {
    open.run(move |newsroom, _| newsroom.merge_version(version, &mine)).await
}

/// Keeps a merge; what the story says until then is kept as a version.
#[tauri::command]
#[specta::specta]
pub async fn save_merged(
    open: State<'_, OpenNewsroom>,
    edit: StoryEdit,
    version: Option<u32>,
) -> Result<Kept, Failure> {
    open.run(move |newsroom, by| newsroom.save_merged(&edit, version, &by.now, &by.actor)).await
}
