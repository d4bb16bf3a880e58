//! What a story says of itself, in whatever form it leaves.

use crate::{Leaving, xml::is_forbidden};
use chrono::{DateTime, FixedOffset};
use story::{House, Stage, Story};

/// Search results and social cards cut descriptions about here, in characters.
const DESCRIPTION: usize = 160;

/// The headline; where there is none, what else people know the story by.
pub(crate) fn title(story: &Story) -> String {
    let fields = &story.fields;
    let text = story.body.text();
    let known = [&fields.headline, &fields.slugline, first_line(&text), &story.id];
    let title = known.into_iter().find(|text| !text.chars().all(is_gap));
    excerpt(title.unwrap_or_default(), usize::MAX)
}

/// The deck; where there is none, the beginning of the text.
pub(crate) fn description(story: &Story) -> String {
    let deck = excerpt(&story.fields.deck, usize::MAX);
    if deck.is_empty() { excerpt(first_line(&story.body.text()), DESCRIPTION) } else { deck }
}

fn first_line(text: &str) -> &str {
    text.lines().find(|line| !line.chars().all(is_gap)).unwrap_or_default()
}

/// Who signs: the bylines, else the source, else the house.
pub(crate) fn authors<'a>(story: &'a Story, house: &'a House) -> Vec<&'a str> {
    let fields = &story.fields;
    let bylines: Vec<&str> =
        fields.bylines.iter().map(String::as_str).filter(|name| !name.chars().all(is_gap)).collect();
    if !bylines.is_empty() {
        bylines
    } else if !fields.source.chars().all(is_gap) {
        vec![&fields.source]
    } else {
        vec![&house.name]
    }
}

/// The story's language, else its house's.
pub(crate) fn language<'a>(story: &'a Story, house: &'a House) -> &'a str {
    if story.fields.language.is_empty() { &house.language } else { &story.fields.language }
}

/// The same for readers that hold it to BCP 47's letter.
pub(crate) fn language_tag<'a>(story: &'a Story, house: &'a House) -> &'a str {
    [language(story, house), &house.language].into_iter().find(|tag| is_language_tag(tag)).unwrap_or("und")
}

fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let letters = |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let letters_or_digits =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    parts.next().is_some_and(letters) && parts.all(letters_or_digits)
}

/// A text as one line, cut at a word, in at most so many characters.
pub(crate) fn excerpt(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split(is_gap).filter(|word| !word.is_empty()).collect();
    let line = words.join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most.saturating_sub(1)).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}\u{2026}", words.trim_end_matches([',', ';', ':', '-', ' ']))
}

/// What shows as nothing: white space, and what no page will hold.
pub(crate) fn is_gap(character: char) -> bool {
    character.is_whitespace() || is_forbidden(character)
}

/// IPTC's word for whether receivers may use it.
pub(crate) fn status(story: &Story) -> &'static str {
    if story.stage == Stage::Spiked || story.withdrawn().is_some() { "canceled" } else { "usable" }
}

/// The embargo and the note to receivers. A time that is none must not vanish: then it is said in the note.
pub(crate) fn embargo(story: &Story) -> (Option<String>, Option<String>) {
    let note = &story.fields.note;
    match story.fields.embargo.as_deref() {
        Some(time) if moment(time).is_none() => (None, some(format!("Embargo: {time}. {note}").trim())),
        time => (time.map(str::to_owned), some(note)),
    }
}

/// A time for readers that know neither fractions nor zones: `2025-05-08T12:30:00Z`; `None` for what is no time.
pub(crate) fn second(time: &str) -> Option<String> {
    moment(time).map(|time| time.to_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// What documents carry by name, because they have no field of their own for it: the names are those of the command line.
pub(crate) fn properties(Leaving { story, house, published, .. }: &Leaving<'_>) -> Vec<(&'static str, String)> {
    let fields = &story.fields;
    let dateline = &fields.dateline;
    let properties = [
        ("id", story.id.clone()),
        ("slugline", fields.slugline.clone()),
        ("kicker", fields.kicker.clone()),
        ("bylines", fields.bylines.join("; ")),
        ("editor", fields.editor.clone()),
        ("source", fields.source.clone()),
        ("outlet", dateline.outlet.clone()),
        ("place", dateline.place.clone()),
        ("date", dateline.date.clone().unwrap_or_default()),
        ("desk", fields.desk.clone()),
        ("topics", fields.topics.join("; ")),
        ("urgency", fields.urgency.map(|urgency| urgency.to_string()).unwrap_or_default()),
        ("embargo", fields.embargo.clone().unwrap_or_default()),
        ("rights", fields.rights.clone()),
        ("signOff", fields.sign_off.clone()),
        ("house", house.id.clone()),
        ("published", published.unwrap_or_default().to_owned()),
    ];
    properties.into_iter().filter(|(_, value)| !value.chars().all(is_gap)).collect()
}

/// A time that is one.
pub(crate) fn moment(time: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(time).ok()
}

/// A copyright notice, or else terms of use. Some houses print the sign themselves, in front of the year and the name.
pub(crate) fn rights(story: &Story, house: &House) -> (Option<String>, Option<String>) {
    let Some(rights) = some(&story.fields.rights) else { return (None, None) };
    let signed = format!("\u{a9} {rights}");
    let lower = rights.to_lowercase();
    if house.print_credit(&story.fields).contains(&signed) {
        (Some(signed), None)
    } else if rights.contains('\u{a9}') || lower.starts_with("copyright") || lower.starts_with("hak cipta") {
        (Some(rights), None)
    } else {
        (None, Some(rights))
    }
}

/// A text that says something.
pub(crate) fn some(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.trim().is_empty())
}
