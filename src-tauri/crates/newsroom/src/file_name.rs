use std::collections::BTreeSet;
use story::Fields;
use unicode_normalization::UnicodeNormalization;

/// Longest stem, in characters: with its suffix and a number it fits every file system and most archives' columns.
const LONGEST: usize = 80;

/// The stem of a story's files: its slugline, else its headline, else its id, in lower-case ASCII with hyphens.
/// Whatever the story says, the stem is one plain file name: no separators, no leading stop, no device name.
pub(crate) fn stem(fields: &Fields, id: &str) -> String {
    [&fields.slugline, &fields.headline, id]
        .into_iter()
        .map(slug)
        .find(|slug| !slug.is_empty())
        .unwrap_or_else(|| "story".to_owned())
}

fn slug(text: &str) -> String {
    let mut slug = String::new();
    // Decomposed, an accented letter is its letter and a mark; the mark (not ASCII) is passed over.
    for character in text.nfkd() {
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !is_mark(character) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.len() > LONGEST {
        slug.truncate(LONGEST);
        // Whole words where there is one to end on.
        if let Some(end) = slug.rfind('-').filter(|end| *end > LONGEST / 2) {
            slug.truncate(end);
        }
    }
    let slug = slug.trim_end_matches('-');
    if is_device(slug) { format!("story-{slug}") } else { slug.to_owned() }
}

fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character) || matches!(character, '\'' | '\u{2019}')
}

/// Names that Windows gives to devices, whatever their suffix.
fn is_device(stem: &str) -> bool {
    let numbered = |name: &str| stem.strip_prefix(name).is_some_and(|rest| rest.len() == 1 && rest != "0");
    matches!(stem, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Stems given out in one export: two stories of one slugline get two names.
#[derive(Default)]
pub(crate) struct Stems {
    given: BTreeSet<String>,
}

impl Stems {
    /// The stem itself, or with the first of `-2`, `-3`, … that is neither given out nor `taken`.
    pub(crate) fn give<E>(&mut self, stem: &str, taken: impl Fn(&str) -> Result<bool, E>) -> Result<String, E> {
        let mut free = stem.to_owned();
        let mut number = 2;
        while self.given.contains(&free) || taken(&free)? {
            free = format!("{stem}-{number}");
            number += 1;
        }
        self.given.insert(free.clone());
        Ok(free)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_one_plain_file_name_whatever_the_text() {
        let long = "kata ".repeat(60);
        for (text, expected) in [
            ("XI-PUTIN/MOSKOW", "xi-putin-moskow"),
            ("../../etc/passwd", "etc-passwd"),
            ("..\\..\\windows", "windows"),
            ("  Café — naïve’s “São Paulo”  ", "cafe-naives-sao-paulo"),
            ("CON", "story-con"),
            ("lpt1", "story-lpt1"),
            ("com10", "com10"),
            ("a\0b\nc", "a-b-c"),
            (".hidden", "hidden"),
            ("😀🎉", ""),
            ("北京", ""),
            (&long, "kata-kata-kata-kata-kata-kata-kata-kata-kata-kata-kata-kata-kata-kata-kata-kata"),
        ] {
            assert_eq!(slug(text), expected, "{text:?}");
        }
        assert_eq!(slug(&"x".repeat(300)).len(), LONGEST);
    }

    #[test]
    fn stems_are_given_out_once() {
        let mut stems = Stems::default();
        let mut give = |taken: &str| stems.give("banjir", |name| Ok::<_, ()>(name == taken)).unwrap();
        assert_eq!(give(""), "banjir");
        assert_eq!(give(""), "banjir-2");
        assert_eq!(give("banjir-3"), "banjir-4");
    }
}
