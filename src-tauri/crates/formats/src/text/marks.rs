//! What a line looks like, by itself. Only ever used to hold back (a headline block that is not one) and to point out
//! lines that were left as text; nothing is taken out of copy on these grounds.

use story::house::is_day;

/// Words that open credit lines in Indonesian and English copy, in front of a colon.
const CREDIT_WORDS: &[&str] = &[
    "sumber",
    "reporter",
    "editor",
    "penulis",
    "pewarta",
    "penyunting",
    "wartawan",
    "oleh",
    "source",
    "writer",
    "by",
    "author",
    "reporting by",
    "editing by",
];

/// `Sumber: Reuters`, `(Reporting by …)`, `Penulis Ani | Editor Budi`: short, and opening with a word of credit lines.
pub(super) fn is_credit_like(line: &str) -> bool {
    let lower = line.trim_start_matches('(').to_lowercase();
    let opens = |part: &str, bare: bool| {
        CREDIT_WORDS.iter().any(|word| match part.strip_prefix(word) {
            Some(rest) => {
                let people = bare || word.ends_with("ing by");
                rest.trim_start().starts_with(':') || (people && rest.starts_with(' '))
            }
            None => false,
        })
    };
    // Without its colon one such word opens sentences, too; two of them with a stroke between do not.
    let parts = || lower.split(" | ");
    let credit = opens(&lower, false) || (parts().count() > 1 && parts().all(|part| opens(part, true)));
    credit && line.chars().count() <= 300
}

/// `JAKARTA, KORAN.COM - …`: a dash near the front, and before it nothing but names with an outlet among them.
pub(super) fn is_dateline_like(line: &str) -> bool {
    let front: String = line.chars().take(60).collect();
    let dash = [" - ", " -- ", " \u{2013} ", " \u{2014} "].into_iter().filter_map(|dash| front.find(dash)).min();
    let Some(before) = dash.and_then(|at| front.get(..at)) else { return false };
    let names = before.split_whitespace().all(|word| {
        let bare = word.trim_start_matches('(');
        bare.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
    });
    let lower = before.to_lowercase();
    let outlet = [".com", ".co.id", ".co", ".id"].iter().any(|end| lower.contains(end)) || before.ends_with(')');
    names && outlet
}

/// Whether a line can be a headline: a title, not a sentence of the text.
pub(super) fn is_headline_like(line: &str) -> bool {
    line.chars().count() <= 160
        && !line.ends_with(['.', ':', ';', ','])
        && !is_credit_like(line)
        && !is_dateline_like(line)
}

/// Whether a line can stand above a headline: a few words.
pub(super) fn is_kicker_like(line: &str) -> bool {
    line.chars().count() <= 60 && is_headline_like(line) && !is_day(line)
}

/// Whether a line can be a deck: a sentence or three.
pub(super) fn is_deck_like(line: &str) -> bool {
    line.chars().count() <= 400 && !is_credit_like(line) && !is_dateline_like(line)
}
