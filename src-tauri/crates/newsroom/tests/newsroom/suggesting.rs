use crate::desk::{Desk, EDITOR, LATER, NOW, edit_of, paragraph};
use newsroom::{Code, OpenStory, Reason};

fn tagged(desk: &Desk, slugline: &str, tag: &str) -> OpenStory {
    let mut edit = edit_of(&desk.story(slugline, "Pernyataan itu dikutip luas."));
    edit.fields.headline = format!("Berita {slugline}");
    edit.fields.tags = vec![tag.to_owned()];
    desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    desk.newsroom.open_story(&edit.id, NOW).unwrap()
}

#[test]
fn suggestions_follow_what_is_typed_not_what_is_saved() {
    let desk = Desk::new();
    let gas = tagged(&desk, "GAS", "energi");
    let rice = tagged(&desk, "BERAS", "pangan");
    let open = tagged(&desk, "NIKEL", "tambang");
    let mut edit = edit_of(&open);
    edit.body = paragraph("Kalimat lain.");
    let suggested = |edit: &newsroom::StoryEdit| -> Vec<(String, Vec<Reason>)> {
        let found = desk.newsroom.suggestions(edit, 10, LATER).unwrap();
        found.into_iter().map(|one| (one.row.id, one.reasons)).collect()
    };
    assert_eq!(suggested(&edit), []);
    for (tag, story) in [("Energi", &gas), ("pangan", &rice)] {
        edit.fields.tags = vec![tag.to_owned()];
        assert_eq!(suggested(&edit), [(story.id.clone(), vec![Reason::Tag { name: tag.to_owned() }])]);
    }
    assert_eq!(desk.newsroom.suggestions(&edit, 0, LATER).unwrap(), []);
}

#[test]
fn a_story_as_it_was_saved_gets_the_same_ones_and_a_missing_one_is_named() {
    let desk = Desk::new();
    let gas = tagged(&desk, "GAS", "energi");
    let open = tagged(&desk, "MINYAK", "energi");
    let saved = desk.newsroom.suggestions_for(&open.id, 10, LATER).unwrap();
    assert_eq!(saved.iter().map(|one| &one.row.id).collect::<Vec<_>>(), [&gas.id]);
    assert_eq!(desk.newsroom.suggestions(&edit_of(&open), 10, LATER).unwrap(), saved);
    assert_eq!(desk.newsroom.suggestions_for("tidak-ada", 10, LATER).unwrap_err().code, Code::StoryMissing);
    let broken = newsroom::StoryEdit { body: "{".to_owned(), ..edit_of(&open) };
    assert_eq!(desk.newsroom.suggestions(&broken, 10, LATER).unwrap_err().code, Code::BodyUnreadable);
}
