//! Where results go, and the progress bar.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Seek, Write};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

use crate::dataset::folder::is_reviewed;
use crate::dataset::side;
use crate::headless::inputs::Input;
use crate::headless::{FINE, UNREADABLE};
use crate::source::system;

/// Standard output, or a file that appears only when it is complete.
pub(crate) enum Output {
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
    pub(crate) fn open(path: Option<&Path>) -> io::Result<Self> {
        Ok(match path {
            None => Self::Standard(io::stdout()),
            Some(path) => Self::File {
                draft: BufWriter::new(tempfile::tempfile_in(side::folder_of(path))?),
                path: path.to_owned(),
            },
        })
    }

    /// Writes `text`.
    ///
    /// # Errors
    /// When the output takes no more.
    pub(crate) fn write(&mut self, text: &str) -> io::Result<()> {
        match self {
            Self::Standard(stdout) => stdout.lock().write_all(text.as_bytes()),
            Self::File { draft, .. } => draft.write_all(text.as_bytes()),
        }
    }

    /// Puts the complete file in its place in one step; an older file is there, or the new one, never a part of it.
    ///
    /// # Errors
    /// When the last bytes cannot be written.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Standard(stdout) => stdout.lock().flush(),
            Self::File { draft, path } => {
                let mut draft = draft.into_inner().map_err(io::IntoInnerError::into_error)?;
                draft.rewind()?;
                side::put_in_place(draft, &path)
            }
        }
    }

    /// Whether a progress bar would disturb what is written.
    pub(crate) fn shares_the_terminal(&self) -> bool {
        matches!(self, Self::Standard(stdout) if stdout.is_terminal())
    }
}

/// Makes the folder that the file at `path` is to stand in.
///
/// # Errors
/// A sentence.
pub(super) fn make_folder_of(path: &Path) -> Result<(), String> {
    let folder = side::folder_of(path);
    fs::create_dir_all(folder).map_err(|error| {
        format!(
            "无法建立文件夹 {}：{}。",
            folder.display(),
            system::told(&error)
        )
    })
}

/// Why nothing is written to `path`, which is asked before any work: it is not a file, not to be written, a review, or one of
/// the inputs. A sentence, or nothing; `option` is what names the file on the command line.
pub(crate) fn refusal(path: &Path, inputs: &[Input], option: &str) -> Option<String> {
    let shown = path.display();
    if is_reviewed(path) {
        return Some(format!(
            "没有写入：{shown} 是审定文件的名字。请给 {option} 换一个文件名，例如 结果.ndjson。"
        ));
    }
    let metadata = fs::metadata(path).ok()?;
    if !metadata.is_file() {
        return Some(format!(
            "没有写入：{shown} 不是普通文件。请给 {option} 换一个文件名。"
        ));
    }
    if metadata.permissions().readonly() {
        return Some(format!(
            "没有写入：{shown} 是只读文件。请去掉只读属性，或给 {option} 换一个文件名。"
        ));
    }
    let own = identity(path)?;
    let is_input = inputs.iter().any(|input| match input {
        Input::File(file) => identity(file).is_some_and(|its| its == own),
        Input::Bad { .. } => false,
    });
    is_input.then(|| {
        format!("没有写入：{shown} 也在要识读的报告里，会被覆盖。请给 {option} 换一个文件名。")
    })
}

/// What is the same for all names of a file.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// `text` for a terminal: characters that would move its cursor, change its colours or turn the direction of what follows
/// are written as numbers, such as `\u{1b}`. Lines and tabs stay.
pub(crate) fn plain(text: &str) -> String {
    spelled(text, |c| format!("\\u{{{:x}}}", u32::from(c)))
}

/// A line of JSON that says the same and has no such characters; JSON itself has none below U+0020.
pub(crate) fn plain_json(line: &str) -> String {
    spelled(line, |c| format!("\\u{:04x}", u32::from(c)))
}

fn spelled(text: &str, number: impl Fn(char) -> String) -> String {
    let is_plain = |c: char| match c {
        '\n' | '\t' => true,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => false,
        c => !c.is_control(),
    };
    let Some(first) = text.find(|c| !is_plain(c)) else {
        return text.to_owned();
    };
    let (before, rest) = text.split_at(first);
    let mut plain = before.to_owned();
    for c in rest.chars() {
        if is_plain(c) {
            plain.push(c);
        } else {
            plain.push_str(&number(c));
        }
    }
    plain
}

/// Says `sentence` on standard error.
pub(crate) fn complain(sentence: &str) {
    eprintln!("{}", plain(sentence));
}

/// A bar of `n_steps` on standard error if that is a terminal and `wanted`; else one that shows nothing.
pub(crate) fn progress_bar(n_steps: usize, wanted: bool) -> ProgressBar {
    if !wanted || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(n_steps).unwrap_or(u64::MAX));
    match ProgressStyle::with_template("{wide_bar} {percent}% 剩余约 {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Writes what a command tells to standard output, or says why it tells nothing. Returns the exit code.
pub(super) fn tell(told: Result<String, String>) -> u8 {
    let written = told.and_then(|text| {
        let mut output = Output::open(None).map_err(|error| error.to_string())?;
        let written = output.write(&plain(&text));
        let written = written.and_then(|()| output.finish());
        written.map_err(|error| format!("无法写入标准输出：{}。", system::told(&error)))
    });
    match written {
        Ok(()) => FINE,
        Err(sentence) => {
            complain(&sentence);
            UNREADABLE
        }
    }
}
