use crate::{Failure, Newsroom};
use story::{Body, RelatedLink};

impl Newsroom {
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
