use crate::desk::{Desk, EDITOR, LATER, NOW, edit_of, own_fixture, shared_fixture};
use newsroom::{CompletionKind, Existing, Kept, ListQuery, Outcome, PageWish, Sort};
use sha2::{Digest, Sha256};
use std::{fs, path::Path};
use story::{FindingCode, Stage};

/// Imports copy and exports it as plain text; gives the file's bytes.
fn there_and_back(file: &Path) -> (newsroom::OpenStory, Vec<u8>) {
    let desk = Desk::new();
    let (story, _) = desk.newsroom.import(file, None, NOW, EDITOR).unwrap();
    let result = desk.export(&[&story.id], &["txt"], Existing::Ask);
    assert_eq!(result.files[0].outcome, Outcome::Written, "{result:?}");
    (desk.newsroom.open_story(&story.id, LATER).unwrap(), fs::read(&result.files[0].path).unwrap())
}

/// The copy with exactly one line end behind it.
fn ended(file: &Path) -> Vec<u8> {
    let mut bytes = fs::read(file).unwrap();
    while bytes.last() == Some(&b'\n') {
        bytes.pop();
    }
    bytes.push(b'\n');
    bytes
}

#[test]
fn copy_leaves_as_it_came_byte_for_byte() {
    let (_, bytes) = there_and_back(&own_fixture());
    assert_eq!(String::from_utf8(bytes), String::from_utf8(ended(&own_fixture())));
}

#[test]
fn the_kontan_article_is_understood_and_leaves_as_it_came() {
    let Some(file) = shared_fixture() else { return };
    let (story, bytes) = there_and_back(&file);
    assert_eq!(bytes, ended(&file));
    let fields = &story.fields;
    assert_eq!((fields.source.as_str(), fields.editor.as_str()), ("Reuters", "Barratut Taqiyyah Rafie"));
    assert_eq!((fields.dateline.outlet.as_str(), fields.dateline.place.as_str()), ("KONTAN.CO.ID", "MOSKOW"));
    assert_eq!((fields.house.as_str(), fields.language.as_str(), fields.headline.as_str()), ("kontan", "id", ""));
    assert_eq!(story.counts.paragraphs, 17);
    assert_eq!(story.related_links.iter().map(|link| link.after).collect::<Vec<_>>(), [7, 13]);
    assert!(story.findings.iter().any(|finding| finding.code == FindingCode::HeadlineMissing));
}

#[test]
fn copy_that_fits_no_house_leaves_as_it_came_too() {
    let desk = Desk::new();
    let copy = "Catatan rapat\nHarga naik — 3,5%.\nBesok dilanjutkan.\n";
    let (story, findings) = desk.newsroom.import(&desk.file("rapat.txt", copy), None, NOW, EDITOR).unwrap();
    assert!(findings.iter().any(|finding| finding.code == FindingCode::NoHouse), "{findings:?}");
    let result = desk.export(&[&story.id], &["txt"], Existing::Ask);
    assert_eq!(fs::read_to_string(&result.files[0].path).unwrap(), copy);
}

#[test]
fn the_whole_job_from_a_new_story_to_the_files_and_back_from_the_disk() {
    let desk = Desk::new();
    let newsroom = &desk.newsroom;
    let archived = "Putin dan Xi Jinping Tegaskan Komitmen Bersama";
    let mut older = edit_of(&desk.story("XI-PUTIN/KOMITMEN", "Kemarin."));
    older.fields.headline = archived.to_owned();
    newsroom.save(&older, NOW, EDITOR).unwrap();

    // A new story, pasted copy, what the inspector adds.
    let open = newsroom.new_story(NOW, EDITOR).unwrap();
    let copy = format!(
        "Sumber: Reuters | Editor: Handoyo\nKONTAN.CO.ID - MOSKOW. Presiden tiba.\nBaca Juga: {archived}\nIa berpidato."
    );
    let reading = newsroom.read_copy(&copy, None).unwrap();
    assert_eq!((reading.house.as_deref(), reading.house_name.as_str()), (Some("kontan"), "Kontan"));
    assert_eq!(
        reading.related_links[0].story_id.as_deref(),
        Some(older.id.as_str()),
        "the archive's story is found by its title"
    );
    let mut edit = edit_of(&open);
    edit.fields.source = reading.fields.source.clone();
    edit.fields.editor = reading.fields.editor.clone();
    edit.fields.dateline = reading.fields.dateline.clone();
    edit.fields.slugline = "XI-PUTIN/MOSKOW".to_owned();
    edit.fields.headline = "Xi kepada Putin: kedua negara harus jadi “sahabat baja”".to_owned();
    edit.fields.desk = "Internasional".to_owned();
    edit.fields.tags = vec!["Rusia".to_owned(), "Tiongkok".to_owned()];
    edit.body = reading.body.clone();
    let lines = newsroom.print_lines(&edit.fields);
    assert_eq!(
        (lines.dateline.as_str(), lines.credit.as_str()),
        ("KONTAN.CO.ID - MOSKOW. ", "Sumber: Reuters | Editor: Handoyo")
    );

    let Kept::Kept { revision, findings, counts, related_links, .. } = newsroom.save(&edit, NOW, EDITOR).unwrap()
    else {
        panic!("kept beside")
    };
    assert_eq!((revision, counts.paragraphs, related_links.len()), (2, 2, 1));
    assert_eq!(findings, [], "nothing is missing");

    let page = newsroom.preview("web-phone", &edit, &PageWish::default(), "2025-05-09").unwrap();
    for part in ["sahabat baja", "<li>Rusia</li>", archived, "<span class=\"dateline\">KONTAN.CO.ID - MOSKOW.</span>"] {
        assert!(page.contains(part), "{part} is not in the preview");
    }

    // Out, in every form.
    newsroom.move_to(std::slice::from_ref(&open.id), Stage::Ready, NOW, EDITOR).unwrap();
    let result = desk.export(&[&open.id], &["html", "md", "txt", "ninjs"], Existing::Ask);
    assert_eq!(result.files.iter().map(|file| file.outcome).collect::<Vec<_>>(), [Outcome::Written; 4], "{result:?}");
    assert_eq!(
        desk.placed(),
        ["xi-putin-moskow.html", "xi-putin-moskow.md", "xi-putin-moskow.ninjs.json", "xi-putin-moskow.txt"]
    );

    // Everything is there after the window was closed.
    let desk = desk.reopened();
    let again = desk.newsroom.open_story(&open.id, LATER).unwrap();
    assert_eq!((again.fields.clone(), again.body.as_str()), (edit.fields.clone(), edit.body.as_str()));
    assert_eq!(again.stage, Stage::Exported);
    assert_eq!(again.exports.len(), 4);
    assert!(!again.changed_since_export);
    for export in &again.exports {
        let hash: String =
            Sha256::digest(fs::read(&export.path).unwrap()).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!((export.revision, &export.sha256), (2, &hash), "{}", export.path);
    }

    let hits = desk.newsroom.search("sahabat mosk", 10, 0).unwrap().hits;
    assert_eq!(hits.iter().map(|hit| hit.row.id.as_str()).collect::<Vec<_>>(), [open.id.as_str()]);
    assert_eq!(desk.newsroom.complete(CompletionKind::Tag, "ru", 5).unwrap(), ["Rusia"]);
    let query = ListQuery { stage: Some(Stage::Exported), desk: None, sort: Sort::Newest, offset: 0, limit: 10 };
    assert_eq!(desk.newsroom.list(&query).unwrap().total, 1);

    // A story changed since it left says so.
    let mut changed = edit_of(&again);
    changed.fields.deck = "Beijing dan Moskow berjanji.".to_owned();
    desk.newsroom.save(&changed, LATER, EDITOR).unwrap();
    assert!(desk.newsroom.open_story(&open.id, LATER).unwrap().changed_since_export);
    let verification = desk.newsroom.verify().unwrap();
    assert!(verification.faults.is_empty(), "{verification:?}");
}

#[test]
fn a_spiked_story_comes_back_to_where_it_was() {
    let desk = Desk::new();
    let ids = [desk.story("A", "a").id];
    desk.newsroom.move_to(&ids, Stage::Review, NOW, EDITOR).unwrap();
    let spiked = desk.newsroom.spike(&ids, NOW, EDITOR).unwrap();
    assert_eq!((spiked[0].from, spiked[0].to), (Stage::Review, Stage::Spiked));
    assert_eq!(desk.newsroom.restore(&ids, NOW, EDITOR).unwrap()[0].to, Stage::Review);
    assert_eq!(desk.newsroom.restore(&ids, NOW, EDITOR).unwrap(), [], "there is nothing to bring back");
}
