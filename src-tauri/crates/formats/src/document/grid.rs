//! Tables laid out in columns, as word processors want them: in each row something for every column.

use super::{Cell, Table};

/// What a row has at some of its columns.
pub(crate) enum Slot<'t, 'a> {
    /// A cell that begins here.
    Cell { cell: &'t Cell<'a>, columns: usize, rows: usize },
    /// What a cell of a row above reaches over.
    Covered { columns: usize },
    /// Nothing.
    Gap { columns: usize },
}

/// The rows with all their slots, and how many columns there are. Columns that no cell begins or ends at are none: a single
/// cell over a thousand is one.
pub(crate) fn slots<'t, 'a>(table: &'t Table<'a>) -> (Vec<Vec<Slot<'t, 'a>>>, usize) {
    let placed = place(table);
    let mut edges: Vec<usize> = placed.iter().flatten().flat_map(|(from, to, _)| [*from, *to]).chain([0]).collect();
    edges.sort_unstable();
    edges.dedup();
    let column = |edge: usize| edges.partition_point(|one| *one < edge);
    let width = edges.len() - 1;
    let rows = placed.into_iter().map(|row| {
        let mut slots = Vec::new();
        let mut at = 0;
        for (from, to, taken) in row {
            let (from, to) = (column(from), column(to));
            if from > at {
                slots.push(Slot::Gap { columns: from - at });
            }
            let columns = to - from;
            slots.push(match taken {
                Some((cell, rows)) => Slot::Cell { cell, columns, rows },
                None => Slot::Covered { columns },
            });
            at = to;
        }
        if at < width {
            slots.push(Slot::Gap { columns: width - at });
        }
        slots
    });
    (rows.collect(), width)
}

/// A cell that begins, with the rows that it takes; `None` for one of a row above.
type Taken<'t, 'a> = Option<(&'t Cell<'a>, usize)>;

/// From and to which column each cell of each row goes. One that would lie over another ends where that begins.
fn place<'t, 'a>(table: &'t Table<'a>) -> Vec<Vec<(usize, usize, Taken<'t, 'a>)>> {
    // Cells of rows above: from, to, and how many rows they still take.
    let mut above: Vec<(usize, usize, usize)> = Vec::new();
    let count = table.rows.len();
    let mut rows = Vec::with_capacity(count);
    for (row, number) in table.rows.iter().zip(0..) {
        let mut placed: Vec<(usize, usize, Taken<'t, 'a>)> =
            above.iter().map(|(from, to, _)| (*from, *to, None)).collect();
        let mut at = 0;
        let mut begun = Vec::new();
        for cell in &row.cells {
            while let Some((_, to, _)) = above.iter().find(|(from, to, _)| (*from..*to).contains(&at)) {
                at = *to;
            }
            let next = above.iter().map(|(from, _, _)| *from).filter(|from| *from > at).min().unwrap_or(usize::MAX);
            let to = (at + usize::from(cell.columns)).min(next);
            let rows = usize::from(cell.rows).min(count - number);
            placed.push((at, to, Some((cell, rows))));
            begun.push((at, to, rows));
            at = to;
        }
        placed.sort_by_key(|(from, _, _)| *from);
        rows.push(placed);
        above.iter_mut().for_each(|(_, _, left)| *left -= 1);
        above.extend(begun.into_iter().map(|(from, to, rows)| (from, to, rows - 1)));
        above.retain(|(_, _, left)| *left > 0);
        above.sort_unstable();
    }
    rows
}
