//! What a reader will see, made from what the editor holds at this moment.

use crate::{
    folder,
    open::{OpenNewsroom, today},
    screen,
};
use newsroom::{Failure, LayoutInfo, PageWish, PreviewFile, PreviewSaved, StoryEdit};
use std::path::PathBuf;
use story::{layout::OptionValues, press::Spread};
use tauri::{State, WebviewWindow};

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

/// The pages of a layout of the press, and how the story fits them.
#[tauri::command]
#[specta::specta]
pub async fn spread(
    open: State<'_, OpenNewsroom>,
    layout: String,
    edit: StoryEdit,
    options: OptionValues,
) -> Result<Spread, Failure> {
    open.outside(move |newsroom, _| newsroom.spread(&layout, &edit, &options)).await
}

/// Writes a story as it is kept to a file that was chosen in the system's dialog, as a layout shows it: `html`, `svg`, `png`
/// or `pdf`.
#[tauri::command]
#[specta::specta]
pub async fn save_preview(
    open: State<'_, OpenNewsroom>,
    id: String,
    wanted: PreviewFile,
    file: PathBuf,
) -> Result<PreviewSaved, Failure> {
    open.run(move |newsroom, by| newsroom.save_preview(&id, &wanted, (&file, true), &by.now, &by.actor)).await
}

/// Prints a story as it is kept; `false` where nobody wanted to when the system's dialog asked.
#[tauri::command]
#[specta::specta]
pub async fn print_preview(
    open: State<'_, OpenNewsroom>,
    window: WebviewWindow,
    id: String,
    wanted: PreviewFile,
) -> Result<bool, Failure> {
    let layout = wanted.layout.layout.clone();
    let page = open.run(move |newsroom, by| newsroom.print_page(&id, &wanted, &by.now)).await?;
    screen::print(&window, &layout, page).await
}
