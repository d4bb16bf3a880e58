use regex_syntax::{Error, ast::ErrorKind as Syntax, ast::Span};
use serde::Serialize;
use std::ops::Range;

/// Why nothing can be looked for. Displayed in the English of whoever found it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type, thiserror::Error)]
#[error("{detail}")]
#[serde(rename_all = "camelCase")]
pub struct PatternFault {
    /// Chooses the words for people.
    pub kind: PatternFaultKind,
    /// The first character of the pattern that is at fault, counted from 1; null where it is none of them.
    pub at: Option<u32>,
    /// What stands there, or the group that is missing.
    pub piece: String,
    /// What is wrong, in English.
    pub detail: String,
}

/// What is wrong with a pattern, as far as a person mends it in different ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum PatternFaultKind {
    /// There is nothing to look for.
    Empty,
    /// A group without its end.
    GroupUnclosed,
    /// The end of no group.
    GroupUnopened,
    /// A group's name that is missing, not allowed or taken.
    GroupName,
    /// Not an option of a group.
    Flag,
    /// A class of characters without its end.
    ClassUnclosed,
    /// Not a range of characters.
    ClassRange,
    /// A class by a name that no characters have.
    ClassUnknown,
    /// Nothing to repeat.
    RepetitionMissing,
    /// Not a count of repetitions.
    RepetitionCount,
    /// A backslash in front of what has no meaning with it.
    EscapeUnknown,
    /// A backslash that lacks what belongs to it.
    EscapeUnfinished,
    /// Looking ahead or behind, which these patterns do not know.
    LookAround,
    /// A group inside of the pattern that is to come again, which they do not know either.
    BackReference,
    /// A pattern that would take more memory than any story is worth.
    TooLarge,
    /// The replacement has a group that the pattern has not.
    GroupMissing,
    /// Something else: there is only the English.
    Other,
}

impl PatternFault {
    pub(super) fn empty() -> Self {
        Self::nowhere(PatternFaultKind::Empty, "", "there is nothing to look for".to_owned())
    }

    /// The replacement asks for a group that is not there.
    pub(super) fn group_missing(group: &str) -> Self {
        Self::nowhere(PatternFaultKind::GroupMissing, group, format!("the pattern has no group {group}"))
    }

    /// What is wrong with a pattern that was parsed as typed, or as `original` leads back to what was typed.
    pub(super) fn syntax(error: &Error, typed: &str, original: &dyn Fn(Range<usize>) -> Range<usize>) -> Self {
        let (kind, span, detail) = match error {
            Error::Parse(error) => (kind_of(error.kind()), error.span(), error.kind().to_string()),
            Error::Translate(error) => (PatternFaultKind::ClassUnknown, error.span(), error.kind().to_string()),
            _ => return Self::nowhere(PatternFaultKind::Other, "", error.to_string()),
        };
        let Range { start, end } = original(bytes(span));
        let (before, rest) = typed.split_at_checked(start).unwrap_or((typed, ""));
        // A sign that is at fault by itself is only pointed at.
        let length = (end - start).max(rest.chars().next().map_or(0, char::len_utf8));
        let at = u32::try_from(before.chars().count() + 1).ok();
        Self { kind, at, piece: rest.get(..length).unwrap_or(rest).to_owned(), detail }
    }

    /// A pattern whose syntax is right, and that cannot be made ready all the same.
    pub(super) fn unmade(error: &regex::Error) -> Self {
        match error {
            regex::Error::CompiledTooBig(_) => {
                Self::nowhere(PatternFaultKind::TooLarge, "", "the pattern is too large".to_owned())
            }
            other => {
                // The library draws the pattern with a mark under the place; the last line says what is wrong.
                let words = other.to_string();
                let last = words.lines().last().unwrap_or_default();
                Self::nowhere(PatternFaultKind::Other, "", last.trim().trim_start_matches("error: ").to_owned())
            }
        }
    }

    fn nowhere(kind: PatternFaultKind, piece: &str, detail: String) -> Self {
        Self { kind, at: None, piece: piece.to_owned(), detail }
    }
}

fn bytes(span: &Span) -> Range<usize> {
    span.start.offset..span.end.offset
}

fn kind_of(kind: &Syntax) -> PatternFaultKind {
    match kind {
        Syntax::GroupUnclosed => PatternFaultKind::GroupUnclosed,
        Syntax::GroupUnopened => PatternFaultKind::GroupUnopened,
        Syntax::GroupNameDuplicate { .. }
        | Syntax::GroupNameEmpty
        | Syntax::GroupNameInvalid
        | Syntax::GroupNameUnexpectedEof => PatternFaultKind::GroupName,
        Syntax::FlagDanglingNegation
        | Syntax::FlagDuplicate { .. }
        | Syntax::FlagRepeatedNegation { .. }
        | Syntax::FlagUnexpectedEof
        | Syntax::FlagUnrecognized => PatternFaultKind::Flag,
        Syntax::ClassUnclosed => PatternFaultKind::ClassUnclosed,
        Syntax::ClassRangeInvalid | Syntax::ClassRangeLiteral => PatternFaultKind::ClassRange,
        Syntax::UnicodeClassInvalid => PatternFaultKind::ClassUnknown,
        Syntax::RepetitionMissing => PatternFaultKind::RepetitionMissing,
        Syntax::RepetitionCountInvalid
        | Syntax::RepetitionCountDecimalEmpty
        | Syntax::RepetitionCountUnclosed
        | Syntax::DecimalEmpty
        | Syntax::DecimalInvalid => PatternFaultKind::RepetitionCount,
        Syntax::EscapeUnrecognized | Syntax::ClassEscapeInvalid | Syntax::SpecialWordBoundaryUnrecognized => {
            PatternFaultKind::EscapeUnknown
        }
        Syntax::EscapeUnexpectedEof
        | Syntax::EscapeHexEmpty
        | Syntax::EscapeHexInvalid
        | Syntax::EscapeHexInvalidDigit
        | Syntax::SpecialWordBoundaryUnclosed
        | Syntax::SpecialWordOrRepetitionUnexpectedEof => PatternFaultKind::EscapeUnfinished,
        Syntax::UnsupportedLookAround => PatternFaultKind::LookAround,
        Syntax::UnsupportedBackreference => PatternFaultKind::BackReference,
        Syntax::NestLimitExceeded(_) | Syntax::CaptureLimitExceeded => PatternFaultKind::TooLarge,
        _ => PatternFaultKind::Other,
    }
}
