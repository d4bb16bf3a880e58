use story::{Finding, FindingCode};

/// What people still have to decide or to answer: nothing that keeps a story from leaving. Each as how many of whom; a name
/// that cannot be told is empty.
pub fn pending(suggestions: &[(String, u32)], notes: &[(String, u32)]) -> Vec<Finding> {
    let kinds = [(FindingCode::SuggestionsPending, suggestions), (FindingCode::NotesOpen, notes)];
    let waiting = kinds.into_iter().filter(|(_, whose)| !whose.is_empty());
    waiting.map(|(code, whose)| Finding::note(code, told(whose))).collect()
}

fn told(whose: &[(String, u32)]) -> String {
    let name = |name: &str| if name.is_empty() { "?".to_owned() } else { name.to_owned() };
    whose.iter().map(|(who, count)| format!("{} {count}", name(who))).collect::<Vec<_>>().join(", ")
}
