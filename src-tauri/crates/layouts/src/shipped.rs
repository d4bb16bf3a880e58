use crate::Layout;
use std::collections::BTreeMap;

macro_rules! asset {
    ($path:literal) => {
        ($path, include_str!(concat!("../../../../assets/layouts/", $path)))
    };
}

/// The layouts that come with Redaksi, in the order in which they are offered.
const LAYOUTS: &[(&str, &str)] = &[
    asset!("web-phone/layout.toml"),
    asset!("web-tablet/layout.toml"),
    asset!("web-desktop/layout.toml"),
    asset!("reader/layout.toml"),
    asset!("collection/layout.toml"),
    asset!("newsletter/layout.toml"),
    asset!("newsletter-text/layout.toml"),
    asset!("search/layout.toml"),
    asset!("push/layout.toml"),
    asset!("share/layout.toml"),
    asset!("wire/layout.toml"),
];

/// Their templates.
const TEMPLATES: &[(&str, &str)] = &[
    asset!("web/article.html"),
    asset!("reader/layout.html"),
    asset!("collection/layout.html"),
    asset!("newsletter/layout.html"),
    asset!("newsletter-text/layout.html"),
    asset!("search/layout.html"),
    asset!("push/layout.html"),
    asset!("share/layout.html"),
    asset!("wire/layout.html"),
];

/// The layouts that come with Redaksi. One that cannot be read is left out: a test reads all of them.
pub fn shipped() -> Vec<Layout> {
    let read = LAYOUTS.iter().filter_map(|(file, toml)| {
        let id = file.strip_suffix("/layout.toml")?;
        let own = format!("{id}/layout.html");
        let files = TEMPLATES.iter().filter(|(name, _)| *name == own);
        let files: BTreeMap<String, String> =
            files.map(|(_, text)| ("layout.html".to_owned(), (*text).to_owned())).collect();
        Layout::read(id, toml, files).ok()
    });
    read.collect()
}

/// A template that comes with Redaksi, by folder and name.
pub(crate) fn template(name: &str) -> Option<&'static str> {
    TEMPLATES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_layout_can_be_read_and_has_its_template() {
        let all = shipped();
        assert_eq!(all.len(), LAYOUTS.len());
        for layout in all {
            assert!(layout.template().is_ok(), "{}", layout.info.id);
        }
    }
}
