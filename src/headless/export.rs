//! `gouji export`: the reviews of a dataset as one table, with what its columns mean beside it.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read, Seek, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use sha2::{Digest, Sha256};

use crate::dataset::folder::{is_reviewed, reports_in};
use crate::dataset::{self, path_beside};
use crate::export::data::companions::{self, Facts};
use crate::export::data::{self, Field, Options, Review, Rows, TableError};
use crate::headless::inputs::Input;
use crate::headless::ordered::for_each_in_order;
use crate::headless::output::{self, complain, progress_bar};
use crate::headless::{ExportOptions, FINE, UNREADABLE};
use crate::review::Session;

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
    let listing = list(&options.datasets);
    for error in &listing.errors {
        complain(error);
    }
    if listing.reviews.is_empty() {
        complain("没有找到审定文件（*.gouji.ron），没有导出。请先在窗口中审定并保存，或检查路径。");
        return UNREADABLE;
    }
    let inputs: Vec<Input> = listing.reviews.iter().cloned().map(Input::File).collect();
    if let Some(sentence) = refusal(&options.to, options.table, &inputs) {
        complain(&sentence);
        return UNREADABLE;
    }
    match write(options, &listing) {
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

/// The reviews that the paths stand for: a review, a report with its review beside it, or all in a folder.
fn list(paths: &[PathBuf]) -> Listing {
    let mut listing = Listing::default();
    for path in paths {
        if !path.is_dir() {
            listing.add(path);
            continue;
        }
        let found = reports_in(path);
        for found in found.found {
            match found {
                Ok(report) => listing.add(&report),
                Err((folder, error)) => listing.errors.push(format!(
                    "无法打开文件夹 {}：{error}。请检查读取权限。",
                    folder.display()
                )),
            }
        }
        if found.is_cut {
            let folder = path.display();
            listing.errors.push(format!(
                "文件夹 {folder} 里的文件太多，只列出了一部分。请分成几个文件夹再导出。"
            ));
        }
    }
    listing
}

impl Listing {
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

/// Why nothing is written to any of the files; a sentence, or nothing.
fn refusal(to: &Path, table: Options, inputs: &[Input]) -> Option<String> {
    if data::of_ending(to).is_none() {
        let error = TableError::UnknownEnding {
            path: to.to_owned(),
            known: data::FORMATS.map(|format| format.ending).join("、"),
        };
        return Some(error.to_string());
    }
    let beside = Companion::ALL.map(|companion| companion.path(to));
    std::iter::once(to.to_owned())
        .chain(beside)
        .find_map(|path| output::refusal(&path, inputs, "--to"))
        .or_else(|| table.shape.columns().is_empty().then(String::new))
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

fn write(options: &ExportOptions, listing: &Listing) -> Result<Tally, TableError> {
    let unwritable =
        |error: io::Error| TableError::Unwritable(format!("{error}。请检查磁盘空间和写入权限"));
    let draft = output::draft(&options.to).map_err(unwritable)?;
    let mut rows = data::begin(&options.to, draft, options.table)?;
    let tally = write_rows(options, listing, rows.as_mut())?;
    let mut draft = rows.finish()?;
    let sha256 = sha256_of(&mut draft).map_err(unwritable)?;
    let facts = Facts {
        n_reports: tally.reports,
        n_signed: tally.signed,
        n_rows: tally.rows,
        at_secs: now(),
    };
    let companions = companions(options, &facts, &sha256);
    for (path, text) in companions {
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
            bar.inc(2);
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
fn companions(options: &ExportOptions, facts: &Facts, sha256: &str) -> Vec<(PathBuf, String)> {
    let table = &options.to;
    let stem = table.file_stem().unwrap_or_default().to_string_lossy();
    let mut files: Vec<(PathBuf, String)> = vec![
        (
            Companion::Codebook.path(table),
            companions::codebook_csv(options.table),
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
            .map(|(path, text)| (name(path), hex(&Sha256::digest(text)))),
    );
    files.push((Companion::Sums.path(table), companions::sums(&sums)));
    files
}

fn sha256_of(file: &mut File) -> io::Result<String> {
    file.rewind()?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let n = file.read(&mut buffer)?;
        if n == 0 {
            return Ok(hex(&hash.finalize()));
        }
        hash.update(buffer.get(..n).unwrap_or_default());
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
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
