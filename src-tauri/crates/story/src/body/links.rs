use super::{Block, Body, Inline, Mark, RelatedLink, text};
use serde::{Deserialize, Serialize};

/// A related link with its place: after how many paragraphs (related links not counted) it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct RelatedAt {
    /// The title as printed.
    pub title: String,
    /// The story that it points at.
    pub story_id: Option<String>,
    /// Or the address.
    pub url: Option<String>,
    /// Paragraphs with text before it: 7 is "after the seventh paragraph".
    pub after: u32,
}

impl Body {
    /// The related links in the order in which readers meet them.
    pub fn related_links(&self) -> Vec<RelatedAt> {
        let mut after = 0;
        let mut links = Vec::new();
        for block in self.blocks() {
            match block {
                Block::RelatedLink { attrs: RelatedLink { title, story_id, url } } => {
                    links.push(RelatedAt { title: title.clone(), story_id: story_id.clone(), url: url.clone(), after })
                }
                block => after += paragraphs(block),
            }
        }
        links
    }

    /// The same body with every related link passed through `resolve`.
    pub fn map_related(self, mut resolve: impl FnMut(RelatedLink) -> RelatedLink) -> Self {
        let blocks = self.blocks.into_iter().map(|block| match block {
            Block::RelatedLink { attrs } => Block::RelatedLink { attrs: resolve(attrs) },
            block => block,
        });
        Self { blocks: blocks.collect() }
    }

    /// The same body with the address of every hyperlink passed through `resolve`.
    pub fn map_addresses(mut self, resolve: &dyn Fn(&str) -> String) -> Self {
        let mut write = |line: &mut Vec<Inline>| {
            for mark in line.iter_mut().flat_map(|Inline::Text { marks, .. }| marks) {
                if let Mark::Link { attrs } = mark {
                    attrs.href = resolve(&attrs.href);
                }
            }
        };
        self.blocks.iter_mut().for_each(|block| block.each_line_mut(&mut write));
        self
    }
}

/// Paragraphs with text: those in a table's cells are values, and none.
fn paragraphs(block: &Block) -> u32 {
    match block {
        Block::Paragraph { content } => u32::from(text::has_text(content)),
        Block::Table { .. } => 0,
        block => {
            let mut count = 0;
            block.each_inner(&mut |inner| count += paragraphs(inner));
            count
        }
    }
}
