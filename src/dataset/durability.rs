//! Nothing that was told to be on the disk is lost: kills and power cuts after every call, and every call failing once.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::dataset::recovery::{Recovery, recover};
use crate::dataset::side::recorder::{Disk, End, Entry, Recording};
use crate::dataset::side::{self, Access};
use crate::dataset::{load, save};
use crate::review::{Edit, Origin, Record, Session, Stamp};

const SAMPLE: &str = "tests/files/schema-1.gouji.ron";
const NAME: &str = "a.txt.gouji.ron";

/// The report of the sample, as if just opened.
fn report() -> Session {
    let sample = load(Path::new(SAMPLE)).unwrap().session;
    Session::new(sample.source().clone(), sample.reading().clone())
}

/// A window without a window: a review, its saved file and its crash journal.
struct Reviewer {
    path: PathBuf,
    session: Session,
    hash: Option<String>,
    journal: Recovery,
}

impl Reviewer {
    /// Opens the report whose review is in `folder`, and continues with the steps of a crash.
    fn open(folder: &Path, report: &Session) -> Self {
        let path = folder.join(NAME);
        // A file that cannot be read just now is said, and opened again.
        let (mut session, hash) = match load(&path).or_else(|_| load(&path)) {
            Ok(loaded) => (loaded.session, Some(loaded.file_hash)),
            Err(_) if !side::is_there(&path) => (report.clone(), None),
            Err(error) => panic!("{error}"),
        };
        let n_saved = session.journal().records().len();
        let mut journal = Recovery::start(&path, hash.as_deref(), n_saved, &session);
        if let Some(found) = recover(&path).steps {
            if found.is_in(&session) {
                let _ = found.discard();
            } else if found.continue_in(&mut session, hash.as_deref()).is_ok() {
                journal = Recovery::resume(&path, found, &session);
            } else {
                found.set_aside().unwrap();
            }
        }
        Self {
            path,
            session,
            hash,
            journal,
        }
    }

    fn n_steps(&self) -> usize {
        self.session.journal().records().len()
    }

    /// Makes a step and waits until it is told to be durable.
    fn step(&mut self, recording: &Recording) {
        let edit = Edit::Enter {
            cell: "requests.received.natural_person".parse().unwrap(),
            text: (self.n_steps() + 10).to_string(),
            origin: Origin::Typed,
            spans: Vec::new(),
        };
        let stamp = Stamp {
            by: "审定员".to_owned(),
            at_secs: 1_700_000_000,
        };
        self.session.apply(edit, &stamp).unwrap();
        self.settle(recording);
    }

    fn settle(&mut self, recording: &Recording) {
        for _ in 0..2000 {
            // A failure is no end: it is tried again.
            let _ = self.journal.record(&self.session);
            if self.journal.is_durable(&self.session) {
                recording.durable(self.n_steps());
                return;
            }
            thread::sleep(Duration::from_millis(1));
        }
        panic!("{} steps never became durable", self.n_steps());
    }

    fn save(&mut self, recording: &Recording) {
        let saved = save(&self.path, &self.session, self.hash.as_deref());
        let saved = saved.or_else(|_| save(&self.path, &self.session, self.hash.as_deref()));
        let hash = saved.unwrap();
        let _ = self.journal.saved(&hash, &self.session);
        self.hash = Some(hash);
        recording.durable(self.n_steps());
    }
}

/// Steps of a day: before the first save and after it, with crashes in between.
fn day(folder: &Path, report: &Session, recording: &Recording) -> Vec<Record> {
    let mut reviewer = Reviewer::open(folder, report);
    (0..3).for_each(|_| reviewer.step(recording));
    drop(reviewer);
    let mut reviewer = Reviewer::open(folder, report);
    (0..2).for_each(|_| reviewer.step(recording));
    reviewer.save(recording);
    (0..2).for_each(|_| reviewer.step(recording));
    drop(reviewer);
    let mut reviewer = Reviewer::open(folder, report);
    reviewer.step(recording);
    drop(reviewer);
    // The end of a write that was cut off stands behind the whole lines.
    let journal = folder.join(format!("{NAME}.steps"));
    let len = fs::metadata(&journal).unwrap().len();
    let file = side::open(&journal, Access::Write).unwrap();
    file.put(len, "Do(at: 17".as_bytes()).unwrap();
    drop(file);
    let mut reviewer = Reviewer::open(folder, report);
    reviewer.step(recording);
    reviewer.save(recording);
    reviewer.step(recording);
    reviewer.session.journal().records().to_vec()
}

/// After every call, and in the middle of every write, each way to end the program leaves all steps that were told to be
/// durable, and nothing else than the steps that were made.
#[test]
fn no_durable_step_is_lost_wherever_the_program_ends() {
    let (folder, report) = (tempfile::tempdir().unwrap(), report());
    let recording = Recording::start(folder.path(), None);
    let mut disk = Disk::of(folder.path());
    let made = day(folder.path(), &report, &recording);
    let entries = recording.entries();
    drop(recording);
    assert!(entries.len() > 60, "{} calls", entries.len());
    let mut n_durable = 0;
    for (number, entry) in entries.iter().enumerate() {
        if let Entry::Durable(n_steps) = entry {
            n_durable = *n_steps;
        }
        if let Entry::Write(id, at, bytes) = entry {
            let mut torn = disk.clone();
            torn.play(&Entry::Write(*id, *at, bytes[..bytes.len() / 2].to_vec()));
            check_end(&torn, End::Kill, &report, n_durable, &made, number);
        }
        disk.play(entry);
        for end in End::ALL {
            check_end(&disk, end, &report, n_durable, &made, number);
        }
    }
}

#[track_caller]
fn check_end(
    disk: &Disk,
    end: End,
    report: &Session,
    n_durable: usize,
    made: &[Record],
    number: usize,
) {
    let folder = tempfile::tempdir().unwrap();
    disk.leave(end, folder.path());
    let opened = Reviewer::open(folder.path(), report);
    let records = opened.session.journal().records();
    let place = format!("{end:?} after call {number}");
    assert!(
        records.len() >= n_durable,
        "{place}: {} of {n_durable}",
        records.len()
    );
    assert!(made.starts_with(records), "{place}");
}

/// Every call fails once; what was made is there in the end.
#[test]
fn a_call_that_fails_loses_nothing_and_ends_nothing() {
    let report = report();
    let mut number = 0;
    loop {
        let folder = tempfile::tempdir().unwrap();
        let fault = Some((number, ErrorKind::StorageFull));
        let recording = Recording::start(folder.path(), fault);
        let mut reviewer = Reviewer::open(folder.path(), &report);
        reviewer.step(&recording);
        reviewer.save(&recording);
        reviewer.step(&recording);
        drop(reviewer);
        let mut reviewer = Reviewer::open(folder.path(), &report);
        if reviewer.n_steps() < 2 {
            // The journal could not be opened or read just then; nothing has become of it.
            reviewer = Reviewer::open(folder.path(), &report);
        }
        assert_eq!(reviewer.n_steps(), 2, "call {number} failed");
        reviewer.step(&recording);
        reviewer.save(&recording);
        let has_failed = recording.has_failed();
        drop(recording);
        drop(reviewer);
        let reviewer = Reviewer::open(folder.path(), &report);
        assert_eq!(reviewer.n_steps(), 3, "call {number} failed");
        if !has_failed {
            break;
        }
        number += 1;
    }
    assert!(number > 30, "{number} calls");
}

/// Where a folder cannot be synced, a save counts, and the next save knows it.
#[test]
fn a_save_that_has_its_name_counts_although_the_folder_cannot_be_synced() {
    let (folder, report) = (tempfile::tempdir().unwrap(), report());
    for number in 0..40 {
        let path = folder.path().join(format!("{number}.gouji.ron"));
        let fault = Some((number, ErrorKind::PermissionDenied));
        let recording = Recording::start(folder.path(), fault);
        let saved = save(&path, &report, None);
        drop(recording);
        match saved {
            Ok(hash) => assert_eq!(save(&path, &report, Some(&hash)).unwrap(), hash),
            Err(error) => assert!(!path.exists(), "call {number}: {error}"),
        }
    }
}

/// A lock file that cannot be opened is one that another user may hold.
#[test]
fn a_lock_that_cannot_be_opened_is_taken() {
    use crate::dataset::lock::{Locking, lock};
    let folder = tempfile::tempdir().unwrap();
    let (path, file) = (
        folder.path().join(NAME),
        folder.path().join(format!(".{NAME}.lock")),
    );
    fs::write(&file, "").unwrap();
    // Neither for writing nor for reading.
    for fault in [0, 1] {
        let recording = Recording::start(folder.path(), Some((fault, ErrorKind::PermissionDenied)));
        let locking = lock(&path);
        drop(recording);
        assert!(
            matches!(locking, Locking::Held(_)),
            "one way is enough: {locking:?}"
        );
        drop(locking);
        fs::write(&file, "").unwrap();
    }
    fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink("/dev/null", &file).unwrap();
    assert!(matches!(lock(&path), Locking::Closed(_)));
}
