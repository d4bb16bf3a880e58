//! A text taken apart into what has a spelling: words, compounds with their hyphens, no numbers, addresses or abbreviations.

/// A word where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// Bytes before it.
    pub at: usize,
    pub text: &'a str,
}

impl<'a> Token<'a> {
    /// The parts of a compound.
    pub fn parts(&self) -> Vec<Token<'a>> {
        let mut at = self.at;
        let part = |text: &'a str| {
            let token = Token { at, text };
            at += text.len() + 1;
            token
        };
        self.text.split('-').map(part).filter(|part| has_a_spelling(part.text)).collect()
    }
}

/// The words of a text, in their order.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = 0;
    for chunk in text.split(char::is_whitespace) {
        let at = rest;
        rest += chunk.len() + text[at + chunk.len()..].chars().next().map_or(0, char::len_utf8);
        if !is_address(chunk) {
            words(at, chunk, &mut tokens);
        }
    }
    tokens
}

/// Mail, the web, a handle, a file, a tag.
fn is_address(chunk: &str) -> bool {
    let chunk = chunk.trim_matches(|character: char| !character.is_alphanumeric() && !"@#/".contains(character));
    if chunk.contains("://") || chunk.contains('@') || chunk.contains("www.") || chunk.starts_with(['#', '/']) {
        return true;
    }
    let mut labels = chunk.split(['/', '?']).next().unwrap_or_default().split('.');
    let first = labels.next().unwrap_or_default();
    let others: Vec<&str> = labels.collect();
    // `kontan.co.id`, `KONTAN.CO.ID`; not `selesai.Besok`, where a space was forgotten.
    let is_label = |label: &&str| {
        !label.is_empty()
            && label.len() <= 8
            && label.chars().all(|character| character.is_ascii_alphanumeric())
            && (label.chars().all(char::is_lowercase) || label.chars().all(char::is_uppercase))
    };
    !first.is_empty() && !others.is_empty() && others.iter().all(is_label)
}

fn words<'a>(at: usize, chunk: &'a str, tokens: &mut Vec<Token<'a>>) {
    let is_inner = |character: char| "'\u{2019}-\u{ad}".contains(character);
    let is_part = |character: char| character.is_alphanumeric() || is_inner(character) || is_mark(character);
    let mut from = 0;
    for piece in chunk.split(|character| !is_part(character)) {
        let start = from;
        from += piece.len() + chunk[start + piece.len()..].chars().next().map_or(0, char::len_utf8);
        let word = piece.trim_matches(is_inner);
        let before = piece.len() - piece.trim_start_matches(is_inner).len();
        if has_a_spelling(word) {
            tokens.push(Token { at: at + start + before, text: word });
        }
    }
}

/// Combining marks belong to their letter.
fn is_mark(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

/// No number, abbreviation, initial or name with capitals inside.
fn has_a_spelling(word: &str) -> bool {
    let letters = word.chars().filter(|character| character.is_alphabetic()).count();
    let inner_capital = word.split('-').any(|part| part.chars().skip(1).any(char::is_uppercase));
    letters > 1 && !inner_capital && !word.chars().any(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::tokens;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn words_are_what_has_a_spelling() {
        assert_eq!(words("Anak-anak ke-2 itu, Jum\u{2019}at (9/5/2025)."), ["Anak-anak", "itu", "Jum\u{2019}at"]);
        assert_eq!(words("DPR RI rapat; iPhone 15 dan McDonald"), ["rapat", "dan"]);
        assert_eq!(words("\u{201c}Kami siap,\u{201d} kata dia."), ["Kami", "siap", "kata", "dia"]);
        assert_eq!(words("lihat kontan.co.id/a?b, redaksi@kontan.co.id, @xi #rusia KONTAN.CO.ID"), ["lihat"]);
        assert_eq!(words("selesai.Besok lagi"), ["selesai", "Besok", "lagi"]);
        assert_eq!(words("di-PHK, se-Indonesia, the editors' view"), ["se-Indonesia", "the", "editors", "view"]);
    }

    #[test]
    fn a_word_is_where_it_stands() {
        for token in tokens("é (naik) — “rumah-rumah”,  \u{a0}lagi") {
            assert!("é (naik) — “rumah-rumah”,  \u{a0}lagi"[token.at..].starts_with(token.text), "{token:?}");
        }
    }
}
