//! A file that is whole and on the disk before it gets its name.

use std::fs::Permissions;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::dataset::side::tape::{self, Call};
use crate::dataset::side::{self, Access, SideFile};

/// How the names of drafts begin and end.
const PREFIX: &str = ".gouji-";
const SUFFIX: &str = ".tmp";

/// Age below which a draft may be of a program that has not locked it yet.
const YOUNG: Duration = Duration::from_mins(1);

/// Most that is held in memory of a file that is written, in bytes.
const PIECE: u64 = 1024 * 1024;

/// Bytes on the disk that have no name of their own yet. Dropping it removes them.
#[derive(Debug)]
pub(crate) struct Draft(NamedTempFile<SideFile>);

/// Writes all of `content` to a temporary file in the folder of `target` and makes it durable. With `permissions` it is for those
/// who could use the file before, else for those whom the user's mask allows.
///
/// # Errors
/// What the system says, or `content`; nothing has changed then.
pub(crate) fn draft(
    target: &Path,
    mut content: impl Read,
    permissions: Option<Permissions>,
) -> io::Result<Draft> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    let temporary = builder.make_in(side::folder_of(target), side::create)?;
    let file = temporary.as_file();
    // Tells those who sweep the folder that it is wanted; without locks its age does.
    let _ = file.try_lock();
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    let mut at = 0;
    let mut piece = Vec::new();
    loop {
        piece.clear();
        let n_read = content.by_ref().take(PIECE).read_to_end(&mut piece)?;
        // An empty file is written as well.
        if n_read > 0 || at == 0 {
            file.put(at, &piece)?;
        }
        let n_read = u64::try_from(n_read).unwrap_or(PIECE);
        at += n_read;
        if n_read < PIECE {
            break;
        }
    }
    file.sync()?;
    Ok(Draft(temporary))
}

impl Draft {
    /// Gives it the name `target`, in the place of the file that stands there.
    ///
    /// # Errors
    /// What the system says; nothing has changed then.
    pub(crate) fn put_over(self, target: &Path) -> io::Result<SideFile> {
        self.tell(target, true)?;
        self.0.persist(target).map_err(|error| error.error)
    }

    /// Gives it the name `target`, in the place of the file that stands there, if `is_known` knows the bytes of that, at
    /// most `limit`; `false` if it does not, and stands there as before. Where the system exchanges two names in one step,
    /// no other program can put a file there that goes unseen, not even one whose locks are not seen here.
    ///
    /// # Errors
    /// What the system says; nothing is lost then.
    pub(crate) fn put_over_known(
        self,
        target: &Path,
        limit: u64,
        is_known: impl Fn(&[u8]) -> bool,
    ) -> io::Result<bool> {
        let place = self.0.path().to_owned();
        if side::exchange(&place, target).is_err() {
            return self.put_over(target).map(|_| true);
        }
        // The name of the draft is that of the old file now, which is not to go by itself.
        let (file, _) = self.0.keep().map_err(|error| error.error)?;
        if side::read(&place, limit).is_ok_and(|bytes| is_known(&bytes)) {
            // A rest that cannot be removed does no harm.
            let _ = side::remove(&place);
            return Ok(true);
        }
        side::exchange(&place, target)?;
        if file.is_at(&place) {
            let _ = side::remove(&place);
        } else {
            // Somebody replaced even this file in the meantime.
            side::keep_beside(&place, target)?;
        }
        Ok(false)
    }

    /// Gives it the name `target`, which nothing may have yet.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`], or what the system says; nothing has changed then.
    pub(crate) fn put_new(self, target: &Path) -> io::Result<SideFile> {
        self.tell(target, false)?;
        match self.0.persist_noclobber(target) {
            Ok(file) => Ok(file),
            // A file system that can do it in one step in no way.
            Err(error) if error.error.kind() != ErrorKind::AlreadyExists => {
                if side::is_there(target) {
                    return Err(io::Error::from(ErrorKind::AlreadyExists));
                }
                error.file.persist(target).map_err(|error| error.error)
            }
            Err(error) => Err(error.error),
        }
    }

    fn tell(&self, target: &Path, replaces: bool) -> io::Result<()> {
        let call = Call::Rename {
            path: self.0.path(),
            target,
            replaces,
        };
        tape::tell(&call).map(|_| ())
    }
}

/// Whether `name` is that of a draft.
pub(crate) fn is_draft(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}

/// Removes the draft at `path` if a crash left it behind; one that cannot be removed does no harm.
pub(crate) fn sweep(path: &Path) {
    let Ok(file) = side::open(path, Access::Read) else {
        return;
    };
    let modified = file.metadata().and_then(|metadata| metadata.modified());
    // A file of the future is of a clock that was put back, and as young as any.
    let is_old = modified.is_ok_and(|modified| modified.elapsed().is_ok_and(|age| age > YOUNG));
    if is_old && !matches!(file.try_lock(), Ok(false)) && file.is_at(path) {
        let _ = side::remove(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Puts a draft over a file with the content `there`, where `before` is known; then this stands there, alone.
    #[track_caller]
    fn check_put(there: &str, before: &str, expected: (bool, &str)) {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.gouji.ron");
        fs::write(&target, there).unwrap();
        let draft = draft(&target, "new".as_bytes(), None).unwrap();
        let is_known = |bytes: &[u8]| bytes == before.as_bytes();
        let is_put = draft.put_over_known(&target, 100, is_known).unwrap();
        assert_eq!((is_put, &*fs::read_to_string(&target).unwrap()), expected);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_somebody_else_has_just_put_there_is_put_back() {
        check_put("old", "old", (true, "new"));
        check_put("theirs", "old", (false, "theirs"));
        // One that is too large to be read is nobody's we know.
        check_put(&"x".repeat(101), "old", (false, &"x".repeat(101)));
    }
}
