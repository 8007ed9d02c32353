//! The checksum of each line of a journal, in a comment behind it: a line that was changed, dropped, doubled or moved is
//! noticed, and a program that knows no checksums reads the lines as before.

use crate::source::hash::sha256_hex;

/// What stands between a line and its checksum.
const MARK: &str = " // ";

/// Characters of a checksum: enough that no damage meets it by chance.
const DIGITS: usize = 16;

/// The checksum of the last line, which the next one's covers as well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chain {
    last: String,
    /// Whether a line had a checksum: then every line behind it has one. Journals of earlier programs have none.
    is_sealed: bool,
}

impl Chain {
    /// `line`, which ends in no line end, with its checksum and a line end.
    pub(super) fn seal(&mut self, line: &str) -> String {
        self.advance(line);
        self.is_sealed = true;
        format!("{line}{MARK}{}\n", self.last)
    }

    /// The next line of a journal without its line end and checksum; `None` if it is damaged or was not written to its
    /// end. The chain stays where it was then.
    pub(super) fn open<'a>(&mut self, line: &'a [u8]) -> Option<&'a str> {
        let line = str::from_utf8(line).ok()?.strip_suffix('\n')?;
        let Some((text, checksum)) = split(line) else {
            if self.is_sealed {
                return None;
            }
            self.advance(line);
            return Some(line);
        };
        let before = self.clone();
        self.advance(text);
        self.is_sealed = true;
        if self.last == checksum {
            return Some(text);
        }
        *self = before;
        None
    }

    fn advance(&mut self, line: &str) {
        let mut hash = sha256_hex(format!("{}{line}", self.last).as_bytes());
        hash.truncate(DIGITS);
        self.last = hash;
    }
}

fn split(line: &str) -> Option<(&str, &str)> {
    let (text, checksum) = line.rsplit_once(MARK)?;
    let is_checksum = checksum.len() == DIGITS && checksum.chars().all(|c| c.is_ascii_hexdigit());
    is_checksum.then_some((text, checksum))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(lines: &[&str]) -> Vec<String> {
        let mut chain = Chain::default();
        lines.iter().map(|line| chain.seal(line)).collect()
    }

    /// How many lines are whole, from the first on.
    fn n_whole(lines: &[String]) -> usize {
        let mut chain = Chain::default();
        let whole = lines
            .iter()
            .take_while(|line| chain.open(line.as_bytes()).is_some());
        whole.count()
    }

    #[test]
    fn a_line_that_is_changed_dropped_doubled_or_moved_is_noticed() {
        let lines = sealed(&["(base: 1)", "Do(\" // x\")", "Undo", "Undo", "Redo"]);
        assert_eq!(n_whole(&lines), 5);
        for (at, line) in lines.iter().enumerate() {
            for (place, _) in line.char_indices() {
                let mut changed = lines.clone();
                let flipped = char::from(line.as_bytes()[place] ^ 1).to_string();
                changed[at].replace_range(place..=place, &flipped);
                // Without its checksum the first line is that of an earlier program; the second tells.
                assert!(n_whole(&changed) <= at.max(1), "{changed:?}");
            }
            let mut changed = lines.clone();
            changed.remove(at);
            assert!(at == 4 || n_whole(&changed) <= at, "{changed:?}");
            let mut changed = lines.clone();
            changed.insert(at, line.clone());
            assert_eq!(n_whole(&changed), at + 1, "{changed:?}");
        }
        let mut changed = lines.clone();
        changed.swap(1, 4);
        assert_eq!(n_whole(&changed), 1);
    }

    #[test]
    fn lines_without_checksums_are_those_of_earlier_programs() {
        let mut lines: Vec<String> = ["(base: 1)\n", "Undo\n"].map(str::to_owned).into();
        let mut chain = Chain::default();
        for line in &lines {
            chain.open(line.as_bytes()).unwrap();
        }
        lines.push(chain.seal("Redo"));
        assert_eq!(n_whole(&lines), 3);
        lines.push("Undo\n".to_owned());
        assert_eq!(n_whole(&lines), 3, "one without a checksum behind one with");
        lines.remove(1);
        assert_eq!(n_whole(&lines), 1, "what is covered was dropped");
    }
}
