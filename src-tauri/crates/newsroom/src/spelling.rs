//! Spelling with the dictionaries that lie beside the app, and the words that people taught the newsroom.

use crate::{Code, Failure, Newsroom, WrittenText};
use checks::spelling::{Dictionary, Known, Misspelt, Sources, Speller, Spelling};
use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};
use store::{Entry, TaughtWord};

/// Read once, when a text is first checked: all of them are there in less than the time of a blink.
static SPELLER: LazyLock<Speller> = LazyLock::new(|| {
    let mut speller = Speller::default();
    for folder in folders() {
        for (language, dictionary) in dictionaries(&folder) {
            if !speller.dictionaries.iter().any(|(known, _)| *known == language) {
                speller.dictionaries.push((language, dictionary));
            }
        }
    }
    speller.dictionaries.sort_by(|(one, _), (other, _)| language_order(one).cmp(&language_order(other)));
    speller
});

/// American English before British, as Hunspell's own suggestions are shorter there.
fn language_order(tag: &str) -> (bool, &str) {
    (tag != "en-US", tag)
}

impl Newsroom {
    /// What is misspelt in what the editor holds of a story. No dictionary for its language is no error: it says so.
    pub fn check_spelling(&self, id: &str, text: &WrittenText) -> Result<Spelling, Failure> {
        let taught = self.store().words(id).map_err(|error| self.failed(&error))?;
        let body = crate::find::tree_of(text)?;
        Ok(SPELLER.check_story(&text.fields, &body, taught.iter().map(|taught| taught.word.as_str())))
    }

    /// What is misspelt in a story as it is kept.
    pub fn spelling(&self, id: &str, now: &str) -> Result<Vec<Misspelt>, Failure> {
        let (story, _) = self.story(id, now)?;
        let text = WrittenText { fields: story.fields, body: story.body.to_json() };
        let Spelling { checked, misspelt, .. } = self.check_spelling(id, &text)?;
        if checked {
            return Ok(misspelt);
        }
        let detail = format!("no dictionary for \u{201c}{}\u{201d}", text.fields.language);
        Err(Failure::new(Code::FieldValue, "language", detail, None))
    }

    /// What may have been meant by a word of this language, the likeliest first; five at most.
    pub fn suggest_spelling(&self, word: &str, language: &str) -> Vec<String> {
        SPELLER.suggest(word, language)
    }

    /// The words that people taught, by alphabet: those of the newsroom, and of this story.
    pub fn words(&self, story: Option<&str>) -> Result<Vec<TaughtWord>, Failure> {
        self.store().words(story.unwrap_or_default()).map_err(|error| self.failed(&error))
    }

    /// Teaches a word, to one story or to all of the newsroom; false where it was known.
    pub fn teach_word(&self, word: &str, story: Option<&str>, now: &str, actor: &str) -> Result<bool, Failure> {
        let word = word.trim();
        let mut known = Known::default();
        known.learn(word);
        if known.is_empty() || word.contains(char::is_whitespace) {
            return Err(Failure::new(Code::FieldValue, word, "not one word that has a spelling", None));
        }
        if let Some(id) = story {
            self.existing(id)?;
        }
        self.store().teach(word, story, Entry { at: now, actor }).map_err(|error| self.failed(&error))
    }

    /// Takes a word back; false where nobody had taught it.
    pub fn forget_word(&self, word: &str, story: Option<&str>) -> Result<bool, Failure> {
        self.store().unteach(word.trim(), story).map_err(|error| self.failed(&error))
    }
}

/// Where dictionaries may lie, the app's own first: beside the program, where its packages put them, in the tree that it was
/// built in, and where the system keeps its own.
fn folders() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    let program = env::current_exe().and_then(fs::canonicalize).unwrap_or_default();
    if let Some(beside) = program.parent() {
        folders.push(beside.join("dictionaries"));
        for packaged in ["../lib/Redaksi/dictionaries", "../lib/redaksi/dictionaries", "../Resources/dictionaries"] {
            folders.push(beside.join(packaged));
        }
        folders.extend(beside.ancestors().map(|folder| folder.join("assets/dictionaries")));
    }
    folders.push(PathBuf::from("/usr/share/hunspell"));
    folders.into_iter().filter(|folder| folder.is_dir()).collect()
}

/// The dictionaries in a folder: one a folder of their own, named by its language, or as the system keeps them, `id_ID.dic`.
fn dictionaries(folder: &Path) -> Vec<(String, Dictionary)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| own(path).or_else(|| systems(path))).collect()
}

fn own(folder: &Path) -> Option<(String, Dictionary)> {
    let language = folder.file_name()?.to_str()?;
    let read = |name: &str| fs::read_to_string(folder.join(name));
    let sources = Sources {
        aff: read(&format!("{language}.aff")).ok()?,
        dic: read(&format!("{language}.dic")).ok()?,
        words: read("words.txt").unwrap_or_default(),
        rejected: read("rejected.txt").unwrap_or_default(),
    };
    Some((language.to_owned(), Dictionary::new(language, &sources).ok()?))
}

/// The languages that the desk works in; the system may have many more.
fn systems(dic: &Path) -> Option<(String, Dictionary)> {
    let language = match dic.file_name()?.to_str()? {
        "id_ID.dic" => "id",
        "en_US.dic" => "en-US",
        "en_GB.dic" => "en-GB",
        _ => return None,
    };
    let sources = Sources {
        aff: fs::read_to_string(dic.with_extension("aff")).ok()?,
        dic: fs::read_to_string(dic).ok()?,
        ..Sources::default()
    };
    Some((language.to_owned(), Dictionary::new(language, &sources).ok()?))
}
