use crate::Target;
use serde::{Deserialize, Serialize};

/// A story's metadata: everything that people fill in around the body. Absent text is empty, absent values are `None`.
///
/// Datelines, credit lines and sign-offs are kept here as values and printed by the house; they are never body text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Fields {
    /// The short working name, e.g. `XI-PUTIN/MOSKOW`.
    pub slugline: String,
    /// The line above the headline.
    pub kicker: String,
    /// The title.
    pub headline: String,
    /// The summary line under the headline (standfirst).
    pub deck: String,
    /// Who wrote it, in the order printed.
    pub bylines: Vec<String>,
    /// Who edited it.
    pub editor: String,
    /// The agency or outlet that it came from.
    pub source: String,
    /// Outlet, place and date in front of the first paragraph.
    pub dateline: Dateline,
    /// The desk that owns it.
    pub desk: String,
    /// BCP 47, e.g. `id` or `en`.
    pub language: String,
    /// Free keywords, in the order given, without repeats.
    pub tags: Vec<String>,
    /// Codes of the IPTC Media Topics vocabulary, e.g. `medtop:11000000`.
    pub topics: Vec<String>,
    /// IPTC urgency, 1 (most urgent) to 8.
    pub urgency: Option<u8>,
    /// Not to leave before this time: RFC 3339 with its zone.
    pub embargo: Option<String>,
    /// Rights or usage note.
    pub rights: String,
    /// Editorial note: for colleagues and receivers, never printed.
    pub note: String,
    /// Initials or line of those who handled it, as some houses print it: `dis/ugo`.
    pub sign_off: String,
    /// How long it is to become.
    pub target: Option<Target>,
    /// The house whose patterns print this story, e.g. `kontan`.
    pub house: String,
    /// Which of the house's patterns print it.
    pub forms: Forms,
}

/// Outlet, place and date as a dateline prints them. The date is text as the house writes it: `May 8` in the dateline, or
/// `Jumat, 10 Februari 2023 / 06:39 WIB` where the house prints the day on a line of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Dateline {
    /// The outlet or agency, as printed: `KONTAN.CO.ID`.
    pub outlet: String,
    /// Where the reporter was.
    pub place: String,
    /// As printed; `None` in houses that print none.
    pub date: Option<String>,
}

/// Houses print a line in more than one form (`KONTAN.CO.ID - MOSKOW.` and `JAKARTA, KONTAN.CO.ID -`).
/// A story remembers which ones it came with, so that it leaves as it came. 0 is the house's first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Forms {
    /// Index into the house's dateline patterns.
    pub dateline: u32,
    /// Index into the house's credit-line patterns.
    pub credit: u32,
}

/// A `field=value` that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// No field of that name.
    #[error("there is no field \u{201c}{0}\u{201d}; the fields are {fields}", fields = Fields::NAMES.join(", "))]
    Unknown(String),
    /// The value is not one that the field can hold.
    #[error("{field} cannot be \u{201c}{value}\u{201d}: {rule}")]
    Value {
        /// The field's name.
        field: &'static str,
        /// What was given.
        value: String,
        /// What it may be.
        rule: &'static str,
    },
}

impl Fields {
    /// The names that [`Fields::set`] takes.
    pub const NAMES: [&'static str; 21] = [
        "slugline", "kicker", "headline", "deck", "bylines", "editor", "source", "outlet", "place", "date", "desk",
        "language", "tags", "topics", "urgency", "embargo", "rights", "note", "signOff", "target", "house",
    ];

    /// Sets one field from text, as on the command line. Lists are separated by `;`, or by `,` where there is no `;`
    /// (so that `Dr. Ani, M.Si.; Budi` can be said). An empty value clears the field.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), FieldError> {
        let text = value.trim().to_owned();
        let separator = if value.contains(';') { ';' } else { ',' };
        let list = || distinct(value.split(separator));
        match name {
            "slugline" => self.slugline = text,
            "kicker" => self.kicker = text,
            "headline" => self.headline = text,
            "deck" => self.deck = text,
            "byline" | "bylines" => self.bylines = list(),
            "editor" => self.editor = text,
            "source" => self.source = text,
            "outlet" | "dateline.outlet" => self.dateline.outlet = text,
            "place" | "dateline.place" => self.dateline.place = text,
            "date" | "dateline.date" => self.dateline.date = Some(text).filter(|date| !date.is_empty()),
            "desk" => self.desk = text,
            "language" => self.language = text,
            "tags" => self.tags = list(),
            "topics" => self.topics = list(),
            "urgency" if text.is_empty() => self.urgency = None,
            "urgency" => {
                let rule = "a whole number from 1 (most urgent) to 8";
                let number = text.parse().ok().filter(|number| (1..=8).contains(number));
                self.urgency = Some(number.ok_or(FieldError::Value { field: "urgency", value: text, rule })?);
            }
            "embargo" => self.embargo = Some(text).filter(|time| !time.is_empty()),
            "rights" => self.rights = text,
            "note" => self.note = text,
            "signOff" => self.sign_off = text,
            "target" if text.is_empty() => self.target = None,
            "target" => {
                let rule = "a whole number and characters, words, lines or cm, such as 2500 characters";
                self.target =
                    Some(text.parse().map_err(|_| FieldError::Value { field: "target", value: text, rule })?);
            }
            "house" => self.house = text,
            other => return Err(FieldError::Unknown(other.to_owned())),
        }
        Ok(())
    }

    /// Every field by name, as people read it: lists joined with `; `, nothing where nothing is said. The names are those
    /// of [`Fields::set`], and `datelineForm` and `creditForm`.
    pub fn values(&self) -> [(&'static str, String); 23] {
        // Taken apart in full, so that a new field is not forgotten here.
        let Fields {
            slugline,
            kicker,
            headline,
            deck,
            bylines,
            editor,
            source,
            dateline: Dateline { outlet, place, date },
            desk,
            language,
            tags,
            topics,
            urgency,
            embargo,
            rights,
            note,
            sign_off,
            target,
            house,
            forms: Forms { dateline, credit },
        } = self;
        [
            ("slugline", slugline.clone()),
            ("kicker", kicker.clone()),
            ("headline", headline.clone()),
            ("deck", deck.clone()),
            ("bylines", bylines.join("; ")),
            ("editor", editor.clone()),
            ("source", source.clone()),
            ("outlet", outlet.clone()),
            ("place", place.clone()),
            ("date", date.clone().unwrap_or_default()),
            ("desk", desk.clone()),
            ("language", language.clone()),
            ("tags", tags.join("; ")),
            ("topics", topics.join("; ")),
            ("urgency", urgency.map(|urgency| urgency.to_string()).unwrap_or_default()),
            ("embargo", embargo.clone().unwrap_or_default()),
            ("rights", rights.clone()),
            ("note", note.clone()),
            ("signOff", sign_off.clone()),
            ("target", target.map(|target| target.to_string()).unwrap_or_default()),
            ("house", house.clone()),
            ("datelineForm", dateline.to_string()),
            ("creditForm", credit.to_string()),
        ]
    }

    /// Takes one field over from another state of the story, exactly; false where there is no field of that name.
    pub fn take(&mut self, name: &str, from: &Fields) -> bool {
        match name {
            "slugline" => self.slugline.clone_from(&from.slugline),
            "kicker" => self.kicker.clone_from(&from.kicker),
            "headline" => self.headline.clone_from(&from.headline),
            "deck" => self.deck.clone_from(&from.deck),
            "bylines" => self.bylines.clone_from(&from.bylines),
            "editor" => self.editor.clone_from(&from.editor),
            "source" => self.source.clone_from(&from.source),
            "outlet" => self.dateline.outlet.clone_from(&from.dateline.outlet),
            "place" => self.dateline.place.clone_from(&from.dateline.place),
            "date" => self.dateline.date.clone_from(&from.dateline.date),
            "desk" => self.desk.clone_from(&from.desk),
            "language" => self.language.clone_from(&from.language),
            "tags" => self.tags.clone_from(&from.tags),
            "topics" => self.topics.clone_from(&from.topics),
            "urgency" => self.urgency = from.urgency,
            "embargo" => self.embargo.clone_from(&from.embargo),
            "rights" => self.rights.clone_from(&from.rights),
            "note" => self.note.clone_from(&from.note),
            "signOff" => self.sign_off.clone_from(&from.sign_off),
            "target" => self.target = from.target,
            "house" => self.house.clone_from(&from.house),
            "datelineForm" => self.forms.dateline = from.forms.dateline,
            "creditForm" => self.forms.credit = from.forms.credit,
            _ => return false,
        }
        true
    }

    /// The people named in the metadata: bylines, then the editor. For search and completion.
    pub fn people(&self) -> impl Iterator<Item = &str> {
        self.bylines.iter().map(String::as_str).chain(Some(self.editor.as_str()).filter(|name| !name.is_empty()))
    }
}

/// Trimmed, without empty parts and without repeats (tags differ by more than case).
pub(crate) fn distinct<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        if !kept.iter().any(|other| other.to_lowercase() == part.to_lowercase()) {
            kept.push(part.to_owned());
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_trimmed_and_kept_without_repeats() {
        let mut fields = Fields::default();
        fields.set("tags", " Rusia, Tiongkok,,rusia ").unwrap();
        assert_eq!(fields.tags, ["Rusia", "Tiongkok"]);
        fields.set("bylines", "Dr. Ani, M.Si.; Budi").unwrap();
        assert_eq!(fields.bylines, ["Dr. Ani, M.Si.", "Budi"]);
        fields.set("tags", "").unwrap();
        assert!(fields.tags.is_empty());
    }

    #[test]
    fn a_wrong_value_changes_nothing_and_says_what_is_allowed() {
        let mut fields = Fields { urgency: Some(4), ..Fields::default() };
        let error = fields.set("urgency", "9").unwrap_err();
        assert_eq!(error.to_string(), "urgency cannot be \u{201c}9\u{201d}: a whole number from 1 (most urgent) to 8");
        assert_eq!(fields.urgency, Some(4));
        assert!(fields.set("headlin", "x").unwrap_err().to_string().contains("headline"));
    }

    fn value_of(name: &str) -> &'static str {
        match name {
            "urgency" => "3",
            "target" => "2500 characters",
            _ => "x",
        }
    }

    #[test]
    fn every_value_is_shown_and_can_be_taken_over() {
        let mut full = Fields::default();
        for name in Fields::NAMES {
            full.set(name, value_of(name)).unwrap();
        }
        full.forms = Forms { dateline: 1, credit: 2 };
        let mut taken = Fields::default();
        for (name, value) in full.values() {
            assert_ne!(value, Fields::default().values().into_iter().find(|(other, _)| *other == name).unwrap().1);
            assert!(taken.take(name, &full), "{name} was not taken");
        }
        assert_eq!(taken, full);
        assert!(!taken.take("headlin", &full));
    }

    #[test]
    fn every_name_can_be_set_and_cleared() {
        for name in Fields::NAMES {
            let mut fields = Fields::default();
            let value = value_of(name);
            fields.set(name, value).unwrap();
            assert_ne!(fields, Fields::default(), "{name} was not set");
            fields.set(name, "").unwrap();
            assert_eq!(fields, Fields::default(), "{name} was not cleared");
        }
    }
}
