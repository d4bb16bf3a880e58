//! Two texts of one story become one, and nothing that either side wrote is lost.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

use proptest::prelude::*;
use std::collections::BTreeSet;
use story::{
    Body, Conflict, Fields, Merged, StoryText,
    body::{Block, HeadingAttrs, Inline, Item, Mark, RelatedLink},
    merge,
};

fn text(blocks: Vec<Block>) -> StoryText {
    StoryText { fields: Fields::default(), body: Body::new(blocks).unwrap() }
}

/// Paragraphs; `→ …` is a related link, `# …` a crosshead.
fn read(lines: &str) -> StoryText {
    text(lines.lines().map(block).collect())
}

fn block(line: &str) -> Block {
    match line.split_once(' ') {
        Some(("→", title)) => related(title),
        Some(("#", heading)) => Block::Heading { attrs: HeadingAttrs { level: 2 }, content: Inline::plain(heading) },
        _ => Block::paragraph(line),
    }
}

fn related(title: &str) -> Block {
    Block::RelatedLink { attrs: RelatedLink { title: title.to_owned(), story_id: None, url: None } }
}

fn write(blocks: &[Block]) -> String {
    let line = |block: &Block| match block {
        Block::Paragraph { content } => Inline::text_of(content),
        Block::Heading { content, .. } => format!("# {}", Inline::text_of(content)),
        Block::RelatedLink { attrs } => format!("→ {}", attrs.title),
        other => panic!("{other:?}"),
    };
    blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The merged text, and of each conflict its place, mine and theirs.
#[track_caller]
fn check(base: &str, mine: &str, theirs: &str, merged: &str, conflicts: &[(usize, &str, &str)]) {
    let outcome = merge(&read(base), &read(mine), &read(theirs));
    let told: Vec<(usize, String, String)> = outcome
        .conflicts
        .iter()
        .map(|conflict| match conflict {
            Conflict::Blocks { at, mine, theirs, .. } => (*at, write(mine), write(theirs)),
            Conflict::Field { name, .. } => panic!("{name}"),
        })
        .collect();
    assert_eq!(write(outcome.text.body.blocks()), merged);
    let told: Vec<_> = told.iter().map(|(at, mine, theirs)| (*at, mine.as_str(), theirs.as_str())).collect();
    assert_eq!(told, conflicts);
}

const BASE: &str = "Presiden Xi tiba di Moskow pada hari Rabu.\nKedua pemimpin bertemu di Kremlin.\n→ Xi tiba\nHarga minyak naik dua persen.";

#[test]
fn changes_of_two_paragraphs_are_both_taken() {
    let (mine, theirs) = (BASE.replace("Rabu", "Kamis"), BASE.replace("dua", "tiga"));
    check(BASE, &mine, &theirs, &mine.replace("dua", "tiga"), &[]);
}

#[test]
fn changes_of_one_paragraph_are_both_taken_where_a_word_lies_between_them() {
    let (mine, theirs) = (BASE.replace("Presiden Xi", "Xi Jinping"), BASE.replace("Rabu", "Kamis sore"));
    check(BASE, &mine, &theirs, &mine.replace("Rabu", "Kamis sore"), &[]);
}

#[test]
fn changed_words_that_touch_are_a_conflict_and_mine_stands() {
    let base = "Harga cabai naik dua persen kemarin.";
    let (mine, theirs) = ("Harga cabai naik tiga persen kemarin.", "Harga cabai naik dua persepuluh kemarin.");
    check(base, mine, theirs, mine, &[(0, mine, theirs)]);
}

#[test]
fn a_paragraph_that_both_wrote_anew_is_a_conflict() {
    let mine = "Presiden Xi tiba di Moskow pada hari Rabu.\nBeijing diam.\n→ Xi tiba\nHarga minyak naik dua persen.";
    let theirs = "Presiden Xi tiba di Moskow pada hari Rabu.\nPutin bicara.\n→ Xi tiba\nHarga minyak naik dua persen.";
    check(BASE, mine, theirs, mine, &[(1, "Beijing diam.", "Putin bicara.")]);
}

#[test]
fn the_same_change_on_both_sides_is_taken_once() {
    let both = format!("{BASE}\nTambahan.").replace("Rabu", "Kamis");
    check(BASE, &both, &both, &both, &[]);
}

#[test]
fn paragraphs_put_into_one_place_by_both_are_both_kept_mine_first() {
    check(
        BASE,
        &format!("{BASE}\nSaya.\nSama."),
        &format!("{BASE}\nMereka.\nSama."),
        &format!("{BASE}\nSaya.\nMereka.\nSama."),
        &[],
    );
}

#[test]
fn a_paragraph_deleted_on_one_side_and_changed_on_the_other_keeps_the_change_and_asks() {
    let (without, changed) = ("A satu dua.\nC lima enam.", "A satu dua.\nB tiga empat lagi.\nC lima enam.");
    let base = "A satu dua.\nB tiga empat.\nC lima enam.";
    check(base, without, changed, changed, &[(1, "", "B tiga empat lagi.")]);
    check(base, changed, without, changed, &[(1, "B tiga empat lagi.", "")]);
}

#[test]
fn what_one_side_deleted_and_the_other_left_alone_goes() {
    check("Satu.\nDua.\nTiga.", "Satu.\nTiga.", "Satu.\nDua.\nTiga.\nEmpat.", "Satu.\nTiga.\nEmpat.", &[]);
}

#[test]
fn a_paragraph_that_was_split_takes_the_change_of_the_other_side() {
    let mine = BASE.replace("Moskow pada", "Moskow\npada");
    let theirs = BASE.replace("Rabu", "Kamis");
    let merged = merge(&read(BASE), &read(&mine), &read(&theirs));
    assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
    assert_eq!(write(merged.text.body.blocks()), mine.replace("Rabu", "Kamis"));
}

#[test]
fn a_crosshead_on_one_side_and_a_word_on_the_other_are_both_taken() {
    check(
        "Kedua pemimpin bertemu.",
        "# Kedua pemimpin bertemu.",
        "Kedua presiden bertemu.",
        "# Kedua presiden bertemu.",
        &[],
    );
}

#[test]
fn a_mark_on_one_side_and_a_word_on_the_other_are_both_taken() {
    let strong = |text: &str| Inline::Text { marks: vec![Mark::Strong], text: text.to_owned() };
    let plain = |text: &str| Inline::plain(text).remove(0);
    let mine =
        text(vec![Block::Paragraph { content: vec![plain("Xi"), strong(" tiba"), plain(" di Moskow hari Rabu")] }]);
    let outcome = merge(&read("Xi tiba di Moskow hari Rabu"), &mine, &read("Xi tiba di Moskow hari Kamis"));
    let content = vec![plain("Xi"), strong(" tiba"), plain(" di Moskow hari Kamis")];
    assert_eq!((outcome.text, outcome.conflicts), (text(vec![Block::Paragraph { content }]), vec![]));
}

#[test]
fn items_of_a_list_are_merged_one_by_one() {
    let list = |items: &[&str]| {
        let item = |text: &&str| Item::ListItem { content: vec![Block::paragraph(text)] };
        text(vec![Block::BulletList { content: items.iter().map(item).collect() }])
    };
    let base = list(&["satu ekor ayam", "dua", "tiga"]);
    let outcome =
        merge(&base, &list(&["satu ekor itik", "dua", "tiga"]), &list(&["satu ekor ayam", "dua", "tiga", "empat"]));
    assert_eq!((outcome.text, outcome.conflicts), (list(&["satu ekor itik", "dua", "tiga", "empat"]), vec![]));
    // Item by item there would be no list left.
    let outcome = merge(&list(&["satu", "dua"]), &list(&["satu"]), &list(&["dua"]));
    assert_eq!((outcome.text, outcome.conflicts.len()), (list(&["satu"]), 1));
}

#[test]
fn related_links_keep_their_place() {
    let mine = BASE.replace("Presiden Xi", "Pembuka.\nPresiden Xi").replace("Kremlin", "Istana Kremlin");
    let theirs = BASE.replace("naik dua", "turun tiga") + "\nPenutup.";
    let merged = merge(&read(BASE), &read(&mine), &read(&theirs));
    assert_eq!((merged.text.body.related_links()[0].after, merged.conflicts.len()), (3, 0));
}

#[test]
fn all_that_both_deleted_leaves_an_empty_body() {
    let outcome = merge(&read("Satu.\n→ Dua"), &read("Satu."), &read("→ Dua"));
    assert_eq!((outcome.text.body, outcome.conflicts), (Body::default(), vec![]));
}

#[test]
fn fields_are_merged_one_by_one_and_lists_by_element() {
    let with = |values: &[(&str, &str)]| {
        let mut story = read("Isi.");
        values.iter().for_each(|(name, value)| story.fields.set(name, value).unwrap());
        story
    };
    let base = with(&[("headline", "Harga cabai"), ("tags", "cabai;pasar"), ("place", "Solo"), ("urgency", "5")]);
    let mine = with(&[
        ("headline", "Harga cabai turun"),
        ("tags", "cabai;pasar;beras"),
        ("place", "Solo"),
        ("urgency", "5"),
        ("desk", "Ekonomi"),
    ]);
    let theirs = with(&[
        ("headline", "Harga cabai naik"),
        ("tags", "pasar;inflasi;Beras"),
        ("place", "Jakarta"),
        ("urgency", "3"),
    ]);
    let Merged { text, conflicts } = merge(&base, &mine, &theirs);
    let fields = text.fields;
    assert_eq!(fields.tags, ["pasar", "beras", "inflasi"]);
    assert_eq!((fields.dateline.place.as_str(), fields.urgency, fields.desk.as_str()), ("Jakarta", Some(3), "Ekonomi"));
    assert_eq!(fields.headline, "Harga cabai turun");
    let [Conflict::Field { name: "headline", base, mine, theirs }] = &conflicts[..] else { panic!("{conflicts:?}") };
    assert_eq!([base, mine, theirs], ["Harga cabai", "Harga cabai turun", "Harga cabai naik"]);
}

#[test]
fn forms_come_with_their_house() {
    let of = |house: &str, dateline: u32| {
        let mut story = read("Isi.");
        story.fields.house = house.to_owned();
        story.fields.forms.dateline = dateline;
        story
    };
    let fields = merge(&of("kontan", 0), &of("kontan", 2), &of("reuters", 1)).text.fields;
    assert_eq!((fields.house.as_str(), fields.forms.dateline), ("reuters", 1));
    let fields = merge(&of("kontan", 0), &of("kontan", 0), &of("kontan", 1)).text.fields;
    assert_eq!(fields.forms.dateline, 1);
}

/// One thing that a person does to a text, at a place of it.
#[derive(Debug, Clone)]
enum Deed {
    Insert(Block),
    Delete,
    Word(String),
    Split,
    Crosshead,
    Move,
    Tag(String),
    Headline(String),
}

fn word() -> impl Strategy<Value = String> {
    // Few, so that texts have much in common; and some that are new to all.
    prop_oneof![3 => "[abc]", 1 => "[d-z]{3}"]
}

fn any_block() -> impl Strategy<Value = Block> {
    let words = || prop::collection::vec(word(), 0..7).prop_map(|words| words.join(" "));
    prop_oneof![
        6 => words().prop_map(|text| Block::paragraph(&text)),
        1 => words().prop_map(|text| block(&format!("# {text}"))),
        1 => words().prop_map(|text| related(&text)),
        1 => words().prop_map(|text| Block::Quote { content: vec![Block::paragraph(&text)] }),
        1 => prop::collection::vec(words(), 1..3).prop_map(|items| Block::BulletList {
            content: items.iter().map(|text| Item::ListItem { content: vec![Block::paragraph(text)] }).collect()
        }),
    ]
}

fn any_text() -> impl Strategy<Value = StoryText> {
    prop::collection::vec(any_block(), 1..7).prop_map(text)
}

fn deeds() -> impl Strategy<Value = Vec<(prop::sample::Index, Deed)>> {
    let deed = prop_oneof![
        any_block().prop_map(Deed::Insert),
        Just(Deed::Delete),
        word().prop_map(Deed::Word),
        Just(Deed::Split),
        Just(Deed::Crosshead),
        Just(Deed::Move),
        word().prop_map(Deed::Tag),
        word().prop_map(Deed::Headline),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), deed), 0..5)
}

fn after(base: &StoryText, deeds: &[(prop::sample::Index, Deed)]) -> StoryText {
    let mut blocks = base.body.blocks().to_vec();
    let mut fields = base.fields.clone();
    for (index, deed) in deeds {
        let at = index.index(blocks.len().max(1));
        match (deed, blocks.get_mut(at)) {
            (Deed::Insert(block), _) => blocks.insert(at.min(blocks.len()), block.clone()),
            (Deed::Delete, Some(_)) => drop(blocks.remove(at)),
            (Deed::Word(word), Some(Block::Paragraph { content } | Block::Heading { content, .. })) => {
                let text = Inline::text_of(content);
                let mut words: Vec<&str> = text.split(' ').collect();
                let place = index.index(words.len());
                words[place] = word;
                *content = Inline::plain(&words.join(" "));
            }
            (Deed::Split, Some(Block::Paragraph { content })) => {
                let text = Inline::text_of(content);
                if let Some((one, other)) = text.split_once(' ') {
                    blocks.splice(at..=at, [Block::paragraph(one), Block::paragraph(other)]);
                }
            }
            (Deed::Crosshead, Some(Block::Paragraph { content })) => {
                blocks[at] = Block::Heading { attrs: HeadingAttrs { level: 3 }, content: content.clone() };
            }
            (Deed::Move, Some(_)) => {
                let block = blocks.remove(at);
                blocks.push(block);
            }
            (Deed::Tag(tag), _) if !fields.tags.contains(tag) => fields.tags.push(tag.clone()),
            (Deed::Headline(words), _) => fields.headline = words.clone(),
            _ => {}
        }
    }
    StoryText { fields, body: Body::new(blocks).unwrap_or_default() }
}

fn words_of(text: &StoryText) -> BTreeSet<String> {
    words_in(&format!("{:?}", text.body))
        .chain(text.fields.tags.iter().cloned())
        .chain([text.fields.headline.clone()])
        .collect()
}

fn words_in(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_side_that_changed_nothing_leaves_the_other_as_it_is(base in any_text(), deeds in deeds()) {
        let side = after(&base, &deeds);
        let whole = Merged { text: side.clone(), conflicts: vec![] };
        prop_assert_eq!(&merge(&base, &side, &base), &whole);
        prop_assert_eq!(&merge(&base, &base, &side), &whole);
        prop_assert_eq!(&merge(&base, &side, &side), &whole);
    }

    #[test]
    fn texts_that_have_nothing_to_do_with_each_other_merge_by_the_same_rules(base in any_text(), side in any_text()) {
        let whole = Merged { text: side.clone(), conflicts: vec![] };
        prop_assert_eq!(&merge(&base, &side, &base), &whole);
        prop_assert_eq!(&merge(&base, &base, &side), &whole);
        prop_assert_eq!(&merge(&base, &side, &side), &whole);
    }

    #[test]
    fn no_word_that_either_side_wrote_is_lost(base in any_text(), mine in deeds(), theirs in deeds()) {
        let (mine, theirs) = (after(&base, &mine), after(&base, &theirs));
        let Merged { text, conflicts } = merge(&base, &mine, &theirs);
        let mut there = words_of(&text);
        let length = text.body.blocks().len();
        for conflict in &conflicts {
            there.extend(words_in(&format!("{conflict:?}")));
            if let Conflict::Blocks { at, mine, theirs, .. } = conflict {
                let stands = if mine.is_empty() { theirs } else { mine };
                prop_assert_eq!(&text.body.blocks()[*at..(*at + stands.len()).min(length)], &stands[..]);
            }
        }
        let was = words_of(&base);
        for side in [&mine, &theirs] {
            for word in words_of(side).difference(&was) {
                prop_assert!(there.contains(word), "{word} is lost: {text:?} {conflicts:?}");
            }
        }
        // Valid, and read back as it was written.
        prop_assert_eq!(Body::from_json(&text.body.to_json()).unwrap(), text.body);
    }
}
