//! Layouts of somebody's own, in which anything may stand.

use crate::given::{house, layout, plain, png};
use print::Typesetter;
use std::{
    collections::BTreeMap,
    thread,
    time::{Duration, Instant},
};
use story::{
    Story,
    layout::{Layout, OptionValues},
    press::{Copy, Press, PressFault, PressLayout, Sheet},
};

const TOML: &str = "kind = 'print'\n[name]\nid = 'Punya saya'\nen = 'Mine'\n";

/// A layout of these files, by name.
fn own(files: &[(&str, &[u8])]) -> PressLayout {
    let files: BTreeMap<String, Vec<u8>> =
        files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    PressLayout { info: Layout::read("mine", TOML).unwrap(), toml: TOML.to_owned(), files, own: true }
}

fn set(typesetter: &Typesetter, layout: &PressLayout) -> Result<usize, PressFault> {
    let story = plain(1);
    let copy = Copy { story: &story, house: &house(), picture: &|_| None };
    Ok(typesetter.compile(&copy, layout, &OptionValues::new())?.count())
}

fn fault(files: &[(&str, &[u8])]) -> String {
    set(&Typesetter::default(), &own(files)).unwrap_err().to_string()
}

#[test]
fn a_fault_names_the_file_and_the_line() {
    let template = |text: &str| fault(&[("layout.typ", text.as_bytes())]);
    assert!(template("= Satu\n\n#tidak-ada()\n").starts_with("mine/layout.typ, line 3: "));
    assert!(template("#import \"@preview/cetz:0.3.0\": *").starts_with("mine/layout.typ, line 1: "));
    assert!(template("\n#let a = (").starts_with("mine/layout.typ, line 2: "));
    let shared: &[u8] = b"#let f() = {\n  1 + \"a\"\n}";
    let fault = fault(&[("layout.typ", b"#import \"blocks.typ\": f\n#f()"), ("blocks.typ", shared)]);
    assert!(fault.starts_with("mine/blocks.typ, line 2: "), "{fault}");
}

#[test]
fn nothing_outside_of_its_folder_can_be_read() {
    for path in ["/etc/passwd", "../print/blocks.typ", "../../../../etc/passwd", "card.typ", "C:\\\\Windows\\\\win.ini"]
    {
        for template in [format!("\n#read(\"{path}\")"), format!("\n#include \"{path}\"")] {
            let fault = fault(&[("layout.typ", template.as_bytes())]);
            assert!(fault.starts_with("mine/layout.typ, line 2: "), "{fault}");
        }
    }
}

#[test]
fn what_lies_in_its_folder_is_imported_and_shown() {
    let template = b"#import \"head.typ\": head\n#head\n#image(\"logo.png\")\n#image(\"mark.svg\")\n#json(\"/story.json\").headline";
    let svg =
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>";
    let logo = png();
    let files: [(&str, &[u8]); 4] =
        [("layout.typ", template), ("head.typ", b"#let head = [Kop]"), ("logo.png", &logo), ("mark.svg", svg)];
    assert_eq!(set(&Typesetter::default(), &own(&files)).unwrap(), 1);
}

#[test]
fn a_copy_of_a_shipped_layout_makes_the_same_pages() {
    let story = plain(9);
    let copy = Copy { story: &story, house: &house(), picture: &|_| None };
    let typesetter = Typesetter::default();
    for shipped in typesetter.layouts() {
        let spread = |layout: &PressLayout| typesetter.spread(&copy, layout, &OptionValues::new()).unwrap();
        let mine = PressLayout { own: true, ..PressLayout::clone(shipped) };
        assert_eq!(spread(&mine), spread(shipped), "{}", shipped.info.id);
    }
}

#[test]
fn a_loop_without_an_end_is_given_up_and_keeps_nobody_else_waiting() {
    // Typst stops one loop after ten thousand turns; these are ten thousand times that.
    let round =
        b"#{\n  let i = 0\n  while i < 9000 {\n    let j = 0\n    while j < 9000 { j += 1 }\n    i += 1\n  }\n}";
    let typesetter = Typesetter::with_patience(Duration::from_millis(300));
    let round = own(&[("layout.typ", round)]);
    thread::scope(|scope| {
        let waiting = scope.spawn(|| set(&typesetter, &round).unwrap_err().to_string());
        // A shipped page does not stand in a line with it.
        assert_eq!(set(&Typesetter::default(), &layout("print-broadsheet")).unwrap(), 1);
        let fault = waiting.join().unwrap();
        assert!(fault.starts_with("mine/layout.typ, line 0: it made no pages in 0.3 seconds"), "{fault}");
    });
    let begun = Instant::now();
    assert!(set(&typesetter, &round).unwrap_err().to_string().contains("when one of its files changes"));
    assert!(begun.elapsed() < Duration::from_millis(250), "the same files are not tried again");
    assert_eq!(set(&typesetter, &own(&[("layout.typ", b"Satu")])).unwrap(), 1, "mended files are");
    let endless = fault(&[("layout.typ", b"\n#while true { }")]);
    assert!(endless.starts_with("mine/layout.typ, line 2: "), "{endless}");
}

#[test]
fn many_stories_come_out_as_each_alone_and_in_their_order() {
    let stories: Vec<Story> = (1..8).map(plain).collect();
    let house = house();
    let copies: Vec<Copy<'_>> = stories.iter().map(|story| Copy { story, house: &house, picture: &|_| None }).collect();
    let (typesetter, layout) = (Typesetter::default(), layout("print-broadsheet"));
    let sheet = Sheet::Pdf(false);
    let all = typesetter.sheets(&copies, &layout, &OptionValues::new(), sheet);
    for (copy, printed) in copies.iter().zip(all) {
        assert_eq!(printed, typesetter.sheet(copy, &layout, &OptionValues::new(), sheet));
    }
}
