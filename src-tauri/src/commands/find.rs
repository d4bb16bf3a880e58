//! Finding and replacing: in the story that is open, and in many.

use crate::{commands::jobs::Jobs, open::OpenNewsroom};
use newsroom::{Failure, Progress, ReplaceIn, ReplacePreview, Replaced, WrittenText};
use story::replace::{FindQuery, Match, PatternFault};
use tauri::{State, ipc::Channel};

#[tauri::command]
#[specta::specta]
pub async fn find_in_story(
    open: State<'_, OpenNewsroom>,
    text: WrittenText,
    query: FindQuery,
) -> Result<Vec<Match>, Failure> {
    open.run(move |newsroom, _| newsroom.find_in_story(&text, &query)).await
}

/// What is wrong with a query that was refused as `PatternUnusable`, in parts that the window has words for; null where
/// nothing is.
#[tauri::command]
#[specta::specta]
pub async fn pattern_fault(query: FindQuery) -> Result<Option<PatternFault>, Failure> {
    Ok(query.compile().err())
}

/// Places that say that something is still to come, in the order of the findings.
#[tauri::command]
#[specta::specta]
pub async fn markers_in_story(open: State<'_, OpenNewsroom>, text: WrittenText) -> Result<Vec<Match>, Failure> {
    open.run(move |newsroom, _| newsroom.markers_in_story(&text)).await
}

/// What would be replaced in stories.
#[tauri::command]
#[specta::specta]
pub async fn preview_replace(
    open: State<'_, OpenNewsroom>,
    jobs: State<'_, Jobs>,
    ids: Vec<String>,
    query: FindQuery,
    on_progress: Channel<Progress>,
) -> Result<ReplacePreview, Failure> {
    let mut report = jobs.replace.begin(on_progress);
    open.run(move |newsroom, _| newsroom.preview_replace(&ids, &query, &mut report)).await
}

/// Replaces in stories, as one deed.
#[tauri::command]
#[specta::specta]
pub async fn replace_in_stories(
    open: State<'_, OpenNewsroom>,
    jobs: State<'_, Jobs>,
    stories: Vec<ReplaceIn>,
    query: FindQuery,
    on_progress: Channel<Progress>,
) -> Result<Replaced, Failure> {
    let mut report = jobs.replace.begin(on_progress);
    open.run(move |newsroom, by| newsroom.replace_in_stories(&stories, &query, &by.now, &by.actor, &mut report)).await
}

/// Stops looking for what to replace, or the replacing, which has then changed nothing.
#[tauri::command]
#[specta::specta]
pub async fn cancel_replace(jobs: State<'_, Jobs>) -> Result<(), Failure> {
    jobs.replace.stop();
    Ok(())
}
