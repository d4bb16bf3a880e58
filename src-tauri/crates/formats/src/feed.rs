//! Feeds of a collection. A story has no address of its own before somebody publishes it, so entries are named by their
//! ids, and no link is made up.

mod atom;
mod rss;

pub use atom::write as write_atom;
pub use rss::write as write_rss;

use crate::{Leaving, picture};
use story::{Attachment, House};

/// The pictures of all the stories, each once.
pub(crate) fn pictures_of(stories: &[Leaving<'_>]) -> Vec<Attachment> {
    let mut files: Vec<Attachment> = Vec::new();
    for file in stories.iter().flat_map(|leaving| picture::attachments(&leaving.story.body)) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files
}

/// What a feed is called by machines: always the same for a house.
fn urn_of(house: Option<&House>) -> String {
    crate::address::uri(&format!("urn:redaksi:{}", house.map_or("newsroom", |house| house.id.as_str())))
}

/// Where the outlet is at home, which RSS wants to know: many write their own domain in their datelines.
fn home_of(house: Option<&House>) -> String {
    let domain = |outlet: &&String| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
        outlet.bytes().all(plain) && outlet.trim_matches('.').contains('.')
    };
    match house.and_then(|house| house.outlets.iter().find(domain)) {
        Some(outlet) => format!("https://{}/", outlet.to_lowercase()),
        None => urn_of(house),
    }
}
