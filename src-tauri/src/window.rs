//! The one window: made, and closed only when the editor's text is safe.

use newsroom::Failure;
use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};
use tauri::{App, Manager, State, Url, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent};

/// How long the window waits for its own interface before it closes without an answer. The saver holds nothing back for
/// longer than a second, so a text that is older than this is on disk already.
const PATIENCE: Duration = Duration::from_secs(5);

/// Counts the questions whether the window may close, and the answers "not now", so that a late timer finds it was answered.
#[derive(Default)]
pub struct Closing(AtomicU32);

/// Makes the window of tauri.conf.json. It never leaves Redaksi's own pages: a link or a dropped file opens nothing.
pub fn create(app: &App) -> tauri::Result<()> {
    let configs = &app.config().app.windows;
    for config in configs {
        let window = WebviewWindowBuilder::from_config(app.handle(), config)?.on_navigation(is_own).build()?;
        show_compositions(&window)?;
    }
    Ok(())
}

/// A word that an input method makes out of several keys, a dead key and Compose stand in the text while they are made, as
/// WebKitGTK has it by itself. wry turns that off for old fcitx: then a word is seen once it is whole, or in a window of the
/// input method's own.
#[cfg(target_os = "linux")]
fn show_compositions(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{InputMethodContextExt, WebViewExt};
    window.with_webview(|webview| {
        if let Some(context) = webview.inner().input_method_context() {
            context.set_enable_preedit(true);
        }
    })
}

/// Elsewhere they always do.
#[cfg(not(target_os = "linux"))]
fn show_compositions(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

fn is_own(url: &Url) -> bool {
    let is_local = url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost");
    // The preview's frame is filled from within.
    is_local || url.scheme() == "about"
}

/// Holds a close until the interface, which hears of it from Tauri itself, has flushed its saver and calls
/// `close_window`. An interface that is alive says `stay_open` at once and takes the time that saving takes.
pub fn on_event(window: &Window, event: &WindowEvent) {
    if let WindowEvent::CloseRequested { api, .. } = event {
        api.prevent_close();
        let question = window.state::<Closing>().0.fetch_add(1, Ordering::SeqCst) + 1;
        let window = window.clone();
        std::thread::spawn(move || {
            std::thread::sleep(PATIENCE);
            if window.state::<Closing>().0.load(Ordering::SeqCst) == question {
                // A window that cannot be closed is closed already.
                let _ = window.destroy();
            }
        });
    }
}

/// Closes the window; the text is safe.
#[tauri::command]
#[specta::specta]
pub async fn close_window(window: WebviewWindow) -> Result<(), Failure> {
    // As above.
    let _ = window.destroy();
    Ok(())
}

/// Keeps the window open until `close_window`: what is unsaved is being saved, or a person is asked about it.
#[tauri::command]
#[specta::specta]
pub async fn stay_open(closing: State<'_, Closing>) -> Result<(), Failure> {
    closing.0.fetch_add(1, Ordering::SeqCst);
    Ok(())
}
