//! Which pages of a document are recognised where they are pictures: the first so many, or those that somebody chose.

use std::fmt;

use crate::source::scan::MOST_PAGES;
use crate::source::{Source, Span};

/// Places of a choice at most: a hand writes fewer.
const MOST_RUNS: usize = 200;

/// Which pages are recognised where they are pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScanPages {
    /// The first so many pages that are pictures.
    First(usize),
    /// Pages chosen by their numbers.
    Chosen(Chosen),
}

/// Pages by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The first and the last page of each run, from 1.
    pub(super) runs: Vec<(usize, usize)>,
}

impl ScanPages {
    /// Whether this page, from 1, is recognised if it is a picture, where `n_before` were recognised before it.
    pub(crate) fn takes(&self, page: usize, n_before: usize) -> bool {
        match self {
            Self::First(most) => n_before < *most,
            Self::Chosen(chosen) => {
                let mut runs = chosen.runs.iter();
                runs.any(|(first, last)| (*first..=*last).contains(&page))
            }
        }
    }
}

impl Chosen {
    /// Pages as a person writes them: `1-3, 7`, with the signs of either keyboard.
    ///
    /// # Errors
    /// The part that is no page and no run of pages; empty where there is nothing at all.
    pub fn of(text: &str) -> Result<Self, String> {
        let parts = text.split(|c: char| c.is_whitespace() || ",，、;；".contains(c));
        let parts = joined(parts.filter(|part| !part.is_empty()));
        if parts.is_empty() || parts.len() > MOST_RUNS {
            return Err(String::new());
        }
        let runs: Result<Vec<_>, String> = parts
            .into_iter()
            .map(|part| run(&part).ok_or(part))
            .collect();
        Ok(Self { runs: runs? })
    }

    /// The pages that were recognised of a source; none where it is no scan.
    #[must_use]
    pub fn of_source(source: &Source) -> Self {
        let mut chosen = Self::default();
        for page in (1..)
            .zip(pages_of(source))
            .filter_map(|(page, kind)| (kind == PageKind::Recognised).then_some(page))
        {
            match chosen.runs.last_mut() {
                Some((_, last)) if *last + 1 == page => *last = page,
                _ => chosen.runs.push((page, page)),
            }
        }
        chosen
    }

    /// The same, where others were recognised than the first that are pictures.
    #[must_use]
    pub fn besides_the_first(source: &Source) -> Option<Self> {
        let chosen = Some(Self::of_source(source)).filter(|chosen| !chosen.is_empty())?;
        let kinds: Vec<PageKind> = pages_of(source).collect();
        let is_empty = |kinds: &[PageKind]| kinds.contains(&PageKind::Empty);
        let (before, behind) = kinds.split_at_checked(chosen.last())?;
        let n = before.iter().filter(|kind| **kind == PageKind::Recognised);
        let are_first = !is_empty(before) && (n.count() == MOST_PAGES || !is_empty(behind));
        (!are_first).then_some(chosen)
    }

    /// The last page, from 1; 0 if there is none.
    #[must_use]
    pub fn last(&self) -> usize {
        self.runs.iter().map(|(_, last)| *last).max().unwrap_or(0)
    }

    /// Whether no page is among them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }
}

impl fmt::Display for Chosen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (first, last)) in self.runs.iter().enumerate() {
            let parted = if at == 0 { "" } else { ", " };
            if first == last {
                write!(f, "{parted}{first}")?;
            } else {
                write!(f, "{parted}{first}-{last}")?;
            }
        }
        Ok(())
    }
}

/// What is known of a page of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PageKind {
    /// Its text was recognised.
    Recognised,
    /// The file gives its text.
    Text,
    /// There is hardly any text on it.
    Empty,
}

/// The format of pictures, in which all is recognised.
const PICTURE: &str = "picture";

/// Characters that a page has at least which was recognised and has no figure: fewer are what scanning programs print over it.
const RECOGNISED_LEAST: usize = 100;

/// What is known of each page. Whether a page without figures was recognised is not kept: where there are recognised pages,
/// one with much text is taken for one.
fn pages_of(source: &Source) -> impl Iterator<Item = PageKind> {
    let is_picture = source.format == PICTURE;
    let has_figures = |page: Span| {
        source
            .seen
            .iter()
            .any(|seen| page.contains(seen.span.start()))
    };
    source.pages.iter().map(move |page| {
        let text = page.of(&source.text);
        let n_characters = text.chars().filter(|c| !c.is_whitespace()).count();
        let is_long = n_characters >= RECOGNISED_LEAST && !source.seen.is_empty();
        if has_figures(*page) || is_long || is_picture && n_characters > 0 {
            PageKind::Recognised
        } else if n_characters >= RECOGNISED_LEAST {
            PageKind::Text
        } else {
            PageKind::Empty
        }
    })
}

/// Parts of which one begins or ends with a dash are one: `3 - 5`.
fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for part in parts {
        match joined.last_mut() {
            Some(last) if last.ends_with(is_dash) || part.starts_with(is_dash) => {
                last.push_str(part);
            }
            _ => joined.push(part.to_owned()),
        }
    }
    joined
}

fn is_dash(c: char) -> bool {
    "-–—－~～至到".contains(c)
}

/// `7`, or `1-3`.
fn run(part: &str) -> Option<(usize, usize)> {
    let mut ends = part.split(is_dash);
    let first = page(ends.next()?)?;
    let last = ends.next().map_or(Some(first), page)?;
    (ends.next().is_none() && first <= last).then_some((first, last))
}

/// The number of a page, from 1, in digits of either width.
pub(crate) fn page(text: &str) -> Option<usize> {
    let digits: Option<String> = text
        .chars()
        .map(|c| match c {
            '0'..='9' => Some(c),
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
            _ => None,
        })
        .collect();
    digits?.parse().ok().filter(|page| *page > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(usize, usize)]) {
        assert_eq!(Chosen::of(text).unwrap().runs, expected);
    }

    #[track_caller]
    fn check_wrong(text: &str, part: &str) {
        assert_eq!(Chosen::of(text).unwrap_err(), part);
    }

    #[test]
    fn pages_are_written_with_the_signs_of_either_keyboard() {
        check("7", &[(7, 7)]);
        check("1-3, 7", &[(1, 3), (7, 7)]);
        check("１－３，７、９～１１", &[(1, 3), (7, 7), (9, 11)]);
        check(" 3 – 5  8;12至14 ", &[(3, 5), (8, 8), (12, 14)]);
    }

    #[test]
    fn what_is_no_page_is_told() {
        check_wrong("", "");
        check_wrong(" ， ", "");
        check_wrong("1-3, x", "x");
        check_wrong("0", "0");
        check_wrong("5-3", "5-3");
        check_wrong("1-2-3", "1-2-3");
        check_wrong("3-", "3-");
        check_wrong("-3", "-3");
        check_wrong("99999999999999999999999", "99999999999999999999999");
        check_wrong(&"1 ".repeat(300), "");
    }

    #[test]
    fn the_first_pages_or_the_chosen_ones_are_taken() {
        let taken = |pages: &ScanPages| -> Vec<usize> {
            let all = (1..=9).filter(|page| pages.takes(*page, page - 1));
            all.collect()
        };
        assert_eq!(taken(&ScanPages::First(2)), [1, 2]);
        let chosen = Chosen::of("2, 5-7, 6").unwrap();
        assert_eq!(taken(&ScanPages::Chosen(chosen)), [2, 5, 6, 7]);
    }
}
