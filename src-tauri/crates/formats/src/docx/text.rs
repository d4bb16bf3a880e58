//! The main part: paragraphs, runs, tables.

use super::{
    Links, MAIN, RELATIONSHIPS,
    comments::{self, Numbered, numbered},
};
use crate::{
    document::{Change, Document, Line, List, Part, Run, Shape, Slot, Style, Table, What, Who, slots},
    picture::{self, Inside},
    said,
    xml::{Xml, one_line},
};
use std::collections::{HashMap, HashSet};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";
/// The width of the column, in twentieths of a point: A4 with margins of an inch.
const COLUMN: usize = 9_026;
/// What a picture may be, in English Metric Units: as wide as the column, and not as high as a page.
const WIDEST: u64 = 5_731_200;
const HIGHEST: u64 = 7_200_000;
/// A pixel of 96 to the inch.
const PIXEL: u64 = 9_525;
/// How far the first line of an item hangs out, for its bullet or number.
pub(super) const HANGING: &str = "360";

/// How far an item stands in, in twentieths of a point.
pub(super) fn indent(level: u8) -> String {
    (360 * (u32::from(level) + 1)).to_string()
}

/// The numbered lists of a document, each once.
pub(super) fn lists(document: &Document<'_>) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let mut add = |shape: &Shape| {
        if let Some(list) = shape.list.filter(|list| list.ordered)
            && !lists.iter().any(|one| one.id == list.id)
        {
            lists.push(list);
        }
    };
    document.each_line(&mut |line| {
        add(&line.shape);
        if let Some((was, _)) = &line.was {
            add(was);
        }
    });
    lists
}

pub(super) fn write(document: &Document<'_>, pictures: &[Inside<'_>], links: &mut Links) -> Vec<u8> {
    let mut xml = Xml::new();
    let comments = numbered(document);
    let mut writer = Writer {
        pictures,
        links,
        lists: lists(document),
        last: last_runs(document),
        at: 0,
        open: HashSet::new(),
        comments,
        changes: 0,
        drawings: 0,
        homeless: true,
    };
    let namespaces = [
        ("xmlns:w", MAIN.to_owned()),
        ("xmlns:r", RELATIONSHIPS.to_owned()),
        ("xmlns:wp", format!("{DRAWING}/wordprocessingDrawing")),
        ("xmlns:a", format!("{DRAWING}/main")),
        ("xmlns:pic", format!("{DRAWING}/picture")),
    ];
    let namespaces = namespaces.each_ref().map(|(name, value)| (*name, value.as_str()));
    xml.within("w:document", &namespaces, |xml| {
        xml.within("w:body", &[], |xml| {
            let mut after_table = false;
            for part in &document.parts {
                match part {
                    Part::Line(line) => writer.line(xml, line),
                    Part::Table(table) => {
                        // Two tables without a paragraph between them would be one.
                        if after_table {
                            writer.line(xml, &Line::plain(Style::Normal, ""));
                        }
                        writer.table(xml, table);
                    }
                }
                after_table = matches!(part, Part::Table(_));
            }
            if after_table {
                writer.line(xml, &Line::plain(Style::Normal, ""));
            }
            xml.within("w:sectPr", &[], |xml| {
                xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
                let margins = ["top", "right", "bottom", "left"].map(|side| (format!("w:{side}"), "1440"));
                let mut margins: Vec<(&str, &str)> =
                    margins.iter().map(|(side, wide)| (side.as_str(), *wide)).collect();
                margins.extend([("w:header", "720"), ("w:footer", "720"), ("w:gutter", "0")]);
                xml.empty("w:pgMar", &margins);
            });
        });
    });
    xml.finish()
}

/// The number of the last run of each thread, counted through the document.
fn last_runs<'a>(document: &Document<'a>) -> HashMap<&'a str, usize> {
    let mut last = HashMap::new();
    let mut at = 0;
    document.each_line(&mut |line| {
        for run in &line.runs {
            last.extend(run.notes.iter().map(|id| (*id, at)));
            at += 1;
        }
    });
    last
}

struct Writer<'w, 'a> {
    pictures: &'w [Inside<'a>],
    links: &'w mut Links,
    lists: Vec<List>,
    comments: Vec<Numbered<'w, 'a>>,
    last: HashMap<&'a str, usize>,
    /// How many runs have been written.
    at: usize,
    /// Threads whose words have begun.
    open: HashSet<&'a str>,
    changes: usize,
    drawings: usize,
    /// Whether the comments that are about no words of the text still have to be put somewhere.
    homeless: bool,
}

impl<'a> Writer<'_, 'a> {
    fn line(&mut self, xml: &mut Xml, line: &Line<'a>) {
        self.line_in(xml, line, Change::None);
    }

    /// A paragraph, perhaps of a table that is suggested as a whole.
    fn line_in(&mut self, xml: &mut Xml, line: &Line<'a>, around: Change<'a>) {
        let end = if line.end == Change::None { around } else { line.end };
        xml.words("w:p", &[], |xml| {
            xml.span("w:pPr", &[], |xml| {
                self.shape(xml, &line.shape);
                if end != Change::None {
                    xml.span("w:rPr", &[], |xml| self.changed(xml, end, |_, _| {}));
                }
                if let Some((was, who)) = &line.was {
                    let id = self.next_change();
                    by(xml, "w:pPrChange", &id, who, |xml| {
                        xml.span("w:pPr", &[], |xml| self.shape(xml, was));
                    });
                }
            });
            if std::mem::take(&mut self.homeless) {
                self.about_the_story(xml);
            }
            for linked in line.runs.chunk_by(|one, other| one.link == other.link) {
                match linked.first().and_then(|run| run.link.as_deref()) {
                    Some(address) => {
                        let id = self.links.id(address);
                        xml.span("w:hyperlink", &[("r:id", &id)], |xml| self.runs(xml, linked, true));
                    }
                    None => self.runs(xml, linked, false),
                }
            }
        });
    }

    fn shape(&self, xml: &mut Xml, shape: &Shape) {
        xml.span("w:pStyle", &[("w:val", &shape.style.id())], |_| {});
        let Some(list) = &shape.list else { return };
        if shape.style == Style::ListContinue {
            xml.span("w:ind", &[("w:left", &indent(list.depth))], |_| {});
        } else {
            xml.span("w:numPr", &[], |xml| {
                xml.span("w:ilvl", &[("w:val", &list.depth.to_string())], |_| {});
                xml.span("w:numId", &[("w:val", &super::number_of(list, &self.lists).to_string())], |_| {});
            });
        }
    }

    fn next_change(&mut self) -> String {
        self.changes += 1;
        self.changes.to_string()
    }

    /// What is in it as a suggestion.
    fn changed(&mut self, xml: &mut Xml, change: Change<'a>, content: impl FnOnce(&mut Self, &mut Xml)) {
        let (name, who) = match change {
            Change::None => return content(self, xml),
            Change::Inserted(who) => ("w:ins", who),
            Change::Deleted(who) => ("w:del", who),
        };
        let id = self.next_change();
        by(xml, name, &id, &who, |xml| content(self, xml));
    }

    fn runs(&mut self, xml: &mut Xml, runs: &[Run<'a>], linked: bool) {
        for run in runs {
            for id in &run.notes {
                if self.open.insert(id) {
                    self.comment_marks(xml, id, "w:commentRangeStart");
                }
            }
            self.changed(xml, run.change, |writer, xml| match &run.what {
                What::Text(text) => words(xml, run, text, linked),
                What::Picture(image) => writer.picture(xml, run, image),
            });
            for id in &run.notes {
                if self.last.get(id) == Some(&self.at) {
                    self.comment_marks(xml, id, "w:commentRangeEnd");
                    self.comment_references(xml, id);
                }
            }
            self.at += 1;
        }
    }

    fn comment_marks(&self, xml: &mut Xml, thread: &str, element: &str) {
        for comment in self.comments.iter().filter(|comment| comment.thread.id == thread) {
            xml.span(element, &[("w:id", &comment.number.to_string())], |_| {});
        }
    }

    fn comment_references(&self, xml: &mut Xml, thread: &str) {
        for comment in self.comments.iter().filter(|comment| comment.thread.id == thread) {
            xml.span("w:r", &[], |xml| {
                xml.span("w:commentReference", &[("w:id", &comment.number.to_string())], |_| {});
            });
        }
    }

    /// Comments about the whole story, and those whose words are gone, stand at its beginning.
    fn about_the_story(&self, xml: &mut Xml) {
        let firsts = self.comments.iter().filter(|one| one.replies_to.is_none() && !one.thread.anchored);
        for thread in firsts.map(|one| one.thread.id) {
            self.comment_marks(xml, thread, "w:commentRangeStart");
            self.comment_marks(xml, thread, "w:commentRangeEnd");
            self.comment_references(xml, thread);
        }
    }

    /// A picture that is not to be had is told by what it shows.
    fn picture(&mut self, xml: &mut Xml, run: &Run<'a>, image: &story::body::Image) {
        let Some(file) = picture::find(self.pictures, image) else {
            return words(xml, run, &format!("[{}]", image.alt), false);
        };
        self.drawings += 1;
        let id = self.drawings.to_string();
        let (width, height) = file.fit(PIXEL, WIDEST, HIGHEST);
        let (width, height) = (width.to_string(), height.to_string());
        let size = [("cx", width.as_str()), ("cy", height.as_str())];
        let name = format!("Picture {id}");
        let about = [("id", id.as_str()), ("name", &name), ("descr", &image.alt)];
        xml.span("w:r", &[], |xml| {
            xml.span("w:drawing", &[], |xml| {
                xml.span("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")], |xml| {
                    xml.span("wp:extent", &size, |_| {});
                    xml.span("wp:docPr", &about, |_| {});
                    xml.span("wp:cNvGraphicFramePr", &[], |xml| {
                        xml.span("a:graphicFrameLocks", &[("noChangeAspect", "1")], |_| {});
                    });
                    xml.span("a:graphic", &[], |xml| {
                        xml.span("a:graphicData", &[("uri", &format!("{DRAWING}/picture"))], |xml| {
                            drawing(xml, &about, &file.name, &size);
                        });
                    });
                });
            });
        });
    }

    fn table(&mut self, xml: &mut Xml, table: &Table<'a>) {
        let (rows, columns) = slots(table);
        let columns = columns.max(1);
        let wide = |columns_taken: usize| (COLUMN * columns_taken / columns).to_string();
        xml.within("w:tbl", &[], |xml| {
            xml.within("w:tblPr", &[], |xml| {
                xml.empty("w:tblStyle", &[("w:val", "TableGrid")]);
                xml.empty("w:tblW", &[("w:w", "0"), ("w:type", "auto")]);
            });
            xml.within("w:tblGrid", &[], |xml| {
                (0..columns).for_each(|_| xml.empty("w:gridCol", &[("w:w", &wide(1))]));
            });
            for row in rows {
                xml.within("w:tr", &[], |xml| {
                    let head = row.iter().all(|slot| matches!(slot, Slot::Cell { cell, .. } if cell.header));
                    if head || table.change != Change::None {
                        xml.within("w:trPr", &[], |xml| {
                            if head {
                                xml.empty("w:tblHeader", &[]);
                            }
                            if table.change != Change::None {
                                self.changed(xml, table.change, |_, _| {});
                            }
                        });
                    }
                    for slot in &row {
                        let (taken, merged) = match slot {
                            Slot::Cell { columns, rows, .. } => (*columns, (*rows > 1).then_some("restart")),
                            Slot::Covered { columns } => (*columns, Some("continue")),
                            Slot::Gap { columns } => (*columns, None),
                        };
                        xml.within("w:tc", &[], |xml| {
                            xml.within("w:tcPr", &[], |xml| {
                                xml.empty("w:tcW", &[("w:w", &wide(taken)), ("w:type", "dxa")]);
                                if taken > 1 {
                                    xml.empty("w:gridSpan", &[("w:val", &taken.to_string())]);
                                }
                                if let Some(merged) = merged {
                                    xml.empty("w:vMerge", &[("w:val", merged)]);
                                }
                            });
                            match slot {
                                Slot::Cell { cell, .. } => {
                                    cell.lines.iter().for_each(|line| self.line_in(xml, line, table.change));
                                }
                                _ => self.line_in(xml, &Line::plain(Style::TableText, ""), table.change),
                            }
                        });
                    }
                    if row.is_empty() {
                        xml.within("w:tc", &[], |xml| self.line(xml, &Line::plain(Style::TableText, "")));
                    }
                });
            }
        });
    }
}

fn words(xml: &mut Xml, run: &Run<'_>, text: &str, linked: bool) {
    let text = one_line(text);
    if text.is_empty() {
        return;
    }
    xml.span("w:r", &[], |xml| {
        let style = match (linked, run.strong, run.emphasis) {
            (true, _, _) => Some("Hyperlink"),
            (false, true, _) => Some("Strong"),
            (false, false, true) => Some("Emphasis"),
            (false, false, false) => None,
        };
        if let Some(style) = style {
            xml.span("w:rPr", &[], |xml| {
                xml.span("w:rStyle", &[("w:val", style)], |_| {});
                if run.strong && style != "Strong" {
                    xml.span("w:b", &[], |_| {});
                }
                if run.emphasis && style != "Emphasis" {
                    xml.span("w:i", &[], |_| {});
                }
            });
        }
        let element = if run.change.is_deleted() { "w:delText" } else { "w:t" };
        xml.span(element, &[("xml:space", "preserve")], |xml| xml.text(&text));
    });
}

fn drawing(xml: &mut Xml, about: &[(&str, &str)], file: &str, size: &[(&str, &str)]) {
    xml.span("pic:pic", &[], |xml| {
        xml.span("pic:nvPicPr", &[], |xml| {
            xml.span("pic:cNvPr", about, |_| {});
            xml.span("pic:cNvPicPr", &[], |_| {});
        });
        xml.span("pic:blipFill", &[], |xml| {
            xml.span("a:blip", &[("r:embed", file)], |_| {});
            xml.span("a:stretch", &[], |xml| xml.span("a:fillRect", &[], |_| {}));
        });
        xml.span("pic:spPr", &[], |xml| {
            xml.span("a:xfrm", &[], |xml| {
                xml.span("a:off", &[("x", "0"), ("y", "0")], |_| {});
                xml.span("a:ext", size, |_| {});
            });
            xml.span("a:prstGeom", &[("prst", "rect")], |xml| xml.span("a:avLst", &[], |_| {}));
        });
    });
}

/// An element of a change, with its number, its author and its time.
fn by(xml: &mut Xml, name: &str, id: &str, who: &Who<'_>, content: impl FnOnce(&mut Xml)) {
    let time = said::second(who.at);
    let mut attributes = vec![("w:id", id), ("w:author", comments::author(who.author))];
    attributes.extend(time.as_deref().map(|time| ("w:date", time)));
    xml.span(name, &attributes, content);
}
