//! What the pictures show, section by section.

use std::collections::BTreeMap;

use crate::dataset::queue::chains::Link;
use crate::dataset::queue::mark::{TENTHS, has_source_error, n_judged, percent_range, tenth_of};
use crate::dataset::queue::{Entry, Mark, Standing};
use crate::export::overview::charts::{
    Bar, Both, Name, Part, Picture, Section, Tone, Which, tone_of,
};
use crate::export::overview::reports::{Overview, Report};
use crate::review::judged::Judged;
use crate::review::problems::ProblemKind;
use crate::review::rates::RATES;
use crate::rules::office_level::Level;

/// Confusions of characters that are shown.
const CONFUSIONS: usize = 20;

/// Offices with a broken chain that are shown.
const CHAINS: usize = 200;

/// From what is done to what is not.
const DONE_FIRST: [Standing; 5] = [
    Standing::Signed,
    Standing::Forced,
    Standing::Doubtful,
    Standing::Begun,
    Standing::Fresh,
];

/// All sections.
pub(super) fn all(overview: &Overview) -> Vec<Section> {
    vec![
        summary(overview),
        progress(overview),
        coverage(overview),
        open(overview),
        problems(overview),
        source_errors(overview),
        misread(overview),
        chains(overview),
        rates(overview),
    ]
}

fn both(chinese: impl Into<String>, english: impl Into<String>) -> Both {
    [chinese.into(), english.into()]
}

fn said(chinese: impl Into<String>, english: impl Into<String>) -> Name {
    Name::Said(both(chinese, english))
}

/// A part that is as long as it stands for reports.
fn part(n: usize, tone: Tone, name: Name, which: Which) -> Part {
    Part {
        n,
        tone,
        name,
        n_reports: n,
        which,
    }
}

fn section(title: [&'static str; 2]) -> Section {
    Section {
        title,
        said: Vec::new(),
        key: Vec::new(),
        pictures: Vec::new(),
    }
}

fn summary(overview: &Overview) -> Section {
    let n = overview.reports.len();
    let sum =
        |of: fn(&Entry) -> usize| -> usize { overview.reports.iter().map(|it| of(it.entry)).sum() };
    let (cells, read) = (sum(|entry| entry.cells.1), sum(|entry| entry.cells.0));
    let mut summary = section(["总览", "Summary"]);
    summary.said.push(both(
        format!("{n} 份报告，{cells} 格，其中 {read} 格内容已知。"),
        format!("{n} reports, {cells} cells, of which {read} are known."),
    ));
    let left_out = [
        (
            overview.n_unreviewed,
            ["份报告没有审定文件", "reports without a review"],
        ),
        (
            overview.n_failed,
            ["份文件无法打开", "files that cannot be opened"],
        ),
        (
            overview.n_unread,
            ["份报告还没有读", "reports that nobody has read yet"],
        ),
    ];
    for (n, [chinese, english]) in left_out.into_iter().filter(|(n, _)| *n > 0) {
        summary.said.push(both(
            format!("另有 {n} {chinese}，不在本页。"),
            format!("{n} {english} are not on this page."),
        ));
    }
    summary
}

/// The reports of each year.
fn by_year<'a>(overview: &'a Overview) -> BTreeMap<&'a str, Vec<&'a Report<'a>>> {
    let mut years: BTreeMap<&str, Vec<&Report>> = BTreeMap::new();
    for report in &overview.reports {
        years.entry(&report.entry.year).or_default().push(report);
    }
    years
}

fn progress(overview: &Overview) -> Section {
    let bar = |(year, reports): (&str, Vec<&Report>)| {
        let parts = DONE_FIRST.map(|standing| {
            let n = reports.iter().filter(|it| it.entry.standing == standing);
            let which = Which {
                year: Some(year.to_owned()),
                standing: Some(standing),
                ..Which::default()
            };
            let name = Name::Standing(standing);
            part(n.count(), tone_of(standing), name, which)
        });
        let is_done = |it: &&&Report| it.entry.standing.is_done();
        let n_done = reports.iter().filter(is_done).count();
        Bar {
            name: Name::Year(year.to_owned()),
            parts: parts.into(),
            figure: format!("{n_done} / {}", reports.len()),
        }
    };
    let bars = by_year(overview).into_iter().map(bar).collect();
    let key = DONE_FIRST.map(|standing| (tone_of(standing), Name::Standing(standing)));
    Section {
        key: key.into(),
        pictures: vec![Picture::Bars(bars)],
        ..section(["审定进度", "Progress"])
    }
}

fn coverage(overview: &Overview) -> Section {
    let whole = || said("各格内容都已知", "every cell known");
    let not_whole = || said("有的格内容未知", "some cells unknown");
    let bar = |(year, reports): (&str, Vec<&Report>)| {
        let n_whole = reports.iter().filter(|it| Mark::Whole.is_of(it.entry));
        let n_whole = n_whole.count();
        let which = |mark| Which {
            year: Some(year.to_owned()),
            ..Which::marked(mark)
        };
        let cells = |of: fn(&Entry) -> usize| reports.iter().map(|it| of(it.entry)).sum::<usize>();
        let (read, total) = (cells(|entry| entry.cells.0), cells(|entry| entry.cells.1));
        Bar {
            name: Name::Year(year.to_owned()),
            parts: vec![
                part(n_whole, Tone::Good, whole(), which(Mark::Whole)),
                part(
                    reports.len() - n_whole,
                    Tone::Caution,
                    not_whole(),
                    which(Mark::NotWhole),
                ),
            ],
            figure: format!("{read} / {total}"),
        }
    };
    let bars = by_year(overview).into_iter().map(bar).collect();
    Section {
        said: vec![both(
            "各年度的报告份数；右边是内容已知的格数和总格数。",
            "Reports by year; on the right, known cells of all cells.",
        )],
        key: vec![(Tone::Good, whole()), (Tone::Caution, not_whole())],
        pictures: vec![Picture::Bars(bars)],
        ..section(["识读覆盖", "Coverage"])
    }
}

fn open(overview: &Overview) -> Section {
    let title = ["待处理的事项", "What is open"];
    let bars = ProblemKind::ALL.into_iter().filter_map(|kind| {
        let mark = Mark::Open(kind);
        let n = overview.reports.iter().filter(|it| mark.is_of(it.entry));
        let n = n.count();
        let which = Which::marked(mark);
        (n > 0).then(|| Bar {
            name: Name::Kind(kind),
            parts: vec![part(n, Tone::Caution, Name::Kind(kind), which)],
            figure: n.to_string(),
        })
    });
    let bars: Vec<Bar> = bars.collect();
    let text = if bars.is_empty() {
        both("每份报告都已处理完毕。", "Nothing is open in any report.")
    } else {
        both("还有这些事项的报告份数：", "Reports in which this is open:")
    };
    Section {
        said: vec![text],
        pictures: vec![Picture::Bars(bars)],
        ..section(title)
    }
}

fn tone_of_judged(judged: Judged) -> Tone {
    match judged {
        Judged::Published => Tone::Plain,
        Judged::Open => Tone::Caution,
        Judged::Doubtful => Tone::Doubt,
    }
}

fn problems(overview: &Overview) -> Section {
    let mut rules: BTreeMap<&str, [(usize, usize); Judged::ALL.len()]> = BTreeMap::new();
    for report in &overview.reports {
        for (rule, counts) in &report.entry.problems {
            let sums = rules.entry(rule).or_default();
            for (judged, (n, n_reports)) in Judged::ALL.into_iter().zip(sums) {
                let own = n_judged(counts, judged);
                *n += own;
                *n_reports += usize::from(own > 0);
            }
        }
    }
    let title = ["报告存在的问题", "Problems of the reports"];
    if rules.is_empty() {
        return Section {
            said: vec![both("没有发现问题。", "No problem was found.")],
            ..section(title)
        };
    }
    let sum = |counts: &[(usize, usize)]| counts.iter().map(|(n, _)| n).sum::<usize>();
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|(_, counts)| std::cmp::Reverse(sum(counts)));
    let bars = rules.into_iter().map(|(rule, counts)| Bar {
        name: Name::Rule(rule.to_owned()),
        parts: Judged::ALL
            .into_iter()
            .zip(counts)
            .map(|(judged, (n, n_reports))| Part {
                n,
                tone: tone_of_judged(judged),
                name: Name::Judged(judged),
                n_reports,
                which: Which::marked(Mark::Breaks(rule.to_owned(), Some(judged))),
            })
            .collect(),
        figure: sum(&counts).to_string(),
    });
    Section {
        said: vec![both(
            "各规则下的问题数。与上年、下年或别的报告比较的规则不在其中，打开报告时才核对：",
            "Problems by rule. Rules that compare a report with others are not among them; they are checked when it is opened:",
        )],
        key: Judged::ALL
            .map(|judged| (tone_of_judged(judged), Name::Judged(judged)))
            .into(),
        pictures: vec![Picture::Bars(bars.collect())],
        ..section(title)
    }
}

/// How many of the reports that are done have an error of their own, by year and by level.
fn source_errors(overview: &Overview) -> Section {
    let title = ["原文有误的报告", "Errors of the offices"];
    let done = || {
        overview
            .reports
            .iter()
            .filter(|it| it.entry.standing.is_done())
    };
    if done().next().is_none() {
        return Section {
            said: vec![both(
                "还没有审定完成的报告。",
                "No report is signed off yet.",
            )],
            ..section(title)
        };
    }
    let mut years: BTreeMap<&str, Vec<&Report>> = BTreeMap::new();
    let mut levels: BTreeMap<Option<Level>, Vec<&Report>> = BTreeMap::new();
    for report in done() {
        years.entry(&report.entry.year).or_default().push(report);
        levels.entry(report.level).or_default().push(report);
    }
    let wrong = || said("原文有误", "the office made an error");
    let right = || said("没有判为有误", "none judged so");
    let bar = |name: Name, reports: &[&Report], which: &Which| {
        let n_wrong = reports.iter().filter(|it| has_source_error(it.entry));
        let n_wrong = n_wrong.count();
        let which = |source_error| Which {
            mark: Some(Mark::SignedWith { source_error }),
            ..which.clone()
        };
        Bar {
            name,
            parts: vec![
                part(n_wrong, Tone::Bad, wrong(), which(true)),
                part(reports.len() - n_wrong, Tone::Rest, right(), which(false)),
            ],
            figure: format!("{n_wrong} / {}", reports.len()),
        }
    };
    let years = years.iter().map(|(year, reports)| {
        let which = Which {
            year: Some((*year).to_owned()),
            ..Which::default()
        };
        bar(Name::Year((*year).to_owned()), reports, &which)
    });
    let levels = levels.iter().map(|(level, reports)| {
        let which = Which {
            level: Some(*level),
            ..Which::default()
        };
        bar(Name::Level(*level), reports, &which)
    });
    Section {
        said: vec![both(
            "审定完成的报告，按年度，按机关级别：",
            "Reports signed off, by year and by level of the office:",
        )],
        key: vec![(Tone::Bad, wrong()), (Tone::Rest, right())],
        pictures: vec![
            Picture::Bars(years.collect()),
            Picture::Bars(levels.collect()),
        ],
        ..section(title)
    }
}

fn misread(overview: &Overview) -> Section {
    let title = ["误读的字", "Characters misread"];
    let mut pairs: BTreeMap<(char, char), (usize, usize)> = BTreeMap::new();
    for report in &overview.reports {
        for (read, is, n) in &report.entry.misread {
            let (sum, n_reports) = pairs.entry((*read, *is)).or_default();
            *sum += n;
            *n_reports += 1;
        }
    }
    let n_all = pairs.len();
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_by_key(|(pair, (n, _))| (std::cmp::Reverse(*n), *pair));
    pairs.truncate(CONFUSIONS);
    let text = if pairs.is_empty() {
        both(
            "没有按字更正过的数。",
            "No number was corrected character by character.",
        )
    } else {
        both(
            format!(
                "更正过的数里，共 {n_all} 种误读，列出最多的 {}：",
                pairs.len()
            ),
            format!(
                "{n_all} kinds in corrected numbers; the most frequent {}:",
                pairs.len()
            ),
        )
    };
    let bars = pairs.into_iter().map(|((read, is), (n, n_reports))| {
        let name = || said(format!("{is} 误作 {read}"), format!("{is} read as {read}"));
        Bar {
            name: name(),
            parts: vec![Part {
                n,
                tone: Tone::Plain,
                name: name(),
                n_reports,
                which: Which::marked(Mark::Misread(read, is)),
            }],
            figure: n.to_string(),
        }
    });
    Section {
        said: vec![text],
        pictures: vec![Picture::Bars(bars.collect())],
        ..section(title)
    }
}

fn chains(overview: &Overview) -> Section {
    let links = overview.links();
    let n_broken = links.iter().filter(|link| !link.holds()).count();
    let n_holds = links.len() - n_broken;
    let mut texts = vec![both(
        format!(
            "同一机关相邻两年的报告 {} 对，结转数对得上的 {n_holds} 对，对不上的 {n_broken} 对。两数都确定的才计入。",
            links.len()
        ),
        format!(
            "{} pairs of two years of an office; what is carried over agrees in {n_holds} and differs in {n_broken}. \
             Only where both figures are certain.",
            links.len()
        ),
    )];
    let not_carried = || said("结转数对不上", "carried over differently");
    let mut bars = Vec::new();
    if n_broken > 0 {
        bars.push(Bar {
            name: not_carried(),
            parts: vec![part(
                n_broken,
                Tone::Bad,
                not_carried(),
                Which::marked(Mark::NotCarried),
            )],
            figure: n_broken.to_string(),
        });
    }
    let offices: Vec<&[Link]> = links
        .chunk_by(|one, other| overview.office_of(one) == overview.office_of(other))
        .filter(|links| links.iter().any(|link| !link.holds()))
        .collect();
    if offices.len() > CHAINS {
        texts.push(both(
            format!("只画出前 {CHAINS} 个机关。"),
            format!("Only the first {CHAINS} offices are shown."),
        ));
    }
    let shown = offices.into_iter().take(CHAINS);
    let of_offices: Vec<Bar> = shown.map(|links| chain(overview, links)).collect();
    let key = vec![
        (Tone::Good, said("对得上", "agrees")),
        (Tone::Bad, said("对不上", "differs")),
    ];
    Section {
        said: texts,
        key: if of_offices.is_empty() {
            Vec::new()
        } else {
            key
        },
        pictures: vec![Picture::Bars(bars), Picture::Bars(of_offices)],
        ..section(["上下年结转", "Carried over from year to year"])
    }
}

/// The chain of one office: a part for each pair of years.
fn chain(overview: &Overview, links: &[Link]) -> Bar {
    let report = links
        .first()
        .and_then(|link| overview.reports.get(link.after));
    let office = report.map(|it| it.entry.office.clone()).unwrap_or_default();
    let key = report
        .map(|it| it.office_key.to_owned())
        .unwrap_or_default();
    let n_reports = overview.reports.iter().filter(|it| it.office_key == key);
    let n_reports = n_reports.count();
    let parts = links.iter().map(|link| Part {
        n: 1,
        tone: if link.holds() { Tone::Good } else { Tone::Bad },
        name: Name::Printed(told(link)),
        n_reports,
        which: Which {
            office: Some(key.clone()),
            ..Which::default()
        },
    });
    let parts = parts.collect();
    let broken: Vec<String> = links
        .iter()
        .filter(|link| !link.holds())
        .map(told)
        .collect();
    Bar {
        name: Name::Printed(office),
        parts,
        figure: broken.join("　"),
    }
}

/// `2021 3 ≠ 2022 5`.
fn told(link: &Link) -> String {
    let sign = if link.holds() { "=" } else { "≠" };
    let before = link.year.saturating_sub(1);
    let (out, into) = (&link.carried_out, &link.carried_in);
    format!("{before}:{out} {sign} {}:{into}", link.year)
}

fn rates(overview: &Overview) -> Section {
    let pictures = RATES.iter().enumerate().map(|(at, rate)| {
        let known = overview.reports.iter();
        let known: Vec<u64> = known
            .filter_map(|it| it.entry.rates.get(at).copied().flatten())
            .collect();
        let n_in = |tenth: u64| {
            known
                .iter()
                .filter(|rate| tenth_of(**rate) == tenth)
                .count()
        };
        let last = if n_in(TENTHS) > 0 { TENTHS } else { TENTHS - 1 };
        let tenths = (0..=last).map(|tenth| {
            let tone = if tenth == TENTHS {
                Tone::Bad
            } else {
                Tone::Plain
            };
            let which = Which::marked(Mark::Rate(at, tenth));
            let range = Name::Printed(percent_range(tenth));
            part(n_in(tenth), tone, range, which)
        });
        Picture::Histogram {
            name: both(rate.zh, rate.en),
            n: known.len(),
            tenths: tenths.collect(),
        }
    });
    Section {
        said: vec![both(
            "只计分子、分母各格都有数的报告；空白不作 0。",
            "Only reports in which numerator and denominator are numbers are counted; a blank is not 0.",
        )],
        pictures: pictures.collect(),
        ..section(["各项比率的分布", "Distribution of the rates"])
    }
}
