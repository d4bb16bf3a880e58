//! The story in the editor, and what comes into it: copy and pictures.

use crate::open::OpenNewsroom;
use newsroom::{
    CopyReading, Failure, Kept, Moved, OpenStory, Picture, PrintedLines, StoryEdit, Suggestion, UndoHistory, Undone,
};
use std::path::PathBuf;
use story::{Fields, Stage};
use tauri::State;

#[tauri::command]
#[specta::specta]
pub async fn new_story(open: State<'_, OpenNewsroom>) -> Result<OpenStory, Failure> {
    open.run(|newsroom, by| newsroom.new_story(&by.now, &by.actor)).await
}

#[tauri::command]
#[specta::specta]
pub async fn open_story(open: State<'_, OpenNewsroom>, id: String) -> Result<OpenStory, Failure> {
    open.run(move |newsroom, by| newsroom.open_story(&id, &by.now)).await
}

/// What the person at the keyboard can take back of a story as it stands, from before it was opened.
#[tauri::command]
#[specta::specta]
pub async fn undo_history(open: State<'_, OpenNewsroom>, id: String) -> Result<Option<UndoHistory>, Failure> {
    open.run(move |newsroom, by| newsroom.undo_history(&id, &by.now, &by.actor)).await
}

/// Keeps it for the next time; false where the story has gone on.
#[tauri::command]
#[specta::specta]
pub async fn keep_undo_history(
    open: State<'_, OpenNewsroom>,
    id: String,
    history: UndoHistory,
) -> Result<bool, Failure> {
    open.run(move |newsroom, by| newsroom.keep_undo_history(&id, &history, &by.now, &by.actor)).await
}

/// Keeps what the editor holds. `edit.base` is the revision it was opened or last saved at.
#[tauri::command]
#[specta::specta]
pub async fn save_story(open: State<'_, OpenNewsroom>, edit: StoryEdit) -> Result<Kept, Failure> {
    open.run(move |newsroom, by| newsroom.save(&edit, &by.now, &by.actor)).await
}

#[tauri::command]
#[specta::specta]
pub async fn move_to(open: State<'_, OpenNewsroom>, ids: Vec<String>, stage: Stage) -> Result<Vec<Moved>, Failure> {
    open.run(move |newsroom, by| newsroom.move_to(&ids, stage, &by.now, &by.actor)).await
}

#[tauri::command]
#[specta::specta]
pub async fn spike(open: State<'_, OpenNewsroom>, ids: Vec<String>) -> Result<Vec<Moved>, Failure> {
    open.run(move |newsroom, by| newsroom.spike(&ids, &by.now, &by.actor)).await
}

/// Brings spiked stories back to the stage that they were in.
#[tauri::command]
#[specta::specta]
pub async fn restore(open: State<'_, OpenNewsroom>, ids: Vec<String>) -> Result<Vec<Moved>, Failure> {
    open.run(move |newsroom, by| newsroom.restore(&ids, &by.now, &by.actor)).await
}

/// Takes back the deed that a row of the journal belongs to, as far as nobody has gone on from it.
#[tauri::command]
#[specta::specta]
pub async fn undo(open: State<'_, OpenNewsroom>, seq: u32) -> Result<Undone, Failure> {
    open.run(move |newsroom, by| newsroom.undo(seq, &by.now, &by.actor)).await
}

/// Takes back this person's newest stage move that still stands, whenever it was made.
#[tauri::command]
#[specta::specta]
pub async fn undo_last_move(open: State<'_, OpenNewsroom>) -> Result<Option<Undone>, Failure> {
    open.run(|newsroom, by| newsroom.undo_last_move(&by.now, &by.actor)).await
}

/// Stories that belong to what the editor holds, each with its reasons.
#[tauri::command]
#[specta::specta]
pub async fn suggestions(
    open: State<'_, OpenNewsroom>,
    edit: StoryEdit,
    limit: u32,
) -> Result<Vec<Suggestion>, Failure> {
    open.run(move |newsroom, by| newsroom.suggestions(&edit, limit, &by.now)).await
}

/// What pasted copy says, before anything is done with it.
#[tauri::command]
#[specta::specta]
pub async fn read_copy(
    open: State<'_, OpenNewsroom>,
    text: String,
    house: Option<String>,
) -> Result<CopyReading, Failure> {
    open.run(move |newsroom, _| newsroom.read_copy(&text, house.as_deref())).await
}

/// How the house prints what stands in the inspector.
#[tauri::command]
#[specta::specta]
pub async fn print_lines(open: State<'_, OpenNewsroom>, fields: Fields) -> Result<PrintedLines, Failure> {
    open.run(move |newsroom, _| Ok(newsroom.print_lines(&fields))).await
}

/// The fields as another house has them: its forms, its outlet, its name of the place.
#[tauri::command]
#[specta::specta]
pub async fn fields_in_house(open: State<'_, OpenNewsroom>, fields: Fields, house: String) -> Result<Fields, Failure> {
    open.run(move |newsroom, _| newsroom.fields_in_house(&fields, &house)).await
}

#[tauri::command]
#[specta::specta]
pub async fn add_picture(open: State<'_, OpenNewsroom>, path: PathBuf) -> Result<Picture, Failure> {
    open.run(move |newsroom, _| newsroom.add_picture(&path)).await
}

/// How large a picture of the media folder is, and what its file says.
#[tauri::command]
#[specta::specta]
pub async fn picture_facts(open: State<'_, OpenNewsroom>, src: String) -> Result<Picture, Failure> {
    open.run(move |newsroom, _| newsroom.picture_facts(&src)).await
}
