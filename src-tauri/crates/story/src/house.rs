//! A house: an outlet's conventions as data. One pattern serves both ways, so that what was read is printed back exactly.

mod moving;
mod pattern;
mod print;
mod shipped;

pub use pattern::{Pattern, PatternError, Values, is_day};
pub use print::PrintMeasure;

use crate::{Dateline, Fields};
use serde::{Deserialize, Serialize};

/// An outlet's conventions, read from a house file (TOML).
#[derive(Debug, Clone)]
pub struct House {
    /// Short name in files and on the command line: `kontan`.
    pub id: String,
    /// The outlet's name, as the publisher of exported stories: `Kontan`.
    pub name: String,
    /// Language of its stories, BCP 47.
    pub language: String,
    /// The time zone that it works in, IANA: `Asia/Jakarta`. Empty where its file names none.
    pub zone: String,
    /// What keeps its stories from leaving, besides an embargo.
    pub gates: Gates,
    /// How the outlet writes itself in datelines; the first is used for new stories. Empty where datelines name none.
    pub outlets: Vec<String>,
    /// Desks offered in a new newsroom of this house.
    pub desks: Vec<String>,
    /// Fields that a story needs before it may leave (names of [`Fields::NAMES`], and `dateline`).
    pub required: Vec<String>,
    /// Longest headline for the web, in characters.
    pub headline_limit: u32,
    /// How its print column is set.
    pub print: PrintMeasure,
    /// Where the credit line stands in plain copy.
    pub credit_place: CreditPlace,
    /// Whether its datelines can be told from ordinary sentences. Those that cannot (`Jakarta - `) are read only where
    /// the newsroom is this house's own, or the house was named.
    pub recognisable: bool,
    /// An agency, whose copy other houses take over.
    pub agency: bool,
    /// Whether it writes the places of its datelines in capitals, where its patterns leave that open.
    pub capital_places: bool,
    /// What stands in front of the last of several bylines: `, ` or ` and `.
    last_byline: String,
    datelines: Vec<Pattern>,
    credits: Vec<Pattern>,
    related: Vec<Pattern>,
    /// Copy that the house file carries as its own test.
    pub examples: Vec<Example>,
}

/// What keeps a house's stories from leaving, besides an embargo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Gates {
    /// What becomes of a story that lacks something.
    pub readiness: Readiness,
}

/// What becomes of a story that lacks something when it is to leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "lowercase")]
pub enum Readiness {
    /// It leaves, and what it lacks is said.
    #[default]
    Warn,
    /// It stays, unless somebody answers for it.
    Block,
}

/// Where a house prints its credit line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "lowercase")]
pub enum CreditPlace {
    /// Above the first paragraph.
    #[default]
    Top,
    /// Below the last.
    Bottom,
}

/// A line of a house file's own tests: `text` must be read as `fields` and printed back byte for byte.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// `dateline`, `credit` or `related`.
    pub kind: ExampleKind,
    /// The printed text (a dateline with its closing space).
    pub text: String,
    /// What it says, by field name.
    pub fields: std::collections::BTreeMap<String, String>,
}

/// What an [`Example`] is an example of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ExampleKind {
    /// A dateline.
    Dateline,
    /// A credit line.
    Credit,
    /// A related link.
    Related,
}

/// Why a house file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HouseError {
    /// Not TOML, or not a house's.
    #[error("{0}")]
    File(String),
    /// A pattern in it cannot be used.
    #[error("pattern \u{201c}{pattern}\u{201d}: {error}")]
    Pattern {
        /// The pattern as written.
        pattern: String,
        /// What is wrong with it.
        error: PatternError,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HouseFile {
    id: String,
    name: String,
    language: String,
    #[serde(default)]
    zone: String,
    #[serde(default)]
    gates: Gates,
    #[serde(default)]
    outlets: Vec<String>,
    #[serde(default)]
    desks: Vec<String>,
    #[serde(default)]
    required: Vec<String>,
    #[serde(default = "default_headline_limit")]
    headline_limit: u32,
    #[serde(default)]
    print: print::PrintFile,
    #[serde(default)]
    credit_place: CreditPlace,
    #[serde(default = "yes")]
    recognisable: bool,
    #[serde(default)]
    agency: bool,
    #[serde(default)]
    capital_places: bool,
    #[serde(default = "byline_separator")]
    last_byline: String,
    #[serde(default)]
    dateline: Vec<PatternEntry>,
    #[serde(default)]
    credit_line: Vec<PatternEntry>,
    #[serde(default)]
    related: Vec<PatternEntry>,
    #[serde(default)]
    example: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum PatternEntry {
    Plain(String),
    Separated { pattern: String, separator: String },
}

fn default_headline_limit() -> u32 {
    70
}

fn yes() -> bool {
    true
}

fn byline_separator() -> String {
    BYLINE_SEPARATOR.to_owned()
}

impl House {
    /// Reads a house file.
    pub fn from_toml(toml: &str) -> Result<Self, HouseError> {
        let file: HouseFile = toml::from_str(toml).map_err(|error| HouseError::File(error.to_string()))?;
        let patterns = |entries: Vec<PatternEntry>| -> Result<Vec<Pattern>, HouseError> {
            entries
                .into_iter()
                .map(|entry| {
                    let (text, separator) = match entry {
                        PatternEntry::Plain(pattern) => (pattern, " | ".to_owned()),
                        PatternEntry::Separated { pattern, separator } => (pattern, separator),
                    };
                    Pattern::parse(&text, &separator).map_err(|error| HouseError::Pattern { pattern: text, error })
                })
                .collect()
        };
        Ok(Self {
            datelines: patterns(file.dateline)?,
            credits: patterns(file.credit_line)?,
            related: patterns(file.related)?,
            id: file.id,
            name: file.name,
            language: file.language,
            zone: file.zone,
            gates: file.gates,
            outlets: file.outlets,
            desks: file.desks,
            required: file.required,
            headline_limit: file.headline_limit,
            print: file.print.measure().map_err(HouseError::File)?,
            credit_place: file.credit_place,
            recognisable: file.recognisable,
            agency: file.agency,
            capital_places: file.capital_places,
            last_byline: file.last_byline,
            examples: file.example,
        })
    }

    /// A house without conventions: for newsrooms whose house file is gone. It prints values plainly and reads nothing.
    pub fn plain(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: id.to_owned(),
            language: "id".to_owned(),
            zone: String::new(),
            gates: Gates::default(),
            outlets: Vec::new(),
            desks: Vec::new(),
            required: vec!["headline".to_owned()],
            headline_limit: default_headline_limit(),
            print: PrintMeasure::default(),
            credit_place: CreditPlace::Top,
            recognisable: true,
            agency: false,
            capital_places: false,
            last_byline: byline_separator(),
            datelines: Vec::new(),
            credits: Vec::new(),
            related: Vec::new(),
            examples: Vec::new(),
        }
    }

    /// Reads a dateline off the front of a paragraph: its values, its form and the rest of the paragraph.
    pub fn read_dateline<'a>(&self, paragraph: &'a str) -> Option<(Dateline, u32, &'a str)> {
        self.datelines.iter().zip(0..).find_map(|(pattern, form)| {
            let (mut values, rest) = pattern.read_front(paragraph, &self.outlets)?;
            let mut take = |name: &str| values.remove(name).unwrap_or_default();
            let (outlet, place, date) = (take("outlet"), take("place"), take("date"));
            Some((Dateline { outlet, place, date: Some(date).filter(|date| !date.is_empty()) }, form, rest))
        })
    }

    /// Prints the dateline with its closing space; empty where there is nothing to print.
    pub fn print_dateline(&self, fields: &Fields) -> String {
        match pick(&self.datelines, fields.forms.dateline) {
            Some(pattern) => pattern.print(&self.values_of(fields)),
            None => String::new(),
        }
    }

    /// Reads a credit line (one line, or as many as the form has, joined by `\n`) into `fields`, form included.
    /// Returns false, and touches nothing, where no pattern fits.
    pub fn read_credit(&self, lines: &str, fields: &mut Fields) -> bool {
        let read =
            self.credits.iter().zip(0..).find_map(|(pattern, form)| Some((pattern.read(lines, &self.outlets)?, form)));
        let Some((values, form)) = read else { return false };
        for (name, value) in values {
            match name.as_str() {
                "day" => fields.dateline.date = Some(value),
                "source" => fields.source = value,
                "editor" => fields.editor = value,
                "byline" => fields.bylines = self.split_bylines(value),
                "signOff" => fields.sign_off = value,
                "rights" => fields.rights = value,
                _ => {}
            }
        }
        fields.forms.credit = form;
        true
    }

    /// Prints the credit line; empty where there is nothing to print.
    pub fn print_credit(&self, fields: &Fields) -> String {
        let values = self.values_of(fields);
        match pick(&self.credits, fields.forms.credit) {
            // A story whose people fit only another of the house's forms is printed by that one rather than not at all.
            Some(pattern) => {
                let line = pattern.print(&values);
                if !line.is_empty() {
                    return line;
                }
                self.credits.iter().map(|other| other.print(&values)).find(|line| !line.is_empty()).unwrap_or_default()
            }
            None => String::new(),
        }
    }

    /// The numbers of lines that its credit lines take, longest first.
    pub fn credit_heights(&self) -> Vec<usize> {
        let mut heights: Vec<usize> = self.credits.iter().flat_map(Pattern::heights).collect();
        heights.sort_unstable_by(|one, other| other.cmp(one));
        heights.dedup();
        heights
    }

    /// Reads a related link's line: its title and form.
    pub fn read_related(&self, line: &str) -> Option<(String, u32)> {
        self.related.iter().zip(0..).find_map(|(pattern, form)| Some((pattern.read(line, &[])?.remove("title")?, form)))
    }

    /// Prints a related link's line.
    pub fn print_related(&self, title: &str) -> String {
        match self.related.first() {
            Some(pattern) => pattern.print(&Values::from([("title".to_owned(), title.to_owned())])),
            None => title.to_owned(),
        }
    }

    /// The words in front of a related link's title: `Baca Juga: `.
    pub fn related_label(&self) -> &str {
        self.related.first().map(Pattern::first_words).unwrap_or_default()
    }

    fn values_of(&self, fields: &Fields) -> Values {
        let date = fields.dateline.date.as_deref().unwrap_or_default();
        let byline = self.join_bylines(&fields.bylines);
        // One date, two ways to print it: in the dateline (`May 8`), or as a line above the credit line (`Jumat, 10
        // Februari 2023`). A house never prints the one in the other's place.
        let (date, day) = if is_day(date) { ("", date) } else { (date, "") };
        let pairs = [
            ("outlet", fields.dateline.outlet.as_str()),
            ("place", &fields.dateline.place),
            ("date", date),
            ("day", day),
            ("source", &fields.source),
            ("editor", &fields.editor),
            ("byline", &byline),
            ("signOff", &fields.sign_off),
            ("rights", &fields.rights),
        ];
        pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }

    fn join_bylines(&self, names: &[String]) -> String {
        match names.split_last() {
            Some((last, others)) if !others.is_empty() => {
                [&others.join(BYLINE_SEPARATOR), self.last_byline.as_str(), last].concat()
            }
            _ => names.concat(),
        }
    }

    /// The names of a printed byline; one name where they would not be printed back as they stand.
    fn split_bylines(&self, line: String) -> Vec<String> {
        let (others, last) =
            line.rsplit_once(&self.last_byline).map_or((None, line.as_str()), |(all, last)| (Some(all), last));
        let others = others.into_iter().flat_map(|all| all.split(BYLINE_SEPARATOR));
        let names: Vec<String> = others.chain([last]).map(str::to_owned).collect();
        let apart = names.iter().all(|name| !name.contains(BYLINE_SEPARATOR));
        if apart && self.join_bylines(&names) == line { names } else { vec![line] }
    }

    /// Metadata of a new story of this house.
    pub fn new_fields(&self) -> Fields {
        Fields {
            house: self.id.clone(),
            language: self.language.clone(),
            dateline: Dateline { outlet: self.outlets.first().cloned().unwrap_or_default(), ..Dateline::default() },
            ..Fields::default()
        }
    }
}

const BYLINE_SEPARATOR: &str = ", ";

fn pick(patterns: &[Pattern], form: u32) -> Option<&Pattern> {
    patterns.get(form as usize).or_else(|| patterns.first())
}

/// The houses that are at hand: those shipped, and the user's own, which replace a shipped one of the same id.
#[derive(Debug, Clone)]
pub struct Houses {
    all: Vec<House>,
}

impl Houses {
    /// The houses that come with Redaksi.
    pub fn shipped() -> Self {
        Self { all: shipped::houses() }
    }

    /// Adds a house, or replaces the one with its id.
    pub fn add(&mut self, house: House) {
        match self.all.iter_mut().find(|known| known.id == house.id) {
            Some(known) => *known = house,
            None => self.all.push(house),
        }
    }

    /// The house of that id.
    pub fn get(&self, id: &str) -> Option<&House> {
        self.all.iter().find(|house| house.id == id)
    }

    /// All of them, in the order in which copy is tried.
    pub fn all(&self) -> &[House] {
        &self.all
    }
}
