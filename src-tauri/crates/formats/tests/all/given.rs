//! What the tests are given: stories, files of cases, and random stories full of markup.

use proptest::prelude::*;
use std::path::{Path, PathBuf};
use story::{
    Body, Dateline, Fields, Forms, Houses, RelatedLink, Stage, Story,
    body::{Block, HeadingAttrs, Image, Inline, Item, LinkAttrs, Mark, OrderedListAttrs},
};

pub const ID: &str = "0190a0b0-0000-7000-8000-000000000001";

pub fn story(fields: Fields, body: Body) -> Story {
    Story {
        id: ID.into(),
        fields,
        stage: Stage::Ready,
        body,
        revision: 3,
        created: "2025-05-08T10:00:00.000Z".into(),
        modified: "2025-05-08T12:30:00.000Z".into(),
    }
}

/// The folders of cases of one kind, in order.
pub fn cases(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(kind);
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

/// A file of the folder shared by those who build Redaksi; a bare clone has none of them.
pub fn shared(path: &str) -> Option<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared").join(path);
    let text = std::fs::read_to_string(file).ok();
    if text.is_none() {
        println!("skipped: shared/{path} is not there");
    }
    text
}

pub fn house_ids() -> Vec<String> {
    Houses::shipped().all().iter().map(|house| house.id.clone()).collect()
}

/// Text that is markup in one format or another, and text that is not.
pub fn hostile_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "' onload='x",
        "javascript:alert(1)",
        "<!--",
        "-->",
        "]]>",
        "&amp;",
        "&",
        "&#60;",
        "---",
        "...",
        "\n---\n",
        "*",
        "**",
        "_",
        "`",
        "```",
        "~~",
        "[a](b)",
        "![a](b)",
        "[",
        "]",
        "(",
        ")",
        "# ",
        "> ",
        "- ",
        "+ ",
        "1. ",
        "2) ",
        "\\",
        "|",
        "{{< x >}}",
        ": ",
        " #",
        "'",
        "\"",
        "yes",
        "null",
        "2025-05-08",
        "12e3",
        "\u{2028}",
        "\u{85}",
        "\u{1}",
        "\u{7f}",
        "\u{fffe}",
        "\u{fdd0}",
        "\t",
        "\n",
        "\r",
        " ",
        "  ",
        "\u{a0}",
        "Kata",
        "Presiden",
        "é",
        "e\u{301}",
        "😀",
        "Baca Juga: ",
        "KONTAN.CO.ID - MOSKOW. ",
        "http://a.b/",
        "=",
        "===",
    ]);
    prop::collection::vec(prop_oneof![4 => pieces.prop_map(str::to_owned), 1 => "\\PC{0,6}"], 0..7)
        .prop_map(|parts| parts.concat())
}

fn inline() -> impl Strategy<Value = Vec<Inline>> {
    let address =
        prop::sample::select(vec!["https://contoh.id/a?b=1&c=(2)", "http://x.id/\"><script>", "mailto:a@b.id"]);
    let marks = (prop::option::weighted(0.2, address), prop::bool::weighted(0.3), prop::bool::weighted(0.3));
    let marks = marks.prop_map(|(href, strong, emphasis)| {
        let link = href.map(|href| Mark::Link { attrs: LinkAttrs { href: href.to_owned() } });
        let strong = strong.then_some(Mark::Strong);
        let emphasis = emphasis.then_some(Mark::Emphasis);
        link.into_iter().chain(strong).chain(emphasis).collect::<Vec<_>>()
    });
    let text = (marks, hostile_text().prop_filter("text is never empty", |text| !text.is_empty()));
    prop::collection::vec(text.prop_map(|(marks, text)| Inline::Text { marks, text }), 0..4)
}

fn flow() -> impl Strategy<Value = Block> {
    let paragraph = inline().prop_map(|content| Block::Paragraph { content });
    paragraph.prop_recursive(2, 8, 3, |inner| {
        let items = prop::collection::vec(
            (inline(), prop::collection::vec(inner, 0..2)).prop_map(|(first, rest)| {
                let first = Block::Paragraph { content: first };
                Item::ListItem { content: std::iter::once(first).chain(rest).collect() }
            }),
            1..3,
        );
        (items, prop::option::of(any::<u32>())).prop_map(|(content, start)| match start {
            Some(start) => Block::OrderedList { attrs: OrderedListAttrs { start }, content },
            None => Block::BulletList { content },
        })
    })
}

fn block() -> impl Strategy<Value = Block> {
    let image = (hostile_text(), hostile_text(), hostile_text(), inline());
    let related = (hostile_text(), any::<bool>(), any::<bool>());
    prop_oneof![
        4 => flow(),
        1 => (2u8..=3, inline()).prop_map(|(level, content)| Block::Heading { attrs: HeadingAttrs { level }, content }),
        1 => prop::collection::vec(flow(), 1..3).prop_map(|content| Block::Quote { content }),
        1 => image.prop_map(|(src, alt, credit, content)| Block::Image { attrs: Image { src, alt, credit, ..Image::default() }, content }),
        1 => related.prop_map(|(title, story, url)| Block::RelatedLink {
            attrs: RelatedLink {
                title,
                story_id: story.then(|| ID.to_owned()),
                url: url.then(|| "https://contoh.id/?a=\"><script>alert(1)</script>".to_owned()),
            }
        }),
    ]
}

/// A story with markup wherever text can stand.
pub fn hostile_story() -> impl Strategy<Value = Story> {
    let texts = prop::collection::vec(hostile_text(), 16);
    let lists = (prop::collection::vec(hostile_text(), 0..3), prop::collection::vec(hostile_text(), 0..3));
    let body = prop::collection::vec(block(), 1..6);
    (texts, lists, prop::option::of(1u8..=8), any::<[bool; 2]>(), prop::sample::select(house_ids()), body).prop_map(
        |(texts, (bylines, tags), urgency, [topic, embargo], house, blocks)| {
            let text = |at: usize| texts[at].clone();
            let fields = Fields {
                slugline: text(0),
                kicker: text(1),
                headline: text(2),
                deck: text(3),
                bylines,
                editor: text(4),
                source: text(5),
                dateline: Dateline { outlet: text(6), place: text(7), date: Some(text(8)) },
                desk: text(9),
                language: text(10),
                tags,
                topics: vec![if topic { "medtop:11000000".to_owned() } else { text(11) }],
                urgency,
                embargo: embargo.then(|| text(12)),
                rights: text(13),
                note: text(14),
                sign_off: text(15),
                house,
                forms: Forms { dateline: 1, credit: 1 },
            };
            story(fields, Body::new(blocks).unwrap())
        },
    )
}
