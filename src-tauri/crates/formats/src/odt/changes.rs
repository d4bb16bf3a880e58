//! Suggestions as tracked changes: what was inserted stands in the text between two marks, what was deleted in front of it,
//! with a mark where it stood.

use crate::{
    document::{Change, Run, Shape, Who},
    said,
    xml::{Xml, is_blank, one_line},
};

/// The tracked changes of a document while it is written.
#[derive(Default)]
pub(super) struct Changes<'a> {
    regions: Vec<Xml>,
    /// An insertion that has begun in the text and not ended.
    inserting: Option<(String, Who<'a>)>,
    /// What was deleted at the place that the text has come to.
    deleting: Option<Deletion<'a>>,
}

struct Deletion<'a> {
    who: Who<'a>,
    /// Lines with their ends.
    lines: Vec<(Shape, Vec<Run<'a>>)>,
    /// What was deleted of the last one.
    runs: Vec<Run<'a>>,
}

impl<'a> Changes<'a> {
    /// A piece of a line; `write` writes it where it is in the text.
    pub(super) fn run(&mut self, xml: &mut Xml, run: &Run<'a>, write: impl FnOnce(&mut Xml)) {
        match run.change {
            Change::Deleted(who) => self.deletion(xml, who).runs.push(run.clone()),
            change => {
                self.come_to(xml, change);
                write(xml);
            }
        }
    }

    /// The end of a line.
    pub(super) fn end(&mut self, xml: &mut Xml, shape: Shape, end: Change<'a>) {
        match end {
            Change::Deleted(who) => {
                let deletion = self.deletion(xml, who);
                let runs = std::mem::take(&mut deletion.runs);
                deletion.lines.push((shape, runs));
            }
            change => self.come_to(xml, change),
        }
    }

    /// Whatever is under way ends here.
    pub(super) fn settle(&mut self, xml: &mut Xml) {
        self.come_to(xml, Change::None);
    }

    fn come_to(&mut self, xml: &mut Xml, change: Change<'a>) {
        self.end_deletion(xml);
        let inserted = match change {
            Change::Inserted(who) => Some(who),
            _ => None,
        };
        if self.inserting.as_ref().map(|(_, who)| *who) != inserted {
            self.end_insertion(xml);
            if let Some(who) = inserted {
                let id = self.region("text:insertion", who, |_| {});
                xml.span("text:change-start", &[("text:change-id", &id)], |_| {});
                self.inserting = Some((id, who));
            }
        }
    }

    fn deletion(&mut self, xml: &mut Xml, who: Who<'a>) -> &mut Deletion<'a> {
        self.end_insertion(xml);
        if self.deleting.as_ref().is_some_and(|deletion| deletion.who != who) {
            self.end_deletion(xml);
        }
        self.deleting.get_or_insert(Deletion { who, lines: Vec::new(), runs: Vec::new() })
    }

    fn end_insertion(&mut self, xml: &mut Xml) {
        if let Some((id, _)) = self.inserting.take() {
            xml.span("text:change-end", &[("text:change-id", &id)], |_| {});
        }
    }

    fn end_deletion(&mut self, xml: &mut Xml) {
        let Some(Deletion { who, lines, runs }) = self.deleting.take() else { return };
        let id = self.region("text:deletion", who, |xml| {
            // One paragraph more than ends: the first and the last go on in the text.
            let last = lines.last().map_or(Shape::of(crate::document::Style::Normal), |(shape, _)| *shape);
            for (shape, runs) in lines.iter().chain([&(last, runs)]) {
                super::text::paragraph(xml, shape, |xml| {
                    let mut spacing = super::text::Spacing::default();
                    runs.iter().for_each(|run| super::text::run(xml, run, &mut spacing));
                });
            }
        });
        xml.span("text:change", &[("text:change-id", &id)], |_| {});
    }

    fn region(&mut self, kind: &str, who: Who<'_>, content: impl FnOnce(&mut Xml)) -> String {
        let id = format!("change{}", self.regions.len() + 1);
        let mut xml = Xml::piece();
        xml.within("text:changed-region", &[("xml:id", &id), ("text:id", &id)], |xml| {
            xml.within(kind, &[], |xml| {
                xml.within("office:change-info", &[], |xml| {
                    let author = if is_blank(who.author) { "?" } else { who.author };
                    xml.words("dc:creator", &[], |xml| xml.text(&one_line(author)));
                    // It may not be left out.
                    let time = said::second(who.at).unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned());
                    xml.words("dc:date", &[], |xml| xml.text(&time));
                });
                content(xml);
            });
        });
        self.regions.push(xml);
        id
    }

    /// What stands in front of the text.
    pub(super) fn write(self, xml: &mut Xml) {
        if !self.regions.is_empty() {
            xml.within("text:tracked-changes", &[], |xml| self.regions.into_iter().for_each(|region| xml.put(region)));
        }
    }
}
