//! `preview`: a story as layouts show it, in files.

use crate::desk::Desk;
use std::{
    fs,
    ops::Deref,
    path::Path,
    process::{Command, Output},
};

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../formats/tests/fixtures/kontan-form.txt");

/// A desk with a story.
struct Room {
    desk: Desk,
    story: String,
}

impl Deref for Room {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl Room {
    fn new() -> Self {
        let desk = Desk::new();
        let story = desk.import(FIXTURE)["id"].as_str().unwrap().to_owned();
        Self { desk, story }
    }

    fn preview(&self, layout: &str, file: &str, more: &[&str]) -> Output {
        let out = self.path(file).display().to_string();
        let mut arguments = vec!["preview", self.story.as_str(), "--layout", layout, "--out", out.as_str()];
        arguments.extend(more);
        self.run(&arguments)
    }
}

#[test]
fn a_file_is_what_its_name_ends_in() {
    let desk = Room::new();
    for (layout, file, begins) in [
        ("print-broadsheet", "a.pdf", b"%PDF-".as_slice()),
        ("print-tabloid", "a.svg", b"<svg"),
        ("proof-a4", "a.png", b"\x89PNG"),
        ("card-square", "b.png", b"\x89PNG"),
        ("web-phone", "a.html", b"<!doctype html>"),
    ] {
        let output = desk.preview(layout, file, &[]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let bytes = fs::read(desk.path(file)).unwrap();
        assert!(bytes.to_ascii_lowercase().starts_with(&begins.to_ascii_lowercase()), "{layout}");
    }
}

#[test]
fn a_hole_is_answered_in_lines_and_centimetres() {
    let desk = Room::new();
    let said = |hole: &str| {
        let file = format!("{hole}.svg");
        let output = desk.preview("print-broadsheet", &file, &["--option", hole]);
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(said("hole=500").contains(" lines free, "));
    assert!(said("hole=60").contains(" lines over, "));
}

#[test]
fn a_file_that_is_there_is_left_as_it_is() {
    let desk = Room::new();
    assert!(desk.preview("proof-a4", "a.svg", &[]).status.success());
    let before = fs::read(desk.path("a.svg")).unwrap();
    let again = desk.preview("print-tabloid", "a.svg", &[]);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("--force"));
    assert_eq!(fs::read(desk.path("a.svg")).unwrap(), before);
    assert!(desk.preview("print-tabloid", "a.svg", &["--force"]).status.success());
    assert_ne!(fs::read(desk.path("a.svg")).unwrap(), before);
}

#[test]
fn an_embargo_keeps_every_form_of_a_preview_back() {
    let desk = Room::new();
    desk.done(&["set", &desk.story, "embargo=2999-01-01T00:00:00Z"]);
    for (layout, file) in
        [("print-broadsheet", "a.pdf"), ("proof-a4", "a.svg"), ("card-wide", "a.png"), ("web-phone", "a.html")]
    {
        let output = desk.preview(layout, file, &[]);
        assert_eq!(output.status.code(), Some(1), "{layout}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("embargo"), "{layout}");
        assert!(!desk.path(file).exists(), "{layout}");
    }
    let out = desk.path("out");
    let refused = desk.run(&["export", &desk.story, "--format", "pdf", "--out", &out.display().to_string()]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(!out.exists());
}

/// What `pdftotext` reads, and what `qpdf` says of the file.
fn read(file: &Path) -> String {
    let checked =
        Command::new("qpdf").arg("--check").arg(file).output().expect("qpdf, which `cargo xtask setup` installs");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    let read = Command::new("pdftotext").arg(file).arg("-").output().expect("pdftotext of poppler-utils");
    String::from_utf8(read.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_pdf_is_a_form_of_export_in_any_print_layout() {
    let desk = Room::new();
    desk.done(&["set", &desk.story, "slugline=XI-PUTIN"]);
    for (folder, more) in [("first", &[][..]), ("proof", &["--layout", "proof-a4"]), ("kept", &["--archival"])] {
        let out = desk.path(folder).display().to_string();
        let mut arguments = vec!["export", desk.story.as_str(), "--format", "pdf", "--out", out.as_str()];
        arguments.extend(more);
        desk.done(&arguments);
        let file = desk.path(folder).join("xi-putin.pdf");
        let text = read(&file);
        let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{folder}: no {words} in {text}"));
        assert!(at("KUPANG. Balai Riset") < at("Ratri Kusumawardani"), "{folder}: {text}");
        let bytes = fs::read(&file).unwrap();
        let has = |words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
        assert!(has(b"/StructTreeRoot") || has(b"/ObjStm"), "{folder} is tagged");
        assert_eq!(has(b"pdfaid"), folder == "kept", "{folder}");
    }
    let journal = desk.done(&["journal", "--story", &desk.story]);
    assert!(journal.contains("pdf"), "{journal}");
    let poster = desk.run(&[
        "export",
        &desk.story,
        "--format",
        "pdf",
        "--layout",
        "poster",
        "--out",
        &desk.path("x").display().to_string(),
    ]);
    assert!(String::from_utf8_lossy(&poster.stderr).contains("poster"));
}

#[test]
fn mistakes_are_named() {
    let desk = Room::new();
    for (layout, file, more, status, says) in [
        ("print-poster", "a.pdf", &[][..], 1, "print-poster"),
        ("print-tabloid", "a.docx", &[], 2, ".pdf"),
        ("print-tabloid", "a.svg", &["--page", "40"], 1, "page"),
        ("print-tabloid", "a.svg", &["--option", "columns"], 2, "name=value"),
    ] {
        let output = desk.preview(layout, file, more);
        assert_eq!(output.status.code(), Some(status), "{layout} {file}");
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(says), "{error}");
        assert!(!desk.path(file).exists());
    }
}

#[test]
fn ones_own_print_layout_is_shown_and_exported_as_a_shipped_one_is() {
    let desk = Room::new();
    desk.done(&["set", &desk.story, "slugline=XI-PUTIN"]);
    fs::create_dir_all(desk.path("desk.layouts/koran")).unwrap();
    let layouts = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/layouts");
    for (from, to) in [
        ("print-broadsheet/layout.toml", "layout.toml"),
        ("print-broadsheet/layout.typ", "layout.typ"),
        ("print/blocks.typ", "blocks.typ"),
    ] {
        fs::copy(Path::new(layouts).join(from), desk.path("desk.layouts/koran").join(to)).unwrap();
    }
    let template = fs::read_to_string(desk.path("desk.layouts/koran/layout.typ")).unwrap();
    let line = template.lines().count();
    desk.write("desk.layouts/koran/layout.typ", template.replace("tallest: 500mm", "tallest: 200mm"));
    for (file, begins) in [("a.pdf", b"%PDF-".as_slice()), ("a.svg", b"<svg"), ("a.png", b"\x89PNG")] {
        let output = desk.preview("koran", file, &["--option", "columns=4"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(String::from_utf8(output.stdout).unwrap().contains("4 columns, "), "{file}");
        assert!(fs::read(desk.path(file)).unwrap().starts_with(begins), "{file}");
    }
    let out = desk.path("out").display().to_string();
    desk.done(&["export", &desk.story, "--format", "pdf", "--layout", "koran", "--out", &out]);
    assert!(read(&desk.path("out/xi-putin.pdf")).contains("KUPANG. Balai Riset"));

    desk.write("desk.layouts/koran/layout.typ", template.replace("#paper", "#kertas"));
    let output = desk.preview("koran", "b.pdf", &[]);
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains(&format!("koran/layout.typ, line {line}: ")) && error.contains("kertas"), "{error}");
    assert_eq!((output.status.code(), desk.path("b.pdf").exists()), (Some(1), false));
}

#[test]
fn a_saved_preview_is_remembered() {
    let desk = Room::new();
    desk.preview("web-phone", "a.html", &[]);
    desk.preview("proof-a4", "a.pdf", &["--archival"]);
    let listed = desk.done(&["exports", &desk.story]);
    assert!(listed.contains("web-phone.html") && listed.contains("proof-a4.pdf"), "{listed}");
    desk.done(&["set", &desk.story, "headline=Judul baru"]);
    desk.done(&["export-again", &desk.story]);
    assert!(fs::read_to_string(desk.path("a.html")).unwrap().contains("Judul baru"));
    assert!(
        fs::read(desk.path("a.pdf")).unwrap().windows(6).any(|part| part == b"pdfaid"),
        "made again as it was wanted"
    );
}

#[test]
fn what_takes_a_web_engine_says_so_and_what_to_do_instead() {
    let desk = Room::new();
    for file in ["a.png", "a.pdf"] {
        let output = desk.preview("web-phone", file, &[]);
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("web-phone") && said.contains("window") && said.contains("FILE.html"), "{said}");
        assert!(!desk.path(file).exists());
    }
    for (layout, file, says) in
        [("web-phone", "a.svg", ".html, .png or .pdf"), ("proof-a4", "a.html", ".pdf, .png or .svg")]
    {
        let said = String::from_utf8(desk.preview(layout, file, &[]).stderr).unwrap();
        assert!(said.contains(layout) && said.contains(says), "{said}");
    }
}
