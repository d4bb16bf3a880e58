use crate::{Error, View};
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::{Deserialize, Serialize};
use story::body::CropFormat;

/// A layout as panes list it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct LayoutInfo {
    /// Name of its folder.
    pub id: String,
    /// What it shows.
    pub kind: LayoutKind,
    /// How wide the reader's window is, in CSS pixels.
    pub width: u32,
    /// The shape in which it shows pictures that the editor has framed; as they are where there is none.
    /// The window has no use for it.
    #[serde(skip)]
    pub crop: Option<CropFormat>,
    /// Its name in Indonesian.
    pub name_id: String,
    /// Its name in English.
    pub name_en: String,
}

/// What a layout shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum LayoutKind {
    /// The article's page on the web.
    Web,
    /// Pages on paper, which the press sets.
    Print,
    /// A picture for social media, which the press sets.
    Card,
}

/// The layouts that come with Redaksi, in the order in which they are offered.
const LAYOUTS: &[(&str, &str)] = &[
    ("web-phone/layout.toml", include_str!("../../../../assets/layouts/web-phone/layout.toml")),
    ("web-desktop/layout.toml", include_str!("../../../../assets/layouts/web-desktop/layout.toml")),
];

/// The templates that they name.
const TEMPLATES: &[(&str, &str)] = &[("web/article.html", include_str!("../../../../assets/layouts/web/article.html"))];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayoutFile {
    id: String,
    kind: LayoutKind,
    width: u32,
    crop: Option<CropFormat>,
    template: String,
    name: Names,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    id: String,
    en: String,
}

/// The layouts at hand. A file that cannot be read is left out: a test reads every shipped one.
pub fn list() -> Vec<LayoutInfo> {
    let read = LAYOUTS.iter().filter_map(|(file, toml)| read(file, toml).ok());
    read.map(|LayoutFile { id, kind, width, crop, name, .. }| LayoutInfo {
        id,
        kind,
        width,
        crop,
        name_id: name.id,
        name_en: name.en,
    })
    .collect()
}

/// The whole page, as HTML.
pub fn render(layout: &str, view: &View) -> Result<String, Error> {
    for (file, toml) in LAYOUTS {
        let found = read(file, toml)?;
        if found.id == layout {
            let template = TEMPLATES.iter().find(|(name, _)| *name == found.template);
            let (name, text) = template.ok_or_else(|| Error::File {
                file: (*file).to_owned(),
                detail: format!("there is no template \u{201c}{}\u{201d}", found.template),
            })?;
            return fill(name, text, view);
        }
    }
    Err(Error::Missing(layout.to_owned()))
}

fn read(file: &str, toml: &str) -> Result<LayoutFile, Error> {
    toml::from_str(toml).map_err(|error| Error::File { file: file.to_owned(), detail: error.to_string() })
}

fn fill(name: &str, text: &str, view: &View) -> Result<String, Error> {
    let mut environment = Environment::new();
    // A misspelt value is a fault of the template that names its line, not an empty place on the page.
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment
        .template_from_named_str(name, text)
        .and_then(|template| template.render(view.0.clone()))
        .map_err(|error| template_fault(name, &error))
}

fn template_fault(file: &str, error: &minijinja::Error) -> Error {
    Error::Template {
        file: error.name().unwrap_or(file).to_owned(),
        line: error.line().and_then(|line| u32::try_from(line).ok()).unwrap_or(0),
        detail: match error.detail() {
            Some(detail) => format!("{}: {detail}", error.kind()),
            None => error.kind().to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use story::{
        Body, House, Houses, Stage, Story,
        body::{Block, Image},
    };

    fn story(house: &House) -> Story {
        let mut fields = house.new_fields();
        fields.headline = "Kedua negara harus jadi “sahabat baja” <b>".to_owned();
        fields.source = "Reuters".to_owned();
        fields.editor = "Barratut Taqiyyah Rafie".to_owned();
        fields.dateline.place = "MOSKOW".to_owned();
        fields.tags = vec!["Rusia".to_owned(), "Tiongkok & AS".to_owned()];
        let related = r#"{"type":"doc","content":[
            {"type":"paragraph","content":[{"type":"text","text":"Presiden <Xi> tiba."}]},
            {"type":"relatedLink","attrs":{"title":"Xi Tiba","storyId":"s1","url":null}},
            {"type":"image","attrs":{"src":"a.jpg","alt":"Xi","credit":"AFP"}}]}"#;
        Story {
            id: "s0".to_owned(),
            fields,
            stage: Stage::Draft,
            body: Body::from_json(related).unwrap(),
            revision: 1,
            created: "2025-05-09T00:00:00.000Z".to_owned(),
            modified: "2025-05-09T00:00:00.000Z".to_owned(),
        }
    }

    fn page(layout: &str, dark: bool) -> String {
        let houses = Houses::shipped();
        let house = houses.get("kontan").unwrap();
        let media = |image: &Image| format!("media://localhost/{}", image.src);
        render(layout, &View::of(&story(house), house, &Options { dark, media_href: &media })).unwrap()
    }

    #[test]
    fn every_shipped_layout_can_be_read_and_shows_a_story() {
        assert_eq!(list().len(), LAYOUTS.len());
        for layout in list() {
            assert!(page(&layout.id, false).contains("Presiden &lt;Xi&gt; tiba."), "{}", layout.id);
        }
    }

    #[test]
    fn the_page_says_what_the_house_prints() {
        let page = page("web-phone", false);
        for part in [
            "<h1 id=\"headline\">Kedua negara harus jadi “sahabat baja” &lt;b&gt;</h1>",
            "<p class=\"credit\" id=\"credit\">Sumber: Reuters | Editor: Barratut Taqiyyah Rafie</p>",
            "<span class=\"dateline\">KONTAN.CO.ID - MOSKOW.</span> Presiden",
            "<aside class=\"related\"><strong>Baca Juga:</strong> <a href=\"#story-s1\">Xi Tiba</a></aside>",
            "src=\"media://localhost/a.jpg\"",
            "<li>Tiongkok &amp; AS</li>",
            "<p class=\"kicker\" id=\"kicker\" hidden></p>",
            "<html lang=\"id\" data-scheme=\"light\">",
        ] {
            assert!(page.contains(part), "{part}\nis not in\n{page}");
        }
    }

    #[test]
    fn the_page_runs_nothing_and_fetches_nothing() {
        let page = page("web-desktop", true);
        assert!(page.contains("default-src 'none'"));
        assert!(!page.contains("<script") && !page.contains("http-equiv=\"refresh\"") && !page.contains("@import"));
        assert!(!page.contains("url("), "a style that fetches");
        assert!(page.contains("data-scheme=\"dark\""));
    }

    #[test]
    fn the_page_has_the_same_parts_whatever_the_story_holds() {
        let house = House::plain("x");
        let empty = Story { fields: Default::default(), body: Body::default(), ..story(&house) };
        let options = Options { dark: false, media_href: &|image| image.src.clone() };
        let ids = |page: &str| {
            page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let empty = render("web-phone", &View::of(&empty, &house, &options)).unwrap();
        assert_eq!(ids(&empty), ids(&page("web-phone", false)));
        assert_eq!(ids(&empty), ["kicker", "headline", "deck", "credit", "body", "credit-below", "tags"]);
    }

    #[test]
    fn one_block_of_the_body_is_one_element_of_the_page() {
        let page = page("web-phone", false);
        let body = page.split("<div id=\"body\">").nth(1).unwrap().split("</div>").next().unwrap();
        let parts: Vec<&str> = ["<p>", "<aside ", "<figure>"].into_iter().filter(|tag| body.contains(tag)).collect();
        let house = House::plain("x");
        assert_eq!(parts.len(), story(&house).body.blocks().len());
        assert!(matches!(story(&house).body.blocks()[1], Block::RelatedLink { .. }));
    }

    #[test]
    fn a_house_that_signs_below_has_its_credit_line_below() {
        let below = "id = 'x'\nname = 'X'\nlanguage = 'id'\ncredit_place = 'bottom'\ncredit_line = ['({signOff})']";
        let below = House::from_toml(below).unwrap();
        let mut story = story(&below);
        story.fields.sign_off = "dis".to_owned();
        let options = Options { dark: false, media_href: &|image| image.src.clone() };
        let page = render("web-phone", &View::of(&story, &below, &options)).unwrap();
        assert!(page.contains("id=\"credit\" hidden"));
        assert!(page.contains("id=\"credit-below\">(dis)</p>"));
    }

    #[test]
    fn a_fault_in_a_template_names_the_file_and_the_line() {
        let house = House::plain("x");
        let view = View::of(&story(&house), &house, &Options { dark: false, media_href: &|image| image.src.clone() });
        let misspelt = fill("mine/article.html", "<p>\n{{ headlin }}\n</p>", &view).unwrap_err();
        assert!(misspelt.to_string().starts_with("mine/article.html, line 2: "), "{misspelt}");
        let unclosed = fill("mine/article.html", "<p>\n\n{% if kicker %}\n</p>", &view).unwrap_err();
        assert!(matches!(unclosed, Error::Template { line: 3.., .. }), "{unclosed}");
        assert_eq!(render("print", &view), Err(Error::Missing("print".to_owned())));
    }
}
