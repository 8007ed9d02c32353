//! A worker that takes too much memory is ended, on every system, and says so.

use std::path::PathBuf;
use std::time::Duration;

use gouji::source::pool::Pool;
use gouji::source::{open_with, scan};

use crate::pool;
use crate::scan::ASKEW;

/// Workers that may hold so many MiB.
fn frugal(mb: usize) -> Pool {
    Pool::new(
        PathBuf::from(env!("CARGO_BIN_EXE_gouji")),
        Duration::from_secs(20),
    )
    .with_memory(mb << 20)
}

/// A page of many elements: far larger in memory than on disk.
fn large_page() -> String {
    format!(
        "<html><body>{}</body></html>",
        "<i></i>".repeat(1_000_000) + "<p>规章"
    )
}

#[test]
fn a_page_that_takes_too_much_memory_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (large, small) = (
        folder.path().join("large.html"),
        folder.path().join("a.html"),
    );
    std::fs::write(&large, large_page()).unwrap();
    std::fs::write(&small, "<html><p>规章").unwrap();
    let frugal = frugal(64);
    // 64 MB, and the 6.7 MB of the file.
    for _ in 0..2 {
        let message = open_with(&frugal, &large).unwrap_err().to_string();
        assert!(
            message.contains("large.html") && message.contains("超过 70 MB"),
            "{message}"
        );
        // The next file is read as if nothing had happened.
        assert_eq!(open_with(&frugal, &small).unwrap().text, "规章\n");
    }
    // It was the limit: the same page is read by a worker that may take more.
    assert_eq!(
        open_with(&self::frugal(1_024), &large).unwrap().text,
        "规章\n"
    );
    assert_eq!(open_with(pool(), &small).unwrap().text, "规章\n");
}

#[test]
fn a_scan_keeps_to_the_limit_and_one_that_does_not_is_told_how_to_be_smaller() {
    if !scan::IS_BUILT {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("扫描.tif");
    std::fs::write(&path, ASKEW).unwrap();
    let message = open_with(&frugal(100), &path).unwrap_err().to_string();
    let says = ["扫描.tif", "超过 100 MB", "300 DPI"];
    assert!(says.iter().all(|part| message.contains(part)), "{message}");
    // What every worker may hold is enough: `scan::fax` is read so.
}
