//! A dataset being counted for its pictures.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};

use egui::Context;

use crate::app::background::thread::in_background;
use crate::app::reports::line::Line;
use crate::export::overview::charts::Section;
use crate::export::overview::{Overview, Report, sections};

/// A dataset being counted.
pub(crate) struct OverviewJob {
    receiver: Receiver<Vec<Section>>,
}

impl OverviewJob {
    /// Counts the reports of `lines`.
    pub(crate) fn start(ctx: &Context, lines: Vec<Arc<Line>>) -> Self {
        let work = move || sections(&overview(&lines));
        Self {
            receiver: in_background(ctx, work),
        }
    }

    /// What was counted, once; nothing where the counting broke off. `None` while it goes on.
    pub(crate) fn answer(&self) -> Option<Vec<Section>> {
        match self.receiver.try_recv() {
            Ok(sections) => Some(sections),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Vec::new()),
        }
    }
}

/// The reports of the list as pictures see them.
pub(crate) fn overview(lines: &[Arc<Line>]) -> Overview<'_> {
    let reports = lines.iter().filter_map(|line| {
        let facts = line.facts.as_ref()?;
        Some(Report {
            file: &line.file,
            office_key: &facts.office_key,
            level: facts.level,
            entry: &facts.entry,
        })
    });
    let unknown = |has_failed: bool| {
        let is_it =
            |line: &&Arc<Line>| line.facts.is_none() && line.failure.is_some() == has_failed;
        lines.iter().filter(is_it).count()
    };
    Overview {
        reports: reports.collect(),
        n_failed: unknown(true),
        n_unreviewed: 0,
        n_unread: unknown(false),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::app::commands::ReportId;
    use crate::app::reports::facts::Facts;
    use crate::app::reports::sieve::{Sieve, Wanted};
    use crate::app::reports::ties::Ties;
    use crate::dataset::offices::Aliases;
    use crate::dataset::queue::{Entry, Standing};
    use crate::export::overview::charts::{Part, Picture};
    use crate::review::problems::ProblemKind;

    /// Reports that differ in everything that is drawn.
    fn lines(n: u64) -> Vec<Arc<Line>> {
        let towns = ["青石镇", "白榆街道办事处", "云岭县", "云岭县教育局", ""];
        let at = |places: u64, n: u64| usize::try_from(n % places).unwrap();
        let line = |n: u64| {
            let mut open = vec![0; ProblemKind::ALL.len()];
            open[at(9, n)] = at(3, n);
            let counts = [at(2, n), at(3, n), at(2, n / 2)];
            let entry = Entry {
                office: towns[at(5, n)].to_owned(),
                year: ["2021", "2022", "2023", ""][at(4, n / 5)].to_owned(),
                cells: (90 + at(7, n), 94),
                open,
                standing: Standing::ALL[at(5, n / 2)],
                carried: (Some((n % 3).to_string()), Some((n % 2).to_string())),
                problems: [("row-sum".to_owned(), counts)].into(),
                has_source_error: n.is_multiple_of(7),
                misread: vec![('3', ['8', '5', '6'][at(3, n)], at(4, n) + 1)],
                rates: vec![(!n.is_multiple_of(4)).then_some(n * 77_777 % 1_000_001); 9],
                ..Entry::default()
            };
            let facts = Facts::new(entry, Path::new("a"), &Aliases::default());
            let id = ReportId(n);
            Arc::new(Line::open(id, (id, 0), format!("{n}.txt"), facts.into()))
        };
        (1..=n).map(line).collect()
    }

    #[test]
    fn every_part_of_a_picture_leads_to_as_many_reports_as_it_stands_for() {
        let lines = lines(83);
        let ties = Ties::of(&lines);
        let mut parts: Vec<Part> = Vec::new();
        for section in sections(&overview(&lines)) {
            for picture in section.pictures {
                match picture {
                    Picture::Bars(bars) => parts.extend(bars.into_iter().flat_map(|bar| bar.parts)),
                    Picture::Histogram { tenths, .. } => parts.extend(tenths),
                }
            }
        }
        assert!(parts.iter().filter(|part| part.n_reports > 0).count() > 80);
        for part in parts {
            let wanted = Wanted::of(part.which.clone());
            let sieve = Sieve {
                wanted: &wanted,
                query: String::new(),
                only_problems: false,
                current: None,
                ties: &ties,
            };
            let n = lines.iter().filter(|line| sieve.lets_through(line)).count();
            assert_eq!(n, part.n_reports, "{part:?}");
        }
    }

    #[test]
    fn ten_thousand_reports_are_counted_in_a_moment() {
        let lines = lines(10_000);
        let begun = std::time::Instant::now();
        assert!(!sections(&overview(&lines)).is_empty());
        // Far above what it takes: a machine may have other things to do.
        assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    }
}
