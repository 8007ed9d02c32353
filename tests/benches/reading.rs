//! What a report costs without a window, part by part, and what it costs to start. Goals: 12 million instructions a report,
//! claims 1 ms, rules 0.3 ms, 60 ms for `gouji read` of one file.
//!
//! Run with `cargo bench --bench reading`. Instructions are counted with
//! `valgrind --tool=callgrind target/release/gouji read FILE`, once with one file and once with several.

#![expect(
    clippy::expect_used,
    reason = "without the sample there is nothing to measure"
)]

use std::path::Path;
use std::process::Command;

use gouji::read::{self, Reading};
use gouji::review::evidence::{self, NOTHING_SETTLED};
use gouji::review::{Session, proposals};
use gouji::rules::{Given, Neighbours};
use gouji::source::{self, Source};

fn main() {
    divan::main();
}

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/示例报告.txt");

fn sample() -> (Source, Reading) {
    let source = source::open(Path::new(SAMPLE)).expect("the sample opens");
    let reading = read::read(&source);
    (source, reading)
}

#[divan::bench]
fn start_and_one_file(bencher: divan::Bencher) {
    let run = || {
        Command::new(env!("CARGO_BIN_EXE_gouji"))
            .args(["read", SAMPLE])
            .output()
    };
    bencher.bench(run);
}

#[divan::bench]
fn reading(bencher: divan::Bencher) {
    let (source, _) = sample();
    bencher.bench(|| read::read(&source));
}

#[divan::bench]
fn claims(bencher: divan::Bencher) {
    let (source, reading) = sample();
    bencher.bench(|| evidence::claims(&source.text, &reading));
}

#[divan::bench]
fn rules(bencher: divan::Bencher) {
    let (source, reading) = sample();
    let claims = evidence::claims(&source.text, &reading);
    let sheet = reading.sheet();
    let given = Given {
        sheet: &sheet,
        reading: &reading,
        text: &source.text,
        prose: &[],
        neighbours: &Neighbours::default(),
        settled: &NOTHING_SETTLED,
    };
    bencher.bench(|| evidence::check(&claims, &given));
}

#[divan::bench]
fn repairs(bencher: divan::Bencher) {
    let (source, reading) = sample();
    let session = Session::new(source, reading);
    bencher.bench(|| proposals::proposals(&session, None));
}
