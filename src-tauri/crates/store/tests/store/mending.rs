//! Damage at many places of real newsrooms: nothing panics, the damaged file stays as it is, and what is intact is saved.

use crate::{AT, BY, Room, moved, paragraphs, write};
use std::{collections::BTreeMap, fs, ops::ControlFlow, path::Path};
use store::{AmissKind, Error, ExportRecord, FaultKind, Salvage, Salvaged, Save, Saved, Store, differences};
use story::{Fields, Stage, Story};

const STORIES: u32 = 80;

fn on(_: u32, _: u32) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Words enough for some pages; every story has other ones.
fn text(number: u32) -> String {
    (0..40 + number % 7 * 60).map(|word| format!("kata{}x{word}", number * 31 % 97)).collect::<Vec<_>>().join(" ")
}

fn fields(number: u32) -> Fields {
    Fields {
        headline: format!("Berita nomor {number}"),
        slugline: format!("NOMOR-{number}"),
        desk: ["Nasional", "Keuangan", ""][number as usize % 3].to_owned(),
        bylines: vec![format!("Penulis {}", number % 9)],
        tags: vec![format!("tag {}", number % 13), "rusia".to_owned()],
        house: "kontan".to_owned(),
        ..Fields::default()
    }
}

fn newsroom() -> Room {
    let room = Room::new();
    for number in 1..=STORIES {
        let id = room.add(number, fields(number), paragraphs(&text(number)));
        room.save(&id, 1, |_, body| *body = paragraphs(&format!("{}\nakhir {number}", text(number))));
        if number % 10 == 0 {
            moved(&room.store, &id, Stage::Review, BY);
        }
        if number % 12 == 0 {
            let save = Save { id: id.clone(), base: 1, fields: fields(number), body: paragraphs("terlambat") };
            assert!(matches!(room.store.save(save, BY).unwrap(), Saved::KeptBeside { .. }));
        }
    }
    let record = ExportRecord {
        story: room.store.page(&crate::everything()).unwrap().rows[0].id.clone(),
        at: AT.to_owned(),
        kind: "html".to_owned(),
        path: "/web/a.html".to_owned(),
        revision: 2,
        sha256: "00".to_owned(),
        version: None,
        options: None,
    };
    let left = room.store.story(&record.story).unwrap().unwrap();
    room.store.record_exports(vec![(record, left.clone().into())], BY).unwrap();
    room.store.set_setting("actor", "\"sari\"").unwrap();
    room
}

/// Every story by its id.
fn stories(store: &Store) -> BTreeMap<String, Story> {
    let all = (1..=STORIES + 5).map(|number| format!("01936000-0000-7000-8000-{number:012}"));
    all.filter_map(|id| Some((id.clone(), store.story(&id).unwrap()?))).collect()
}

fn salvage(path: &Path, to: &Path) -> Result<Salvage, Error> {
    Salvaged::out_of(path, &mut on)?.expect("not told to stop").place(to)
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % below
    }
}

/// Roots of tables and indices, by page.
#[expect(clippy::disallowed_methods, reason = "looks at the pages from outside")]
fn roots(path: &Path) -> Vec<(u32, String)> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut statement = connection.prepare("SELECT rootpage, name FROM sqlite_schema WHERE rootpage > 0").unwrap();
    let roots = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    roots.map(Result::unwrap).collect()
}

#[test]
fn an_undamaged_newsroom_is_salvaged_whole_with_everything_in_it() {
    let room = newsroom();
    let to = room.path.with_file_name("baru.redaksi");
    let salvage = salvage(&room.path, &to).unwrap();
    assert_eq!(salvage, Salvage { whole: STORIES, amiss: vec![], history: false });
    let store = Store::open(&to).unwrap();
    assert_eq!(stories(&store), stories(&room.store));
    assert_eq!(store.verify().unwrap().faults, []);
    assert_eq!(store.journal_after(0, 10_000).unwrap(), room.store.journal_after(0, 10_000).unwrap());
    let id = "01936000-0000-7000-8000-000000000012";
    assert_eq!(store.versions(id).unwrap(), room.store.versions(id).unwrap());
    assert_eq!(store.version(1).unwrap(), room.store.version(1).unwrap());
    assert_eq!(store.navigation().unwrap(), room.store.navigation().unwrap());
    assert_eq!(store.exported_to("/web/a.html").unwrap(), room.store.exported_to("/web/a.html").unwrap());
    assert_eq!(
        (store.setting("actor").unwrap().as_deref(), store.house().unwrap().as_str()),
        (Some("\"sari\""), "kontan")
    );
    assert_eq!(store.search("kata31x5", 5, 0).unwrap(), room.store.search("kata31x5", 5, 0).unwrap());
    assert_eq!(differences(&room.path, &to).unwrap(), []);
    // A change goes on in the journal where the old newsroom ended.
    moved(&store, id, Stage::Ready, BY);
    assert_eq!(store.last_seq().unwrap(), room.store.last_seq().unwrap() + 1);
}

#[test]
fn damage_anywhere_ends_in_a_clear_error_or_in_a_newsroom_with_every_intact_story() {
    let room = newsroom();
    let before = stories(&room.store);
    let Room { store, path, _folder } = room;
    drop(store);
    let sound = fs::read(&path).unwrap();
    let pages = sound.len() / 4096;
    let mut dice = Dice(42);
    let mut rescued = 0;
    for round in 0..32 {
        let mut bytes = sound.clone();
        // A page or two become noise, zeros, or another page; or some bytes of one flip.
        for _ in 0..=round % 2 {
            let page = if round < 4 { round } else { dice.roll(pages) };
            let (start, other) = (page * 4096, dice.roll(pages) * 4096);
            match round % 4 {
                0 => bytes[start..start + 4096].fill(0),
                1 => (start..start + 4096).for_each(|at| bytes[at] = dice.roll(256) as u8),
                2 => bytes.copy_within(other..other + 4096, start),
                _ => (0..8).for_each(|_| bytes[start + dice.roll(4096)] ^= 1 << dice.roll(8)),
            }
        }
        rescued += usize::from(hold(&path, &bytes, &before, &format!("round {round}")));
    }
    assert!(rescued > 28, "{rescued} of 32");
}

#[test]
fn where_no_road_leads_to_a_table_or_its_end_is_cut_off_the_others_are_still_read() {
    let room = newsroom();
    let before = stories(&room.store);
    let Room { store, path, _folder } = room;
    drop(store);
    let (sound, roots) = (fs::read(&path).unwrap(), roots(&path));
    // The indices of lists are not read at all.
    for (page, name) in roots.into_iter().filter(|(_, name)| !name.contains("_by_")) {
        let mut bytes = sound.clone();
        bytes[(page as usize - 1) * 4096..page as usize * 4096].fill(0x5A);
        assert!(hold(&path, &bytes, &before, &name), "{name}");
        if name == "body" {
            write(&path, &bytes);
            let to = path.with_file_name("baru.redaksi");
            assert_eq!(salvage(&path, &to).unwrap().amiss, [], "the pages with the texts are whole");
            fs::remove_file(to).unwrap();
        }
    }
    for length in [0, 50, 4096, 3 * 4096 + 17, sound.len() - 4096, sound.len() - 1] {
        hold(&path, &sound[..length], &before, &format!("{length} bytes"));
    }
}

#[test]
fn a_log_that_is_damaged_in_its_middle_is_noticed_and_all_but_that_is_read() {
    let room = newsroom();
    // The log as a killed process leaves it.
    let (file, log) = (fs::read(&room.path).unwrap(), fs::read(room.path.with_extension("redaksi-wal")).unwrap());
    let before = stories(&room.store);
    drop(room);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kantor.redaksi");
    let log_path = path.with_extension("redaksi-wal");
    // Behind what was written since the log was last folded into the file there may be older frames.
    let current = |frame: &&[u8]| frame[8..16] == log[16..24];
    let frames = log[32..].chunks(4120).take_while(current).count();
    assert!(frames > 100, "{frames}");
    let mut dice = Dice(7);
    for round in 0..12 {
        let mut bytes = log.clone();
        // Its head, the head of a frame, or what a frame holds; never the last saves, which may as well be torn.
        let frame = 32 + dice.roll(frames - 60) * 4120;
        let at = [16, 3, frame + 16, frame + 1000][round % 4];
        bytes[at..at + 4].fill(0xA5);
        write(&path, &file);
        write(&log_path, &bytes);
        assert!(matches!(Store::open(&path), Err(Error::Damaged(_))), "round {round}");
        let to = folder.path().join("baru.redaksi");
        let report = salvage(&path, &to).unwrap();
        assert!(fs::read(&path).unwrap() == file && fs::read(&log_path).unwrap() == bytes, "round {round}");
        assert!(report.history);
        let store = Store::open(&to).unwrap();
        for (id, story) in &before {
            let named = report.amiss.iter().any(|amiss| amiss.story == *id);
            assert!(named || store.story(id).unwrap().as_ref() == Some(story), "round {round}: {id}");
        }
        assert!(report.whole > STORIES / 2, "round {round}: {report:?}");
        drop(store);
        fs::remove_file(to).unwrap();
    }
    // What was torn when the power failed is nothing that was said to be kept.
    write(&path, &file);
    write(&log_path, &log[..32 + frames * 4120 - 2000]);
    assert!(Store::open(&path).is_ok());
}

/// Holds what is made of a damaged newsroom against what was in it; whether something could be read.
fn hold(path: &Path, bytes: &[u8], before: &BTreeMap<String, Story>, what: &str) -> bool {
    let folder = path.parent().unwrap();
    write(path, bytes);
    let to = folder.join("baru.redaksi");
    let report = match salvage(path, &to) {
        Ok(report) => report,
        Err(error) => {
            assert!(matches!(error, Error::Damaged(_)), "{what}: {error:?}");
            assert_eq!(fs::read_dir(folder).unwrap().count(), 1, "{what}: something was left");
            return false;
        }
    };
    assert!(fs::read(path).unwrap() == bytes, "{what}: the damaged file was changed");
    let store = Store::open(&to).unwrap();
    let mut faults = store.verify().unwrap().faults;
    let amiss: BTreeMap<&str, AmissKind> = report.amiss.iter().map(|one| (one.story.as_str(), one.kind)).collect();
    // A tree with a wrong letter in it may be a newer Redaksi's: it is kept, and its story named.
    faults.retain(|fault| {
        fault.kind != FaultKind::Body || !amiss.contains_key(fault.story.as_deref().unwrap_or_default())
    });
    assert_eq!(faults, [], "{what}");
    for (id, story) in before {
        match store.story(id).ok().flatten().as_ref() {
            // Nothing else in the file tells when a story was made.
            Some(kept)
                if *kept
                    == Story { created: kept.created.clone(), modified: kept.modified.clone(), ..story.clone() } => {}
            other => assert!(amiss.contains_key(id.as_str()), "{what}: {id} is not named: {other:?}"),
        }
    }
    drop(store);
    fs::remove_file(&to).unwrap();
    assert_eq!(fs::read_dir(folder).unwrap().count(), 1, "{what}: something was left");
    // Opening it says what is wrong, or gives the newsroom; it never gives half of one.
    match Store::open(path) {
        Ok(store) => match store.verify() {
            Ok(found) => assert_eq!(found.stories, before.len() as u32, "{what}"),
            Err(error) => assert!(matches!(error, Error::Damaged(_)), "{what}: {error:?}"),
        },
        Err(Error::Damaged(_) | Error::NotANewsroom(_) | Error::Newer { .. }) => {}
        Err(error) => panic!("{what}: {error:?}"),
    }
    let _ = fs::remove_file(path.with_extension("redaksi-wal"));
    let _ = fs::remove_file(path.with_extension("redaksi-shm"));
    true
}
