use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};
use story::{layout::Layout, press::PressLayout};

/// A file of `assets/layouts`.
macro_rules! file {
    ($path:expr) => {
        include_str!(concat!("../../../../assets/layouts/", $path))
    };
}

/// The text of what templates share, with its name.
const BLOCKS: (&str, &str) = ("blocks.typ", file!("print/blocks.typ"));
const CARD: (&str, &str) = ("card.typ", file!("card/card.typ"));

/// The files of a shipped layout: its name, its `layout.toml`, its template, and what that imports.
macro_rules! shipped {
    ($id:literal, $shared:expr) => {
        ($id, file!(concat!($id, "/layout.toml")), file!(concat!($id, "/layout.typ")), $shared)
    };
}

/// A shipped layout's files, as they are written into the program.
type Shipped = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str)]);

/// The layouts that come with Redaksi, in the order in which they are offered.
const SHIPPED: &[Shipped] = &[
    shipped!("print-broadsheet", &[BLOCKS]),
    shipped!("print-tabloid", &[BLOCKS]),
    shipped!("proof-a4", &[BLOCKS]),
    shipped!("card-wide", &[BLOCKS, CARD]),
    shipped!("card-square", &[BLOCKS, CARD]),
    shipped!("card-tall", &[BLOCKS, CARD]),
];

/// The same, read. One that cannot be read is left out: a test reads all of them.
pub(crate) static LAYOUTS: LazyLock<Vec<Arc<PressLayout>>> = LazyLock::new(|| {
    let read = |(id, toml, template, shared): &Shipped| {
        let files = shared.iter().copied().chain([(PressLayout::TEMPLATE, *template)]);
        let files: BTreeMap<String, Vec<u8>> =
            files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect();
        let info = Layout::read(id, toml).ok()?;
        Some(Arc::new(PressLayout { info, toml: (*toml).to_owned(), files, own: false }))
    };
    SHIPPED.iter().filter_map(read).collect()
});
