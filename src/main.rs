//! Arguments, then window or headless command; nothing else.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{ArgAction, Parser, Subcommand};
use gouji::headless::{
    self, CheckOptions, DrillOptions, ExportOptions, MergeOptions, OverviewOptions, ReadOptions,
    RecheckOptions, RereadOptions, TEMPLATE, WorkOptions,
};
use gouji::source::worker;

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
    Read(ReadOptions),
    /// 检查报告，按报告列出问题
    Check(CheckOptions),
    /// 把审定结果导出为一张数据表
    Export(ExportOptions),
    /// 合并两个人的审定结果，列出不一致之处
    Merge(MergeOptions),
    /// 把数据集的概览写成一个网页
    Report(OverviewOptions),
    /// 用现在的程序重读数据集，审定照旧，列出对不上的
    Reread(RereadOptions),
    /// 出题或计分：在审定完成的报告副本里种入错误，看能查出多少
    Drill(DrillOptions),
    /// 从审定完成的报告里抽一部分复核，记录结果
    Recheck(RecheckOptions),
    /// 每个审定人的工作用时、步骤和方案采纳
    Work(WorkOptions),
}

/// Reading makes and drops many small texts: a sixth of its time goes into that with the allocator of Linux, more with that of
/// Windows.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
        Some(command) => ExitCode::from(carry_out(&command)),
    }
}

/// Does what a headless command asks for. Returns the exit code.
fn carry_out(command: &Command) -> u8 {
    match command {
        Command::Read(options) => headless::read(options),
        Command::Check(options) => headless::check(options),
        Command::Export(options) => headless::export(options),
        Command::Merge(options) => headless::merge(options),
        Command::Report(options) => headless::overview(options),
        Command::Reread(options) => headless::reread_all(options),
        Command::Drill(options) => headless::drill(options),
        Command::Recheck(options) => headless::recheck(options),
        Command::Work(options) => headless::work(options),
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
