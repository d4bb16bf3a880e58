//! What comes in and what goes out, held against files, against the official schemas and against hostile input.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "what a test builds for itself is there, or the test has failed; what it skips it says"
)]

mod archive;
mod blocks;
mod corrections;
mod decode;
mod documents;
mod fate;
mod fixture;
mod forms;
mod given;
mod hand_over;
mod hostile;
mod read;
mod review;
mod round_trip;
mod write;
