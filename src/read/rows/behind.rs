//! What stands behind a table without numbers: its last row, garbled, or a line of words that has nothing to do with it.

use crate::read::pieces::Piece;
use crate::read::placement::squeezed::is_mostly_digits;
use crate::read::region::KNOWN;
use crate::read::rows::TableText;
use crate::read::rows::lines::MOST_GARBLED;
use crate::read::vocabulary;

/// Chinese characters in a row that make a word, unless digits stand around them.
const WORD: usize = 2;
/// As many are no digits misread.
const WORDS: usize = 4;

impl TableText<'_> {
    /// Whether the line behind the table may be what is left of its last row: it begins with no word of its form, and
    /// is illegible.
    #[must_use]
    pub(crate) fn is_followed_by_garble(&self) -> bool {
        let behind = self.cut.pieces.get(self.region.end..).unwrap_or(&[]);
        let (Some(first), Some(words)) = (behind.first(), vocabulary::of_table(self.table)) else {
            return false;
        };
        let is_unknown = first
            .label()
            .is_some_and(|label| words.coverage(label) < KNOWN);
        let line = behind.iter().take_while(|piece| piece.line == first.line);
        let is_prose = (self.cut.lines.get(first.line)).is_some_and(|line| line.is_prose);
        is_unknown && !is_prose && self.is_illegible(&line.collect::<Vec<_>>())
    }

    /// Whether the pieces of a line are digits in bulk, or scraps none of which is a word.
    fn is_illegible(&self, line: &[&Piece]) -> bool {
        let printed = |piece: &&Piece| piece.span.of(self.text);
        let whole: String = line.iter().map(printed).collect();
        let is_scrap = |piece: &&Piece| printed(piece).chars().count() <= MOST_GARBLED;
        let n_together = line.iter().map(printed).map(most_together).max();
        let n_together = n_together.unwrap_or(0);
        let is_digits = is_mostly_digits(&whole) && n_together < WORDS;
        !is_date(&whole) && (is_digits || (n_together < WORD && line.iter().all(is_scrap)))
    }
}

/// The most Chinese characters that follow each other.
fn most_together(text: &str) -> usize {
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let runs = text.split(|c| !is_chinese(c));
    runs.map(|run| run.chars().count()).max().unwrap_or(0)
}

/// Whether nothing but a date stands there: `2021年1月20日`, `2021-01-20 09:30`.
fn is_date(text: &str) -> bool {
    let is_mark = |c: char| "年月日时分秒-/.:：".contains(c);
    let mut parts = text.split(is_mark).filter(|part| !part.is_empty());
    let is_year = parts
        .next()
        .is_some_and(|part| part.len() == 4 && part.starts_with("20"));
    let is_numbers = text.chars().all(|c| c.is_ascii_digit() || is_mark(c));
    is_numbers && is_year && parts.next().is_some_and(|month| month.len() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{EditionId, TableId, catalogue};
    use crate::read::pieces;

    #[track_caller]
    fn check_behind(line: &str, expected: bool) {
        let table = TableId::Disputes;
        let spec = catalogue::table(EditionId(2021), table).unwrap();
        let cut = pieces::cut(line);
        let reader = TableText::new(line, &cut, 0..0, table, spec);
        assert_eq!(reader.is_followed_by_garble(), expected, "{line}");
    }

    #[test]
    fn numbers_behind_a_table_are_told_from_words() {
        check_behind("olololo1o1o0", true);
        check_behind("人0人00光避000 1o1", true);
        check_behind("囗 丄 o 囗 囗", true);
        check_behind("打印 关闭", false);
        check_behind("字体：大 中 小", false);
        check_behind("说明：全年没有此类案件。", false);
        check_behind("三是加强培训，全年 3 次，其中 2 次在线上。", false);
        check_behind("五、存在的主要问题及改进情况", false);
        check_behind("青石岭街道办事处", false);
        check_behind("2021年1月20日", false);
        check_behind("发布日期：2021-01-20", false);
        check_behind("2021-01-20 09:30", false);
        check_behind("结果维持", false);
        check_behind("", false);
    }
}
