//! A standalone page: one semantic `article` that reads well on a screen, on paper, in the dark and without its style
//! sheet; Open Graph and schema.org for machines. No script that runs, nothing fetched from elsewhere.

pub(crate) mod date;
mod json_ld;

use crate::{
    Context, Kind, Leaving, Photo, notice, picture,
    said::{self, authors, is_gap, language},
    xml::is_forbidden,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::fmt::Write;
use story::{
    RelatedLink, Rendition,
    body::{HtmlOptions, Image, escape, is_safe_address},
    house::CreditPlace,
};

const STYLE: &str = include_str!("html/article.css");
/// Writes the page, or with [`PageForm::fragment`] its `article` alone, for a system that has a page of its own.
pub fn write(leaving: &Leaving<'_>, context: &Context<'_>) -> Rendition {
    let page = Page { html: String::new(), leaving, context };
    let mut html = if context.page.fragment { page.fragment() } else { page.whole() };
    // Nothing puts them there on purpose, but a control character in a pasted field would make the page invalid.
    html.retain(|character| character == '\n' || character == '\t' || !is_forbidden(character));
    let attachments = if context.page.pictures_beside { picture::attachments(&leaving.story.body) } else { Vec::new() };
    Rendition {
        media_type: Kind::Html.media_type(),
        suffix: Kind::Html.suffix(),
        bytes: html.into_bytes(),
        attachments,
    }
}

/// What is in the `article` of a page: well formed as XML too.
pub(crate) fn article(leaving: &Leaving<'_>, context: &Context<'_>) -> String {
    let mut page = Page { html: String::new(), leaving, context };
    page.article();
    page.html
}

/// The text as a feed's reader or a content system shows it under a title of its own: kicker, credit, body, rights.
pub(crate) fn copy(leaving: &Leaving<'_>, context: &Context<'_>) -> String {
    let mut page = Page { html: String::new(), leaving, context };
    page.element("p", &[("class", "kicker")], &leaving.story.fields.kicker);
    page.copy();
    page.html
}

/// Text for what takes it for HTML.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape(text, &mut html);
    html
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
    let shown = Some(image).filter(|_| !context.page.pictures_beside).and_then(context.picture);
    let inlined = shown.and_then(|Photo { bytes, .. }| {
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

struct Page<'a> {
    html: String,
    leaving: &'a Leaving<'a>,
    context: &'a Context<'a>,
}

impl Page<'_> {
    fn whole(mut self) -> String {
        let Leaving { story, house, .. } = *self.leaving;
        self.html.push_str("<!DOCTYPE html>\n");
        self.open("html", &[("lang", language(story, house))]);
        self.html.push_str("\n<head>\n<meta charset=\"utf-8\">\n");
        self.head();
        let json_ld = json_ld::write(self.leaving);
        let _ = writeln!(self.html, "<script type=\"application/ld+json\">\n{json_ld}\n</script>");
        let _ = writeln!(self.html, "<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<article>");
        self.article();
        self.html.push_str("</article>\n</main>\n</body>\n</html>\n");
        self.html
    }

    fn fragment(mut self) -> String {
        let Leaving { story, house, .. } = *self.leaving;
        self.open("article", &[("lang", language(story, house))]);
        self.html.push('\n');
        self.article();
        self.html.push_str("</article>\n");
        self.html
    }

    /// What machines read of a page: search engines, Open Graph, X's cards.
    fn head(&mut self) {
        let Leaving { story, house, .. } = *self.leaving;
        let (fields, published) = (&story.fields, self.leaving.published());
        let (title, description) = (said::title(story), said::description(story));
        self.meta("name", "viewport", "width=device-width, initial-scale=1");
        self.element("title", &[], &title);
        self.meta("name", "description", &description);
        self.meta("name", "author", &authors(story, house).join(", "));
        self.meta("property", "og:type", "article");
        self.meta("property", "og:title", &title);
        self.meta("property", "og:description", &description);
        self.meta("property", "og:site_name", &house.name);
        self.meta("property", "og:locale", &locale(language(story, house)));
        self.meta("property", "article:published_time", published);
        self.meta("property", "article:modified_time", &story.modified);
        self.meta("property", "article:section", &fields.desk);
        for name in &fields.bylines {
            self.meta("property", "article:author", name);
        }
        for tag in &fields.tags {
            self.meta("property", "article:tag", tag);
        }
        // A picture inside of the page has no address that a card could show.
        let image = story.body.images().next().filter(|_| self.context.page.pictures_beside);
        if let Some(image) = image {
            self.meta("property", "og:image", &picture::path(&image.src));
            self.meta("property", "og:image:alt", &image.alt);
        }
        self.meta("name", "twitter:card", if image.is_some() { "summary_large_image" } else { "summary" });
        self.meta("name", "twitter:title", &title);
        self.meta("name", "twitter:description", &description);
        if let Some(image) = image {
            self.meta("name", "twitter:image", &picture::path(&image.src));
            self.meta("name", "twitter:image:alt", &image.alt);
        }
        self.meta("name", "generator", "Redaksi");
    }

    fn article(&mut self) {
        let Leaving { story, house, .. } = *self.leaving;
        let (fields, published) = (&story.fields, self.leaving.published());
        self.html.push_str("<header>\n");
        self.element("p", &[("class", "kicker")], &fields.kicker);
        self.element("h1", &[], &fields.headline);
        self.element("p", &[("class", "deck")], &fields.deck);
        self.byline();
        self.credit(CreditPlace::Top);
        self.element(
            "time",
            &[("class", "published"), ("datetime", published)],
            &date::print(published, language(story, house)),
        );
        self.html.push_str("</header>\n");
        self.notices();
        self.body();
        self.html.push_str("<footer>\n");
        self.credit(CreditPlace::Bottom);
        if !fields.tags.is_empty() {
            self.html.push_str("<ul class=\"tags\">\n");
            for tag in &fields.tags {
                self.element("li", &[], tag);
            }
            self.html.push_str("</ul>\n");
        }
        self.rights();
        self.html.push_str("</footer>\n");
    }

    fn copy(&mut self) {
        self.notices();
        self.byline();
        self.credit(CreditPlace::Top);
        self.body();
        self.credit(CreditPlace::Bottom);
        self.rights();
    }

    /// What was said of the story after it had left, with its time and the story that it was published as.
    fn notices(&mut self) {
        for notice in notice::all(self.leaving) {
            self.open("aside", &[("class", "correction"), ("role", "note")]);
            self.html.push_str("\n<p><strong>");
            escape(&notice.label, &mut self.html);
            self.html.push_str("</strong> ");
            self.element("time", &[("datetime", notice.at)], &notice.time);
            self.html.push_str("</p>\n");
            self.element("p", &[], notice.text);
            if let Some(tie) = notice.other {
                let address = notice::address(tie, self.context).filter(|address| leads_somewhere_safe(address));
                match address {
                    Some(address) => {
                        self.html.push_str("<p>");
                        self.element("a", &[("href", address.as_str())], &tie.title);
                        self.html.push_str("</p>\n");
                    }
                    None => self.element("p", &[("class", "title")], &tie.title),
                }
            }
            self.html.push_str("</aside>\n");
        }
    }

    /// Who wrote it, where the credit line does not say so.
    fn byline(&mut self) {
        let Leaving { story, house, .. } = *self.leaving;
        let credit = house.print_credit(&story.fields);
        if !story.fields.bylines.iter().all(|name| credit.contains(name.as_str())) {
            self.element("p", &[("class", "byline")], &story.fields.bylines.join(", "));
        }
    }

    fn credit(&mut self, place: CreditPlace) {
        let Leaving { story, house, .. } = *self.leaving;
        if house.credit_place == place {
            self.lines("credit", &house.print_credit(&story.fields));
        }
    }

    fn rights(&mut self) {
        let Leaving { story, house, .. } = *self.leaving;
        if !house.print_credit(&story.fields).contains(story.fields.rights.as_str()) {
            self.element("p", &[("class", "rights")], &story.fields.rights);
        }
    }

    fn body(&mut self) {
        let Leaving { story, house, .. } = *self.leaving;
        let context = self.context;
        let related = |link: &RelatedLink| (context.related)(link).filter(|address| leads_somewhere_safe(address));
        self.html.push_str(&story.body.html(&HtmlOptions {
            related_label: house.related_label(),
            related_href: &related,
            media_href: &|image| picture_address(image, context),
            dateline: &house.print_dateline(&story.fields),
            furniture: false,
        }));
        self.html.push('\n');
    }

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
                self.html.push_str(if at == 0 { "" } else { "<br/>" });
                escape(line, &mut self.html);
            }
            self.html.push_str("</p>\n");
        }
    }
}
