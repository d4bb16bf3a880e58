//! The files of the repository that people write.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file by its path from the top, with `/`, and its text.
#[derive(Clone)]
pub struct Written {
    pub path: String,
    pub text: String,
}

impl Written {
    #[cfg(test)]
    pub fn new(path: &str, text: &str) -> Self {
        Written { path: path.to_owned(), text: text.to_owned() }
    }

    pub fn is(&self, kinds: &[&str]) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, kind)| kinds.contains(&kind))
    }
}

const NOT_WRITTEN: &[&str] = &["target", "node_modules", "dist", "gen", ".git", "vocabularies"];
const GENERATED: &[&str] = &["ui/src/ipc/bindings.ts"];
const KINDS: &[&str] = &["rs", "ts", "svelte", "js", "mjs", "css", "sql", "html", "toml"];

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands in the repository").to_owned()
}

/// Every file of code, sorted by path.
pub fn written() -> Vec<Written> {
    let mut found = Vec::new();
    walk(&root(), "", &mut found);
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn walk(folder: &Path, above: &str, found: &mut Vec<Written>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{above}{name}");
        if entry.path().is_dir() {
            if !NOT_WRITTEN.contains(&name.as_str()) {
                walk(&entry.path(), &format!("{path}/"), found);
            }
        } else if KINDS.iter().any(|kind| name.ends_with(&format!(".{kind}"))) && !GENERATED.contains(&path.as_str()) {
            // A file that somebody removes this moment is none to complain about.
            let Ok(text) = fs::read_to_string(entry.path()) else { continue };
            found.push(Written { path, text });
        }
    }
}
