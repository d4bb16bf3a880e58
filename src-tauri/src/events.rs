//! What happens in the newsroom, told to the window: journal rows and the newsroom's health, and nothing of panes.
//!
//! One thread asks the newsroom's journal after every verb of this window, and about twice a second by itself, so that
//! what the command line or another window does shows up as well. A question is one look at the end of an index; an idle newsroom costs nothing else.

use crate::open::OpenNewsroom;
use newsroom::{Code, Failure, JournalRow, Newsroom, Remedy};
use serde::Serialize;
use std::{path::PathBuf, thread, time::Duration};
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

/// Rows that were written since the last event, oldest first.
#[derive(Debug, Clone, Serialize, specta::Type, Event)]
pub struct Journal(Vec<JournalRow>);

/// What is wrong with the newsroom's file; null when it can be used again.
#[derive(Debug, Clone, Serialize, specta::Type, Event)]
pub struct Health {
    pub failure: Option<Failure>,
}

const PAUSE: Duration = Duration::from_millis(450);
/// More than a person does in half a second; a large import comes in several events.
const MOST_ROWS: u32 = 500;

/// Where the watcher has read to, in which newsroom.
#[derive(Default)]
struct Watch {
    newsroom: PathBuf,
    seq: u32,
}

/// What one look at the newsroom says.
enum News {
    Nothing,
    Rows(Vec<JournalRow>),
    /// Another newsroom is open; its name.
    Another(String),
}

/// Starts the thread; it ends with the program.
pub fn watch(app: AppHandle, open: OpenNewsroom) {
    thread::spawn(move || {
        open.watched_by(thread::current());
        let mut watch = Watch::default();
        let mut ill = false;
        loop {
            // Nobody listens in a window that is being closed, so no event here can fail in a way that matters.
            let _ = match open.newsroom().and_then(|newsroom| watch.look(&newsroom)) {
                Ok(news) => {
                    let was_ill = std::mem::take(&mut ill);
                    let _ = if was_ill { Health { failure: None }.emit(&app) } else { Ok(()) };
                    match news {
                        News::Nothing => Ok(()),
                        News::Rows(rows) => Journal(rows).emit(&app),
                        News::Another(name) => name_windows(&app, &name),
                    }
                }
                // Told once; the commands that fail say it again by themselves.
                Err(_) if ill => Ok(()),
                Err(failure) => {
                    ill = true;
                    Health { failure: Some(failure) }.emit(&app)
                }
            };
            thread::park_timeout(PAUSE);
        }
    });
}

impl Watch {
    fn look(&mut self, newsroom: &Newsroom) -> Result<News, Failure> {
        if !newsroom.path().exists() {
            // An open file goes on working after it is deleted, and everything is gone when it is closed.
            let thing = newsroom.path().display().to_string();
            let detail = "the file was moved or deleted while it was open".to_owned();
            return Err(Failure { code: Code::NewsroomMissing, thing, detail, remedy: Some(Remedy::ChooseNewsroom) });
        }
        if self.newsroom != newsroom.path() {
            // What was done in it before it was opened is no news.
            *self = Watch { newsroom: newsroom.path().to_owned(), seq: newsroom.last_seq()? };
            return Ok(News::Another(newsroom.info()?.name));
        }
        let rows = newsroom.journal_after(self.seq, MOST_ROWS)?;
        let Some(last) = rows.last() else { return Ok(News::Nothing) };
        self.seq = last.seq;
        Ok(News::Rows(rows))
    }
}

/// Two windows are told apart by the newsrooms in their titles.
fn name_windows(app: &AppHandle, name: &str) -> tauri::Result<()> {
    let mut windows = app.webview_windows().into_values();
    windows.try_for_each(|window| window.set_title(&format!("{name} – Redaksi")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-23T17:20:01.123Z";

    #[test]
    fn rows_are_told_once_and_another_newsroom_begins_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let make = |name| Newsroom::create(&folder.path().join(name), "kontan", NOW).expect("a newsroom");
        let (desk, other) = (make("desk.redaksi"), make("other.redaksi"));
        desk.new_story(NOW, "ani").expect("a story");
        let mut watch = Watch::default();
        assert!(matches!(watch.look(&desk), Ok(News::Another(name)) if name == "desk"));
        assert!(matches!(watch.look(&desk), Ok(News::Nothing)));
        // As the command line does it: by another handle on the same file.
        let elsewhere = Newsroom::open(desk.path()).expect("the same newsroom");
        elsewhere.add_sample(NOW, "budi").expect("stories");
        assert!(matches!(watch.look(&desk), Ok(News::Rows(rows)) if rows.iter().all(|row| row.actor == "budi")));
        assert!(matches!(watch.look(&desk), Ok(News::Nothing)));
        assert!(matches!(watch.look(&other), Ok(News::Another(name)) if name == "other"));
    }

    #[test]
    fn a_newsroom_file_that_is_taken_away_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = Newsroom::create(&folder.path().join("desk.redaksi"), "kontan", NOW).expect("a newsroom");
        let mut watch = Watch::default();
        assert!(watch.look(&desk).is_ok());
        std::fs::remove_file(desk.path()).expect("the file");
        assert!(matches!(watch.look(&desk), Err(failure) if failure.code == Code::NewsroomMissing));
    }
}
