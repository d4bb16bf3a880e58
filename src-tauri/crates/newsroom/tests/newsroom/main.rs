//! The verbs on a real newsroom file, as the window and the command line use them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stdout, reason = "what was skipped is said")]
#![allow(clippy::disallowed_methods, reason = "tests make the files that people would")]

mod at_once;
mod backups;
mod bad_input;
mod correcting;
mod desk;
mod export;
mod gates;
mod handing_over;
mod hostile_exports;
mod importing;
mod importing_lines;
mod killing;
mod laying_out;
mod main_job;
mod merging;
mod own_layouts;
mod pictures;
mod preview;
mod profiles;
mod replacing;
mod rescue_copies;
mod sample;
mod saving;
mod settling;
mod spelling;
mod suggesting;
mod tracking;
