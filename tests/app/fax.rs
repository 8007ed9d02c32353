//! The upper part of a scanned page, of an invented office: recognising it takes a part of the time of all of it.
#![expect(clippy::indexing_slicing, reason = "tests")]

/// The page, in strips from its upper edge down: heading and heads of table three, then its rows.
const FAX: &[u8] = include_bytes!("../formats/samples/askew.tif");

/// Rows of pixels of a strip.
const STRIP: u32 = 422;

/// Height of the page, in pixels.
const HEIGHT: u16 = 257;
/// Where the strips are, in bytes from the start of the file.
const STRIPS: u16 = 273;
/// How many bytes each of them has.
const LENGTHS: u16 = 279;

/// The first `n` strips of the page, a file of its own.
pub(crate) fn upper_part(n: u8) -> Vec<u8> {
    let mut file = FAX.to_vec();
    let n = u32::from(n);
    for at in fields(&file) {
        match u16::from_le_bytes([file[at], file[at + 1]]) {
            HEIGHT => write(&mut file, at + 8, n * STRIP),
            STRIPS | LENGTHS => {
                write(&mut file, at + 4, n);
                if n == 1 {
                    // A single number stands in the place of where several are.
                    let only = number(&file, place(&file, at + 8));
                    write(&mut file, at + 8, only);
                }
            }
            _ => {}
        }
    }
    file
}

/// Where the description of the first page begins, and where it ends.
pub(crate) fn description(file: &[u8]) -> std::ops::Range<usize> {
    let start = place(file, 4);
    let n_fields = usize::from(u16::from_le_bytes([file[start], file[start + 1]]));
    start..start + 2 + n_fields * 12
}

fn fields(file: &[u8]) -> impl Iterator<Item = usize> + use<> {
    let all = description(file);
    (all.start + 2..all.end).step_by(12)
}

fn number(file: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(file[at..at + 4].try_into().unwrap())
}

fn place(file: &[u8], at: usize) -> usize {
    usize::try_from(number(file, at)).unwrap()
}

fn write(file: &mut [u8], at: usize, number: u32) {
    file[at..at + 4].copy_from_slice(&number.to_le_bytes());
}
