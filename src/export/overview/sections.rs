//! What the page says, section by section.

use std::collections::BTreeMap;

use crate::export::data::rate_names;
use crate::export::overview::facts::{Overview, ReportFacts, Signed};
use crate::export::overview::html::{Section, escaped, key, paragraph, table};
use crate::export::overview::svg::{self, Bar};
use crate::export::problem_list::Judged;
use crate::review::problems::ProblemKind;
use crate::rules::registry;

/// Confusions of characters that are listed.
const CONFUSIONS: usize = 20;

/// Broken chains that are listed.
const CHAINS: usize = 200;

/// All sections.
pub(super) fn all(overview: &Overview) -> Vec<Section> {
    let section = |title, content| Section { title, content };
    vec![
        section("总览", summary(overview)),
        section("审定进度", progress(overview)),
        section("待处理的事项", open(overview)),
        section("报告存在的问题", problems(overview)),
        section("原文有误的报告", source_errors(overview)),
        section("误读的字", misread(overview)),
        section("上下年结转", chains(overview)),
        section("各项比率的分布", rates(overview)),
        section("全部报告", reports(overview)),
    ]
}

fn summary(overview: &Overview) -> String {
    let n = overview.reports.len();
    let sum = |of: fn(&ReportFacts) -> usize| overview.reports.iter().map(of).sum::<usize>();
    let cells = sum(|report| report.tally.cells_total);
    let read = sum(|report| report.tally.cells_read);
    let open: Vec<String> = overview
        .open()
        .present()
        .map(|(kind, n)| format!("{} {n}", kind.name()))
        .collect();
    let open = if open.is_empty() {
        "没有待处理的事项。".to_owned()
    } else {
        format!("待处理：{}。", open.join("，"))
    };
    let mut text = paragraph(&format!(
        "{n} 份报告，{cells} 格，其中 {read} 格内容已知。{open}"
    ));
    let left_out = [
        (overview.n_unreviewed, "份报告没有审定文件"),
        (overview.n_failed, "份审定文件无法打开"),
    ];
    for (n, what) in left_out.into_iter().filter(|(n, _)| *n > 0) {
        text.push_str(&paragraph(&format!("另有 {n} {what}，不在本页。")));
    }
    text
}

fn progress(overview: &Overview) -> String {
    let mut years: BTreeMap<Option<u16>, [usize; 3]> = BTreeMap::new();
    for report in &overview.reports {
        let counts = years.entry(report.year).or_default();
        let at = Signed::ALL
            .iter()
            .position(|signed| *signed == report.signed);
        if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    let bars: Vec<Bar> = years
        .into_iter()
        .map(|(year, [signed, forced, open])| Bar {
            name: year_name(year),
            parts: vec![(signed, "a"), (forced, "b"), (open, "c")],
            figure: format!("{} / {}", signed + forced, signed + forced + open),
        })
        .collect();
    let [signed, forced, open] = Signed::ALL.map(Signed::name);
    key(&[("a", signed), ("b", forced), ("c", open)]) + &svg::bars(&bars)
}

fn open(overview: &Overview) -> String {
    let mut kinds: BTreeMap<ProblemKind, usize> = BTreeMap::new();
    for report in &overview.reports {
        for (kind, n) in report.tally.open.present() {
            *kinds.entry(kind).or_default() += usize::from(n > 0);
        }
    }
    let bars: Vec<Bar> = kinds
        .into_iter()
        .map(|(kind, n)| Bar {
            name: kind.name().to_owned(),
            parts: vec![(n, "b")],
            figure: format!("{n} 份"),
        })
        .collect();
    if bars.is_empty() {
        return paragraph("每份报告都已处理完毕。");
    }
    paragraph("还有这些事项的报告：") + &svg::bars(&bars)
}

fn problems(overview: &Overview) -> String {
    let mut rules: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for report in &overview.reports {
        for ((rule, standing), n) in &report.problems {
            let [published, open, doubtful] = rules.entry(rule).or_default();
            *match standing {
                Judged::Published => published,
                Judged::Open => open,
                Judged::Doubtful => doubtful,
            } += n;
        }
    }
    if rules.is_empty() {
        return paragraph("没有发现问题。");
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.iter().sum::<usize>()));
    let bars: Vec<Bar> = rules
        .into_iter()
        .map(|(rule, counts)| {
            let [published, open, doubtful] = counts;
            let title = registry::by_id(rule).map_or(rule, |rule| rule.title);
            Bar {
                name: title.to_owned(),
                parts: vec![(published, "a"), (open, "b"), (doubtful, "c")],
                figure: counts.iter().sum::<usize>().to_string(),
            }
        })
        .collect();
    let names = [Judged::Published, Judged::Open, Judged::Doubtful].map(Judged::name);
    let [published, open, doubtful] = names;
    key(&[("a", published), ("b", open), ("c", doubtful)]) + &svg::bars(&bars)
}

/// How many of the reports that are done have an error of their own, by year and by level.
fn source_errors(overview: &Overview) -> String {
    let done = || {
        let reports = overview.reports.iter();
        reports.filter(|report| report.signed != Signed::Open)
    };
    if done().next().is_none() {
        return paragraph("还没有审定完成的报告。");
    }
    let mut groups: BTreeMap<(u8, String), (usize, usize)> = BTreeMap::new();
    for report in done() {
        let level = report.level.map_or("层级未知", |level| level.name());
        for group in [(0, year_name(report.year)), (1, level.to_owned())] {
            let (n, wrong) = groups.entry(group).or_default();
            *n += 1;
            *wrong += usize::from(report.has_source_error());
        }
    }
    let bars: Vec<Bar> = groups
        .into_iter()
        .map(|((_, name), (n, wrong))| Bar {
            name,
            parts: vec![(wrong, "b"), (n - wrong, "c")],
            figure: format!("{wrong} / {n}"),
        })
        .collect();
    paragraph("审定完成的报告中，判为原文如此的（按年度，按单位层级）：") + &svg::bars(&bars)
}

fn misread(overview: &Overview) -> String {
    let mut pairs: BTreeMap<(char, char), usize> = BTreeMap::new();
    for report in &overview.reports {
        for (pair, n) in &report.misread {
            *pairs.entry(*pair).or_default() += n;
        }
    }
    if pairs.is_empty() {
        return paragraph("没有按字更正过的数。");
    }
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_by_key(|(pair, n)| (std::cmp::Reverse(*n), *pair));
    let n_all = pairs.len();
    pairs.truncate(CONFUSIONS);
    let bars: Vec<Bar> = pairs
        .iter()
        .map(|((read, is), n)| Bar {
            name: format!("{is} 误作 {read}"),
            parts: vec![(*n, "a")],
            figure: n.to_string(),
        })
        .collect();
    let said = paragraph(&format!(
        "更正过的数里，共 {n_all} 种误读，列出最多的 {}：",
        bars.len()
    ));
    said + &svg::bars(&bars)
}

fn chains(overview: &Overview) -> String {
    let chains = overview.chains();
    let broken: Vec<Vec<String>> = chains
        .iter()
        .filter(|chain| !chain.carried_out.equals(chain.carried_in))
        .map(|chain| {
            vec![
                chain.office.to_owned(),
                chain.year.to_string(),
                chain.carried_out.to_string(),
                chain.carried_in.to_string(),
            ]
        })
        .collect();
    let mut text = paragraph(&format!(
        "同一单位相邻两年的报告 {} 对，结转数对得上的 {} 对，对不上的 {} 对。",
        chains.len(),
        chains.len() - broken.len(),
        broken.len()
    ));
    if !broken.is_empty() {
        let heads = [
            ("单位", false),
            ("年度", true),
            ("结转下年", true),
            ("下年报告的上年结转", true),
        ];
        let shown: Vec<Vec<String>> = broken.iter().take(CHAINS).cloned().collect();
        text.push_str(&table(&heads, &shown));
        if broken.len() > shown.len() {
            text.push_str(&paragraph(&format!("只列出前 {CHAINS} 对。")));
        }
    }
    text
}

fn rates(overview: &Overview) -> String {
    let pictures = rate_names().enumerate().map(|(at, name)| {
        let known: Vec<f64> = overview
            .reports
            .iter()
            .filter_map(|report| report.rates.get(at).copied().flatten())
            .collect();
        let heading = format!("{name}（{} 份）", known.len());
        [
            "<div><p>",
            &escaped(&heading),
            "</p>",
            &svg::histogram(&known),
            "</div>",
        ]
        .concat()
    });
    let pictures: String = pictures.collect();
    let said = paragraph("只计分子、分母各格都有数的报告；空白不作 0。");
    [&said, "<div class=\"grid\">", &pictures, "</div>"].concat()
}

fn reports(overview: &Overview) -> String {
    let heads = [
        ("文件", false),
        ("单位", false),
        ("年度", true),
        ("状态", false),
        ("错误", true),
        ("未识读", true),
        ("估计", true),
        ("待核", true),
        ("存疑", true),
    ];
    let kinds = [
        ProblemKind::Broken,
        ProblemKind::Unread,
        ProblemKind::Estimated,
        ProblemKind::Uncertain,
        ProblemKind::Doubtful,
    ];
    let rows: Vec<Vec<String>> = overview
        .reports
        .iter()
        .map(|report| {
            let mut row = vec![
                report.file.clone(),
                report.office.clone(),
                report.year.map(|year| year.to_string()).unwrap_or_default(),
                report.signed.name().to_owned(),
            ];
            row.extend(kinds.map(|kind| report.tally.open.of(kind).to_string()));
            row
        })
        .collect();
    table(&heads, &rows)
}

fn year_name(year: Option<u16>) -> String {
    year.map_or_else(|| "年度未知".to_owned(), |year| format!("{year} 年"))
}
