//! The index file of a folder.
//!
//! Its first line says what wrote it and the checksum of the rest; then follows one line a report. A file that is cut,
//! changed or of another version is as good as none.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::dataset::folder::INDEX_NAME;
use crate::dataset::queue::entry::Entry;
use crate::dataset::queue::stamp::Stamp;
use crate::dataset::{home, side};
use crate::said::Said;
use crate::source::hash::sha256_hex;

/// Grows when entries are made otherwise by the same version of the program.
const SCHEMA: u32 = 3;

/// Largest index that is read, in bytes: of ten times as many reports as a folder is listed with.
const SIZE_LIMIT: u64 = 1024 * 1024 * 1024;

/// The first line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    schema: u32,
    gouji: String,
    sha256: String,
}

/// A report of the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row<E = Entry> {
    /// Its file, relative to the folder, with `/` between folders.
    pub file: String,
    /// The state of its files that it was read in.
    pub stamp: Stamp,
    /// What was read, or the sentence that says why nothing was.
    pub read: Result<E, Said>,
}

/// What an index says, by file.
pub type Index = BTreeMap<String, Row>;

/// `path` as the index of `folder` names it; `None` if it lies elsewhere, or its name is no text.
#[must_use]
pub fn name_in(folder: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(folder).ok()?;
    let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// The index of `folder`; an empty one where there is none that can be used.
#[must_use]
pub fn read(folder: &Path) -> Index {
    let mut read = places(folder).into_iter().filter_map(|place| {
        let bytes = side::read(&place, SIZE_LIMIT).ok()?;
        parse(&bytes)
    });
    read.next().unwrap_or_default()
}

fn parse(bytes: &[u8]) -> Option<Index> {
    let text = str::from_utf8(bytes).ok()?;
    let (head, rows) = text.split_once('\n')?;
    let head: Head = serde_json::from_str(head).ok()?;
    if head != Head::of(rows) {
        return None;
    }
    let row = |line| {
        let row: Row = serde_json::from_str(line).ok()?;
        Some((row.file.clone(), row))
    };
    rows.lines().map(row).collect()
}

/// Writes the index of `folder`, in one step: beside the reports, else in the user's data folder.
///
/// # Errors
/// What the system says. Then the next start reads the reports again.
pub fn write<'a>(folder: &Path, rows: impl Iterator<Item = Row<&'a Entry>>) -> io::Result<()> {
    let mut text = String::new();
    for row in rows {
        text.push_str(&serde_json::to_string(&row)?);
        text.push('\n');
    }
    let mut whole = serde_json::to_string(&Head::of(&text))?;
    whole.push('\n');
    whole.push_str(&text);
    let mut written = Ok(());
    for (number, place) in places(folder).iter().enumerate() {
        side::make_folder(number, place);
        home::make_folder(place);
        written = side::put_in_place(whole.as_bytes(), place);
        if written.is_ok() {
            break;
        }
    }
    written
}

impl Head {
    fn of(rows: &str) -> Self {
        let commit = option_env!("GOUJI_COMMIT").unwrap_or_default();
        Self {
            schema: SCHEMA,
            gouji: format!("{} {commit}", env!("CARGO_PKG_VERSION")),
            sha256: sha256_hex(rows.as_bytes()),
        }
    }
}

fn places(folder: &Path) -> Vec<PathBuf> {
    let beside = folder.join(INDEX_NAME);
    side::places(&home::place(&beside).unwrap_or(beside), "")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::{Duration, SystemTime};

    use super::*;

    fn rows(folder: &Path) -> Vec<Row> {
        let names = ["a.txt", "2023/b.txt"];
        let row = |name: &str| {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "年报").unwrap();
            Row {
                file: name_in(folder, &path).unwrap(),
                stamp: Stamp::of(&path).unwrap(),
                read: Ok(Entry {
                    office: "青石镇\n人民政府".to_owned(),
                    ..Entry::default()
                }),
            }
        };
        names.into_iter().map(row).collect()
    }

    fn write_rows(folder: &Path, rows: &[Row]) {
        let rows = rows.iter().map(|row| Row {
            file: row.file.clone(),
            stamp: row.stamp,
            read: row.read.as_ref().map_err(Clone::clone),
        });
        write(folder, rows).unwrap();
    }

    #[test]
    fn an_index_is_read_back_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let rows = rows(folder.path());
        write_rows(folder.path(), &rows);
        let file = folder.path().join(INDEX_NAME);
        let index = read(folder.path());
        assert_eq!(index.values().cloned().collect::<Vec<_>>(), {
            let mut rows = rows.clone();
            rows.sort_by(|a, b| a.file.cmp(&b.file));
            rows
        });
        let whole = fs::read(&file).unwrap();
        let text = String::from_utf8(whole.clone()).unwrap();
        let damaged = [
            whole[..whole.len() - 3].to_vec(),
            whole[..whole.len() / 2].to_vec(),
            text.replace("青石镇", "白石镇").into_bytes(),
            text.replacen("\"schema\":3", "\"schema\":1", 1)
                .into_bytes(),
            text.replacen(env!("CARGO_PKG_VERSION"), "0.0.0", 1)
                .into_bytes(),
            vec![0xFF; 100],
            Vec::new(),
        ];
        for bytes in damaged {
            fs::write(&file, bytes).unwrap();
            assert!(read(folder.path()).is_empty());
        }
    }

    #[test]
    fn a_change_of_report_or_review_changes_the_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "一").unwrap();
        let first = Stamp::of(&path).unwrap();
        assert_eq!(Stamp::of(&path), Some(first));
        assert!(first.is_young(SystemTime::now()));
        assert!(!first.is_young(SystemTime::now() + Duration::from_secs(5)));
        fs::write(folder.path().join("a.txt.gouji.ron"), "()").unwrap();
        let second = Stamp::of(&path).unwrap();
        assert_ne!(first, second);
        fs::write(&path, "一二").unwrap();
        assert_ne!(Stamp::of(&path), Some(second));
        assert_eq!(Stamp::of(&folder.path().join("b.txt")), None);
    }
}
