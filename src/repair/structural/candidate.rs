//! What may have happened, and what it would change.

use crate::said::Said;

/// What happened to the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// A value stands in a neighbouring cell.
    ValueMoved,
    /// Two values of a row or column, which stand near each other, changed places.
    NumbersExchanged,
    /// The values of a row stand a cell too far to one side.
    RowShifted,
    /// The values of a column stand a row too high or too low.
    ColumnShifted,
    /// Rows carry the label of the row above or below.
    RowsShifted,
    /// One number stands in two cells.
    NumberSplit,
    /// Two numbers stand in one cell.
    NumbersFused,
    /// A token that no cell claimed belongs into a cell.
    LeftoverPlaced,
    /// A row was written again in the rows below it.
    RowRepeated,
    /// The blanks of a row were dropped, and its numbers slid left.
    RowSlid,
    /// Two rows changed places.
    RowsExchanged,
    /// A rule of the table was read as 1 at every number of a row or column.
    BorderRead,
    /// The decimal point of every number of a row or column was lost.
    PointLost,
    /// A row or column of totals was left blank.
    TotalsBlank,
    /// One cell was misread, and its totals were computed anew from it.
    TotalsComputed,
}

impl Damage {
    /// Its name in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ValueMoved => "value-moved",
            Self::NumbersExchanged => "numbers-exchanged",
            Self::RowShifted => "row-shifted",
            Self::ColumnShifted => "column-shifted",
            Self::RowsShifted => "rows-shifted",
            Self::NumberSplit => "number-split",
            Self::NumbersFused => "numbers-fused",
            Self::LeftoverPlaced => "leftover-placed",
            Self::RowRepeated => "row-repeated",
            Self::RowSlid => "row-slid",
            Self::RowsExchanged => "rows-exchanged",
            Self::BorderRead => "border-read",
            Self::PointLost => "point-lost",
            Self::TotalsBlank => "totals-blank",
            Self::TotalsComputed => "totals-computed",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn label(self) -> Said {
        let both = match self {
            Self::ValueMoved => ["数字错放到了邻格", "a number stands in the next cell"],
            Self::NumbersExchanged => ["两格的数互换", "two numbers in each other's cells"],
            Self::RowShifted => ["整行错位一格", "a row off by one cell"],
            Self::ColumnShifted => ["整列错位一行", "a column off by one row"],
            Self::RowsShifted => ["行标签错开一行", "row labels off by one row"],
            Self::NumberSplit => ["一个数被拆成两格", "one number split over two cells"],
            Self::NumbersFused => ["两个数并成一格", "two numbers run together"],
            Self::LeftoverPlaced => [
                "表内有一个数没有归入单元格",
                "a number of the table that was assigned to no cell",
            ],
            Self::RowRepeated => ["上一行被重复写入", "the row above written again"],
            Self::RowSlid => [
                "空格丢失，整行数字左移",
                "blanks lost, the numbers of a row moved left",
            ],
            Self::RowsExchanged => ["两行互换", "two rows exchanged"],
            Self::BorderRead => ["表格边线被读成 1", "a line of the table read as 1"],
            Self::PointLost => ["小数点丢失", "decimal points lost"],
            Self::TotalsBlank => ["总计没有填", "totals left blank"],
            Self::TotalsComputed => [
                "一格误读，总计被重新计算",
                "one cell misread and its totals computed anew",
            ],
        };
        Said::from(both)
    }
}

/// To which end of its line what was shifted goes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::repair) enum Towards {
    /// To the left, or up.
    #[default]
    Start,
    /// To the right, or down.
    End,
}

/// Something that may have happened, and what the cells it touches would hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::repair) struct Candidate {
    pub(in crate::repair) damage: Damage,
    /// New numbers; `None` where the true number stands nowhere and must follow from the equations.
    pub(in crate::repair) assigned: Vec<(usize, Option<i64>)>,
    /// To which end a shift moves the numbers; of no meaning in other damage.
    pub(in crate::repair) towards: Towards,
    /// Numbers other than 0 that would no longer stand anywhere.
    pub(in crate::repair) lost: Vec<i64>,
    /// Printed zeros that would no longer stand anywhere; blanks would be better evidence.
    pub(in crate::repair) n_zeros: i64,
    /// Steps beyond the neighbouring cell.
    pub(in crate::repair) n_further: i64,
    /// The token put into a cell, with the number it then shows.
    pub(in crate::repair) token: Option<(String, i64)>,
    /// The one cell whose glyphs were misread, where the others follow from it.
    pub(in crate::repair) misread: Option<usize>,
}

impl Candidate {
    /// A candidate that gives nothing up.
    pub(in crate::repair) fn new(damage: Damage, assigned: Vec<(usize, Option<i64>)>) -> Self {
        Self {
            damage,
            assigned,
            towards: Towards::Start,
            n_zeros: 0,
            lost: Vec::new(),
            n_further: 0,
            token: None,
            misread: None,
        }
    }
}

/// A candidate that makes every equation of its blocks hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::repair) struct Structural {
    pub(in crate::repair) candidate: Candidate,
    /// The cells that change, ascending, with their new numbers.
    pub(in crate::repair) changes: Vec<(usize, i64)>,
    /// Those of them whose number follows from the equations alone.
    pub(in crate::repair) deduced: Vec<(usize, i64)>,
}
