use super::{Block, Body, Cell, EmbedAttrs, Image, Inline, Item, Mark, RelatedLink, Row, provider, text::has_text};
use std::fmt::Write;

/// What the body's HTML needs from outside. [`HtmlOptions::default`] gives what ProseMirror's `DOMSerializer` gives.
pub struct HtmlOptions<'a> {
    /// Words in front of a related link, e.g. `Baca Juga: `; empty for none.
    pub related_label: &'a str,
    /// Where a related link leads; `None` prints its title without a link.
    pub related_href: &'a dyn Fn(&RelatedLink) -> Option<String>,
    /// Address of a picture, or of what is to be seen of it.
    pub media_href: &'a dyn Fn(&Image) -> String,
    /// The printed dateline, put in a `span.dateline` in front of the first paragraph; empty for none.
    pub dateline: &'a str,
    /// Whether furniture is there: a page that readers see has it, copy has not.
    pub furniture: bool,
}

impl Default for HtmlOptions<'_> {
    fn default() -> Self {
        Self {
            related_label: "",
            related_href: &|link| link.url.clone(),
            media_href: &|image| image.src.clone(),
            dateline: "",
            furniture: true,
        }
    }
}

impl Body {
    /// Semantic HTML of the blocks: a fragment, escaped, well formed as XML too. Nothing in it runs.
    pub fn html(&self, options: &HtmlOptions<'_>) -> String {
        let mut writer = Writer { html: String::new(), options, dateline: options.dateline };
        // A body that opens with a list or a quote, or is still empty, shows its dateline by itself.
        if !options.dateline.is_empty() && !opens_with_paragraph(self.blocks()) {
            writer.html.push_str("<p>");
            writer.dateline();
            writer.html.push_str("</p>");
        }
        writer.blocks(self.blocks());
        writer.html
    }
}

/// Whether the first copy of a body (crossheads, pictures and empty paragraphs are none) is a paragraph to print the
/// dateline in.
fn opens_with_paragraph(blocks: &[Block]) -> bool {
    let copy = blocks.iter().find(|block| match block {
        Block::Paragraph { content } => has_text(content),
        block => block.is_copy(),
    });
    matches!(copy, Some(Block::Paragraph { .. }))
}

/// Escapes text for HTML and XML, in content and in attributes.
pub fn escape(text: &str, into: &mut String) {
    for character in text.chars() {
        match character {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            other => into.push(other),
        }
    }
}

struct Writer<'a> {
    html: String,
    options: &'a HtmlOptions<'a>,
    dateline: &'a str,
}

impl Writer<'_> {
    fn dateline(&mut self) {
        if !self.dateline.is_empty() {
            self.html.push_str("<span class=\"dateline\">");
            escape(self.dateline.trim_end(), &mut self.html);
            self.html.push_str("</span> ");
            self.dateline = "";
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let _ = write!(self.html, " {name}=\"");
        escape(value, &mut self.html);
        self.html.push('"');
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { content } => {
                self.html.push_str("<p>");
                if has_text(content) {
                    self.dateline();
                }
                self.inline(content);
                self.html.push_str("</p>");
            }
            Block::Heading { attrs, content } => {
                let _ = write!(self.html, "<h{}>", attrs.level);
                self.inline(content);
                let _ = write!(self.html, "</h{}>", attrs.level);
            }
            Block::Quote { content } => self.around("blockquote", content),
            Block::PullQuote { content } => self.classed("aside", "pull-quote", content),
            Block::Attribution { content } => self.line("footer", content),
            Block::BulletList { content } => {
                self.html.push_str("<ul>");
                self.items(content);
                self.html.push_str("</ul>");
            }
            Block::OrderedList { attrs, content } => {
                self.html.push_str("<ol");
                if attrs.start != 1 {
                    self.attribute("start", &attrs.start.to_string());
                }
                self.html.push('>');
                self.items(content);
                self.html.push_str("</ol>");
            }
            Block::Image { attrs, content } => self.image(attrs, content),
            Block::Gallery { content } => self.classed("div", "gallery", content),
            Block::Table { content } => self.table(content),
            Block::FactBox { content } => self.classed("aside", "fact-box", content),
            Block::FactTitle { content } => self.line("h3", content),
            Block::TimelineItem { content } => self.classed("section", "timeline-item", content),
            Block::TimelineDate { content } => {
                self.html.push_str("<p class=\"timeline-date\">");
                self.inline(content);
                self.html.push_str("</p>");
            }
            Block::Embed { attrs } => self.embed(attrs),
            Block::RelatedLink { attrs } => self.related(attrs),
            Block::Furniture { attrs, content } => {
                if self.options.furniture {
                    self.html.push_str("<aside class=\"furniture\"");
                    self.attribute("data-kind", attrs.kind.name());
                    self.html.push('>');
                    self.inline(content);
                    self.html.push_str("</aside>");
                }
            }
        }
    }

    /// A line in an element of its own.
    fn line(&mut self, element: &str, content: &[Inline]) {
        let _ = write!(self.html, "<{element}>");
        self.inline(content);
        let _ = write!(self.html, "</{element}>");
    }

    /// Blocks in an element of their own.
    fn around(&mut self, element: &str, blocks: &[Block]) {
        let _ = write!(self.html, "<{element}>");
        self.blocks(blocks);
        let _ = write!(self.html, "</{element}>");
    }

    /// Blocks that stand beside the copy, in an element with a class. The dateline is not for them.
    fn classed(&mut self, element: &str, class: &str, blocks: &[Block]) {
        let dateline = std::mem::take(&mut self.dateline);
        let _ = write!(self.html, "<{element} class=\"{class}\">");
        self.blocks(blocks);
        let _ = write!(self.html, "</{element}>");
        self.dateline = dateline;
    }

    fn image(&mut self, image: &Image, caption: &[Inline]) {
        self.html.push_str("<figure><img");
        let href = (self.options.media_href)(image);
        self.attribute("src", &href);
        self.attribute("alt", &image.alt);
        self.html.push_str("/><figcaption>");
        self.inline(caption);
        if !image.credit.is_empty() {
            if !caption.is_empty() {
                self.html.push(' ');
            }
            self.html.push_str("<small class=\"credit\">");
            escape(&image.credit, &mut self.html);
            self.html.push_str("</small>");
        }
        self.html.push_str("</figcaption></figure>");
    }

    fn table(&mut self, rows: &[Row]) {
        let dateline = std::mem::take(&mut self.dateline);
        self.html.push_str("<div class=\"table\"><table><tbody>");
        for row in rows {
            self.html.push_str("<tr>");
            row.cells().iter().for_each(|cell| self.cell(cell));
            self.html.push_str("</tr>");
        }
        self.html.push_str("</tbody></table></div>");
        self.dateline = dateline;
    }

    fn cell(&mut self, cell: &Cell) {
        let name = if cell.is_header() { "th" } else { "td" };
        let _ = write!(self.html, "<{name}");
        for (attribute, span) in [("colspan", cell.attrs().colspan), ("rowspan", cell.attrs().rowspan)] {
            if span != 1 {
                self.attribute(attribute, &span.to_string());
            }
        }
        self.html.push('>');
        self.blocks(cell.content());
        let _ = write!(self.html, "</{name}>");
    }

    fn embed(&mut self, EmbedAttrs { title, url }: &EmbedAttrs) {
        self.html.push_str("<aside class=\"embed\"><a");
        self.attribute("href", url);
        self.html.push('>');
        escape(if title.is_empty() { url } else { title }, &mut self.html);
        self.html.push_str("</a> <small>");
        escape(&provider(url), &mut self.html);
        self.html.push_str("</small></aside>");
    }

    fn items(&mut self, items: &[Item]) {
        for Item::ListItem { content } in items {
            self.html.push_str("<li>");
            self.blocks(content);
            self.html.push_str("</li>");
        }
    }

    fn related(&mut self, link: &RelatedLink) {
        self.html.push_str("<aside class=\"related\">");
        if !self.options.related_label.is_empty() {
            self.html.push_str("<strong>");
            escape(self.options.related_label.trim_end(), &mut self.html);
            self.html.push_str("</strong> ");
        }
        match (self.options.related_href)(link) {
            Some(href) => {
                self.html.push_str("<a");
                self.attribute("href", &href);
                self.html.push('>');
                escape(&link.title, &mut self.html);
                self.html.push_str("</a>");
            }
            None => escape(&link.title, &mut self.html),
        }
        self.html.push_str("</aside>");
    }

    fn inline(&mut self, content: &[Inline]) {
        // Marks that go on over several pieces stay open, as ProseMirror's serialiser keeps them.
        let mut open: Vec<&Mark> = Vec::new();
        for Inline::Text { marks, text } in content {
            let shown = || marks.iter().filter(|mark| !mark.is_note());
            let kept = open.iter().zip(shown()).take_while(|(open, mark)| **open == *mark).count();
            while open.len() > kept {
                if let Some(mark) = open.pop() {
                    self.close(mark);
                }
            }
            for mark in shown().skip(kept) {
                self.open(mark);
                open.push(mark);
            }
            escape(text, &mut self.html);
        }
        while let Some(mark) = open.pop() {
            self.close(mark);
        }
    }

    fn open(&mut self, mark: &Mark) {
        match mark {
            Mark::Link { attrs } => {
                self.html.push_str("<a");
                self.attribute("href", &attrs.href);
                self.html.push('>');
            }
            Mark::Strong => self.html.push_str("<strong>"),
            Mark::Emphasis => self.html.push_str("<em>"),
            Mark::Note { .. } => {}
        }
    }

    fn close(&mut self, mark: &Mark) {
        self.html.push_str(match mark {
            Mark::Link { .. } => "</a>",
            Mark::Strong => "</strong>",
            Mark::Emphasis => "</em>",
            Mark::Note { .. } => "",
        });
    }
}
