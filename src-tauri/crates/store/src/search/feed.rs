//! What the search is told of a story: its words in their normal form, one after another.
//!
//! The index has one column, and what stands in a field stands there a second time as a word with the field's mark
//! (`s=reuters`). A marked word has a list of stories of its own, so that `source:reuters`, or a common word in a
//! headline, is found without reading past every story that merely mentions it; a filter by column would read them all.

use super::{
    beyond::beyond,
    words::{self, Language},
};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use story::{Body, Fields, body::Block};

/// What a marked word is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Headline,
    Slugline,
    Tag,
    Editor,
    Byline,
    Source,
    Place,
    Desk,
    Language,
    /// What a story has: `image`, `related`, `embargo`.
    Has,
    /// The year and the month of the last save: `2025` and `202505`.
    When,
    /// Any of the fields that stand around the text.
    Head,
}

impl Mark {
    /// How the mark begins a word; the tokenizer takes these two characters for letters.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Headline => "h=",
            Self::Slugline => "l=",
            Self::Tag => "t=",
            Self::Editor => "e=",
            Self::Byline => "b=",
            Self::Source => "s=",
            Self::Place => "p=",
            Self::Desk => "d=",
            Self::Language => "g=",
            Self::Has => "i=",
            Self::When => "y=",
            Self::Head => "^=",
        }
    }

    /// Whether its words are stemmed: those of names are not.
    pub(super) fn is_prose(self) -> bool {
        matches!(self, Self::Headline | Self::Slugline | Self::Tag | Self::Head)
    }
}

/// The normal form of a story.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Feed {
    /// Words, separated by single spaces; the place of each is its place here.
    pub(super) words: String,
    /// Tells this feed from every other, and from what an older Redaksi made of the same story.
    pub(crate) digest: i64,
}

impl Feed {
    /// `text` is the body's; `corrections` are the texts of what was said of the story since it left; `modified` is the time of
    /// the last save, RFC 3339 in UTC.
    pub(crate) fn of(fields: &Fields, body: &Body, text: &str, corrections: &[String], modified: &str) -> Self {
        let mut feed = Writer {
            words: String::with_capacity(2 * text.len()),
            forms: String::new(),
            language: Language::of(&fields.language),
        };
        feed.prose(&fields.headline, Some(Mark::Headline));
        feed.prose(&fields.slugline, Some(Mark::Slugline));
        feed.prose(&fields.kicker, Some(Mark::Head));
        feed.prose(&fields.deck, Some(Mark::Head));
        for tag in &fields.tags {
            feed.prose(tag, Some(Mark::Tag));
        }
        for name in &fields.bylines {
            feed.name(name, Mark::Byline);
        }
        feed.name(&fields.editor, Mark::Editor);
        feed.name(&fields.source, Mark::Source);
        feed.name(&fields.dateline.place, Mark::Place);
        feed.name(&fields.desk, Mark::Desk);
        for rest in [&fields.dateline.outlet, &fields.note, &fields.rights, &fields.sign_off] {
            feed.prose(rest, None);
        }
        feed.prose(text, None);
        for piece in beyond(fields, body, corrections) {
            feed.prose(&piece, None);
        }
        feed.facts(fields, body);
        feed.finish(modified)
    }

    /// The distinct words without a mark.
    pub(super) fn vocabulary(&self) -> BTreeSet<&str> {
        self.words.split(' ').filter(|word| !word.is_empty() && !word.contains('=')).collect()
    }
}

struct Writer {
    words: String,
    /// Words that are in the text as their stem only, each with a space behind it; they go to the end, for prefixes and
    /// exact words.
    forms: String,
    language: Language,
}

impl Writer {
    fn prose(&mut self, text: &str, mark: Option<Mark>) {
        words::each_folded(text, |word| {
            words::with_stem(word, self.language, |stem| {
                self.push("", stem);
                if stem != word {
                    self.forms.push_str(word);
                    self.forms.push(' ');
                }
            });
        });
        let Some(mark) = mark.filter(|_| words::folded(text).next().is_some()) else { return };
        let marks = [Some(mark).filter(|mark| *mark != Mark::Head), Some(Mark::Head)];
        for mark in marks.into_iter().flatten() {
            let mut forms = Vec::new();
            for word in words::folded(text) {
                let stem = words::stem(&word, self.language);
                self.push(mark.prefix(), &stem);
                if stem != word {
                    forms.push(word);
                }
            }
            // A mark alone keeps the words of two values from being neighbours.
            self.push(mark.prefix(), "");
            for form in forms {
                self.push(mark.prefix(), &form);
            }
        }
    }

    fn name(&mut self, name: &str, mark: Mark) {
        for prefix in ["", mark.prefix(), Mark::Head.prefix()] {
            for word in words::folded(name) {
                self.push(prefix, &word);
            }
        }
        if !name.is_empty() {
            self.push(mark.prefix(), "");
        }
    }

    fn facts(&mut self, fields: &Fields, body: &Body) {
        let language = fields.language.split(['-', '_']).next().unwrap_or_default();
        for word in words::folded(language) {
            self.push(Mark::Language.prefix(), &word);
        }
        let has = [
            ("image", body.images().next().is_some()),
            ("table", body.blocks().iter().any(|block| matches!(block, Block::Table { .. }))),
            ("related", !body.related_links().is_empty()),
            ("embargo", fields.embargo.is_some()),
        ];
        for (what, _) in has.into_iter().filter(|(_, it_has)| *it_has) {
            self.push(Mark::Has.prefix(), what);
        }
    }

    fn push(&mut self, mark: &str, word: &str) {
        if !self.words.is_empty() {
            self.words.push(' ');
        }
        self.words.push_str(mark);
        self.words.push_str(word);
    }

    fn finish(mut self, modified: &str) -> Feed {
        let forms = std::mem::take(&mut self.forms);
        let mut forms: Vec<&str> = forms.split_terminator(' ').collect();
        forms.sort_unstable();
        forms.dedup();
        for form in forms {
            self.push("", form);
        }
        if let (Some(year), Some(month)) = (modified.get(..4), modified.get(5..7)) {
            let mark = Mark::When.prefix();
            self.words.push_str(&format!(" {mark}{year} {mark}{year}{month}"));
        }
        let digest = Sha256::new().chain_update(words::GENERATION.to_be_bytes()).chain_update(&self.words).finalize();
        let digest = digest.iter().take(8).fold(0, |number, byte| number << 8 | i64::from(*byte));
        Feed { words: self.words, digest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_fed_as_stems_in_order_marked_fields_and_the_forms_at_the_end() {
        let fields = Fields {
            headline: "Menyingkirkan".into(),
            source: "Reuters".into(),
            language: "id-ID".into(),
            ..Fields::default()
        };
        let body = Body::from_paragraphs(["Kerja sama itu"]);
        let feed = Feed::of(&fields, &body, &body.text(), &[], "2025-05-08T10:42:07.000Z");
        assert_eq!(
            feed.words,
            "singkir h=singkir h= h=menyingkirkan ^=singkir ^= ^=menyingkirkan reuters s=reuters ^=reuters s= \
             kerja sama itu g=id menyingkirkan y=2025 y=202505"
        );
        assert_eq!(
            feed.vocabulary().into_iter().collect::<Vec<_>>(),
            ["itu", "kerja", "menyingkirkan", "reuters", "sama", "singkir"]
        );
    }

    #[test]
    fn no_word_of_the_feed_is_more_than_one_to_the_index() {
        let odd = "a=b ^c \"x\" \u{0}y 🔥 é\u{301} ½ \u{2}z—q";
        let fields = Fields { headline: odd.into(), tags: vec![odd.into()], ..Fields::default() };
        let body = Body::from_paragraphs([odd]);
        let feed = Feed::of(&fields, &body, &body.text(), &[], "");
        for word in feed.words.split(' ') {
            let bare = word.split_once('=').map_or(word, |(_, bare)| bare);
            assert!(bare.chars().all(char::is_alphanumeric), "{word:?}");
        }
    }
}
