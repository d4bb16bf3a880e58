//! `replace` as a script meets it: what would be done, line by line, and then done and undone.

use newsroom::{Newsroom, StoryEdit};
use serde_json::Value;
use std::process::{Command, Output};
use story::Body;
use tempfile::TempDir;

const NOW: &str = "2026-11-23T17:20:01.123Z";

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let newsroom = Newsroom::create(&folder.path().join("desk.redaksi"), "kontan", NOW).unwrap();
        for (slugline, text) in [("RUSIA/GAS", "Gas Rusia mengalir, 8/5/2025."), ("BERAS", "Harga beras.")] {
            let open = newsroom.new_story(NOW, "sari").unwrap();
            let mut fields = open.fields;
            fields.slugline = slugline.to_owned();
            let body = Body::from_paragraphs([text]).to_json();
            newsroom.save(&StoryEdit { id: open.id, base: 1, fields, body, tracking: None }, NOW, "sari").unwrap();
        }
        Self { folder }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_redaksi-cli"));
        let file = self.folder.path().join("desk.redaksi");
        command.arg("--newsroom").arg(file).args(arguments).env("USER", "sari").output().unwrap()
    }

    fn lines(&self, arguments: &[&str]) -> Vec<Value> {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

#[test]
fn a_replacement_is_shown_done_and_undone() {
    let desk = Desk::new();
    let asked = ["replace", "--search", "gas", "--find", "rusia", "--with", "Federasi Rusia", "--word"];
    let shown = desk.lines(&asked);
    assert_eq!(shown.len(), 2);
    assert_eq!(
        (&shown[0]["place"]["type"], &shown[0]["found"], &shown[0]["before"]),
        (&"line".into(), &"Rusia".into(), &"Gas ".into())
    );
    assert_eq!((&shown[1]["place"]["name"], &shown[1]["with"]), (&"slugline".into(), &"Federasi Rusia".into()));
    assert_eq!(desk.lines(&["list", "--json"])[0]["revision"], 2, "nothing was done");

    let done = desk.lines(&[&asked[..], &["--apply"]].concat());
    assert_eq!((&done[2]["stories"], &done[2]["matches"]), (&1.into(), &2.into()));
    assert_eq!(desk.lines(&["search", "federasi", "--json"])[0]["slugline"], "Federasi Rusia/GAS");
    desk.lines(&["undo", "--json"]);
    assert_eq!(desk.lines(&["search", "federasi", "--json"]), [Value::Null; 0]);
}

#[test]
fn groups_are_put_in_and_a_pattern_that_is_none_is_named() {
    let desk = Desk::new();
    let find = ["replace", "--search", "gas", "--regex", "--find", r"(\d)/(\d)/(\d{4})", "--with"];
    assert_eq!(desk.lines(&[&find[..], &["$3-0$2-0$1"]].concat())[0]["with"], "2025-05-08");
    let output = desk.run(&["replace", "--search", "gas", "--regex", "--find", "("]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("unclosed group"));
}

#[test]
fn a_text_with_suggestions_is_shown_as_held_stays_and_is_named() {
    let desk = Desk::new();
    let newsroom = Newsroom::open(&desk.folder.path().join("desk.redaksi")).unwrap();
    let open = newsroom.new_story(NOW, "sari").unwrap();
    let [before, after] = ["Gas Rusia.", "Gas Rusia!"].map(|text| Body::from_paragraphs([text]).to_json());
    let span = r#"[{"length":1,"author":"sari","at":"2026-11-23T17:20:01.123Z"}]"#;
    let change = format!(r#"{{"fromA":10,"toA":11,"fromB":10,"toB":11,"deleted":{span},"inserted":{span}}}"#);
    let pending = r#"[{"author":"sari","count":1}]"#;
    let tracking = format!(r#"{{"suggesting":true,"base":{before},"changes":[{change}],"pending":{pending}}}"#);
    let mut fields = open.fields;
    fields.slugline = "GAS/RUSIA".to_owned();
    let edit = StoryEdit { id: open.id, base: 1, fields, body: after, tracking: Some(tracking) };
    newsroom.save(&edit, NOW, "sari").unwrap();
    drop(newsroom);

    let asked = ["replace", "--search", "gas", "--find", "rusia", "--with", "RF", "--word"];
    let held: Vec<_> = desk.lines(&asked).iter().map(|line| (line["name"].clone(), line["held"].clone())).collect();
    assert!(held.contains(&("GAS/RUSIA".into(), true.into())) && held.contains(&("GAS/RUSIA".into(), false.into())));
    assert!(held.contains(&("RUSIA/GAS".into(), false.into())));
    let output = desk.run(&[&asked[..], &["--apply"]].concat());
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("GAS/RUSIA") && said.contains("its text was left as it is"), "{said}");
    let stories = desk.lines(&["list", "--json"]);
    let sluglines: Vec<_> = stories.iter().map(|story| story["slugline"].as_str().unwrap()).collect();
    assert!(sluglines.contains(&"GAS/RF") && sluglines.contains(&"RF/GAS"), "{sluglines:?}");
}
