//! Where results go, and the progress bar.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Seek, Write};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

/// Standard output, or a file that appears only when it is complete.
pub enum Output {
    /// Standard output.
    Standard(io::Stdout),
    /// A file. Until [`Output::finish`] the content is in a temporary file without a name, which the system removes
    /// however the program ends.
    File {
        /// The content so far.
        draft: BufWriter<File>,
        /// The file to write.
        path: PathBuf,
    },
}

impl Output {
    /// Opens the output.
    ///
    /// # Errors
    /// When nothing can be written beside the file at `path`.
    pub fn open(path: Option<&Path>) -> io::Result<Self> {
        Ok(match path {
            None => Self::Standard(io::stdout()),
            Some(path) => Self::File {
                draft: BufWriter::new(tempfile::tempfile_in(folder_of(path))?),
                path: path.to_owned(),
            },
        })
    }

    /// Writes `text`.
    ///
    /// # Errors
    /// When the output takes no more.
    pub fn write(&mut self, text: &str) -> io::Result<()> {
        match self {
            Self::Standard(stdout) => stdout.lock().write_all(text.as_bytes()),
            Self::File { draft, .. } => draft.write_all(text.as_bytes()),
        }
    }

    /// Puts the complete file in its place in one step; an older file is there, or the new one, never a part of it.
    ///
    /// # Errors
    /// When the last bytes cannot be written.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Standard(stdout) => stdout.lock().flush(),
            Self::File { draft, path } => {
                let mut draft = draft.into_inner().map_err(io::IntoInnerError::into_error)?;
                draft.rewind()?;
                let mut complete = named_temporary(folder_of(&path))?;
                io::copy(&mut draft, complete.as_file_mut())?;
                complete.as_file().sync_all()?;
                complete.persist(&path).map_err(|error| error.error)?;
                Ok(())
            }
        }
    }

    /// Whether a progress bar would disturb what is written.
    pub fn shares_the_terminal(&self) -> bool {
        matches!(self, Self::Standard(stdout) if stdout.is_terminal())
    }
}

/// The folder a file at `path` stands in.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A temporary file with the permissions of an ordinary new file.
fn named_temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// A bar on standard error if that is a terminal and `wanted`; else one that shows nothing. Every input is two steps: it
/// is opened, and it is checked.
pub fn progress_bar(n_inputs: usize, wanted: bool) -> ProgressBar {
    if !wanted || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(n_inputs.saturating_mul(2)).unwrap_or(u64::MAX));
    match ProgressStyle::with_template("{wide_bar} {percent}% 剩余约 {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
