//! Versions on the command line, as a script meets them.

use crate::desk::Desk;
use serde_json::Value;
use std::ops::Deref;

/// A desk with one story that was imported.
struct Room {
    desk: Desk,
    id: String,
}

impl Deref for Room {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl Room {
    fn new() -> Self {
        let desk = Desk::new();
        let copy = desk.write("naskah.txt", "Xi tiba di Moskow.\nPutin menyambutnya di bandara.\n");
        let id = desk.import(&copy)["id"].as_str().unwrap().to_owned();
        Self { desk, id }
    }

    fn reasons(&self) -> Vec<String> {
        let rows = self.done(&["versions", &self.id, "--json"]);
        let rows = rows.lines().map(|row| serde_json::from_str::<Value>(row).unwrap());
        rows.map(|row| row["reason"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn a_story_is_kept_compared_and_restored() {
    let desk = Room::new();
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
    let desk = Room::new();
    let id = desk.id.as_str();
    desk.done(&["restore", id, "1", "--paragraph", "2"]);
    assert_eq!(desk.reasons(), ["imported"], "nothing changed, so nothing was kept");
    let diff: Value = serde_json::from_str(&desk.done(&["diff", id, "1", "now", "--json"])).unwrap();
    assert_eq!((&diff["from"], &diff["to"]), (&Value::from(1), &Value::Null));
    assert_eq!(diff["blocks"][1]["parts"][0]["text"], "Putin menyambutnya di bandara.");
}

#[test]
fn what_is_not_there_is_named() {
    let desk = Room::new();
    let id = desk.id.as_str();
    assert!(desk.stopped(1, &["diff", id, "7", "now"]).contains('7'));
    assert!(desk.stopped(1, &["restore", id, "1", "--field", "headlin"]).contains("headline"));
    assert!(desk.stopped(1, &["restore", id, "1", "--paragraph", "9"]).contains("2 paragraphs"));
    assert!(desk.stopped(1, &["versions", "tidak-ada"]).contains("no story of this id"));
    assert!(desk.stopped(1, &["keep", "tidak-ada", "x"]).contains("no story of this id"));
    desk.stopped(2, &["diff", id, "kemarin", "now"]);
    desk.stopped(2, &["restore", id, "1", "--field", "headline", "--paragraph", "1"]);
}
