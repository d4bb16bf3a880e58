//! Finding and replacing. The cases are read by the interface, too: what is found here is put there in the same way.
#![allow(clippy::panic, reason = "a test says what is wrong by panicking")]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test says what it expects, and makes its own files anew"
)]

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::{fs, path::PathBuf};
use story::{
    Body, Fields,
    replace::{FindQuery, PatternFaultKind, find, markers, replace},
};

fn query(value: &Value) -> FindQuery {
    let flag = |name: &str| value[name].as_bool().unwrap_or_default();
    let words = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    FindQuery {
        find: words("find"),
        with: words("with"),
        regex: flag("regex"),
        word: flag("word"),
        case: flag("case"),
        loose: flag("loose"),
    }
}

fn simple(find: &str) -> FindQuery {
    FindQuery { find: find.to_owned(), ..FindQuery::default() }
}

fn pattern(find: &str, with: &str) -> FindQuery {
    FindQuery { find: find.to_owned(), with: with.to_owned(), regex: true, ..FindQuery::default() }
}

/// The metadata that a case names, in the ones that are there without it.
fn fields(named: &Value) -> Fields {
    let mut all = serde_json::to_value(Fields::default()).unwrap();
    for (name, value) in named.as_object().into_iter().flatten() {
        all[name] = value.clone();
    }
    serde_json::from_value(all).unwrap()
}

fn body(blocks: &Value) -> Body {
    Body::from_json(&json!({ "type": "doc", "content": blocks }).to_string()).unwrap()
}

/// Only those of a story's metadata that are not as they are without anybody's doing.
fn said(fields: &Fields) -> Map<String, Value> {
    let empty = serde_json::to_value(Fields::default()).unwrap();
    let Value::Object(mut all) = serde_json::to_value(fields).unwrap() else { panic!("fields are an object") };
    all.retain(|name, value| *value != empty[name]);
    all
}

/// `UPDATE=1` writes what is found and what becomes of it, to be read over.
#[test]
fn every_case_finds_and_becomes_what_it_says() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/replacing/cases.json");
    let mut cases: Vec<Value> = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let update = std::env::var_os("UPDATE").is_some();
    for case in &mut cases {
        let pattern = query(&case["query"]).compile().unwrap();
        let (fields, body) = (fields(&case["fields"]), body(&case["body"]));
        let matches = serde_json::to_value(find(&fields, &body.tree(), &pattern)).unwrap();
        let (after, text) = replace(&fields, &body, &pattern, &|_| true).unwrap();
        let after = json!({ "fields": said(&after), "body": text.tree()["content"] });
        if update {
            case["matches"] = matches;
            case["after"] = after;
        } else {
            assert_eq!(case["matches"], matches, "{}", case["name"]);
            assert_eq!(case["after"], after, "{}", case["name"]);
        }
    }
    if update {
        fs::write(path, serde_json::to_string_pretty(&cases).unwrap() + "\n").unwrap();
    }
}

#[test]
fn only_what_is_taken_is_replaced() {
    let fields = Fields { headline: "a a".to_owned(), ..Fields::default() };
    let query = FindQuery { with: "b".to_owned(), ..simple("a") };
    let (after, text) =
        replace(&fields, &Body::from_paragraphs(["a a"]), &query.compile().unwrap(), &|at| at == 1 || at == 2).unwrap();
    assert_eq!((after.headline.as_str(), text.text().as_str()), ("a b", "b a"));
}

#[test]
fn what_cannot_be_looked_for_says_why_and_where() {
    use PatternFaultKind::*;
    let cases = [
        ("", "", Empty, None, ""),
        ("kata (a", "", GroupUnclosed, Some(6), "("),
        ("é)", "", GroupUnopened, Some(2), ")"),
        ("(?P<a-b>c)", "", GroupName, Some(6), "-"),
        ("(?P<a>b)(?P<a>c)", "", GroupName, Some(13), "a"),
        ("(?y)a", "", Flag, Some(3), "y"),
        ("a[bc", "", ClassUnclosed, Some(2), "["),
        ("[z-a]", "", ClassRange, Some(2), "z-a"),
        (r"\p{Rejung}", "", ClassUnknown, Some(1), r"\p{Rejung}"),
        ("a|*b", "", RepetitionMissing, Some(3), "*"),
        ("a{5,2}", "", RepetitionCount, Some(2), "{5,2}"),
        (r"a\y", "", EscapeUnknown, Some(2), r"\y"),
        (r"a\", "", EscapeUnfinished, Some(2), r"\"),
        // What this dialect leaves out is refused, and not quietly something else.
        ("(?<=a)b", "", LookAround, Some(1), "(?<="),
        ("b(?!a)", "", LookAround, Some(2), "(?!"),
        (r"(a)\1", "", BackReference, Some(4), r"\1"),
        (r"(\w{1000}){1000}", "", TooLarge, None, ""),
        ("(a)", "$2", GroupMissing, None, "2"),
        ("a", "${nama}", GroupMissing, None, "nama"),
    ];
    for (find, with, kind, at, piece) in cases {
        let fault = pattern(find, with).compile().map(drop).unwrap_err();
        assert_eq!((fault.kind, fault.at, fault.piece.as_str()), (kind, at, piece), "{find}: {}", fault.detail);
        assert_ne!(fault.to_string(), "", "{find}");
    }
    assert_eq!(pattern("(a", "").compile().map(drop).unwrap_err().to_string(), "unclosed group");
}

#[test]
fn a_fault_is_where_it_was_typed_whatever_else_is_asked_for() {
    for (word, loose, case) in [(true, false, false), (false, true, false), (true, true, true)] {
        // The accent that stands by itself is no character of what is looked for then.
        let typed = FindQuery { word, loose, case, ..pattern("e\u{301} “a”)|(b", "") };
        let fault = typed.compile().map(drop).unwrap_err();
        assert_eq!((fault.kind, fault.at, &*fault.piece), (PatternFaultKind::GroupUnopened, Some(7), ")"));
    }
}

/// A pattern on which engines that try every way would be busy until the stars go out.
#[test]
fn no_pattern_takes_longer_than_the_text_is_long() {
    let body = Body::from_paragraphs([format!("{}!", "a".repeat(200_000)).as_str()]);
    for slow in ["(a+)+$", "(a|aa)+$", "(a|a?)+$", "(.*a){12}$"] {
        assert_eq!(find(&Fields::default(), &body.tree(), &pattern(slow, "").compile().unwrap()), [], "{slow}");
    }
}

#[test]
fn a_group_of_two_digits_is_one_of_one_where_there_are_not_so_many() {
    let becomes = |find: &str, with: &str| {
        let body = Body::from_paragraphs(["ab"]);
        replace(&Fields::default(), &body, &pattern(find, with).compile().unwrap(), &|_| true).unwrap().1.text()
    };
    assert_eq!(becomes("(a)(b)", "$12$2x"), "a2bx");
    assert_eq!(becomes("(?P<one>a)", "${one}$&$0"), "aaab");
    assert_eq!(becomes("a", "$"), "$b");
}

#[test]
fn what_is_still_to_come_is_found_and_a_kindergarten_is_not() {
    let found = |language: &str, text: &str| {
        let fields = Fields { language: language.to_owned(), note: "TKTK".to_owned(), ..Fields::default() };
        let body = Body::from_paragraphs([text]);
        markers(&fields, &body.tree()).into_iter().map(|found| found.found).collect::<Vec<_>>()
    };
    let text = "Rose TK percent, TKTK [TK] […] [...] XXXX (cek lagi ke Kemenkeu) [Cek]";
    assert_eq!(found("en", text), ["TK", "TKTK", "[TK]", "[…]", "[...]", "XXXX", "(cek lagi ke Kemenkeu)", "[Cek]"]);
    assert_eq!(found("id", "Anak-anak TK Pembina naik [TK] persen"), ["[TK]"]);
    assert_eq!(found("id", "cek kosong, TKI, tk, XX, (ceko), tiga titik..., (catatan)"), [""; 0]);
}

proptest! {
    /// Whatever is looked for, in whatever text: what comes out is a body, and it says what the text with each match
    /// replaced says.
    #[test]
    fn a_replaced_body_says_what_its_text_replaced_says(
        words in prop::collection::vec("[ab é🎉]{0,6}", 1..5),
        marks in prop::collection::vec(0..3_usize, 1..5),
        find in "[ab é]{1,2}", with in "[abc🎉]{0,3}", loose: bool, case: bool,
    ) {
        let kinds = [json!([]), json!([{ "type": "strong" }]), json!([{ "type": "emphasis" }])];
        let content: Vec<Value> = words.iter().zip(marks.iter().cycle()).filter(|(words, _)| !words.is_empty())
            .map(|(words, mark)| json!({ "type": "text", "marks": kinds[*mark], "text": words })).collect();
        let body = body(&json!([{ "type": "paragraph", "content": content }]));
        let query = FindQuery { find, with, loose, case, ..FindQuery::default() };
        let pattern = query.compile().unwrap();
        let matches = places(&body, &pattern);
        let (_, after) = replace(&Fields::default(), &body, &pattern, &|_| true).unwrap();
        let mut text: Vec<u16> = words.concat().encode_utf16().collect();
        for (start, end, with) in matches.iter().rev() {
            text.splice(*start..*end, with.encode_utf16());
        }
        let line = |body: &Body| body.tree()["content"][0]["content"].as_array().into_iter().flatten()
            .filter_map(|run| run["text"].as_str().map(str::to_owned)).collect::<String>();
        prop_assert_eq!(line(&after), String::from_utf16(&text).unwrap());
    }
}

fn places(body: &Body, pattern: &story::replace::Pattern) -> Vec<(usize, usize, String)> {
    let matches = find(&Fields::default(), &body.tree(), pattern).into_iter();
    matches.map(|found| (found.start as usize, found.end as usize, found.with)).collect()
}
