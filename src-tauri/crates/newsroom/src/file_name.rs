use crate::{Code, Failure};
use std::collections::BTreeSet;
use story::{Fields, Story};
use unicode_normalization::UnicodeNormalization;

/// Longest stem, in characters: with its suffix and a number it fits every file system and most archives' columns.
const LONGEST: usize = 80;

/// Longest part of a path that a pattern makes.
const LONGEST_PART: usize = 120;
/// What stands for the suffix, and only at the end.
const EXT: &str = ".{ext}";

/// How files are named: folders and letters, with `{date}`, `{slug}`, `{version}`, `{id}` and `{desk}` filled in, as in
/// `{date}/{slug}-{version}.{ext}`. Whatever a story says, the names stay inside the folder and are plain file names.
pub(crate) struct Naming {
    /// Folders, outermost first, and the file's own stem.
    parts: Vec<Vec<Piece>>,
}

impl Default for Naming {
    fn default() -> Self {
        Self { parts: vec![vec![Piece::Slug]] }
    }
}

enum Piece {
    Letters(String),
    Date,
    Slug,
    Version,
    Id,
    Desk,
}

impl Naming {
    /// Reads a pattern; an empty one is `{slug}.{ext}`.
    pub(crate) fn parse(pattern: &str) -> Result<Self, Failure> {
        let fail = |why: &str| Failure::new(Code::NamingUnusable, pattern, why, None);
        let trimmed = pattern.trim();
        let stem = if trimmed.is_empty() { "{slug}" } else { trimmed.strip_suffix(EXT).unwrap_or(trimmed) };
        let parts = stem.split(['/', '\\']).map(pieces).collect::<Result<Vec<_>, _>>().map_err(|why| fail(&why))?;
        let names_a_story = |part: &Vec<Piece>| part.iter().any(|piece| matches!(piece, Piece::Slug | Piece::Id));
        if !parts.iter().any(names_a_story) {
            return Err(fail("it needs {slug} or {id}, or all stories have one name"));
        }
        Ok(Self { parts })
    }

    /// The path of a story's files below the folder, without their suffix. `day` is today's: `2025-05-09`.
    pub(crate) fn stem(&self, story: &Story, day: &str) -> String {
        let filled = |part: &Vec<Piece>| -> String {
            let piece = |piece: &Piece| match piece {
                Piece::Letters(letters) => letters.clone(),
                Piece::Date => day.to_owned(),
                Piece::Slug => stem(&story.fields, &story.id),
                Piece::Version => story.revision.to_string(),
                Piece::Id => story.id.clone(),
                Piece::Desk => slug(&story.fields.desk),
            };
            plain(&part.iter().map(piece).collect::<String>())
        };
        let mut parts: Vec<String> = self.parts.iter().map(filled).collect();
        // A folder that came to nothing is left out; a file has a name.
        let file = parts.pop().filter(|file| !file.is_empty()).unwrap_or_else(|| stem(&story.fields, &story.id));
        parts.retain(|part| !part.is_empty());
        parts.push(file);
        parts.join("/")
    }

    /// The same for a file of several stories, which has a name of its own: in the folders that are named after no story.
    pub(crate) fn stem_of_several(&self, name: &str, day: &str) -> String {
        let folders = self.parts.split_last().map_or(&[][..], |(_, folders)| folders);
        let folder = |part: &Vec<Piece>| -> Option<String> {
            let piece = |piece: &Piece| match piece {
                Piece::Letters(letters) => Some(letters.clone()),
                Piece::Date => Some(day.to_owned()),
                _ => None,
            };
            part.iter().map(piece).collect::<Option<String>>().map(|part| plain(&part))
        };
        let folders = folders.iter().map_while(folder).filter(|part| !part.is_empty()).chain([plain(name)]);
        folders.collect::<Vec<_>>().join("/")
    }
}

fn pieces(part: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut rest = part;
    while let Some((letters, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { return Err("a { without its }".to_owned()) };
        pieces.push(Piece::Letters(letters.to_owned()));
        pieces.push(match name {
            "date" => Piece::Date,
            "slug" => Piece::Slug,
            "version" => Piece::Version,
            "id" => Piece::Id,
            "desk" => Piece::Desk,
            "ext" => return Err("{ext} stands at the end, after a full stop".to_owned()),
            other => {
                return Err(format!(
                    "{{{other}}} is none of {{date}}, {{slug}}, {{version}}, {{id}}, {{desk}}, {{ext}}"
                ));
            }
        });
        rest = after;
    }
    pieces.push(Piece::Letters(rest.to_owned()));
    Ok(pieces)
}

/// A part of a path that is one plain name: letters, digits, `-`, `_` and full stops inside; no device, nothing hidden.
pub(crate) fn plain(part: &str) -> String {
    let mut name = String::new();
    for character in part.nfkd() {
        match character {
            '-' | '_' | '.' => name.push(character),
            _ if character.is_ascii_alphanumeric() => name.push(character),
            _ if is_mark(character) || name.ends_with('-') => {}
            _ => name.push('-'),
        }
    }
    name.truncate(LONGEST_PART);
    let name = name.trim_matches(['.', '-']);
    let before_stop = name.split('.').next().unwrap_or_default();
    if is_device(&before_stop.to_lowercase()) { format!("story-{name}") } else { name.to_owned() }
}

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

    fn named(pattern: &str, slugline: &str) -> String {
        let fields = Fields { slugline: slugline.into(), desk: "../Internasional".into(), ..Fields::default() };
        let id = "01936000-0000-7000-8000-000000000001".to_owned();
        let story = crate::newsroom::new_story(id, fields, story::Body::default(), "2025-05-09T03:42:07.000Z");
        Naming::parse(pattern).unwrap().stem(&story, "2025-05-09")
    }

    #[test]
    fn a_pattern_makes_paths_that_stay_inside_the_folder() {
        for (pattern, expected) in [
            ("", "xi-putin-moskow"),
            ("{slug}.{ext}", "xi-putin-moskow"),
            ("{date}/{slug}-{version}.{ext}", "2025-05-09/xi-putin-moskow-1"),
            ("{desk}\\{date}\\{slug}", "internasional/2025-05-09/xi-putin-moskow"),
            ("../../{slug}", "xi-putin-moskow"),
            ("/etc/{slug}", "etc/xi-putin-moskow"),
            ("C:/{slug}", "C/xi-putin-moskow"),
            ("./.{slug}.", "xi-putin-moskow"),
            ("con/{slug}", "story-con/xi-putin-moskow"),
            ("LPT1.{slug}", "story-LPT1.xi-putin-moskow"),
            ("Edisi Pagi/{slug}", "Edisi-Pagi/xi-putin-moskow"),
            ("a\0b/{slug}", "a-b/xi-putin-moskow"),
            ("{id}", "01936000-0000-7000-8000-000000000001"),
        ] {
            assert_eq!(named(pattern, "XI-PUTIN/MOSKOW"), expected, "{pattern}");
        }
        for slugline in ["../../x", "CON", "..", "/etc/passwd", "~", &"x".repeat(300), "\u{202e}gpj.exe"] {
            let path = named("{date}/{slug}-{version}", slugline);
            let parts: Vec<&str> = path.split('/').collect();
            assert_eq!((parts.len(), parts[0]), (2, "2025-05-09"), "{slugline}: {path}");
            assert!(parts[1].len() <= LONGEST_PART && !parts[1].starts_with('.'), "{slugline}: {path}");
        }
        let several =
            Naming::parse("web/{date}/{desk}/{slug}").unwrap().stem_of_several("kontan-2025-05-09", "2025-05-09");
        assert_eq!(several, "web/2025-05-09/kontan-2025-05-09");
    }

    #[test]
    fn a_pattern_that_cannot_be_used_says_why() {
        for (pattern, why) in [
            ("{slug", "without its }"),
            ("{judul}", "{judul} is none of"),
            ("{ext}/{slug}", "at the end"),
            ("{date}", "needs {slug} or {id}"),
        ] {
            let failure = Naming::parse(pattern).map(drop).unwrap_err();
            assert_eq!((failure.code, failure.thing.as_str()), (Code::NamingUnusable, pattern));
            assert!(failure.detail.contains(why), "{failure}");
        }
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
