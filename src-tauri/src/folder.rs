//! Folders in the file manager of the system.

use newsroom::{Code, Failure};
use std::path::Path;

/// Shows a folder. The failure says why the system would not, and `thing` is the folder, for those who open it by hand.
pub fn show(folder: &Path) -> Result<(), Failure> {
    open(folder).map_err(|detail| Failure {
        code: Code::FolderNotShown,
        thing: folder.display().to_string(),
        detail,
        remedy: None,
    })
}

#[cfg(target_os = "linux")]
fn open(folder: &Path) -> Result<(), String> {
    use gtk::{gio, gio::prelude::FileExt};
    let address = gio::File::for_path(folder).uri();
    gio::AppInfo::launch_default_for_uri(&address, gio::AppLaunchContext::NONE).map_err(|error| error.to_string())
}

#[cfg(not(target_os = "linux"))]
fn open(folder: &Path) -> Result<(), String> {
    let program = if cfg!(windows) { "explorer" } else { "open" };
    std::process::Command::new(program).arg(folder).spawn().map(drop).map_err(|error| error.to_string())
}
