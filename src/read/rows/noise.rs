//! Noise: what a recogniser makes of a page that it reads sideways, or of a picture. Its digits are no cells.

use crate::read::pieces::Piece;
use crate::read::region::KNOWN;
use crate::read::rows::TableText;
use crate::read::vocabulary;

/// Lines of noise that stand together: fewer may be rows whose labels are damaged.
const LINES_LEAST: usize = 5;
/// Pieces to a line of noise: a column of single characters has one.
const PIECES_LEAST: usize = 3;
/// Numbers alone on a line that are a row.
const ROW_LEAST: usize = 4;

impl TableText<'_> {
    /// Of each piece of the table, whether it stands in noise: on many lines together there is no word of the form, and
    /// fewer numbers than scraps.
    pub(super) fn noise(&self) -> Vec<bool> {
        let mut noise = Vec::new();
        let lines: Vec<&[Piece]> = self.pieces().chunk_by(|a, b| a.line == b.line).collect();
        for run in lines.chunk_by(|a, b| self.may_be_noise(a) == self.may_be_noise(b)) {
            let is_noise = run.first().is_some_and(|line| self.may_be_noise(line)) && is_noise(run);
            let n_pieces = run.iter().map(|line| line.len()).sum();
            noise.extend(std::iter::repeat_n(is_noise, n_pieces));
        }
        noise
    }

    fn may_be_noise(&self, line: &[Piece]) -> bool {
        let words = vocabulary::of_table(self.table);
        let is_word = |label: &[char]| {
            label.len() > 1 && words.is_some_and(|words| words.coverage(label) >= KNOWN)
        };
        let is_row = line.len() >= ROW_LEAST && line.iter().all(|piece| piece.token().is_some());
        !is_row && !line.iter().filter_map(Piece::label).any(is_word)
    }
}

fn is_noise(lines: &[&[Piece]]) -> bool {
    let pieces = || lines.iter().copied().flatten();
    let n_tokens = pieces().filter(|piece| piece.token().is_some()).count();
    let n_pieces = pieces().count();
    lines.len() >= LINES_LEAST && n_pieces >= lines.len() * PIECES_LEAST && n_tokens * 2 <= n_pieces
}
