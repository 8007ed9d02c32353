//! The record of the work, as sentences.

use crate::dataset::work_log::{Work, WorkLog};
use crate::said::{Said, said};

/// What each reviewer did, one sentence each; by name.
#[must_use]
pub fn sentences(log: &WorkLog) -> Vec<Said> {
    let of = log.by_reviewer();
    let mut sentences: Vec<Said> = of.iter().map(|(name, work)| told(name, work)).collect();
    if log.n_damaged > 0 {
        let n = log.n_damaged;
        sentences.push(said!(
            "记录里有 {n} 行读不出来，没有计入。",
            "{n} lines of the record cannot be read and are not counted."
        ));
    }
    sentences
}

fn told(name: &str, work: &Work) -> Said {
    let n_reports = work.seconds.len();
    let (all, median) = (work.all_seconds(), work.median_seconds());
    let acts = work.acts.iter().map(|(act, n)| {
        let [chinese, english] = act.name();
        Said::new(format!("{chinese} {n}"), format!("{english} {n}"))
    });
    let acts = Said::joined(&acts.collect::<Vec<_>>(), ["、", ", "]);
    let (strokes, taken, left) = (work.strokes, work.as_proposed, work.otherwise);
    Said::new(
        format!(
            "{name}：{n_reports} 份报告，用时 {}，每份用时的中位数 {}；按键和点击 {strokes} 次；步骤：{}；有方案的格，照方案 {taken} 次，不照方案 {left} 次。",
            chinese(all),
            chinese(median),
            acts.chinese,
        ),
        format!(
            "{name}: {n_reports} reports in {}, median time per report {}; {strokes} keys and clicks; steps: {}; where a proposal was shown, {taken} followed it, {left} did not.",
            english(all),
            english(median),
            acts.english,
        ),
    )
}

fn chinese(seconds: u64) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, s) => format!("{s} 秒"),
        (0, m, s) => format!("{m} 分 {s} 秒"),
        (h, m, _) => format!("{h} 小时 {m} 分"),
    }
}

fn english(seconds: u64) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, s) => format!("{s} s"),
        (0, m, s) => format!("{m} min {s} s"),
        (h, m, _) => format!("{h} h {m} min"),
    }
}
