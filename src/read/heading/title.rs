//! Mentions of the report by its title: 某某局2019年政府信息公开工作年度报告, as a title line or inside a sentence.

use std::ops::Range;

use crate::read::heading::date::{Year, year_at};
use crate::read::heading::ink::Ink;
use crate::read::heading::name::{Fitness, fitness, is_place};
use crate::read::heading::noun::{Noun, noun_at};
use crate::read::heading::parse::{Parsed, parse};
use crate::read::pieces::LINKS;

/// A place where the report is called by its title.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The name of the office in it.
    pub office: Option<Range<usize>>,
    /// The year in it.
    pub year: Option<Year>,
    /// Whether it is a title or part of a sentence.
    pub role: Role,
    /// The glyphs of 政府信息公开工作年度报告.
    pub noun: Range<usize>,
}

/// What part a mention plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A title on lines of its own, or in a field of its own.
    Title,
    /// Part of a sentence: 现公布某某局2019年政府信息公开工作年度报告。
    Sentence,
}

/// How many glyphs before the noun a sentence is searched for the office.
const SENTENCE_REACH: usize = 60;

/// How many glyphs before the noun a title may begin: more than any name of an office with its year.
const TITLE_REACH: usize = 200;

/// Mentions that are looked at: a report calls itself by its title a dozen times, a page of links a hundred.
const MOST_MENTIONS: usize = 400;

/// How many lines above a title can belong to it.
const LINES_ABOVE: usize = 4;

/// All mentions in text order.
#[must_use]
pub fn mentions(ink: &Ink) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut index = 0;
    while index < ink.len() && mentions.len() < MOST_MENTIONS {
        let Some(noun) = noun_at(ink, index) else {
            index += 1;
            continue;
        };
        index = noun.range.end;
        mentions.extend(mention(ink, &noun));
    }
    mentions
}

/// Leaves to mentions behind the opening only what no mention in the opening tells: links to the reports of other
/// years and talk of them stand there. `opening` is the number of glyphs of the opening.
#[must_use]
pub fn leading(mut mentions: Vec<Mention>, opening: usize) -> Vec<Mention> {
    let early = |mention: &&Mention| mention.noun.start < opening;
    let has_office = mentions
        .iter()
        .filter(early)
        .any(|mention| mention.office.is_some());
    let has_year = mentions
        .iter()
        .filter(early)
        .any(|mention| mention.year.is_some());
    for mention in mentions
        .iter_mut()
        .filter(|mention| mention.noun.start >= opening)
    {
        mention.office = mention.office.take().filter(|_| !has_office);
        mention.year = mention.year.take().filter(|_| !has_year);
    }
    mentions
}

/// What stands behind the noun.
enum Tail {
    /// The end of a title.
    Clear,
    /// The end of a clause.
    Clause,
    /// More words: 年度报告有关事项.
    Words,
}

fn mention(ink: &Ink, noun: &Noun) -> Option<Mention> {
    let (tail, year_behind) = tail(ink, noun.range.end);
    let line_start = line_start(ink, noun.range.start);
    if is_link(ink, line_start) {
        return None;
    }
    let reach = noun.range.start.saturating_sub(TITLE_REACH);
    let from = segment_start(ink, noun.range.start, line_start.max(reach));
    let starts_line = from == line_start;
    let role = match tail {
        Tail::Clear => Role::Title,
        Tail::Clause => Role::Sentence,
        Tail::Words if starts_line && opens_text(ink, noun.range.end) => Role::Title,
        Tail::Words => return None,
    };
    let reach = noun.range.start.saturating_sub(SENTENCE_REACH);
    let segment = match role {
        Role::Title => from,
        Role::Sentence => segment_start(ink, noun.range.start, reach),
    }..noun.range.start;
    let mut parsed = parse(ink, segment.clone());
    if role == Role::Sentence || !starts_line {
        parsed.office = parsed
            .office
            .filter(|name| fitness(ink.folded(name.clone())) == Fitness::Complete);
    } else {
        parsed = with_lines_above(ink, parsed, &segment);
    }
    let inside = noun.year.clone().or(year_behind);
    let year = inside.or(parsed.year);
    if role == Role::Sentence && !noun.is_yearly && year.is_none() {
        return None;
    }
    let mut office = parsed
        .office
        .map(|name| with_shared_government(ink, name, noun));
    if role == Role::Title && office.is_none() && starts_line {
        office = office_below(ink, noun.range.end);
    }
    Some(Mention {
        office,
        year,
        role,
        noun: noun.range.clone(),
    })
}

/// Whether a line leads to another report: 上一篇：某某局2020年政府信息公开工作年度报告.
fn is_link(ink: &Ink, line_start: usize) -> bool {
    LINKS.iter().any(|word| ink.has(line_start, word))
}

/// Where the line of a glyph begins; where a year is broken over two lines, the line above.
fn line_start(ink: &Ink, index: usize) -> usize {
    let start = ink.line_of(index).start;
    let is_broken = (1..4).any(|n| {
        let year = start.checked_sub(n).and_then(|at| year_at(ink, at));
        year.is_some_and(|year| year.range.end > start)
    });
    if is_broken {
        ink.line_of(start.saturating_sub(1)).start
    } else {
        start
    }
}

/// In 某某市人民政府信息公开年度报告 the government belongs to both words.
fn with_shared_government(ink: &Ink, name: Range<usize>, noun: &Noun) -> Range<usize> {
    let is_shared = name.end == noun.range.start
        && ink.has_before(name.end, "人民")
        && ink.has(name.end, "政府");
    if is_shared {
        name.start..name.end + 2
    } else {
        name
    }
}

fn tail(ink: &Ink, end: usize) -> (Tail, Option<Year>) {
    let mut at = end;
    let mut year = None;
    if ink.at(at) == Some('(')
        && let Some(found) = year_at(ink, at + 1)
    {
        let mut behind = found.range.end;
        while ink.at(behind).is_some_and(|c| matches!(c, '年' | '度')) {
            behind += 1;
        }
        // On a line of its own, a date in brackets is that of the report: (2021年1月22日).
        let is_below = ink.line_of(end.saturating_sub(1)).end <= at;
        if ink.at(behind) == Some(')') {
            at = behind + 1;
            year = Some(found);
        } else if !is_below {
            at = behind;
            year = Some(found);
        }
    }
    let line = ink.line_of(at.saturating_sub(1));
    let Some(next) = ink.glyph(at).filter(|_| at < line.end) else {
        return (Tail::Clear, year);
    };
    let tail = match next.c {
        '。' | ',' | ';' | '、' | '》' | '”' | '"' | '」' | '.' => Tail::Clause,
        c if is_separator(c) || c == '(' || next.gap >= 2 => Tail::Clear,
        _ if ["的通知", "的公告", "的函", "的报告", "的通报"]
            .iter()
            .any(|word| ink.has(at, word)) =>
        {
            Tail::Clear
        }
        _ => Tail::Words,
    };
    (tail, year)
}

/// Whether the words behind a title are those a report opens with, where the line break between them was lost.
fn opens_text(ink: &Ink, at: usize) -> bool {
    let openings = [
        "根据",
        "按照",
        "依据",
        "为",
        "一、",
        "现",
        "本",
        "目录",
        "来源",
        "发布",
        "时间",
        "日期",
        "信息来源",
        "浏览",
    ];
    ink.glyph(at).is_some_and(|glyph| glyph.gap > 0)
        || openings.iter().any(|word| ink.has(at, word))
}

/// Characters that part a title from what stands before or behind it on its line.
fn is_separator(c: char) -> bool {
    "|>〉<:;。,!?《》“”\"‘’{}【】[]_=—–/「」".contains(c)
}

fn segment_start(ink: &Ink, end: usize, floor: usize) -> usize {
    (floor..end)
        .rev()
        .find(|index| ink.at(*index).is_some_and(is_separator))
        .map_or(floor, |index| index + 1)
}

/// Lines with glyphs above a line, the nearest first; strokes that a scan left are passed over.
fn lines_above(ink: &Ink, index: usize) -> Vec<Range<usize>> {
    let line = ink.glyph(index).map_or(0, |glyph| glyph.line);
    let above = ink.lines().get(..line).unwrap_or(&[]);
    above
        .iter()
        .rev()
        .filter(|line| !is_stray(ink, line))
        .take(LINES_ABOVE)
        .cloned()
        .collect()
}

fn is_stray(ink: &Ink, line: &Range<usize>) -> bool {
    let is_name = fitness(ink.folded(line.clone())) == Fitness::Complete;
    line.is_empty()
        || (line.len() <= 3
            && !is_name
            && !ink.folded(line.clone()).iter().any(char::is_ascii_digit))
}

/// Completes a title by the lines above it: office and year on lines of their own, or a name broken in two.
fn with_lines_above(ink: &Ink, own: Parsed, segment: &Range<usize>) -> Parsed {
    let mut title = own;
    let mut top = segment.start;
    for line in lines_above(ink, segment.start) {
        let above = parse(ink, line.clone());
        match (&title.office, &above.office) {
            (None, None) if above.year.is_some() && line.len() <= 8 => {}
            (None, Some(name)) if above.year.is_some() || stands_alone(ink, name, &line) => {
                title.office = Some(name.clone());
            }
            (Some(below), Some(name))
                if name.end == line.end
                    && line.end == top
                    && below.start == top
                    && !title.year_leads =>
            {
                if !continues(ink, &above, name, below, title.year.is_none()) {
                    break;
                }
                title.office = Some(name.start..below.end);
            }
            _ => break,
        }
        title.year_leads |= above.year_leads;
        title.year = title.year.or(above.year);
        top = line.start;
    }
    title
}

/// Whether a name fills its line and needs no title around it to be taken for one.
fn stands_alone(ink: &Ink, name: &Range<usize>, line: &Range<usize>) -> bool {
    name.end == line.end && fitness(ink.folded(name.clone())) == Fitness::Complete
}

/// Whether the name of an office goes on from the end of one line to the start of the next.
fn continues(
    ink: &Ink,
    line: &Parsed,
    above: &Range<usize>,
    below: &Range<usize>,
    lacks_year: bool,
) -> bool {
    let joined = above.start..below.end;
    let (upper, lower, whole) = (
        ink.folded(above.clone()),
        ink.folded(below.clone()),
        ink.folded(joined),
    );
    if fitness(whole) != Fitness::Complete || lower.starts_with(upper) {
        return false;
    }
    let is_fragment =
        fitness(lower) != Fitness::Complete || (lower.starts_with(&['和']) && !is_place(upper));
    let is_opened = line.year_leads && lacks_year;
    let is_below_place = is_place(upper) && upper.len() <= 10;
    let words: String = whole.iter().collect();
    let is_known = ink.find_all(&words, 0..ink.len()).nth(1).is_some();
    let is_open = fitness(upper) == Fitness::Possible
        && upper.iter().any(|c| "省市县区州旗盟镇乡".contains(*c));
    is_fragment || is_opened || is_below_place || is_known || is_open
}

/// The office on a line of its own right below a title that names none.
fn office_below(ink: &Ink, end: usize) -> Option<Range<usize>> {
    let line = ink.glyph(end.checked_sub(1)?)?.line;
    let below = ink.lines().get(line + 1..)?;
    below
        .iter()
        .filter(|line| !is_stray(ink, line))
        .take(2)
        .find(|line| fitness(ink.folded((*line).clone())) == Fitness::Complete)
        .cloned()
}
