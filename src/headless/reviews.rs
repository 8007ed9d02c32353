//! The saved reviews of a dataset.

use std::path::{Path, PathBuf};

use crate::dataset::folder::is_reviewed;
use crate::dataset::path_beside;
use crate::headless::inputs::Input;

/// The reviews of a dataset.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Their paths, in the order of the input.
    pub reviews: Vec<PathBuf>,
    /// Reports that nobody has reviewed.
    pub n_unreviewed: usize,
    /// Sentences about what could not be listed.
    pub errors: Vec<String>,
}

impl Listing {
    /// The reviews among `inputs`: a review, or that beside a report.
    pub(super) fn of(inputs: &[Input]) -> Self {
        let mut listing = Self::default();
        for input in inputs {
            match input {
                Input::File(path) => listing.add(path),
                Input::Bad { path, error } => {
                    listing.errors.push(format!("{}：{error}", path.display()));
                }
            }
        }
        listing
    }

    fn add(&mut self, path: &Path) {
        if is_reviewed(path) {
            self.reviews.push(path.to_owned());
        } else if path_beside(path).exists() {
            self.reviews.push(path_beside(path));
        } else if path.exists() {
            self.n_unreviewed += 1;
        } else {
            let path = path.display();
            self.errors.push(format!("找不到 {path}。请检查路径。"));
        }
    }
}
