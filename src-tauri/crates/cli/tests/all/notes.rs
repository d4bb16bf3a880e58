//! Notes and suggestions as a script meets them.

use newsroom::{NewNote, Newsroom, StoryEdit};
use serde_json::Value;
use std::{fs, path::Path, process::Command};
use story::Body;

const AT: &str = "2026-11-25T04:00:00.000Z";

fn run(newsroom: &Path, arguments: &[&str]) -> String {
    let program = env!("CARGO_BIN_EXE_redaksi-cli");
    let output = Command::new(program).arg("--newsroom").arg(newsroom).args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn notes_are_listed_by_thread_and_the_original_text_is_exported_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redaksi");
    let newsroom = Newsroom::create(&path, "kontan", AT).unwrap();
    let open = newsroom.new_story(AT, "sari").unwrap();
    let text = |words: &str| Body::from_paragraphs([words]).to_json();
    let tracking = format!(
        r#"{{"suggesting":false,"base":{},"changes":[],"pending":[{{"author":"sari","count":2}}]}}"#,
        text("Air surut.")
    );
    let id = open.id.clone();
    let body = text("Air pasang.");
    let edit = StoryEdit { id: open.id, base: 1, fields: open.fields, body, tracking: Some(tracking) };
    newsroom.save(&edit, AT, "sari").unwrap();
    let note = |thread: Option<String>, words: &str| NewNote {
        story: id.clone(),
        quote: thread.is_none().then(|| "pasang".to_owned()),
        thread,
        words: words.to_owned(),
    };
    let first = newsroom.add_note(&note(None, "Sumber?"), AT, "budi").unwrap();
    newsroom.add_note(&note(Some(first.id.clone()), "BMKG."), AT, "sari").unwrap();

    let listed = run(&path, &["notes", &id]);
    let lines: Vec<&str> = listed.lines().map(str::trim).collect();
    assert_eq!(lines[0], format!("{}  {AT}  budi  at “pasang”  open", first.id));
    assert_eq!(&lines[1..], ["Sumber?", &format!("{AT}  sari: BMKG.")]);
    let notes: Vec<Value> =
        run(&path, &["notes", &id, "--json"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&notes[0]["words"], &notes[1]["thread"]), (&Value::from("Sumber?"), &Value::from(first.id)));

    let shown = run(&path, &["show", &id]);
    assert!(shown.contains("sari 2") && shown.contains("budi 1"), "{shown}");
    let out = folder.path().join("keluar");
    for (arguments, says) in [(&["--text", "original"][..], "Air surut."), (&["--force"][..], "Air pasang.")] {
        let export = ["export", &id, "--format", "txt", "--out", out.to_str().unwrap()];
        let file = run(&path, &[&export[..], arguments].concat());
        assert!(fs::read_to_string(file.trim()).unwrap().contains(says));
    }
}
