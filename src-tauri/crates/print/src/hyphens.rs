//! Where Indonesian words may be broken, after the rules of EYD V (chapter I.G): by syllables, prefixes and suffixes kept whole.
//!
//! The pattern files that TeX has for Indonesian are under a licence that Redaksi cannot ship, and syllables of this language
//! follow few rules.

/// U+00AD: an invisible mark that a word may be broken here.
pub const SOFT_HYPHEN: char = '\u{ad}';

/// Least letters before a break and behind it, between two of them, and of a word that is broken. The standard allows fewer:
/// but `me-` at the end of a line costs the eye more than a looser line does, and every break costs the typesetter
/// comparisons with all others of its line.
const BEFORE: usize = 3;
const BEHIND: usize = 3;
const APART: usize = 3;
const LEAST: usize = 7;

/// Prefixes that stay whole where the root shows that they are prefixes; `me-`, `di-`, `ke-` break as syllables do.
const PREFIXES: &[&str] = &["meng", "peng", "ber", "ter", "per", "mem", "men", "pem", "pen"];

/// Suffixes that go to the next line as they are.
const SUFFIXES: &[&str] = &["nya", "kan", "lah", "kah", "pun", "an", "i"];

/// Words of five letters and fewer, as roots, that end as if they had a suffix: `makan`, `bukan`, `jalan`.
const ROOTS: &[&str] = &[
    "akan", "bukan", "makan", "ikan", "rekan", "pekan", "lekan", "tekan", "jalan", "bulan", "badan", "hujan", "tuhan",
    "zaman", "laman", "taman", "teman", "kawan", "lawan", "dewan", "hewan", "pesan", "desan", "ujian", "sekian",
    "depan", "delapan", "tangan", "dengan", "jangan", "kanan", "intan", "hutan", "lautan", "selatan", "ketan",
    "tekanan",
];

/// The text with soft hyphens where Indonesian words of seven letters or more may be broken.
pub fn hyphenate(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut word = String::new();
    for letter in text.chars() {
        if letter.is_alphabetic() {
            word.push(letter);
            continue;
        }
        push(&mut out, &word);
        word.clear();
        out.push(letter);
    }
    push(&mut out, &word);
    out
}

fn push(out: &mut String, word: &str) {
    let parts = if word.chars().count() < LEAST { Vec::new() } else { syllables(word) };
    if parts.len() < 2 {
        return out.push_str(word);
    }
    let all: usize = word.chars().count();
    let (mut before, mut last) = (0, 0);
    for part in parts {
        let far = if last == 0 { before >= BEFORE } else { before - last >= APART };
        if far && all - before >= BEHIND {
            out.push(SOFT_HYPHEN);
            last = before;
        }
        out.push_str(part);
        before += part.chars().count();
    }
}

/// The pieces that a word is broken into: `mem·per·ta·nya·kan`. Words with letters outside `a` to `z` are one piece, and
/// so are abbreviations in capitals.
pub fn syllables(word: &str) -> Vec<&str> {
    let plain = word.chars().all(|letter| letter.is_ascii_alphabetic());
    let shouted = word.len() < 8 && word.chars().skip(1).any(|letter| letter.is_ascii_uppercase());
    if !plain || shouted {
        return vec![word];
    }
    let lower = word.to_ascii_lowercase();
    let (front, rest) = prefix(&lower);
    let named = lower.starts_with("pe") || lower.starts_with("ke");
    let back = suffix(&lower[rest..], named) + rest;
    let mut breaks: Vec<usize> = front;
    breaks.extend(root(&lower[rest..back]).into_iter().map(|at| at + rest));
    if back < lower.len() {
        breaks.push(back);
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for at in breaks.into_iter().filter(|at| *at > 0 && *at < word.len()) {
        if at > from {
            parts.push(&word[from..at]);
            from = at;
        }
    }
    parts.push(&word[from..]);
    parts
}

/// The breaks that a prefix makes, and where the root begins.
fn prefix(word: &str) -> (Vec<usize>, usize) {
    for (prefix, first) in [("memper", 3), ("diper", 2), ("keter", 2)] {
        if let Some(rest) = word.strip_prefix(prefix)
            && vowels(rest) >= 2
            && !rest.starts_with(is_vowel)
        {
            return (vec![first, prefix.len()], prefix.len());
        }
    }
    for prefix in PREFIXES {
        let Some(rest) = word.strip_prefix(prefix) else { continue };
        let next = rest.chars().next().unwrap_or(' ');
        let after = rest.chars().nth(1).unwrap_or(' ');
        let stands = match *prefix {
            // `meng-ambil`, `peng-guna`; `me-nga-nga` is rare enough to be taken for the former.
            "meng" | "peng" => is_vowel(next) || matches!(next, 'k' | 'g' | 'h'),
            // Before a vowel the nasal stands for the root's first sound: `me-mukul`, `me-nulis`.
            "mem" | "pem" => matches!(next, 'b' | 'f' | 'p' | 'v'),
            "men" | "pen" => matches!(next, 'd' | 't' | 'c' | 'j' | 's' | 'z'),
            _ => !is_vowel(next) || rest.len() >= 5 && !is_vowel(after),
        };
        if stands && vowels(rest) >= 2 {
            return (vec![prefix.len()], prefix.len());
        }
    }
    (Vec::new(), 0)
}

/// Where the suffix of the rest of a word begins: its length where it has none. `named` says that the word is made with
/// `pe-` or `ke-`, which end in `-an` and never in `-kan`: `pen-di-dik-an`, but `me-nu-lis-kan`.
fn suffix(rest: &str, named: bool) -> usize {
    if ROOTS.contains(&rest) {
        return rest.len();
    }
    let stands = |stem: &str, suffix: &str| match suffix {
        "an" => vowels(stem) >= 2 && !stem.ends_with(is_vowel) || named && vowels(stem) >= 1 && stem.ends_with("nk"),
        "kan" => vowels(stem) >= 2 && !named,
        // `-i` stands on no line alone; but it must not take the root's last sound along: `hu-bung-i`.
        "i" => vowels(stem) >= 2 && stem.ends_with("ng"),
        "pun" | "lah" | "kah" => vowels(stem) >= 2 && stem.len() >= 4,
        _ => vowels(stem) >= 2,
    };
    let found = SUFFIXES.iter().find_map(|suffix| rest.strip_suffix(suffix).filter(|stem| stands(stem, suffix)));
    found.map_or(rest.len(), str::len)
}

/// Breaks within a root, by its letters.
fn root(root: &str) -> Vec<usize> {
    let units = units(root);
    let mut breaks = Vec::new();
    let mut at = 0;
    while at < units.len() {
        if !units[at].vowel {
            at += 1;
            continue;
        }
        let next = (at + 1..units.len()).find(|one| units[*one].vowel);
        let Some(next) = next else { break };
        let between = next - at - 1;
        let cut = match between {
            // Two vowels that are no diphthong: `bu-ah`.
            0 | 1 => next - between,
            // `man-di`, but `in-fra`: what sounds together stays together where three meet.
            2 => at + 2,
            // `eks-por`, `in-stru-men`.
            _ if word_at(root, &units, at + 1) == "ks" => at + 3,
            _ => at + 2,
        };
        breaks.push(units[cut].start);
        at = next;
    }
    breaks
}

/// Two letters from a sound on.
fn word_at<'a>(word: &'a str, units: &[Unit], at: usize) -> &'a str {
    let start = units.get(at).map_or(word.len(), |unit| unit.start);
    word.get(start..start + 2).unwrap_or("")
}

/// A sound: one letter, a digraph, or a diphthong.
struct Unit {
    start: usize,
    vowel: bool,
}

fn units(word: &str) -> Vec<Unit> {
    let letters = word.as_bytes();
    let mut units = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let pair = letters.get(at..at + 2).unwrap_or(&[]);
        let vowel_next = letters.get(at + 2).is_some_and(|next| is_vowel(char::from(*next)));
        let consonants = matches!(pair, b"ng" | b"ny" | b"sy" | b"kh");
        // `pan-tai`, `sau-da-ra`; a diphthong before a vowel or at a closed end is two: `ma-in`, `la-ut`.
        let rest = letters.len() - at;
        let diphthong =
            matches!(pair, b"ai" | b"au" | b"oi" | b"ei") && !vowel_next && (rest == 2 || opens(letters, at + 2));
        let two = consonants || diphthong;
        units.push(Unit { start: at, vowel: is_vowel(char::from(letters[at])) });
        at += if two { 2 } else { 1 };
    }
    units
}

/// Whether one consonant and a vowel follow: the syllable before is open.
fn opens(letters: &[u8], at: usize) -> bool {
    let vowel = |at: usize| letters.get(at).is_some_and(|letter| is_vowel(char::from(*letter)));
    !vowel(at) && letters.get(at).is_some() && vowel(at + 1) && matches!(letters[at], b'd' | b's')
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn vowels(word: &str) -> usize {
    units(word).iter().filter(|unit| unit.vowel).count()
}
