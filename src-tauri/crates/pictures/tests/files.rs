//! Real picture files of every kind, as cameras, agencies and image programs write them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use pictures::{Fault, Kind, Metadata, Part, Wanted, read, rendition};
use proptest::prelude::*;

/// 1200 × 800, with IPTC-IIM in UTF-8.
const IPTC: &[u8] = include_bytes!("pictures/iptc.jpg");
/// 120 × 80 in four quarters, with XMP, IPTC-IIM and EXIF that say different things.
const THREE: &[u8] = include_bytes!("pictures/three.jpg");
/// The quarters stored lying on their side, with EXIF.
const TURNED: &[u8] = include_bytes!("pictures/turned.jpg");
const LATIN: &[u8] = include_bytes!("pictures/latin.jpg");
const CMYK: &[u8] = include_bytes!("pictures/cmyk.jpg");
const PNG: &[u8] = include_bytes!("pictures/xmp.png");
const SEE_THROUGH: &[u8] = include_bytes!("pictures/see-through.png");
const WEBP: &[u8] = include_bytes!("pictures/xmp.webp");
const AVIF: &[u8] = include_bytes!("pictures/xmp.avif");
const TIFF: &[u8] = include_bytes!("pictures/iptc.tiff");
const GIF: &[u8] = include_bytes!("pictures/moving.gif");
/// What AVIF is put together of beside light and two colours; how each was made stands in `src/avif.rs`.
const STRAIGHT: &[u8] = include_bytes!("pictures/avif/straight.avif");
const GREY: &[u8] = include_bytes!("pictures/avif/grey.avif");
const TWELVE_BIT: &[u8] = include_bytes!("pictures/avif/twelve-bit.avif");
/// The quarters 48 × 32, to be turned to the left and then stood on their head.
const LYING: &[u8] = include_bytes!("pictures/avif/turned.avif");
/// Two tiles of 64 × 64.
const GRID: &[u8] = include_bytes!("pictures/avif/grid.avif");
/// Light by PQ.
const HDR: &[u8] = include_bytes!("pictures/avif/hdr.avif");
/// 30016 × 16.
const LONG: &[u8] = include_bytes!("pictures/avif/long.avif");
const AVIFS: [&[u8]; 7] = [AVIF, STRAIGHT, GREY, TWELVE_BIT, LYING, GRID, HDR];
const ALL: [&[u8]; 11] = [IPTC, THREE, TURNED, LATIN, CMYK, PNG, SEE_THROUGH, WEBP, AVIF, TIFF, GIF];

fn told(bytes: &[u8]) -> Metadata {
    read(bytes).unwrap().metadata
}

fn wanted(width: u32) -> Wanted {
    Wanted { width, part: None, jpeg: false }
}

/// The colours of a picture's corners, clockwise from the upper left: `r`, `g`, `b`, `w`, `?`.
fn corners(bytes: &[u8]) -> String {
    let image = image::load_from_memory(bytes).unwrap().into_rgb8();
    let (right, bottom) = (image.width() - 1, image.height() - 1);
    let colour = |x, y| match image.get_pixel(x, y).0.map(|part| part > 128) {
        [true, false, false] => 'r',
        [false, true, false] => 'g',
        [false, false, true] => 'b',
        [true, true, true] => 'w',
        _ => '?',
    };
    [(0, 0), (right, 0), (right, bottom), (0, bottom)].into_iter().map(|(x, y)| colour(x, y)).collect()
}

#[test]
fn each_kind_is_known_by_its_bytes_and_says_how_large_it_is() {
    for (bytes, kind, size) in [
        (IPTC, Kind::Jpeg, (1200, 800)),
        (CMYK, Kind::Jpeg, (64, 64)),
        (PNG, Kind::Png, (120, 80)),
        (WEBP, Kind::WebP, (600, 400)),
        (AVIF, Kind::Avif, (600, 400)),
        (TIFF, Kind::Tiff, (300, 200)),
        (GIF, Kind::Gif, (40, 30)),
        // Turned as the camera was held.
        (TURNED, Kind::Jpeg, (80, 120)),
        (LYING, Kind::Avif, (32, 48)),
        (GRID, Kind::Avif, (128, 64)),
    ] {
        let facts = read(bytes).unwrap();
        assert_eq!((facts.kind, (facts.width, facts.height)), (kind, size));
        assert_eq!(pictures::size(bytes), Ok(size));
        assert_eq!(Kind::of_suffix(kind.suffix()), Some(kind));
    }
}

#[test]
fn what_an_agency_wrote_into_a_jpeg_is_read() {
    assert_eq!(
        told(IPTC),
        Metadata {
            caption: "Nelayan menunggu matahari terbenam di Pantai Losari, Makassar, Jumat (9/5/2025).".to_owned(),
            alt: String::new(),
            credit: "ANTARA FOTO".to_owned(),
            photographer: "Dewi Sartika Ñuñez".to_owned(),
            place: "Makassar, Indonesia".to_owned(),
            date: "2025-05-09".to_owned(),
        }
    );
}

#[test]
fn xmp_is_read_out_of_png_webp_and_avif_alike() {
    let expected = Metadata {
        caption: "Pasar ikan Paotere, Makassar".to_owned(),
        alt: "Perahu di pantai".to_owned(),
        credit: "AFP".to_owned(),
        photographer: "Sari".to_owned(),
        place: "Makassar, Indonesia".to_owned(),
        date: "2025-05-09".to_owned(),
    };
    for bytes in [PNG, WEBP, AVIF] {
        assert_eq!(told(bytes), expected);
    }
}

#[test]
fn iptc_is_read_out_of_a_tiff() {
    let told = told(TIFF);
    assert_eq!((told.caption.as_str(), told.credit.as_str()), ("Kapal di Losari", "Reuters"));
    assert_eq!((told.photographer.as_str(), told.place.as_str()), ("Ajeng", "Makassar"));
}

#[test]
fn xmp_goes_before_iptc_and_iptc_before_exif_field_by_field() {
    let told = told(THREE);
    assert_eq!(told.caption, "From XMP");
    assert_eq!(told.credit, "XMP CREDIT");
    assert_eq!(told.photographer, "IPTC Byline");
    assert_eq!(told.date, "2023-02-10");
}

#[test]
fn old_charsets_are_read_and_what_a_camera_wrote_by_itself_is_no_caption() {
    assert_eq!(told(LATIN).place, "São Paulo, Brasil");
    let turned = told(TURNED);
    assert_eq!((turned.caption.as_str(), turned.photographer.as_str()), ("", "A. Rahman, B. Susilo"));
}

#[test]
fn a_rendition_is_upright_and_as_wide_as_wanted_but_never_wider_than_the_picture() {
    let small = rendition(IPTC, &wanted(640)).unwrap();
    assert_eq!((small.kind, small.width, small.height), (Kind::Jpeg, 640, 427));
    assert_eq!(image::load_from_memory(&small.bytes).unwrap().width(), 640);
    let same = rendition(THREE, &wanted(640)).unwrap();
    assert_eq!((same.width, same.height, corners(&same.bytes).as_str()), (120, 80, "rgwb"));
    let upright = rendition(TURNED, &wanted(40)).unwrap();
    assert_eq!((upright.width, upright.height, corners(&upright.bytes).as_str()), (40, 60, "brgw"));
}

#[test]
fn a_rendition_can_be_of_a_part() {
    let part = |x, y, width, height| {
        let part = Some(Part { x, y, width, height });
        let made = rendition(THREE, &Wanted { part, ..wanted(640) }).unwrap();
        (made.width, made.height, corners(&made.bytes))
    };
    assert_eq!(part(0, 0, 500, 500), (60, 40, "rrrr".to_owned()));
    assert_eq!(part(500, 500, 500, 500), (60, 40, "wwww".to_owned()));
    assert_eq!(part(250, 0, 500, 1000), (60, 80, "rgwb".to_owned()));
    // What lies outside of the picture is not there.
    assert_eq!(part(990, 990, 1000, 1000), (1, 1, "wwww".to_owned()));
    assert_eq!(part(1000, 1000, 1, 1).0, 1);
}

#[test]
fn transparency_stays_unless_a_jpeg_is_wanted() {
    let png = rendition(SEE_THROUGH, &wanted(300)).unwrap();
    assert_eq!((png.kind, png.width, png.height), (Kind::Png, 300, 10));
    let jpeg = rendition(SEE_THROUGH, &Wanted { jpeg: true, ..wanted(300) }).unwrap();
    assert_eq!((jpeg.kind, corners(&jpeg.bytes).as_str()), (Kind::Jpeg, "gwwg"));
}

#[test]
fn cmyk_and_tiff_become_what_a_page_can_show() {
    assert_eq!(corners(&rendition(CMYK, &wanted(64)).unwrap().bytes), "gggg");
    let tiff = rendition(TIFF, &Wanted { jpeg: true, ..wanted(2560) }).unwrap();
    assert_eq!((tiff.kind, tiff.width), (Kind::Jpeg, 300));
}

#[test]
fn an_avif_is_made_smaller_upright_and_cut_as_all_are() {
    let small = rendition(AVIF, &wanted(64)).unwrap();
    assert_eq!((small.kind, small.width, small.height), (Kind::Jpeg, 64, 43));
    let upright = rendition(LYING, &wanted(640)).unwrap();
    assert_eq!((upright.width, upright.height, corners(&upright.bytes).as_str()), (32, 48, "rbwg"));
    let part = Some(Part { x: 0, y: 500, width: 500, height: 500 });
    let cut = rendition(LYING, &Wanted { part, ..wanted(640) }).unwrap();
    assert_eq!((cut.width, cut.height, corners(&cut.bytes).as_str()), (16, 24, "gggg"));
    assert_eq!(rendition(STRAIGHT, &wanted(640)).unwrap().kind, Kind::Png);
    assert_eq!(rendition(STRAIGHT, &Wanted { jpeg: true, ..wanted(640) }).unwrap().kind, Kind::Jpeg);
}

#[test]
fn an_avif_of_tiles_or_hdr_is_shown_as_it_is() {
    for bytes in [GRID, HDR] {
        assert!(read(bytes).is_ok());
        assert_eq!(rendition(bytes, &wanted(64)), Err(Fault::Undecoded(Kind::Avif)));
    }
}

#[test]
fn a_file_that_ends_too_early_is_refused() {
    for bytes in ALL {
        let cut = &bytes[..bytes.len() * 9 / 20];
        assert!(matches!(read(cut), Err(Fault::Broken(_))), "{:?}", Kind::of(bytes));
    }
    for bytes in AVIFS {
        // Tiles are not looked into.
        let whole =
            if bytes == GRID { bytes.windows(4).position(|name| name == b"mdat").unwrap() - 4 } else { bytes.len() };
        for end in 0..whole {
            let read = read(&bytes[..end]);
            assert!(matches!(read, Err(Fault::Broken(_) | Fault::NotAPicture)), "{read:?} at {end} of {}", bytes.len());
        }
    }
    assert_eq!(read(b"plain text"), Err(Fault::NotAPicture));
    assert_eq!(read(b""), Err(Fault::NotAPicture));
    assert!(matches!(read(b"\x89PNG\r\n\x1a\n"), Err(Fault::Broken(_))));
}

#[test]
fn a_bomb_is_refused_before_it_goes_off() {
    // The same file, said to be 65535 pixels a side.
    let frame = THREE.windows(2).position(|bytes| bytes == [0xff, 0xc0]).unwrap();
    let mut bomb = THREE.to_vec();
    bomb[frame + 5..frame + 9].fill(0xff);
    assert_eq!(read(&bomb), Err(Fault::TooLarge { width: 65535, height: 65535 }));
    let mut gif = GIF.to_vec();
    gif[6..10].fill(0xff);
    assert!(matches!(read(&gif), Err(Fault::TooLarge { .. })));
    // Whatever its boxes say, it is as large as its stream is.
    let mut avif = LONG.to_vec();
    let size = avif.windows(4).position(|bytes| bytes == b"ispe").unwrap() + 8;
    avif[size..size + 4].copy_from_slice(&16_u32.to_be_bytes());
    for bomb in [LONG, &avif] {
        assert_eq!(read(bomb), Err(Fault::TooLarge { width: 30016, height: 16 }));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_damage_to_a_file_can_stop_the_reader(
        which in 0..ALL.len(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = ALL[which].to_vec();
        for (at, byte) in damage {
            let at = at.index(bytes.len().min(2_000));
            bytes[at] = byte;
        }
        if let Ok(facts) = read(&bytes) {
            prop_assert!(facts.width > 0 && facts.height > 0);
        }
    }

    #[test]
    fn no_damage_to_an_avif_can_stop_its_decoder(
        which in 0..AVIFS.len(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = AVIFS[which].to_vec();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(made) = rendition(&bytes, &wanted(64)) {
            prop_assert!(made.width > 0 && made.height > 0);
        }
    }
}
