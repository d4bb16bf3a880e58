//! How fast the newsroom file and the window are, on this machine; the figures go into BENCHMARKS.md.

mod press;

use crate::{
    Stop,
    child::{answer, cargo, command, does, watched},
    root, run,
    screen::Screen,
    setup, target, ui,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The sizes that the project promises something for.
const SIZES: &str = "10000,100000,1000000";

/// `bench [--stories N,N,…] [--no-window]`. Only a run of everything is written down.
pub fn bench(options: &[&str]) -> Result<(), Stop> {
    let (mut sizes, mut window) = (SIZES.to_owned(), true);
    let mut options = options.iter();
    while let Some(option) = options.next() {
        match (*option, options.as_slice().first()) {
            ("--stories", Some(value)) => {
                sizes = (*value).to_owned();
                options.next();
            }
            ("--no-window", _) => window = false,
            (other, _) => return Err(Stop(format!("bench does not know {other}"))),
        }
    }
    let folder = target().join("bench");
    fs::create_dir_all(&folder).map_err(|error| Stop(format!("{} cannot be made: {error}", folder.display())))?;
    let names = ["newsroom-file", "exports", "pages", "keystrokes", "bare", "searching", "pasting", "memory"];
    let reports = names.map(|name| folder.join(format!("{name}.md")));
    let [file, exports, pages, keys, bare, searching, pasting, memory] = &reports;

    setup::build_packages()?;
    let mut measure = cargo(&["bench", "--package", "newsroom", "--bench", "newsroom_file", "--"]);
    measure.args(["--stories", &sizes]).arg("--folder").arg(&folder).arg("--out").arg(file);
    does("Measuring the newsroom file", measure)?;
    setup::rivals()?;
    let mut measure = cargo(&["bench", "--package", "newsroom", "--bench", "exports", "--"]);
    measure.arg("--out").arg(exports);
    does("Measuring what leaves", measure)?;
    press::measure(&folder, pages)?;
    if window {
        setup::everything()?;
        ui::build()?;
        let binaries = run::build("release")?;
        let screen = Screen::start()?;
        let mut job = screen.window_job("bench", &binaries)?;
        let largest = sizes.rsplit(',').next().unwrap_or_default();
        job.env("REDAKSI_BENCH_LARGE", folder.join(format!("newsroom-{largest}.redaksi")))
            .env("REDAKSI_BENCH_OUT", keys)
            .env("REDAKSI_BENCH_BARE", bare)
            .env("REDAKSI_BENCH_SEARCHING", searching)
            .env("REDAKSI_BENCH_PASTING", pasting)
            .env("REDAKSI_BENCH_MEMORY", memory);
        if !watched(job, |_| ())? {
            return Err(Stop::because("the window could not be measured; what it said is above"));
        }
    }
    if !window || sizes != SIZES {
        return Ok(());
    }
    written_down(&reports)
}

fn written_down([file, exports, pages, keys, bare, searching, pasting, memory]: &[PathBuf; 8]) -> Result<(), Stop> {
    let read = |path: &Path| {
        fs::read_to_string(path).map_err(|error| Stop(format!("{} cannot be read: {error}", path.display())))
    };
    let text = format!(
        "# Benchmarks\n\n\
         Written by `cargo xtask bench`, which makes the newsrooms (in `target/bench`, kept for the next run), measures the\n\
         release build, and takes every floor in turn with the figure beside it. What the floors are is written in\n\
         `src-tauri/crates/store/floor`: the bare statements that Redaksi gives SQLite for an import or a save, with the same\n\
         rows ready made, so that nothing is computed while the time is taken; and for a search the query of an ordinary\n\
         FTS5 table of the same texts, by its own bm25, with `snippet()`. The lines without a bound hold Redaksi against less:\n\
         inserts and saves that index only the words as they stand in the text, and a query that shows nothing. The import is\n\
         that of the command line, from the lines of a file on. The stories are made up, about 350 words each, drawn by Zipf’s\n\
         law (`src-tauri/crates/newsroom/benches/newsroom_file/corpus.rs`).\n\n\
         Machine: {}.\n\n## The newsroom file\n\n{}\n## What leaves\n\nOf the same stories, without pictures. Pages are made in memory; \
         pandoc makes them of the stories as Markdown.\nFiles are exported as from the dialog: whole or not at all, on the disk \
         before they are remembered, and remembered with what left.\n\n{}\n## Pages in type\n\n{}\n## A keystroke in the window\n\n{}\n\
         ## A keystroke beside a bare ProseMirror page\n\n{}\n## Searching in the window\n\n{}\n## Pasting\n\n{}\n## Memory\n\n{}",
        machine(),
        read(file)?,
        read(exports)?,
        read(pages)?,
        read(keys)?,
        read(bare)?,
        read(searching)?,
        read(pasting)?,
        read(memory)?,
    );
    let report = root().join("BENCHMARKS.md");
    #[expect(clippy::disallowed_methods, reason = "a page of the source tree, not a document of the user's")]
    fs::write(&report, text).map_err(|error| Stop(format!("{} cannot be written: {error}", report.display())))?;
    println!("The figures are in {}", report.display());
    Ok(())
}

/// The processor, memory, system and compiler, as far as this machine says.
fn machine() -> String {
    let after = |file: &str, name: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.trim_matches([':', '\t', ' ']).to_owned()
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = after("/proc/meminfo", "MemTotal").trim_end_matches(" kB").parse::<u64>().unwrap_or(0) / 1_048_576;
    let system = command("uname", &["-sr"]).output().map(|output| output.stdout).unwrap_or_default();
    format!(
        "{}, {cores} cores, {memory} GiB, {}, {}",
        after("/proc/cpuinfo", "model name"),
        String::from_utf8_lossy(&system).trim(),
        answer("rustc", &["--version"]).unwrap_or_default(),
    )
}
