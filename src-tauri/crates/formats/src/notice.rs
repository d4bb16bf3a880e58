//! What readers are told of a story that was corrected, and of one that corrects another: the same in every form.

use crate::{Context, Leaving, Tie, html::date, said};
use story::{
    Body, Correction, CorrectionKind, RelatedLink, Story, Tracking,
    body::{Block, Inline},
};

/// One thing that readers are told.
pub(crate) struct Notice<'a> {
    /// What it is: `Ralat`, `Ralat atas`.
    pub label: String,
    /// When it was made, RFC 3339.
    pub at: &'a str,
    /// The same as papers print it.
    pub time: String,
    /// What was wrong, or what has happened; empty of one that only points at another story.
    pub text: &'a str,
    /// The story to read beside.
    pub other: Option<&'a Tie>,
    /// Whether it withdraws the story.
    pub kills: bool,
}

/// All of them, a kill first, then in the order in which they were made.
pub(crate) fn all<'a>(leaving: &Leaving<'a>) -> Vec<Notice<'a>> {
    let language = said::language(leaving.story, leaving.house);
    let of = |Correction { kind, at, text, published_as, .. }: &'a Correction| Notice {
        label: kind.printed(language).to_owned(),
        at,
        time: date::print(at, language),
        text: text.trim(),
        other: leaving.ties.published_as.iter().find(|tie| Some(&tie.story) == published_as.as_ref()),
        kills: *kind == CorrectionKind::Kill,
    };
    let on = if language.starts_with("en") { "on" } else { "atas" };
    let back = |tie: &'a Tie| Notice {
        label: format!("{} {on}", tie.kind.printed(language)),
        at: &tie.at,
        time: date::print(&tie.at, language),
        text: "",
        other: Some(tie),
        kills: false,
    };
    let mut notices: Vec<Notice<'a>> = leaving.story.corrections.iter().map(of).collect();
    notices.sort_by_key(|notice| !notice.kills);
    notices.extend(leaving.ties.corrects.iter().map(back));
    notices
}

impl Notice<'_> {
    /// In one line: `Ralat (Jumat, 10 Februari 2023 / 06:39 WIB): Nama menteri keliru. Baca: Menteri Berbicara`.
    pub(crate) fn line(&self) -> String {
        let title = self.other.map(|tie| tie.title.trim()).filter(|title| !title.is_empty());
        let said: Vec<&str> = [self.text].into_iter().chain(title).filter(|part| !part.is_empty()).collect();
        said::excerpt(&format!("{} ({}): {}", self.label, self.time, said.join(" \u{2192} ")), usize::MAX)
    }
}

/// The story as documents have it that have no words of their own for corrections: what was said of it stands at its end, in
/// boxes. `None` where nothing was said.
pub fn told(leaving: &Leaving<'_>) -> Option<Story> {
    Some(Story { body: boxed(&leaving.story.body, leaving)?, ..leaving.story.clone() })
}

/// The same of what the story was before what is suggested in it, so that a box is no suggestion.
pub(crate) fn told_before(leaving: &Leaving<'_>) -> Option<Tracking> {
    let tracking = leaving.review?.tracking?;
    let base = boxed(tracking.base.as_ref()?, leaving)?;
    Some(Tracking { base: Some(base), ..tracking.clone() })
}

fn boxed(body: &Body, leaving: &Leaving<'_>) -> Option<Body> {
    let notices = all(leaving);
    if notices.is_empty() {
        return None;
    }
    let words = |text: &str| vec![Inline::Text { marks: Vec::new(), text: text.to_owned() }];
    let boxes = notices.iter().map(|notice| {
        let title = notice.other.map(|tie| tie.title.trim()).unwrap_or_default();
        let title_line = Block::FactTitle { content: words(&format!("{} ({})", notice.label, notice.time)) };
        let lines = [notice.text, title].into_iter().filter(|line| !line.is_empty());
        let lines = lines.map(|line| Block::Paragraph { content: words(line) });
        Block::FactBox { content: std::iter::once(title_line).chain(lines).collect() }
    });
    Body::new(body.blocks().iter().cloned().chain(boxes).collect()).ok()
}

/// Where the other story of a notice is, where its newsroom knows.
pub(crate) fn address(tie: &Tie, context: &Context<'_>) -> Option<String> {
    let link = RelatedLink { title: tie.title.clone(), story_id: Some(tie.story.clone()), url: None };
    (context.related)(&link)
}

/// What receivers are told beside the editors' own note, in one line each.
pub(crate) fn editors_note(leaving: &Leaving<'_>, note: Option<String>) -> Option<String> {
    let lines: Vec<String> = all(leaving).iter().map(Notice::line).chain(note).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
