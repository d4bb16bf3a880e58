//! Spelling as a person or a script sees it.

use crate::{
    print::{line, object},
    run::{Stopped, now},
};
use newsroom::{Misspelt, Newsroom};
use serde_json::{Value, json};
use story::replace::TextPlace;

/// One word a line, in reading order: `body 3  mengtakan  mengatakan, mengotakan`, `body 4 title  hargga  harga`.
pub fn spelling(newsroom: &Newsroom, id: &str, json: bool) -> Result<(), Stopped> {
    let (story, _) = newsroom.story(id, &now())?;
    let language = story.fields.language;
    let found = newsroom.spelling(id, &now())?;
    for Misspelt { place, start, word, .. } in found {
        let suggestions = newsroom.suggest_spelling(&word, &language);
        let attribute = attribute_name(&place);
        let place = place_name(&place);
        if json {
            object(&json!({
                "place": place, "attribute": attribute, "start": start, "word": word, "suggestions": suggestions,
            }))?;
        } else {
            line(format_args!("{}  {word}  {}", told(&place, attribute), suggestions.join(", ")))?;
        }
    }
    Ok(())
}

/// The words of the newsroom, after one was taught or taken back.
pub fn words(newsroom: &Newsroom, add: Option<String>, remove: Option<String>, json: bool) -> Result<(), Stopped> {
    if let Some(word) = add {
        newsroom.teach_word(&word, None, &now(), &newsroom.actor()?)?;
    }
    if let Some(word) = remove
        && !newsroom.forget_word(&word, None)?
    {
        return Err(Stopped::Failed(vec![format!(
            "nobody has taught \u{201c}{word}\u{201d}: \u{2018}words\u{2019} lists what was"
        )]));
    }
    newsroom.words(None)?.iter().try_for_each(|taught| match json {
        true => object(taught),
        false => line(format_args!("{}  {}  {}", taught.word, taught.at, taught.actor)),
    })
}

/// A field by its name, a line by the way down to it, counted from 1.
fn place_name(place: &TextPlace) -> Value {
    match place {
        TextPlace::Field { name, .. } => json!(name),
        TextPlace::Line { path } | TextPlace::Attribute { path, .. } => {
            json!(path.iter().map(|index| index + 1).collect::<Vec<_>>())
        }
    }
}

/// What of a block it is about, where that is not its text: `alt`, `title`.
fn attribute_name(place: &TextPlace) -> Option<&str> {
    match place {
        TextPlace::Attribute { name, .. } => Some(name),
        _ => None,
    }
}

fn told(place: &Value, attribute: Option<&str>) -> String {
    match place {
        Value::Array(path) => {
            let way: Vec<String> = path.iter().map(ToString::to_string).collect();
            format!("body {}{}", way.join("."), attribute.map(|name| format!(" {name}")).unwrap_or_default())
        }
        other => other.as_str().unwrap_or_default().to_owned(),
    }
}
