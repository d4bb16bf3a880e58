//! How wide words are in Arial, in which search engines set what they find, and where they cut it off.

/// Advance widths from U+0020 to U+007E, in thousandths of the size. Arimo and Liberation Sans have the same.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// The sign of what was cut off.
const MORE: &str = " ...";

/// The width of a text in pixels at a size in pixels.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|letter| f64::from(advance(letter))).sum::<f64>() * size / 1000.0
}

/// As much of a text as fits into a width in pixels, cut between words, with the sign that there is more; all of it where
/// it fits. A first word that is too long is cut within.
pub fn fit(text: &str, size: f64, room: f64) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if width(&text, size) <= room {
        return text;
    }
    let left = room - width(MORE, size);
    let mut kept = String::new();
    for word in text.split(' ') {
        let longer = if kept.is_empty() { word.to_owned() } else { format!("{kept} {word}") };
        if width(&longer, size) > left {
            break;
        }
        kept = longer;
    }
    if kept.is_empty() {
        for letter in text.chars() {
            kept.push(letter);
            if width(&kept, size) > left {
                kept.pop();
                break;
            }
        }
    }
    kept.truncate(
        kept.trim_end_matches(|last: char| ",;:-\u{2013}\u{2014}(\u{201c}\"".contains(last) || last == ' ').len(),
    );
    kept + MORE
}

fn advance(letter: char) -> u16 {
    let code = letter as usize;
    match letter {
        ' '..='~' => WIDTHS.get(code - 0x20).copied().unwrap_or(556),
        '\u{2018}' | '\u{2019}' => 222,
        '\u{201c}' | '\u{201d}' => 333,
        '\u{2013}' => 556,
        '\u{2014}' | '\u{2026}' => 1000,
        '\u{a0}' => 278,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{ad}' => 0,
        // Letters with accents are as wide as without; those of other scripts as wide as they are high.
        '\u{c0}'..='\u{c6}' | '\u{c8}'..='\u{cb}' => 667,
        '\u{c7}' | '\u{d0}' | '\u{d1}' | '\u{d9}'..='\u{dc}' => 722,
        '\u{cc}'..='\u{cf}' | '\u{ec}'..='\u{ef}' => 278,
        '\u{d2}'..='\u{d6}' | '\u{d8}' => 778,
        '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{1f000}'..='\u{1faff}' => 1000,
        _ => 556,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_fits_stays_and_one_that_does_not_is_cut_between_words() {
        assert_eq!(fit("Xi kepada  Putin", 20.0, 600.0), "Xi kepada Putin");
        let long = "Pelabuhan Teluk Sawang Uji Antrean Digital, Waktu Tunggu Truk Turun Hampir Separuh";
        let cut = fit(long, 20.0, 600.0);
        assert_eq!(cut, "Pelabuhan Teluk Sawang Uji Antrean Digital, Waktu Tunggu ...");
        assert!(width(&cut, 20.0) <= 600.0);
        assert!(width("Pelabuhan Teluk Sawang Uji Antrean Digital, Waktu Tunggu Truk ...", 20.0) > 600.0);
    }

    #[test]
    fn one_endless_word_is_cut_within_and_never_too_wide() {
        let cut = fit(&"W".repeat(200), 20.0, 600.0);
        assert!(cut.ends_with("W ...") && width(&cut, 20.0) <= 600.0);
        assert_eq!(fit("", 20.0, 600.0), "");
    }

    #[test]
    fn narrow_letters_leave_room_for_more() {
        assert!((width("iiii", 10.0) - 8.88).abs() < 0.01);
        assert!((width("MMMM", 10.0) - 33.32).abs() < 0.01);
    }
}
