//! The headings of the six sections, which part the tables from each other and from prose.

use std::sync::LazyLock;

use crate::read::distance::edit_distance;
use crate::read::fold::fold;
use crate::read::pieces::{Cut, LineKind};
use crate::read::reading::Section;

/// The titles of the sections in both editions, with forms that reports print (国办公开办函〔2019〕60号, 〔2021〕30号).
const TITLES: [(u8, &str); 14] = [
    (1, "总体情况"),
    (2, "主动公开政府信息情况"),
    (2, "主动公开政府信息情况统计"),
    (2, "行政机关主动公开政府信息情况"),
    (3, "收到和处理政府信息公开申请情况"),
    (3, "行政机关收到和处理政府信息公开申请情况"),
    (4, "政府信息公开行政复议、行政诉讼情况"),
    (4, "因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
    (4, "政府信息公开行政复议、提起行政诉讼情况"),
    (5, "存在的主要问题及改进情况"),
    (5, "政府信息公开工作存在的主要问题及改进情况"),
    (5, "存在的主要问题和改进措施"),
    (6, "其他需要报告的事项"),
    (6, "需要报告的其他事项"),
];

/// Share of a title's characters that damage may have changed, in hundredths.
const TOLERANCE: usize = 25;

/// Lines that are section headings, in text order, each with the line's number.
#[must_use]
pub fn headings(text: &str, cut: &Cut) -> Vec<(usize, Section)> {
    let is_candidate = |kind| matches!(kind, LineKind::Spaced | LineKind::Grid);
    cut.lines
        .iter()
        .enumerate()
        .filter(|(_, line)| is_candidate(line.kind) && line.span.len() < 150)
        .filter_map(|(index, line)| {
            let number = section_of(&fold(line.span.of(text)))?;
            Some((
                index,
                Section {
                    number,
                    span: line.span,
                },
            ))
        })
        .collect()
}

static FOLDED: LazyLock<Vec<(u8, Vec<char>)>> = LazyLock::new(|| {
    let titles = TITLES.iter();
    titles
        .map(|(number, title)| (*number, fold(title)))
        .collect()
});

fn section_of(folded: &[char]) -> Option<u8> {
    let body = without_number(folded);
    let distance = |title: &[char]| edit_distance(body, title) * 100 / title.len().max(1);
    // No closer than the lengths are, and no character is free that the title has not.
    let may_be = |title: &[char]| {
        let is_near = |n: usize| n * 100 <= TOLERANCE * title.len();
        let n_strange = || body.iter().filter(|c| !title.contains(c)).count();
        is_near(title.len().abs_diff(body.len())) && is_near(n_strange())
    };
    let best = FOLDED
        .iter()
        .filter(|(_, title)| may_be(title))
        .map(|(number, title)| (distance(title), *number))
        .min()?;
    (best.0 <= TOLERANCE).then_some(best.1)
}

/// The heading without its number: 三、 (三) 3. and damaged forms of them.
fn without_number(folded: &[char]) -> &[char] {
    let is_number =
        |c: &char| c.is_ascii_alphanumeric() || "一二三四五六七八九十表第章部分".contains(*c);
    let n = folded.iter().take(4).take_while(|c| is_number(c)).count();
    folded.get(n..).unwrap_or(folded)
}
