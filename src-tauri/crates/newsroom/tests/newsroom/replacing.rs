use crate::desk::{Desk, EDITOR, LATER, NOW, edit_of, paragraph};
use newsroom::{Code, Existing, NotReplaced, Overtaken, ReplaceIn, ReplacePreview, WrittenText};
use std::ops::ControlFlow;
use story::{
    Stage,
    replace::{FindQuery, TextPlace},
};

const AFTER: &str = "2025-05-09T04:00:00.000Z";

fn query(find: &str, with: &str) -> FindQuery {
    FindQuery { find: find.to_owned(), with: with.to_owned(), ..FindQuery::default() }
}

fn preview(desk: &Desk, ids: &[String], query: &FindQuery) -> ReplacePreview {
    desk.newsroom.preview_replace(ids, query, &mut |_| ControlFlow::Continue(())).unwrap()
}

fn all(preview: &ReplacePreview) -> Vec<ReplaceIn> {
    let of =
        |story: &newsroom::StoryMatches| ReplaceIn { id: story.id.clone(), revision: story.revision, leave: vec![] };
    preview.stories.iter().map(of).collect()
}

fn text(desk: &Desk, id: &str) -> String {
    desk.newsroom.open_story(id, NOW).unwrap().body
}

#[test]
fn every_change_is_shown_before_it_is_made_and_only_those_that_were_taken_are() {
    let desk = Desk::new();
    let one = desk.story("RUSIA/SATU", "Rusia dan Rusia").id;
    let two = desk.story("LAIN", "Tidak ada").id;
    let three = desk.story("TIGA", "Kata Rusia").id;
    desk.export(&[&three], &["txt"], Existing::Ask);
    let (ids, query) = ([one.clone(), two, three.clone()], query("rusia", "RF"));
    let shown = preview(&desk, &ids, &query);
    assert_eq!((shown.looked, shown.stories.len(), shown.more, shown.cancelled), (3, 2, false, false));
    let [first, last] = &shown.stories[..] else { panic!("{shown:?}") };
    assert_eq!((first.name.as_str(), first.exports, first.matches.len()), ("RUSIA/SATU", 0, 3));
    assert_eq!((last.stage, last.exports), (Stage::Draft, 1), "that it has left is said");
    let second = &first.matches[1];
    assert_eq!((second.before.as_str(), second.found.as_str(), second.with.as_str()), ("Rusia dan ", "Rusia", "RF"));
    assert!(matches!(&first.matches[2].place, TextPlace::Field { name, .. } if name == "slugline"));
    assert_eq!(text(&desk, &one), paragraph("Rusia dan Rusia"), "looking changes nothing");

    let mut stories = all(&shown);
    stories[0].leave = vec![0];
    let done = desk.newsroom.replace_in_stories(&stories, &query, LATER, EDITOR, &mut |_| ControlFlow::Continue(()));
    let done = done.unwrap();
    assert_eq!((done.stories, done.matches, done.left.as_slice(), done.cancelled), (2, 3, &[][..], false));
    assert_eq!((text(&desk, &one), text(&desk, &three)), (paragraph("Rusia dan RF"), paragraph("Kata RF")));

    desk.newsroom.undo(done.seq.unwrap(), AFTER, EDITOR).unwrap();
    assert_eq!((text(&desk, &one), text(&desk, &three)), (paragraph("Rusia dan Rusia"), paragraph("Kata Rusia")));
    assert_eq!(desk.newsroom.verify().unwrap().faults, []);
}

#[test]
fn a_story_with_suggestions_to_be_decided_on_keeps_its_text_and_is_named() {
    let desk = Desk::new();
    let (suggested, plain) = (crate::tracking::suggested(&desk), desk.story("PANTAI", "Air naik.").id);
    let before = desk.newsroom.open_story(&suggested, NOW).unwrap();
    let query = query("Air", "Laut");
    let shown = preview(&desk, &[suggested.clone(), plain.clone()], &query);
    let held: Vec<&[u32]> = shown.stories.iter().map(|story| &story.held[..]).collect();
    assert_eq!(held, [&[0][..], &[]], "it is said before anything is done");
    let done =
        desk.newsroom.replace_in_stories(&all(&shown), &query, LATER, EDITOR, &mut |_| ControlFlow::Continue(()));
    let done = done.unwrap();
    let left = NotReplaced { id: suggested.clone(), name: "BANJIR".to_owned(), why: Overtaken::Suggested };
    assert_eq!((done.stories, done.left), (1, vec![left]));
    let after = desk.newsroom.open_story(&suggested, NOW).unwrap();
    assert_eq!((after.body, after.tracking, after.revision), (before.body, before.tracking, before.revision));
    assert_eq!(text(&desk, &plain), paragraph("Laut naik."));
    // Where only the fields change, there is nothing to decide on first.
    let query = FindQuery { regex: true, ..self::query("banjir|pasang", "ROB") };
    let shown = preview(&desk, std::slice::from_ref(&suggested), &query);
    let [story] = &shown.stories[..] else { panic!("{shown:?}") };
    assert_eq!((story.matches.len(), story.held.as_slice()), (2, &[0][..]));
    let stories = [ReplaceIn { leave: story.held.clone(), ..all(&shown).remove(0) }];
    let done = desk.newsroom.replace_in_stories(&stories, &query, AFTER, EDITOR, &mut |_| ControlFlow::Continue(()));
    let done = done.unwrap();
    assert_eq!((done.stories, done.matches, done.left.as_slice()), (1, 1, &[][..]));
    let after = desk.newsroom.open_story(&suggested, NOW).unwrap();
    assert_eq!((after.fields.slugline.as_str(), after.body), ("ROB", paragraph("Air pasang.")));
}

#[test]
fn a_field_with_a_suggestion_to_be_decided_on_stays_as_it_is() {
    let desk = Desk::new();
    let story = desk.story("PANTAI", "Air naik.");
    let mut edit = edit_of(&story);
    edit.fields.headline = "Air pasang".to_owned();
    let field = r#"{"field":"headline","was":"Air surut","author":"penguji","at":"2025-05-07T10:00:00.000Z"}"#;
    edit.tracking = Some(format!(r#"{{"suggesting":true,"base":null,"changes":[],"pending":[],"fields":[{field}]}}"#));
    desk.newsroom.save(&edit, LATER, EDITOR).unwrap();
    let query = query("Air", "Laut");
    let shown = preview(&desk, std::slice::from_ref(&story.id), &query);
    let [found] = &shown.stories[..] else { panic!("{shown:?}") };
    assert_eq!((found.matches.len(), found.held.as_slice()), (2, &[0][..]));
    let replace = |stories: &[ReplaceIn]| {
        desk.newsroom.replace_in_stories(stories, &query, AFTER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap()
    };
    assert_eq!(
        replace(&all(&shown)).left[0].why,
        Overtaken::Suggested,
        "nothing of it is done where it was not left out"
    );
    let done = replace(&[ReplaceIn { leave: found.held.clone(), ..all(&shown).remove(0) }]);
    assert_eq!((done.stories, done.matches), (1, 1));
    let after = desk.newsroom.open_story(&story.id, NOW).unwrap();
    assert_eq!((after.fields.headline.as_str(), after.body), ("Air pasang", paragraph("Laut naik.")));
    assert!(after.tracking.is_some_and(|tracking| tracking.contains("Air surut")));
}

#[test]
fn a_story_that_changed_since_it_was_looked_at_is_left_alone_and_an_open_one_hears_of_it() {
    let desk = Desk::new();
    let one = desk.story("SATU", "Rusia");
    let two = desk.story("DUA", "Rusia");
    let query = query("Rusia", "RF");
    let shown = preview(&desk, &[one.id.clone(), two.id.clone()], &query);
    let mut edit = edit_of(&one);
    edit.body = paragraph("Rusia, kata Putin");
    desk.newsroom.save(&edit, LATER, EDITOR).unwrap();
    let done =
        desk.newsroom.replace_in_stories(&all(&shown), &query, LATER, EDITOR, &mut |_| ControlFlow::Continue(()));
    let done = done.unwrap();
    let left = NotReplaced { id: one.id.clone(), name: "SATU".to_owned(), why: Overtaken::Changed };
    assert_eq!((done.stories, done.left), (1, vec![left]));
    assert_eq!(text(&desk, &one.id), paragraph("Rusia, kata Putin"));
    // Whoever had the second open saves on an older base: nothing is lost, and the two are merged as ever.
    let kept = desk.newsroom.save(&edit_of(&two), AFTER, EDITOR).unwrap();
    assert!(matches!(kept, newsroom::Kept::KeptBeside { .. }), "{kept:?}");
}

#[test]
fn stopped_it_has_changed_nothing() {
    let desk = Desk::new();
    let ids: Vec<String> = ["SATU", "DUA", "TIGA"].map(|slugline| desk.story(slugline, "Rusia").id).into();
    let query = query("Rusia", "RF");
    let mut stop = |progress: newsroom::Progress| match progress.done {
        2 => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    };
    assert!(desk.newsroom.preview_replace(&ids, &query, &mut stop).unwrap().cancelled);
    let stories = all(&preview(&desk, &ids, &query));
    let done = desk.newsroom.replace_in_stories(&stories, &query, LATER, EDITOR, &mut stop).unwrap();
    assert_eq!((done.cancelled, done.stories, done.seq), (true, 0, None));
    assert!(ids.iter().all(|id| text(&desk, id) == paragraph("Rusia")));
}

#[test]
fn a_pattern_that_cannot_be_used_names_its_fault() {
    let desk = Desk::new();
    let open = desk.story("SATU", "Rusia");
    let query = FindQuery { regex: true, ..query("(Rusia", "") };
    let written = WrittenText { fields: open.fields, body: open.body };
    let failure = desk.newsroom.find_in_story(&written, &query).unwrap_err();
    assert_eq!((failure.code, failure.detail.as_str()), (Code::PatternUnusable, "unclosed group"));
    assert!(desk.newsroom.preview_replace(&[], &query, &mut |_| ControlFlow::Continue(())).is_err());
}

#[test]
fn all_stories_of_a_search_are_found_page_by_page() {
    let desk = Desk::new();
    for number in 0..230 {
        desk.story(&format!("BERAS/{number}"), "Harga beras naik");
    }
    assert_eq!(desk.newsroom.found("beras").unwrap().len(), 230);
}
