//! Spelling, and the words that people taught the newsroom.

use crate::open::OpenNewsroom;
use newsroom::{Failure, Spelling, TaughtWord, WrittenText};
use tauri::State;

/// What is misspelt in what the editor holds.
#[tauri::command]
#[specta::specta]
pub async fn check_spelling(open: State<'_, OpenNewsroom>, id: String, text: WrittenText) -> Result<Spelling, Failure> {
    open.run(move |newsroom, _| newsroom.check_spelling(&id, &text)).await
}

/// What may have been meant, the likeliest first.
#[tauri::command]
#[specta::specta]
pub async fn suggest_spelling(
    open: State<'_, OpenNewsroom>,
    word: String,
    language: String,
) -> Result<Vec<String>, Failure> {
    open.run(move |newsroom, _| Ok(newsroom.suggest_spelling(&word, &language))).await
}

/// The words of the newsroom, and of a story.
#[tauri::command]
#[specta::specta]
pub async fn words(open: State<'_, OpenNewsroom>, story: Option<String>) -> Result<Vec<TaughtWord>, Failure> {
    open.run(move |newsroom, _| newsroom.words(story.as_deref())).await
}

/// Teaches a word; false where it was known.
#[tauri::command]
#[specta::specta]
pub async fn teach_word(open: State<'_, OpenNewsroom>, word: String, story: Option<String>) -> Result<bool, Failure> {
    open.run(move |newsroom, by| newsroom.teach_word(&word, story.as_deref(), &by.now, &by.actor)).await
}

/// Takes a word back; false where nobody had taught it.
#[tauri::command]
#[specta::specta]
pub async fn forget_word(open: State<'_, OpenNewsroom>, word: String, story: Option<String>) -> Result<bool, Failure> {
    open.run(move |newsroom, _| newsroom.forget_word(&word, story.as_deref())).await
}
