//! Every form of any story, held against its official schema and against what its readers do with it.

use crate::{
    archive, given,
    hostile::{self, Check, ensure},
};
use formats::{Context, Kind, Leaving, Photo, UNTIED};
use html5ever::{QualName, local_name, ns, parse_fragment, tendril::TendrilSink};
use markup5ever_rcdom::RcDom;
use proptest::{strategy::Strategy, strategy::ValueTree, test_runner::TestRunner};
use std::{
    io::Write,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};
use story::{House, Houses, Rendition, Story};

pub static HOUSES: LazyLock<Houses> = LazyLock::new(Houses::shipped);

/// A picture of one white pixel.
pub const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\nIDATx\xdac\xf8\x0f\0\x01\x01\x01\0\x1b\xb6\xeeV\0\0\0\0IEND\xaeB`\x82";

pub fn house(story: &Story) -> &'static House {
    HOUSES.get(&story.fields.house).unwrap()
}

pub fn leaving(story: &Story) -> Leaving<'_> {
    Leaving { story, house: house(story), published: Some("2025-05-08T12:00:00.000Z"), ties: &UNTIED, review: None }
}

/// What the newsroom would give: pictures that are named `ada.png` are there, and stories are found beside.
pub fn context() -> Context<'static> {
    Context {
        title: "Kontan, 8 Mei 2025",
        now: "2025-05-08T13:00:00.000Z",
        picture: &|image| (image.src == "ada.png").then(|| Photo { bytes: PICTURE.to_vec(), width: 1, height: 1 }),
        related: &|link| link.story_id.as_ref().map(|_| "xi-tiba-di-moskow.html".to_owned()).or(link.url.clone()),
        ..Context::default()
    }
}

pub fn written(kind: Kind, stories: &[Story]) -> Rendition {
    let stories: Vec<Leaving<'_>> = stories.iter().map(leaving).collect();
    formats::write(kind, &stories, &context()).unwrap()
}

/// The text of a file; of an archive, that of all its parts which are not the same in every one.
pub fn text(rendition: &Rendition) -> String {
    if archive::is_archive(rendition) {
        return archive::parts(rendition).iter().filter(|part| part.differs()).map(archive::Part::told).collect();
    }
    String::from_utf8(rendition.bytes.clone()).unwrap()
}

/// All kinds that stories are written in by `formats::write`.
pub fn kinds() -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Pdf | Kind::Story))
}

/// What of a form can be held to account without another program.
pub fn check(kind: Kind, story: &Story, rendition: &Rendition) -> Check {
    match kind {
        Kind::Html => hostile::check_html(story, rendition),
        Kind::Markdown => hostile::check_markdown(story, rendition),
        Kind::Ninjs => hostile::check_ninjs("3.1", rendition),
        Kind::Ninjs2 => hostile::check_ninjs("2.2", rendition),
        Kind::Text => {
            let copy = text(rendition);
            ensure(copy.ends_with('\n') && !copy.trim_end_matches('\n').contains("\n\n"), || copy)
        }
        Kind::Json => check_whole(story, rendition),
        Kind::Nitf | Kind::Newsml => check_xml(&text(rendition), &mut |_| Ok(())),
        Kind::Rss | Kind::Atom | Kind::Wxr => check_xml(&text(rendition), &mut |node| match node.tag_name().name() {
            "title" if kind == Kind::Wxr => check_markup(node.text().unwrap_or_default()),
            "encoded" | "content" | "description" => check_markup(node.text().unwrap_or_default()),
            _ => Ok(()),
        }),
        Kind::Docx | Kind::Odt | Kind::Epub => archive::check(rendition),
        Kind::Icml => check_xml(&text(rendition), &mut |_| Ok(())),
        Kind::Pdf | Kind::Story => Ok(()),
    }
}

/// Well formed, and nothing in it runs.
pub fn check_xml(xml: &str, see: &mut dyn FnMut(roxmltree::Node<'_, '_>) -> Check) -> Check {
    let document = roxmltree::Document::parse(xml).map_err(|error| format!("{error}\n{xml}"))?;
    for node in document.descendants().filter(|node| node.is_element()) {
        let name = node.tag_name().name();
        ensure(!matches!(name, "script" | "iframe" | "object" | "form" | "base"), || format!("element {name}"))?;
        for attribute in node.attributes() {
            let value = attribute.value().trim().to_lowercase();
            let runs = value.starts_with("javascript:") || value.starts_with("data:text");
            ensure(!(runs && matches!(attribute.name(), "href" | "src")), || format!("address {value}"))?;
            ensure(!attribute.name().starts_with("on"), || format!("handler {}", attribute.name()))?;
        }
        see(node)?;
    }
    Ok(())
}

/// HTML inside of something else: parses without an error, and nothing in it runs.
fn check_markup(html: &str) -> Check {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let dom = parse_fragment(RcDom::default(), Default::default(), context, Vec::new(), false).one(html);
    ensure(dom.errors.borrow().is_empty(), || format!("{:?}\n{html}", dom.errors.borrow()))?;
    let mut scripts = Vec::new();
    hostile::check_node(&dom.document, &mut scripts)?;
    ensure(scripts.is_empty(), || "a script".to_owned())
}

/// It comes back as it was, less the anchors of notes.
fn check_whole(story: &Story, rendition: &Rendition) -> Check {
    let line = story::RecordLine::read(text(rendition).trim_end()).map_err(|fault| fault.to_string())?;
    ensure(
        line.id.as_ref() == Some(&story.id)
            && line.fields == story.fields
            && line.body == story.body.without_notes()
            && line.stage == Some(story.stage)
            && line.revision == Some(story.revision)
            && line.created.as_ref() == Some(&story.created)
            && line.modified.as_ref() == Some(&story.modified)
            && line.corrections == story.corrections
            && line.unknown.is_empty(),
        || format!("{line:?}"),
    )
}

/// The cases, and as many random ones; the same in every run.
pub fn stories() -> Vec<Story> {
    let read =
        |case: PathBuf| serde_json::from_str(&std::fs::read_to_string(case.join("story.json")).unwrap()).unwrap();
    let mut stories: Vec<Story> = given::cases("write").into_iter().map(read).collect();
    let mut runner = TestRunner::deterministic();
    stories.extend((0..40).map(|_| given::hostile_story().new_tree(&mut runner).unwrap().current()));
    stories
}

/// Runs a program, if it is on this machine. What it complains of, else nothing; `None` where it is not there, which is said.
pub fn complaints(program: &str, arguments: &[&Path]) -> Option<String> {
    match Command::new(program).args(arguments).output() {
        Ok(output) if output.status.success() => Some(String::new()),
        Ok(output) => Some(String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()),
        Err(error) => {
            println!("skipped: {program} is not there ({error}); `cargo xtask setup` installs it");
            None
        }
    }
}

pub fn write_file(file: &Path, bytes: &[u8]) {
    std::fs::File::create(file).unwrap().write_all(bytes).unwrap();
}

/// Files of every story, held against the official schema by libxml2.
fn validates(kind: Kind, schema: &str, collections: &[Vec<Story>]) {
    let Some(schema) = given::shared_file(schema) else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut arguments = vec![PathBuf::from("--nonet"), PathBuf::from("--noout"), PathBuf::from("--schema"), schema];
    for (stories, number) in collections.iter().zip(0..) {
        let file = folder.path().join(format!("{number}.xml"));
        write_file(&file, &written(kind, stories).bytes);
        arguments.push(file);
    }
    let arguments: Vec<&Path> = arguments.iter().map(PathBuf::as_path).collect();
    let Some(complaints) = complaints("xmllint", &arguments) else { return };
    let faults: Vec<&str> = complaints.lines().filter(|line| !line.ends_with(" validates")).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_story_is_nitf_3_6_as_its_schema_has_it() {
    let stories: Vec<Vec<Story>> = stories().into_iter().map(|story| vec![story]).collect();
    validates(Kind::Nitf, "schemas/nitf/nitf-3-6.xsd", &stories);
}

#[test]
fn every_story_and_every_collection_is_newsml_g2_2_35_as_its_schema_has_it() {
    let mut collections: Vec<Vec<Story>> = stories().into_iter().map(|story| vec![story]).collect();
    collections.push(stories());
    validates(Kind::Newsml, "schemas/newsml-g2/NewsML-G2_2.35-spec-All-Power.xsd", &collections);
}

#[test]
fn the_official_schemas_refuse_what_is_no_news() {
    let Some(schema) = given::shared_file("schemas/nitf/nitf-3-6.xsd") else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.xml");
    write_file(&file, b"<nitf xmlns=\"http://iptc.org/std/NITF/2006-10-18/\"><head/></nitf>");
    let Some(complaints) = complaints("xmllint", &[Path::new("--noout"), Path::new("--schema"), &schema, &file]) else {
        return;
    };
    assert!(complaints.contains("fails to validate"), "{complaints}");
}

#[test]
fn feeds_are_read_with_every_story_in_its_order() {
    let stories = stories();
    for kind in [Kind::Rss, Kind::Atom] {
        let feed = feed_rs::parser::parse(written(kind, &stories).bytes.as_slice()).unwrap();
        assert_eq!(feed.entries.len(), stories.len());
        assert_eq!(feed.title.unwrap().content, "Kontan, 8 Mei 2025");
        for (entry, story) in feed.entries.iter().zip(&stories) {
            assert_eq!(entry.id, format!("urn:uuid:{}", story.id));
            assert_eq!(entry.published.unwrap().to_rfc3339(), "2025-05-08T12:00:00+00:00");
            assert!(!entry.title.as_ref().unwrap().content.is_empty());
            assert!(entry.summary.is_some());
        }
    }
}

#[test]
fn a_package_names_the_items_behind_it_in_their_order() {
    let stories = stories();
    let xml = text(&written(Kind::Newsml, &stories[..3]));
    let document = roxmltree::Document::parse(&xml).unwrap();
    let named = |name: &str, attribute: &str| -> Vec<String> {
        let elements = document.descendants().filter(|node| node.tag_name().name() == name);
        elements.filter_map(|node| node.attribute(attribute).map(str::to_owned)).collect()
    };
    assert_eq!(named("itemRef", "residref"), named("newsItem", "guid"));
    assert_eq!(named("itemRef", "version"), named("newsItem", "version"));
    assert_eq!(document.root_element().tag_name().name(), "newsMessage");
}
