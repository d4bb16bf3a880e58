use crate::desk::{Desk, EDITOR, edit_of, names_in, paragraph};
use newsroom::{AmissKind, Code, DifferenceKind, Failure, Newsroom, Progress, StoryEdit};
use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Barrier,
};

const NOW: &str = "2026-11-23T17:20:01.123Z";
const IN_HALF_AN_HOUR: &str = "2026-11-23T17:50:00.000Z";
const IN_AN_HOUR: &str = "2026-11-23T18:20:02.000Z";
const IN_TWO_HOURS: &str = "2026-11-23T19:20:03.000Z";
const LAST_YEAR: &str = "2025-11-23T17:20:01.000Z";

fn on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// The backups; the lock beside them is nobody's business.
fn names(folder: &Path) -> Vec<String> {
    names_in(folder).into_iter().filter(|name| name != ".lock").collect()
}

fn backups(desk: &Desk) -> PathBuf {
    desk.newsroom.info().unwrap().backups.into()
}

fn made(desk: &Desk, now: &str) -> bool {
    desk.newsroom.back_up_if_due(now).unwrap().is_some()
}

#[test]
fn a_backup_is_made_when_it_is_time_and_something_was_changed() {
    let desk = Desk::new();
    assert!(!made(&desk, NOW), "there is nothing in it");
    let story = desk.story("Xi dan Putin", "Satu.");
    assert!(made(&desk, NOW));
    assert_eq!(names(&backups(&desk)), ["kontan 2026-11-23 17.20.01 UTC.redaksi"]);
    assert!(!made(&desk, IN_TWO_HOURS), "nothing was changed");
    desk.newsroom.move_to(std::slice::from_ref(&story.id), story::Stage::Ready, NOW, EDITOR).unwrap();
    assert!(!made(&desk, IN_HALF_AN_HOUR), "it is not time");
    assert!(made(&desk, IN_AN_HOUR));
    let [newest, first] = &Newsroom::backups_of(desk.newsroom.path())[..] else { panic!("not two") };
    assert_eq!((newest.at.as_str(), newest.stories), ("2026-11-23T18:20:02.000Z", Some(1)));
    assert_eq!(first.at, "2026-11-23T17:20:01.000Z");
    assert!(newest.kilobytes > 50, "{newest:?}");
    // A backup is a newsroom like any other.
    let opened = Newsroom::open(Path::new(&first.path)).unwrap();
    assert_eq!(opened.verify().unwrap().faults, []);
    assert_eq!(opened.open_story(&story.id, NOW).unwrap().body, paragraph("Satu."));
}

#[test]
fn a_clock_that_is_set_back_takes_no_backup_away_and_other_peoples_files_stay() {
    let desk = Desk::new();
    desk.story("A", "a");
    assert!(made(&desk, NOW));
    let folder = backups(&desk);
    let theirs = ["surat.txt", "kontan 2020-01-01 00.00.00 UTC copy.redaksi", "rapat 2020-01-01 00.00.00 UTC.redaksi"];
    for name in theirs {
        fs::write(folder.join(name), "milik orang").unwrap();
    }
    desk.story("B", "b");
    assert!(made(&desk, LAST_YEAR), "the newest one is in the future and says nothing");
    desk.story("C", "c");
    // More than are kept, a day apart.
    for day in 1..=28 {
        desk.story("D", "d");
        assert!(made(&desk, &format!("2025-12-{day:02}T10:00:00.000Z")), "{day}");
    }
    let left = names(&folder);
    assert!(left.contains(&"kontan 2026-11-23 17.20.01 UTC.redaksi".to_owned()), "{left:?}");
    assert!(theirs.iter().all(|name| left.contains(&(*name).to_owned())), "{left:?}");
    assert_eq!(left.iter().filter(|name| name.starts_with("kontan 2025-")).count(), 24, "{left:?}");
    assert!(left.contains(&"kontan 2025-12-28 10.00.00 UTC.redaksi".to_owned()));
}

#[test]
fn of_several_that_back_up_at_once_one_does_and_what_a_dead_one_left_is_cleared_away() {
    let desk = Desk::new();
    desk.story("A", "a");
    let folder = backups(&desk);
    fs::create_dir(&folder).unwrap();
    let unfinished = ".kontan 2026-11-20 17.20.01 UTC.redaksi.4711-0";
    fs::write(folder.join(unfinished), "separuh").unwrap();
    let start = Barrier::new(4);
    let done = std::thread::scope(|scope| {
        let all: Vec<_> = (0..4)
            .map(|_| {
                // Each with a handle of its own, as other processes have.
                let newsroom = Newsroom::open(desk.newsroom.path()).unwrap();
                let start = &start;
                scope.spawn(move || {
                    start.wait();
                    newsroom.back_up_if_due(NOW).unwrap().is_some()
                })
            })
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(done.contains(&true));
    assert_eq!(names(&folder), ["kontan 2026-11-23 17.20.01 UTC.redaksi"]);
}

#[test]
fn a_backup_that_cannot_be_made_is_told_and_costs_nothing_else() {
    let desk = Desk::new();
    let story = desk.story("A", "a");
    let folder = backups(&desk);
    fs::write(&folder, "berkas di tempatnya").unwrap();
    let failure = desk.newsroom.back_up_if_due(NOW).unwrap_err();
    assert_eq!((failure.code, Path::new(&failure.thing)), (Code::BackupFailed, folder.as_path()));
    desk.newsroom.save(&StoryEdit { body: paragraph("b"), ..edit_of(&story) }, NOW, EDITOR).unwrap();
    fs::remove_file(&folder).unwrap();
    assert!(made(&desk, NOW), "tried again");

    let to = desk.folder.path().join("salinan.redaksi");
    assert!(desk.newsroom.back_up_to(&to, &mut on).unwrap());
    assert_eq!(Newsroom::open(&to).unwrap().info().unwrap().stories, 1);
    let there = desk.newsroom.back_up_to(desk.newsroom.path(), &mut on).unwrap_err();
    assert_eq!(there.code, Code::NewsroomExists);
}

/// A newsroom with a backup of two stories and a third story after it; then closed and damaged.
struct Damaged {
    path: PathBuf,
    ids: [String; 3],
    backup: String,
    _folder: tempfile::TempDir,
}

fn damaged(damage: impl FnOnce(&mut Vec<u8>)) -> Damaged {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redaksi");
    let newsroom = Newsroom::create(&path, "kontan", NOW).unwrap();
    let add = |headline: &str| {
        let story = newsroom.new_story(NOW, EDITOR).unwrap();
        let mut edit = edit_of(&story);
        edit.fields.headline = headline.to_owned();
        newsroom.save(&StoryEdit { body: paragraph(headline), ..edit }, NOW, EDITOR).unwrap();
        story.id
    };
    let (first, second) = (add("Pertama"), add("Kedua"));
    let backup = newsroom.back_up(NOW, &mut on).unwrap().unwrap().path;
    let third = add("Ketiga");
    newsroom.move_to(std::slice::from_ref(&first), story::Stage::Ready, NOW, EDITOR).unwrap();
    drop(newsroom);
    let mut bytes = fs::read(&path).unwrap();
    damage(&mut bytes);
    fs::write(&path, bytes).unwrap();
    Damaged { path, ids: [first, second, third], backup, _folder: folder }
}

fn opening(path: &Path) -> Failure {
    Newsroom::open(path).err().expect("it opened")
}

#[test]
fn a_damaged_newsroom_says_so_and_what_there_is_to_choose_from() {
    // The first page is gone: by its first bytes it is no newsroom any more.
    let room = damaged(|bytes| bytes[..4096].fill(0));
    assert_eq!(opening(&room.path).code, Code::NewsroomDamaged);
    let before = fs::read(&room.path).unwrap();
    let found = Newsroom::examine(&room.path, &mut on).unwrap().unwrap();
    assert_eq!((found.backup.unwrap().path, found.readable.unwrap().whole), (room.backup.clone(), 3));
    let lost: Vec<_> = found.would_lose.iter().map(|one| (one.kind, one.headline.as_str())).collect();
    assert_eq!(lost, [(DifferenceKind::Missing, "Ketiga"), (DifferenceKind::Changed, "Pertama")]);
    assert!(fs::read(&room.path).unwrap() == before);
    // Without backups nobody would say that this was a newsroom.
    fs::remove_dir_all(room.path.with_extension("backups")).unwrap();
    assert_eq!(opening(&room.path).code, Code::NotANewsroom);
}

#[test]
fn what_can_be_read_takes_the_place_of_the_damaged_newsroom_which_is_set_aside() {
    let room = damaged(|bytes| bytes[..4096].fill(0));
    let before = fs::read(&room.path).unwrap();
    let repaired = Newsroom::salvage(&room.path, IN_AN_HOUR, &mut on).unwrap().unwrap();
    assert!(repaired.aside.ends_with("desk (before 2026-11-23 18.20.02 UTC).redaksi"), "{}", repaired.aside);
    assert!(fs::read(&repaired.aside).unwrap() == before);
    let newsroom = Newsroom::open(&room.path).unwrap();
    assert_eq!(newsroom.verify().unwrap().faults, []);
    for id in &room.ids {
        assert!(newsroom.open_story(id, NOW).is_ok(), "{id}");
    }
    assert_eq!(newsroom.info().unwrap().house, "kontan");
}

#[test]
fn a_backup_takes_the_place_of_the_damaged_newsroom_and_what_differs_is_named() {
    // The texts of the stories: page by page from the end there are some.
    let room = damaged(|bytes| {
        let text = bytes.windows(6).position(|window| window == b"Kedua\"").unwrap();
        bytes[text / 4096 * 4096..][..4096].fill(0);
    });
    assert_eq!(opening(&room.path).code, Code::NewsroomDamaged);
    let found = Newsroom::examine(&room.path, &mut on).unwrap().unwrap();
    let amiss = found.readable.unwrap().amiss;
    assert!(amiss.iter().any(|one| one.headline == "Kedua" && one.kind == AmissKind::Text), "{amiss:?}");

    let backup = PathBuf::from(&room.backup);
    let repaired = Newsroom::restore_backup(&room.path, &backup, NOW, &mut on).unwrap().unwrap();
    let different: Vec<_> = repaired.differences.iter().map(|one| (one.kind, one.headline.as_str())).collect();
    assert!(different.contains(&(DifferenceKind::Missing, "Ketiga")), "{different:?}");
    let newsroom = Newsroom::open(&room.path).unwrap();
    assert_eq!(newsroom.open_story(&room.ids[1], NOW).unwrap().body, paragraph("Kedua"));
    assert!(newsroom.open_story(&room.ids[2], NOW).is_err());
    // Once more, at the same second: nothing that was set aside is written over.
    drop(newsroom);
    let again = Newsroom::restore_backup(&room.path, &backup, NOW, &mut on).unwrap().unwrap();
    assert!(again.aside.ends_with("UTC) 2.redaksi") && again.differences.is_empty(), "{again:?}");
}

#[test]
fn a_newsroom_that_is_open_is_not_taken_away() {
    let desk = Desk::new();
    desk.story("A", "a");
    let backup = PathBuf::from(desk.newsroom.back_up(NOW, &mut on).unwrap().unwrap().path);
    let failure = Newsroom::restore_backup(desk.newsroom.path(), &backup, NOW, &mut on).unwrap_err();
    assert_eq!(failure.code, Code::NewsroomBusy);
    let failure = Newsroom::salvage(desk.newsroom.path(), NOW, &mut on).unwrap_err();
    assert_eq!(failure.code, Code::NewsroomBusy);
    let missing = Newsroom::restore_backup(desk.newsroom.path(), Path::new("tidak-ada"), NOW, &mut on).unwrap_err();
    assert_eq!((missing.code, missing.thing.as_str()), (Code::FileMissing, "tidak-ada"));
}
