//! The interface: built into `ui/dist`, which the window carries inside itself.

use crate::{
    Stop,
    child::{does, npm},
    root, setup,
    stamp::Stamp,
};

/// Builds `ui/dist` when anything that goes into it has changed.
pub fn build() -> Result<(), Stop> {
    setup::node_packages()?;
    let ui = root().join("ui");
    // All of ui/ but what is downloaded, what is built and what drives the window from outside.
    let left_out = ["node_modules", "dist", "e2e"];
    let mut sources: Vec<_> = std::fs::read_dir(&ui)
        .map_err(|error| Stop(format!("ui/ cannot be read: {error}")))?
        .flatten()
        .filter(|entry| !left_out.iter().any(|name| entry.file_name() == *name))
        .map(|entry| entry.path())
        .collect();
    sources.sort();
    // What was built counts too: it names its parts by their contents, so one built by hand is noticed.
    sources.push(ui.join("dist/index.html"));
    if Stamp::of("ui-dist", &sources).is_current() {
        return Ok(());
    }
    does("Building the interface", npm(&["run", "--silent", "build"]))?;
    Stamp::of("ui-dist", &sources).set()
}
