use crate::{Failure, Newsroom};
use formats::text;
use serde::Serialize;
use story::{Counts, Fields, Finding, body::RelatedAt};

/// What pasted copy says, for the editor to confirm before it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CopyReading {
    /// Id of the house whose patterns fit; null where none does.
    pub house: Option<String>,
    /// Its name; empty where none fits.
    pub house_name: String,
    /// What was recognised; the rest is empty.
    pub fields: Fields,
    /// The body, as ProseMirror JSON text.
    pub body: String,
    /// What was recognised, in reading order, as it stood in the copy.
    pub recognised: Vec<Recognised>,
    /// Related links in reading order; those whose title is a headline of the archive point at that story.
    pub related_links: Vec<RelatedAt>,
    /// Words, characters, paragraphs.
    pub counts: Counts,
    /// What was left as text or written otherwise.
    pub findings: Vec<Finding>,
}

/// One recognised value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Recognised {
    /// The field, by the names of [`Fields::NAMES`].
    pub field: String,
    /// Its value as a person reads it; several bylines are joined by `; `.
    pub value: String,
}

/// How the house prints what the metadata says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PrintedLines {
    /// With its closing space; empty where there is nothing to print.
    pub dateline: String,
    /// Source and people.
    pub credit: String,
    /// Words in front of a related link's title: `Baca Juga: `.
    pub related_label: String,
}

impl Newsroom {
    /// Reads pasted copy: by the house named, else by the newsroom's own and then all others. Nothing is kept yet.
    pub fn read_copy(&self, copy: &str, house: Option<&str>) -> Result<CopyReading, Failure> {
        let own = house.map(|id| self.house_named(id)).transpose()?.unwrap_or_else(|| self.house());
        let reading = text::read(copy, self.houses(), Some(&own.id));
        let body = self.resolve_related(reading.body)?;
        let house_name = reading.house.as_deref().and_then(|id| self.houses().get(id)).map(|house| house.name.clone());
        Ok(CopyReading {
            house: reading.house,
            house_name: house_name.unwrap_or_default(),
            fields: reading.fields,
            related_links: body.related_links(),
            counts: body.counts(),
            body: body.to_json(),
            recognised: reading
                .recognised
                .into_iter()
                .map(|recognised| Recognised { field: recognised.field.to_owned(), value: recognised.value })
                .collect(),
            findings: reading.findings,
        })
    }

    /// How the story's house prints what stands in the inspector.
    pub fn print_lines(&self, fields: &Fields) -> PrintedLines {
        let house = self.house_of(fields);
        PrintedLines {
            dateline: house.print_dateline(fields),
            credit: house.print_credit(fields),
            related_label: house.related_label().to_owned(),
        }
    }
}
