use story::layout::{Layout as Info, LayoutFault};

/// What templates may import: its path in a sheet, its name for people, its text.
pub(crate) const SHARED: &[(&str, &str, &str)] = &[
    ("/blocks.typ", "print/blocks.typ", include_str!("../../../../assets/layouts/print/blocks.typ")),
    ("/card.typ", "card/card.typ", include_str!("../../../../assets/layouts/card/card.typ")),
];

/// The two files of a shipped layout.
macro_rules! shipped {
    ($id:literal) => {
        (
            $id,
            include_str!(concat!("../../../../assets/layouts/", $id, "/layout.toml")),
            include_str!(concat!("../../../../assets/layouts/", $id, "/layout.typ")),
        )
    };
}

/// The layouts that come with Redaksi, in the order in which they are offered.
const SHIPPED: &[(&str, &str, &str)] = &[
    shipped!("print-broadsheet"),
    shipped!("print-tabloid"),
    shipped!("proof-a4"),
    shipped!("card-wide"),
    shipped!("card-square"),
    shipped!("card-tall"),
];

/// A layout of the press: what its `layout.toml` says, and its Typst template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// What panes show of it.
    pub info: Info,
    /// The template's text, `layout.typ`.
    pub template: String,
}

impl Layout {
    /// The layouts that come with Redaksi. One that cannot be read is left out: a test reads all of them.
    pub fn shipped() -> Vec<Layout> {
        SHIPPED.iter().filter_map(|(id, toml, typ)| Layout::read(id, toml, typ).ok()).collect()
    }

    /// A layout of the folder `id`, from the text of its two files.
    pub fn read(id: &str, toml: &str, template: &str) -> Result<Layout, LayoutFault> {
        Ok(Layout { info: Info::read(id, toml)?, template: template.to_owned() })
    }
}
