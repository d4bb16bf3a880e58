use crate::{Code, Failure, Newsroom, StoryEdit, Suggestion, save::name_of};
use story::{Body, Fields, RelatedLink};

/// More suggestions than these nobody reads.
const MOST: u32 = 50;

impl Newsroom {
    /// Stories that belong to what the editor holds, best first, each with its reasons. Nothing of it need be saved.
    pub fn suggestions(&self, edit: &StoryEdit, limit: u32, now: &str) -> Result<Vec<Suggestion>, Failure> {
        let body = Body::from_json(&edit.body).map_err(|fault| {
            Failure::new(Code::BodyUnreadable, name_of(&edit.fields, &edit.id), fault.to_string(), None)
        })?;
        self.suggest(&edit.id, &edit.fields, &body, limit, now)
    }

    /// The same for a story as it was last saved.
    pub fn suggestions_for(&self, id: &str, limit: u32, now: &str) -> Result<Vec<Suggestion>, Failure> {
        let story = self.existing(id)?;
        self.suggest(id, &story.fields, &story.body, limit, now)
    }

    fn suggest(
        &self,
        id: &str,
        fields: &Fields,
        body: &Body,
        limit: u32,
        now: &str,
    ) -> Result<Vec<Suggestion>, Failure> {
        self.store().suggestions(id, fields, body, now, limit.min(MOST)).map_err(|error| self.failed(&error))
    }

    /// Points related links that came as titles alone at the stories of the archive that have those headlines.
    pub(crate) fn resolve_related(&self, body: Body) -> Result<Body, Failure> {
        let mut failed = None;
        let body = body.map_related(|link| {
            if link.story_id.is_some() || link.url.is_some() || link.title.is_empty() {
                return link;
            }
            match self.store().story_by_title(&link.title) {
                Ok(story_id) => RelatedLink { story_id, ..link },
                Err(error) => {
                    failed = Some(self.failed(&error));
                    link
                }
            }
        });
        failed.map_or(Ok(body), Err)
    }
}
