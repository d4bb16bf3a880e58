//! What the tests are given: stories, files of cases, and random stories full of markup.

use proptest::prelude::*;
use std::path::{Path, PathBuf};
use story::{
    Body, Dateline, Fields, Forms, Houses, RelatedLink, Stage, Story,
    body::{
        Block, Cell, CellAttrs, EmbedAttrs, FurnitureAttrs, FurnitureKind, HeadingAttrs, Image, Inline, Item,
        LinkAttrs, Mark, NoteAttrs, OrderedListAttrs, Row,
    },
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
        corrections: Vec::new(),
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
pub fn shared_file(path: &str) -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(4);
    let file = above.map(|folder| folder.join("shared").join(path)).find(|file| file.is_file());
    if file.is_none() {
        println!("skipped: shared/{path} is not there");
    }
    file
}

/// Its text.
pub fn shared(path: &str) -> Option<String> {
    shared_file(path).map(|file| std::fs::read_to_string(file).unwrap())
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
    let marks = (marks, prop::bool::weighted(0.1)).prop_map(|((href, strong, emphasis), note)| {
        let link = href.map(|href| Mark::Link { attrs: LinkAttrs { href: href.to_owned() } });
        let strong = strong.then_some(Mark::Strong);
        let emphasis = emphasis.then_some(Mark::Emphasis);
        let note = note.then(|| Mark::Note { attrs: NoteAttrs { id: "catatan".to_owned() } });
        link.into_iter().chain(strong).chain(emphasis).chain(note).collect::<Vec<_>>()
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

fn paragraph() -> impl Strategy<Value = Block> {
    inline().prop_map(|content| Block::Paragraph { content })
}

fn image() -> impl Strategy<Value = Block> {
    (prop::array::uniform5(hostile_text()), inline()).prop_map(|([src, alt, credit, photographer, place], content)| {
        Block::Image { attrs: Image { src, alt, credit, photographer, place, ..Image::default() }, content }
    })
}

/// Whatever may stand in an address as it is.
fn as_address(text: &str) -> String {
    let may = |letter: &char| story::body::is_web_address(&format!("https://{letter}"));
    text.chars().filter(may).collect()
}

/// Cells of several columns and rows, rows of several lengths, with and without a head.
fn table() -> impl Strategy<Value = Block> {
    let cell = (prop::collection::vec(paragraph(), 1..3), any::<bool>(), (1u16..3, 1u16..3));
    let cell = cell.prop_map(|(content, header, (colspan, rowspan))| {
        let attrs = CellAttrs { colspan, rowspan, colwidth: None };
        if header { Cell::TableHeader { attrs, content } } else { Cell::TableCell { attrs, content } }
    });
    let row = prop::collection::vec(cell, 0..4).prop_map(|content| Row::TableRow { content });
    prop::collection::vec(row, 1..4).prop_map(|content| Block::Table { content })
}

/// Blocks with a line of their own kind in front of or behind them.
fn with_line() -> impl Strategy<Value = Block> {
    let quoted = (prop::collection::vec(paragraph(), 1..3), prop::option::of(inline()));
    let headed = (inline(), prop::collection::vec(flow(), 1..3), any::<bool>());
    prop_oneof![
        quoted.prop_map(|(mut content, by)| {
            content.extend(by.map(|content| Block::Attribution { content }));
            Block::PullQuote { content }
        }),
        headed.prop_map(|(head, rest, boxed)| {
            let with = |head| std::iter::once(head).chain(rest).collect();
            if boxed {
                Block::FactBox { content: with(Block::FactTitle { content: head }) }
            } else {
                Block::TimelineItem { content: with(Block::TimelineDate { content: head }) }
            }
        }),
    ]
}

fn block() -> impl Strategy<Value = Block> {
    let furniture = prop::sample::select(vec![FurnitureKind::Advert, FurnitureKind::Video, FurnitureKind::Scroll]);
    let related = (hostile_text(), any::<bool>(), any::<bool>());
    prop_oneof![
        4 => flow(),
        1 => (2u8..=3, inline()).prop_map(|(level, content)| Block::Heading { attrs: HeadingAttrs { level }, content }),
        1 => prop::collection::vec(flow(), 1..3).prop_map(|content| Block::Quote { content }),
        1 => image(),
        1 => prop::collection::vec(image(), 1..4).prop_map(|content| Block::Gallery { content }),
        1 => table(),
        2 => with_line(),
        1 => (hostile_text(), hostile_text()).prop_map(|(title, query)| Block::Embed {
            attrs: EmbedAttrs { title, url: format!("https://contoh.id/?{}", as_address(&query)) }
        }),
        1 => (furniture, inline()).prop_map(|(kind, content)| Block::Furniture { attrs: FurnitureAttrs { kind }, content }),
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
                target: None,
                house,
                forms: Forms { dateline: 1, credit: 1 },
            };
            story(fields, Body::new(blocks).unwrap())
        },
    )
}
