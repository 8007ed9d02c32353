//! The saved reviews of a dataset.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::dataset::folder::{is_reviewed, review_of};
use crate::headless::arguments::Datasets;
use crate::headless::inputs::{self, Input, LookFor};
use crate::headless::output::complain;

/// The reviews of a dataset.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Their paths, in the order of the input.
    pub reviews: Vec<PathBuf>,
    /// Reports that nobody has reviewed.
    pub unreviewed: Vec<PathBuf>,
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
        listing.name_each_once();
        listing
    }

    /// A report, its review and the folder of both may all be named: it is one.
    fn name_each_once(&mut self) {
        for paths in [&mut self.reviews, &mut self.unreviewed] {
            let mut seen = BTreeSet::new();
            paths.retain(|path| {
                let file = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
                seen.insert(file)
            });
        }
    }

    fn add(&mut self, path: &Path) {
        let review = review_of(path);
        if is_reviewed(path) || review.exists() {
            self.reviews.push(review);
        } else if path.exists() {
            self.unreviewed.push(path.to_owned());
        } else {
            let path = path.display();
            self.errors.push(format!("找不到 {path}。请检查路径。"));
        }
    }
}

/// The reviews of `datasets`, with the files they were found among. What was passed over and what could not be listed is
/// told; if there are none, that is told as well, and `undone` says what was not done.
pub(super) fn found(datasets: &Datasets, undone: &str) -> Option<(Listing, Vec<Input>)> {
    found_or(datasets, undone, false)
}

/// As [`found`]; reports without a review are enough where `unreviewed_too`.
pub(super) fn found_or(
    datasets: &Datasets,
    undone: &str,
    unreviewed_too: bool,
) -> Option<(Listing, Vec<Input>)> {
    if let Err(sentence) = datasets.settle() {
        complain(&sentence);
        return None;
    }
    let expanded = inputs::expand(&datasets.datasets, LookFor::Reviews);
    expanded.tell_passed();
    let listing = Listing::of(&expanded.inputs);
    for error in &listing.errors {
        complain(error);
    }
    let has_any = unreviewed_too && !listing.unreviewed.is_empty();
    if listing.reviews.is_empty() && !has_any {
        complain(&format!(
            "没有找到审定文件（*.gouji.ron），{undone}。请先在窗口中审定并保存，或检查路径。"
        ));
        return None;
    }
    Some((listing, expanded.inputs))
}
