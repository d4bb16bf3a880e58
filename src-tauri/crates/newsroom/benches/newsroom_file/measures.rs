//! What is measured. Every figure with a floor is taken in turn with it, so that both meet the same machine.

use crate::{
    NOW,
    corpus::Corpus,
    figures::{Bound, Table, Times, ms},
    floor::{Floor, Ready, SEARCH, SEARCH_ROWS, Statements},
};
use newsroom::{LineNews, ListQuery, Newsroom, Sort, StoryEdit};
use std::{
    fs,
    ops::{ControlFlow, Range},
    path::{Path, PathBuf},
};
use store::{Entry, Store};
use story::{Body, Fields, Record, Stage, Story, body::Block};

/// Stories in one transaction of the floor's import.
const BATCH: usize = 1_000;
/// Stories that are imported by bare statements, beside as many by Redaksi, so many at a time.
const SAMPLE: u32 = 20_000;
const ROUND: u32 = 5_000;
/// Stories in one file of an archive.
const FILE: u32 = 50_000;
const SAVES: u32 = 300;
const BY: Entry = Entry { at: NOW, actor: "bench" };

pub fn run(sizes: &[u32], folder: &Path, table: &mut Table) {
    let mut smallest = None;
    for &size in sizes {
        let corpus = Corpus::of(size);
        let file = folder.join(format!("newsroom-{size}.redaksi"));
        if !file.exists() {
            build(&file, &corpus, size, table);
        }
        room(&file, &corpus, size, table);
        let newsroom = Newsroom::open(&file).unwrap();
        saves(&newsroom, folder, &corpus, size, table);
        let lists = lists(&newsroom);
        let floor = *smallest.get_or_insert(lists);
        table.row(
            "newest page and stage counts, p50 (against the smallest)",
            size,
            &ms(lists),
            &ms(floor),
            Some(lists / floor),
            Bound::Ratio(1.5),
        );
        searches(&newsroom, folder, &corpus, size, table);
        typing(&newsroom, &corpus, size, table);
        suggestions(&newsroom, &corpus, size, table);
    }
}

/// All ways of adding the same stories to an empty newsroom, in turn. Redaksi's begins with the lines of a file.
pub fn import(folder: &Path, table: &mut Table) {
    let corpus = Corpus::of(SAMPLE);
    let [ours, bare, least] = ["import", "import-floor", "import-floor-text"].map(|name| fresh(folder, name));
    let newsroom = Newsroom::open(&ours).unwrap();
    let written = Floor::on(&ours).unwrap();
    let mut floors =
        [(Floor::on(&bare).unwrap(), Statements::add()), (Floor::on(&least).unwrap(), Statements::add_text())];
    let (mut by_redaksi, mut by_hand) = (Times::default(), [Times::default(), Times::default()]);
    for first in (0..SAMPLE).step_by(ROUND as usize) {
        let lines = lines(&corpus, first..first + ROUND);
        by_redaksi.of(|| take_in(&newsroom, &lines));
        let words: Vec<(i64, String)> = written.words(i64::from(first) + 1).unwrap().into_iter().collect();
        for batch in words.chunks(BATCH) {
            for ((floor, statements), times) in floors.iter_mut().zip(&mut by_hand) {
                let story = |(row, words): &(i64, String)| {
                    let text = text(&corpus.story(u32::try_from(row - 1).unwrap()));
                    statements.ready(&written, *row, words, &text).unwrap()
                };
                let ready: Vec<Ready> = batch.iter().map(story).collect();
                times.of(|| floor.run(statements, &ready)).unwrap();
            }
        }
    }
    let rate = |times: &Times| f64::from(SAMPLE) / times.total();
    let ours = rate(&by_redaksi);
    for (what, times, bound) in [
        ("bulk import, stories a second", &by_hand[0], Bound::AtLeast(0.5)),
        ("the same against inserts that index nothing but the text", &by_hand[1], Bound::None),
    ] {
        let bare = rate(times);
        table.row(what, SAMPLE, &format!("{ours:.0}/s"), &format!("{bare:.0}/s"), Some(ours / bare), bound);
    }
}

/// Stories as the lines of a file.
fn lines(corpus: &Corpus, numbers: Range<u32>) -> Vec<u8> {
    let mut lines = Vec::new();
    for number in numbers {
        serde_json::to_writer(&mut lines, &Record::with_body(&corpus.story(number), Vec::new())).unwrap();
        lines.push(b'\n');
    }
    lines
}

fn take_in(newsroom: &Newsroom, lines: &[u8]) {
    let mut tell = |_: LineNews<'_>| ControlFlow::Continue(());
    let done = newsroom.import_lines_from(&mut &*lines, Path::new("archive"), None, NOW, "bench", &mut tell).unwrap();
    assert_eq!((done.known, done.refused), (0, 0), "the corpus is not what an import takes");
}

/// What people wrote of a story, field by field and line by line.
fn text(story: &Story) -> String {
    let Fields { headline, slugline, deck, editor, source, desk, dateline, .. } = &story.fields;
    let fields = [headline, slugline, deck, editor, source, desk, &dateline.outlet, &dateline.place];
    let lists = story.fields.tags.iter().chain(&story.fields.bylines);
    let body = story.body.text();
    fields.into_iter().chain(lists).chain([&body]).map(String::as_str).collect::<Vec<_>>().join("\n")
}

fn build(file: &Path, corpus: &Corpus, size: u32, table: &mut Table) {
    // Under another name until it is whole: an interrupted run must not leave half an archive for the next.
    let unfinished = fresh(file.parent().unwrap(), &format!("unfinished-{size}"));
    let newsroom = Newsroom::open(&unfinished).unwrap();
    let mut times = Times::default();
    for first in (0..size).step_by(FILE as usize) {
        let last = (first + FILE).min(size);
        let lines = lines(corpus, first..last);
        times.of(|| take_in(&newsroom, &lines));
        println!("  {last} of {size} stories in {:.0} s", times.total());
    }
    drop(newsroom);
    place(&unfinished, file);
    let rate = f64::from(size) / times.total();
    table.row("the whole import", size, &format!("{rate:.0}/s"), "–", None, Bound::None);
}

/// The file's size against that of the words that people wrote.
fn room(file: &Path, corpus: &Corpus, size: u32, table: &mut Table) {
    let step = (size / 1_000).max(1) as usize;
    let sample: Vec<Story> = (0..size).step_by(step).map(|number| corpus.story(number)).collect();
    let written: usize = sample.iter().map(|story| text(story).len()).sum();
    #[expect(clippy::cast_precision_loss, reason = "bytes of a file")]
    let (text, file) =
        (written as f64 / sample.len() as f64 * f64::from(size), fs::metadata(file).unwrap().len() as f64);
    let mb = |bytes: f64| format!("{:.0} MB", bytes / 1e6);
    table.row("file, against the text in it", size, &mb(file), &mb(text), Some(file / text), Bound::Ratio(3.5));
}

/// Another paragraph in a story of 600 words, again and again; in turn, the bare statements do the same to two others.
fn saves(newsroom: &Newsroom, folder: &Path, corpus: &Corpus, size: u32, table: &mut Table) {
    let store = Store::open(newsroom.path()).unwrap();
    let stories = newsroom.info().unwrap().stories;
    let [ours, bare, least] = [1, 2, 3].map(|salt| {
        let story = corpus.new_story(600, stories + salt);
        store.add(&story, BY, None).unwrap();
        story
    });
    let row = i64::from(stories) + 2;
    let kinds = [Statements::save(), Statements::save_text()];
    let ready = [&bare, &least].into_iter().zip(&kinds).zip(row..);
    let ready: Vec<Vec<Ready>> =
        ready.map(|((story, statements), row)| saves_ready(folder, story, statements, row)).collect();
    let mut floor = Floor::on(newsroom.path()).unwrap();
    let (mut by_redaksi, mut by_hand) = (Times::default(), [Times::default(), Times::default()]);
    for number in 0..SAVES {
        let (edit, now) = edit(&ours, number);
        by_redaksi.of(|| newsroom.save(&edit, &now, "bench")).unwrap();
        for ((ready, statements), times) in ready.iter().zip(&kinds).zip(&mut by_hand) {
            let ready = &ready[number as usize..=number as usize];
            times.of(|| floor.run(statements, ready)).unwrap();
        }
    }
    drop(floor);
    let below = "the same against a save that indexes nothing but the text, p50";
    for (name, at, floor, bound) in [
        ("save of a 600-word story, p50", 0.5, 0, Bound::Ratio(1.5)),
        ("save of a 600-word story, p99", 0.99, 0, Bound::Ratio(3.0)),
        (below, 0.5, 1, Bound::None),
    ] {
        let (ours, bare) = (by_redaksi.at(at), by_hand[floor].at(at));
        table.row(name, size, &ms(ours), &ms(bare), Some(ours / bare), bound);
    }
}

/// The rows of all saves of a story, read out of a newsroom that Redaksi saves it in before.
fn saves_ready(folder: &Path, story: &Story, statements: &Statements, row: i64) -> Vec<Ready> {
    let file = fresh(folder, "saves");
    Store::open(&file).unwrap().add(story, BY, None).unwrap();
    let newsroom = Newsroom::open(&file).unwrap();
    let written = Floor::on(&file).unwrap();
    let save = |number| {
        let (edit, now) = edit(story, number);
        newsroom.save(&edit, &now, "bench").unwrap();
        let text = Body::text_of_json(&edit.body).unwrap();
        statements.ready(&written, row, &written.words(1).unwrap()[&1], &text).unwrap()
    };
    (0..SAVES).map(save).collect()
}

/// The save of this number of a story, and its time.
fn edit(story: &Story, number: u32) -> (StoryEdit, String) {
    let at = chrono::DateTime::parse_from_rfc3339(NOW).unwrap() + chrono::TimeDelta::seconds(i64::from(number));
    let now = at.to_utc().to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
    let body = with_paragraph(&story.body, number).to_json();
    (
        StoryEdit {
            id: story.id.clone(),
            base: story.revision + number,
            fields: story.fields.clone(),
            body,
            tracking: None,
        },
        now,
    )
}

fn with_paragraph(body: &Body, number: u32) -> Body {
    let mut blocks = body.blocks().to_vec();
    let at = number as usize % blocks.len();
    blocks[at] = Block::paragraph(&format!("Kalimat nomor {number} yang baru saja diketik."));
    Body::new(blocks).unwrap()
}

/// What is read when the window opens or a row of the journal comes: the newest page of two lists, and the counts.
fn lists(newsroom: &Newsroom) -> f64 {
    let page = |stage| ListQuery { stage, desk: None, sort: Sort::Newest, offset: 0, limit: 50 };
    let mut times = Times::default();
    for _ in 0..300 {
        times.of(|| {
            newsroom.list(&page(None)).unwrap();
            newsroom.list(&page(Some(Stage::Draft))).unwrap();
            newsroom.navigation().unwrap();
        });
    }
    times.p50()
}

fn searches(newsroom: &Newsroom, folder: &Path, corpus: &Corpus, size: u32, table: &mut Table) {
    let file = folder.join(format!("texts-{size}.db"));
    let texts = if file.exists() {
        Floor::on(&file).unwrap()
    } else {
        let unfinished = folder.join("unfinished-texts.db");
        let _ = fs::remove_file(&unfinished);
        drop(Floor::of_texts(&unfinished, (0..size).map(|number| text(&corpus.story(number)))).unwrap());
        place(&unfinished, &file);
        Floor::on(&file).unwrap()
    };
    let index = Floor::on(newsroom.path()).unwrap();
    let (mut ours, mut bare, mut least) = (Times::default(), Times::default(), Times::default());
    for (number, query) in corpus.queries(200, 2).iter().enumerate() {
        // The trailing space says that the last word is whole.
        ours.of(|| newsroom.search(&format!("{query} "), 50, 0)).unwrap();
        // In a large archive the bare queries take seconds for common words: every fifth is enough to know them.
        if size <= 100_000 || number % 5 == 0 {
            bare.of(|| texts.search(SEARCH, query)).unwrap();
            least.of(|| index.search(SEARCH_ROWS, query)).unwrap();
        }
    }
    let p95 = ours.p95();
    for (what, at, floor, bound) in [
        ("search, two words, top 50 with snippets, p50", 0.5, &bare, Bound::None),
        ("search, two words, top 50 with snippets, p95", 0.95, &bare, Bound::Ratio(1.5)),
        ("the same against bare rows without snippets, p95", 0.95, &least, Bound::None),
    ] {
        let (ours, bare) = (ours.at(at), floor.at(at));
        table.row(what, size, &ms(ours), &ms(bare), Some(ours / bare), bound);
    }
    table.row("the same against the clock, p95", size, &ms(p95), "–", None, Bound::Millis(p95, 50.0));
}

/// Every beginning of a query, as it is typed.
fn typing(newsroom: &Newsroom, corpus: &Corpus, size: u32, table: &mut Table) {
    let mut times = Times::default();
    for query in corpus.queries(25, 2) {
        for (end, _) in query.char_indices().skip(1) {
            times.of(|| newsroom.search(&query[..end], 50, 0)).unwrap();
        }
    }
    let p99 = times.p99();
    table.row("search while typing, every letter, p95", size, &ms(times.p95()), "–", None, Bound::None);
    table.row("search while typing, every letter, p99", size, &ms(p99), "–", None, Bound::Millis(p99, 100.0));
}

fn suggestions(newsroom: &Newsroom, corpus: &Corpus, size: u32, table: &mut Table) {
    let mut times = Times::default();
    for number in 0..100 {
        let story = corpus.new_story(350, 1_000 + number);
        let edit =
            StoryEdit { id: story.id, base: 1, fields: story.fields, body: story.body.to_json(), tracking: None };
        times.of(|| newsroom.suggestions(&edit, 8, NOW)).unwrap();
    }
    let p95 = times.p95();
    table.row("suggested related stories, p95", size, &ms(p95), "–", None, Bound::Millis(p95, 100.0));
}

/// A new, empty newsroom under this name, whatever was there.
fn fresh(folder: &Path, name: &str) -> PathBuf {
    let file = folder.join(format!("{name}.redaksi"));
    for suffix in ["", "-wal", "-shm"] {
        let mut path = file.clone().into_os_string();
        path.push(suffix);
        let _ = fs::remove_file(path);
    }
    drop(Store::create(&file, "kontan", NOW).unwrap());
    file
}

#[expect(clippy::disallowed_methods, reason = "a file of the benchmark's own, in its own folder")]
fn place(unfinished: &Path, file: &Path) {
    fs::rename(unfinished, file).unwrap();
}
