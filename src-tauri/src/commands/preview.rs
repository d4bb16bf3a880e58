//! What a reader will see, made from what the editor holds at this moment.

use crate::{
    folder,
    open::{OpenNewsroom, today},
};
use newsroom::{Failure, LayoutInfo, PageWish, StoryEdit};
use tauri::State;

/// The layouts at hand. Asked again and again while a preview is open, so it wakes nobody.
#[tauri::command]
#[specta::specta]
pub async fn layouts(open: State<'_, OpenNewsroom>) -> Result<Vec<LayoutInfo>, Failure> {
    open.outside(|newsroom, _| Ok(newsroom.layouts())).await
}

/// A whole HTML document without scripts.
#[tauri::command]
#[specta::specta]
pub async fn preview(
    open: State<'_, OpenNewsroom>,
    layout: String,
    edit: StoryEdit,
    wish: PageWish,
) -> Result<String, Failure> {
    open.outside(move |newsroom, _| newsroom.preview(&layout, &edit, &wish, &today())).await
}

/// Makes a copy of a layout that can be edited.
#[tauri::command]
#[specta::specta]
pub async fn duplicate_layout(open: State<'_, OpenNewsroom>, layout: String) -> Result<LayoutInfo, Failure> {
    open.outside(move |newsroom, _| newsroom.duplicate_layout(&layout)).await
}

/// Shows the folder of one of the newsroom's own layouts in the system's file manager.
#[tauri::command]
#[specta::specta]
pub async fn show_layout_folder(open: State<'_, OpenNewsroom>, layout: String) -> Result<(), Failure> {
    open.outside(move |newsroom, _| folder::show(&newsroom.layout_folder(&layout)?)).await
}
