//! Versions on the command line, as a script meets them.

#![expect(clippy::unwrap_used, reason = "a test says what it expects")]

use serde_json::Value;
use std::{
    fs,
    process::{Command, Output},
};
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
    id: String,
}

impl Desk {
    /// A newsroom with one story that was imported.
    fn new() -> Self {
        let mut desk = Self { folder: TempDir::new().unwrap(), id: String::new() };
        desk.done(&["init"]);
        let copy = desk.folder.path().join("naskah.txt");
        #[expect(clippy::disallowed_methods, reason = "a test makes its own input")]
        fs::write(&copy, "Xi tiba di Moskow.\nPutin menyambutnya di bandara.\n").unwrap();
        let story: Value =
            serde_json::from_str(&desk.done(&["import", &copy.display().to_string(), "--json"])).unwrap();
        desk.id = story["id"].as_str().unwrap().to_owned();
        desk
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let newsroom = self.folder.path().join("desk.redaksi");
        Command::new(env!("CARGO_BIN_EXE_redaksi-cli"))
            .arg("--newsroom")
            .arg(newsroom)
            .args(arguments)
            .output()
            .unwrap()
    }

    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn refused(&self, arguments: &[&str], status: i32) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
        String::from_utf8(output.stderr).unwrap()
    }

    fn reasons(&self) -> Vec<String> {
        let rows = self.done(&["versions", &self.id, "--json"]);
        let rows = rows.lines().map(|row| serde_json::from_str::<Value>(row).unwrap());
        rows.map(|row| row["reason"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn a_story_is_kept_compared_and_restored() {
    let desk = Desk::new();
    let id = desk.id.as_str();
    desk.done(&["set", id, "headline=Xi kepada Putin", "tags=Rusia"]);
    assert_eq!(desk.done(&["keep", id, "Sebelum rapat"]), "2\n");
    desk.done(&["set", id, "headline=Xi kepada Presiden Putin"]);
    assert_eq!(
        desk.done(&["diff", id, "2", "now"]),
        "version 2 -> now: +0 -0 words\nheadline: Xi kepada {+Presiden +}Putin\n"
    );
    let listed = desk.done(&["versions", id]);
    assert!(listed.lines().next().unwrap().ends_with("noted  8 words (+0 -0)  Sebelum rapat"), "{listed}");
    assert!(listed.lines().last().unwrap().ends_with("imported  8 words (+8 -0)  naskah.txt"), "{listed}");

    assert_eq!(desk.done(&["restore", id, "2", "--field", "headline"]), format!("{id} revision 4\n"));
    assert_eq!(desk.done(&["diff", id, "2", "now"]), "version 2 -> now: +0 -0 words\n");
    desk.done(&["restore", id, "1"]);
    assert_eq!(desk.done(&["diff", id, "now", "1"]), "now -> version 1: +0 -0 words\n");
    assert_eq!(desk.reasons(), ["restored", "restored", "noted", "imported"]);
    desk.done(&["verify"]);
}

#[test]
fn a_paragraph_comes_back_alone_and_json_has_the_whole_comparison() {
    let desk = Desk::new();
    let id = desk.id.as_str();
    desk.done(&["restore", id, "1", "--paragraph", "2"]);
    assert_eq!(desk.reasons(), ["imported"], "nothing changed, so nothing was kept");
    let diff: Value = serde_json::from_str(&desk.done(&["diff", id, "1", "now", "--json"])).unwrap();
    assert_eq!((&diff["from"], &diff["to"]), (&Value::from(1), &Value::Null));
    assert_eq!(diff["blocks"][1]["parts"][0]["text"], "Putin menyambutnya di bandara.");
}

#[test]
fn what_is_not_there_is_named() {
    let desk = Desk::new();
    let id = desk.id.as_str();
    assert!(desk.refused(&["diff", id, "7", "now"], 1).contains('7'));
    assert!(desk.refused(&["restore", id, "1", "--field", "headlin"], 1).contains("headline"));
    assert!(desk.refused(&["restore", id, "1", "--paragraph", "9"], 1).contains("2 paragraphs"));
    assert!(desk.refused(&["versions", "tidak-ada"], 1).contains("no story of this id"));
    assert!(desk.refused(&["keep", "tidak-ada", "x"], 1).contains("no story of this id"));
    desk.refused(&["diff", id, "kemarin", "now"], 2);
    desk.refused(&["restore", id, "1", "--field", "headline", "--paragraph", "1"], 2);
}
