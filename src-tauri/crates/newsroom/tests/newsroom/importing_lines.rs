use crate::desk::{Desk, EDITOR, LATER, NOW};
use newsroom::{LineNews, LinesImported, ListQuery, Newsroom, Sort};
use std::{io::Cursor, ops::ControlFlow, path::Path};
use story::{Record, Stage};

/// Takes in lines; what became of them, and what was refused.
fn import(newsroom: &Newsroom, lines: &str) -> (LinesImported, Vec<(u64, String)>) {
    let mut refused = Vec::new();
    let mut tell = |news: LineNews<'_>| {
        if let LineNews::Refused { line, reason } = news {
            refused.push((line, reason));
        }
        ControlFlow::Continue(())
    };
    let name = Path::new("arsip.jsonl");
    let mut lines = Cursor::new(lines.as_bytes());
    let done = newsroom.import_lines_from(&mut lines, name, None, NOW, EDITOR, &mut tell).unwrap();
    (done, refused)
}

fn ids(newsroom: &Newsroom) -> Vec<String> {
    let query = ListQuery { stage: None, desk: None, sort: Sort::Oldest, offset: 0, limit: 10_000 };
    newsroom.list(&query).unwrap().rows.into_iter().map(|row| row.id).collect()
}

#[test]
fn what_show_prints_of_one_newsroom_comes_into_another_the_same() {
    let (desk, other) = (Desk::new(), Desk::new());
    desk.newsroom.add_sample(NOW, EDITOR).unwrap();
    let record = |newsroom: &Newsroom, id: &String| {
        let (story, _) = newsroom.story(id, NOW).unwrap();
        serde_json::to_string(&Record::with_body(&story, Vec::new())).unwrap()
    };
    let lines: Vec<String> = ids(&desk.newsroom).iter().map(|id| record(&desk.newsroom, id)).collect();
    let (done, refused) = import(&other.newsroom, &lines.join("\n"));
    assert_eq!((done.added as usize, done.known, refused), (lines.len(), 0, vec![]));
    assert!(done.unknown.is_empty(), "{:?}", done.unknown);
    let after: Vec<String> = ids(&other.newsroom).iter().map(|id| record(&other.newsroom, id)).collect();
    assert_eq!(after, lines);
    assert_eq!(other.newsroom.verify().unwrap().faults, []);
}

#[test]
fn a_second_run_finds_every_story_there_also_those_without_an_id() {
    let desk = Desk::new();
    let lines = "\u{feff}{\"text\":\"Satu.\",\"created\":\"2020-05-01T07:00:00+07:00\"}\r\n\
                 {\"text\":\"Dua.\",\"id\":\"CMS-12\",\"stage\":\"exported\",\"revision\":4}\n\n\
                 {\"text\":\"Tiga.\",\"id\":\"01936000-0000-7000-8000-00000000000A\"}\n\
                 {\"text\":\"Tiga, lagi.\",\"id\":\"01936000-0000-7000-8000-00000000000a\"}";
    let (done, refused) = import(&desk.newsroom, lines);
    assert_eq!((done.added, done.known, done.renamed, refused), (3, 1, 1, vec![]));
    assert_eq!(done.bytes, lines.len() as u64);
    let first = ids(&desk.newsroom);
    let (done, _) = import(&desk.newsroom, lines);
    assert_eq!((done.added, done.known), (0, 4));
    assert_eq!(ids(&desk.newsroom), first);

    let (oldest, _) = desk.newsroom.story(&first[0], NOW).unwrap();
    assert_eq!(
        (oldest.created.as_str(), oldest.modified.as_str()),
        ("2020-05-01T00:00:00.000Z", "2020-05-01T00:00:00.000Z")
    );
    assert_eq!((oldest.fields.house.as_str(), oldest.fields.language.as_str()), ("kontan", "id"));
    let exported = first.iter().map(|id| desk.newsroom.story(id, NOW).unwrap().0).find(|story| story.revision == 4);
    assert_eq!(exported.unwrap().stage, Stage::Exported);
    assert!(desk.newsroom.story("01936000-0000-7000-8000-00000000000a", NOW).unwrap().0.body.text() == "Tiga.");
}

#[test]
fn a_line_that_is_no_story_is_named_and_the_others_come_in() {
    let desk = Desk::new();
    let lines = "{\"text\":\"Satu.\",\"penulis\":\"Sari\"}\nbukan json\n{\"text\":\"Dua.\",\"created\":\"kemarin\"}\n\
                 {\"headline\":\"Tanpa isi\"}\n{\"text\":\"Tiga.\",\"embargo\":\"besok\"}\n\
                 {\"text\":\"Empat.\",\"penulis\":1}\n";
    let (done, refused) = import(&desk.newsroom, lines);
    assert_eq!((done.added, done.refused), (2, 4));
    assert_eq!(refused.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3, 4, 5]);
    assert!(refused[1].1.contains("created") && refused[1].1.contains("not a time"), "{refused:?}");
    assert!(refused[3].1.contains("embargo"), "{refused:?}");
    assert_eq!((done.unknown["penulis"].lines, done.unknown["penulis"].first), (2, 1));
    let bytes = [b"{\"text\":\"Lima.\"}\n".as_slice(), b"\xff\xfe\n", b"{\"text\":\"Enam.\"}"].concat();
    let file = desk.file("arsip.jsonl", bytes);
    let done = desk.newsroom.import_lines(&file, None, NOW, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((done.added, done.refused), (2, 1));
}

#[test]
fn it_stops_where_it_is_told_to_and_goes_on_from_there() {
    let desk = Desk::new();
    let lines: String = (0..2_400).map(|number| format!("{{\"text\":\"Berita nomor {number}.\"}}\n")).collect();
    let name = Path::new("arsip.jsonl");
    let mut stop = |_: LineNews<'_>| ControlFlow::Break(());
    let newsroom = &desk.newsroom;
    let done = newsroom.import_lines_from(&mut Cursor::new(&lines), name, None, NOW, EDITOR, &mut stop).unwrap();
    assert!(done.added > 0 && done.added < 2_400, "{done:?}");
    let (rest, _) = import(newsroom, &lines);
    assert_eq!((rest.known, rest.added), (done.added, 2_400 - done.added));
    assert_eq!(newsroom.verify().unwrap().faults, []);
}

#[test]
fn a_story_that_was_edited_since_is_left_as_the_editor_left_it() {
    let desk = Desk::new();
    let line = "{\"text\":\"Satu.\"}";
    import(&desk.newsroom, line);
    let id = ids(&desk.newsroom).remove(0);
    desk.newsroom.set(&id, &[("headline".into(), "Disunting".into())], LATER, EDITOR).unwrap();
    import(&desk.newsroom, line);
    assert_eq!(desk.newsroom.story(&id, NOW).unwrap().0.fields.headline, "Disunting");
}
