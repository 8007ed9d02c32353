//! Running heads, running feet and page numbers: what stands at the edge of page after page.
//!
//! A figure taken for a page number would be lost without a trace, so a bare number counts as one only when it grows
//! with the pages, and lines that part into columns are never dropped.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::pdf::lines::Line;
use crate::source::pdf::page::{Item, Layout};

/// The part of a page's height, at the top and at the bottom, in which running lines stand.
const EDGE: f64 = 0.12;

/// Items looked at from each end of a page.
const ITEMS_AT_AN_END: usize = 3;

/// Takes page numbers out everywhere, and running heads and feet everywhere but at their first place.
pub fn drop_running(pages: &mut [Layout]) {
    let repeated = repeated(pages);
    let offsets = number_offsets(pages);
    let mut kept: BTreeSet<String> = BTreeSet::new();
    for (at, page) in pages.iter_mut().enumerate() {
        let mut drops = Vec::with_capacity(page.items.len());
        for place in 0..page.items.len() {
            let drop = edge_line(page, place).is_some_and(|line| {
                let is_number = match bare_number(line) {
                    Some(number) => offset(number, at).is_some_and(|by| offsets.contains(&by)),
                    None => is_marked_number(&line.text),
                };
                let words = words(&line.text);
                is_number || (repeated.contains(&words) && !kept.insert(words))
            });
            drops.push(drop);
        }
        let mut drops = drops.into_iter();
        page.items.retain(|_| !drops.next().unwrap_or(false));
    }
}

/// The words of lines at the edge of two or more pages.
fn repeated(pages: &[Layout]) -> BTreeSet<String> {
    let mut n_pages: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages {
        let lines = (0..page.items.len()).filter_map(|place| edge_line(page, place));
        let of_page: BTreeSet<String> = lines.map(|line| words(&line.text)).collect();
        for words in of_page {
            *n_pages.entry(words).or_default() += 1;
        }
    }
    n_pages.retain(|words, n_pages| *n_pages >= 2 && words.chars().any(char::is_alphabetic));
    n_pages.into_keys().collect()
}

/// By how much bare numbers at the edges are ahead of their pages, where two pages agree.
fn number_offsets(pages: &[Layout]) -> BTreeSet<i64> {
    let mut n_pages: BTreeMap<i64, usize> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        let lines = (0..page.items.len()).filter_map(|place| edge_line(page, place));
        let of_page: BTreeSet<i64> = lines
            .filter_map(bare_number)
            .filter_map(|number| offset(number, at))
            .collect();
        for offset in of_page {
            *n_pages.entry(offset).or_default() += 1;
        }
    }
    n_pages.retain(|_, n_pages| *n_pages >= 2);
    n_pages.into_keys().collect()
}

fn offset(number: i64, page: usize) -> Option<i64> {
    Some(number - i64::try_from(page).ok()?)
}

/// The item at `place` when it is a line at the edge of the page.
fn edge_line(page: &Layout, place: usize) -> Option<&Line> {
    let at_an_end = place < ITEMS_AT_AN_END || place + ITEMS_AT_AN_END >= page.items.len();
    let Some(Item::Line(line)) = page.items.get(place) else {
        return None;
    };
    let middle = line.area.center().y / page.height.max(1.0);
    let at_the_edge = !(EDGE..=1.0 - EDGE).contains(&middle);
    (at_an_end && at_the_edge && !line.in_columns).then_some(line)
}

/// The characters of a line without white space, and without numbers where it counts pages.
fn words(text: &str) -> String {
    let counts_pages = text.contains('页');
    text.chars()
        .filter(|c| !(c.is_whitespace() || counts_pages && c.is_ascii_digit()))
        .collect()
}

fn bare_number(line: &Line) -> Option<i64> {
    let text = line.text.trim();
    (text.len() <= 4).then(|| text.parse().ok()).flatten()
}

/// Whether the line is a number marked as a page's: `- 3 -`, `—3—`, `第3页`, `第 3 页 共 5 页`, `3 / 5`.
fn is_marked_number(text: &str) -> bool {
    let folded: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_dash = |c: char| "-—–―－─·•".contains(c);
    let is_number = |part: &str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let between_dashes = folded.starts_with(is_dash) && folded.ends_with(is_dash);
    if between_dashes && is_number(folded.trim_matches(is_dash)) {
        return true;
    }
    if let Some(numbers) = folded
        .strip_prefix('第')
        .and_then(|rest| rest.strip_suffix('页'))
    {
        let mut parts = numbers
            .split('页')
            .map(|part| part.trim_matches(|c: char| "，,、/／共".contains(c)));
        return parts.all(is_number);
    }
    folded
        .split_once(['/', '／'])
        .is_some_and(|(number, total)| is_number(number) && is_number(total))
}

#[cfg(test)]
mod tests {
    use hayro_interpret::kurbo::Rect;

    use super::*;
    use crate::source::pdf::paper::Paper;

    #[track_caller]
    fn check_marked(texts: &[&str], expected: bool) {
        for text in texts {
            assert_eq!(is_marked_number(text), expected, "{text}");
        }
    }

    #[test]
    fn page_numbers_are_told_from_figures() {
        check_marked(
            &[
                "- 3 -",
                "— 12 —",
                "第3页",
                "第 3 页 共 5 页",
                "第3页，共5页",
                "3 / 5",
            ],
            true,
        );
        check_marked(
            &[
                "",
                "—",
                "3",
                "2021 年",
                "0 0",
                "规章 3",
                "共3件",
                "-14",
                "第三页",
            ],
            false,
        );
    }

    fn line(text: &str, y: f64) -> Item {
        Item::Line(Line {
            text: text.to_owned(),
            area: Rect::new(50.0, y, 500.0, y + 10.0),
            size: 10.0,
            in_columns: text.contains("  "),
            parts: vec![(50.0, text.to_owned())],
            words: Vec::new(),
        })
    }

    /// Each page is its lines at the top edge, one line in the middle, and its lines at the bottom edge.
    #[track_caller]
    fn check_left(pages: &[(&str, &str)], expected: &[&[&str]]) {
        let mut layouts: Vec<Layout> = pages
            .iter()
            .map(|(top, bottom)| Layout {
                items: vec![line(top, 20.0), line("正文", 400.0), line(bottom, 780.0)],
                width: 600.0,
                height: 800.0,
                paper: Paper::default(),
            })
            .collect();
        drop_running(&mut layouts);
        let left: Vec<Vec<&str>> = layouts
            .iter()
            .map(|page| {
                let lines = page.items.iter().filter_map(|item| match item {
                    Item::Line(line) => Some(line.text.as_str()),
                    Item::Table(_) => None,
                });
                lines.collect()
            })
            .collect();
        assert_eq!(left, expected);
    }

    #[test]
    fn only_numbers_that_grow_with_the_pages_are_dropped() {
        check_left(
            &[("年度报告", "1"), ("年度报告", "2")],
            &[&["年度报告", "正文"], &["正文"]],
        );
        check_left(
            &[("规章", "5"), ("行政许可", "0")],
            &[&["规章", "正文", "5"], &["行政许可", "正文", "0"]],
        );
        check_left(
            &[("规章  0  0", "甲"), ("规章  0  0", "乙")],
            &[&["规章  0  0", "正文", "甲"], &["规章  0  0", "正文", "乙"]],
        );
    }
}
