//! Opens the window, or shows what it does where there is no display.

use crate::{
    Stop,
    child::{cargo, command, does, watched},
    screen::{Binaries, Screen},
    setup, target, ui,
};
use std::path::{Path, PathBuf};

/// `run [FILE] [--release]`.
pub fn run(options: &[&str]) -> Result<(), Stop> {
    let (flags, files): (Vec<&str>, Vec<&str>) = options.iter().partition(|option| option.starts_with("--"));
    // Made to be looked at soon: on a new machine the quick build is done in a third of the time, and nobody feels the rest.
    let profile = match flags[..] {
        [] => "dev",
        ["--release"] => "release",
        _ => return Err(Stop(format!("run does not know {}", flags.join(" ")))),
    };
    let file = match files[..] {
        [] => None,
        [file] => Some(PathBuf::from(file)),
        _ => return Err(Stop::because("run opens one newsroom file")),
    };
    setup::build_packages()?;
    ui::build()?;
    let binaries = build(profile)?;
    if has_display() { open(&binaries, file.as_deref()) } else { demonstrate(&binaries) }
}

/// Builds the window and the command line.
pub fn build(profile: &str) -> Result<Binaries, Stop> {
    let mut command = cargo(&["build", "--profile", profile, "--package", "redaksi", "--package", "redaksi-cli"]);
    if profile == "dev" {
        command.arg("--quiet");
    }
    does("Building the window and the command line (some minutes the first time)", command)?;
    Ok(binaries(if profile == "dev" { "debug" } else { profile }))
}

/// Where cargo leaves them.
pub fn binaries(folder: &str) -> Binaries {
    let folder = target().join(folder);
    Binaries { window: folder.join("redaksi"), cli: folder.join("redaksi-cli") }
}

fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

fn open(binaries: &Binaries, file: Option<&Path>) -> Result<(), Stop> {
    let file = match file {
        Some(file) => std::path::absolute(file).unwrap_or(file.to_path_buf()),
        None => sample(binaries)?,
    };
    let mut window = command(&binaries.window.to_string_lossy(), &["--newsroom"]);
    window.arg(file);
    does("Opening the window", window)
}

/// A newsroom with the sample stories, made once and then kept with all that was done in it. Apart from `target/demo`,
/// which every demonstration makes anew.
fn sample(binaries: &Binaries) -> Result<PathBuf, Stop> {
    let file = target().join("newsroom/sample.redaksi");
    if !file.exists() {
        let folder = target().join("newsroom");
        std::fs::create_dir_all(&folder)
            .map_err(|error| Stop(format!("{} cannot be made: {error}", folder.display())))?;
        let mut make = command(&binaries.cli.to_string_lossy(), &["--newsroom"]);
        make.arg(&file).args(["init", "--sample"]);
        does("Making the sample newsroom", make)?;
    }
    Ok(file)
}

fn demonstrate(binaries: &Binaries) -> Result<(), Stop> {
    println!("There is no display here (DISPLAY and WAYLAND_DISPLAY are empty), so no window can be shown.");
    println!("Instead, the main job is done in the real window on a virtual screen.");
    setup::everything()?;
    let screen = Screen::start()?;
    if !watched(screen.window_job("demo", binaries)?, |_| ())? {
        return Err(Stop::because("the main job did not end well; what the window said is above"));
    }
    println!("The exported files and the pictures are in {}", target().join("demo").display());
    Ok(())
}
