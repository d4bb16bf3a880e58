//! A story goes to another house: what is printed of it takes that house's form.

use super::House;
use crate::{Fields, Forms, place::place_named};

impl Fields {
    /// These fields in the house `to`; `from` is the house they are of, where it is known.
    ///
    /// Dateline and credit line are printed by the first of the new house's patterns. An outlet that was the old house's
    /// own becomes the new one's; one that was typed by hand stays. A place of the gazetteer takes its name in the new
    /// house's language, so that `MOSCOW (Reuters) - ` becomes `KONTAN.CO.ID - MOSKOW. `. Copy that leaves an agency's
    /// house and names no source has the agency as its source.
    pub fn in_house(&self, from: Option<&House>, to: &House) -> Self {
        let mut moved = self.clone();
        moved.house = to.id.clone();
        moved.forms = Forms::default();
        let outlet = &self.dateline.outlet;
        if outlet.is_empty() || from.is_some_and(|from| from.outlets.contains(outlet)) {
            moved.dateline.outlet = to.outlets.first().cloned().unwrap_or_default();
        }
        if let Some(agency) = from.filter(|from| from.agency && from.id != to.id && self.source.is_empty()) {
            moved.source = agency.outlets.first().unwrap_or(&agency.name).clone();
        }
        if let Some(place) = place_named(&self.dateline.place) {
            let name = place.name(&to.language);
            moved.dateline.place = if to.capital_places { name.to_uppercase() } else { name.to_owned() };
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use crate::{Dateline, Fields, Houses};

    fn moved(from: &str, to: &str, dateline: &str) -> (String, Fields) {
        let houses = Houses::shipped();
        let (old, new) = (houses.get(from).unwrap(), houses.get(to).unwrap());
        let (read, form, rest) = old.read_dateline(dateline).unwrap();
        assert_eq!(rest, "");
        let mut fields = old.new_fields();
        fields.dateline = read;
        fields.forms.dateline = form;
        let fields = fields.in_house(Some(old), new);
        (new.print_dateline(&fields), fields)
    }

    #[test]
    fn an_agencys_dateline_takes_the_form_of_the_house_it_comes_to() {
        assert_eq!(moved("reuters", "kontan", "MOSCOW (Reuters) - ").0, "KONTAN.CO.ID - MOSKOW. ");
        assert_eq!(moved("reuters", "kompas", "JERUSALEM (Reuters) - ").0, "YERUSALEM, KOMPAS.com - ");
        assert_eq!(moved("antara", "cnn-indonesia", "Jakarta (ANTARA) - ").0, "Jakarta, CNN Indonesia -- ");
        assert_eq!(moved("kontan", "reuters", "KONTAN.CO.ID - MOSKOW. ").0, "MOSCOW (Reuters) - ");
        assert_eq!(moved("kontan", "tempo", "KONTAN.CO.ID - JAKARTA. ").0, "TEMPO.CO, Jakarta - ");
    }

    #[test]
    fn the_agency_becomes_the_source_where_none_is_named() {
        assert_eq!(moved("reuters", "kontan", "MOSCOW (Reuters) - ").1.source, "Reuters");
        assert_eq!(moved("kontan", "kompas", "KONTAN.CO.ID - MOSKOW. ").1.source, "");
        let houses = Houses::shipped();
        let fields = Fields { source: "TASS".to_owned(), ..houses.get("reuters").unwrap().new_fields() };
        assert_eq!(fields.in_house(houses.get("reuters"), houses.get("kontan").unwrap()).source, "TASS");
    }

    #[test]
    fn what_was_typed_by_hand_stays() {
        let houses = Houses::shipped();
        let dateline = Dateline {
            outlet: "Harian Kita".to_owned(),
            place: "Antah Berantah".to_owned(),
            date: Some("Senin".to_owned()),
        };
        let fields = Fields { dateline: dateline.clone(), ..houses.get("kontan").unwrap().new_fields() };
        let moved = fields.in_house(houses.get("kontan"), houses.get("kompas").unwrap());
        assert_eq!(moved.dateline, dateline);
        assert_eq!(moved.house, "kompas");
    }
}
