use crate::desk::{Desk, EDITOR, LATER, NOW, PNG, edit_of, names_in, paragraph, request};
use newsroom::{Code, Existing, ExportResult, Outcome, Remedy};
use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::Command,
};
use story::Stage;

fn outcomes(result: &ExportResult) -> Vec<Outcome> {
    result.files.iter().map(|file| file.outcome).collect()
}

#[test]
fn a_file_that_is_there_is_never_written_over_unasked() {
    let desk = Desk::new();
    let story = desk.story("BANJIR", "Air surut.");
    fs::create_dir(desk.out()).unwrap();
    fs::write(desk.out().join("banjir.txt"), "punya orang lain").unwrap();

    let asked = desk.export(&[&story.id], &["txt"], Existing::Ask);
    assert_eq!(outcomes(&asked), [Outcome::Exists]);
    assert_eq!(fs::read_to_string(desk.out().join("banjir.txt")).unwrap(), "punya orang lain");
    assert!(desk.newsroom.open_story(&story.id, NOW).unwrap().exports.is_empty());

    for expected in ["banjir-2.txt", "banjir-3.txt"] {
        let beside = desk.export(&[&story.id], &["txt"], Existing::Beside);
        assert_eq!(Path::new(&beside.files[0].path), desk.out().join(expected));
    }
    assert_eq!(fs::read_to_string(desk.out().join("banjir.txt")).unwrap(), "punya orang lain");

    let replaced = desk.export(&[&story.id], &["txt"], Existing::Replace);
    assert_eq!(outcomes(&replaced), [Outcome::Written]);
    assert!(fs::read_to_string(desk.out().join("banjir.txt")).unwrap().contains("Air surut."));
    assert_eq!(desk.placed(), ["banjir-2.txt", "banjir-3.txt", "banjir.txt"], "no temporary file is left");
}

#[test]
fn two_stories_of_one_slugline_never_fight_over_a_file() {
    let desk = Desk::new();
    let (first, second) = (desk.story("SAMA", "Yang pertama.").id, desk.story("SAMA", "Yang kedua.").id);
    fs::create_dir(desk.out()).unwrap();
    fs::write(desk.out().join("sama-2.txt"), "punya orang lain").unwrap();
    let both = desk.export(&[&first, &second], &["txt"], Existing::Ask);
    assert_eq!(outcomes(&both), [Outcome::Written, Outcome::Exists]);
    // The answer to the question is about the second alone.
    let again = desk.export(&[&second], &["txt"], Existing::Replace);
    assert_eq!(again.files[0].path, both.files[1].path);
    assert!(fs::read_to_string(desk.out().join("sama.txt")).unwrap().contains("Yang pertama."));
    assert!(fs::read_to_string(desk.out().join("sama-2.txt")).unwrap().contains("Yang kedua."));
    // And from now on each has its own.
    desk.export(&[&second, &first], &["txt"], Existing::Replace);
    assert!(fs::read_to_string(desk.out().join("sama.txt")).unwrap().contains("Yang pertama."));
    assert_eq!(desk.placed(), ["sama-2.txt", "sama.txt"]);
}

#[test]
fn hostile_names_stay_in_the_folder_and_apart() {
    let desk = Desk::new();
    let long = "panjang sekali ".repeat(20);
    let sluglines = ["../../x", "/etc/passwd", "CON", &long, "😀🎉", "SAMA", "sama", "..", "a\\b:c*?\"<>|"];
    let stories: Vec<String> = sluglines.iter().map(|slugline| desk.story(slugline, "Isi.").id).collect();
    let before = names_in(desk.folder.path());
    let ids: Vec<&str> = stories.iter().map(String::as_str).collect();
    let result = desk.export(&ids, &["txt"], Existing::Ask);
    assert_eq!(outcomes(&result), vec![Outcome::Written; stories.len()], "{result:?}");
    let placed = desk.placed();
    assert_eq!(placed.len(), stories.len());
    for name in ["x.txt", "etc-passwd.txt", "story-con.txt", "sama.txt", "sama-2.txt", "a-b-c.txt"] {
        assert!(placed.iter().any(|placed| placed == name), "{name} is not among {placed:?}");
    }
    assert!(placed.iter().all(|name| name.len() < 100), "{placed:?}");
    let mut after = names_in(desk.folder.path());
    after.retain(|name| name != "out");
    assert_eq!(after, before, "something was placed outside of the folder");
}

#[test]
fn an_embargo_does_prevent_publishing() {
    let desk = Desk::new();
    let story = desk.story("EMBARGO", "Rahasia.");
    let set = |until: &str| {
        let pairs = [("embargo".to_owned(), until.to_owned())];
        desk.newsroom.set(&story.id, &pairs, NOW, EDITOR).unwrap();
    };
    set("2025-05-09T11:00:00+07:00"); // 04:00 UTC: ten minutes from LATER
    let result = desk.export(&[&story.id], &["html", "txt"], Existing::Ask);
    assert_eq!(outcomes(&result), [Outcome::Refused, Outcome::Refused]);
    let failure = result.files[0].failure.as_ref().unwrap();
    assert_eq!((failure.code, failure.thing.as_str()), (Code::Embargoed, "EMBARGO"));
    assert_eq!(failure.detail, "2025-05-09 11:00 WIB (Kontan), 2025-05-09 04:00 UTC");
    assert_eq!(names_in(desk.folder.path()).iter().filter(|name| *name == "out").count(), 0, "not even a folder");
    set("2025-05-09T10:00:00+07:00"); // 03:00 UTC: over
    assert_eq!(outcomes(&desk.export(&[&story.id], &["txt"], Existing::Ask)), [Outcome::Written]);

    // One written into the file by other means, that nobody can read as a time.
    let mut edit = edit_of(&desk.newsroom.open_story(&story.id, NOW).unwrap());
    edit.fields.embargo = Some("besok pagi".to_owned());
    desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    assert_eq!(outcomes(&desk.export(&[&story.id], &["txt"], Existing::Replace)), [Outcome::Refused]);

    // Where the inspector says that nothing holds it, nothing does.
    let mut edit = edit_of(&desk.newsroom.open_story(&story.id, NOW).unwrap());
    edit.fields.embargo = Some(" ".to_owned());
    desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    assert_eq!(outcomes(&desk.export(&[&story.id], &["txt"], Existing::Replace)), [Outcome::Written]);
}

#[test]
fn files_that_are_out_are_told_of_though_the_newsroom_is_gone_by_then() {
    let desk = Desk::new();
    let story = desk.story("SIAP", "Sudah ditulis.").id;
    desk.newsroom.move_to(std::slice::from_ref(&story), Stage::Ready, NOW, EDITOR).unwrap();
    let request = request(&[&story], &["html", "txt"], &desk.out(), Existing::Ask);
    let result = desk.newsroom.export(&request, LATER, EDITOR, &mut |progress| {
        if progress.done == 1 {
            fs::remove_file(desk.newsroom.path()).unwrap();
        }
        ControlFlow::Continue(())
    });
    let files = result.unwrap().files;
    assert_eq!(files.iter().map(|file| file.outcome).collect::<Vec<_>>(), [Outcome::Written, Outcome::Written]);
    for file in &files {
        assert_eq!(file.failure.as_ref().unwrap().code, Code::NewsroomMissing);
    }
    assert_eq!(desk.placed(), ["siap.html", "siap.txt"]);
}

#[test]
fn an_export_can_be_stopped_between_two_files() {
    let desk = Desk::new();
    let stories = [desk.story("SATU", "1").id, desk.story("DUA", "2").id];
    let ids: Vec<&str> = stories.iter().map(String::as_str).collect();
    let mut seen = Vec::new();
    let result = desk
        .newsroom
        .export(&request(&ids, &["html", "txt"], &desk.out(), Existing::Ask), LATER, EDITOR, &mut |progress| {
            seen.push((progress.done, progress.total, progress.name));
            if seen.len() == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .unwrap();
    assert_eq!(seen, [(0, 4, "satu.html".to_owned()), (1, 4, "satu.txt".to_owned())]);
    assert!(result.cancelled);
    assert_eq!(desk.placed(), ["satu.html"]);
    assert_eq!(desk.newsroom.open_story(&stories[0], NOW).unwrap().exports.len(), 1);
}

#[test]
fn each_of_many_files_is_remembered_also_where_the_export_is_stopped() {
    let desk = Desk::new();
    let stories: Vec<String> = (0..150).map(|number| desk.story(&format!("BERITA-{number}"), "Teks.").id).collect();
    desk.newsroom.move_to(&stories, Stage::Ready, NOW, EDITOR).unwrap();
    let ids: Vec<&str> = stories.iter().map(String::as_str).collect();
    let request = request(&ids, &["txt"], &desk.out(), Existing::Ask);
    let result = desk.newsroom.export(&request, LATER, EDITOR, &mut |progress| {
        if progress.done == 140 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(outcomes(&result.unwrap()).iter().all(|outcome| *outcome == Outcome::Written));
    for (number, id) in stories.iter().enumerate() {
        let story = desk.newsroom.open_story(id, LATER).unwrap();
        let expected = if number < 140 { (1, Stage::Exported) } else { (0, Stage::Ready) };
        assert_eq!((story.exports.len(), story.stage), expected, "story {number}");
    }
}

#[test]
fn only_a_ready_story_becomes_exported() {
    let desk = Desk::new();
    let (draft, ready) = (desk.story("DRAF", "1").id, desk.story("SIAP", "2").id);
    desk.newsroom.move_to(std::slice::from_ref(&ready), Stage::Ready, NOW, EDITOR).unwrap();
    desk.export(&[&draft, &ready], &["txt"], Existing::Ask);
    assert_eq!(desk.newsroom.open_story(&draft, NOW).unwrap().stage, Stage::Draft);
    assert_eq!(desk.newsroom.open_story(&ready, NOW).unwrap().stage, Stage::Exported);
}

#[test]
fn a_story_or_a_form_that_is_not_there_is_named() {
    let desk = Desk::new();
    let story = desk.story("ADA", "1").id;
    let result = desk.export(&[&story, "no-such-story"], &["txt"], Existing::Ask);
    assert_eq!(outcomes(&result), [Outcome::Written, Outcome::Refused]);
    assert_eq!(result.files[1].failure.as_ref().unwrap().code, Code::StoryMissing);
    let request = request(&[&story], &["doc"], &desk.out(), Existing::Ask);
    let failure = desk.newsroom.export(&request, NOW, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap_err();
    assert_eq!((failure.code, failure.thing.as_str()), (Code::KindUnknown, "doc"));
}

#[test]
fn pictures_travel_with_the_story_and_a_missing_one_is_said() {
    let desk = Desk::new();
    let picture = desk.newsroom.add_picture(&desk.file("foto.png", PNG)).unwrap();
    assert_eq!((picture.width, picture.height), (1, 1));
    assert_eq!(desk.newsroom.picture(&picture.src).unwrap().bytes, PNG);
    let body = |src: &str| {
        format!(
            r#"{{"type":"doc","content":[{{"type":"image","attrs":{{"src":"{src}","alt":"Kremlin","credit":"AFP"}}}}]}}"#
        )
    };
    let story = desk.story("FOTO", "x");
    let mut edit = edit_of(&story);
    edit.body = body(&picture.src);
    desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    let result = desk.export(&[&story.id], &["html", "md", "ninjs"], Existing::Ask);
    assert_eq!(outcomes(&result), [Outcome::Written; 3], "{result:?}");
    assert!(result.files.iter().all(|file| file.failure.is_none()), "{result:?}");
    assert_eq!(fs::read(desk.out().join("media").join(&picture.src)).unwrap(), PNG);
    assert!(fs::read_to_string(desk.out().join("foto.html")).unwrap().contains("data:image/png;base64,"));
    assert!(fs::read_to_string(desk.out().join("foto.md")).unwrap().contains(&format!("media/{}", picture.src)));

    // A body can come from anywhere: a name that leads elsewhere leads nowhere.
    for src in ["../kontan.redaksi", "/etc/passwd", &"0".repeat(64)] {
        let story = desk.story("HILANG", "x");
        let mut edit = edit_of(&story);
        edit.body = body(src);
        desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
        let result = desk.export(&[&story.id], &["html"], Existing::Replace);
        assert_eq!(outcomes(&result), [Outcome::Written]);
        assert_eq!(result.files[0].failure.as_ref().unwrap().code, Code::PictureMissing, "{src}");
    }
    assert_eq!(desk.newsroom.add_picture(&desk.file("a.png", "bukan foto")).unwrap_err().code, Code::FileNotAPicture);
}

/// A folder that nobody can write to, the superuser included; put right again when it is dropped.
enum ReadOnly {
    /// By its permissions, where those bind us.
    Mode(PathBuf),
    /// By the file system's immutable flag.
    Flag(PathBuf),
    /// Mounted so.
    Mount(PathBuf),
    /// A folder of the system's own.
    System(PathBuf),
}

impl ReadOnly {
    fn new(folder: &Path) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        let closed = || fs::write(folder.join("probe"), "").is_err();
        let run = |program: &str, arguments: &[&str]| {
            let status = Command::new(program).args(arguments).arg(folder).output();
            status.is_ok_and(|output| output.status.success())
        };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap();
            if closed() {
                return Some(Self::Mode(folder.to_owned()));
            }
            fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
            let _ = fs::remove_file(folder.join("probe"));
        }
        if run("chattr", &["+i"]) {
            if closed() {
                return Some(Self::Flag(folder.to_owned()));
            }
            run("chattr", &["-i"]);
        }
        if run("mount", &["--bind", folder.to_str().unwrap()]) {
            run("mount", &["-o", "remount,bind,ro"]);
            let mounted = Self::Mount(folder.to_owned());
            if closed() {
                return Some(mounted);
            }
        }
        let system = Path::new("/proc/sys");
        (system.is_dir() && fs::write(system.join("probe"), "").is_err()).then(|| Self::System(system.to_owned()))
    }

    fn path(&self) -> &Path {
        let (Self::Mode(path) | Self::Flag(path) | Self::Mount(path) | Self::System(path)) = self;
        path
    }
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        let run = |program: &str, arguments: &[&str], path: &Path| {
            let _ = Command::new(program).args(arguments).arg(path).status();
        };
        match self {
            Self::Mode(path) => run("chmod", &["755"], path),
            Self::Flag(path) => run("chattr", &["-i"], path),
            Self::Mount(path) => run("umount", &[], path),
            Self::System(_) => {}
        }
    }
}

#[test]
fn a_folder_that_cannot_be_written_to_is_named_and_nothing_is_half_written() {
    let desk = Desk::new();
    let story = desk.story("BANJIR", "Air surut.");
    let failure = |folder: &Path| {
        let request = request(&[&story.id], &["html", "txt"], folder, Existing::Ask);
        let failure = desk.newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap_err();
        assert_eq!(failure.thing, folder.display().to_string());
        assert_eq!(failure.remedy, Some(Remedy::ChooseFolder));
        failure.code
    };

    let file = desk.file("bukan-folder", "x");
    assert_eq!(failure(&file), Code::FolderIsFile);
    assert_eq!(failure(&file.join("lagi")), Code::FolderIsFile);

    match ReadOnly::new(&desk.folder.path().join("terkunci")) {
        Some(locked) => {
            let before = names_in(locked.path());
            assert_eq!(failure(locked.path()), Code::FolderReadOnly);
            assert!(matches!(failure(&locked.path().join("baru/lagi")), Code::FolderReadOnly | Code::FolderMissing));
            assert_eq!(names_in(locked.path()), before, "something was left behind");
        }
        None => println!("skipped: no way to a folder that this user cannot write to"),
    }
    assert!(desk.newsroom.open_story(&story.id, NOW).unwrap().exports.is_empty());
}

#[test]
fn a_full_disk_is_said_and_nothing_is_half_written() {
    let desk = Desk::new();
    let story = desk.story("BANJIR", "Air surut.");
    let disk = desk.folder.path().join("penuh");
    fs::create_dir(&disk).unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=16k", "tmpfs"]).arg(&disk).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        println!("skipped: this user cannot mount a small disk");
        return;
    }
    let mut edit = edit_of(&story);
    edit.body = paragraph(&"Kata demi kata. ".repeat(4000));
    desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    let request = request(&[&story.id], &["txt"], &disk, Existing::Ask);
    let result = desk.newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(()));
    let left = names_in(&disk);
    Command::new("umount").arg(&disk).status().unwrap();
    let result = result.unwrap();
    assert_eq!(outcomes(&result), [Outcome::Refused]);
    let failure = result.files[0].failure.as_ref().unwrap();
    assert_eq!((failure.code, failure.remedy), (Code::DiskFull, Some(Remedy::ChooseFolder)), "{failure}");
    assert_eq!(left, Vec::<String>::new(), "half a file was left");
}

#[test]
fn a_page_that_could_not_be_placed_leaves_no_pictures_behind() {
    let desk = Desk::new();
    let picture = desk.newsroom.add_picture(&desk.file("foto.png", PNG)).unwrap();
    let mut edit = edit_of(&desk.story("FOTO", "x"));
    let attrs = format!(r#"{{"src":"{}","alt":"","credit":""}}"#, picture.src);
    edit.body = format!(r#"{{"type":"doc","content":[{{"type":"image","attrs":{attrs}}}]}}"#);
    desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    // A folder stands where the page was to be.
    fs::create_dir_all(desk.out().join("foto.md")).unwrap();
    let result = desk.export(&[&edit.id], &["md"], Existing::Replace);
    assert_eq!(outcomes(&result), [Outcome::Refused]);
    assert_eq!(names_in(&desk.out()), ["foto.md"]);
}

#[test]
fn a_page_says_when_its_story_first_left_however_often_it_leaves() {
    let desk = Desk::new();
    let story = desk.story("TERBIT", "Sudah terbit.").id;
    for now in [LATER, "2025-05-10T03:00:00.000Z", "2025-05-11T03:00:00.000Z"] {
        let request = request(&[&story], &["html"], &desk.out(), Existing::Replace);
        desk.newsroom.export(&request, now, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap();
        let page = fs::read_to_string(desk.out().join("terbit.html")).unwrap();
        assert!(page.contains(&format!("\"datePublished\": \"{LATER}\"")), "{now}");
    }
}

#[test]
fn what_gathers_stories_is_one_file_of_those_that_may_leave_and_remembered_for_each() {
    let desk = Desk::new();
    let (first, held, last) = (desk.story("SATU", "1"), desk.story("DUA", "2"), desk.story("TIGA", "3"));
    let embargo = [("embargo".to_owned(), "2099-01-01T00:00:00Z".to_owned())];
    desk.newsroom.set(&held.id, &embargo, NOW, EDITOR).unwrap();
    let ids = [first.id.as_str(), held.id.as_str(), last.id.as_str()];
    let result = desk.export(&ids, &["rss", "newsml", "txt"], Existing::Ask);
    let of = |kind: &str| result.files.iter().filter(|file| file.kind == kind).collect::<Vec<_>>();
    assert_eq!(of("txt").len(), 3);
    for kind in ["rss", "newsml"] {
        let [refused, written] = of(kind)[..] else { panic!("{:?}", result.files) };
        assert_eq!((refused.outcome, &refused.stories), (Outcome::Refused, &vec![held.id.clone()]));
        assert_eq!((written.outcome, &written.stories), (Outcome::Written, &vec![first.id.clone(), last.id.clone()]));
        let file = fs::read_to_string(&written.path).unwrap();
        assert!(file.find(&first.id).unwrap() < file.find(&last.id).unwrap() && !file.contains(&held.id), "{file}");
        for id in [&first.id, &last.id] {
            let exports = desk.newsroom.open_story(id, NOW).unwrap().exports;
            assert!(exports.iter().any(|export| export.kind == kind && export.path == written.path));
        }
    }
    // Of one story they are files as all others are.
    let one = desk.export(&[&first.id], &["rss"], Existing::Ask);
    assert!(one.files[0].path.ends_with("satu.rss.xml"), "{:?}", one.files);
}

#[test]
fn a_story_in_json_goes_into_another_newsroom_as_it_was() {
    let desk = Desk::new();
    let story = desk.story("UTUH", "Air surut.");
    let result = desk.export(&[&story.id], &["json"], Existing::Ask);
    let other = Desk::new();
    let path = Path::new(&result.files[0].path);
    let done = other.newsroom.import_lines(path, None, NOW, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((done.added, done.refused), (1, 0));
    let read = |desk: &Desk| desk.newsroom.story(&story.id, NOW).unwrap().0;
    assert_eq!(read(&other), read(&desk));
}
