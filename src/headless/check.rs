//! `gouji check`: the findings as a person reads them.

use std::fmt::Write;
use std::io;

use clap::{Args, ValueEnum};

use crate::headless::arguments::Reports;
use crate::headless::output::{self, Output, progress_bar};
use crate::headless::report::{Failure, Report};
use crate::headless::{FINE, OPEN_FINDINGS, OPTIONS, TEMPLATE, UNREADABLE, doubts, inputs, linked};
use crate::rules::{Finding, Severity, Verified, registry, summary};
use crate::source::system;
use crate::source::{LineIndex, Span};

const EXAMPLES: &str = "示例：
  gouji check 报告.txt
  gouji check 报告文件夹 --fail-on warning

退出码：0 没有未处理的问题；1 有达到 --fail-on 级别的问题；2 有文件无法识读。";

/// What `gouji check` is asked to do.
#[derive(Clone, Debug, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "gouji check <路径…> [--fail-on error|warning|never]",
    after_help = EXAMPLES,
    next_help_heading = OPTIONS
)]
pub struct CheckOptions {
    /// What is read.
    #[command(flatten)]
    pub reports: Reports,
    /// The lowest severity of an open finding that makes the exit code 1.
    #[arg(
        long,
        value_name = "级别",
        default_value = "error",
        hide_default_value = true,
        hide_possible_values = true,
        help = "出现哪一级未处理的问题时退出码为 1：error 错误（默认）、warning 警告、never 从不"
    )]
    pub fail_on: FailOn,
}

/// Which findings make `gouji check` fail.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Errors and warnings.
    Warning,
    /// None.
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

/// Prints the findings report by report, in the order of the input, and a total line last. Returns the exit code.
#[must_use]
pub fn check(options: &CheckOptions) -> u8 {
    let expanded = inputs::expand(&options.reports.paths, inputs::LookFor::Reports);
    expanded.tell_passed();
    let inputs = expanded.inputs;
    if inputs.is_empty() {
        eprintln!("没有找到可以检查的报告。请检查路径；文件夹里只找支持的格式。");
        return UNREADABLE;
    }
    let (total, written) = print_reports(&inputs);
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("无法写入标准输出：{}。", system::told(&error));
            UNREADABLE
        }
        _ => total.exit_code(options.fail_on.severity()),
    }
}

fn print_reports(inputs: &[inputs::Input]) -> (Tally, io::Result<()>) {
    let mut total = Tally::default();
    let mut output = match Output::open(None) {
        Ok(output) => output,
        Err(error) => return (total, Err(error)),
    };
    let bar = progress_bar(
        inputs.len() * linked::N_STEPS,
        !output.shares_the_terminal(),
    );
    let written = linked::for_each_report(
        inputs,
        || bar.inc(1),
        |loaded| match loaded {
            Ok(report) => (report_text(&report), Tally::of_report(&report)),
            Err(failure) => (failure_text(&failure), Tally::of_failure()),
        },
        |(text, tally)| {
            total.add(&tally);
            output.write(&output::plain(&text))
        },
    );
    bar.finish_and_clear();
    let written = written
        .and_then(|()| output.write(&total.line()))
        .and_then(|()| output.finish());
    (total, written)
}

/// What was found in one report, or in all.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    reports: usize,
    failures: usize,
    with_errors: usize,
    errors: usize,
    warnings: usize,
    hints: usize,
    undecided: usize,
    conditional: usize,
    judged: usize,
    /// The worst severity that is open, undecided rules included.
    worst: Option<Severity>,
}

impl Tally {
    fn of_failure() -> Self {
        Self {
            failures: 1,
            ..Self::default()
        }
    }

    fn of_report(report: &Report) -> Self {
        let mut tally = Self {
            reports: 1,
            ..Self::default()
        };
        for finding in &report.session.results().findings {
            if !report.session.is_open(finding) {
                tally.judged += 1;
                continue;
            }
            match (finding.outcome, finding.severity) {
                (Verified::Undecided, _) => tally.undecided += 1,
                (Verified::Conditional, _) => tally.conditional += 1,
                (Verified::Broken, Severity::Error) => tally.errors += 1,
                (Verified::Broken, Severity::Warning) => tally.warnings += 1,
                (Verified::Broken, Severity::Hint) => tally.hints += 1,
            }
            tally.worst = tally.worst.max(Some(finding.severity));
        }
        tally.with_errors = usize::from(tally.errors > 0);
        tally
    }

    fn add(&mut self, other: &Self) {
        self.reports += other.reports;
        self.failures += other.failures;
        self.with_errors += other.with_errors;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.hints += other.hints;
        self.undecided += other.undecided;
        self.conditional += other.conditional;
        self.judged += other.judged;
        self.worst = self.worst.max(other.worst);
    }

    fn exit_code(&self, fail_on: Option<Severity>) -> u8 {
        if self.failures > 0 {
            return UNREADABLE;
        }
        match (self.worst, fail_on) {
            (Some(worst), Some(level)) if worst >= level => OPEN_FINDINGS,
            _ => FINE,
        }
    }

    fn line(&self) -> String {
        let mut line = format!(
            "共 {} 份报告，{} 份有错误：错误 {}，警告 {}，提示 {}；无法核对 {} 条，仅当空白计为 0 时成立 {} 条",
            self.reports,
            self.with_errors,
            self.errors,
            self.warnings,
            self.hints,
            self.undecided,
            self.conditional
        );
        if self.judged > 0 {
            // Writing to a string cannot fail.
            let _ = write!(line, "；已有判定 {} 条", self.judged);
        }
        if self.failures > 0 {
            let _ = write!(line, "；{} 个文件无法识读", self.failures);
        }
        line + "。\n"
    }
}

fn failure_text(failure: &Failure) -> String {
    let path = failure.path.replace('\n', "\\n");
    format!("{path}\n  无法识读　{}\n\n", failure.error)
}

/// Whether a finding has a line of its own: equations that are not broken have one line per table instead.
fn is_listed(finding: &Finding) -> bool {
    finding.outcome == Verified::Broken || !registry::is_arithmetic(&finding.rule)
}

/// The report's name and its open findings; undecided and conditional equations in one line per table.
fn report_text(report: &Report) -> String {
    let mut text = title(report);
    let line_index = LineIndex::new(&report.session.source().text);
    let n_before = text.len();
    let open = report
        .session
        .results()
        .findings
        .iter()
        .filter(|finding| report.session.is_open(finding) && is_listed(finding));
    for finding in open {
        let line = format!(
            "  {}　{}{}\n",
            label(finding),
            finding.text,
            place(report, &line_index, finding)
        );
        text.push_str(&line);
    }
    let tables = summary::per_table(report.session.results());
    for line in tables
        .iter()
        .filter_map(summary::TableSummary::undecided_line)
    {
        let _ = writeln!(text, "  无法核对　{line}");
    }
    for line in doubts::lines(report) {
        let _ = writeln!(text, "  待核　{line}");
    }
    for line in tables
        .iter()
        .filter_map(summary::TableSummary::conditional_line)
    {
        let _ = writeln!(text, "  说明　{line}");
    }
    if let Some(line) = sign_off_line(report) {
        let _ = writeln!(text, "  说明　{line}");
    }
    for notice in report.notices() {
        let _ = writeln!(text, "  说明　{notice}");
    }
    if text.len() == n_before {
        let holds: usize = tables.iter().map(|table| table.holds).sum();
        let _ = writeln!(text, "  没有发现问题，{holds} 条勾稽关系成立。");
    }
    if let Some(name) = report.last_year() {
        let _ = writeln!(text, "  说明　已对照上年报告“{name}”。");
    }
    text + "\n"
}

/// Who signed a review off, and what was open then.
fn sign_off_line(report: &Report) -> Option<String> {
    let sign_off = report.session.decisions().sign_off()?;
    let how = if sign_off.forced {
        "强制审定"
    } else {
        "已审定"
    };
    let open = sign_off.open.to_string();
    Some(match open.as_str() {
        "" => format!("{how}：{}。", sign_off.by),
        open => format!("{how}：{}，当时未处理：{open}。", sign_off.by),
    })
}

/// Path, office and year in one line.
fn title(report: &Report) -> String {
    let office = report.office().unwrap_or_default();
    let year = report.year().map(|year| format!("{year} 年"));
    let year = year.unwrap_or_default();
    let name = format!("{office} {year}");
    // A name may have a line end in it.
    let path = report.path.replace('\n', "\\n");
    match name.trim() {
        "" => format!("{path}\n"),
        name => format!("{path}　{name}\n"),
    }
}

fn label(finding: &Finding) -> &'static str {
    if finding.outcome == Verified::Undecided {
        return "无法核对";
    }
    match finding.severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Hint => "提示",
    }
}

/// The lines of the text the finding speaks of: `（原文第 12–15 行）`, or `（正文第 14 行，表中第 55–56 行）` where a sentence
/// is held against cells; empty if it names no place.
fn place(report: &Report, line_index: &LineIndex, finding: &Finding) -> String {
    // The sentence of this rule names the table's lines itself.
    if finding.rule == crate::rules::cells_unread::RULE.rule.id {
        return String::new();
    }
    let of_cells = finding
        .cells
        .iter()
        .filter_map(|cell| report.session.reading().cell(cell))
        .flat_map(|found| &found.spans);
    let cells = lines(line_index, of_cells);
    let sentences = lines(line_index, finding.spans.iter());
    match (sentences, cells) {
        (Some(sentences), Some(cells)) => format!("（正文第 {sentences} 行，表中第 {cells} 行）"),
        (Some(lines), None) | (None, Some(lines)) => format!("（原文第 {lines} 行）"),
        (None, None) => String::new(),
    }
}

/// `12`, or `12–15` from the first line to the last.
fn lines<'a>(line_index: &LineIndex, spans: impl Iterator<Item = &'a Span>) -> Option<String> {
    let lines: Vec<usize> = spans.map(|span| line_index.line_at(span.start())).collect();
    let (first, last) = (lines.iter().min()?, lines.iter().max()?);
    Some(if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    })
}
