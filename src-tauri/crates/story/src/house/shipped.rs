use super::House;

/// The house files that come with Redaksi. The order is the order in which unknown copy is tried: houses whose
/// datelines name their outlet first.
const FILES: &[&str] = &[
    include_str!("../../../../../assets/houses/kontan.toml"),
    include_str!("../../../../../assets/houses/kompas.toml"),
    include_str!("../../../../../assets/houses/tempo.toml"),
    include_str!("../../../../../assets/houses/antara.toml"),
    include_str!("../../../../../assets/houses/liputan6.toml"),
    include_str!("../../../../../assets/houses/cnn-indonesia.toml"),
    include_str!("../../../../../assets/houses/cnbc-indonesia.toml"),
    include_str!("../../../../../assets/houses/republika.toml"),
    include_str!("../../../../../assets/houses/tribun-medan.toml"),
    include_str!("../../../../../assets/houses/bisnis.toml"),
    include_str!("../../../../../assets/houses/viva.toml"),
    include_str!("../../../../../assets/houses/suara.toml"),
    include_str!("../../../../../assets/houses/detik.toml"),
    include_str!("../../../../../assets/houses/reuters.toml"),
    include_str!("../../../../../assets/houses/ap.toml"),
    include_str!("../../../../../assets/houses/business-wire.toml"),
];

/// Every shipped house. A file that cannot be read would be a defect of the build: a test reads them all and runs
/// their examples, so here it is left out rather than taking the newsroom down with it.
pub(super) fn houses() -> Vec<House> {
    FILES.iter().filter_map(|file| House::from_toml(file).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Fields, house::ExampleKind};

    #[test]
    fn every_shipped_house_can_be_read_and_has_examples() {
        for file in FILES {
            let house = House::from_toml(file).unwrap_or_else(|error| panic!("{error}\n{file}"));
            assert!(!house.examples.is_empty(), "{} has no examples", house.id);
        }
    }

    #[test]
    fn every_example_is_read_as_it_says_and_printed_back_byte_for_byte() {
        for house in houses() {
            for example in &house.examples {
                let mut fields = Fields::default();
                let printed = match example.kind {
                    ExampleKind::Dateline => {
                        let copy = format!("{}Presiden mengatakan hal itu.", example.text);
                        let (dateline, form, rest) = house
                            .read_dateline(&copy)
                            .unwrap_or_else(|| panic!("{}: not read: {:?}", house.id, example.text));
                        assert_eq!(rest, "Presiden mengatakan hal itu.", "{}", house.id);
                        fields.dateline = dateline;
                        fields.forms.dateline = form;
                        house.print_dateline(&fields)
                    }
                    ExampleKind::Credit => {
                        assert!(
                            house.read_credit(&example.text, &mut fields),
                            "{}: not read: {:?}",
                            house.id,
                            example.text
                        );
                        house.print_credit(&fields)
                    }
                    ExampleKind::Related => {
                        let (title, _) = house.read_related(&example.text).unwrap();
                        assert_eq!(example.fields.get("title"), Some(&title));
                        house.print_related(&title)
                    }
                };
                assert_eq!(printed, example.text, "{}", house.id);
                let mut expected = Fields { forms: fields.forms, ..Fields::default() };
                for (name, value) in example.fields.iter().filter(|(name, _)| *name != "title") {
                    expected.set(name, value).unwrap();
                }
                assert_eq!(fields, expected, "{}: {:?}", house.id, example.text);
            }
        }
    }
}
