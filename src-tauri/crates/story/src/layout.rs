//! A layout as its `layout.toml` says it: what it is called, what it shows, how large, and what can be chosen. One shape
//! for all layouts, whatever makes their pages.

use crate::body::CropFormat;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use toml::{Spanned, Value};

/// What a layout shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum LayoutKind {
    /// The article's page on the web.
    Web,
    /// A mail.
    Newsletter,
    /// The front of an edition: several stories.
    Collection,
    /// What a search engine shows of it.
    Search,
    /// A notification on a phone.
    Push,
    /// A link to it, as networks show one.
    Share,
    /// Copy for other newsrooms.
    Wire,
    /// Pages of a paper, typeset.
    Print,
    /// A picture for networks, typeset.
    Card,
}

impl LayoutKind {
    /// As it is written in a `layout.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Newsletter => "newsletter",
            Self::Collection => "collection",
            Self::Search => "search",
            Self::Push => "push",
            Self::Share => "share",
            Self::Wire => "wire",
            Self::Print => "print",
            Self::Card => "card",
        }
    }

    /// Whether its pages are set in type.
    pub fn is_of_press(self) -> bool {
        matches!(self, Self::Print | Self::Card)
    }
}

/// A layout, read from its `layout.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Name of its folder.
    pub id: String,
    /// What it shows.
    pub kind: LayoutKind,
    /// How wide it is, in CSS pixels; 0 where it says so itself.
    pub width: u32,
    /// How high the reader's window is, in CSS pixels; 0 for as high as the page.
    pub height: u32,
    /// The shape in which it shows pictures that the editor has framed; as they are where there is none.
    pub crop: Option<CropFormat>,
    /// The template it shares with others, relative to the folder of all layouts; `None` where it has one of its own.
    pub template: Option<String>,
    /// Its name in Indonesian.
    pub name_id: String,
    /// Its name in English.
    pub name_en: String,
    /// What can be chosen, in the order in which it is offered.
    pub options: Vec<LayoutOption>,
}

/// Something that a layout lets people choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct LayoutOption {
    /// As the template reads it.
    pub id: String,
    /// Its name in Indonesian.
    pub name_id: String,
    /// Its name in English.
    pub name_en: String,
    /// What it may be.
    pub form: OptionForm,
}

/// What an option may be, and what it is while nobody has chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum OptionForm {
    /// On or off.
    Switch {
        /// While nobody has chosen.
        default: bool,
    },
    /// One of several.
    Choice {
        /// While nobody has chosen: the id of one of them.
        default: String,
        /// At least one.
        choices: Vec<LayoutChoice>,
    },
    /// A whole number.
    Number {
        /// While nobody has chosen.
        default: i32,
        /// Least value.
        min: i32,
        /// Greatest value.
        max: i32,
        /// Of how many of these a unit consists that people see: 10 for millimetres seen as centimetres, else 1.
        scale: u32,
    },
    /// Words.
    Text {
        /// While nobody has chosen.
        default: String,
        /// Most characters.
        longest: u32,
    },
}

/// One of several values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct LayoutChoice {
    /// As the template reads it.
    pub id: String,
    /// Its name in Indonesian.
    pub name_id: String,
    /// Its name in English.
    pub name_en: String,
}

/// The value of an option; its form is the option's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(untagged)]
pub enum OptionValue {
    /// Of a switch.
    Switch(bool),
    /// Of a number.
    Number(i32),
    /// Of a text, or the id of a choice.
    Text(String),
}

/// Values of a layout's options, by id. One that is not there has the layout's own value.
pub type OptionValues = BTreeMap<String, OptionValue>;

/// A file of a layout that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {detail}")]
pub struct LayoutFault {
    /// The file, relative to the folder of all layouts.
    pub file: String,
    /// Where in it, from 1; 0 where the fault has no place.
    pub line: u32,
    /// What is wrong there.
    pub detail: String,
}

/// A value that an option cannot take.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OptionFault {
    /// No option of that id.
    #[error("the layout {layout} has no option \u{201c}{option}\u{201d}; it has {known}")]
    Unknown {
        /// The layout.
        layout: String,
        /// What was named.
        option: String,
        /// What it has, in words.
        known: String,
    },
    /// Not what the option may be.
    #[error("{option} of the layout {layout} cannot be \u{201c}{given}\u{201d}: {wanted}")]
    Value {
        /// The layout.
        layout: String,
        /// The option.
        option: String,
        /// What was given.
        given: String,
        /// What it may be, in words.
        wanted: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayoutFile {
    kind: LayoutKind,
    #[serde(default)]
    width: u32,
    #[serde(default)]
    height: u32,
    crop: Option<CropFormat>,
    template: Option<String>,
    name: Names,
    #[serde(default)]
    option: Vec<Spanned<OptionFile>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OptionFile {
    id: String,
    #[serde(default, rename = "type")]
    form: FormName,
    default: Value,
    min: Option<i32>,
    max: Option<i32>,
    #[serde(default = "one")]
    scale: u32,
    #[serde(default = "line")]
    longest: u32,
    #[serde(default)]
    choice: Vec<ChoiceFile>,
    name: Names,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
enum FormName {
    Switch,
    Choice,
    #[default]
    Number,
    Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoiceFile {
    id: String,
    name: Names,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    id: String,
    en: String,
}

fn one() -> u32 {
    1
}

fn line() -> u32 {
    120
}

impl Layout {
    /// Reads the `layout.toml` of the folder `id`.
    pub fn read(id: &str, toml: &str) -> Result<Self, LayoutFault> {
        let fault = |at: Option<usize>, detail: String| {
            let line = at.map_or(0, |at| toml.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1);
            LayoutFault { file: format!("{id}/layout.toml"), line: u32::try_from(line).unwrap_or(0), detail }
        };
        let read = toml::from_str::<LayoutFile>(toml);
        let file = read.map_err(|error| fault(error.span().map(|span| span.start), error.message().to_owned()))?;
        let mut options: Vec<LayoutOption> = Vec::new();
        for option in file.option {
            let at = option.span().start;
            let option = option.into_inner();
            if options.iter().any(|other| other.id == option.id) {
                return Err(fault(Some(at), format!("there are two options \u{201c}{}\u{201d}", option.id)));
            }
            options.push(option.read().map_err(|detail| fault(Some(at), detail))?);
        }
        Ok(Self {
            id: id.to_owned(),
            kind: file.kind,
            width: file.width,
            height: file.height,
            crop: file.crop,
            template: file.template,
            name_id: file.name.id,
            name_en: file.name.en,
            options,
        })
    }

    /// A value for each option: those that were chosen, else the layout's own. A value that does not fit is refused, so
    /// that no page is shown of which nobody knows why it looks so.
    pub fn values(&self, chosen: &OptionValues) -> Result<OptionValues, OptionFault> {
        for (id, value) in chosen {
            let option = self.option(id)?;
            if !option.takes(value) {
                return Err(self.refused(option, &value.words()));
            }
        }
        let value = |option: &LayoutOption| chosen.get(&option.id).cloned().unwrap_or_else(|| option.default());
        Ok(self.options.iter().map(|option| (option.id.clone(), value(option))).collect())
    }

    /// The value that a text means, as on the command line: `on` or `off`, a number, the id of a choice, words.
    pub fn value_of(&self, id: &str, text: &str) -> Result<OptionValue, OptionFault> {
        let option = self.option(id)?;
        let value = match &option.form {
            OptionForm::Switch { .. } => match text.to_ascii_lowercase().as_str() {
                "on" | "true" | "yes" | "1" => Some(OptionValue::Switch(true)),
                "off" | "false" | "no" | "0" => Some(OptionValue::Switch(false)),
                _ => None,
            },
            OptionForm::Number { .. } => text.trim().parse().ok().map(OptionValue::Number),
            OptionForm::Choice { .. } | OptionForm::Text { .. } => Some(OptionValue::Text(text.to_owned())),
        };
        value.filter(|value| option.takes(value)).ok_or_else(|| self.refused(option, text))
    }

    fn option(&self, id: &str) -> Result<&LayoutOption, OptionFault> {
        self.options.iter().find(|option| option.id == id).ok_or_else(|| {
            let known: Vec<&str> = self.options.iter().map(|option| option.id.as_str()).collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            OptionFault::Unknown { layout: self.id.clone(), option: id.to_owned(), known }
        })
    }

    fn refused(&self, option: &LayoutOption, given: &str) -> OptionFault {
        OptionFault::Value {
            layout: self.id.clone(),
            option: option.id.clone(),
            given: given.to_owned(),
            wanted: option.form.words(),
        }
    }
}

impl OptionFile {
    fn read(self) -> Result<LayoutOption, String> {
        let choices: Vec<LayoutChoice> = self
            .choice
            .into_iter()
            .map(|ChoiceFile { id, name }| LayoutChoice { id, name_id: name.id, name_en: name.en })
            .collect();
        let form = match (self.form, &self.default) {
            (FormName::Switch, Value::Boolean(default)) => OptionForm::Switch { default: *default },
            (FormName::Choice, Value::String(default)) => OptionForm::Choice { default: default.clone(), choices },
            (FormName::Number, Value::Integer(default)) => OptionForm::Number {
                default: i32::try_from(*default).map_err(|_| "default is too large a number".to_owned())?,
                min: self.min.unwrap_or(0),
                max: self.max.unwrap_or(i32::MAX),
                scale: self.scale.max(1),
            },
            (FormName::Text, Value::String(default)) => {
                OptionForm::Text { default: default.clone(), longest: self.longest }
            }
            (_, default) => {
                return Err(format!("the default of \u{201c}{}\u{201d} is no value of its type: {default}", self.id));
            }
        };
        let option = LayoutOption { id: self.id, name_id: self.name.id, name_en: self.name.en, form };
        let default = option.default();
        if option.takes(&default) {
            return Ok(option);
        }
        let wanted = option.form.words();
        Err(format!("the default of \u{201c}{}\u{201d} cannot be {}: {wanted}", option.id, default.words()))
    }
}

impl LayoutOption {
    /// What it is while nobody has chosen.
    pub fn default(&self) -> OptionValue {
        match &self.form {
            OptionForm::Switch { default } => OptionValue::Switch(*default),
            OptionForm::Number { default, .. } => OptionValue::Number(*default),
            OptionForm::Choice { default, .. } | OptionForm::Text { default, .. } => OptionValue::Text(default.clone()),
        }
    }

    fn takes(&self, value: &OptionValue) -> bool {
        match (&self.form, value) {
            (OptionForm::Switch { .. }, OptionValue::Switch(_)) => true,
            (OptionForm::Number { min, max, .. }, OptionValue::Number(number)) => (min..=max).contains(&number),
            (OptionForm::Choice { choices, .. }, OptionValue::Text(id)) => choices.iter().any(|one| one.id == *id),
            (OptionForm::Text { longest, .. }, OptionValue::Text(text)) => text.chars().count() <= *longest as usize,
            _ => false,
        }
    }
}

impl OptionForm {
    fn words(&self) -> String {
        match self {
            Self::Switch { .. } => "on or off".to_owned(),
            Self::Number { min, max, .. } => format!("a whole number from {min} to {max}"),
            Self::Choice { choices, .. } => {
                let ids: Vec<&str> = choices.iter().map(|one| one.id.as_str()).collect();
                format!("one of {}", ids.join(", "))
            }
            Self::Text { longest, .. } => format!("a text of at most {longest} characters"),
        }
    }
}

impl OptionValue {
    fn words(&self) -> String {
        match self {
            Self::Switch(true) => "on".to_owned(),
            Self::Switch(false) => "off".to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"kind = "wire"
width = 720
height = 900

[name]
id = "Kawat"
en = "Wire"

[[option]]
id = "words"
min = 100
max = 600
default = 300
name = { id = "Kata", en = "Words" }

[[option]]
id = "tags"
type = "switch"
default = true
name = { id = "Tagar", en = "Tags" }

[[option]]
id = "form"
type = "choice"
default = "wide"
choice = [
  { id = "wide", name = { id = "Lebar", en = "Wide" } },
  { id = "narrow", name = { id = "Sempit", en = "Narrow" } },
]
name = { id = "Bentuk", en = "Form" }

[[option]]
id = "more"
type = "text"
default = "MORE"
longest = 12
name = { id = "Lanjut", en = "More" }
"#;

    fn layout() -> Layout {
        Layout::read("wire", FILE).unwrap()
    }

    #[test]
    fn a_layout_says_what_it_is_and_what_can_be_chosen() {
        let layout = layout();
        assert_eq!((layout.kind, layout.width, layout.height), (LayoutKind::Wire, 720, 900));
        assert_eq!(
            layout.options.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
            ["words", "tags", "form", "more"]
        );
        let values = layout.values(&OptionValues::new()).unwrap();
        assert_eq!(values["words"], OptionValue::Number(300));
        assert_eq!(values["tags"], OptionValue::Switch(true));
        assert_eq!(values["form"], OptionValue::Text("wide".to_owned()));
    }

    #[test]
    fn a_value_of_the_wrong_type_or_out_of_bounds_is_refused_with_what_is_wanted() {
        let layout = layout();
        for (id, value, words) in [
            ("words", OptionValue::Switch(true), "cannot be “on”: a whole number from 100 to 600"),
            ("words", OptionValue::Number(601), "cannot be “601”"),
            ("tags", OptionValue::Number(1), "cannot be “1”: on or off"),
            ("form", OptionValue::Text("round".to_owned()), "one of wide, narrow"),
            ("more", OptionValue::Text("x".repeat(13)), "at most 12 characters"),
            ("colour", OptionValue::Switch(true), "has no option “colour”; it has words, tags, form, more"),
        ] {
            let fault = layout.values(&OptionValues::from([(id.to_owned(), value)])).unwrap_err().to_string();
            assert!(fault.contains(words), "{fault}");
        }
    }

    #[test]
    fn a_text_is_read_as_the_option_has_it() {
        let layout = layout();
        assert_eq!(layout.value_of("words", "250"), Ok(OptionValue::Number(250)));
        assert_eq!(layout.value_of("tags", "off"), Ok(OptionValue::Switch(false)));
        assert_eq!(layout.value_of("form", "narrow"), Ok(OptionValue::Text("narrow".to_owned())));
        assert!(layout.value_of("words", "many").is_err() && layout.value_of("tags", "250").is_err());
    }

    #[test]
    fn a_fault_names_the_file_and_the_line() {
        for (from, to, line, words) in [
            ("width = 720", "width = 'x'", 2, "invalid type"),
            ("width = 720", "wide = 720", 2, "unknown field"),
            ("kind = \"wire\"", "kind = \"wires\"", 1, "unknown variant"),
            ("default = 300", "default = 99", 9, "cannot be 99: a whole number from 100 to 600"),
            ("default = true", "default = 1", 16, "no value of its type: 1"),
            ("id = \"tags\"", "id = \"words\"", 16, "two options"),
        ] {
            let fault = Layout::read("mine", &FILE.replace(from, to)).unwrap_err();
            assert_eq!(fault.file, "mine/layout.toml");
            assert!(fault.detail.contains(words), "{fault}");
            assert_eq!(fault.line, line, "{fault}");
        }
    }
}
