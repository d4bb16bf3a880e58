//! Bytes of every kind that people drop on a newsroom.

use formats::{Binary, LARGEST, Refusal, check_size, decode};
use std::time::{Duration, Instant};
use story::FindingCode;

const COPY: &str = "Harga beras naik “tipis” — kata Menteri.\nWarga Nusa Dua mengeluh, café tutup.\n";

fn text(bytes: &[u8]) -> String {
    decode("salinan.txt", bytes).unwrap().text
}

fn encoding(bytes: &[u8]) -> Option<String> {
    let findings = decode("salinan.txt", bytes).unwrap().findings;
    findings.into_iter().find(|finding| finding.code == FindingCode::Decoded).map(|finding| finding.detail)
}

fn refused_as(bytes: &[u8]) -> Binary {
    match decode("salinan.txt", bytes) {
        Err(Refusal::Binary { what, .. }) => what,
        other => panic!("not refused as binary: {other:?}"),
    }
}

#[test]
fn utf8_is_read_as_it_is_with_and_without_its_mark() {
    assert_eq!(text(COPY.as_bytes()), COPY);
    assert_eq!(text(&[b"\xef\xbb\xbf", COPY.as_bytes()].concat()), COPY);
    assert_eq!(encoding(&[b"\xef\xbb\xbf", COPY.as_bytes()].concat()), None);
}

#[test]
fn utf16_is_read_with_and_without_its_mark_and_named() {
    let little: Vec<u8> = COPY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = COPY.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, name) in [
        ([b"\xff\xfe", little.as_slice()].concat(), "UTF-16LE"),
        ([b"\xfe\xff", big.as_slice()].concat(), "UTF-16BE"),
        (little, "UTF-16LE"),
        (big, "UTF-16BE"),
    ] {
        assert_eq!(text(&bytes), COPY);
        assert_eq!(encoding(&bytes).as_deref(), Some(name));
    }
}

#[test]
fn other_encodings_are_detected_and_named() {
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(COPY);
    assert_eq!(text(&bytes), COPY);
    assert_eq!(encoding(&bytes).as_deref(), Some("windows-1252"));
    let russian = "Президент прибыл в Москву для переговоров с коллегой. Встреча прошла в Кремле.\n";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(russian);
    assert_eq!(text(&bytes), russian);
    assert_eq!(encoding(&bytes).as_deref(), Some("windows-1251"));
}

#[test]
fn one_damaged_byte_does_not_spoil_the_accents_of_a_whole_text() {
    let mut bytes = COPY.as_bytes().to_vec();
    bytes.extend(b"caf\xe9\n");
    assert_eq!(text(&bytes), format!("{COPY}café\n"));
    assert_eq!(encoding(&bytes).as_deref(), Some("UTF-8 + windows-1252"));
}

#[test]
fn every_kind_of_line_end_becomes_one() {
    for copy in ["a\nb\n\nc\n", "a\r\nb\r\n\r\nc\r\n", "a\rb\r\rc\r", "a\u{2028}b\u{2029}\u{85}c\u{b}", "a\x0cb\n\nc\n"]
    {
        assert_eq!(text(copy.as_bytes()), "a\nb\n\nc\n");
    }
}

#[test]
fn control_characters_are_taken_out_and_counted() {
    let decoded = decode("salinan.txt", b"Harga\x01 beras\x07\tnaik\x7f.\n").unwrap();
    assert_eq!(decoded.text, "Harga beras\tnaik.\n");
    assert_eq!(decoded.findings.len(), 1);
    assert_eq!((decoded.findings[0].code, decoded.findings[0].detail.as_str()), (FindingCode::ControlCharacters, "3"));
}

#[test]
fn an_empty_file_is_refused_by_name() {
    for bytes in [&b""[..], b" \n\t\r\n ", b"\xef\xbb\xbf", "\u{a0}\u{200b}\n".as_bytes(), b"\xff\xfe"] {
        let refusal = decode("kosong.txt", bytes).unwrap_err();
        assert_eq!(refusal, Refusal::Empty { name: "kosong.txt".into() });
        assert!(refusal.to_string().starts_with("kosong.txt is empty"));
    }
}

#[test]
fn binaries_are_refused_as_what_they_are() {
    assert_eq!(refused_as(b"PK\x03\x04\x14\0\0\0[Content_Types].xml....word/document.xml"), Binary::Docx);
    assert_eq!(refused_as(b"PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.opendocument.text"), Binary::Odt);
    assert_eq!(refused_as(b"PK\x03\x04\x14\0\0\0foto.jpg"), Binary::Zip);
    assert_eq!(refused_as(b"%PDF-1.7\n1 0 obj\n"), Binary::Pdf);
    assert_eq!(refused_as(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Binary::Png);
    assert_eq!(refused_as(b"\xff\xd8\xff\xe0\0\x10JFIF"), Binary::Jpeg);
    assert_eq!(refused_as(b"SQLite format 3\0\x10\0"), Binary::Sqlite);
    assert_eq!(refused_as(b"\x1f\x8b\x08\0\0\0"), Binary::Gzip);
    assert_eq!(refused_as(b"\x7fELF\x02\x01\x01"), Binary::Program);
    assert_eq!(refused_as(b"{\\rtf1\\ansi Harga beras}"), Binary::Rtf);
    assert_eq!(refused_as(b"Harga\0\x01\x02beras\0naik"), Binary::Data);
    assert_eq!(refused_as(b"\x01\x02\x03\x04"), Binary::Data);
    let noise: Vec<u8> =
        (0..4096u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 21) as u8).map(|byte| byte.max(1)).collect();
    assert_eq!(refused_as(&noise), Binary::Data);
    let message = decode("laporan.docx", b"PK\x03\x04word/").unwrap_err().to_string();
    assert!(
        message.contains("laporan.docx is a Word document (DOCX)") && message.contains("paste the text"),
        "{message}"
    );
}

#[test]
fn a_text_of_50_megabytes_is_refused_by_its_size_at_once() {
    let refusal = check_size("arsip.txt", 50 * 1024 * 1024).unwrap_err();
    assert!(
        refusal.to_string().contains("arsip.txt has 50.0 MB; the largest text that can be imported has 8.0 MB"),
        "{refusal}"
    );
    let bytes = vec![b'a'; 50 * 1024 * 1024];
    let start = Instant::now();
    assert!(matches!(decode("arsip.txt", &bytes), Err(Refusal::TooLarge { bytes: 52_428_800, .. })));
    assert!(start.elapsed() < Duration::from_millis(100));
    assert_eq!(check_size("arsip.txt", LARGEST), Ok(()));
}

#[test]
fn the_largest_text_is_decoded_and_read_in_a_moment() {
    let line = "Harga beras naik, kata Menteri Perdagangan di Jakarta – café tutup.\n";
    let copy = line.repeat(LARGEST as usize / line.len());
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(&copy);
    for bytes in [copy.as_bytes(), &bytes] {
        let start = Instant::now();
        let decoded = decode("buku.txt", bytes).unwrap();
        let reading = formats::text::read(&decoded.text, &story::Houses::shipped(), Some("kontan"));
        // Unoptimised, on a machine that may be busy: what this would catch is work that grows with the square.
        assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
        assert_eq!(reading.body.blocks().len(), copy.lines().count());
    }
}
