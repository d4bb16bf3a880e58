use crate::desk::{Desk, EDITOR, NOW, own_fixture};
use newsroom::{Code, Failure, Newsroom, Remedy};
use std::{
    fs::{self, File},
    path::Path,
};
use story::FindingCode;

fn refusal(desk: &Desk, file: &Path) -> Failure {
    let failure = desk.newsroom.import(file, None, NOW, EDITOR).unwrap_err();
    assert_eq!(desk.newsroom.info().unwrap().stories, 0, "a refused file leaves no story");
    assert!(failure.thing.contains(file.file_name().unwrap().to_str().unwrap()), "{failure}");
    assert_eq!(failure.remedy, Some(Remedy::ChooseFile));
    failure
}

#[test]
fn an_empty_file_is_refused_by_name() {
    let desk = Desk::new();
    assert_eq!(refusal(&desk, &desk.file("kosong.txt", "")).code, Code::FileEmpty);
    assert_eq!(refusal(&desk, &desk.file("spasi.txt", " \r\n\t\n")).code, Code::FileEmpty);
}

#[test]
fn what_is_not_text_is_refused_and_named() {
    let desk = Desk::new();
    for (name, bytes, what) in [
        ("foto.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), "PNG"),
        ("naskah.docx", b"PK\x03\x04\x14\0\0\0word/document.xml", "DOCX"),
        ("halaman.pdf", b"%PDF-1.7\n", "PDF"),
        ("data.bin", &(0..=255).cycle().take(4096).collect::<Vec<u8>>(), "binary data"),
    ] {
        let failure = refusal(&desk, &desk.file(name, bytes));
        assert_eq!(failure.code, Code::FileNotText, "{failure}");
        assert!(failure.detail.contains(what), "{failure}");
    }
}

#[test]
fn fifty_megabytes_of_text_are_refused_by_size_before_they_are_read() {
    let desk = Desk::new();
    let path = desk.folder.path().join("arsip.txt");
    File::create(&path).unwrap().set_len(50 * 1024 * 1024).unwrap();
    let failure = refusal(&desk, &path);
    assert_eq!(failure.code, Code::FileTooLarge);
    for part in ["arsip.txt", "50.0 MB", "8.0 MB", "paste the part"] {
        assert!(failure.detail.contains(part), "{part}: {failure}");
    }
}

#[test]
fn a_file_without_an_end_is_not_read() {
    if !Path::new("/dev/zero").exists() {
        println!("skipped: no /dev/zero here");
        return;
    }
    let failure = Desk::new().newsroom.import(Path::new("/dev/zero"), None, NOW, EDITOR).unwrap_err();
    assert_eq!(failure.code, Code::FileIsFolder, "{failure}");
}

#[test]
fn a_folder_and_a_missing_file_are_said_to_be_so() {
    let desk = Desk::new();
    let folder = desk.folder.path().join("naskah");
    fs::create_dir(&folder).unwrap();
    assert_eq!(refusal(&desk, &folder).code, Code::FileIsFolder);
    assert_eq!(refusal(&desk, &folder.join("tidak-ada.txt")).code, Code::FileMissing);
}

#[test]
fn text_that_is_not_utf8_is_read_by_detection_and_says_so() {
    let desk = Desk::new();
    // Windows-1252: curly quotes and an accent.
    let copy = b"Sumber: Reuters | Editor: Ren\xe9\nKONTAN.CO.ID - MOSKOW. Ia berkata, \x93sahabat baja\x94, di Caf\xe9 Pouchkine.\n";
    let (story, findings) = desk.newsroom.import(&desk.file("lama.txt", copy), None, NOW, EDITOR).unwrap();
    assert_eq!(story.fields.editor, "René");
    assert!(story.body.text().contains("“sahabat baja”, di Café Pouchkine."), "{}", story.body.text());
    assert!(findings.iter().any(|finding| finding.code == FindingCode::Decoded), "{findings:?}");
}

#[test]
fn line_ends_of_every_kind_give_the_same_story() {
    let desk = Desk::new();
    let copy = fs::read_to_string(own_fixture()).unwrap();
    let read = |name: &str, copy: String| {
        let (story, findings) = desk.newsroom.import(&desk.file(name, copy), None, NOW, EDITOR).unwrap();
        (story.fields, story.body, findings)
    };
    let unix = read("unix.txt", copy.clone());
    assert!(unix.1.counts().paragraphs > 1);
    assert_eq!(read("windows.txt", copy.replace('\n', "\r\n")), unix);
    assert_eq!(read("mac.txt", copy.replace('\n', "\r")), unix);
    assert_eq!(read("bom.txt", format!("\u{feff}{copy}")), unix);
}

#[test]
fn an_import_keeps_the_copy_as_a_version() {
    let desk = Desk::new();
    let (story, _) = desk.newsroom.import(&own_fixture(), None, NOW, EDITOR).unwrap();
    let versions = desk.newsroom.versions(&story.id).unwrap();
    let kept: Vec<(&str, Option<&str>)> =
        versions.iter().map(|row| (row.reason.as_str(), row.note.as_deref())).collect();
    assert_eq!(kept, [("imported", Some("kontan-form.txt"))]);
}

#[test]
fn a_house_that_is_not_there_is_named() {
    let failure = Desk::new().newsroom.import(&own_fixture(), Some("pravda"), NOW, EDITOR).unwrap_err();
    assert_eq!((failure.code, failure.thing.as_str()), (Code::HouseMissing, "pravda"));
}

#[test]
fn a_file_that_is_no_newsroom_is_left_as_it_is() {
    let desk = Desk::new();
    let foreign = desk.folder.path().join("foreign.db");
    fs::copy(desk.newsroom.path(), &foreign).unwrap();
    // Another program's SQLite file: the application id in the header is not ours.
    let mut bytes = fs::read(&foreign).unwrap();
    bytes[68..72].copy_from_slice(&[1, 2, 3, 4]);
    for (name, bytes) in
        [("catatan.txt", b"Bukan redaksi.".to_vec()), ("kosong.redaksi", Vec::new()), ("foreign.redaksi", bytes)]
    {
        let path = desk.file(name, &bytes);
        let before = crate::desk::names_in(desk.folder.path());
        let failure = Newsroom::open(&path).err().unwrap();
        assert_eq!((failure.code, failure.remedy), (Code::NotANewsroom, Some(Remedy::ChooseNewsroom)), "{name}");
        assert!(failure.thing.contains(name), "{failure}");
        let failure = Newsroom::open_or_create(&path, "kontan", NOW).err().unwrap();
        assert_eq!(failure.code, Code::NotANewsroom, "{name}");
        let failure = Newsroom::create(&path, "kontan", NOW).err().unwrap();
        assert_eq!(failure.code, Code::NewsroomExists, "{name}");
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name} was changed");
        assert_eq!(crate::desk::names_in(desk.folder.path()), before, "something was left beside {name}");
    }
    assert_eq!(Newsroom::open(desk.folder.path()).err().unwrap().code, Code::NotANewsroom);
    assert_eq!(Newsroom::open(&desk.folder.path().join("x.redaksi")).err().unwrap().code, Code::NewsroomMissing);
}

#[test]
fn a_newsroom_is_made_with_the_folders_on_the_way_and_the_desks_of_its_house() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/redaksi/newsroom.redaksi");
    let newsroom = Newsroom::open_or_create(&path, "kontan", NOW).unwrap();
    let info = newsroom.info().unwrap();
    assert_eq!((info.name.as_str(), info.house.as_str(), info.stories), ("newsroom", "kontan", 0));
    assert!(!info.read_only);
    let desks: Vec<String> = newsroom.navigation().unwrap().desks.into_iter().map(|desk| desk.name).collect();
    let house = info.houses.iter().find(|house| house.id == "kontan").unwrap();
    assert_eq!(desks, house.desks);
    assert_eq!(house.related_label, "Baca Juga: ");
}

#[test]
fn a_house_file_beside_the_newsroom_is_used_and_a_faulty_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("houses")).unwrap();
    fs::write(
        folder.path().join("houses/desa.toml"),
        "id = 'desa'\nname = 'Kabar Desa'\nlanguage = 'id'\ncredit_line = ['Oleh: {byline}']\n",
    )
    .unwrap();
    fs::write(folder.path().join("houses/rusak.toml"), "id = 'rusak'\ncredit_line = ['{']\n").unwrap();
    let newsroom = Newsroom::create(&folder.path().join("desa.redaksi"), "desa", NOW).unwrap();
    let info = newsroom.info().unwrap();
    assert_eq!(info.house, "desa");
    assert!(info.house_faults.len() == 1 && info.house_faults[0].contains("rusak.toml"), "{:?}", info.house_faults);
}
