//! Two processes that save one story at once, as fast as they can: this test binary, started again.

use crate::{
    desk::{Desk, EDITOR, LATER, NOW, edit_of},
    merging::body,
};
use newsroom::{Kept, MergeRequest, Newsroom, StoryEdit, WrittenText};
use std::{
    collections::BTreeSet,
    env,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::Duration,
};
use story::Body;

/// In the child: the newsroom, the story, and which of the two it is.
const NEWSROOM: &str = "NEWSROOM_TEST_AT_ONCE";
const SAVES: usize = 1000;
/// Room for the other process between two saves. Without it, SQLite's lock is taken again before the other one has looked.
const PAUSE: Duration = Duration::from_millis(2);

#[test]
fn two_processes_that_save_one_story_on_and_on_lose_no_text() {
    let desk = Desk::new();
    let id = desk.story("XI", "x").id;
    let edit = edit_of(&desk.newsroom.open_story(&id, NOW).unwrap());
    desk.newsroom.save(&StoryEdit { body: body("ani\nbudi"), ..edit }, NOW, EDITOR).unwrap();
    let children: Vec<_> = ["ani", "budi"].iter().map(|who| start(desk.newsroom.path(), &id, who)).collect();
    let outputs: Vec<Output> = children.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
    for output in &outputs {
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    }

    let story = desk.newsroom.story(&id, NOW).unwrap().0;
    let text = story.body.text();
    let said = |who: &str| (1..=SAVES).fold(who.to_owned(), |line, at| format!("{line} {who}{at}"));
    assert_eq!(text, format!("{}\n{}", said("ani"), said("budi")));

    let versions = desk.newsroom.versions(&id).unwrap();
    let mut history: BTreeSet<String> =
        versions.iter().map(|row| desk.newsroom.version(row.version).unwrap().body).collect();
    history.insert(story.body.to_json());
    let mut beside = 0;
    for output in &outputs {
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            if let Some(text) = line.strip_prefix("beside ") {
                assert!(history.contains(text), "a text is not in the history: {text}");
                beside += 1;
            }
        }
    }
    assert!(beside > SAVES / 50, "the two hardly ever met: {beside}");
    println!("{beside} of {} saves were stale, {} versions", 2 * SAVES, versions.len());
    assert_eq!(desk.newsroom.verify().unwrap().faults, []);
}

fn start(newsroom: &Path, id: &str, who: &str) -> std::process::Child {
    Command::new(env::current_exe().unwrap())
        .args(["at_once::child_saves_on_and_on", "--exact", "--ignored", "--nocapture"])
        .env(NEWSROOM, format!("{}|{id}|{who}", newsroom.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
#[ignore = "the child of two_processes_that_save_one_story_on_and_on_lose_no_text"]
fn child_saves_on_and_on() {
    let given = env::var(NEWSROOM).expect("started by another test");
    let [path, id, who] = given.split('|').collect::<Vec<_>>()[..] else { panic!("{given}") };
    let newsroom = Newsroom::open(&PathBuf::from(path)).unwrap();
    let mut held = edit_of(&newsroom.open_story(id, NOW).unwrap());
    for at in 1..=SAVES {
        let base = WrittenText { fields: held.fields.clone(), body: held.body.clone() };
        held.body = written_on(&held.body, who, at);
        let mut mine = WrittenText { fields: held.fields.clone(), body: held.body.clone() };
        let mut kept = newsroom.save(&held, NOW, who).unwrap();
        // What a person does about a stale save without a conflict: one click on "Merge".
        while let Kept::KeptBeside { .. } = kept {
            println!("\nbeside {}", mine.body);
            let request = MergeRequest { id: id.to_owned(), base: base.clone(), mine };
            let merged = newsroom.merge_story(&request).unwrap();
            assert_eq!(merged.conflicts, []);
            held = StoryEdit {
                id: id.to_owned(),
                base: merged.revision,
                fields: merged.fields,
                body: merged.body,
                tracking: None,
            };
            mine = request.mine;
            kept = newsroom.save_merged(&held, None, LATER, who).unwrap();
        }
        let Kept::Kept { revision, .. } = kept else { panic!("{kept:?}") };
        held.base = revision;
        thread::sleep(PAUSE);
    }
}

/// One more word in the paragraph that begins with a name.
fn written_on(json: &str, who: &str, at: usize) -> String {
    let text = Body::from_json(json).unwrap().text();
    let line = |line: &str| if line.starts_with(who) { format!("{line} {who}{at}") } else { line.to_owned() };
    body(&text.lines().map(line).collect::<Vec<_>>().join("\n"))
}
