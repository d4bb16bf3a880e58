//! How fast a newsroom file is, at several sizes, beside what the bare SQLite statements take in the same run.
//!
//! `cargo xtask bench` runs this and writes BENCHMARKS.md. By hand:
//! `cargo bench -p newsroom --bench newsroom_file -- --stories 10000,100000 --folder target/bench --out figures.md`.
//! A newsroom that an earlier run made in the folder is used again; its import is then not timed. `--no-import` leaves out
//! the comparison of imports, for a look at the rest.
#![allow(clippy::print_stdout, reason = "a benchmark says what it measures")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark that cannot go on ends")]

mod corpus;
mod figures;
mod floor;
mod measures;

use figures::Table;
use std::path::PathBuf;

const NOW: &str = "2026-01-05T08:00:00.000Z";

fn main() {
    let mut sizes: Vec<u32> = vec![10_000, 100_000];
    let mut folder = PathBuf::from("target/bench");
    let mut out = None;
    let mut import = true;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--no-import" {
            import = false;
            continue;
        }
        let mut value = || arguments.next().unwrap_or_else(|| panic!("{argument} needs a value"));
        match argument.as_str() {
            "--stories" => sizes = value().split(',').map(|size| size.parse().expect("a number of stories")).collect(),
            "--folder" => folder = value().into(),
            "--out" => out = Some(PathBuf::from(value())),
            // Cargo's own.
            "--bench" => {}
            other => panic!("{other} is none of --stories, --folder, --out, --no-import"),
        }
    }
    std::fs::create_dir_all(&folder).expect("a folder for the newsrooms");
    let mut table = Table::default();
    if import {
        measures::import(&folder, &mut table);
    }
    measures::run(&sizes, &folder, &mut table);
    if let Some(out) = out {
        #[expect(clippy::disallowed_methods, reason = "a report for the benchmark, no file of the user's")]
        std::fs::write(out, table.text()).expect("the report");
    }
}
