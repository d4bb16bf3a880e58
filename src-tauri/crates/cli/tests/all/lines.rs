//! `import --jsonl` as an archive meets it: large, stopped in the middle, begun again.

use newsroom::{Kept, ListQuery, Newsroom, Sort, StoryEdit};
use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::Duration,
};
use tempfile::TempDir;

const NOW: &str = "2026-11-23T17:20:01.123Z";

struct Archive {
    folder: TempDir,
}

impl Archive {
    fn new(stories: u32) -> Self {
        let archive = Self { folder: TempDir::new().unwrap() };
        let mut file = File::create(archive.file()).unwrap();
        for number in 0..stories {
            let text = format!("Berita nomor {number}.\\nPresiden tiba di Moskow pada hari Kamis.").repeat(3);
            let tags = format!("tag {}", number % 9);
            writeln!(file, r#"{{"slugline":"ARSIP/{number}","text":"{text}","tags":["Rusia","{tags}"]}}"#).unwrap();
        }
        archive.run("init", &[]);
        archive
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("arsip.jsonl")
    }

    fn newsroom(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, newsroom: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_redaksi-cli"));
        command.arg("--newsroom").arg(self.newsroom(newsroom)).args(arguments);
        command
    }

    fn run(&self, verb: &str, arguments: &[&str]) -> Output {
        self.command("desk.redaksi", &[&[verb], arguments].concat()).output().unwrap()
    }

    /// Every story of a newsroom: id and slugline.
    fn stories(&self, newsroom: &str) -> Vec<(String, String)> {
        let newsroom = Newsroom::open(&self.newsroom(newsroom)).unwrap();
        assert_eq!(newsroom.verify().unwrap().faults, []);
        let query = ListQuery { stage: None, desk: None, sort: Sort::Slugline, offset: 0, limit: 100_000 };
        newsroom.list(&query).unwrap().rows.into_iter().map(|row| (row.id, row.slugline)).collect()
    }
}

fn words(output: &[u8]) -> String {
    String::from_utf8(output.to_vec()).unwrap()
}

#[test]
fn an_import_that_is_killed_again_and_again_ends_with_exactly_the_same_stories() {
    const STORIES: u32 = 3_000;
    let archive = Archive::new(STORIES);
    let file = archive.file().display().to_string();
    let size = |path: &Path| fs::metadata(path).map_or(0, |metadata| metadata.len());
    let log = archive.newsroom("desk.redaksi-wal");
    let mut killed = 0;
    for _ in 0..5 {
        let (before, mut child) = (size(&log), archive.command("desk.redaksi", &["import", "--jsonl", &file]));
        let mut child = child.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Until it has written something; the moment after that is anyone's.
        while child.try_wait().unwrap().is_none() && size(&log) <= before {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_millis(37 * killed));
        child.kill().unwrap();
        killed += u64::from(child.wait().unwrap().code().is_none());
        archive.stories("desk.redaksi");
    }
    assert!(killed > 0, "none was killed in the middle");
    let partly = archive.stories("desk.redaksi").len();
    let output = archive.run("import", &["--jsonl", &file, "--json"]);
    assert!(output.status.success(), "{}", words(&output.stderr));
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((summary["known"].as_u64(), summary["refused"].as_u64()), (Some(partly as u64), Some(0)));
    assert_eq!(summary["added"].as_u64().unwrap() + partly as u64, u64::from(STORIES));

    archive.command("whole.redaksi", &["init"]).output().unwrap();
    let whole = archive.command("whole.redaksi", &["import", "--jsonl", &file]).output().unwrap();
    assert_eq!(words(&whole.stdout), "3,000 added, 0 there already, 0 refused\n");
    assert_eq!(words(&whole.stderr), "", "it draws nothing where there is no terminal");
    assert_eq!(archive.stories("desk.redaksi"), archive.stories("whole.redaksi"));
}

#[test]
fn an_editor_saves_while_an_archive_comes_in() {
    let archive = Archive::new(1_500);
    let file = archive.file().display().to_string();
    let newsroom = Newsroom::open(&archive.newsroom("desk.redaksi")).unwrap();
    let open = newsroom.new_story(NOW, "ani").unwrap();
    let mut edit = StoryEdit { id: open.id, base: open.revision, fields: open.fields, body: open.body, tracking: None };
    let mut child =
        archive.command("desk.redaksi", &["import", "--jsonl", &file]).stdout(Stdio::null()).spawn().unwrap();
    let mut saves = 0;
    while child.try_wait().unwrap().is_none() {
        saves += 1;
        edit.fields.headline = format!("Simpanan {saves}");
        let Kept::Kept { revision, .. } = newsroom.save(&edit, NOW, "ani").unwrap() else {
            unreachable!("nobody else writes this story")
        };
        edit.base = revision;
        thread::sleep(Duration::from_millis(20));
    }
    assert!(child.wait().unwrap().success() && saves > 0);
    assert_eq!(newsroom.story(&edit.id, NOW).unwrap().0.fields.headline, format!("Simpanan {saves}"));
    drop(newsroom);
    assert_eq!(archive.stories("desk.redaksi").len(), 1_501);
}

#[test]
fn lines_come_from_standard_input_and_those_that_are_no_stories_are_named() {
    let archive = Archive::new(0);
    let mut child = archive
        .command("desk.redaksi", &["import", "--jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = "{\"text\":\"Satu.\",\"penulis\":\"Sari\"}\n{\"text\":5}\n{\"text\":\"Dua.\"}\n";
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(words(&output.stdout), "2 added, 0 there already, 1 refused\n");
    let said = words(&output.stderr);
    assert!(said.contains("redaksi-cli: -:2: \u{201c}text\u{201d} cannot hold that"), "{said}");
    assert!(said.contains("\u{201c}penulis\u{201d}; left out of 1 story, the first at line 1"), "{said}");
    assert_eq!(archive.stories("desk.redaksi").len(), 2);
}

#[test]
fn a_file_that_is_not_there_does_not_keep_out_the_others() {
    let archive = Archive::new(3);
    let output = archive.run("import", &["--jsonl", "tidak-ada.jsonl", &archive.file().display().to_string()]);
    assert_eq!(
        (output.status.code(), words(&output.stdout).as_str()),
        (Some(1), "3 added, 0 there already, 0 refused\n")
    );
    assert!(words(&output.stderr).contains("tidak-ada.jsonl"), "{}", words(&output.stderr));
}
