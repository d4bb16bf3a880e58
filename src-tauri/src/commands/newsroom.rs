//! The newsroom as a whole: which one, and the window's settings in it.

use crate::open::OpenNewsroom;
use newsroom::{Failure, Newsroom, NewsroomInfo};
use std::path::PathBuf;
use tauri::State;

/// What is open in this window; what could not be opened is tried once more.
#[tauri::command]
#[specta::specta]
pub async fn newsroom_info(open: State<'_, OpenNewsroom>) -> Result<NewsroomInfo, Failure> {
    let this = open.inner().clone();
    open.change(move |_| this.again()).await
}

/// Shows another newsroom in this window. When it cannot be opened, this one stays.
#[tauri::command]
#[specta::specta]
pub async fn open_newsroom(open: State<'_, OpenNewsroom>, path: PathBuf) -> Result<NewsroomInfo, Failure> {
    open.change(move |_| Newsroom::open(&path)).await
}

#[tauri::command]
#[specta::specta]
pub async fn create_newsroom(
    open: State<'_, OpenNewsroom>,
    path: PathBuf,
    house: String,
) -> Result<NewsroomInfo, Failure> {
    open.change(move |now| Newsroom::create(&path, &house, now)).await
}

/// Adds the sample stories to an empty newsroom.
#[tauri::command]
#[specta::specta]
pub async fn add_sample(open: State<'_, OpenNewsroom>) -> Result<NewsroomInfo, Failure> {
    open.run(|newsroom, by| newsroom.add_sample(&by.now, &by.actor).and_then(|_| newsroom.info())).await
}

/// A setting of the window, as JSON text.
#[tauri::command]
#[specta::specta]
pub async fn setting(open: State<'_, OpenNewsroom>, name: String) -> Result<Option<String>, Failure> {
    open.run(move |newsroom, _| newsroom.setting(&name)).await
}

#[tauri::command]
#[specta::specta]
pub async fn set_setting(open: State<'_, OpenNewsroom>, name: String, value: String) -> Result<(), Failure> {
    open.run(move |newsroom, _| newsroom.set_setting(&name, &value)).await
}
