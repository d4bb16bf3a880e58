//! What a word is to the search, and which words are the same one. Pure: the index, the query and the snippet all ask
//! here, so that they cannot disagree.

use std::{borrow::Cow, cell::RefCell, collections::HashMap, ops::Range};
use tantivy_stemmers::algorithms::{english_porter_2, indonesian_tala};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Counts the changes of what this file makes of a text, and of what is fed at all; an index made by another number is made
/// anew.
pub(super) const GENERATION: u32 = 2;

/// Longer words are nobody's: an address, a key, a picture pasted as text.
const LONGEST: usize = 64;

/// Whose rules a word is stemmed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Language {
    Indonesian,
    English,
    /// No stems, only letters.
    Other,
}

impl Language {
    /// From BCP 47. A story that names no language is read as Indonesian, the houses' own; Malay inflects as it does.
    pub(super) fn of(code: &str) -> Self {
        match code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "" | "id" | "ind" | "ms" => Self::Indonesian,
            "en" | "eng" => Self::English,
            _ => Self::Other,
        }
    }
}

/// Where the words of a text stand, in bytes.
pub(super) fn spans(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = run(text, at, |byte| !byte.is_ascii_alphanumeric(), |letter| !letter.is_alphanumeric());
        let goes_on = |letter: char| letter.is_alphanumeric() || is_combining_mark(letter);
        at = run(text, start, |byte| byte.is_ascii_alphanumeric(), goes_on);
        (start < at).then_some(start..at)
    })
}

/// Where the run of such letters ends that begins here. ASCII, the most of our copy, is looked at byte by byte.
fn run(text: &str, from: usize, ascii: impl Fn(&u8) -> bool, other: impl Fn(char) -> bool) -> usize {
    let mut at = from;
    loop {
        at += text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii() && ascii(byte)).count();
        match text[at..].chars().next() {
            Some(letter) if !letter.is_ascii() && other(letter) => at += letter.len_utf8(),
            _ => return at,
        }
    }
}

/// A word without case and diacritics: how it is compared.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::new();
    fold_into(word, &mut folded);
    folded
}

/// The same, into a string that is there already.
pub(super) fn fold_into(word: &str, folded: &mut String) {
    folded.clear();
    if word.is_ascii() {
        folded.push_str(&word[..word.len().min(LONGEST)]);
        folded.make_ascii_lowercase();
        return;
    }
    let plain = word.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
    // A compatibility form may hold what separates words (`½` is 1⁄2), and lower case a mark of its own (`İ`).
    folded.extend(plain.filter(|letter| letter.is_alphanumeric() && !is_combining_mark(*letter)).take(LONGEST));
}

/// The folded words of a text, one for each span; a word of nothing but marks is left as it stands.
pub(super) fn folded(text: &str) -> impl Iterator<Item = String> {
    spans(text).map(|span| fold(&text[span])).filter(|word| !word.is_empty())
}

/// The same for long texts: no string is made for each.
pub(super) fn each_folded(text: &str, mut see: impl FnMut(&str)) {
    let mut word = String::new();
    for span in spans(text) {
        fold_into(&text[span], &mut word);
        if !word.is_empty() {
            see(&word);
        }
    }
}

/// What a folded word shares with its inflections.
pub(super) fn stem(word: &str, language: Language) -> Cow<'_, str> {
    if is_root(word, language) { Cow::Borrowed(word) } else { Cow::Owned(with_stem(word, language, str::to_owned)) }
}

/// Whether the word is its own stem by its looks.
fn is_root(word: &str, language: Language) -> bool {
    language == Language::Other || word.len() <= SHORT || !word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The forms under which a folded word of a query may stand in the index: a query does not say its language.
pub(super) fn forms(word: &str) -> Vec<String> {
    let indonesian = stem(word, Language::Indonesian).into_owned();
    let mut forms = vec![word.to_owned()];
    // `meng-` and `peng-` swallow the k of some roots and meet the vowel of others: both readings are looked for.
    let swallowed = ["meng", "peng"].iter().any(|prefix| word.strip_prefix(prefix).is_some_and(begins_with_vowel));
    if swallowed && indonesian != word {
        forms.push(format!("k{indonesian}"));
    } else if indonesian.len() >= SHORT && indonesian.strip_prefix('k').is_some_and(begins_with_vowel) {
        forms.push(indonesian[1..].to_owned());
    }
    forms.push(indonesian);
    forms.push(stem(word, Language::English).into_owned());
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// Words up to this length are roots, or too short to tell.
const SHORT: usize = 4;

/// Does something with a word's stem. Stems are asked for again and again, and a newspaper has few words: those of this
/// thread are kept at hand.
pub(super) fn with_stem<T>(word: &str, language: Language, job: impl FnOnce(&str) -> T) -> T {
    const KEPT: usize = 200_000;
    thread_local! {
        static STEMS: RefCell<[HashMap<Box<str>, Box<str>>; 2]> = RefCell::default();
    }
    if is_root(word, language) {
        return job(word);
    }
    STEMS.with_borrow_mut(|[indonesian_stems, english_stems]| {
        let (stems, compute): (_, fn(&str) -> String) = match language {
            Language::English => (english_stems, english),
            _ => (indonesian_stems, indonesian),
        };
        if let Some(stem) = stems.get(word) {
            return job(stem);
        }
        if stems.len() >= KEPT {
            stems.clear();
        }
        job(stems.entry(word.into()).or_insert_with(|| compute(word).into()))
    })
}

fn english(word: &str) -> String {
    english_porter_2(word).into_owned()
}

/// Tala's stemmer takes one layer off, and leaves families apart by it (`pakaian` → pakai, `pakai` → paka): it is asked
/// until nothing changes. It also takes `men-` and `pen-` off without giving the root its t back.
fn indonesian(word: &str) -> String {
    if let Some((_, root)) = ROOTS.iter().find(|(form, _)| *form == word) {
        return (*root).to_owned();
    }
    let mut stem = word.to_owned();
    for _ in 0..3 {
        let shorter = indonesian_tala(&stem).into_owned();
        if shorter.len() < 3 || shorter == stem {
            break;
        }
        let swallowed = ["men", "pen"].iter().any(|prefix| {
            stem.strip_prefix(prefix).is_some_and(|rest| begins_with_vowel(rest) && begins_alike(rest, &shorter))
        });
        stem = if swallowed { format!("t{shorter}") } else { shorter };
    }
    stem
}

/// Words of every front page whose end looks like a suffix (-mu: your), or whose beginning like a prefix.
const ROOTS: &[(&str, &str)] = &[
    ("bertemu", "temu"),
    ("ketemu", "temu"),
    ("berita", "berita"),
    ("menteri", "menteri"),
    ("kementerian", "menteri"),
];

fn begins_with_vowel(text: &str) -> bool {
    text.starts_with(['a', 'e', 'i', 'o', 'u'])
}

fn begins_alike(a: &str, b: &str) -> bool {
    a.bytes().zip(b.bytes()).take(3).all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        spans(text).map(|span| &text[span]).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_numbers_with_their_marks() {
        assert_eq!(words("Anak-anak didn't, 3,5%!"), ["Anak", "anak", "didn", "t", "3", "5"]);
        assert_eq!(words("cafe\u{301} di São Paulo"), ["cafe\u{301}", "di", "São", "Paulo"]);
        assert_eq!(words("\u{301} — 🔥"), [""; 0]);
    }

    #[test]
    fn case_and_diacritics_fold() {
        for (word, folded) in [
            ("CAFÉ", "cafe"),
            ("cafe\u{301}", "cafe"),
            ("İstanbul", "istanbul"),
            ("Ｘｉ", "xi"),
            ("½", "12"),
            ("ﬁ", "fi"),
        ] {
            assert_eq!(fold(word), folded, "{word}");
        }
        assert_eq!(fold(&"x".repeat(500)).len(), LONGEST);
    }

    #[test]
    fn inflections_of_an_indonesian_root_share_a_stem() {
        for family in [
            &["menyingkirkan", "singkirkan", "singkir", "tersingkir", "penyingkiran"][..],
            &["bertemu", "pertemuan", "menemui"],
            &["menulis", "tulisan", "penulis", "ditulis"],
            &["pakai", "memakai", "pakaian"],
            &["menteri", "kementerian"],
            &["presiden", "kepresidenan"],
            &["ekonomi", "perekonomian"],
            &["memukul", "pukulan", "pukul"],
            &["bukunya", "buku"],
        ] {
            let stems: Vec<_> = family.iter().map(|word| stem(word, Language::Indonesian)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{family:?}: {stems:?}");
        }
        for short in ["ini", "sari", "temu", "dan"] {
            assert_eq!(stem(short, Language::Indonesian), short);
        }
    }

    #[test]
    fn english_words_are_stemmed_by_english_rules_and_others_not_at_all() {
        assert_eq!(stem("presidents", Language::English), stem("president", Language::English));
        assert_eq!(stem("presidents", Language::of("de")), "presidents");
        assert_eq!(
            (Language::of("en-GB"), Language::of(""), Language::of("id-ID")),
            (Language::English, Language::Indonesian, Language::Indonesian)
        );
    }

    #[test]
    fn a_query_looks_for_every_reading_of_its_word() {
        let meets = |query: &str, text: &str, language| forms(query).iter().any(|form| *form == stem(text, language));
        assert!(meets("kirim", "mengirim", Language::Indonesian));
        assert!(meets("mengirim", "kirim", Language::Indonesian));
        assert!(meets("mengambil", "ambil", Language::Indonesian));
        assert!(meets("owner", "owners", Language::English));
        assert!(!meets("beras", "besar", Language::Indonesian));
    }
}
