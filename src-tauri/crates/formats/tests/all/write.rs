//! Stories out: one folder a story, what every writer makes of it beside it. `UPDATE_EXPECT=1` writes the files anew.

use crate::{given, hostile};
use expect_test::expect_file;
use formats::{Kind, html, markdown, ninjs, text};
use story::{Houses, Rendition, Story, body::is_safe_address};

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n";

#[test]
fn stories_are_written_as_the_cases_say() {
    let houses = Houses::shipped();
    for case in given::cases("write") {
        let story: Story = serde_json::from_str(&std::fs::read_to_string(case.join("story.json")).unwrap()).unwrap();
        let house = houses.get(&story.fields.house).unwrap();
        let context = html::Context {
            published: Some("2025-05-08T12:00:00.000Z"),
            picture: &|image| (image.src == "ada.png").then(|| PICTURE.to_vec()),
            related: &|link| {
                link.story_id.as_ref().map(|_| "xi-tiba-di-moskow.html".to_owned()).or_else(|| link.url.clone())
            },
        };
        let page = html::write(&story, house, &context);
        hostile::check_html(&story, &page).unwrap();
        hostile::check_markdown(&story, &markdown::write(&story, house)).unwrap();
        hostile::check_ninjs(&ninjs::write(&story, house)).unwrap();
        // The style sheet is the same in all of them, and a file of its own.
        let page = String::from_utf8(page.bytes).unwrap();
        let (head, rest) = page.split_once("<style>").unwrap();
        let (_, rest) = rest.split_once("</style>").unwrap();
        expect_file![case.join("out.html")].assert_eq(&format!("{head}<style>…</style>{rest}"));
        for (name, rendition) in [
            ("out.md", markdown::write(&story, house)),
            ("out.txt", text::write(&story, house)),
            ("out.ninjs.json", ninjs::write(&story, house)),
        ] {
            expect_file![case.join(name)].assert_eq(&String::from_utf8(rendition.bytes).unwrap());
        }
    }
}

#[test]
fn renditions_say_what_they_are() {
    let story = given::story(Default::default(), Default::default());
    let house = story::House::plain("tanpa");
    let check = |kind: Kind, rendition: Rendition| {
        assert_eq!((rendition.media_type, rendition.suffix), (kind.media_type(), kind.suffix()));
        assert_eq!(kind.name().parse(), Ok(kind));
    };
    check(Kind::Html, html::write(&story, &house, &html::Context::default()));
    check(Kind::Markdown, markdown::write(&story, &house));
    check(Kind::Text, text::write(&story, &house));
    check(Kind::Ninjs, ninjs::write(&story, &house));
    assert!("docx".parse::<Kind>().is_err());
}

#[test]
fn a_related_link_leads_nowhere_unsafe_whatever_the_archive_says() {
    let link = story::RelatedLink { title: "Judul".into(), story_id: Some(given::ID.into()), url: None };
    let body = story::Body::new(vec![story::body::Block::RelatedLink { attrs: link }]).unwrap();
    let story = given::story(Default::default(), body);
    for (address, kept) in [
        ("javascript:alert(1)", false),
        (" javascript:alert(1)", false),
        ("java\nscript:alert(1)", false),
        ("data:text/html,x", false),
        ("https://contoh.id/a:b", true),
        ("judul-lain.html", true),
        ("judul.html?a=b:c", true),
    ] {
        let context = html::Context { related: &|_| Some(address.to_owned()), ..html::Context::default() };
        let page = html::write(&story, &story::House::plain("tanpa"), &context);
        let links = String::from_utf8(page.bytes).unwrap().contains("<a href=");
        assert_eq!(links, kept, "{address:?}");
        assert!(!kept || is_safe_address(address) || address.starts_with("judul"));
    }
}

/// A browser opens the page as a file: what it shows must not depend on anything beside it.
#[test]
fn a_page_fetches_nothing_and_its_style_sheet_neither() {
    let houses = Houses::shipped();
    let story = given::story(Default::default(), story::Body::from_paragraphs(["Harga beras naik."]));
    let page = html::write(&story, houses.get("kontan").unwrap(), &html::Context::default());
    let page = String::from_utf8(page.bytes).unwrap();
    for fetch in ["url(", "@import", "<link", " src=", "@font-face"] {
        assert!(!page.contains(fetch), "{fetch}");
    }
}
