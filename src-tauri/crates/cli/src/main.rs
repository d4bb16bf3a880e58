//! `redaksi-cli`: the same verbs as the window's, for scripts. Arguments in, lines out; every rule is in `newsroom`.
//!
//! Exit status: 0 done, 1 failed with the reason on standard error, 2 wrong usage.

mod arguments;
mod exporting;
mod history;
mod journal;
mod lines;
mod notes;
mod preview;
mod print;
mod replace;
mod run;
mod spelling;
mod words;

use clap::Parser;
use std::process::ExitCode;

/// As the window has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    match run::run(arguments) {
        Ok(()) | Err(run::Stopped::Unread) => ExitCode::SUCCESS,
        Err(run::Stopped::Failed(reasons)) => {
            for reason in reasons {
                eprintln!("redaksi-cli: {reason}");
            }
            ExitCode::from(1)
        }
        Err(run::Stopped::Usage(reason)) => {
            eprintln!("redaksi-cli: {reason}\nFor more information, try '--help'.");
            ExitCode::from(2)
        }
    }
}
