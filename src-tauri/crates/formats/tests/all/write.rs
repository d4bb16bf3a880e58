//! Stories out: one folder a story, what every writer makes of it beside it. `UPDATE_EXPECT=1` writes the files anew.

use crate::{archive, forms, given};
use expect_test::expect_file;
use formats::{Context, Kind, Leaving, PageForm, UNTIED, html};
use story::{Story, body::is_safe_address};

#[test]
fn stories_are_written_as_the_cases_say() {
    for case in given::cases("write") {
        let story: Story = serde_json::from_str(&std::fs::read_to_string(case.join("story.json")).unwrap()).unwrap();
        for kind in forms::kinds() {
            let rendition = forms::written(kind, std::slice::from_ref(&story));
            forms::check(kind, &story, &rendition).unwrap();
            let mut written = forms::text(&rendition);
            if kind == Kind::Html {
                // The style sheet is the same in all of them, and a file of its own.
                let (head, rest) = written.split_once("<style>").unwrap();
                let (_, rest) = rest.split_once("</style>").unwrap();
                written = format!("{head}<style>…</style>{rest}");
            }
            let told = if archive::is_archive(&rendition) { ".parts.xml" } else { "" };
            expect_file![case.join(format!("out.{}{told}", kind.suffix()))].assert_eq(&written);
        }
    }
}

#[test]
fn renditions_say_what_they_are() {
    let story = forms::stories().swap_remove(0);
    let mut suffixes = Vec::new();
    for kind in forms::kinds() {
        let rendition = forms::written(kind, std::slice::from_ref(&story));
        assert_eq!((rendition.media_type, rendition.suffix), (kind.media_type(), kind.suffix()));
        assert_eq!(kind.name().parse(), Ok(kind));
        assert!(!suffixes.contains(&kind.suffix()), "{kind}");
        suffixes.push(kind.suffix());
    }
    assert!("doc".parse::<Kind>().is_err());
    for kind in Kind::ALL {
        assert!(formats::write(kind, &[], &forms::context()).is_none(), "{kind} of no story");
    }
}

#[test]
fn a_page_is_written_whole_or_as_its_article_with_pictures_in_it_or_beside() {
    let stories = forms::stories();
    let with_picture = stories.iter().find(|story| story.body.images().any(|image| image.src == "ada.png")).unwrap();
    let page = |fragment, pictures_beside| {
        let context = Context { page: PageForm { fragment, pictures_beside }, ..forms::context() };
        let rendition = html::write(&forms::leaving(with_picture), &context);
        (forms::text(&rendition), rendition.attachments.len())
    };
    let (whole, files) = page(false, false);
    assert!(whole.starts_with("<!DOCTYPE html>") && whole.contains("src=\"data:image/png;base64,") && files == 0);
    assert!(whole.contains("<meta name=\"twitter:card\" content=\"summary\">"));
    let (beside, files) = page(false, true);
    assert!(!beside.contains("data:") && beside.contains("src=\"media/ada.png\"") && files > 0);
    assert!(beside.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"));
    let (fragment, _) = page(true, true);
    assert!(fragment.starts_with("<article lang=") && fragment.ends_with("</article>\n"));
    assert!(!fragment.contains("<meta") && !fragment.contains("<script"));
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
        let related = |_: &story::RelatedLink| Some(address.to_owned());
        let context = Context { related: &related, ..Context::default() };
        let house = story::House::plain("tanpa");
        let page = html::write(
            &Leaving { story: &story, house: &house, published: None, ties: &UNTIED, review: None },
            &context,
        );
        let links = String::from_utf8(page.bytes).unwrap().contains("<a href=");
        assert_eq!(links, kept, "{address:?}");
        assert!(!kept || is_safe_address(address) || address.starts_with("judul"));
    }
}

/// A browser opens the page as a file: what it shows must not depend on anything beside it.
#[test]
fn a_page_fetches_nothing_and_its_style_sheet_neither() {
    let story = given::story(Default::default(), story::Body::from_paragraphs(["Harga beras naik."]));
    let house = forms::HOUSES.get("kontan").unwrap();
    let page = html::write(
        &Leaving { story: &story, house, published: None, ties: &UNTIED, review: None },
        &Context::default(),
    );
    let page = String::from_utf8(page.bytes).unwrap();
    for fetch in ["url(", "@import", "<link", " src=", "@font-face"] {
        assert!(!page.contains(fetch), "{fetch}");
    }
}
