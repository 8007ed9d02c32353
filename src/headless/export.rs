//! `gouji export`: the reviews of a dataset as one table, with what its columns mean beside it.

use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::Path;

use crate::export::data::{self, Job, Tally};
use crate::headless::inputs::Input;
use crate::headless::output::{self, complain, progress_bar};
use crate::headless::reviews::{self, Listing};
use crate::headless::{ExportOptions, FINE, UNREADABLE, now};

/// Writes the table and the files beside it. Returns the exit code.
#[must_use]
pub fn export(options: &ExportOptions) -> u8 {
    if let Err(error) = data::of_ending(&options.to) {
        complain(&error.to_string());
        return UNREADABLE;
    }
    let Some((listing, inputs)) = reviews::found(&options.datasets, "没有导出") else {
        return UNREADABLE;
    };
    if let Some(sentence) = refusal(&options.to, &inputs) {
        complain(&sentence);
        return UNREADABLE;
    }
    match write(options, &listing) {
        Ok(tally) => {
            tell(options, &listing, &tally);
            if tally.failed.len() + listing.errors.len() > 0 {
                UNREADABLE
            } else {
                FINE
            }
        }
        Err(error) => {
            let path = options.to.display();
            complain(&format!("没有导出 {path}：{error}。原有的文件没有改动。"));
            UNREADABLE
        }
    }
}

/// Why nothing is written to any of the files; a sentence, or nothing.
fn refusal(to: &Path, inputs: &[Input]) -> Option<String> {
    let mut files = data::files_of(to).into_iter();
    files.find_map(|(path, is_earlier)| {
        let inputs = if is_earlier { &[] } else { inputs };
        output::refusal(&path, inputs, "--to")
    })
}

fn write(options: &ExportOptions, listing: &Listing) -> Result<Tally, data::TableError> {
    let bar = progress_bar(listing.reviews.len(), true);
    let job = Job {
        reviews: listing.reviews.clone(),
        to: options.to.clone(),
        only_signed: options.only_signed,
        table: options.table,
        at_secs: now(),
    };
    let tally = job.write(|| {
        bar.inc(1);
        ControlFlow::Continue(())
    });
    bar.finish_and_clear();
    tally
}

fn tell(options: &ExportOptions, listing: &Listing, tally: &Tally) {
    for sentence in tally.notices.iter().chain(&tally.failed) {
        complain(sentence);
    }
    let mut line = format!(
        "已导出 {}：{} 份报告，{} 行",
        options.to.display(),
        tally.reports,
        tally.rows
    );
    let left_out = [
        (tally.unsigned, "份尚未审定"),
        (listing.unreviewed.len(), "份没有审定文件"),
        (tally.failed.len(), "份审定文件无法打开"),
    ];
    for (n, what) in left_out.into_iter().filter(|(n, _)| *n > 0) {
        let _ = write!(line, "；另有 {n} {what}，未列入");
    }
    complain(&format!("{line}。"));
}
