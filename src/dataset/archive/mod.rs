//! A zip of reports, unpacked beside itself and then opened like any folder: `报告.zip` into `报告.zip 的内容`.
//!
//! # Invariants
//! - Nothing is written outside that folder, through no link in it, and over no file in it: a name of the archive is taken
//!   apart, checked and put together anew; a file that stands there already stays.
//! - Number of entries, bytes of each and of all, and how far an entry may swell are bounded, whatever the archive says.
//! - What is not unpacked is told.

mod directory;
mod limits;
mod name;
mod told;

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::dataset::archive::limits::{MOST_SWOLLEN, SMALL, WHOLE_LIMIT};
use crate::dataset::archive::name::Unfit;
use crate::dataset::side::{self, Access};
use crate::said::{Said, said};
use crate::source::disk::FILE_LIMIT;
use crate::source::{ending, system};

pub use directory::is_of_reports;
pub use told::{Refused, Unpacked};

/// Endings of archives.
const ARCHIVES: [&str; 9] = ["zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz", "jar"];

/// Where the files of the archive at `path` are put.
#[must_use]
pub fn folder_of(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(" 的内容");
    path.with_file_name(name)
}

/// Unpacks the archive at `path` into its folder, until `has_given_up` says so. Files that are there already stay.
///
/// # Errors
/// A sentence that names the archive and says what is wrong. What was unpacked before stays; the next call goes on.
pub fn unpack(path: &Path, has_given_up: &dyn Fn() -> bool) -> Result<Unpacked, Said> {
    let failed = |error: io::Error| {
        let (path, Said { chinese, english }) = (path.display(), system::said(&error));
        Said::new(
            format!(
                "压缩包 {path} 没有解压完：{chinese}。请检查磁盘空间和写入权限，或自己解压后打开文件夹。"
            ),
            format!(
                "The archive {path} was not unpacked completely: {english}. Check disk space and write permission, or unpack it yourself and open the folder."
            ),
        )
    };
    let mut archive = directory::open(path)?;
    let folder = folder_of(path);
    make_folder(&folder).map_err(failed)?;
    let mut unpacked = Unpacked {
        folder,
        ..Unpacked::default()
    };
    let mut left = WHOLE_LIMIT;
    for at in 0..archive.len() {
        if has_given_up() {
            return Err(said!(
                "已取消解压 {}；解压好的文件仍保留，再次打开会接着解压。",
                "Unpacking of {} was cancelled; the files unpacked so far are kept, and opening it again continues.",
                path.display()
            ));
        }
        let (name, fate) = one(&mut archive, at, &unpacked.folder, &mut left).map_err(failed)?;
        match fate {
            Fate::New => unpacked.n_new += 1,
            Fate::There => unpacked.n_there += 1,
            Fate::Passed => {}
            Fate::Refused(why) => unpacked.refused.push((name, why)),
        }
    }
    Ok(unpacked)
}

/// What became of an entry.
enum Fate {
    New,
    There,
    /// A folder, or what systems put into archives for themselves.
    Passed,
    Refused(Refused),
}

/// Unpacks the entry at `at`; an error is one of the disk, which ends it all.
fn one(
    archive: &mut ZipArchive<File>,
    at: usize,
    folder: &Path,
    left: &mut u64,
) -> io::Result<(String, Fate)> {
    let refused = |name: &str, why| Ok((name.to_owned(), Fate::Refused(why)));
    let (name, parts, size) = {
        let Ok(entry) = archive.by_index_raw(at) else {
            return refused("", Refused::Damaged);
        };
        let name = name::decoded(entry.name_raw());
        if entry.is_dir() || name::is_of_system(&name) {
            return Ok((name, Fate::Passed));
        }
        let parts = match name::parts(&name) {
            Ok(parts) => parts,
            Err(Unfit::Outside) => return refused(&name, Refused::Outside),
            Err(Unfit::TooLong) => return refused(&name, Refused::Name),
        };
        if let Some(why) = unfit(&entry, &parts, *left) {
            return refused(&name, why);
        }
        (name, parts, entry.size())
    };
    let entry = match archive.by_index(at) {
        Ok(entry) => entry,
        Err(ZipError::UnsupportedArchive(_)) => return refused(&name, Refused::Method),
        Err(_) => return refused(&name, Refused::Damaged),
    };
    let Some(target) = place(folder, &parts)? else {
        return refused(&name, Refused::Outside);
    };
    *left = left.saturating_sub(size);
    // An archive may say less than there is: one byte more than it says is too much.
    let content = entry.take(size.saturating_add(1));
    let fate = if side::is_there(&target) {
        match is_same(content, &target) {
            Ok(true) => Fate::There,
            Ok(false) => Fate::Refused(Refused::Otherwise),
            Err(Side::Archive) => Fate::Refused(Refused::Damaged),
            Err(Side::Disk(error)) => return Err(error),
        }
    } else {
        write(content, size, &target)?
    };
    Ok((name, fate))
}

/// Why an entry is not unpacked, as far as its description tells.
fn unfit<R: Read>(entry: &ZipFile<'_, R>, parts: &[String], left: u64) -> Option<Refused> {
    let ending = parts.last().map(|name| ending::of(Path::new(name)));
    let is_archive = ending.is_some_and(|ending| ARCHIVES.contains(&ending.as_str()));
    let (size, packed) = (entry.size(), entry.compressed_size());
    if entry.encrypted() {
        Some(Refused::Encrypted)
    } else if entry.is_symlink() {
        Some(Refused::Link)
    } else if is_archive {
        Some(Refused::Nested)
    } else if size > FILE_LIMIT {
        Some(Refused::TooLarge)
    } else if size > SMALL && size / MOST_SWOLLEN > packed {
        Some(Refused::Swollen)
    } else if size > left {
        Some(Refused::WholeTooLarge)
    } else {
        None
    }
}

/// The path of an entry in `folder`, whose folders are made; `None` where something else than a folder is in the way.
fn place(folder: &Path, parts: &[String]) -> io::Result<Option<PathBuf>> {
    let Some((file, folders)) = parts.split_last() else {
        return Ok(None);
    };
    let mut place = folder.to_owned();
    for part in folders {
        place.push(part);
        match make_folder(&place) {
            Err(error) if error.kind() == ErrorKind::NotADirectory => return Ok(None),
            made => made?,
        }
    }
    Ok(Some(place.join(file)))
}

/// Makes a folder, unless it is there; a link to one is none.
fn make_folder(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(facts) if facts.is_dir() => Ok(()),
        Ok(_) => Err(io::Error::from(ErrorKind::NotADirectory)),
        Err(_) => fs::create_dir(path),
    }
}

/// Where reading or comparing failed.
enum Side {
    Archive,
    Disk(io::Error),
}

/// Whether the file at `path` holds what the entry does.
fn is_same(mut content: impl Read, path: &Path) -> Result<bool, Side> {
    let Ok(there) = side::open(path, Access::Read).and_then(|file| file.read(FILE_LIMIT)) else {
        // A link, or something larger: it is another.
        return Ok(false);
    };
    let mut bytes = Vec::new();
    content
        .read_to_end(&mut bytes)
        .map_err(|error| match error.kind() {
            ErrorKind::OutOfMemory => Side::Disk(error),
            _ => Side::Archive,
        })?;
    Ok(bytes == there)
}

/// Writes an entry of `size` bytes; nothing of one that is damaged or larger.
fn write(content: impl Read, size: u64, target: &Path) -> io::Result<Fate> {
    let mut watched = Watched {
        content,
        n_read: 0,
        is_broken: false,
    };
    let draft = side::draft(target, &mut watched, None);
    if watched.is_broken || watched.n_read > size {
        return Ok(Fate::Refused(Refused::Damaged));
    }
    match draft?.put_new(target) {
        Ok(_) => Ok(Fate::New),
        // Another entry whose name differs in case only.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Ok(Fate::Refused(Refused::Otherwise))
        }
        Err(error) => Err(error),
    }
}

/// Tells an archive that cannot be read from a disk that cannot be written.
struct Watched<R> {
    content: R,
    n_read: u64,
    is_broken: bool,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.content.read(buffer);
        match &read {
            Ok(n) => self.n_read += u64::try_from(*n).unwrap_or(u64::MAX),
            Err(error) => self.is_broken |= error.kind() != ErrorKind::Interrupted,
        }
        read
    }
}
