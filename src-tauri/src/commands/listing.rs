//! Finding stories, and what has been used in them before. Always pages, never the whole archive.

use crate::open::OpenNewsroom;
use newsroom::{CompletionKind, Facets, Failure, ListQuery, ListRow, Navigation, Page, SearchPage, Topic};
use tauri::State;

#[tauri::command]
#[specta::specta]
pub async fn navigation(open: State<'_, OpenNewsroom>) -> Result<Navigation, Failure> {
    open.run(|newsroom, _| newsroom.navigation()).await
}

#[tauri::command]
#[specta::specta]
pub async fn list_stories(open: State<'_, OpenNewsroom>, query: ListQuery) -> Result<Page, Failure> {
    open.run(move |newsroom, _| newsroom.list(&query)).await
}

#[tauri::command]
#[specta::specta]
pub async fn search_stories(
    open: State<'_, OpenNewsroom>,
    query: String,
    limit: u32,
    offset: u32,
) -> Result<SearchPage, Failure> {
    open.run(move |newsroom, _| newsroom.search(&query, limit, offset)).await
}

#[tauri::command]
#[specta::specta]
pub async fn search_facets(open: State<'_, OpenNewsroom>, query: String) -> Result<Option<Facets>, Failure> {
    open.run(move |newsroom, _| newsroom.search_facets(&query)).await
}

/// Values already used in the newsroom, most used first.
#[tauri::command]
#[specta::specta]
pub async fn complete(
    open: State<'_, OpenNewsroom>,
    kind: CompletionKind,
    prefix: String,
    limit: u32,
) -> Result<Vec<String>, Failure> {
    open.run(move |newsroom, _| newsroom.complete(kind, &prefix, limit)).await
}

/// Places used in the newsroom, then those of the gazetteer.
#[tauri::command]
#[specta::specta]
pub async fn complete_place(
    open: State<'_, OpenNewsroom>,
    prefix: String,
    language: String,
    limit: u32,
) -> Result<Vec<String>, Failure> {
    open.run(move |newsroom, _| newsroom.complete_place(&prefix, &language, limit)).await
}

#[tauri::command]
#[specta::specta]
pub async fn heads(open: State<'_, OpenNewsroom>, ids: Vec<String>) -> Result<Vec<ListRow>, Failure> {
    open.run(move |newsroom, _| newsroom.heads(&ids)).await
}

/// Media topics by name.
#[tauri::command]
#[specta::specta]
pub async fn topics(open: State<'_, OpenNewsroom>, query: String, language: String) -> Result<Vec<Topic>, Failure> {
    open.run(move |newsroom, _| Ok(newsroom.topics(&query, &language))).await
}

/// Media topics by code, in this order.
#[tauri::command]
#[specta::specta]
pub async fn topics_of(
    open: State<'_, OpenNewsroom>,
    codes: Vec<String>,
    language: String,
) -> Result<Vec<Topic>, Failure> {
    open.run(move |newsroom, _| Ok(newsroom.topics_of(&codes, &language))).await
}
