//! Spelling with the dictionaries of the tree, and the words that people teach a newsroom.

use crate::desk::{Desk, EDITOR, NOW, edit_of};
use newsroom::Code;

fn wrong(desk: &Desk, id: &str) -> Vec<String> {
    desk.newsroom.spelling(id, NOW).unwrap().into_iter().map(|found| found.word).collect()
}

#[test]
fn a_word_that_was_taught_is_right_where_it_was_taught() {
    let desk = Desk::new();
    let one = desk.story("JRUK", "Harga jruk klinterung naik.").id;
    let two = desk.story("PANEN", "Panen jruk klinterung.").id;
    assert_eq!(wrong(&desk, &one), ["jruk", "klinterung"]);
    assert!(desk.newsroom.teach_word(" Klinterung ", None, NOW, EDITOR).unwrap());
    assert!(!desk.newsroom.teach_word("Klinterung", None, NOW, EDITOR).unwrap(), "it is known");
    assert!(desk.newsroom.teach_word("jruk", Some(&one), NOW, EDITOR).unwrap());
    assert_eq!((wrong(&desk, &one), wrong(&desk, &two)), (vec![], vec!["jruk".to_owned()]));
    let taught = desk.newsroom.words(Some(&one)).unwrap();
    let told: Vec<_> = taught.iter().map(|taught| (taught.word.as_str(), taught.story.as_deref())).collect();
    assert_eq!(told, [("Klinterung", None), ("jruk", Some(one.as_str()))]);
    assert_eq!(desk.newsroom.words(None).unwrap().len(), 1);
    assert!(desk.newsroom.forget_word("Klinterung", None).unwrap());
    assert!(!desk.newsroom.forget_word("Klinterung", None).unwrap());
    assert_eq!(wrong(&desk, &one), ["klinterung"]);
    assert_eq!(desk.newsroom.verify().unwrap().faults, []);
}

#[test]
fn what_is_no_word_is_not_taught() {
    let desk = Desk::new();
    for word in ["", "  ", "dua kata", "2025", "redaksi@kontan.co.id"] {
        let failure = desk.newsroom.teach_word(word, None, NOW, EDITOR).unwrap_err();
        assert_eq!(failure.code, Code::FieldValue, "{word}");
    }
    assert!(desk.newsroom.teach_word("jruk", Some("tidak ada"), NOW, EDITOR).is_err());
    assert_eq!(desk.newsroom.words(None).unwrap(), []);
}

#[test]
fn a_language_without_a_dictionary_is_named() {
    let desk = Desk::new();
    let open = desk.story("PARIS", "Le prix du riz.");
    let mut edit = edit_of(&open);
    edit.fields.language = "fr".to_owned();
    desk.newsroom.save(&edit, NOW, EDITOR).unwrap();
    let failure = desk.newsroom.spelling(&open.id, NOW).unwrap_err();
    assert_eq!(failure.code, Code::FieldValue);
    assert!(failure.detail.contains("fr"), "{failure:?}");
}
