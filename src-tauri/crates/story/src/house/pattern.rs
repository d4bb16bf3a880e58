//! The house pattern: one line of data that reads a printed line and prints it back.
//!
//! `{field}` stands for a value as written, `{FIELD}` for one printed in capitals. A part in `[…]` is dropped when it
//! has nothing to say. Where the pattern's separator stands (` | ` by default), the parts around it are dropped with
//! their separator when they are empty. `\n` is a new line.
//!
//! A pattern is expanded to all the lines it can print (at most a few dozen), each a flat run of words and fields.
//! Printing takes the one that fits the values at hand; reading tries them, most fields first. Because both use the
//! same runs, what was read is printed back exactly: there is no second rule that could disagree.

use std::collections::BTreeMap;

/// Field name → value, never empty.
pub type Values = BTreeMap<String, String>;

/// A compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// All lines it can print, most fields first.
    runs: Vec<Vec<Piece>>,
    separator: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    Field { name: &'static str, capitals: bool },
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// A `{` or `[` without its end, or an end without its beginning.
    #[error("the brackets do not pair up")]
    Brackets,
    /// A field that patterns do not have.
    #[error("there is no field \u{201c}{0}\u{201d}; fields are {names}", names = FIELDS.join(", "))]
    Field(String),
    /// Two fields with nothing between them: nobody could tell where one ends.
    #[error("two fields stand side by side")]
    SideBySide,
    /// More optional parts than can be kept apart.
    #[error("it has too many optional parts")]
    TooMany,
    /// Nothing to fill in.
    #[error("it has no field")]
    NoField,
}

const FIELDS: [&str; 10] =
    ["outlet", "place", "date", "day", "source", "editor", "byline", "signOff", "rights", "title"];
const MOST_RUNS: usize = 256;

impl Pattern {
    /// Compiles a pattern.
    pub fn parse(pattern: &str, separator: &str) -> Result<Self, PatternError> {
        let mut rest = pattern;
        let mut runs = sequence(&mut rest, separator, false)?;
        if !rest.is_empty() {
            return Err(PatternError::Brackets);
        }
        runs.retain(|run| fields(run).count() > 0);
        if runs.is_empty() {
            return Err(PatternError::NoField);
        }
        for run in &mut runs {
            *run = joined(std::mem::take(run));
            if run.windows(2).any(|pair| matches!(pair, [Piece::Field { .. }, Piece::Field { .. }])) {
                return Err(PatternError::SideBySide);
            }
        }
        runs.sort_by_key(|run| std::cmp::Reverse(fields(run).count()));
        Ok(Self { runs, separator: separator.to_owned() })
    }

    /// Prints the values; empty where none of the pattern's fields has one. Values that the pattern has no field for
    /// are left out.
    pub fn print(&self, values: &Values) -> String {
        let run = self.runs.iter().find(|run| fields(run).all(|name| values.contains_key(name)));
        let Some(run) = run else { return String::new() };
        let mut line = String::new();
        for piece in run {
            match piece {
                Piece::Words(words) => line.push_str(words),
                Piece::Field { name, capitals } => {
                    let value = values.get(*name).map(String::as_str).unwrap_or_default();
                    if *capitals { line.push_str(&value.to_uppercase()) } else { line.push_str(value) }
                }
            }
        }
        line
    }

    /// Reads a whole line.
    pub fn read(&self, line: &str, outlets: &[String]) -> Option<Values> {
        self.find(line, outlets, true).map(|(values, _)| values)
    }

    /// Reads the front of a paragraph; gives what comes after it too.
    pub fn read_front<'a>(&self, paragraph: &'a str, outlets: &[String]) -> Option<(Values, &'a str)> {
        self.find(paragraph, outlets, false)
    }

    /// How many lines each of its runs takes.
    pub(super) fn heights(&self) -> impl Iterator<Item = usize> {
        let ends = |piece: &Piece| match piece {
            Piece::Words(words) => words.matches('\n').count(),
            Piece::Field { .. } => 0,
        };
        self.runs.iter().map(move |run| 1 + run.iter().map(ends).sum::<usize>())
    }

    /// The words in front of its first field.
    pub(super) fn first_words(&self) -> &str {
        match self.runs.first().and_then(|run| run.first()) {
            Some(Piece::Words(words)) => words,
            _ => "",
        }
    }

    fn find<'a>(&self, text: &'a str, outlets: &[String], whole: bool) -> Option<(Values, &'a str)> {
        self.runs.iter().find_map(|run| {
            let bare = !anchored(run);
            // A run that prints by itself what any sentence could begin with is printed but never read, but for
            // patterns that have nothing else (`Jakarta - `): the house decides when those may be tried.
            if bare && self.runs.iter().any(|other| anchored(other)) {
                return None;
            }
            let reading = Reading { outlets, separator: &self.separator, bare, whole };
            let mut values = Values::new();
            let rest = reading.pieces(run, text, &mut values)?;
            // What follows a dateline is a sentence: `Xi - dan Putin` is none.
            let goes_on = bare && rest.starts_with(char::is_lowercase);
            (!goes_on).then_some((values, rest))
        })
    }
}

/// Whether a run has something that ordinary sentences do not: words with letters, or the outlet's name.
fn anchored(run: &[Piece]) -> bool {
    run.iter().any(|piece| match piece {
        Piece::Words(words) => words.chars().any(char::is_alphabetic),
        Piece::Field { name, .. } => *name == "outlet",
    })
}

fn fields(run: &[Piece]) -> impl Iterator<Item = &'static str> {
    run.iter().filter_map(|piece| match piece {
        Piece::Field { name, .. } => Some(*name),
        Piece::Words(_) => None,
    })
}

/// Neighbouring words become one piece.
fn joined(run: Vec<Piece>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(run.len());
    for piece in run {
        match (pieces.last_mut(), piece) {
            (Some(Piece::Words(before)), Piece::Words(words)) => before.push_str(&words),
            (_, piece) => pieces.push(piece),
        }
    }
    pieces
}

type Runs = Vec<Vec<Piece>>;

/// All runs of a sequence up to the end of the pattern, or to the `]` that closes it.
fn sequence(rest: &mut &str, separator: &str, inside: bool) -> Result<Runs, PatternError> {
    let mut segments: Vec<Runs> = Vec::new();
    let mut current: Runs = vec![Vec::new()];
    loop {
        if !separator.is_empty()
            && let Some(after) = rest.strip_prefix(separator)
        {
            *rest = after;
            segments.push(std::mem::replace(&mut current, vec![Vec::new()]));
            continue;
        }
        let Some(character) = rest.chars().next() else {
            if inside {
                return Err(PatternError::Brackets);
            }
            break;
        };
        *rest = &rest[character.len_utf8()..];
        let more: Runs = match character {
            ']' if inside => break,
            ']' | '}' => return Err(PatternError::Brackets),
            '[' => {
                let mut runs = sequence(rest, separator, true)?;
                runs.push(Vec::new());
                runs
            }
            '{' => {
                let (name, after) = rest.split_once('}').ok_or(PatternError::Brackets)?;
                *rest = after;
                vec![vec![field(name)?]]
            }
            other => vec![vec![Piece::Words(other.to_string())]],
        };
        current = times(&current, &more)?;
    }
    segments.push(current);
    if segments.len() == 1 { Ok(segments.remove(0)) } else { join(&segments, separator) }
}

fn field(name: &str) -> Result<Piece, PatternError> {
    let plain = FIELDS.into_iter().find(|field| *field == name);
    let capitals = FIELDS.into_iter().find(|field| field.to_uppercase() == name);
    match (plain, capitals) {
        (Some(name), _) => Ok(Piece::Field { name, capitals: false }),
        (None, Some(name)) => Ok(Piece::Field { name, capitals: true }),
        (None, None) => Err(PatternError::Field(name.to_owned())),
    }
}

fn times(before: &Runs, after: &Runs) -> Result<Runs, PatternError> {
    if before.len() * after.len() > MOST_RUNS {
        return Err(PatternError::TooMany);
    }
    Ok(before.iter().flat_map(|one| after.iter().map(move |other| [one.as_slice(), other].concat())).collect())
}

/// Every choice of segments, in order, with the separator between those that are there.
fn join(segments: &[Runs], separator: &str) -> Result<Runs, PatternError> {
    let mut runs: Runs = vec![Vec::new()];
    for segment in segments {
        let mut more = Vec::new();
        for before in &runs {
            for part in segment {
                let mut run = before.clone();
                if !run.is_empty() && !part.is_empty() {
                    run.push(Piece::Words(separator.to_owned()));
                }
                run.extend(part.iter().cloned());
                more.push(run);
            }
        }
        runs.extend(more);
        if runs.len() > MOST_RUNS {
            return Err(PatternError::TooMany);
        }
    }
    Ok(runs)
}

struct Reading<'a> {
    outlets: &'a [String],
    separator: &'a str,
    bare: bool,
    whole: bool,
}

impl Reading<'_> {
    /// Matches the pieces one after the other; a field takes the shortest value with which the rest fits.
    fn pieces<'t>(&self, pieces: &[Piece], text: &'t str, values: &mut Values) -> Option<&'t str> {
        let Some((piece, after)) = pieces.split_first() else {
            return (!self.whole || text.is_empty()).then_some(text);
        };
        match piece {
            Piece::Words(words) => self.pieces(after, text.strip_prefix(words.as_str())?, values),
            Piece::Field { name, capitals } => {
                // Values end where the next words begin, or at the end of the text.
                let ends: Vec<usize> = match after.first() {
                    Some(Piece::Words(words)) => {
                        text.match_indices(words.as_str()).map(|(at, _)| at).take(16).collect()
                    }
                    _ => vec![text.len()],
                };
                ends.into_iter().find_map(|end| {
                    let value = &text[..end];
                    let fits = self.fits(name, value) && (!capitals || value.to_uppercase() == value);
                    let rest = fits.then(|| self.pieces(after, &text[end..], values)).flatten()?;
                    values.insert((*name).to_owned(), value.to_owned());
                    Some(rest)
                })
            }
        }
    }

    fn fits(&self, name: &str, value: &str) -> bool {
        let plain = !value.is_empty() && value.trim() == value && !value.contains('\n');
        let short = |most: usize| value.chars().count() <= most;
        // Spaces around it, so that the stroke of an empty part (`Sumber: | Editor: Ani`) is not taken for a name's.
        let apart = self.separator.trim().is_empty() || !format!(" {value} ").contains(self.separator);
        plain
            && match name {
                "outlet" => self.outlets.iter().any(|outlet| outlet == value),
                "place" => short(40) && is_place(value),
                "date" => short(24) && is_date(value),
                "day" => is_day(value),
                // Initials in brackets are told from a remark in brackets by their stroke: `(dis/ugo)`.
                "signOff" if self.bare => short(40) && value.contains('/') && !value.contains(char::is_whitespace),
                "signOff" => short(600) && !value.contains(['(', ')']),
                "title" => short(300),
                _ => short(160) && apart,
            }
    }
}

/// Dates as datelines print them: `May 8`, `Dec 5, 2024`. After a comma comes a year: `D.C., May 8` is a place and a date.
fn is_date(value: &str) -> bool {
    let starts_with_digit = |part: &str| part.starts_with(|character: char| character.is_ascii_digit());
    value.contains(|character: char| character.is_ascii_digit()) && value.split(", ").skip(1).all(starts_with_digit)
}

const WEEKDAYS: [&str; 14] = [
    "senin",
    "selasa",
    "rabu",
    "kamis",
    "jumat",
    "sabtu",
    "minggu",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A day with its weekday and year, as pages print it on a line of its own: `Jumat, 10 Februari 2023 / 06:39 WIB`.
pub fn is_day(line: &str) -> bool {
    let Some((weekday, rest)) = line.split_once(',') else { return false };
    let weekday = weekday.to_lowercase().replace(['\'', '\u{2019}'], "");
    let rest = rest.trim_start().to_lowercase();
    let date =
        rest.starts_with(|first: char| first.is_ascii_digit()) || MONTHS.iter().any(|month| rest.starts_with(month));
    let year = rest.split(|character: char| !character.is_ascii_digit()).any(|number| number.len() == 4);
    WEEKDAYS.contains(&weekday.as_str()) && date && year && line.chars().count() <= 60 && !line.ends_with('.')
}

/// Short words that a place begins with and never ends with: the stop in `ST. PETERSBURG.` is not the dateline's.
const BEGIN_PLACES: [&str; 7] = ["st", "ste", "mt", "ft", "kab", "kec", "kep"];

/// Places: a few words, each with a capital first (but for small joining words); stops only after short words (`Mo.`);
/// two of them joined by a stroke (`MOSCOW/BEIJING`). After a comma comes a larger place (`D.C.`), never a day.
fn is_place(value: &str) -> bool {
    let words: Vec<&str> = value.split_whitespace().collect();
    let day = value.split(", ").skip(1).any(|part| part.starts_with(|first: char| first.is_ascii_digit()));
    (1..=5).contains(&words.len())
        && !day
        && words.last().is_some_and(|word| !BEGIN_PLACES.contains(&word.to_lowercase().as_str()))
        && words.first().is_some_and(|word| word.chars().next().is_some_and(char::is_uppercase))
        && words.iter().all(|word| {
            let bare = word.trim_end_matches(',');
            let capital = bare.chars().next().is_some_and(|first| first.is_uppercase() || first.is_ascii_digit());
            let joins = matches!(bare, "di" | "de" | "of" | "the" | "la" | "al" | "and" | "dan");
            let stop_ok = !bare.trim_end_matches('.').contains('.') || bare.chars().count() <= 6;
            let end_ok = !bare.ends_with('.') || bare.chars().count() <= 6;
            (capital || joins)
                && stop_ok
                && end_ok
                && bare.chars().all(|character| character.is_alphanumeric() || "'-./\u{2019}".contains(character))
        })
}
