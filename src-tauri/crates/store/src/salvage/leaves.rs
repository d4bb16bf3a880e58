//! Texts on pages that no road leads to: where a page in the middle of the table `body` is damaged, the pages below it
//! are whole and lie about in the file. So do older ones that SQLite has done with, so what is found here is only offered;
//! whoever asks holds it against what else is known of the story.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufReader, Read, Result, Seek, SeekFrom},
    path::Path,
};

const PAGE: usize = 4096;
/// A page of a table with rows on it.
const LEAF: u8 = 0x0D;

/// What trees the file has for these rows, whatever their age.
pub(super) fn find(path: &Path, rows: &BTreeSet<i64>) -> Result<BTreeMap<i64, BTreeSet<String>>> {
    let mut found: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
    if rows.is_empty() {
        return Ok(found);
    }
    let mut chains = File::open(path)?;
    let mut pages = BufReader::with_capacity(64 * PAGE, File::open(path)?);
    let mut page = [0; PAGE];
    while pages.read_exact(&mut page).is_ok() {
        if page[0] != LEAF {
            continue;
        }
        for cell in 0..usize::from(u16::from_be_bytes([page[3], page[4]])) {
            let Some((row, record)) = read_cell(&page, cell, rows, &mut chains) else { continue };
            if let Some(tree) = tree_of(&record) {
                found.entry(row).or_default().insert(tree);
            }
        }
    }
    Ok(found)
}

/// Row and record of a cell, the rest of it gathered from the pages that it goes on on.
fn read_cell(page: &[u8], cell: usize, rows: &BTreeSet<i64>, chains: &mut File) -> Option<(i64, Vec<u8>)> {
    let pointer = page.get(8 + 2 * cell..10 + 2 * cell)?;
    let mut at = usize::from(u16::from_be_bytes([pointer[0], pointer[1]]));
    let size = usize::try_from(number(page, &mut at)?).ok()?;
    let row = number(page, &mut at)?;
    if !rows.contains(&row) {
        return None;
    }
    // As "B-tree Cell Format" of SQLite's file format says.
    let (most, least) = (PAGE - 35, (PAGE - 12) * 32 / 255 - 23);
    let here = match least + size.saturating_sub(least) % (PAGE - 4) {
        _ if size <= most => size,
        part if part <= most => part,
        _ => least,
    };
    let mut record = page.get(at..at + here)?.to_vec();
    let mut next = page.get(at + here..at + here + 4).map(page_number);
    let mut further = [0; PAGE];
    while record.len() < size {
        chains.seek(SeekFrom::Start(u64::from(next?.checked_sub(1)?) * PAGE as u64)).ok()?;
        chains.read_exact(&mut further).ok()?;
        record.extend(&further[4..PAGE.min(4 + size - record.len())]);
        next = Some(page_number(&further));
    }
    Some((row, record))
}

/// The tree in a row of `body`: its number is NULL in the record, then the schema, then the tree.
fn tree_of(record: &[u8]) -> Option<String> {
    let mut at = 0;
    let start = usize::try_from(number(record, &mut at)?).ok()?;
    let [own, schema, tree] = [number(record, &mut at)?, number(record, &mut at)?, number(record, &mut at)?];
    let schema = match schema {
        1..=4 => usize::try_from(schema).ok()?,
        5 => 6,
        6 => 8,
        8 | 9 => 0,
        _ => return None,
    };
    if own != 0 || at != start || tree < 13 || tree % 2 == 0 {
        return None;
    }
    let length = usize::try_from((tree - 13) / 2).ok()?;
    let text = record.get(start + schema..start + schema + length)?;
    Some(std::str::from_utf8(text).ok().filter(|text| text.starts_with('{'))?.to_owned())
}

/// SQLite's numbers of variable length.
fn number(bytes: &[u8], at: &mut usize) -> Option<i64> {
    let mut number: i64 = 0;
    for _ in 0..8 {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number = number << 7 | i64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    // Only negative numbers and ones beyond any file need the ninth byte.
    None
}

fn page_number(bytes: &[u8]) -> u32 {
    u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}
