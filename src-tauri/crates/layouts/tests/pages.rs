//! Each shipped layout on real copy, on hostile copy and on none; and layouts of one's own, with their faults.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use html5ever::{ParseOpts, parse_document, tendril::TendrilSink};
use layouts::{Error, Layout, Page, View, shipped};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::collections::BTreeMap;
use story::{
    Body, House, Houses, Stage, Story,
    body::{CropFormat, Image},
    layout::{OptionForm, OptionValue, OptionValues},
};

const TODAY: &str = "2025-05-09";

/// Every kind of block, with these words in each place that takes words.
fn body(words: &str) -> Body {
    let text = format!(r#"{{"type":"text","text":{}}}"#, json(words));
    let paragraph = format!(r#"{{"type":"paragraph","content":[{text}]}}"#);
    let image = format!(
        r#"{{"type":"image","attrs":{{"src":"a.jpg","alt":{words},"credit":{words}}},"content":[{text}]}}"#,
        words = json(words)
    );
    let cell = |kind: &str| {
        let attrs = r#"{"colspan":1,"colwidth":null,"rowspan":1}"#;
        format!(r#"{{"type":"{kind}","attrs":{attrs},"content":[{paragraph}]}}"#)
    };
    let blocks = [
        format!(r#"{{"type":"heading","attrs":{{"level":2}},"content":[{text}]}}"#),
        paragraph.clone(),
        image.clone(),
        format!(r#"{{"type":"quote","content":[{paragraph},{{"type":"attribution","content":[{text}]}}]}}"#),
        format!(r#"{{"type":"pullQuote","content":[{paragraph}]}}"#),
        format!(r#"{{"type":"bulletList","content":[{{"type":"listItem","content":[{paragraph}]}}]}}"#),
        format!(
            r#"{{"type":"orderedList","attrs":{{"start":3}},"content":[{{"type":"listItem","content":[{paragraph}]}}]}}"#
        ),
        format!(r#"{{"type":"gallery","content":[{image},{image}]}}"#),
        format!(
            r#"{{"type":"table","content":[{{"type":"tableRow","content":[{},{}]}}]}}"#,
            cell("tableHeader"),
            cell("tableCell")
        ),
        format!(r#"{{"type":"factBox","content":[{{"type":"factTitle","content":[{text}]}},{paragraph}]}}"#),
        format!(r#"{{"type":"timelineItem","content":[{{"type":"timelineDate","content":[{text}]}},{paragraph}]}}"#),
        format!(r#"{{"type":"embed","attrs":{{"title":{},"url":"https://x.com/a"}}}}"#, json(words)),
        format!(r#"{{"type":"relatedLink","attrs":{{"title":{},"storyId":"s1","url":null}}}}"#, json(words)),
        format!(r#"{{"type":"furniture","attrs":{{"kind":"advert"}},"content":[{text}]}}"#),
        paragraph.clone(),
    ];
    Body::from_json(&format!(r#"{{"type":"doc","content":[{}]}}"#, blocks.join(","))).unwrap()
}

fn json(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// A story that says `words` in each of its fields and blocks.
fn story(id: &str, words: &str) -> Story {
    let houses = Houses::shipped();
    let mut fields = houses.get("kontan").unwrap().new_fields();
    for name in
        ["slugline", "kicker", "headline", "deck", "editor", "source", "place", "desk", "rights", "note", "signOff"]
    {
        fields.set(name, words).unwrap();
    }
    fields.bylines = vec![words.to_owned(), format!("{words}2")];
    fields.tags = vec![words.to_owned(), format!("{words}2")];
    fields.urgency = Some(3);
    Story {
        id: id.to_owned(),
        fields,
        stage: Stage::Draft,
        body: body(words),
        revision: 1,
        created: "2025-05-09T00:00:00.000Z".to_owned(),
        modified: "2025-05-09T00:00:00.000Z".to_owned(),
        corrections: Vec::new(),
    }
}

fn empty(house: &House) -> Story {
    Story { fields: house.new_fields(), body: Body::default(), ..story("s0", "x") }
}

fn render_with(layout: &Layout, stories: &[Story], options: &OptionValues, dark: bool) -> Result<String, Error> {
    let houses = Houses::shipped();
    let house = houses.get("kontan").unwrap();
    let stories: Vec<(&Story, &House)> = stories.iter().map(|story| (story, house)).collect();
    let options = layout.info.values(options)?;
    let media_href = |image: &Image, shape: Option<CropFormat>| {
        format!("media://localhost/{}?shape={}", image.src, shape.map(CropFormat::name).unwrap_or_default())
    };
    layout.render(&View::of(&Page {
        layout: &layout.info,
        stories: &stories,
        options: &options,
        dark,
        today: TODAY,
        media_href: &media_href,
    }))
}

fn render(layout: &Layout, stories: &[Story], dark: bool) -> String {
    render_with(layout, stories, &OptionValues::new(), dark)
        .unwrap_or_else(|error| panic!("{}: {error}", layout.info.id))
}

fn named(id: &str) -> Layout {
    shipped().into_iter().find(|layout| layout.info.id == id).unwrap()
}

/// Every element of a page with the names of its attributes, in order.
fn elements(page: &str) -> Vec<String> {
    fn walk(node: &Handle, into: &mut Vec<String>) {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let attributes: Vec<String> = attrs.borrow().iter().map(|one| one.name.local.to_string()).collect();
            into.push(format!("{} {}", name.local, attributes.join(" ")));
        }
        node.children.borrow().iter().for_each(|child| walk(child, into));
    }
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let mut all = Vec::new();
    walk(&dom.document, &mut all);
    all
}

#[test]
fn every_shipped_layout_shows_a_story_in_the_light_and_in_the_dark() {
    let stories =
        [story("s0", "Presiden <Xi> tiba"), story("s1", "Kedua"), story("s2", "Ketiga"), story("s3", "Keempat")];
    for layout in shipped() {
        for dark in [false, true] {
            let page = render(&layout, &stories, dark);
            assert!(
                page.contains("Presiden &lt;Xi&gt; tiba") || page.contains("PRESIDEN &lt;XI&gt; TIBA"),
                "{}",
                layout.info.id
            );
        }
    }
    let front = render(&named("collection"), &stories, false);
    for part in ["data-story=\"s0\"", "data-story=\"s3\"", "Jumat, 9 Mei 2025", "4 berita"] {
        assert!(front.contains(part), "{part}");
    }
}

#[test]
fn no_word_of_a_story_ever_becomes_markup() {
    for hostile in [
        r#"<script>alert(1)</script>"#,
        r#""><img src=x onerror=alert(1)>"#,
        r#"' onmouseover='alert(1)' x='"#,
        r#"</style></title></textarea><svg/onload=alert(1)>"#,
        r#"{{ 7*7 }}{% raw %}<!--"#,
        r#"--></p></td></table><iframe srcdoc="<b>">"#,
    ] {
        // Of one word and as many letters, so that lines and takes break in the same places.
        let plain: String = hostile.chars().map(|letter| if letter.is_whitespace() { ' ' } else { 'x' }).collect();
        let of = |words: &str| [story("s0", words), story("s1", words), story("s2", words), story("s3", words)];
        for layout in shipped() {
            let page = render(&layout, &of(hostile), false);
            assert_eq!(
                elements(&page),
                elements(&render(&layout, &of(&plain), false)),
                "{}: {hostile}",
                layout.info.id
            );
        }
    }
}

#[test]
fn shipped_pages_run_nothing_and_fetch_nothing() {
    for layout in shipped() {
        let page = render(&layout, &[story("s0", "x")], true);
        assert!(page.contains("default-src 'none'"), "{}", layout.info.id);
        for part in ["<script", "http-equiv=\"refresh\"", "@import", "url(", "<link", "<form", "<object"] {
            assert!(!page.contains(part), "{}: {part}", layout.info.id);
        }
    }
}

#[test]
fn a_story_without_anything_has_a_page_all_the_same() {
    let house = House::plain("x");
    for layout in shipped() {
        let page = render(&layout, &[empty(&house)], false);
        assert!(
            page.contains("</html>") && !page.contains("none</") && !page.contains("undefined"),
            "{}",
            layout.info.id
        );
    }
}

#[test]
fn every_value_of_every_option_makes_a_page() {
    let words = "satu dua tiga ".repeat(10);
    let mut stories = [story("s0", words.trim()), story("s1", "x"), story("s2", "x"), story("s3", "x")];
    stories[0].fields.deck = "Teras".to_owned();
    for layout in shipped() {
        for option in &layout.info.options {
            let values: Vec<OptionValue> = match &option.form {
                OptionForm::Switch { .. } => vec![OptionValue::Switch(false), OptionValue::Switch(true)],
                OptionForm::Number { min, max, .. } => vec![OptionValue::Number(*min), OptionValue::Number(*max)],
                OptionForm::Choice { choices, .. } => {
                    choices.iter().map(|one| OptionValue::Text(one.id.clone())).collect()
                }
                OptionForm::Text { .. } => vec![OptionValue::Text("<b>\"kata\"</b>".to_owned())],
            };
            let pages: Vec<String> = values
                .into_iter()
                .map(|value| {
                    let chosen = OptionValues::from([(option.id.clone(), value)]);
                    render_with(&layout, &stories, &chosen, false).unwrap()
                })
                .collect();
            assert!(pages.iter().all(|page| !page.contains("<b>\"kata")), "{} {}", layout.info.id, option.id);
            let said = pages.windows(2).all(|two| two[0] != two[1]);
            assert!(said, "{} of {} changes nothing", option.id, layout.info.id);
        }
    }
}

#[test]
fn a_value_that_an_option_cannot_take_is_refused() {
    let wrong = OptionValues::from([("columns".to_owned(), OptionValue::Number(9))]);
    let fault = render_with(&named("collection"), &[story("s0", "x")], &wrong, false).unwrap_err();
    assert!(matches!(fault, Error::Option(_)), "{fault}");
    assert!(fault.to_string().contains("a whole number from 2 to 4"), "{fault}");
}

#[test]
fn a_place_in_the_page_names_its_block() {
    let page = render(&named("web-phone"), &[story("s0", "x")], false);
    let inside = page.split("<div id=\"body\">").nth(1).unwrap().split("<footer>\n").next().unwrap();
    let blocks: Vec<usize> =
        inside.split("data-block=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect();
    assert_eq!(blocks, (0..story("s0", "x").body.blocks().len()).collect::<Vec<_>>());
    assert!(page.contains("<h1 id=\"headline\" data-field=\"headline\">"));
    // Furniture has no place where it is not shown, and what follows it keeps its number.
    let light = render(&named("reader"), &[story("s0", "x")], false);
    assert!(!light.contains("data-block=\"13\"") && light.contains("data-block=\"14\""));
}

#[test]
fn the_article_has_the_same_parts_whatever_the_story_holds() {
    let ids = |page: &str| {
        page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let bare = ids(&render(&named("web-phone"), &[empty(&House::plain("x"))], false));
    assert_eq!(bare, ids(&render(&named("web-phone"), &[story("s0", "x")], false)));
    assert_eq!(bare, ["kicker", "headline", "deck", "credit", "body", "credit-below", "tags"]);
}

#[test]
fn a_mail_is_of_tables_and_styles_that_every_program_knows() {
    let page = render(&named("newsletter"), &[story("s0", "Satu"), story("s1", "Dua")], false);
    assert!(!page.contains("<style") && !page.contains("class=\"grid") && !page.contains("var(--"));
    for element in ["<figure", "<aside", "<section", "<figcaption", "<footer", "<article"] {
        assert!(!page.contains(element), "{element}");
    }
    for paragraph in page.split("<p ").skip(1) {
        let attributes = paragraph.split('>').next().unwrap();
        assert!(attributes.contains("style=\""), "a paragraph without a style: {attributes}");
    }
    assert!(page.contains("width=\"600\"") && page.contains("Anda menerima surel ini"));
}

#[test]
fn wire_copy_goes_in_takes_that_say_whether_there_is_more() {
    let words = (0..60).map(|word| format!("kata{word}")).collect::<Vec<_>>().join(" ");
    let wire = named("wire");
    let page = render(&wire, &[story("s0", &words)], false);
    let takes = page.matches("<section>").count();
    assert!(takes > 1, "{takes}");
    assert_eq!(page.matches("(MORE)").count(), takes - 1);
    assert_eq!(page.matches("(ENDS)").count(), 1);
    assert!(page.contains(&format!("LEMBAR 1/{takes}")) && page.contains(" =2</span>"));
    // Neither captions nor pointers nor furniture.
    let own = story("s0", "x");
    let plain = render(&wire, &[own], false);
    assert!(!plain.contains("Baca Juga") && !plain.contains("x.com"));
}

#[test]
fn a_search_result_is_cut_where_its_room_ends() {
    let mut long = story("s0", "x");
    long.fields.headline =
        "Pelabuhan Teluk Sawang Uji Antrean Digital, Waktu Tunggu Truk Turun Hampir Separuh".to_owned();
    let page = render(&named("search"), &[long], false);
    assert!(page.contains("Waktu Tunggu ...</p>"), "{page}");
    assert!(page.contains("class=\"over\"><dt>Judul</dt>") && page.contains("class=\"fits\"><dt>Uraian</dt>"));
}

fn own(files: &[(&str, &str)]) -> Layout {
    let toml = "kind = \"web\"\nwidth = 390\nname = { id = \"Punya saya\", en = \"Mine\" }\n";
    let files: BTreeMap<String, String> =
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    Layout::read("mine", toml, files).unwrap()
}

#[test]
fn a_fault_in_ones_own_template_names_the_file_and_the_line() {
    for (text, line, words) in [
        ("<p>\n{{ headlin }}\n</p>", 2, "undefined"),
        ("<p>\n\n{% if kicker %}\n</p>", 3, ""),
        ("<p>{{ headline }\n</p>", 1, ""),
        ("{% for story in stories %}\n{{ story.lead.nothing.more }}\n{% endfor %}", 2, "undefined"),
        ("\n\n{{ headline|shout }}", 3, "unknown filter"),
        ("\n{% include 'missing.html' %}", 2, "not found"),
        ("\n{{ headline|dress({}) }}", 2, "body or copy"),
        ("{% for a in range(9999) %}{% for b in range(9999) %}{{ a * b }}{% endfor %}{% endfor %}", 1, "fuel"),
    ] {
        let fault = render_with(&own(&[("layout.html", text)]), &[story("s0", "x")], &OptionValues::new(), false);
        let Err(Error::File(fault)) = fault else { panic!("{text}: {fault:?}") };
        assert_eq!(fault.file, "mine/layout.html", "{fault}");
        assert!(fault.line >= line && fault.line <= line + 2, "{text}: {fault}");
        assert!(fault.detail.to_lowercase().contains(words), "{text}: {fault}");
    }
}

#[test]
fn a_fault_in_an_included_file_is_that_files() {
    let layout = own(&[("layout.html", "a\n{% include 'foot.html' %}"), ("foot.html", "b\nc\n{{ nothing }}")]);
    let fault = render_with(&layout, &[story("s0", "x")], &OptionValues::new(), false).unwrap_err();
    assert!(fault.to_string().starts_with("mine/foot.html, line 3: "), "{fault}");
    let sound = own(&[("layout.html", "<p>{% include 'foot.html' %}</p>"), ("foot.html", "{{ headline }}")]);
    assert_eq!(render(&sound, &[story("s0", "<b>")], false), "<p>&lt;b&gt;</p>");
}

#[test]
fn a_layout_without_its_template_says_so() {
    let fault = render_with(&own(&[]), &[story("s0", "x")], &OptionValues::new(), false).unwrap_err();
    assert!(fault.to_string().contains("there is no template “layout.html”"), "{fault}");
}
