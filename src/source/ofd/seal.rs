//! The picture of a seal: in its file, or in the signature that it was set with, it stands as a record of kind, bytes, width
//! and height (GB/T 38540-2020, 6.2.4; GM/T 0031-2014, 6.2.4), in the encoding of ASN.1 (DER).

/// How deep records may stand in each other; a picture stands six deep in a signature.
const DEEPEST: usize = 16;

/// A sequence of records.
const SEQUENCE: u8 = 0x30;
/// Characters of the first 128.
const CHARACTERS: u8 = 0x16;
/// Bytes.
const BYTES: u8 = 0x04;
/// A whole number.
const NUMBER: u8 = 0x02;

/// The bytes of the first picture in a seal or signature; of the kind that they begin like.
pub(super) fn picture(encoded: &[u8]) -> Option<&[u8]> {
    first(encoded, 0)
}

fn first(encoded: &[u8], depth: usize) -> Option<&[u8]> {
    if depth > DEEPEST {
        return None;
    }
    let records = || Records(encoded).take_while(Option::is_some).flatten();
    let kinds: Vec<u8> = records().take(4).map(|(kind, _)| kind).collect();
    if let [CHARACTERS, BYTES, NUMBER, NUMBER] = kinds.as_slice() {
        return records().nth(1).map(|(_, bytes)| bytes);
    }
    let mut inner = records().filter(|(kind, _)| *kind == SEQUENCE);
    inner.find_map(|(_, content)| first(content, depth + 1))
}

/// The records behind each other: kind and content; `None` where one is cut, which is the last.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = Option<(u8, &'a [u8])>;

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, rest) = self.0.split_first()?;
        let record = content(rest);
        self.0 = record.map_or(&[], |(_, behind)| behind);
        Some(record.map(|(content, _)| (*kind, content)))
    }
}

/// What follows the kind of a record: its length, its content, and what stands behind it.
fn content(encoded: &[u8]) -> Option<(&[u8], &[u8])> {
    let (first, rest) = encoded.split_first()?;
    let (length, rest) = match first {
        0..=0x7F => (usize::from(*first), rest),
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7F))?;
            let length = digits
                .iter()
                .fold(0, |length, digit| length << 8 | usize::from(*digit));
            (length, rest)
        }
        _ => return None,
    };
    rest.split_at_checked(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len()).unwrap();
        let [high, low] = length.to_be_bytes();
        let mut record = vec![kind];
        match length {
            0..0x80 => record.push(low),
            _ => record.extend([0x82, high, low]),
        }
        record.extend(content);
        record
    }

    #[test]
    fn the_picture_is_found_however_deep_it_stands() {
        let bytes = vec![7; 300];
        let picture_record = record(
            SEQUENCE,
            &[
                record(CHARACTERS, b"png"),
                record(BYTES, &bytes),
                record(NUMBER, &[40]),
                record(NUMBER, &[40]),
            ]
            .concat(),
        );
        let header = record(
            SEQUENCE,
            &[record(CHARACTERS, b"ES"), record(NUMBER, &[4])].concat(),
        );
        let info = record(
            SEQUENCE,
            &[header, record(CHARACTERS, b"1"), picture_record].concat(),
        );
        let seal = record(SEQUENCE, &[info, record(BYTES, &[1])].concat());
        assert_eq!(picture(&seal), Some(bytes.as_slice()));
        let signature = record(
            SEQUENCE,
            &record(SEQUENCE, &[record(NUMBER, &[1]), seal.clone()].concat()),
        );
        assert_eq!(picture(&signature), Some(bytes.as_slice()));
        for length in 0..seal.len() {
            picture(&seal[..length]);
        }
        assert_eq!(picture(&seal[..40]), None);
        let deep = (0..100).fold(Vec::new(), |inner, _| record(SEQUENCE, &inner));
        assert_eq!(picture(&deep), None);
    }
}
