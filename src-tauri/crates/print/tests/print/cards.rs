//! Cards for networks: their size, and what stands on them.

use crate::given::{everything, house, layout, plain, png, story};
use print::Typesetter;
use story::{
    Story,
    layout::OptionValues,
    press::{Copy, Press, Sheet},
};

/// The three cards, with the pixels that networks ask for.
pub const CARDS: [(&str, (u32, u32)); 3] =
    [("card-wide", (1200, 630)), ("card-square", (1080, 1080)), ("card-tall", (1080, 1920))];

fn card(story: &Story, id: &str) -> image::RgbaImage {
    let house = house();
    let copy = Copy { story, house: &house, picture: &|image| (image.src == "a.png").then(png) };
    let printed = Typesetter::default().sheet(&copy, &layout(id), &OptionValues::new(), Sheet::Png(0, 300)).unwrap();
    image::load_from_memory_with_format(&printed.bytes, image::ImageFormat::Png).unwrap().into_rgba8()
}

#[test]
fn cards_have_exactly_the_pixels_that_networks_ask_for() {
    for (layout, size) in CARDS {
        assert_eq!(card(&story(&house(), everything()), layout).dimensions(), size, "{layout}");
        assert_eq!(card(&plain(1), layout).dimensions(), size, "{layout} without a picture");
    }
}

#[test]
fn the_words_of_a_card_stay_off_its_edges_however_long_they_are() {
    let mut story = plain(1);
    for headline in ["Xi", &"Pertanggungjawaban perdagangan internasional ".repeat(30), &"x".repeat(400), ""] {
        story.fields.headline = headline.to_owned();
        for (layout, _) in CARDS {
            let card = card(&story, layout);
            let (width, height) = card.dimensions();
            let dark = |x: u32, y: u32| card.get_pixel(x, y).0[..3].iter().all(|part| *part < 90);
            let right = (0..height).filter(|y| (width - 40..width).any(|x| dark(x, *y))).count();
            assert_eq!(right, 0, "{layout}: something dark at the right edge of {} letters", headline.len());
        }
    }
}
