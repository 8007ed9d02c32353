//! A reviewer without a window, for killing: opens a report, makes steps, saves, and begins anew, as the window does.
//! `.ci/kills.py` ends it at every file call and looks what is left.
//!
//! `desk work FOLDER` works on the report in FOLDER and says after each step how many are durable.
//! `desk look FOLDER` opens it once more and says how many steps there are.
//! `desk race FOLDER` saves as one of two who do not see each other's locks, and says what each file followed.
#![expect(clippy::print_stdout, reason = "it talks to a script")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use gouji::dataset::lock::{self, Locking};
use gouji::dataset::recovery::{Recovery, recover};
use gouji::dataset::{load, path_beside, save};
use gouji::read::read;
use gouji::review::{Edit, Origin, Record, Session, Stamp};
use gouji::source;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const CELL: &str = "requests.received.natural_person";

/// How often each of two saves.
const RACES: usize = 100;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, what, folder] = arguments.as_slice() else {
        return Err("desk work|look|race FOLDER".into());
    };
    let report = Path::new(folder).join("年报.txt");
    match what.as_str() {
        "work" => work(&report),
        "race" => race(&report),
        _ => look(&report),
    }
}

/// A window without a window: a review, its saved file and its crash journal.
struct OpenReport {
    path: PathBuf,
    session: Session,
    hash: Option<String>,
    journal: Recovery,
    _lock: Locking,
}

impl OpenReport {
    fn open(report: &Path) -> Result<Self> {
        let path = path_beside(report);
        lock::sweep(report.parent().ok_or("no folder")?);
        let (mut session, hash) = if path.exists() {
            let loaded = load(&path)?;
            (loaded.session, Some(loaded.file_hash))
        } else {
            let source = source::open(report)?;
            let reading = read(&source);
            (Session::new(source, reading), None)
        };
        let lock = lock::lock(&path);
        let n_saved = session.journal().records().len();
        let mut journal = Recovery::start(&path, hash.as_deref(), n_saved, &session);
        if let Some(found) = recover(&path).steps {
            if found.is_in(&session) {
                let _ = found.discard();
            } else {
                found.continue_in(&mut session, hash.as_deref())?;
                journal = Recovery::resume(&path, found, &session);
            }
        }
        Ok(Self {
            path,
            session,
            hash,
            journal,
            _lock: lock,
        })
    }

    fn n_steps(&self) -> usize {
        self.session.journal().records().len()
    }

    /// Makes a step and waits until it is told to be durable.
    fn step(&mut self) -> Result<()> {
        let edit = Edit::Enter {
            cell: CELL.parse()?,
            text: (self.n_steps() + 10).to_string(),
            origin: Origin::Typed,
            spans: Vec::new(),
        };
        let stamp = Stamp {
            by: "审定员".to_owned(),
            at_secs: 1_700_000_000,
        };
        self.session.apply(edit, &stamp)?;
        for _ in 0..2_000 {
            self.journal.record(&self.session)?;
            if self.journal.is_durable(&self.session) {
                println!("durable {}", self.n_steps());
                return Ok(());
            }
            thread::sleep(Duration::from_millis(1));
        }
        Err("never durable".into())
    }

    fn save(&mut self) -> Result<()> {
        let hash = save(&self.path, &self.session, self.hash.as_deref())?;
        self.journal.saved(&hash, &self.session)?;
        self.hash = Some(hash);
        println!("durable {}", self.n_steps());
        Ok(())
    }
}

fn work(report: &Path) -> Result<()> {
    for (n_before, n_behind) in [
        (3, None),
        (1, Some(2)),
        (1, None),
        (0, Some(1)),
        (2, Some(0)),
    ] {
        let mut open_report = OpenReport::open(report)?;
        for _ in 0..n_before {
            open_report.step()?;
        }
        if let Some(n_behind) = n_behind {
            open_report.save()?;
            for _ in 0..n_behind {
                open_report.step()?;
            }
        }
    }
    println!("done");
    Ok(())
}

/// Saves again and again upon whatever stands there, without locks. Says of each file the hash of the one it followed and
/// its own.
fn race(report: &Path) -> Result<()> {
    let path = path_beside(report);
    let source = source::open(report)?;
    let reading = read(&source);
    let new = Session::new(source, reading);
    for round in 0..RACES {
        let (mut session, before) = match load(&path) {
            Ok(loaded) => (loaded.session, Some(loaded.file_hash)),
            Err(_) if !path.exists() => (new.clone(), None),
            Err(error) => return Err(error.into()),
        };
        let edit = Edit::Note {
            cell: CELL.parse()?,
            note: format!("{} {round}", std::process::id()),
        };
        let stamp = Stamp {
            by: "审定员".to_owned(),
            at_secs: 1_700_000_000,
        };
        session.apply(edit, &stamp)?;
        match save(&path, &session, before.as_deref()) {
            Ok(hash) => println!("saved {} {hash}", before.as_deref().unwrap_or("-")),
            Err(error) => println!("refused {error}"),
        }
    }
    println!("done");
    Ok(())
}

/// Says how many steps there are, and fails where they are not those that were made.
fn look(report: &Path) -> Result<()> {
    let open_report = OpenReport::open(report)?;
    let records = open_report.session.journal().records();
    for (number, record) in records.iter().enumerate() {
        let is_own =
            matches!(record, Record::Do(entry) if entry.label.contains(&(number + 10).to_string()));
        if !is_own {
            return Err(format!("step {number} is {record:?}").into());
        }
    }
    println!("steps {}", records.len());
    Ok(())
}
