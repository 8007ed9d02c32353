//! What is no report is told by its content, whatever its name: the sentence names the file, what it is, and what to do.

use std::path::Path;

use gouji::source::open_with;

use crate::printed::two_pages;
use crate::{check_refused, package, pdf, pool, scan};

const OLD_OFFICE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

#[test]
fn other_formats() {
    let photo = [b"\0\0\0\x18ftypheic".as_slice(), &[0; 200]].concat();
    let as_picture = if gouji::source::scan::IS_BUILT {
        "PNG"
    } else {
        "文字识别"
    };
    let cases: [(&[u8], &str, &str); 11] = [
        (b"{\\rtf1 x}", "RTF", ".docx"),
        (&photo, "图片", as_picture),
        (b"GIF89a....", "GIF", as_picture),
        (b"RIFF\x08\0\0\0WEBPVP8 ", "图片", as_picture),
        (b"Rar!\x1a\x07\0", "RAR", "解压缩"),
        (b"7z\xbc\xaf\x27\x1c", "7z", "解压缩"),
        (b"\x1f\x8b\x08\0", "gzip", "解压缩"),
        (b"MZ\x90\0\x03", "程序", "PDF、Word"),
        (b"\x7fELF\x02\x01\x01", "程序", "PDF、Word"),
        (&[7; 400], "二进制", "PDF、Word"),
        (b"PK\x05\x06\0\0\0\0", "空的压缩包", "解压缩"),
    ];
    for (bytes, kind, advice) in cases {
        // The name promises text: the content tells.
        check_refused("report.txt", bytes, kind);
        check_refused("report.docx", bytes, advice);
    }
}

#[test]
fn containers_are_told_by_their_parts() {
    check_refused("a.pdf", &package::zip(&[("OFD.xml", b"<x/>")]), "OFD");
    check_refused("a.ofd", &package::zip(&[("OFD.xml", b"<x/>")]), "已损坏");
    let inner = package::docx(&package::paragraph("正文"));
    check_refused("a.zip", &package::zip(&[("年报.docx", &inner)]), "压缩包");
    check_refused(
        "a.docx",
        &package::zip(&[("ppt/slide.xml", b"x")]),
        "演示文稿",
    );
    let text: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.text");
    check_refused("a.odt", &package::zip(&[text]), "已损坏");
    let manifest: (&str, &[u8]) = ("META-INF/manifest.xml", b"<encryption-data/>");
    check_refused("a.odt", &package::zip(&[text, manifest]), "密码");
    for advice in ["WPS", ".docx（文字）", ".xlsx（表格）", "PDF"] {
        check_refused("a.wps", &[OLD_OFFICE, &[0; 600]].concat(), advice);
        check_refused("a.et", &[OLD_OFFICE, &[0; 600]].concat(), advice);
    }
    let locked: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    check_refused("a.docx", &[OLD_OFFICE, &locked].concat(), "密码");
}

#[test]
fn files_of_wps_are_read_as_those_of_office_that_they_are() {
    let sample = |name| std::fs::read(crate::report::sample(name)).unwrap();
    let word = package::docx(&package::paragraph("一、总体情况"));
    let sheet = package::xlsx(
        "表",
        "<row><c t=\"inlineStr\"><is><t>规章</t></is></c></row>",
    );
    let files = [
        ("a.wps", sample("report.doc"), "doc"),
        ("b.et", sample("report.xls"), "xls"),
        ("c.wps", word, "docx"),
        ("d.et", sheet, "xlsx"),
    ];
    for (name, bytes, format) in files {
        let source = crate::open(name, &bytes).unwrap();
        assert_eq!(source.format, format, "{name}");
        assert!(source.text.contains('规') || source.text.contains('总'));
    }
}

#[test]
fn files_without_text() {
    check_refused("a.txt", b"", "空文件");
    check_refused("a.pdf", b"", "重新下载");
    check_refused("a.txt", b" \r\n\t\n", "没有文字");
    check_refused("a.html", b"<html><body><p> </p></body></html>", "没有文字");
    check_refused("a.pdf", &pdf::print(&two_pages(), false), "文字编码");
    check_refused("a.pdf", &scan(), "文字识别软件");
    check_refused("a.csv", b"\xef\xbb\xbf", "没有文字");
}

#[track_caller]
fn check_path(path: &Path, words: &str) {
    let message = open_with(pool(), path).unwrap_err().to_string();
    let name = path.to_string_lossy().into_owned();
    assert!(
        message.contains(&name) && message.contains(words),
        "{message}"
    );
    assert!(message.ends_with('。'), "{message}");
}

#[test]
fn paths_that_lead_to_no_file() {
    let folder = tempfile::tempdir().unwrap();
    check_path(folder.path(), "不是文件");
    check_path(&folder.path().join("没有.txt"), "找不到");
    if cfg!(target_os = "linux") {
        // It would never end.
        check_path(Path::new("/dev/zero"), "不是文件");
    }
}

#[cfg(unix)]
#[test]
fn a_file_we_may_not_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "一、总体情况").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    // The administrator may read everything.
    if std::fs::File::open(&path).is_err() {
        check_path(&path, "没有权限");
    }
}

#[test]
fn a_text_is_opened_whatever_its_name() {
    for name in ["a.pdf", "a.docx", "a.xls", "a"] {
        let text = "一、总体情况\n按季度更新。\n";
        assert_eq!(crate::open(name, text.as_bytes()).unwrap().text, text);
    }
    let word = package::docx(&package::paragraph("一、总体情况"));
    assert_eq!(crate::open("a.txt", &word).unwrap().format, "docx");
}
