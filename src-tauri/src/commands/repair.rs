//! Backups, and what is done about a damaged newsroom.

use crate::{commands::jobs::Jobs, open::OpenNewsroom};
use newsroom::{BackupInfo, Examination, Failure, Newsroom, Progress, Repaired};
use std::path::PathBuf;
use tauri::{State, ipc::Channel};

/// Makes a backup now; null where one is being made already.
#[tauri::command]
#[specta::specta]
pub async fn back_up(
    open: State<'_, OpenNewsroom>,
    jobs: State<'_, Jobs>,
    on_progress: Channel<Progress>,
) -> Result<Option<BackupInfo>, Failure> {
    let mut report = jobs.repair.begin(on_progress);
    open.run(move |newsroom, by| newsroom.back_up(&by.now, &mut report)).await
}

/// Closes a newsroom that was found damaged while it was open, so that it can be repaired.
#[tauri::command]
#[specta::specta]
pub async fn shut_damaged(open: State<'_, OpenNewsroom>) -> Result<(), Failure> {
    open.shut_damaged();
    Ok(())
}

/// What can be read of the newsroom that could not be opened, and its newest backup; null where it was cancelled.
#[tauri::command]
#[specta::specta]
pub async fn examine_damaged(
    open: State<'_, OpenNewsroom>,
    jobs: State<'_, Jobs>,
    on_progress: Channel<Progress>,
) -> Result<Option<Examination>, Failure> {
    let mut report = jobs.repair.begin(on_progress);
    open.mend(move |path, _| Newsroom::examine(path, &mut report)).await
}

/// Puts what can be read of it in its place; null where it was cancelled.
#[tauri::command]
#[specta::specta]
pub async fn salvage_damaged(
    open: State<'_, OpenNewsroom>,
    jobs: State<'_, Jobs>,
    on_progress: Channel<Progress>,
) -> Result<Option<Repaired>, Failure> {
    let mut report = jobs.repair.begin(on_progress);
    open.mend(move |path, now| Newsroom::salvage(path, now, &mut report)).await
}

/// Puts a backup in its place; null where it was cancelled.
#[tauri::command]
#[specta::specta]
pub async fn restore_backup(
    open: State<'_, OpenNewsroom>,
    jobs: State<'_, Jobs>,
    backup: PathBuf,
    on_progress: Channel<Progress>,
) -> Result<Option<Repaired>, Failure> {
    let mut report = jobs.repair.begin(on_progress);
    open.mend(move |path, now| Newsroom::restore_backup(path, &backup, now, &mut report)).await
}

/// Stops whichever of these runs; nothing was changed by it.
#[tauri::command]
#[specta::specta]
pub async fn cancel_repair(jobs: State<'_, Jobs>) -> Result<(), Failure> {
    jobs.repair.stop();
    Ok(())
}
