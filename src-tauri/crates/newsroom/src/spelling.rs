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
static SPELLER: LazyLock<Shelf> = LazyLock::new(|| Shelf::of(&folders()));

/// The dictionaries that were found, and those that cannot be used.
#[derive(Default)]
struct Shelf {
    speller: Speller,
    broken: Vec<Broken>,
}

/// A dictionary with a fault.
struct Broken {
    language: String,
    /// The folder or file that it is in.
    at: PathBuf,
    /// What is wrong with it, in English.
    fault: String,
}

impl Shelf {
    /// What lies in these folders; of several dictionaries of a language the first that can be used.
    fn of(folders: &[PathBuf]) -> Self {
        let mut shelf = Self::default();
        for (language, at, dictionary) in folders.iter().flat_map(|folder| dictionaries(folder)) {
            let known = &mut shelf.speller.dictionaries;
            match dictionary {
                Ok(dictionary) if known.iter().all(|(other, _)| *other != language) => {
                    known.push((language, dictionary))
                }
                Ok(_) => {}
                Err(fault) => shelf.broken.push(Broken { language, at, fault }),
            }
        }
        shelf.speller.dictionaries.sort_by(|(one, _), (other, _)| language_order(one).cmp(&language_order(other)));
        shelf
    }

    /// Why a language has no dictionary although one is there.
    fn failure(&self, language: &str) -> Option<Failure> {
        let first = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
        let broken = self.broken.iter().find(|broken| first(&broken.language) == first(language))?;
        Some(Failure::new(Code::DictionaryBroken, broken.at.display().to_string(), broken.fault.clone(), None))
    }
}

/// American English before British, as Hunspell's own suggestions are shorter there.
fn language_order(tag: &str) -> (bool, &str) {
    (tag != "en-US", tag)
}

impl Newsroom {
    /// What is misspelt in what the editor holds of a story. No dictionary for its language is no error, it says so; one that
    /// cannot be read is.
    pub fn check_spelling(&self, id: &str, text: &WrittenText) -> Result<Spelling, Failure> {
        let taught = self.store().words(id).map_err(|error| self.failed(&error))?;
        let body = crate::find::tree_of(text)?;
        let found = SPELLER.speller.check_story(&text.fields, &body, taught.iter().map(|taught| taught.word.as_str()));
        if found.checked { Ok(found) } else { SPELLER.failure(&text.fields.language).map_or(Ok(found), Err) }
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
        SPELLER.speller.suggest(word, language)
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

/// A language, where its dictionary lies, and that dictionary or what is wrong with it.
type Found = (String, PathBuf, Result<Dictionary, String>);

/// The dictionaries in a folder: one a folder of their own, named by its language, or as the system keeps them, `id_ID.dic`.
fn dictionaries(folder: &Path) -> Vec<Found> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
        .into_iter()
        .filter_map(|path| own(&path).or_else(|| systems(&path)).map(|(tag, found)| (tag, path, found)))
        .collect()
}

fn own(folder: &Path) -> Option<(String, Result<Dictionary, String>)> {
    let language = folder.file_name()?.to_str()?;
    let read = |name: &str| named(&folder.join(name));
    if !folder.join(format!("{language}.aff")).exists() {
        return None;
    }
    let sources = || -> Result<Sources, String> {
        Ok(Sources {
            aff: read(&format!("{language}.aff"))?,
            dic: read(&format!("{language}.dic"))?,
            words: read("words.txt").unwrap_or_default(),
            rejected: read("rejected.txt").unwrap_or_default(),
        })
    };
    Some((language.to_owned(), sources().and_then(|sources| Dictionary::new(language, &sources))))
}

/// The languages that the desk works in; the system may have many more.
fn systems(dic: &Path) -> Option<(String, Result<Dictionary, String>)> {
    let language = match dic.file_name()?.to_str()? {
        "id_ID.dic" => "id",
        "en_US.dic" => "en-US",
        "en_GB.dic" => "en-GB",
        _ => return None,
    };
    let sources = || -> Result<Sources, String> {
        Ok(Sources { aff: named(&dic.with_extension("aff"))?, dic: named(dic)?, ..Sources::default() })
    };
    Some((language.to_owned(), sources().and_then(|sources| Dictionary::new(language, &sources))))
}

/// The text of a file, or why it cannot be read.
fn named(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a dictionary of the test's own")]
    fn a_dictionary_that_cannot_be_used_is_named_and_the_next_one_is_taken() {
        let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
        for folder in &folders {
            fs::create_dir(folder.path().join("id")).unwrap();
        }
        let file = |at: usize, name: &str| folders[at].path().join("id").join(name);
        fs::write(file(0, "id.aff"), "SET UTF-8\n").unwrap();
        fs::write(file(0, "id.dic"), b"1\nkat\xe9\n").unwrap();

        let alone = Shelf::of(&[folders[0].path().to_owned()]);
        assert!(!alone.speller.speaks("id"));
        let failure = alone.failure("id-ID").unwrap();
        assert_eq!((failure.code, failure.thing.ends_with("/id")), (Code::DictionaryBroken, true), "{failure}");
        assert_eq!(alone.failure("en"), None);

        fs::write(file(1, "id.aff"), "SET UTF-8\n").unwrap();
        fs::write(file(1, "id.dic"), "1\nkata\n").unwrap();
        assert!(Shelf::of(&folders.each_ref().map(|folder| folder.path().to_owned())).speller.speaks("id"));
    }
}
