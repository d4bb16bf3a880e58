//! The command line as a script meets it: the real program, real files, its exit status and what it prints.

use crate::desk::Desk;
use newsroom::{Newsroom, StoryEdit};
use serde_json::Value;
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};
use tempfile::TempDir;

const OWN_FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../formats/tests/fixtures/kontan-form.txt");
const SHARED_FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared/fixtures/kontan-xi-putin.txt");

fn id(story: &Value) -> &str {
    story["id"].as_str().unwrap()
}

#[test]
fn a_wire_story_goes_in_and_comes_out_byte_for_byte() {
    let fixtures = [OWN_FIXTURE, SHARED_FIXTURE];
    for fixture in fixtures {
        if !Path::new(fixture).exists() {
            println!("skipped: {fixture} is not there");
            continue;
        }
        let desk = Desk::new();
        let story = desk.import(fixture);
        assert_eq!(story["counts"]["paragraphs"], 17);
        let after: Vec<_> =
            story["relatedLinks"].as_array().unwrap().iter().map(|link| link["after"].as_u64().unwrap()).collect();
        assert_eq!(after, [7, 13]);
        let out = desk.path("out");
        let printed = desk.done(&["export", id(&story), "--format", "txt", "--out", &out.display().to_string()]);
        let expected = [fs::read(fixture).unwrap(), b"\n".to_vec()].concat();
        assert_eq!(fs::read(printed.trim()).unwrap(), expected);
        desk.done(&["verify"]);
    }
}

#[test]
fn the_shared_article_is_read_as_an_editor_reads_it() {
    if !Path::new(SHARED_FIXTURE).exists() {
        println!("skipped: {SHARED_FIXTURE} is not there");
        return;
    }
    let desk = Desk::new();
    let imported = desk.import(SHARED_FIXTURE);
    let story = desk.objects(&["show", id(&imported), "--json"]).remove(0);
    assert_eq!(story["source"], "Reuters");
    assert_eq!(story["editor"], "Barratut Taqiyyah Rafie");
    assert_eq!(story["dateline"], serde_json::json!({ "outlet": "KONTAN.CO.ID", "place": "MOSKOW", "date": null }));
    assert_eq!(story["headline"], "");
    assert_eq!(story["body"]["content"].as_array().unwrap().len(), 19);
    assert_eq!(story["body"]["content"][7]["type"], "relatedLink");
}

#[test]
fn every_key_of_a_story_is_there_in_show_and_in_lists() {
    let desk = Desk::new();
    let imported = desk.import(OWN_FIXTURE);
    let show = desk.objects(&["show", id(&imported), "--json"]).remove(0);
    let list = desk.objects(&["list", "--json"]).remove(0);
    let search = desk.objects(&["search", "terumbu karang", "--json"]);
    let keys = [
        "id",
        "slugline",
        "kicker",
        "headline",
        "deck",
        "bylines",
        "editor",
        "source",
        "dateline",
        "desk",
        "stage",
        "language",
        "tags",
        "topics",
        "urgency",
        "embargo",
        "rights",
        "note",
        "relatedLinks",
        "counts",
        "revision",
        "created",
        "modified",
        "findings",
    ];
    assert_eq!(search.len(), 1);
    for story in [&show, &list, &imported].into_iter().chain(&search) {
        for key in keys {
            assert!(story.get(key).is_some(), "{key} is missing in {story}");
        }
        for key in ["title", "storyId", "url", "after"] {
            assert!(story["relatedLinks"][0].get(key).is_some(), "{key}");
        }
    }
    assert!(show.get("body").is_some());
    assert!(list.get("body").is_none());
    assert_eq!(list["id"], show["id"]);
}

#[test]
fn fields_are_set_all_or_none() {
    let desk = Desk::new();
    let story = desk.import(OWN_FIXTURE);
    desk.done(&["set", id(&story), "headline=Judul = baru", "tags=Rusia, Tiongkok", "urgency=2", "stage=ready"]);
    let show = || desk.objects(&["show", id(&story), "--json"]).remove(0);
    let changed = show();
    assert_eq!(changed["headline"], "Judul = baru");
    assert_eq!(changed["tags"], serde_json::json!(["Rusia", "Tiongkok"]));
    assert_eq!((&changed["urgency"], &changed["stage"]), (&Value::from(2), &Value::from("ready")));
    assert_eq!(changed["revision"], 2);

    assert!(desk.stopped(1, &["set", id(&story), "headline=Lain", "urgency=9"]).contains("urgency"));
    assert!(desk.stopped(1, &["set", id(&story), "headline=Lain", "judul=x"]).contains("judul"));
    assert!(desk.stopped(1, &["set", id(&story), "headline=Lain", "stage=gone"]).contains("gone"));
    assert!(desk.stopped(1, &["set", id(&story), "headline=Lain", "embargo=besok"]).contains("embargo"));
    assert_eq!(show(), changed);

    let found = desk.objects(&["search", "judul bar", "--json"]);
    assert_eq!(found.len(), 1);
    assert_eq!(desk.objects(&["list", "--stage", "ready", "--json"]).len(), 1);
    assert_eq!(desk.objects(&["list", "--stage", "draft", "--json"]).len(), 0);
}

#[test]
fn one_command_gives_a_wire_dateline_the_form_of_the_house() {
    let desk = Desk::new();
    let wire = desk.write("wire.txt", "MOSCOW (Reuters) - Rubles rose on Thursday.\n\nTraders said so.\n");
    let story: Value = serde_json::from_str(&desk.done(&["import", &wire, "--house", "reuters", "--json"])).unwrap();
    let printed = desk.done(&["house", "kontan", id(&story)]);
    assert_eq!(printed, format!("{} KONTAN.CO.ID - MOSKOW.\n", id(&story)));
    let shown: Value = serde_json::from_str(&desk.done(&["show", id(&story), "--json"])).unwrap();
    assert_eq!(shown["source"], "Reuters");
    assert!(desk.stopped(1, &["house", "tidak-ada", id(&story)]).contains("tidak-ada"));
}

#[test]
fn a_search_says_what_it_did_not_understand_and_finds_the_rest() {
    let desk = Desk::new();
    desk.import(OWN_FIXTURE);
    let output = desk.run(&["search", "headlin:baja terumbu stage:gone ", "--json"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("no field \u{201c}headlin\u{201d}") && said.contains("\u{201c}gone\u{201d} is not a stage"),
        "{said}"
    );
    assert!(desk.run(&["search", "desk:internasional terumbu"]).stderr.is_empty());
}

#[test]
fn a_file_that_is_there_is_overwritten_only_by_force() {
    let desk = Desk::new();
    let story = desk.import(OWN_FIXTURE);
    desk.done(&["set", id(&story), "slugline=BAJA/MOSKOW"]);
    let out = desk.path("out").display().to_string();
    let export = ["export", id(&story), "--format", "html", "--format", "md", "--out", &out];
    let paths: Vec<String> = desk.done(&export).lines().map(str::to_owned).collect();
    assert_eq!(paths.len(), 2);
    desk.write("out/baja-moskow.html", "someone's own page");
    let said = desk.stopped(1, &export);
    assert!(said.contains("baja-moskow.html") && said.contains("--force"), "{said}");
    assert_eq!(fs::read_to_string(desk.path("out/baja-moskow.html")).unwrap(), "someone's own page");
    desk.done(&[&export[..], &["--force"]].concat());
    assert!(fs::read_to_string(desk.path("out/baja-moskow.html")).unwrap().starts_with("<!"));
}

#[test]
fn a_file_that_is_out_without_its_picture_is_named_and_the_reason_told() {
    let desk = Desk::new();
    let newsroom = Newsroom::open(&desk.path("desk.redaksi")).unwrap();
    let at = "2026-11-23T17:20:01.123Z";
    let open = newsroom.new_story(at, "ani").unwrap();
    let src = "0".repeat(64) + ".png";
    let body =
        format!(r#"{{"type":"doc","content":[{{"type":"image","attrs":{{"src":"{src}","alt":"","credit":""}}}}]}}"#);
    newsroom
        .save(
            &StoryEdit { id: open.id.clone(), base: open.revision, fields: open.fields, body, tracking: None },
            at,
            "ani",
        )
        .unwrap();
    let out = desk.path("out").display().to_string();
    let output = desk.run(&["export", &open.id, "--format", "md", "--out", &out]);
    assert_eq!(output.status.code(), Some(1));
    assert!(Path::new(String::from_utf8(output.stdout).unwrap().trim()).is_file());
    assert!(String::from_utf8(output.stderr).unwrap().contains(&src));
}

#[test]
fn bad_input_is_refused_by_name_and_the_rest_still_comes_in() {
    let desk = Desk::new();
    let empty = desk.write("kosong.txt", "");
    let binary = desk.write("gambar.txt", [0x89, b'P', b'N', b'G', 0, 0, 1, 2]);
    let folder = desk.folder.path().display().to_string();
    let good = desk.write("baik.txt", "Satu paragraf.\r\nParagraf kedua.\r\n");
    let output = desk.run(&["import", &empty, &binary, &folder, &good, "/tak/ada.txt", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    for name in ["kosong.txt", "gambar.txt", "/tak/ada.txt", folder.as_str()] {
        assert!(said.lines().any(|line| line.contains(name)), "{name} is not named in {said}");
    }
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed.lines().count(), 1, "{printed}");
    assert_eq!(desk.objects(&["list", "--json"])[0]["counts"]["paragraphs"], 2);
}

#[test]
fn a_file_of_fifty_megabytes_is_refused_with_its_size_and_the_next_step() {
    let desk = Desk::new();
    let large = desk.write("besar.txt", "Kalimat yang panjang sekali.\n".repeat(50 * 1024 * 1024 / 29));
    let said = desk.stopped(1, &["import", &large]);
    assert!(said.contains("besar.txt") && said.contains("MB") && said.to_lowercase().contains("split"), "{said}");
    assert_eq!(desk.done(&["list"]), "");
}

#[test]
fn every_file_comes_in_though_nobody_reads_the_report() {
    let desk = Desk::new();
    let files: Vec<String> = (0..40).map(|n| desk.write(&format!("{n}.txt"), format!("Naskah nomor {n}."))).collect();
    let mut import = Command::new(env!("CARGO_BIN_EXE_redaksi-cli"));
    import.arg("--newsroom").arg(desk.path("desk.redaksi")).arg("import").args(&files).stdout(Stdio::piped());
    let mut child = import.spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(desk.objects(&["list", "--json"]).len(), 40);
    assert!(!desk.path("desk.redaksi-wal").exists(), "texts are left in the log");
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_is_a_failure() {
    let desk = Desk::new();
    desk.import(OWN_FIXTURE);
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut list = Command::new(env!("CARGO_BIN_EXE_redaksi-cli"));
    let output = list.arg("--newsroom").arg(desk.path("desk.redaksi")).arg("list").stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("standard output"));
}

#[test]
fn what_is_not_a_newsroom_is_left_as_it_is() {
    let desk = Desk::new();
    let text = desk.write("desk.redaksi", "just a letter");
    assert!(desk.stopped(1, &["list"]).contains("not a newsroom"));
    assert!(desk.stopped(1, &["init"]).contains("desk.redaksi"));
    assert_eq!(fs::read_to_string(&text).unwrap(), "just a letter");
}

#[test]
fn a_sample_newsroom_is_made_whole_and_sound() {
    let desk = Desk { folder: TempDir::new().unwrap() };
    desk.done(&["init", "--sample"]);
    let stories = desk.objects(&["list", "--json"]);
    assert_eq!(stories.len() + desk.objects(&["list", "--stage", "spiked", "--json"]).len(), 12);
    let links: Vec<&Value> = stories.iter().flat_map(|story| story["relatedLinks"].as_array().unwrap()).collect();
    assert!(links.len() >= 8 && links.iter().all(|link| link["storyId"].is_string()), "{links:?}");
    desk.done(&["verify"]);
}

#[test]
fn related_stories_are_suggested_with_their_reasons() {
    let desk = Desk::new();
    let add = |name: &str, headline: &str, tags: &str, text: &str| {
        let story = desk.import(&desk.write(name, text));
        desk.done(&["set", id(&story), &format!("headline={headline}"), &format!("tags={tags}")]);
        id(&story).to_owned()
    };
    let open = add("a.txt", "Xi kepada Putin", "Rusia", "Keduanya disebut sahabat baja oleh pers Moskow.\n");
    let like = add("b.txt", "Putin: kami sahabat baja", "Rusia; gas", "Pernyataan itu dikutip luas.\n");
    let spiked = add("c.txt", "Sahabat baja", "Rusia", "Naskah yang dibuang.\n");
    desk.done(&["set", &spiked, "stage=spiked"]);
    add("d.txt", "Panen kopi", "kopi", "Petani memanen lebih awal.\n");
    let found = desk.objects(&["related", &open, "--json"]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["row"]["id"], like.as_str());
    assert!(found[0]["score"].as_u64().unwrap() > 0);
    let reasons = found[0]["reasons"].as_array().unwrap();
    assert!(reasons.contains(&serde_json::json!({ "type": "tag", "name": "Rusia" })), "{reasons:?}");
    let printed = desk.done(&["related", &open, "--limit", "1"]);
    assert!(
        printed.starts_with(&like) && printed.contains("tag Rusia") && printed.contains("“sahabat baja"),
        "{printed}"
    );
    assert!(desk.stopped(1, &["related", "tidak-ada"]).contains("no story of this id"));
    assert_eq!(desk.run(&["related", &open, "--limit", "0"]).status.code(), Some(2));
}

#[test]
fn exit_status_two_is_for_wrong_usage() {
    let desk = Desk::new();
    let wrong: [&[&str]; 6] = [
        &[],
        &["exprt"],
        &["import"],
        &["set", "some-id", "headline"],
        &["export", "some-id", "--format", "pdx", "--out", "x"],
        &["list", "--stage", "gone"],
    ];
    for arguments in wrong {
        let output = desk.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
    assert_eq!(desk.run(&["show", "0198-not-there"]).status.code(), Some(1));
}

/// Every command of the program, in the order in which it lists them. A new one stands here, too.
const COMMANDS: [&str; 31] = [
    "init",
    "import",
    "list",
    "search",
    "related",
    "show",
    "set",
    "layouts",
    "replace",
    "house",
    "export",
    "exports",
    "export-again",
    "correct",
    "corrections",
    "profiles",
    "preview",
    "journal",
    "undo",
    "versions",
    "diff",
    "restore",
    "keep",
    "notes",
    "spelling",
    "words",
    "verify",
    "backup",
    "backups",
    "restore-backup",
    "salvage",
];

#[test]
fn every_command_explains_itself() {
    let desk = Desk::new();
    let help = desk.done(&["--help"]);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let listed: Vec<(&str, &str)> =
        listed.map(|line| line.trim().split_once(' ').unwrap_or_else(|| panic!("{line:?} says nothing"))).collect();
    let (help, commands) = listed.split_last().unwrap();
    assert_eq!(help.0, "help");
    assert_eq!(commands.iter().map(|(name, _)| *name).collect::<Vec<_>>(), COMMANDS);
    for (command, about) in commands {
        let own = desk.done(&[command, "--help"]);
        assert!(own.starts_with(about.trim()), "{command}: {own}");
        assert!(
            own.contains(&format!("Usage: redaksi-cli {command} ")) && own.contains("--newsroom"),
            "{command}: {own}"
        );
    }
}

#[test]
fn misspelt_words_are_told_with_their_places_also_those_of_related_links() {
    let desk = Desk::new();
    let copy = desk
        .write("cabai.txt", "Harga cabai mengtakan naik.\n\nBaca Juga: Panen jruk melimpah\n\nPedagang menunggu.\n");
    let story: Value = serde_json::from_str(&desk.done(&["import", &copy, "--json"])).unwrap();
    let id = story["id"].as_str().unwrap();
    let told = desk.done(&["spelling", id]);
    let words: Vec<&str> = told.lines().map(|line| line.rsplit_once("  ").unwrap().0).collect();
    assert_eq!(words, ["body 1  mengtakan", "body 2 title  jruk"]);
    let found = desk.objects(&["spelling", id, "--json"]);
    assert_eq!((&found[0]["attribute"], &found[1]["attribute"]), (&Value::Null, &Value::from("title")));
    assert_eq!((&found[1]["place"][0], &found[1]["start"]), (&Value::from(2), &Value::from(6)));
}

#[test]
fn a_story_is_handed_over_changed_and_brought_back() {
    let (here, there) = (Desk::new(), Desk::new());
    let copy = here.write("cabai.txt", "Harga cabai naik.\n\nPedagang menunggu pasokan.\n");
    let story: Value = serde_json::from_str(&here.done(&["import", &copy, "--json"])).unwrap();
    let id = story["id"].as_str().unwrap();
    let out = here.path("serah").display().to_string();
    let export =
        |desk: &Desk| desk.done(&["export", id, "--format", "story", "--out", &out, "--force"]).trim().to_owned();
    let file = export(&here);
    assert!(file.ends_with(".redaksi-story"), "{file}");
    assert!(there.done(&["import", &file]).starts_with(id));
    there.done(&["set", id, "headline=Cabai langka"]);
    here.done(&["set", id, "tags=cabai"]);
    let back = export(&there);
    assert!(here.done(&["import", &back]).contains("Merged with what was changed here"));
    let merged: Value = serde_json::from_str(&here.done(&["show", id, "--json"])).unwrap();
    assert_eq!((merged["headline"].as_str(), &merged["tags"][0]), (Some("Cabai langka"), &Value::from("cabai")));
    here.done(&["verify"]);
    let broken = here.write("rusak.redaksi-story", "{");
    assert!(here.stopped(1, &["import", &broken]).contains("hand-over file"));
}

#[test]
fn a_newsroom_is_backed_up_listed_and_restored_and_what_differs_is_named() {
    let desk = Desk::new();
    let first = desk.import(&desk.write("satu.txt", "Judul pertama\n\nSatu.\n"));
    let backup = desk.done(&["backup"]).trim().to_owned();
    assert!(Path::new(&backup).starts_with(desk.path("desk.backups")), "{backup}");
    let own = desk.path("salinan.redaksi").display().to_string();
    assert_eq!(desk.done(&["backup", &own]).trim(), own);
    assert!(desk.stopped(1, &["backup", &own]).contains(&own));
    let [listed] = &desk.objects(&["backups", "--json"])[..] else { panic!("not one backup") };
    assert_eq!((listed["path"].as_str(), listed["stories"].as_u64()), (Some(backup.as_str()), Some(1)));
    assert!(desk.done(&["backups"]).contains("  1 story  "));

    let second = desk.import(&desk.write("dua.txt", "Judul kedua\n\nDua.\n"));
    desk.done(&["set", id(&first), "headline=Diubah"]);
    let open = Newsroom::open(&desk.path("desk.redaksi")).unwrap();
    assert!(desk.stopped(1, &["restore-backup", &backup]).contains("in use by another program"));
    drop(open);
    let said = desk.done(&["restore-backup", &backup]);
    let mut lines = said.lines();
    assert_eq!(lines.next(), desk.path("desk.redaksi").to_str());
    let aside = lines.next().unwrap().strip_prefix("what was there is now ").unwrap();
    let lines: Vec<&str> = lines.collect();
    assert!(lines[0].starts_with(id(&second)) && lines[0].contains("only in what was there"), "{said}");
    assert!(lines[1].starts_with(id(&first)) && lines[1].ends_with("Diubah"), "{said}");
    desk.done(&["verify"]);
    assert!(desk.stopped(1, &["show", id(&second)]).contains("no story of this id"));
    assert!(Newsroom::open(Path::new(aside)).unwrap().verify().unwrap().faults.is_empty());
}

#[test]
fn a_damaged_newsroom_is_named_left_as_it_is_and_salvaged() {
    let desk = Desk::new();
    let story = desk.import(&desk.write("satu.txt", "Judul pertama\n\nSatu.\n"));
    let mut bytes = fs::read(desk.path("desk.redaksi")).unwrap();
    // The table that lists read.
    let page = bytes.chunks(4096).rposition(|page| page.windows(13).any(|words| words == b"Judul pertama")).unwrap();
    bytes[page * 4096..][..4096].fill(0);
    desk.write("desk.redaksi", &bytes);
    let to = desk.path("baru.redaksi").display().to_string();
    for command in [&["list"] as &[&str], &["verify"], &["backup"]] {
        let said = desk.stopped(1, command);
        assert!(said.contains("is damaged") && said.contains("salvage"), "{said}");
    }
    let said = desk.done(&["salvage", &to]);
    assert!(said.starts_with(&format!("{to}: ")), "{said}");
    assert!(desk.stopped(1, &["salvage", &to]).contains(&to));
    assert_eq!(fs::read(desk.path("desk.redaksi")).unwrap(), bytes);
    assert!(Newsroom::open(Path::new(&to)).unwrap().open_story(id(&story), "2026-11-25T03:00:00.000Z").is_ok());
    assert!(desk.stopped(1, &["restore-backup", "tidak-ada.redaksi"]).contains("The file “tidak-ada.redaksi”"));
}

#[test]
fn layouts_are_listed_with_what_they_show_and_where_they_lie() {
    let desk = Desk::new();
    let listed = desk.done(&["layouts"]);
    assert!(listed.lines().any(|line| line.starts_with("web-phone  ") && line.ends_with("(built in)")), "{listed}");
    assert!(listed.lines().any(|line| line.starts_with("wire  ") && line.contains("  wire  ")), "{listed}");

    let own = desk.path("desk.layouts").join("punya");
    fs::create_dir_all(&own).unwrap();
    desk.write("desk.layouts/punya/layout.toml", "kind = \"web\"\nname = { id = \"Punya\", en = \"Mine\" }\n");
    let json: Vec<Value> =
        desk.done(&["layouts", "--json"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mine = json.iter().find(|layout| layout["id"] == "punya").unwrap();
    assert_eq!((mine["nameEn"].as_str(), mine["folder"].as_str()), (Some("Mine"), own.to_str()));
    let wire = json.iter().find(|layout| layout["id"] == "wire").unwrap();
    assert_eq!(wire["options"][0]["form"]["default"], 300);

    desk.write("desk.layouts/punya/layout.toml", "kind = \"web\"\nnames = 3\n");
    assert!(desk.stopped(1, &["layouts"]).contains("punya/layout.toml, line 2: "));
}
