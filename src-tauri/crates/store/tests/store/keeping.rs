use crate::{AT, BY, Room, moved, paragraphs, restored, story};
use proptest::prelude::*;
use std::collections::BTreeSet;
use store::{Entry, Error, ExportRecord, Keepsake, Save, Saved, Store, Tracked, VersionReason};
use story::{Body, Dateline, Fields, Forms, Stage, Story};

fn full_fields() -> Fields {
    Fields {
        slugline: "XI-PUTIN/MOSKOW".into(),
        kicker: "Geopolitik".into(),
        headline: "Xi dan Putin bertemu".into(),
        deck: "Dua pemimpin, satu meja.".into(),
        bylines: vec!["Kane Wu".into(), "Dmitry Antonov".into()],
        editor: "Barratut Taqiyyah Rafie".into(),
        source: "Reuters".into(),
        dateline: Dateline { outlet: "KONTAN.CO.ID".into(), place: "MOSKOW".into(), date: Some("May 8".into()) },
        desk: "Internasional".into(),
        language: "id".into(),
        tags: vec!["Rusia".into(), "China".into()],
        topics: vec!["medtop:11000000".into()],
        urgency: Some(3),
        embargo: Some("2026-11-24T06:00:00+07:00".into()),
        rights: "© Reuters".into(),
        note: "Cek angka\u{0}di paragraf 3".into(),
        sign_off: "dis/ugo".into(),
        target: Some(story::Target { unit: story::LengthUnit::Words, amount: 600 }),
        house: "kontan".into(),
        forms: Forms { dateline: 1, credit: 2 },
    }
}

const LINKED: &str = r#"{"type":"doc","content":[
    {"type":"paragraph","content":[{"type":"text","marks":[{"type":"strong"}],"text":"Presiden"},{"type":"text","text":" tiba."}]},
    {"type":"relatedLink","attrs":{"title":"Harga minyak naik","storyId":null,"url":"https://example.com/a"}},
    {"type":"paragraph"}]}"#;

#[test]
fn a_story_comes_back_as_it_went_in() {
    let room = Room::new();
    let mut story = story(1, full_fields(), Body::from_json(LINKED).unwrap());
    story.stage = Stage::Review;
    story.modified = AT.to_owned();
    room.store.add(&story, BY, None).unwrap();
    assert_eq!(room.store.story(&story.id).unwrap(), Some(story));
    assert_eq!(room.store.story("01936000-0000-7000-8000-999999999999").unwrap(), None);
    room.assert_sound();
}

#[test]
fn a_save_raises_the_revision_and_takes_the_time_of_the_save() {
    let room = Room::new();
    let id = room.headline(1, "Sebelum");
    assert_eq!(room.save(&id, 1, |fields, _| fields.headline = "Sesudah".into()), Saved::Kept { revision: 2 });
    assert_eq!(room.save(&id, 2, |_, body| *body = paragraphs("Satu\nDua")), Saved::Kept { revision: 3 });
    let story = room.store.story(&id).unwrap().unwrap();
    assert_eq!((story.revision, story.modified.as_str()), (3, AT));
    assert_eq!((story.fields.headline.as_str(), story.body), ("Sesudah", paragraphs("Satu\nDua")));
    room.assert_sound();
}

#[test]
fn a_save_of_the_same_content_writes_nothing_whatever_its_base() {
    let room = Room::new();
    let id = room.add(1, full_fields(), paragraphs("Satu"));
    room.save(&id, 1, |fields, _| fields.deck.clear());
    let (before, versions) = (room.store.last_seq().unwrap(), room.store.versions(&id).unwrap());
    assert_eq!(room.save(&id, 2, |_, _| {}), Saved::Unchanged { revision: 2 });
    assert_eq!(room.save(&id, 1, |_, _| {}), Saved::Unchanged { revision: 2 });
    assert_eq!(room.store.last_seq().unwrap(), before);
    assert_eq!(room.store.versions(&id).unwrap(), versions);
}

#[test]
fn a_stale_save_keeps_both_texts() {
    let room = Room::new();
    let id = room.add(1, full_fields(), paragraphs("Naskah awal"));
    room.save(&id, 1, |_, body| *body = paragraphs("Naskah si A"));
    let stale = |fields: &mut Fields, body: &mut Body| {
        fields.headline = "Judul si B".into();
        *body = paragraphs("Naskah si B");
    };
    let Saved::KeptBeside { version, revision } = room.save(&id, 1, stale) else { panic!("not beside") };
    assert_eq!(revision, 2);
    assert_eq!(room.store.story(&id).unwrap().unwrap().body, paragraphs("Naskah si A"));
    let beside = room.store.version(version).unwrap().unwrap();
    assert_eq!(beside.fields, Fields { headline: "Judul si B".into(), ..full_fields() });
    assert_eq!(beside.body, paragraphs("Naskah si B").to_json());
    assert_eq!((beside.row.reason.as_str(), beside.row.revision, beside.row.words), ("keptBeside", 1, 3));
    assert_eq!(room.store.versions(&id).unwrap()[0], beside.row);

    // The same text again is the same version; another one is another.
    assert_eq!(room.save(&id, 1, stale), Saved::KeptBeside { version, revision });
    let other = room.save(&id, 1, |_, body| *body = paragraphs("Naskah si B, lanjut"));
    assert!(matches!(other, Saved::KeptBeside { version: other, .. } if other != version), "{other:?}");
    let rows = room.store.versions(&id).unwrap();
    assert_eq!(rows.iter().filter(|row| row.reason == "keptBeside").count(), 2);
    room.assert_sound();
}

#[test]
fn a_merge_keeps_what_gave_way_and_names_what_was_merged_in() {
    let room = Room::new();
    let id = room.add(1, full_fields(), paragraphs("Naskah lama"));
    let note = Some("serah.redaksi-story".to_owned());
    let (fields, body) = (full_fields(), paragraphs("Naskah dari luar"));
    let keepsake = Keepsake { id: id.clone(), revision: 1, reason: VersionReason::BroughtBack, note, fields, body };
    let version = room.store.keep(keepsake.clone(), BY).unwrap();
    assert_eq!(room.store.keep(keepsake, BY).unwrap(), version, "the same again is the same version");
    let merge = |base: u32, text: &str| {
        let save = Save { id: id.clone(), base, fields: full_fields(), body: paragraphs(text) };
        room.store.save_merged(save, Tracked::AsTheyAre, Some(version), BY).unwrap()
    };
    assert_eq!(merge(1, "Naskah gabungan"), Saved::Kept { revision: 2 });
    let kept = &room.store.versions(&id).unwrap()[0];
    assert_eq!((kept.reason.as_str(), kept.revision), ("merged", 1));
    assert_eq!(kept.note, Some(version.to_string()));
    assert_eq!(room.store.version(kept.version).unwrap().unwrap().body, paragraphs("Naskah lama").to_json());
    // One that changed nothing was chosen all the same; a stale one is kept beside like any save.
    assert_eq!(merge(2, "Naskah gabungan"), Saved::Unchanged { revision: 2 });
    assert_eq!(room.store.versions(&id).unwrap()[0].revision, 2);
    assert!(matches!(merge(1, "Naskah lain"), Saved::KeptBeside { revision: 2, .. }));
    room.assert_sound();
}

#[test]
fn a_save_of_a_story_that_is_not_there_says_so() {
    let room = Room::new();
    let save = Save { id: "tidak-ada".into(), base: 1, fields: Fields::default(), body: Body::default() };
    assert_eq!(room.store.save(save, BY).unwrap(), Saved::Missing);
    let missing = room.store.move_many(&["tidak-ada".into()], Stage::Ready, BY);
    assert!(matches!(missing, Err(Error::NoStory(_))));
}

#[test]
fn a_tree_that_nobody_can_read_is_kept_byte_for_byte() {
    let room = Room::new();
    let id = room.add(1, full_fields(), paragraphs("Satu"));
    let tree = r#"{"type":"doc", "content":[{"type":"hologram"}]} "#;
    let version = room.store.keep_rescue(&id, &full_fields(), tree, BY).unwrap();
    let kept = room.store.version(version).unwrap().unwrap();
    assert_eq!((kept.body.as_str(), kept.row.reason.as_str()), (tree, "rescue"));
    assert_eq!(kept.fields, full_fields());
    // Also where its story never was.
    let lost = room.store.keep_rescue("tidak-ada", &full_fields(), tree, BY).unwrap();
    assert_eq!(room.store.version(lost).unwrap().unwrap().body, tree);
}

#[test]
fn two_stores_on_one_file_saving_one_story_at_once_keep_every_text() {
    let room = Room::new();
    let id = room.add(1, Fields::default(), paragraphs("awal"));
    let write = |name: &'static str| {
        let (path, id) = (room.path.clone(), id.clone());
        std::thread::spawn(move || {
            let store = Store::open(&path).unwrap();
            let mut base = 1;
            let mut texts = Vec::new();
            for number in 0..40 {
                let body = paragraphs(&format!("{name} menulis {number}"));
                let save = Save { id: id.clone(), base, fields: Fields::default(), body: body.clone() };
                let saved = store.save(save, Entry { at: AT, actor: name }).unwrap();
                base = match saved {
                    Saved::Kept { revision } | Saved::KeptBeside { revision, .. } => revision,
                    other => panic!("{other:?}"),
                };
                texts.push((body.to_json(), saved));
            }
            texts
        })
    };
    let writers = [write("sari"), write("budi")];
    let texts: Vec<(String, Saved)> = writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect();
    // A text was either a revision of the story, each revision made once and on top of the one before, or stands beside.
    let mut revisions = BTreeSet::new();
    for (text, saved) in &texts {
        match *saved {
            Saved::Kept { revision } => assert!(revisions.insert(revision), "two texts were revision {revision}"),
            Saved::KeptBeside { version, .. } => assert_eq!(&room.store.version(version).unwrap().unwrap().body, text),
            other => panic!("{other:?}"),
        }
    }
    let story = room.store.story(&id).unwrap().unwrap();
    assert!(revisions.iter().copied().eq(2..=story.revision));
    let current = texts.iter().find(|(_, saved)| *saved == Saved::Kept { revision: story.revision }).unwrap();
    assert_eq!(current.0, story.body.to_json());
    let journal = room.store.journal_after(0, 1000).unwrap();
    assert_eq!(journal.iter().filter(|row| row.kind == "saved" || row.kind == "keptBeside").count(), 80);
    room.assert_sound();
}

#[test]
fn two_editors_taking_turns_without_seeing_each_other_both_find_their_last_text() {
    let room = Room::new();
    let id = room.add(1, Fields::default(), paragraphs("awal"));
    let stores = [Store::open(&room.path).unwrap(), Store::open(&room.path).unwrap()];
    let mut bases = [1, 1];
    for number in 0..10 {
        for (who, store) in stores.iter().enumerate() {
            let body = paragraphs(&format!("penyunting {who} menulis {number}"));
            let save = Save { id: id.clone(), base: bases[who], fields: Fields::default(), body };
            if let Saved::Kept { revision } = store.save(save, BY).unwrap() {
                bases[who] = revision;
            }
        }
    }
    assert_eq!(room.store.story(&id).unwrap().unwrap().body, paragraphs("penyunting 0 menulis 9"));
    let beside: Vec<String> = room
        .store
        .versions(&id)
        .unwrap()
        .iter()
        .rev()
        .filter(|row| row.reason == "keptBeside")
        .map(|row| room.store.version(row.version).unwrap().unwrap().body)
        .collect();
    let theirs: Vec<String> =
        (0..10).map(|number| paragraphs(&format!("penyunting 1 menulis {number}")).to_json()).collect();
    assert_eq!(beside, theirs);
}

#[test]
fn one_of_two_alternating_stores_always_notices_the_other() {
    let room = Room::new();
    let id = room.headline(1, "awal");
    let other = Store::open(&room.path).unwrap();
    let seen = other.last_seq().unwrap();
    room.save(&id, 1, |fields, _| fields.headline = "baru".into());
    assert_eq!(other.journal_after(seen, 10).unwrap().len(), 1);
    assert_eq!(other.story(&id).unwrap().unwrap().fields.headline, "baru");
}

#[test]
fn spike_and_restore_bring_back_the_stage_before() {
    let room = Room::new();
    let id = room.headline(1, "Naskah");
    let moved = |to| moved(&room.store, &id, to, BY);
    assert_eq!(moved(Stage::Ready).from, Stage::Draft);
    assert_eq!(moved(Stage::Spiked).from, Stage::Ready);
    assert_eq!(moved(Stage::Spiked).from, Stage::Spiked, "spiked twice is spiked once");
    let back = restored(&room.store, &id, BY);
    assert_eq!((back.from, back.to, back.revision), (Stage::Spiked, Stage::Ready, 1));
    let again = restored(&room.store, &id, BY);
    assert_eq!((again.from, again.to), (Stage::Ready, Stage::Ready));
    let story = room.store.story(&id).unwrap().unwrap();
    assert_eq!((story.stage, story.revision), (Stage::Ready, 1));
    // A move does not clash with someone who is typing.
    assert_eq!(room.save(&id, 1, |fields, _| fields.headline = "Naskah baru".into()), Saved::Kept { revision: 2 });
    assert_eq!(room.store.story(&id).unwrap().unwrap().stage, Stage::Ready);
    room.assert_sound();
}

#[test]
fn every_change_leaves_a_journal_row_with_before_and_after() {
    let room = Room::new();
    let id = room.headline(1, "Satu");
    room.save(&id, 1, |fields, _| {
        fields.headline = "Dua".into();
        fields.tags = vec!["minyak".into()];
    });
    room.save(&id, 2, |_, body| *body = paragraphs("Teks"));
    moved(&room.store, &id, Stage::Spiked, BY);
    room.save(&id, 1, |_, body| *body = paragraphs("Teks lain"));
    let record = ExportRecord {
        story: id.clone(),
        at: AT.into(),
        kind: "txt".into(),
        path: "/tmp/dua.txt".into(),
        revision: 3,
        sha256: "00".into(),
        version: None,
        options: Some("{}".into()),
    };
    let left = room.store.story(&id).unwrap().unwrap();
    room.store.record_exports(vec![(record.clone(), left.clone().into())], BY).unwrap();
    // The kept state that left is remembered with it.
    let exports = room.store.exports(&id).unwrap();
    assert_eq!(exports, [ExportRecord { version: exports[0].version, ..record }]);
    let kept = room.store.version(exports[0].version.unwrap()).unwrap().unwrap();
    assert_eq!((kept.row.reason.as_str(), kept.body), ("exported", left.body.to_json()));
    assert_eq!(room.store.exported_to("/tmp/dua.txt").unwrap(), Some(id.clone()));
    assert_eq!(room.store.exported_to("/tmp/lain.txt").unwrap(), None);

    let journal = room.store.journal_after(1, 100).unwrap();
    let rows: Vec<_> = journal
        .iter()
        .map(|row| (row.kind.as_str(), row.revision, row.before.as_deref(), row.after.as_deref()))
        .collect();
    assert_eq!(
        rows,
        [
            ("saved", 2, Some(r#"{"headline":"Satu","tags":[]}"#), Some(r#"{"headline":"Dua","tags":["minyak"]}"#)),
            ("saved", 3, None, None),
            ("moved", 3, Some(r#"{"stage":"draft"}"#), Some(r#"{"stage":"spiked"}"#)),
            ("keptBeside", 3, None, Some(r#"{"version":3}"#)),
            ("exported", 3, None, Some(r#"{"kind":"txt","path":"/tmp/dua.txt","sha256":"00"}"#)),
        ]
    );
    assert!(journal.iter().all(|row| row.story == id && row.actor == "sari" && row.at == AT));
    let created = &room.store.journal_after(0, 1).unwrap()[0];
    assert_eq!((created.kind.as_str(), created.seq, &created.before), ("created", 1, &None));
    assert!(created.after.as_ref().unwrap().contains(r#""headline":"Satu""#));
    assert_eq!(room.store.last_seq().unwrap(), journal.last().unwrap().seq);
}

#[test]
fn a_story_added_with_a_note_keeps_its_original() {
    let room = Room::new();
    let original = story(1, full_fields(), paragraphs("Asli"));
    room.store.add(&original, BY, Some("xi-putin.txt")).unwrap();
    room.save(&original.id, 1, |_, body| *body = paragraphs("Disunting"));
    let [row] = &room.store.versions(&original.id).unwrap()[..] else { panic!("not one version") };
    assert_eq!((row.reason.as_str(), row.note.as_deref()), ("imported", Some("xi-putin.txt")));
    assert_eq!(room.store.version(row.version).unwrap().unwrap().body, paragraphs("Asli").to_json());
}

#[test]
fn settings_and_house_are_remembered() {
    let room = Room::new();
    assert_eq!(room.store.setting("ui").unwrap(), None);
    room.store.set_setting("ui", r#"{"theme":"dark"}"#).unwrap();
    room.store.set_setting("ui", r#"{"theme":"light"}"#).unwrap();
    assert_eq!(room.store.setting("ui").unwrap().as_deref(), Some(r#"{"theme":"light"}"#));
    assert_eq!(room.store.house().unwrap(), "kontan");
}

#[derive(Debug, Clone)]
enum Act {
    Add { desk: usize, stage: usize },
    Save { story: usize, desk: usize, tags: Vec<usize>, text: String, base: u32 },
    Move { story: usize, stage: usize },
    Restore { story: usize },
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0..3_usize, 0..5_usize).prop_map(|(desk, stage)| Act::Add { desk, stage }),
        (0..6_usize, 0..3_usize, prop::collection::vec(0..4_usize, 0..3), "[a-zé \n]{0,12}", 1..4_u32)
            .prop_map(|(story, desk, tags, text, base)| Act::Save { story, desk, tags, text, base }),
        (0..6_usize, 0..5_usize).prop_map(|(story, stage)| Act::Move { story, stage }),
        (0..6_usize).prop_map(|story| Act::Restore { story }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// `verify` counts everything again, story by story: tallies, terms, links, search.
    #[test]
    fn whatever_is_done_the_counts_equal_a_recount(acts in prop::collection::vec(act(), 1..24)) {
        const DESKS: [&str; 3] = ["", "Nasional", "Keuangan"];
        let room = Room::new();
        let mut ids: Vec<String> = Vec::new();
        for act in acts {
            let id = |story: usize| ids.get(story).cloned().unwrap_or_default();
            match act {
                Act::Add { desk, stage } => {
                    let fields = Fields { desk: DESKS[desk].into(), ..Fields::default() };
                    let story = Story { stage: Stage::ALL[stage], ..story(ids.len() as u32, fields, Body::default()) };
                    room.store.add(&story, BY, None).unwrap();
                    ids.push(story.id);
                }
                Act::Save { story, desk, tags, text, base } => {
                    let tags = tags.iter().map(|tag| format!("Tag {tag}")).collect();
                    let fields = Fields { desk: DESKS[desk].into(), tags, ..Fields::default() };
                    room.store.save(Save { id: id(story), base, fields, body: paragraphs(&text) }, BY).unwrap();
                }
                Act::Move { story, stage } => {
                    // A story that was not added yet cannot be moved.
                    let _ = room.store.move_many(&[id(story)], Stage::ALL[stage], BY);
                }
                Act::Restore { story } => {
                    let _ = room.store.restore_many(&[id(story)], BY);
                }
            }
        }
        let stories: Vec<Story> = ids.iter().map(|id| room.store.story(id).unwrap().unwrap()).collect();
        let navigation = room.store.navigation().unwrap();
        for count in &navigation.stages {
            prop_assert_eq!(count.count as usize, stories.iter().filter(|story| story.stage == count.stage).count());
        }
        for desk in &navigation.desks {
            let of_desk = stories.iter().filter(|story| story.stage != Stage::Spiked && story.fields.desk == desk.name);
            prop_assert_eq!(desk.count as usize, of_desk.count());
        }
        prop_assert_eq!(navigation.total as usize, stories.iter().filter(|story| story.stage != Stage::Spiked).count());
        prop_assert_eq!(room.store.verify().unwrap().faults, []);
    }
}
