use super::*;

/// A query as a line: terms, then what is excluded, then the rest.
fn check(text: &str, expected: &str) {
    let query = Query::parse(text);
    let term = |term: &Term| {
        let mark = term.mark.map(Mark::prefix).unwrap_or_default();
        let words = term.words.join(" ");
        let words = if term.exact { format!("\"{words}\"") } else { words };
        format!("{mark}{words}{}", if term.open { "*" } else { "" })
    };
    let mut parts: Vec<String> = query.terms.iter().map(term).collect();
    parts.extend(query.without.iter().map(|excluded| format!("-{}", term(excluded))));
    parts.extend(query.stages.iter().map(|stage| format!("stage:{stage}")));
    parts.extend(query.other_stages.iter().map(|stage| format!("-stage:{stage}")));
    parts.extend(query.after.iter().map(|day| format!("after:{day}")));
    parts.extend(query.before.iter().map(|day| format!("before:{day}")));
    parts.extend(
        query.faults.iter().map(|fault| format!("!{:?} {} {}+{}", fault.code, fault.word, fault.at, fault.length)),
    );
    assert_eq!(parts.join(" | "), expected, "{text:?}");
}

#[test]
fn words_phrases_prefixes_and_exclusions() {
    check("", "");
    check("— 🔥 !!!", "");
    check("xi put", "xi | put*");
    check("xi putin ", "xi | putin");
    check("Xi\0PUTIN", "xi | putin*");
    check(r#""kerja sama" energi"#, r#""kerja sama" | energi*"#);
    check(r#"energi "kerja sama""#, r#"energi | "kerja sama""#);
    check(r#"energi "kerja sa"#, r#"energi | "kerja sa"*"#);
    check("“kerja sama”", r#""kerja sama""#);
    check("pem* harga", "pem* | harga*");
    check("anak-anak 3,5%", "anak anak | 3 5*");
    check("xi -putin", "xi | -putin");
    check(r#"xi -"kerja sama" -tag:rusia"#, r#"xi | -"kerja sama" | -t=rusia"#);
    check("xi - putin -- a", "xi | putin | a*");
    check("NOT (xi OR NEAR)", "not | xi | or | near*");
    check("''", "");
    check(r#"""""#, "");
}

#[test]
fn fields_in_both_languages() {
    check(r#"source:reuters tag:"harga beras" editor:raf"#, r#"s=reuters | t="harga beras" | e=raf*"#);
    check("sumber:Antara penyunting:Rafie penulis:Sari tempat:Moskow ", "s=antara | e=rafie | b=sari | p=moskow");
    check("desk:Nasional slugline:XI-PUTIN/MOSKOW judul:Xi ", "d=nasional | l=xi putin moskow | h=xi");
    check("stage:ready tahap:draf -stage:dibuang ", "stage:ready | stage:draft | -stage:spiked");
    check("after:2025-05-01 before:2026 ", "after:2025-05-01 | before:2026");
    check("sejak:2025-05 -after:2026-01", "after:2025-05 | before:2026-01");
    check("after:2024 after:2025 ", "after:2025");
    check("has:image ada:terkait -has:embargo", r#"i="image" | i="related" | -i="embargo""#);
    check("year:2025 language:en ", r#"y="2025" | g=en"#);
}

#[test]
fn what_is_not_a_field_is_text() {
    check("Xi: kita sahabat ", "xi | kita | sahabat");
    check("10:42 http://kontan.co.id/a ", "10 42 | http kontan co id a");
    check("a:b ", "a b");
    check("catatan: ", "catatan");
}

#[test]
fn a_fault_names_its_place_and_the_rest_is_looked_for() {
    check("xi headlin:putin moskow ", "xi | moskow | !UnknownField headlin 3+13");
    check("🔥 stage:gone xi ", "xi | !UnknownStage gone 3+10");
    check("after:kemarin xi ", "xi | !BadDate kemarin 0+13");
    check("before:2025-13 xi ", "xi | !BadDate 2025-13 0+14");
    check("year:25 xi ", "xi | !BadDate 25 0+7");
    check("has:video xi ", "xi | !UnknownHas video 0+9");
    check("-xi -tag:rusia", "-xi | -t=rusia | !OnlyExclusions -xi -tag:rusia 0+14");
    let pasted = Query::parse(&"kata ".repeat(10_000));
    assert_eq!((pasted.terms.len(), pasted.faults.len()), (MOST_WORDS, 1));
    assert_eq!(pasted.faults[0].code, QueryFaultCode::TooManyWords);
}

#[test]
fn a_value_that_is_being_typed_is_not_a_fault_yet() {
    for typing in [
        "xi source:",
        "xi stage:",
        "xi stage:re",
        "xi after:",
        "xi after:20",
        "xi after:2025-",
        "xi after:2025-0",
        "xi has:im",
    ] {
        check(typing, if typing == "xi after:2025" { "xi | after:2025" } else { "xi" });
    }
    check("xi stage:ready", "xi | stage:ready");
    check("xi stage:rx", "xi | !UnknownStage rx 3+8");
    check("xi after:20x", "xi | !BadDate 20x 3+9");
}
