//! What a file is, by its content.

use crate::said::Both;
use crate::source::format::{AS_DOCX, AS_PDF, UNPACK, contains, foreign};
use crate::source::json::lists;
use crate::source::{boxes, container, encoding, json, latex, scan, tagged, wikitext, xml};

pub use crate::source::format::{FileKind, Parsed};

/// Bytes at the start of a file that are looked at as text.
const PROBE_BYTES: usize = 8_192;

/// Bytes in which a PDF may have other things before its header.
const PDF_HEADER_BYTES: usize = 1_024;

/// Tells what `bytes` are.
#[must_use]
pub fn of(bytes: &[u8]) -> FileKind {
    let head = bytes.get(..PDF_HEADER_BYTES).unwrap_or(bytes);
    if contains(head, b"%PDF-") {
        return FileKind::Parsed(Parsed::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return container::of_zip(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return container::of_compound(bytes);
    }
    if scan::IS_BUILT && is_readable_picture(bytes) {
        return FileKind::Parsed(Parsed::Picture);
    }
    if is_picture(bytes) {
        return foreign(["图片", "a picture"], RECOGNISE);
    }
    let signed = SIGNATURES
        .iter()
        .find(|(magic, ..)| bytes.starts_with(magic));
    if let Some((_, name, advice)) = signed {
        return foreign(*name, *advice);
    }
    textual(bytes)
}

/// What to do with a picture that is not decoded.
const RECOGNISE: Both = if scan::IS_BUILT {
    [
        "请用看图软件另存为 PNG 或 JPG，再打开。",
        "Save it as PNG or JPG with a picture viewer, and open that.",
    ]
} else {
    [
        "这个版本的程序没有图片文字识别功能，请打开报告的 PDF、Word 或网页原件，或先用文字识别软件转成文本。",
        "This build of Gouji has no text recognition. Open the report as PDF, Word document or web page, or convert it to text with recognition software first.",
    ]
};
const RECORDING: Both = [
    "这不是报告，请打开报告的 PDF、Word、网页或纯文本文件。",
    "This is not a report. Open the report as PDF, Word, web page or plain text.",
];
const UNKNOWN: Both = [
    "请打开报告的 PDF、Word、网页或纯文本文件。",
    "Open the report as PDF, Word, web page or plain text.",
];

/// First bytes of formats that are not accepted.
const SIGNATURES: [(&[u8], Both, Both); 18] = [
    (b"{\\rtf", [" RTF 文档", "an RTF document"], AS_DOCX),
    (b"\x89PNG", ["图片（PNG）", "a picture (PNG)"], RECOGNISE),
    (
        b"\xff\xd8\xff",
        ["图片（JPEG）", "a picture (JPEG)"],
        RECOGNISE,
    ),
    (b"GIF8", ["图片（GIF）", "a picture (GIF)"], RECOGNISE),
    (b"II*\0", ["图片（TIFF）", "a picture (TIFF)"], RECOGNISE),
    (b"MM\0*", ["图片（TIFF）", "a picture (TIFF)"], RECOGNISE),
    (b"II+\0", ["图片（TIFF）", "a picture (TIFF)"], RECOGNISE),
    (b"MM\0+", ["图片（TIFF）", "a picture (TIFF)"], RECOGNISE),
    (b"RIFF", ["音像文件", "a recording"], RECORDING),
    (b"Rar!", ["压缩包（RAR）", "an archive (RAR)"], UNPACK),
    (b"7z\xbc\xaf", ["压缩包（7z）", "an archive (7z)"], UNPACK),
    (b"\x1f\x8b", ["压缩包（gzip）", "an archive (gzip)"], UNPACK),
    (b"BZh", ["压缩包（bzip2）", "an archive (bzip2)"], UNPACK),
    (b"\xfd7zXZ", ["压缩包（xz）", "an archive (xz)"], UNPACK),
    (b"PK\x05\x06", ["空的压缩包", "an empty archive"], UNPACK),
    (b"MZ\x90", ["程序文件", "a program"], UNKNOWN),
    (b"\x7fELF", ["程序文件", "a program"], UNKNOWN),
    (b"AT&TFORM", [" DjVu 扫描件", "a scan in DjVu"], AS_PDF),
];

/// Pictures that are decoded and recognised.
fn is_readable_picture(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 4] = [b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*"];
    marks.iter().any(|mark| bytes.starts_with(mark)) || is_bitmap(bytes)
}

/// A BMP has its size behind the mark, and four bytes of zero behind that.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4])
}

/// Formats whose mark does not stand at the very beginning, or needs a second look.
fn is_picture(bytes: &[u8]) -> bool {
    let is_heic = bytes.get(4..8) == Some(b"ftyp");
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    is_bitmap(bytes) || is_heic || is_webp
}

/// Text of some sort, or bytes that are no text at all.
fn textual(bytes: &[u8]) -> FileKind {
    // An even length keeps UTF-16 in step.
    let head = bytes.get(..PROBE_BYTES).unwrap_or(bytes);
    let decoded = encoding::decode(head, None);
    let text = decoded.text.to_ascii_lowercase();
    if is_binary(&text) {
        return foreign(
            ["无法辨认的二进制文件", "a binary file of no known kind"],
            UNKNOWN,
        );
    }
    if is_archive(&text) {
        return FileKind::Parsed(Parsed::Mht);
    }
    if json::is_json(&text) {
        return FileKind::Parsed(Parsed::Json);
    }
    if boxes::are_boxes(&text) {
        return FileKind::Parsed(Parsed::Boxes);
    }
    if xml::is_document(&text, bytes) {
        return FileKind::Parsed(Parsed::Xml);
    }
    let is_tagged = || {
        let marks = tagged::MARKS.iter().chain(&latex::BEGINS);
        marks
            .into_iter()
            .any(|mark| contains(bytes, mark.as_bytes()))
            || wikitext::holds(bytes)
            || lists::holds(&String::from_utf8_lossy(bytes))
    };
    if is_tagged() || holds_table(bytes) || (is_markup(&text) && !holds_pipes(bytes)) {
        return FileKind::Parsed(Parsed::Html);
    }
    FileKind::Text
}

/// Whether the text has tables of pipes or drawn lines, though tags may stand around them: a page reader would run
/// their lines together.
fn holds_pipes(bytes: &[u8]) -> bool {
    const FEWEST: usize = 5;
    let lines = bytes.split(|byte| *byte == b'\n');
    lines
        .filter(|line| line.starts_with(b"|"))
        .take(FEWEST)
        .count()
        == FEWEST
}

/// Whether one character in ten is none that a text has.
fn is_binary(text: &str) -> bool {
    let odd = |c: &char| *c == '\u{fffd}' || (c.is_control() && !c.is_whitespace());
    let n_odd = text.chars().filter(odd).count();
    n_odd > 4 && n_odd * 10 > text.chars().count()
}

fn is_archive(text: &str) -> bool {
    let head = text.split("\n\n").next().unwrap_or_default();
    head.lines().any(|line| line.starts_with("content-type:"))
        && (head.contains("multipart/") || head.contains("text/html"))
        && head.lines().next().is_some_and(|line| line.contains(':'))
}

/// Whether the text begins like a web page.
fn is_markup(text: &str) -> bool {
    const TAGS: [&str; 17] = [
        "!doctype", "!--", "html", "head", "meta", "title", "body", "div", "p", "span", "table",
        "h1", "h2", "section", "article", "style", "script",
    ];
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let text = match text.strip_prefix("<?xml") {
        Some(rest) => rest
            .split_once('>')
            .map_or("", |(_, rest)| rest.trim_start()),
        None => text,
    };
    let Some(tag) = text.strip_prefix('<') else {
        return false;
    };
    TAGS.iter().any(|name| {
        let rest = tag.strip_prefix(name);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    })
}

/// Whether an HTML table stands anywhere in the text, as converters to Markdown write it. Bytes suffice: the tags are
/// ASCII in every encoding such a converter writes.
fn holds_table(bytes: &[u8]) -> bool {
    (contains(bytes, b"<table") && contains(bytes, b"<td"))
        || (contains(bytes, b"<TABLE") && contains(bytes, b"<TD"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_kind(bytes: &[u8], expected: &str) {
        let kind = match of(bytes) {
            FileKind::Text => "text",
            FileKind::Parsed(parsed) => parsed.key(),
            FileKind::Locked => "locked",
            FileKind::Foreign {
                name: [name, _], ..
            } => name,
        };
        assert_eq!(kind, expected);
    }

    #[test]
    fn content_decides() {
        check_kind("一、总体情况".as_bytes(), "text");
        check_kind("<一>总体情况".as_bytes(), "text");
        check_kind(b"<!DOCTYPE html><p>x", "html");
        check_kind(b"\xef\xbb\xbf \n<HTML>", "html");
        check_kind(b"<?xml version='1.0'?>\n<html>", "html");
        check_kind(
            "标题\n\n<table><tr><td>1</td></tr></table>".as_bytes(),
            "html",
        );
        check_kind(
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; x\r\n\r\n",
            "mht",
        );
        let piped = format!(
            "<div align=\"center\">\n\n{}</div>",
            "| 规章 | 0 |\n".repeat(6)
        );
        check_kind(piped.as_bytes(), "text");
        check_kind(b"[{\"type\": \"text\"}]", "json");
        check_kind("[附件1]".as_bytes(), "text");
        check_kind("[[/][首页]] | [[/zwgk][\"政务\"公开]]".as_bytes(), "text");
        check_kind("[1] 见“附件”, \"一\"".as_bytes(), "text");
        check_kind(b"[\"a\", [[1, 2], \"b\"]]", "json");
        check_kind(b"level\tpage_num\tpar_num\tblock_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n", "boxes");
        check_kind(b"<otsl><fcel>1<nl></otsl>", "html");
        check_kind(b"{| class=a\n|-\n| 1\n|}", "html");
        check_kind(b"%PDF-1.7", "pdf");
        check_kind(b"<section>\n<informaltable><tgroup>", "xml");
        check_kind(
            b"<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook>",
            "xml",
        );
        check_kind("<!-- office:document -->\n<p>总体".as_bytes(), "html");
        check_kind(b"{\\rtf1", " RTF 文档");
        check_kind(
            &[1, 2, 3, 0, 0, 5, 6, 7, 8, 0, 0, 0],
            "无法辨认的二进制文件",
        );
    }

    #[test]
    fn utf16_pages_are_pages() {
        let page: Vec<u8> = "\u{feff}<html><body><p>政府信息公开</p>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        check_kind(&page, "html");
    }
}
