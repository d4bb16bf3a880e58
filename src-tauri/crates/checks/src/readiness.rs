use chrono::DateTime;
use story::{
    Fields, Finding, FindingCode, House, Story,
    replace::{self, Match},
};
use unicode_segmentation::UnicodeSegmentation;

/// What is still missing before the story may leave, in the order in which an editor fills it in.
///
/// Which fields a story needs is the house's to say; an empty body and a running embargo hold every story. `now` is an
/// RFC 3339 time.
pub fn readiness(story: &Story, house: &House, now: &str) -> Vec<Finding> {
    let unresolved =
        story.body.related_links().into_iter().filter(|link| link.story_id.is_none() && link.url.is_none());
    missing(story, house)
        .chain(held_until(&story.fields, now).map(|until| Finding::blocking(FindingCode::Embargoed, until)))
        .chain(headline_long(&story.fields.headline, house.headline_limit))
        .chain(unresolved.map(|link| Finding::note(FindingCode::RelatedUnresolved, link.title)))
        .chain(markers(story))
        .collect()
}

/// What a story lacks, alone.
pub(crate) fn missing(story: &Story, house: &House) -> impl Iterator<Item = Finding> + use<> {
    let fields = &story.fields;
    let requires = |names: &[&str]| house.required.iter().any(|required| names.contains(&required.as_str()));
    let empty = |text: &str| text.trim().is_empty();
    let nobody = empty(&fields.source) && fields.bylines.iter().all(|name| empty(name));

    let missing = [
        (FindingCode::HeadlineMissing, requires(&["headline"]) && empty(&fields.headline)),
        (FindingCode::BodyEmpty, story.body.is_empty()),
        (FindingCode::SourceMissing, requires(&["source", "byline", "bylines"]) && nobody),
        (FindingCode::EditorMissing, requires(&["editor"]) && empty(&fields.editor)),
        (FindingCode::DatelineMissing, requires(&["dateline", "place"]) && empty(&fields.dateline.place)),
        (FindingCode::DeskMissing, requires(&["desk"]) && empty(&fields.desk)),
    ];
    missing.into_iter().filter(|(_, missing)| *missing).map(|(code, _)| Finding::blocking(code, ""))
}

/// So many markers are named one by one: a story of more is not near its end.
const MARKERS: usize = 40;

fn markers(story: &Story) -> impl Iterator<Item = Finding> + use<> {
    let found = replace::markers(&story.fields, &story.body.tree()).into_iter().take(MARKERS);
    found.map(|found| Finding::note(FindingCode::Marker, in_its_place(&found)))
}

/// A marker, and where words stand around it these, cut between words: several may stand in one sentence.
fn in_its_place(Match { before, found, after, .. }: &Match) -> String {
    if before.trim().is_empty() && after.trim().is_empty() {
        return found.clone();
    }
    let before =
        before.split_once(' ').filter(|_| before.chars().count() >= 32).map_or(before.as_str(), |(_, rest)| rest);
    let after = after.rsplit_once(' ').filter(|_| after.chars().count() >= 32).map_or(after.as_str(), |(rest, _)| rest);
    let place = format!("{before}{found}{after}");
    format!("{found} – “{}”", place.trim())
}

/// The embargo that holds a story at `now`, if one does. One that nobody can read holds it, too: it was set for a reason.
pub fn held_until<'a>(fields: &'a Fields, now: &str) -> Option<&'a str> {
    let until = fields.embargo.as_deref().filter(|time| !time.trim().is_empty())?;
    let over = match (DateTime::parse_from_rfc3339(until), DateTime::parse_from_rfc3339(now)) {
        (Ok(until), Ok(now)) => until <= now,
        _ => false,
    };
    (!over).then_some(until)
}

fn headline_long(headline: &str, limit: u32) -> Option<Finding> {
    let length = headline.trim().graphemes(true).count();
    let long = limit > 0 && length > limit as usize;
    long.then(|| Finding::note(FindingCode::HeadlineLong, format!("{length}/{limit}")))
}
