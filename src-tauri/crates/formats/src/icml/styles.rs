//! The styles, by the names that all forms have for them. What they look like is InDesign's matter; here is only as much as
//! makes the story readable before it is placed.

use crate::{
    document::{Run, Style},
    xml::Xml,
};

const PARAGRAPHS: &str = "$ID/NormalParagraphStyle";
const CHARACTERS: &str = "$ID/NormalCharacterStyle";

pub(super) fn paragraph_style(style: Style) -> String {
    format!("ParagraphStyle/{}", style.name())
}

pub(super) fn character_style(run: &Run<'_>) -> &'static str {
    match (run.link.is_some(), run.strong, run.emphasis) {
        (false, false, false) => CHARACTERS,
        (false, true, false) => "CharacterStyle/Strong",
        (false, false, true) => "CharacterStyle/Emphasis",
        (false, true, true) => "CharacterStyle/Strong Emphasis",
        (true, false, false) => "CharacterStyle/Link",
        (true, true, false) => "CharacterStyle/Link Strong",
        (true, false, true) => "CharacterStyle/Link Emphasis",
        (true, true, true) => "CharacterStyle/Link Strong Emphasis",
    }
}

pub(super) fn write(xml: &mut Xml) {
    xml.within("RootCharacterStyleGroup", &[("Self", "character_styles")], |xml| {
        xml.empty("CharacterStyle", &[("Self", CHARACTERS), ("Name", CHARACTERS)]);
        for (name, font, underline) in [
            ("Strong", "Bold", "false"),
            ("Emphasis", "Italic", "false"),
            ("Strong Emphasis", "Bold Italic", "false"),
            ("Link", "Regular", "true"),
            ("Link Strong", "Bold", "true"),
            ("Link Emphasis", "Italic", "true"),
            ("Link Strong Emphasis", "Bold Italic", "true"),
        ] {
            let id = format!("CharacterStyle/{name}");
            let attributes = [("Self", id.as_str()), ("Name", name), ("FontStyle", font), ("Underline", underline)];
            xml.within("CharacterStyle", &attributes, |xml| based_on(xml, CHARACTERS));
        }
    });
    xml.within("RootParagraphStyleGroup", &[("Self", "paragraph_styles")], |xml| {
        let root = [("Self", PARAGRAPHS), ("Name", PARAGRAPHS), ("PointSize", "10"), ("SpaceAfter", "6")];
        xml.empty("ParagraphStyle", &root);
        for style in Style::ALL {
            let id = paragraph_style(style);
            let attributes: Vec<(&str, &str)> = [("Self", id.as_str()), ("Name", style.name())]
                .into_iter()
                .chain(looks(style).iter().copied())
                .collect();
            xml.within("ParagraphStyle", &attributes, |xml| based_on(xml, PARAGRAPHS));
        }
    });
    xml.within("RootTableStyleGroup", &[("Self", "table_styles")], |xml| {
        xml.empty("TableStyle", &[("Self", "TableStyle/Table"), ("Name", "Table")]);
    });
    xml.within("RootCellStyleGroup", &[("Self", "cell_styles")], |xml| {
        xml.empty("CellStyle", &[("Self", "CellStyle/Cell"), ("Name", "Cell")]);
    });
}

fn based_on(xml: &mut Xml, style: &str) {
    xml.within("Properties", &[], |xml| xml.line("BasedOn", &[("type", "object")], style));
}

fn looks(style: Style) -> &'static [(&'static str, &'static str)] {
    match style {
        Style::Normal | Style::Picture | Style::Rights => &[],
        Style::Kicker | Style::Byline | Style::Credit | Style::TableHead | Style::TimelineDate | Style::FactTitle => {
            &[("FontStyle", "Bold")]
        }
        Style::Title => &[("PointSize", "24"), ("FontStyle", "Bold")],
        Style::Subtitle => &[("PointSize", "13")],
        Style::Heading2 => &[("PointSize", "13"), ("FontStyle", "Bold"), ("SpaceBefore", "10")],
        Style::Heading3 => &[("PointSize", "11"), ("FontStyle", "Bold"), ("SpaceBefore", "8")],
        Style::Quote => &[("FontStyle", "Italic"), ("LeftIndent", "18"), ("RightIndent", "18")],
        Style::PullQuote => &[("PointSize", "15"), ("FontStyle", "Italic"), ("Justification", "CenterAlign")],
        Style::Attribution => &[("LeftIndent", "18"), ("RightIndent", "18")],
        Style::ListBullet => {
            &[("BulletsAndNumberingListType", "BulletList"), ("LeftIndent", "12"), ("FirstLineIndent", "-12")]
        }
        Style::ListNumber => {
            &[("BulletsAndNumberingListType", "NumberedList"), ("LeftIndent", "12"), ("FirstLineIndent", "-12")]
        }
        Style::ListContinue | Style::FactText | Style::TimelineText | Style::Related | Style::Embed => {
            &[("LeftIndent", "12")]
        }
        Style::Caption => &[("PointSize", "8")],
        Style::TableText => &[("PointSize", "9")],
    }
}
