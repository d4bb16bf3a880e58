//! Sentences for failures and findings: the window's own English catalogue, so that both say the same.

use newsroom::{Code, Failure, Fault, QueryFault, Reason};
use std::{collections::BTreeMap, sync::LazyLock};
use story::Finding;

static CATALOGUE: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../../ui/messages/en.json")).unwrap_or_default());

/// What went wrong, as a sentence, with the system's own words behind it.
pub fn failure(failure: &Failure) -> String {
    let sentence = fill(&format!("failure.{}", name(&failure.code)), &[("thing", &failure.thing)]);
    let sentence = sentence.unwrap_or_else(|| failure.thing.clone());
    // The window has buttons for these; here the next step is a command.
    let step = match failure.code {
        Code::NewsroomMissing => " Make one with 'redaksi-cli --newsroom FILE init'.",
        Code::Embargoed | Code::NotReady => " '--override REASON --by NAME' lets it leave all the same.",
        Code::NoScreen => " '--out FILE.html' writes the page.",
        Code::NewsroomDamaged => " The commands are 'salvage', 'backups' and 'restore-backup'.",
        _ => "",
    };
    if failure.detail.is_empty() {
        format!("{sentence}{step}")
    } else {
        format!("{sentence}{step} ({})", failure.detail)
    }
}

/// What of a query was not understood, as a sentence.
pub fn query_fault(fault: &QueryFault) -> String {
    fill(&format!("search.fault.{}", name(&fault.code)), &[("word", &fault.word)]).unwrap_or_else(|| fault.word.clone())
}

/// What is wrong in a newsroom file, as a line.
pub fn fault(fault: &Fault) -> String {
    let about = fault.story.as_deref().map(|id| format!(", story {id}")).unwrap_or_default();
    format!("{}{about}: {}", name(&fault.kind), fault.detail)
}

/// What was found, as a sentence.
pub fn finding(finding: &Finding) -> String {
    fill(&format!("finding.{}", name(&finding.code)), &[("detail", &finding.detail)])
        .unwrap_or_else(|| finding.detail.clone())
}

/// Why a story is suggested, in a few words.
pub fn reason(reason: &Reason) -> String {
    let (key, value) = match reason {
        Reason::Tag { name } => ("tag", name.clone()),
        Reason::Name { name } => ("name", name.clone()),
        Reason::Person { name } => ("person", name.clone()),
        Reason::Place { name } => ("place", name.clone()),
        Reason::Words { words } => ("words", words.join("”, “")),
        Reason::LinksHere => ("linksHere", String::new()),
        Reason::SameTarget { title } => ("sameTarget", title.clone()),
    };
    let values = ["name", "words", "title"].map(|name| (name, value.as_str()));
    fill(&format!("reason.{key}"), &values).unwrap_or(value)
}

/// The name under which a code crosses to the catalogue.
fn name(code: &impl serde::Serialize) -> String {
    serde_json::to_value(code).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn fill(key: &str, values: &[(&str, &str)]) -> Option<String> {
    let mut sentence = CATALOGUE.get(key)?.clone();
    for (name, value) in values {
        sentence = sentence.replace(&format!("{{{name}}}"), value);
    }
    Some(sentence)
}
