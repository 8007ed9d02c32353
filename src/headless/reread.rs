//! `gouji reread`: the reviews of a dataset are put onto what this program reads now, into a new folder.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::dataset::changed::report_beside;
use crate::dataset::{self, is_there};
use crate::headless::arguments::Datasets;
use crate::headless::output::{self, Output, complain, plain, progress_bar};
use crate::headless::reviews;
use crate::headless::{FINE, OPEN_FINDINGS, OPTIONS, TEMPLATE, UNREADABLE, now};
use crate::ordered::try_for_each_in_order;
use crate::read;
use crate::review::Stamp;
use crate::review::reread::{Misfit, Reread, reread};
use crate::source::{self, system};

const EXAMPLES: &str = "示例：
  gouji reread 数据集 -o 新的文件夹

勾稽升级后，或报告改过后：用现在的程序重读每份报告，审定照旧放到新的识读上；对不上的格值不变，记为存疑，备注里写明两次识读。
原来的审定文件不动。报告不在旁边的，用审定文件里存的原文。

退出码：0 全部对得上；1 有对不上或识读不同；2 有文件无法读取，或没有写。";

/// What `gouji reread` is asked to do.
#[derive(Clone, Debug, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "gouji reread <数据集…> [--reviews <文件夹>] -o <文件夹>",
    after_help = EXAMPLES,
    next_help_heading = OPTIONS
)]
pub struct RereadOptions {
    /// What is read.
    #[command(flatten)]
    pub from: Datasets,
    /// The folder to write, new or empty.
    #[arg(
        short = 'o',
        long = "out",
        value_name = "文件夹",
        help = "写入这个新的或空的文件夹"
    )]
    pub to: PathBuf,
}

/// What is counted of all reviews.
#[derive(Default)]
struct Tally {
    done: usize,
    failed: usize,
    misfits: usize,
    otherwise: usize,
}

/// Writes the reviews as they are on what is read now, and prints what no longer fits. Returns the exit code.
#[must_use]
pub fn reread_all(options: &RereadOptions) -> u8 {
    let to = &options.to;
    let is_empty = fs::read_dir(to).map(|mut entries| entries.next().is_none());
    if is_there(to) && !is_empty.unwrap_or(false) {
        complain(&format!(
            "没有重新识读：{} 不是空的文件夹。请给 -o 一个新的或空的文件夹。",
            to.display()
        ));
        return UNREADABLE;
    }
    let Some((listing, _)) = reviews::found(&options.from, "没有重新识读") else {
        return UNREADABLE;
    };
    let roots = options.from.roots();
    let tasks: Vec<(PathBuf, PathBuf)> = listing
        .reviews
        .into_iter()
        .map(|review| (to.join(below(&roots, &review)), review))
        .collect();
    match write(&tasks) {
        Ok(tally) if tally.failed + listing.errors.len() > 0 => UNREADABLE,
        Ok(tally) if tally.misfits + tally.otherwise > 0 => OPEN_FINDINGS,
        Ok(_) => FINE,
        Err(error) => {
            complain(&format!("无法写入标准输出：{}。", system::told(&error)));
            UNREADABLE
        }
    }
}

/// The path of a review below the dataset it is of.
fn below(roots: &[PathBuf], review: &Path) -> PathBuf {
    let mut below = roots.iter().filter_map(|it| review.strip_prefix(it).ok());
    let below = below.find(|below| below.file_name().is_some());
    below.map_or_else(
        || PathBuf::from(review.file_name().unwrap_or_default()),
        Path::to_owned,
    )
}

fn write(tasks: &[(PathBuf, PathBuf)]) -> std::io::Result<Tally> {
    let mut output = Output::open(None)?;
    let stamp = Stamp {
        by: "重新识读".to_owned(),
        at_secs: now(),
    };
    let bar = progress_bar(tasks.len(), !output.shares_the_terminal());
    let mut tally = Tally::default();
    let written = try_for_each_in_order(
        tasks,
        |(to, review)| {
            bar.inc(1);
            (review.clone(), one(review, to, &stamp))
        },
        |(review, done)| output.write(&plain(&tally.take(&review, done))),
    );
    bar.finish_and_clear();
    written?;
    output.write(&format!(
        "重新识读了 {} 份：对不上 {} 处，没有判定而识读不同 {} 处；失败 {} 份。原来的审定文件没有改动。\n",
        tally.done, tally.misfits, tally.otherwise, tally.failed
    ))?;
    output.finish()?;
    Ok(tally)
}

fn one(review: &Path, to: &Path, stamp: &Stamp) -> Result<Reread, String> {
    let old = dataset::load(review).map_err(|error| error.to_string())?;
    let old = old.session;
    let source = match report_beside(review, &old) {
        Some(report) => source::open(&report).map_err(|error| error.to_string())?,
        None => old.source().clone(),
    };
    let reading = read::read(&source);
    let done = reread(&old, source, reading, stamp);
    let done = done.map_err(|error| format!("{}：{error}。", review.display()))?;
    output::make_folder_of(to)?;
    dataset::save(to, &done.session, None).map_err(|error| error.to_string())?;
    Ok(done)
}

impl Tally {
    /// Counts what became of a review, and tells what no longer fits.
    fn take(&mut self, review: &Path, done: Result<Reread, String>) -> String {
        let done = match done {
            Ok(done) => done,
            Err(sentence) => {
                self.failed += 1;
                complain(&sentence);
                return String::new();
            }
        };
        let (misfits, otherwise) = (&done.misfits, &done.otherwise);
        self.done += 1;
        self.misfits += misfits.len();
        self.otherwise += otherwise.len();
        if misfits.is_empty() && otherwise.is_empty() {
            return String::new();
        }
        let mut text = format!(
            "{}：照旧 {} 格，识读与审定相同 {} 格，对不上 {} 处，没有判定而识读不同 {} 处\n",
            review.display(),
            done.n_kept,
            done.n_agreed,
            misfits.len(),
            otherwise.len()
        );
        for Misfit {
            place, text: said, ..
        } in misfits.iter().chain(otherwise)
        {
            let _ = writeln!(text, "  {place}：{said}");
        }
        text.push('\n');
        text
    }
}
