//! Whatever is cut is told: for each limit a file that exceeds it, and a notice that says so.

use std::fmt::Write;
use std::time::{Duration, Instant};

use gouji::read::read;
use gouji::source::{Source, limits};

use crate::package;
use crate::pdf;
use crate::{check_grids, open};

/// Opens a file that exceeds a limit: its text keeps to the limits, and one of its notices has these words.
#[track_caller]
fn check_cut(name: &str, bytes: &[u8], words: &str) -> Source {
    let source = open(name, bytes).unwrap_or_else(|error| panic!("{error}"));
    assert!(source.text.len() <= limits::TEXT, "{}", source.text.len());
    assert_eq!(limits::end(&source.text), None);
    check_grids(&source);
    let told = gouji::said::Said::joined(&source.notices, ["\n"; 2]).chinese;
    assert!(told.contains(words), "{name}: {told:?}");
    source
}

#[test]
fn texts_of_too_many_lines_or_words() {
    let source = check_cut(
        "a.txt",
        "规章 0\n".repeat(limits::LINES + 9).as_bytes(),
        "文件太长",
    );
    assert_eq!(source.text.lines().count(), limits::LINES);
    check_cut(
        "a.txt",
        "1 ".repeat(limits::WORDS + 9).as_bytes(),
        "文件太长",
    );
    check_cut(
        "a.txt",
        "一".repeat(limits::TEXT / 3 + 9).as_bytes(),
        "文件太长",
    );
    check_cut(
        "a.csv",
        "1,2,3\n".repeat(limits::LINES + 9).as_bytes(),
        "文件太长",
    );
    let quoted = format!("a,b\n\"{}\"\n", "x".repeat(limits::TEXT + 9));
    check_cut("a.csv", quoted.as_bytes(), "文件太长");
    let page = format!("<html><body>{}", "1<br>".repeat(limits::LINES + 9));
    check_cut("a.html", page.as_bytes(), "文件太长");
}

#[test]
fn tables_of_too_many_places() {
    let empty = format!(
        "<table><tr>{}</tr>{}</table>",
        "<td>1".repeat(2_000),
        "<tr></tr>".repeat(9_000)
    );
    check_cut("a.html", empty.as_bytes(), "文件太长");
    let spans =
        "<table><tr><td colspan=65000>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>";
    check_cut("a.html", spans.as_bytes(), "有 1 个单元格标明占");
}

/// A workbook whose only text stands in many cells.
fn repeated(text: &str, n_cells: usize) -> Vec<u8> {
    let mut cells = String::new();
    for row in 1..=n_cells {
        write!(
            cells,
            r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c><c r="B{row}"><v>1</v></c></row>"#
        )
        .unwrap();
    }
    package::with_texts(
        &format!("<si><t>{text}</t></si>"),
        &format!("<sheetData>{cells}</sheetData>"),
    )
}

#[test]
fn a_text_repeated_in_every_cell() {
    let source = check_cut(
        "a.xlsx",
        &repeated(&"政务公开".repeat(500), 4_000),
        "文件太长",
    );
    assert!(source.text.contains("政务公开"));
    // Struck out runs of such texts are notes.
    let struck = "<si><r><rPr><strike/></rPr><t>11</t></r><r><t>12</t></r></si>";
    let rows = r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row></sheetData>"#;
    let source = open("a.xlsx", &package::with_texts(struck, rows)).unwrap();
    assert_eq!(source.text, "表\n\n[删去：11]12\t1\n3\t4\n");
}

#[test]
fn pages_of_too_many_lines() {
    let mut content = String::from("BT /F1 9 Tf 1 0 0 1 60 60 Tm (x) Tj ET\n");
    for at in 0..20_100 {
        writeln!(content, "{} 9 m {} 99 l S", at % 500, at % 500).unwrap();
    }
    let fonts = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>";
    check_cut(
        "a.pdf",
        &pdf::raw(&content, fonts, "0 0 595 842", &[]),
        "不合常理",
    );
}

#[test]
fn a_long_table_before_the_report_does_not_lose_it() {
    let row = "<tr><td>部门</td><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td><td>7</td><td>8</td></tr>";
    let page = format!(
        "<html><body><table>{}</table><p>一、总体情况</p><p>全年公开信息5条。</p></body></html>",
        row.repeat(6_000)
    );
    let source = open("a.html", page.as_bytes()).unwrap();
    assert!(source.text.ends_with("一、总体情况\n全年公开信息5条。\n"));
    assert!(source.notices.is_empty(), "{:?}", source.notices);
}

/// The time for what repeats grows with its length only.
#[track_caller]
fn check_quick(text: &str) {
    let source = open("a.txt", text.as_bytes()).unwrap();
    let started = Instant::now();
    let _ = read(&source);
    let taken = started.elapsed();
    let start: String = text.chars().take(20).collect();
    assert!(taken < Duration::from_secs(30), "{start}: {taken:?}");
}

#[test]
fn what_repeats_is_read_in_time() {
    check_quick(&"三、收到和处理政府信息公开申请情况\n".repeat(20_000));
    check_quick(&"青岚县水务局2021年政府信息公开工作年度报告\n".repeat(20_000));
    check_quick(&"（一）予以公开 1 2 3 4 5 6 21\n".repeat(10_000));
    check_quick(&"1\n".repeat(50_000));
    check_quick(&"1 ".repeat(100_000));
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_no_file_is_refused_at_once() {
    use std::path::Path;

    use gouji::source::open_with;

    use crate::pool;

    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("管道.txt");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    let started = Instant::now();
    if made.is_ok_and(|status| status.success()) {
        let message = open_with(pool(), &pipe).unwrap_err().to_string();
        assert!(message.contains("不是文件"), "{message}");
    }
    // Reading it waits for the next message of the system.
    for window in [
        "/proc/kmsg",
        "/proc/self/mem",
        "/proc/version",
        "/dev/zero",
        "/dev/random",
    ] {
        let message = open_with(pool(), Path::new(window))
            .unwrap_err()
            .to_string();
        assert!(message.contains(window), "{message}");
    }
    assert!(started.elapsed() < Duration::from_secs(2));
}

/// Somebody writes into the file all the time; it is not waited for.
#[test]
fn a_file_that_grows_is_refused() {
    use std::io::Write;
    use std::sync::atomic::{AtomicBool, Ordering};

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("下载中.txt");
    // Larger than a text may be, so that it is refused at once as well where it did not grow just then.
    let mut bytes = "1\n".repeat(11 << 20);
    std::fs::write(&path, &bytes).unwrap();
    bytes.truncate(1 << 10);
    let is_done = AtomicBool::new(false);
    let messages = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = std::fs::File::options().append(true).open(&path).unwrap();
            while !is_done.load(Ordering::Relaxed) && file.metadata().unwrap().len() < 150 << 20 {
                file.write_all(bytes.as_bytes()).unwrap();
            }
        });
        let mut messages = Vec::new();
        while messages.len() < 40
            && !messages
                .iter()
                .any(|said: &String| said.contains("还没有写完"))
        {
            messages.push(gouji::source::open(&path).unwrap_err().to_string());
        }
        is_done.store(true, Ordering::Relaxed);
        messages
    });
    assert!(
        messages.iter().any(|said| said.contains("还没有写完")),
        "{messages:?}"
    );
}
