use minijinja::{Value, context};
use story::{
    House, Story,
    body::{HtmlOptions, Image, RelatedLink},
    house::CreditPlace,
};

/// What a page needs besides the story.
pub struct Options<'a> {
    /// Whether the reader's screen is dark.
    pub dark: bool,
    /// Address of a picture, or of what is to be seen of it: the shell knows how its window reaches the media folder.
    pub media_href: &'a dyn Fn(&Image) -> String,
}

/// A story as templates see it: everything printed already, nothing left to decide.
#[derive(Debug, Clone)]
pub struct View(pub(crate) Value);

impl View {
    /// The story as its house prints it.
    pub fn of(story: &Story, house: &House, options: &Options<'_>) -> Self {
        let fields = &story.fields;
        let html = story.body.html(&HtmlOptions {
            related_label: house.related_label(),
            related_href: &related_href,
            media_href: options.media_href,
            dateline: &house.print_dateline(fields),
            furniture: true,
        });
        Self(context! {
            language => fields.language.as_str(),
            scheme => if options.dark { "dark" } else { "light" },
            house => house.name.as_str(),
            desk => fields.desk.as_str(),
            kicker => fields.kicker.as_str(),
            headline => fields.headline.as_str(),
            deck => fields.deck.as_str(),
            credit => house.print_credit(fields),
            credit_below => house.credit_place == CreditPlace::Bottom,
            tags => fields.tags.clone(),
            // Escaped by `story`, and nothing in it runs: the one string that templates may print as it is.
            body => Value::from_safe_string(html),
        })
    }
}

/// A story of the archive has no address of its own here; the window that shows the page knows where `#story-…` leads.
fn related_href(link: &RelatedLink) -> Option<String> {
    link.url.clone().or_else(|| link.story_id.as_ref().map(|id| format!("#story-{id}")))
}
