//! Archives of reports: what is unpacked where, and what is not. Their names and bytes are anybody's.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use gouji::dataset::archive::{Refused, Unpacked, folder_of, is_of_reports, unpack};
use gouji::said::Said;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const PATIENT: &dyn Fn() -> bool = &|| false;

/// An archive with these files, without compression.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    packed(files, CompressionMethod::Stored)
}

fn packed(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in files {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// `bytes` with every `from` replaced by as many others.
fn replaced(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let n = bytes.len() - from.len();
    let places: Vec<usize> = (0..=n)
        .filter(|at| bytes[*at..].starts_with(from))
        .collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

fn unpacked(folder: &Path, bytes: Vec<u8>) -> Result<Unpacked, Said> {
    let path = folder.join("年报.zip");
    fs::write(&path, bytes).unwrap();
    unpack(&path, PATIENT)
}

fn refused(unpacked: &Unpacked) -> Vec<(&str, Refused)> {
    let refused = unpacked.refused.iter();
    refused.map(|(name, why)| (name.as_str(), *why)).collect()
}

/// The files below a folder, by their paths in it.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            found.extend(
                files(&path)
                    .into_iter()
                    .map(|file| format!("{name}/{file}")),
            );
        } else {
            found.push(name);
        }
    }
    found.sort();
    found
}

#[test]
fn reports_lie_beside_the_archive_and_are_unpacked_once() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = archive(&[
        ("甲街道/2023.txt", "甲".as_bytes()),
        ("乙镇.txt", "乙".as_bytes()),
        ("__MACOSX/._乙镇.txt", b"x"),
    ]);
    let first = unpacked(folder.path(), bytes.clone()).unwrap();
    assert_eq!((first.n_new, first.n_there), (2, 0));
    assert_eq!(refused(&first), []);
    let beside = folder.path().join("年报.zip 的内容");
    assert_eq!(first.folder, beside);
    assert_eq!(files(&beside), ["乙镇.txt", "甲街道/2023.txt"]);
    // What was reviewed and changed there stays.
    fs::write(beside.join("乙镇.txt"), "别的").unwrap();
    fs::write(beside.join("乙镇.txt.gouji.ron"), "审定").unwrap();
    let second = unpacked(folder.path(), bytes).unwrap();
    assert_eq!((second.n_new, second.n_there), (0, 1));
    assert_eq!(refused(&second), [("乙镇.txt", Refused::Otherwise)]);
    assert_eq!(
        fs::read(beside.join("乙镇.txt")).unwrap(),
        "别的".as_bytes()
    );
    assert_eq!(second.sentences().len(), 2);
}

#[test]
fn nothing_is_written_outside_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("内");
    fs::create_dir(&inner).unwrap();
    let bytes = archive(&[
        ("../外.txt", b"1"),
        ("好/../../外.txt", b"1"),
        ("好.txt", b"1"),
    ]);
    // A name that begins at the root, and one of Chinese Windows.
    let more = archive(&[("qqqq.txt", b"1"), ("aaaa.txt", b"2")]);
    let more = replaced(more, b"qqqq", b"/etc");
    let more = replaced(more, b"aaaa", &[0xc4, 0xea, 0xb1, 0xa8]);
    let first = unpacked(&inner, bytes).unwrap();
    let outside = Refused::Outside;
    assert_eq!(
        refused(&first),
        [("../外.txt", outside), ("好/../../外.txt", outside)]
    );
    assert!(!folder.path().join("外.txt").exists());
    let second = unpacked(&inner, more).unwrap();
    assert_eq!(refused(&second), [("/etc.txt", outside)]);
    assert_eq!(files(&second.folder), ["好.txt", "年报.txt"]);
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let beside = folder_of(&folder.path().join("年报.zip"));
    fs::create_dir(&beside).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), beside.join("甲")).unwrap();
    let bytes = archive(&[("甲/2023.txt", b"1"), ("乙.txt", b"2")]);
    let found = unpacked(folder.path(), bytes).unwrap();
    assert_eq!(refused(&found), [("甲/2023.txt", Refused::Outside)]);
    assert_eq!(files(elsewhere.path()), Vec::<String>::new());
    // Nor is the folder itself one.
    let other = tempfile::tempdir().unwrap();
    let beside = folder_of(&other.path().join("年报.zip"));
    std::os::unix::fs::symlink(elsewhere.path(), beside).unwrap();
    assert!(unpacked(other.path(), archive(&[("a.txt", b"1")])).is_err());
    assert_eq!(files(elsewhere.path()), Vec::<String>::new());
}

#[test]
fn what_is_no_report_of_its_own_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = archive(&[
        ("再包.zip", b"PK"),
        ("坏.txt", b"0123456789"),
        ("好.txt", b"1"),
    ]);
    bytes = replaced(bytes, b"0123456789", b"0123456780");
    let found = unpacked(folder.path(), bytes).unwrap();
    assert_eq!(
        refused(&found),
        [("再包.zip", Refused::Nested), ("坏.txt", Refused::Damaged)]
    );
    assert_eq!(files(&found.folder), ["好.txt"]);
    let sentences = found.sentences();
    let told: Vec<String> = sentences.iter().map(ToString::to_string).collect();
    let told = told.join("\n");
    assert!(told.contains("压缩包里的压缩包"), "{told}");
    assert!(told.contains("坏.txt"), "{told}");
}

#[test]
fn what_swells_is_not_unpacked() {
    let folder = tempfile::tempdir().unwrap();
    let zeros = vec![0; 24 << 20];
    let bytes = packed(
        &[("大.txt", &zeros), ("好.txt", b"1")],
        CompressionMethod::Deflated,
    );
    assert!(bytes.len() < 100_000);
    let found = unpacked(folder.path(), bytes).unwrap();
    assert_eq!(refused(&found), [("大.txt", Refused::Swollen)]);
    // One that says it is small is read no further than it says.
    let small = vec![0; 1 << 20];
    let mut lying = packed(&[("谎.txt", &small)], CompressionMethod::Deflated);
    lying = replaced(lying, &(1_u32 << 20).to_le_bytes(), &100_u32.to_le_bytes());
    let found = unpacked(folder.path(), lying).unwrap();
    assert_eq!(refused(&found), [("谎.txt", Refused::Damaged)]);
    assert_eq!(files(&found.folder), ["好.txt"]);
}

#[test]
fn archives_that_cannot_be_read_are_told_and_documents_are_no_archives() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let reports = archive(&[("a.txt", b"1")]);
    let document = archive(&[("[Content_Types].xml", b"1"), ("word/document.xml", b"1")]);
    fs::write(path("年报.zip"), &reports).unwrap();
    fs::write(path("文档.zip"), document).unwrap();
    fs::write(path("年报.docx"), &reports).unwrap();
    fs::write(path("文字.zip"), "不是压缩包").unwrap();
    fs::write(path("断.zip"), &reports[..reports.len() / 2]).unwrap();
    assert!(is_of_reports(&path("年报.zip")));
    assert!(is_of_reports(&path("断.zip")));
    for other in ["文档.zip", "年报.docx", "文字.zip", "没有.zip"] {
        assert!(!is_of_reports(&path(other)), "{other}");
    }
    let told = unpack(&path("断.zip"), PATIENT).unwrap_err();
    assert!(
        told.chinese.contains("断.zip") && told.chinese.contains("重新下载"),
        "{told}"
    );
    assert!(unpack(&path("年报.zip"), &|| true).is_err());
}
