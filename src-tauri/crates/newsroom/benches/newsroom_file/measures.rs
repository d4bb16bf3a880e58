//! What is measured. Every figure with a floor is taken in turn with it, so that both meet the same machine.

use crate::{
    NOW,
    corpus::Corpus,
    figures::{Bound, Table, Times, ms},
    floor::{Floor, Ready},
};
use newsroom::{ListQuery, Newsroom, Sort, StoryEdit};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};
use store::{Entry, Store};
use story::{Body, Fields, Stage, Story, body::Block};

/// Stories in one transaction of an import.
const BATCH: u32 = 1_000;
/// Stories that are imported by bare statements, beside as many by Redaksi.
const SAMPLE: u32 = 10_000;
const SAVES: u32 = 300;
const BY: Entry = Entry { at: NOW, actor: "bench" };

pub fn run(sizes: &[u32], folder: &Path, table: &mut Table) {
    import(folder, table);
    let mut smallest = None;
    for &size in sizes {
        let corpus = Corpus::of(size);
        let file = folder.join(format!("newsroom-{size}.redaksi"));
        if !file.exists() {
            build(&file, &corpus, size, table);
        }
        room(&file, &corpus, size, table);
        let newsroom = Newsroom::open(&file).unwrap();
        saves(&newsroom, &corpus, size, table);
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
        searches(&newsroom, &corpus, size, table);
        typing(&newsroom, &corpus, size, table);
        suggestions(&newsroom, &corpus, size, table);
    }
}

/// Both ways of adding the same stories to an empty newsroom, in turn, a batch at a time.
fn import(folder: &Path, table: &mut Table) {
    let corpus = Corpus::of(SAMPLE);
    let (ours, bare) = (fresh(folder, "import"), fresh(folder, "import-floor"));
    let store = Store::open(&ours).unwrap();
    let mut floor = Floor::on(&bare).unwrap();
    let (mut by_redaksi, mut by_hand) = (Times::default(), Times::default());
    for first in (0..SAMPLE).step_by(BATCH as usize) {
        let stories: Vec<Story> = (first..first + BATCH).map(|number| corpus.story(number)).collect();
        let ready: Vec<Ready> =
            (i64::from(first) + 1..).zip(stories.clone()).map(|(row, story)| Ready::of(row, story)).collect();
        by_redaksi.of(|| store.add_many(stories, BY)).unwrap();
        by_hand.of(|| floor.add(&ready)).unwrap();
    }
    let rate = |times: &Times| f64::from(BATCH) / times.p50() * 1e3;
    let (ours, bare) = (rate(&by_redaksi), rate(&by_hand));
    let row = [ours, bare].map(|rate| format!("{rate:.0}/s"));
    table.row("bulk import, stories a second", SAMPLE, &row[0], &row[1], Some(ours / bare), Bound::AtLeast(0.5));
}

fn build(file: &Path, corpus: &Corpus, size: u32, table: &mut Table) {
    // Under another name until it is whole: an interrupted run must not leave half an archive for the next.
    let unfinished = fresh(file.parent().unwrap(), &format!("unfinished-{size}"));
    let store = Store::open(&unfinished).unwrap();
    let mut seconds = 0.0;
    for first in (0..size).step_by(BATCH as usize) {
        let stories: Vec<Story> = (first..(first + BATCH).min(size)).map(|number| corpus.story(number)).collect();
        let start = Instant::now();
        store.add_many(stories, BY).unwrap();
        seconds += start.elapsed().as_secs_f64();
        if first % 50_000 == 0 && first > 0 {
            println!("  {first} of {size} stories in {seconds:.0} s");
        }
    }
    drop(store);
    place(&unfinished, file);
    table.row("the whole import", size, &format!("{:.0}/s", f64::from(size) / seconds), "–", None, Bound::None);
}

/// The file's size against that of the words that people wrote.
fn room(file: &Path, corpus: &Corpus, size: u32, table: &mut Table) {
    let step = (size / 1_000).max(1) as usize;
    let sample: Vec<Story> = (0..size).step_by(step).map(|number| corpus.story(number)).collect();
    let written: usize = sample.iter().map(|story| written(&story.fields) + story.body.text().len()).sum();
    #[expect(clippy::cast_precision_loss, reason = "bytes of a file")]
    let (text, file) =
        (written as f64 / sample.len() as f64 * f64::from(size), fs::metadata(file).unwrap().len() as f64);
    let mb = |bytes: f64| format!("{:.0} MB", bytes / 1e6);
    table.row("file, against the text in it", size, &mb(file), &mb(text), Some(file / text), Bound::Ratio(3.5));
}

fn written(fields: &Fields) -> usize {
    let lists = fields.tags.iter().chain(&fields.bylines).map(String::len).sum::<usize>();
    let texts = [&fields.slugline, &fields.headline, &fields.deck, &fields.editor, &fields.source, &fields.desk];
    lists
        + texts.iter().map(|text| text.len()).sum::<usize>()
        + fields.dateline.outlet.len()
        + fields.dateline.place.len()
}

/// Another paragraph in a story of 600 words, again and again; in turn, the bare statements do the same to another story.
fn saves(newsroom: &Newsroom, corpus: &Corpus, size: u32, table: &mut Table) {
    let store = Store::open(newsroom.path()).unwrap();
    let [ours, bare] = [1, 2].map(|salt| {
        let story = corpus.new_story(600, newsroom.info().unwrap().stories + salt);
        store.add(&story, BY, None).unwrap();
        story
    });
    let row = i64::from(newsroom.info().unwrap().stories);
    let mut floor = Floor::on(newsroom.path()).unwrap();
    let (mut by_redaksi, mut by_hand) = (Times::default(), Times::default());
    for (base, number) in (ours.revision..).zip(0..SAVES) {
        let at = chrono::DateTime::parse_from_rfc3339(NOW).unwrap() + chrono::TimeDelta::seconds(i64::from(number));
        let now = at.to_utc().to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
        let body = with_paragraph(&ours.body, number);
        let edit =
            StoryEdit { id: ours.id.clone(), base, fields: ours.fields.clone(), body: body.to_json(), tracking: None };
        by_redaksi.of(|| newsroom.save(&edit, &now, "bench")).unwrap();
        let body = with_paragraph(&bare.body, number);
        let (tree, text) = (body.to_json(), body.text());
        let story = Story { revision: number + 2, modified: now, ..bare.clone() };
        by_hand.of(|| floor.save(row, &story, &tree, &text)).unwrap();
    }
    drop(floor);
    for (name, at, bound) in [("p50", 0.5, 1.5), ("p99", 0.99, 3.0)] {
        let (ours, bare) = (by_redaksi.at(at), by_hand.at(at));
        table.row(
            &format!("save of a 600-word story, {name}"),
            size,
            &ms(ours),
            &ms(bare),
            Some(ours / bare),
            Bound::Ratio(bound),
        );
    }
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

fn searches(newsroom: &Newsroom, corpus: &Corpus, size: u32, table: &mut Table) {
    let floor = Floor::on(newsroom.path()).unwrap();
    let (mut ours, mut bare) = (Times::default(), Times::default());
    for (number, query) in corpus.queries(200, 2).iter().enumerate() {
        // The trailing space says that the last word is whole.
        ours.of(|| newsroom.search(&format!("{query} "), 50, 0)).unwrap();
        // The bare query takes seconds for common words: every fifth is enough to know it.
        if number % 5 == 0 {
            bare.of(|| floor.search(query)).unwrap();
        }
    }
    let (p50, p95) = (ours.p50(), ours.p95());
    table.row(
        "search, two words, top 50 with snippets, p50",
        size,
        &ms(p50),
        &ms(bare.p50()),
        Some(p50 / bare.p50()),
        Bound::None,
    );
    table.row(
        "search, two words, top 50 with snippets, p95",
        size,
        &ms(p95),
        &ms(bare.p95()),
        Some(p95 / bare.p95()),
        Bound::Ratio(1.5),
    );
    table.row("the same against the clock", size, &ms(p95), "–", None, Bound::Millis(p95, 50.0));
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
