use crate::{copy, markup};
use chrono::{Datelike, NaiveDate};
use minijinja::{Value, context};
use std::collections::BTreeMap;
use story::{
    House, Story,
    body::{Block, CropFormat, HtmlOptions, Image, Inline, RelatedLink},
    calendar::{MONTHS, WEEKDAYS},
    house::CreditPlace,
    layout::{Layout, OptionValue, OptionValues},
};

/// Words that are read in a minute.
const PACE: u32 = 200;

/// What a page is made of.
pub struct Page<'a> {
    /// The layout that it is for.
    pub layout: &'a Layout,
    /// The stories in their order, each with the house that prints it; at least one. Most layouts show the first.
    pub stories: &'a [(&'a Story, &'a House)],
    /// A value for each option of the layout.
    pub options: &'a OptionValues,
    /// Whether the reader's screen is dark.
    pub dark: bool,
    /// The day on which it is read: `2026-11-25`.
    pub today: &'a str,
    /// Address of a picture as it is to be seen in a shape, or of the whole picture: whoever shows the page knows how it
    /// reaches the media folder.
    pub media_href: &'a dyn Fn(&Image, Option<CropFormat>) -> String,
}

/// Stories as templates see them: everything printed already, nothing left to decide. The values of the first story
/// stand by their own names, and all of them in `stories`.
#[derive(Debug, Clone)]
pub struct View(pub(crate) Value);

impl View {
    /// The stories as their houses print them.
    pub fn of(page: &Page<'_>) -> Self {
        let stories: Vec<Value> = page.stories.iter().map(|(story, house)| values(page, story, house)).collect();
        let first = stories.first().cloned().unwrap_or_default();
        let language = page.stories.first().map_or("id", |(story, _)| story.fields.language.as_str());
        let options: BTreeMap<&str, Value> =
            page.options.iter().map(|(id, value)| (id.as_str(), option(value))).collect();
        Self(context! {
            stories => stories,
            options => options,
            width => page.layout.width,
            scheme => if page.dark { "dark" } else { "light" },
            today => day(page.today, language),
            ..first
        })
    }
}

fn option(value: &OptionValue) -> Value {
    match value {
        OptionValue::Switch(on) => Value::from(*on),
        OptionValue::Number(number) => Value::from(*number),
        OptionValue::Text(text) => Value::from(text.as_str()),
    }
}

fn values(page: &Page<'_>, story: &Story, house: &House) -> Value {
    let fields = &story.fields;
    let dateline = house.print_dateline(fields);
    let lines = copy::lines(story.body.blocks(), &dateline, house.related_label());
    let bare = copy::lines(story.body.blocks(), "", "");
    let words = story.body.counts().words;
    context! {
        id => story.id.as_str(),
        language => fields.language.as_str(),
        house => house.name.as_str(),
        site => site(house),
        desk => fields.desk.as_str(),
        kicker => fields.kicker.as_str(),
        headline => fields.headline.as_str(),
        deck => fields.deck.as_str(),
        slugline => fields.slugline.as_str(),
        bylines => fields.bylines.clone(),
        editor => fields.editor.as_str(),
        source => fields.source.as_str(),
        place => fields.dateline.place.as_str(),
        date => fields.dateline.date.as_deref().unwrap_or_default(),
        dateline => dateline.trim_end(),
        urgency => fields.urgency.unwrap_or_default(),
        credit => house.print_credit(fields),
        credit_below => house.credit_place == CreditPlace::Bottom,
        tags => fields.tags.clone(),
        related_label => house.related_label().trim_end(),
        // The first running text, without dateline: what stands for a story that has no deck.
        intro => bare.iter().find(|line| line.kind == copy::Kind::Text).map(|line| line.text.as_str()).unwrap_or_default(),
        lines => lines.iter().map(line_value).collect::<Vec<_>>(),
        words => words,
        minutes => words.div_ceil(PACE).max(1),
        lead => lead(page, story),
        body => html(page, story, house, &dateline, true),
        // The same without furniture.
        copy => html(page, story, house, &dateline, false),
    }
}

/// Escaped by `story`, and nothing in it runs: the one kind of string that templates may print as it is.
fn html(page: &Page<'_>, story: &Story, house: &House, dateline: &str, furniture: bool) -> Value {
    let media_href = |image: &Image| (page.media_href)(image, page.layout.crop);
    let html = story.body.html(&HtmlOptions {
        related_label: house.related_label(),
        related_href: &related_href,
        media_href: &media_href,
        dateline,
        furniture,
    });
    let shown = |block: &Block| furniture || !matches!(block, Block::Furniture { .. });
    let blocks: Vec<usize> =
        story.body.blocks().iter().enumerate().filter(|(_, block)| shown(block)).map(|(number, _)| number).collect();
    Value::from_safe_string(markup::number(&html, &blocks))
}

/// A line of copy as templates see it; [`line_of`] reads it back.
fn line_value(line: &copy::Line) -> Value {
    context! { block => line.block, kind => line.kind.name(), text => line.text.as_str() }
}

/// The first picture, in the shapes that cards want.
fn lead(page: &Page<'_>, story: &Story) -> Value {
    let Some((image, caption)) = story.body.pictures().next() else { return Value::from(()) };
    let block =
        story.body.blocks().iter().position(|block| matches!(block, Block::Image { .. } | Block::Gallery { .. }));
    let shape = |format| (page.media_href)(image, Some(format));
    context! {
        block => block.unwrap_or_default(),
        alt => image.alt.as_str(),
        caption => Inline::text_of(caption),
        credit => image.credit.as_str(),
        whole => (page.media_href)(image, None),
        wide => shape(CropFormat::Wide),
        classic => shape(CropFormat::Classic),
        square => shape(CropFormat::Square),
        card => shape(CropFormat::Card),
    }
}

/// The address that readers know a house by: how it writes itself in datelines where that is one, else its name.
fn site(house: &House) -> String {
    let domain = |outlet: &&String| outlet.contains('.') && !outlet.trim().contains(' ');
    let outlet = house.outlets.iter().find(domain).map(|outlet| outlet.trim().to_lowercase());
    outlet.unwrap_or_else(|| house.name.clone())
}

/// A story of the archive has no address of its own here; the window that shows the page knows where `#story-…` leads.
fn related_href(link: &RelatedLink) -> Option<String> {
    link.url.clone().or_else(|| link.story_id.as_ref().map(|id| format!("#story-{id}")))
}

/// `Rabu, 25 November 2026`; empty for what is no day.
fn day(day: &str, language: &str) -> String {
    let Ok(day) = day.parse::<NaiveDate>() else { return String::new() };
    if !language.starts_with("id") {
        return day.format("%A, %-d %B %Y").to_string();
    }
    let (name, month) = (day.weekday().num_days_from_monday() as usize, day.month0() as usize);
    format!("{}, {} {} {}", WEEKDAYS[name], day.day(), MONTHS[month], day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_said_in_the_language_of_the_story() {
        assert_eq!(day("2026-11-25", "id"), "Rabu, 25 November 2026");
        assert_eq!(day("2025-05-09", "en"), "Friday, 9 May 2025");
        assert_eq!(day("", "id"), "");
    }

    #[test]
    fn a_house_is_known_by_its_address_where_its_datelines_have_one() {
        let houses = story::Houses::shipped();
        assert_eq!(site(houses.get("kontan").unwrap()), "kontan.co.id");
        assert_eq!(site(&House::plain("Harian")), "Harian");
    }
}
