//! `gouji merge`: the reviews of two people become a third dataset, for whoever settles what they disagree on.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::dataset;
use crate::dataset::folder::is_reviewed;
use crate::dataset::save::ENDING;
use crate::headless::inputs::{self, LookFor};
use crate::headless::output::{self, Output, complain, progress_bar};
use crate::headless::reviews::Listing;
use crate::headless::{FINE, OPEN_FINDINGS, OPTIONS, PLACES, TEMPLATE, UNREADABLE, now};
use crate::ordered::{for_each_in_order, try_for_each_in_order};
use crate::review::merge::{self, Agreement, Conflict, has_steps};
use crate::review::{Session, Stamp};
use crate::source::system;

const EXAMPLES: &str = "示例：
  gouji merge 张三的文件夹 李四的文件夹 -o 合并后的文件夹
  gouji merge 甲/报告.txt.gouji.ron 乙/报告.txt.gouji.ron -o 报告.txt.gouji.ron

同一份报告（内容相同）的两份审定文件合并为一份：只有一人判定的取那一人的，两人一致的照取，判定人和时间都保留；
不一致的格记为存疑，备注里写明两人各自的值，在窗口中按 F8 逐个裁定。原来的文件不动。

退出码：0 全部一致；1 有不一致；2 有文件无法打开，或没有合并。";

/// What `gouji merge` is asked to do.
#[derive(Clone, Debug, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "gouji merge <数据集> <数据集> -o <文件夹>",
    after_help = EXAMPLES,
    next_help_heading = OPTIONS
)]
pub struct MergeOptions {
    /// A folder with reviews, or a review.
    #[arg(
        value_name = "甲",
        help = "甲：有审定文件的文件夹（含子文件夹），或一份审定文件",
        help_heading = PLACES
    )]
    pub first: PathBuf,
    /// Those of another reviewer.
    #[arg(value_name = "乙", help = "乙：另一人的", help_heading = PLACES)]
    pub second: PathBuf,
    /// The folder to write, new or empty; or a new review if there is one of each.
    #[arg(
        short = 'o',
        long = "out",
        value_name = "文件夹",
        help = "写入这个新的或空的文件夹；甲乙各是一份审定文件时也可以是新的文件名"
    )]
    pub to: PathBuf,
}

/// A review of one of the two datasets.
struct Review {
    path: PathBuf,
    /// Its place below the dataset.
    name: PathBuf,
    /// SHA-256 of the report, by which the two reviews of a report are known.
    report: String,
}

/// One file to write.
struct Task {
    first: Option<PathBuf>,
    second: Option<PathBuf>,
    to: PathBuf,
}

/// What came of a task.
enum Merged {
    /// Only one of the datasets has it, or only one was worked on: it was taken as it is.
    One { is_first: bool },
    /// Both have it.
    Both {
        lines: Vec<String>,
        agreement: Agreement,
    },
    /// Both have it, and nobody worked on either.
    Neither,
    /// It was not written.
    Failed(String),
}

#[derive(Default)]
struct Tally {
    both: usize,
    first: usize,
    second: usize,
    neither: usize,
    failed: usize,
    conflicts: usize,
    in_conflict: usize,
    agreement: Agreement,
}

/// Writes the merged dataset, prints what the two disagree on and how far they agree. Returns the exit code.
#[must_use]
pub fn merge(options: &MergeOptions) -> u8 {
    let mut n_failed = 0;
    let mut sides = [&options.first, &options.second].map(|dataset| {
        let (reviews, errors) = reviews_of(dataset);
        n_failed += errors.len();
        for error in &errors {
            complain(error);
        }
        reviews
    });
    if let Some(missing) = sides.iter().position(Vec::is_empty) {
        let dataset = if missing == 0 {
            options.first.display()
        } else {
            options.second.display()
        };
        complain(&format!(
            "没有合并：{dataset} 里没有审定文件（*.gouji.ron）。请先在窗口中审定并保存，或检查路径。"
        ));
        return UNREADABLE;
    }
    let [first, second] = &mut sides;
    let tasks = match tasks(std::mem::take(first), std::mem::take(second), options) {
        Ok(tasks) => tasks,
        Err(sentence) => {
            complain(&sentence);
            return UNREADABLE;
        }
    };
    let tally = match write(&tasks) {
        Ok(tally) => tally,
        Err(error) => {
            complain(&format!("无法写入标准输出：{}。", system::told(&error)));
            return UNREADABLE;
        }
    };
    if tally.failed + n_failed > 0 {
        UNREADABLE
    } else if tally.conflicts > 0 {
        OPEN_FINDINGS
    } else {
        FINE
    }
}

/// The reviews below `dataset`, and sentences about what cannot be read.
fn reviews_of(dataset: &Path) -> (Vec<Review>, Vec<String>) {
    let expanded = inputs::expand(std::slice::from_ref(&dataset.to_owned()), LookFor::Reviews);
    let mut listing = Listing::of(&expanded.inputs);
    let mut reviews = Vec::new();
    for_each_in_order(
        &listing.reviews,
        |path| (path.clone(), dataset::load(path)),
        |(path, loaded)| {
            match loaded {
                Ok(loaded) => reviews.push(Review {
                    name: name_below(dataset, &path),
                    report: loaded.session.source().sha256.clone(),
                    path,
                }),
                Err(error) => listing.errors.push(error.to_string()),
            }
            ControlFlow::Continue(())
        },
    );
    (reviews, listing.errors)
}

fn name_below(dataset: &Path, path: &Path) -> PathBuf {
    let below = path.strip_prefix(dataset).ok();
    let below = below.filter(|below| below.file_name().is_some());
    below.map_or_else(
        || PathBuf::from(path.file_name().unwrap_or_default()),
        Path::to_owned,
    )
}

/// Pairs the reviews of the same report, one with one of the same name first, and says where each goes.
fn tasks(
    first: Vec<Review>,
    second: Vec<Review>,
    options: &MergeOptions,
) -> Result<Vec<Task>, String> {
    let mut others: BTreeMap<String, Vec<Review>> = BTreeMap::new();
    let mut order = Vec::new();
    for review in second {
        order.push(review.path.clone());
        others
            .entry(review.report.clone())
            .or_default()
            .push(review);
    }
    let mut merged: Vec<(PathBuf, Option<PathBuf>, Option<PathBuf>)> = Vec::new();
    for review in first {
        let known = others.entry(review.report).or_default();
        let same_name = known.iter().position(|other| other.name == review.name);
        let at = same_name.or((!known.is_empty()).then_some(0));
        let other = at.map(|at| known.remove(at).path);
        merged.push((review.name, Some(review.path), other));
    }
    let mut left: Vec<Review> = others.into_values().flatten().collect();
    left.sort_by_key(|review| order.iter().position(|path| *path == review.path));
    merged.extend(
        left.into_iter()
            .map(|review| (review.name, None, Some(review.path))),
    );
    let targets = targets(&merged, options)?;
    let tasks = merged.into_iter().zip(targets);
    Ok(tasks
        .map(|((_, first, second), to)| Task { first, second, to })
        .collect())
}

/// Whether `path`, which need not be there yet, lies in the folder `dataset` or is that folder.
fn is_below(path: &Path, dataset: &Path) -> bool {
    let Ok(dataset) = fs::canonicalize(dataset) else {
        return false;
    };
    let path = std::path::absolute(path).unwrap_or_default();
    let there = path
        .ancestors()
        .find_map(|folder| fs::canonicalize(folder).ok());
    dataset.is_dir() && there.is_some_and(|there| there.starts_with(&dataset))
}

/// Where each of the merged reviews goes. Nothing may stand there, and it lies in none of the datasets.
fn targets(
    merged: &[(PathBuf, Option<PathBuf>, Option<PathBuf>)],
    options: &MergeOptions,
) -> Result<Vec<PathBuf>, String> {
    let to = options.to.as_path();
    let shown = to.display();
    if let Some(dataset) = [&options.first, &options.second]
        .into_iter()
        .find(|own| is_below(to, own))
    {
        return Err(format!(
            "没有合并：{shown} 在数据集 {} 里面，以后会被重复计入。请给 -o 换一个数据集以外的文件夹。",
            dataset.display()
        ));
    }
    if is_reviewed(to) {
        return match merged {
            [_] if !dataset::is_there(to) => Ok(vec![to.to_owned()]),
            [_] => Err(format!(
                "没有合并：{shown} 已经存在。请给 -o 一个新的文件名。"
            )),
            _ => Err(format!(
                "没有合并：有 {} 份审定文件，{shown} 只是一个文件。请给 -o 一个文件夹。",
                merged.len()
            )),
        };
    }
    let is_empty = fs::read_dir(to).map(|mut entries| entries.next().is_none());
    if dataset::is_there(to) && !is_empty.unwrap_or(false) {
        return Err(format!(
            "没有合并：{shown} 不是空的文件夹。请给 -o 一个新的或空的文件夹。"
        ));
    }
    let mut taken = BTreeSet::new();
    Ok(merged
        .iter()
        .map(|(name, ..)| {
            let mut free = name.clone();
            let mut number = 1;
            while !taken.insert(free.clone()) {
                number += 1;
                free = numbered(name, number);
            }
            to.join(free)
        })
        .collect())
}

/// `a.txt.gouji.ron` becomes `a.txt-2.gouji.ron`.
fn numbered(name: &Path, number: u32) -> PathBuf {
    let file = name.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let stem = file.strip_suffix(ENDING).unwrap_or(file);
    name.with_file_name(format!("{stem}-{number}{ENDING}"))
}

fn write(tasks: &[Task]) -> std::io::Result<Tally> {
    let mut output = Output::open(None)?;
    let stamp = Stamp {
        by: "合并".to_owned(),
        at_secs: now(),
    };
    let bar = progress_bar(tasks.len(), !output.shares_the_terminal());
    let mut tally = Tally::default();
    let written = try_for_each_in_order(
        tasks,
        |task| {
            bar.inc(1);
            (task.to.clone(), carry_out(task, &stamp))
        },
        |(to, outcome)| output.write(&output::plain(&tally.take(&to, outcome))),
    );
    bar.finish_and_clear();
    written?;
    output.write(&tally.lines())?;
    output.finish()?;
    Ok(tally)
}

fn carry_out(task: &Task, stamp: &Stamp) -> Merged {
    try_task(task, stamp).unwrap_or_else(Merged::Failed)
}

fn try_task(task: &Task, stamp: &Stamp) -> Result<Merged, String> {
    let sessions = (
        session(task.first.as_deref())?,
        session(task.second.as_deref())?,
    );
    let (merged, outcome) = match sessions {
        (None, None) => return Err("没有可合并的审定文件。".to_owned()),
        (Some(first), Some(second)) if has_steps(&first) && has_steps(&second) => {
            let merged = merge::merge(&first, &second, stamp)
                .map_err(|error| format!("{}：{error}。", task.to.display()))?;
            let outcome = Merged::Both {
                lines: merged.conflicts.iter().map(line).collect(),
                agreement: merged.agreement,
            };
            (merged.session, outcome)
        }
        (Some(first), Some(second)) if !has_steps(&first) && !has_steps(&second) => {
            (first, Merged::Neither)
        }
        (Some(first), second) if second.is_none() || has_steps(&first) => {
            (first, Merged::One { is_first: true })
        }
        (_, Some(second)) => (second, Merged::One { is_first: false }),
        (Some(first), None) => (first, Merged::One { is_first: true }),
    };
    output::make_folder_of(&task.to)?;
    dataset::save(&task.to, &merged, None).map_err(|error| error.to_string())?;
    Ok(outcome)
}

fn session(path: Option<&Path>) -> Result<Option<Session>, String> {
    let loaded = path.map(dataset::load).transpose();
    let loaded = loaded.map_err(|error| error.to_string())?;
    Ok(loaded.map(|loaded| loaded.session))
}

/// `表三 … 自然人：甲 2（转录错误，张三）；乙 5（确认无误，李四）`.
fn line(conflict: &Conflict) -> String {
    let Conflict {
        place,
        first,
        second,
        ..
    } = conflict;
    format!("{place}：甲 {first}；乙 {second}")
}

impl Tally {
    /// Counts `outcome`, and tells what the reviewers disagree on.
    fn take(&mut self, to: &Path, outcome: Merged) -> String {
        match outcome {
            Merged::One { is_first: true } => self.first += 1,
            Merged::One { is_first: false } => self.second += 1,
            Merged::Neither => self.neither += 1,
            Merged::Failed(sentence) => {
                self.failed += 1;
                complain(&sentence);
            }
            Merged::Both { lines, agreement } => {
                self.both += 1;
                self.agreement.add(&agreement);
                self.conflicts += lines.len();
                if !lines.is_empty() {
                    self.in_conflict += 1;
                    let mut text = format!("{}：{} 处不一致\n", to.display(), lines.len());
                    for line in lines {
                        let _ = writeln!(text, "  {line}");
                    }
                    text.push('\n');
                    return text;
                }
            }
        }
        String::new()
    }

    fn lines(&self) -> String {
        let n = self.both + self.first + self.second + self.neither;
        let mut text = format!(
            "合并了 {n} 份：两人都审过 {} 份，只有甲 {} 份，只有乙 {} 份",
            self.both, self.first, self.second
        );
        if self.neither > 0 {
            let _ = write!(text, "，都没有审过 {} 份", self.neither);
        }
        let _ = write!(
            text,
            "；不一致 {} 处，在 {} 份报告里",
            self.conflicts, self.in_conflict
        );
        text.push_str(if self.conflicts > 0 {
            "，单元格已记为存疑，等待裁定。\n"
        } else {
            "。\n"
        });
        if self.failed > 0 {
            let _ = writeln!(text, "另有 {} 份没有合并，原因见上。", self.failed);
        }
        let _ = writeln!(text, "{}", self.agreement.sentence());
        text
    }
}
