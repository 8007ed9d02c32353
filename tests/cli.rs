//! The program as a person or a script runs it. The reports are invented.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use assert_cmd::assert::{Assert, OutputAssertExt};
use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;

/// A report without any table.
const NO_TABLES: &str =
    "云栖县青石街道办事处2022年政府信息公开工作年度报告\n一、总体情况\n本年无事。\n";

/// Table four whose first group does not add up.
const BROKEN_DISPUTES: &str = "四、政府信息公开行政复议、行政诉讼情况
行政复议 行政诉讼
结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉
结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计
1 0 0 0 3 0 0 0 0 0 0 0 0 0 0
五、存在的主要问题及改进情况
";

fn gouji(folder: &Path, arguments: &[&str]) -> Assert {
    let mut command = Command::cargo_bin("gouji").unwrap();
    command.current_dir(folder).args(arguments).assert()
}

fn stdout(run: &Assert) -> String {
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

fn json_lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// A folder with files of the given names and texts.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Runs `gouji read` and compares the sources of the lines, in order, and the exit code.
#[track_caller]
fn check_sources(files: &[(&str, &str)], arguments: &[&str], code: i32, expected: &[&str]) {
    let folder = folder(files);
    let run = gouji(folder.path(), arguments).code(code);
    let lines = json_lines(&stdout(&run));
    let sources: Vec<&str> = lines
        .iter()
        .map(|line| line["source"].as_str().unwrap())
        .collect();
    assert_eq!(sources, expected);
}

#[test]
fn files_keep_the_order_given_and_folders_are_sorted() {
    let files = [
        ("b/2.txt", NO_TABLES),
        ("b/1.MD", NO_TABLES),
        ("b/sub/3.text", NO_TABLES),
        ("b/.hidden.txt", NO_TABLES),
        ("b/~$1.txt", NO_TABLES),
        ("b/picture.png", "no report"),
        ("b/1.txt.gouji.ron", "(schema: 1)"),
        ("a.txt", NO_TABLES),
    ];
    check_sources(
        &files,
        &["read", "b", "a.txt"],
        0,
        &["b/1.MD", "b/2.txt", "b/sub/3.text", "a.txt"],
    );
    check_sources(
        &files,
        &["read", "a.txt", "b/2.txt", "a.txt"],
        0,
        &["a.txt", "b/2.txt", "a.txt"],
    );
}

fn stderr(run: &Assert) -> String {
    String::from_utf8(run.get_output().stderr.clone()).unwrap()
}

#[test]
fn what_a_folder_holds_besides_reports_is_told_by_kind() {
    let files = [
        ("b/1.txt", NO_TABLES),
        ("b/扫描.png", "no report"),
        ("b/扫描2.JPG", "no report"),
        ("b/结果.json", "{}"),
        ("b/说明.xml", "<x/>"),
        ("b/没有扩展名", "x"),
        ("b/.hidden.txt", NO_TABLES),
        ("b/~$1.txt", NO_TABLES),
        ("b/Thumbs.db", "x"),
        ("b/1.txt.gouji.ron", "(schema: 1)"),
        ("b/2.txt.gouji.ron", "(schema: 1)"),
        ("b/1.txt.gouji.ron.steps", "x"),
        ("b/网页/a.html", "<html><p>x</p></html>"),
        ("b/网页/图.gif", "x"),
        ("b/网页/a_files/b.css", "x"),
        ("b/网页/a_files/深/c.png", "x"),
    ];
    let folder = folder(&files);
    for command in ["read", "check"] {
        let run = gouji(folder.path(), &[command, "b"]).code(0);
        let told = stderr(&run);
        let lines: Vec<&str> = told
            .lines()
            .filter(|line| line.starts_with("没有"))
            .collect();
        let expected = [
            "没有识读：图片 2 个（.jpg 1、.png 1），例如 b/扫描.png。",
            "没有识读：数据文件 2 个（.json 1、.xml 1），例如 b/",
            "没有识读：其他文件 1 个，例如 b/没有扩展名。",
            "没有识读：审定文件（报告不在旁边） 1 个（.ron 1），例如 b/2.txt.gouji.ron。",
            "没有识读：网页所附的图片等文件 3 个（.css 1、.gif 1、.png 1），例如 b/网页/",
            "没有识读：隐藏文件和系统文件 3 个，例如 b/",
        ];
        assert_eq!(lines.len(), expected.len(), "{told}");
        for (line, expected) in lines.iter().zip(expected) {
            assert!(line.starts_with(expected), "{line}");
        }
    }
}

#[test]
fn files_of_any_name_that_hold_words_of_the_form_are_reports() {
    let words = "自然人 商业企业 结果维持";
    let escaped = |c: char| format!("\\u{:04x}", u32::from(c));
    let escaped: String = words.chars().map(escaped).collect();
    let lists = format!("[['{words}', 1]]");
    let json = format!("[{{\"a\": \"{escaped}\"}}]");
    let own = format!("{{\"requests.received.total\": 3, \"a\": \"{words}\"}}");
    let files = [
        ("b/1.rst", words),
        ("b/2.yaml", &lists),
        ("b/3.json", &json),
        ("b/4.json", &own),
        ("b/5.yaml", "政府信息公开 行政复议 自然人"),
        ("b/6.js", "x"),
    ];
    let folder = folder(&files);
    let run = gouji(folder.path(), &["read", "b"]).code(0);
    let lines = json_lines(&stdout(&run));
    let sources: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["source"].as_str())
        .collect();
    assert_eq!(sources, ["b/1.rst", "b/2.yaml", "b/3.json"]);
    let told = stderr(&run);
    assert!(told.contains("数据文件 2 个（.json 1、.yaml 1）"), "{told}");
}

#[test]
fn documents_of_other_formats_in_a_folder_are_refused_one_by_one() {
    let names = ["a.rtf", "b.odt", "c.ods", "d.wps", "e.et", "f.ofd", "g.zip"];
    let binary = "\u{1}\u{2}\u{3}".repeat(99);
    let files: Vec<(&str, &str)> = names.iter().map(|name| (*name, binary.as_str())).collect();
    let folder = folder(&files);
    let run = gouji(folder.path(), &["read", "."]).code(2);
    let lines = json_lines(&stdout(&run));
    assert_eq!(lines.len(), names.len());
    for (line, name) in lines.iter().zip(names) {
        assert!(line["error"].as_str().unwrap().contains(name), "{line}");
    }
    // A text is a text, whatever its name.
    fs::write(folder.path().join("h.wps"), NO_TABLES).unwrap();
    let run = gouji(folder.path(), &["read", "."]).code(2);
    let last = json_lines(&stdout(&run)).pop().unwrap();
    assert_eq!(last["source"], "./h.wps");
    assert!(last.get("error").is_none());
}

#[test]
fn many_reports_come_in_the_order_of_the_input() {
    let names: Vec<String> = (0..60).map(|n| format!("{n:02}.txt")).collect();
    let files: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), NO_TABLES))
        .collect();
    let expected: Vec<String> = names.iter().map(|name| format!("./{name}")).collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    check_sources(&files, &["read", "."], 0, &expected);
}

#[test]
fn a_bad_file_has_its_own_line_and_the_others_are_read() {
    let folder = folder(&[("a.txt", NO_TABLES), ("b.txt", " \n"), ("c.txt", NO_TABLES)]);
    let arguments = ["read", "a.txt", "b.txt", "gone.txt", "c.txt"];
    let run = gouji(folder.path(), &arguments).code(2);
    let lines = json_lines(&stdout(&run));
    let bad: Vec<bool> = lines
        .iter()
        .map(|line| line.get("error").is_some())
        .collect();
    assert_eq!(bad, [false, true, true, false]);
    assert!(lines[1]["error"].as_str().unwrap().contains("没有文字"));
    assert!(lines[2]["error"].as_str().unwrap().contains("gone.txt"));
}

#[test]
fn a_file_that_breaks_off_says_so_in_its_line() {
    let page = "<table><tr><td>规章</td><td>0</td></tr>";
    let closed = format!("{page}</table>");
    let folder = folder(&[("a.html", page), ("b.html", &closed)]);
    let lines = json_lines(&stdout(&gouji(folder.path(), &["read", "."]).code(0)));
    assert_eq!(lines[1]["notices"], serde_json::json!([]));
    let notice = lines[0]["notices"][0].as_str().unwrap();
    assert!(notice.contains("网页不完整"), "{notice}");
}

#[test]
fn paths_come_from_standard_input_too() {
    let folder = folder(&[("a.txt", NO_TABLES), ("b.txt", NO_TABLES)]);
    let mut command = assert_cmd::Command::cargo_bin("gouji").unwrap();
    let run = command
        .current_dir(folder.path())
        .args(["read", "-"])
        .write_stdin("b.txt\r\n\na.txt\n")
        .assert()
        .code(0);
    let lines = json_lines(&stdout(&run));
    assert_eq!(lines[0]["source"], "b.txt");
    assert_eq!(lines[1]["source"], "a.txt");
}

#[test]
fn a_report_without_tables_has_no_cells_and_three_warnings() {
    let folder = folder(&[("a.txt", NO_TABLES)]);
    let run = gouji(folder.path(), &["read", "a.txt"]).code(0);
    let line = &json_lines(&stdout(&run))[0];
    assert_eq!(line["cells"], serde_json::json!({}));
    assert_eq!(line["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(line.get("text"), None);
    let missing: Vec<&Value> = line["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["rule"] == "table-missing")
        .map(|finding| &finding["table"])
        .collect();
    assert_eq!(missing, ["proactive", "requests", "disputes"]);
}

#[test]
fn every_cell_span_is_its_printed_text() {
    let folder = folder(&[("a.txt", BROKEN_DISPUTES)]);
    let run = gouji(folder.path(), &["read", "--text", "a.txt"]).code(0);
    let line = &json_lines(&stdout(&run))[0];
    let text = line["text"].as_str().unwrap();
    assert_eq!(text, BROKEN_DISPUTES);
    let cells = line["cells"].as_object().unwrap();
    assert_eq!(cells.len(), 15);
    for (key, cell) in cells {
        let spans = cell["spans"].as_array().unwrap().iter();
        let printed: String = spans
            .map(|span| {
                let [start, end] = [0, 1].map(|i| span[i].as_u64().unwrap().try_into().unwrap());
                text.get::<std::ops::Range<usize>>(start..end).unwrap()
            })
            .collect();
        assert_eq!(cell["printed"], printed.as_str(), "{key}");
    }
    let broken = line["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["rule"] == "disputes-total")
        .unwrap();
    assert_eq!(broken["outcome"], "broken");
    assert_eq!(broken["severity"], "error");
    assert_eq!(
        (&broken["left"], &broken["right"]),
        (&"1".into(), &"3".into())
    );
    assert_eq!(broken["cells"].as_array().unwrap().len(), 5);
}

#[test]
fn the_output_file_appears_complete_and_alone() {
    let folder = folder(&[("in/a.txt", NO_TABLES), ("out.ndjson", "old")]);
    let run = gouji(folder.path(), &["read", "in", "-o", "out.ndjson"]).code(0);
    assert_eq!(stdout(&run), "");
    let written = fs::read_to_string(folder.path().join("out.ndjson")).unwrap();
    assert_eq!(json_lines(&written).len(), 1);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn an_output_that_cannot_be_written_is_said_and_fails() {
    let folder = folder(&[("a.txt", NO_TABLES)]);
    let run = gouji(folder.path(), &["read", "a.txt", "-o", "gone/out.ndjson"]).code(2);
    let error = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(error.contains("gone/out.ndjson"), "{error}");
}

#[test]
fn a_reader_that_leaves_early_ends_the_run_quietly() {
    let names: Vec<String> = (0..400).map(|n| format!("{n:03}.txt")).collect();
    let long = BROKEN_DISPUTES.to_owned() + &NO_TABLES.repeat(50);
    let files: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), long.as_str()))
        .collect();
    let folder = folder(&files);
    let mut child = Command::cargo_bin("gouji")
        .unwrap()
        .current_dir(folder.path())
        .args(["read", "--text", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

/// Runs `gouji check` on a folder and compares the exit code.
#[track_caller]
fn check_exit_code(text: &str, arguments: &[&str], code: i32) -> String {
    let folder = folder(&[("a.txt", text)]);
    let mut all = vec!["check", "a.txt"];
    all.extend(arguments);
    stdout(&gouji(folder.path(), &all).code(code))
}

#[test]
fn read_lists_the_repairs_of_what_is_broken() {
    let folder = folder(&[("a.txt", BROKEN_DISPUTES), ("b.txt", NO_TABLES)]);
    let run = gouji(folder.path(), &["read", "a.txt", "b.txt"]).code(0);
    let lines = json_lines(&stdout(&run));
    let repairs = lines[0]["repairs"].as_array().unwrap();
    assert_eq!(repairs.len(), 1, "{repairs:?}");
    assert_eq!(repairs[0]["block"], "disputes.reconsideration");
    assert_eq!(repairs[0]["status"], "not-locatable");
    let proposals = repairs[0]["proposals"].as_array().unwrap();
    let total =
        serde_json::json!([{"cell": "disputes.reconsideration.total", "from": "3", "to": "1"}]);
    let found = proposals
        .iter()
        .find(|proposal| proposal["changes"] == total);
    let found = found.unwrap_or(&Value::Null);
    assert!(
        found["cost"].as_f64().is_some_and(|cost| cost > 0.0),
        "{proposals:?}"
    );
    assert_eq!(found["closes"].as_array().map(Vec::len), Some(1));
    assert_eq!(lines[1]["repairs"], serde_json::json!([]));
}

#[test]
fn check_fails_at_the_wanted_level() {
    check_exit_code(NO_TABLES, &[], 0);
    check_exit_code(NO_TABLES, &["--fail-on", "warning"], 1);
    check_exit_code(BROKEN_DISPUTES, &[], 1);
    check_exit_code(BROKEN_DISPUTES, &["--fail-on", "never"], 0);
    check_exit_code(BROKEN_DISPUTES, &["gone.txt", "--fail-on", "never"], 2);
}

#[test]
fn check_prints_sentences_with_their_place_and_a_total_line() {
    let text = check_exit_code(BROKEN_DISPUTES, &[], 1);
    let broken = "  错误　表四 行政复议：结果维持(1) + 结果纠正(0) + 其他结果(0) + 尚未审结(0) = 1，总计为 3，差 2。（原文第 5 行）";
    assert!(text.lines().any(|line| line == broken), "{text}");
    assert!(text.starts_with("a.txt"), "{text}");
    let total = "共 1 份报告，1 份有错误：错误 1，警告 2，提示 0；";
    assert!(text.lines().last().unwrap().starts_with(total), "{text}");
}

/// A saved review whose steps are gone has lost its decisions: what is printed must say so.
#[test]
fn a_review_without_its_steps_says_so() {
    let whole = include_str!("files/schema-1.gouji.ron");
    let (head, rest) = whole.split_once("    journal: [\n").unwrap();
    let (_, behind) = rest.split_once("\n    ],\n").unwrap();
    let emptied = format!("{head}    journal: [\n    ],\n{behind}");
    let folder = folder(&[("a.gouji.ron", &emptied)]);
    let told = "与步骤记录不符";
    let checked = stdout(&gouji(
        folder.path(),
        &["check", "a.gouji.ron", "--fail-on", "never"],
    ));
    assert!(checked.contains(told), "{checked}");
    let read = stdout(&gouji(folder.path(), &["read", "a.gouji.ron"]));
    assert!(read.contains(told), "{read}");
}

#[test]
fn an_empty_folder_is_no_silent_success() {
    let folder = folder(&[("in/picture.png", "")]);
    gouji(folder.path(), &["check", "in"]).code(2);
    gouji(folder.path(), &["read", "in"]).code(2);
}

#[test]
fn help_shows_examples_and_mistakes_are_answered_in_chinese() {
    let folder = folder(&[]);
    for arguments in [&["--help"][..], &["read", "--help"], &["check", "-h"]] {
        let help = stdout(&gouji(folder.path(), arguments).code(0));
        assert!(help.contains("示例："), "{help}");
        for english in ["Usage", "Options", "Print help", "Arguments", "Commands"] {
            assert!(!help.contains(english), "{help}");
        }
    }
    for (arguments, sentence) in [
        (&["check"][..], "缺少路径"),
        (&["read", "a.txt", "--nothing"], "没有这个选项（--nothing）"),
        (&["check", "a.txt", "--fail-on", "x"], "选项的值不对"),
    ] {
        let run = gouji(folder.path(), arguments).code(2);
        let error = String::from_utf8(run.get_output().stderr.clone()).unwrap();
        assert!(error.starts_with(sentence), "{error}");
    }
}

/// A saved review of [`BROKEN_DISPUTES`] in the folder, and its path.
fn saved_review(folder: &Path) -> std::path::PathBuf {
    let report = folder.join("a.txt");
    fs::write(&report, BROKEN_DISPUTES).unwrap();
    let source = gouji::source::open(&report).unwrap();
    let reading = gouji::read::read(&source);
    let mut review = gouji::review::Session::new(source, reading);
    let edit = gouji::review::Edit::Enter {
        cell: "disputes.reconsideration.total"
            .parse()
            .unwrap_or_else(|_| {
                let cells = review.reading().cells.keys();
                cells.clone().next().unwrap().clone()
            }),
        text: "1".to_owned(),
        origin: gouji::review::Origin::Typed,
        spans: Vec::new(),
    };
    let stamp = gouji::review::Stamp {
        by: "审定员".to_owned(),
        at_secs: 1_700_000_000,
    };
    review.apply(edit, &stamp).unwrap();
    let path = gouji::dataset::path_beside(&report);
    gouji::dataset::save(&path, &review, None).unwrap();
    path
}

#[test]
fn a_review_whose_steps_were_taken_out_is_told_in_check_and_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_review(folder.path());
    let text = fs::read_to_string(&path).unwrap();
    let start = text.find("    journal: [\n").unwrap();
    let end = start + text[start..].find("    ],\n").unwrap();
    let emptied = format!("{}    journal: [\n{}", &text[..start], &text[end..]);
    fs::write(&path, emptied).unwrap();
    for command in ["check", "read"] {
        let run = gouji(folder.path(), &[command, "a.txt.gouji.ron"]);
        let out = stdout(&run);
        assert!(out.contains("1 格的审定与步骤记录不符"), "{out}");
        assert!(out.contains("校验和不符"), "{out}");
    }
}

/// `gouji read` into `out` is refused with a sentence that holds `expected`, and nothing changes.
#[track_caller]
fn check_not_written(folder: &Path, out: &str, expected: &str) {
    let before = fs::read(folder.join(out)).ok();
    let run = gouji(folder, &["read", "a.txt", "b", "-o", out]).code(2);
    let error = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(error.contains(expected), "{error}");
    assert_eq!(fs::read(folder.join(out)).ok(), before);
}

#[cfg(unix)]
#[test]
fn an_output_that_is_an_input_a_review_or_not_to_be_written_is_refused() {
    let folder = folder(&[("a.txt", NO_TABLES), ("b/c.txt", NO_TABLES), ("old", "{}")]);
    let path = folder.path();
    saved_review(path);
    fs::hard_link(path.join("b/c.txt"), path.join("other-name")).unwrap();
    std::os::unix::fs::symlink("a.txt", path.join("link")).unwrap();
    check_not_written(path, "a.txt", "也在要识读的报告里");
    check_not_written(path, "link", "也在要识读的报告里");
    check_not_written(path, "other-name", "也在要识读的报告里");
    check_not_written(path, "a.txt.gouji.ron", "审定文件");
    check_not_written(path, "new.gouji.ron", "审定文件");
    check_not_written(path, "b", "不是普通文件");
    let mut read_only = fs::metadata(path.join("old")).unwrap().permissions();
    read_only.set_readonly(true);
    fs::set_permissions(path.join("old"), read_only).unwrap();
    check_not_written(path, "old", "只读文件");
}

#[cfg(unix)]
#[test]
fn control_characters_of_names_do_not_reach_the_terminal() {
    let name = "a\u{1b}[31m\u{9b}2J\nb\u{202e}.txt";
    let folder = folder(&[(name, BROKEN_DISPUTES), ("b\u{7}.pdf", "no pdf")]);
    for command in ["check", "read"] {
        let run = gouji(folder.path(), &[command, "."]);
        let output = run.get_output();
        let both = [output.stdout.clone(), output.stderr.clone()].concat();
        let text = String::from_utf8(both).unwrap();
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!text.contains(bad), "{text:?}");
        assert!(text.contains("1b"), "{text:?}");
    }
    let run = gouji(folder.path(), &["read", "."]);
    let sources: Vec<String> = json_lines(&stdout(&run))
        .iter()
        .map(|line| line["source"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(sources, [format!("./{name}"), "./b\u{7}.pdf".to_owned()]);
}

#[cfg(unix)]
#[test]
fn a_pipe_beside_a_report_does_not_hang_check() {
    let folder = folder(&[("a.txt", BROKEN_DISPUTES), ("b.txt", NO_TABLES)]);
    for name in ["单位别名.ron", "b.txt.gouji.ron"] {
        let pipe = folder.path().join(name);
        let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
    }
    let run = gouji(folder.path(), &["check", ".", "--fail-on", "never"]).code(0);
    let error = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(error.contains("不是普通文件"), "{error}");
    gouji(folder.path(), &["check", "b.txt.gouji.ron"]).code(2);
}

#[test]
fn a_record_of_work_that_was_named_has_to_be_there() {
    let folder = tempfile::tempdir().unwrap();
    let run = gouji(folder.path(), &["work", "没有.log"]).code(2);
    let error = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(error.contains("无法读取 没有.log"), "{error}");
    assert!(!error.contains("还没有工作记录"), "{error}");
}

#[test]
fn the_version_tells_commit_and_editions() {
    for flag in ["--version", "-V"] {
        let folder = tempfile::tempdir().unwrap();
        let output = gouji(folder.path(), &[flag]).success().get_output().clone();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(
            text.starts_with(&format!("gouji {}（提交 ", env!("CARGO_PKG_VERSION"))),
            "{text}"
        );
        assert!(text.contains("国办公开办函〔2019〕60号"), "{text}");
        assert!(text.contains("国办公开办函〔2021〕30号"), "{text}");
    }
}

/// The lines of README that begin with `gouji`, each walked as far as its help: command and options are known.
#[test]
fn every_command_of_the_readme_is_one() {
    let readme = include_str!("../README.md");
    let lines = readme.lines().filter(|line| line.starts_with("gouji "));
    let commands: Vec<&str> = lines
        .filter_map(|line| line.split('#').next())
        .filter(|line| line.split_whitespace().nth(1).is_some_and(str::is_ascii))
        .collect();
    assert!(commands.len() >= 6, "{commands:?}");
    let folder = tempfile::tempdir().unwrap();
    for command in commands {
        let mut words: Vec<&str> = command.split_whitespace().skip(1).collect();
        if words.first() != Some(&"--version") {
            words.push("--help");
        }
        let help = stdout(&gouji(folder.path(), &words).success());
        assert!(!help.is_empty(), "{command}");
    }
}
