//! Words as EYD V (I.G) breaks them.

use print::{SOFT_HYPHEN, hyphenate, syllables};

const WORDS: &str = include_str!("words.txt");

#[test]
fn words_are_broken_as_the_standard_breaks_them() {
    let wrong: Vec<String> = WORDS
        .split_whitespace()
        .filter_map(|expected| {
            let word = expected.replace('-', "");
            let broken = syllables(&word).join("-");
            (broken != expected).then(|| format!("{broken} for {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), WORDS.split_whitespace().count(), wrong.join("\n"));
}

#[test]
fn nothing_but_soft_hyphens_is_added() {
    let text = "Perkembangan perdagangan — “keberlanjutan” 12.500 ton, Jum'at & naïve NATO.";
    assert_eq!(hyphenate(text).replace(SOFT_HYPHEN, ""), text);
}

#[test]
fn no_two_letters_begin_a_line_and_short_words_stay_whole() {
    assert_eq!(hyphenate("apa itu ibu"), "apa itu ibu");
    assert_eq!(hyphenate("ekonomi pasar"), "eko\u{ad}nomi pasar");
    assert!(!hyphenate("BUMN NATO ASEAN").contains(SOFT_HYPHEN));
}
