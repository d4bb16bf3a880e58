use crate::{
    address::uri,
    picture::{self, Inside},
};
use story::{
    Body, Story,
    body::{Block, EmbedAttrs, Image, Inline},
};

/// The story as a book can hold it: its pictures by the names that they have there, without those that are not to be had
/// (their captions stay), and every address written as readers of books want it.
pub(super) fn fitted(story: &Story, pictures: &[Inside<'_>]) -> Story {
    let blocks: Vec<Block> = story.body.blocks().iter().flat_map(|block| block_of(block, pictures)).collect();
    let body = Body::new(blocks).unwrap_or_default().map_addresses(&|address| uri(address));
    Story { body, ..story.clone() }
}

fn block_of(block: &Block, pictures: &[Inside<'_>]) -> Vec<Block> {
    match block {
        Block::Image { attrs, content } => vec![image(attrs, content, pictures)],
        Block::Gallery { content } => {
            let shown: Vec<Block> = content.iter().flat_map(|block| block_of(block, pictures)).collect();
            if shown.iter().all(|block| matches!(block, Block::Image { .. })) {
                vec![Block::Gallery { content: shown }]
            } else {
                shown
            }
        }
        Block::Embed { attrs: EmbedAttrs { title, url } } => {
            vec![Block::Embed { attrs: EmbedAttrs { title: title.clone(), url: uri(url) } }]
        }
        block => vec![block.clone()],
    }
}

fn image(image: &Image, caption: &[Inline], pictures: &[Inside<'_>]) -> Block {
    match picture::find(pictures, image) {
        Some(file) => {
            Block::Image { attrs: Image { src: file.name.clone(), ..image.clone() }, content: caption.to_vec() }
        }
        None => Block::Paragraph { content: caption.to_vec() },
    }
}
