use crate::{Code, Failure, Newsroom, WrittenText};
use serde_json::Value;
use story::replace::{self, FindQuery, Match, Pattern};

impl Newsroom {
    /// Every match in what the editor holds: head, text, then the other metadata.
    pub fn find_in_story(&self, text: &WrittenText, query: &FindQuery) -> Result<Vec<Match>, Failure> {
        Ok(replace::find(&text.fields, &tree_of(text)?, &compiled(query)?))
    }

    /// The places in what the editor holds that say that something is still to come, in the order of the findings.
    pub fn markers_in_story(&self, text: &WrittenText) -> Result<Vec<Match>, Failure> {
        Ok(replace::markers(&text.fields, &tree_of(text)?))
    }
}

/// The query made ready. What is wrong with it is about the pattern, and is shown beside it.
pub(crate) fn compiled(query: &FindQuery) -> Result<Pattern, Failure> {
    query.compile().map_err(|fault| Failure::new(Code::PatternUnusable, &query.find, fault.to_string(), None))
}

pub(crate) fn tree_of(text: &WrittenText) -> Result<Value, Failure> {
    let name = || crate::save::name_of(&text.fields, "");
    serde_json::from_str(&text.body)
        .map_err(|fault| Failure::new(Code::BodyUnreadable, name(), fault.to_string(), None))
}
