//! The content: paragraphs, lists, pictures.

use super::{OASIS, VERSION, annotations::Annotations, changes::Changes, table};
use crate::{
    address::uri,
    document::{Change, Document, Line, List, Part, Run, Shape, Style, What},
    picture::{self, Inside},
    xml::{Xml, is_blank, one_line},
};
use std::borrow::Cow;

/// What a picture may be, in micrometres: as wide as the column, and not as high as a page.
const WIDEST: u64 = 159_200;
const HIGHEST: u64 = 200_000;
/// A pixel of 96 to the inch.
const PIXEL: u64 = 265;

pub(super) fn write(document: &Document<'_>, pictures: &[Inside<'_>]) -> Vec<u8> {
    let mut writer = Writer {
        pictures,
        annotations: Annotations::of(document),
        changes: Changes::default(),
        lists: Vec::new(),
        drawings: 0,
        tables: 0,
    };
    let mut text = Xml::piece();
    writer.parts(&mut text, &document.parts);
    let mut xml = Xml::new();
    let namespaces: Vec<(String, String)> = ["office", "text", "table", "style", "draw"]
        .map(|name| (format!("xmlns:{name}"), format!("{OASIS}:{name}:1.0")))
        .into_iter()
        .chain([
            ("xmlns:fo".to_owned(), format!("{OASIS}:xsl-fo-compatible:1.0")),
            ("xmlns:svg".to_owned(), format!("{OASIS}:svg-compatible:1.0")),
            ("xmlns:xlink".to_owned(), "http://www.w3.org/1999/xlink".to_owned()),
            ("xmlns:dc".to_owned(), "http://purl.org/dc/elements/1.1/".to_owned()),
            (
                "xmlns:loext".to_owned(),
                "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0".to_owned(),
            ),
        ])
        .collect();
    let mut root: Vec<(&str, &str)> = namespaces.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    root.push(VERSION);
    xml.within("office:document-content", &root, |xml| {
        xml.within("office:automatic-styles", &[], table::styles);
        xml.within("office:body", &[], |xml| {
            xml.within("office:text", &[], |xml| {
                writer.changes.write(xml);
                xml.put(text);
            });
        });
    });
    xml.finish()
}

pub(super) struct Writer<'w, 'a> {
    pictures: &'w [Inside<'a>],
    annotations: Annotations<'w, 'a>,
    changes: Changes<'a>,
    /// The lists that are open, from the outside in.
    lists: Vec<List>,
    drawings: usize,
    pub(super) tables: usize,
}

impl<'a> Writer<'_, 'a> {
    fn parts(&mut self, xml: &mut Xml, parts: &[Part<'a>]) {
        // A line whose end was deleted goes on in the next one, in one paragraph.
        let mut group: Vec<Cow<'_, Line<'a>>> = Vec::new();
        for part in parts {
            match part {
                Part::Line(line) => {
                    group.push(Cow::Borrowed(line));
                    if !line.end.is_deleted() {
                        self.paragraph(xml, &std::mem::take(&mut group), false);
                    }
                }
                Part::Table(table) if table.change.is_deleted() => {
                    group.extend(table::deleted_rows(table).into_iter().map(Cow::Owned));
                }
                Part::Table(table) => {
                    self.paragraph(xml, &std::mem::take(&mut group), true);
                    self.close_lists(xml);
                    self.changes.settle(xml);
                    self.table(xml, table);
                }
            }
        }
        self.paragraph(xml, &group, true);
        self.close_lists(xml);
        self.changes.settle(xml);
    }

    /// The lines of a cell, which no change goes beyond.
    pub(super) fn cell(&mut self, xml: &mut Xml, lines: &[Line<'a>]) {
        let mut group: Vec<Cow<'_, Line<'a>>> = Vec::new();
        for (line, left) in lines.iter().zip((0..lines.len()).rev()) {
            group.push(Cow::Borrowed(line));
            if left == 0 || !line.end.is_deleted() {
                self.paragraph(xml, &std::mem::take(&mut group), left == 0);
            }
        }
        self.close_lists(xml);
    }

    /// Lines that are one paragraph in the text; what it looks like is said by the last. No change goes on behind a `last`
    /// one.
    fn paragraph(&mut self, xml: &mut Xml, lines: &[Cow<'_, Line<'a>>], last: bool) {
        let Some((end, before)) = lines.split_last() else { return };
        self.item(xml, &end.shape);
        paragraph(xml, &end.shape, |xml| {
            self.annotations.about_the_story(xml);
            let mut spacing = Spacing::default();
            for line in before {
                line.runs.iter().for_each(|run| self.run(xml, run, &mut spacing));
                self.changes.end(xml, line.shape, line.end);
            }
            end.runs.iter().for_each(|run| self.run(xml, run, &mut spacing));
            self.changes.end(xml, end.shape, if last { Change::None } else { end.end });
        });
        xml.line_end();
    }

    /// Opens and closes lists until the next paragraph is where it belongs.
    fn item(&mut self, xml: &mut Xml, shape: &Shape) {
        let Some(list) = shape.list else { return self.close_lists(xml) };
        let deeper = |open: &List| open.depth > list.depth || (open.depth == list.depth && open.id != list.id);
        while self.lists.last().is_some_and(deeper) {
            self.close_list(xml);
        }
        if self.lists.last().is_some_and(|open| open.id == list.id) {
            if shape.style != Style::ListContinue {
                xml.close("text:list-item");
                xml.open("text:list-item", &[]);
            }
            return;
        }
        let from = self.lists.last().map_or(0, |open| open.depth + 1);
        for depth in from..=list.depth {
            let style = if list.ordered { "Numbers" } else { "Bullets" };
            xml.open("text:list", &[("text:style-name", style)]);
            let start = list.start.min(i32::MAX as u32).to_string();
            let start = [("text:start-value", start.as_str())];
            xml.open("text:list-item", if list.ordered && depth == list.depth { &start } else { &[] });
            self.lists.push(List { depth, ..list });
        }
    }

    fn close_list(&mut self, xml: &mut Xml) {
        self.lists.pop();
        xml.close("text:list-item");
        xml.close("text:list");
        xml.line_end();
    }

    fn close_lists(&mut self, xml: &mut Xml) {
        while !self.lists.is_empty() {
            self.close_list(xml);
        }
    }

    fn run(&mut self, xml: &mut Xml, one: &Run<'a>, spacing: &mut Spacing) {
        if one.change.is_deleted() {
            return self.changes.run(xml, one, |_| {});
        }
        let Self { changes, annotations, pictures, drawings, .. } = self;
        changes.run(xml, one, |xml| {
            annotations.before(xml, &one.notes);
            match one.what {
                What::Text(_) => run(xml, one, spacing),
                What::Picture(image) => match picture::find(pictures, image) {
                    Some(file) => {
                        *drawings += 1;
                        frame(xml, file, &image.alt, *drawings);
                    }
                    None => run(xml, &Run::text(format!("[{}]", image.alt)), spacing),
                },
            }
            annotations.behind(xml, &one.notes);
        });
    }
}

/// A paragraph or heading with what is in it.
pub(super) fn paragraph(xml: &mut Xml, shape: &Shape, content: impl FnOnce(&mut Xml)) {
    let style = style_name(shape.style);
    let style = ("text:style-name", style.as_str());
    match shape.style {
        Style::Heading2 => xml.span("text:h", &[style, ("text:outline-level", "2")], content),
        Style::Heading3 => xml.span("text:h", &[style, ("text:outline-level", "3")], content),
        _ => xml.span("text:p", &[style], content),
    }
}

/// The names of LibreOffice's own styles, where it has them; a space in a name is written so.
pub(super) fn style_name(style: Style) -> String {
    match style {
        Style::Normal => "Text_20_body".to_owned(),
        Style::Quote => "Quotations".to_owned(),
        style => style.name().replace(' ', "_20_"),
    }
}

/// Whether white space that comes next would be taken for nothing: at the beginning, and behind other white space.
pub(super) struct Spacing {
    swallows: bool,
}

impl Default for Spacing {
    fn default() -> Self {
        Self { swallows: true }
    }
}

/// A run of words with its link and its looks.
pub(super) fn run(xml: &mut Xml, run: &Run<'_>, spacing: &mut Spacing) {
    let What::Text(text) = &run.what else { return };
    let text = one_line(text);
    if text.is_empty() {
        return;
    }
    let looks: Vec<&str> = [(run.strong, "Strong_20_Emphasis"), (run.emphasis, "Emphasis")]
        .into_iter()
        .filter_map(|(is, style)| is.then_some(style))
        .collect();
    if let Some(address) = &run.link {
        xml.open(
            "text:a",
            &[("xlink:type", "simple"), ("xlink:href", &uri(address)), ("text:style-name", "Internet_20_link")],
        );
    }
    looks.iter().for_each(|style| xml.open("text:span", &[("text:style-name", style)]));
    words(xml, &text, spacing);
    looks.iter().for_each(|_| xml.close("text:span"));
    if run.link.is_some() {
        xml.close("text:a");
    }
}

/// Text whose spaces all count.
fn words(xml: &mut Xml, text: &str, spacing: &mut Spacing) {
    let mut plain = String::new();
    for letter in text.chars() {
        if letter == ' ' && spacing.swallows {
            xml.text(&std::mem::take(&mut plain));
            xml.span("text:s", &[], |_| {});
        } else {
            plain.push(letter);
        }
        spacing.swallows = letter == ' ';
    }
    xml.text(&plain);
}

fn frame(xml: &mut Xml, file: &Inside<'_>, alt: &str, number: usize) {
    let millimetres = |length: u64| format!("{}.{:03}mm", length / 1000, length % 1000);
    let (width, height) = file.fit(PIXEL, WIDEST, HIGHEST);
    let attributes = [
        ("draw:name", format!("Picture {number}")),
        ("text:anchor-type", "as-char".to_owned()),
        ("svg:width", millimetres(width)),
        ("svg:height", millimetres(height)),
    ];
    let image = [
        ("xlink:href", format!("Pictures/{}", file.name)),
        ("xlink:type", "simple".to_owned()),
        ("xlink:show", "embed".to_owned()),
        ("xlink:actuate", "onLoad".to_owned()),
    ];
    xml.span("draw:frame", &attributes.each_ref().map(|(name, value)| (*name, value.as_str())), |xml| {
        xml.span("draw:image", &image.each_ref().map(|(name, value)| (*name, value.as_str())), |_| {});
        if !is_blank(alt) {
            xml.span("svg:desc", &[], |xml| xml.text(&one_line(alt)));
        }
    });
}
