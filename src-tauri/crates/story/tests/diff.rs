//! What differs between two states: that nothing is left out and nothing made up, and that it reads well.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use proptest::prelude::*;
use std::{path::Path, time::Instant};
use story::{
    Body, Fields,
    body::{Block, BlockChange, BlockDiff, HeadingAttrs, Inline, Item, LinkAttrs, Mark, OrderedListAttrs, RelatedLink},
    diff::{self, DiffPart, WordChange},
};

fn paragraphs(text: &str) -> Body {
    Body::from_paragraphs(text.lines())
}

/// As the command line prints it: `[-removed-]`, `{+added+}`.
fn shown(parts: &[DiffPart]) -> String {
    let part = |part: &DiffPart| match part.change {
        WordChange::Same => part.text.clone(),
        WordChange::Added => format!("{{+{}+}}", part.text),
        WordChange::Removed => format!("[-{}-]", part.text),
    };
    parts.iter().map(part).collect()
}

fn lines(before: &str, after: &str) -> Vec<String> {
    let diff = paragraphs(before).diff(&paragraphs(after));
    diff.iter().map(|block| format!("{:?} {}", block.change, shown(&block.parts))).collect()
}

#[test]
fn whole_words_are_shown_and_never_letters() {
    let headline = |text: &str| Fields { headline: text.into(), ..Fields::default() };
    let one = |before: &str, after: &str| shown(&diff::fields(&headline(before), &headline(after))[0].parts);
    assert_eq!(
        one("Xi bertemu Putin di Moskow", "Xi menemui Putin di Kremlin"),
        "Xi [-bertemu-]{+menemui+} Putin di [-Moskow-]{+Kremlin+}"
    );
    assert_eq!(one("Harga naik 10.500 rupiah", "Harga naik 10.750 rupiah"), "Harga naik [-10.500-]{+10.750+} rupiah");
    // What stands between two changed words is read with them.
    assert_eq!(
        one("Aceh, Medan dan sekitarnya", "Riau, Padang dan sekitarnya"),
        "[-Aceh, Medan-]{+Riau, Padang+} dan sekitarnya"
    );
    // With little in common the two stand one after the other.
    assert_eq!(
        one("Rupiah melemah tajam hari ini", "Presiden tiba di Jakarta"),
        "[-Rupiah melemah tajam hari ini-]{+Presiden tiba di Jakarta+}"
    );
}

#[test]
fn every_field_that_differs_is_named() {
    let mut after = Fields { tags: vec!["Rusia".into(), "Tiongkok".into()], urgency: Some(3), ..Fields::default() };
    after.dateline.place = "MOSKOW".into();
    let names: Vec<(String, String)> =
        diff::fields(&Fields::default(), &after).into_iter().map(|field| (field.name, field.after)).collect();
    let expected = [("place", "MOSKOW"), ("tags", "Rusia; Tiongkok"), ("urgency", "3")];
    assert_eq!(names, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[test]
fn an_edited_paragraph_is_found_among_new_and_removed_ones() {
    assert_eq!(
        lines(
            "Xi tiba di Moskow pada hari Kamis pagi.\nPutin menyambutnya.\nAkhir.",
            "Pembuka yang baru sama sekali.\nXi tiba di Moskow pada Kamis pagi.\nAkhir."
        ),
        [
            "Added {+Pembuka yang baru sama sekali.+}",
            "Changed Xi tiba di Moskow pada [-hari -]Kamis pagi.",
            "Removed [-Putin menyambutnya.-]",
            "Same Akhir."
        ]
    );
}

#[test]
fn a_moved_paragraph_is_neither_new_nor_gone() {
    let diff = paragraphs("Satu pertama kali\nDua kedua kali\nTiga ketiga kali")
        .diff(&paragraphs("Tiga ketiga kali\nSatu pertama kali\nDua kedua kali"));
    let moved: Vec<_> = diff.iter().filter(|block| block.change == BlockChange::Moved).collect();
    assert_eq!((moved.len(), moved[0].before, moved[0].after), (1, Some(2), Some(0)));
    assert_eq!(diff::words(&diff), (0, 0));
}

#[test]
fn a_change_of_emphasis_or_of_a_link_is_shown() {
    let marked = |marks: Vec<Mark>| {
        let rest = Inline::Text { marks: Vec::new(), text: " lainnya".into() };
        Body::new(vec![Block::Paragraph { content: vec![Inline::Text { marks, text: "kata".into() }, rest] }]).unwrap()
    };
    let link = |href: &str| marked(vec![Mark::Link { attrs: LinkAttrs { href: href.into() } }]);
    let marks = |before: &Body, after: &Body| {
        let [block] = &before.diff(after)[..] else { panic!("not one block") };
        let [attribute] = &block.attributes[..] else { panic!("not one attribute: {block:?}") };
        assert_eq!((block.change, attribute.name.as_str()), (BlockChange::Changed, "marks"));
        (attribute.before.clone(), attribute.after.clone())
    };
    let plain = "kata lainnya".to_owned();
    assert_eq!(marks(&marked(vec![]), &marked(vec![Mark::Strong])), (plain, "**kata** lainnya".to_owned()));
    let (before, after) = marks(&link("https://a.id"), &link("https://b.id"));
    assert_eq!((before.as_str(), after.as_str()), ("[kata](https://a.id) lainnya", "[kata](https://b.id) lainnya"));
}

#[test]
fn a_story_of_fourteen_thousand_words_is_compared_at_once() {
    let words =
        |seed: usize| (0..14_000).map(move |number| format!("kata{}", (number * 31 + seed * number * number) % 5000));
    let long = |seed: usize, line: usize| {
        let words: Vec<String> = words(seed).collect();
        paragraphs(&words.chunks(line).map(|line| line.join(" ")).collect::<Vec<_>>().join("\n"))
    };
    for (before, after) in [(long(0, 35), long(1, 35)), (long(0, 14_000), long(1, 14_000)), (long(0, 5), long(1, 5))] {
        let started = Instant::now();
        let diff = before.diff(&after);
        println!("{} blocks: {:?}", before.blocks().len(), started.elapsed());
        assert_whole(&before, &after, &diff);
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}

/// Every block of both is in one entry, and its parts put together are its text.
fn assert_whole(before: &Body, after: &Body, diff: &[BlockDiff]) {
    let text = |parts: &[DiffPart], without: WordChange| -> String {
        parts.iter().filter(|part| part.change != without).map(|part| part.text.as_str()).collect()
    };
    for (body, side, without) in [
        (before, (|block: &BlockDiff| block.before) as fn(&BlockDiff) -> Option<u32>, WordChange::Added),
        (after, |block| block.after, WordChange::Removed),
    ] {
        let mut texts: Vec<(u32, String)> =
            diff.iter().filter_map(|block| Some((side(block)?, text(&block.parts, without)))).collect();
        texts.sort();
        let alone = body.diff(body);
        let expected: Vec<(u32, String)> = (0..).zip(alone.iter().map(|block| text(&block.parts, without))).collect();
        assert_eq!(texts, expected);
        for ((_, text), block) in texts.iter().zip(body.blocks()) {
            if let Block::Paragraph { content } | Block::Heading { content, .. } | Block::Image { content, .. } = block
            {
                assert_eq!(text, &Inline::text_of(content));
            }
        }
    }
    let silent = diff.iter().all(|block| block.change == BlockChange::Same);
    assert_eq!(silent, before == after);
    for block in diff.iter().filter(|block| block.change == BlockChange::Changed) {
        let same = block.parts.iter().all(|part| part.change == WordChange::Same);
        assert!(!same || !block.attributes.is_empty(), "a change that is not shown: {block:?}");
    }
}

#[test]
fn all_trees_of_the_editor_can_be_compared_with_each_other() {
    let trees = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trees");
    let files = std::fs::read_dir(trees).unwrap().map(|entry| entry.unwrap().path());
    let bodies: Vec<Body> = files
        .filter(|path| path.extension().is_some_and(|suffix| suffix == "json"))
        .map(|path| Body::from_json(&std::fs::read_to_string(path).unwrap()).unwrap())
        .collect();
    assert!(bodies.len() > 20);
    for before in &bodies {
        for after in &bodies {
            assert_whole(before, after, &before.diff(after));
        }
    }
}

fn inline() -> impl Strategy<Value = Vec<Inline>> {
    let marks = prop::sample::subsequence(vec![Mark::Strong, Mark::Emphasis], 0..=2);
    let text = ("[ab*,é ]{1,8}", marks).prop_map(|(text, marks)| Inline::Text { marks, text });
    prop::collection::vec(text, 0..4)
}

fn block() -> impl Strategy<Value = Block> {
    let items = || {
        prop::collection::vec(inline(), 1..3).prop_map(|lines| {
            let item = |content| Item::ListItem { content: vec![Block::Paragraph { content }] };
            lines.into_iter().map(item).collect::<Vec<_>>()
        })
    };
    prop_oneof![
        4 => inline().prop_map(|content| Block::Paragraph { content }),
        1 => (2..=3_u8, inline()).prop_map(|(level, content)| Block::Heading { attrs: HeadingAttrs { level }, content }),
        1 => inline().prop_map(|content| Block::Quote { content: vec![Block::Paragraph { content }] }),
        1 => items().prop_map(|content| Block::BulletList { content }),
        1 => (1..3_u32, items()).prop_map(|(start, content)| Block::OrderedList { attrs: OrderedListAttrs { start }, content }),
        1 => ("[ab]{0,3}", prop::option::of("[ab]")).prop_map(|(title, story_id)| Block::RelatedLink {
            attrs: RelatedLink { title, story_id, url: None }
        }),
    ]
}

fn body() -> impl Strategy<Value = Body> {
    prop::collection::vec(block(), 1..8).prop_map(|blocks| Body::new(blocks).unwrap())
}

proptest! {
    #[test]
    fn nothing_is_left_out_and_nothing_made_up(before in body(), after in body()) {
        assert_whole(&before, &after, &before.diff(&after));
    }

    #[test]
    fn a_block_that_is_brought_back_is_there_as_it_was(before in body(), after in body(), index in 0..8_u32) {
        let block = before.blocks().get(index as usize).cloned();
        let restored = after.clone().with_block_of(&before, index);
        prop_assert_eq!(restored.is_some(), block.is_some());
        if let (Some(restored), Some(block)) = (restored, block) {
            prop_assert!(restored.blocks().contains(&block));
            prop_assert!(restored.blocks().len() - after.blocks().len() <= 1);
        }
    }

    #[test]
    fn fields_put_together_are_the_values(before in ".{0,40}", after in ".{0,40}") {
        let fields = |deck: &str| Fields { deck: deck.to_owned(), ..Fields::default() };
        for field in diff::fields(&fields(&before), &fields(&after)) {
            let side = |without| field.parts.iter().filter(|part| part.change != without).map(|part| part.text.as_str()).collect::<String>();
            prop_assert_eq!((side(WordChange::Added), side(WordChange::Removed)), (before.clone(), after.clone()));
        }
    }
}
