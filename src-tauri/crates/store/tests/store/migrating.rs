//! Older newsrooms that are full: before each is opened, every table that it has gets rows, so that the migrations after it
//! meet some.

use crate::{AT, paragraphs};
use std::{fs, path::Path};
use store::{CompletionKind, Entry, JournalQuery, Store};
use story::{Body, Fields, Stage, Target, Tracking};

/// The story that is put in, beside the one that is there.
const ID: &str = "01936000-0000-7000-8000-000000000777";
const ROW: u32 = 777;

fn body() -> Body {
    let json = r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Harga beras naik."}]},
        {"type":"image","attrs":{"src":"a.jpg","alt":"karung","credit":"ANTARA"},"content":[{"type":"text","text":"Gudang"}]},
        {"type":"relatedLink","attrs":{"title":"Pupuk langka","storyId":null,"url":"https://example.com/a"}}]}"#;
    Body::from_json(json).unwrap()
}

fn fields(schema: u32) -> Fields {
    Fields {
        headline: "Beras mahal".into(),
        source: "Reuters".into(),
        desk: "Ekonomi".into(),
        language: "id".into(),
        bylines: vec!["Sari Dewi".into(), "Budi".into()],
        tags: vec!["Pangan".into()],
        topics: vec!["medtop:20000357".into()],
        urgency: Some(3),
        embargo: Some("2026-12-01T06:00:00+07:00".into()),
        note: "cek lagi".into(),
        sign_off: "(dis)".into(),
        target: (schema >= 5).then(|| "600 words".parse::<Target>().unwrap()),
        ..Fields::default()
    }
}

fn tracking(base: &str) -> Tracking {
    let base = Some(paragraphs(base));
    Tracking { suggesting: true, base, changes: Vec::new(), pending: Vec::new(), fields: Vec::new() }
}

/// Statements that fill what a schema has. They are what a Redaksi of that schema would have written.
fn rows(schema: u32) -> String {
    let (tree, counts) = (body().to_json(), body().counts());
    let mut sql = format!(
        "INSERT INTO story (row, id, stage, revision, created, modified, slugline, kicker, headline, deck, editor, source, \
           outlet, place, date, desk, language, urgency, embargo, rights, note, sign_off, house, dateline_form, credit_form, \
           words, characters, paragraphs, excerpt, headline_key, slugline_key) \
         VALUES ({ROW}, '{ID}', 'ready', 4, '{AT}', '{AT}', '', '', 'Beras mahal', '', '', 'Reuters', '', '', NULL, 'Ekonomi', \
           'id', 3, '2026-12-01T06:00:00+07:00', '', 'cek lagi', '(dis)', '', 0, 0, {}, {}, {}, 'Harga beras naik. Gudang', \
           'beras mahal', ''); \
         INSERT INTO body VALUES ({ROW}, 1, '{tree}'); \
         INSERT INTO byline VALUES ({ROW}, 0, 'Sari Dewi'), ({ROW}, 1, 'Budi'); \
         INSERT INTO tag VALUES ({ROW}, 0, 'Pangan'); \
         INSERT INTO topic VALUES ({ROW}, 0, 'medtop:20000357'); \
         INSERT INTO related_link VALUES ({ROW}, 0, 'Pupuk langka', NULL, 'https://example.com/a', 1); \
         INSERT INTO tally VALUES ('ready', 'Ekonomi', 1); \
         INSERT INTO term VALUES ('source', 'reuters', 'Reuters', 1), ('desk', 'ekonomi', 'Ekonomi', 1), \
           ('tag', 'pangan', 'Pangan', 1), ('person', 'sari dewi', 'Sari Dewi', 1), ('person', 'budi', 'Budi', 1); \
         INSERT INTO journal (at, actor, story, kind, before, after, revision) VALUES \
           ('{AT}', 'budi', '{ID}', 'moved', '{{\"stage\":\"draft\"}}', '{{\"stage\":\"ready\"}}', 4); \
         INSERT INTO export_log (story, at, kind, path, revision, sha256) VALUES \
           ('{ID}', '{AT}', 'ninjs', '/web/beras.json', 3, '00'), ('{ID}', '{AT}', 'story', '/web/beras.redaksi-story', 4, '01'); \
         INSERT INTO desk (name) VALUES ('Ekonomi'), ('Olahraga'); \
         INSERT INTO setting VALUES ('warna', 'gelap'); ",
        counts.words, counts.characters, counts.paragraphs
    );
    // A kept state: in schema 1 as it stands, else packed like that of the other story, which stands alone.
    sql.push_str(&match schema {
        1 => format!(
            "INSERT INTO version (version, story, revision, at, actor, reason, note, words, fields, body) VALUES \
             (70, '{ID}', 2, '{AT}', 'sari', 'noted', 'Sebelum rapat', 1, '{{\"headline\":\"Beras\"}}', '{}');",
            paragraphs("Asli").to_json()
        ),
        _ => format!(
            "INSERT INTO history VALUES (70, '{ID}'); \
             INSERT INTO version SELECT 70, 70, 2, at, 'sari', 'noted', 'Sebelum rapat', words, added, removed, NULL, 0, \
               length, sum, packed FROM version WHERE version = 1 AND base IS NULL;"
        ),
    });
    if schema >= 3 {
        // As after a change of the rules of words: what was put in here is in no index yet.
        sql.push_str("UPDATE meta SET value = '0' WHERE name = 'search_generation';");
    }
    if schema >= 4 {
        let base = paragraphs("Harga beras turun").to_json();
        sql.push_str(&format!(
            "INSERT INTO tracking VALUES ({ROW}, 1, '{base}', '[]', '[]'); \
             INSERT INTO note (id, story, thread, at, actor, words, quote, resolved, resolver) VALUES \
               ('n1', '{ID}', 'n1', '{AT}', 'sari', 'Benar?', 'naik', '{AT}', 'budi'), \
               ('n2', '{ID}', 'n1', '{AT}', 'budi', 'Benar.', NULL, NULL, NULL);"
        ));
    }
    if schema >= 5 {
        sql.push_str(&format!("UPDATE story SET target = '600 words' WHERE row = {ROW};"));
    }
    if schema >= 6 {
        sql.push_str(&format!(
            "INSERT INTO word VALUES ('{ID}', 'bulog', '{AT}', 'sari'), ('', 'sagu', '{AT}', 'sari');"
        ));
    }
    if schema >= 7 {
        sql.push_str(&format!("INSERT INTO undo_history VALUES ({ROW}, 4, 5, 'sari', '{AT}', 6, 7, x'0809');"));
    }
    if schema >= 8 {
        sql.push_str(&format!(
            "INSERT INTO correction (id, story, kind, at, actor, words, published_as) VALUES \
               ('k1', '{ID}', 'erratum', '{AT}', 'budi', 'Harganya keliru.', NULL); \
             UPDATE export_log SET version = 70, options = '{{}}' WHERE kind = 'ninjs'; \
             INSERT INTO profile VALUES ('Web', '{{\"kinds\":[\"html\"]}}');"
        ));
    }
    sql
}

/// What the migrated newsroom says of the rows that were put in.
fn assert_survived(store: &Store, schema: u32, what: &str) {
    assert_eq!(store.verify().unwrap().faults, [], "{what}");
    let story = store.story(ID).unwrap().unwrap();
    assert_eq!((story.fields, story.body), (fields(schema), body()), "{what}");
    assert_eq!((story.stage, story.revision), (Stage::Ready, 4), "{what}");
    for query in ["\"beras naik\"", "pupuk", "karung", "ekonomi", "byline:dewi ", "tag:pangan stage:ready "] {
        let found = store.search(query, 5, 0).unwrap().hits;
        assert_eq!(found.iter().map(|hit| hit.row.id.as_str()).collect::<Vec<_>>(), [ID], "{what}: {query}");
    }
    let [version] = &store.versions(ID).unwrap()[..] else { panic!("{what}: not one version") };
    assert_eq!(
        (version.version, version.reason.as_str(), version.note.as_deref()),
        (70, "noted", Some("Sebelum rapat"))
    );
    assert_eq!(store.version(70).unwrap().unwrap().body, paragraphs("Asli").to_json(), "{what}");
    let exports: Vec<(String, u32)> =
        store.exports(ID).unwrap().into_iter().map(|export| (export.path, export.revision)).collect();
    assert_eq!(exports, [("/web/beras.redaksi-story".to_owned(), 4), ("/web/beras.json".to_owned(), 3)], "{what}");
    let query = JournalQuery { story: Some(ID.to_owned()), after: None, limit: 5 };
    let [row] = &store.journal(&query).unwrap()[..] else { panic!("{what}: not one row") };
    assert_eq!((row.kind.as_str(), row.after.as_deref()), ("moved", Some(r#"{"stage":"ready"}"#)), "{what}");
    assert_eq!(store.complete(CompletionKind::Desk, "", 5).unwrap(), ["Ekonomi", "Olahraga"], "{what}");
    assert_eq!(store.setting("warna").unwrap().as_deref(), Some("gelap"), "{what}");

    assert_eq!(store.tracking(ID).unwrap(), (schema >= 4).then(|| tracking("Harga beras turun")), "{what}");
    let notes: Vec<(String, Option<String>)> =
        store.notes(ID).unwrap().into_iter().map(|note| (note.words, note.resolver)).collect();
    let expected = [("Benar?".to_owned(), Some("budi".to_owned())), ("Benar.".to_owned(), None)];
    assert_eq!(notes, if schema >= 4 { &expected[..] } else { &[] }, "{what}");
    let words: Vec<String> = store.words(ID).unwrap().into_iter().map(|word| word.word).collect();
    let taught = |word: &str| words.iter().any(|one| one == word);
    assert_eq!((taught("bulog"), taught("sagu")), (schema >= 6, schema >= 6), "{what}");
    let corrections: Vec<String> = store.corrections(ID).unwrap().into_iter().map(|one| one.text).collect();
    assert_eq!(corrections, if schema >= 8 { &["Harganya keliru."][..] } else { &[] }, "{what}");
    let versions: Vec<_> = store.exports(ID).unwrap().into_iter().map(|export| export.version).collect();
    assert_eq!(versions, [None, (schema >= 8).then_some(70)], "{what}");
    let profiles: Vec<String> = store.profiles().unwrap().into_iter().map(|(name, _)| name).collect();
    assert_eq!(profiles, if schema >= 8 { &["Web"][..] } else { &[] }, "{what}");
    // The deed is taken back as one of this Redaksi's own.
    let undone = store.undo(row.seq, Entry { at: AT, actor: "budi" }).unwrap();
    assert_eq!(undone.stories, [ID], "{what}");
}

#[test]
fn what_stands_in_an_older_newsroom_is_still_there_after_every_migration() {
    let folder = tempfile::tempdir().unwrap();
    for schema in 1.. {
        let name = format!("v{schema}.redaksi");
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/newsrooms").join(&name);
        if !shipped.exists() {
            assert!(schema > 8, "{name} is missing");
            break;
        }
        let path = folder.path().join(&name);
        fs::copy(&shipped, &path).unwrap();
        crate::sql(&path, &rows(schema));
        let store = Store::open(&path).unwrap();
        assert_survived(&store, schema, &name);
        drop(store);
        let undo = "SELECT CAST(count(*) AS TEXT) FROM undo_history WHERE actor = 'sari' AND history = x'0809'";
        assert_eq!(crate::ask(&path, undo), if schema >= 7 { "1" } else { "0" }, "{name}");
    }
}
