//! Stories on their way out, with progress and a way to stop.

use crate::{
    commands::jobs::Jobs,
    open::{OpenNewsroom, today},
};
use newsroom::{ExportProfile, ExportRequest, ExportResult, Failure, Progress, StoryGate};
use std::path::PathBuf;
use tauri::{AppHandle, Manager, State, ipc::Channel};

#[tauri::command]
#[specta::specta]
pub async fn export_stories(
    open: State<'_, OpenNewsroom>,
    jobs: State<'_, Jobs>,
    request: ExportRequest,
    on_progress: Channel<Progress>,
) -> Result<ExportResult, Failure> {
    let mut report = jobs.export.begin(on_progress);
    open.run(move |newsroom, by| newsroom.export(&request, &by.now, &by.actor, &mut report)).await
}

/// Stops the export that runs; what is written already stays.
#[tauri::command]
#[specta::specta]
pub async fn cancel_export(jobs: State<'_, Jobs>) -> Result<(), Failure> {
    jobs.export.stop();
    Ok(())
}

/// Those of these stories that may not leave for their readers, and what keeps them.
#[tauri::command]
#[specta::specta]
pub async fn gates(open: State<'_, OpenNewsroom>, ids: Vec<String>) -> Result<Vec<StoryGate>, Failure> {
    open.run(move |newsroom, by| newsroom.gates(&ids, &by.now)).await
}

#[tauri::command]
#[specta::specta]
pub async fn profiles(open: State<'_, OpenNewsroom>) -> Result<Vec<ExportProfile>, Failure> {
    open.run(|newsroom, _| newsroom.profiles()).await
}

/// Keeps a profile; `was` is the name that it had.
#[tauri::command]
#[specta::specta]
pub async fn keep_profile(
    open: State<'_, OpenNewsroom>,
    profile: ExportProfile,
    was: Option<String>,
) -> Result<(), Failure> {
    open.run(move |newsroom, by| newsroom.keep_profile(&profile, was.as_deref(), &by.now, &by.actor)).await
}

#[tauri::command]
#[specta::specta]
pub async fn remove_profile(open: State<'_, OpenNewsroom>, name: String) -> Result<(), Failure> {
    open.run(move |newsroom, by| newsroom.remove_profile(&name, &by.now, &by.actor)).await
}

/// The text of a file that was just exported, for the clipboard; null where it is none that a person would paste.
#[tauri::command]
#[specta::specta]
pub async fn exported_text(open: State<'_, OpenNewsroom>, path: String) -> Result<Option<String>, Failure> {
    open.run(move |newsroom, _| newsroom.exported_text(&path)).await
}

/// Shows a folder in the system's file manager.
#[tauri::command]
#[specta::specta]
pub async fn show_folder(open: State<'_, OpenNewsroom>, folder: PathBuf) -> Result<(), Failure> {
    open.outside(move |_, _| crate::folder::show(&folder)).await
}

/// The folder that is offered: `Ekspor/<date>` in the user's documents, or at home where there are none.
#[tauri::command]
#[specta::specta]
pub async fn export_folder(app: AppHandle) -> Result<PathBuf, Failure> {
    let documents = app.path().document_dir().or_else(|_| app.path().home_dir()).unwrap_or_default();
    Ok(documents.join("Ekspor").join(today()))
}
