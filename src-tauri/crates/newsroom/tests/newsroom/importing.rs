use crate::desk::{Desk, EDITOR, NOW};
use newsroom::{Code, Progress};
use std::ops::ControlFlow;

#[test]
fn of_many_files_those_that_can_be_read_become_stories_and_the_others_say_why_not() {
    let desk = Desk::new();
    let files = [
        desk.file("satu.txt", "Harga beras naik lagi."),
        desk.file("kosong.txt", ""),
        desk.folder.path().join("hilang.txt"),
        desk.file("dua.txt", "Hujan turun di Bogor."),
    ];
    let mut said = Vec::new();
    let result = desk.newsroom.import_files(&files, None, NOW, EDITOR, &mut |progress| {
        said.push(progress);
        ControlFlow::Continue(())
    });
    assert!(!result.cancelled);
    let failures: Vec<Option<Code>> =
        result.files.iter().map(|file| file.failure.as_ref().map(|failure| failure.code)).collect();
    assert_eq!(failures, [None, Some(Code::FileEmpty), Some(Code::FileMissing), None]);
    for (file, path) in result.files.iter().zip(&files) {
        assert_eq!(file.path, path.display().to_string());
        assert_eq!(file.id.is_some(), file.failure.is_none());
    }
    assert_eq!(desk.newsroom.info().unwrap().stories, 2);
    let at = |done, name: &str| Progress { done, total: 4, name: name.to_owned() };
    let expected = [at(0, "satu.txt"), at(1, "kosong.txt"), at(2, "hilang.txt"), at(3, "dua.txt"), at(4, "")];
    assert_eq!(said, expected);
}

#[test]
fn an_import_that_is_cancelled_keeps_what_is_imported_and_takes_no_more() {
    let desk = Desk::new();
    let files: Vec<_> = (0..5).map(|at| desk.file(&format!("{at}.txt"), format!("Naskah nomor {at}."))).collect();
    let result = desk.newsroom.import_files(&files, None, NOW, EDITOR, &mut |progress| {
        if progress.done == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(result.cancelled);
    assert_eq!(result.files.len(), 2);
    assert_eq!(desk.newsroom.info().unwrap().stories, 2);
    for file in &result.files {
        assert!(desk.newsroom.open_story(file.id.as_ref().unwrap(), NOW).is_ok());
    }
}
