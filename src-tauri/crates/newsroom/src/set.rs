use crate::{Code, Failure, Newsroom, Remedy, save::name_of, time};
use store::{Entry, Save, Saved};
use story::{FieldError, Fields, Story};

impl Newsroom {
    /// Sets fields by name, as on the command line: all of them, or none. `stage` moves the story.
    pub fn set(&self, id: &str, assignments: &[(String, String)], now: &str, actor: &str) -> Result<Story, Failure> {
        let mut story = self.existing(id)?;
        let mut stage = story.stage;
        for (name, value) in assignments {
            match name.as_str() {
                "stage" => {
                    stage = value.trim().parse().map_err(|error: story::UnknownStage| {
                        Failure::new(Code::FieldValue, name.as_str(), error.to_string(), None)
                    })?;
                }
                _ => self.assign(&mut story.fields, name, value)?,
            }
        }
        let fields = std::mem::take(&mut story.fields);
        let moved = (stage != story.stage).then_some(stage);
        let saved = self.save_fields(story, fields, now, actor)?;
        let Some(stage) = moved else { return Ok(saved) };
        self.move_to(&[id.to_owned()], stage, now, actor)?;
        self.existing(id)
    }

    /// Saves other fields for a story that was just read.
    pub(crate) fn save_fields(&self, story: Story, fields: Fields, now: &str, actor: &str) -> Result<Story, Failure> {
        let (id, name) = (story.id, name_of(&fields, ""));
        let save = Save { id: id.clone(), base: story.revision, fields, body: story.body };
        match self.store().save(save, Entry { at: now, actor }).map_err(|error| self.failed(&error))? {
            Saved::Kept { .. } | Saved::Unchanged { .. } => self.existing(&id),
            Saved::KeptBeside { version, .. } => Err(Failure::new(
                Code::StoryChanged,
                if name.is_empty() { id } else { name },
                format!("someone else saved it at the same moment; this change is kept as version {version}"),
                Some(Remedy::CompareVersions),
            )),
            Saved::Missing => Err(Failure::story_missing(&id)),
        }
    }

    fn assign(&self, fields: &mut Fields, name: &str, value: &str) -> Result<(), Failure> {
        fields.set(name, value).map_err(|error| {
            let code = match &error {
                FieldError::Unknown(_) => Code::FieldUnknown,
                FieldError::Value { .. } => Code::FieldValue,
            };
            Failure::new(code, name, error.to_string(), None)
        })?;
        match name {
            "embargo" => fields.embargo.as_deref().map_or(Ok(()), |until| {
                time::moment(until).map(drop).map_err(|failure| Failure { thing: name.to_owned(), ..failure })
            }),
            "house" => self.house_named(&fields.house).map(drop),
            _ => Ok(()),
        }
    }
}
