//! The newsroom of this window. The only asynchronous code: a verb is handed to a thread that may wait for the disk.
//! Here the clock is read.

use newsroom::{Code, Failure, Newsroom, Remedy};
use print::Typesetter;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    thread::Thread,
};
use story::screen::Screen;

/// The house that a newsroom starts with when nobody chose one.
const FIRST_HOUSE: &str = "kontan";

/// Who does something, and when.
pub struct By {
    /// RFC 3339, UTC, with milliseconds.
    pub now: String,
    /// As the newsroom knows the person at the keyboard.
    pub actor: String,
}

/// The newsroom that this window shows; it can be exchanged for another. Cloning gives another handle on the same one.
#[derive(Clone)]
pub struct OpenNewsroom {
    door: Arc<Mutex<Door>>,
    /// Who tells the window what has happened.
    watcher: Arc<OnceLock<Thread>>,
    /// What draws pages of the web, where there is such a thing.
    screen: Arc<OnceLock<Arc<dyn Screen>>>,
}

enum Door {
    /// Not tried yet. The first who needs it opens it, so that the window is there while a long migration runs.
    Closed(PathBuf),
    Open(Newsroom),
    /// Opening failed; the window shows why, until another newsroom is chosen.
    Stuck(PathBuf, Failure),
    /// The program ends: nobody opens it again.
    Left(PathBuf),
}

/// The time as the newsroom keeps it.
#[expect(clippy::disallowed_methods, reason = "the window is where the time comes in")]
pub fn now() -> String {
    chrono::Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

/// The day at this place, `2026-11-23`.
#[expect(clippy::disallowed_methods, reason = "the window is where the time comes in")]
pub fn today() -> String {
    chrono::Local::now().format("%Y-%m-%d").to_string()
}

impl OpenNewsroom {
    /// The newsroom at a path, opened (or made, where there is none) when it is first needed.
    pub fn at(path: PathBuf) -> Self {
        OpenNewsroom { door: Arc::new(Mutex::new(Door::Closed(path))), watcher: Arc::default(), screen: Arc::default() }
    }

    /// Carries out a verb on the newsroom, away from the window's own thread.
    pub async fn run<T: Send + 'static>(
        &self,
        verb: impl FnOnce(&Newsroom, &By) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let open = self.clone();
        on_a_thread(move || {
            let newsroom = open.newsroom()?;
            let by = By { now: now(), actor: newsroom.actor()? };
            let result = verb(&newsroom, &by);
            // What this window does, its panes show at once; what others do, when the watcher looks by itself.
            if let Some(watcher) = open.watcher.get() {
                watcher.unpark();
            }
            result
        })
        .await
    }

    /// Carries out a verb that asks nothing of the newsroom's file, because that may be what is ill.
    pub async fn outside<T: Send + 'static>(
        &self,
        verb: impl FnOnce(&Newsroom, &str) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let open = self.clone();
        on_a_thread(move || verb(&open.newsroom()?, &now())).await
    }

    /// The thread that is woken after every verb.
    pub fn watched_by(&self, watcher: Thread) {
        // There is one window and one watcher; a second would look by itself.
        let _ = self.watcher.set(watcher);
    }

    /// What draws pages of the web for the newsrooms that are opened from now on.
    #[cfg(target_os = "linux")]
    pub fn draws_on(&self, screen: Arc<dyn Screen>) {
        // There is one window and one screen.
        let _ = self.screen.set(screen);
    }

    /// A newsroom that can print, and draw where that is possible.
    fn equipped(&self, newsroom: Newsroom) -> Newsroom {
        newsroom.use_press(Arc::new(Typesetter::default()));
        if let Some(screen) = self.screen.get() {
            newsroom.use_screen(screen.clone());
        }
        newsroom
    }

    /// Takes another newsroom in place of this one; `other` is told the time. When that fails, this one stays.
    pub async fn change(
        &self,
        other: impl FnOnce(&str) -> Result<Newsroom, Failure> + Send + 'static,
    ) -> Result<newsroom::NewsroomInfo, Failure> {
        let open = self.clone();
        on_a_thread(move || {
            let other = open.equipped(other(&now())?);
            let info = other.info()?;
            *open.door() = Door::Open(other);
            Ok(info)
        })
        .await
    }

    /// The newsroom, opened now if it was not yet. May wait for the disk: never call it on the window's own thread.
    pub fn newsroom(&self) -> Result<Newsroom, Failure> {
        let mut door = self.door();
        if let Door::Closed(path) = &*door {
            *door = match Newsroom::open_or_create(path, FIRST_HOUSE, &now()) {
                Ok(newsroom) => Door::Open(self.equipped(newsroom)),
                Err(failure) => Door::Stuck(path.clone(), failure),
            };
        }
        match &*door {
            Door::Open(newsroom) => Ok(newsroom.clone()),
            Door::Stuck(_, failure) => Err(failure.clone()),
            Door::Closed(path) | Door::Left(path) => Err(broken(path.display().to_string(), "is not open")),
        }
    }

    /// The newsroom, where it is open; nothing is opened for this question.
    pub fn opened(&self) -> Option<Newsroom> {
        match &*self.door() {
            Door::Open(newsroom) => Some(newsroom.clone()),
            _ => None,
        }
    }

    /// Works on the file of a newsroom that cannot be opened; it stays so until it is tried again.
    pub async fn mend<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Path, &str) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let open = self.clone();
        on_a_thread(move || {
            let path = match &*open.door() {
                Door::Stuck(path, _) => path.clone(),
                Door::Open(newsroom) => return Err(broken(newsroom.path().display().to_string(), "is open")),
                Door::Closed(path) | Door::Left(path) => return Err(broken(path.display().to_string(), "is not open")),
            };
            work(&path, &now())
        })
        .await
    }

    /// Closes a newsroom that was found damaged while it was open. It counts as one that could not be opened until it is
    /// tried again.
    pub fn shut_damaged(&self) {
        let mut door = self.door();
        if let Door::Open(newsroom) = &*door {
            let path = newsroom.path().to_owned();
            let failure = Failure { code: Code::NewsroomDamaged, ..broken(path.display().to_string(), "was damaged") };
            *door = Door::Stuck(path, failure);
        }
    }

    /// Closes the newsroom for good. The program ends without dropping what its threads hold, so the newest texts are
    /// put into the file here; left in the log beside it, they would be missing from every copy that people make of it.
    pub fn leave(&self) {
        let mut door = self.door();
        if let Door::Open(newsroom) = &*door {
            let path = newsroom.path().to_owned();
            // One that is due and cannot be made now is made when the newsroom is opened again.
            let _ = newsroom.back_up_if_quick(&now());
            // Another program may be reading; then the log stays, and whoever opens the newsroom next reads it.
            let _ = newsroom.fold();
            *door = Door::Left(path);
        }
    }

    /// The newsroom, tried once more when it could not be opened before.
    pub fn again(&self) -> Result<Newsroom, Failure> {
        let mut door = self.door();
        if let Door::Stuck(path, _) = &*door {
            *door = Door::Closed(path.clone());
        }
        drop(door);
        self.newsroom()
    }

    fn door(&self) -> MutexGuard<'_, Door> {
        // A verb that panicked while it held the door has not harmed what is behind it.
        self.door.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A verb that panics is our bug; the window says so and goes on, with the text still in the editor.
async fn on_a_thread<T: Send + 'static>(
    verb: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let answer = tauri::async_runtime::spawn_blocking(verb).await;
    answer.unwrap_or_else(|error| Err(broken("Redaksi".to_owned(), &error.to_string())))
}

fn broken(thing: String, detail: &str) -> Failure {
    Failure { code: Code::NewsroomFailed, thing, detail: detail.to_owned(), remedy: Some(Remedy::Retry) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::ControlFlow;
    use tauri::async_runtime::block_on;

    fn new_newsroom() -> (tempfile::TempDir, OpenNewsroom) {
        let folder = tempfile::tempdir().expect("a folder");
        let open = OpenNewsroom::at(folder.path().join("desk.redaksi"));
        (folder, open)
    }

    #[test]
    fn a_newsroom_is_made_where_there_is_none() {
        let (folder, open) = new_newsroom();
        assert!(!folder.path().join("desk.redaksi").exists());
        let info = block_on(open.run(|newsroom, _| newsroom.info())).expect("a newsroom");
        assert_eq!((info.name.as_str(), info.house.as_str(), info.stories), ("desk", FIRST_HOUSE, 0));
    }

    #[test]
    fn a_newsroom_that_was_left_is_one_file_with_everything_in_it_and_stays_closed() {
        let (folder, open) = new_newsroom();
        block_on(open.run(|newsroom, by| newsroom.new_story(&by.now, &by.actor))).expect("a story");
        // What a thread of ours, such as the watcher, may hold when the program ends.
        let held = open.newsroom().expect("a handle");
        open.leave();
        let log = folder.path().join("desk.redaksi-wal");
        assert_eq!(std::fs::metadata(&log).map_or(0, |log| log.len()), 0, "texts are left in the log");
        assert!(open.newsroom().is_err());
        drop(held);
        let files = std::fs::read_dir(folder.path()).expect("the folder").flatten().map(|file| file.file_name());
        let mut files: Vec<_> = files.collect();
        files.sort();
        assert_eq!(files, ["desk.backups", "desk.redaksi"]);
        assert_eq!(Newsroom::backups_of(&folder.path().join("desk.redaksi")).len(), 1);
    }

    #[test]
    fn a_verb_that_panics_is_told_and_the_next_one_works() {
        let (_folder, open) = new_newsroom();
        let failure = block_on(open.run::<()>(|_, _| panic!("a bug"))).expect_err("a failure");
        assert!(failure.detail.contains("panic"), "{failure}");
        assert!(block_on(open.run(|newsroom, _| newsroom.navigation())).is_ok());
    }

    #[test]
    fn a_newsroom_that_is_mended_opens_when_it_is_tried_again() {
        let (folder, open) = new_newsroom();
        let file = folder.path().join("desk.redaksi");
        std::fs::create_dir(&file).expect("a folder in the way");
        assert!(open.newsroom().is_err());
        std::fs::remove_dir(&file).expect("the folder");
        assert!(open.newsroom().is_err(), "nobody asked to try again");
        assert!(open.again().is_ok());
    }

    #[test]
    fn a_newsroom_that_is_found_damaged_is_shut_repaired_and_opened_again() {
        let (_folder, open) = new_newsroom();
        let story = block_on(open.run(|newsroom, by| newsroom.new_story(&by.now, &by.actor))).expect("a story");
        let salvage = |path: &Path, now: &str| Newsroom::salvage(path, now, &mut |_| ControlFlow::Continue(()));
        assert!(block_on(open.mend(salvage)).is_err(), "it is open and in use");
        open.shut_damaged();
        let told = block_on(open.run(|newsroom, _| newsroom.info())).expect_err("a failure");
        assert_eq!(told.code, Code::NewsroomDamaged);
        let repaired = block_on(open.mend(salvage)).expect("no failure").expect("not cancelled");
        assert_eq!(repaired.salvage.map(|salvage| salvage.whole), Some(1));
        let newsroom = open.again().expect("the newsroom");
        assert!(newsroom.open_story(&story.id, &now()).is_ok());
    }

    #[test]
    fn what_is_no_newsroom_is_told_until_another_is_chosen() {
        let (folder, _) = new_newsroom();
        let letter = folder.path().join("letter.txt");
        #[expect(clippy::disallowed_methods, reason = "a file for this test")]
        std::fs::write(&letter, "Dear editor").expect("a file");
        let open = OpenNewsroom::at(letter.clone());
        for _ in 0..2 {
            let failure = block_on(open.run(|newsroom, _| newsroom.info())).expect_err("a failure");
            assert_eq!(failure.code, Code::NotANewsroom);
        }
        let other = folder.path().join("other.redaksi");
        let info = block_on(open.change(move |now| Newsroom::create(&other, "reuters", now))).expect("another");
        assert_eq!(info.name, "other");
        assert!(block_on(open.run(|newsroom, _| newsroom.info())).is_ok());
        // One that cannot be opened leaves this one in its place.
        assert!(block_on(open.change(move |_| Newsroom::open(&letter))).is_err());
        assert_eq!(block_on(open.run(|newsroom, _| newsroom.info())).expect("the same").name, "other");
    }
}
