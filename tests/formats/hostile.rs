//! Files made or damaged to harm: each ends within the deadline, with a source that holds together or a sentence.

use std::fmt::Write;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use gouji::source::open_with;
use gouji::source::pool::Pool;

use crate::package::{self, Stored, docx, paragraph, table};
use crate::pdf::{self, Page};
use crate::report::sample;
use crate::web::PAGE;
use crate::{check_grids, check_refused, open, pool};

/// Workers that may take one second.
fn hasty() -> Pool {
    Pool::new(
        PathBuf::from(env!("CARGO_BIN_EXE_gouji")),
        Duration::from_secs(1),
    )
}

#[test]
fn nested_elements_end_at_the_deadline() {
    let short = hasty();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep.html");
    std::fs::write(&path, format!("<html>{}x", "<div>".repeat(200_000))).unwrap();
    let started = Instant::now();
    // A fast machine may finish; what matters is that it ends.
    if let Err(error) = open_with(&short, &path) {
        assert!(error.to_string().contains("已停止"), "{error}");
    }
    assert!(started.elapsed() < Duration::from_secs(3));
    // The next file gets a fresh worker.
    std::fs::write(&path, "<html><p>一、总体情况").unwrap();
    assert_eq!(open_with(&short, &path).unwrap().text, "一、总体情况\n");
}

#[cfg(target_os = "linux")]
#[test]
fn nested_elements_end_at_the_limit_of_processor_time() {
    let patient = Pool::new(
        PathBuf::from(env!("CARGO_BIN_EXE_gouji")),
        Duration::from_secs(100),
    )
    .with_processor(Duration::from_millis(500));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep.html");
    std::fs::write(&path, format!("<html>{}x", "<div>".repeat(400_000))).unwrap();
    let started = Instant::now();
    let error = open_with(&patient, &path).unwrap_err().to_string();
    assert!(error.contains("已停止"), "{error}");
    assert!(started.elapsed() < Duration::from_secs(30));
}

#[test]
fn depth_within_reason_is_kept_as_text() {
    let source = open(
        "a.html",
        format!("<html>{}深处", "<div>".repeat(2_000)).as_bytes(),
    )
    .unwrap();
    assert_eq!(source.text, "深处\n");
    assert!(
        source
            .notices
            .iter()
            .any(|notice| notice.chinese.contains("嵌套"))
    );
}

#[test]
fn huge_spans_are_cut() {
    let row = "<tr><td rowspan=65000 colspan=65000>甲</td><td>1</td></tr>".repeat(300);
    let source = open("a.html", format!("<table>{row}</table>").as_bytes()).unwrap();
    check_grids(&source);
    assert!(source.text.len() < 10_000_000);
}

#[test]
fn a_zip_bomb_is_stopped() {
    // 258 zeros for each 13 bits.
    let (packed, size) = zeros(1_200 << 20);
    // The second one lies about its size.
    for declared in [size, 1_000] {
        let bomb = package::archive(&[Stored {
            name: "word/document.xml",
            bytes: &packed,
            method: 8,
            size: declared,
            checksum: 0,
        }]);
        assert!(bomb.len() < 8 << 20, "{}", bomb.len());
        check_refused("bomb.docx", &bomb, "已损坏");
    }
}

/// Deflate data with fixed codes: one zero, then copies of 258 bytes at distance 1 up to `size` bytes.
fn zeros(size: usize) -> (Vec<u8>, usize) {
    let mut bits = Bits::default();
    bits.push(0b011, 3);
    // Literal 0 is 00110000, most significant bit first.
    bits.push(0b0000_1100, 8);
    let n_copies = size / 258;
    for _ in 0..n_copies {
        // Length code 285 is 11000101, most significant bit first; distance code 0 is 00000.
        bits.push(0b1010_0011, 8);
        bits.push(0, 5);
    }
    bits.push(0, 7);
    bits.push(0, 7);
    (bits.bytes, n_copies * 258 + 1)
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    pending: u32,
    n_pending: u32,
}

impl Bits {
    fn push(&mut self, value: u32, n_bits: u32) {
        self.pending |= value << self.n_pending;
        self.n_pending += n_bits;
        while self.n_pending >= 8 {
            self.bytes.push(self.pending.to_le_bytes()[0]);
            self.pending >>= 8;
            self.n_pending -= 8;
        }
    }
}

#[test]
fn a_form_bomb_is_stopped() {
    // Each form draws the next one thirty times.
    let forms: Vec<String> = (0..12)
        .map(|level| {
            let next = level + 2;
            pdf::stream_object(
                &format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {next} 0 R>>>>"),
                &"/X Do ".repeat(30),
            )
        })
        .chain([pdf::stream_object("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "0 0 9 9 re f")])
        .collect();
    let bomb = pdf::raw("/X Do", "/XObject<</X 1 0 R>>", "0 0 595 842", &forms);
    let started = Instant::now();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bomb.pdf");
    std::fs::write(&path, bomb).unwrap();
    let error = open_with(&hasty(), &path).unwrap_err().to_string();
    assert!(
        error.contains("bomb.pdf") && error.contains("已停止"),
        "{error}"
    );
    assert!(started.elapsed() < Duration::from_secs(4));
}

#[test]
fn a_giant_page_needs_no_memory() {
    let giant = pdf::raw("0 0 9 9 re f", "", "0 0 2000000 2000000", &[]);
    check_refused("giant.pdf", &giant, "没有文字");
}

/// Damaged copies of each sample.
const DAMAGES: usize = 200;

#[test]
fn damaged_pages_are_read_or_refused() {
    let page = PAGE.replace("CHARSET", "utf-8");
    check_damages("a.html", page.as_bytes());
    let archive = format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}\r\n--x--\r\n"
    );
    check_damages("a.mht", archive.as_bytes());
    check_damages("a.csv", "信息内容,数量\n规章,\"5\"\n其他,0\n".as_bytes());
}

#[test]
fn damaged_office_files_are_read_or_refused() {
    let rows = ["规章", "其他"]
        .map(|label| package::cell("", &paragraph(label)) + &package::cell("", &paragraph("5")));
    let word = docx(&(paragraph("一、总体情况") + &table(2, &rows)));
    check_damages("a.docx", &word);
    let data = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>";
    check_damages("a.xlsx", &package::xlsx("表", data));
}

#[test]
fn damaged_old_office_files_are_read_or_refused() {
    check_damages("a.doc", &std::fs::read(sample("report.doc")).unwrap());
    check_damages("a.xls", &std::fs::read(sample("report.xls")).unwrap());
}

#[test]
fn damaged_pdf_files_are_read_or_refused() {
    let mut page = Page::default();
    page.text(60.0, 80.0, 12.0, "一、总体情况");
    page.table(
        100.0,
        &[60.0, 200.0, 300.0],
        &[&[Some("规章"), Some("5")], &[Some("其他"), Some("0")]],
    );
    check_damages("a.pdf", &pdf::print(&[page], true));
    check_damages(
        "b.pdf",
        &std::fs::read(sample("encrypted-128.pdf")).unwrap(),
    );
}

#[track_caller]
fn check_damages(name: &str, whole: &[u8]) {
    let mut random = Random(20_260);
    for _ in 0..DAMAGES {
        check_damaged(name, &damaged(whole, &mut random));
    }
}

/// Opens or tells why not; a source that was opened holds together. A panic in the worker would read 已损坏, its death
/// 内存不足或出错: the latter must not happen.
#[track_caller]
fn check_damaged(name: &str, bytes: &[u8]) {
    match open(name, bytes) {
        Ok(source) => check_grids(&source),
        Err(error) => {
            let message = error.to_string();
            assert!(
                message.contains(name) && !message.contains("内存不足"),
                "{message}"
            );
        }
    }
}

/// Cut short, or with a few bits turned over.
fn damaged(sample: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    if random.below(3) == 0 {
        bytes.truncate(random.below(sample.len()));
        return bytes;
    }
    for _ in 0..=random.below(12) {
        let at = random.below(bytes.len());
        bytes[at] ^= 1 << random.below(8);
    }
    bytes
}

/// A linear congruential generator: the same damage in every run.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

#[test]
fn many_threads_share_the_workers() {
    let texts: Vec<String> = std::thread::scope(|scope| {
        let read = |number: usize| {
            let mut page = String::from("<html><table>");
            write!(
                page,
                "<tr><td>甲</td><td>{number}</td></tr><tr><td>乙</td><td>0</td></tr></table>"
            )
            .unwrap();
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.html");
            std::fs::write(&path, page).unwrap();
            open_with(pool(), &path).unwrap().text
        };
        let threads: Vec<_> = (0..12)
            .map(|number| scope.spawn(move || read(number)))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    for (number, text) in texts.iter().enumerate() {
        assert_eq!(*text, format!("甲\t{number}\n乙\t0\n"));
    }
}

#[test]
fn absurd_tables_are_cut() {
    // A cell a hundred million columns wide.
    let wide = "<table><tr><td colspan=100000000>甲</td><td>1</td></tr><tr><td rowspan=4294967296>乙</td><td>2</td></tr></table>";
    let source = open("a.html", wide.as_bytes()).unwrap();
    check_grids(&source);
    assert_eq!(source.text, "甲\t\t1\n乙\t2\t\n");
    // A sheet that claims a million rows, and has a cell in the last one.
    let data = "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>";
    match open("a.xlsx", &package::xlsx("表", data)) {
        Ok(source) => {
            check_grids(&source);
            assert!(source.text.len() < 10_000_000);
        }
        Err(error) => assert!(error.to_string().contains("a.xlsx"), "{error}"),
    }
}

#[test]
fn tables_inside_tables_end() {
    let deep = |depth: usize| {
        let open = "<w:tbl><w:tblGrid><w:gridCol w:w=\"9\"/></w:tblGrid><w:tr><w:tc>".repeat(depth);
        let close = "<w:p/></w:tc></w:tr></w:tbl>".repeat(depth);
        docx(&format!(
            "{}{open}{}{close}",
            paragraph("一、总体情况"),
            paragraph("深处")
        ))
    };
    assert_eq!(
        open("a.docx", &deep(20)).unwrap().text,
        "一、总体情况\n深处\n"
    );
    // Too deep to follow: what is lost must be told, or the file refused.
    match open("b.docx", &deep(20_000)) {
        Ok(source) => assert!(
            source.text.contains("深处") || !source.notices.is_empty(),
            "{source:?}"
        ),
        Err(error) => assert!(error.to_string().contains("b.docx"), "{error}"),
    }
}

#[track_caller]
fn check_too_large(name: &str, fill: impl Fn(&mut std::fs::File), limit: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fill(&mut std::fs::File::create(&path).unwrap());
    let message = open_with(pool(), &path).unwrap_err().to_string();
    assert!(
        message.contains(name) && message.contains(limit),
        "{message}"
    );
}

#[test]
fn what_is_too_large_is_refused() {
    let n_lines = usize::try_from(gouji::source::open::TEXT_LIMIT).unwrap() / 9 + 1;
    check_too_large(
        "long.txt",
        |file| {
            file.write_all("规章 0\n".repeat(n_lines).as_bytes())
                .unwrap();
        },
        "20 MB",
    );
    // A file with a hole takes no room on the disk.
    check_too_large(
        "hole.pdf",
        |file| file.set_len(300 << 20).unwrap(),
        "200 MB",
    );
}

#[test]
fn a_yearbook_is_read_whole() {
    let pages = |n: usize| -> Vec<u8> {
        let page = |number: usize| {
            let mut page = Page::default();
            page.text(60.0, 80.0, 12.0, &format!("第{number}件"));
            page
        };
        pdf::print(&(1..=n).map(page).collect::<Vec<_>>(), true)
    };
    let source = open("a.pdf", &pages(1_000)).unwrap();
    assert_eq!((source.pages.len(), source.notices.len()), (1_000, 0));
    assert!(source.text.ends_with("第1000件\n"));
    let source = open("b.pdf", &pages(2_001)).unwrap();
    assert_eq!(source.pages.len(), 2_000);
    let notice = source.notices[0].to_string();
    assert!(
        notice.contains("2001 页") && notice.contains("第 1–2000 页"),
        "{notice}"
    );
}
