//! Where a table stands: the run of pieces that speaks its vocabulary most densely.

use std::ops::Range;

use crate::form::TableId;
use crate::read::pieces::{Cut, Piece};
use crate::read::reading::Section;
use crate::read::vocabulary::{self, Vocabulary};

/// Share of a fragment that must be vocabulary for it to count as a label of the table, in thousandths.
pub const KNOWN: usize = 700;
/// Least score of a region; below it the text speaks of the table without printing it.
fn least_score(table: TableId) -> i64 {
    match table {
        TableId::Proactive | TableId::Requests => 9_000,
        // Its labels are few, and often printed one character a line.
        TableId::Disputes => 2_500,
    }
}

/// The pieces (as a range of indices) in which the labels of `table` stand, searched within `domain`; `None` if it is
/// not there.
#[must_use]
pub fn find(
    cut: &Cut,
    sections: &[(usize, Section)],
    table: TableId,
    domain: Range<usize>,
) -> Option<Range<usize>> {
    let words = Words::new(table)?;
    let pieces = cut.pieces.get(domain.clone())?;
    let scores = pieces.chunk_by(|a, b| a.line == b.line).flat_map(|line| {
        let is_row = line.len() >= 3 && line.iter().all(|piece| piece.token().is_some());
        line.iter()
            .map(|piece| {
                let is_prose = cut.lines.get(piece.line).is_some_and(|line| line.is_prose);
                if is_prose {
                    PROSE
                } else {
                    score(piece, is_row, &words, sections)
                }
            })
            .collect::<Vec<_>>()
    });
    let (range, best) = densest_run(scores);
    let is_headed = is_behind_heading(pieces, range.start, sections, table);
    // Under its own heading, a table that breaks off after a row or two is one all the same.
    let least = least_score(table) / if is_headed { 2 } else { 1 };
    let found = best >= least && is_printed(table, words.own, pieces.get(range.clone())?);
    let range = if found {
        range
    } else {
        numbers_under_heading(pieces, sections, table)?
    };
    // A table opens with a label; numbers before it end the table before. Right behind the table's heading they are its
    // first row, the label of which stands below.
    let within = pieces.get(range.clone())?;
    let first = within.first()?.line;
    let is_headed = is_behind_heading(pieces, range.start, sections, table);
    let on_first = within.iter().take_while(|piece| piece.line == first);
    let opens_with_row =
        is_headed && on_first.filter(|piece| piece.token().is_some()).count() >= SHORT_ROW;
    let leading = within.iter().take_while(|piece| piece.token().is_some());
    let n_before = if opens_with_row { 0 } else { leading.count() };
    Some(domain.start + range.start + n_before..domain.start + range.end)
}

/// Whether the line before piece `at` is a heading of the section in which the table stands.
fn is_behind_heading(
    pieces: &[Piece],
    at: usize,
    sections: &[(usize, Section)],
    table: TableId,
) -> bool {
    let before = at.checked_sub(1).and_then(|at| pieces.get(at));
    before.is_some_and(|before| {
        let mut headings = sections.iter();
        headings
            .any(|(line, section)| *line == before.line && section.number == section_number(table))
    })
}

/// The region of `table` with the rows behind it that are its own: up to its last line of numbers, or with a label of its
/// form, before the next heading, and before piece `limit`, where the next table begins. Labels damaged beyond
/// recognition must not cut the rest off. Behind the last row of the form, its words are those of a note.
#[must_use]
pub fn with_rows_behind(
    cut: &Cut,
    sections: &[(usize, Section)],
    table: TableId,
    region: Range<usize>,
    limit: usize,
) -> Range<usize> {
    let behind = cut.pieces.get(region.end..limit).unwrap_or(&[]);
    let within = cut.pieces.get(region.clone()).unwrap_or(&[]);
    let own = vocabulary::of_table(table).filter(|_| !has_last_row(within, table));
    region.start..region.end + rows_behind(cut, behind, sections, own)
}

/// Whether the label of the table's last row, in some edition, stands among the pieces.
#[must_use]
pub fn has_last_row(pieces: &[Piece], table: TableId) -> bool {
    let last = vocabulary::last_rows(table);
    let is_last = |label: &[char]| {
        label.len() >= PART_OF_LABEL && last.iter().any(|words| words.coverage(label) >= KNOWN)
    };
    pieces.iter().filter_map(Piece::label).any(is_last)
}

/// How many of the pieces behind a region belong to it. A line with a label of `own` words does.
fn rows_behind(
    cut: &Cut,
    pieces: &[Piece],
    sections: &[(usize, Section)],
    own: Option<&Vocabulary>,
) -> usize {
    let first = pieces.first().map_or(0, |piece| piece.line);
    let next = sections
        .iter()
        .map(|(line, _)| *line)
        .find(|line| *line >= first)
        .unwrap_or(first);
    let end = pieces.partition_point(|piece| piece.line < next);
    let is_own = |piece: &Piece| {
        let label = piece.label().filter(|label| label.len() >= CLEAR_LABEL);
        let is_prose = cut.lines.get(piece.line).is_some_and(|line| line.is_prose);
        !is_prose
            && label
                .zip(own)
                .is_some_and(|(label, own)| own.coverage(label) == 1_000)
    };
    let is_row = |line: &&[Piece]| {
        let n_tokens = line.iter().filter(|piece| piece.token().is_some()).count();
        (n_tokens >= SHORT_ROW && n_tokens * 2 >= line.len()) || line.iter().any(is_own)
    };
    let before = pieces.get(..end).unwrap_or(&[]);
    let last = before
        .chunk_by(|a, b| a.line == b.line)
        .rfind(is_row)
        .and_then(<[Piece]>::last);
    last.map_or(0, |last| {
        before.partition_point(|piece| piece.line <= last.line)
    })
}

/// A table whose labels are damaged beyond recognition: lines full of numbers under the table's own heading.
fn numbers_under_heading(
    pieces: &[Piece],
    sections: &[(usize, Section)],
    table: TableId,
) -> Option<Range<usize>> {
    let number = section_number(table);
    let (heading, _) = sections
        .iter()
        .rfind(|(_, section)| section.number == number)?;
    let next = sections
        .iter()
        .map(|(line, _)| *line)
        .find(|line| line > heading)
        .unwrap_or(usize::MAX);
    let start = pieces.partition_point(|piece| piece.line <= *heading);
    let end = pieces.partition_point(|piece| piece.line < next);
    let under = pieces.get(start..end)?;
    let is_row = |line: &&[Piece]| {
        line.iter().filter(|piece| piece.token().is_some()).count() >= ROW_OF_NUMBERS
    };
    let last = under
        .chunk_by(|a, b| a.line == b.line)
        .rfind(is_row)?
        .last()?;
    let length = under.partition_point(|piece| piece.line <= last.line);
    Some(start..start + length)
}

/// A line with so many numbers is a row of a table, not a sentence.
const ROW_OF_NUMBERS: usize = 6;
/// A line of numbers and little else is a row of a table from so many numbers on.
const SHORT_ROW: usize = 3;

/// So many labels of its own show a table.
const LABELS_LEAST: usize = 3;
/// So many characters all of which are the form's are a label of it.
const CLEAR_LABEL: usize = 6;
/// So many characters most of which are those of one label are a part of it.
const PART_OF_LABEL: usize = 4;

/// The section of the report the table stands in.
fn section_number(table: TableId) -> u8 {
    match table {
        TableId::Proactive => 2,
        TableId::Requests => 3,
        TableId::Disputes => 4,
    }
}

/// A piece of a sentence, whatever it speaks of: 制发行政规范性文件 3 件，废止 2 件。 is no row.
const PROSE: i64 = -1_000;

/// What speaks for and against a table.
struct Words {
    section: u8,
    own: &'static Vocabulary,
    others: Vec<&'static Vocabulary>,
}

impl Words {
    fn new(table: TableId) -> Option<Self> {
        let others = TableId::ALL.into_iter().filter(|other| *other != table);
        Some(Self {
            section: section_number(table),
            own: vocabulary::of_table(table)?,
            others: others.filter_map(vocabulary::of_table).collect(),
        })
    }
}

/// Evidence that the piece belongs to the table, in thousandths of a full label. `is_row` tells whether its line is made
/// of several numbers and nothing else.
fn score(piece: &Piece, is_row: bool, words: &Words, sections: &[(usize, Section)]) -> i64 {
    if let Ok(at) = sections.binary_search_by_key(&piece.line, |(line, _)| *line) {
        let is_own = |at: usize| {
            sections
                .get(at)
                .is_some_and(|(_, section)| section.number == words.section)
        };
        // A caption repeats the heading within its section; a list of contents names other sections between.
        let is_caption = is_own(at) && at.checked_sub(1).is_some_and(is_own);
        return match (is_own(at), is_caption) {
            (_, true) => -300,
            (true, false) => -2_000,
            (false, false) => -100_000,
        };
    }
    let Some(folded) = piece.label() else {
        return if is_row { 100 } else { 20 };
    };
    let length = i64::try_from(folded.len().min(50)).unwrap_or(50);
    let is_foreign = |share: usize| {
        let mut others = words.others.iter().map(|other| other.coverage(folded));
        others.any(|foreign| foreign >= KNOWN && foreign > share + 300)
    };
    match words.own.coverage(folded) {
        share if share >= KNOWN && folded.len() == 1 => 200,
        share if share >= KNOWN => 1_000,
        share if is_foreign(share) => -1_000,
        share => {
            let strange = i64::try_from(1_000_usize.saturating_sub(share)).unwrap_or(1_000);
            -200 - length * strange / 10
        }
    }
}

/// The run with the greatest sum (Bentley 1984, "Algorithm design techniques", the scanning algorithm).
fn densest_run(scores: impl Iterator<Item = i64>) -> (Range<usize>, i64) {
    let (mut best, mut best_sum) = (0..0, 0);
    let (mut start, mut sum) = (0, 0);
    for (index, score) in scores.enumerate() {
        if sum <= 0 {
            (start, sum) = (index, 0);
        }
        sum += score;
        if sum > best_sum {
            (best, best_sum) = (start..index + 1, sum);
        }
    }
    (best, best_sum)
}

/// Whether a run prints the table: enough of its labels, not merely its subject.
fn is_printed(table: TableId, own: &Vocabulary, pieces: &[Piece]) -> bool {
    let characters: std::collections::BTreeSet<char> = pieces
        .iter()
        .filter_map(Piece::label)
        .filter(|label| label.len() <= 12)
        .flatten()
        .copied()
        .collect();
    let all_of = |needed: &str| {
        needed.chars().filter(|c| characters.contains(c)).count() * 10 >= needed.chars().count() * 7
    };
    match table {
        // However many numbers there are, without labels they are none of its own.
        TableId::Proactive | TableId::Requests => {
            let labels = pieces.iter().filter_map(Piece::label);
            let is_own = |label: &&[char]| label.len() > 1 && own.coverage(label) >= KNOWN;
            labels.filter(is_own).nth(LABELS_LEAST - 1).is_some()
        }
        TableId::Disputes => all_of("结果维持纠正其他尚未审总计"),
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::read::{pieces, sections};

    #[test]
    fn numbers_alone_are_no_table() {
        let text = "1\n".repeat(3_000);
        let cut = pieces::cut(&text);
        let all = 0..cut.pieces.len();
        assert_eq!(find(&cut, &[], TableId::Requests, all), None);
    }

    #[test]
    fn the_time_for_a_line_grows_with_its_length_only() {
        let text = format!(
            "三、收到和处理政府信息公开申请情况\n{}",
            "1 ".repeat(200_000)
        );
        let cut = pieces::cut(&text);
        let sections = sections::headings(&text, &cut);
        let start = Instant::now();
        let _ = find(&cut, &sections, TableId::Requests, 0..cut.pieces.len());
        assert!(start.elapsed() < Duration::from_secs(20));
    }
}
