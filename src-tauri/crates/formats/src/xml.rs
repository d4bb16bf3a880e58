//! XML by the library's writer. Nothing that XML 1.0 cannot hold gets in, and what readers see as one line stays one.

use quick_xml::{
    Writer,
    events::{BytesCData, BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use std::borrow::Cow;
use story::body::{Inline, Mark};

/// Attributes in the order in which they are written.
pub(crate) type Attributes<'a> = &'a [(&'a str, &'a str)];
/// The element of a mark with its attributes; `None` shows nothing of it.
pub(crate) type MarkElement<'a> = dyn Fn(&'a Mark) -> Option<(&'static str, Vec<(&'static str, String)>)> + 'a;

/// A document on its way.
pub(crate) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// With its declaration.
    pub(crate) fn new() -> Self {
        let mut xml = Self { writer: Writer::new(Vec::new()) };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml.line_end();
        xml
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.writer.into_inner()
    }

    /// Writing to memory never fails.
    fn event(&mut self, event: Event<'_>) {
        let _ = self.writer.write_event(event);
    }

    pub(crate) fn line_end(&mut self) {
        self.event(Event::Text(BytesText::from_escaped("\n")));
    }

    fn begin<'b>(name: &'b str, attributes: &[(&str, impl AsRef<str>)]) -> BytesStart<'b> {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            start.push_attribute((*key, one_line(value.as_ref()).as_ref()));
        }
        start
    }

    /// An element that has no content.
    pub(crate) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Empty(Self::begin(name, attributes)));
        self.line_end();
    }

    /// An element of elements, each on lines of its own.
    pub(crate) fn within(&mut self, name: &str, attributes: Attributes<'_>, content: impl FnOnce(&mut Self)) {
        self.event(Event::Start(Self::begin(name, attributes)));
        self.line_end();
        content(self);
        self.event(Event::End(BytesEnd::new(name)));
        self.line_end();
    }

    /// An element in the middle of a line, in which white space counts.
    pub(crate) fn span(&mut self, name: &str, attributes: Attributes<'_>, content: impl FnOnce(&mut Self)) {
        self.event(Event::Start(Self::begin(name, attributes)));
        content(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element of words on a line of its own.
    pub(crate) fn words(&mut self, name: &str, attributes: Attributes<'_>, content: impl FnOnce(&mut Self)) {
        self.span(name, attributes, content);
        self.line_end();
    }

    /// An element with one line of text; nothing where there is no text.
    pub(crate) fn line(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        if !is_blank(text) {
            self.words(name, attributes, |xml| xml.text(one_line(text).trim()));
        }
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(&allowed(text))));
    }

    /// An element whose content is text to its reader and markup to whom that reader hands it on.
    pub(crate) fn cdata(&mut self, name: &str, markup: &str) {
        self.words(name, &[], |xml| {
            let markup = allowed(markup);
            for part in BytesCData::escaped(&markup) {
                xml.event(Event::CData(part));
            }
        });
    }

    /// Markup that was written by `story` and is well formed.
    pub(crate) fn markup(&mut self, markup: &str) {
        self.event(Event::Text(BytesText::from_escaped(allowed(markup))));
    }

    /// A line of the body. Marks that go on over several of its pieces stay open.
    pub(crate) fn inline<'a>(&mut self, content: &'a [Inline], element: &MarkElement<'a>) {
        let mut open: Vec<(&Mark, &'static str)> = Vec::new();
        for Inline::Text { marks, text } in content {
            let shown: Vec<_> = marks.iter().filter_map(|mark| Some((mark, element(mark)?))).collect();
            let kept = open.iter().zip(&shown).take_while(|((open, _), (mark, _))| open == mark).count();
            for (_, name) in open.drain(kept..).rev() {
                self.event(Event::End(BytesEnd::new(name)));
            }
            for (mark, (name, attributes)) in shown.into_iter().skip(kept) {
                self.event(Event::Start(Self::begin(name, &attributes)));
                open.push((mark, name));
            }
            self.text(text);
        }
        for (_, name) in open.drain(..).rev() {
            self.event(Event::End(BytesEnd::new(name)));
        }
    }
}

/// Whether a text shows as nothing.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|character| character.is_whitespace() || is_forbidden(character))
}

/// Controls and what Unicode reserves: XML refuses some of them, HTML the others, and nobody means any.
pub(crate) fn is_forbidden(character: char) -> bool {
    character.is_control() || matches!(character, '\u{fdd0}'..='\u{fdef}') || character as u32 & 0xfffe == 0xfffe
}

/// The text without what may not be in it. A line end of another kind is white space all the same.
pub(crate) fn allowed(text: &str) -> Cow<'_, str> {
    cleaned(text, |character| !is_forbidden(character) || matches!(character, '\n' | '\t'))
}

/// The same as one line.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    cleaned(text, |character| !is_forbidden(character) && !matches!(character, '\u{2028}' | '\u{2029}'))
}

fn cleaned(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    if text.chars().all(&stays) {
        return Cow::Borrowed(text);
    }
    let clean = text.chars().filter_map(|character| match character {
        _ if stays(character) => Some(character),
        _ if character.is_whitespace() => Some(' '),
        _ => None,
    });
    Cow::Owned(clean.collect())
}
