//! Running heads, running feet and page numbers: what stands at the edge of page after page.

use std::collections::BTreeMap;

use crate::source::pdf::lines::Line;
use crate::source::pdf::page::{Item, Layout};

/// The part of a page's height, at the top and at the bottom, in which running lines stand.
const EDGE: f64 = 0.12;

/// Lines looked at from each end of a page.
const LINES_AT_AN_END: usize = 3;

/// Takes page numbers out everywhere, and running heads and feet everywhere but at their first place.
pub fn drop_running(pages: &mut [Layout]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter() {
        for line in page.items.iter().filter_map(|item| edge_line(page, item)) {
            *seen.entry(shape(&line.text)).or_default() += 1;
        }
    }
    let mut kept: BTreeMap<String, bool> = BTreeMap::new();
    for page in pages {
        let drops: Vec<bool> = drops(page, &seen, &mut kept);
        let mut drops = drops.into_iter();
        page.items.retain(|_| !drops.next().unwrap_or(false));
    }
}

fn drops(
    page: &Layout,
    seen: &BTreeMap<String, usize>,
    kept: &mut BTreeMap<String, bool>,
) -> Vec<bool> {
    let n_items = page.items.len();
    let at_an_end = |at: usize| at < LINES_AT_AN_END || at + LINES_AT_AN_END >= n_items;
    let mut drop = |(at, item): (usize, &Item)| {
        let Some(line) = edge_line(page, item).filter(|_| at_an_end(at)) else {
            return false;
        };
        if is_page_number(&line.text) {
            return true;
        }
        let shape = shape(&line.text);
        // A line of two pages may be chance in a long report, but not at the same edge with the same words.
        let repeats = seen.get(&shape).is_some_and(|n_pages| *n_pages >= 2);
        repeats && kept.insert(shape, true).is_some()
    };
    page.items.iter().enumerate().map(&mut drop).collect()
}

fn edge_line<'a>(page: &Layout, item: &'a Item) -> Option<&'a Line> {
    let Item::Line(line) = item else { return None };
    let middle = line.area.center().y / page.height.max(1.0);
    (!(EDGE..=1.0 - EDGE).contains(&middle)).then_some(line)
}

/// The words of a line, so that page numbers in it do not make it differ from page to page.
fn shape(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !c.is_numeric())
        .collect()
}

/// Whether a line at the edge of a page is its number: `3`, `- 3 -`, `—3—`, `第3页`, `第 3 页 共 5 页`, `3 / 5`.
fn is_page_number(text: &str) -> bool {
    let folded: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let n_digits = folded.chars().filter(char::is_ascii_digit).count();
    let rest = folded.trim_matches(|c: char| "-—–―－_·•.|第页".contains(c));
    let numbers: Vec<&str> = rest.split(['/', '／', '页']).collect();
    let is_number = |part: &&str| {
        let part = part.trim_matches(|c: char| "，,共第".contains(c));
        !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    n_digits > 0 && numbers.len() <= 2 && numbers.iter().all(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_page_number(text: &str, expected: bool) {
        assert_eq!(is_page_number(text), expected, "{text}");
    }

    #[test]
    fn page_numbers_are_told_from_text() {
        for text in [
            "3",
            "- 3 -",
            "— 12 —",
            "第3页",
            "第 3 页 共 5 页",
            "第3页，共5页",
            "3 / 5",
        ] {
            check_page_number(text, true);
        }
        for text in ["", "—", "2021 年", "0 0", "规章 3", "12345", "共3件"] {
            check_page_number(text, false);
        }
    }
}
