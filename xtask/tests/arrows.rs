//! Who may see whom, read from the packages' own dependency lists.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where it cannot go on")]

use cargo_metadata::{DependencyKind, MetadataCommand};
use std::collections::BTreeMap;

/// The dependency arrows of ARCHITECTURE.md. A new arrow is added here, on purpose, or not at all.
const ARROWS: &[(&str, &[&str])] = &[
    ("story", &[]),
    ("store", &["story"]),
    ("formats", &["story"]),
    ("layouts", &["story"]),
    ("checks", &["story"]),
    ("pictures", &[]),
    ("print", &["story"]),
    ("newsroom", &["story", "store", "formats", "layouts", "checks", "pictures"]),
    ("redaksi-cli", &["newsroom", "print", "story"]),
    ("redaksi", &["newsroom", "print", "story"]),
    ("xtask", &[]),
];

/// What one room has for itself. A name stands for all that begin with it: `tauri` for its plugins too.
const KEPT: &[(&str, &str)] =
    &[("tauri", "redaksi"), ("tokio", "redaksi"), ("wry", "redaksi"), ("rusqlite", "store"), ("clap", "redaksi-cli")];

/// A package and what it depends on, with whether only its tests do.
type Packages = BTreeMap<String, Vec<(String, bool)>>;

fn packages() -> Packages {
    let metadata = MetadataCommand::new().no_deps().exec().expect("cargo metadata of this workspace");
    let own = metadata.packages.into_iter().map(|package| {
        let dependencies = package.dependencies.into_iter();
        (package.name, dependencies.map(|other| (other.name, other.kind == DependencyKind::Development)).collect())
    });
    own.collect()
}

fn broken(packages: &Packages) -> Vec<String> {
    let mut broken = Vec::new();
    for (package, dependencies) in packages {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| name == package) else {
            broken.push(format!("{package} has no place in ARCHITECTURE.md"));
            continue;
        };
        for (other, for_tests) in dependencies {
            // Tests see what their room sees: an arrow that only a test needs is an arrow all the same.
            if packages.contains_key(other) && !allowed.contains(&other.as_str()) {
                broken.push(format!("{package} -> {other} is not an arrow of ARCHITECTURE.md"));
            }
            for (kept, owner) in KEPT {
                if other.starts_with(kept) && package != owner && !for_tests {
                    broken.push(format!("{package} -> {other}: only {owner} may"));
                }
            }
        }
    }
    broken
}

#[test]
fn every_dependency_is_an_arrow_of_the_architecture() {
    let packages = packages();
    assert!(packages.contains_key("story") && packages.contains_key("redaksi"), "not this workspace: {packages:?}");
    let broken = broken(&packages);
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn a_wrong_arrow_is_seen() {
    let planted = |package: &str, other: &str, for_tests| {
        let mut packages = packages();
        packages.entry(package.to_owned()).or_default().push((other.to_owned(), for_tests));
        broken(&packages)
    };
    assert_eq!(planted("layouts", "formats", false), ["layouts -> formats is not an arrow of ARCHITECTURE.md"]);
    assert_eq!(planted("checks", "store", true), ["checks -> store is not an arrow of ARCHITECTURE.md"]);
    assert_eq!(
        planted("newsroom", "tauri-plugin-dialog", false),
        ["newsroom -> tauri-plugin-dialog: only redaksi may"]
    );
    assert_eq!(planted("helpers", "serde", false), ["helpers has no place in ARCHITECTURE.md"]);
}
