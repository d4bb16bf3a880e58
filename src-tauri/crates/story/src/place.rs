//! Places of datelines: how Indonesian and English copy write them.

use std::sync::LazyLock;

/// A place that news comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its name in Indonesian copy: `Moskow`.
    pub indonesian: &'static str,
    /// Its name in English copy: `Moscow`.
    pub english: &'static str,
    /// Its country, ISO 3166-1: `RU`.
    pub country: &'static str,
    /// Its time zone, IANA: `Europe/Moscow`.
    pub zone: &'static str,
}

impl Place {
    /// Its name in copy of that language (BCP 47); Indonesian where the language is another than English.
    pub fn name(&self, language: &str) -> &'static str {
        if language.starts_with("en") { self.english } else { self.indonesian }
    }
}

/// The places that come with Redaksi, in the order in which they are offered.
static PLACES: LazyLock<Vec<Place>> =
    LazyLock::new(|| include_str!("../../../../assets/vocabularies/places.tsv").lines().filter_map(read).collect());

fn read(line: &'static str) -> Option<Place> {
    if line.starts_with('#') {
        return None;
    }
    let mut columns = line.split('\t');
    let (indonesian, english) = (columns.next()?, columns.next()?);
    let (country, zone) = (columns.next()?, columns.next()?);
    Some(Place { indonesian, english: if english.is_empty() { indonesian } else { english }, country, zone })
}

/// Places whose name in that language begins so, in any case; all of them for the empty beginning.
pub fn places_beginning(beginning: &str, language: &str) -> impl Iterator<Item = &'static Place> {
    let beginning = beginning.trim().to_lowercase();
    PLACES.iter().filter(move |place| place.name(language).to_lowercase().starts_with(&beginning))
}

/// All of them, in the order in which they are offered.
pub fn places() -> impl Iterator<Item = &'static Place> {
    PLACES.iter()
}

/// The place of that name, in either language and any case.
pub fn place_named(name: &str) -> Option<&'static Place> {
    let name = name.trim().to_lowercase();
    PLACES.iter().find(|place| place.indonesian.to_lowercase() == name || place.english.to_lowercase() == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_line_of_the_list_is_a_place_and_none_stands_there_twice() {
        let lines = include_str!("../../../../assets/vocabularies/places.tsv")
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        assert_eq!(lines.count(), PLACES.len());
        let mut known = HashSet::new();
        for place in PLACES.iter() {
            assert!(known.insert((place.indonesian, place.country)), "{} stands there twice", place.indonesian);
            assert_eq!(place.country.len(), 2, "{}", place.indonesian);
        }
    }

    #[test]
    fn a_place_is_found_by_either_name() {
        assert_eq!(place_named("MOSCOW").unwrap().name("id"), "Moskow");
        assert_eq!(place_named("moskow").unwrap().name("en-GB"), "Moscow");
        assert_eq!(place_named("Antah Berantah"), None);
    }

    #[test]
    fn beginnings_are_looked_for_in_the_language_of_the_copy() {
        let names = |beginning: &str, language: &str| -> Vec<_> {
            places_beginning(beginning, language).map(|place| place.name(language)).collect()
        };
        assert_eq!(names("mosk", "id"), ["Moskow"]);
        assert_eq!(names("mosk", "en"), [""; 0]);
        assert_eq!(names("yer", "id"), ["Yerusalem", "Yerevan"]);
    }
}
