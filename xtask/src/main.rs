//! The project's chores. `cargo xtask run` and `cargo xtask test` set the machine up by themselves; nothing else is needed.
//!
//! Has no dependencies, so that it is built in seconds, and must never hold a rule of the newsroom.
#![expect(clippy::print_stdout, reason = "saying what is done is what a chore does")]

mod bench;
mod bindings;
mod child;
mod run;
mod screen;
mod screenshots;
mod setup;
mod stamp;
mod test;
mod ui;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

const HELP: &str = "\
cargo xtask run [FILE] [--release]   open the window on a sample newsroom, or on FILE
                                     (where there is no display: do the main job under a virtual screen)
cargo xtask test [--quick]           every check and test, the window last; --quick leaves everything of Tauri out
cargo xtask screenshots              pictures of the real window into target/screenshots
cargo xtask bindings                 write ui/src/ipc/bindings.ts anew from the commands in Rust
cargo xtask setup                    only set the machine up (the others do it by themselves)";

/// Why a chore stopped, in words for the person who started it.
pub struct Stop(String);

impl Stop {
    fn because(reason: impl Into<String>) -> Self {
        Stop(reason.into())
    }
}

/// Carries out one chore; `true` when all went well.
fn chore(arguments: &[&str]) -> Result<bool, Stop> {
    match arguments {
        ["run", options @ ..] => run::run(options).map(|()| true),
        ["test"] => test::test(test::Extent::Everything),
        ["test", "--quick"] => test::test(test::Extent::WithoutWindow),
        ["screenshots"] => screenshots::screenshots().map(|()| true),
        ["bench", options @ ..] => bench::bench(options).map(|()| true),
        ["bindings"] => bindings::bindings().map(|()| true),
        ["setup"] => setup::everything().map(|()| true),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(true)
        }
        other => Err(Stop(format!("no such chore: {}\n\n{HELP}", other.join(" ")))),
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match chore(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(Stop(reason)) => {
            eprintln!("xtask: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// The repository's top folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Where everything that is built goes: cargo's own target folder.
fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}
