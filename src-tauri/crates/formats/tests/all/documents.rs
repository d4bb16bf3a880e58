//! Documents, opened by the programs that they are for: LibreOffice, EPUBCheck. Where those are not, the tests say so.

#![expect(clippy::disallowed_methods, reason = "files of the tests' own, for the programs that open them")]

use crate::{
    forms, given,
    review::{self, note},
};
use formats::{Kind, Leaving, Review};
use proptest::{strategy::Strategy, strategy::ValueTree, test_runner::TestRunner};
use roxmltree::Node;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use story::{Body, Story};

/// The stories of the cases, with their names.
fn stories() -> Vec<(String, Story)> {
    let read = |case: PathBuf| {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        (name, serde_json::from_str(&fs::read_to_string(case.join("story.json")).unwrap()).unwrap())
    };
    given::cases("write").into_iter().map(read).collect()
}

fn there(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// What LibreOffice makes of files: each as flat OpenDocument, in the same order.
fn opened(folder: &Path, files: &[PathBuf]) -> Vec<String> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let out = folder.join("opened");
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "fodt", "--outdir"])
        .arg(&out)
        .args(files)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    files
        .iter()
        .map(|file| {
            let flat = out.join(file.file_name().unwrap()).with_extension("fodt");
            fs::read_to_string(&flat)
                .unwrap_or_else(|error| panic!("{}: {error}\n{}", file.display(), String::from_utf8_lossy(&run.stdout)))
        })
        .collect()
}

/// What a reader has before them.
#[derive(Debug, PartialEq, Default)]
struct Seen {
    /// Lines with their words, whatever is between those.
    lines: Vec<String>,
    /// Levels and words.
    headings: Vec<(String, String)>,
    links: Vec<String>,
    /// Author and words.
    comments: Vec<(String, String)>,
    pictures: usize,
}

fn seen(flat: &str) -> Seen {
    let document = roxmltree::Document::parse(flat).unwrap();
    let mut seen = Seen::default();
    let body = document.descendants().find(|node| node.tag_name().name() == "body").unwrap();
    for node in body.descendants() {
        let attribute = |name: &str| {
            node.attributes().find(|attribute| attribute.name() == name).map(|found| found.value().to_owned())
        };
        let apart = node.ancestors().skip(1).any(|above| above.tag_name().name() == "annotation");
        match node.tag_name().name() {
            "p" | "h" if !apart => {
                let words = words(node);
                if node.tag_name().name() == "h" {
                    seen.headings.push((attribute("outline-level").unwrap(), words.clone()));
                }
                if !words.is_empty() {
                    seen.lines.push(words);
                }
            }
            "a" => seen.links.extend(attribute("href")),
            "image" => seen.pictures += 1,
            "annotation" => {
                let part = |name: &str| node.children().find(|child| child.tag_name().name() == name);
                let author = part("creator").and_then(|creator| creator.text()).unwrap_or_default().to_owned();
                let lines: Vec<String> =
                    node.descendants().filter(|child| child.tag_name().name() == "p").map(words).collect();
                seen.comments.push((author, lines.join(" ").trim().to_owned()));
            }
            _ => {}
        }
    }
    seen
}

/// The words of a line, without those of comments, and of lines within it.
fn words(line: Node<'_, '_>) -> String {
    fn collect(node: Node<'_, '_>, into: &mut String) {
        for child in node.children() {
            match child.tag_name().name() {
                "" => into.push_str(child.text().unwrap_or_default()),
                "s" | "tab" | "line-break" => into.push(' '),
                "annotation" | "p" | "h" | "tracked-changes" => {}
                _ => collect(child, into),
            }
        }
    }
    let mut text = String::new();
    collect(line, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write(folder: &Path, name: &str, kind: Kind, leaving: Leaving<'_>) -> PathBuf {
    let file = folder.join(format!("{name}.{}", kind.suffix()));
    fs::write(&file, formats::write(kind, &[leaving], &forms::context()).unwrap().bytes).unwrap();
    file
}

/// What the two forms of a document come to has to be the same, and what the story says.
#[test]
fn libre_office_opens_word_and_opendocument_files_and_finds_what_the_story_says() {
    if !there("soffice") {
        eprintln!("skipped: LibreOffice is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let cases = stories();
    let mut files = Vec::new();
    for (name, story) in &cases {
        for kind in [Kind::Docx, Kind::Odt] {
            files.push(write(folder.path(), name, kind, forms::leaving(story)));
        }
    }
    let notes = [note("open", "sari", "Sumber?"), note("open", "ratri", "BMKG."), note("done", "sari", "Ya.")];
    let noted = review::story_of(review::noted());
    for kind in [Kind::Docx, Kind::Odt] {
        let review = Some(Review { notes: &notes, tracking: None });
        files.push(write(folder.path(), "noted", kind, Leaving { review, ..forms::leaving(&noted) }));
    }
    let opened: Vec<Seen> = opened(folder.path(), &files).iter().map(|flat| seen(flat)).collect();
    let stories = cases.iter().map(|(_, story)| story).chain([&noted]);
    for ((pair, files), story) in opened.chunks(2).zip(files.chunks(2)).zip(stories) {
        let name = files[0].display();
        let [word, open] = pair else { unreachable!() };
        assert_eq!(word.lines, open.lines, "{name}");
        assert_eq!(word.headings, open.headings, "{name}");
        assert_eq!(word.links, open.links, "{name}");
        assert_eq!(word.pictures, open.pictures, "{name}");
        said(word, story, &name.to_string());
    }
    for seen in &opened[opened.len() - 2..] {
        // LibreOffice puts a reply before what it replies to.
        let mut comments: Vec<(&str, &str)> =
            seen.comments.iter().map(|(author, words)| (author.as_str(), words.as_str())).collect();
        comments.sort_unstable();
        assert_eq!(comments, [("ratri", "BMKG."), ("sari", "Sumber?"), ("sari", "Ya.")]);
    }
}

/// Every paragraph, crosshead and link of the story is there, in its order.
fn said(seen: &Seen, story: &Story, name: &str) {
    let mut lines = seen.lines.iter();
    for paragraph in story.body.text().lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")) {
        let found = paragraph.is_empty() || lines.any(|line| line.contains(&paragraph));
        assert!(found, "{name} does not say, or not in its place: {paragraph}\n{:#?}", seen.lines);
    }
    let headline = story.fields.headline.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(seen.lines.contains(&headline) || headline.is_empty(), "{name} has no headline");
}

#[test]
fn epubcheck_finds_nothing_in_a_book_of_one_story_or_of_all() {
    // Debian's program is the archive itself, which only some kernels start by themselves.
    let jar = Path::new("/usr/share/java/epubcheck.jar");
    let command = || match jar.is_file() && there("java") {
        true => {
            let mut java = Command::new("java");
            java.arg("-jar").arg(jar);
            java
        }
        false => Command::new("epubcheck"),
    };
    if command().arg("--version").output().is_err() {
        eprintln!("skipped: EPUBCheck is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut runner = TestRunner::deterministic();
    let mut stories: Vec<Story> = stories().into_iter().map(|(_, story)| story).collect();
    let hostile = proptest::collection::vec(given::hostile_story(), 12).boxed();
    stories.extend(hostile.new_tree(&mut runner).unwrap().current());
    stories.push(review::story_of(Body::from_paragraphs(["Satu baris."])));
    for (name, stories) in [("one", &stories[..1]), ("all", &stories[..])] {
        let file = folder.path().join(format!("{name}.epub"));
        fs::write(&file, forms::written(Kind::Epub, stories).bytes).unwrap();
        let run = command().arg(&file).output().unwrap();
        let told = format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        let clean = run.status.success() && !told.contains("WARNING") && !told.contains("ERROR");
        assert!(clean, "{name}: {told}");
    }
}
