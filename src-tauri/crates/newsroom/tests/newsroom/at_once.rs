//! Two processes that save one story at once, as fast as they can: this test binary, started again.
//!
//! Someone who writes alone leaves a version every five minutes. From the moment on when two have come upon each other's
//! saves, every text of both is kept, whoever writes over it: so they greet each other first.

use crate::{
    desk::{Desk, EDITOR, NOW, edit_of},
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
/// How often each of the two writes when it is its turn, before they write at once: until both have come upon the other.
const GREETINGS: usize = 2;
/// Room for the other process between two saves. Without it, SQLite's lock is taken again before the other one has looked.
const PAUSE: Duration = Duration::from_millis(2);

#[test]
fn of_two_processes_that_save_one_story_on_and_on_every_text_is_in_the_history() {
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
    let said = |who: &str| (1..=GREETINGS + SAVES).fold(who.to_owned(), |line, at| format!("{line} {who}{at}"));
    assert_eq!(text, format!("{}\n{}", said("ani"), said("budi")));

    let versions = desk.newsroom.versions(&id).unwrap();
    let mut history: BTreeSet<String> =
        versions.iter().map(|row| desk.newsroom.version(row.version).unwrap().body).collect();
    history.insert(story.body.to_json());
    let mut beside = 0;
    for output in &outputs {
        let out = String::from_utf8_lossy(&output.stdout);
        // Each of its texts as it sent it, and what it made of those that were stale.
        let texts: Vec<_> =
            out.lines().filter_map(|line| line.split_once("sent ").or(line.split_once("merged "))).collect();
        assert!(texts.len() >= GREETINGS + SAVES);
        beside += texts.len() - GREETINGS - SAVES;
        for (_, text) in texts {
            assert!(history.contains(text), "a text is not in the history: {text}");
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
#[ignore = "the child of of_two_processes_that_save_one_story_on_and_on_every_text_is_in_the_history"]
fn child_saves_on_and_on() {
    let given = env::var(NEWSROOM).expect("started by another test");
    let [path, id, who] = given.split('|').collect::<Vec<_>>()[..] else { panic!("{given}") };
    let newsroom = Newsroom::open(&PathBuf::from(path)).unwrap();
    let mut held = edit_of(&newsroom.open_story(id, NOW).unwrap());
    let other = if who == "ani" { "budi" } else { "ani" };
    for at in 1..=GREETINGS + SAVES {
        let turn = if who == "ani" { at - 1 } else { at };
        if at <= GREETINGS && turn > 0 {
            held = wait_for(&newsroom, id, &format!("{other}{turn}"));
        }
        let base = WrittenText { fields: held.fields.clone(), body: held.body.clone() };
        held.body = written_on(&held.body, who, at);
        let mut mine = WrittenText { fields: held.fields.clone(), body: held.body.clone() };
        println!("\nsent {}", held.body);
        let mut kept = newsroom.save(&held, NOW, who).unwrap();
        // What a person does about a stale save without a conflict: one click on "Merge".
        while let Kept::KeptBeside { .. } = kept {
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
            println!("\nmerged {}", held.body);
            kept = newsroom.save_merged(&held, None, NOW, who).unwrap();
        }
        let Kept::Kept { revision, .. } = kept else { panic!("{kept:?}") };
        held.base = revision;
        thread::sleep(PAUSE);
    }
}

/// The story once the other one has written a word.
fn wait_for(newsroom: &Newsroom, id: &str, word: &str) -> StoryEdit {
    loop {
        let edit = edit_of(&newsroom.open_story(id, NOW).unwrap());
        if edit.body.contains(word) {
            return edit;
        }
        thread::sleep(PAUSE);
    }
}

/// One more word in the paragraph that begins with a name.
fn written_on(json: &str, who: &str, at: usize) -> String {
    let text = Body::from_json(json).unwrap().text();
    let line = |line: &str| if line.starts_with(who) { format!("{line} {who}{at}") } else { line.to_owned() };
    body(&text.lines().map(line).collect::<Vec<_>>().join("\n"))
}
