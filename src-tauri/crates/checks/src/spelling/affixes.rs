//! What Hunspell's rules cannot say, or spellbook reads otherwise: Indonesian clitics and reduplication, English possessives,
//! and what one slip of the hand makes of a word.

/// Enclitics, the longest first.
const ENCLITICS: [&str; 9] = ["nyalah", "nyakah", "nya", "lah", "kah", "pun", "tah", "ku", "mu"];

/// The word without its last Indonesian enclitic; `None` where it has none or would be too short.
pub(super) fn without_enclitic(word: &str) -> Option<&str> {
    let stem = ENCLITICS.iter().find_map(|clitic| word.strip_suffix(clitic))?;
    (stem.chars().count() >= 3).then_some(stem)
}

/// The active of an Indonesian passive, `dipicu` → `memicu`: where one is a word, so is the other. `None` where it is no passive.
///
/// `dirumah` and `diatas`, for `di rumah` and `di atas`, have no active, and so stay wrong.
pub(super) fn active_of(passive: &str) -> Option<String> {
    let root = passive.strip_prefix("di").filter(|root| root.len() >= 4)?;
    let rest = &root[root.chars().next()?.len_utf8()..];
    Some(match root.chars().next()? {
        'k' if root.starts_with("kl") || root.starts_with("kr") => format!("meng{root}"),
        'k' => format!("meng{rest}"),
        'p' if root.starts_with("pr") || root.starts_with("pl") => format!("mem{root}"),
        'p' => format!("mem{rest}"),
        't' if root.starts_with("tr") => format!("men{root}"),
        't' => format!("men{rest}"),
        's' if root.starts_with("st") || root.starts_with("sp") || root.starts_with("sk") => format!("men{root}"),
        's' => format!("meny{rest}"),
        'a' | 'e' | 'i' | 'o' | 'u' | 'g' | 'h' => format!("meng{root}"),
        'b' | 'f' | 'v' => format!("mem{root}"),
        'd' | 'c' | 'j' | 'z' => format!("men{root}"),
        _ => format!("me{root}"),
    })
}

/// Bound forms that the standard joins to any word: `antarnegara`, `pascapanen`, `nonaktif`.
const BOUND_FORMS: [&str; 20] = [
    "antar", "anti", "adi", "catur", "dwi", "infra", "maha", "makro", "mikro", "multi", "nir", "non", "panca", "pasca",
    "pra", "purna", "semi", "sub", "tuna", "ultra",
];

/// The word that a bound form was joined to, `antarnegara` → `negara`; `None` where there is none or it would be too short.
pub(super) fn after_bound_form(word: &str) -> Option<&str> {
    let root = BOUND_FORMS.iter().find_map(|form| word.strip_prefix(form))?;
    (root.chars().count() >= 4).then_some(root)
}

/// What an abstract noun was made of: `keberlanjutan` → `berlanjut`, `keterlibatan` → `terlibat`, `ketidakpastian` → `pasti`.
pub(super) fn made_abstract(noun: &str) -> Option<&str> {
    let inner = noun.strip_prefix("ke")?.strip_suffix("an")?;
    let root = inner
        .strip_prefix("tidak")
        .or_else(|| (inner.starts_with("ber") || inner.starts_with("ter")).then_some(inner))?;
    (root.chars().count() >= 4).then_some(root)
}

/// `dibesar-besarkan` is `dibesarkan` said twice: the word without the repetition; `None` where nothing is repeated.
pub(super) fn said_once(word: &str) -> Option<String> {
    let (first, second) = word.split_once('-')?;
    if second.contains('-') {
        return None;
    }
    let starts = first.char_indices().map(|(at, _)| at);
    // The longest end of the first that begins the second.
    let at = starts.filter(|at| first[*at..].chars().count() >= 3).find(|at| second.starts_with(&first[*at..]))?;
    Some(format!("{first}{}", &second[first.len() - at..]))
}

/// Beginnings that Indonesian sets off by a hyphen before names and abbreviations, and some that people set off elsewhere.
pub(super) fn stands_before_a_hyphen(part: &str) -> bool {
    const BEGINNINGS: [&str; 18] = [
        "di", "ke", "se", "me", "ber", "ter", "per", "pro", "anti", "non", "pra", "pasca", "antar", "eks", "ko",
        "meng", "mem", "nge",
    ];
    const ENDS: [&str; 4] = ["nya", "an", "kan", "isme"];
    BEGINNINGS.contains(&part) || ENDS.contains(&part)
}

pub(super) fn without_possessive(word: &str) -> &str {
    ["'s", "\u{2019}s", "'", "\u{2019}"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
}

/// So long must a word be before another letter in it makes it a slip: names are often a letter away from words.
const LONG: usize = 9;

/// Whether it is a word but for one letter left out or put in, or two that changed places; in a long one also for another letter.
pub(super) fn is_a_slip(word: &str, is_word: &impl Fn(&str) -> bool) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let with = |from: usize, to: usize, put: &[char]| -> String {
        letters[..from].iter().chain(put).chain(&letters[to..]).collect()
    };
    (0..letters.len()).any(|at| {
        is_word(&with(at, at + 1, &[]))
            || (at + 1 < letters.len() && is_word(&with(at, at + 2, &[letters[at + 1], letters[at]])))
            || (letters.len() >= LONG && ('a'..='z').any(|letter| is_word(&with(at, at + 1, &[letter]))))
    }) || (0..=letters.len()).any(|at| ('a'..='z').any(|letter| is_word(&with(at, at, &[letter]))))
}

/// How unlikely it is that one word was meant by another: hands leave letters out and exchange neighbours more often than they
/// put letters in or hit others.
pub(super) fn unlikelihood(word: &str, meant: &str) -> u8 {
    let (word, meant): (Vec<char>, Vec<char>) = (word.chars().collect(), meant.chars().collect());
    let same = word.iter().zip(&meant).take_while(|(one, other)| one == other).count();
    let (rest, meant_rest) = (&word[same..], &meant[same..]);
    let left_out = meant_rest.get(1..) == Some(rest);
    let exchanged =
        matches!((rest, meant_rest), ([a, b, rest @ ..], [c, d, others @ ..]) if a == d && b == c && rest == others);
    let put_in = rest.get(1..) == Some(meant_rest);
    let another = rest.get(1..).is_some() && rest.get(1..) == meant_rest.get(1..);
    match () {
        () if left_out || exchanged => 0,
        () if put_in || another => 1,
        () => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_twice_is_found_in_what_is_said_once() {
        for (twice, once) in [
            ("dibesar-besarkan", Some("dibesarkan")),
            ("bersalam-salaman", Some("bersalaman")),
            ("rumah-rumah", Some("rumah")),
            ("sayur-mayur", None),
            ("di-PHK", None),
        ] {
            assert_eq!(said_once(twice).as_deref(), once, "{twice}");
        }
    }

    #[test]
    fn a_passive_has_its_active() {
        for (passive, active) in [
            ("dipicu", "memicu"),
            ("dihimpun", "menghimpun"),
            ("disortir", "menyortir"),
            ("diprakirakan", "memprakirakan"),
            ("diwaspadai", "mewaspadai"),
            ("dikirim", "mengirim"),
            ("diklaim", "mengklaim"),
            ("dikritik", "mengkritik"),
            ("ditransfer", "mentransfer"),
        ] {
            assert_eq!(active_of(passive).as_deref(), Some(active));
        }
        assert_eq!((active_of("dia"), active_of("menulis")), (None, None));
    }

    #[test]
    fn bound_forms_and_abstract_nouns_are_taken_apart() {
        for (word, root) in [("antarnegara", Some("negara")), ("pascapanen", Some("panen")), ("subur", None)] {
            assert_eq!(after_bound_form(word), root, "{word}");
        }
        for (noun, root) in [
            ("ketidakpastian", Some("pasti")),
            ("keberlanjutan", Some("berlanjut")),
            ("keterlibatan", Some("terlibat")),
            ("kenyataan", None),
            ("keteran", None),
        ] {
            assert_eq!(made_abstract(noun), root, "{noun}");
        }
    }

    #[test]
    fn enclitics_go_and_stems_stay() {
        for (word, stem) in [("penggunaannya", Some("penggunaan")), ("siapakah", Some("siapa")), ("buku", None)] {
            assert_eq!(without_enclitic(word), stem, "{word}");
        }
    }

    #[test]
    fn a_slip_is_one_letter() {
        let words = |word: &str| word == "mengatakan";
        assert!(["mengtakan", "mengatakkan", "megnatakan", "mengatekan"].iter().all(|word| is_a_slip(word, &words)));
        assert!(!is_a_slip("prabowo", &words));
    }
}
