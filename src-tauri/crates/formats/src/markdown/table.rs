//! A table as GitHub's Markdown has it. It knows no cells that take several columns or rows: what they reach over is
//! empty there.

use super::inline::{self, Piece};
use comrak::{
    Arena,
    nodes::{AstNode, NodeTable, NodeValue, TableAlignment},
};
use story::body::{Block, Cell, Row};

/// Places that a table is written with at most. One that claims more is written cell by cell.
const PLACES: usize = 100_000;

pub(super) fn write<'a>(arena: &'a Arena<'a>, parent: &'a AstNode<'a>, rows: &[Row]) {
    let lines = grid(rows);
    let columns = lines.iter().map(Vec::len).max().unwrap_or_default();
    if lines.iter().flatten().flatten().all(|cell| pieces(cell).is_empty()) {
        return;
    }
    let add = |parent: &'a AstNode<'a>, value: NodeValue| {
        let node: &AstNode<'_> = arena.alloc(value.into());
        parent.append(node);
        node
    };
    let table =
        NodeTable { alignments: vec![TableAlignment::None; columns], num_columns: columns, ..NodeTable::default() };
    let table = add(parent, NodeValue::Table(Box::new(table)));
    // The first row of a Markdown table is always its head: a table without one has an empty head.
    let headed = rows.first().is_some_and(|row| row.cells().iter().any(Cell::is_header));
    let head = if headed { None } else { Some(Vec::new()) };
    for (at, line) in head.iter().chain(&lines).enumerate() {
        let row = add(table, NodeValue::TableRow(at == 0));
        for column in 0..columns {
            let cell = add(row, NodeValue::TableCell);
            if let Some(Some(of)) = line.get(column) {
                inline::write(arena, cell, &pieces(of));
            }
        }
    }
}

/// The cells where they stand, and nothing where one reaches over.
fn grid(rows: &[Row]) -> Vec<Vec<Option<&Cell>>> {
    let wide: usize = rows.iter().map(|row| row.cells().iter().map(columns).sum()).max().unwrap_or_default();
    if wide.saturating_mul(rows.len()) > PLACES {
        return rows.iter().map(|row| row.cells().iter().map(Some).collect()).collect();
    }
    let mut taken: Vec<Vec<bool>> = vec![Vec::new(); rows.len()];
    let mut lines = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let mut line = Vec::new();
        for cell in row.cells() {
            while taken[at].get(line.len()) == Some(&true) {
                line.push(None);
            }
            let (from, to) = (line.len(), line.len() + columns(cell));
            for below in taken.iter_mut().skip(at + 1).take(usize::from(cell.attrs().rowspan) - 1) {
                below.resize(below.len().max(to), false);
                below[from..to].fill(true);
            }
            line.push(Some(cell));
            line.resize(to, None);
        }
        lines.push(line);
    }
    lines
}

fn columns(cell: &Cell) -> usize {
    usize::from(cell.attrs().colspan)
}

/// Its paragraphs on one line, which is all that there may be.
fn pieces(cell: &Cell) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for line in cell.content().iter().filter_map(Block::line) {
        let line = inline::pieces("", line);
        if !pieces.is_empty() && !line.is_empty() {
            pieces.push(Piece { text: " ".to_owned(), ..Piece::default() });
        }
        pieces.extend(line);
    }
    inline::tidy(pieces)
}
