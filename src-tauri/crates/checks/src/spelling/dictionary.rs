//! One dictionary: Hunspell's, with our own words and with the forms that the standard rejects.

use super::affixes;
use std::collections::{HashMap, HashSet};

/// The files of a dictionary, as text.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    /// Hunspell's rules, UTF-8.
    pub aff: String,
    /// Hunspell's words, UTF-8.
    pub dic: String,
    /// Words that it lacks, one a line; a line that begins with `#` is a remark.
    pub words: String,
    /// Forms that it has and the standard rejects: `form = what to write`, one a line.
    pub rejected: String,
}

/// The words of a language.
pub struct Dictionary {
    hunspell: spellbook::Dictionary,
    words: HashSet<String>,
    rejected: HashMap<String, String>,
    /// Whether words of it take Indonesian enclitics and are said twice.
    indonesian: bool,
}

impl Dictionary {
    /// Takes the files of a language (BCP 47). The error says what of them is no dictionary.
    pub fn new(language: &str, sources: &Sources) -> Result<Self, String> {
        let plain = |text: &str| text.trim_start_matches('\u{feff}').to_owned();
        let hunspell = spellbook::Dictionary::new(&plain(&sources.aff), &plain(&sources.dic))
            .map_err(|error| error.to_string())?;
        let lines = |text: &'_ str| -> Vec<String> {
            text.lines()
                .map(str::trim)
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
                .map(String::from)
                .collect()
        };
        let rejected = lines(&sources.rejected)
            .iter()
            .filter_map(|line| line.split_once('='))
            .map(|(form, right)| (form.trim().to_lowercase(), right.trim().to_owned()))
            .collect();
        Ok(Self {
            hunspell,
            words: lines(&sources.words).into_iter().collect(),
            rejected,
            indonesian: language.split('-').next().is_some_and(|first| first.eq_ignore_ascii_case("id")),
        })
    }

    /// Whether the word is in it, as it stands.
    pub fn has(&self, word: &str) -> bool {
        if word.len() > spellbook::MAX_WORD_LEN {
            return true;
        }
        !self.is_rejected(word) && (self.has_itself(word) || (self.indonesian && self.has_its_stem(word)))
    }

    /// Whether the standard has another form for it.
    pub fn is_rejected(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.rejected.contains_key(&word)
            || (self.indonesian
                && affixes::without_enclitic(&word).is_some_and(|stem| self.rejected.contains_key(stem)))
    }

    /// What may have been meant, the likeliest first.
    pub fn suggest(&self, word: &str) -> Vec<String> {
        let lower = word.to_lowercase();
        let stem = affixes::without_enclitic(&lower).filter(|_| self.indonesian).unwrap_or(&lower);
        let standard = self.rejected.get(&lower).cloned().or_else(|| {
            self.rejected.get(stem).map(|right| format!("{right}{}", lower.strip_prefix(stem).unwrap_or_default()))
        });
        let mut found = Vec::new();
        if word.len() <= spellbook::MAX_WORD_LEN {
            self.hunspell.suggest(word, &mut found);
        }
        found.sort_by_key(|words: &String| affixes::unlikelihood(&lower, &words.to_lowercase()));
        let own = self.words.iter().filter(|known| affixes::is_a_slip(&lower, &|slip: &str| slip == known.as_str()));
        let all = standard.into_iter().chain(own.cloned()).chain(found);
        let mut suggestions: Vec<String> = Vec::new();
        for words in all {
            if !suggestions.contains(&words) && !self.is_rejected(&words) {
                suggestions.push(words);
            }
        }
        suggestions
    }

    fn has_itself(&self, word: &str) -> bool {
        self.words.contains(word) || self.hunspell.check(word)
    }

    fn has_its_stem(&self, word: &str) -> bool {
        let passive = |word: &str| {
            affixes::active_of(word).is_some_and(|active| !self.is_rejected(&active) && self.has_itself(&active))
        };
        let of_a_word = |root: Option<&str>| root.is_some_and(|root| !self.is_rejected(root) && self.has_itself(root));
        let bare = |word: &str| {
            self.has_itself(word)
                || passive(word)
                || of_a_word(affixes::after_bound_form(word))
                || of_a_word(affixes::made_abstract(word))
        };
        let has = |word: &str| bare(word) || affixes::without_enclitic(word).is_some_and(bare);
        let superlative = |once: &str| {
            // `selambat-lambatnya`: as late as can be.
            once.strip_prefix("se").and_then(|rest| rest.strip_suffix("nya")).is_some_and(|root| self.has_itself(root))
        };
        has(word) || affixes::said_once(word).is_some_and(|once| has(&once) || superlative(&once))
    }
}
