//! `replace`: what would be replaced in many stories, line by line, and then done.

use crate::{
    print,
    run::{Stopped, heard, now, unwatched},
    words,
};
use newsroom::{Newsroom, Overtaken, ReplaceIn, StoryMatches};
use serde::Serialize;
use story::{
    Stage,
    replace::{FindQuery, Match},
};

/// One match: where it is, and what becomes of it.
#[derive(Serialize)]
struct Line<'a> {
    story: &'a str,
    name: &'a str,
    stage: Stage,
    /// How often the story has left already.
    exports: u32,
    /// It stays as it is: it is in a text with suggestions that nobody has decided on.
    held: bool,
    #[serde(flatten)]
    found: &'a Match,
}

/// Prints what would be replaced; with `apply` does it, and prints what came of it.
pub fn replace(newsroom: &Newsroom, search: &str, query: &FindQuery, apply: bool) -> Result<(), Stopped> {
    let page = newsroom.search(search, 1, 0)?;
    for fault in &page.faults {
        eprintln!("redaksi-cli: {}", words::query_fault(fault));
    }
    let preview = newsroom.preview_replace(&newsroom.found(search)?, query, &mut unwatched)?;
    for StoryMatches { id, name, stage, exports, matches, held, .. } in &preview.stories {
        for (number, found) in (0..).zip(matches) {
            let held = held.contains(&number);
            let line = print::object(&Line { story: id, name, stage: *stage, exports: *exports, held, found });
            if apply { heard(line)? } else { line? }
        }
    }
    let mut failed: Vec<String> = preview.unreadable.iter().map(|name| format!("{name} cannot be read")).collect();
    if preview.more {
        eprintln!("redaksi-cli: there is more than this; run it again for the rest");
    }
    if apply {
        let held = preview.stories.iter().filter(|story| !story.held.is_empty());
        failed.extend(held.map(|StoryMatches { id, name, .. }| {
            format!("{name} ({id}) has suggestions that are still to be decided on, and its text was left as it is")
        }));
        let stories: Vec<ReplaceIn> = preview
            .stories
            .into_iter()
            .map(|StoryMatches { id, revision, held, .. }| ReplaceIn { id, revision, leave: held })
            .collect();
        let done = newsroom.replace_in_stories(&stories, query, &now(), &newsroom.actor()?, &mut unwatched)?;
        heard(print::object(&done))?;
        failed.extend(done.left.iter().map(|left| {
            let why = match left.why {
                Overtaken::Changed => "was changed meanwhile",
                Overtaken::Missing => "is not there any more",
                Overtaken::Unreadable => "cannot be read",
                Overtaken::Suggested => "has suggestions that are still to be decided on",
            };
            format!("{} ({}) {why} and was left as it is", left.name, left.id)
        }));
    }
    if failed.is_empty() { Ok(()) } else { Err(Stopped::Failed(failed)) }
}
