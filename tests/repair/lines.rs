//! Damage to whole lines as engines that read page pictures do it, and the hypotheses that name it.

use gouji::form::{CellKey, TableId};
use gouji::repair::structural::Damage as Story;
use gouji::repair::{Evidence, ProposalKind};
use gouji::value::Value;

use crate::damage::{Damage, Kind, check_ranks, confused};
use crate::proposals::{first, only, with, zeros};
use crate::tables::number;

/// Tables to damage, and how many of them must take it: half as many as of the corpus, which is damaged in the same ways.
const TABLES: (u64, usize) = (65, 50);

impl Damage<'_> {
    /// A row is written again in the next one to three rows, of which one at most held numbers of its own: what stood in
    /// two of them no equation can tell.
    pub(crate) fn row_repeated(&mut self) -> Option<()> {
        let row = self.number_cell(1)?.row;
        let grid = self.grid();
        let at = grid.iter().position(|cells| cells[0].row == row)?;
        let n_copies = 1 + self.numbers.below(3);
        if at + n_copies >= grid.len() {
            return None;
        }
        let copies = &grid[at + 1..=at + n_copies];
        let held = copies
            .iter()
            .filter(|row| row.iter().any(|cell| self.count(cell) != 0));
        if held.count() > 1 {
            return None;
        }
        for copy in copies {
            for (from, to) in grid[at].iter().zip(copy) {
                let value = self.sheet.value(from);
                self.copy(value, to);
            }
        }
        Some(())
    }

    /// The zeros of a row are blank; the blanks are dropped and the numbers slide left, in half of all cases but 总计.
    pub(crate) fn row_slid(&mut self) -> Option<()> {
        let row = self.number_cell(1)?.row;
        let mut cells = self.row(&row);
        if self.numbers.chance(50) {
            cells.pop();
        }
        let values = cells.iter().map(|cell| self.sheet.value(cell));
        let numbers: Vec<Value> = values.filter(|value| *value != number(0)).collect();
        for (at, cell) in cells.iter().enumerate() {
            let value = numbers.get(at).copied().unwrap_or(Value::Blank);
            self.copy(value, cell);
        }
        Some(())
    }

    pub(crate) fn rows_exchanged(&mut self) {
        let grid = self.grid();
        let one = self.numbers.below(grid.len() - 1);
        let further = 1 + self.numbers.below(3);
        let other = (one + further).min(grid.len() - 1);
        for (a, b) in grid[one].iter().zip(&grid[other]) {
            let (first, second) = (self.sheet.value(a), self.sheet.value(b));
            self.copy(second, a);
            self.copy(first, b);
        }
    }

    /// Every number of a row or a column is printed with something before or behind it.
    fn along_a_line(&mut self, print: impl Fn(&str) -> String) -> Option<()> {
        let cell = self.number_cell(1)?;
        let line: Vec<CellKey> = if self.numbers.chance(50) {
            self.row(&cell.row)
        } else {
            let cells = self.grid().concat();
            cells
                .into_iter()
                .filter(|other| other.column == cell.column)
                .collect()
        };
        for cell in line {
            let token = print(&self.count(&cell).to_string());
            self.print(&cell, &token);
        }
        Some(())
    }

    pub(crate) fn border_read(&mut self) -> Option<()> {
        if self.numbers.chance(50) {
            self.along_a_line(|token| format!("1{token}"))
        } else {
            self.along_a_line(|token| format!("{token}1"))
        }
    }

    pub(crate) fn points_lost(&mut self) -> Option<()> {
        self.along_a_line(|token| format!("{token}0"))
    }

    /// One result is misread, and every total above it computed from what was read.
    pub(crate) fn totals_computed(&mut self) -> Option<()> {
        let cell = self.number_cell(1)?;
        let is_result = !matches!(
            cell.row.as_str(),
            "received" | "carried_in" | "processed_total" | "carried_out"
        );
        if !is_result || cell.column == "total" {
            return None;
        }
        let old = self.count(&cell);
        let new: i64 = confused(self.numbers, &old.to_string()).parse().unwrap();
        let total = gouji::form::RowKey::new("processed_total");
        for key in [
            cell.clone(),
            CellKey::new(TableId::Requests, cell.row.clone(), "total"),
            CellKey::new(TableId::Requests, total.clone(), &cell.column),
            CellKey::new(TableId::Requests, total, "total"),
        ] {
            let token = (self.count(&key) + new - old).to_string();
            self.print(&key, &token);
        }
        Some(())
    }
}

#[test]
fn lines_that_were_damaged_as_a_whole_are_put_back() {
    // Which of several copies held something, only the rows that are seldom empty can tell.
    check_ranks(Kind::RowRepeated, TABLES, (820, 950));
    check_ranks(Kind::RowSlid, TABLES, (990, 1000));
    check_ranks(Kind::RowsExchanged, TABLES, (930, 980));
    check_ranks(Kind::BorderRead, TABLES, (990, 1000));
    check_ranks(Kind::PointsLost, TABLES, (990, 1000));
    // A figure that stands in two rows may have been misread in either.
    check_ranks(Kind::TotalsComputed, TABLES, (720, 920));
}

fn story(kind: ProposalKind) -> Option<Story> {
    match kind {
        ProposalKind::Structural(damage) => Some(damage),
        ProposalKind::Cells | ProposalKind::Estimate => None,
    }
}

#[test]
fn a_repeated_row_is_told_with_its_rows() {
    let table = with(
        zeros(TableId::Requests),
        &[
            ("requests.received.natural_person", number(7)),
            ("requests.received.total", number(7)),
            ("requests.granted.natural_person", number(5)),
            ("requests.granted.total", number(5)),
            ("requests.partly_granted.natural_person", number(5)),
            ("requests.partly_granted.total", number(5)),
            ("requests.processed_total.natural_person", number(7)),
            ("requests.processed_total.total", number(7)),
        ],
    );
    let block = only(&table, &Evidence::default());
    assert_eq!(story(block.proposals[0].kind), Some(Story::RowRepeated));
    assert_eq!(
        first(&block),
        [
            "requests.partly_granted.natural_person=2",
            "requests.partly_granted.total=2",
        ]
    );
    let mending = block.proposals[0].mending.as_ref().unwrap();
    assert_eq!(*mending, "（二）部分公开：与上一行重复，不再照抄");
}

/// Where the totals fit what was misread, only the balance tells; the proposal names the one cell that was misread.
#[test]
fn totals_that_were_computed_are_told_with_the_cell() {
    let table = with(
        zeros(TableId::Requests),
        &[
            ("requests.received.natural_person", number(5)),
            ("requests.received.total", number(5)),
            ("requests.granted.natural_person", number(4)),
            ("requests.granted.total", number(4)),
            ("requests.denied.state_secret.natural_person", number(7)),
            ("requests.denied.state_secret.total", number(7)),
            ("requests.processed_total.natural_person", number(11)),
            ("requests.processed_total.total", number(11)),
        ],
    );
    let block = only(&table, &Evidence::default());
    let best = &block.proposals[0];
    assert_eq!(story(best.kind), Some(Story::TotalsComputed));
    let mending = best.mending.as_ref().unwrap();
    assert_eq!(
        *mending,
        "（三）1.属于国家秘密 自然人：改为 1，含它的各项总计随之改正"
    );
    assert_eq!(best.reasons, ["一格误读，总计被重新计算", "“7”疑为“1”"]);
    assert_eq!(best.changes.len(), 4);
}

/// The likeliest proposal for table three with these numbers, in words, and what it changes.
fn told(numbers: &[(&str, i64)]) -> (String, Vec<String>) {
    let cells: Vec<(&str, Value)> = numbers
        .iter()
        .map(|(cell, value)| (*cell, number(*value)))
        .collect();
    let block = only(
        &with(zeros(TableId::Requests), &cells),
        &Evidence::default(),
    );
    let mending = block.proposals[0].mending.clone().unwrap_or_default();
    (mending.chinese, first(&block))
}

/// The totals follow from their parts, and none of the parts is touched.
#[test]
fn a_row_of_totals_left_blank_is_filled_from_its_parts() {
    let (mending, changes) = told(&[
        ("requests.received.natural_person", 5),
        ("requests.received.enterprise", 2),
        ("requests.received.total", 7),
        ("requests.granted.natural_person", 4),
        ("requests.granted.enterprise", 2),
        ("requests.granted.total", 6),
        ("requests.other.other.natural_person", 1),
        ("requests.other.other.total", 1),
    ]);
    assert_eq!(mending, "（七）总计：没有填，按各项相加补上");
    assert_eq!(
        changes,
        [
            "requests.processed_total.natural_person=5",
            "requests.processed_total.enterprise=2",
            "requests.processed_total.total=7",
        ]
    );
}

/// Two rows lost their 科研机构, so that what stood behind it slid left.
#[test]
fn rows_that_slid_at_once_are_put_back_together() {
    let (mending, changes) = told(&[
        ("requests.received.natural_person", 40),
        ("requests.received.enterprise", 8),
        ("requests.received.research_institute", 1),
        ("requests.received.social_organization", 3),
        ("requests.received.other_organization", 52),
        ("requests.granted.natural_person", 40),
        ("requests.granted.enterprise", 8),
        ("requests.granted.research_institute", 1),
        ("requests.granted.social_organization", 3),
        ("requests.granted.other_organization", 52),
        ("requests.processed_total.natural_person", 40),
        ("requests.processed_total.enterprise", 8),
        ("requests.processed_total.social_organization", 1),
        ("requests.processed_total.legal_service", 3),
        ("requests.processed_total.total", 52),
    ]);
    assert_eq!(mending, "一、（一）：各有一段右移一格");
    assert_eq!(changes.len(), 10, "{changes:?}");
}

/// They need not be neighbours.
#[test]
fn two_numbers_in_each_others_cells_are_told_as_one_thing() {
    let (mending, changes) = told(&[
        ("requests.received.natural_person", 40),
        ("requests.received.enterprise", 3),
        ("requests.received.legal_service", 8),
        ("requests.received.total", 51),
        ("requests.granted.natural_person", 40),
        ("requests.granted.enterprise", 8),
        ("requests.granted.legal_service", 3),
        ("requests.granted.total", 51),
        ("requests.processed_total.natural_person", 40),
        ("requests.processed_total.enterprise", 8),
        ("requests.processed_total.legal_service", 3),
        ("requests.processed_total.total", 51),
    ]);
    assert_eq!(
        mending,
        "一、本年新收政府信息公开申请数量：商业企业与法律服务机构互换"
    );
    assert_eq!(
        changes,
        [
            "requests.received.enterprise=8",
            "requests.received.legal_service=3",
        ]
    );
}
