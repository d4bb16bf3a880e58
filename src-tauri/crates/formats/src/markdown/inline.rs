use comrak::{
    Arena, Options,
    nodes::{AstNode, NodeLink, NodeValue},
};
use story::body::{Inline, Mark};

/// A run of text with its marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub text: String,
    pub link: Option<String>,
    pub strong: bool,
    pub emphasis: bool,
}

/// A line of the body as pieces, with plain text in front.
pub(super) fn pieces(before: &str, content: &[Inline]) -> Vec<Piece> {
    let mut pieces = vec![Piece { text: before.to_owned(), ..Piece::default() }];
    for Inline::Text { marks, text } in content {
        let mut piece = Piece { text: text.clone(), ..Piece::default() };
        for mark in marks {
            match mark {
                Mark::Link { attrs } => piece.link = Some(attrs.href.clone()),
                Mark::Strong => piece.strong = true,
                Mark::Emphasis => piece.emphasis = true,
                Mark::Note { .. } => {}
            }
        }
        pieces.push(piece);
    }
    tidy(pieces)
}

/// One line without white space at its ends; white space at the ends of marked text stands outside of the marks, where
/// Markdown wants it; neighbours with the same marks are one.
pub(super) fn tidy(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut tidy: Vec<Piece> = Vec::new();
    let mut push = |piece: Piece| match tidy.last_mut() {
        _ if piece.text.is_empty() => {}
        Some(last)
            if Piece { text: String::new(), ..last.clone() } == Piece { text: String::new(), ..piece.clone() } =>
        {
            last.text.push_str(&piece.text);
        }
        _ => tidy.push(piece),
    };
    for piece in pieces {
        let text: String =
            piece.text.chars().map(|character| if is_line_space(character) { ' ' } else { character }).collect();
        let core = text.trim();
        let start = text.len() - text.trim_start().len();
        let plain = |text: &str| Piece { text: text.to_owned(), ..Piece::default() };
        push(plain(&text[..start]));
        push(Piece { text: core.to_owned(), ..piece });
        push(plain(&text[(start + core.len()).min(text.len())..]));
    }
    if let Some(first) = tidy.first_mut() {
        first.text = first.text.trim_start_matches(crate::decode::is_space).to_owned();
    }
    if let Some(last) = tidy.last_mut() {
        last.text = last.text.trim_end_matches(crate::decode::is_space).to_owned();
    }
    tidy.retain(|piece| !piece.text.is_empty());
    tidy
}

/// Puts the pieces under `parent`.
///
/// Markdown cannot mark everything: `**"Kata"**lanjut` is no strong text. Where the library's output does not read back as
/// it was meant, the marks are written as HTML tags, which CommonMark allows.
pub(super) fn write<'a>(arena: &'a Arena<'a>, parent: &'a AstNode<'a>, pieces: &[Piece]) {
    let marked = pieces.iter().any(|piece| piece.strong || piece.emphasis);
    let tags = marked && !reads_back(pieces);
    build(arena, parent, pieces, tags);
}

fn build<'a>(arena: &'a Arena<'a>, parent: &'a AstNode<'a>, pieces: &[Piece], tags: bool) {
    let add = |parent: &'a AstNode<'a>, value: NodeValue| {
        let node: &AstNode<'_> = arena.alloc(value.into());
        parent.append(node);
        node
    };
    for same_link in pieces.chunk_by(|one, other| one.link == other.link) {
        let parent = match same_link.first().and_then(|piece| piece.link.clone()) {
            Some(url) => add(parent, NodeValue::Link(Box::new(NodeLink { url, title: String::new() }))),
            None => parent,
        };
        for same_strength in same_link.chunk_by(|one, other| one.strong == other.strong) {
            let strong = same_strength.first().is_some_and(|piece| piece.strong);
            let parent = match (strong, tags) {
                (true, false) => add(parent, NodeValue::Strong),
                (true, true) => {
                    add(parent, NodeValue::HtmlInline("<strong>".to_owned()));
                    parent
                }
                (false, _) => parent,
            };
            for piece in same_strength {
                let text = NodeValue::Text(piece.text.clone().into());
                match (piece.emphasis, tags) {
                    (true, false) => {
                        add(add(parent, NodeValue::Emph), text);
                    }
                    (true, true) => {
                        add(parent, NodeValue::HtmlInline("<em>".to_owned()));
                        add(parent, text);
                        add(parent, NodeValue::HtmlInline("</em>".to_owned()));
                    }
                    // A link whose one text is its address would be written as `<address>`, where nothing keeps `&amp;`
                    // from being read as an entity.
                    (false, _) => match (piece.text.split_once('&'), &piece.link) {
                        (Some((before, after)), Some(url)) if *url == piece.text => {
                            add(parent, NodeValue::Text(before.to_owned().into()));
                            add(parent, NodeValue::Text(format!("&{after}").into()));
                        }
                        _ => {
                            add(parent, text);
                        }
                    },
                }
            }
            if strong && tags {
                add(parent, NodeValue::HtmlInline("</strong>".to_owned()));
            }
        }
    }
}

/// Whether the line, written and parsed again, has the same characters with the same marks.
fn reads_back(pieces: &[Piece]) -> bool {
    let arena = Arena::new();
    let root: &AstNode<'_> = arena.alloc(NodeValue::Document.into());
    let paragraph: &AstNode<'_> = arena.alloc(NodeValue::Paragraph.into());
    root.append(paragraph);
    build(&arena, paragraph, pieces, false);
    let mut markdown = String::new();
    if comrak::format_commonmark(root, &Options::default(), &mut markdown).is_err() {
        return false;
    }
    let mut read = Vec::new();
    collect(comrak::parse_document(&arena, &markdown, &Options::default()), &Piece::default(), &mut read);
    let meant = pieces
        .iter()
        .flat_map(|piece| piece.text.chars().map(move |character| (character, piece.strong, piece.emphasis)));
    meant.eq(read)
}

fn collect<'a>(node: &'a AstNode<'a>, marks: &Piece, into: &mut Vec<(char, bool, bool)>) {
    let mut marks = marks.clone();
    match &node.data().value {
        NodeValue::Strong => marks.strong = true,
        NodeValue::Emph => marks.emphasis = true,
        NodeValue::Text(text) => into.extend(text.chars().map(|character| (character, marks.strong, marks.emphasis))),
        _ => {}
    }
    for child in node.children() {
        collect(child, &marks, into);
    }
}

fn is_line_space(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}
