//! Redaksi's window: it translates between the webview and the newsroom, and must never hold a rule of the newsroom.
//!
//! This file builds the application and nothing else. There is no single-instance lock: two windows on two newsrooms
//! are wanted, and two on one are safe, because saves name the revision that they are based on.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod backups;
mod bindings;
mod checking;
mod clipboard;
mod commands;
mod events;
mod folder;
mod media;
mod open;
mod screen;
mod screen_reader;
mod window;

use arguments::Start;
use open::OpenNewsroom;
use std::process::ExitCode;
use tauri::{Manager, RunEvent};
use tauri_plugin_window_state::StateFlags;

/// Setting type makes and forgets a great many small things, on every core: this takes a tenth less of the whole time than
/// the system's allocator does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match arguments::read(std::env::args_os().skip(1)) {
        Start::Window(newsroom) => run(OpenNewsroom::at(newsroom)),
        Start::Say(words) => arguments::say(&words),
        Start::Refuse(reason) => arguments::refuse(&reason),
    }
}

fn run(open: OpenNewsroom) -> ExitCode {
    let boundary = bindings::boundary();
    let kept = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN;
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(kept).build())
        .register_asynchronous_uri_scheme_protocol("media", media::answer)
        .invoke_handler(boundary.invoke_handler())
        .manage(window::Closing::default())
        .manage(commands::jobs::Jobs::default())
        .manage(open.clone())
        .on_window_event(window::on_event)
        .setup(move |app| {
            boundary.mount_events(app);
            #[cfg(target_os = "linux")]
            open.draws_on(std::sync::Arc::new(screen::OffScreen::new(app.handle().clone())));
            window::create(app)?;
            events::watch(app.handle().clone(), open.clone());
            checking::keep(app.handle().clone(), open.clone());
            backups::keep(app.handle().clone(), open);
            Ok(())
        });
    match app.build(tauri::generate_context!()) {
        Ok(app) => {
            app.run(|app, event| {
                if let RunEvent::Exit = event {
                    app.state::<OpenNewsroom>().leave();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => arguments::refuse(&format!("the window cannot be opened: {error}")),
    }
}
