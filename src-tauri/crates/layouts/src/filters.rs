//! What templates can ask for besides the engine's own filters.

use crate::{
    copy::{self, Kind, Line},
    letters, markup,
};
use minijinja::{Environment, Error, ErrorKind, Value, context};

/// Makes them known:
///
/// `text|fit(size, room)` – as much of a text as fits into `room` pixels in Arial of `size` pixels;
/// `text|wide(size)` – how many pixels it takes there;
/// `text|wrap(columns)` – its lines of at most so many characters;
/// `html|dress(wardrobe)` – HTML of a body with a style on each element, for mail (see [`markup::dress`]);
/// `lines|takes(words)` – lines in takes of about so many words.
pub fn add(environment: &mut Environment<'_>) {
    environment.add_filter("fit", |text: &str, size: f64, room: f64| letters::fit(text, size, room));
    environment.add_filter("wide", |text: &str, size: f64| letters::width(text, size).round() as i64);
    environment.add_filter("wrap", |text: &str, columns: usize| wrap(text, columns));
    environment.add_filter("dress", dress);
    environment.add_filter("takes", takes);
}

/// `wardrobe` maps `aside.related` or `blockquote p` to a style, or to `"div; style"` where the element changes too.
fn dress(html: &Value, wardrobe: Value) -> Result<Value, Error> {
    // Only what the view made may be printed as it is: a text that a template has put together stays a text.
    let Some(text) = html.as_str().filter(|_| html.is_safe()) else {
        return Err(Error::new(ErrorKind::InvalidOperation, "dress takes the HTML of a story: body or copy"));
    };
    let dressed = markup::dress(text, &|key| {
        let found = wardrobe.get_attr(key).ok().filter(|value| !value.is_undefined())?;
        let style = found.as_str()?.replace('"', "'");
        Some(
            match style.split_once("; ").filter(|(element, _)| element.bytes().all(|one| one.is_ascii_alphanumeric())) {
                Some((element, style)) => markup::Dress { element: element.to_owned(), style: style.to_owned() },
                None => markup::Dress { element: String::new(), style },
            },
        )
    });
    Ok(Value::from_safe_string(dressed))
}

fn takes(lines: &Value, words: u32) -> Result<Vec<Vec<Value>>, Error> {
    let lines = lines.try_iter()?.map(|line| line_of(&line)).collect::<Result<Vec<_>, _>>()?;
    let value = |line: &Line| context! { block => line.block, kind => line.kind.name(), text => line.text.as_str() };
    Ok(copy::takes(&lines, words).iter().map(|take| take.iter().map(value).collect()).collect())
}

fn line_of(value: &Value) -> Result<Line, Error> {
    let no_line = || Error::new(ErrorKind::InvalidOperation, "takes are made of the lines of a story");
    let block = value.get_attr("block")?.as_usize().ok_or_else(no_line)?;
    let text = value.get_attr("text")?.as_str().ok_or_else(no_line)?.to_owned();
    let kind = value.get_attr("kind")?;
    let all = [Kind::Text, Kind::Heading, Kind::Item, Kind::PullQuote, Kind::Caption, Kind::Pointer];
    let kind = all.into_iter().find(|one| Some(one.name()) == kind.as_str()).ok_or_else(no_line)?;
    Ok(Line { block, kind, text })
}

fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut room = 0;
    for word in text.split_whitespace() {
        let long = word.chars().count();
        match lines.last_mut() {
            Some(line) if long < room => {
                line.push(' ');
                line.push_str(word);
                room -= long + 1;
            }
            _ => {
                lines.push(word.to_owned());
                room = columns.saturating_sub(long);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_wrapped_between_words() {
        assert_eq!(wrap("satu dua tiga empat", 8), ["satu dua", "tiga", "empat"]);
        assert_eq!(wrap("sangatpanjangsekali x", 8), ["sangatpanjangsekali", "x"]);
        assert!(wrap("  ", 8).is_empty());
    }
}
