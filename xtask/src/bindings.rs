//! The typed boundary, written anew.

use crate::{
    Stop,
    child::{cargo, does},
    setup, ui,
};

/// Writes `ui/src/ipc/bindings.ts` from the commands in Rust, by the test that otherwise only compares.
pub fn bindings() -> Result<(), Stop> {
    setup::build_packages()?;
    // The window's package cannot be compiled without an interface to carry; any will do here.
    if !crate::root().join("ui/dist/index.html").is_file() {
        ui::build()?;
    }
    let mut command = cargo(&["test", "--quiet", "--package", "redaksi", "bindings"]);
    command.env("UPDATE", "1");
    does("Writing ui/src/ipc/bindings.ts", command)
}
