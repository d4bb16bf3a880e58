//! How exports are wanted, by name; and names of files by a pattern.

use crate::desk::{Desk, EDITOR, LATER, NOW, PNG, edit_of, names_in, request};
use newsroom::{AfterStep, Code, Existing, ExportPage, ExportProfile, Outcome};
use std::{fs, ops::ControlFlow, path::Path};

fn profile(name: &str) -> ExportProfile {
    ExportProfile {
        name: name.to_owned(),
        kinds: vec!["html".to_owned(), "ninjs".to_owned()],
        folder: "/web".to_owned(),
        naming: "{date}/{slug}-{version}.{ext}".to_owned(),
        page: ExportPage { fragment: true, pictures_beside: false },
        after: vec![AfterStep::OpenFolder],
        ..ExportProfile::default()
    }
}

#[test]
fn profiles_are_the_newsrooms() {
    let desk = Desk::new();
    let web = profile("Web");
    desk.newsroom.keep_profile(&web, None, NOW, EDITOR).unwrap();
    let desk = desk.reopened();
    assert_eq!(desk.newsroom.profiles().unwrap(), std::slice::from_ref(&web));
    assert_eq!(desk.newsroom.profile("WEB").unwrap(), web);
    let site = ExportProfile { name: "Situs".to_owned(), ..web };
    desk.newsroom.keep_profile(&site, Some("Web"), NOW, EDITOR).unwrap();
    assert_eq!(desk.newsroom.profiles().unwrap(), [site]);
    for (wrong, code) in [
        (ExportProfile { kinds: vec!["docx-lama".to_owned()], ..profile("a") }, Code::KindUnknown),
        (ExportProfile { naming: "{judul}".to_owned(), ..profile("a") }, Code::NamingUnusable),
        (profile("  "), Code::FieldValue),
    ] {
        assert_eq!(desk.newsroom.keep_profile(&wrong, None, NOW, EDITOR).unwrap_err().code, code);
    }
    desk.newsroom.remove_profile("situs", NOW, EDITOR).unwrap();
    assert_eq!(desk.newsroom.remove_profile("situs", NOW, EDITOR).unwrap_err().code, Code::ProfileMissing);
}

#[test]
fn files_are_named_by_the_pattern_inside_the_folder_whatever_the_stories_say() {
    let desk = Desk::new();
    let sluglines = ["../../x", "CON", &"panjang ".repeat(40), "SAMA", "sama", "/etc/passwd"];
    let stories: Vec<String> = sluglines.iter().map(|slugline| desk.story(slugline, "Isi.").id).collect();
    let ids: Vec<&str> = stories.iter().map(String::as_str).collect();
    let before = names_in(desk.folder.path());
    let mut request = request(&ids, &["txt", "rss"], &desk.out(), Existing::Ask);
    request.naming = "../{date}/{slug}-{version}.{ext}".to_owned();
    let result = desk.newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap();
    assert!(result.files.iter().all(|file| file.outcome == Outcome::Written), "{result:?}");
    let placed = names_in(&desk.out().join("2025-05-09"));
    assert_eq!(placed.len(), stories.len() + 1, "{placed:?} {result:?}");
    for name in
        ["x-2.txt", "story-con-2.txt", "sama-2.txt", "sama-2-2.txt", "etc-passwd-2.txt", "kontan-2025-05-09.rss.xml"]
    {
        assert!(placed.iter().any(|placed| placed == name), "{name} is not among {placed:?}");
    }
    assert_eq!(desk.placed(), ["2025-05-09"]);
    let mut after = names_in(desk.folder.path());
    after.retain(|name| name != "out");
    assert_eq!(after, before, "something was placed outside of the folder");
    request.naming = "{judul}".to_owned();
    let failure = desk.newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap_err();
    assert_eq!(failure.code, Code::NamingUnusable);
}

#[test]
fn pictures_lie_beside_the_page_that_shows_them() {
    let desk = Desk::new();
    let picture = desk.newsroom.add_picture(&desk.file("foto.png", PNG)).unwrap();
    let mut edit = edit_of(&desk.story("FOTO", "x"));
    let attrs = format!(r#"{{"src":"{}","alt":"","credit":""}}"#, picture.src);
    edit.body = format!(r#"{{"type":"doc","content":[{{"type":"image","attrs":{attrs}}}]}}"#);
    desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    let mut request = request(&[&edit.id], &["md"], &desk.out(), Existing::Ask);
    request.naming = "{date}/{slug}".to_owned();
    let result = desk.newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap();
    let page = Path::new(&result.files[0].path);
    let shown = page.parent().unwrap().join("media").join(&picture.src);
    assert_eq!(fs::read(shown).unwrap(), PNG);
    assert!(fs::read_to_string(page).unwrap().contains(&format!("media/{}", picture.src)));
}
