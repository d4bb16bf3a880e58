//! Files of an export are placed and remembered many at a time: what happens to one of them meanwhile concerns it alone, and
//! what is remembered is there.

use crate::desk::{Desk, EDITOR, LATER, NOW, names_in, request};
use newsroom::{Code, Existing, ExportResult, ListQuery, Newsroom, Outcome, Sort};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    env, fs,
    io::{BufRead, BufReader},
    ops::ControlFlow,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};
use story::Stage;

/// Stories that are ready, by their ids.
fn ready(desk: &Desk, count: usize, text: &str) -> Vec<String> {
    let stories: Vec<String> = (0..count).map(|number| desk.story(&format!("BERITA-{number}"), text).id).collect();
    desk.newsroom.move_to(&stories, Stage::Ready, NOW, EDITOR).unwrap();
    stories
}

/// Exports to a folder as text; `meanwhile` happens when as many files are made as it is told.
fn export(desk: &Desk, ids: &[String], folder: &Path, mut meanwhile: impl FnMut(u32)) -> ExportResult {
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let request = request(&ids, &["txt"], folder, Existing::Ask);
    let result = desk.newsroom.export(&request, LATER, EDITOR, &mut |progress| {
        meanwhile(progress.done);
        ControlFlow::Continue(())
    });
    result.unwrap()
}

/// Whether a story is remembered as exported, and was moved on.
fn is_remembered(desk: &Desk, id: &str) -> bool {
    let story = desk.newsroom.open_story(id, LATER).unwrap();
    assert_eq!(story.stage == Stage::Exported, !story.exports.is_empty(), "{id}");
    !story.exports.is_empty()
}

#[test]
fn a_name_that_somebody_takes_meanwhile_stays_theirs_and_only_that_file_is_not_out() {
    let desk = Desk::new();
    let ids = ready(&desk, 100, "Teks.");
    let taken = desk.out().join("berita-90.txt");
    let result = export(&desk, &ids, &desk.out(), |done| {
        if done == 95 {
            fs::write(&taken, "punya orang lain").unwrap();
        }
    });
    assert_eq!(fs::read_to_string(&taken).unwrap(), "punya orang lain");
    for (number, (file, id)) in result.files.iter().zip(&ids).enumerate() {
        let expected = if number == 90 { Outcome::Exists } else { Outcome::Written };
        assert_eq!((file.outcome, &file.failure), (expected, &None), "{number}");
        assert_eq!(is_remembered(&desk, id), number != 90, "{number}");
    }
    assert_eq!(desk.placed().len(), 100, "a temporary file is left");
}

#[test]
fn a_folder_that_goes_away_meanwhile_is_said_of_the_files_that_were_not_out() {
    let desk = Desk::new();
    let ids = ready(&desk, 100, "Teks.");
    let result = export(&desk, &ids, &desk.out(), |done| {
        if done == 90 {
            while desk.newsroom.open_story(&ids[0], LATER).unwrap().stage == Stage::Ready {
                thread::sleep(Duration::from_millis(1));
            }
            fs::remove_dir_all(desk.out()).unwrap();
        }
    });
    for (number, (file, id)) in result.files.iter().zip(&ids).enumerate() {
        let was_waiting = (64..90).contains(&number);
        let (outcome, code) = match was_waiting {
            true => (Outcome::Refused, Some(Code::FolderMissing)),
            false => (Outcome::Written, None),
        };
        assert_eq!((file.outcome, file.failure.as_ref().map(|failure| failure.code)), (outcome, code), "{number}");
        assert_eq!(is_remembered(&desk, id), !was_waiting, "{number}");
    }
    assert_eq!(desk.placed().len(), 10, "what came after it has a folder again");
}

#[test]
fn a_disk_that_fills_up_has_whole_files_and_only_those_are_remembered() {
    let desk = Desk::new();
    let disk = desk.folder.path().join("penuh");
    fs::create_dir(&disk).unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=400k", "tmpfs"]).arg(&disk).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        println!("skipped: this user cannot mount a small disk");
        return;
    }
    let ids = ready(&desk, 150, &"Kata demi kata. ".repeat(200));
    let result = export(&desk, &ids, &disk, |_| {});
    let whole: BTreeSet<String> = names_in(&disk)
        .into_iter()
        .filter(|name| fs::read_to_string(disk.join(name)).unwrap().trim_end().ends_with("Kata demi kata."))
        .collect();
    let there = names_in(&disk).len();
    Command::new("umount").arg(&disk).status().unwrap();
    assert_eq!(whole.len(), there, "half a file was left");
    assert!(there > 64 && there < 150, "{there} files");
    for (number, (file, id)) in result.files.iter().zip(&ids).enumerate() {
        let out = whole.contains(&format!("berita-{number}.txt"));
        assert_eq!(file.outcome, if out { Outcome::Written } else { Outcome::Refused }, "{number}");
        assert_eq!(file.failure.as_ref().map(|failure| failure.code), (!out).then_some(Code::DiskFull), "{number}");
        assert_eq!(is_remembered(&desk, id), out, "{number}");
    }
}

const PATH: &str = "REDAKSI_TEST_KILLED_EXPORT";
const OUT: &str = "REDAKSI_TEST_KILLED_EXPORT_OUT";
/// How often an export is killed, at least.
const KILLS: u64 = 12;
/// How much longer than the last each lives.
const STEP: Duration = Duration::from_millis(9);
/// An export that has settled nothing after this long is broken.
const LONGEST: Duration = Duration::from_secs(20);

#[test]
fn of_an_export_that_is_killed_every_file_is_whole_and_what_is_remembered_is_there() {
    let desk = Desk::new();
    let ids = ready(&desk, 600, "Air surut sejak Kamis pagi.");
    let path = desk.newsroom.path().to_owned();
    let Desk { folder, newsroom } = desk;
    drop(newsroom);
    let mut remembered = 0;
    let mut life = Duration::ZERO;
    for kill in 0.. {
        // A slow disk needs longer to settle the first files: kills that meet nothing remembered would prove nothing.
        if kill >= KILLS && (remembered > 0 || life > LONGEST) {
            break;
        }
        let out = folder.path().join(format!("out-{kill}"));
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "settling::export_until_killed", "--ignored", "--nocapture"])
            .env(PATH, &path)
            .env(OUT, &out)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        assert!(said.any(|line| line.contains("begins")), "the export ended by itself");
        thread::sleep(life);
        child.kill().unwrap();
        child.wait().unwrap();
        let newsroom = Newsroom::open(&path).unwrap();
        for id in &ids {
            let exports = newsroom.open_story(id, LATER).unwrap().exports;
            for export in exports.iter().filter(|export| Path::new(&export.path).starts_with(&out)) {
                let bytes = fs::read(&export.path).unwrap_or_else(|error| panic!("{}: {error}", export.path));
                let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
                assert_eq!(sum, export.sha256, "{}", export.path);
                remembered += 1;
            }
        }
        for name in names_in(&out).into_iter().filter(|name| !name.starts_with(".redaksi-")) {
            let text = fs::read_to_string(out.join(&name)).unwrap();
            assert!(text.trim_end().ends_with("Kamis pagi."), "{name} is half a file: {text}");
        }
        assert_eq!(newsroom.verify().unwrap().faults, [], "kill {kill}");
        life = if kill < KILLS { life + STEP } else { life * 2 };
    }
    assert!(remembered > 0, "every export was killed before it came to anything");
}

/// The export. Only a kill ends it before it is done.
#[test]
#[ignore = "is run by of_an_export_that_is_killed_every_file_is_whole_and_what_is_remembered_is_there"]
fn export_until_killed() {
    let path = env::var_os(PATH).expect("started by another test");
    let out = env::var_os(OUT).expect("started by another test");
    let (path, out) = (Path::new(&path), Path::new(&out));
    let newsroom = Newsroom::open(path).unwrap();
    let query = ListQuery { stage: None, desk: None, sort: Sort::Oldest, offset: 0, limit: 600 };
    let listed = newsroom.list(&query).unwrap();
    let ids: Vec<&str> = listed.rows.iter().map(|row| row.id.as_str()).collect();
    let request = request(&ids, &["txt"], out, Existing::Replace);
    println!("begins");
    newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap();
}
