use crate::desk::{Desk, EDITOR, LATER, NOW, edit_of};
use newsroom::{Conflict, Kept, MergeRequest, Newsroom, OpenStory, StoryEdit, WrittenText};
use story::Body;

pub fn body(lines: &str) -> String {
    Body::from_paragraphs(lines.split('\n')).to_json()
}

fn written(open: &OpenStory, body: &str) -> WrittenText {
    WrittenText { fields: open.fields.clone(), body: body.to_owned() }
}

const BASE: &str = "Xi tiba di Moskow.\nKedua pemimpin bertemu.\nHarga minyak naik.";

/// A story of three paragraphs, what this window makes of it, and what another one has saved meanwhile.
fn at_once(desk: &Desk, mine: &str, theirs: &str) -> (OpenStory, MergeRequest, u32) {
    let id = desk.story("XI", "x").id;
    let edit = edit_of(&desk.newsroom.open_story(&id, NOW).unwrap());
    desk.newsroom.save(&StoryEdit { body: body(BASE), ..edit }, NOW, EDITOR).unwrap();
    let open = desk.newsroom.open_story(&id, NOW).unwrap();
    let other = Newsroom::open(desk.newsroom.path()).unwrap();
    let saved = other.save(&StoryEdit { body: body(theirs), ..edit_of(&open) }, NOW, "ratri").unwrap();
    let Kept::Kept { revision, .. } = saved else { panic!("{saved:?}") };
    let request = MergeRequest { id, base: written(&open, &open.body), mine: written(&open, &body(mine)) };
    (open, request, revision)
}

#[test]
fn two_windows_that_changed_different_paragraphs_merge_and_the_text_that_gave_way_is_a_version() {
    let desk = Desk::new();
    let (mine, theirs) = (BASE.replace("tiba", "mendarat"), BASE.replace("naik", "turun"));
    let (open, request, revision) = at_once(&desk, &mine, &theirs);
    let before = desk.newsroom.last_seq().unwrap();
    let result = desk.newsroom.merge_story(&request).unwrap();
    assert_eq!(result.body, body(&mine.replace("naik", "turun")));
    assert_eq!((result.conflicts.len(), result.revision, result.theirs), (0, revision, written(&open, &body(&theirs))));
    assert_eq!(desk.newsroom.last_seq().unwrap(), before, "a merge writes nothing");

    let edit = StoryEdit {
        id: open.id.clone(),
        base: result.revision,
        fields: result.fields,
        body: result.body,
        tracking: None,
    };
    let kept = desk.newsroom.save_merged(&edit, None, LATER, EDITOR).unwrap();
    assert!(matches!(kept, Kept::Kept { revision: at, .. } if at == revision + 1), "{kept:?}");
    let versions = desk.newsroom.versions(&open.id).unwrap();
    let before = desk.newsroom.version(versions[0].version).unwrap();
    assert_eq!((before.row.reason.as_str(), before.row.revision, before.body), ("merged", revision, body(&theirs)));
    // It was dealt with: nobody is asked again.
    assert_eq!(desk.newsroom.open_story(&open.id, LATER).unwrap().kept_beside, []);
    // A merge that comes too late in its turn is kept beside like any other save.
    let late = desk.newsroom.save_merged(&StoryEdit { body: body("Lain."), ..edit }, None, LATER, EDITOR).unwrap();
    assert!(matches!(late, Kept::KeptBeside { .. }), "{late:?}");
}

#[test]
fn what_both_changed_crosses_with_both_sides_and_its_place() {
    let desk = Desk::new();
    let mine = BASE.replace("Kedua pemimpin", "Xi dan Putin").replace("\nHarga minyak naik.", "");
    let theirs = BASE.replace("Kedua pemimpin bertemu.", "Tidak ada pertemuan.").replace("naik", "naik lagi");
    let (_, request, _) = at_once(&desk, &mine, &theirs);
    let result = desk.newsroom.merge_story(&request).unwrap();
    assert_eq!(result.body, body("Xi tiba di Moskow.\nXi dan Putin bertemu.\nHarga minyak naik lagi."));
    let block = |at, base: &str, mine: Option<&str>, theirs: &str| Conflict::Blocks {
        at,
        length: 1,
        base: body(base),
        mine: mine.map(body),
        theirs: Some(body(theirs)),
    };
    assert_eq!(
        result.conflicts,
        [
            block(1, "Kedua pemimpin bertemu.", Some("Xi dan Putin bertemu."), "Tidak ada pertemuan."),
            block(2, "Harga minyak naik.", None, "Harga minyak naik lagi."),
        ]
    );
}

#[test]
fn a_text_that_lost_a_race_waits_until_it_is_dealt_with_and_merges_on_what_both_began_from() {
    let desk = Desk::new();
    let (mine, theirs) = (BASE.replace("tiba", "mendarat"), BASE.replace("naik", "turun"));
    let (open, request, _) = at_once(&desk, &mine, &theirs);
    let edit =
        StoryEdit { id: open.id.clone(), base: open.revision, fields: open.fields, body: body(&mine), tracking: None };
    let late = desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    let Kept::KeptBeside { version, revision, .. } = late else { panic!("{late:?}") };

    // The window is closed; whoever opens the story next, with the text as it is now, is asked.
    let open = desk.newsroom.open_story(&request.id, LATER).unwrap();
    assert_eq!(open.kept_beside.iter().map(|row| row.version).collect::<Vec<_>>(), [version]);
    let result = desk.newsroom.merge_version(version, &written(&open, &open.body)).unwrap();
    assert_eq!((result.conflicts.len(), result.revision), (0, revision));
    assert_eq!(result.body, body(&mine.replace("naik", "turun")));

    // Also a choice of what the story says already is one.
    let unchanged =
        StoryEdit { id: open.id.clone(), base: revision, fields: open.fields, body: open.body, tracking: None };
    desk.newsroom.save_merged(&unchanged, Some(version), LATER, EDITOR).unwrap();
    let again = desk.newsroom.save(&StoryEdit { body: body("Lain sama sekali."), ..unchanged }, LATER, EDITOR).unwrap();
    assert!(matches!(again, Kept::Kept { .. }), "{again:?}");
    assert_eq!(desk.newsroom.open_story(&open.id, LATER).unwrap().kept_beside, []);
}
