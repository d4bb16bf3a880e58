//! Notes and suggestions in a Word document: whoever accepts all has the text, whoever rejects all has what it was before.

use crate::{archive, forms, given};
use formats::{Kind, Leaving, Note, Review, docx, odt};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use roxmltree::Node;
use serde_json::{Value, json};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use story::{
    Body, Correction, CorrectionKind, Fields, Rendition, Story, TrackedChange, TrackedField, TrackedSpan, Tracking,
    WrittenField,
};

pub fn story_of(body: Body) -> Story {
    given::story(Fields { house: "detik".into(), ..Fields::default() }, body)
}

fn body(blocks: Value) -> Body {
    Body::from_json(&json!({"type": "doc", "content": blocks}).to_string()).unwrap()
}

/// The tokens that the editor compares texts by, one a place.
fn tokens(node: &Value, into: &mut Vec<String>) {
    for child in node["content"].as_array().into_iter().flatten() {
        if let Some(text) = child["text"].as_str() {
            let marks: Vec<&Value> =
                child["marks"].as_array().into_iter().flatten().filter(|mark| mark["type"] != "note").collect();
            into.extend(text.encode_utf16().map(|unit| format!("{unit} {marks:?}")));
        } else {
            into.push(format!("{} {}", child["type"], child["attrs"]));
            if child["type"] != "embed" && child["type"] != "relatedLink" {
                tokens(child, into);
                into.push("end".to_owned());
            }
        }
    }
}

/// What the editor would keep of a text that somebody made of another.
pub fn tracking(base: &Body, text: &Body) -> Tracking {
    let told = |body: &Body| {
        let mut told = Vec::new();
        tokens(&body.tree(), &mut told);
        told
    };
    let (old, new) = (told(base), told(text));
    let mut changes: Vec<TrackedChange> = Vec::new();
    let number = |at: usize| u32::try_from(at).unwrap();
    let span = |length: usize| {
        let at = "2025-05-09T03:45:00.000Z".to_owned();
        let one = TrackedSpan { length: number(length), author: "ratri".to_owned(), at };
        Some(one).filter(|one| one.length > 0).into_iter().collect::<Vec<_>>()
    };
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (a, b) = (op.old_range(), op.new_range());
        changes.push(TrackedChange {
            from_a: number(a.start),
            to_a: number(a.end),
            from_b: number(b.start),
            to_b: number(b.end),
            deleted: span(a.len()),
            inserted: span(b.len()),
        });
    }
    Tracking { suggesting: true, base: Some(base.clone()), changes, pending: Vec::new(), fields: Vec::new() }
}

fn reviewed(story: &Story, tracking: &Tracking, notes: &[Note]) -> Rendition {
    let review = Some(Review { notes, tracking: Some(tracking) });
    docx::write(&Leaving { review, ..forms::leaving(story) }, &forms::context())
}

/// A paragraph as Word has it.
#[derive(Debug, PartialEq)]
struct Paragraph {
    style: String,
    words: String,
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn child<'n, 'd>(node: Node<'n, 'd>, path: &[&str]) -> Option<Node<'n, 'd>> {
    path.iter().try_fold(node, |node, name| node.children().find(|child| child.has_tag_name((WORD, *name))))
}

/// The text as Word shows it after all is accepted, or rejected: paragraphs that say something.
fn decided(rendition: &Rendition, accepted: bool) -> Vec<Paragraph> {
    let part = archive::part(rendition, "word/document.xml");
    let document = roxmltree::Document::parse(part.text()).unwrap();
    let gone = if accepted { "del" } else { "ins" };
    let mut paragraphs = Vec::new();
    let mut words = String::new();
    for paragraph in document.descendants().filter(|node| node.has_tag_name((WORD, "p"))) {
        let row = paragraph.ancestors().find(|node| node.has_tag_name((WORD, "tr")));
        if row.is_some_and(|row| child(row, &["trPr", gone]).is_some()) {
            continue;
        }
        for run in paragraph.descendants().filter(|node| node.has_tag_name((WORD, "r"))) {
            if run.ancestors().any(|node| node.has_tag_name((WORD, gone))) {
                continue;
            }
            for said in run.children() {
                match said.tag_name().name() {
                    "t" | "delText" => {
                        let deleted = run.ancestors().any(|node| node.has_tag_name((WORD, "del")));
                        assert_eq!(said.tag_name().name() == "delText", deleted, "a deleted run has its own element");
                        words.push_str(said.text().unwrap_or_default());
                    }
                    "drawing" => words.push_str("(picture)"),
                    _ => {}
                }
            }
        }
        let properties = child(paragraph, &["pPr"]).unwrap();
        if child(properties, &["rPr", gone]).is_some() {
            continue;
        }
        let was = child(properties, &["pPrChange", "pPr"]).filter(|_| !accepted);
        let style = child(was.unwrap_or(properties), &["pStyle"]).unwrap();
        let style = style.attribute((WORD, "val")).unwrap().to_owned();
        let said = words.split_whitespace().collect::<Vec<_>>().join(" ");
        words.clear();
        if !said.is_empty() {
            paragraphs.push(Paragraph { style, words: said });
        }
    }
    paragraphs
}

fn check(base: &Body, text: &Body, tracking: &Tracking) -> Result<(), String> {
    let (before, after) = (story_of(base.clone()), story_of(text.clone()));
    let marked = reviewed(&after, tracking, &[]);
    let plain = |story: &Story| decided(&docx::write(&forms::leaving(story), &forms::context()), true);
    for (found, expected) in [(decided(&marked, true), plain(&after)), (decided(&marked, false), plain(&before))] {
        if found != expected {
            return Err(format!("{found:#?}\nis not\n{expected:#?}"));
        }
    }
    let review = Some(Review { notes: &[], tracking: Some(tracking) });
    archive::check(&marked)?;
    archive::check(&odt::write(&Leaving { review, ..forms::leaving(&after) }, &forms::context()))
}

fn p(words: &str) -> Value {
    json!({"type": "paragraph", "content": [{"type": "text", "text": words}]})
}

fn of(kind: &str, content: Value) -> Value {
    json!({"type": kind, "content": content})
}

fn table(cells: &[&str]) -> Value {
    let cell = |words: &str| json!({"type": "tableCell", "attrs": {"colspan": 1, "colwidth": null, "rowspan": 1}, "content": [p(words)]});
    of("table", cells.iter().map(|words| of("tableRow", json!([cell(words), cell("2.279")]))).collect())
}

#[test]
fn accepting_all_gives_the_text_and_rejecting_all_what_it_was() {
    let heading =
        |words: &str| json!({"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": words}]});
    let bold = json!({"type": "paragraph", "content": [{"type": "text", "text": "Air ", "marks": [{"type": "strong"}]},
        {"type": "text", "text": "surut."}]});
    let list = |items: &[&str]| of("bulletList", items.iter().map(|words| of("listItem", json!([p(words)]))).collect());
    for (what, base, text) in [
        ("a word", json!([p("Air surut.")]), json!([p("Air pasang.")])),
        ("a letter beyond the first plane", json!([p("Air 😀 surut.")]), json!([p("Air 😃 surut.")])),
        ("a form", json!([p("Air surut.")]), json!([bold])),
        ("a split", json!([p("Air surut. Warga pulang.")]), json!([p("Air surut."), p(" Warga pulang.")])),
        ("a join", json!([p("Air surut. "), p("Warga pulang.")]), json!([p("Air surut. Warga pulang.")])),
        ("a paragraph more", json!([p("Satu."), p("Tiga.")]), json!([p("Satu."), p("Dua."), p("Tiga.")])),
        ("a paragraph less", json!([p("Satu."), p("Dua."), p("Tiga.")]), json!([p("Satu."), p("Tiga.")])),
        ("the last paragraph", json!([p("Satu."), p("Dua.")]), json!([p("Satu.")])),
        ("a crosshead", json!([p("Satu."), p("Dua.")]), json!([heading("Satu."), p("Dua.")])),
        ("a quote around", json!([p("Satu."), p("Dua.")]), json!([of("quote", json!([p("Satu.")])), p("Dua.")])),
        ("a quote less", json!([of("quote", json!([p("Satu."), p("Dua.")]))]), json!([p("Satu."), p("Dua.")])),
        ("a list", json!([p("Satu."), p("Dua.")]), json!([list(&["Satu.", "Dua."])])),
        ("an item", json!([list(&["Satu", "Tiga"])]), json!([list(&["Satu", "Dua", "Tiga"])])),
        ("a table", json!([p("Satu."), table(&["Yuan"])]), json!([p("Satu.")])),
        ("a table more", json!([p("Satu.")]), json!([table(&["Yuan"]), p("Satu.")])),
        ("a word in a table", json!([table(&["Yuan", "Euro"])]), json!([table(&["Yuan", "Yen"])])),
        ("a row", json!([table(&["Yuan"]), p("Satu.")]), json!([table(&["Yuan", "Euro"]), p("Satu.")])),
        ("a table for words", json!([p("Yuan"), p("2.279")]), json!([table(&["Yuan"])])),
    ] {
        let (base, text) = (body(base), body(text));
        check(&base, &text, &tracking(&base, &text)).unwrap_or_else(|fault| panic!("{what}: {fault}"));
        // The same where the changes are of another text, and where there are none.
        let lost = Tracking { changes: Vec::new(), ..tracking(&base, &text) };
        check(&base, &text, &lost).unwrap_or_else(|fault| panic!("{what}, found anew: {fault}"));
    }
}

#[test]
fn fields_above_the_text_are_accepted_and_rejected_with_it() {
    let (base, text) = (body(json!([p("Air surut.")])), body(json!([p("Air pasang.")])));
    let fields = |kicker: &str, headline: &str, deck: &str| Fields {
        kicker: kicker.into(),
        headline: headline.into(),
        deck: deck.into(),
        ..story_of(Body::default()).fields
    };
    for (was, says) in [
        (fields("", "Air surut", "Warga pulang"), fields("", "Air pasang", "Warga pulang")),
        (fields("Cuaca", "Air surut", ""), fields("", "Air surut", "Warga mengungsi")),
        (fields("", "", "Warga pulang"), fields("Banjir", "Air pasang", "")),
        (fields("Cuaca", "Air surut", "Warga pulang"), fields("", "", "")),
    ] {
        let above = [WrittenField::Kicker, WrittenField::Headline, WrittenField::Deck];
        let suggested = above.into_iter().filter(|field| field.of(&was) != field.of(&says)).map(|field| TrackedField {
            field,
            was: field.of(&was).to_owned(),
            author: "ratri".into(),
            at: "2025-05-09T03:45:00.000Z".into(),
        });
        let tracking = Tracking { fields: suggested.collect(), ..tracking(&base, &text) };
        assert_eq!(tracking.original(&says), was);
        let alone = Tracking { base: None, changes: Vec::new(), ..tracking.clone() };
        for (tracking, base) in [(&tracking, &base), (&alone, &text)] {
            let after = Story { fields: says.clone(), ..story_of(text.clone()) };
            let before = Story { fields: was.clone(), ..story_of(base.clone()) };
            let marked = reviewed(&after, tracking, &[]);
            let plain = |story: &Story| decided(&docx::write(&forms::leaving(story), &forms::context()), true);
            assert_eq!(decided(&marked, true), plain(&after));
            assert_eq!(decided(&marked, false), plain(&before));
            archive::check(&marked).unwrap();
            let review = Some(Review { notes: &[], tracking: Some(tracking) });
            archive::check(&odt::write(&Leaving { review, ..forms::leaving(&after) }, &forms::context())).unwrap();
        }
    }
}

/// A body, and the same after somebody worked in it: blocks gone, come, and from elsewhere.
fn worked() -> impl Strategy<Value = (Body, Body)> {
    let bodies = (given::hostile_story(), given::hostile_story());
    (bodies, prop::collection::vec(0u8..5, 12)).prop_map(|((one, other), deeds)| {
        let mut new = Vec::new();
        let mut others = other.body.blocks().iter().cloned();
        for (block, deed) in one.body.blocks().iter().zip(&deeds) {
            match deed {
                0 => {}
                1 => new.extend(others.next()),
                2 => {
                    new.push(block.clone());
                    new.extend(others.next());
                }
                _ => new.push(block.clone()),
            }
        }
        (one.body, Body::new(new).unwrap_or_default())
    })
}

proptest! {
    #[test]
    fn whatever_was_suggested_is_accepted_and_rejected_as_a_whole((base, text) in worked()) {
        let (base, text) = (base.without_notes(), text.without_notes());
        let told = check(&base, &text, &tracking(&base, &text));
        prop_assert!(told.is_ok(), "{}", told.unwrap_err());
        let lost = Tracking { changes: Vec::new(), ..tracking(&base, &text) };
        let told = check(&base, &text, &lost);
        prop_assert!(told.is_ok(), "found anew: {}", told.unwrap_err());
    }
}

pub fn note(thread: &str, author: &str, words: &str) -> Note {
    Note {
        thread: thread.to_owned(),
        at: "2025-05-09T03:45:00.000Z".to_owned(),
        author: author.to_owned(),
        words: words.to_owned(),
        quote: Some("surut".to_owned()),
        resolved: thread == "done",
    }
}

pub fn noted() -> Body {
    let at = |words: &str, id: &str| json!({"type": "text", "text": words, "marks": [{"type": "note", "attrs": {"id": id}}]});
    let text = |words: &str| json!({"type": "text", "text": words});
    body(json!([
        {"type": "paragraph", "content": [text("Air "), at("surut", "open"), text(" di "), at("Demak", "done"), text(".")]},
    ]))
}

#[test]
fn notes_are_comments_at_their_words_with_replies_and_none_is_there_unasked() {
    let story = story_of(noted());
    let notes = [
        note("open", "sari", "Sumber?\nDari mana?"),
        note("open", "ratri", "BMKG."),
        note("done", "sari", "Ya."),
        note("gone", "", "Mana?"),
    ];
    let review = Some(Review { notes: &notes, tracking: None });
    let marked = docx::write(&Leaving { review, ..forms::leaving(&story) }, &forms::context());
    archive::check(&marked).unwrap();
    let main = archive::part(&marked, "word/document.xml");
    let comments = archive::part(&marked, "word/comments.xml");
    let extended = archive::part(&marked, "word/commentsExtended.xml");
    let main = roxmltree::Document::parse(main.text()).unwrap();
    // What stands between a comment's two marks.
    let between = |id: &str| {
        let is = |node: &Node<'_, '_>, name: &str| {
            node.has_tag_name((WORD, name)) && node.attribute((WORD, "id")) == Some(id)
        };
        let from = main.descendants().skip_while(|node| !is(node, "commentRangeStart"));
        from.take_while(|node| !is(node, "commentRangeEnd"))
            .filter(Node::is_text)
            .filter_map(|node| node.text())
            .collect::<String>()
    };
    assert_eq!(["0", "1", "2", "3"].map(between), ["surut", "surut", "Demak", ""]);
    let comments = roxmltree::Document::parse(comments.text()).unwrap();
    let said: Vec<(&str, String)> = comments
        .descendants()
        .filter(|node| node.has_tag_name((WORD, "comment")))
        .map(|comment| {
            let lines =
                comment.descendants().filter(|node| node.has_tag_name((WORD, "t"))).filter_map(|node| node.text());
            (comment.attribute((WORD, "author")).unwrap(), lines.collect::<Vec<_>>().join("/"))
        })
        .collect();
    let expected =
        [("sari", "Sumber?/Dari mana?"), ("ratri", "BMKG."), ("sari", "Ya."), ("?", "\u{201c}surut\u{201d}/Mana?")];
    assert_eq!(said, expected.map(|(author, words)| (author, words.to_owned())));
    let extended = extended.text();
    assert!(extended.contains(r#"w15:paraId="50000001" w15:paraIdParent="50000000" w15:done="0""#), "{extended}");
    assert!(extended.contains(r#"w15:paraId="50000002" w15:done="1""#), "{extended}");
    // Nothing of it is anywhere else, nor in what is for readers.
    for kind in forms::kinds() {
        let review = Some(Review { notes: &notes, tracking: None }).filter(|_| !kind.shows_review());
        let leaving = Leaving { review, ..forms::leaving(&story) };
        let written = formats::write(kind, &[leaving], &forms::context()).unwrap();
        assert!(!forms::text(&written).contains("BMKG"), "{kind}");
    }
}

#[test]
fn suggestions_are_in_no_form_for_readers() {
    let (base, text) = (body(json!([p("Air surut.")])), body(json!([p("Air kembali.")])));
    let tracking = tracking(&base, &text);
    let story = story_of(text);
    for kind in forms::kinds() {
        let review = Some(Review { notes: &[], tracking: Some(&tracking) }).filter(|_| !kind.shows_review());
        let written = formats::write(kind, &[Leaving { review, ..forms::leaving(&story) }], &forms::context()).unwrap();
        assert!(!forms::text(&written).contains("surut"), "{kind}");
    }
    let marked = reviewed(&story, &tracking, &[]);
    let main = archive::part(&marked, "word/document.xml");
    let author = r#"w:author="ratri" w:date="2025-05-09T03:45:00Z""#;
    assert_eq!(main.text().matches(author).count(), 2, "{}", main.text());
}

#[test]
fn what_was_corrected_is_no_suggestion_that_somebody_could_reject() {
    let (base, text) = (body(json!([p("Air surut.")])), body(json!([p("Air pasang.")])));
    let tracking = tracking(&base, &text);
    let correction = Correction {
        id: "0190a0b0-0000-7000-8000-000000000002".into(),
        kind: CorrectionKind::Erratum,
        at: "2025-05-09T01:00:00.000Z".into(),
        by: "Sari".into(),
        text: "Nama sungai keliru.".into(),
        published_as: None,
    };
    let story = Story { corrections: vec![correction], ..story_of(text) };
    let review = Some(Review { notes: &[], tracking: Some(&tracking) });
    let leaving = Leaving { review, ..forms::leaving(&story) };
    let marked = formats::write(Kind::Docx, &[leaving], &forms::context()).unwrap();
    for (accepted, water) in [(true, "Air pasang."), (false, "Air surut.")] {
        let words: Vec<String> = decided(&marked, accepted).into_iter().map(|paragraph| paragraph.words).collect();
        assert!(words.iter().any(|words| words.ends_with(water)), "{words:?}");
        assert!(words.iter().any(|words| words == "Nama sungai keliru."), "{words:?}");
    }
}

#[test]
fn the_same_story_gives_the_same_bytes() {
    let story = TestRunner::deterministic();
    let story = given::hostile_story().new_tree(&mut { story }).unwrap().current();
    for kind in forms::kinds() {
        let twice = [0; 2].map(|_| forms::written(kind, std::slice::from_ref(&story)).bytes);
        assert_eq!(twice[0], twice[1], "{kind}");
    }
}
