//! Bytes ↔ story. Reads the copy that comes in (decoding, then a house's plain text form) and writes what goes out, a file
//! here for each form. The hand-over file, which one Redaksi writes for another, goes both ways.
//!
//! Nothing in here opens a file or reads a clock: bytes come in, [`story::Rendition`]s go out. Reading never fails on
//! text: what no house recognises is kept as paragraphs and said in a finding. Every writer escapes by its library or by
//! `story`'s one `escape`, never by hand. What becomes of each field in each form is in [`fate`] and in `fields.md`, of each
//! block in `blocks.md`; tests write both.

mod address;
mod archive;
mod decode;
mod document;
pub mod docx;
pub mod epub;
pub mod fate;
pub mod feed;
pub mod hand_over;
pub mod html;
pub mod icml;
mod kind;
mod leaving;
pub mod markdown;
pub mod newsml;
pub mod ninjs;
pub mod nitf;
mod notice;
pub mod odt;
mod picture;
mod said;
pub mod text;
pub mod whole;
pub mod wxr;
mod xml;

pub use decode::{Binary, Decoded, LARGEST, Refusal, check_size, decode};
pub use kind::{Kind, UnknownKind};
pub use leaving::{Context, Leaving, Note, PageForm, Photo, Review, Tie, Ties, UNTIED};
pub use notice::told;

use story::{Rendition, Story, Tracking};

/// Writes one file: of all the stories where the kind gathers them, else of the first, which is then the only one.
/// `None` where there is no story, and for hand-over files, which hold more than what leaves.
pub fn write(kind: Kind, stories: &[Leaving<'_>], context: &Context<'_>) -> Option<Rendition> {
    // Notes and suggestions leave in those forms alone that have a place for them, whatever was brought here.
    let bare: Vec<Leaving<'_>>;
    let stories = if kind.shows_review() {
        stories
    } else {
        bare = stories.iter().map(|leaving| Leaving { review: None, ..*leaving }).collect();
        &bare
    };
    let boxed = matches!(kind, Kind::Docx | Kind::Odt | Kind::Icml);
    let told: Vec<(Option<Story>, Option<Tracking>)> = stories
        .iter()
        .map(|leaving| if boxed { (told(leaving), notice::told_before(leaving)) } else { (None, None) })
        .collect();
    let stories: Vec<Leaving<'_>> = stories
        .iter()
        .zip(&told)
        .map(|(leaving, (story, before))| Leaving {
            story: story.as_ref().unwrap_or(leaving.story),
            review: leaving.review.map(|review| Review { tracking: before.as_ref().or(review.tracking), ..review }),
            ..*leaving
        })
        .collect();
    let stories = stories.as_slice();
    let first = stories.first()?;
    let story = first.story;
    Some(match kind {
        Kind::Html => html::write(first, context),
        Kind::Markdown => markdown::write(first, context),
        Kind::Text => text::write_leaving(first),
        Kind::Ninjs => ninjs::write(first),
        Kind::Ninjs2 => ninjs::write_2(first),
        Kind::Nitf => nitf::write(first, context),
        Kind::Newsml => newsml::write(stories, context),
        Kind::Rss => feed::write_rss(stories, context),
        Kind::Atom => feed::write_atom(stories, context),
        Kind::Wxr => wxr::write(stories, context),
        Kind::Docx => docx::write(first, context),
        Kind::Odt => odt::write(first, context),
        Kind::Icml => icml::write(first, context),
        Kind::Epub => epub::write(stories, context),
        Kind::Json => whole::write(story),
        Kind::Pdf | Kind::Story => return None,
    })
}
