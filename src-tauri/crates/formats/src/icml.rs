//! A story of InCopy (ICML, of the IDML family): placed in InDesign, it takes the page's own styles where they have the same
//! names. Pictures are linked and travel beside it.

mod styles;
mod table;

use crate::{
    Context, Kind, Leaving, Photo,
    address::uri,
    document::{Document, Line, Part, Run, Style, What},
    picture, said,
    xml::{Xml, one_line},
};
use story::{Rendition, body::Image};

/// As wide as a picture is placed, in points.
const WIDEST: f64 = 400.0;

/// Writes the story.
pub fn write(leaving: &Leaving<'_>, context: &Context<'_>) -> Rendition {
    let document = Document::of(leaving, context);
    let mut writer = Writer { context, links: Vec::new(), tables: 0, pictures: 0 };
    let mut xml = Xml::new();
    xml.instruction(r#"aid style="50" type="snippet" readerVersion="6.0" featureSet="513" product="8.0(370)" "#);
    xml.instruction(r#"aid SnippetType="InCopyInterchange""#);
    xml.within("Document", &[("DOMVersion", "8.0"), ("Self", "redaksi")], |xml| {
        styles::write(xml);
        let story = [
            ("Self", "story"),
            ("TrackChanges", "false"),
            ("StoryTitle", &said::title(leaving.story)),
            ("AppliedTOCStyle", "n"),
            ("AppliedNamedGrid", "n"),
        ];
        xml.within("Story", &story, |xml| {
            xml.empty("StoryPreference", &[("OpticalMarginAlignment", "true"), ("OpticalMarginSize", "12")]);
            for (part, at) in document.parts.iter().zip(1..) {
                let last = at == document.parts.len();
                match part {
                    Part::Line(line) => writer.line(xml, line, last),
                    Part::Table(table) => writer.table(xml, table, last),
                }
            }
        });
        writer.destinations(xml);
    });
    Rendition {
        media_type: Kind::Icml.media_type(),
        suffix: Kind::Icml.suffix(),
        bytes: xml.finish(),
        attachments: picture::attachments(&leaving.story.body),
    }
}

struct Writer<'w> {
    context: &'w Context<'w>,
    /// The address of each link, in the order in which they stand.
    links: Vec<String>,
    tables: usize,
    pictures: usize,
}

impl Writer<'_> {
    /// A paragraph; all but the last end with a break.
    fn line(&mut self, xml: &mut Xml, line: &Line<'_>, last: bool) {
        let style = styles::paragraph_style(line.shape.style);
        let (start, level);
        let mut attributes = vec![("AppliedParagraphStyle", style.as_str())];
        if let Some(list) = &line.shape.list {
            level = (list.depth + 1).to_string();
            attributes.push(("NumberingLevel", &level));
            if list.ordered && list.first && line.shape.style == Style::ListNumber {
                start = list.start.to_string();
                attributes.extend([("NumberingContinue", "false"), ("NumberingStartAt", start.as_str())]);
            }
        }
        xml.within("ParagraphStyleRange", &attributes, |xml| {
            line.runs.iter().for_each(|run| self.run(xml, run));
            if !last {
                xml.empty("Br", &[]);
            }
        });
    }

    fn run(&mut self, xml: &mut Xml, run: &Run<'_>) {
        let style = [("AppliedCharacterStyle", styles::character_style(run))];
        xml.within("CharacterStyleRange", &style, |xml| match (&run.what, &run.link) {
            (What::Picture(image), _) => self.picture(xml, image),
            (What::Text(text), None) => content(xml, text),
            (What::Text(text), Some(address)) => {
                self.links.push(uri(address));
                let source = format!("link{}", self.links.len());
                let attributes = [("Self", source.as_str()), ("Name", &source), ("Hidden", "false")];
                xml.within("HyperlinkTextSource", &attributes, |xml| content(xml, text));
            }
        });
    }

    /// Where links lead, and which words lead there.
    fn destinations(&self, xml: &mut Xml) {
        for (address, number) in self.links.iter().zip(1..) {
            let key = number.to_string();
            let (name, target) = (format!("Link {number}"), format!("HyperlinkURLDestination/link{number}"));
            let destination = [
                ("Self", target.as_str()),
                ("Name", &name),
                ("DestinationURL", address),
                ("DestinationUniqueKey", &key),
            ];
            xml.empty("HyperlinkURLDestination", &destination);
            let (id, source) = (format!("hyperlink{number}"), format!("link{number}"));
            let hyperlink = [
                ("Self", id.as_str()),
                ("Name", &name),
                ("Source", &source),
                ("Visible", "false"),
                ("DestinationUniqueKey", &key),
            ];
            xml.within("Hyperlink", &hyperlink, |xml| {
                xml.within("Properties", &[], |xml| {
                    xml.line("BorderColor", &[("type", "enumeration")], "Black");
                    xml.line("Destination", &[("type", "object")], &target);
                });
            });
        }
    }

    /// A frame in the line with the linked picture in it.
    fn picture(&mut self, xml: &mut Xml, image: &Image) {
        self.pictures += 1;
        let number = self.pictures;
        let (width, height) =
            (self.context.picture)(image).map_or((0, 0), |Photo { width, height, .. }| (width, height));
        let (width, height) = placed(width, height);
        let (frame, picture, link) =
            (format!("frame{number}"), format!("picture{number}"), format!("pictureLink{number}"));
        xml.within("Rectangle", &[("Self", &frame), ("StrokeWeight", "0"), ("ItemTransform", "1 0 0 1 0 0")], |xml| {
            xml.within("Properties", &[], |xml| path(xml, width, height));
            xml.empty("ObjectExportOption", &[("AltTextSourceType", "SourceCustom"), ("CustomAltText", &image.alt)]);
            xml.within("Image", &[("Self", &picture), ("ItemTransform", "1 0 0 1 0 0")], |xml| {
                let address = format!("file:{}", picture::path(&image.src));
                xml.empty("Link", &[("Self", &link), ("LinkResourceURI", &address)]);
            });
        });
    }
}

fn content(xml: &mut Xml, text: &str) {
    xml.words("Content", &[], |xml| xml.text(&one_line(text)));
}

/// Width and height in points. A size that nobody knows is taken for that of a photograph.
fn placed(width: u32, height: u32) -> (f64, f64) {
    if width == 0 || height == 0 {
        return (WIDEST, WIDEST * 2.0 / 3.0);
    }
    let (width, height) = (f64::from(width) * 0.75, f64::from(height) * 0.75);
    let scale = (WIDEST / width).min(1.0);
    (width * scale, height * scale)
}

/// The corners of a frame that stands on its line.
fn path(xml: &mut Xml, width: f64, height: f64) {
    xml.within("PathGeometry", &[], |xml| {
        xml.within("GeometryPathType", &[("PathOpen", "false")], |xml| {
            xml.within("PathPointArray", &[], |xml| {
                for (x, y) in [(0.0, -height), (0.0, 0.0), (width, 0.0), (width, -height)] {
                    let place = format!("{x:.2} {y:.2}");
                    xml.empty(
                        "PathPointType",
                        &[("Anchor", &place), ("LeftDirection", &place), ("RightDirection", &place)],
                    );
                }
            });
        });
    });
}
