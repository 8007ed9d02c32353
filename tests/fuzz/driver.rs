//! Damaged files without end: each input follows from its target and its number alone, so that a number names it.
//!
//! `cargo run --example fuzz -- [TARGET…] [--seconds N] [--inputs N] [--from N] [--threads N]` tries all targets, or
//! those named, for so many seconds together or so many inputs each. An input that breaks something is shortened, kept
//! as `target/fuzz/TARGET-NUMBER`, and the run fails. `--file PATH` tries one file, `--write FOLDER` writes the seeds.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::format_push_string,
    dead_code,
    reason = "a test may fail loudly, uses a part of what the tests share, and reports to a person"
)]

#[path = "../common/contract.rs"]
mod contract;
mod mutate;
#[path = "../formats/package.rs"]
mod package;
#[path = "../formats/pdf.rs"]
mod pdf;
mod random;
#[path = "../formats/report.rs"]
mod report;
mod seeds;
mod targets;

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{Seek, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::mutate::mutate;
use crate::random::Random;
use crate::seeds::Seed;
use crate::targets::{Target, check};

/// Stack of a thread, in bytes: that of an import worker.
const STACK: usize = 64 << 20;

/// Faults of one target after which it is left.
const MOST_FAULTS: usize = 12;

/// Times that an input is shortened, and for how long.
const MOST_CUTS: usize = 400;
const LONGEST_CUTTING: Duration = Duration::from_secs(10);

#[derive(Clone, Debug)]
struct Options {
    targets: Vec<Target>,
    seconds: u64,
    inputs: u64,
    from: u64,
    threads: usize,
}

thread_local! {
    static LAST_PANIC: Cell<String> = const { Cell::new(String::new()) };
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let after = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)
    };
    let number = |name, default| after(name).map_or(default, |text: &String| text.parse().unwrap());
    let mut targets: Vec<Target> = Target::ALL.into();
    if arguments
        .iter()
        .any(|argument| targets.iter().any(|target| target.name() == argument))
    {
        targets.retain(|target| arguments.iter().any(|argument| argument == target.name()));
    }
    let options = Options {
        seconds: number(
            "--seconds",
            if after("--inputs").is_some() {
                u64::from(u32::MAX)
            } else {
                60
            },
        ),
        inputs: number("--inputs", u64::MAX),
        from: number("--from", 0),
        threads: usize::try_from(number("--threads", 1)).unwrap(),
        targets,
    };
    if let Some(folder) = after("--write") {
        write_seeds(Path::new(folder), &options.targets);
        return ExitCode::SUCCESS;
    }
    panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map_or_else(String::new, ToString::to_string);
        let said = panic.payload_as_str().unwrap_or_default();
        LAST_PANIC.set(format!("{place}: {said}"));
    }));
    let file = after("--file").map(|path| fs::read(path).unwrap());
    let mut all_well = true;
    for target in &options.targets {
        let report = match &file {
            Some(bytes) => on_large_stack(|| one_file(*target, bytes)),
            None => run(*target, &options),
        };
        all_well &= report;
    }
    println!("peak memory {} MB", peak_mb());
    if all_well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What an input came to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    Fine,
    /// A parser of others panicked: the worker answers that with a sentence.
    ParserPanicked(String),
    Fault(String),
}

fn outcome(target: Target, bytes: &[u8]) -> Outcome {
    match panic::catch_unwind(AssertUnwindSafe(|| check(target, bytes))) {
        Ok(Ok(())) => Outcome::Fine,
        Ok(Err(fault)) => Outcome::Fault(fault),
        Err(_) => {
            let place = LAST_PANIC.take();
            if place.contains("/.cargo/registry/") {
                Outcome::ParserPanicked(place)
            } else {
                Outcome::Fault(format!("panic at {place}"))
            }
        }
    }
}

fn on_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, work);
        thread.unwrap().join().unwrap()
    })
}

fn one_file(target: Target, bytes: &[u8]) -> bool {
    let outcome = outcome(target, bytes);
    println!("{}: {outcome:?}", target.name());
    !matches!(outcome, Outcome::Fault(_))
}

/// What the threads of a run share.
struct Run<'a> {
    target: Target,
    seeds: &'a [Seed],
    options: &'a Options,
    end: Instant,
    next: AtomicU64,
    done: AtomicU64,
    faults: Mutex<Vec<String>>,
    parser_panics: Mutex<Vec<String>>,
}

/// Tries inputs of one target; whether all went well.
fn run(target: Target, options: &Options) -> bool {
    let share = options.seconds / u64::try_from(options.targets.len()).unwrap();
    let seeds = seeds::of(target);
    let begun = Instant::now();
    let run = Run {
        target,
        seeds: &seeds,
        options,
        end: begun + Duration::from_secs(share),
        next: AtomicU64::new(options.from),
        done: AtomicU64::new(0),
        faults: Mutex::default(),
        parser_panics: Mutex::default(),
    };
    // The seeds themselves come first.
    for seed in &seeds {
        on_large_stack(|| try_input(&run, u64::MAX, &seed.bytes()));
    }
    thread::scope(|scope| {
        for _ in 0..options.threads {
            let work = || try_inputs(&run);
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, work)
                .unwrap();
        }
    });
    let faults = run.faults.into_inner().unwrap();
    let mut panics = run.parser_panics.into_inner().unwrap();
    let n_panics = panics.len();
    panics.sort();
    panics.dedup();
    println!(
        "{}: {} inputs in {} s, {} faults, {n_panics} panics in parsers of others at {} places",
        target.name(),
        run.done.into_inner(),
        begun.elapsed().as_secs(),
        faults.len(),
        panics.len()
    );
    for place in &panics {
        println!("  {place}");
    }
    faults.is_empty()
}

fn try_inputs(run: &Run) {
    let now = File::create(folder().join(format!(
        "{}-now-{:?}",
        run.target.name(),
        thread::current().id()
    )))
    .unwrap();
    let last = run.options.from.saturating_add(run.options.inputs);
    while Instant::now() < run.end && run.faults.lock().unwrap().len() < MOST_FAULTS {
        let number = run.next.fetch_add(1, Ordering::Relaxed);
        if number >= last {
            return;
        }
        let mut random = Random::of(run.target.name(), number);
        let bytes = mutate(run.seeds, &mut random);
        tell(&now, number);
        try_input(run, number, &bytes);
    }
}

/// Writes down which input is tried: an abort takes the program with it.
fn tell(mut now: &File, number: u64) {
    now.rewind().unwrap();
    writeln!(now, "{number:<20}").unwrap();
}

/// Where inputs with faults are kept.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn keep(run: &Run, number: &str, bytes: &[u8]) {
    fs::write(
        folder().join(format!("{}-{number}", run.target.name())),
        bytes,
    )
    .unwrap();
}

fn try_input(run: &Run, number: u64, bytes: &[u8]) {
    run.done.fetch_add(1, Ordering::Relaxed);
    match outcome(run.target, bytes) {
        Outcome::Fine => {}
        Outcome::ParserPanicked(place) => run.parser_panics.lock().unwrap().push(place),
        Outcome::Fault(fault) => {
            let kind = kind_of(&fault);
            let shortened = shortened(run.target, bytes, &kind);
            let told = match outcome(run.target, &shortened) {
                Outcome::Fault(fault) => fault,
                _ => fault,
            };
            keep(run, &number.to_string(), &shortened);
            eprintln!("{} {number}: {told}", run.target.name());
            run.faults.lock().unwrap().push(kind);
        }
    }
}

/// The words of a fault without its figures: what another input may share.
fn kind_of(fault: &str) -> String {
    let first: String = fault.lines().next().unwrap_or_default().into();
    let words = first
        .split(' ')
        .filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == ','));
    words.collect::<Vec<_>>().join(" ")
}

/// A shorter input with a fault of the same kind, where pieces can be left out.
fn shortened(target: Target, bytes: &[u8], kind: &str) -> Vec<u8> {
    let is_same = |bytes: &[u8]| matches!(outcome(target, bytes), Outcome::Fault(fault) if kind_of(&fault) == *kind);
    let mut short = bytes.to_vec();
    let (mut size, mut n_tried) = (bytes.len() / 2, 0);
    let begun = Instant::now();
    let may_go_on = |n_tried: usize| n_tried < MOST_CUTS && begun.elapsed() < LONGEST_CUTTING;
    while size > 0 && may_go_on(n_tried) {
        let mut at = 0;
        while at < short.len() && may_go_on(n_tried) {
            let mut cut = short.clone();
            cut.drain(at..(at + size).min(short.len()));
            n_tried += 1;
            if is_same(&cut) {
                short = cut;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    short
}

fn write_seeds(folder: &Path, targets: &[Target]) {
    for target in targets {
        let folder = folder.join(target.name());
        fs::create_dir_all(&folder).unwrap();
        for (number, seed) in seeds::of(*target).iter().enumerate() {
            fs::write(folder.join(number.to_string()), seed.bytes()).unwrap();
        }
    }
}

/// The most memory the process has held, in MB; 0 where the system does not tell.
fn peak_mb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
