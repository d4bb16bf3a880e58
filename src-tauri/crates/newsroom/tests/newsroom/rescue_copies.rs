//! What becomes of a text that cannot be saved.

use crate::desk::{Desk, EDITOR, LATER, NOW, edit_of, names_in, paragraph};
use newsroom::{BroughtBack, Code, Failure, Newsroom, Remedy, StoryEdit};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A desk with one story, and the place of the user's own where copies may go.
struct Trouble {
    desk: Desk,
    edit: StoryEdit,
    own: PathBuf,
    beside: PathBuf,
}

impl Trouble {
    fn new() -> Self {
        let desk = Desk::new();
        let edit = edit_of(&desk.story("XI/MOSKOW", "Yang tersimpan."));
        let own = desk.folder.path().join("data/rescue");
        let beside = desk.newsroom.path().with_extension("rescue");
        Self { desk, edit, own, beside }
    }

    fn typed(&self, text: &str) -> StoryEdit {
        StoryEdit { body: paragraph(text), ..self.edit.clone() }
    }

    fn keep(&self, text: &str) -> Result<String, Failure> {
        self.desk.newsroom.keep_rescue_copy(&self.typed(text), &self.own, NOW)
    }

    /// The next start: another handle on the same file, which knows nothing of copies written before.
    fn restarted(self) -> (Self, BroughtBack) {
        let Self { desk, edit, own, beside } = self;
        let desk = desk.reopened();
        let back = desk.newsroom.bring_back(&own, LATER, EDITOR);
        (Self { desk, edit, own, beside }, back)
    }

    fn says(&self) -> String {
        self.desk.newsroom.open_story(&self.edit.id, LATER).unwrap().body
    }
}

#[test]
fn a_copy_lies_beside_the_newsroom_is_written_over_by_newer_text_and_goes_when_that_is_saved() {
    let trouble = Trouble::new();
    let path = trouble.keep("Belum tersimpan.").unwrap();
    assert_eq!(Path::new(&path), trouble.beside.join("xi-moskow.json"));
    assert_eq!(trouble.keep("Belum tersimpan juga.").unwrap(), path);
    assert_eq!(names_in(&trouble.beside), ["xi-moskow.json"]);
    let copy = fs::read_to_string(&path).unwrap();
    assert!(copy.contains("\n    \"Belum tersimpan juga.\"\n"), "a person can read it: {copy}");
    trouble.desk.newsroom.drop_rescue_copy(&trouble.edit.id);
    assert!(!trouble.beside.exists(), "nothing is left behind");
}

#[test]
fn a_newsroom_that_goes_away_and_comes_back_is_told_rescued_and_saved_to() {
    let trouble = Trouble::new();
    let newsroom = &trouble.desk.newsroom;
    let away = trouble.desk.folder.path().join("pergi");
    fs::rename(newsroom.path(), &away).unwrap();
    for text in ["Belum", "Belum tersimpan."] {
        let failure = newsroom.save(&trouble.typed(text), LATER, EDITOR).unwrap_err();
        assert_eq!((failure.code, failure.remedy), (Code::NewsroomMissing, Some(Remedy::SaveRescueCopy)));
        assert_eq!(failure.thing, newsroom.path().display().to_string());
        trouble.keep(text).unwrap();
    }
    fs::rename(&away, newsroom.path()).unwrap();
    newsroom.save(&trouble.typed("Belum tersimpan."), LATER, EDITOR).unwrap();
    newsroom.drop_rescue_copy(&trouble.edit.id);
    assert!(!trouble.own.exists());
    assert_eq!(trouble.says(), paragraph("Belum tersimpan."));
    let (_, back) = trouble.restarted();
    assert_eq!(back, BroughtBack::default());
}

#[test]
fn a_copy_that_a_crash_left_is_a_version_beside_the_story_at_the_next_start() {
    let trouble = Trouble::new();
    trouble.keep("Belum tersimpan.").unwrap();
    let (trouble, back) = trouble.restarted();
    let [rescued] = &back.texts[..] else { panic!("{back:?}") };
    assert_eq!((&*rescued.story, &*rescued.name, &*rescued.at), (&*trouble.edit.id, "XI/MOSKOW", NOW));
    assert_eq!(trouble.says(), paragraph("Yang tersimpan."), "never silently the story");
    let version = trouble.desk.newsroom.version(rescued.version.unwrap()).unwrap();
    assert_eq!((version.body, version.row.words), (paragraph("Belum tersimpan."), 2));
    assert!(!trouble.beside.exists());
    let (_, again) = trouble.restarted();
    assert_eq!(again, BroughtBack::default(), "told once");
}

#[test]
fn a_copy_of_a_text_that_was_saved_after_all_is_no_news() {
    let trouble = Trouble::new();
    trouble.keep("Sempat tersimpan.").unwrap();
    // Killed between the commit and the end of the copy.
    trouble.desk.newsroom.save(&trouble.typed("Sempat tersimpan."), NOW, EDITOR).unwrap();
    let (trouble, back) = trouble.restarted();
    assert_eq!(back, BroughtBack::default());
    assert_eq!(trouble.desk.newsroom.versions(&trouble.edit.id).unwrap(), []);
    assert!(!trouble.beside.exists());
}

/// Suggestions beside "Yang tersimpan.": its last word is new.
const SUGGESTED: &str = r#"{"suggesting":true,"base":{"type":"doc","content":[{"type":"paragraph","content":[
    {"type":"text","text":"Yang"}]}]},"changes":[{"fromA":5,"toA":5,"fromB":5,"toB":16,"deleted":[],
    "inserted":[{"length":11,"author":"sari","at":"2025-05-09T03:00:00.000Z"}]}],"pending":[{"author":"sari","count":1}]}"#;

#[test]
fn what_was_decided_of_suggestions_is_brought_back_where_the_text_is_the_same() {
    for gone_on in [false, true] {
        let mut trouble = Trouble::new();
        let suggested = StoryEdit { tracking: Some(SUGGESTED.to_owned()), ..trouble.edit.clone() };
        trouble.desk.newsroom.save(&suggested, NOW, EDITOR).unwrap();
        trouble.edit.base += 1;
        let accepted = StoryEdit { tracking: None, ..trouble.edit.clone() };
        trouble.desk.newsroom.keep_rescue_copy(&accepted, &trouble.own, NOW).unwrap();
        if gone_on {
            // Someone wrote a word more, and took it back.
            for (base, text) in [(3, "Yang tersimpan. Ya."), (4, "Yang tersimpan.")] {
                let edit = StoryEdit { base, body: paragraph(text), ..suggested.clone() };
                trouble.desk.newsroom.save(&edit, NOW, "sari").unwrap();
            }
        }
        let (trouble, back) = trouble.restarted();
        assert_eq!(back, BroughtBack::default());
        assert!(!trouble.beside.exists());
        let open = trouble.desk.newsroom.open_story(&trouble.edit.id, LATER).unwrap();
        assert_eq!((open.body, open.tracking.is_some()), (paragraph("Yang tersimpan."), gone_on));
        let last = trouble.desk.newsroom.journal_after(0, 100).unwrap().pop().unwrap();
        assert_eq!(last.after.as_deref() == Some(r#"{"suggesting":false,"suggestions":"accepted"}"#), !gone_on);
    }
}

#[test]
fn a_copy_that_says_what_the_story_said_before_its_base_is_news() {
    let mut trouble = Trouble::new();
    trouble.desk.newsroom.keep_version(&trouble.edit.id, "", NOW, EDITOR).unwrap();
    trouble.desk.newsroom.save(&trouble.typed("Yang berikutnya."), NOW, EDITOR).unwrap();
    trouble.edit.base += 1;
    // Gone back to by hand, and not saved.
    trouble.keep("Yang tersimpan.").unwrap();
    let (trouble, back) = trouble.restarted();
    let [rescued] = &back.texts[..] else { panic!("{back:?}") };
    let version = trouble.desk.newsroom.version(rescued.version.unwrap()).unwrap();
    assert_eq!((version.body, version.row.reason.as_str()), (paragraph("Yang tersimpan."), "rescue"));
    assert_eq!(trouble.says(), paragraph("Yang berikutnya."));
}

#[test]
fn a_copy_that_was_saved_and_then_written_over_is_no_news() {
    let trouble = Trouble::new();
    trouble.keep("Sempat tersimpan.").unwrap();
    trouble.desk.newsroom.save(&trouble.typed("Sempat tersimpan."), NOW, EDITOR).unwrap();
    let next = StoryEdit { base: trouble.edit.base + 1, ..trouble.typed("Yang berikutnya.") };
    trouble.desk.newsroom.save(&next, LATER, "sari").unwrap();
    let (trouble, back) = trouble.restarted();
    assert_eq!(back, BroughtBack::default());
    assert!(!trouble.beside.exists());
}

#[test]
fn a_story_that_is_gone_is_made_again_from_its_copy() {
    let mut trouble = Trouble::new();
    trouble.edit.id = "01936000-0000-7000-8000-00000000ffff".to_owned();
    trouble.keep("Satu-satunya.").unwrap();
    let (trouble, back) = trouble.restarted();
    assert_eq!((back.texts.len(), back.texts[0].version), (1, None));
    assert_eq!(trouble.says(), paragraph("Satu-satunya."));
    assert_eq!(trouble.desk.newsroom.verify().unwrap().faults, []);
}

#[test]
fn a_body_that_nobody_can_read_comes_back_word_for_word() {
    let trouble = Trouble::new();
    let body = r#"{"type":"doc","content":[{"type":"hologram","text":"Jangan hilang"}]}"#.to_owned();
    let edit = StoryEdit { body: body.clone(), ..trouble.edit.clone() };
    trouble.desk.newsroom.keep_rescue_copy(&edit, &trouble.own, NOW).unwrap();
    let (trouble, back) = trouble.restarted();
    let version = back.texts[0].version.unwrap();
    assert_eq!(trouble.desk.newsroom.version(version).unwrap().body, body);
}

#[test]
fn where_the_newsrooms_place_refuses_the_copy_goes_into_the_users_own_folder() {
    let trouble = Trouble::new();
    // A file in the way of the folder: it refuses everybody, root included.
    fs::write(&trouble.beside, "").unwrap();
    let path = trouble.keep("Belum tersimpan.").unwrap();
    assert_eq!(Path::new(&path), trouble.own.join("xi-moskow.json"));
    // The place can be written to again: there is one copy, the newest.
    fs::remove_file(&trouble.beside).unwrap();
    let path = trouble.keep("Belum tersimpan juga.").unwrap();
    assert_eq!(Path::new(&path), trouble.beside.join("xi-moskow.json"));
    assert_eq!(names_in(&trouble.own), [""; 0]);

    fs::remove_dir_all(&trouble.beside).unwrap();
    fs::write(&trouble.beside, "").unwrap();
    trouble.keep("Ditemukan lagi.").unwrap();
    let (trouble, back) = trouble.restarted();
    assert_eq!(back.texts.len(), 1, "{back:?}");
    assert!(!trouble.own.exists());

    fs::write(&trouble.own, "").unwrap();
    let failure = trouble.keep("Tidak ke mana-mana.").unwrap_err();
    assert_eq!((failure.code, failure.remedy), (Code::FolderIsFile, Some(Remedy::ChooseFolder)));
    let chosen = trouble.desk.folder.path().join("pilihan.json");
    trouble.desk.newsroom.save_rescue_copy(&trouble.typed("Ke folder pilihan."), &chosen, NOW).unwrap();
    assert!(fs::read_to_string(chosen).unwrap().contains("Ke folder pilihan."));
}

#[test]
fn the_copy_of_a_newsroom_whose_disk_is_out_is_not_hidden_under_that_disk() {
    let trouble = Trouble::new();
    trouble.desk.newsroom.fold().unwrap();
    let away = trouble.desk.folder.path().join("di-tempat-lain.redaksi");
    fs::rename(trouble.desk.newsroom.path(), &away).unwrap();
    let path = trouble.keep("Belum tersimpan.").unwrap();
    assert_eq!(Path::new(&path), trouble.own.join("xi-moskow.json"));
    // The newsroom is opened where it is now; the copy is known by its story.
    let newsroom = Newsroom::open(&away).unwrap();
    assert_eq!(newsroom.bring_back(&trouble.own, LATER, EDITOR).texts.len(), 1);
}

#[test]
fn the_copies_of_two_windows_and_of_two_newsrooms_stay_apart() {
    let trouble = Trouble::new();
    let other = Newsroom::open(trouble.desk.newsroom.path()).unwrap();
    let ours = trouble.keep("Dari jendela ini.").unwrap();
    let theirs = other.keep_rescue_copy(&trouble.typed("Dari jendela lain."), &trouble.own, NOW).unwrap();
    assert_ne!(ours, theirs);
    // A third window takes both in, and has trouble of its own; the first two go on and leave that alone.
    let third = Newsroom::open(trouble.desk.newsroom.path()).unwrap();
    assert_eq!(third.bring_back(&trouble.own, LATER, EDITOR).texts.len(), 2);
    let its = third.keep_rescue_copy(&trouble.typed("Dari jendela ketiga."), &trouble.own, NOW).unwrap();
    assert_eq!(its, ours, "the name was free");
    let ours = trouble.keep("Dari jendela ini, lanjut.").unwrap();
    assert_ne!(its, ours);
    other.drop_rescue_copy(&trouble.edit.id);
    assert_eq!(names_in(&trouble.beside).len(), 2);

    // In the folder of the user's own lie copies of all newsrooms.
    let elsewhere = Trouble::new();
    let copy = fs::read(&its).unwrap();
    fs::create_dir_all(&elsewhere.own).unwrap();
    fs::write(elsewhere.own.join("a.json"), copy).unwrap();
    assert_eq!(elsewhere.desk.newsroom.bring_back(&elsewhere.own, LATER, EDITOR), BroughtBack::default());
    assert_eq!(names_in(&elsewhere.own), ["a.json"], "it is not ours");
}

#[test]
fn a_copy_that_cannot_be_read_is_named_and_stays_where_it_is() {
    let trouble = Trouble::new();
    fs::create_dir(&trouble.beside).unwrap();
    let torn = trouble.beside.join("torn.json");
    fs::write(&torn, "{\"rescueCopy\": 1,").unwrap();
    let newer = trouble.beside.join("newer.json");
    trouble.keep("a").unwrap();
    let copy = fs::read_to_string(trouble.beside.join("xi-moskow.json")).unwrap();
    fs::write(&newer, copy.replace("\"rescueCopy\": 1", "\"rescueCopy\": 2")).unwrap();
    let (trouble, back) = trouble.restarted();
    assert_eq!(back.texts.len(), 1);
    let codes: Vec<_> = back.failures.iter().map(|failure| (failure.code, failure.thing.as_str())).collect();
    let unreadable = |file: &'static str| (Code::RescueCopyUnreadable, file);
    let names: Vec<_> = codes.iter().map(|(code, thing)| (*code, &thing[thing.rfind('/').unwrap() + 1..])).collect();
    assert_eq!(names, [unreadable("newer.json"), unreadable("torn.json")]);
    assert_eq!(names_in(&trouble.beside), ["newer.json", "torn.json"]);
}
