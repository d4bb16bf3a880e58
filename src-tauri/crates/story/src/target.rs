use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How long a story is to become: `2500 characters`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Target {
    /// What is counted.
    pub unit: LengthUnit,
    /// How many of them; never 0.
    pub amount: u32,
}

/// What a length is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum LengthUnit {
    /// What a reader sees as one character, spaces included.
    Characters,
    /// Words, as [`crate::word_count`] counts them.
    Words,
    /// Lines of the house's print column.
    Lines,
    /// Centimetres of that column.
    Centimetres,
}

/// Not a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a whole number and characters, words, lines or cm")]
pub struct NoTarget;

impl LengthUnit {
    fn name(self) -> &'static str {
        match self {
            LengthUnit::Characters => "characters",
            LengthUnit::Words => "words",
            LengthUnit::Lines => "lines",
            LengthUnit::Centimetres => "cm",
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} {}", self.amount, self.unit.name())
    }
}

impl FromStr for Target {
    type Err = NoTarget;

    /// Reads `2500`, `2500 characters`, `600 words`, `40 lines`, `35 cm`, and the same in Indonesian.
    fn from_str(text: &str) -> Result<Self, NoTarget> {
        let text = text.trim().to_lowercase();
        let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
        let amount = text[..end].parse().ok().filter(|amount| *amount > 0).ok_or(NoTarget)?;
        let unit = match text[end..].trim() {
            "" | "characters" | "character" | "chars" | "karakter" | "huruf" => LengthUnit::Characters,
            "words" | "word" | "kata" => LengthUnit::Words,
            "lines" | "line" | "baris" => LengthUnit::Lines,
            "cm" | "centimetres" | "sentimeter" => LengthUnit::Centimetres,
            _ => return Err(NoTarget),
        };
        Ok(Self { unit, amount })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_read_as_it_is_written_and_as_people_say_it() {
        for text in ["2500 characters", "600 words", "40 lines", "35 cm"] {
            assert_eq!(text.parse::<Target>().unwrap().to_string(), text);
        }
        assert_eq!("2500".parse(), Ok(Target { unit: LengthUnit::Characters, amount: 2500 }));
        assert_eq!(" 600Kata ".parse(), Ok(Target { unit: LengthUnit::Words, amount: 600 }));
        for text in ["", "0 words", "many", "-5", "12 pages", "1.5 cm"] {
            assert_eq!(text.parse::<Target>(), Err(NoTarget), "{text}");
        }
    }
}
