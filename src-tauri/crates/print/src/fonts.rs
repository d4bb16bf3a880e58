//! The faces that every layout may use. They come with Redaksi, so a page looks the same on every machine.

use std::sync::LazyLock;
use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

const FILES: &[&[u8]] = &[
    include_bytes!("../../../../assets/fonts/RedaksiSerif-Regular.otf"),
    include_bytes!("../../../../assets/fonts/RedaksiSerif-It.otf"),
    include_bytes!("../../../../assets/fonts/RedaksiSerif-Bold.otf"),
    include_bytes!("../../../../assets/fonts/RedaksiSerif-BoldIt.otf"),
    include_bytes!("../../../../assets/fonts/SourceSerif4Display-Regular.otf"),
    include_bytes!("../../../../assets/fonts/SourceSerif4Display-Bold.otf"),
    include_bytes!("../../../../assets/fonts/Inter_500Medium.ttf"),
    include_bytes!("../../../../assets/fonts/Inter_700Bold.ttf"),
];

/// Fonts and what is known of them.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

/// Read once: it takes some milliseconds.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> = FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

/// Characters of a text that no font has, each once, at most `most`.
pub(crate) fn missing(text: &str, most: usize) -> String {
    let mut missing = String::new();
    for letter in text.chars() {
        let invisible = letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{fe0f}');
        let has = |font: &Font| font.info().coverage.contains(u32::from(letter));
        if letter.is_ascii() || invisible || missing.contains(letter) || FONTS.fonts.iter().any(has) {
            continue;
        }
        missing.push(letter);
        if missing.chars().count() == most {
            break;
        }
    }
    missing
}
