use crate::desk::{Desk, EDITOR, LATER, NOW};
use newsroom::{ListQuery, Sort};
use std::collections::BTreeSet;
use story::Stage;

#[test]
fn the_sample_fills_an_empty_newsroom_and_links_within_itself() {
    let desk = Desk::new();
    let added = desk.newsroom.add_sample(NOW, EDITOR).unwrap();
    assert!(added >= 12, "{added}");
    assert_eq!(desk.newsroom.add_sample(LATER, EDITOR).unwrap(), 0, "what is there is not added again");

    let mut stories = Vec::new();
    for stage in Stage::ALL {
        let query = ListQuery { stage: Some(stage), desk: None, sort: Sort::Newest, offset: 0, limit: 100 };
        let rows = desk.newsroom.list(&query).unwrap().rows;
        stories.extend(rows.iter().map(|row| desk.newsroom.open_story(&row.id, NOW).unwrap()));
    }
    assert_eq!(stories.len(), added as usize);
    let mut houses = BTreeSet::new();
    let mut linked = 0;
    for story in &stories {
        let fields = &story.fields;
        assert!(!fields.headline.is_empty() && !fields.slugline.is_empty(), "{fields:?}");
        assert!(!fields.dateline.place.is_empty(), "no dateline was read in {}", fields.headline);
        assert!(
            !fields.source.is_empty() || !fields.bylines.is_empty() || !fields.sign_off.is_empty(),
            "{}",
            fields.headline
        );
        assert!(story.modified.as_str() < NOW, "{}", fields.headline);
        assert!(!story.body.contains("## ") && !story.body.contains("\"> "), "{}", fields.headline);
        houses.insert(fields.house.clone());
        for link in &story.related_links {
            assert!(link.story_id.is_some(), "{} → {}", fields.headline, link.title);
            linked += 1;
        }
        let named = desk.newsroom.topics_of(&fields.topics, "id");
        assert!(named.iter().all(|topic| topic.name != topic.code), "unknown topics in {}", fields.headline);
    }
    assert_eq!(houses.len(), 2, "{houses:?}");
    assert!(linked >= 10, "{linked}");
    let verification = desk.newsroom.verify().unwrap();
    assert!(verification.faults.is_empty(), "{verification:?}");
}
