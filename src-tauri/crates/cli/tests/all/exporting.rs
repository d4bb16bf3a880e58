//! Stories on their way out as a script sends them, and what is said of them afterwards.

use crate::desk::Desk;
use serde_json::Value;
use std::fs;

/// A story of these words; its id.
fn story(desk: &Desk, slugline: &str, words: &str) -> String {
    let story = desk.import(&desk.write("naskah.txt", words));
    let id = story["id"].as_str().unwrap().to_owned();
    desk.done(&["set", &id, &format!("slugline={slugline}")]);
    id
}

fn read(desk: &Desk, name: &str) -> String {
    fs::read_to_string(desk.path(name)).unwrap()
}

#[test]
fn an_embargo_is_told_by_two_clocks_and_somebody_may_answer_for_it() {
    let desk = Desk::new();
    let id = story(&desk, "RAHASIA", "Isi rahasia.");
    desk.done(&["set", &id, "embargo=2090-05-09T06:00:00+07:00", "place=MOSKOW"]);
    let out = desk.file("out");
    let export = ["export", id.as_str(), "--format", "txt", "--out", &out];
    let said = desk.stopped(1, &export);
    assert!(said.contains("2090-05-09 06:00 WIB (Kontan), 2090-05-09 02:00 MSK (MOSKOW)"), "{said}");
    assert!(said.contains("--override"), "{said}");
    assert!(!desk.path("out").exists());
    let preview = ["preview", id.as_str(), "--layout", "web-phone", "--out", &desk.file("a.html")];
    assert!(desk.stopped(1, &preview).contains("embargo"));
    // A name without a reason answers for nothing.
    desk.stopped(2, &[&export[..], &["--by", "Sari"]].concat());
    desk.stopped(1, &[&export[..], &["--by", "Sari", "--override", " "]].concat());
    desk.done(&[&export[..], &["--by", "Sari", "--override", "Sumber setuju"]].concat());
    assert!(read(&desk, "out/rahasia.txt").contains("Isi rahasia."));
    let journal = desk.done(&["journal", "--json"]);
    let row = journal.lines().find(|line| line.contains("overridden")).unwrap();
    assert!(row.contains("Sumber setuju") && row.contains("Sari"), "{row}");
}

#[test]
fn what_a_search_finds_leaves_as_a_profile_says() {
    let desk = Desk::new();
    for (slugline, words) in
        [("CABAI/PASAR", "Cabai naik."), ("CABAI/IMPOR", "Cabai turun."), ("BERAS", "Beras tetap.")]
    {
        story(&desk, slugline, words);
    }
    assert!(desk.stopped(2, &["export", "--search", "cabai"]).contains("--format"));
    assert!(desk.stopped(2, &["export", "--search", "cabai", "--format", "txt"]).contains("--out"));
    let keep = ["profiles", "--keep", "Web", "--format", "txt", "--format", "rss", "--out", &desk.file("web")];
    desk.done(&[&keep[..], &["--naming", "{desk}/{slug}-{version}.{ext}"]].concat());
    let profile = desk.objects(&["profiles", "--json"]).remove(0);
    assert_eq!((profile["name"].as_str(), profile["kinds"][1].as_str()), (Some("Web"), Some("rss")));

    let written = desk.objects(&["export", "--search", "cabai", "--profile", "web", "--json"]);
    assert_eq!(written.len(), 3);
    assert!(read(&desk, "web/cabai-pasar-2.txt").contains("Cabai naik."));
    assert!(read(&desk, "web/cabai-impor-2.txt").contains("Cabai turun."));
    let feed = written.iter().find(|file| file["kind"] == "rss").unwrap();
    assert_eq!(feed["stories"].as_array().unwrap().len(), 2);
    // What is said besides counts more.
    let elsewhere = desk.file("lain");
    desk.done(&["export", "--search", "beras", "--profile", "Web", "--format", "md", "--out", &elsewhere]);
    assert!(read(&desk, "lain/beras-2.md").contains("Beras tetap."));

    assert!(desk.stopped(1, &["export", "--search", "beras", "--profile", "Cetak"]).contains("Cetak"));
    assert!(desk.stopped(1, &[&keep[..], &["--naming", "{judul}"]].concat()).contains("{judul}"));
    desk.done(&["profiles", "--remove", "WEB"]);
    assert_eq!(desk.done(&["profiles"]), "");
}

#[test]
fn a_correction_says_what_must_leave_again_and_it_does() {
    let desk = Desk::new();
    let (wrong, right) = (story(&desk, "SALAH", "Menteri Budi."), story(&desk, "BENAR", "Menteri Ani."));
    desk.done(&["export", &wrong, "--format", "html", "--format", "ninjs", "--out", &desk.file("out")]);
    let places = desk.objects(&["exports", &wrong, "--json"]).remove(0);
    assert_eq!(places["places"].as_array().unwrap().len(), 2);
    assert!(places["places"][0]["current"].as_bool().unwrap());
    assert_eq!(desk.done(&["exports"]), "");

    let correct = ["correct", wrong.as_str(), "ralat", "Menterinya Ani.", "--published-as", right.as_str()];
    let output = desk.run(&correct);
    let correction = String::from_utf8(output.stdout).unwrap().trim().to_owned();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("salah.html") && said.contains("export-again"), "{said}");
    let listed = desk.done(&["corrections", &wrong]);
    assert!(listed.contains("erratum") && listed.contains("Menterinya Ani.") && listed.contains("BENAR"), "{listed}");
    assert!(desk.done(&["corrections", &right]).contains(&format!("corrects {wrong}")));
    assert!(desk.done(&["exports"]).contains("older"));

    assert!(!read(&desk, "out/salah.html").contains("Menterinya Ani."));
    assert_eq!(desk.objects(&["export-again", "--json"]).len(), 2);
    assert!(read(&desk, "out/salah.html").contains("Menterinya Ani."));
    assert_eq!(desk.done(&["exports"]), "");
    assert_eq!(desk.done(&["export-again", &wrong]), "");

    desk.done(&["corrections", &wrong, "--take-back", &correction]);
    assert_eq!(desk.done(&["corrections", &wrong]), "");
    desk.stopped(1, &["corrections", &wrong, "--take-back", &correction]);
    desk.stopped(2, &["correct", &wrong, "gosip", "x"]);
}

#[test]
fn of_a_killed_story_no_text_leaves_as_export_or_preview() {
    let desk = Desk::new();
    let id = story(&desk, "FITNAH", "Isi yang keliru seluruhnya.");
    desk.done(&["export", &id, "--format", "ninjs", "--out", &desk.file("out")]);
    desk.done(&["correct", &id, "kill", "Sumbernya palsu."]);
    desk.done(&["export-again"]);
    let item: Value = serde_json::from_str(&read(&desk, "out/fitnah.ninjs.json")).unwrap();
    assert_eq!(item["pubStatus"], "canceled");
    for (layout, file) in [("web-phone", "a.html"), ("proof-a4", "a.svg")] {
        desk.done(&["preview", &id, "--layout", layout, "--out", &desk.file(file)]);
        assert!(!read(&desk, file).contains("keliru"), "{layout}");
    }
    assert!(read(&desk, "a.html").contains("Sumbernya palsu."));
}

#[test]
fn no_name_or_pattern_leads_out_of_the_folder() {
    let desk = Desk::new();
    let long = "panjang-".repeat(38);
    let sluglines = ["../../x", "CON", &long, "SAMA", "sama", "..", "/etc/passwd", "a\\..\\..\\b", "nul.txt"];
    let ids: Vec<String> = sluglines.iter().map(|slugline| story(&desk, slugline, "Isi.")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let names = |folder: &str| {
        let mut names: Vec<String> = fs::read_dir(desk.path(folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    let before = names("");
    let patterns =
        ["../../{slug}", "/tmp/{slug}", "{slug}/../../{id}", "..\\{slug}", "{desk}/../{slug}.{ext}", "~/{slug}"];
    for (number, pattern) in patterns.iter().enumerate() {
        let out = desk.file(&format!("sini/{number}"));
        let mut arguments = vec!["export", "--format", "txt", "--out", &out, "--naming", pattern];
        arguments.extend(&ids);
        let written = desk.done(&arguments);
        assert_eq!(written.lines().count(), ids.len(), "{pattern}");
        for path in written.lines() {
            assert!(path.starts_with(&out) && !path.contains(".."), "{pattern}: {path}");
        }
    }
    let mut after = names("");
    after.retain(|name| name != "sini");
    assert_eq!(after, before);
    assert_eq!(names("sini").len(), patterns.len());
    for pattern in ["{date}", "{slug", "{ext}/{slug}"] {
        let out = desk.file("lain");
        let said = desk.stopped(1, &["export", ids[0], "--format", "txt", "--out", &out, "--naming", pattern]);
        assert!(said.contains(pattern), "{said}");
        assert!(!desk.path("lain").exists());
    }
}

#[test]
fn layouts_leave_beside_formats_and_are_kept_in_profiles() {
    let desk = Desk::new();
    let id = story(&desk, "CABAI", "Cabai naik.");
    let out = desk.file("out");
    let export = ["export", id.as_str(), "--layout", "web-phone", "--layout", "card-square", "--out", &out];
    desk.done(&export);
    desk.done(&["export", &id, "--format", "txt", "--layout", "push", "--out", &out]);
    assert!(read(&desk, "out/cabai.web-phone.html").contains("Cabai naik."));
    assert!(fs::read(desk.path("out/cabai.card-square.png")).unwrap().starts_with(b"\x89PNG"));
    assert!(desk.path("out/cabai.txt").exists() && desk.path("out/cabai.push.html").exists());
    // The PDF is printed in the layout that is named with it, under its plain name; every other one is a file of its own.
    let printed = ["export", id.as_str(), "--format", "pdf", "--layout", "proof-a4", "--layout", "print-tabloid"];
    desk.done(&[&printed[..], &["--out", &desk.file("cetak")]].concat());
    assert!(desk.path("cetak/cabai.pdf").exists() && desk.path("cetak/cabai.print-tabloid.pdf").exists());
    assert!(!desk.path("cetak/cabai.proof-a4.pdf").exists());

    let keep = ["profiles", "--keep", "Ponsel", "--format", "md", "--layout", "web-phone", "--out", &out];
    desk.done(&keep);
    assert!(desk.done(&["profiles"]).contains("md web-phone"));
    let written = desk.done(&["export", "--search", "cabai", "--profile", "ponsel", "--force"]);
    assert_eq!(written.lines().count(), 2, "{written}");
    // What is said besides takes the place of both.
    assert_eq!(desk.done(&["export", &id, "--profile", "ponsel", "--layout", "search"]).lines().count(), 1);

    let listed = desk.done(&["exports", &id]);
    assert!(listed.contains("web-phone.html") && listed.contains("card-square.png"), "{listed}");
    desk.done(&["set", &id, "headline=Cabai mahal"]);
    desk.done(&["export-again", &id]);
    assert!(read(&desk, "out/cabai.web-phone.html").contains("Cabai mahal"));
    let said = desk.stopped(1, &["export", &id, "--layout", "poster", "--out", &out]);
    assert!(said.contains("poster"), "{said}");
}
