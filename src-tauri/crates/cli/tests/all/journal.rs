//! `journal` and `undo` as a person and a script meet them.

use newsroom::Newsroom;
use serde_json::Value;
use std::{
    io::{BufRead, BufReader},
    process::{Command, Output, Stdio},
};
use story::Stage;
use tempfile::TempDir;

const NOW: &str = "2026-11-23T17:20:01.123Z";

struct Desk {
    folder: TempDir,
    newsroom: Newsroom,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let newsroom = Newsroom::create(&folder.path().join("desk.redaksi"), "kontan", NOW).unwrap();
        Self { folder, newsroom }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_redaksi-cli"));
        command.arg("--newsroom").arg(self.folder.path().join("desk.redaksi")).args(arguments).env("USER", "sari");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn rows(&self, arguments: &[&str]) -> Vec<Value> {
        self.done(&[&["journal", "--json"], arguments].concat())
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

#[test]
fn every_change_is_a_line_that_says_what_became_of_what() {
    let desk = Desk::new();
    let id = desk.newsroom.new_story(NOW, "ani").unwrap().id;
    desk.done(&["set", &id, "headline=Xi kepada Putin", "tags=Rusia", "stage=ready"]);
    let lines: Vec<String> = desk.done(&["journal"]).lines().map(str::to_owned).collect();
    assert!(lines[0].contains("desks  desks: [] → [\""), "{lines:?}");
    assert!(lines[1].ends_with("ani  created  Xi kepada Putin  stage: draft"), "{lines:?}");
    assert!(
        lines[2].contains("sari  saved  Xi kepada Putin  headline: \"\" → \"Xi kepada Putin\"; tags: [] → [\"Rusia\"]")
    );
    assert!(
        lines[3].trim().starts_with("4  ") && lines[3].ends_with("moved  Xi kepada Putin  stage: draft → ready"),
        "{lines:?}"
    );
    assert_eq!(lines.len(), 4);
    let kinds = |rows: Vec<Value>| rows.iter().map(|row| row["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(kinds(desk.rows(&["--story", &id, "--limit", "2"])), ["saved", "moved"]);
    assert_eq!(kinds(desk.rows(&["--after", "1", "--limit", "2"])), ["created", "saved"]);
    assert_eq!(kinds(desk.rows(&["--story", &id, "--after", "3"])), ["moved"]);
    assert_eq!(desk.rows(&["--after", "3"])[0]["name"], "Xi kepada Putin");
    let output = desk.run(&["journal", "--story", "tidak-ada"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no story of this id"));
}

#[test]
fn undo_goes_back_step_by_step_or_to_a_row_and_says_what_stays() {
    let desk = Desk::new();
    let id = desk.newsroom.new_story(NOW, "ani").unwrap().id;
    desk.done(&["set", &id, "headline=Xi kepada Putin", "stage=ready"]);
    assert_eq!(desk.done(&["undo"]), "4 (moved) undone in 1 story; 'undo 5' does it again\n");
    let said = desk.done(&["undo"]);
    assert!(said.starts_with("3 (saved) undone in 1 story; 'undo 6' does it again\n"), "{said}");
    assert!(said.contains("the text is not touched"), "{said}");
    let (story, _) = desk.newsroom.story(&id, NOW).unwrap();
    assert_eq!((story.fields.headline.as_str(), story.stage), ("", Stage::Draft));
    desk.done(&["undo", "6"]);
    assert_eq!(desk.newsroom.story(&id, NOW).unwrap().0.fields.headline, "Xi kepada Putin");
    // Changed again by someone else: it stays, and is named.
    desk.newsroom.set(&id, &[("headline".into(), "Lain".into())], NOW, "budi").unwrap();
    let undone: Value = serde_json::from_str(&desk.done(&["undo", "3", "--json"])).unwrap();
    assert_eq!((&undone["seq"], &undone["left"][0]["name"]), (&Value::Null, &Value::from("headline")));
    let output = desk.run(&["undo", "2"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("spike it instead"));
}

#[test]
fn a_journal_that_is_followed_shows_what_another_program_does() {
    let desk = Desk::new();
    let mut child =
        desk.command(&["journal", "--follow", "--json", "--limit", "1"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut next = || serde_json::from_str::<Value>(&lines.next().unwrap().unwrap()).unwrap();
    assert_eq!(next()["kind"], "desks");
    let id = desk.newsroom.new_story(NOW, "ani").unwrap().id;
    assert_eq!(next()["kind"], "created");
    desk.newsroom.move_to(std::slice::from_ref(&id), Stage::Review, NOW, "ani").unwrap();
    let moved = next();
    assert_eq!((&moved["kind"], &moved["story"]), (&Value::from("moved"), &Value::from(id)));
    child.kill().unwrap();
    child.wait().unwrap();
}
