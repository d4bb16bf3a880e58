//! How long the shared trees are. The interface counts for itself, as one types, and comes to the same figures.
#![allow(clippy::panic, reason = "a test says what is wrong by panicking")]

use std::{collections::BTreeMap, fs, path::PathBuf};
use story::Body;

/// `UPDATE=1` writes the figures anew: words and characters of each tree.
#[test]
fn every_tree_is_as_long_as_the_interface_says() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/trees");
    let trees = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let trees = trees.filter(|path| path.extension().is_some_and(|suffix| suffix == "json"));
    let counted: BTreeMap<String, [u32; 2]> = trees
        .map(|path| {
            let body = Body::from_json(&fs::read_to_string(&path).unwrap()).unwrap_or_else(|fault| panic!("{fault}"));
            let counts = body.counts();
            (path.file_stem().unwrap().to_string_lossy().into_owned(), [counts.words, counts.characters])
        })
        .collect();
    let lines = counted.iter().map(|(name, [words, characters])| format!("{name} {words} {characters}\n"));
    let text: String = lines.collect();
    let file = folder.join("lengths.txt");
    if std::env::var_os("UPDATE").is_some() {
        #[expect(clippy::disallowed_methods, reason = "a test makes its own files anew")]
        fs::write(&file, &text).unwrap();
    }
    assert_eq!(fs::read_to_string(file).unwrap(), text);
}
