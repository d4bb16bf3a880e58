//! The command line as a person and a script meet it: the real program, real files, its exit status and what it prints.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod commands;
mod desk;
mod exporting;
mod journal;
mod lines;
mod notes;
mod preview;
mod replace;
mod versions;
