//! The boxes around an AVIF picture (ISO/IEC 14496-12 and 23008-12): its size, its streams, and where its metadata lie.

use crate::{Fault, Kind};

/// More items than a picture's file has.
const ITEMS: usize = 256;

/// Whether the file calls itself AVIF, as its own brand or as one that it is compatible with.
pub(crate) fn is_avif(bytes: &[u8]) -> bool {
    let Some((b"ftyp", brands)) = Boxes(bytes).next() else { return false };
    let (brands, _) = brands.as_chunks::<4>();
    // The second four bytes are a version, not a brand.
    brands.iter().enumerate().any(|(at, brand)| at != 1 && matches!(brand, b"avif" | b"avis"))
}

/// The picture that a file is shown as: one stream of AV1, perhaps one for its transparency, and what is said of them.
pub(crate) struct Still<'a> {
    /// In pixels, as it is stored: not turned yet.
    pub(crate) size: (u32, u32),
    /// As AV1.
    pub(crate) colours: Vec<u8>,
    /// As AV1 too, where it is transparent.
    pub(crate) alpha: Option<Vec<u8>>,
    /// The colours are those on black: multiplied by how opaque they are.
    pub(crate) on_black: bool,
    /// Quarter turns against the clock that it is to be given.
    pub(crate) turns: u8,
    /// What is exchanged after that: 0 for top and bottom, 1 for left and right.
    pub(crate) mirrored: Option<u8>,
    /// What is said of its colours: a kind of four bytes, and what that kind says.
    pub(crate) meanings: Vec<&'a [u8]>,
}

/// Properties that [`Still`] stands for, or that tell nothing new. One that is not among them and is marked as essential means
/// a picture that is put together, cut or chosen in a way that is not known here.
const KNOWN: [&[u8; 4]; 8] = [b"av1C", b"auxC", b"colr", b"imir", b"irot", b"ispe", b"pasp", b"pixi"];
/// What an auxiliary picture says it is.
const ALPHA: &[u8] = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0";

/// Width and height as it is seen.
pub(crate) fn size(bytes: &[u8]) -> Result<(u32, u32), Fault> {
    let meta = meta(bytes).ok_or_else(no_meta)?;
    let properties = properties(meta, primary(meta)?);
    let (width, height) = stored_size(&properties)?;
    Ok(if turns(&properties) % 2 == 1 { (height, width) } else { (width, height) })
}

/// What is to be decoded. [`Fault::Undecoded`] for what is no single stream: a grid of tiles, one picture laid over another.
pub(crate) fn still(bytes: &[u8]) -> Result<Still<'_>, Fault> {
    let meta = meta(bytes).ok_or_else(no_meta)?;
    let primary = primary(meta)?;
    let of_primary = properties(meta, primary);
    let size = stored_size(&of_primary)?;
    let references = references(meta);
    let is_alpha =
        |item| first(&properties(meta, item), b"auxC").is_some_and(|aux| aux[4.min(aux.len())..].starts_with(ALPHA));
    let alpha = references.iter().find(|one| one.kind == *b"auxl" && one.to == primary && is_alpha(one.from));
    let alpha = alpha.map(|one| one.from);
    for item in [Some(primary), alpha].into_iter().flatten() {
        let is_av1 = items(meta).any(|one| one.id == item && one.kind == *b"av01");
        let is_known = properties(meta, item).iter().all(|one| !one.essential || KNOWN.contains(&one.name));
        if !is_av1 || !is_known {
            return Err(Fault::Undecoded(Kind::Avif));
        }
    }
    let stream = |item| {
        content(bytes, meta, item).ok_or_else(|| Fault::Broken("it ends in the middle of the picture".to_owned()))
    };
    Ok(Still {
        size,
        colours: stream(primary)?,
        alpha: alpha.map(stream).transpose()?,
        on_black: references.iter().any(|one| one.kind == *b"prem" && one.from == primary && Some(one.to) == alpha),
        turns: turns(&of_primary),
        mirrored: first(&of_primary, b"imir").and_then(<[u8]>::first).map(|axis| axis & 1),
        meanings: of_primary.iter().filter(|one| one.name == b"colr").map(|one| one.content).collect(),
    })
}

fn no_meta() -> Fault {
    Fault::Broken("it ends before it says what it holds".to_owned())
}

/// Of all that is in a file (tiles, a thumbnail, a mask) the item that is the picture.
fn primary(meta: &[u8]) -> Result<u64, Fault> {
    let item = inside(meta, b"pitm").and_then(|pitm| {
        let size = if pitm.first()? == &0 { 2 } else { 4 };
        Fields(pitm.get(4..)?).number(size)
    });
    item.ok_or_else(|| Fault::Broken("it does not say which of its parts is the picture".to_owned()))
}

fn stored_size(properties: &[Property<'_>]) -> Result<(u32, u32), Fault> {
    let size = first(properties, b"ispe").and_then(|ispe| {
        let mut from = Fields(ispe.get(4..)?);
        Some((u32::try_from(from.number(4)?).ok()?, u32::try_from(from.number(4)?).ok()?))
    });
    size.filter(|(width, height)| *width > 0 && *height > 0)
        .ok_or_else(|| Fault::Broken("it does not say how large it is".to_owned()))
}

fn turns(properties: &[Property<'_>]) -> u8 {
    first(properties, b"irot").and_then(<[u8]>::first).map_or(0, |turns| turns & 3)
}

/// The XMP packet, where there is one.
pub(crate) fn xmp(bytes: &[u8]) -> Option<Vec<u8>> {
    item(bytes, |item| item.kind == *b"mime" && item.media_type.starts_with(b"application/rdf+xml"))
}

/// The EXIF block from its TIFF header on, where there is one.
pub(crate) fn exif(bytes: &[u8]) -> Option<Vec<u8>> {
    let item = item(bytes, |item| item.kind == *b"Exif")?;
    // It opens with how far behind these four bytes the header is.
    let offset = usize::try_from(Fields(&item).number(4)?).ok()?;
    item.get(offset.checked_add(4)?..).map(<[u8]>::to_vec)
}

/// The boxes that follow each other in a piece of a file. Ends at the first that cannot be.
struct Boxes<'a>(&'a [u8]);

impl<'a> Iterator for Boxes<'a> {
    type Item = (&'a [u8; 4], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let whole = self.0;
        let mut from = Fields(whole);
        let short = from.number(4)?;
        let name = from.0.first_chunk::<4>()?;
        from.skip(4)?;
        let long = match short {
            // To the end of the file.
            0 => whole.len(),
            1 => usize::try_from(from.number(8)?).ok()?,
            _ => usize::try_from(short).ok()?,
        };
        let head = whole.len() - from.0.len();
        let content = whole.get(head..long)?;
        self.0 = whole.get(long..)?;
        Some((name, content))
    }
}

/// The content of the first box of that name.
fn inside<'a>(bytes: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    Boxes(bytes).find(|(found, _)| *found == name).map(|(_, content)| content)
}

/// The content of `meta`, behind its version and flags.
fn meta(bytes: &[u8]) -> Option<&[u8]> {
    inside(bytes, b"meta").and_then(|meta| meta.get(4..))
}

struct Item<'a> {
    id: u64,
    kind: [u8; 4],
    media_type: &'a [u8],
}

fn items(meta: &[u8]) -> impl Iterator<Item = Item<'_>> {
    let infos = inside(meta, b"iinf").and_then(|infos| {
        // Version 0 counts in two bytes, later ones in four.
        infos.get(if infos.first()? == &0 { 6 } else { 8 }..)
    });
    let infos = Boxes(infos.unwrap_or_default()).take(ITEMS);
    infos.filter(|(name, _)| *name == b"infe").filter_map(|(_, info)| info_of(info))
}

fn item(bytes: &[u8], is: impl Fn(&Item<'_>) -> bool) -> Option<Vec<u8>> {
    let meta = meta(bytes)?;
    content(bytes, meta, items(meta).find(is)?.id)
}

fn content(bytes: &[u8], meta: &[u8], item: u64) -> Option<Vec<u8>> {
    extents(inside(meta, b"iloc")?, item, bytes, inside(meta, b"idat").unwrap_or_default())
}

/// Something that is said of an item.
struct Property<'a> {
    name: &'a [u8; 4],
    content: &'a [u8],
    /// Whoever does not know it cannot show the item.
    essential: bool,
}

fn first<'a>(properties: &[Property<'a>], name: &[u8; 4]) -> Option<&'a [u8]> {
    properties.iter().find(|one| one.name == name).map(|one| one.content)
}

fn properties(meta: &[u8], item: u64) -> Vec<Property<'_>> {
    let iprp = inside(meta, b"iprp").unwrap_or_default();
    let all: Vec<_> = Boxes(inside(iprp, b"ipco").unwrap_or_default()).take(ITEMS).collect();
    let said = Boxes(iprp).filter(|(name, _)| *name == b"ipma").find_map(|(_, ipma)| associations(ipma, item));
    let property = |(essential, at): (bool, usize)| {
        // They are counted from 1.
        let (name, content) = *all.get(at.checked_sub(1)?)?;
        Some(Property { name, content, essential })
    };
    said.unwrap_or_default().into_iter().filter_map(property).collect()
}

/// Which properties an item has, and whether they are essential.
fn associations(ipma: &[u8], wanted: u64) -> Option<Vec<(bool, usize)>> {
    let (id_size, (size, essential)) = match ipma {
        [version, _, _, flags, ..] => {
            (if *version == 0 { 2 } else { 4 }, if flags & 1 == 0 { (1, 0x80) } else { (2, 0x8000) })
        }
        _ => return None,
    };
    let mut from = Fields(ipma.get(4..)?);
    for _ in 0..from.number(4)? {
        let id = from.number(id_size)?;
        let mut said = Vec::new();
        for _ in 0..from.number(1)? {
            let one = from.number(size)?;
            said.push((one & essential != 0, usize::try_from(one & (essential - 1)).ok()?));
        }
        if id == wanted {
            return Some(said);
        }
    }
    None
}

/// That an item belongs to another.
struct Reference {
    kind: [u8; 4],
    from: u64,
    to: u64,
}

fn references(meta: &[u8]) -> Vec<Reference> {
    let iref = inside(meta, b"iref").unwrap_or_default();
    let id_size = if iref.first() == Some(&0) { 2 } else { 4 };
    let mut found = Vec::new();
    for (kind, content) in Boxes(iref.get(4..).unwrap_or_default()).take(ITEMS) {
        let mut fields = Fields(content);
        let (Some(from), Some(count)) = (fields.number(id_size), fields.number(2)) else { continue };
        let ids = (0..count).map_while(|_| fields.number(id_size));
        found.extend(ids.map(|to| Reference { kind: *kind, from, to }));
    }
    found
}

fn info_of(info: &[u8]) -> Option<Item<'_>> {
    let version = *info.first()?;
    let mut from = Fields(info.get(4..)?);
    let id = match version {
        2 => from.number(2)?,
        3 => from.number(4)?,
        _ => return None,
    };
    // How it is protected: not.
    from.skip(2)?;
    let kind = *from.0.first_chunk::<4>()?;
    from.skip(4)?;
    // The item's name ends with a zero; what it is, as a media type, follows.
    let media_type = from.0.splitn(3, |byte| *byte == 0).nth(1).unwrap_or_default();
    Some(Item { id, kind, media_type })
}

/// The bytes of an item, put together from where `iloc` says that they are.
fn extents(iloc: &[u8], wanted: u64, file: &[u8], idat: &[u8]) -> Option<Vec<u8>> {
    let version = *iloc.first()?;
    let mut from = Fields(iloc.get(4..)?);
    let (sizes, more) = (from.number(1)?, from.number(1)?);
    let (offset_size, length_size, base_size) = (sizes >> 4, sizes & 15, more >> 4);
    let index_size = if version == 0 { 0 } else { more & 15 };
    let id_size = if version < 2 { 2 } else { 4 };
    let count = from.number(id_size)?;
    for _ in 0..count {
        let id = from.number(id_size)?;
        let method = if version == 0 { 0 } else { from.number(2)? & 15 };
        from.skip(2)?;
        let base = from.number(base_size)?;
        let place = match method {
            0 => file,
            1 => idat,
            _ => return None,
        };
        let mut item = Vec::new();
        for _ in 0..from.number(2)? {
            from.number(index_size)?;
            let start = usize::try_from(base.checked_add(from.number(offset_size)?)?).ok()?;
            let end = match usize::try_from(from.number(length_size)?).ok()? {
                0 => place.len(),
                length => start.checked_add(length)?,
            };
            if id == wanted {
                item.extend_from_slice(place.get(start..end)?);
                // Extents may lie over each other: no item is larger than its file.
                if item.len() > file.len() {
                    return None;
                }
            }
        }
        if id == wanted {
            return Some(item);
        }
    }
    None
}

/// Numbers, one behind the other, the highest byte first.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    /// Of this many bytes, at most eight; 0 for none.
    fn number(&mut self, size: u64) -> Option<u64> {
        let size = usize::try_from(size).ok().filter(|size| *size <= 8)?;
        let number = self.0.get(..size)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
        self.skip(size)?;
        Some(number)
    }

    fn skip(&mut self, size: usize) -> Option<()> {
        self.0 = self.0.get(size..)?;
        Some(())
    }
}
