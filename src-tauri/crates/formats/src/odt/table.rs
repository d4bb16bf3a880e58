use super::text::Writer;
use crate::{
    document::{Line, Row, Run, Shape, Slot, Style, Table, slots},
    xml::Xml,
};

/// What the cells of every table look like.
pub(super) fn styles(xml: &mut Xml) {
    xml.within("style:style", &[("style:name", "Cell"), ("style:family", "table-cell")], |xml| {
        xml.empty("style:table-cell-properties", &[("fo:border", "0.5pt solid #808080"), ("fo:padding", "1.2mm")]);
    });
}

impl<'a> Writer<'_, 'a> {
    /// Rows that are all heads, at the beginning, are repeated on the next page.
    pub(super) fn table(&mut self, xml: &mut Xml, table: &Table<'a>) {
        let (rows, columns) = slots(table);
        let is_head = |row: &Vec<Slot<'_, '_>>| {
            !row.is_empty() && row.iter().all(|slot| matches!(slot, Slot::Cell { cell, rows: 1, .. } if cell.header))
        };
        let heads = rows.iter().take_while(|row| is_head(row)).count();
        // A table has rows that are not heads.
        let heads = if heads == rows.len() { 0 } else { heads };
        self.tables += 1;
        xml.within("table:table", &[("table:name", &format!("Table{}", self.tables))], |xml| {
            xml.empty("table:table-column", &[("table:number-columns-repeated", &columns.max(1).to_string())]);
            let (first, rest) = rows.split_at(heads);
            if !first.is_empty() {
                xml.within("table:table-header-rows", &[], |xml| first.iter().for_each(|row| self.row(xml, row)));
            }
            rest.iter().for_each(|row| self.row(xml, row));
        });
    }

    fn row(&mut self, xml: &mut Xml, row: &[Slot<'_, 'a>]) {
        let name = ("table:style-name", "Cell");
        let covered =
            |xml: &mut Xml, count: usize| (0..count).for_each(|_| xml.empty("table:covered-table-cell", &[name]));
        let nothing = |xml: &mut Xml| xml.within("table:table-cell", &[name], |xml| xml.empty("text:p", &[]));
        xml.within("table:table-row", &[], |xml| {
            for slot in row {
                match slot {
                    Slot::Cell { cell, columns, rows } => {
                        let (wide, high) = (columns.to_string(), rows.to_string());
                        let attributes = [
                            name,
                            ("office:value-type", "string"),
                            ("table:number-columns-spanned", &wide),
                            ("table:number-rows-spanned", &high),
                        ];
                        xml.within("table:table-cell", &attributes, |xml| self.cell(xml, &cell.lines));
                        covered(xml, columns - 1);
                    }
                    Slot::Covered { columns } => covered(xml, *columns),
                    Slot::Gap { columns } => (0..*columns).for_each(|_| nothing(xml)),
                }
            }
            if row.is_empty() {
                nothing(xml);
            }
        });
    }
}

/// ODF has no mark for a table that was deleted: its rows are deleted lines.
pub(super) fn deleted_rows<'a>(table: &Table<'a>) -> Vec<Line<'a>> {
    let row = |row: &Row<'a>| {
        let cells = row.cells.iter().map(|cell| cell.lines.iter().flat_map(|line| line.runs.clone()));
        let mut runs: Vec<Run<'a>> = Vec::new();
        for cell in cells {
            if !runs.is_empty() {
                runs.push(Run { change: table.change, ..Run::text(" | ") });
            }
            runs.extend(cell);
        }
        Line { shape: Shape::of(Style::TableText), was: None, runs, end: table.change }
    };
    table.rows.iter().map(row).collect()
}
