//! Every word a person sees is in both languages, and every code has words.

use crate::tree::{Written, root, written};
use std::collections::{BTreeMap, BTreeSet};

type Catalogue = BTreeMap<String, String>;

const LANGUAGES: [&str; 2] = ["id", "en"];

/// The enums whose variants the window puts into words: file, enum, the prefix of their keys.
const CODES: &[(&str, &str, &str)] = &[
    ("src-tauri/crates/story/src/finding.rs", "FindingCode", "finding."),
    ("src-tauri/crates/story/src/stage.rs", "Stage", "stage."),
    ("src-tauri/crates/story/src/replace/fault.rs", "PatternFaultKind", "find.fault."),
    ("src-tauri/crates/newsroom/src/failure.rs", "Code", "failure."),
    ("src-tauri/crates/newsroom/src/failure.rs", "Remedy", "remedy."),
];

fn catalogue(language: &str) -> Catalogue {
    let path = root().join(format!("ui/messages/{language}.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The `{names}` that a message is filled with. `{count:file|files}` counts by its name alone: Indonesian has no plurals.
fn blanks(message: &str) -> BTreeSet<&str> {
    message.split('{').skip(1).filter_map(|rest| rest.split([':', '}']).next()).map(str::trim).collect()
}

fn differences(one: &Catalogue, other: &Catalogue) -> Vec<String> {
    let mut differences = Vec::new();
    for key in one.keys().chain(other.keys()).collect::<BTreeSet<_>>() {
        match (one.get(key), other.get(key)) {
            (Some(one), Some(other)) if blanks(one) != blanks(other) => {
                differences.push(format!("{key}: filled with {:?} and {:?}", blanks(one), blanks(other)));
            }
            (Some(one), Some(other)) if one.trim().is_empty() || other.trim().is_empty() => {
                differences.push(format!("{key}: says nothing"));
            }
            (Some(_), Some(_)) => {}
            _ => differences.push(format!("{key}: in one language only")),
        }
    }
    differences
}

/// The variants of an enum without data, as they cross to the window: `HeadlineMissing` is `headlineMissing`.
fn variants(source: &str, name: &str) -> Vec<String> {
    let Some((_, rest)) = source.split_once(&format!("pub enum {name} {{")) else { return Vec::new() };
    let body = rest.split_once("\n}").map_or(rest, |(body, _)| body);
    let lines = body.lines().map(str::trim);
    let variants = lines.filter(|line| line.starts_with(|letter: char| letter.is_ascii_uppercase()));
    variants.filter_map(|line| line.split([',', ' ', '(']).next()).map(camel).collect()
}

fn camel(name: &str) -> String {
    name[..1].to_lowercase() + &name[1..]
}

/// The keys that code asks for: whole ones, and the beginnings of those that are put together.
fn asked_for(files: &[Written]) -> Vec<(&str, &str, bool)> {
    let code = files.iter().filter(|file| {
        file.path.starts_with("ui/src/") && file.is(&["ts", "svelte"]) && !file.path.ends_with(".test.ts")
    });
    let calls = code.flat_map(|file| {
        let starts = file.text.match_indices("t(").map(|(at, _)| at);
        // `t(` is a call only where no word ends in that t: `format(` is another function.
        let calls = starts.filter(|at| {
            !file.text[..*at].ends_with(|letter: char| letter.is_alphanumeric() || "_.$".contains(letter))
        });
        calls.map(|at| (file.path.as_str(), file.text[at + 2..].trim_start()))
    });
    calls
        .filter_map(|(path, rest)| {
            let quote = rest.chars().next().filter(|letter| "'\"`".contains(*letter))?;
            let text = rest[1..].split(quote).next()?;
            Some(text.split_once("${").map_or((path, text, true), |(beginning, _)| (path, beginning, false)))
        })
        .collect()
}

fn unanswered(files: &[Written], catalogue: &Catalogue) -> Vec<String> {
    let is_there = |key: &str, whole| {
        if whole { catalogue.contains_key(key) } else { catalogue.keys().any(|other| other.starts_with(key)) }
    };
    let missing = asked_for(files).into_iter().filter(|(_, key, whole)| !is_there(key, *whole));
    missing.map(|(path, key, _)| format!("{path} asks for {key}, which no catalogue has")).collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let [one, other] = LANGUAGES.map(catalogue);
    let differences = differences(&one, &other);
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

#[test]
fn a_word_in_one_language_only_is_seen() {
    let catalogue = |key: &str, text: &str| Catalogue::from([(key.to_owned(), text.to_owned())]);
    assert_eq!(differences(&catalogue("a", "x"), &catalogue("b", "x")).len(), 2);
    assert_eq!(differences(&catalogue("a", "{count} kata"), &catalogue("a", "{words} words")).len(), 1);
    assert_eq!(differences(&catalogue("a", ""), &catalogue("a", "")).len(), 1);
}

#[test]
fn every_code_has_words() {
    let catalogue = catalogue("id");
    let mut missing = Vec::new();
    for (file, name, prefix) in CODES {
        let source = std::fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let variants = variants(&source, name);
        assert!(!variants.is_empty(), "{file} has no enum {name}");
        missing.extend(
            variants.iter().map(|variant| format!("{prefix}{variant}")).filter(|key| !catalogue.contains_key(key)),
        );
    }
    assert!(missing.is_empty(), "no words for {missing:?}");
}

#[test]
fn variants_are_read_as_they_cross() {
    let source = "pub enum Code {\n    /// Words.\n    HeadlineMissing,\n    #[default]\n    Full,\n}\n";
    assert_eq!(variants(source, "Code"), ["headlineMissing", "full"]);
}

#[test]
fn the_window_asks_for_no_word_that_is_missing() {
    let unanswered = unanswered(&written(), &catalogue("id"));
    assert!(unanswered.is_empty(), "\n{}", unanswered.join("\n"));
}

#[test]
fn a_missing_word_is_seen() {
    let catalogue = Catalogue::from([("stage.draft".to_owned(), "Draf".to_owned())]);
    let of = |text: &str| unanswered(&[Written::new("ui/src/shell/Bar.svelte", text)], &catalogue).len();
    assert_eq!(of("{t('stage.draft')} {t(`stage.${stage}`)} format('x') at('y')"), 0);
    assert_eq!(of("{t('stage.review')}"), 1);
    assert_eq!(of("title={t(`desk.${desk}`)}"), 1);
}
