//! What a reader will see, made from what the editor holds at this moment.

use crate::open::OpenNewsroom;
use newsroom::{Failure, LayoutInfo, StoryEdit};
use std::path::PathBuf;
use story::{
    layout::{LayoutOption, OptionValues},
    press::Spread,
};
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

/// What can be chosen of a layout.
#[tauri::command]
#[specta::specta]
pub async fn layout_options(open: State<'_, OpenNewsroom>, layout: String) -> Result<Vec<LayoutOption>, Failure> {
    open.outside(move |newsroom, _| Ok(newsroom.layout_options(&layout))).await
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

/// Writes a story as it is kept to a file that was chosen in the system's dialog: PDF, SVG or PNG, as its name ends.
#[tauri::command]
#[specta::specta]
pub async fn print_to_file(
    open: State<'_, OpenNewsroom>,
    id: String,
    layout: String,
    options: OptionValues,
    file: PathBuf,
) -> Result<(), Failure> {
    open.run(move |newsroom, by| newsroom.print_to_file(&id, (&layout, &options), &file, &by.now)).await
}
