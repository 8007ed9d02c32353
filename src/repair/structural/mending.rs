//! What a repair of the layout does, as a person says it: by rows, columns and moves, not cell by cell.

use crate::form::naming::{english_row, said_cell, said_column, said_row};
use crate::form::schema::Layout;
use crate::form::{CellKey, RowKey};
use crate::repair::block::TableProblem;
use crate::repair::structural::candidate::{Damage, Structural, Towards};
use crate::said::{Both, Said, said};

/// Most rows that are named one by one.
const MOST_ROWS: usize = 3;

/// The repair in words: `（七）总计：整行右移一格`.
pub(in crate::repair) fn mending(table: &TableProblem, repair: &Structural) -> Said {
    let telling = Telling { table, repair };
    let at = |place: Said, what: Both| at(&place, &Said::from(what));
    match repair.candidate.damage {
        Damage::ValueMoved => telling.moved(),
        Damage::NumbersExchanged => telling.end_to_end(WITH, EXCHANGED),
        Damage::RowShifted => telling.row_shifted(),
        Damage::ColumnShifted => telling.end_to_end(TO, telling.towards(UP, DOWN)),
        Damage::RowsShifted => at(telling.rows(), telling.towards(UP, DOWN)),
        Damage::NumberSplit => telling.split(),
        Damage::NumbersFused => telling.fused(),
        Damage::LeftoverPlaced => telling.placed(),
        Damage::RowRepeated => at(telling.rows(), REPEATED),
        Damage::RowSlid => at(telling.rows(), SLID),
        Damage::RowsExchanged => at(telling.rows(), EXCHANGED),
        Damage::BorderRead => at(telling.line(), BORDER),
        Damage::PointLost => at(telling.line(), POINT),
        Damage::TotalsBlank => at(telling.line(), FROM_PARTS),
        Damage::TotalsComputed => telling.computed(),
    }
}

const WITH: Both = ["与", " and "];
const TO: Both = ["至", " to "];
const WHOLE: Both = ["整行", "the whole row"];
const PART_OF_EACH: Both = ["各有一段", "a part of each,"];
const LEFT: Both = ["左移一格", "one cell to the left"];
const RIGHT: Both = ["右移一格", "one cell to the right"];
const UP: Both = ["上移一行", "one row up"];
const DOWN: Both = ["下移一行", "one row down"];
const EXCHANGED: Both = ["互换", "change places"];
const REPEATED: Both = [
    "与上一行重复，不再照抄",
    "a copy of the row above, taken out",
];
const SLID: Both = [
    "各数移到合计相符的列，其余为 0",
    "the numbers go to the columns whose sums hold, 0 in the others",
];
const BORDER: Both = [
    "各数去掉由表格线误读的 1",
    "the 1 that was a ruling of the table is removed from each number",
];
const POINT: Both = ["各数恢复丢失的小数点", "the decimal points are put back"];
const FROM_PARTS: Both = [
    "没有填，按各项相加补上",
    "left blank, filled with the sums of the parts",
];

/// `place：what`.
fn at(place: &Said, what: &Said) -> Said {
    Said::joined(&[place.clone(), what.clone()], ["：", ": "])
}

/// A repair that is told.
struct Telling<'a> {
    table: &'a TableProblem,
    repair: &'a Structural,
}

impl Telling<'_> {
    /// The cells that the story speaks of, in its order; those that keep their number are among them.
    fn assigned(&self) -> impl Iterator<Item = usize> {
        let cells = self.repair.candidate.assigned.iter();
        cells.map(|(cell, _)| *cell)
    }

    /// The same in the order of the form.
    fn cells(&self) -> Vec<&CellKey> {
        let mut cells: Vec<usize> = self.assigned().collect();
        cells.sort_unstable();
        let keys = cells.into_iter();
        keys.filter_map(|cell| self.table.keys.get(cell)).collect()
    }

    /// The first and the last of these cells in the order of the form.
    fn span(&self) -> Option<(&CellKey, &CellKey)> {
        let cells = self.cells();
        Some((cells.first()?, cells.last()?))
    }

    fn row(&self, row: &RowKey) -> Said {
        said_row(self.table.spec, row)
    }

    fn short(&self, row: &RowKey) -> Said {
        Said::new(self.table.spec.row_short(row), english_row(row))
    }

    fn column(&self, cell: &CellKey) -> Said {
        said_column(self.table.spec, &cell.row, &cell.column)
    }

    fn cell(&self, cell: usize) -> Said {
        let key = self.table.keys.get(cell);
        key.map_or_else(Said::default, |key| said_cell(self.table.spec, key))
    }

    fn towards(&self, start: Both, end: Both) -> Both {
        match self.repair.candidate.towards {
            Towards::Start => start,
            Towards::End => end,
        }
    }

    /// The new number of a cell.
    fn becomes(&self, cell: usize) -> Option<i64> {
        let mut changes = self.repair.changes.iter();
        changes.find(|(changed, _)| *changed == cell).map(|it| it.1)
    }

    /// `一：自然人至其他右移一格`, `自然人列：一至四下移一行`: the line, and what happens to it between the first and the last
    /// of its cells.
    fn end_to_end(&self, between: Both, what: Both) -> Said {
        let Some((first, last)) = self.span() else {
            return Said::default();
        };
        let is_row = first.row == last.row;
        let end = |cell: &CellKey| {
            if is_row {
                self.column(cell)
            } else {
                self.short(&cell.row)
            }
        };
        let ends = Said::joined(&[end(first), end(last)], between);
        at(&self.line(), &Said::joined(&[ends, what.into()], ["", " "]))
    }

    fn row_shifted(&self) -> Said {
        let moves = self.towards(LEFT, RIGHT);
        let of_line = |part: Both| Said::joined(&[part.into(), moves.into()], ["", " "]);
        let cells = self.cells();
        let mut rows: Vec<&RowKey> = cells.iter().map(|cell| &cell.row).collect();
        rows.dedup();
        match rows.as_slice() {
            [row] => {
                let in_row = self.table.keys.iter().filter(|key| key.row == **row);
                if in_row.eq(cells) {
                    return at(&self.line(), &of_line(WHOLE));
                }
            }
            // The numbers of a flat table stand in one line.
            [_, _, ..] if self.table.spec.layout != Layout::Flat => {
                return at(&self.rows(), &of_line(PART_OF_EACH));
            }
            _ => {}
        }
        self.end_to_end(TO, moves)
    }

    /// The rows that change: a single one by its name, several by their numbers, many from which to which.
    fn rows(&self) -> Said {
        let changed = self.repair.changes.iter();
        let changed = changed.filter_map(|(cell, _)| self.table.keys.get(*cell));
        let mut rows: Vec<&RowKey> = changed.map(|cell| &cell.row).collect();
        rows.dedup();
        match rows.as_slice() {
            [row] => self.row(row),
            [first, .., last] if rows.len() > MOST_ROWS => {
                let n_rows = rows.len();
                let ends = Said::joined(&[self.short(first), self.short(last)], TO);
                Said::joined(
                    &[ends, said!("共 {n_rows} 行", "{n_rows} rows")],
                    [" ", ", "],
                )
            }
            rows => {
                let names: Vec<Said> = rows.iter().map(|row| self.short(row)).collect();
                Said::joined(&names, ["、", "; "])
            }
        }
    }

    /// The row or the column that changes.
    fn line(&self) -> Said {
        match self.span() {
            Some((first, last)) if first.row == last.row => self.row(&first.row),
            Some((first, _)) => {
                let Said { chinese, english } = self.column(first);
                Said::new(format!("{chinese}列"), format!("column {english}"))
            }
            None => Said::default(),
        }
    }

    /// `一 自然人：3 移到 商业企业`.
    fn moved(&self) -> Said {
        let ends: Vec<usize> = self.assigned().collect();
        let gains = |cell: &&usize| self.becomes(**cell).is_some_and(|new| new != 0);
        let (Some(to), Some((first, last))) = (ends.iter().find(gains), self.span()) else {
            return Said::default();
        };
        let Some(from) = ends.iter().find(|cell| *cell != to) else {
            return Said::default();
        };
        let number = self.becomes(*to).unwrap_or(0);
        let moves = said!("{number} 移到", "{number} moves to");
        let target = self.table.keys.get(*to);
        let target = target.map_or_else(Said::default, |key| {
            if first.row == last.row {
                self.column(key)
            } else {
                self.row(&key.row)
            }
        });
        let what = Said::joined(&[moves, target], [" ", " "]);
        at(&self.cell(*from), &what)
    }

    /// `一 自然人：与右边一格合为 12，其后左移一格`.
    fn split(&self) -> Said {
        // The cell that holds the whole number is told last.
        let whole = self.assigned().last().unwrap_or(0);
        let number = self.becomes(whole).unwrap_or(0);
        let what = said!(
            "与右边一格合为 {number}，其后左移一格",
            "joined with the next cell to {number}; what follows, one cell to the left"
        );
        at(&self.cell(whole), &what)
    }

    /// `一 自然人：拆成 1 和 2，其后右移一格`.
    fn fused(&self) -> Said {
        let [(first, head), (_, tail), ..] = self.repair.candidate.assigned.as_slice() else {
            return Said::default();
        };
        let (head, tail) = (head.unwrap_or(0), tail.unwrap_or(0));
        let what = said!(
            "拆成 {head} 和 {tail}，其后右移一格",
            "taken apart into {head} and {tail}; what follows, one cell to the right"
        );
        at(&self.cell(*first), &what)
    }

    /// `一 自然人：填入表内未归入单元格的“3”`.
    fn placed(&self) -> Said {
        let cell = self.assigned().next().unwrap_or(0);
        let token = self.repair.candidate.token.as_ref();
        let token = token.map_or("", |(token, _)| token);
        let what = said!(
            "填入表内未归入单元格的“{token}”",
            "takes the “{token}” that was assigned to no cell"
        );
        at(&self.cell(cell), &what)
    }

    /// `一 自然人：改为 3，含它的各项总计随之改正`.
    fn computed(&self) -> Said {
        let cell = self.repair.candidate.misread.unwrap_or(0);
        let number = self.becomes(cell).unwrap_or(0);
        let what = said!(
            "改为 {number}，含它的各项总计随之改正",
            "becomes {number}, and so do the totals it goes into"
        );
        at(&self.cell(cell), &what)
    }
}
