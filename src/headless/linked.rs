//! Reports of one office and of consecutive years among the inputs are held against each other.
//!
//! Which report is another's last year is known only when all are open. So several inputs are gone through twice: first
//! everything is opened and what other years need of it is kept, then every report is checked beside its last year's.
//! The first reports stay open in between; the rest are opened again, so that memory stays bounded.
//!
//! Only the year before is linked. What two reports contradict is told once, by the later of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::dataset::offices::Aliases;
use crate::headless::inputs::Input;
use crate::headless::output;
use crate::headless::report::{self, Failure, Opened, Report};
use crate::ordered;
use crate::rules::{NeighbourReport, Neighbours};

/// Most reports that stay open between both passes: about 130 MB. The rest are read twice.
const KEPT_OPEN: usize = 1_200;

/// How often `step` of [`for_each_report`] is called for each input: when it was opened, and when it is done.
pub(crate) const N_STEPS: usize = 2;

/// Opens and checks every input beside last year's report of its office, runs `work` on each on all cores, and hands the
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
        let neighbour = opened
            .as_ref()
            .ok()
            .and_then(|opened| Some((opened.as_neighbour()?, opened.is_reviewed())));
        (opened, neighbour)
    };
    let all = inputs.as_slice();
    ordered::for_each_in_order(all, open, |(opened, neighbour)| {
        step();
        let Some(input) = inputs.next() else {
            return ControlFlow::Break(());
        };
        let keeps = prepared.len() < KEPT_OPEN;
        index.add(neighbour);
        prepared.push(Prepared {
            opened: Mutex::new(keeps.then_some(opened)),
            ..unopened(input)
        });
        ControlFlow::Continue(())
    });
    for (position, prepared) in prepared.iter_mut().enumerate() {
        prepared.neighbours.before = index.before(position);
    }
    index.tell_ambiguous();
    prepared
}

fn unopened(input: &Input) -> Prepared<'_> {
    Prepared {
        input,
        opened: Mutex::new(None),
        neighbours: Neighbours::default(),
    }
}

/// The reports by office and year.
struct Index {
    aliases: Aliases,
    /// Office and year of each input, as far as they are known.
    places: Vec<Option<(String, u16)>>,
    reports: BTreeMap<(String, u16), Vec<(bool, NeighbourReport)>>,
    /// Offices and years of which several reports differ, so that none serves as the next year's neighbour.
    ambiguous: BTreeSet<(String, u16)>,
}

impl Index {
    fn new(inputs: &[Input]) -> Self {
        let folders: BTreeSet<&Path> = inputs
            .iter()
            .filter_map(|input| match input {
                Input::File(path) => path.parent(),
                Input::Bad { .. } => None,
            })
            .collect();
        let mut aliases = Aliases::default();
        for folder in folders {
            let (more, notice) = Aliases::in_folder(folder);
            aliases.join(more);
            if let Some(notice) = notice {
                output::complain(&notice);
            }
        }
        Self {
            aliases,
            places: Vec::with_capacity(inputs.len()),
            reports: BTreeMap::new(),
            ambiguous: BTreeSet::new(),
        }
    }

    fn add(&mut self, neighbour: Option<(NeighbourReport, bool)>) {
        let Some((report, is_reviewed)) = neighbour else {
            self.places.push(None);
            return;
        };
        let office = self.aliases.key(&report.office);
        if office.is_empty() {
            self.places.push(None);
            return;
        }
        let place = (office, report.year);
        self.places.push(Some(place.clone()));
        let reports = self.reports.entry(place).or_default();
        reports.push((is_reviewed, report));
    }

    /// Last year's report of the input at `position`: a reviewed one before others. Where several say different things,
    /// nobody can tell which is right.
    fn before(&mut self, position: usize) -> Option<NeighbourReport> {
        let (office, year) = self.places.get(position)?.as_ref()?;
        let place = (office.clone(), year.checked_sub(1)?);
        let reports = self.reports.get(&place)?;
        let is_reviewed = reports.iter().any(|(is_reviewed, _)| *is_reviewed);
        let mut candidates = reports
            .iter()
            .filter(|(reviewed, _)| *reviewed == is_reviewed)
            .map(|(_, report)| report);
        let mut first = candidates.next()?.clone();
        let others: Vec<&NeighbourReport> = candidates.collect();
        if others.iter().all(|other| other.hands_on_the_same(&first)) {
            for other in others {
                first.doubt_where_differs(other);
            }
            return Some(first);
        }
        self.ambiguous.insert(place);
        None
    }

    fn tell_ambiguous(&self) {
        for place in &self.ambiguous {
            let names: Vec<&str> = self
                .reports
                .get(place)
                .into_iter()
                .flatten()
                .map(|(_, report)| report.name.as_str())
                .collect();
            output::complain(&format!(
                "{} {} 年的报告不止一份，且数字不同（{}），没有用来核对下一年。",
                place.0,
                place.1,
                names.join("、")
            ));
        }
    }
}
