//! Every shipped house, over made-up metadata and over any text: what it prints it reads, what it reads it prints back
//! byte for byte, and what it does not read it leaves alone.

use proptest::{collection::vec, option, prelude::*, sample::select};
use story::{
    Dateline, Fields, Forms, House, Houses,
    house::{CreditPlace, ExampleKind},
};

fn house(id: &str) -> House {
    Houses::shipped().get(id).cloned().unwrap_or_else(|| House::plain(id))
}

fn any_house() -> impl Strategy<Value = House> {
    select(Houses::shipped().all().to_vec())
}

/// A capital, then letters: names as they stand in Jakarta, Tromsø and Łódź.
fn word() -> impl Strategy<Value = String> {
    "[A-ZÀ-ÖØ-ÞŁŞ][a-zà-öø-ÿłş]{2,9}"
}

fn words(most: usize) -> impl Strategy<Value = String> {
    vec(word(), 1..=most).prop_map(|words| words.join(" "))
}

fn place() -> impl Strategy<Value = String> {
    prop_oneof![
        words(3),
        (word(), word()).prop_map(|(town, region)| format!("{town}, {region}")),
        word().prop_map(|town| format!("{town}, Mo.")),
        word().prop_map(|town| format!("{town}, D.C.")),
        word().prop_map(|town| format!("St. {town}")),
        (word(), word()).prop_map(|(one, other)| format!("{one}-{other}")),
    ]
}

fn date() -> impl Strategy<Value = String> {
    let month = select(vec!["Jan", "May", "Sept.", "Dec"]);
    (month, 1..=31, option::of(1990..2100)).prop_map(|(month, day, year)| match year {
        Some(year) => format!("{month} {day}, {year}"),
        None => format!("{month} {day}"),
    })
}

prop_compose! {
    /// Metadata as people fill it in, any part of it missing.
    fn metadata()(
        place in option::of(place()),
        date in option::of(date()),
        bylines in vec(words(3), 0..=3),
        source in option::of(words(2)),
        editor in option::of(words(3)),
        sign_off in option::of(vec("[a-z]{2,4}", 2..=3)),
        rights in option::of((word(), 2000..2100)),
        dateline_form in 0..5_u32,
        credit_form in 0..3_u32,
    ) -> Fields {
        Fields {
            bylines,
            source: source.unwrap_or_default(),
            editor: editor.unwrap_or_default(),
            sign_off: sign_off.map(|hands| hands.join("/")).unwrap_or_default(),
            rights: rights.map(|(holder, year)| format!("{holder} {year}")).unwrap_or_default(),
            dateline: Dateline { outlet: String::new(), place: place.unwrap_or_default(), date },
            forms: Forms { dateline: dateline_form, credit: credit_form },
            ..Fields::default()
        }
    }
}

/// Any text, and text built of the pieces that datelines and credit lines are made of: pure noise would seldom come
/// near a pattern.
fn copy() -> impl Strategy<Value = String> {
    let houses = Houses::shipped();
    let mut pieces: Vec<String> = [
        " - ", " -- ", " — ", " – ", ". ", ", ", " (", ") ", "(", ")", "\n", " / ", " | ", "; ", "--", "İ", "ß",
        "e\u{301}",
    ]
    .map(str::to_owned)
    .to_vec();
    for house in houses.all() {
        pieces.extend(house.outlets.iter().cloned());
        pieces.push(house.related_label().to_owned());
        pieces.extend(house.examples.iter().map(|example| example.text.clone()));
    }
    let piece = prop_oneof![3 => select(pieces), 1 => any::<String>(), 1 => words(2), 1 => "[a-z ]{1,12}"];
    prop_oneof![any::<String>(), vec(piece, 0..8).prop_map(|pieces| pieces.concat())]
}

/// The parts of `fields` that a credit line can carry, by name.
fn credit_parts(fields: &Fields) -> [(&'static str, String); 5] {
    [
        ("byline", fields.bylines.join(", ")),
        ("source", fields.source.clone()),
        ("editor", fields.editor.clone()),
        ("signOff", fields.sign_off.clone()),
        ("rights", fields.rights.clone()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn a_printed_dateline_is_read_as_what_it_was_printed_from(
        house in any_house(), fields in metadata(), paragraph in words(4),
    ) {
        let mut fields = fields;
        fields.dateline.outlet = house.outlets.first().cloned().unwrap_or_default();
        let printed = house.print_dateline(&fields);
        let copy = format!("{printed}{paragraph}");
        let Some((read, form, rest)) = house.read_dateline(&copy) else {
            prop_assert!(printed.is_empty(), "{}: printed and not read: {printed:?}", house.id);
            return Ok(());
        };
        prop_assert_eq!(rest, paragraph);
        // A house prints the place and the date that its form has a room for; what it printed it must read.
        for (part, was) in [(&read.place, &fields.dateline.place), (&read.outlet, &fields.dateline.outlet)] {
            let same = part == was || *part == was.to_uppercase();
            prop_assert!(same || part.is_empty() && !printed.contains(was.as_str()), "{printed:?}: {part:?} for {was:?}");
        }
        match &read.date {
            Some(_) => prop_assert_eq!(&read.date, &fields.dateline.date),
            None => prop_assert!(fields.dateline.date.iter().all(|date| !printed.contains(date.as_str()))),
        }
        let again = Fields { dateline: read, forms: Forms { dateline: form, ..fields.forms }, ..fields };
        prop_assert_eq!(house.print_dateline(&again), printed);
    }

    #[test]
    fn a_printed_credit_line_is_read_as_what_it_was_printed_from(house in any_house(), fields in metadata()) {
        let mut fields = fields;
        if house.id == "reuters" {
            // Its long sign-off names more hands than byline and editor hold; a short one is a byline.
            fields.sign_off = fields.sign_off.replace('/', " in Lagos; additional reporting by ");
        }
        let printed = house.print_credit(&fields);
        let mut read = Fields::default();
        if !house.read_credit(&printed, &mut read) {
            prop_assert!(printed.is_empty(), "{}: printed and not read: {printed:?}", house.id);
            return Ok(());
        }
        for ((name, part), (_, was)) in credit_parts(&read).into_iter().zip(credit_parts(&fields)) {
            // The same words may have been printed as something else: who wrote it is the source as well.
            let elsewhere = read.bylines.contains(&was) || credit_parts(&read).iter().any(|(_, part)| *part == was);
            let left_out = part.is_empty() && (was.is_empty() || elsewhere || !printed.contains(&was));
            prop_assert!(part == was || left_out, "{}: {name} of {printed:?}: {part:?} for {was:?}", house.id);
        }
        if !read.bylines.is_empty() {
            prop_assert_eq!(&read.bylines, &fields.bylines);
        }
        prop_assert_eq!(house.print_credit(&read), printed);
    }

    #[test]
    fn a_printed_related_link_is_read_as_its_title(house in any_house(), title in words(6)) {
        let printed = house.print_related(&title);
        prop_assert_eq!(house.read_related(&printed), Some((title, 0)));
    }

    #[test]
    fn whatever_is_read_off_any_copy_is_printed_back_byte_for_byte(house in any_house(), copy in copy()) {
        if let Some((dateline, form, rest)) = house.read_dateline(&copy) {
            let fields = Fields { dateline, forms: Forms { dateline: form, credit: 0 }, ..Fields::default() };
            prop_assert_eq!(house.print_dateline(&fields) + rest, copy.clone());
        }
        let mut fields = Fields::default();
        if house.read_credit(&copy, &mut fields) {
            prop_assert_eq!(house.print_credit(&fields), copy.clone());
        }
        if let Some((title, form)) = house.read_related(&copy) {
            prop_assert!(copy.ends_with(&title));
            if form == 0 {
                prop_assert_eq!(house.print_related(&title), copy);
            }
        }
    }

    #[test]
    fn where_no_credit_line_is_read_nothing_is_changed(house in any_house(), fields in metadata(), copy in copy()) {
        let mut after = fields.clone();
        if !house.read_credit(&copy, &mut after) {
            prop_assert_eq!(after, fields);
        }
    }

    #[test]
    fn a_sentence_that_names_no_outlet_is_no_dateline(house in any_house(), one in word(), other in "[a-z]{2,8}") {
        let shouted = one.to_uppercase();
        for sentence in [
            format!("{one} - {other} {one}"), format!("{shouted} - {other} {one}"), format!("{one} -- {other}."),
            format!("{one} \u{2014} {other}."), format!("{one}, {one} - {other}."), format!("{one} ({shouted}) - {other}"),
        ] {
            prop_assert_eq!(house.read_dateline(&sentence), None);
        }
        if house.recognisable {
            for sentence in [format!("{shouted}. {one} {other}"), format!("{one} - {one} {other}")] {
                prop_assert_eq!(house.read_dateline(&sentence), None);
            }
        }
    }
}

#[test]
fn a_dateline_needs_its_outlet_named() {
    for house in Houses::shipped().all() {
        for sentence in ["Xi - dan Putin bertemu.", "RUSIA. Kata itu diulang.", "Rusia (AS) - dan lainnya"] {
            assert_eq!(house.read_dateline(sentence), None, "{}: {sentence}", house.id);
        }
    }
    assert!(house("detik").read_dateline("Jakarta - Hujan turun sejak pagi.").is_some());
    let recognised = |house: &&House| house.recognisable && house.read_dateline("Jakarta - Hujan turun.").is_some();
    assert_eq!(Houses::shipped().all().iter().filter(recognised).count(), 0);
}

#[test]
fn one_house_does_not_read_the_dateline_of_another() {
    let houses = Houses::shipped();
    for owner in houses.all() {
        for example in owner.examples.iter().filter(|example| example.kind == ExampleKind::Dateline) {
            let copy = format!("{}Hujan turun sejak pagi.", example.text);
            let readers: Vec<&str> = houses
                .all()
                .iter()
                .filter(|house| house.recognisable || house.id == owner.id)
                .filter(|house| house.read_dateline(&copy).is_some())
                .map(|house| house.id.as_str())
                .collect();
            assert_eq!(readers, [owner.id.as_str()], "{:?}", example.text);
        }
    }
}

#[test]
fn missing_parts_drop_with_their_separators() {
    let people = |byline: &[&str], editor: &str| Fields {
        bylines: byline.iter().map(|name| (*name).to_owned()).collect(),
        editor: editor.to_owned(),
        ..Fields::default()
    };
    let reuters = house("reuters");
    assert_eq!(reuters.print_credit(&people(&["A Aalto"], "J West")), "(Reporting by A Aalto; Editing by J West)");
    assert_eq!(reuters.print_credit(&people(&["A Aalto"], "")), "(Reporting by A Aalto)");
    assert_eq!(reuters.print_credit(&people(&[], "J West")), "(Editing by J West)");
    assert_eq!(reuters.print_credit(&people(&["A Aalto", "B Bo"], "")), "(Reporting by A Aalto and B Bo)");
    assert_eq!(reuters.print_credit(&people(&[], "")), "");
    let antara = house("antara");
    assert_eq!(antara.print_credit(&people(&["Rina", "Bayu"], "")), "Pewarta: Rina, Bayu");
    let mut own_lines = people(&["Rina"], "Agus");
    own_lines.forms.credit = 1;
    assert_eq!(antara.print_credit(&own_lines), "Pewarta: Rina\nEditor: Agus");
    assert_eq!(antara.credit_heights(), [3, 2, 1]);
    assert_eq!(antara.credit_place, CreditPlace::Bottom);
}

#[test]
fn a_byline_that_cannot_be_told_apart_stays_whole() {
    let mut fields = Fields::default();
    let line = "(Reporting by Ann Marsh and Bo Lind, Cy Pryce; Editing by J West)";
    assert!(house("reuters").read_credit(line, &mut fields));
    assert_eq!(fields.bylines, ["Ann Marsh and Bo Lind, Cy Pryce"]);
    assert_eq!(house("reuters").print_credit(&fields), line);
}

#[test]
fn the_sample_newsroom_is_read_by_the_houses_it_names() {
    let table = |text: &str| text.parse::<toml::Table>().unwrap();
    let sample = table(include_str!("../../../../assets/sample/stories.toml"));
    let vocabulary = table(include_str!("../../../../assets/vocabularies/mediatopics.toml"));
    let stories = sample["story"].as_array().unwrap();
    let text = |story: &toml::Value, name: &str| story[name].as_str().unwrap().to_owned();
    let codes: Vec<String> = vocabulary["topic"].as_array().unwrap().iter().map(|topic| text(topic, "code")).collect();
    let headlines: Vec<String> = stories.iter().map(|story| text(story, "headline")).collect();
    for story in stories {
        let slugline = text(story, "slugline");
        let house = house(&text(story, "house"));
        assert!(text(story, "headline").chars().count() <= house.headline_limit as usize, "{slugline}");
        assert!(house.desks.contains(&text(story, "desk")), "{slugline}");
        let topics = story["topics"].as_array().unwrap();
        assert!(
            topics.iter().all(|topic| codes.iter().any(|code| Some(code.as_str()) == topic.as_str())),
            "{slugline}"
        );

        let copy = text(story, "copy");
        let lines: Vec<&str> = copy.lines().collect();
        let (credit, first) = match house.credit_place {
            CreditPlace::Top => (lines[0], lines[1]),
            CreditPlace::Bottom => (lines[lines.len() - 1], lines[0]),
        };
        let mut fields = Fields::default();
        assert!(house.read_credit(credit, &mut fields), "{slugline}: {credit}");
        assert!(!fields.editor.is_empty() && fields.sign_off.is_empty(), "{slugline}: {credit}");
        assert!(house.read_dateline(first).is_some(), "{slugline}: {first}");
        for (title, _) in lines.iter().filter_map(|line| house.read_related(line)) {
            assert!(headlines.contains(&title), "{slugline}: no story is called {title:?}");
        }
    }
}

#[test]
fn a_house_prints_the_date_in_its_own_place_or_not_at_all() {
    let dated = |date: &str| {
        let dateline = Dateline { outlet: "Reuters".into(), place: "MOSCOW".into(), date: Some(date.into()) };
        Fields { dateline, source: "Reuters".into(), ..Fields::default() }
    };
    let (day, short) = (dated("Jumat, 10 Februari 2023 / 06:39 WIB"), dated("May 8"));
    assert_eq!(house("kontan").print_credit(&day), "Jumat, 10 Februari 2023 / 06:39 WIB\nSumber: Reuters");
    assert_eq!(house("kontan").print_credit(&short), "Sumber: Reuters");
    assert_eq!(house("reuters").print_dateline(&day), "MOSCOW (Reuters) - ");
    assert_eq!(house("reuters").print_dateline(&short), "MOSCOW, May 8 (Reuters) - ");
}

#[test]
fn the_stroke_of_an_empty_part_is_nobodys_name() {
    let houses = Houses::shipped();
    let mut fields = Fields::default();
    for line in ["Sumber: | Editor: Ani", "Sumber: Reuters | Editor: |", "Sumber: |"] {
        assert!(!houses.get("kontan").unwrap().read_credit(line, &mut fields), "{line}: {fields:?}");
    }
}

#[test]
fn a_day_is_no_part_of_a_place() {
    let houses = Houses::shipped();
    assert_eq!(houses.get("antara").unwrap().read_dateline("Kuala Lumpur, 8 Mei (ANTARA) - Perdana"), None);
    let (dateline, ..) = houses.get("ap").unwrap().read_dateline("WASHINGTON, D.C. (AP) — Marines").unwrap();
    assert_eq!(dateline.place, "WASHINGTON, D.C.");
}
