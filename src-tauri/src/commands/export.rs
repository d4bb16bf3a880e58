//! Stories on their way out, with progress and a way to stop.

use crate::{
    commands::jobs::Jobs,
    open::{OpenNewsroom, today},
};
use newsroom::{ExportRequest, ExportResult, Failure, Progress};
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

/// The folder that is offered: `Ekspor/<date>` in the user's documents, or at home where there are none.
#[tauri::command]
#[specta::specta]
pub async fn export_folder(app: AppHandle) -> Result<PathBuf, Failure> {
    let documents = app.path().document_dir().or_else(|_| app.path().home_dir()).unwrap_or_default();
    Ok(documents.join("Ekspor").join(today()))
}
