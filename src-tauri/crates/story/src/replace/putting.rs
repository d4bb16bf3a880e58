use super::{Match, TextPlace};
use crate::{Fields, fields::distinct};
use serde_json::{Map, Value, json};

/// Puts in place of matches what is to come there. They are in order, as they were found in these very texts.
pub(super) fn put(fields: &mut Fields, body: &mut Value, matches: &[Match]) {
    let mut listed = false;
    // From the end, so that the places of those before stay what they are.
    for found in matches.iter().rev() {
        match &found.place {
            TextPlace::Field { name, index } => {
                if let Some(text) = field(fields, name, *index as usize) {
                    *text = spliced(text, found);
                }
                listed |= name == "tags" || name == "bylines";
            }
            TextPlace::Line { path } => {
                if let Some(node) = at(body, path) {
                    splice_line(node, found);
                }
            }
            TextPlace::Attribute { path, name } => {
                let text = at(body, path).and_then(|node| node.get_mut("attrs")).and_then(|attrs| attrs.get_mut(name));
                if let Some(Value::String(text)) = text {
                    *text = spliced(text, found);
                }
            }
        }
    }
    if listed {
        fields.tags = distinct(fields.tags.iter().map(String::as_str));
        fields.bylines = distinct(fields.bylines.iter().map(String::as_str));
    }
    fields.dateline.date = fields.dateline.date.take().filter(|date| !date.is_empty());
}

fn field<'a>(fields: &'a mut Fields, name: &str, index: usize) -> Option<&'a mut String> {
    Some(match name {
        "kicker" => &mut fields.kicker,
        "headline" => &mut fields.headline,
        "deck" => &mut fields.deck,
        "slugline" => &mut fields.slugline,
        "bylines" => return fields.bylines.get_mut(index),
        "editor" => &mut fields.editor,
        "source" => &mut fields.source,
        "outlet" => &mut fields.dateline.outlet,
        "place" => &mut fields.dateline.place,
        "date" => return fields.dateline.date.as_mut(),
        "desk" => &mut fields.desk,
        "tags" => return fields.tags.get_mut(index),
        "rights" => &mut fields.rights,
        "note" => &mut fields.note,
        "signOff" => &mut fields.sign_off,
        _ => return None,
    })
}

fn at<'a>(body: &'a mut Value, path: &[u32]) -> Option<&'a mut Value> {
    path.iter().try_fold(body, |node, index| node.get_mut("content")?.get_mut(*index as usize))
}

/// The byte at a UTF-16 code unit.
fn byte(text: &str, unit: u32) -> usize {
    let mut passed = 0;
    let found = text.char_indices().find(|(_, letter)| {
        let here = passed >= unit;
        passed += letter.len_utf16() as u32;
        here
    });
    found.map_or(text.len(), |(at, _)| at)
}

fn spliced(text: &str, found: &Match) -> String {
    let (start, end) = (byte(text, found.start), byte(text, found.end));
    [&text[..start], &found.with, &text[end..]].concat()
}

/// Only what differs between a match and what takes its place is written anew, so that marks on the rest stay where they
/// are. What is new has the marks of the first letter that gives way; where none does, of the one before it.
fn splice_line(node: &mut Value, found: &Match) {
    let Some(Value::Array(content)) = node.get_mut("content") else { return };
    let mut runs: Vec<(String, Value)> = content.iter().map(run).collect();
    let text: String = runs.iter().map(|(words, _)| words.as_str()).collect();
    let (start, end) = (byte(&text, found.start), byte(&text, found.end));
    let before = common(text[start..end].chars(), found.with.chars());
    let (old, new) = (&text[start + before..end], &found.with[before..]);
    let after = common(old.chars().rev(), new.chars().rev());
    let (from, to) = (start + before, end - after);
    let words = &new[..new.len() - after];
    let marks = marks_at(&runs, if from < to || before == 0 { from } else { from - 1 });
    let tail = split(&mut runs, from);
    let mut tail = tail;
    let rest = split(&mut tail, to - from);
    runs.push((words.to_owned(), marks));
    runs.extend(rest);
    *content = joined(runs);
    if content.is_empty()
        && let Some(node) = node.as_object_mut()
    {
        node.remove("content");
    }
}

fn run(text: &Value) -> (String, Value) {
    (text["text"].as_str().unwrap_or_default().to_owned(), text.get("marks").cloned().unwrap_or(json!([])))
}

/// Bytes of the letters that two texts begin with.
fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).map(|(letter, _)| letter.len_utf8()).sum()
}

fn marks_at(runs: &[(String, Value)], byte: usize) -> Value {
    let mut end = 0;
    let found = runs.iter().find(|(words, _)| {
        end += words.len();
        byte < end
    });
    found.map_or(json!([]), |(_, marks)| marks.clone())
}

/// Cuts runs in two at a byte; the second part.
fn split(runs: &mut Vec<(String, Value)>, byte: usize) -> Vec<(String, Value)> {
    let mut left = byte;
    let mut at = 0;
    while at < runs.len() && left >= runs[at].0.len() {
        left -= runs[at].0.len();
        at += 1;
    }
    let mut tail = runs.split_off(at);
    if left > 0
        && let Some((words, marks)) = tail.first_mut()
    {
        let rest = words.split_off(left);
        runs.push((std::mem::replace(words, rest), marks.clone()));
    }
    tail
}

/// Runs as ProseMirror writes them: none empty, and no two neighbours of the same marks.
fn joined(runs: Vec<(String, Value)>) -> Vec<Value> {
    let mut kept: Vec<(String, Value)> = Vec::with_capacity(runs.len());
    for (words, marks) in runs.into_iter().filter(|(words, _)| !words.is_empty()) {
        match kept.last_mut() {
            Some((before, same)) if *same == marks => before.push_str(&words),
            _ => kept.push((words, marks)),
        }
    }
    let text = |(words, marks): (String, Value)| {
        let mut node = Map::from_iter([("type".to_owned(), json!("text"))]);
        if marks != json!([]) {
            node.insert("marks".to_owned(), marks);
        }
        node.insert("text".to_owned(), words.into());
        Value::from(node)
    };
    kept.into_iter().map(text).collect()
}
