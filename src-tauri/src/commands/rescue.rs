//! Texts that cannot be saved: their copies outside of the newsroom, and how they come back into it.

use crate::open::OpenNewsroom;
use newsroom::{BroughtBack, Failure, Newsroom, StoryEdit};
use std::path::PathBuf;
use tauri::State;

/// Writes what the editor holds to a rescue copy; where it is.
#[tauri::command]
#[specta::specta]
pub async fn keep_rescue_copy(open: State<'_, OpenNewsroom>, edit: StoryEdit) -> Result<String, Failure> {
    open.outside(move |newsroom, now| newsroom.keep_rescue_copy(&edit, &Newsroom::rescue_folder(), now)).await
}

/// Takes the copy of a story away, which is saved now; whether there was one.
#[tauri::command]
#[specta::specta]
pub async fn drop_rescue_copy(open: State<'_, OpenNewsroom>, id: String) -> Result<bool, Failure> {
    open.outside(move |newsroom, _| Ok(newsroom.drop_rescue_copy(&id))).await
}

/// Writes what the editor holds to a file of the editor's choice.
#[tauri::command]
#[specta::specta]
pub async fn save_rescue_copy(open: State<'_, OpenNewsroom>, edit: StoryEdit, path: PathBuf) -> Result<(), Failure> {
    open.outside(move |newsroom, now| newsroom.save_rescue_copy(&edit, &path, now)).await
}

/// Takes what a crash has left in rescue copies into the newsroom.
#[tauri::command]
#[specta::specta]
pub async fn bring_back(open: State<'_, OpenNewsroom>) -> Result<BroughtBack, Failure> {
    open.run(|newsroom, by| Ok(newsroom.bring_back(&Newsroom::rescue_folder(), &by.now, &by.actor))).await
}
