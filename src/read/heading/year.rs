//! Witnesses of the report year, and the choice among them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::read::heading::date::{Year, date_at, year_at};
use crate::read::heading::ink::Ink;
use crate::read::heading::name::{Fitness, fitness};
use crate::read::heading::period::Period;
use crate::read::heading::signature::Signature;
use crate::read::heading::title::{Mention, Role};
use crate::read::reading::{Disagreement, Disputed};
use crate::said::{Said, said};

/// A place that tells the report year.
#[derive(Clone, Debug)]
pub struct Witness {
    /// What kind of place it is.
    pub kind: YearWitness,
    /// The report year it tells.
    pub value: u16,
    /// The glyphs of the year it prints; that of a signature is one more than the report year.
    pub range: Range<usize>,
    /// Whether the digits are misprinted or torn apart.
    pub damaged: bool,
}

/// Kinds of witnesses, the most reliable first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum YearWitness {
    /// The title.
    Title,
    /// The statistics period.
    Period,
    /// A sentence that calls the report by its title.
    Sentence,
    /// Sentences that begin with the year: 2019年，我局….
    Body,
    /// The date of the signature, less one year.
    Signature,
    /// The date of publication, less one year.
    Publication,
}

impl YearWitness {
    /// How much it counts against the others.
    fn weight(self) -> u32 {
        match self {
            Self::Title => 6,
            Self::Period => 4,
            Self::Sentence | Self::Body => 3,
            Self::Signature | Self::Publication => 1,
        }
    }
}

/// Where the body of the report begins and ends, in glyphs.
#[derive(Clone, Debug)]
pub struct Body {
    /// The glyphs of the first section, or of the whole text.
    pub range: Range<usize>,
}

/// All witnesses of the year, the most reliable first.
#[must_use]
pub fn witnesses(
    ink: &Ink,
    mentions: &[Mention],
    period: Option<&Period>,
    signature: Option<&Signature>,
    body: &Body,
) -> Vec<Witness> {
    let told = |kind, year: &Year| Witness {
        kind,
        value: year.value,
        range: year.range.clone(),
        damaged: year.damaged,
    };
    let mut found: Vec<Witness> = mentions
        .iter()
        .filter_map(|mention| {
            let kind = if mention.role == Role::Title {
                YearWitness::Title
            } else {
                YearWitness::Sentence
            };
            mention.year.as_ref().map(|year| told(kind, year))
        })
        .collect();
    found.extend(
        period
            .filter(|period| period.first.value == period.last.value)
            .map(|period| told(YearWitness::Period, clearest(period))),
    );
    let of_body = body_year(ink, body.range.clone());
    let of_body = of_body.or_else(|| Some(body_names(ink, body)?.0));
    found.extend(of_body.map(|year| told(YearWitness::Body, &year)));
    found.extend(
        signature.and_then(|signature| year_before(ink, signature.date, YearWitness::Signature)),
    );
    found.extend(published(ink));
    found.sort_by_key(|witness| witness.kind);
    found
}

fn clearest(period: &Period) -> &Year {
    if period.first.damaged {
        &period.last
    } else {
        &period.first
    }
}

/// The year that sentences of the body begin with, if one clearly prevails.
fn body_year(ink: &Ink, range: Range<usize>) -> Option<Year> {
    let mut found: BTreeMap<u16, (usize, Year)> = BTreeMap::new();
    for year in range.filter_map(|index| sentence_year(ink, index)) {
        found.entry(year.value).or_insert((0, year)).0 += 1;
    }
    let best = found.values().max_by_key(|(n, _)| *n)?.clone();
    let n_others: usize = found.values().map(|(n, _)| *n).sum::<usize>() - best.0;
    (best.0 > n_others * 2).then_some(best.1)
}

/// Characters of the longest name looked for behind a year.
const NAME_MOST: usize = 24;

/// The office that a sentence names right behind the year it begins with: 2019年某某街道积极推动…. The shortest run that has the ending of
/// an office.
fn name_behind(ink: &Ink, index: usize) -> Option<(Year, Range<usize>)> {
    let year = year_at(ink, index).filter(|year| !year.damaged)?;
    let opens = ink.line_of(index).start == index
        || (ink.at(index.checked_sub(1)?)).is_some_and(|c| "。;!".contains(c));
    let mut start = year.range.end;
    if !opens || ink.at(start) != Some('年') {
        return None;
    }
    start += if ink.at(start + 1) == Some('度') {
        2
    } else {
        1
    };
    let names = (2..=NAME_MOST).map(|len| start..start + len);
    let is_name = |name: &Range<usize>| fitness(ink.folded(name.clone())) == Fitness::Complete;
    let name = names
        .take_while(|name| name.end <= ink.len())
        .find(is_name)?;
    Some((year, name))
}

/// Year and office where several sentences of the body begin with both.
#[must_use]
pub fn body_names(ink: &Ink, body: &Body) -> Option<(Year, Range<usize>)> {
    let mut openings = body
        .range
        .clone()
        .filter_map(|index| name_behind(ink, index));
    let (year, name) = openings.next()?;
    let is_same = |(other, again): (Year, Range<usize>)| {
        other.value == year.value && ink.folded(again) == ink.folded(name.clone())
    };
    openings.any(is_same).then_some((year, name))
}

/// The year at an index if a sentence about the report year begins there: 2019年，…; 截至2019年12月31日.
fn sentence_year(ink: &Ink, index: usize) -> Option<Year> {
    let year =
        year_at(ink, index).filter(|year| !year.damaged && ink.at(year.range.end) == Some('年'))?;
    let end = year.range.end + 1;
    if ["截至", "截止", "截止到", "截至到"]
        .iter()
        .any(|word| ink.has_before(index, word))
    {
        return ink.has(end, "12月31日").then_some(year);
    }
    let opens = ink.line_of(index).start == index
        || ink
            .at(index.checked_sub(1)?)
            .is_some_and(|c| "。;!.:)、".contains(c));
    let end = if ink.at(end) == Some('度') {
        end + 1
    } else {
        end
    };
    let follows = ink
        .at(end)
        .is_some_and(|c| matches!(c, ',' | '我' | '全' | '本' | '共'));
    let looks_ahead = ["将", "下一步", "计划", "我局将", "要"]
        .iter()
        .any(|word| ink.has(end, word) || ink.has(end + 1, word));
    (opens && follows && !looks_ahead).then_some(year)
}

/// The year before a date of the first half of a year, when reports are due; a later one can be of the report year
/// itself (《政府信息公开条例》第四十九条、第五十条).
fn year_before(ink: &Ink, index: usize, kind: YearWitness) -> Option<Witness> {
    let date = date_at(ink, index).filter(|date| date.month <= 6)?;
    let year = date.year?;
    Some(Witness {
        kind,
        value: year.value - 1,
        range: year.range,
        damaged: year.damaged,
    })
}

/// The year before the date of publication that a web page or a document head prints.
fn published(ink: &Ink) -> Option<Witness> {
    let labels = [
        "发布时间:",
        "发布日期:",
        "成文日期:",
        "发文日期:",
        "生成日期:",
        "公开日期:",
    ];
    labels.iter().find_map(|label| {
        let at = ink.find_all(label, 0..ink.len()).next()?;
        year_before(ink, at + label.chars().count(), YearWitness::Publication)
    })
}

/// The witness whose year is taken: the year with the greatest weight of witnesses, each kind counted once. Damaged
/// digits count only where a witness of another kind agrees, so a year is never made of one damaged place alone.
#[must_use]
pub fn choose(witnesses: &[Witness]) -> Option<&Witness> {
    let mut weights: BTreeMap<u16, BTreeMap<YearWitness, bool>> = BTreeMap::new();
    for witness in witnesses {
        let is_clean = weights
            .entry(witness.value)
            .or_default()
            .entry(witness.kind)
            .or_default();
        *is_clean |= !witness.damaged;
    }
    let weight =
        |kinds: &BTreeMap<YearWitness, bool>| kinds.keys().map(|kind| kind.weight()).sum::<u32>();
    let best = weights
        .iter()
        .filter(|(_, kinds)| kinds.len() >= 2 || kinds.values().any(|is_clean| *is_clean))
        .max_by_key(|(_, kinds)| {
            (
                weight(kinds),
                kinds.keys().next().copied().map(std::cmp::Reverse),
            )
        })?;
    witnesses.iter().find(|witness| witness.value == *best.0)
}

/// Witnesses that tell another year than the one taken.
#[must_use]
pub fn disagreements(
    ink: &Ink,
    chosen: u16,
    witnesses: &[Witness],
    period: Option<&Period>,
) -> Vec<Disagreement> {
    let mut found = Vec::new();
    let mut told: Vec<YearWitness> = Vec::new();
    for witness in witnesses
        .iter()
        .filter(|witness| witness.value != chosen && !witness.damaged)
    {
        let is_settled = witnesses
            .iter()
            .any(|other| other.kind == witness.kind && other.value == chosen);
        if is_settled || told.contains(&witness.kind) {
            continue;
        }
        told.push(witness.kind);
        let year = witness.value;
        let place = match witness.kind {
            YearWitness::Title => said!("标题写的是{year}年", "the title says {year}"),
            YearWitness::Sentence => said!(
                "正文称本报告为{year}年的报告",
                "the text calls it the report of {year}"
            ),
            YearWitness::Body => said!("正文各处写的是{year}年", "the text speaks of {year}"),
            YearWitness::Period => {
                let printed =
                    period.map(|period| ink.stated(std::slice::from_ref(&period.range)).text);
                let printed = printed.unwrap_or_else(|| format!("{year}年"));
                said!("统计期限写的是{printed}", "the period is {printed}")
            }
            // A late signature is no contradiction; only one before the end of the year is.
            YearWitness::Signature if year < chosen => said!(
                "落款日期在{}年上半年",
                "the signature is of the first half of {}",
                year + 1
            ),
            YearWitness::Signature | YearWitness::Publication => continue,
        };
        let Said { chinese, english } = place;
        let said = Said::new(
            format!("年份不一致：报告年份取{chosen}年，{chinese}，请核对原文。"),
            format!(
                "The year is not told alike: {chosen} was taken, but {english}. Compare with the source."
            ),
        );
        let about = match witness.kind {
            YearWitness::Period => Disputed::YearOfPeriod,
            _ => Disputed::Year,
        };
        found.push(Disagreement::new(about, said));
    }
    if witnesses.iter().all(|witness| {
        matches!(
            witness.kind,
            YearWitness::Signature | YearWitness::Publication
        )
    }) {
        let said = said!(
            "正文没有写明报告年份，由落款或发布日期推定为{chosen}年，请核对原文。",
            "The text does not tell its year; {chosen} follows from the date of signature or publication. Compare with the source."
        );
        found.push(Disagreement::new(Disputed::YearUntold, said));
    }
    if let Some(period) = period.filter(|period| {
        period.first.value != period.last.value && !period.first.damaged && !period.last.damaged
    }) {
        let printed = ink.stated(std::slice::from_ref(&period.range)).text;
        let said = said!(
            "统计期限跨年：{printed}，请核对原文。",
            "The period covers two years: {printed}. Compare with the source."
        );
        found.push(Disagreement::new(Disputed::PeriodOfTwoYears, said));
    }
    found
}
