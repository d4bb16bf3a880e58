use serde::{Deserialize, Serialize};

/// How a house's print column is set: enough to say how long a story will be on paper. Lengths in millimetres, type in
/// tenths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PrintMeasure {
    /// Width of one column, mm.
    pub column: u32,
    /// Space between two columns, mm.
    pub gutter: u32,
    /// Size of the text, tenths of a point.
    pub size: u32,
    /// From one line to the next, tenths of a point.
    pub leading: u32,
    /// Columns that a headline stands over: the first number of `3-36-2`.
    pub headline_columns: u32,
    /// Its size in points: the second.
    pub headline_points: u32,
    /// Its lines: the third.
    pub headline_lines: u32,
}

impl Default for PrintMeasure {
    /// A column of a broadsheet of seven, 9 on 10½ points.
    fn default() -> Self {
        Self {
            column: 45,
            gutter: 4,
            size: 90,
            leading: 105,
            headline_columns: 3,
            headline_points: 36,
            headline_lines: 2,
        }
    }
}

/// `[print]` of a house file: `column` and `gutter` in millimetres, `size` and `leading` in points, `headline = "3-36-2"`.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct PrintFile {
    column: Option<u32>,
    gutter: Option<u32>,
    size: Option<f64>,
    leading: Option<f64>,
    headline: Option<String>,
}

impl PrintFile {
    /// The measure; an error says which value cannot be used.
    pub(super) fn measure(self) -> Result<PrintMeasure, String> {
        let usual = PrintMeasure::default();
        let tenths = |name: &str, points: Option<f64>, usual: u32| match points {
            None => Ok(usual),
            Some(points) if (3.0..=200.0).contains(&points) => Ok((points * 10.0).round() as u32),
            Some(points) => Err(format!("print.{name} is {points}; 3 to 200 points are allowed")),
        };
        let column = self.column.unwrap_or(usual.column);
        if !(10..=1000).contains(&column) {
            return Err(format!("print.column is {column}; 10 to 1000 mm are allowed"));
        }
        let (headline_columns, headline_points, headline_lines) = match &self.headline {
            None => (usual.headline_columns, usual.headline_points, usual.headline_lines),
            Some(headline) => numbers(headline).ok_or_else(|| {
                format!("print.headline is \u{201c}{headline}\u{201d}; it is columns-points-lines: 3-36-2")
            })?,
        };
        Ok(PrintMeasure {
            column,
            gutter: self.gutter.unwrap_or(usual.gutter).min(100),
            size: tenths("size", self.size, usual.size)?,
            leading: tenths("leading", self.leading, usual.leading)?,
            headline_columns,
            headline_points,
            headline_lines,
        })
    }
}

fn numbers(headline: &str) -> Option<(u32, u32, u32)> {
    let mut numbers = headline.split('-').map(|part| part.trim().parse::<u32>().ok().filter(|number| *number > 0));
    let read = (numbers.next()??, numbers.next()??, numbers.next()??);
    numbers
        .next()
        .is_none()
        .then_some(read)
        .filter(|(columns, points, lines)| *columns <= 20 && *points <= 300 && *lines <= 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_house_leaves_out_is_as_usual_and_what_it_says_wrongly_is_named() {
        let read = |toml: &str| toml::from_str::<PrintFile>(toml).unwrap().measure();
        assert_eq!(read(""), Ok(PrintMeasure::default()));
        let set = read("column = 50\nsize = 9.25\nheadline = '2-24-3'").unwrap();
        assert_eq!(
            (set.column, set.size, set.headline_columns, set.headline_points, set.headline_lines),
            (50, 93, 2, 24, 3)
        );
        for wrong in ["column = 5", "size = 0.0", "leading = 900.0", "headline = '3-36'", "headline = '0-36-2'"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
