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

/// What was written since the last event.
#[derive(Debug, Clone, Serialize, specta::Type, Event)]
pub struct Journal {
    /// The rows, oldest first.
    rows: Vec<JournalRow>,
    /// There was more than anyone reads, and only the newest rows are here: whoever must not miss one looks for itself.
    more: bool,
}

/// What is wrong with the newsroom's file; null when it can be used again.
#[derive(Debug, Clone, Serialize, specta::Type, Event)]
pub struct Health {
    pub failure: Option<Failure>,
}

const PAUSE: Duration = Duration::from_millis(450);
/// More than a person does in half a second. Of a large import or a move of thousands the newest rows are told, and that
/// there were more: told one after the other, they would keep the window reading its lists for minutes.
const MOST_ROWS: u32 = 500;

/// Where the watcher has read to, in which newsroom.
#[derive(Default)]
struct Watch {
    newsroom: PathBuf,
    seq: u32,
    /// The newsroom could not be looked at. Until it can be again, its file may be exchanged for a backup of it, in which
    /// the same numbers are those of other rows.
    lost: bool,
}

/// What one look at the newsroom says.
enum News {
    Nothing,
    Rows(Journal),
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
            let _ = match watch.follow(open.newsroom()) {
                Ok(news) => {
                    let was_ill = std::mem::take(&mut ill);
                    let _ = if was_ill { Health { failure: None }.emit(&app) } else { Ok(()) };
                    match news {
                        News::Nothing => Ok(()),
                        News::Rows(journal) => journal.emit(&app),
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
    fn follow(&mut self, newsroom: Result<Newsroom, Failure>) -> Result<News, Failure> {
        let news = newsroom.and_then(|newsroom| self.look(&newsroom));
        self.lost |= news.is_err();
        news
    }

    fn look(&mut self, newsroom: &Newsroom) -> Result<News, Failure> {
        if !newsroom.path().exists() {
            // An open file goes on working after it is deleted, and everything is gone when it is closed.
            let thing = newsroom.path().display().to_string();
            let detail = "the file was moved or deleted while it was open".to_owned();
            return Err(Failure { code: Code::NewsroomMissing, thing, detail, remedy: Some(Remedy::ChooseNewsroom) });
        }
        if self.newsroom != newsroom.path() {
            // What was done in it before it was opened is no news.
            *self = Watch { newsroom: newsroom.path().to_owned(), seq: newsroom.last_seq()?, lost: false };
            return Ok(News::Another(newsroom.info()?.name));
        }
        let newest = newsroom.last_seq()?;
        // A journal that ends earlier is another one: whoever follows it looks for itself, as after a flood.
        let lost = self.lost || newest < self.seq;
        let place = if lost { 0 } else { self.seq };
        let begin = place.max(newest.saturating_sub(MOST_ROWS));
        let more = lost || begin > place;
        let rows = newsroom.journal_after(begin, MOST_ROWS)?;
        (self.seq, self.lost) = (rows.last().map_or(newest, |last| last.seq), false);
        if rows.is_empty() { Ok(News::Nothing) } else { Ok(News::Rows(Journal { rows, more })) }
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
        let Ok(News::Rows(Journal { rows, more })) = watch.look(&desk) else { panic!("no rows") };
        assert!(!more && rows.iter().all(|row| row.actor == "budi"));
        assert!(matches!(watch.look(&desk), Ok(News::Nothing)));
        assert!(matches!(watch.look(&other), Ok(News::Another(name)) if name == "other"));
    }

    #[test]
    fn a_flood_of_rows_is_told_once_by_its_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = Newsroom::create(&folder.path().join("desk.redaksi"), "kontan", NOW).expect("a newsroom");
        let mut watch = Watch::default();
        assert!(watch.look(&desk).is_ok());
        let elsewhere = Newsroom::open(desk.path()).expect("the same newsroom");
        let lines: String = (0..1_700).map(|number| format!("{{\"text\":\"Berita {number}\"}}\n")).collect();
        let file = folder.path().join("arsip.jsonl");
        #[expect(clippy::disallowed_methods, reason = "a file for this test")]
        std::fs::write(&file, lines).expect("a file");
        let all = &mut |_: newsroom::LineNews<'_>| std::ops::ControlFlow::Continue(());
        elsewhere.import_lines(&file, None, NOW, "budi", all).expect("an import");
        let Ok(News::Rows(Journal { rows, more })) = watch.look(&desk) else { panic!("no rows") };
        assert!(more && rows.len() == 500);
        assert_eq!(rows.last().map(|row| row.seq), desk.last_seq().ok());
        assert!(matches!(watch.look(&desk), Ok(News::Nothing)));
    }

    /// A newsroom of which a backup was made, and then went on for some rows; with the backup's path.
    fn backed_up(folder: &std::path::Path) -> (Newsroom, PathBuf) {
        let desk = Newsroom::create(&folder.join("desk.redaksi"), "kontan", NOW).expect("a newsroom");
        desk.new_story(NOW, "ani").expect("a story");
        let all = &mut |_: newsroom::Progress| std::ops::ControlFlow::Continue(());
        let backup = desk.back_up(NOW, all).expect("a backup").expect("it was not stopped");
        desk.add_sample(NOW, "ani").expect("stories");
        (desk, PathBuf::from(backup.path))
    }

    /// The backup in the place of the newsroom, which nobody has open.
    fn restored(path: &std::path::Path, backup: &std::path::Path) -> Newsroom {
        let all = &mut |_: newsroom::Progress| std::ops::ControlFlow::Continue(());
        Newsroom::restore_backup(path, backup, NOW, all).expect("restored").expect("it was not stopped");
        Newsroom::open(path).expect("the backup")
    }

    #[test]
    fn the_rows_of_a_restored_backup_are_told_though_its_journal_is_shorter() {
        let folder = tempfile::tempdir().expect("a folder");
        let (desk, backup) = backed_up(folder.path());
        let mut watch = Watch::default();
        assert!(matches!(watch.look(&desk), Ok(News::Another(_))));
        let path = desk.path().to_owned();
        drop(desk);
        let desk = restored(&path, &backup);
        let Ok(News::Rows(Journal { rows, more })) = watch.look(&desk) else { panic!("no rows") };
        assert!(more && rows.last().map(|row| row.seq) == desk.last_seq().ok());
        assert!(matches!(watch.look(&desk), Ok(News::Nothing)));
        desk.add_sample(NOW, "budi").expect("stories");
        let Ok(News::Rows(Journal { rows, more })) = watch.look(&desk) else { panic!("no rows") };
        assert!(!more && rows.iter().all(|row| row.actor == "budi"));
    }

    #[test]
    fn a_backup_that_went_on_before_anybody_looked_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let (desk, backup) = backed_up(folder.path());
        let mut watch = Watch::default();
        assert!(matches!(watch.look(&desk), Ok(News::Another(_))));
        let path = desk.path().to_owned();
        drop(desk);
        let ill = Failure { code: Code::NewsroomDamaged, thing: String::new(), detail: String::new(), remedy: None };
        assert!(watch.follow(Err(ill)).is_err());
        let desk = restored(&path, &backup);
        desk.add_sample(NOW, "budi").expect("stories");
        let Ok(News::Rows(Journal { rows, more })) = watch.follow(Ok(desk.clone())) else { panic!("no rows") };
        assert!(more && rows.iter().any(|row| row.actor == "budi"));
        assert!(matches!(watch.follow(Ok(desk)), Ok(News::Nothing)));
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
