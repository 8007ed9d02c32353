//! What was recognised of pictures is kept on this computer, so that a file that is opened again need not be recognised
//! again. What is kept is what the import worker answered; it belongs to this build of the program, and a file that is
//! damaged or gone is recognised anew.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use directories::ProjectDirs;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::source::hash::hex;
use crate::source::import::ImportedText;
use crate::source::wire::{Document, Request};

/// All that is kept, in bytes; what was used longest ago goes first.
const MOST: u64 = 200 << 20;

/// The folder of what was recognised.
#[derive(Debug)]
pub struct Kept {
    folder: PathBuf,
    /// Tells this build of the program from others.
    program: String,
    most: u64,
}

impl Kept {
    /// What is kept in `folder`, which need not be there yet.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            program: this_program(),
            most: MOST,
        }
    }

    /// The same, of at most so many bytes.
    #[must_use]
    pub fn with_most(self, most: u64) -> Self {
        Self { most, ..self }
    }

    /// What is kept for the user; `None` where the system has no place for it.
    pub(super) fn of_user() -> Option<Self> {
        let folders = ProjectDirs::from("", "", "gouji")?;
        Some(Self::new(folders.cache_dir().join("recognised")))
    }

    /// Where the answer to this request for the text of `bytes` is kept.
    pub(super) fn place(&self, request: &Request, bytes: &[u8]) -> PathBuf {
        let asked = (
            &self.program,
            &request.format,
            request.most_pages,
            &request.chosen,
            request.from_pictures,
        );
        let mut hash = Sha256::new();
        hash.update(format!("{asked:?}").as_bytes());
        hash.update(bytes);
        self.folder.join(format!("{}.json", hex(&hash.finalize())))
    }

    /// The answer kept at this place, if there is one.
    pub(super) fn find(place: &Path) -> Option<ImportedText> {
        let bytes = fs::read(place).ok()?;
        let document: Document = serde_json::from_slice(&bytes).ok()?;
        // That it was of use again is remembered; where that fails it goes a little earlier.
        let file = fs::File::options().append(true).open(place);
        let _ = file.and_then(|file| file.set_modified(SystemTime::now()));
        Some(document.into())
    }

    /// Keeps an answer for which figures were recognised. Where it cannot be kept nothing is lost but time.
    pub(super) fn keep(&self, place: &Path, text: &ImportedText) {
        if !text.seen.is_empty() {
            let _ = self.write(place, &text.clone().into());
        }
    }

    fn write(&self, place: &Path, document: &Document) -> std::io::Result<()> {
        let bytes = serde_json::to_vec(document)?;
        fs::create_dir_all(&self.folder)?;
        let mut draft = NamedTempFile::new_in(&self.folder)?;
        draft.write_all(&bytes)?;
        draft.persist(place).map_err(|error| error.error)?;
        self.make_room()
    }

    /// Takes away what was used longest ago, until the rest has room.
    fn make_room(&self) -> std::io::Result<()> {
        let mut files = Vec::new();
        for file in fs::read_dir(&self.folder)? {
            let file = file?;
            let facts = file.metadata()?;
            if facts.is_file() {
                let used = facts.modified().unwrap_or(UNIX_EPOCH);
                files.push((used, facts.len(), file.path()));
            }
        }
        files.sort_unstable();
        let mut total: u64 = files.iter().map(|(_, len, _)| len).sum();
        for (_, len, path) in files {
            if total <= self.most {
                break;
            }
            fs::remove_file(path)?;
            total -= len;
        }
        Ok(())
    }
}

/// Size and age of the running program: another build may recognise otherwise.
fn this_program() -> String {
    let facts = std::env::current_exe().and_then(fs::metadata);
    let facts = facts.map(|facts| {
        let made = facts.modified().unwrap_or(UNIX_EPOCH);
        let made = made.duration_since(UNIX_EPOCH).unwrap_or_default();
        (facts.len(), made.as_millis())
    });
    format!("{:?}", facts.unwrap_or_default())
}
