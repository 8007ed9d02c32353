//! `gouji report`: a dataset in pictures, as one page.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::dataset::offices::Aliases;
use crate::dataset::queue::{Entry, look};
use crate::dataset::{save, side};
use crate::export::day::china_day;
use crate::export::overview::{Overview, Report, page};
use crate::headless::arguments::Datasets;
use crate::headless::output::{self, complain, progress_bar};
use crate::headless::reviews::{self, Listing};
use crate::headless::{FINE, OPTIONS, TEMPLATE, UNREADABLE, now};
use crate::ordered::for_each_in_order;
use crate::rules::office_level;
use crate::source::import::Waiting;
use crate::source::system;

const EXAMPLES: &str = "示例：
  gouji report 报告文件夹 -o 概览.html

一个文件，不联网，用任何浏览器打开：审定进度、待处理事项、问题分布、原文有误的比例、误读的字、上下年结转、各项比率。

退出码：0 写成；2 有文件无法打开，或没有写。";

/// What `gouji report` is asked to do.
#[derive(Clone, Debug, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "gouji report <数据集…> [--reviews <文件夹>] -o <文件.html>",
    after_help = EXAMPLES,
    next_help_heading = OPTIONS
)]
pub struct OverviewOptions {
    /// What is read.
    #[command(flatten)]
    pub from: Datasets,
    /// The page to write.
    #[arg(
        short = 'o',
        long = "out",
        value_name = "文件",
        help = "写入这个文件，全部完成后才出现"
    )]
    pub to: PathBuf,
    /// Whether reports without a review are counted too, as they are read.
    #[arg(long = "all", help = "没有审定文件的报告也计入，按识读结果")]
    pub with_unreviewed: bool,
}

/// Writes the page. Returns the exit code.
#[must_use]
pub fn overview(options: &OverviewOptions) -> u8 {
    let to = &options.to;
    let shown = to.display();
    let is_page = |ending: &OsStr| ending.eq_ignore_ascii_case("html");
    if !to.extension().is_some_and(is_page) {
        complain(&format!(
            "没有写入：{shown} 不是网页的文件名。请给 -o 一个以 .html 结尾的文件名。"
        ));
        return UNREADABLE;
    }
    let all = options.with_unreviewed;
    let Some((listing, inputs)) = reviews::found_or(&options.from, "没有写入", all) else {
        return UNREADABLE;
    };
    if let Some(sentence) = output::refusal(to, &inputs, "-o") {
        complain(&sentence);
        return UNREADABLE;
    }
    let count = count(&listing, all);
    let overview = count.overview();
    let name = options.from.datasets.first();
    let name = name.and_then(|dataset| std::path::absolute(dataset).ok());
    let name = name.as_ref().and_then(|dataset| dataset.file_name());
    let name = name.unwrap_or_default().to_string_lossy();
    let page = page(&name, &china_day(now()), &overview);
    if let Err(error) = side::put_in_place(page.as_bytes(), to) {
        complain(&format!(
            "无法写入 {shown}：{}。请检查磁盘空间和写入权限。",
            system::told(&error)
        ));
        return UNREADABLE;
    }
    complain(&format!(
        "已写入 {shown}：{} 份报告。",
        overview.reports.len()
    ));
    if overview.n_failed + listing.errors.len() > 0 {
        UNREADABLE
    } else {
        FINE
    }
}

/// What is known of one report, with what tells its office from others.
struct Counted {
    file: String,
    office_key: String,
    entry: Entry,
}

/// What is counted of a dataset.
#[derive(Default)]
struct Count {
    reports: Vec<Counted>,
    n_failed: usize,
    n_unreviewed: usize,
}

impl Count {
    fn overview(&self) -> Overview<'_> {
        let reports = self.reports.iter().map(|counted| Report {
            file: &counted.file,
            office_key: &counted.office_key,
            level: office_level::of(&counted.entry.office),
            entry: &counted.entry,
        });
        Overview {
            reports: reports.collect(),
            n_failed: self.n_failed,
            n_unreviewed: self.n_unreviewed,
            n_unread: 0,
        }
    }
}

/// Counts the reviews, and where `with_unreviewed` the reports without one as they are read.
fn count(listing: &Listing, with_unreviewed: bool) -> Count {
    let mut paths = listing.reviews.clone();
    let mut count = Count::default();
    if with_unreviewed {
        paths.extend(listing.unreviewed.iter().cloned());
    } else {
        count.n_unreviewed = listing.unreviewed.len();
    }
    let aliases = aliases(&paths);
    let bar = progress_bar(paths.len(), true);
    for_each_in_order(
        &paths,
        |path| {
            bar.inc(1);
            look(path, Waiting::PATIENT).map(|entry| (file_of(path), entry))
        },
        |entry| {
            match entry {
                Ok((file, entry)) => count.reports.push(Counted {
                    file,
                    office_key: aliases.key(&entry.office),
                    entry,
                }),
                Err(error) => {
                    complain(&error.chinese);
                    count.n_failed += 1;
                }
            }
            ControlFlow::Continue(())
        },
    );
    bar.finish_and_clear();
    count
}

/// The name of the report of a review.
fn file_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.strip_suffix(save::ENDING).unwrap_or(&name).to_owned()
}

/// The lists of names beside the reports.
fn aliases(paths: &[PathBuf]) -> Aliases {
    let folders: BTreeSet<&Path> = paths.iter().filter_map(|path| path.parent()).collect();
    let mut aliases = Aliases::default();
    for folder in folders {
        let (own, notice) = Aliases::in_folder(folder);
        aliases.join(own);
        if let Some(notice) = notice {
            complain(&notice.chinese);
        }
    }
    aliases
}
