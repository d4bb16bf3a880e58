//! The correction desk: what is said of stories that have left, and what must be exported again.

use crate::{commands::jobs::Jobs, open::OpenNewsroom};
use newsroom::{CorrectionDesk, ExportResult, Failure, GateOverride, NewCorrection, Progress, StoryExports};
use story::Correction;
use tauri::{State, ipc::Channel};

#[tauri::command]
#[specta::specta]
pub async fn correction_desk(open: State<'_, OpenNewsroom>, id: String) -> Result<CorrectionDesk, Failure> {
    open.run(move |newsroom, _| newsroom.correction_desk(&id)).await
}

#[tauri::command]
#[specta::specta]
pub async fn correct(open: State<'_, OpenNewsroom>, correction: NewCorrection) -> Result<Correction, Failure> {
    open.run(move |newsroom, by| newsroom.correct(&correction, &by.now, &by.actor)).await
}

/// Takes a correction away; the journal keeps what it said.
#[tauri::command]
#[specta::specta]
pub async fn take_correction_back(open: State<'_, OpenNewsroom>, id: String) -> Result<(), Failure> {
    open.run(move |newsroom, by| newsroom.take_correction_back(&id, &by.now, &by.actor)).await
}

/// Where a story has gone.
#[tauri::command]
#[specta::specta]
pub async fn story_exports(open: State<'_, OpenNewsroom>, id: String) -> Result<StoryExports, Failure> {
    open.run(move |newsroom, _| newsroom.story_exports(&id)).await
}

/// What must be exported again.
#[tauri::command]
#[specta::specta]
pub async fn exports_due(open: State<'_, OpenNewsroom>) -> Result<Vec<StoryExports>, Failure> {
    open.run(|newsroom, _| newsroom.exports_due()).await
}

/// Makes files of these stories again where they are: those paths, or without any all that hold an older state.
#[tauri::command]
#[specta::specta]
pub async fn export_again(
    open: State<'_, OpenNewsroom>,
    jobs: State<'_, Jobs>,
    ids: Vec<String>,
    paths: Vec<String>,
    answer: Option<GateOverride>,
    on_progress: Channel<Progress>,
) -> Result<ExportResult, Failure> {
    let mut report = jobs.export.begin(on_progress);
    open.run(move |newsroom, by| newsroom.export_again(&ids, &paths, answer.as_ref(), &by.now, &by.actor, &mut report))
        .await
}
