//! Names of an archive: bytes of anybody, taken apart and checked before they become a path.

use encoding_rs::GB18030;

/// Longest name of a file or folder, in bytes: file systems take 255, and a review's name is longer than its report's.
const MOST_BYTES: usize = 200;

/// Deepest folder.
const MOST_PARTS: usize = 16;

/// Why a name is no place in the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It leads out of the folder, or names a drive.
    Outside,
    /// Too long or too deep.
    TooLong,
}

/// The characters of a name: UTF-8, else as Chinese Windows writes them.
pub(super) fn decoded(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Whether a system put it into the archive for itself.
pub(super) fn is_of_system(name: &str) -> bool {
    let parts = || name.split(['/', '\\']);
    parts().any(|part| part == "__MACOSX")
        || parts()
            .next_back()
            .is_some_and(|last| last == ".DS_Store" || last.eq_ignore_ascii_case("thumbs.db"))
}

/// The folders and the file that a name is made of, each a name that every system takes for one.
pub(super) fn parts(name: &str) -> Result<Vec<String>, Unfit> {
    let name = name.replace('\\', "/");
    let is_drive = name.split('/').next().is_some_and(|first| {
        first.len() == 2
            && first.ends_with(':')
            && first.starts_with(|c: char| c.is_ascii_alphabetic())
    });
    if name.starts_with('/') || is_drive {
        return Err(Unfit::Outside);
    }
    let mut parts = Vec::new();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => return Err(Unfit::Outside),
            part => parts.push(tame(part)),
        }
    }
    let is_long = parts.len() > MOST_PARTS || parts.iter().any(|part| part.len() > MOST_BYTES);
    if parts.is_empty() || is_long {
        return Err(Unfit::TooLong);
    }
    Ok(parts)
}

/// A part without what some system reads as something else than a name.
fn tame(part: &str) -> String {
    let plain = |c: char| match c {
        '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
        c if c.is_control() => '_',
        c => c,
    };
    let tamed: String = part.chars().map(plain).collect();
    // Windows drops these from the end of a name.
    let trimmed = tamed.trim_end_matches([' ', '.']);
    if is_device(trimmed) || trimmed.is_empty() {
        return format!("_{trimmed}");
    }
    trimmed.to_owned()
}

/// Names that are devices on Windows, whatever their ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_uppercase();
    let is_numbered = |start: &str| {
        let rest = stem.strip_prefix(start);
        rest.is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']))
    };
    ["CON", "PRN", "AUX", "NUL"].contains(&&*stem) || is_numbered("COM") || is_numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Result<&[&str], Unfit>) {
        let expected = expected.map(|parts| parts.iter().map(|part| (*part).to_owned()).collect());
        assert_eq!(parts(name), expected, "{name}");
    }

    #[test]
    fn a_name_stays_in_its_folder() {
        check("甲/2023.txt", Ok(&["甲", "2023.txt"]));
        check("./甲//2023.txt", Ok(&["甲", "2023.txt"]));
        check("甲\\2023.txt", Ok(&["甲", "2023.txt"]));
        check("../2023.txt", Err(Unfit::Outside));
        check("甲/../../2023.txt", Err(Unfit::Outside));
        check("/etc/passwd", Err(Unfit::Outside));
        check("\\\\server\\a.txt", Err(Unfit::Outside));
        check("C:\\a.txt", Err(Unfit::Outside));
        check("", Err(Unfit::TooLong));
        check(&"甲".repeat(100), Err(Unfit::TooLong));
        check(&"a/".repeat(40), Err(Unfit::TooLong));
    }

    #[test]
    fn a_name_is_one_on_every_system() {
        check("a:b?.txt", Ok(&["a_b_.txt"]));
        check("nul.txt", Ok(&["_nul.txt"]));
        check("COM1", Ok(&["_COM1"]));
        check("com10.txt", Ok(&["com10.txt"]));
        check("甲. /a.txt ", Ok(&["甲", "a.txt"]));
        check("a\u{0}\n.txt", Ok(&["a__.txt"]));
    }

    #[test]
    fn names_of_chinese_windows_are_read() {
        let (bytes, ..) = GB18030.encode("年报.txt");
        assert_eq!(decoded(&bytes), "年报.txt");
        assert_eq!(decoded("年报.txt".as_bytes()), "年报.txt");
    }
}
