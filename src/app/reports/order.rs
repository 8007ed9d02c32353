//! Which of the open reports are listed, and in which order.

use std::cmp::Reverse;

use crate::app::commands::ReportId;
use crate::app::reports::catalogue::{Catalogue, Listed};
use crate::app::reports::open_report::OpenReport;
use crate::app::texts::{self, Text};
use crate::review::problems::{Counts, ProblemKind};

/// What the list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// As opened: a folder by file name.
    #[default]
    Opened,
    /// By office, then by year.
    Name,
    /// Most open problems first.
    Problems,
    /// What is to be done first: open errors, other problems, nothing open, signed off.
    State,
}

impl Order {
    /// All orders with their names.
    pub(crate) const ALL: [(Self, Text); 4] = [
        (Self::Opened, texts::ORDER_OPENED),
        (Self::Name, texts::ORDER_NAME),
        (Self::Problems, texts::ORDER_PROBLEMS),
        (Self::State, texts::ORDER_STATE),
    ];

    /// The one after this, around the end.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::Opened => Self::Name,
            Self::Name => Self::Problems,
            Self::Problems => Self::State,
            Self::State => Self::Opened,
        }
    }

    /// What it is called.
    pub(crate) fn name(self) -> Text {
        let mut all = Self::ALL.into_iter();
        all.find(|(order, _)| *order == self)
            .map_or(texts::ORDER_OPENED, |(_, name)| name)
    }
}

/// One report of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is told by a mark of its own"
)]
pub(crate) struct Line {
    /// What it is known by.
    pub id: ReportId,
    /// Whether it is open; of one that is not, nothing is known but its title.
    pub is_open: bool,
    /// Its year; empty where it could not be read.
    pub year: String,
    /// The office; the file where it could not be read.
    pub name: String,
    /// The file.
    pub file: String,
    /// Whether it is signed off.
    pub is_signed_off: bool,
    /// Whether the file holds every step.
    pub is_saved: bool,
    /// Open errors, open warnings that do not hold, unread cells without a verdict, and what is in doubt.
    pub counts: [usize; 4],
    /// What is open, by kind.
    pub open: Counts,
    /// Cells with a remark.
    pub n_noted: usize,
    /// Whether something is open, be it only that a rule cannot be checked.
    pub has_problems: bool,
}

impl Line {
    /// The line of an open report.
    pub(crate) fn new(open_report: &mut OpenReport) -> Self {
        let tally = open_report.drawn().tally;
        let (year, office) = open_report.title();
        let doubts = [
            ProblemKind::Uncertain,
            ProblemKind::Estimated,
            ProblemKind::Doubtful,
        ];
        let counts = [
            tally.open.of(ProblemKind::Broken),
            tally.broken_warnings,
            tally.open.of(ProblemKind::Unread),
            tally.open.sum(|kind| doubts.contains(&kind)),
        ];
        Self {
            id: open_report.id,
            is_open: true,
            year,
            name: if office.is_empty() {
                open_report.name()
            } else {
                office
            },
            file: open_report.name(),
            is_signed_off: open_report.session.sign_off().is_some(),
            is_saved: open_report.is_saved(),
            counts,
            open: tally.open,
            n_noted: tally.noted,
            has_problems: tally.open.has_stops(),
        }
    }

    /// The line of a report that is not open.
    pub(crate) fn listed(listed: &Listed) -> Self {
        let file = listed.path.file_name().unwrap_or_default();
        let file = file.to_string_lossy().into_owned();
        let (year, office) = listed.title.clone();
        Self {
            id: listed.id,
            year,
            name: if office.is_empty() {
                file.clone()
            } else {
                office
            },
            file,
            is_saved: true,
            // Unknown is not none.
            has_problems: true,
            ..Self::default()
        }
    }

    /// What it is called aloud: `* 2023 青石镇人民政府`, the star while steps are not saved.
    pub(crate) fn spoken(&self) -> String {
        let mark = if self.is_saved { "" } else { "* " };
        let state = if self.is_open {
            ""
        } else {
            texts::NOT_OPEN.show()
        };
        format!("{mark}{} {}{state}", self.year, self.name)
    }

    /// What is open and noted in it, one kind a line.
    pub(crate) fn details(&self) -> String {
        let open = self.open.present();
        let mut lines: Vec<String> = open
            .map(|(kind, n)| format!("{} {n}", texts::kind(kind)))
            .collect();
        if self.n_noted > 0 {
            lines.push(texts::NOTES.with(self.n_noted));
        }
        lines.join("\n")
    }

    /// Whether it has every word of `query` in its file name, office or year.
    fn matches(&self, query: &str) -> bool {
        let text = format!("{} {} {}", self.file, self.name, self.year).to_lowercase();
        let query = query.to_lowercase();
        query.split_whitespace().all(|word| text.contains(word))
    }

    /// From what is to be done first to what is done.
    fn state(&self) -> u8 {
        let [errors, ..] = self.counts;
        match (self.is_signed_off, errors > 0, self.has_problems) {
            _ if !self.is_open => 2,
            (true, _, _) => 4,
            (false, true, _) => 0,
            (false, false, true) => 1,
            (false, false, false) => 3,
        }
    }
}

/// All reports in `order`, open or only listed.
pub(crate) fn ordered(reports: &mut Catalogue, order: Order) -> Vec<Line> {
    let mut lines: Vec<Line> = reports.open_mut().map(Line::new).collect();
    lines.extend(reports.listed().iter().map(Line::listed));
    sort(&mut lines, order);
    lines
}

fn sort(lines: &mut [Line], order: Order) {
    let name = |line: &Line| (line.name.clone(), line.year.clone(), line.id);
    match order {
        Order::Opened => lines.sort_by_key(|line| line.id),
        Order::Name => lines.sort_by_key(name),
        Order::Problems => lines.sort_by_cached_key(|line| {
            let n: usize = line.counts.iter().sum();
            (Reverse((n, line.has_problems)), name(line))
        }),
        Order::State => lines.sort_by_cached_key(|line| (line.state(), name(line))),
    }
}

/// What keeps reports out of the list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sieve<'a> {
    /// Words that file name, office or year must have.
    pub query: &'a str,
    /// Whether reports without a problem are left out.
    pub only_problems: bool,
    /// The report in front, which has to match the words only.
    pub current: Option<ReportId>,
}

impl Sieve<'_> {
    /// Whether the line is listed.
    pub(crate) fn lets_through(&self, line: &Line) -> bool {
        let is_wanted = !self.only_problems || line.has_problems || Some(line.id) == self.current;
        is_wanted && line.matches(self.query)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(at: u64, name: &str, errors: usize, unread: usize) -> Line {
        Line {
            id: ReportId(at),
            is_open: true,
            name: name.to_owned(),
            year: "2023".to_owned(),
            file: format!("{at}.TXT"),
            counts: [errors, 0, unread, 0],
            has_problems: errors + unread > 0,
            ..Line::default()
        }
    }

    #[track_caller]
    fn check_order(order: Order, expected: &[u64]) {
        let mut lines = vec![
            line(0, "丙局", 0, 0),
            line(1, "乙局", 1, 0),
            line(2, "乙局", 0, 5),
            line(3, "甲局", 9, 9),
        ];
        if let Some(last) = lines.last_mut() {
            last.is_signed_off = true;
            last.name = "A局".to_owned();
        }
        sort(&mut lines, order);
        let places: Vec<u64> = lines.iter().map(|line| line.id.0).collect();
        assert_eq!(places, expected, "{order:?}");
    }

    #[test]
    fn reports_are_ordered_by_name_problems_and_state() {
        check_order(Order::Opened, &[0, 1, 2, 3]);
        check_order(Order::Name, &[3, 0, 1, 2]);
        check_order(Order::Problems, &[3, 2, 1, 0]);
        check_order(Order::State, &[1, 2, 0, 3]);
    }

    #[test]
    fn every_order_follows_another_and_has_a_name() {
        let mut order = Order::default();
        for (expected, name) in Order::ALL {
            assert_eq!(order, expected);
            assert_eq!(order.name().show(), name.show());
            order = order.next();
        }
        assert_eq!(order, Order::default());
    }

    #[track_caller]
    fn check_listed(query: &str, only_problems: bool, current: u64, expected: bool) {
        let sieve = Sieve {
            query,
            only_problems,
            current: Some(ReportId(current)),
        };
        let line = line(7, "云岭县水务局", 0, 0);
        assert_eq!(sieve.lets_through(&line), expected, "{query}");
    }

    #[test]
    fn every_word_has_to_be_found_in_file_office_or_year() {
        check_listed("", false, 0, true);
        check_listed("水务 2023", false, 0, true);
        check_listed("7.txt", false, 0, true);
        check_listed("水务 2022", false, 0, false);
        check_listed("", true, 0, false);
        check_listed("", true, 7, true);
        check_listed("教育", true, 7, false);
    }
}
