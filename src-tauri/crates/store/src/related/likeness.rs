//! How alike two stories are, and which ones are worth suggesting. Pure.
//!
//! The open story's telling words are weighed by how rare they are in the newsroom; head and first paragraphs of another
//! story are held against them. Shared tags, names, people, a place and links add to that, each as much as it is rare.
//! Age takes some of it away, never all: a strong match of years ago stands above a weak one of today.

use super::{
    reason::{Reason, Said},
    subject::{Sign, Subject, Term},
    text::{Text, Word},
};
use crate::derive::fold;
use std::collections::{HashMap, HashSet};

/// Another story.
#[derive(Debug, Default)]
pub(super) struct Candidate {
    pub row: i64,
    pub id: String,
    pub slugline: String,
    pub tags: Vec<String>,
    pub people: Vec<String>,
    pub place: String,
    /// Headline, kicker, deck, slugline, tags and place.
    pub head: Text,
    /// The first paragraphs.
    pub lead: Text,
    /// Since it was last saved.
    pub days: f64,
    pub links_here: bool,
    /// What both link to.
    pub same_targets: Vec<Sign>,
}

/// A story worth suggesting.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Likeness {
    pub id: String,
    pub points: f64,
    /// The strongest first.
    pub reasons: Vec<Reason>,
}

/// What counts for how much. All of the telling words would be 60; a tag that one other story has is 12.
const TEXT: f64 = 60.0;
const TAG: f64 = 12.0;
const NAME: f64 = 8.0;
const PLACE: f64 = 5.0;
const PERSON: f64 = 4.0;
const LINKS_HERE: f64 = 15.0;
const SAME_TARGET: f64 = 12.0;
/// Below this nobody would see why.
const LEAST: f64 = 8.0;
/// A word of the first paragraphs counts less than one of the head.
const IN_LEAD: f64 = 0.7;
/// What a story of two words is not yet known to be about, in the weight of words.
const DOUBT: f64 = 2.0;
/// The part of the points that age takes away half of in so many days; the rest stays.
const FADING: f64 = 0.4;
const HALF_LIFE: f64 = 42.0;

/// The candidates that are like the open story, best first. Of several updates of one running story only the newest.
pub(super) fn choose(subject: &Subject, candidates: &[Candidate], limit: usize) -> Vec<Likeness> {
    let mut alike: Vec<(f64, &Candidate, Likeness)> = candidates
        .iter()
        .map(|candidate| (candidate, compare(subject, candidate)))
        .filter(|(_, likeness)| likeness.points >= LEAST && !likeness.reasons.is_empty())
        .map(|(candidate, likeness)| (likeness.points * freshness(candidate.days), candidate, likeness))
        .collect();
    let best_first = |one: &(f64, &Candidate, Likeness), other: &(f64, &Candidate, Likeness)| {
        other.0.total_cmp(&one.0).then(other.1.row.cmp(&one.1.row))
    };
    alike.sort_by(best_first);
    let mut chosen: Vec<(f64, &Candidate, Likeness)> = Vec::new();
    for next in alike {
        match chosen.iter().position(|(_, taken, _)| same_story(taken, next.1)) {
            Some(at) if next.1.days < chosen[at].1.days => chosen[at] = next,
            None if chosen.len() < limit => chosen.push(next),
            _ => {}
        }
    }
    chosen.sort_by(best_first);
    chosen.into_iter().map(|(points, _, likeness)| Likeness { points, ..likeness }).collect()
}

fn freshness(days: f64) -> f64 {
    1.0 - FADING + FADING * (-days.max(0.0) / HALF_LIFE).exp2()
}

/// Two states of one running story: nearly the same text, or the same slugline and much of it.
fn same_story(one: &Candidate, other: &Candidate) -> bool {
    let overlap = if one.lead.is_empty() || other.lead.is_empty() {
        one.head.overlap(&other.head)
    } else {
        one.lead.overlap(&other.lead)
    };
    let slugline = fold(&one.slugline);
    overlap >= 0.5 || (overlap >= 0.25 && !slugline.is_empty() && slugline == fold(&other.slugline))
}

/// How alike the candidate is, whatever its age.
fn compare(subject: &Subject, candidate: &Candidate) -> Likeness {
    let mut said = Said::default();
    let mut tags = shared(&subject.tags, &candidate.tags);
    tags.sort_by(|one, other| other.rarity.total_cmp(&one.rarity));
    for (before, tag) in tags.iter().enumerate() {
        said.name(less(TAG, before) * tag.rarity, &tag.name, |name| Reason::Tag { name });
    }
    if let Some(place) = subject.place.as_ref().filter(|place| fold(&place.name) == fold(&candidate.place)) {
        said.name(PLACE * place.rarity, &place.name, |name| Reason::Place { name });
    }
    for person in shared(&subject.people, &candidate.people) {
        said.name(PERSON * person.rarity, &person.name, |name| Reason::Person { name });
    }
    if candidate.links_here {
        said.say(LINKS_HERE, Reason::LinksHere);
    }
    if let Some(target) = candidate.same_targets.iter().max_by(|one, other| one.rarity.total_cmp(&other.rarity)) {
        said.say(SAME_TARGET * target.rarity, Reason::SameTarget { title: target.name.clone() });
    }
    let text = TEXT * text(subject, candidate, &mut said);
    Likeness { id: candidate.id.clone(), points: text + said.points(), reasons: said.reasons(text) }
}

/// What one more of a kind counts for after others.
fn less(points: f64, before: usize) -> f64 {
    points / (1.0 + before as f64 / 2.0)
}

/// Those of the open story's signs that the candidate has, too.
fn shared<'a>(signs: &'a [Sign], names: &[String]) -> Vec<&'a Sign> {
    signs.iter().filter(|sign| names.iter().any(|name| fold(name) == fold(&sign.name))).collect()
}

/// The part of the open story's telling words that the candidate has, 0 to 1; says which.
fn text(subject: &Subject, candidate: &Candidate, said: &mut Said) -> f64 {
    let mut both: HashMap<&str, &Term> = HashMap::new();
    let (mut all, mut part) = (0.0, 0.0);
    for term in &subject.terms {
        let weight = term.weight();
        all += weight;
        let head = candidate.head.holds(&term.stem, &term.form);
        if head || candidate.lead.holds(&term.stem, &term.form) {
            part += if head { weight } else { IN_LEAD * weight };
            both.insert(&term.stem, term);
        }
    }
    let mut runs: Vec<&[Word]> = subject.lines.iter().flat_map(|line| runs(line, candidate, &both)).collect();
    // The longer one first: it may have the shorter one in it.
    runs.sort_by_key(|run| std::cmp::Reverse(run.len()));
    let terms_of =
        |run: &[Word]| run.iter().filter_map(|word| both.get(word.stem.as_str()).copied()).collect::<Vec<_>>();
    let mut seen = HashSet::new();
    runs.retain(|run| seen.insert(run.iter().map(|word| word.form.as_str()).collect::<Vec<_>>()));
    let (names, phrases): (Vec<&[Word]>, Vec<&[Word]>) = runs.into_iter().partition(|run| run[0].capital);
    for (before, name) in names.into_iter().enumerate() {
        let rarest = terms_of(name).iter().map(|term| term.rarity).fold(0.0, f64::max);
        said.name(less(NAME, before) * rarest * rarest, &shown(name), |name| Reason::Name { name });
    }
    for phrase in phrases {
        said.phrase(&shown(phrase), &terms_of(phrase));
    }
    for term in subject.terms.iter().filter(|term| both.contains_key(term.stem.as_str())) {
        said.phrase(&term.shown, &[term]);
    }
    part / (all + DOUBT)
}

/// Two and more words that stand side by side in both stories; a name ends where the capitals end.
fn runs<'a>(line: &'a [Word], candidate: &Candidate, both: &HashMap<&str, &Term>) -> Vec<&'a [Word]> {
    let joins = |before: &Word, word: &Word| {
        word.joined
            && before.capital == word.capital
            && both.contains_key(before.stem.as_str())
            && both.contains_key(word.stem.as_str())
            && (candidate.head.joins(&before.form, &word.form) || candidate.lead.joins(&before.form, &word.form))
    };
    line.chunk_by(joins).filter(|run| run.len() > 1).collect()
}

fn shown(run: &[Word]) -> String {
    run.iter().map(|word| word.shown.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::related::{
        subject::{Subject, lead, rarity},
        text::words,
    };
    use story::{Body, Dateline, Fields};

    /// The open story, as if in a newsroom of a thousand in which the words named are in so many.
    const COMMON: &[(&str, f64)] =
        &[("presiden", 300.0), ("kata", 700.0), ("kerja", 400.0), ("kepada", 800.0), ("dengan", 900.0)];

    fn fields(headline: &str, tags: &[&str]) -> Fields {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        Fields { headline: headline.to_owned(), tags, ..Fields::default() }
    }

    fn subject(fields: &Fields, text: &str) -> Subject {
        let mut subject = Subject::of(fields, &Body::from_paragraphs(text.split('\n')));
        for term in &mut subject.terms {
            let common = COMMON.iter().find(|(word, _)| *word == term.form);
            term.weigh(common.map_or(4.0, |(_, stories)| *stories), 1000.0);
        }
        for sign in subject.tags.iter_mut().chain(&mut subject.people).chain(&mut subject.place) {
            sign.rarity = rarity(8.0, 1000.0);
        }
        subject
    }

    fn xi() -> Subject {
        let fields = Fields {
            deck: "Kedua presiden sepakat soal gas.".to_owned(),
            editor: "Barratut".to_owned(),
            dateline: Dateline { place: "MOSKOW".to_owned(), ..Dateline::default() },
            ..fields("Xi kepada Putin: Kita Sahabat Baja", &["Rusia", "Tiongkok"])
        };
        subject(&fields, "Presiden Xi Jinping bertemu dengan Vladimir Putin di Moskow, kata Kremlin.")
    }

    fn other(row: i64, fields: &Fields, text: &str, days: f64) -> Candidate {
        let (mut head, mut first) = (Text::default(), Text::default());
        let place = fields.dateline.place.as_str();
        let tags = fields.tags.iter().map(String::as_str);
        [fields.headline.as_str(), &fields.deck, place].into_iter().chain(tags).for_each(|line| head.push(line, "id"));
        lead(&Body::from_paragraphs(text.split('\n'))).lines().for_each(|line| first.push(line, "id"));
        Candidate {
            row,
            id: row.to_string(),
            slugline: fields.slugline.clone(),
            tags: fields.tags.clone(),
            people: fields.people().map(str::to_owned).collect(),
            place: place.to_owned(),
            head,
            lead: first,
            days,
            ..Candidate::default()
        }
    }

    /// Who is chosen, in order.
    fn check(subject: &Subject, candidates: &[Candidate], expected: &[&str]) {
        let chosen = choose(subject, candidates, 10);
        assert_eq!(chosen.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), expected, "{chosen:#?}");
    }

    #[test]
    fn the_more_is_shared_and_the_rarer_it_is_the_higher_a_story_stands() {
        let place = |place: &str| Dateline { place: place.to_owned(), ..Dateline::default() };
        let candidates = [
            other(1, &fields("Presiden bekerja dengan menteri", &[]), "Kerja kepada negara.", 1.0),
            other(2, &fields("Gandum naik", &["rusia"]), "Harga naik.", 1.0),
            other(3, &fields("Putin sebut Tiongkok sahabat baja", &["Rusia"]), "Kata Vladimir Putin kemarin.", 1.0),
            other(4, &fields("Putin ke Beijing", &["Rusia", "Tiongkok"]), "Vladimir Putin tiba.", 1.0),
            other(5, &fields("Panen kopi", &["kopi"]), "Petani memanen lebih awal.", 1.0),
            other(6, &Fields { editor: "Barratut".into(), dateline: place("Moskow"), ..fields("Cuaca", &[]) }, "", 1.0),
        ];
        check(&xi(), &candidates, &["4", "3", "2", "6"]);
    }

    #[test]
    fn of_equals_the_newer_stands_first_but_a_strong_match_of_years_ago_above_a_weak_one_of_today() {
        let strong = fields("Xi Jinping dan Putin: sahabat baja", &["Rusia", "Tiongkok"]);
        let candidates = [
            other(1, &fields("Ladang minyak", &["Rusia"]), "Sumur baru.", 0.0),
            other(2, &fields("Kapal es", &["Rusia"]), "Laut utara.", 90.0),
            other(3, &strong, "Vladimir Putin menyambut Xi.", 2000.0),
        ];
        check(&xi(), &candidates, &["3", "1", "2"]);
    }

    #[test]
    fn of_many_updates_of_one_running_story_only_the_newest_is_shown() {
        let text = "Vladimir Putin menerima Xi Jinping di Kremlin pada hari Kamis untuk membahas gas dan perdagangan.";
        let update = |row: i64, headline: &str, more: &str, days: f64| {
            let fields = Fields { slugline: "XI-PUTIN/2".into(), ..fields(headline, &["Rusia"]) };
            other(row, &fields, &format!("{text}{more}"), days)
        };
        let candidates = [
            update(1, "Xi tiba, disambut Putin sebagai sahabat baja", "", 3.0),
            update(2, "Xi bertemu Putin", " Keduanya lalu makan malam.", 2.0),
            update(3, "Putin: gas", " Keduanya menandatangani dua naskah tentang gas.", 1.0),
            other(4, &fields("Sahabat baja", &["Tiongkok"]), "Asal kata itu diperdebatkan di Beijing.", 3.0),
        ];
        check(&xi(), &candidates, &["3", "4"]);
    }

    #[test]
    fn reasons_say_what_both_stories_have_and_nothing_twice() {
        let fields = fields("Putin sebut Tiongkok sahabat baja", &["Rusia"]);
        let candidate = other(1, &fields, "Kata presiden Vladimir Putin di Kremlin kemarin.", 1.0);
        let [one] = &choose(&xi(), &[candidate], 10)[..] else { panic!("not one") };
        let name = |name: &str| name.to_owned();
        let words = ["Sahabat Baja", "Tiongkok", "Kremlin"].map(name);
        let expected = [
            Reason::Words { words: words.into() },
            Reason::Tag { name: name("Rusia") },
            Reason::Name { name: name("Vladimir Putin") },
        ];
        assert_eq!(one.reasons, expected);
    }

    #[test]
    fn links_are_reasons_of_their_own() {
        let target = Sign { name: "Pipa Gas".into(), rarity: 0.8 };
        let here = Candidate { links_here: true, ..other(1, &fields("Kutipan", &[]), "", 1.0) };
        let same = Candidate { same_targets: vec![target], ..other(2, &fields("Sumur", &[]), "", 1.0) };
        let chosen = choose(&xi(), &[here, same], 10);
        assert_eq!(chosen[0].reasons, [Reason::LinksHere]);
        assert_eq!(chosen[1].reasons, [Reason::SameTarget { title: "Pipa Gas".into() }]);
    }

    #[test]
    fn an_empty_story_is_like_none() {
        let subject = Subject::of(&Fields::default(), &Body::default());
        check(&subject, &[other(1, &fields("Gandum", &["Rusia"]), "Harga naik.", 0.0)], &[]);
    }

    #[test]
    fn a_line_of_the_copy_is_heard_only_as_far_as_it_is_read() {
        let mut long = "kata ".repeat(400);
        long.push_str("Vladivostok");
        let subject = subject(&fields("", &[]), &long);
        assert!(subject.terms.iter().all(|term| term.form != "vladivostok"));
        assert_eq!(words("  ", "").len(), 0);
    }
}
