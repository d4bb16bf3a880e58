//! A story that leaves for another newsroom in a hand-over file, is changed here and there, and comes back.

use crate::{
    desk::{Desk, EDITOR, LATER, NOW, PNG, edit_of, request},
    merging::body,
};
use newsroom::{Code, Existing, Newsroom, Outcome, StoryEdit, WrittenText};
use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};
use story::{FindingCode, Stage};

const BASE: &str = "Xi tiba di Moskow.\nKedua pemimpin bertemu.\nHarga minyak naik.";

/// A newsroom with a story in it, and another that has it from a hand-over file.
struct Two {
    here: Desk,
    there: Desk,
    id: String,
}

impl Two {
    fn new() -> Self {
        let (here, there) = (Desk::new(), Desk::new());
        let id = here.story("XI", "x").id;
        let two = Self { here, there, id };
        two.write(&two.here.newsroom, BASE);
        assert_eq!(two.bring(&two.hand(&two.here), &two.there), []);
        two
    }

    /// A hand-over file of the story as it is at a desk.
    fn hand(&self, desk: &Desk) -> PathBuf {
        let request = request(&[&self.id], &["story"], &desk.out(), Existing::Beside);
        let result = desk.newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!((result.files[0].outcome, &result.files[0].failure), (Outcome::Written, &None));
        PathBuf::from(&result.files[0].path)
    }

    fn bring(&self, file: &Path, desk: &Desk) -> Vec<FindingCode> {
        let (_, findings) = desk.newsroom.import(file, None, LATER, EDITOR).unwrap();
        findings.into_iter().map(|finding| finding.code).collect()
    }

    fn write(&self, newsroom: &Newsroom, lines: &str) {
        let edit = edit_of(&newsroom.open_story(&self.id, NOW).unwrap());
        newsroom.save(&StoryEdit { body: body(lines), ..edit }, NOW, EDITOR).unwrap();
    }

    #[track_caller]
    fn says(&self, desk: &Desk, lines: &str) {
        assert_eq!(desk.newsroom.open_story(&self.id, NOW).unwrap().body, body(lines));
        assert_eq!(desk.newsroom.verify().unwrap().faults, []);
    }

    /// Every text that a desk has of the story.
    fn history(&self, desk: &Desk) -> Vec<String> {
        let versions = desk.newsroom.versions(&self.id).unwrap();
        versions.iter().map(|row| desk.newsroom.version(row.version).unwrap().body).collect()
    }
}

#[test]
fn a_story_arrives_whole_in_another_newsroom() {
    let desk = Desk::new();
    let mut edit = edit_of(&desk.story("XI", "x"));
    let src = desk.newsroom.add_picture(&desk.file("xi.png", PNG)).unwrap().src;
    edit.fields.note = "Cek\u{0} angka".to_owned();
    edit.fields.tags = vec!["Rusia".to_owned()];
    edit.fields.embargo = Some("2030-01-01T00:00:00Z".to_owned());
    edit.body = format!(
        r#"{{"type":"doc","content":[{{"type":"image","attrs":{{"src":"{src}","alt":"","credit":"ANTARA"}}}},{{"type":"relatedLink","attrs":{{"title":"Lain","storyId":null,"url":null}}}}]}}"#
    );
    desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    desk.newsroom.move_to(std::slice::from_ref(&edit.id), Stage::Ready, NOW, EDITOR).unwrap();
    let left = desk.newsroom.story(&edit.id, NOW).unwrap().0;

    let result = desk.export(&[&edit.id], &["story"], Existing::Ask);
    assert_eq!(desk.placed(), ["xi.redaksi-story"], "an embargo holds nobody back who works on it");
    assert_eq!(desk.newsroom.story(&edit.id, NOW).unwrap().0.stage, Stage::Ready, "it has not left the newsrooms");
    let other = Desk::new();
    let (arrived, findings) = other.newsroom.import(result.files[0].path.as_ref(), None, LATER, EDITOR).unwrap();
    assert_eq!((&arrived, findings.len()), (&left, 0));
    assert_eq!(other.newsroom.story(&edit.id, NOW).unwrap().0, left);
    assert_eq!(other.newsroom.picture(&src).unwrap().bytes, PNG);
    assert_eq!(other.newsroom.verify().unwrap().faults, []);
}

#[test]
fn a_story_that_nobody_changed_here_takes_what_was_changed_there() {
    let two = Two::new();
    let changed = BASE.replace("naik", "turun");
    two.write(&two.there.newsroom, &changed);
    assert_eq!(two.bring(&two.hand(&two.there), &two.here), [FindingCode::HandOverTaken]);
    two.says(&two.here, &changed);
    assert!(two.history(&two.here).contains(&body(BASE)));
    // And on it goes, in both directions.
    let again = changed.replace("tiba", "mendarat");
    two.write(&two.here.newsroom, &again);
    assert_eq!(two.bring(&two.hand(&two.here), &two.there), [FindingCode::HandOverTaken]);
    two.says(&two.there, &again);
}

#[test]
fn changes_of_both_sides_are_merged() {
    let two = Two::new();
    two.write(&two.here.newsroom, &BASE.replace("tiba", "mendarat"));
    two.write(&two.there.newsroom, &BASE.replace("naik", "turun"));
    assert_eq!(two.bring(&two.hand(&two.there), &two.here), [FindingCode::HandOverMerged]);
    two.says(&two.here, &BASE.replace("tiba", "mendarat").replace("naik", "turun"));
    let history = two.history(&two.here);
    assert!(history.contains(&body(&BASE.replace("tiba", "mendarat"))), "mine");
    assert!(history.contains(&body(&BASE.replace("naik", "turun"))), "theirs");
}

#[test]
fn the_same_file_again_brings_nothing_and_an_older_one_takes_nothing_back() {
    let two = Two::new();
    let first = two.hand(&two.there);
    assert_eq!(two.bring(&first, &two.here), [FindingCode::HandOverKnown]);
    two.write(&two.there.newsroom, &BASE.replace("naik", "turun"));
    let second = two.hand(&two.there);
    assert_eq!(two.bring(&second, &two.here), [FindingCode::HandOverTaken]);
    two.write(&two.here.newsroom, &BASE.replace("naik", "turun tajam"));
    for file in [&first, &second] {
        assert_eq!(two.bring(file, &two.here), [FindingCode::HandOverKnown]);
        two.says(&two.here, &BASE.replace("naik", "turun tajam"));
    }
}

#[test]
fn a_hand_over_that_never_arrived_is_made_up_for_by_the_next() {
    let two = Two::new();
    two.write(&two.here.newsroom, &BASE.replace("naik", "turun"));
    two.hand(&two.here);
    two.write(&two.here.newsroom, &BASE.replace("naik", "turun").replace("bertemu", "berunding"));
    two.write(&two.there.newsroom, &BASE.replace("tiba", "mendarat"));
    assert_eq!(two.bring(&two.hand(&two.here), &two.there), [FindingCode::HandOverMerged]);
    two.says(&two.there, &BASE.replace("naik", "turun").replace("bertemu", "berunding").replace("tiba", "mendarat"));
}

#[test]
fn a_conflict_changes_nothing_and_waits_for_someone_to_choose() {
    let two = Two::new();
    let (mine, theirs) = (BASE.replace("naik", "melonjak"), BASE.replace("naik", "turun").replace("tiba", "mendarat"));
    two.write(&two.here.newsroom, &mine);
    two.write(&two.there.newsroom, &theirs);
    assert_eq!(two.bring(&two.hand(&two.there), &two.here), [FindingCode::HandOverBeside]);
    two.says(&two.here, &mine);
    let newsroom = &two.here.newsroom;
    let open = newsroom.open_story(&two.id, LATER).unwrap();
    let [waiting] = &open.kept_beside[..] else { panic!("{:?}", open.kept_beside) };
    assert_eq!((waiting.reason.as_str(), waiting.note.as_deref()), ("broughtBack", Some("xi.redaksi-story")));

    let result = newsroom
        .merge_version(waiting.version, &WrittenText { fields: open.fields.clone(), body: open.body.clone() })
        .unwrap();
    assert_eq!(result.body, body(&mine.replace("tiba", "mendarat")));
    assert_eq!((result.conflicts.len(), result.revision), (1, open.revision));
    // Whoever chooses what is there already has chosen, too.
    let edit =
        StoryEdit { id: two.id.clone(), base: open.revision, fields: open.fields, body: open.body, tracking: None };
    newsroom.save_merged(&edit, Some(waiting.version), LATER, EDITOR).unwrap();
    assert_eq!(newsroom.open_story(&two.id, LATER).unwrap().kept_beside, []);
    assert!(two.history(&two.here).contains(&body(&theirs)), "it stays a version");
    // From now on, that text is what both sides had last.
    two.write(&two.there.newsroom, &theirs.replace("bertemu", "berunding"));
    assert_eq!(two.bring(&two.hand(&two.there), &two.here), [FindingCode::HandOverMerged]);
    two.says(&two.here, &mine.replace("bertemu", "berunding"));
}

#[test]
fn without_a_text_in_common_both_are_put_together_and_nothing_is_taken_for_deleted() {
    let here = Desk::new();
    let id = here.story("XI", "x").id;
    here.newsroom.fold().unwrap();
    // Whoever has a copy of the whole file has the story, and no hand-over of it.
    let folder = tempfile::tempdir().unwrap();
    let copied = folder.path().join("salinan.redaksi");
    fs::copy(here.newsroom.path(), &copied).unwrap();
    let two = Two { here, there: Desk { newsroom: Newsroom::open(&copied).unwrap(), folder }, id };
    two.write(&two.here.newsroom, "Sama.\nHanya di sini.");
    two.write(&two.there.newsroom, "Sama.\nHanya di sana.");
    assert_eq!(two.bring(&two.hand(&two.there), &two.here), [FindingCode::HandOverBeside]);
    let open = two.here.newsroom.open_story(&two.id, NOW).unwrap();
    let mine = WrittenText { fields: open.fields, body: open.body };
    let merged = two.here.newsroom.merge_version(open.kept_beside[0].version, &mine).unwrap();
    assert_eq!((merged.body, merged.conflicts.len()), (body("Sama.\nHanya di sini.\nHanya di sana."), 0));
}

#[test]
fn a_file_that_is_no_hand_over_or_another_ones_is_refused_and_changes_nothing() {
    let two = Two::new();
    let file = two.hand(&two.here);
    let text = fs::read_to_string(&file).unwrap();
    let seq = two.there.newsroom.last_seq().unwrap();
    let id = &two.id;
    let hash = "a".repeat(64);
    let picture = format!(r#""pictures":[{{"src":"{hash}.png","base64":"iVBORw0KGgo="}}]"#);
    for (wrong, code) in [
        (text.replace(r#""number":3"#, r#""number":4"#), Code::HandOverNewer),
        (text.replace(id, "../../etc/passwd"), Code::HandOverBroken),
        (text.replace(id, &id.to_uppercase()), Code::HandOverBroken),
        (text.replace(NOW, "kemarin"), Code::HandOverBroken),
        (text.replace(r#""pictures":[]"#, &picture), Code::HandOverBroken),
        (text[..text.len() / 2].to_owned(), Code::HandOverBroken),
        ("Bukan berkas serah terima.".to_owned(), Code::HandOverBroken),
        (String::new(), Code::HandOverBroken),
    ] {
        assert_ne!(wrong, text);
        let file = two.there.file("salah.redaksi-story", &wrong);
        let failure = two.there.newsroom.import(&file, None, NOW, EDITOR).unwrap_err();
        assert_eq!((failure.code, failure.thing), (code, file.display().to_string()), "{wrong}");
    }
    let large = two.there.folder.path().join("besar.redaksi-story");
    fs::File::create(&large).unwrap().set_len(1 << 30).unwrap();
    assert_eq!(two.there.newsroom.import(&large, None, NOW, EDITOR).unwrap_err().code, Code::FileTooLarge);
    assert_eq!(two.there.newsroom.last_seq().unwrap(), seq);
    // Renamed on its way, it is what it was.
    let renamed = two.there.file("lampiran.txt", &text);
    assert_eq!(two.bring(&renamed, &two.there), [FindingCode::HandOverKnown]);
}
