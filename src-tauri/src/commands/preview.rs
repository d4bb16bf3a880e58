//! What a reader will see, made from what the editor holds at this moment.

use crate::open::OpenNewsroom;
use newsroom::{Failure, LayoutInfo, StoryEdit};
use tauri::State;

#[tauri::command]
#[specta::specta]
pub async fn layouts(open: State<'_, OpenNewsroom>) -> Result<Vec<LayoutInfo>, Failure> {
    open.run(|newsroom, _| Ok(newsroom.layouts())).await
}

/// A whole HTML document without scripts.
#[tauri::command]
#[specta::specta]
pub async fn preview(
    open: State<'_, OpenNewsroom>,
    layout: String,
    edit: StoryEdit,
    dark: bool,
) -> Result<String, Failure> {
    open.run(move |newsroom, _| newsroom.preview(&layout, &edit, dark)).await
}
