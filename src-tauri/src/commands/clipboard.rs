//! What is pasted and cannot be had from the webview, and what it cannot copy.

use crate::{clipboard, open::OpenNewsroom};
use newsroom::{Failure, Picture};
use tauri::{AppHandle, State};

/// The clipboard's markup, as its owner wrote it.
#[tauri::command]
#[specta::specta]
pub async fn clipboard_html(app: AppHandle) -> Result<Option<String>, Failure> {
    Ok(clipboard::html(&app).await)
}

/// The same text as RTF, as its owner wrote it.
#[tauri::command]
#[specta::specta]
pub async fn clipboard_rtf(app: AppHandle) -> Result<Option<String>, Failure> {
    Ok(clipboard::rtf(&app).await)
}

/// Puts a text on the clipboard; false where the page has to do that.
#[tauri::command]
#[specta::specta]
pub async fn copy_text(app: AppHandle, text: String) -> Result<bool, Failure> {
    Ok(clipboard::write(&app, text))
}

/// Puts the clipboard's picture into the media folder; null where it holds none.
#[tauri::command]
#[specta::specta]
pub async fn add_clipboard_picture(
    app: AppHandle,
    open: State<'_, OpenNewsroom>,
    name: String,
) -> Result<Option<Picture>, Failure> {
    let bytes = clipboard::read(&app, &clipboard::PICTURES).await;
    open.run(move |newsroom, _| bytes.map(|bytes| newsroom.add_picture_bytes(&name, &bytes)).transpose()).await
}

/// Puts a picture that came inside markup into the media folder. `name` is what it is called where it cannot be used.
#[tauri::command]
#[specta::specta]
pub async fn add_picture_bytes(
    open: State<'_, OpenNewsroom>,
    name: String,
    base64: String,
) -> Result<Picture, Failure> {
    open.run(move |newsroom, _| newsroom.add_picture_base64(&name, &base64)).await
}
