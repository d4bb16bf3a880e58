//! House rules that no compiler knows. Each is a function from files to complaints, and each is shown to complain.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where it cannot go on")]

mod messages;
mod tree;

use tree::{Written, root, written};

/// What may stand at the top of the repository, besides dotfiles.
const TOP: &[&str] = &[
    "ARCHITECTURE.md",
    "BENCHMARKS.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "assets",
    "clippy.toml",
    "rustfmt.toml",
    "src-tauri",
    "target",
    "ui",
    "xtask",
];
const DOTTED: &[&str] =
    &[".cargo", ".ci", ".config", ".editorconfig", ".git", ".gitattributes", ".github", ".gitignore"];

/// Folders that say nothing about what is in them.
const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "common", "services", "manager", "misc", "lib"];

const LONGEST: usize = 600;

fn too_long(files: &[Written]) -> Vec<String> {
    let lines = |file: &Written| file.text.lines().count();
    complaints(files, |file| lines(file) > LONGEST, |file| format!("{} lines, {LONGEST} at most", lines(file)))
}

fn ill_named(files: &[Written]) -> Vec<String> {
    let is_empty = |path: &str| path.split('/').rev().skip(1).any(|folder| EMPTY_NAMES.contains(&folder));
    let is_ill = |file: &Written| file.path.ends_with("/mod.rs") || is_empty(&file.path);
    complaints(files, is_ill, |_| "name it for what is in it (and `room.rs` beside `room/`)".to_owned())
}

fn put_off(files: &[Written]) -> Vec<String> {
    // In two halves, so that this file does not complain about itself.
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
    let is_put_off =
        |file: &Written| file.text.split(|letter: char| !letter.is_alphanumeric()).any(|word| marks.contains(&word));
    complaints(files, is_put_off, |_| "do it, or open an issue".to_owned())
}

fn without_a_word(files: &[Written]) -> Vec<String> {
    let is_crate = |file: &Written| file.path.ends_with("/src/lib.rs") || file.path.ends_with("/src/main.rs");
    let is_silent = |file: &Written| is_crate(file) && !file.text.starts_with("//! ");
    complaints(files, is_silent, |_| "begin with `//!`: why the crate exists and what it must never do".to_owned())
}

fn with_sql(files: &[Written]) -> Vec<String> {
    let sql = ["SELECT ", "INSERT INTO", "DELETE FROM", "CREATE TABLE", "DROP TABLE", "PRAGMA ", "BEGIN IMMEDIATE"];
    let here = ["src-tauri/crates/store/", "xtask/tests/tidy/"];
    let is_elsewhere = |file: &Written| {
        file.is(&["rs", "ts", "svelte", "sql", "js", "mjs"]) && !here.iter().any(|room| file.path.starts_with(room))
    };
    let has_sql = |file: &Written| is_elsewhere(file) && sql.iter().any(|word| file.text.contains(word));
    complaints(files, has_sql, |_| "SQL belongs to store".to_owned())
}

fn with_tauri(files: &[Written]) -> Vec<String> {
    let has_tauri = |file: &Written| {
        ["ui/src/", "ui/e2e/"].iter().any(|room| file.path.starts_with(room))
            && file.is(&["ts", "svelte", "js", "mjs"])
            && !file.path.starts_with("ui/src/ipc/")
            && ["from '@tauri-apps", "from \"@tauri-apps", "import('@tauri-apps", "__TAURI"]
                .iter()
                .any(|word| file.text.contains(word))
    };
    complaints(files, has_tauri, |_| "only ui/src/ipc speaks to Tauri".to_owned())
}

/// Commands translate; a rule of the newsroom in the window's package would be out of the command line's reach.
fn long_commands(files: &[Written]) -> Vec<String> {
    let most = 3;
    let is_long = |file: &Written| {
        let bodies = file.text.split("\npub async fn ").skip(1).map(|rest| {
            let body = rest.split_once(" {\n").map_or("", |(_, body)| body);
            body.lines().take_while(|line| *line != "}").count()
        });
        file.path.starts_with("src-tauri/src/commands/") && bodies.max().unwrap_or(0) > most
    };
    complaints(files, is_long, |_| format!("a command is {most} lines at most; the verb belongs to newsroom"))
}

fn complaints(files: &[Written], is_wrong: impl Fn(&Written) -> bool, why: impl Fn(&Written) -> String) -> Vec<String> {
    files.iter().filter(|file| is_wrong(file)).map(|file| format!("{}: {}", file.path, why(file))).collect()
}

fn check(rule: fn(&[Written]) -> Vec<String>) {
    let files = written();
    assert!(files.len() > 50, "the repository was not read");
    let complaints = rule(&files);
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

fn sees(rule: fn(&[Written]) -> Vec<String>, path: &str, text: &str) {
    assert!(!rule(&[Written::new(path, text)]).is_empty(), "{path} went unseen");
}

#[test]
fn no_file_is_longer_than_a_sitting() {
    check(too_long);
    sees(too_long, "ui/src/shell/Frame.svelte", &"<p>\n".repeat(LONGEST + 1));
}

#[test]
fn files_and_folders_are_named_for_what_is_in_them() {
    check(ill_named);
    sees(ill_named, "src-tauri/crates/story/src/body/mod.rs", "");
    sees(ill_named, "ui/src/utils/text.ts", "");
}

#[test]
fn nothing_is_put_off_in_a_comment() {
    check(put_off);
    sees(put_off, "ui/src/main.ts", concat!("// TO", "DO: later"));
}

#[test]
fn every_crate_says_why_it_exists() {
    check(without_a_word);
    sees(without_a_word, "src-tauri/crates/print/src/lib.rs", "pub fn pages() {}");
}

#[test]
fn only_store_has_sql() {
    check(with_sql);
    sees(with_sql, "src-tauri/crates/newsroom/src/list.rs", "\"SELECT id FROM story\"");
}

#[test]
fn only_ipc_speaks_to_tauri() {
    check(with_tauri);
    sees(with_tauri, "ui/src/shell/close.ts", "import { invoke } from '@tauri-apps/api/core';");
}

#[test]
fn commands_only_translate() {
    check(long_commands);
    let long = "\npub async fn save(open: State) -> Result<(), Failure> {\n    a;\n    b;\n    c;\n    d\n}\n";
    sees(long_commands, "src-tauri/src/commands/story.rs", long);
}

#[test]
fn the_top_of_the_repository_is_fixed() {
    let entries = std::fs::read_dir(root()).expect("the repository").flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let strange: Vec<String> =
        names.filter(|name| !TOP.contains(&name.as_str()) && !DOTTED.contains(&name.as_str())).collect();
    assert!(strange.is_empty(), "not at the top: {strange:?}");
}
