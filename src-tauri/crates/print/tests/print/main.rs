//! Stories set in type, as readers, editors and machines get them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod cards;
mod fitting;
mod given;
mod hyphens;
mod looks;
mod own;
mod pages;
