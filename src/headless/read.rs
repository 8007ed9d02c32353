//! `gouji read`: one JSON object a line.

use std::io;
use std::path::PathBuf;

use clap::Args;

use crate::headless::arguments::Reports;
use crate::headless::output::{self, Output, progress_bar};
use crate::headless::report::{Failure, Report};
use crate::headless::{FINE, OPTIONS, TEMPLATE, UNREADABLE, inputs, json, linked};
use crate::source::{pool, system};

const EXAMPLES: &str = "示例：
  gouji read 报告.txt
  gouji read 报告文件夹 -o 结果.ndjson
  gouji read --text 报告.txt            每行附上报告全文，便于核对位置

退出码：0 全部读完；2 有文件无法识读，这些文件各占一行 {\"source\":…,\"error\":…}。";

/// What `gouji read` is asked to do.
#[derive(Clone, Debug, Default, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "gouji read <路径…> [-o 文件] [--text] [--scan-pages 页数]",
    after_help = EXAMPLES,
    next_help_heading = OPTIONS
)]
pub struct ReadOptions {
    /// What is read.
    #[command(flatten)]
    pub reports: Reports,
    /// The file to write; standard output if there is none.
    #[arg(
        short,
        long,
        value_name = "文件",
        help = "写入这个文件，全部完成后才出现；不写则输出到标准输出"
    )]
    pub out: Option<PathBuf>,
    /// Whether each line carries the report's text.
    #[arg(long = "text", help = "每行附上报告全文")]
    pub with_text: bool,
    /// Most pages that are pictures to recognise of a file, if other than usual.
    #[arg(
        long,
        value_name = "页数",
        help = "每个文件最多识别多少页图片（默认 20）"
    )]
    pub scan_pages: Option<usize>,
}

/// Reads the reports and writes one line each, in the order of the input. Returns the exit code.
#[must_use]
pub fn read(options: &ReadOptions) -> u8 {
    if let Some(most) = options.scan_pages {
        pool::recognise_pages(most);
    }
    let expanded = inputs::expand(&options.reports.paths, inputs::LookFor::Reports);
    expanded.tell_passed();
    let inputs = expanded.inputs;
    if inputs.is_empty() {
        eprintln!("没有找到可以识读的报告。请检查路径；文件夹里只找支持的格式。");
        return UNREADABLE;
    }
    if let Some(sentence) = options
        .out
        .as_deref()
        .and_then(|path| output::refusal(path, &inputs, "-o"))
    {
        output::complain(&sentence);
        return UNREADABLE;
    }
    match write_lines(options, &inputs) {
        Ok(code) => code,
        // The reader of a pipe has seen enough; that is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => FINE,
        Err(error) => {
            let target = options.out.as_ref().map_or_else(
                || "标准输出".to_owned(),
                |path| format!("文件 {}", path.display()),
            );
            output::complain(&format!(
                "无法写入{target}：{}。请检查磁盘空间和写入权限。",
                system::told(&error)
            ));
            UNREADABLE
        }
    }
}

fn write_lines(options: &ReadOptions, inputs: &[inputs::Input]) -> io::Result<u8> {
    let mut output = Output::open(options.out.as_deref())?;
    let bar = progress_bar(
        inputs.len() * linked::N_STEPS,
        !output.shares_the_terminal(),
    );
    let mut code = FINE;
    let written = linked::for_each_report(
        inputs,
        || bar.inc(1),
        |loaded| line(loaded, options.with_text),
        |line| {
            let text = match &line {
                Ok(text) => text,
                Err(text) => {
                    code = UNREADABLE;
                    text
                }
            };
            output.write(&output::plain_json(text))
        },
    );
    bar.finish_and_clear();
    written?;
    output.finish()?;
    Ok(code)
}

/// The finished line with its line end: `Ok` for a report, `Err` for a file that could not be read.
fn line(loaded: Result<Report, Failure>, with_text: bool) -> Result<String, String> {
    let failed = match loaded {
        Ok(report) => match json::report_line(&report, with_text) {
            Ok(line) => return Ok(line + "\n"),
            Err(error) => Failure {
                path: report.path,
                error: format!("无法写成 JSON：{error}。"),
            },
        },
        Err(failure) => failure,
    };
    // A line of two strings always serialises.
    Err(json::failure_line(&failed).unwrap_or_default() + "\n")
}
