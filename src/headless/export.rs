//! `gouji export`: the reviews of a dataset as one table, with what its columns mean beside it.

use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::export::data::{self, Job, Shape, Tally};
use crate::headless::arguments::Datasets;
use crate::headless::inputs::Input;
use crate::headless::output::{self, complain, progress_bar};
use crate::headless::reviews::{self, Listing};
use crate::headless::{FINE, OPTIONS, TEMPLATE, UNREADABLE, now};

const EXAMPLES: &str = "示例：
  gouji export 报告文件夹 --to 数据.csv                          每格一行，Excel、WPS 可直接打开
  gouji export 报告文件夹 --to 面板.parquet --shape reports      每份报告一行
  gouji export 报告文件夹 --to 表格.xlsx --shape forms           照法定表格，一份报告一张工作表
  gouji export 报告文件夹 --to 面板.dta --shape reports --state signed

格式由文件名结尾决定：.csv .xlsx .parquet .dta .json（每行一个 JSON）.ron
旁边另写说明和校验文件，名字是表的文件名加 .codebook.csv、.codebook.md、.CITATION.cff、.SHA256SUMS。

退出码：0 全部导出；2 有文件无法打开，或没有导出。";

/// What `gouji export` is asked to do.
#[derive(Clone, Debug, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "gouji export <数据集…> [--reviews <文件夹>] --to <文件> [--shape cells|reports|forms] [--state any|signed] [--blank-as-missing] [--no-bom]",
    after_help = EXAMPLES,
    next_help_heading = OPTIONS
)]
pub struct ExportOptions {
    /// What is read.
    #[command(flatten)]
    pub from: Datasets,
    /// The file to write; its ending names the format.
    #[arg(long, value_name = "文件", help = "写入这个文件，全部完成后才出现")]
    pub to: PathBuf,
    /// What a row is.
    #[arg(
        long,
        value_name = "排列",
        default_value = "cells",
        hide_default_value = true,
        hide_possible_values = true,
        help = "一行是什么：cells 一格（默认）、reports 一份报告；forms 照法定表格，一份报告一张表（只限 .xlsx）"
    )]
    pub shape: Shape,
    /// Which reviews stand in it.
    #[arg(
        long,
        value_name = "状态",
        default_value = "any",
        hide_default_value = true,
        hide_possible_values = true,
        help = "列入哪些审定文件：any 全部（默认）、signed 只列已审定的"
    )]
    pub state: ReviewState,
    /// Whether all that is no number is just missing, where a format would tell why.
    #[arg(long, help = "空白、横线、文字与未识读在 .dta 中不再区分，一律为缺失")]
    pub blank_as_missing: bool,
    /// Whether a CSV file begins without the mark by which spreadsheets know UTF-8.
    #[arg(long, help = "CSV 文件开头不写 BOM")]
    pub no_bom: bool,
}

/// Which reviews an export holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReviewState {
    /// All.
    Any,
    /// Those that are signed off.
    Signed,
}

/// Writes the table and the files beside it. Returns the exit code.
#[must_use]
pub fn export(options: &ExportOptions) -> u8 {
    if let Err(error) = data::of_ending(&options.to) {
        complain(&error.to_string());
        return UNREADABLE;
    }
    let Some((listing, inputs)) = reviews::found(&options.from, "没有导出") else {
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
            if let data::TableError::Empty(tally) = &error {
                for sentence in &tally.failed {
                    complain(sentence);
                }
            }
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
        let refusal = output::refusal(&path, inputs, "--to");
        refusal.or_else(|| (!is_earlier && path.exists()).then(|| not_ours(&path)))
    })
}

/// Whatever stands there was not written by an export: nothing may be the only copy of it.
fn not_ours(path: &Path) -> String {
    format!(
        "没有写入：{} 已经存在，又不是以前导出的（旁边的 .SHA256SUMS 里没有它）。请给 --to 换一个文件名，或先移走它。",
        path.display()
    )
}

fn write(options: &ExportOptions, listing: &Listing) -> Result<Tally, data::TableError> {
    let bar = progress_bar(listing.reviews.len(), true);
    let job = Job {
        reviews: listing.reviews.clone(),
        to: options.to.clone(),
        only_signed: options.state == ReviewState::Signed,
        table: data::Options {
            shape: options.shape,
            blank_as_missing: options.blank_as_missing,
            bom: !options.no_bom,
        },
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
