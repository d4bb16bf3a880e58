//! Notes as a person or a script sees them.

use crate::{
    print::{line, object},
    run::Stopped,
};
use newsroom::Note;

/// Threads in the order in which they were begun, replies under them. With `json` one note a line, as they were written.
pub fn notes(notes: &[Note], json: bool) -> Result<(), Stopped> {
    if json {
        return notes.iter().try_for_each(object);
    }
    for first in notes.iter().filter(|note| note.id == note.thread) {
        let place = first.quote.as_ref().map_or("the story".to_owned(), |quote| format!("\u{201c}{quote}\u{201d}"));
        let state = match (&first.resolved, &first.resolver) {
            (Some(at), Some(who)) => format!("resolved {at} by {who}"),
            _ => "open".to_owned(),
        };
        line(format_args!("{}  {}  {}  at {place}  {state}", first.id, first.at, first.actor))?;
        line(format_args!("    {}", first.words))?;
        for reply in notes.iter().filter(|note| note.thread == first.id && note.id != first.id) {
            line(format_args!("    {}  {}: {}", reply.at, reply.actor, reply.words))?;
        }
    }
    Ok(())
}
