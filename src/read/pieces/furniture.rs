//! What stands between the lines of a report without belonging to it: borders, page numbers, running heads.

use unicode_normalization::UnicodeNormalization;

use crate::read::fold::squeeze;

/// Borders of text tables: `|---|---|`, `+----+`, `=====`. Single dashes are cells that say "not applicable".
pub(super) fn is_rule(content: &str) -> bool {
    let is_border =
        |c: char| matches!(c, '-' | '=' | '+' | '|' | ':' | '─' | '┼' | '│') || c.is_whitespace();
    let runs: Vec<&str> = content
        .split(|c| !matches!(c, '-' | '=' | '─'))
        .filter(|run| !run.is_empty())
        .collect();
    !runs.is_empty()
        && content.chars().all(is_border)
        && runs.iter().all(|run| run.chars().count() >= 2)
}

/// A line of its own that counts pages, with each run of digits as `#`.
const PAGE_NUMBERS: [&str; 18] = [
    "第#页",
    "第#页共#页",
    "第#页,共#页",
    "第#页/共#页",
    "共#页第#页",
    "共#页,第#页",
    "page#",
    "page#of#",
    "#/#",
    "-#-",
    "--#--",
    "—#—",
    "——#——",
    "–#–",
    "―#―",
    "·#·",
    "•#•",
    "~#~",
];
/// Digits a page number may have.
const PAGE_DIGITS: usize = 3;

pub(super) fn is_page_number(content: &str) -> bool {
    if content.len() > 60 || content.contains(['\t', '|']) {
        return false;
    }
    let text: String = content.nfkc().flat_map(char::to_lowercase).collect();
    let mut shape = String::new();
    let mut n_digits = 0;
    for c in text.chars() {
        n_digits = if c.is_ascii_digit() { n_digits + 1 } else { 0 };
        match c {
            _ if n_digits > PAGE_DIGITS => return false,
            _ if n_digits > 1 || c.is_whitespace() => {}
            _ if n_digits == 1 => shape.push('#'),
            _ => shape.push(c),
        }
    }
    PAGE_NUMBERS.contains(&shape.as_str())
}

/// Lines that repeat the report's title at the head of a page: every one but the first that names a 年度报告.
pub(super) fn running_heads(text: &str) -> Vec<usize> {
    let is_head = |line: &str| {
        line.len() < 200 && !line.contains(['\t', '|']) && {
            let squeezed = squeeze(line);
            squeezed.ends_with("年度报告") && squeezed.contains("信息公开")
        }
    };
    let heads = text
        .split('\n')
        .enumerate()
        .filter(|(_, line)| is_head(line))
        .map(|(index, _)| index);
    heads.skip(1).collect()
}

/// Lines that hold nothing but the number of the page they end: lone whole numbers before the form feeds and the end
/// of the text that count up with the pages, two of them at least.
pub(super) fn page_number_lines(text: &str) -> Vec<usize> {
    let mut last_number: Option<(usize, i64)> = None;
    let mut ends: Vec<Option<(usize, i64)>> = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        if line.starts_with('\u{c}') {
            ends.push(last_number.take());
        }
        let content = line.trim();
        if !content.is_empty() {
            let is_short = content.len() <= 3 && content.bytes().all(|b| b.is_ascii_digit());
            last_number = content
                .parse()
                .ok()
                .filter(|_| is_short)
                .map(|number| (index, number));
        }
    }
    ends.push(last_number);
    if ends.len() < 2 {
        return Vec::new();
    }
    let offset = |(page, end): (usize, &Option<(usize, i64)>)| {
        end.and_then(|(line, number)| Some((line, number - i64::try_from(page).ok()?)))
    };
    let counted: Vec<(usize, i64)> = ends.iter().enumerate().filter_map(offset).collect();
    let agrees = |offset: i64| counted.iter().filter(|(_, other)| *other == offset).count();
    let best = counted
        .iter()
        .map(|(_, offset)| *offset)
        .max_by_key(|offset| (agrees(*offset), -offset));
    let Some(best) = best.filter(|offset| agrees(*offset) >= 2) else {
        return Vec::new();
    };
    counted
        .into_iter()
        .filter(|(_, offset)| *offset == best)
        .map(|(line, _)| line)
        .collect()
}
