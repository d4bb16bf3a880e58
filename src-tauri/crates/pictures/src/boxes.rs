//! The boxes around an AVIF picture (ISO/IEC 14496-12 and 23008-12): its size, and where its metadata lie.

use crate::Fault;

/// More items than a picture's file has.
const ITEMS: usize = 256;

/// Whether the file calls itself AVIF, as its own brand or as one that it is compatible with.
pub(crate) fn is_avif(bytes: &[u8]) -> bool {
    let Some((b"ftyp", brands)) = Boxes(bytes).next() else { return false };
    let (brands, _) = brands.as_chunks::<4>();
    // The second four bytes are a version, not a brand.
    brands.iter().enumerate().any(|(at, brand)| at != 1 && matches!(brand, b"avif" | b"avis"))
}

/// Width and height as it is seen. Of all that is in the file (tiles, a thumbnail, a mask) the picture is the largest.
pub(crate) fn size(bytes: &[u8]) -> Result<(u32, u32), Fault> {
    let meta = meta(bytes).ok_or_else(|| Fault::Broken("it ends before it says what it holds".to_owned()))?;
    let properties = inside(meta, b"iprp").and_then(|iprp| inside(iprp, b"ipco")).unwrap_or_default();
    let sizes = Boxes(properties).filter(|(name, _)| *name == b"ispe").filter_map(|(_, ispe)| {
        let mut from = Fields(ispe.get(4..)?);
        Some((u32::try_from(from.number(4)?).ok()?, u32::try_from(from.number(4)?).ok()?))
    });
    let (width, height) = sizes
        .max_by_key(|(width, height)| u64::from(*width) * u64::from(*height))
        .filter(|(width, height)| *width > 0 && *height > 0)
        .ok_or_else(|| Fault::Broken("it does not say how large it is".to_owned()))?;
    let turns = inside(properties, b"irot").and_then(|irot| irot.first()).map_or(0, |turns| turns & 3);
    Ok(if turns % 2 == 1 { (height, width) } else { (width, height) })
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

fn item(bytes: &[u8], is: impl Fn(&Item<'_>) -> bool) -> Option<Vec<u8>> {
    let meta = meta(bytes)?;
    let infos = inside(meta, b"iinf")?;
    // Version 0 counts in two bytes, later ones in four.
    let infos = infos.get(if infos.first()? == &0 { 6 } else { 8 }..)?;
    let items = Boxes(infos).take(ITEMS).filter(|(name, _)| *name == b"infe");
    let found = items.filter_map(|(_, info)| info_of(info)).find(is)?;
    extents(inside(meta, b"iloc")?, found.id, bytes, inside(meta, b"idat").unwrap_or_default())
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
            let end = start.checked_add(usize::try_from(from.number(length_size)?).ok()?)?;
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
