//! In which order reports are listed.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::app::reports::line::Line;
use crate::app::texts::{self, Text};

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
    /// By year, then by office.
    Year,
    /// By edition.
    Edition,
    /// Least of it known first.
    Coverage,
    /// Most errors first.
    Errors,
    /// Most warnings first.
    Warnings,
    /// Most unread cells first.
    Unread,
    /// Most cells in doubt first.
    Doubts,
    /// Most sentences first that contradict the tables.
    Claims,
    /// By who made the last step.
    Reviewer,
    /// Changed last first.
    Changed,
    /// Longest worked on first.
    Minutes,
}

/// Orders with their names.
type Named = (Order, Text);

impl Order {
    /// Those that have a button of their own where the list is narrow.
    pub(crate) const MAIN: [Named; 4] = [
        (Self::Opened, texts::ORDER_OPENED),
        (Self::Name, texts::ORDER_NAME),
        (Self::Problems, texts::ORDER_PROBLEMS),
        (Self::State, texts::ORDER_STATE),
    ];

    /// All others.
    const OTHERS: [Named; 11] = [
        (Self::Year, texts::YEAR),
        (Self::Edition, texts::EDITION_COLUMN),
        (Self::Coverage, texts::COVERAGE_COLUMN),
        (Self::Errors, texts::ERRORS_NAME),
        (Self::Warnings, texts::WARNINGS_NAME),
        (Self::Unread, texts::UNREAD_NAME),
        (Self::Doubts, texts::DOUBTS_NAME),
        (Self::Claims, texts::CLAIMS_COLUMN),
        (Self::Reviewer, texts::REVIEWER_COLUMN),
        (Self::Changed, texts::CHANGED_COLUMN),
        (Self::Minutes, texts::MINUTES_COLUMN),
    ];

    /// All of them.
    pub(crate) fn all() -> impl Iterator<Item = Named> + Clone {
        Self::MAIN.into_iter().chain(Self::OTHERS)
    }

    /// The one after this, around the end; `is_wide` where all columns are shown.
    pub(crate) fn next(self, is_wide: bool) -> Self {
        let n = if is_wide {
            Self::MAIN.len() + Self::OTHERS.len()
        } else {
            Self::MAIN.len()
        };
        let all = Self::all().take(n).cycle().map(|(order, _)| order);
        let mut behind = all.take(2 * n).skip_while(|order| *order != self);
        behind.nth(1).unwrap_or_default()
    }

    /// What it is called.
    pub(crate) fn name(self) -> Text {
        let mut all = Self::all();
        all.find(|(order, _)| *order == self)
            .map_or(texts::ORDER_OPENED, |(_, name)| name)
    }
}

/// Puts the lines in `order`; the other way round where it `is_reversed`.
pub(crate) fn sort(lines: &mut [Arc<Line>], order: Order, is_reversed: bool) {
    lines.sort_by(|a, b| {
        let ordered = compare(a, b, order);
        let ordered = if is_reversed {
            ordered.reverse()
        } else {
            ordered
        };
        let by_name = || a.name_key().cmp(&b.name_key());
        ordered.then_with(by_name).then(a.place.cmp(&b.place))
    });
}

fn compare(a: &Line, b: &Line, order: Order) -> Ordering {
    let most = |of: fn(&Line) -> usize| of(b).cmp(&of(a));
    match order {
        Order::Opened => a.place.cmp(&b.place),
        Order::Name => a.name_key().cmp(&b.name_key()),
        Order::Problems => (b.doubt(), b.has_problems()).cmp(&(a.doubt(), a.has_problems())),
        Order::State => state(a).cmp(&state(b)),
        Order::Year => a.year.cmp(&b.year),
        Order::Edition => editions(a).cmp(&editions(b)),
        Order::Coverage => coverage(a).cmp(&coverage(b)),
        Order::Errors => most(|line| count(line, 0)),
        Order::Warnings => most(|line| count(line, 1)),
        Order::Unread => most(|line| count(line, 2)),
        Order::Doubts => most(|line| count(line, 3)),
        Order::Claims => most(|line| line.facts.as_ref().map_or(0, |facts| facts.entry.claims.0)),
        // Who has none comes last.
        Order::Reviewer => {
            let (a, b) = (reviewer(a), reviewer(b));
            (a.is_empty(), a).cmp(&(b.is_empty(), b))
        }
        Order::Changed => changed(b).cmp(&changed(a)),
        Order::Minutes => b.seconds.cmp(&a.seconds),
    }
}

/// From what is to be done first to what is done.
fn state(line: &Line) -> u8 {
    match line.counts() {
        _ if line.has_steps => 0,
        None => 2,
        Some(_) if line.is_done() => 4,
        Some([errors, ..]) if errors > 0 => 0,
        Some(_) if line.has_problems() => 1,
        Some(_) => 3,
    }
}

fn count(line: &Line, nth: usize) -> usize {
    let counts = line.counts().unwrap_or_default();
    counts.get(nth).copied().unwrap_or(0)
}

fn editions(line: &Line) -> Option<&[String]> {
    let facts = line.facts.as_ref()?;
    Some(&facts.entry.editions)
}

/// How much of it is known, in ten thousandths; what nobody has read comes first.
fn coverage(line: &Line) -> Option<usize> {
    let (read, all) = line.facts.as_ref()?.entry.cells;
    Some((read * 10_000).checked_div(all).unwrap_or(0))
}

fn reviewer(line: &Line) -> &str {
    let facts = line.facts.as_ref();
    facts.map_or("", |facts| &facts.entry.reviewer)
}

fn changed(line: &Line) -> Option<u64> {
    line.facts.as_ref()?.entry.changed_secs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::commands::{ReportId, pinyin};
    use crate::app::reports::facts::Facts;
    use crate::dataset::queue::{Entry, Standing};

    fn line(at: u64, name: &str, errors: usize, unread: usize) -> Line {
        let facts = Facts {
            counts: [errors, 0, unread, 0],
            has_problems: errors + unread > 0,
            spelled: pinyin::spelled(name),
            entry: Entry {
                office: name.to_owned(),
                year: "2023".to_owned(),
                cells: (usize::try_from(at).unwrap(), 10),
                ..Entry::default()
            },
            ..Facts::default()
        };
        let id = ReportId(at);
        Line::open(id, (id, 0), format!("{at}.TXT"), Arc::new(facts))
    }

    fn four() -> Vec<Arc<Line>> {
        let mut signed = line(3, "A局", 9, 9);
        if let Some(facts) = signed.facts.as_mut() {
            Arc::make_mut(facts).entry.standing = Standing::Signed;
        }
        let lines = vec![
            line(0, "丙局", 0, 0),
            line(1, "乙局", 1, 0),
            line(2, "乙局", 0, 5),
            signed,
        ];
        lines.into_iter().map(Arc::new).collect()
    }

    #[track_caller]
    fn check_order(order: Order, is_reversed: bool, expected: &[u64]) {
        let mut lines = four();
        sort(&mut lines, order, is_reversed);
        let places: Vec<u64> = lines.iter().map(|line| line.id.0).collect();
        assert_eq!(places, expected, "{order:?}");
    }

    #[test]
    fn reports_are_ordered_by_each_column_and_the_other_way_round() {
        check_order(Order::Opened, false, &[0, 1, 2, 3]);
        check_order(Order::Opened, true, &[3, 2, 1, 0]);
        check_order(Order::Name, false, &[3, 0, 1, 2]);
        check_order(Order::Problems, false, &[3, 2, 1, 0]);
        check_order(Order::State, false, &[1, 2, 0, 3]);
        check_order(Order::Errors, false, &[3, 1, 0, 2]);
        check_order(Order::Errors, true, &[0, 2, 1, 3]);
        check_order(Order::Coverage, false, &[0, 1, 2, 3]);
        check_order(Order::Coverage, true, &[3, 2, 1, 0]);
    }

    #[test]
    fn names_are_ordered_by_their_pinyin() {
        let names = ["阳江", "白金", "振兴", "A局", "河泉", "天坛"];
        let lines = (0..).zip(names).map(|(at, name)| line(at, name, 0, 0));
        let mut lines: Vec<Arc<Line>> = lines.map(Arc::new).collect();
        sort(&mut lines, Order::Name, false);
        let names: Vec<&str> = lines.iter().map(|line| &*line.name).collect();
        assert_eq!(names, ["A局", "白金", "河泉", "天坛", "阳江", "振兴"]);
    }

    #[test]
    fn every_order_follows_another_and_has_a_name() {
        for is_wide in [false, true] {
            let n = if is_wide { Order::all().count() } else { 4 };
            let mut order = Order::default();
            for (expected, name) in Order::all().take(n) {
                assert_eq!(order, expected);
                assert_eq!(order.name().show(), name.show());
                order = order.next(is_wide);
            }
            assert_eq!(order, Order::default());
        }
        // Chosen by its head, then changed where it has none.
        assert_eq!(Order::Changed.next(false), Order::default());
    }
}
