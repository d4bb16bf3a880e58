use crate::desk::{Desk, edit_of, paragraph};
use newsroom::{Code, PageWish};

const TODAY: &str = "2025-05-09";

#[test]
fn the_preview_shows_what_is_typed_not_what_is_saved() {
    let desk = Desk::new();
    let mut edit = edit_of(&desk.story("A", "Yang tersimpan."));
    edit.fields.headline = "Judul yang belum disimpan".to_owned();
    edit.body = paragraph("Yang sedang diketik.");
    let wish = PageWish { dark: true, ..PageWish::default() };
    for layout in desk.newsroom.layouts() {
        let page = desk.newsroom.preview(&layout.id, &edit, &wish, TODAY).unwrap();
        assert!(page.to_lowercase().contains("judul yang belum disimpan"), "{}", layout.id);
        assert!(page.contains("Yang sedang diketik."), "{}", layout.id);
        assert!(!page.contains("Yang tersimpan."), "{}", layout.id);
        assert!(page.contains("data-scheme=\"dark\"") || layout.id == "newsletter");
    }
    assert_eq!(desk.newsroom.preview("print", &edit, &wish, TODAY).unwrap_err().code, Code::LayoutMissing);
    edit.body = "{".to_owned();
    assert_eq!(desk.newsroom.preview("web-phone", &edit, &wish, TODAY).unwrap_err().code, Code::BodyUnreadable);
}

#[test]
fn topics_are_found_in_either_language_and_named_in_one() {
    let newsroom = Desk::new().newsroom;
    let names = |query: &str, language: &str| -> Vec<String> {
        newsroom.topics(query, language).into_iter().map(|topic| topic.name).collect()
    };
    assert_eq!(names("", "id").len(), 17, "the topics at the top");
    assert_eq!(names("musik", "id")[0], "musik");
    assert_eq!(names("music", "id")[0], "musik");
    assert_eq!(names("musik", "en")[0], "music");
    assert!(names("qqqq", "id").is_empty());
    let music = &newsroom.topics("music", "en")[0];
    assert_eq!(music.path, ["arts, culture, entertainment and media", "arts and entertainment"]);
    let of = newsroom.topics_of(&[music.code.clone(), "medtop:0".to_owned()], "en");
    assert_eq!(of.iter().map(|topic| topic.name.as_str()).collect::<Vec<_>>(), ["music", "medtop:0"]);
}
