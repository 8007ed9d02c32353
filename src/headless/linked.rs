//! Reports among the inputs that belong together are held against each other: of one office and consecutive years, several
//! files of one office and year, and those of the offices that one adds up.
//!
//! Which report is another's last year is known only when all are open. So several inputs are gone through twice: first
//! everything is opened and what others need of it is kept, then every report is checked beside those it belongs to.
//! The first reports stay open in between; the rest are opened again, so that memory stays bounded.
//!
//! Of other years only the one before is linked. What two years contradict is told once, by the later of them.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::dataset::by_office::{Asked, ByOffice, Related};
use crate::dataset::hierarchy::Hierarchy;
use crate::dataset::neighbours::{self, Candidate};
use crate::dataset::offices::Aliases;
use crate::headless::inputs::Input;
use crate::headless::output;
use crate::headless::report::{self, Failure, Opened, Report};
use crate::ordered;
use crate::rules::Neighbours;

/// Most reports that stay open between both passes: about 130 MB. The rest are read twice.
const KEPT_OPEN: usize = 1_200;

/// How often `step` of [`for_each_report`] is called for each input: when it was opened, and when it is done.
pub(crate) const N_STEPS: usize = 2;

/// Opens and checks every input beside the reports it belongs to, runs `work` on each on all cores, and hands the
/// results to `take` in the order of the inputs. `step` is called [`N_STEPS`] times for each input.
///
/// # Errors
/// The first of `take`, which ends it.
pub(crate) fn for_each_report<R: Send, E>(
    inputs: &[Input],
    step: impl Fn() + Sync,
    work: impl Fn(Result<Report, Failure>) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let prepared = prepare(inputs, &step);
    ordered::try_for_each_in_order(
        &prepared,
        |prepared| {
            let opened = match prepared.take() {
                Some(opened) => opened,
                None => report::open(prepared.input),
            };
            work(opened.and_then(|opened| report::check(opened, prepared.neighbours.clone())))
        },
        |result| {
            step();
            take(result)
        },
    )
}

/// An input with its neighbours, and the report itself while it is kept open.
struct Prepared<'a> {
    input: &'a Input,
    opened: Mutex<Option<Result<Opened, Failure>>>,
    neighbours: Neighbours,
}

impl Prepared<'_> {
    fn take(&self) -> Option<Result<Opened, Failure>> {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        opened.take()
    }
}

fn prepare<'a>(inputs: &'a [Input], step: &impl Fn()) -> Vec<Prepared<'a>> {
    // A single report has no neighbour.
    if inputs.len() < 2 {
        let unopened = inputs.iter().map(|input| {
            step();
            unopened(input)
        });
        return unopened.collect();
    }
    let mut prepared: Vec<Prepared> = Vec::with_capacity(inputs.len());
    let mut index = Index::new(inputs);
    let mut inputs = inputs.iter();
    let open = |input: &Input| {
        let opened = report::open(input);
        let candidate = opened.as_ref().ok().and_then(Opened::as_candidate);
        (opened, candidate)
    };
    let all = inputs.as_slice();
    ordered::for_each_in_order(all, open, |(opened, candidate)| {
        step();
        let Some(input) = inputs.next() else {
            return ControlFlow::Break(());
        };
        let keeps = prepared.len() < KEPT_OPEN;
        index.add(candidate);
        prepared.push(Prepared {
            opened: Mutex::new(keeps.then_some(opened)),
            ..unopened(input)
        });
        ControlFlow::Continue(())
    });
    let inputs: Vec<&Input> = prepared.iter().map(|prepared| prepared.input).collect();
    let all = index.neighbours(&inputs);
    for (prepared, neighbours) in prepared.iter_mut().zip(all) {
        prepared.neighbours = neighbours;
    }
    prepared
}

fn unopened(input: &Input) -> Prepared<'_> {
    Prepared {
        input,
        opened: Mutex::new(None),
        neighbours: Neighbours::default(),
    }
}

/// What is known of the inputs.
struct Index {
    aliases: Aliases,
    hierarchy: Hierarchy,
    /// Of each input the key of its office and what it says, as far as they are known.
    known: Vec<Option<(String, Candidate)>>,
}

impl Index {
    fn new(inputs: &[Input]) -> Self {
        let folders: BTreeSet<&Path> = inputs.iter().filter_map(folder).collect();
        let (mut aliases, mut hierarchy) = (Aliases::default(), Hierarchy::default());
        for folder in folders {
            let (names, notice) = Aliases::in_folder(folder);
            let (sums, wrong) = Hierarchy::in_folder(folder);
            aliases.join(names);
            hierarchy.join(sums);
            for sentence in notice.into_iter().chain(wrong) {
                output::complain(&sentence.chinese);
            }
        }
        Self {
            aliases,
            hierarchy,
            known: Vec::with_capacity(inputs.len()),
        }
    }

    fn add(&mut self, candidate: Option<Candidate>) {
        let of_office = |candidate: Candidate| {
            let office = self.aliases.key(&candidate.report.office);
            (!office.is_empty()).then_some((office, candidate))
        };
        self.known.push(candidate.and_then(of_office));
    }

    /// The neighbours of every input. Of what contradicts itself, so that it serves nobody, is told.
    fn neighbours(&self, inputs: &[&Input]) -> Vec<Neighbours> {
        let known = self.known.iter().flatten();
        let by_office = ByOffice::new(known.map(|(office, candidate)| {
            let year = candidate.report.year;
            (office.as_str(), year, candidate)
        }));
        let mut told = BTreeSet::new();
        let all = inputs.iter().zip(&self.known).map(|(input, known)| {
            let Some((office, own)) = known else {
                return Neighbours::default();
            };
            let mut related = self.related(input, own, &by_office);
            let after = Related {
                after: std::mem::take(&mut related.after),
                ..Related::default()
            };
            let (mut neighbours, ambiguous) = neighbours::of_candidates(related);
            // What the two years contradict each other in is told once, by the later one; so is that it has rivals.
            let (after, _) = neighbours::of_candidates(after);
            neighbours.after_tells = after.after.is_some();
            neighbours.after = after.after;
            let year = own.report.year.saturating_sub(1);
            let sentences = ambiguous
                .iter()
                .map(|names| ambiguous_sentence(office, year, names));
            told.extend(sentences);
            neighbours
        });
        let all = all.collect();
        for sentence in &told {
            output::complain(sentence);
        }
        all
    }

    fn related(
        &self,
        input: &Input,
        own: &Candidate,
        by_office: &ByOffice<&Candidate>,
    ) -> Related<Candidate> {
        let asked = Asked {
            folder: folder(input).unwrap_or(Path::new("")),
            office: &own.report.office,
            year: own.report.year,
        };
        let is_own = |other: &&Candidate| other.sha256 == own.sha256;
        by_office
            .related(&asked, &self.aliases, &self.hierarchy, is_own)
            .map(|candidate| Some(candidate.clone()))
    }
}

fn folder(input: &Input) -> Option<&Path> {
    match input {
        Input::File(path) => path.parent(),
        Input::Bad { .. } => None,
    }
}

fn ambiguous_sentence(office: &str, year: u16, names: &[String]) -> String {
    let names = names.join("、");
    format!("{office} {year} 年的报告不止一份，且数字不同（{names}），没有用来核对下一年。")
}
