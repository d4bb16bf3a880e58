//! Pieces gathered into lines and tables.

use super::{
    Cell, Change, Line, Part, Row, Run, Shape, Style, Table, What,
    changes::Told,
    walk::{Grid, Piece},
};
use crate::xml::is_blank;
use story::body::Inline;

/// Whether there is anything to read in a line of the body.
pub(super) fn has_text(content: &[Inline]) -> bool {
    !content.iter().all(|Inline::Text { text, .. }| is_blank(text))
}

/// Lines and tables in their order. Lines that nobody sees are left out, unless somebody made or joined them.
pub(super) fn parts(pieces: Vec<Told<'_>>) -> Vec<Part<'_>> {
    let mut gathering = Gathering { parts: Vec::new(), table: None, runs: Vec::new() };
    for Told { piece, change, was } in pieces {
        match piece {
            Piece::Run(run) => gathering.runs.push(run),
            Piece::End(shape) => {
                let runs = std::mem::take(&mut gathering.runs);
                gathering.line(Line { shape, was, runs, end: change });
            }
            Piece::Grid(grid) => gathering.grid(grid, change),
        }
    }
    gathering.end_line();
    gathering.parts
}

struct Gathering<'a> {
    parts: Vec<Part<'a>>,
    table: Option<Table<'a>>,
    runs: Vec<Run<'a>>,
}

impl<'a> Gathering<'a> {
    fn line(&mut self, line: Line<'a>) {
        let cell = self.table.as_mut().and_then(|table| table.rows.last_mut()).and_then(|row| row.cells.last_mut());
        match cell {
            Some(cell) => push(&mut cell.lines, line),
            None => {
                let goes_on = matches!(self.parts.last(), Some(Part::Line(before)) if before.end != Change::None);
                if goes_on || line.shows() {
                    self.parts.push(Part::Line(line));
                }
            }
        }
    }

    /// A line that something else begins in.
    fn end_line(&mut self) {
        if !self.runs.is_empty() {
            let runs = std::mem::take(&mut self.runs);
            self.line(Line { shape: Shape::of(Style::Normal), was: None, runs, end: Change::None });
        }
    }

    fn grid(&mut self, grid: Grid, change: Change<'a>) {
        self.end_line();
        match (grid, &mut self.table) {
            (Grid::Table, table) => *table = Some(Table { rows: Vec::new(), change }),
            (Grid::Row, Some(table)) => table.rows.push(Row { cells: Vec::new() }),
            (Grid::Cell { header, columns, rows }, Some(table)) => {
                if let Some(row) = table.rows.last_mut() {
                    row.cells.push(Cell { header, columns, rows, lines: Vec::new() });
                }
            }
            (Grid::EndTable, table) => {
                if let Some(mut table) = table.take() {
                    table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(Cell::fill);
                    if table.rows.iter().any(|row| !row.cells.is_empty()) {
                        self.parts.push(Part::Table(table));
                    }
                }
            }
            (Grid::EndCell | Grid::EndRow, _) | (_, None) => {}
        }
    }
}

fn push<'a>(lines: &mut Vec<Line<'a>>, line: Line<'a>) {
    let goes_on = lines.last().is_some_and(|before| before.end != Change::None);
    if goes_on || line.shows() {
        lines.push(line);
    }
}

impl Cell<'_> {
    fn fill(&mut self) {
        if self.lines.is_empty() {
            let style = if self.header { Style::TableHead } else { Style::TableText };
            self.lines.push(Line::plain(style, ""));
        }
    }
}

impl Line<'_> {
    /// Whether there is anything of it.
    fn shows(&self) -> bool {
        let text = |run: &Run<'_>| match &run.what {
            What::Text(text) => !is_blank(text),
            What::Picture(_) => true,
        };
        self.end != Change::None || self.runs.iter().any(text)
    }
}

/// Puts the dateline in front of the first paragraph of the copy; on a line of its own where the copy opens with a quote or
/// a list, or there is none.
pub(super) fn put_dateline(parts: &mut Vec<Part<'_>>, dateline: String) {
    if is_blank(&dateline) {
        return;
    }
    let is_copy = |part: &Part<'_>| matches!(part, Part::Line(line) if line.shape.style.is_copy() && !line.shape.apart && line.stays());
    let place = parts.iter().position(is_copy);
    let dateline = Run { strong: true, ..Run::text(dateline) };
    match place.and_then(|place| parts.get_mut(place)) {
        Some(Part::Line(line)) if line.shape.style == Style::Normal => {
            line.runs.splice(0..0, [dateline, Run::text(" ")]);
        }
        _ => {
            let line = Line { runs: vec![dateline], ..Line::plain(Style::Normal, "") };
            parts.insert(place.unwrap_or(parts.len()), Part::Line(line));
        }
    }
}

impl Line<'_> {
    /// Whether anything of it is in the text with the suggestions.
    fn stays(&self) -> bool {
        !self.runs.iter().all(|run| run.change.is_deleted())
    }
}
