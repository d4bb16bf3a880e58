//! What this machine needs, fetched where it can be: Debian packages, npm packages, tauri-driver.
//!
//! Asks first and does only what is missing, so that it costs nothing when all is there.

use crate::{
    Stop,
    child::{answer, cargo, command, does, npm, there},
    root,
    run::binaries,
    stamp::Stamp,
    target,
};
use std::{ffi::OsString, path::PathBuf, process::Command};

/// To compile the window, and libaom in it, which CMake and an assembler build. WebKitGTK's package brings GTK's along.
const TO_BUILD: &[&str] = &["build-essential", "cmake", "nasm", "pkg-config", "libwebkit2gtk-4.1-dev"];
/// To look into the PDFs that it prints.
const TO_READ: &[&str] = &["qpdf", "poppler-utils"];
/// To drive it on a virtual screen: the screen, the message bus, the driver, real key presses, keyboard layouts, the
/// clipboard, pictures of the screen, finding the window's process, icons for GTK's dialogs, and what a screen reader hears.
const TO_DRIVE: &[&str] = &[
    "xvfb",
    "dbus",
    "webkit2gtk-driver",
    "xdotool",
    "x11-xkb-utils",
    "xclip",
    "imagemagick",
    "procps",
    "adwaita-icon-theme",
    "at-spi2-core",
    "gir1.2-atspi-2.0",
    "gir1.2-gtk-3.0",
    "libglib2.0-bin",
    "python3-gi",
];
/// To hold exports against the official schemas, and to open them with the programs that they are for.
const TO_VALIDATE: &[&str] = &["libxml2-utils", "libreoffice-writer-nogui", "epubcheck"];
/// To be measured against.
const RIVALS: &[&str] = &["pandoc"];
/// The programs behind those packages, for machines that are no Debian.
const PROGRAMS: &[&str] = &[
    "cc",
    "cmake",
    "nasm",
    "pkg-config",
    "Xvfb",
    "dbus-run-session",
    "WebKitWebDriver",
    "xdotool",
    "setxkbmap",
    "xclip",
    "import",
    "pgrep",
    "gdbus",
    "python3",
    "qpdf",
    "pdftotext",
    "xmllint",
    "soffice",
    "epubcheck",
];

const NODE: [u32; 2] = [20, 19];
const TAURI_DRIVER: &str = "2.1.0";
/// Megabytes that a build from nothing takes with its tests.
const ROOM: u64 = 7_000;

/// Everything that running and testing the window needs.
pub fn everything() -> Result<(), Stop> {
    build_packages()?;
    system_packages(TO_DRIVE)?;
    system_packages(TO_READ)?;
    system_packages(TO_VALIDATE)?;
    node_packages()?;
    tauri_driver()
}

/// What compiling needs.
pub fn build_packages() -> Result<(), Stop> {
    warn_of_a_full_disk();
    system_packages(TO_BUILD)
}

/// A first build that runs out of room fails after a quarter of an hour, at a file that says nothing.
fn warn_of_a_full_disk() {
    if binaries("debug").cli.exists() {
        return;
    }
    let Some(free) = free_megabytes().filter(|free| *free < ROOM) else { return };
    println!(
        "Only {free} MB are free for {}, and a first build with its tests takes {ROOM}. If it fails, make room or set \
         CARGO_TARGET_DIR to a folder on another disk, and start again.",
        target().display()
    );
}

fn free_megabytes() -> Option<u64> {
    let root = root();
    let target = target();
    let there = if target.exists() { &target } else { &root };
    let told = answer("df", &["--output=avail", "--block-size=M", there.to_str()?])?;
    told.lines().last()?.trim().trim_end_matches('M').parse().ok()
}

/// What benchmarks hold exports against.
pub fn rivals() -> Result<(), Stop> {
    system_packages(RIVALS)
}

fn system_packages(wanted: &[&str]) -> Result<(), Stop> {
    if !there("dpkg-query") || !there("apt-get") {
        return name_what_is_missing();
    }
    let missing: Vec<&str> = wanted.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing Debian packages: {}", missing.join(" "));
    let mut install = vec!["apt-get", "install", "--yes", "--no-install-recommends"];
    install.extend(&missing);
    // Lists are fetched only where there are none that know the packages: on a new machine.
    if missing.iter().any(|package| !can_be_installed(package)) {
        does("Fetching package lists", as_root(&["apt-get", "update"])?)?;
    }
    if does("Installing", as_root(&install)?).is_ok() {
        return Ok(());
    }
    // Lists that are too old name files that are gone.
    does("Once more, with new package lists", as_root(&["apt-get", "update"])?)?;
    does("Installing", as_root(&install)?)
}

fn is_installed(package: &str) -> bool {
    answer("dpkg-query", &["--show", "--showformat=${db:Status-Status}", package]).as_deref() == Some("installed")
}

fn can_be_installed(package: &str) -> bool {
    answer("apt-cache", &["show", "--no-all-versions", package]).is_some_and(|text| !text.is_empty())
}

fn as_root(words: &[&str]) -> Result<Command, Stop> {
    let is_root = answer("id", &["-u"]).as_deref() == Some("0");
    let mut command = match (is_root, there("sudo")) {
        (true, _) => command(words[0], &words[1..]),
        (false, true) => command("sudo", words),
        (false, false) => return Err(Stop(format!("as root, please: {}", words.join(" ")))),
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

/// Not a Debian machine: says what to install and goes on, since the programs may be there under other packages.
fn name_what_is_missing() -> Result<(), Stop> {
    let mut missing: Vec<&str> = PROGRAMS.iter().copied().filter(|program| !there(program)).collect();
    if cfg!(target_os = "linux") && answer("pkg-config", &["--exists", "webkit2gtk-4.1"]).is_none() {
        missing.push("WebKitGTK 4.1 with its headers");
    }
    if !missing.is_empty() {
        println!("This is no Debian machine; please install what is needed of: {}", missing.join(", "));
    }
    Ok(())
}

/// The interface's packages, exactly as locked.
pub fn node_packages() -> Result<(), Stop> {
    let version = node()?;
    let ui = root().join("ui");
    let stamp =
        Stamp::of("node-packages", &[ui.join("package.json"), ui.join("package-lock.json"), PathBuf::from(version)]);
    if ui.join("node_modules").is_dir() && stamp.is_current() {
        return Ok(());
    }
    // No package may run anything of its own here; those that would, fetch browsers that nobody needs.
    does("Fetching the interface's packages", npm(&["ci", "--no-audit", "--ignore-scripts", "--loglevel=error"]))?;
    stamp.set()
}

/// The version of Node, which is installed from Debian where Debian's is new enough.
fn node() -> Result<String, Stop> {
    if !there("node") && there("apt-get") && debian_node_will_do() {
        does(
            "Installing Node",
            as_root(&["apt-get", "install", "--yes", "--no-install-recommends", "nodejs", "npm"])?,
        )?;
    }
    let version = answer("node", &["--version"]).unwrap_or_default();
    if is_new_enough(version.trim_start_matches('v')) && there("npm") {
        return Ok(version);
    }
    let found = if version.is_empty() { "none is installed".to_owned() } else { format!("this machine has {version}") };
    let [major, minor] = NODE;
    Err(Stop(format!(
        "Node {major}.{minor} or newer and npm are needed, and {found}. Debian 12 carries an older one; take it from \
         https://nodejs.org/en/download or deb.nodesource.com, then start again."
    )))
}

fn debian_node_will_do() -> bool {
    answer("apt-cache", &["policy", "nodejs"])
        .and_then(|text| text.lines().find_map(|line| line.trim().strip_prefix("Candidate: ").map(is_new_enough)))
        .unwrap_or(false)
}

fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.split(['.', '+', '-', '~']).map(|number| number.parse::<u32>().unwrap_or(0));
    [numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)] >= NODE
}

/// Translates between WebDriver and the window. Kept in `target/`, so that nothing outside the project changes.
fn tauri_driver() -> Result<(), Stop> {
    if there("tauri-driver") || tools().join("bin/tauri-driver").is_file() {
        return Ok(());
    }
    let tools = tools();
    let mut install = cargo(&["install", "--locked", "--quiet", "tauri-driver", "--version", TAURI_DRIVER]);
    install.arg("--root").arg(&tools);
    does("Fetching and building the window's driver (a minute, once)", install)
}

fn tools() -> PathBuf {
    target().join("xtask/tools")
}

/// The search path with this project's own tools in front.
pub fn path_with_tools() -> OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(tools().join("bin")).chain(std::env::split_paths(&path));
    std::env::join_paths(folders).unwrap_or(path.clone())
}
