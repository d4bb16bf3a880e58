//! The houses of stories: what they print, and how a story goes from one to another.

use crate::{CompletionKind, Failure, Newsroom};
use story::{Fields, Story, place::places_beginning};

impl Newsroom {
    /// The fields of a story as the house of that id has them. See [`Fields::in_house`]; writes nothing.
    pub fn fields_in_house(&self, fields: &Fields, house: &str) -> Result<Fields, Failure> {
        Ok(fields.in_house(self.houses().get(&fields.house), self.house_named(house)?))
    }

    /// Takes a story into another house and saves it.
    pub fn move_to_house(&self, id: &str, house: &str, now: &str, actor: &str) -> Result<Story, Failure> {
        let story = self.existing(id)?;
        let fields = self.fields_in_house(&story.fields, house)?;
        self.save_fields(story, fields, now, actor)
    }

    /// Places that begin with `prefix`: those in use here, most used first, then those of the gazetteer, by their names
    /// in that language (BCP 47).
    pub fn complete_place(&self, prefix: &str, language: &str, limit: u32) -> Result<Vec<String>, Failure> {
        let mut places = self.complete(CompletionKind::Place, prefix, limit)?;
        let known: Vec<String> = places.iter().map(|place| place.to_lowercase()).collect();
        let more = places_beginning(prefix, language).map(|place| place.name(language));
        let room = (limit as usize).saturating_sub(places.len());
        places.extend(more.filter(|name| !known.contains(&name.to_lowercase())).take(room).map(str::to_owned));
        Ok(places)
    }
}
