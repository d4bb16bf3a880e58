//! How long a page of 1,200 words takes: at first, and after each keystroke; and how many one-page PDFs of three columns a
//! second come out, one after the other and as an export makes many, beside WeasyPrint's where `--rival PYTHON` names a
//! Python that has it. `--out FILE` keeps the figures.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement stops where it cannot go on")]

use print::Typesetter;
use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use story::{
    Body, House, Houses, Stage, Story,
    layout::{OptionValue, OptionValues},
    press::{Copy, Press, Sheet},
};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Sixteen words each.
const SENTENCES: [&str; 5] = [
    "Presiden Tiongkok menegaskan bahwa kedua negara akan memperkuat kerja sama perdagangan dan keamanan kawasan pada tahun ini.",
    "Para pengamat menilai pertemuan itu memperlihatkan bagaimana hubungan ekonomi kedua pihak telah berkembang jauh melampaui perkiraan semula.",
    "Menurut juru bicara kementerian, pembicaraan berlangsung hangat, terbuka, dan menyentuh hampir seluruh persoalan yang selama ini mengganjal.",
    "Di pasar, harga minyak mentah naik tipis setelah kabar tersebut beredar, sementara kurs rupiah bergerak mendatar sepanjang hari.",
    "Kesepakatan baru itu mencakup pembangunan pelabuhan, pertukaran pelajar, penelitian bersama, serta penyederhanaan aturan bagi para pelaku usaha.",
];
const KEYS: usize = 40;
const PAGES: usize = 60;

/// As many as an export gives the press at once.
const PORTION: usize = 16;

/// Tagged columns of the same measures, justified and hyphenated; Indonesian patterns are not in its hands either.
const RIVAL: &str = r#"
import sys, time, weasyprint
pages = sys.stdin.read().split("\x1e")
weasyprint.HTML(string=pages[0]).write_pdf()
begun = time.perf_counter()
for page in pages:
    weasyprint.HTML(string=page).write_pdf()
print((time.perf_counter() - begun) / len(pages))
"#;

fn story(house: &House, paragraphs: &[String]) -> Story {
    let mut fields = house.new_fields();
    fields.headline = "Kedua negara harus menjadi sahabat baja".to_owned();
    fields.kicker = "Diplomasi".to_owned();
    Story {
        id: "s0".to_owned(),
        fields,
        stage: Stage::Draft,
        body: Body::from_paragraphs(paragraphs.iter().map(String::as_str)),
        revision: 1,
        created: String::new(),
        modified: String::new(),
        corrections: Vec::new(),
    }
}

/// So many paragraphs of three sentences; `seed` makes each text another one, so that nothing is remembered of the last.
fn text(paragraphs: usize, seed: usize) -> Vec<String> {
    let sentence = |at: usize| SENTENCES[(at * 7 + seed + at / 5) % SENTENCES.len()];
    (0..paragraphs)
        .map(|at| format!("Alinea {seed}.{at}. {}", [3 * at, 3 * at + 1, 3 * at + 2].map(sentence).join(" ")))
        .collect()
}

fn milliseconds(time: Duration) -> String {
    format!("{:.0} ms", time.as_secs_f64() * 1e3)
}

fn main() {
    let (mut out, mut rival) = (None, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = arguments.next().map(PathBuf::from),
            "--rival" => rival = arguments.next(),
            // Cargo says `--bench`.
            _ => {}
        }
    }
    let houses = Houses::shipped();
    let house = houses.get("kontan").unwrap();
    let typesetter = Typesetter::default();
    let layout = typesetter.layouts().iter().find(|one| one.info.id == "print-broadsheet").unwrap().clone();
    let options = OptionValues::from([("columns".to_owned(), OptionValue::Number(3))]);
    let mut table = "| what | Redaksi | rival | ratio | bound | held |\n|---|--:|--:|--:|--:|---|\n".to_owned();

    let mut paragraphs = text(23, 0);
    let words: usize = paragraphs.iter().map(|text| text.split_whitespace().count()).sum();
    let look = |paragraphs: &[String]| {
        let story = story(house, paragraphs);
        let copy = Copy { story: &story, house, picture: &|_| None };
        let begun = Instant::now();
        let spread = typesetter.spread(&copy, &layout, &options).unwrap();
        assert_eq!(spread.count, 1);
        begun.elapsed()
    };
    let first = look(&paragraphs);
    writeln!(
        table,
        "| {words} words in three columns, the first time, as SVG | {} | – | – | – | – |",
        milliseconds(first)
    )
    .unwrap();
    let mut times: Vec<Duration> = (0..KEYS)
        .map(|at| {
            paragraphs[12].push_str(if at % 6 == 0 { " lagi" } else { "a" });
            look(&paragraphs)
        })
        .collect();
    times.sort();
    for (name, at) in [("p50", KEYS / 2), ("p95", KEYS * 95 / 100)] {
        let held = if times[at] <= Duration::from_millis(300) { "yes" } else { "**no**" };
        writeln!(
            table,
            "| the same after a keystroke, {name} | {} | – | – | ≤ 300 ms | {held} |",
            milliseconds(times[at])
        )
        .unwrap();
    }

    let alone = {
        let stories: Vec<Story> = (0..PAGES).map(|page| story(house, &text(10, page + 1))).collect();
        let begun = Instant::now();
        for story in &stories {
            let copy = Copy { story, house, picture: &|_| None };
            let printed = typesetter.sheet(&copy, &layout, &options, Sheet::Pdf(false)).unwrap();
            assert!(printed.bytes.starts_with(b"%PDF"));
        }
        begun.elapsed().as_secs_f64() / PAGES as f64
    };
    let together = {
        let stories: Vec<Story> = (0..PAGES).map(|page| story(house, &text(10, page + 1 + PAGES))).collect();
        let copies: Vec<Copy<'_>> = stories.iter().map(|story| Copy { story, house, picture: &|_| None }).collect();
        let begun = Instant::now();
        for portion in copies.chunks(PORTION) {
            for printed in typesetter.sheets(portion, &layout, &options, Sheet::Pdf(false)) {
                assert!(printed.unwrap().bytes.starts_with(b"%PDF"));
            }
        }
        begun.elapsed().as_secs_f64() / PAGES as f64
    };
    let theirs = rival.map(|python| theirs(&python));
    for (what, ours, bound) in [
        ("one-page PDFs of three columns, 500 words each, one after the other", alone, None),
        ("the same as an export makes many, on all cores", together, Some(20.0)),
    ] {
        let rate = theirs.map_or("–".to_owned(), |theirs| format!("{:.1}/s (WeasyPrint)", 1.0 / theirs));
        let ratio = theirs.map(|theirs| theirs / ours);
        let held = match (ratio, bound) {
            (Some(ratio), Some(bound)) if ratio >= bound => "yes",
            (Some(_), Some(_)) => "**no**",
            _ => "–",
        };
        let bound = bound.map_or("–".to_owned(), |bound| format!("≥ {bound:.0}×"));
        let ratio = ratio.map_or("–".to_owned(), |ratio| format!("{ratio:.1}"));
        writeln!(table, "| {what} | {:.1}/s | {rate} | {ratio} | {bound} | {held} |", 1.0 / ours).unwrap();
    }
    println!("{table}");
    if let Some(out) = out {
        fs::File::create(out).and_then(|mut file| file.write_all(table.as_bytes())).unwrap();
    }
}

/// Seconds that WeasyPrint takes for such a page.
fn theirs(python: &str) -> f64 {
    let page = |seed: usize| {
        let body: String = text(10, seed).iter().map(|text| format!("<p>{text}</p>")).collect();
        format!(
            "<!DOCTYPE html><html lang=id><head><title>Uji</title><style>@page{{size:161mm 300mm;margin:9mm}}\
             h1{{font:bold 36pt serif}}div{{columns:3;column-gap:4mm}}p{{font:9pt/10.5pt serif;text-align:justify;\
             hyphens:auto;margin:0;text-indent:1em}}</style></head><body><h1>Kedua negara harus menjadi sahabat baja</h1>\
             <div>{body}</div></body></html>"
        )
    };
    let pages: Vec<String> = (1..=PAGES / 6).map(page).collect();
    let mut child =
        Command::new(python).args(["-c", RIVAL]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(pages.join("\u{1e}").as_bytes()).unwrap();
    let answer = child.wait_with_output().unwrap();
    String::from_utf8(answer.stdout).unwrap().trim().parse().unwrap()
}
