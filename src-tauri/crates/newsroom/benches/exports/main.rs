//! How fast stories leave: web pages beside pandoc, ninjs beside plain writes of serde_json, in the same run.
//!
//! `cargo xtask bench` runs this and puts it into BENCHMARKS.md. By hand: `cargo bench -p newsroom --bench exports -- --out
//! exports.md`. Pandoc is looked for in the path; without it its rows are left out.
#![allow(clippy::print_stdout, reason = "a benchmark says what it measures")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark that cannot go on ends")]

#[allow(dead_code, reason = "the other benchmark uses the rest")]
#[path = "../newsroom_file/corpus.rs"]
mod corpus;
#[allow(dead_code, reason = "the other benchmark uses the rest")]
#[path = "../newsroom_file/figures.rs"]
mod figures;
mod memory;
mod pandoc;

use corpus::Corpus;
use figures::{Bound, Table, Times, ms};
use formats::{Context, Kind, Leaving, UNTIED};
use newsroom::{Existing, ExportPage, ExportPrint, ExportRequest, ExportText, LineNews, Newsroom};
use std::{fs, io::Write, ops::ControlFlow, path::Path};
use store::Store;
use story::{House, Houses, Record, Story};

const NOW: &str = "2026-01-05T08:00:00.000Z";
const PAGES: u32 = 1_000;
const FILES: u32 = 10_000;
/// So many stories are exported at a time, in turn with as many plain writes.
const ROUND: usize = 1_000;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut out = None;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = arguments.next(),
            // Cargo's own.
            "--bench" => {}
            other => panic!("{other} is not --out"),
        }
    }
    // On the disk that the newsroom is on: a folder in memory has no fsync.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let corpus = Corpus::of(FILES);
    let stories: Vec<Story> = (0..FILES).map(|number| corpus.story(number)).collect();
    let newsroom = newsroom_of(&stories, folder.path());
    let houses = Houses::shipped();
    let house = houses.get("kontan").expect("the house that the archive is of");
    let mut table = Table::default();
    pages(house, &stories[..PAGES as usize], folder.path(), &mut table);
    files(&newsroom, house, &stories, folder.path(), &mut table);
    if let Some(out) = out {
        #[expect(clippy::disallowed_methods, reason = "a report for the benchmark, no file of the user's")]
        fs::write(out, table.text()).expect("the report");
    }
}

fn newsroom_of(stories: &[Story], folder: &Path) -> Newsroom {
    let file = folder.join("exports.redaksi");
    drop(Store::create(&file, "kontan", NOW).unwrap());
    let newsroom = Newsroom::open(&file).unwrap();
    let mut lines = Vec::new();
    for story in stories {
        serde_json::to_writer(&mut lines, &Record::with_body(story, Vec::new())).unwrap();
        lines.push(b'\n');
    }
    let mut tell = |_: LineNews<'_>| ControlFlow::Continue(());
    let done = newsroom.import_lines_from(&mut &*lines, Path::new("archive"), None, NOW, "bench", &mut tell).unwrap();
    assert_eq!((done.known, done.refused), (0, 0), "the corpus is not what an import takes");
    newsroom
}

fn leaving<'a>(house: &'a House, story: &'a Story) -> Leaving<'a> {
    Leaving { story, house, published: Some(&story.created), ties: &UNTIED, review: None }
}

/// Pages of HTML a second: Redaksi's as they go to the disk's edge, beside pandoc's from the same stories as Markdown.
fn pages(house: &House, stories: &[Story], folder: &Path, table: &mut Table) {
    let context = Context { now: NOW, ..Context::default() };
    let mut times = Times::default();
    for story in stories {
        times.of(|| formats::write(Kind::Html, &[leaving(house, story)], &context).unwrap());
    }
    let ours = f64::from(PAGES) / times.total();
    let markdown: Vec<Vec<u8>> = stories
        .iter()
        .map(|story| formats::write(Kind::Markdown, &[leaving(house, story)], &context).unwrap().bytes)
        .collect();
    let Some(rates) = pandoc::rates(&markdown, folder) else {
        println!("pandoc is not there: its rows are left out");
        return;
    };
    for (what, rate, bound) in [
        ("HTML, stories a second, beside pandoc with a process a story", rates.alone, Bound::AtLeast(50.0)),
        ("the same beside pandoc with one process for all of them", rates.together, Bound::None),
    ] {
        table.row(what, PAGES, &format!("{ours:.0}/s"), &format!("{rate:.0}/s"), Some(ours / rate), bound);
    }
}

/// Stories to files of ninjs, each on the disk before it is remembered, beside plain writes of the same bytes.
fn files(newsroom: &Newsroom, house: &House, stories: &[Story], folder: &Path, table: &mut Table) {
    let context = Context { now: NOW, ..Context::default() };
    let values: Vec<serde_json::Value> = stories
        .iter()
        .map(|story| formats::write(Kind::Ninjs, &[leaving(house, story)], &context).unwrap().bytes)
        .map(|bytes| serde_json::from_slice(&bytes).unwrap())
        .collect();
    let (mut ours, mut safely, mut plainly) = (Times::default(), Times::default(), Times::default());
    let mut highest = Vec::new();
    for (round, (stories, values)) in stories.chunks(ROUND).zip(values.chunks(ROUND)).enumerate() {
        memory::begin();
        ours.of(|| export(newsroom, stories, &folder.join(format!("ours-{round}"))));
        highest.push(memory::highest());
        safely.of(|| plain(values, &folder.join(format!("safely-{round}")), true));
        plainly.of(|| plain(values, &folder.join(format!("plainly-{round}")), false));
    }
    memory::begin();
    export(newsroom, stories, &folder.join("all"));
    let all = memory::highest();
    let total = |times: &Times| times.total() * 1e3;
    for (what, floor, bound) in [
        ("ninjs files, beside serde_json with files that outlive a power cut", &safely, Bound::Ratio(2.0)),
        ("the same beside serde_json with files that need not", &plainly, Bound::None),
    ] {
        let ratio = total(&ours) / total(floor);
        table.row(what, FILES, &ms(total(&ours)), &ms(total(floor)), Some(ratio), bound);
    }
    let one = highest.iter().copied().fold(0.0, f64::max);
    let mb = |mb: f64| format!("{mb:.0} MB");
    let what = "memory at its highest, beside that for a tenth of the stories";
    table.row(what, FILES, &mb(all), &mb(one), Some(all / one), Bound::Ratio(1.2));
}

fn export(newsroom: &Newsroom, stories: &[Story], folder: &Path) {
    let request = ExportRequest {
        ids: stories.iter().map(|story| story.id.clone()).collect(),
        kinds: vec!["ninjs".to_owned()],
        layouts: Vec::new(),
        folder: folder.display().to_string(),
        existing: Existing::Ask,
        text: ExportText::Accepted,
        page: ExportPage::default(),
        review: false,
        print: ExportPrint::default(),
        naming: String::new(),
        gate_override: None,
    };
    let done = newsroom.export(&request, NOW, "bench", &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(done.files.len(), stories.len());
}

/// What a script would do: a file, its bytes, and where they are to outlive a power cut, an fsync and a rename.
fn plain(values: &[serde_json::Value], folder: &Path, safely: bool) {
    fs::create_dir(folder).unwrap();
    for (number, value) in values.iter().enumerate() {
        let bytes = serde_json::to_vec(value).unwrap();
        let target = folder.join(format!("{number}.json"));
        let unfinished = folder.join(format!("{number}.part"));
        let path = if safely { &unfinished } else { &target };
        let mut file = fs::File::create(path).unwrap();
        file.write_all(&bytes).unwrap();
        if safely {
            file.sync_all().unwrap();
            #[expect(clippy::disallowed_methods, reason = "a file of the benchmark's own")]
            fs::rename(path, &target).unwrap();
        }
    }
}
