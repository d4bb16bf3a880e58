//! How a story fits its hole, and a headline its count.

use crate::given::{columns, hole, house, in_house, layout, plain, set};
use print::Typesetter;
use story::{
    Story,
    layout::{OptionValue, OptionValues},
    press::{Copy, HeadlineFit, Overset, PressFault},
};

#[test]
fn columns_are_of_one_length_and_everything_stands_on_one_page() {
    for count in 1..=5 {
        let pages = set(&plain(9), "print-broadsheet", &[columns(count)]);
        assert_eq!(pages.count(), 1, "{count} columns");
        assert_eq!(i32::try_from(pages.copyfit().unwrap().columns), Ok(count));
    }
}

#[test]
fn a_hole_says_what_is_free_or_over_and_where_the_overset_begins() {
    let story = plain(12);
    let roomy = set(&story, "print-broadsheet", &[columns(3), hole(400)]);
    let free = roomy.copyfit().unwrap();
    assert!(free.free_lines.unwrap() > 0 && free.overset.is_none(), "{free:?}");
    let tight = set(&story, "print-broadsheet", &[columns(3), hole(120)]);
    let over = tight.copyfit().unwrap();
    assert!(over.free_lines.unwrap() < 0 && over.free_length.unwrap() < 0, "{over:?}");
    let Overset { block, character } = over.overset.unwrap();
    assert!((1..12).contains(&block), "{over:?}");
    assert!(character < 330, "{over:?}");
    assert_eq!(free.lines, over.lines, "the same text takes the same lines");
}

#[test]
fn a_line_more_is_a_line_less_free() {
    let free =
        |story: &Story| set(story, "print-broadsheet", &[columns(1), hole(500)]).copyfit().unwrap().free_lines.unwrap();
    let (eight, nine) = (plain(8), plain(9));
    let lines = |story: &Story| set(story, "print-broadsheet", &[columns(1), hole(500)]).copyfit().unwrap().lines;
    assert_eq!(free(&eight) - free(&nine), i32::try_from(lines(&nine) - lines(&eight)).unwrap());
}

#[test]
fn a_headline_is_held_against_the_count_of_its_house() {
    let mut house = house();
    house.print.headline_columns = 2;
    house.print.headline_points = 48;
    house.print.headline_lines = 2;
    let stands = |headline: &str| {
        let mut story = plain(3);
        story.fields.headline = headline.to_owned();
        in_house(&story, &house, "print-broadsheet", &[columns(2)]).copyfit().unwrap().headline
    };
    assert_eq!(stands("Xi tiba"), HeadlineFit { columns: 2, points: 48, limit: 2, lines: 1 });
    assert_eq!(stands("Xi tiba").over(), 0);
    let long = stands(&"Kedua negara harus menjadi sahabat baja ".repeat(4));
    assert!(long.lines > 4 && long.over() == long.lines - 2, "{long:?}");
    assert_eq!(stands("").lines, 0);
}

#[test]
fn a_headline_may_be_held_against_another_count() {
    let mut story = plain(3);
    story.fields.headline = "Kedua negara harus menjadi sahabat baja".to_owned();
    let count = |columns: i32, points: i32, lines: i32| {
        let options = [
            ("columns", OptionValue::Number(columns)),
            ("headline-points", OptionValue::Number(points)),
            ("headline-lines", OptionValue::Number(lines)),
        ];
        set(&story, "print-broadsheet", &options).copyfit().unwrap().headline
    };
    let fits = count(3, 36, 2);
    assert_eq!(fits, HeadlineFit { columns: 3, points: 36, limit: 2, lines: 2 });
    let over = count(2, 48, 3);
    assert!(over.points == 48 && over.limit == 3 && over.over() > 0, "{over:?}");
    assert!(count(5, 14, 1).over() == 0);
}

#[test]
fn an_option_that_a_layout_has_not_is_refused_by_name() {
    let story = plain(1);
    let copy = Copy { story: &story, house: &house(), picture: &|_| None };
    for (id, option, value) in [
        ("print-broadsheet", "columns", OptionValue::Number(6)),
        ("print-broadsheet", "kolom", OptionValue::Number(3)),
        ("proof-a4", "columns", OptionValue::Number(3)),
    ] {
        let options = OptionValues::from([(option.to_owned(), value)]);
        let fault = Typesetter::default().compile(&copy, &layout(id), &options).err().unwrap();
        assert!(matches!(fault, PressFault::Option(_)) && fault.to_string().contains(option), "{fault}");
    }
}
