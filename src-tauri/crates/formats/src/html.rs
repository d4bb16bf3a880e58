//! A standalone page: one semantic `article` that reads well on a screen, on paper, in the dark and without its style
//! sheet; Open Graph and schema.org for machines. No script that runs, nothing fetched from elsewhere.

mod date;
mod json_ld;

use crate::{Kind, picture};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::fmt::Write;
use story::{
    House, RelatedLink, Rendition, Story,
    body::{HtmlOptions, Image, escape, is_safe_address},
    house::CreditPlace,
};

const STYLE: &str = include_str!("html/article.css");
/// Search results and social cards cut descriptions about here, in characters.
const DESCRIPTION: usize = 160;

/// What a page needs from outside of the story.
pub struct Context<'a> {
    /// When the story was first published, RFC 3339; `None` before that: then it is the time of its revision.
    pub published: Option<&'a str>,
    /// The bytes of a picture as readers are to see it. They are put into the page itself.
    pub picture: &'a dyn Fn(&Image) -> Option<Vec<u8>>,
    /// Where a related link leads: an `http`, `https` or relative address. `None` prints the title alone.
    pub related: &'a dyn Fn(&RelatedLink) -> Option<String>,
}

impl Default for Context<'_> {
    fn default() -> Self {
        Self { published: None, picture: &|_| None, related: &|link| link.url.clone() }
    }
}

/// Writes the page.
pub fn write(story: &Story, house: &House, context: &Context<'_>) -> Rendition {
    let mut html = page(story, house, context);
    // Nothing puts them there on purpose, but a control character in a pasted field would make the page invalid.
    html.retain(|character| character == '\n' || character == '\t' || !is_forbidden(character));
    Rendition {
        media_type: Kind::Html.media_type(),
        suffix: Kind::Html.suffix(),
        bytes: html.into_bytes(),
        attachments: Vec::new(),
    }
}

fn page(story: &Story, house: &House, context: &Context<'_>) -> String {
    let fields = &story.fields;
    let published = context.published.unwrap_or(&story.modified);
    let title = title(story);
    let description = description(story);

    let mut page = Page { html: String::from("<!DOCTYPE html>\n") };
    page.open("html", &[("lang", language(story, house))]);
    page.html.push_str("\n<head>\n<meta charset=\"utf-8\">\n");
    page.meta("name", "viewport", "width=device-width, initial-scale=1");
    page.element("title", &[], &title);
    page.meta("name", "description", &description);
    page.meta("name", "author", &authors(story, house).join(", "));
    page.meta("property", "og:type", "article");
    page.meta("property", "og:title", &title);
    page.meta("property", "og:description", &description);
    page.meta("property", "og:site_name", &house.name);
    page.meta("property", "og:locale", &locale(language(story, house)));
    page.meta("property", "article:published_time", published);
    page.meta("property", "article:modified_time", &story.modified);
    page.meta("property", "article:section", &fields.desk);
    for name in &fields.bylines {
        page.meta("property", "article:author", name);
    }
    for tag in &fields.tags {
        page.meta("property", "article:tag", tag);
    }
    page.meta("name", "generator", "Redaksi");
    let _ = writeln!(
        page.html,
        "<script type=\"application/ld+json\">\n{}\n</script>",
        json_ld::write(story, house, published)
    );
    let _ = writeln!(page.html, "<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<article>");

    let credit = house.print_credit(fields);
    page.html.push_str("<header>\n");
    page.element("p", &[("class", "kicker")], &fields.kicker);
    page.element("h1", &[], &fields.headline);
    page.element("p", &[("class", "deck")], &fields.deck);
    if !fields.bylines.iter().all(|name| credit.contains(name.as_str())) {
        page.element("p", &[("class", "byline")], &fields.bylines.join(", "));
    }
    if house.credit_place == CreditPlace::Top {
        page.lines("credit", &credit);
    }
    page.element(
        "time",
        &[("class", "published"), ("datetime", published)],
        &date::print(published, language(story, house)),
    );
    page.html.push_str("</header>\n");

    let related = |link: &RelatedLink| (context.related)(link).filter(|address| leads_somewhere_safe(address));
    page.html.push_str(&story.body.html(&HtmlOptions {
        related_label: house.related_label(),
        related_href: &related,
        media_href: &|image| picture_address(image, context),
        dateline: &house.print_dateline(fields),
        furniture: false,
    }));
    page.html.push('\n');

    page.html.push_str("<footer>\n");
    if house.credit_place == CreditPlace::Bottom {
        page.lines("credit", &credit);
    }
    if !fields.tags.is_empty() {
        page.html.push_str("<ul class=\"tags\">\n");
        for tag in &fields.tags {
            page.element("li", &[], tag);
        }
        page.html.push_str("</ul>\n");
    }
    if !credit.contains(fields.rights.as_str()) {
        page.element("p", &[("class", "rights")], &fields.rights);
    }
    page.html.push_str("</footer>\n</article>\n</main>\n</body>\n</html>\n");
    page.html
}

/// The headline; where there is none, what else people know the story by.
fn title(story: &Story) -> String {
    let fields = &story.fields;
    let text = story.body.text();
    let known = [&fields.headline, &fields.slugline, first_line(&text), &story.id];
    let title = known.into_iter().find(|text| !text.chars().all(is_gap));
    excerpt(title.unwrap_or_default(), usize::MAX)
}

/// The deck; where there is none, the beginning of the text.
fn description(story: &Story) -> String {
    let deck = excerpt(&story.fields.deck, usize::MAX);
    if deck.is_empty() { excerpt(first_line(&story.body.text()), DESCRIPTION) } else { deck }
}

fn first_line(text: &str) -> &str {
    text.lines().find(|line| !line.chars().all(is_gap)).unwrap_or_default()
}

/// Who signs: the bylines, else the source, else the house.
fn authors<'a>(story: &'a Story, house: &'a House) -> Vec<&'a str> {
    let fields = &story.fields;
    if !fields.bylines.is_empty() {
        fields.bylines.iter().map(String::as_str).collect()
    } else if !fields.source.is_empty() {
        vec![&fields.source]
    } else {
        vec![&house.name]
    }
}

fn language<'a>(story: &'a Story, house: &'a House) -> &'a str {
    if story.fields.language.is_empty() { &house.language } else { &story.fields.language }
}

/// A text as one line, cut at a word, in at most so many characters.
fn excerpt(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split(is_gap).filter(|word| !word.is_empty()).collect();
    let line = words.join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most.saturating_sub(1)).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}\u{2026}", words.trim_end_matches([',', ';', ':', '-', ' ']))
}

/// Open Graph wants the territory too.
fn locale(language: &str) -> String {
    match language {
        "id" => "id_ID".to_owned(),
        "en" => "en_US".to_owned(),
        other => other.replace('-', "_"),
    }
}

fn picture_address(image: &Image, context: &Context<'_>) -> String {
    let bytes = (context.picture)(image);
    let inlined = bytes.and_then(|bytes| {
        let media_type = picture::media_type(&bytes)?;
        Some(format!("data:{media_type};base64,{}", STANDARD.encode(bytes)))
    });
    inlined.unwrap_or_else(|| picture::path(&image.src))
}

/// Absolute addresses of the kinds that stories may hold, or relative ones; never a scheme in disguise.
fn leads_somewhere_safe(address: &str) -> bool {
    let before_path = address.split(['/', '?', '#']).next().unwrap_or_default();
    is_safe_address(address) || !(before_path.contains(':') || address.chars().any(char::is_control))
}

/// What shows as nothing: white space, and what the page will not hold.
fn is_gap(character: char) -> bool {
    character.is_whitespace() || is_forbidden(character)
}

fn is_forbidden(character: char) -> bool {
    character.is_control() || matches!(character, '\u{fdd0}'..='\u{fdef}') || character as u32 & 0xfffe == 0xfffe
}

struct Page {
    html: String,
}

impl Page {
    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = write!(self.html, "<{name}");
        for (attribute, value) in attributes {
            let _ = write!(self.html, " {attribute}=\"");
            escape(value, &mut self.html);
            self.html.push('"');
        }
        self.html.push('>');
    }

    /// An element with text; nothing where there is no text.
    fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        if !text.chars().all(is_gap) {
            self.open(name, attributes);
            escape(text, &mut self.html);
            let _ = writeln!(self.html, "</{name}>");
        }
    }

    fn meta(&mut self, key: &str, name: &str, content: &str) {
        if !content.chars().all(is_gap) {
            self.open("meta", &[(key, name), ("content", content)]);
            self.html.push('\n');
        }
    }

    /// One paragraph for the lines of a credit.
    fn lines(&mut self, class: &str, text: &str) {
        if !text.chars().all(is_gap) {
            self.open("p", &[("class", class)]);
            for (line, at) in text.lines().zip(0..) {
                self.html.push_str(if at == 0 { "" } else { "<br>" });
                escape(line, &mut self.html);
            }
            self.html.push_str("</p>\n");
        }
    }
}
