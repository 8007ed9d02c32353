//! What stands between the lines of a report without belonging to it: borders, page numbers, running heads.

use unicode_normalization::UnicodeNormalization;

use crate::read::fold::squeeze;

/// Borders of text tables: `|---|---|`, `+----+`, `=====`, `├───┼───┤`. Single dashes are cells that say "not
/// applicable".
pub(super) fn is_rule(content: &str) -> bool {
    let is_border = |c: char| {
        matches!(c, '-' | '=' | '+' | '|' | ':') || is_box_drawing(c) || c.is_whitespace()
    };
    let runs: Vec<&str> = content
        .split(|c| !is_stroke(c))
        .filter(|run| !run.is_empty())
        .collect();
    !runs.is_empty()
        && content.chars().all(is_border)
        && runs.iter().all(|run| run.chars().count() >= 2)
}

/// What marks the rows of a wiki table: `{|`, `|-`, `|}`.
pub(super) fn is_wiki_mark(content: &str) -> bool {
    let content = content.trim();
    matches!(content, "|-" | "|}") || content.starts_with("{|")
}

/// Tags of one block: around its kind, and around its box.
const GROUNDING_TAGS: usize = 4;

/// What engines that read page pictures write before a block: its kind and its box, between `<|` and `|>`.
pub(in crate::read) fn is_grounding(content: &str) -> bool {
    let content = content.trim();
    let has_one = content.matches("<|").count() <= GROUNDING_TAGS;
    has_one && content.starts_with("<|") && content.ends_with("|>")
}

/// A horizontal stroke of a border.
fn is_stroke(c: char) -> bool {
    matches!(c, '-' | '=' | '─' | '━' | '═')
}

/// Lines and corners of drawn tables (Unicode block Box Drawing).
fn is_box_drawing(c: char) -> bool {
    ('\u{2500}'..='\u{257f}').contains(&c)
}

/// What parts the cells of a line: tabs, pipes, and the upright strokes and crossings of drawn tables.
pub(super) fn is_separator(c: char) -> bool {
    matches!(c, '\t' | '|' | '｜') || (is_box_drawing(c) && !is_stroke(c))
}

/// A line of its own that counts pages, with each run of digits as `#`.
const PAGE_NUMBERS: [&str; 19] = [
    "p.#",
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
            '頁' => shape.push('页'),
            _ => shape.push(c),
        }
    }
    PAGE_NUMBERS.contains(&shape.as_str())
}

/// Most bytes of such an edge.
const MOST_EDGE: usize = 400;

/// Whether a line is what a browser prints at the edge of a page: the page's address, or the day and the time, beside them
/// at most the number of the page. The title may stand there too: then the line is a running head.
pub(super) fn is_printed_edge(content: &str) -> bool {
    if content.len() > MOST_EDGE || !content.contains([':', '.']) {
        return false;
    }
    let (mut has_address, mut has_day, mut has_time) = (false, false, false);
    // A PDF may hold the letters of `file` as one.
    let content: String = content.nfkc().collect();
    for word in content.split_whitespace() {
        let word = word.trim_end_matches([',', '，']);
        let is_address = ["http://", "https://", "file://", "www."]
            .iter()
            .any(|start| word.starts_with(start));
        let is_day = is_figures(word, &['/', '-', '.'], 3);
        let time = word.trim_start_matches(['上', '午', '下']);
        let is_time = is_figures(time, &[':'], 2) || is_figures(time, &[':'], 3);
        let is_count = is_figures(word, &['/'], 2) || is_figures(word, &['/'], 1);
        let is_word = matches!(word, "AM" | "PM" | "of" | "/" | "");
        if !(is_address || is_day || is_time || is_count || is_word) {
            return false;
        }
        has_address |= is_address;
        has_day |= is_day;
        has_time |= is_time;
    }
    has_address || has_day && has_time
}

/// Whether `word` is `n` runs of digits, parted by one of `marks` each.
fn is_figures(word: &str, marks: &[char], n: usize) -> bool {
    let runs = word.split(marks);
    let is_run = |run: &str| !run.is_empty() && run.bytes().all(|byte| byte.is_ascii_digit());
    runs.clone().count() == n && runs.clone().all(is_run)
}

/// Words before the title of another report that a page leads to.
pub const LINKS: [&str; 9] = [
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "上篇",
    "下篇",
    "相关链接",
    "相关文章",
    "相关阅读",
];

/// Lines that repeat the report's title at the head of a page: every one behind the first that names a 年度报告 and
/// more than that. An entry of a menu or a class of documents, 政府信息公开年度报告, is no title to repeat.
pub(super) fn running_heads(text: &str) -> Vec<usize> {
    let is_head = |line: &str| {
        line.len() < 200 && !line.contains(['\t', '|']) && {
            let squeezed = squeeze(line);
            let is_link = LINKS.iter().any(|word| squeezed.starts_with(word))
                || squeezed.starts_with(['>', '›', '»']);
            squeezed.ends_with("年度报告") && squeezed.contains("信息公开") && !is_link
        }
    };
    let is_bare = |line: &str| {
        let squeezed = squeeze(line);
        let words = squeezed.trim_start_matches(|c: char| !c.is_alphanumeric());
        ["政府信息公开", "政务公开", "信息公开"]
            .iter()
            .any(|noun| words.starts_with(noun))
    };
    let heads: Vec<(usize, &str)> = text
        .split('\n')
        .enumerate()
        .filter(|(_, line)| is_head(line))
        .collect();
    let first = heads
        .iter()
        .position(|(_, line)| !is_bare(line))
        .unwrap_or(0);
    heads
        .iter()
        .skip(first + 1)
        .map(|(index, _)| *index)
        .collect()
}

/// Lines at the foot of a page that may hold its number: the last ones that are not empty.
const FOOT_LINES: usize = 5;

/// Lines that hold nothing but the number of their page: lone whole numbers before the form feeds and the end of the
/// text that count up with the pages, two of them at least as the very last line. Where a page ends with something
/// else, the number may stand a few lines before it.
pub(super) fn page_number_lines(text: &str) -> Vec<usize> {
    let feet = feet(text);
    let offset = |(page, foot): (usize, &Vec<Foot>)| foot.last().and_then(|last| last.offset(page));
    let offsets: Vec<i64> = feet.iter().enumerate().filter_map(offset).collect();
    let agrees = |offset: i64| offsets.iter().filter(|other| **other == offset).count();
    let best = offsets
        .iter()
        .copied()
        .max_by_key(|offset| (agrees(*offset), -offset));
    let Some(best) = best.filter(|offset| agrees(*offset) >= 2) else {
        return Vec::new();
    };
    let number_of = |(page, foot): (usize, &Vec<Foot>)| {
        let mut fitting = foot
            .iter()
            .rev()
            .filter(|line| line.offset(page) == Some(best));
        fitting.next().map(|line| line.line)
    };
    feet.iter().enumerate().filter_map(number_of).collect()
}

/// A line at the foot of a page.
struct Foot {
    line: usize,
    /// The whole number that is all it holds. No page is numbered 0.
    number: Option<i64>,
    /// Whether an empty line stands before it.
    is_apart: bool,
}

impl Foot {
    /// What its number exceeds the page's index by.
    fn offset(&self, page: usize) -> Option<i64> {
        Some(self.number? - i64::try_from(page).ok()?)
    }
}

/// The last lines of each page. Where empty lines part a page, a number right below another line belongs to it.
fn feet(text: &str) -> Vec<Vec<Foot>> {
    let mut pages: Vec<Vec<Foot>> = vec![Vec::new()];
    let mut is_apart = false;
    for (line, content) in text.split('\n').enumerate() {
        if content.starts_with('\u{c}') {
            pages.push(Vec::new());
        }
        let content = content.trim();
        let is_short = content.len() <= 3 && content.bytes().all(|b| b.is_ascii_digit());
        let number = content.parse().ok().filter(|n| is_short && *n > 0);
        if let Some(page) = pages.last_mut().filter(|_| !content.is_empty()) {
            let is_apart = is_apart && !page.is_empty();
            page.push(Foot {
                line,
                number,
                is_apart,
            });
        }
        is_apart = content.is_empty();
    }
    pages.into_iter().map(foot).collect()
}

/// The last lines of a page.
fn foot(mut page: Vec<Foot>) -> Vec<Foot> {
    let has_parts = page.iter().any(|line| line.is_apart);
    for (index, line) in page.iter_mut().enumerate() {
        if has_parts && !line.is_apart && index > 0 {
            line.number = None;
        }
    }
    page.split_off(page.len().saturating_sub(FOOT_LINES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edges_of_a_printed_page_are_told_from_rows() {
        for edge in [
            "https://www.qingshi.gov.cn/zwgk/2023/t20230113_1.html 2/3",
            "file:///C:/report.html",
            "\u{fb01}le:///C:/report.html 1/3",
            "1/3 http://qingshi.gov.cn/a?id=3",
            "11/29/26, 11:09 AM",
            "2024/1/31 上午9:12",
            "2 of 3 2024-01-31 09:12",
        ] {
            assert!(is_printed_edge(edge), "{edge}");
        }
        for row in [
            "",
            "3",
            "1/3",
            "0 0 0",
            "2024/1/31",
            "规章 3 2/3",
            "网址 http://a.cn",
        ] {
            assert!(!is_printed_edge(row), "{row}");
        }
    }
}
