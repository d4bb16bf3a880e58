use super::{Writer, styles};
use crate::{
    document::{Slot, Style, Table, slots},
    xml::Xml,
};

/// How wide a table is, in points.
const WIDE: usize = 400;

impl Writer<'_> {
    /// A table stands in a paragraph of its own.
    pub(super) fn table(&mut self, xml: &mut Xml, table: &Table<'_>, last: bool) {
        let (rows, columns) = slots(table);
        let columns = columns.max(1);
        self.tables += 1;
        let id = format!("table{}", self.tables);
        let style = styles::paragraph_style(Style::TableText);
        let (row_count, column_count) = (rows.len().to_string(), columns.to_string());
        xml.within("ParagraphStyleRange", &[("AppliedParagraphStyle", &style)], |xml| {
            xml.within("CharacterStyleRange", &[("AppliedCharacterStyle", "$ID/NormalCharacterStyle")], |xml| {
                let attributes = [
                    ("Self", id.as_str()),
                    ("AppliedTableStyle", "TableStyle/Table"),
                    ("HeaderRowCount", "0"),
                    ("BodyRowCount", &row_count),
                    ("ColumnCount", &column_count),
                ];
                xml.within("Table", &attributes, |xml| {
                    for row in 0..rows.len() {
                        let (id, name) = (format!("{id}row{row}"), row.to_string());
                        xml.empty("Row", &[("Self", &id), ("Name", &name)]);
                    }
                    for column in 0..columns {
                        let (id, name) = (format!("{id}column{column}"), column.to_string());
                        let width = (WIDE / columns).to_string();
                        xml.empty("Column", &[("Self", &id), ("Name", &name), ("SingleColumnWidth", &width)]);
                    }
                    for (row, number) in rows.iter().zip(0..) {
                        self.row(xml, row, &id, number);
                    }
                });
            });
            if !last {
                xml.empty("Br", &[]);
            }
        });
    }

    /// Cells are known by column and row, and what others reach over has none.
    fn row(&mut self, xml: &mut Xml, row: &[Slot<'_, '_>], table: &str, number: usize) {
        let mut column = 0;
        for slot in row {
            match slot {
                Slot::Cell { cell, columns, rows } => {
                    cell_of(xml, table, (column, number), (*columns, *rows), |xml| {
                        for (line, left) in cell.lines.iter().zip((0..cell.lines.len()).rev()) {
                            self.line(xml, line, left == 0);
                        }
                    });
                    column += columns;
                }
                Slot::Covered { columns } => column += columns,
                Slot::Gap { columns } => {
                    (column..column + columns).for_each(|column| cell_of(xml, table, (column, number), (1, 1), |_| {}));
                    column += columns;
                }
            }
        }
    }
}

fn cell_of(
    xml: &mut Xml,
    table: &str,
    (column, row): (usize, usize),
    (columns, rows): (usize, usize),
    content: impl FnOnce(&mut Xml),
) {
    let (id, name) = (format!("{table}cell{column}x{row}"), format!("{column}:{row}"));
    let (columns, rows) = (columns.to_string(), rows.to_string());
    let attributes = [
        ("Self", id.as_str()),
        ("Name", &name),
        ("RowSpan", &rows),
        ("ColumnSpan", &columns),
        ("AppliedCellStyle", "CellStyle/Cell"),
    ];
    xml.within("Cell", &attributes, content);
}
