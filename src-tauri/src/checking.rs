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
/// A rest is so many times as long as the work before it.
const REST: u32 = 2;
/// The same while somebody writes, who would feel a disk and a memory that somebody else keeps busy.
const REST_BESIDE_WRITING: u32 = 40;
/// So long after the last change nobody writes any more. Who types is saved at least once a second.
const WRITING: Duration = Duration::from_secs(5);

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

/// Rests longer than was worked, for as long as this newsroom is open.
fn resting(open: OpenNewsroom, path: Option<PathBuf>) -> impl FnMut() -> ControlFlow<()> + Send + 'static {
    let mut since = Instant::now();
    let mut written = Written::default();
    move || {
        let worked = since.elapsed();
        if worked < SPELL {
            return ControlFlow::Continue(());
        }
        let Some(newsroom) = open.opened().filter(|newsroom| Some(newsroom.path()) == path.as_deref()) else {
            return ControlFlow::Break(());
        };
        // Not to be asked is as good as no change: what keeps a newsroom from answering, others tell.
        let writing = newsroom.last_seq().is_ok_and(|seq| written.lately(seq, Instant::now()));
        thread::sleep(worked * if writing { REST_BESIDE_WRITING } else { REST });
        since = Instant::now();
        ControlFlow::Continue(())
    }
}

/// When the journal last grew, as far as was seen.
#[derive(Default)]
struct Written {
    seen: Option<(u32, Instant)>,
}

impl Written {
    /// Whether somebody has written lately, where the journal's newest row is now `seq`.
    fn lately(&mut self, seq: u32, now: Instant) -> bool {
        let (last, since) = *self.seen.get_or_insert((seq, now));
        if last != seq {
            self.seen = Some((seq, now));
            return true;
        }
        now.duration_since(since) < WRITING
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_writes_until_so_long_after_the_last_row() {
        let (mut written, begin) = (Written::default(), Instant::now());
        let after = |seconds| begin + Duration::from_secs(seconds);
        assert!(written.lately(7, begin), "nobody knows yet");
        assert!(!written.lately(7, after(5)));
        assert!(written.lately(8, after(60)));
        assert!(written.lately(8, after(64)));
        assert!(!written.lately(8, after(65)));
    }
}
