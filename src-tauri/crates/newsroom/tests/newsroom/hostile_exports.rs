//! Stories that no form was made for, on their way out.

use crate::desk::{Desk, EDITOR, LATER, NOW, PNG, edit_of, names_in, request};
use newsroom::{Existing, Outcome};
use std::{fs, ops::ControlFlow};

const KINDS: [&str; 15] = [
    "html", "md", "txt", "ninjs", "ninjs2", "nitf", "newsml", "rss", "atom", "wxr", "docx", "odt", "icml", "epub",
    "json",
];

/// A picture of its own bytes.
fn picture(desk: &Desk, number: usize) -> String {
    let bytes = [PNG, format!("foto {number}").as_bytes()].concat();
    desk.newsroom.add_picture(&desk.file("foto.png", bytes)).unwrap().src
}

#[test]
fn five_hundred_pictures_and_ten_thousand_words_leave_whole_and_nothing_lies_beside_the_folder() {
    let desk = Desk::new();
    let words = "kata ".repeat(9_999) + "tamat";
    let mut blocks = vec![format!(r#"{{"type":"paragraph","content":[{{"type":"text","text":"{words}"}}]}}"#)];
    let pictures: Vec<String> = (0..500).map(|number| picture(&desk, number)).collect();
    blocks.extend(
        pictures
            .iter()
            .map(|src| format!(r#"{{"type":"image","attrs":{{"src":"{src}","alt":"<b>","credit":"../../x"}}}}"#)),
    );
    let mut edit = edit_of(&desk.story("../../banyak", "x"));
    edit.body = format!(r#"{{"type":"doc","content":[{}]}}"#, blocks.join(","));
    desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    let before = names_in(desk.folder.path());
    let mut request = request(&[&edit.id], &KINDS, &desk.out(), Existing::Ask);
    request.page.pictures_beside = true;
    let result = desk.newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap();
    for file in &result.files {
        assert_eq!((file.outcome, &file.failure), (Outcome::Written, &None), "{}", file.kind);
    }
    assert_eq!(names_in(&desk.out().join("media")).len(), pictures.len());
    for kind in ["txt", "md", "html", "ninjs", "nitf", "rss"] {
        let file = result.files.iter().find(|file| file.kind == kind).unwrap();
        assert!(fs::read_to_string(&file.path).unwrap().contains(&words), "{kind}");
    }
    let mut after = names_in(desk.folder.path());
    after.retain(|name| name != "out");
    assert_eq!(after, before);
}

#[test]
fn a_batch_is_told_file_by_file_and_stops_when_it_is_told_to() {
    let desk = Desk::new();
    let stories: Vec<String> = (0..100).map(|_| desk.story("SAMA", "Isi.").id).collect();
    let ids: Vec<&str> = stories.iter().map(String::as_str).collect();
    let request = request(&ids, &["txt"], &desk.out(), Existing::Ask);
    let mut told = 0;
    let mut stopping = |progress: newsroom::Progress| {
        told += 1;
        assert_eq!(progress.total, 100);
        if progress.done >= 40 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let result = desk.newsroom.export(&request, LATER, EDITOR, &mut stopping).unwrap();
    assert!(result.cancelled && told >= 40);
    assert_eq!(result.files.len(), 40);
    assert!(result.files.iter().all(|file| file.outcome == Outcome::Written));
    assert_eq!(desk.placed().len(), 40, "every story has a file of its own, and no half of one is left");
}
