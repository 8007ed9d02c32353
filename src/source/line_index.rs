//! Line numbers of places in a text.

/// Where the lines of a text begin. Finding a line takes no look at the text again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineIndex {
    /// Byte offsets behind each line break, ascending.
    starts: Vec<usize>,
}

impl LineIndex {
    /// The lines of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let breaks = text.match_indices('\n');
        Self {
            starts: breaks.map(|(at, _)| at + 1).collect(),
        }
    }

    /// The line that the byte at `offset` stands in, from 1.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_line(text: &str, offset: usize, expected: usize) {
        assert_eq!(LineIndex::new(text).line_at(offset), expected, "{text:?}");
    }

    #[test]
    fn a_line_break_belongs_to_the_line_it_ends() {
        check_line("", 0, 1);
        check_line("a\nb\n", 0, 1);
        check_line("a\nb\n", 1, 1);
        check_line("a\nb\n", 2, 2);
        check_line("a\nb\n", 4, 3);
    }
}
