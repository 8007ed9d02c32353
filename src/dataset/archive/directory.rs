//! The list of what an archive holds: bounded before anything of it is kept.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use zip::ZipArchive;

use crate::dataset::archive::limits::MOST_ENTRIES;
use crate::said::{Said, said};
use crate::source::{ending, system};

/// Bytes at the end of an archive in which its list is named: the record, and the longest remark behind it.
const END_BYTES: u64 = 22 + 65_535;

/// What every document that is a zip itself holds: Word, Excel, presentations, OFD, `OpenDocument`, e-books, programs.
const PARTS_OF_DOCUMENTS: [&str; 6] = [
    "[Content_Types].xml",
    "OFD.xml",
    "mimetype",
    "META-INF/MANIFEST.MF",
    "META-INF/container.xml",
    "AndroidManifest.xml",
];

/// Whether the file at `path` is a zip of files, not a document that is packed like one.
#[must_use]
pub fn is_of_reports(path: &Path) -> bool {
    if ending::of(path) != "zip" || !path.is_file() {
        return false;
    }
    let is_part = |name: &str| PARTS_OF_DOCUMENTS.contains(&name);
    match open(path) {
        Ok(archive) => !archive
            .file_names()
            .any(|name| name.is_ok_and(|name| is_part(&name))),
        // Said when it is unpacked, if it begins like one.
        Err(_) => begins_as_archive(path),
    }
}

fn begins_as_archive(path: &Path) -> bool {
    let mut head = [0; 2];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && head == *b"PK"
}

/// The archive at `path`.
///
/// # Errors
/// A sentence that says what is wrong with it and what to do.
pub(super) fn open(path: &Path) -> Result<ZipArchive<File>, Said> {
    let shown = path.display();
    let unreadable = |why: Said| {
        let Said { chinese, english } = why;
        Said::new(
            format!("压缩包 {shown} 打不开：{chinese}。请重新下载，或自己解压后打开文件夹。"),
            format!(
                "The archive {shown} cannot be opened: {english}. Download it again, or unpack it yourself and open the folder."
            ),
        )
    };
    let mut file = File::open(path).map_err(|error| unreadable(system::said(&error)))?;
    let listed = listed(&mut file).map_err(|error| unreadable(system::said(&error)))?;
    match listed {
        Listed::Nowhere => {
            let why = ["文件不完整，或者不是 zip", "it is incomplete, or not a zip"];
            return Err(unreadable(why.into()));
        }
        Listed::Large => {
            return Err(said!(
                "压缩包 {shown} 没有打开：里面的文件超过 {MOST_ENTRIES} 个，或者是特大压缩包。请自己解压后打开文件夹。",
                "The archive {shown} was not opened: it holds more than {MOST_ENTRIES} files, or is of the kind for huge ones. Unpack it yourself and open the folder."
            ));
        }
        Listed::Here => {}
    }
    let damaged = ["压缩包的目录已经损坏", "its list of files is damaged"];
    ZipArchive::new(file).map_err(|_| unreadable(damaged.into()))
}

/// What the end of an archive says of its list.
enum Listed {
    Here,
    /// It names more entries than are looked at, or is of the kind for more than 65,535 or 4 GiB.
    Large,
    Nowhere,
}

fn listed(file: &mut File) -> std::io::Result<Listed> {
    let length = file.metadata()?.len();
    let start = length.saturating_sub(END_BYTES);
    file.seek(SeekFrom::Start(start))?;
    let mut end = Vec::new();
    file.by_ref().take(END_BYTES).read_to_end(&mut end)?;
    file.seek(SeekFrom::Start(0))?;
    let holds = |mark: &[u8]| end.windows(mark.len()).any(|window| window == mark);
    if holds(b"PK\x06\x07") {
        return Ok(Listed::Large);
    }
    let mark = b"PK\x05\x06";
    let records = end.windows(mark.len()).enumerate();
    let mut counts = records.filter(|(_, window)| window == mark).map(|(at, _)| {
        let count = end.get(at + 10..at + 12);
        count.map_or(usize::MAX, |count| {
            count
                .iter()
                .rev()
                .fold(0, |n, byte| n << 8 | usize::from(*byte))
        })
    });
    // Every place that may be the record, for a reader may take any of them.
    Ok(match counts.next() {
        None => Listed::Nowhere,
        Some(first) if first.max(counts.max().unwrap_or(0)) > MOST_ENTRIES => Listed::Large,
        Some(_) => Listed::Here,
    })
}
