//! A sample of signed reports that is reviewed a second time: `复核.ron` in the folder of the dataset says what was drawn, with
//! which seed, and what came of it.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::dataset::render::one_line;
use crate::dataset::side;

/// Name of the file.
pub const NAME: &str = "复核.ron";

/// Largest file that is read, in bytes.
const LIMIT: u64 = 64 << 20;

/// A sample.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Recheck {
    /// The seed.
    pub seed: u64,
    /// How many reports were signed when it was drawn.
    pub of: usize,
    /// When it was drawn, seconds since 1970 UTC.
    pub at: u64,
    /// What was drawn, in the order of the names.
    pub drawn: Vec<Drawn>,
}

/// A report that was drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// Path of its review below the folder, its steps parted by `/`.
    pub review: String,
    /// What the second review came to, once it is signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Outcome>,
}

/// What a second review came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Who made it.
    pub by: String,
    /// Cells that both stand for.
    pub cells: usize,
    /// Those that hold the same in both.
    pub alike: usize,
}

impl Drawn {
    /// Its review in `folder`; `None` for a path that leads out of it.
    #[must_use]
    pub fn path(&self, folder: &Path) -> Option<PathBuf> {
        let mut steps = self.review.split('/');
        let is_plain = |step: &str| !matches!(step, "" | "." | "..") && !step.contains(['\\', ':']);
        let path = steps
            .clone()
            .fold(folder.to_owned(), |path, step| path.join(step));
        steps.all(is_plain).then_some(path)
    }
}

/// Whether the file at `path` is a sample, by its name.
#[must_use]
pub fn is_sample(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == NAME)
}

/// The sample in `folder`; none where there is no file.
///
/// # Errors
/// When the file cannot be read, or is none.
pub fn read(folder: &Path) -> io::Result<Option<Recheck>> {
    let path = folder.join(NAME);
    if !side::is_there(&path) {
        return Ok(None);
    }
    let bytes = side::read(&path, LIMIT)?;
    let recheck = ron::de::from_bytes(&bytes).map_err(io::Error::other)?;
    Ok(Some(recheck))
}

/// Writes the sample of `folder`.
///
/// # Errors
/// What the system says.
pub fn write(folder: &Path, recheck: &Recheck) -> io::Result<()> {
    let text = one_line(recheck).map_err(io::Error::other)?;
    side::put_in_place(text.as_bytes(), &folder.join(NAME))
}

/// The reviews of the sample at `path`, for a second reviewer to open.
#[must_use]
pub fn reviews(path: &Path) -> Vec<PathBuf> {
    let folder = side::folder_of(path);
    let recheck = read(folder).ok().flatten().unwrap_or_default();
    let drawn = recheck.drawn.iter();
    drawn.filter_map(|drawn| drawn.path(folder)).collect()
}
