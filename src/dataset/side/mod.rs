//! The files beside a report (reviews, crash journals, locks, the list of names), and the only calls that touch them.
//!
//! Whoever packed the folder decides what lies beside a report, so no name is trusted: a file is opened only if it is a
//! regular file under its own name. A link is not followed, a pipe or a device is not waited for, and nothing is read
//! beyond a limit. What is put in place is whole and on the disk before it gets its name.
//!
//! Every call that changes the disk is told to [`tape`] first, so that tests can cut the power at each of them.

mod call;
mod draft;
mod file;
pub(crate) mod tape;

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::dataset::side::tape::Call;
use crate::said::{Said, Told};
use crate::source::hash::sha256_hex;
use crate::source::system;

pub(crate) use draft::{draft, is_draft, sweep};
pub(crate) use file::SideFile;

/// Most names that are tried for a file that is kept aside.
const MOST_NAMES: u16 = 999;

/// Largest file that is copied to be kept aside where the file system cannot give it a second name, in bytes.
const COPY_LIMIT: u64 = 256 * 1024 * 1024;

/// Why a file is not opened or not read to its end; found inside an [`io::Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A link, a folder, a pipe, a device.
    #[error("它不是普通文件，而是链接、管道、设备或文件夹")]
    NotAFile,
    /// Larger than any file of its kind.
    #[error("它有 {size_mb} MB，超过 {limit_mb} MB 的上限")]
    TooLarge {
        /// Its size in MiB, rounded down.
        size_mb: u64,
        /// The limit in MiB.
        limit_mb: u64,
    },
}

impl Told for Refused {
    fn english(&self) -> String {
        match self {
            Self::NotAFile => {
                "it is no plain file, but a link, a pipe, a device or a folder".to_owned()
            }
            Self::TooLarge { size_mb, limit_mb } => {
                format!("it has {size_mb} MB, more than the limit of {limit_mb} MB")
            }
        }
    }
}

/// What the system says, or the refusal inside `error`.
pub(crate) fn said(error: &io::Error) -> Said {
    Refused::in_error(error).map_or_else(|| system::said(error), |refused| refused.said())
}

impl Refused {
    /// The refusal inside `error`, if it is one.
    #[must_use]
    pub fn in_error(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref::<Self>().copied()
    }

    fn error(self) -> io::Error {
        io::Error::other(self)
    }
}

/// What an open file may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Reading, and locking.
    Read,
    /// Writing as well.
    Write,
}

/// Opens the file at `path`.
///
/// # Errors
/// [`Refused::NotAFile`], or what the system says.
pub(crate) fn open(path: &Path, access: Access) -> io::Result<SideFile> {
    // Said here, because opening a pipe or a device may have an effect; checked again on what was opened.
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(Refused::NotAFile.error());
    }
    let id = tape::tell(&Call::Open { path })?;
    let mut options = options();
    let file = options
        .read(true)
        .write(access == Access::Write)
        .open(path)?;
    if !file.metadata()?.is_file() {
        return Err(Refused::NotAFile.error());
    }
    Ok(SideFile { file, id })
}

/// Makes a new file at `path`, readable by those whom the user's mask allows.
///
/// # Errors
/// [`ErrorKind::AlreadyExists`] when anything stands there, even a link that leads nowhere; or what the system says.
pub(crate) fn create(path: &Path) -> io::Result<SideFile> {
    let id = tape::tell(&Call::Create { path })?;
    let mut options = options();
    let file = options.read(true).write(true).create_new(true).open(path)?;
    Ok(SideFile { file, id })
}

#[cfg(unix)]
fn options() -> OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let mut options = OpenOptions::new();
    options.custom_flags(flags.bits().cast_signed());
    options
}

#[cfg(windows)]
fn options() -> OpenOptions {
    use std::os::windows::fs::OpenOptionsExt;
    /// Opens a link itself, not what it leads to.
    const FILE_FLAG_OPEN_REPARSE_POINT: u32 = 0x0020_0000;
    let mut options = OpenOptions::new();
    options.custom_flags(FILE_FLAG_OPEN_REPARSE_POINT);
    options
}

#[cfg(not(any(unix, windows)))]
fn options() -> OpenOptions {
    OpenOptions::new()
}

/// The bytes of the file at `path`.
///
/// # Errors
/// As [`open`], and [`Refused::TooLarge`] above `limit` bytes.
pub(crate) fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    open(path, Access::Read)?.read(limit)
}

/// The first bytes of the file at `path`, at most `most`.
///
/// # Errors
/// As [`open`].
pub(crate) fn read_head(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open(path, Access::Read)?;
    let mut bytes = Vec::new();
    (&file.file).take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether anything stands at `path`, be it a link that leads nowhere.
pub(crate) fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Removes the file at `path`.
///
/// # Errors
/// What the system says; not that there is none.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    tape::tell(&Call::Remove { path })?;
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Gives what stands at `path` a second name that nothing has yet, the first name with a number behind it, and tells it.
/// Where the file system knows no second names, a copy has it.
///
/// # Errors
/// When all numbers are taken, or the system says no. Nothing is lost then.
pub(crate) fn keep_aside(path: &Path) -> io::Result<PathBuf> {
    keep_beside(path, path)
}

/// As [`keep_aside`], with a name like that of `target`.
///
/// # Errors
/// As [`keep_aside`].
pub(crate) fn keep_beside(path: &Path, target: &Path) -> io::Result<PathBuf> {
    for number in 1..=MOST_NAMES {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{number}"));
        let aside = target.with_file_name(name);
        if is_there(&aside) {
            continue;
        }
        match link(path, &aside) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(()) => {
                // Without it the old name, which a caller removes next, might be gone before the new one is durable.
                let _ = sync_folder(folder_of(path));
                return Ok(aside);
            }
        }
    }
    Err(io::Error::from(ErrorKind::AlreadyExists))
}

/// Puts all of `content` at `path` in one step, in the place of the file that stands there; for those whom the user's mask
/// allows.
///
/// # Errors
/// What the system says, or `content`; nothing has changed then.
pub(crate) fn put_in_place(content: impl Read, path: &Path) -> io::Result<()> {
    draft(path, content, None)?.put_over(path)?;
    // The file has its name; that a folder cannot be synced takes it from nobody.
    let _ = sync_folder(folder_of(path));
    Ok(())
}

/// Keeps what stands at `path` under another name only, and tells that name.
///
/// # Errors
/// As [`keep_aside`]; or when the old name cannot be removed.
pub(crate) fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let aside = keep_aside(path)?;
    remove(path)?;
    Ok(aside)
}

fn link(path: &Path, aside: &Path) -> io::Result<()> {
    tape::tell(&Call::Link { path, aside })?;
    match fs::hard_link(path, aside) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            let bytes = read(path, COPY_LIMIT)?;
            let copy = create(aside)?;
            copy.put(0, &bytes)?;
            copy.sync()
        }
        linked => linked,
    }
}

/// Gives each of two files the name of the other, in one step.
///
/// # Errors
/// What the system says, also where it cannot do that; nothing has changed then.
pub(crate) fn exchange(path: &Path, target: &Path) -> io::Result<()> {
    tape::tell(&Call::Exchange { path, target })?;
    exchange_names(path, target)
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange_names(path: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, path, CWD, target, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange_names(_path: &Path, _target: &Path) -> io::Result<()> {
    Err(io::Error::from(ErrorKind::Unsupported))
}

/// Makes the names in `folder` durable. Other systems than Unix cannot sync a folder and need not.
///
/// # Errors
/// What the system says; a folder that may not be listed cannot be synced, nor can those of some network shares.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    tape::tell(&Call::SyncFolder { path: folder })?;
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// The folder that the file at `path` stands in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Where a file that belongs to the one at `path` may stand: beside it, else in the user's data folder.
pub(crate) fn places(path: &Path, ending: &str) -> Vec<PathBuf> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    let mut places = vec![path.with_file_name(name)];
    if let Some(folders) = directories::ProjectDirs::from("", "", "gouji") {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let hash = sha256_hex(absolute.to_string_lossy().as_bytes());
        let folder = folders.data_local_dir().join("recovery");
        places.push(folder.join(format!("{hash}{ending}")));
    }
    places
}

/// Makes the folder of the user's data folder that `place` is in, if it is one of the later of [`places`].
pub(crate) fn make_folder(number: usize, place: &Path) {
    if number > 0 {
        // Without the folder the file cannot be made, which is said then.
        let _ = fs::create_dir_all(folder_of(place));
    }
}

#[cfg(test)]
pub(crate) mod recorder;
