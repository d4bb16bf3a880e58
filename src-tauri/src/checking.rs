//! Looks for damage in large newsrooms, once after each opening: a thread that works a third of the time. What a check is,
//! the newsroom knows; here is the clock.

use crate::{events::Health, open::OpenNewsroom};
use newsroom::Code;
use std::{
    ops::ControlFlow,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};
use tauri::AppHandle;
use tauri_specta::Event;

/// How often a look is taken whether another newsroom is open.
const PAUSE: Duration = Duration::from_secs(2);
/// So long is worked without a rest.
const SPELL: Duration = Duration::from_millis(5);

/// Starts the thread; it ends with the program.
pub fn keep(app: AppHandle, open: OpenNewsroom) {
    thread::spawn(move || {
        let mut checked: Option<PathBuf> = None;
        loop {
            thread::sleep(PAUSE);
            // Closed for a repair, it is looked through again afterwards.
            let Some(newsroom) = open.opened() else {
                checked = None;
                continue;
            };
            if checked.as_deref() == Some(newsroom.path()) {
                continue;
            }
            let path = newsroom.path().to_owned();
            let (open, here) = (open.clone(), path.clone());
            let mut since = Instant::now();
            let rest = move || {
                let worked = since.elapsed();
                if worked < SPELL {
                    return ControlFlow::Continue(());
                }
                thread::sleep(worked * 2);
                since = Instant::now();
                match open.opened() {
                    Some(newsroom) if newsroom.path() == here => ControlFlow::Continue(()),
                    _ => ControlFlow::Break(()),
                }
            };
            match newsroom.check_later(rest) {
                Ok(true) => checked = Some(path),
                Err(failure) if failure.code == Code::NewsroomDamaged => {
                    checked = Some(path);
                    // Nobody listens in a window that is being closed.
                    let _ = Health { failure: Some(failure) }.emit(&app);
                }
                // Another newsroom is open by now, or this one is out of reach, which others tell: it is tried again.
                Ok(false) | Err(_) => {}
            }
        }
    });
}
