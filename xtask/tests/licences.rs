//! What others wrote and this project carries may be given on under MIT.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where it cannot go on")]

use cargo_metadata::MetadataCommand;
use std::{fs, path::Path, process::Command};

/// Licences that a program under MIT may carry. MPL-2.0 binds only its own files, OFL-1.1 only fonts.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OFL-1.1",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// Packages whose list of fields names no licence, but whose licence file does.
const BY_THEIR_FILE: &[(&str, &str)] = &[("node_modules/svelte-toolbelt", "MIT")];

/// Whether an SPDX expression leaves a way that is allowed. `A/B` is how old packages write `A OR B`.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    let mut words = expression.replace('(', " ( ").replace(')', " ) ");
    words = words.replace(" WITH ", "\u{0}WITH\u{0}");
    let words: Vec<String> =
        words.split(' ').filter(|word| !word.is_empty()).map(|word| word.replace('\u{0}', " ")).collect();
    let mut rest = words.iter().map(String::as_str).peekable();
    !words.is_empty() && any_of(&mut rest) && rest.next().is_none()
}

type Words<'a, I> = std::iter::Peekable<I>;

fn any_of<'a, I: Iterator<Item = &'a str>>(words: &mut Words<'a, I>) -> bool {
    let mut allowed = all_of(words);
    while words.next_if_eq(&"OR").is_some() {
        allowed |= all_of(words);
    }
    allowed
}

fn all_of<'a, I: Iterator<Item = &'a str>>(words: &mut Words<'a, I>) -> bool {
    let mut allowed = one(words);
    while words.next_if_eq(&"AND").is_some() {
        allowed &= one(words);
    }
    allowed
}

fn one<'a, I: Iterator<Item = &'a str>>(words: &mut Words<'a, I>) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let allowed = any_of(words);
        return words.next_if_eq(&")").is_some() && allowed;
    }
    words.next().is_some_and(|name| ALLOWED.contains(&name))
}

#[test]
fn expressions_are_read() {
    for good in [
        "MIT",
        "MIT/Apache-2.0",
        "GPL-3.0-only OR MIT",
        "(MIT OR GPL-2.0) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(is_allowed(good), "{good}");
    }
    for bad in ["", "GPL-3.0-only", "MIT AND GPL-2.0", "SEE LICENSE IN file", "(MIT", "AGPL-3.0 OR SSPL-1.0"] {
        assert!(!is_allowed(bad), "{bad}");
    }
}

#[test]
fn every_rust_package_may_be_given_on() {
    let version = Command::new("rustc").arg("-vV").output().expect("rustc");
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host");
    // Only what is built here: packages for other systems are not even downloaded.
    let platform = ["--locked", "--filter-platform", host].map(str::to_owned).to_vec();
    let metadata = MetadataCommand::new().other_options(platform).exec().expect("cargo metadata");
    assert!(metadata.packages.len() > 100, "the dependencies were not read");
    let refused: Vec<String> = metadata
        .packages
        .iter()
        .filter(|package| !is_allowed(package.license.as_deref().unwrap_or_default()))
        .map(|package| format!("{} {}: {:?}", package.name, package.version, package.license))
        .collect();
    assert!(refused.is_empty(), "\n{}", refused.join("\n"));
}

#[test]
fn every_package_of_the_interface_may_be_given_on() {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui");
    let lock: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(ui.join("package-lock.json")).expect("ui/package-lock.json"))
            .expect("JSON");
    let packages = lock["packages"].as_object().expect("packages");
    assert!(packages.len() > 50, "the packages were not read");
    // What is used only to build and test is not given on.
    let carried = packages.iter().filter(|(path, package)| !path.is_empty() && package["dev"] != true);
    let refused: Vec<String> = carried
        .filter(|(path, package)| {
            let by_file = BY_THEIR_FILE.iter().find(|(name, _)| name == path).map(|(_, licence)| *licence);
            !is_allowed(package["license"].as_str().or(by_file).unwrap_or_default())
        })
        .map(|(path, package)| format!("{path}: {}", package["license"]))
        .collect();
    assert!(refused.is_empty(), "\n{}", refused.join("\n"));
}

/// Dictionaries under the LGPL or GPL may be given on as data, with their licence, and never as a part of the program.
#[test]
fn every_dictionary_has_its_licence_and_is_not_compiled_in() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = root.join("assets/dictionaries");
    let table = fs::read_to_string(folder.join("README.md")).expect("the list of dictionaries");
    let languages: Vec<String> = fs::read_dir(&folder)
        .expect("assets/dictionaries")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    assert!(languages.len() >= 3, "the dictionaries were not read");
    for language in languages {
        let row = table.lines().find(|line| line.starts_with(&format!("| `{language}` |")));
        let cells: Vec<&str> = row.unwrap_or_default().split('|').map(str::trim).collect();
        let is_listed = matches!(cells[..], ["", _, origin, version, licence, ""]
            if ![origin, version, licence].contains(&""));
        assert!(is_listed, "{language} has no row with origin, version and licence in {}", folder.display());
        let licence = fs::read_to_string(folder.join(&language).join("LICENSE")).unwrap_or_default();
        assert!(licence.len() > 200, "{language} has no LICENSE");
    }
    let found = Command::new("git")
        .args(["grep", "-lE", r"include_(str|bytes)!.*dictionaries"])
        .current_dir(&root)
        .output()
        .expect("git grep")
        .stdout;
    let found = String::from_utf8_lossy(&found);
    let compiled_in: Vec<&str> = found.lines().filter(|path| path.contains("/src/")).collect();
    assert!(compiled_in.is_empty(), "{compiled_in:?}");
}
