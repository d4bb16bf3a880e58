//! What the desktop around the window says.

use crate::screen_reader;
use newsroom::Failure;

/// Whether a screen reader is in use.
#[tauri::command]
#[specta::specta]
pub async fn screen_reader() -> Result<bool, Failure> {
    Ok(tauri::async_runtime::spawn_blocking(screen_reader::is_on).await.unwrap_or(false))
}
