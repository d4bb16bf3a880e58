//! Backups by themselves: a thread that asks the newsroom once a minute whether one is due. Which, where and how many is
//! the newsroom's to know; here is the clock.

use crate::{
    events::Health,
    open::{self, OpenNewsroom},
};
use std::{thread, time::Duration};
use tauri::AppHandle;
use tauri_specta::Event;

const PAUSE: Duration = Duration::from_secs(60);

/// Starts the thread; it ends with the program. A backup that is being made then has no name yet, and nobody takes it for
/// one.
pub fn keep(app: AppHandle, open: OpenNewsroom) {
    thread::spawn(move || {
        let mut ill = false;
        loop {
            thread::sleep(PAUSE);
            // One that cannot be opened is told elsewhere.
            let Some(newsroom) = open.opened() else { continue };
            // Told once, and tried again every minute; nobody listens in a window that is being closed.
            match newsroom.back_up_if_due(&open::now()) {
                Ok(_) if ill => {
                    ill = false;
                    let _ = Health { failure: None }.emit(&app);
                }
                Err(failure) if !ill => {
                    ill = true;
                    let _ = Health { failure: Some(failure) }.emit(&app);
                }
                _ => {}
            }
        }
    });
}
