//! Notes that people leave each other at a story.

use crate::open::OpenNewsroom;
use newsroom::{Failure, NewNote, Note};
use tauri::State;

#[tauri::command]
#[specta::specta]
pub async fn notes(open: State<'_, OpenNewsroom>, story: String) -> Result<Vec<Note>, Failure> {
    open.run(move |newsroom, _| newsroom.notes(&story)).await
}

#[tauri::command]
#[specta::specta]
pub async fn add_note(open: State<'_, OpenNewsroom>, note: NewNote) -> Result<Note, Failure> {
    open.run(move |newsroom, by| newsroom.add_note(&note, &by.now, &by.actor)).await
}

/// Resolves a thread, or opens it again.
#[tauri::command]
#[specta::specta]
pub async fn resolve_note(open: State<'_, OpenNewsroom>, thread: String, resolved: bool) -> Result<(), Failure> {
    open.run(move |newsroom, by| newsroom.resolve_note(&thread, resolved, &by.now, &by.actor)).await
}

/// Deletes a note of one's own; a first one only where nobody else replied.
#[tauri::command]
#[specta::specta]
pub async fn delete_note(open: State<'_, OpenNewsroom>, id: String) -> Result<(), Failure> {
    open.run(move |newsroom, by| newsroom.delete_note(&id, &by.now, &by.actor)).await
}
