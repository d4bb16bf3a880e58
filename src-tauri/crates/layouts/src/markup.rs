//! HTML as `story` writes it: well formed, escaped, no comments. So a `<` always begins a tag, and every tag ends.

/// A piece of such HTML.
#[derive(Debug, PartialEq)]
enum Piece<'a> {
    Text(&'a str),
    /// Name and attributes; whether nothing stands in it (`<img …/>`).
    Open(&'a str, &'a str, bool),
    Close(&'a str),
}

struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.0.is_empty() {
            return None;
        }
        let Some(tag) = self.0.strip_prefix('<') else {
            let (text, rest) = self.0.split_at(self.0.find('<').unwrap_or(self.0.len()));
            self.0 = rest;
            return Some(Piece::Text(text));
        };
        let (tag, rest) = tag.split_once('>').unwrap_or((tag, ""));
        self.0 = rest;
        if let Some(name) = tag.strip_prefix('/') {
            return Some(Piece::Close(name));
        }
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        Some(Piece::Open(name, attributes, empty))
    }
}

fn push_open(into: &mut String, name: &str, attributes: &str, more: &str, empty: bool) {
    into.push('<');
    into.push_str(name);
    for part in [attributes, more].into_iter().filter(|part| !part.is_empty()) {
        into.push(' ');
        into.push_str(part);
    }
    into.push_str(if empty { "/>" } else { ">" });
}

/// Says on each outermost element which block of the body it shows: `data-block="3"`. Where there is one element more
/// than there are blocks, the first is the dateline by itself.
pub fn number(html: &str, blocks: &[usize]) -> String {
    let mut depth = 0_usize;
    let outermost = Pieces(html).filter(|piece| match piece {
        Piece::Open(_, _, empty) => {
            depth += usize::from(!empty);
            depth == usize::from(!empty)
        }
        Piece::Close(_) => {
            depth = depth.saturating_sub(1);
            false
        }
        Piece::Text(_) => false,
    });
    let alone = outermost.count().saturating_sub(blocks.len());
    let first = blocks.first().copied().into_iter().cycle().take(if blocks.is_empty() { 0 } else { alone });
    let mut numbers = first.chain(blocks.iter().copied());
    let mut numbered = String::with_capacity(html.len() + 20 * blocks.len());
    let mut depth = 0_usize;
    for piece in Pieces(html) {
        match piece {
            Piece::Text(text) => numbered.push_str(text),
            Piece::Open(name, attributes, empty) => {
                let number = if depth == 0 { numbers.next() } else { None };
                let more = number.map(|block| format!("data-block=\"{block}\"")).unwrap_or_default();
                push_open(&mut numbered, name, attributes, &more, empty);
                depth += usize::from(!empty);
            }
            Piece::Close(name) => {
                depth = depth.saturating_sub(1);
                numbered.push_str(&format!("</{name}>"));
            }
        }
    }
    numbered
}

/// What an element becomes in a mail: another element, or the same, with a style of its own.
#[derive(Debug, Clone)]
pub struct Dress {
    /// `div`; empty for as it is.
    pub element: String,
    /// `margin:0 0 16px`.
    pub style: String,
}

/// Dresses HTML for mail programs, which know neither style sheets nor the newer elements: each element gets what
/// `wardrobe` has for it, asked by name, class and what it stands in (`aside.related`, `blockquote p`, `p`).
pub fn dress(html: &str, wardrobe: &dyn Fn(&str) -> Option<Dress>) -> String {
    let mut dressed = String::with_capacity(html.len() * 2);
    // What was opened, as it was called and as it is called now.
    let mut open: Vec<(String, String)> = Vec::new();
    for piece in Pieces(html) {
        match piece {
            Piece::Text(text) => dressed.push_str(text),
            Piece::Open(name, attributes, empty) => {
                let class = attribute(attributes, "class").unwrap_or_default();
                let classed = if class.is_empty() { name.to_owned() } else { format!("{name}.{class}") };
                let inside = open.iter().rev().map(|(around, _)| format!("{around} {classed}"));
                let found = inside.chain([classed.clone(), name.to_owned()]).find_map(|key| wardrobe(&key));
                let (element, style) = match &found {
                    Some(Dress { element, style }) => (element.as_str(), style.as_str()),
                    None => ("", ""),
                };
                let element = if element.is_empty() { name } else { element };
                let style = if style.is_empty() { String::new() } else { format!("style=\"{style}\"") };
                push_open(&mut dressed, element, attributes, &style, empty);
                if !empty {
                    open.push((classed, element.to_owned()));
                }
            }
            Piece::Close(name) => {
                let element = open.pop().map_or_else(|| name.to_owned(), |(_, element)| element);
                dressed.push_str(&format!("</{element}>"));
            }
        }
    }
    dressed
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let start = attributes.find(&format!("{name}=\""))? + name.len() + 2;
    attributes.get(start..)?.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_outermost_element_says_its_block() {
        let html = "<p>a &lt; <em>b</em></p><ul><li><p>c</p></li></ul><figure><img src=\"x\" alt=\"\"/></figure>";
        assert_eq!(
            number(html, &[0, 2, 3]),
            "<p data-block=\"0\">a &lt; <em>b</em></p><ul data-block=\"2\"><li><p>c</p></li></ul>\
             <figure data-block=\"3\"><img src=\"x\" alt=\"\"/></figure>"
        );
    }

    #[test]
    fn a_dateline_by_itself_belongs_to_the_first_block() {
        let html = "<p><span class=\"dateline\">X</span> </p><ul><li><p>c</p></li></ul>";
        assert!(number(html, &[0]).starts_with("<p data-block=\"0\">"));
        assert!(number(html, &[0]).contains("<ul data-block=\"0\">"));
        assert_eq!(number("", &[]), "");
    }

    #[test]
    fn elements_are_dressed_by_class_and_by_what_they_stand_in() {
        let html = "<aside class=\"related\"><a href=\"u\">t</a></aside><p>x <a href=\"v\">y</a></p>";
        let dressed = dress(html, &|key| match key {
            "aside.related" => Some(Dress { element: "div".to_owned(), style: "color:red".to_owned() }),
            "aside.related a" => Some(Dress { element: String::new(), style: "font-weight:700".to_owned() }),
            _ => None,
        });
        assert_eq!(
            dressed,
            "<div class=\"related\" style=\"color:red\"><a href=\"u\" style=\"font-weight:700\">t</a></div>\
             <p>x <a href=\"v\">y</a></p>"
        );
    }

    #[test]
    fn what_was_escaped_stays_so() {
        let html = "<p>&lt;script&gt;</p><figure><img src=\"a\" alt=\"&quot;&gt;&lt;b&gt;\"/></figure>";
        assert_eq!(dress(html, &|_| None), html);
    }
}
