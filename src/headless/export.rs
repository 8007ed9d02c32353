//! `gouji export`: the reviews of a dataset as one table, with what its columns mean beside it.

use std::fmt::Write as _;
use std::fs::{self, Metadata};
use std::io::{self, Seek, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::dataset::folder::is_reviewed;
use crate::dataset::{self, path_beside};
use crate::export::data::companions::{self, Facts};
use crate::export::data::{self, Field, Format, Options, Review, Rows, TableError};
use crate::headless::inputs::{self, Input, Search};
use crate::headless::ordered::for_each_in_order;
use crate::headless::output::{self, complain, progress_bar};
use crate::headless::{ExportOptions, FINE, UNREADABLE};
use crate::review::Session;
use crate::source::open::{sha256_hex, sha256_hex_of};

/// Largest file of sums, in bytes: four lines.
const MOST_SUMS: u64 = 16 * 1024;

/// The reviews of a dataset.
#[derive(Default)]
struct Listing {
    reviews: Vec<PathBuf>,
    /// Reports that nobody has reviewed.
    n_unreviewed: usize,
    /// Sentences about what could not be listed.
    errors: Vec<String>,
}

/// What came of the reviews.
#[derive(Default)]
struct Tally {
    /// Reports in the table.
    reports: usize,
    /// Those of them that are signed off.
    signed: usize,
    /// Reports left out because nobody has signed them off.
    unsigned: usize,
    /// Rows of the table.
    rows: u64,
    /// Reviews that could not be opened.
    failed: usize,
}

/// Writes the table and the files beside it. Returns the exit code.
#[must_use]
pub fn export(options: &ExportOptions) -> u8 {
    let format = match data::of_ending(&options.to) {
        Ok(format) => format,
        Err(error) => {
            complain(&error.to_string());
            return UNREADABLE;
        }
    };
    let expanded = inputs::expand(&options.datasets, Search::Reviews);
    expanded.tell_passed();
    let listing = Listing::of(&expanded.inputs);
    for error in &listing.errors {
        complain(error);
    }
    if listing.reviews.is_empty() {
        complain("没有找到审定文件（*.gouji.ron），没有导出。请先在窗口中审定并保存，或检查路径。");
        return UNREADABLE;
    }
    if let Some(sentence) = refusal(&options.to, &expanded.inputs) {
        complain(&sentence);
        return UNREADABLE;
    }
    match write(options, format, &listing) {
        Ok(tally) => {
            tell(options, &listing, &tally);
            if tally.failed + listing.errors.len() > 0 {
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

impl Listing {
    /// The reviews among `inputs`: a review, or that beside a report.
    fn of(inputs: &[Input]) -> Self {
        let mut listing = Self::default();
        for input in inputs {
            match input {
                Input::File(path) => listing.add(path),
                Input::Bad { path, error } => {
                    listing.errors.push(format!("{}：{error}", path.display()));
                }
            }
        }
        listing
    }

    fn add(&mut self, path: &Path) {
        if is_reviewed(path) {
            self.reviews.push(path.to_owned());
        } else if path_beside(path).exists() {
            self.reviews.push(path_beside(path));
        } else if path.exists() {
            self.n_unreviewed += 1;
        } else {
            let path = path.display();
            self.errors.push(format!("找不到 {path}。请检查路径。"));
        }
    }
}

/// Why nothing is written to any of the files; a sentence, or nothing. Those of an earlier table, as its sums name them, are
/// replaced, though a folder that is exported anew has them among its reports.
fn refusal(to: &Path, inputs: &[Input]) -> Option<String> {
    let earlier = earlier_sums(to);
    let is_earlier = |path: &Path| {
        let mut names = earlier.lines().filter_map(|line| line.split_once("  "));
        names.any(|(_, name)| Some(name.as_ref()) == path.file_name())
    };
    let beside = Companion::ALL.map(|companion| companion.path(to));
    let mut files = std::iter::once(to.to_owned()).chain(beside);
    files.find_map(|path| {
        let inputs = if is_earlier(&path) { &[] } else { inputs };
        output::refusal(&path, inputs, "--to")
    })
}

/// The sums beside a table that was written before; empty if there are none.
fn earlier_sums(to: &Path) -> String {
    let path = Companion::Sums.path(to);
    let is_small = |metadata: &Metadata| metadata.is_file() && metadata.len() <= MOST_SUMS;
    let metadata = fs::metadata(&path).ok().filter(is_small);
    metadata
        .and_then(|_| fs::read_to_string(&path).ok())
        .unwrap_or_default()
}

/// The files beside a table. Their names begin with that of the table, so that two tables in a folder keep theirs.
#[derive(Clone, Copy)]
enum Companion {
    Codebook,
    CodebookForPeople,
    Citation,
    Sums,
}

impl Companion {
    const ALL: [Self; 4] = [
        Self::Codebook,
        Self::CodebookForPeople,
        Self::Citation,
        Self::Sums,
    ];

    fn ending(self) -> &'static str {
        match self {
            Self::Codebook => ".codebook.csv",
            Self::CodebookForPeople => ".codebook.md",
            Self::Citation => ".CITATION.cff",
            Self::Sums => ".SHA256SUMS",
        }
    }

    fn path(self, table: &Path) -> PathBuf {
        let mut name = table.file_stem().unwrap_or_default().to_owned();
        name.push(self.ending());
        table.with_file_name(name)
    }
}

fn write(options: &ExportOptions, format: Format, listing: &Listing) -> Result<Tally, TableError> {
    let unwritable =
        |error: io::Error| TableError::Unwritable(format!("{error}。请检查磁盘空间和写入权限"));
    let draft = output::draft(&options.to).map_err(unwritable)?;
    let mut rows = format.begin(draft, options.table)?;
    let tally = write_rows(options, listing, rows.as_mut())?;
    let mut draft = rows.finish()?;
    draft.rewind().map_err(unwritable)?;
    let sha256 = sha256_hex_of(&mut draft).map_err(unwritable)?;
    let facts = Facts {
        n_reports: tally.reports,
        n_signed: tally.signed,
        n_rows: tally.rows,
        at_secs: now(),
    };
    for (path, text) in companions(options, &facts, &sha256)? {
        let mut draft = output::draft(&path).map_err(unwritable)?;
        draft.write_all(text.as_bytes()).map_err(unwritable)?;
        output::put_in_place(&mut draft, &path).map_err(unwritable)?;
    }
    output::put_in_place(&mut draft, &options.to).map_err(unwritable)?;
    Ok(tally)
}

fn write_rows(
    options: &ExportOptions,
    listing: &Listing,
    rows: &mut dyn Rows,
) -> Result<Tally, TableError> {
    let mut tally = Tally::default();
    let mut written = Ok(());
    let bar = progress_bar(listing.reviews.len(), true);
    for_each_in_order(
        &listing.reviews,
        |path| {
            let table = table_of(path, options);
            bar.inc(1);
            table
        },
        |table| {
            written = tally.take(table, rows);
            if written.is_ok() {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        },
    );
    bar.finish_and_clear();
    written.map(|()| tally)
}

/// The rows of one review, or a sentence that says why there are none.
enum Part {
    Rows {
        rows: Vec<Vec<Field>>,
        is_signed: bool,
    },
    NotSigned,
    Failed(String),
}

fn table_of(path: &Path, options: &ExportOptions) -> Part {
    let loaded = match dataset::load(path) {
        Ok(loaded) => loaded,
        Err(error) => return Part::Failed(error.to_string()),
    };
    for notice in &loaded.notices {
        complain(&format!("{}：{notice}", path.display()));
    }
    let is_signed = loaded.session.sign_off().is_some();
    if options.only_signed && !is_signed {
        return Part::NotSigned;
    }
    Part::Rows {
        rows: rows_of(path, &loaded.session, options.table),
        is_signed,
    }
}

fn rows_of(path: &Path, session: &Session, table: Options) -> Vec<Vec<Field>> {
    let file = path.display().to_string();
    let review = Review {
        file: &file,
        session,
    };
    table.shape.rows(&review)
}

impl Tally {
    fn take(&mut self, part: Part, out: &mut dyn Rows) -> Result<(), TableError> {
        match part {
            Part::NotSigned => self.unsigned += 1,
            Part::Failed(sentence) => {
                complain(&sentence);
                self.failed += 1;
            }
            Part::Rows { rows, is_signed } => {
                self.reports += 1;
                self.signed += usize::from(is_signed);
                for row in rows {
                    out.row(&row)?;
                    self.rows += 1;
                }
            }
        }
        Ok(())
    }
}

/// The files beside the table, the sums last.
fn companions(
    options: &ExportOptions,
    facts: &Facts,
    sha256: &str,
) -> Result<Vec<(PathBuf, String)>, TableError> {
    let table = &options.to;
    let stem = table.file_stem().unwrap_or_default().to_string_lossy();
    let mut files: Vec<(PathBuf, String)> = vec![
        (
            Companion::Codebook.path(table),
            companions::codebook_csv(options.table)?,
        ),
        (
            Companion::CodebookForPeople.path(table),
            companions::codebook_md(&stem, options.table, facts),
        ),
        (
            Companion::Citation.path(table),
            companions::citation(&stem, facts, sha256),
        ),
    ];
    let name = |path: &Path| {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let mut sums = vec![(name(table), sha256.to_owned())];
    sums.extend(
        files
            .iter()
            .map(|(path, text)| (name(path), sha256_hex(text.as_bytes()))),
    );
    files.push((Companion::Sums.path(table), companions::sums(&sums)));
    Ok(files)
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

fn tell(options: &ExportOptions, listing: &Listing, tally: &Tally) {
    let mut line = format!(
        "已导出 {}：{} 份报告，{} 行",
        options.to.display(),
        tally.reports,
        tally.rows
    );
    let left_out = [
        (tally.unsigned, "份尚未审定"),
        (listing.n_unreviewed, "份没有审定文件"),
        (tally.failed, "份审定文件无法打开"),
    ];
    for (n, what) in left_out.into_iter().filter(|(n, _)| *n > 0) {
        let _ = write!(line, "；另有 {n} {what}，未列入");
    }
    complain(&format!("{line}。"));
}
