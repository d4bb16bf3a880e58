//! Looks for damage in large newsrooms, once after each opening: a thread that works a third of the time. What a check is,
//! the newsroom knows; here is the clock.

use crate::{events::Health, open::OpenNewsroom};
use newsroom::{Code, Failure};
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
        let mut found: Option<Failure> = None;
        loop {
            thread::sleep(PAUSE);
            // Closed for a repair, it is looked through again afterwards.
            let newsroom = open.opened();
            let path = newsroom.as_ref().map(|newsroom| newsroom.path().to_owned());
            if checked != path {
                (checked, found) = (None, None);
            }
            if let Some(newsroom) = newsroom.filter(|_| checked.is_none()) {
                match newsroom.check_later(resting(open.clone(), path.clone())) {
                    Ok(true) => checked = path,
                    Err(failure) if failure.code == Code::NewsroomDamaged => (checked, found) = (path, Some(failure)),
                    // Another newsroom is open by now, or this one is out of reach, which others tell: it is tried again.
                    Ok(false) | Err(_) => {}
                }
            }
            // Told at every look: a window that is only being opened hears nothing yet, one that is being closed nothing more.
            if let Some(failure) = found.clone() {
                let _ = Health { failure: Some(failure) }.emit(&app);
            }
        }
    });
}

/// Rests twice as long as was worked, for as long as this newsroom is open.
fn resting(open: OpenNewsroom, path: Option<PathBuf>) -> impl FnMut() -> ControlFlow<()> + Send + 'static {
    let mut since = Instant::now();
    move || {
        let worked = since.elapsed();
        if worked < SPELL {
            return ControlFlow::Continue(());
        }
        thread::sleep(worked * 2);
        since = Instant::now();
        match open.opened() {
            Some(newsroom) if Some(newsroom.path()) == path.as_deref() => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        }
    }
}
