//! The columns of the list: which of them have room, and what stands in them.

use crate::app::reports::line::Line;
use crate::app::reports::order::Order;
use crate::app::texts::{self, Text};
use crate::dataset::queue::Entry;
use crate::export::day::china_minute;

/// From this width on, in points, a report has one line, and heads have whole words.
const ROOMY: f32 = 430.0;

/// Least width of the office where the list is roomy, in points.
const LEAST_OFFICE: f32 = 230.0;

/// What stands in a column.
#[derive(Clone, Copy, Debug)]
pub(super) enum Content {
    /// The year.
    Year,
    /// The office, with marks.
    Office,
    /// One of the four counts, from 0.
    Count(usize),
    /// How far the review is.
    State,
    /// Anything else, as text.
    Text(fn(&Line) -> String),
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// What stands over it: where the list is narrow, and where it is roomy.
    titles: [Text; 2],
    /// What it means.
    pub hint: Text,
    /// What a click on its head orders by.
    pub order: Order,
    /// Its width where the list is narrow, in points; `None` where it has no place there. The office takes what is left.
    narrow: Option<f32>,
    /// Its width where the list is roomy, in points.
    roomy: f32,
    /// Columns get room in this order.
    rank: u8,
    /// What stands in it.
    pub content: Content,
}

/// How the list is laid out.
pub(super) struct Layout {
    /// The columns that have room, with their widths; `None` for the rest of the width.
    pub columns: Vec<(Column, Option<f32>)>,
    /// Whether a report has one line.
    pub is_roomy: bool,
}

impl Column {
    /// What stands over it.
    pub(super) fn title(&self, is_roomy: bool) -> Text {
        let [narrow, roomy] = self.titles;
        if is_roomy { roomy } else { narrow }
    }
}

const fn text(
    title: Text,
    hint: Text,
    order: Order,
    (roomy, rank): (f32, u8),
    content: fn(&Line) -> String,
) -> Column {
    Column {
        titles: [title, title],
        hint,
        order,
        narrow: None,
        roomy,
        rank,
        content: Content::Text(content),
    }
}

const fn count(titles: [Text; 2], hint: Text, order: Order, narrow: f32, nth: usize) -> Column {
    Column {
        titles,
        hint,
        order,
        narrow: Some(narrow),
        roomy: 48.0,
        rank: 0,
        content: Content::Count(nth),
    }
}

/// All columns, from left to right.
const COLUMNS: [Column; 14] = [
    Column {
        titles: [texts::YEAR, texts::YEAR],
        hint: texts::YEAR,
        order: Order::Year,
        narrow: Some(32.0),
        roomy: 42.0,
        rank: 0,
        content: Content::Year,
    },
    Column {
        titles: [texts::OFFICE, texts::OFFICE],
        hint: texts::OFFICE,
        order: Order::Name,
        narrow: Some(0.0),
        roomy: 0.0,
        rank: 0,
        content: Content::Office,
    },
    Column {
        titles: [texts::STATE_COLUMN, texts::STATE_COLUMN],
        hint: texts::STATE_COLUMN,
        order: Order::State,
        narrow: None,
        roomy: 66.0,
        rank: 1,
        content: Content::State,
    },
    count(
        [texts::ERRORS_COLUMN, texts::ERRORS_NAME],
        texts::ERRORS_COLUMN_HINT,
        Order::Errors,
        16.0,
        0,
    ),
    count(
        [texts::WARNINGS_COLUMN, texts::WARNINGS_NAME],
        texts::WARNINGS_COLUMN_HINT,
        Order::Warnings,
        16.0,
        1,
    ),
    count(
        [texts::UNREAD_COLUMN, texts::UNREAD_NAME],
        texts::UNREAD_COLUMN_HINT,
        Order::Unread,
        24.0,
        2,
    ),
    count(
        [texts::DOUBTS_COLUMN, texts::DOUBTS_NAME],
        texts::DOUBTS_COLUMN_HINT,
        Order::Doubts,
        24.0,
        3,
    ),
    text(
        texts::CLAIMS_COLUMN,
        texts::CLAIMS_COLUMN_HINT,
        Order::Claims,
        (52.0, 6),
        claims,
    ),
    text(
        texts::COVERAGE_COLUMN,
        texts::COVERAGE_COLUMN_HINT,
        Order::Coverage,
        (50.0, 2),
        coverage,
    ),
    text(
        texts::EDITION_COLUMN,
        texts::EDITION_COLUMN_HINT,
        Order::Edition,
        (48.0, 5),
        editions,
    ),
    text(
        texts::REVIEWER_COLUMN,
        texts::REVIEWER_COLUMN_HINT,
        Order::Reviewer,
        (78.0, 3),
        reviewer,
    ),
    text(
        texts::CHANGED_COLUMN,
        texts::CHANGED_COLUMN_HINT,
        Order::Changed,
        (116.0, 4),
        changed,
    ),
    text(
        texts::MINUTES_COLUMN,
        texts::MINUTES_COLUMN_HINT,
        Order::Minutes,
        (42.0, 7),
        minutes,
    ),
    text(
        texts::FILE_COLUMN,
        texts::FILE_COLUMN,
        Order::Opened,
        (190.0, 8),
        |line| line.file.clone(),
    ),
];

impl Layout {
    /// The columns that a list of `width` points has room for, with `gap` points between two.
    pub(super) fn of(width: f32, gap: f32) -> Self {
        let is_roomy = width >= ROOMY;
        if !is_roomy {
            let columns = COLUMNS.into_iter().filter_map(|column| {
                let width = column.narrow?;
                Some((column, (width > 0.0).then_some(width)))
            });
            return Self {
                columns: columns.collect(),
                is_roomy,
            };
        }
        let mut by_rank = COLUMNS;
        by_rank.sort_by_key(|column| column.rank);
        let (mut left, mut last) = (width - LEAST_OFFICE, 0);
        for column in by_rank {
            left -= column.roomy + gap;
            if left < 0.0 && column.rank > 0 {
                break;
            }
            last = column.rank;
        }
        let columns = COLUMNS.into_iter().filter(|column| column.rank <= last);
        Self {
            columns: columns
                .map(|column| (column, (column.roomy > 0.0).then_some(column.roomy)))
                .collect(),
            is_roomy,
        }
    }
}

fn of_entry(line: &Line, of: impl Fn(&Entry) -> String) -> String {
    let facts = line.facts.as_ref();
    facts.map(|facts| of(&facts.entry)).unwrap_or_default()
}

fn claims(line: &Line) -> String {
    of_entry(line, |entry| match entry.claims {
        (_, 0) => String::new(),
        (n_false, n) => format!("{n_false}/{n}"),
    })
}

/// Rounded down: 100 % means all.
fn coverage(line: &Line) -> String {
    of_entry(line, |entry| {
        let (read, all) = entry.cells;
        let percent = (read * 100).checked_div(all);
        percent.map_or_else(String::new, |percent| format!("{percent}%"))
    })
}

fn editions(line: &Line) -> String {
    of_entry(line, |entry| entry.editions.join("+"))
}

fn reviewer(line: &Line) -> String {
    of_entry(line, |entry| entry.reviewer.clone())
}

/// Minutes worked, begun ones as whole ones.
fn minutes(line: &Line) -> String {
    let minutes = line.seconds.map(|seconds| seconds.div_ceil(60).to_string());
    minutes.unwrap_or_default()
}

fn changed(line: &Line) -> String {
    of_entry(line, |entry| {
        entry.changed_secs.map(china_minute).unwrap_or_default()
    })
}

/// What the state of a review is called, of a report that nobody has read as well.
pub(super) fn state(line: &Line) -> String {
    if line.has_steps {
        return texts::STATE_STEPS.show().to_owned();
    }
    match (line.standing(), &line.failure) {
        (Some(standing), _) => texts::standing(standing).to_owned(),
        (None, Some(_)) => texts::STATE_FAILED.show().to_owned(),
        (None, None) => texts::STATE_UNKNOWN.show().to_owned(),
    }
}

/// Everything that the columns say of a report, one a line, for a list that has no room for them.
pub(super) fn spelled_out(line: &Line) -> String {
    let mut said = vec![texts::FILTER_IS.with_both(texts::STATE_COLUMN.show(), state(line))];
    for column in COLUMNS {
        if let (Content::Text(text), true) = (column.content, column.rank < 7) {
            let text = text(line);
            if !text.is_empty() {
                let title = column.title(true).show();
                said.push(texts::FILTER_IS.with_both(title, text));
            }
        }
    }
    said.join("　")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_columns(width: f32, expected: usize) {
        let layout = Layout::of(width, 8.0);
        assert_eq!(layout.columns.len(), expected, "{width}");
        let taken: f32 = layout.columns.iter().filter_map(|(_, width)| *width).sum();
        assert!(taken < width);
    }

    #[test]
    fn columns_come_as_they_have_room() {
        check_columns(170.0, 6);
        check_columns(420.0, 6);
        check_columns(600.0, 7);
        check_columns(1300.0, 14);
    }
}
