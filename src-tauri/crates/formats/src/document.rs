//! A story as word processors and page makers have it: lines with named styles, and tables of such lines. DOCX, ODT and ICML
//! are written from it; what a style looks like is a matter of each.
//!
//! The body is walked once ([`walk`]), under suggestion twice, and the two walks are laid over each other ([`changes`]).

mod changes;
mod gather;
mod grid;
mod look;
mod notes;
mod walk;

pub(crate) use grid::{Slot, slots};
pub(crate) use look::{List, Shape, Style};
pub(crate) use notes::Thread;

use crate::{Context, Leaving, said, xml::is_blank};
use std::borrow::Cow;
use story::{
    RelatedLink, TrackedField, Tracking, WrittenField,
    body::{Image, is_safe_address},
    house::CreditPlace,
};

/// All that is printed of a story.
pub(crate) struct Document<'a> {
    /// In reading order, the headline block and the credit line among them.
    pub parts: Vec<Part<'a>>,
    /// What colleagues wrote at it, where that was asked for.
    pub threads: Vec<Thread<'a>>,
    /// BCP 47.
    pub language: &'a str,
}

/// What stands on a line of its own.
pub(crate) enum Part<'a> {
    Line(Line<'a>),
    Table(Table<'a>),
}

/// A paragraph of any kind.
#[derive(Clone)]
pub(crate) struct Line<'a> {
    pub shape: Shape,
    /// What it was in the text without the suggestions, where that is something else, and who changed it.
    pub was: Option<(Shape, Who<'a>)>,
    pub runs: Vec<Run<'a>>,
    /// What became of its end: one that was deleted joined it to the next line, one that was inserted split it from that.
    pub end: Change<'a>,
}

/// A piece of a line that is alike throughout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run<'a> {
    pub what: What<'a>,
    pub strong: bool,
    pub emphasis: bool,
    /// An address that is safe to open.
    pub link: Option<Cow<'a, str>>,
    /// The threads whose words these are.
    pub notes: Vec<&'a str>,
    pub change: Change<'a>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What<'a> {
    Text(Cow<'a, str>),
    Picture(&'a Image),
}

/// What a suggestion did to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change<'a> {
    None,
    Inserted(Who<'a>),
    Deleted(Who<'a>),
}

/// Who suggested it and when; either is empty where that cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Who<'a> {
    pub author: &'a str,
    pub at: &'a str,
}

/// A table as it was made: rows of those cells that begin in them.
#[derive(Clone)]
pub(crate) struct Table<'a> {
    pub rows: Vec<Row<'a>>,
    /// Tables are suggested as a whole.
    pub change: Change<'a>,
}

#[derive(Clone)]
pub(crate) struct Row<'a> {
    pub cells: Vec<Cell<'a>>,
}

#[derive(Clone)]
pub(crate) struct Cell<'a> {
    pub header: bool,
    pub columns: u16,
    pub rows: u16,
    /// At least one.
    pub lines: Vec<Line<'a>>,
}

impl<'a> Document<'a> {
    /// What leaves of a story. Suggestions and notes are in it only where [`Leaving::review`] brings them.
    pub fn of(leaving: &Leaving<'a>, context: &Context<'_>) -> Self {
        let Leaving { story, house, review, .. } = *leaving;
        let related = |link: &RelatedLink| (context.related)(link).filter(|address| is_safe_address(address));
        let wording = walk::Wording { label: house.related_label().trim_end(), related: &related };
        let text = walk::walk(&story.body, &wording, 1);
        let tracking = review.and_then(|review| review.tracking);
        let pieces = match tracking {
            Some(Tracking { base: Some(base), changes, .. }) => {
                changes::between(&walk::walk(base, &wording, 0), &text, changes)
            }
            _ => changes::unchanged(text),
        };
        let mut body = gather::parts(pieces);
        gather::put_dateline(&mut body, house.print_dateline(&story.fields).trim_end().to_owned());
        let mut parts = headline_block(leaving);
        parts.append(&mut body);
        parts.append(&mut sign_off(leaving));
        if parts.is_empty() {
            parts.push(Part::Line(Line::plain(Style::Normal, "")));
        }
        let threads = notes::threads(review.map_or(&[], |review| review.notes), &mut parts);
        Self { parts, threads, language: said::language_tag(story, house) }
    }

    /// The pictures in their order.
    pub fn images(&self) -> Vec<&'a Image> {
        let mut images = Vec::new();
        self.each_line(&mut |line| {
            images.extend(line.runs.iter().filter_map(|run| match run.what {
                What::Picture(image) => Some(image),
                What::Text(_) => None,
            }));
        });
        images
    }

    /// Every line, those in cells of tables among them.
    pub fn each_line(&self, see: &mut dyn FnMut(&Line<'a>)) {
        for part in &self.parts {
            match part {
                Part::Line(line) => see(line),
                Part::Table(table) => {
                    table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.lines).for_each(&mut *see);
                }
            }
        }
    }
}

impl<'a> Line<'a> {
    pub(crate) fn plain(style: Style, text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        let runs = if is_blank(&text) { Vec::new() } else { vec![Run::text(text)] };
        Self { shape: Shape::of(style), was: None, runs, end: Change::None }
    }

    /// A field as one line: what it said is deleted, what it says is inserted. Where it says nothing on one side, its line
    /// comes or goes with it.
    fn suggested(style: Style, says: &'a str, suggestion: Option<&'a TrackedField>) -> Self {
        let Some(TrackedField { was, author, at, .. }) = suggestion else { return Self::plain(style, says) };
        let who = Who { author, at };
        let said = [(was.as_str(), Change::Deleted(who)), (says, Change::Inserted(who))];
        let runs: Vec<Run<'_>> = said
            .into_iter()
            .filter(|(text, _)| !is_blank(text))
            .map(|(text, change)| Run::text(text).changed(change))
            .collect();
        let end = match runs.as_slice() {
            [only] => only.change,
            _ => Change::None,
        };
        Self { runs, end, ..Self::plain(style, "") }
    }
}

impl<'a> Run<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            what: What::Text(text.into()),
            strong: false,
            emphasis: false,
            link: None,
            notes: Vec::new(),
            change: Change::None,
        }
    }
}

impl<'a> Change<'a> {
    pub(crate) fn is_deleted(self) -> bool {
        matches!(self, Change::Deleted(_))
    }
}

fn headline_block<'a>(Leaving { story, house, review, .. }: &Leaving<'a>) -> Vec<Part<'a>> {
    let fields = &story.fields;
    let credit = house.print_credit(fields);
    let suggested = review.and_then(|review| review.tracking).map_or(&[][..], |tracking| &tracking.fields);
    let written = |style, field: WrittenField| {
        let suggestion = suggested.iter().find(|one| one.field == field);
        Line::suggested(style, field.of(fields), suggestion)
    };
    let mut lines = vec![
        written(Style::Kicker, WrittenField::Kicker),
        written(Style::Title, WrittenField::Headline),
        written(Style::Subtitle, WrittenField::Deck),
    ];
    if !fields.bylines.iter().all(|name| credit.contains(name.as_str())) {
        lines.push(Line::plain(Style::Byline, fields.bylines.join(", ")));
    }
    if house.credit_place == CreditPlace::Top {
        lines.extend(credit_lines(&credit));
    }
    shown(lines)
}

fn sign_off<'a>(Leaving { story, house, .. }: &Leaving<'a>) -> Vec<Part<'a>> {
    let credit = house.print_credit(&story.fields);
    let mut lines = Vec::new();
    if house.credit_place == CreditPlace::Bottom {
        lines.extend(credit_lines(&credit));
    }
    if !credit.contains(story.fields.rights.as_str()) {
        lines.push(Line::plain(Style::Rights, &story.fields.rights));
    }
    shown(lines)
}

fn credit_lines<'a>(credit: &str) -> impl Iterator<Item = Line<'a>> {
    credit.lines().map(|line| Line::plain(Style::Credit, line.to_owned()))
}

fn shown(lines: Vec<Line<'_>>) -> Vec<Part<'_>> {
    lines.into_iter().filter(|line| !line.runs.is_empty()).map(Part::Line).collect()
}
