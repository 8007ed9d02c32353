//! The problem list as Markdown: readable as it is, and as a table where it is rendered.

use std::fmt::Write;

use crate::export::format::ExportFormat;
use crate::export::problem_list::{ListedProblem, ProblemList, severity_name};
use crate::review::judged::Judged;

/// Text that is also read as it is.
pub const FORMAT: ExportFormat = ExportFormat {
    name: ["Markdown 文本", "Markdown text"],
    ending: "md",
    render: |list| Ok(render(list).into_bytes()),
};

/// The list as Markdown.
#[must_use]
pub fn render(list: &ProblemList) -> String {
    let mut text = format!("# {}\n\n", escaped(&list.title()));
    for (label, content) in list.facts() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "- {label}：{}", escaped(&content));
    }
    let (published, open): (Vec<&ListedProblem>, Vec<&ListedProblem>) = list
        .rows
        .iter()
        .partition(|row| row.standing == Judged::Published);
    section(&mut text, "一、原文如此：报告本身的差错", &published);
    section(&mut text, "二、待核实：尚未判定或存疑", &open);
    text.push_str("\n## 三、未能核对的内容\n\n");
    if list.not_checked.is_empty() {
        text.push_str("没有。\n");
    }
    for line in &list.not_checked {
        let _ = writeln!(text, "- {}", escaped(line));
    }
    text
}

fn section(text: &mut String, title: &str, rows: &[&ListedProblem]) {
    let _ = writeln!(text, "\n## {title}\n");
    if rows.is_empty() {
        text.push_str("没有。\n");
        return;
    }
    text.push_str("| 序号 | 判定 | 级别 | 表 | 位置 | 问题 | 数字 | 建议 |\n");
    text.push_str("|---:|---|---|---|---|---|---|---|\n");
    for row in rows {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            row.number,
            row.standing.name(),
            severity_name(row.severity),
            escaped(&row.table),
            escaped(&row.place),
            escaped(&row.wrong),
            escaped(&row.figures),
            escaped(&row.suggestion)
        );
    }
}

/// Characters of a report must not become structure: a line break would end a table row, a bar its cell.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => escaped.push(' '),
            '\\' | '|' | '`' | '*' | '_' | '<' | '[' | '#' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn text_of_a_report_is_never_structure() {
        assert_eq!(escaped("a|b\nc*<d>"), "a\\|b c\\*\\<d>");
    }
}
