//! Arguments, then window or headless command; nothing else.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{ArgAction, Parser, Subcommand, ValueEnum};
use gouji::export::data::{Options, Shape};
use gouji::headless::{
    self, CheckOptions, DrillOptions, ExportOptions, MergeOptions, OverviewOptions, ReadOptions,
    RecheckOptions, RereadOptions,
};
use gouji::rules::Severity;
use gouji::source::{pool, worker};

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

const EXAMPLES: &str = "示例：
  gouji 报告.txt                        打开窗口审阅一份报告
  gouji 报告文件夹                      打开窗口，把文件夹作为待审队列
  gouji read 报告文件夹 -o 结果.ndjson  识读全部报告，一行一个 JSON
  gouji check 报告文件夹                检查全部报告，打印发现的问题
  gouji export 报告文件夹 --to 数据.csv 把审定结果导出为数据表
  gouji merge 甲 乙 -o 合并             把两个人的审定结果合并成一份
  gouji report 报告文件夹 -o 概览.html  数据集概览：一个可离线打开的网页
  gouji work                            每个审定人的工作用时
  gouji drill 报告文件夹 -o 演练        出题：种入错误，看能查出多少
  gouji recheck 报告文件夹 --percent 5  抽一部分复核
  find . -name '*.txt' | gouji check -  检查清单里的报告";

const READ_EXAMPLES: &str = "示例：
  gouji read 报告.txt
  gouji read 报告文件夹 -o 结果.ndjson
  gouji read --text 报告.txt            每行附上报告全文，便于核对位置

退出码：0 全部读完；2 有文件无法识读，这些文件各占一行 {\"source\":…,\"error\":…}。";

const CHECK_EXAMPLES: &str = "示例：
  gouji check 报告.txt
  gouji check 报告文件夹 --fail-on warning

退出码：0 没有未处理的问题；1 有达到 --fail-on 级别的问题；2 有文件无法识读。";

const EXPORT_EXAMPLES: &str = "示例：
  gouji export 报告文件夹 --to 数据.csv                          每格一行，Excel、WPS 可直接打开
  gouji export 报告文件夹 --to 面板.parquet --shape reports      每份报告一行
  gouji export 报告文件夹 --to 面板.dta --shape reports --state signed

格式由文件名结尾决定：.csv .xlsx .parquet .dta .json（每行一个 JSON）.ron
旁边另写 *.codebook.csv、*.codebook.md、*.CITATION.cff、*.SHA256SUMS。

退出码：0 全部导出；2 有文件无法打开，或没有导出。";

const MERGE_EXAMPLES: &str = "示例：
  gouji merge 张三的文件夹 李四的文件夹 -o 合并后的文件夹
  gouji merge 甲/报告.txt.gouji.ron 乙/报告.txt.gouji.ron -o 报告.txt.gouji.ron

同一份报告（内容相同）的两份审定文件合并为一份：只有一人判定的取那一人的，两人一致的照取，判定人和时间都保留；
不一致的格记为存疑，备注里写明两人各自的值，在窗口中按 F8 逐个裁定。原来的文件不动。

退出码：0 全部一致；1 有不一致；2 有文件无法打开，或没有合并。";

const REPORT_EXAMPLES: &str = "示例：
  gouji report 报告文件夹 -o 概览.html

一个文件，不联网，用任何浏览器打开：审定进度、待处理事项、问题分布、原文有误的比例、误读的字、上下年结转、各项比率。

退出码：0 写成；2 有文件无法打开，或没有写。";

const WORK_EXAMPLES: &str = "示例：
  gouji work                      这台电脑上的工作记录
  gouji work 甲.log 乙.log        几个人的记录合在一起

窗口里审阅报告时自动记录（可在“审定”菜单里关掉），只存在这台电脑上，不上传。停手超过 90 秒的时间不算。

退出码：0 读完；2 有记录无法读取。";

const REREAD_EXAMPLES: &str = "示例：
  gouji reread 数据集 -o 新的文件夹

勾稽升级后，或报告改过后：用现在的程序重读每份报告，审定照旧放到新的识读上；对不上的格值不变，记为存疑，备注里写明两次识读。
原来的审定文件不动。报告不在旁边的，用审定文件里存的原文。

退出码：0 全部对得上；1 有对不上或识读不同；2 有文件无法读取，或没有写。";

const DRILL_EXAMPLES: &str = "示例：
  gouji drill 已审定的文件夹 -o 演练 --seed 7   出题：抽 20 份，每份种入 3 处错误
  gouji drill 演练                              计分：查出率和 95 % 区间

题是审定完成的报告的副本，里面有几格换成了误读的数；原来的审定文件不动。审定人在窗口里打开演练文件夹，逐份审定完成并保存。
其中一半报告打开时不显示方案，分别计分。答案在 演练.ron 里，做完之前请不要看。

退出码：0 完成；2 没有出题或不能计分。";

const RECHECK_EXAMPLES: &str = "示例：
  gouji recheck 数据集 --percent 5 --seed 7     从审定完成的报告里抽 5 % 复核
  gouji recheck 数据集                          复核的进度和一致程度

抽样记在 复核.ron 里；同一种子抽到同样的报告。另一位审定人在窗口里打开 复核.ron，逐份盲审；两份都审定完成后计入结果。

退出码：0 完成；2 没有抽样或读不出来。";

/// 勾稽：识读、检查、审定政府信息公开工作年度报告
#[derive(Parser)]
#[command(
    name = "gouji",
    help_template = TEMPLATE,
    override_usage = "gouji [路径…]\n      gouji <命令> …",
    after_help = EXAMPLES,
    args_conflicts_with_subcommands = true,
    subcommand_help_heading = "命令",
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
struct Arguments {
    /// 要在窗口中打开的报告或文件夹
    #[arg(value_name = "路径", help_heading = "参数")]
    paths: Vec<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
    /// 显示帮助
    #[arg(short, long, action = ArgAction::Help, global = true, help_heading = "选项")]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, help_heading = "选项")]
    version: bool,
}

#[derive(Subcommand)]
enum Command {
    /// 识读报告，每份输出一行 JSON
    #[command(
        help_template = TEMPLATE,
        override_usage = "gouji read <路径…> [-o 文件] [--text] [--scan-pages 页数]",
        after_help = READ_EXAMPLES
    )]
    Read {
        /// 报告或文件夹（含子文件夹）；- 表示从标准输入读取路径清单，一行一个
        #[arg(required = true, value_name = "路径", help_heading = "参数")]
        paths: Vec<PathBuf>,
        /// 写入这个文件，全部完成后才出现；不写则输出到标准输出
        #[arg(short, long, value_name = "文件", help_heading = "选项")]
        out: Option<PathBuf>,
        /// 每行附上报告全文
        #[arg(long, help_heading = "选项")]
        text: bool,
        /// 每个文件最多识别多少页图片（默认 20）
        #[arg(long, value_name = "页数", help_heading = "选项")]
        scan_pages: Option<usize>,
    },
    /// 检查报告，按报告列出问题
    #[command(
        help_template = TEMPLATE,
        override_usage = "gouji check <路径…> [--fail-on error|warning|never]",
        after_help = CHECK_EXAMPLES
    )]
    Check {
        /// 报告或文件夹（含子文件夹）；- 表示从标准输入读取路径清单，一行一个
        #[arg(required = true, value_name = "路径", help_heading = "参数")]
        paths: Vec<PathBuf>,
        /// 出现哪一级未处理的问题时退出码为 1：error 错误（默认）、warning 警告、never 从不
        #[arg(
            long,
            value_name = "级别",
            default_value = "error",
            hide_default_value = true,
            hide_possible_values = true,
            help_heading = "选项"
        )]
        fail_on: FailOn,
    },
    /// 把审定结果导出为一张数据表
    #[command(
        help_template = TEMPLATE,
        override_usage = "gouji export <数据集…> --to <文件> [--shape cells|reports] [--state any|signed] [--blank-as-missing] [--no-bom]",
        after_help = EXPORT_EXAMPLES
    )]
    Export {
        /// 有审定文件的文件夹（含子文件夹）、审定文件，或旁边有审定文件的报告
        #[arg(required = true, value_name = "数据集", help_heading = "参数")]
        datasets: Vec<PathBuf>,
        /// 写入这个文件，全部完成后才出现
        #[arg(long, value_name = "文件", help_heading = "选项")]
        to: PathBuf,
        /// 一行是什么：cells 一格（默认）、reports 一份报告
        #[arg(
            long,
            value_name = "形状",
            default_value = "cells",
            hide_default_value = true,
            hide_possible_values = true,
            help_heading = "选项"
        )]
        shape: RowShape,
        /// 列入哪些审定文件：any 全部（默认）、signed 只列已审定的
        #[arg(
            long,
            value_name = "状态",
            default_value = "any",
            hide_default_value = true,
            hide_possible_values = true,
            help_heading = "选项"
        )]
        state: ReviewState,
        /// 空白、横线、文字与未识读在 .dta 中不再区分，一律为缺失
        #[arg(long, help_heading = "选项")]
        blank_as_missing: bool,
        /// CSV 文件开头不写 BOM
        #[arg(long, help_heading = "选项")]
        no_bom: bool,
    },
    /// 合并两个人的审定结果，列出不一致之处
    #[command(
        help_template = TEMPLATE,
        override_usage = "gouji merge <数据集> <数据集> -o <文件夹>",
        after_help = MERGE_EXAMPLES
    )]
    Merge {
        /// 甲：有审定文件的文件夹（含子文件夹），或一份审定文件
        #[arg(value_name = "甲", help_heading = "参数")]
        first: PathBuf,
        /// 乙：另一人的
        #[arg(value_name = "乙", help_heading = "参数")]
        second: PathBuf,
        /// 写入这个新的或空的文件夹；甲乙各是一份审定文件时也可以是新的文件名
        #[arg(short, long, value_name = "文件夹", help_heading = "选项")]
        out: PathBuf,
    },
    /// 把数据集的概览写成一个网页
    #[command(
        help_template = TEMPLATE,
        override_usage = "gouji report <数据集…> -o <文件.html>",
        after_help = REPORT_EXAMPLES
    )]
    Report {
        /// 有审定文件的文件夹（含子文件夹）、审定文件，或旁边有审定文件的报告
        #[arg(required = true, value_name = "数据集", help_heading = "参数")]
        datasets: Vec<PathBuf>,
        /// 写入这个文件，全部完成后才出现
        #[arg(short, long, value_name = "文件", help_heading = "选项")]
        out: PathBuf,
        /// 没有审定文件的报告也计入，按识读结果
        #[arg(long, help_heading = "选项")]
        all: bool,
    },
    /// 用现在的程序重读数据集，审定照旧，列出对不上的
    #[command(
        help_template = TEMPLATE,
        override_usage = "gouji reread <数据集…> -o <文件夹>",
        after_help = REREAD_EXAMPLES
    )]
    Reread {
        /// 有审定文件的文件夹（含子文件夹）、审定文件，或旁边有审定文件的报告
        #[arg(required = true, value_name = "数据集", help_heading = "参数")]
        datasets: Vec<PathBuf>,
        /// 写入这个新的或空的文件夹
        #[arg(short, long, value_name = "文件夹", help_heading = "选项")]
        out: PathBuf,
    },
    /// 出题或计分：在审定完成的报告副本里种入错误，看能查出多少
    #[command(
        help_template = TEMPLATE,
        override_usage = "gouji drill <数据集…> -o <文件夹> [--seed 种子] [--reports 份数] [--errors 处数]\n      gouji drill <演练文件夹…>",
        after_help = DRILL_EXAMPLES
    )]
    Drill {
        /// 有审定文件的文件夹；或演练文件夹
        #[arg(required = true, value_name = "数据集", help_heading = "参数")]
        datasets: Vec<PathBuf>,
        /// 题写入这个新的或空的文件夹；不写则计分
        #[arg(short, long, value_name = "文件夹", help_heading = "选项")]
        out: Option<PathBuf>,
        /// 抽签的种子（默认 1）；同一种子出同样的题
        #[arg(
            long,
            value_name = "种子",
            default_value_t = 1,
            hide_default_value = true,
            help_heading = "选项"
        )]
        seed: u64,
        /// 最多几份报告（默认 20）
        #[arg(
            long,
            value_name = "份数",
            default_value_t = 20,
            hide_default_value = true,
            help_heading = "选项"
        )]
        reports: usize,
        /// 每份几处错误（默认 3）
        #[arg(
            long,
            value_name = "处数",
            default_value_t = 3,
            hide_default_value = true,
            help_heading = "选项"
        )]
        errors: usize,
    },
    /// 从审定完成的报告里抽一部分复核，记录结果
    #[command(
        help_template = TEMPLATE,
        override_usage = "gouji recheck <数据集> [--percent 百分数] [--seed 种子]",
        after_help = RECHECK_EXAMPLES
    )]
    Recheck {
        /// 有审定文件的文件夹（含子文件夹）
        #[arg(value_name = "数据集", help_heading = "参数")]
        dataset: PathBuf,
        /// 抽百分之几，1 到 100；不写则看结果
        #[arg(long, value_name = "百分数", value_parser = clap::value_parser!(u8).range(1..=100), help_heading = "选项")]
        percent: Option<u8>,
        /// 抽签的种子（默认 1）；同一种子抽到同样的报告
        #[arg(
            long,
            value_name = "种子",
            default_value_t = 1,
            hide_default_value = true,
            help_heading = "选项"
        )]
        seed: u64,
    },
    /// 每个审定人的工作用时、步骤和方案采纳
    #[command(
        help_template = TEMPLATE,
        override_usage = "gouji work [记录文件…]",
        after_help = WORK_EXAMPLES
    )]
    Work {
        /// 工作记录文件；不写则用这台电脑上的
        #[arg(value_name = "记录文件", help_heading = "参数")]
        logs: Vec<PathBuf>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum RowShape {
    Cells,
    Reports,
}

impl RowShape {
    fn shape(self) -> Shape {
        match self {
            Self::Cells => Shape::Cells,
            Self::Reports => Shape::Reports,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReviewState {
    Any,
    Signed,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Never,
}

impl FailOn {
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Never => None,
        }
    }
}

fn main() -> ExitCode {
    if let Some(memory) = worker::requested() {
        return worker::serve(memory);
    }
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return explain(&error),
    };
    if arguments.version {
        return print_version();
    }
    match arguments.command {
        None => open_window(&arguments.paths),
        Some(command) => ExitCode::from(carry_out(command)),
    }
}

/// Does what a headless command asks for. Returns the exit code.
fn carry_out(command: Command) -> u8 {
    match command {
        Command::Read {
            paths,
            out,
            text,
            scan_pages,
        } => {
            if let Some(most) = scan_pages {
                pool::recognise_pages(most);
            }
            headless::read(&ReadOptions {
                paths,
                out,
                with_text: text,
            })
        }
        Command::Check { paths, fail_on } => headless::check(&CheckOptions {
            paths,
            fail_on: fail_on.severity(),
        }),
        Command::Export {
            datasets,
            to,
            shape,
            state,
            blank_as_missing,
            no_bom,
        } => headless::export(&ExportOptions {
            datasets,
            to,
            only_signed: state == ReviewState::Signed,
            table: Options {
                shape: shape.shape(),
                blank_as_missing,
                bom: !no_bom,
            },
        }),
        Command::Merge { first, second, out } => headless::merge(&MergeOptions {
            first,
            second,
            to: out,
        }),
        Command::Report { datasets, out, all } => headless::overview(&OverviewOptions {
            datasets,
            to: out,
            with_unreviewed: all,
        }),
        Command::Reread { datasets, out } => {
            headless::reread_all(&RereadOptions { datasets, to: out })
        }
        Command::Drill {
            datasets,
            out,
            seed,
            reports,
            errors,
        } => headless::drill(&DrillOptions {
            datasets,
            to: out,
            seed,
            reports,
            errors,
        }),
        Command::Recheck {
            dataset,
            percent,
            seed,
        } => headless::recheck(&RecheckOptions {
            dataset,
            percent,
            seed,
        }),
        Command::Work { logs } => headless::work(&logs),
    }
}

fn open_window(paths: &[PathBuf]) -> ExitCode {
    match gouji::app::run(paths) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::from(headless::UNREADABLE)
        }
    }
}

/// Tells which program this is: version, commit, and the editions of the form that it reads.
fn print_version() -> ExitCode {
    let commit = option_env!("GOUJI_COMMIT").unwrap_or("未注明");
    println!("gouji {}（提交 {commit}）", env!("CARGO_PKG_VERSION"));
    for edition in gouji::form::catalogue::editions() {
        println!("表式 {} 年版：{}", edition.id, edition.source);
    }
    ExitCode::SUCCESS
}

/// Shows the help or version that was asked for, or says in Chinese what is wrong with the arguments.
fn explain(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // Nobody is there to hear that standard output is gone.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let what = match error.kind() {
        ErrorKind::MissingRequiredArgument => "缺少路径",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "选项的值不对",
        ErrorKind::UnknownArgument => "没有这个选项",
        _ => "参数不对",
    };
    let context = error
        .get(clap::error::ContextKind::InvalidArg)
        .map(|argument| format!("（{argument}）"))
        .unwrap_or_default();
    eprintln!("{what}{context}。请用 gouji --help 查看用法。");
    ExitCode::from(headless::UNREADABLE)
}
