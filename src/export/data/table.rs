//! The reviews of a dataset become a table on the disk, with its companions: all of it, or nothing.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Seek};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::dataset::{self, side};
use crate::export::data::beside::{Companion, files_of};
use crate::export::data::column::Field;
use crate::export::data::companions::{self, Facts};
use crate::export::data::error::TableError;
use crate::export::data::formats::{self, Rows};
use crate::export::data::options::{Options, Shape, WORKBOOK};
use crate::export::data::review::Review;
use crate::export::data::tally::Tally;
use crate::ordered::try_for_each_in_order;
use crate::review::HeaderField;
use crate::said::Said;
use crate::source::hash::{sha256_hex, sha256_hex_of};
use crate::source::system;

/// A table to write.
#[derive(Clone, Debug)]
pub struct Job {
    /// Saved reviews, in the order of the rows.
    pub reviews: Vec<PathBuf>,
    /// The file to write; its ending names the format.
    pub to: PathBuf,
    /// Whether reviews that nobody has signed off are left out.
    pub only_signed: bool,
    /// What the table holds.
    pub table: Options,
    /// The time, in seconds since 1970 UTC.
    pub at_secs: u64,
}

impl Job {
    /// Writes the table and its companions. `going_on` is asked after each review, from any thread, and ends the work.
    ///
    /// # Errors
    /// When the ending names no format, the disk or the format says no, no report is to stand in the table, or the work was
    /// ended. What was on the disk is left as it was, but for companions that a full disk kept from being followed by their table.
    pub fn write(
        &self,
        going_on: impl Fn() -> ControlFlow<()> + Sync,
    ) -> Result<Tally, TableError> {
        let format = formats::of_ending(&self.to)?;
        if self.table.shape == Shape::Forms && format.ending != WORKBOOK {
            return Err(TableError::OnlyWorkbook);
        }
        self.check_files()?;
        let draft =
            tempfile::tempfile_in(side::folder_of(&self.to)).map_err(|error| unwritable(&error))?;
        let mut rows = format.begin(draft, self.table)?;
        let tally = self.write_rows(rows.as_mut(), going_on)?;
        if tally.reports == 0 {
            return Err(TableError::Empty(Box::new(tally)));
        }
        let mut draft = rows.finish()?;
        let sha256 = sum(&mut draft).map_err(|error| unwritable(&error))?;
        for (path, text) in self.companions(&tally, &sha256)? {
            side::put_in_place(text.as_bytes(), &path).map_err(|error| unwritable(&error))?;
        }
        side::put_in_place(draft, &self.to).map_err(|error| unwritable(&error))?;
        Ok(tally)
    }

    /// That no file of the table stands in the place of something that is not to be replaced, whoever asks for it.
    fn check_files(&self) -> Result<(), TableError> {
        for (path, _) in files_of(&self.to) {
            let refused = match fs::metadata(&path) {
                Ok(metadata) if !metadata.is_file() => ["不是普通文件", "is not a regular file"],
                Ok(metadata) if metadata.permissions().readonly() => ["是只读文件", "is read-only"],
                _ => continue,
            };
            let [refused, in_english] = refused;
            let name = path.display();
            return Err(TableError::Unwritable(Said::new(
                format!("{name} {refused}，请换一个文件名"),
                format!("{name} {in_english}; choose another name"),
            )));
        }
        Ok(())
    }

    fn write_rows(
        &self,
        rows: &mut dyn Rows,
        going_on: impl Fn() -> ControlFlow<()> + Sync,
    ) -> Result<Tally, TableError> {
        let mut tally = Tally::default();
        let folder = folder_of_all(&self.reviews);
        let columns = self.table.shape.columns();
        let cell = columns.iter().position(|column| column.name == "cell");
        let written = try_for_each_in_order(
            &self.reviews,
            |path| {
                let part = self.part_of(path, folder);
                (part, going_on())
            },
            |(part, going_on)| match going_on {
                ControlFlow::Continue(()) => tally.take(part, cell, rows),
                ControlFlow::Break(()) => Err(TableError::Ended),
            },
        );
        written?;
        tally.tell_doubles();
        Ok(tally)
    }

    /// The rows of the review at `path`, which the table names as it stands in `folder`.
    fn part_of(&self, path: &Path, folder: &Path) -> Part {
        let loaded = match dataset::load(path) {
            Ok(loaded) => loaded,
            Err(error) => return Part::Failed(error.to_string()),
        };
        let is_signed = loaded.session.sign_off().is_some();
        if self.only_signed && !is_signed {
            return Part::NotSigned;
        }
        let in_folder = path.strip_prefix(folder).unwrap_or(path).iter();
        let parts: Vec<_> = in_folder.map(OsStr::to_string_lossy).collect();
        let file = parts.join("/");
        let review = Review {
            file: &file,
            session: &loaded.session,
        };
        let of_file = |notice| format!("{file}：{notice}");
        let header = |field| loaded.session.header(field).unwrap_or_default().to_owned();
        Part::Rows {
            of: [header(HeaderField::Office), header(HeaderField::Year)],
            file: file.clone(),
            rows: self.table.shape.rows(&review),
            is_signed,
            notices: loaded.notices.into_iter().map(of_file).collect(),
        }
    }

    /// The files beside the table, the sums last.
    fn companions(
        &self,
        tally: &Tally,
        sha256: &str,
    ) -> Result<Vec<(PathBuf, String)>, TableError> {
        let facts = Facts {
            n_reports: tally.reports,
            n_signed: tally.signed,
            n_rows: tally.rows,
            at_secs: self.at_secs,
        };
        let stem = self.to.file_stem().unwrap_or_default().to_string_lossy();
        let mut files: Vec<(PathBuf, String)> = [
            (Companion::Codebook, companions::codebook_csv(self.table)?),
            (
                Companion::CodebookForPeople,
                companions::codebook_md(&stem, self.table, &facts),
            ),
            (
                Companion::Citation,
                companions::citation(&stem, &facts, sha256),
            ),
        ]
        .map(|(companion, text)| (companion.path(&self.to), text))
        .into();
        let mut sums = vec![(name(&self.to), sha256.to_owned())];
        let sum_of = |(path, text): &(PathBuf, String)| (name(path), sha256_hex(text.as_bytes()));
        sums.extend(files.iter().map(sum_of));
        files.push((Companion::Sums.path(&self.to), companions::sums(&sums)));
        Ok(files)
    }
}

/// The rows of one review, or why there are none.
enum Part {
    Rows {
        /// Office and year.
        of: [String; 2],
        /// The review, as the table names it.
        file: String,
        rows: Vec<Vec<Field>>,
        is_signed: bool,
        notices: Vec<String>,
    },
    NotSigned,
    Failed(String),
}

impl Tally {
    /// Says which offices have more than one report of a year in the table: whoever takes it for a panel has to choose.
    fn tell_doubles(&mut self) {
        for ([office, year], n) in &self.n_of {
            if *n > 1 && !office.is_empty() && !year.is_empty() {
                self.notices.push(format!(
                    "{office} {year} 年有 {n} 份报告，都在表里。用作面板数据前请先去掉重复的。"
                ));
            }
        }
    }

    /// Counts a part and writes its rows; the key of a cell stands in the column at `cell`.
    fn take(
        &mut self,
        part: Part,
        cell: Option<usize>,
        out: &mut dyn Rows,
    ) -> Result<(), TableError> {
        match part {
            Part::NotSigned => self.unsigned += 1,
            Part::Failed(sentence) => self.failed.push(sentence),
            Part::Rows {
                of,
                file,
                rows,
                is_signed,
                notices,
            } => {
                *self.n_of.entry(of).or_default() += 1;
                self.reports += 1;
                self.signed += usize::from(is_signed);
                self.notices.extend(notices);
                for row in rows {
                    let key = cell.and_then(|at| row.get(at)).map(Field::to_plain);
                    out.row(&row).map_err(|error| TableError::In {
                        place: format!("{file} {}", key.unwrap_or_default())
                            .trim()
                            .to_owned(),
                        error: Box::new(error),
                    })?;
                    self.rows += 1;
                }
            }
        }
        Ok(())
    }
}

/// The innermost folder that all of them stand in, as they are written.
fn folder_of_all(reviews: &[PathBuf]) -> &Path {
    let mut reviews = reviews.iter();
    let first = reviews.next().and_then(|path| path.parent());
    let mut folder = first.unwrap_or(Path::new(""));
    for review in reviews {
        while !review.starts_with(folder) {
            folder = folder.parent().unwrap_or(Path::new(""));
        }
    }
    folder
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The sum of all of `draft`, which is read from its beginning again afterwards.
fn sum(draft: &mut File) -> io::Result<String> {
    draft.rewind()?;
    let sha256 = sha256_hex_of(draft)?;
    draft.rewind()?;
    Ok(sha256)
}

fn unwritable(error: &io::Error) -> TableError {
    let Said { chinese, english } = system::said(error);
    TableError::Unwritable(Said::new(
        format!("{chinese}。请检查文件夹是否存在、磁盘空间和写入权限"),
        format!("{english}; check that the folder exists, disk space and write permission"),
    ))
}
