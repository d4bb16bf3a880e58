//! Files that become stories.

use crate::{commands::jobs::Jobs, open::OpenNewsroom};
use newsroom::{Failure, ImportResult, Progress};
use std::path::PathBuf;
use tauri::{State, ipc::Channel};

#[tauri::command]
#[specta::specta]
pub async fn import_files(
    open: State<'_, OpenNewsroom>,
    jobs: State<'_, Jobs>,
    paths: Vec<PathBuf>,
    house: Option<String>,
    on_progress: Channel<Progress>,
) -> Result<ImportResult, Failure> {
    let mut report = jobs.import.begin(on_progress);
    open.run(move |newsroom, by| Ok(newsroom.import_files(&paths, house.as_deref(), &by.now, &by.actor, &mut report)))
        .await
}

/// Stops the import that runs; what is imported already stays.
#[tauri::command]
#[specta::specta]
pub async fn cancel_import(jobs: State<'_, Jobs>) -> Result<(), Failure> {
    jobs.import.stop();
    Ok(())
}
