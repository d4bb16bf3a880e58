//! Kept states: which are kept, that they read back byte for byte, what they cost, and that damage is noticed.

use crate::{AT, BY, Room, moved, paragraphs, sql, story};
use proptest::prelude::*;
use std::{path::Path, time::Instant};
use store::{Entry, Error, FaultKind, Save, Saved, Store, VersionReason, VersionRow};
use story::{Body, Fields, Stage};

/// A time of this day.
fn at(minutes: u32, seconds: u32) -> String {
    format!("2026-11-23T{:02}:{:02}:{seconds:02}.000Z", 9 + minutes / 60, minutes % 60)
}

fn save(room: &Room, id: &str, at: &str, actor: &str, text: &str) {
    let before = room.store.story(id).unwrap().unwrap();
    let save = Save { id: id.to_owned(), base: before.revision, fields: before.fields, body: paragraphs(text) };
    assert!(matches!(room.store.save(save, Entry { at, actor }).unwrap(), Saved::Kept { .. }));
}

/// A new story, as it is before anyone writes.
fn start(room: &Room) -> String {
    room.add(1, Fields::default(), Body::default())
}

/// Texts, reasons and people of a story's versions, oldest first.
fn kept(room: &Room, id: &str) -> Vec<(String, String, String)> {
    let rows = room.store.versions(id).unwrap();
    rows.into_iter().rev().map(|row| (text(&room.store, row.version), row.reason, row.actor)).collect()
}

fn text(store: &Store, version: u32) -> String {
    Body::from_json(&store.version(version).unwrap().unwrap().body).unwrap().text()
}

fn expect(room: &Room, id: &str, expected: &[(&str, &str, &str)]) {
    let kept = kept(room, id);
    let kept: Vec<_> =
        kept.iter().map(|(text, reason, actor)| (text.as_str(), reason.as_str(), actor.as_str())).collect();
    assert_eq!(kept, expected);
    room.assert_sound();
}

#[test]
fn the_end_of_a_session_is_kept_once() {
    let room = Room::new();
    let id = start(&room);
    save(&room, &id, &at(0, 1), "sari", "Satu");
    save(&room, &id, &at(0, 2), "sari", "Satu dua");
    let seen = room.store.last_seq().unwrap();
    for _ in 0..2 {
        assert!(room.store.end_session(&id, Entry { at: &at(1, 0), actor: "budi" }).unwrap());
    }
    // Whoever leaves it, it is the text of who wrote it, and as old.
    expect(&room, &id, &[("Satu dua", "session", "sari")]);
    assert_eq!(room.store.versions(&id).unwrap()[0].at, at(0, 2));
    let rows = room.store.journal_after(seen, 10).unwrap();
    let told: Vec<_> = rows.iter().map(|row| (row.kind.as_str(), row.after.as_deref().unwrap())).collect();
    assert_eq!(told, [("kept", r#"{"reason":"session","version":1}"#)]);
    assert!(!room.store.end_session("tidak-ada", BY).unwrap());
}

#[test]
fn a_story_that_nobody_wrote_into_has_no_versions() {
    let room = Room::new();
    let id = start(&room);
    room.store.end_session(&id, BY).unwrap();
    moved(&room.store, &id, Stage::Spiked, BY);
    save(&room, &id, &at(55, 0), "budi", "Satu");
    expect(&room, &id, &[]);
}

#[test]
fn a_session_that_nobody_ended_is_kept_before_it_is_written_over() {
    let room = Room::new();
    let id = start(&room);
    save(&room, &id, &at(1, 0), "sari", "Sebelum listrik padam");
    save(&room, &id, &at(50, 0), "sari", "Sesudahnya");
    expect(&room, &id, &[("Sebelum listrik padam", "session", "sari")]);
}

#[test]
fn the_text_of_another_person_is_kept_before_it_is_written_over() {
    let room = Room::new();
    let id = start(&room);
    save(&room, &id, &at(0, 1), "sari", "Naskah Sari");
    save(&room, &id, &at(0, 2), "budi", "Naskah Budi");
    save(&room, &id, &at(0, 3), "budi", "Naskah Budi, lanjut");
    expect(&room, &id, &[("Naskah Sari", "session", "sari")]);
}

/// What came in has no version until it gives way, in however large an archive; then it has one that thinning leaves alone.
#[test]
fn the_text_of_an_import_is_kept_when_it_is_first_written_over_whoever_does_it() {
    for actor in ["impor", "sari"] {
        let room = Room::new();
        let mut came = story(1, Fields::default(), paragraphs("Teks arsip"));
        came.modified = at(0, 1);
        let id = came.id.clone();
        room.store.add_many(vec![came], Entry { at: &at(0, 0), actor: "impor" }).unwrap().wait().unwrap();
        room.store.end_session(&id, Entry { at: &at(0, 1), actor }).unwrap();
        expect(&room, &id, &[]);
        // In the five minutes in which it came.
        save(&room, &id, &at(0, 2), actor, "Disunting");
        save(&room, &id, &at(0, 3), actor, "Disunting lagi");
        expect(&room, &id, &[("Teks arsip", "imported", "impor")]);
        assert_eq!(room.store.versions(&id).unwrap()[0].at, at(0, 0));
        for minute in [2, 4, 6, 8, 600] {
            save(&room, &id, &at(minute, 0), actor, &format!("Menit {minute}"));
            room.store.end_session(&id, Entry { at: &at(minute, 1), actor }).unwrap();
        }
        assert_eq!(kept(&room, &id)[0].0, "Teks arsip", "it does not grow old");
    }
}

#[test]
fn what_two_windows_of_one_person_write_in_turn_is_kept_and_one_alone_fills_no_history() {
    let room = Room::new();
    let id = start(&room);
    let one = Room { store: Store::open(&room.path).unwrap(), path: room.path.clone(), _folder: room._folder };
    let other = Room { store: room.store, path: room.path, _folder: tempfile::tempdir().unwrap() };
    let mut texts = Vec::new();
    for (second, room) in (1..).zip([&one, &other, &one, &other, &one, &one, &one, &other, &other]) {
        texts.push(format!("Detik {second}"));
        save(room, &id, &at(0, second), "sari", &texts[texts.len() - 1]);
    }
    texts.pop();
    let said: Vec<String> = kept(&one, &id).into_iter().map(|(text, ..)| text).collect();
    assert_eq!(said, texts, "every text but the one that the story says");
    // The other one has stopped.
    for minute in 10..14 {
        save(&one, &id, &at(minute, 0), "sari", &format!("Menit {minute}"));
    }
    let said: Vec<String> = kept(&one, &id).into_iter().skip(texts.len()).map(|(text, ..)| text).collect();
    assert_eq!(said, ["Detik 9"]);
}

#[test]
fn what_an_undoing_of_another_person_made_is_kept_before_it_is_written_over() {
    let room = Room::new();
    let id = start(&room);
    save(&room, &id, &at(0, 1), "sari", "Naskah Sari");
    let titled = Fields { headline: "Judul".into(), ..Fields::default() };
    let edit = Save { id: id.clone(), base: 2, fields: titled, body: paragraphs("Naskah Sari") };
    room.store.save(edit, Entry { at: &at(0, 2), actor: "sari" }).unwrap();
    let seq = room.store.last_seq().unwrap();
    room.store.undo(seq, Entry { at: &at(0, 3), actor: "budi" }).unwrap();
    save(&room, &id, &at(0, 4), "sari", "Naskah Sari, lanjut");
    expect(&room, &id, &[("Naskah Sari", "session", "budi")]);
}

#[test]
fn unbroken_writing_is_kept_about_every_five_minutes() {
    let room = Room::new();
    let id = start(&room);
    for second in 1..60 * 21 {
        if second % 7 == 0 {
            save(&room, &id, &at(second / 60, second % 60), "sari", &format!("Ketikan {second}"));
        }
    }
    let texts: Vec<String> = kept(&room, &id).into_iter().map(|(text, ..)| text).collect();
    assert_eq!(texts, ["Ketikan 294", "Ketikan 595", "Ketikan 896", "Ketikan 1197"]);
}

#[test]
fn a_clock_that_was_set_back_keeps_one_version_and_gives_up_none() {
    let room = Room::new();
    let id = start(&room);
    for minute in [10, 11, 12] {
        save(&room, &id, &at(minute, 0), "sari", &format!("Menit {minute}"));
        room.store.end_session(&id, Entry { at: &at(minute, 30), actor: "sari" }).unwrap();
    }
    let before = kept(&room, &id);
    for second in 1..5 {
        save(&room, &id, &format!("1970-01-01T00:00:0{second}.000Z"), "sari", &format!("Detik {second}"));
    }
    assert_eq!(kept(&room, &id), before, "the last state was kept already");
    room.store.end_session(&id, Entry { at: "1970-01-01T00:00:06.000Z", actor: "sari" }).unwrap();
    assert_eq!(kept(&room, &id)[..before.len()], before);
}

#[test]
fn moves_exports_restores_merges_and_notes_are_versions() {
    let room = Room::new();
    let id = start(&room);
    save(&room, &id, &at(0, 1), "sari", "Satu");
    moved(&room.store, &id, Stage::Ready, BY);
    let story = room.store.story(&id).unwrap().unwrap();
    for kind in ["html", "txt"] {
        let record = store::ExportRecord {
            story: id.clone(),
            at: AT.into(),
            kind: kind.into(),
            path: "/tmp/satu".into(),
            revision: story.revision,
            sha256: "00".into(),
            version: None,
            options: None,
        };
        room.store.record_exports(vec![(record, story.clone().into())], BY).unwrap();
    }
    room.store.keep_version(&id, VersionReason::Noted, Some("Sebelum rapat"), BY).unwrap().unwrap();
    for (reason, text) in [(VersionReason::Restored, "Dua"), (VersionReason::Merged, "Tiga")] {
        let before = room.store.story(&id).unwrap().unwrap();
        let save = Save { id: id.clone(), base: before.revision, fields: before.fields, body: paragraphs(text) };
        room.store.replace(save, reason, BY).unwrap();
    }
    let rows = room.store.versions(&id).unwrap();
    let rows: Vec<_> = rows.iter().rev().map(|row| (row.reason.as_str(), row.note.as_deref(), row.added)).collect();
    assert_eq!(
        rows,
        [
            ("moved", Some("ready"), 1),
            ("exported", None, 0),
            ("noted", Some("Sebelum rapat"), 0),
            ("restored", None, 0),
            ("merged", None, 1)
        ]
    );
    assert_eq!(room.store.keep_version("tidak-ada", VersionReason::Noted, None, BY).unwrap(), None);
    assert_eq!(text(&room.store, 5), "Dua");
    room.assert_sound();
}

#[test]
fn sessions_thin_out_with_age_and_everything_else_stays() {
    let room = Room::new();
    let id = start(&room);
    for minute in 0..180 {
        save(&room, &id, &at(minute, 0), "sari", &format!("Kata {minute} sama"));
        room.store.end_session(&id, Entry { at: &at(minute, 30), actor: "sari" }).unwrap();
        if minute % 60 == 0 {
            room.store
                .keep_version(&id, VersionReason::Noted, None, Entry { at: &at(minute, 40), actor: "sari" })
                .unwrap();
        }
    }
    let rows = room.store.versions(&id).unwrap();
    let (noted, sessions): (Vec<&VersionRow>, Vec<&VersionRow>) = rows.iter().partition(|row| row.reason == "noted");
    assert_eq!(noted.len(), 3);
    // An hour and the ten minutes in which it began, one by one; before that one in ten minutes.
    assert!((60 + 11..=70 + 12).contains(&sessions.len()), "{}", sessions.len());
    for row in &sessions {
        let minute = 60 * (row.at[11..13].parse::<u32>().unwrap() - 9) + row.at[14..16].parse::<u32>().unwrap();
        assert_eq!(text(&room.store, row.version), format!("Kata {minute} sama"));
    }
    // Words are counted against the version that stands before it now.
    for pair in rows.windows(2) {
        let [after, before] = [&pair[0], &pair[1]];
        let same = text(&room.store, after.version) == text(&room.store, before.version);
        assert_eq!((after.added, after.removed), if same { (0, 0) } else { (1, 1) }, "version {}", after.version);
    }
    room.assert_sound();
}

/// 600 words as editors write them: the shipped sample's.
fn six_hundred_words() -> Vec<String> {
    let sample = include_str!("../../../../../assets/sample/stories.toml");
    let copy = sample.lines().filter(|line| line.len() > 80 && !line.starts_with('#') && !line.contains(" = "));
    copy.flat_map(|line| line.split(' ')).take(600).map(str::to_owned).collect()
}

fn body(lines: &[Vec<String>]) -> Body {
    let lines: Vec<String> = lines.iter().map(|line| line.join(" ")).collect();
    Body::from_paragraphs(lines.iter().map(String::as_str))
}

/// What the tables of the versions hold, in bytes, the index included.
#[expect(clippy::disallowed_methods, reason = "measures from outside")]
fn weight(path: &Path) -> u32 {
    let tables = "('version', 'version_by_history', 'history', 'sqlite_autoindex_history_1')";
    let sql = format!("SELECT sum(payload + 6 * ncell) FROM dbstat WHERE name IN {tables}");
    rusqlite::Connection::open(path).unwrap().query_row(&sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn two_hundred_versions_cost_less_than_ten_times_one() {
    let room = Room::new();
    let mut lines: Vec<Vec<String>> = six_hundred_words().chunks(30).map(<[String]>::to_vec).collect();
    assert_eq!(lines.iter().map(Vec::len).sum::<usize>(), 600);
    let id = room.add(1, Fields { headline: "Antrean digital".into(), ..Fields::default() }, body(&lines));
    let keep = || room.store.keep_version(&id, VersionReason::Noted, None, BY).unwrap().unwrap().version;
    let mut texts = vec![(keep(), body(&lines).to_json())];
    let one = weight(&room.path);
    for edit in 1..200_usize {
        // A word here, a few words there, now and then a paragraph that goes up.
        let line = edit * 7 % lines.len();
        let place = edit * 13 % lines[line].len();
        match edit % 6 {
            0 => lines[line].insert(place, "yang disunting".to_owned()),
            1 => lines[line][place] = format!("kata{edit}"),
            2 => drop(lines[line].remove(place)),
            3 => lines[line][place].push_str(" tetapi belum"),
            4 => lines[line][place].insert(0, '('),
            _ => lines.swap(line, (line + 1) % 20),
        }
        let base = room.store.story(&id).unwrap().unwrap().revision;
        assert_eq!(room.save(&id, base, |_, story| *story = body(&lines)), Saved::Kept { revision: base + 1 });
        texts.push((keep(), body(&lines).to_json()));
    }
    let all = weight(&room.path);
    println!("one version: {one} bytes; 200: {all} bytes, {:.1} times", f64::from(all) / f64::from(one));
    assert!(all < 10 * one, "{all} bytes for 200 versions, {one} for one");
    let slowest = texts.iter().map(|(version, text)| {
        let started = Instant::now();
        assert_eq!(&room.store.version(*version).unwrap().unwrap().body, text);
        started.elapsed()
    });
    println!("slowest to read: {:?}", slowest.max().unwrap());
    room.assert_sound();
}

#[test]
fn a_damaged_version_is_an_error_and_keeps_nobody_from_writing() {
    for damage in [
        "UPDATE version SET packed = x'00112233' WHERE version = 2",
        "UPDATE version SET packed = (SELECT packed FROM version WHERE version = 3) WHERE version = 2",
        "UPDATE version SET length = 4000000000 WHERE version = 2",
        "UPDATE version SET sum = sum + 1 WHERE version = 2",
        "UPDATE version SET base = 3 WHERE version = 2",
        "UPDATE version SET base = 77 WHERE version = 2",
    ] {
        let room = Room::new();
        let id = start(&room);
        for number in 1..=3 {
            save(&room, &id, AT, "sari", &format!("Naskah {number} yang cukup panjang untuk dihemat"));
            room.store.keep_version(&id, VersionReason::Noted, None, BY).unwrap();
        }
        sql(&room.path, damage);
        assert!(matches!(room.store.version(2), Err(Error::Damaged(fault)) if fault.contains("version 2")), "{damage}");
        assert_eq!(text(&room.store, 1), "Naskah 1 yang cukup panjang untuk dihemat");
        let faults = room.store.verify().unwrap().faults;
        assert!(faults.iter().any(|fault| fault.kind == FaultKind::Version && fault.detail.contains("version 2")));
        // The next state is kept all the same, on its own feet.
        save(&room, &id, AT, "sari", "Naskah 4");
        let kept = room.store.keep_version(&id, VersionReason::Noted, None, BY).unwrap().unwrap();
        assert_eq!(text(&room.store, kept.version), "Naskah 4");
    }
}

#[derive(Debug, Clone)]
enum Step {
    /// Writes, so many minutes later.
    Write {
        text: String,
        minutes: u32,
    },
    End,
    Note,
    Rescue(String),
    Import(String),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => ("[a-zé \"\\\\{}\n]{0,60}", prop_oneof![0..12_u32, 0..900_u32, 0..20_000_u32])
            .prop_map(|(text, minutes)| Step::Write { text, minutes }),
        4 => Just(Step::End),
        1 => Just(Step::Note),
        1 => ".{0,20}".prop_map(Step::Rescue),
        1 => "[a-z \n]{0,20}".prop_map(Step::Import),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever is kept and thinned: every version that is there reads as it was when it was kept.
    #[test]
    fn any_sequence_of_texts_reads_back_byte_for_byte(steps in prop::collection::vec(step(), 1..120)) {
        let room = Room::new();
        let id = start(&room);
        let mut now = 0;
        let mut seen: std::collections::BTreeMap<u32, (VersionRow, String)> = std::collections::BTreeMap::new();
        for (number, step) in (0_u32..).zip(steps) {
            let time = time(now);
            let entry = Entry { at: &time, actor: "sari" };
            match step {
                Step::Write { text, minutes } => {
                    now += minutes;
                    let base = room.store.story(&id).unwrap().unwrap().revision;
                    let save = Save { id: id.clone(), base, fields: Fields::default(), body: paragraphs(&text) };
                    room.store.save(save, entry).unwrap();
                }
                Step::End => drop(room.store.end_session(&id, entry).unwrap()),
                Step::Note => drop(room.store.keep_version(&id, VersionReason::Noted, None, entry).unwrap()),
                Step::Rescue(body) => drop(room.store.keep_rescue(&id, &Fields::default(), &body, entry).unwrap()),
                Step::Import(text) => {
                    let other = story(100 + number, Fields::default(), paragraphs(&text));
                    room.store.add(&other, entry, Some("naskah.txt")).unwrap();
                }
            }
            for row in room.store.versions(&id).unwrap() {
                let version = room.store.version(row.version).unwrap().unwrap();
                let (first, body) = seen.entry(row.version).or_insert_with(|| (row.clone(), version.body.clone()));
                prop_assert_eq!(&version.body, &*body);
                prop_assert_eq!((&first.at, &first.reason, first.words), (&row.at, &row.reason, row.words));
            }
        }
        let left = room.store.versions(&id).unwrap();
        let thinned: Vec<_> = seen.values().filter(|(row, _)| !left.iter().any(|one| one.version == row.version)).collect();
        prop_assert!(thinned.iter().all(|(row, _)| row.reason == "session"));
        prop_assert_eq!(room.store.verify().unwrap().faults, []);
    }
}

/// Minutes after the first of November.
fn time(minutes: u32) -> String {
    let (days, hours) = (minutes / 1440, minutes / 60 % 24);
    format!(
        "{}-{:02}-{:02}T{hours:02}:{:02}:00.000Z",
        2026 + days / 336,
        1 + days / 28 % 12,
        1 + days % 28,
        minutes % 60
    )
}
