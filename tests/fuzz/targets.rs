//! What is tried, and what must hold whatever the input: no panic, the same result twice, bounds in time, a reading that
//! keeps its contract, and a review that is the same after saving and loading.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use gouji::dataset::{load_bytes, pack, recovery, render};
use gouji::read::read;
use gouji::review::Session;
use gouji::review::proposals::proposals;
use gouji::said::Said;
use gouji::source::hash::sha256_hex;
use gouji::source::import::{self, Failure, ImportedText, Work};
use gouji::source::kind::{self, FileKind, Parsed};
use gouji::source::{Source, limits, open_bytes};

use crate::contract::broken_contract;
use crate::seeds;

/// What an input is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A text file, to its reading, its rules, its repairs, its saved review.
    Text,
    /// An importer, and then as a text.
    Html,
    Mht,
    Pdf,
    Docx,
    Doc,
    Xlsx,
    Xls,
    Json,
    Boxes,
    Xml,
    Ofd,
    /// A saved review.
    Review,
    /// A crash journal.
    Journal,
}

impl Target {
    pub(crate) const ALL: [Self; 14] = [
        Self::Text,
        Self::Html,
        Self::Mht,
        Self::Pdf,
        Self::Docx,
        Self::Doc,
        Self::Xlsx,
        Self::Xls,
        Self::Json,
        Self::Boxes,
        Self::Xml,
        Self::Ofd,
        Self::Review,
        Self::Journal,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Review => "review",
            Self::Journal => "journal",
            _ => self.format().map_or("", Parsed::key),
        }
    }

    fn format(self) -> Option<Parsed> {
        Some(match self {
            Self::Text | Self::Review | Self::Journal => return None,
            Self::Html => Parsed::Html,
            Self::Mht => Parsed::Mht,
            Self::Pdf => Parsed::Pdf,
            Self::Docx => Parsed::Docx,
            Self::Doc => Parsed::Doc,
            Self::Xlsx => Parsed::Xlsx,
            Self::Xls => Parsed::Xls,
            Self::Json => Parsed::Json,
            Self::Boxes => Parsed::Boxes,
            Self::Xml => Parsed::Xml,
            Self::Ofd => Parsed::Ofd,
        })
    }
}

/// A bound on processor time, told as a multiple of what the same work takes for the sample report, on this computer
/// and in this build.
struct Bound {
    /// What may be taken in any case.
    least: Duration,
    /// How many times as long anything may take.
    times: u32,
    /// Does the work for the sample report, and tells what it took.
    sample: fn() -> Duration,
    /// What that took, in nanoseconds, at its slowest so far.
    slowest: AtomicU64,
}

/// Reading and checking a report: some 20 ms for the sample in an optimised program, so that 10 s are allowed.
static READING: Bound = Bound {
    least: Duration::from_secs(10),
    times: 500,
    sample: || {
        let source = base().0.source();
        let before = processor_time();
        let _ = read(source);
        processor_time().saturating_sub(before)
    },
    slowest: AtomicU64::new(0),
};

/// The searches for repairs of all blocks together: some 40 ms for the sample with every 1 misread, so that 1 s is
/// allowed, twice that of a quiet computer.
static REPAIRS: Bound = Bound {
    least: Duration::from_secs(1),
    times: 25,
    sample: || {
        let mut source = base().0.source().clone();
        source.text = source.text.replace('1', "7");
        let reading = read(&source);
        let session = Session::new(source, reading);
        let before = processor_time();
        let _ = proposals(&session, None);
        processor_time().saturating_sub(before)
    },
    slowest: AtomicU64::new(0),
};

impl Bound {
    /// What may be taken, by the slowest sample so far; tried once, or `again`.
    fn limit(&self, again: bool) -> Duration {
        if again || self.slowest.load(Ordering::Relaxed) == 0 {
            let taken = (self.sample)();
            let nanoseconds = u64::try_from(taken.as_nanos()).unwrap_or(u64::MAX);
            self.slowest.fetch_max(nanoseconds, Ordering::Relaxed);
        }
        let slowest = Duration::from_nanos(self.slowest.load(Ordering::Relaxed));
        self.least.max(slowest * self.times)
    }
}

/// Gives `bytes` to the target.
///
/// # Errors
/// A sentence that says what did not hold.
pub(crate) fn check(target: Target, bytes: &[u8]) -> Result<(), String> {
    match (target, target.format()) {
        (Target::Journal, _) => journal(bytes).and_then(|()| journal(&sealed(bytes))),
        (Target::Review, _) => review(bytes).and_then(|()| review(&with_checksum(bytes))),
        (_, Some(format)) => imported(format, bytes),
        (_, None) => match kind::of(bytes) {
            FileKind::Text => text(bytes),
            FileKind::Parsed(format) => imported(format, bytes),
            FileKind::Locked | FileKind::Foreign { .. } => Ok(()),
        },
    }
}

fn text(bytes: &[u8]) -> Result<(), String> {
    // A file of separated values is one by its name; either must hold.
    let name = if bytes.len().is_multiple_of(8) {
        "a.csv"
    } else {
        "a.txt"
    };
    match open_bytes(Path::new(name), bytes) {
        Ok(source) => whole(&source),
        Err(error) => sentence(&error.to_string()),
    }
}

fn sentence(said: &str) -> Result<(), String> {
    let is_one = said.ends_with('。') && !said.contains(['\n', '\0']);
    is_one
        .then_some(())
        .ok_or_else(|| format!("no sentence: {said:?}"))
}

fn imported(format: Parsed, bytes: &[u8]) -> Result<(), String> {
    let before = processor_time();
    let outcome = import_alone(format, bytes.to_vec());
    within("importing", before, &READING)?;
    let Ok(outcome) = outcome else { return Ok(()) };
    if !bytes.len().is_multiple_of(4) {
        return whole(&source(format, bytes, outcome));
    }
    let again = import_alone(format, bytes.to_vec());
    if again.as_ref() != Ok(&outcome) {
        return Err("imported twice, and not the same".to_owned());
    }
    whole(&source(format, bytes, outcome))
}

fn import_alone(format: Parsed, bytes: Vec<u8>) -> Result<ImportedText, Failure> {
    let mut work = Work {
        scan_pages: gouji::source::scan_pages::ScanPages::First(1),
        from_pictures: false,
        tell: &mut |_| {},
    };
    import::import(format, bytes, &mut work)
}

fn source(format: Parsed, bytes: &[u8], outcome: ImportedText) -> Source {
    Source {
        name: "a".to_owned(),
        sha256: sha256_hex(bytes),
        format: format.key().to_owned(),
        encoding: outcome.encoding,
        text: outcome.written.text,
        grids: outcome.written.grids,
        pages: outcome.written.pages,
        recognised: outcome.recognised,
        seen: outcome.seen,
        places: outcome.written.places,
        notices: outcome.notices,
    }
}

/// What holds for every source: it keeps to the limits, and its spans lie in the text, in order.
fn check_source(source: &Source) -> Result<(), String> {
    if limits::end(&source.text).is_some() {
        return Err(format!("a text of {} bytes", source.text.len()));
    }
    for grid in &source.grids {
        let mut end = 0;
        for cell in &grid.cells {
            let text = source.text.get(cell.span.range());
            if cell.span.start() < end || text.is_none_or(|text| text.contains(['\t', '\n'])) {
                return Err(format!(
                    "a cell of a grid stands at {:?}: {text:?}",
                    cell.span
                ));
            }
            end = cell.span.end();
        }
    }
    let pages = source.pages.iter().chain(&source.recognised);
    let lost = pages
        .filter(|page| source.text.get(page.range()).is_none())
        .count();
    (lost == 0)
        .then_some(())
        .ok_or_else(|| format!("{lost} pages are none of the text"))
}

/// Everything that follows from a source.
fn whole(source: &Source) -> Result<(), String> {
    check_source(source)?;
    let before = processor_time();
    let reading = read(source);
    let wrong = broken_contract(source, &reading);
    if !wrong.is_empty() {
        return Err(wrong.join("\n"));
    }
    if source.text.len().is_multiple_of(4) && read(source) != reading {
        return Err("read twice, and not the same".to_owned());
    }
    let session = Session::new(source.clone(), reading);
    within("reading", before, &READING)?;
    let before = processor_time();
    let offered = proposals(&session, None);
    within("the search for repairs", before, &REPAIRS)?;
    if source.text.len().is_multiple_of(8) && proposals(&session, None) != offered {
        return Err("repairs were searched twice, and not the same".to_owned());
    }
    if !source.text.len().is_multiple_of(3) {
        return Ok(());
    }
    saved(&session, &[])
}

/// Saved and loaded it is the same, and the file says so, but for what was `known` of it.
fn saved(session: &Session, known: &[Said]) -> Result<(), String> {
    let text = rendered(session)?;
    let loaded = load_bytes(Path::new("a.gouji.ron"), text.as_bytes())
        .map_err(|error| format!("saved, and not loaded: {error}"))?;
    if loaded.notices.iter().any(|notice| !known.contains(notice)) {
        return Err(format!("saved, and loaded with {:?}", loaded.notices));
    }
    (rendered(&loaded.session)? == text)
        .then_some(())
        .ok_or_else(|| "saved, and loaded as another".to_owned())
}

fn rendered(session: &Session) -> Result<String, String> {
    render::render(&pack::file(session)).map_err(|error| format!("not rendered: {error}"))
}

fn review(bytes: &[u8]) -> Result<(), String> {
    let loaded = match load_bytes(Path::new("a.gouji.ron"), bytes) {
        Ok(loaded) => loaded,
        Err(error) => return sentence(&error.to_string()),
    };
    let text = String::from_utf8_lossy(bytes);
    let checksum = text
        .rsplit_once(CHECKSUM)
        .and_then(|(_, rest)| rest.split('"').next());
    let is_other = checksum.is_some_and(|checksum| !render::is_as_rendered(bytes, checksum));
    if is_other && loaded.notices.is_empty() {
        return Err("a changed review is loaded without a word".to_owned());
    }
    let before = processor_time();
    saved(&loaded.session, &loaded.notices)?;
    within("saving and loading", before, &READING)
}

const CHECKSUM: &str = "    checksum: \"";

/// The review with the checksum that its bytes have, as bad intent would give it.
fn with_checksum(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let body = text.rsplit_once(CHECKSUM).map_or(&*text, |(body, _)| body);
    format!("{body}{CHECKSUM}{}\",\n)\n", sha256_hex(body.as_bytes())).into_bytes()
}

/// The journal with the checksums that its lines have.
fn sealed(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let (mut last, mut sealed) = (String::new(), String::new());
    for line in text.lines() {
        let line = line.rsplit_once(" // ").map_or(line, |(line, _)| line);
        last = sha256_hex(format!("{last}{line}").as_bytes());
        last.truncate(16);
        sealed += &format!("{line} // {last}\n");
    }
    sealed.into_bytes()
}

/// The review of the sample report, and its hash.
fn base() -> &'static (Session, String) {
    static BASE: OnceLock<(Session, String)> = OnceLock::new();
    BASE.get_or_init(seeds::base)
}

fn journal(bytes: &[u8]) -> Result<(), String> {
    let (session, hash) = base();
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = folder.path().join("a.gouji.ron");
    let steps = folder.path().join("a.gouji.ron.steps");
    fs::write(&steps, bytes).map_err(|error| error.to_string())?;
    let left = recovery::recover(&path);
    left.notices
        .iter()
        .try_for_each(|notice| sentence(&notice.chinese))?;
    let Some(found) = left.steps else {
        // Whatever cannot be used is still there.
        let is_kept = bytes.is_empty()
            || fs::read_dir(folder.path()).is_ok_and(|mut files| files.next().is_some());
        return is_kept
            .then_some(())
            .ok_or_else(|| "a journal is gone".to_owned());
    };
    let _ = found.is_in(session);
    let mut continued = session.clone();
    let n_before = continued.journal().records().len();
    match found.continue_in(&mut continued, Some(hash)) {
        Ok(n_steps) if continued.journal().records().len() == n_before + n_steps => {
            let is_tried = bytes.len().is_multiple_of(4);
            if is_tried {
                saved(&continued, &[])
            } else {
                Ok(())
            }
        }
        Ok(n_steps) => Err(format!("{n_steps} steps continued, and others are there")),
        Err(error) if continued.journal() == session.journal() => sentence(&error.to_string()),
        Err(error) => Err(format!("not continued, and changed: {error}")),
    }
}

fn within(what: &str, before: Duration, bound: &Bound) -> Result<(), String> {
    let taken = processor_time().saturating_sub(before);
    // What is too long for the computer as it was is measured again: it may have become slower since.
    let is_within = taken <= bound.limit(false) || taken <= bound.limit(true);
    is_within
        .then_some(())
        .ok_or_else(|| format!("{what} took {} ms", taken.as_millis()))
}

/// What this thread has taken so far; nothing where the system does not tell.
fn processor_time() -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told
        .split(' ')
        .next()
        .and_then(|number| number.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}
