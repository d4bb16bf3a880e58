use serde::Deserialize;
use story::press::{PressFault, PressLayout, PressOption, PressOptions};

/// The blocks that all shipped templates share.
pub(crate) const BLOCKS: &str = include_str!("../../../../assets/layouts/print/blocks.typ");

/// The print layouts that come with Redaksi, in the order in which they are offered.
const SHIPPED: &[(&str, &str, &str)] = &[
    (
        "print-broadsheet",
        include_str!("../../../../assets/layouts/print-broadsheet/layout.toml"),
        include_str!("../../../../assets/layouts/print-broadsheet/layout.typ"),
    ),
    (
        "print-tabloid",
        include_str!("../../../../assets/layouts/print-tabloid/layout.toml"),
        include_str!("../../../../assets/layouts/print-tabloid/layout.typ"),
    ),
    (
        "proof-a4",
        include_str!("../../../../assets/layouts/proof-a4/layout.toml"),
        include_str!("../../../../assets/layouts/proof-a4/layout.typ"),
    ),
];

/// A print layout: what it is called, what can be chosen, and its Typst template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// What panes show of it.
    pub info: PressLayout,
    /// The template's text, `layout.typ`.
    pub template: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayoutFile {
    kind: String,
    name: Names,
    #[serde(default)]
    option: Vec<OptionFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OptionFile {
    id: String,
    min: u32,
    max: u32,
    default: u32,
    #[serde(default = "one")]
    scale: u32,
    name: Names,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    id: String,
    en: String,
}

fn one() -> u32 {
    1
}

impl Layout {
    /// The layouts that come with Redaksi. One that cannot be read is left out: a test reads all of them.
    pub fn shipped() -> Vec<Layout> {
        SHIPPED.iter().filter_map(|(id, toml, typ)| Layout::read(id, toml, typ).ok()).collect()
    }

    /// A layout of the folder `id`, from the text of its two files.
    pub fn read(id: &str, toml: &str, template: &str) -> Result<Layout, PressFault> {
        let fault = |line, detail| PressFault::Template { file: format!("{id}/layout.toml"), line, detail };
        let file: LayoutFile = toml::from_str(toml).map_err(|error| {
            let before = error.span().map_or(0, |span| span.start.min(toml.len()));
            let line = toml.as_bytes()[..before].iter().filter(|byte| **byte == b'\n').count() + 1;
            fault(u32::try_from(line).unwrap_or(0), error.message().to_owned())
        })?;
        if file.kind != "print" {
            return Err(fault(0, format!("kind is \u{201c}{}\u{201d}, not \u{201c}print\u{201d}", file.kind)));
        }
        let options = file.option.into_iter().map(|one| PressOption {
            id: one.id,
            min: one.min,
            max: one.max,
            default: one.default,
            scale: one.scale.max(1),
            name_id: one.name.id,
            name_en: one.name.en,
        });
        let info =
            PressLayout { id: id.to_owned(), name_id: file.name.id, name_en: file.name.en, options: options.collect() };
        Ok(Layout { info, template: template.to_owned() })
    }

    /// All options with a value each, within their bounds.
    pub(crate) fn values(&self, chosen: &PressOptions) -> PressOptions {
        let value = |one: &PressOption| {
            chosen.get(&one.id).copied().unwrap_or(one.default).clamp(one.min, one.max.max(one.min))
        };
        self.info.options.iter().map(|one| (one.id.clone(), value(one))).collect()
    }
}
