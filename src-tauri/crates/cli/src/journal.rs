//! `journal` and `undo`: what was done in the newsroom, and the way back.

use crate::{
    print,
    run::{Stopped, now},
};
use newsroom::{JournalLine, JournalQuery, LeftWhy, Newsroom, Undone};
use serde_json::{Map, Value};
use std::{thread, time::Duration};

/// How often a journal that is followed is looked at.
const PAUSE: Duration = Duration::from_millis(300);
/// Longer values are cut: `--json` has them whole.
const SHOWN: usize = 60;

/// Prints rows; with `follow`, also those that come, until nobody reads on.
pub fn journal(newsroom: &Newsroom, mut query: JournalQuery, follow: bool, json: bool) -> Result<(), Stopped> {
    // Asked before the rows: what is written meanwhile is then not passed over.
    let mut last = match query.after {
        Some(after) => after,
        None => newsroom.last_seq()?,
    };
    loop {
        let lines = newsroom.journal(&query)?;
        for line in &lines {
            if json { print::object(line)? } else { print::line(format_args!("{}", words(line)))? }
        }
        if !follow {
            return Ok(());
        }
        last = lines.last().map_or(last, |line| line.row.seq.max(last));
        query = JournalQuery { after: Some(last), limit: u32::MAX, ..query };
        thread::sleep(PAUSE);
    }
}

/// Takes back a deed, or the last one.
pub fn undo(newsroom: &Newsroom, seq: Option<u32>, json: bool) -> Result<(), Stopped> {
    let actor = newsroom.actor()?;
    let undone = match seq {
        Some(seq) => Some(newsroom.undo(seq, &now(), &actor)?),
        None => newsroom.undo_last(&now(), &actor)?,
    };
    let Some(undone) = undone else {
        return Err(Stopped::Failed(vec![format!(
            "{actor} has done nothing that can be undone; see 'redaksi-cli journal'"
        )]));
    };
    if json {
        return print::object(&undone);
    }
    let Undone { deed, kind, seq, stories, left, text_stays } = undone;
    match seq {
        Some(seq) => print::line(format_args!(
            "{deed} ({kind}) undone in {}; 'undo {seq}' does it again",
            print::stories(stories.len() as u64)
        ))?,
        None => print::line(format_args!("{deed} ({kind}): nothing was undone"))?,
    }
    for left in left {
        let why = match left.why {
            LeftWhy::Changed => "was changed again since, and stays as it is",
            LeftWhy::InText => "stand in the text, which stays as it is",
            LeftWhy::Missing => "is of a story that is not there any more",
            LeftWhy::Unreadable => "stays as it is: the story's body cannot be read",
        };
        print::line(format_args!("    ! {} {} {why}", left.story, left.name))?;
    }
    if text_stays {
        print::line(format_args!("    the text is not touched by this: earlier texts are in the versions"))?;
    }
    Ok(())
}

/// Place, time, who, what, of which story, and what became of what.
fn words(JournalLine { row, name }: &JournalLine) -> String {
    let head = format!("{:>7}  {}  {}  {}", row.seq, row.at, row.actor, row.kind);
    let parts = [head, name.clone(), changes(&row.kind, row.before.as_deref(), row.after.as_deref())];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}

fn changes(kind: &str, before: Option<&str>, after: Option<&str>) -> String {
    let [before, mut after] = [before, after]
        .map(|json| json.and_then(|json| serde_json::from_str::<Map<String, Value>>(json).ok()).unwrap_or_default());
    // All of its metadata is there, and most of it is empty.
    if kind == "created" {
        after.retain(|name, _| name == "stage");
    }
    differences(&before, &after).join("; ")
}

/// What is otherwise than before; of a dateline the parts that are, by their own names.
fn differences(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<String> {
    let shown = |name: &str, value: &Value| match value {
        // The words of the stages are names, not text that someone wrote.
        Value::String(stage) if name == "stage" => stage.clone(),
        value => cut(&value.to_string()),
    };
    let difference = |(name, is): (&String, &Value)| match (before.get(name), is) {
        (Some(was), is) if was == is => Vec::new(),
        (Some(Value::Object(was)), Value::Object(is)) => differences(was, is),
        (Some(was), is) => vec![format!("{name}: {} → {}", shown(name, was), shown(name, is))],
        (None, is) => vec![format!("{name}: {}", shown(name, is))],
    };
    after.iter().flat_map(difference).collect()
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_what_became_of_what() {
        let changed = |kind, before, after| changes(kind, before, Some(after));
        assert_eq!(changed("moved", Some(r#"{"stage":"draft"}"#), r#"{"stage":"ready"}"#), "stage: draft → ready");
        assert_eq!(
            changed("saved", Some(r#"{"headline":"a","tags":[]}"#), r#"{"headline":"b","tags":["Rusia"]}"#),
            r#"headline: "a" → "b"; tags: [] → ["Rusia"]"#
        );
        assert_eq!(
            changed(
                "saved",
                Some(r#"{"dateline":{"outlet":"A","place":"Solo"}}"#),
                r#"{"dateline":{"outlet":"A","place":""}}"#
            ),
            r#"place: "Solo" → """#
        );
        assert_eq!(changed("created", None, r#"{"headline":"a","stage":"draft"}"#), "stage: draft");
        assert_eq!(
            changed("undone", Some(r#"{"stage":"ready"}"#), r#"{"stage":"draft","undone":7}"#),
            "stage: ready → draft; undone: 7"
        );
        assert_eq!(changes("saved", None, None), "");
        assert_eq!(cut(&"é".repeat(90)), format!("{}…", "é".repeat(60)));
    }
}
