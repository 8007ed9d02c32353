//! Takes apart what stands before the noun of a title.

use std::ops::Range;

use crate::read::heading::date::{Year, year_at};
use crate::read::heading::ink::Ink;
use crate::read::heading::name::{Fitness, fitness};

/// Office and year of a title, without its noun.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The glyphs of the office.
    pub office: Option<Range<usize>>,
    /// The year.
    pub year: Option<Year>,
    /// Whether the year stands before the office.
    pub year_leads: bool,
}

/// Takes apart what stands before the noun: office and year in any order, and words such as 关于 and 现公布.
#[must_use]
pub fn parse(ink: &Ink, segment: Range<usize>) -> Parsed {
    let year = segment.clone().find_map(|index| {
        let year = year_at(ink, index).filter(|year| year.range.end <= segment.end)?;
        let is_year = ink.at(year.range.end) == Some('年')
            || ink.has(year.range.end, SCHOOL_YEAR)
            || year.range.end == segment.end
            || index == segment.start;
        is_year.then_some(year)
    });
    let (before, after) = match &year {
        Some(year) => (segment.start..year.range.start, year.range.end..segment.end),
        None => (segment.start..segment.start, segment.clone()),
    };
    let names = [after, before].map(|part| name_in(ink, part));
    let rank = |name: &Option<Range<usize>>| {
        name.clone()
            .map_or(Fitness::Unfit, |name| fitness(ink.folded(name)))
    };
    let [after, before] = names;
    let leads = rank(&before) < rank(&after);
    let office = if leads { after } else { before };
    Parsed {
        office,
        year_leads: leads && year.is_some(),
        year,
    }
}

/// Words around the name of an office in a title or an opening sentence.
const VERBS: [&str; 20] = [
    "现公布",
    "社会公开",
    "公开",
    "公布",
    "现将",
    "发布",
    "编制了",
    "编制",
    "编写",
    "撰写",
    "形成了",
    "形成",
    "印发",
    "上报",
    "报送",
    "关于",
    "制作",
    "了",
    "起草",
    "公示",
];

/// Behind the second year of a school's report: 2020-2021学年.
const SCHOOL_YEAR: &str = "学年";

/// The end of a part of a title without the year there, the first of two.
fn without_year(ink: &Ink, part: Range<usize>) -> usize {
    let start = part.end.saturating_sub(4);
    let ends_in_year =
        start >= part.start && year_at(ink, start).is_some_and(|year| year.range.end == part.end);
    if ends_in_year { start } else { part.end }
}

/// Whether a verb is part of a name: 机构编制委员会, 政务公开办公室.
fn is_in_name(ink: &Ink, at: usize) -> bool {
    ["机构", "政务", "信息"]
        .iter()
        .any(|word| ink.has_before(at, word))
}

/// How many glyphs from `start` on are the mark of a page: 第8页.
fn page_mark_len(ink: &Ink, start: usize) -> usize {
    let is_digit = |index: usize| ink.at(index).is_some_and(|c| c.is_ascii_digit());
    let n_digits = (start + 1..ink.len())
        .take_while(|index| is_digit(*index))
        .count();
    let is_mark = ink.at(start) == Some('第') && n_digits > 0;
    let is_ended = ink.at(start + 1 + n_digits) == Some('页');
    if is_mark && is_ended { n_digits + 2 } else { 0 }
}

/// The name of an office in a part of a title: what is left without the words around it.
fn name_in(ink: &Ink, part: Range<usize>) -> Option<Range<usize>> {
    let Range { mut start, mut end } = part;
    if ink.has(start, SCHOOL_YEAR) {
        start = end.min(start + SCHOOL_YEAR.chars().count());
    }
    start = end.min(start + page_mark_len(ink, start));
    // A domain or the mark of a page may stand before the name.
    let leading = |c: char| {
        matches!(c, '年' | '度' | '的' | '在' | '由' | '现' | '特')
            || c.is_ascii()
            || !c.is_alphabetic()
    };
    while start < end && ink.at(start).is_some_and(leading) && !ink.has(start, "年家") {
        start += 1;
    }
    loop {
        let verb = VERBS
            .iter()
            .find(|verb| end - start >= verb.chars().count() && ink.has_before(end, verb));
        if let Some(verb) = verb {
            end -= verb.chars().count();
        } else if end > start
            && ink
                .at(end - 1)
                .is_some_and(|c| matches!(c, '(' | '的' | '-' | '—' | '–' | '~' | '、'))
        {
            end -= 1;
            end = without_year(ink, start..end);
        } else {
            break;
        }
    }
    let cut = VERBS
        .iter()
        .flat_map(|verb| {
            ink.find_all(verb, start..end)
                .filter(|at| !is_in_name(ink, *at))
                .map(|at| at + verb.chars().count())
        })
        .filter(|at| *at < end)
        .max();
    let name = cut.unwrap_or(start)..end;
    (fitness(ink.folded(name.clone())) > Fitness::Unfit).then_some(name)
}
