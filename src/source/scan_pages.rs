//! Which pages of a document are recognised where they are pictures: the first so many, or those that somebody chose.

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
fn page(text: &str) -> Option<usize> {
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
