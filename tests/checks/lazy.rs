//! The lazy reviewer: accepts the first proposal wherever one is offered, never looks, and signs off. Run over the
//! shared reports, it tells how many wrong cells get through; none may, but those the reader itself read wrong without a
//! doubt.
//!
//! With the argument `honest` another one works instead: how many actions does it take to settle the same reports
//! against the print?
//!
//! `cargo run --example lazy` needs `../shared`; where it is absent that is said, and on CI it fails.
#![expect(clippy::print_stdout, reason = "a report for a person")]

mod gold;
mod honest;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use gouji::repair::BlockRepairs;
use gouji::review::offers::offers;
use gouji::review::proposals::proposals;
use gouji::review::{Edit, Session, Stamp};
use gouji::source::worker;
use rayon::prelude::*;

use gold::{Gold, gold_cells, wrong_cells};

/// The shared folders with reports and what they say.
const CORPORA: [&str; 5] = ["reports", "corpus", "corpus2", "vlm", "real"];

/// Most times proposals are asked for anew.
const MOST_ROUNDS: usize = 12;

/// What became of a report.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    reports: usize,
    accepted: usize,
    signed: usize,
    /// Signed reports that hold a wrong cell.
    signed_wrong: usize,
    /// Wrong cells in signed reports that the reader read so without a doubt.
    own: usize,
    /// Wrong cells in signed reports that were read in doubt or not at all.
    doubted: usize,
    /// Wrong cells in signed reports that a proposal put there.
    proposed: usize,
}

impl Tally {
    fn plus(self, other: Self) -> Self {
        Self {
            reports: self.reports + other.reports,
            accepted: self.accepted + other.accepted,
            signed: self.signed + other.signed,
            signed_wrong: self.signed_wrong + other.signed_wrong,
            own: self.own + other.own,
            doubted: self.doubted + other.doubted,
            proposed: self.proposed + other.proposed,
        }
    }
}

fn main() -> ExitCode {
    if let Some(memory) = worker::requested() {
        return worker::serve(memory);
    }
    let shared = std::env::var_os("GOUJI_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    if !shared.join("corpus/gold").is_dir() {
        println!("lazy reviewer: not run, {} is not there", shared.display());
        let on_ci = std::env::var_os("CI").is_some_and(|ci| ci == "true");
        return if on_ci {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        };
    }
    if std::env::args().any(|argument| argument == "honest") {
        let works = CORPORA.map(|name| (name, over(&shared, name, honest::settle)));
        honest::print(&works);
        return ExitCode::SUCCESS;
    }
    println!(
        "corpus     reports accepted signed with-wrong | wrong cells: reader's own, doubted, proposed"
    );
    let mut all = Tally::default();
    for name in CORPORA {
        let tallies = over(&shared, name, report);
        let tally = tallies.into_iter().fold(Tally::default(), Tally::plus);
        print_line(name, &tally);
        all = all.plus(tally);
    }
    print_line("all", &all);
    if all.doubted + all.proposed > 0 {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn print_line(name: &str, tally: &Tally) {
    println!(
        "{name:<10} {:>7} {:>8} {:>6} {:>10} | {:>4} {:>4} {:>4}",
        tally.reports,
        tally.accepted,
        tally.signed,
        tally.signed_wrong,
        tally.own,
        tally.doubted,
        tally.proposed
    );
}

/// What `work` makes of each report of a shared folder, by the order of their names.
fn over<T: Send>(shared: &Path, name: &str, work: impl Fn(&Path, &Gold) -> T + Sync) -> Vec<T> {
    let (inputs, golds) = match name {
        "reports" => (shared.join("reports"), shared.join("gold")),
        _ => (
            shared.join(name).join("inputs"),
            shared.join(name).join("gold"),
        ),
    };
    let mut files: Vec<PathBuf> = fs::read_dir(inputs)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    files
        .par_iter()
        .filter_map(|file| {
            let stem = file.file_stem()?.to_str()?;
            let gold = fs::read_to_string(golds.join(format!("{stem}.json"))).ok()?;
            Some(work(file, &gold_cells(&gold)?))
        })
        .collect()
}

fn report(file: &Path, gold: &Gold) -> Tally {
    let mut tally = Tally {
        reports: 1,
        ..Tally::default()
    };
    let Ok(source) = gouji::source::open(file) else {
        return tally;
    };
    let reading = gouji::read::read(&source);
    let mut session = Session::new(source, reading);
    tally.accepted = accept_all(&mut session);
    let stamp = Stamp::default();
    if session
        .apply(Edit::SignOff { force: false }, &stamp)
        .is_err()
    {
        return tally;
    }
    tally.signed = 1;
    for cell in wrong_cells(&session, gold) {
        let found = session.reading().cell(&cell);
        if session.decision(&cell).is_some() {
            tally.proposed += 1;
        } else if found.is_some_and(|found| found.doubt().is_none() && !found.value.is_unread()) {
            tally.own += 1;
        } else {
            tally.doubted += 1;
        }
        if std::env::var_os("GOUJI_LAZY_LIST").is_some() {
            println!(
                "{} {cell} {:?} gold {:?} {:?}",
                file.display(),
                session.value(&cell),
                gold.get(&cell),
                session.decision(&cell).map(|d| d.origin)
            );
        }
    }
    tally.signed_wrong = usize::from(tally.own + tally.doubted + tally.proposed > 0);
    tally
}

/// Accepts what is offered first until nothing is; gives how many times.
fn accept_all(session: &mut Session) -> usize {
    let mut n_accepted = 0;
    for _ in 0..MOST_ROUNDS {
        let before = session.revision();
        for repairs in proposals(session, None) {
            if let Some(edit) = first_offer(session, &repairs)
                && session.apply(edit, &Stamp::default()).is_ok()
            {
                n_accepted += 1;
            }
        }
        if session.revision() == before {
            break;
        }
    }
    n_accepted
}

/// What the window does with the first number key.
fn first_offer(session: &Session, repairs: &BlockRepairs) -> Option<Edit> {
    let offers = offers(repairs);
    let offer = offers.first()?;
    let cells = offer.changes.iter();
    Some(Edit::EnterMany {
        label: "采纳方案 1".to_owned(),
        cells: cells
            .map(|change| (change.cell.clone(), change.to.to_string()))
            .collect(),
        origin: offer.origin(session, repairs, 1),
    })
}
