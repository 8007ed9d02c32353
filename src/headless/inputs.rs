//! From the paths on the command line to the files to read, in order.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::dataset::copies;
use crate::dataset::folder::{is_reviewed, reports_in, standing};
use crate::dataset::passed::{PassedKind, PassedOver};
use crate::source::system;

/// One thing to process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// A file.
    File(PathBuf),
    /// A path that led nowhere.
    Bad {
        /// The path.
        path: PathBuf,
        /// What is wrong with it and what to do.
        error: String,
    },
}

/// What folders are searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LookFor {
    /// Reports. Saved reviews are no reports: they are named one by one.
    Reports,
    /// Reports, and saved reviews whose report is not beside them.
    Reviews,
}

/// What the paths on the command line stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Expanded {
    /// What to process, in order.
    pub inputs: Vec<Input>,
    /// Files of folders that are not read.
    pub passed: PassedOver,
}

impl Expanded {
    /// Tells on standard error what is not read, one line a kind.
    pub(crate) fn tell_passed(&self) {
        for line in self.passed.lines() {
            eprintln!("{line}");
        }
    }
}

/// The files that `paths` stand for: files as they are, folders searched recursively in the order of their names, `-`
/// replaced by the paths listed on standard input.
pub(crate) fn expand(paths: &[PathBuf], search: LookFor) -> Expanded {
    let mut expanded = Expanded::default();
    for path in paths {
        if path.as_os_str() == "-" {
            expand_standard_input(search, &mut expanded);
        } else {
            expand_path(path, search, &mut expanded);
        }
    }
    expanded
}

fn expand_standard_input(search: LookFor, expanded: &mut Expanded) {
    let mut bytes = Vec::new();
    if let Err(error) = io::stdin().read_to_end(&mut bytes) {
        expanded.inputs.push(Input::Bad {
            path: PathBuf::from("-"),
            error: format!("无法从标准输入读取路径清单：{}。", system::told(&error)),
        });
        return;
    }
    let list = String::from_utf8_lossy(&bytes);
    // `find -print0` ends paths with NUL, which no path has, so that they may have line breaks.
    let paths: Vec<&str> = if list.contains('\0') {
        list.split('\0').collect()
    } else {
        list.lines().collect()
    };
    for path in paths {
        if !path.trim().is_empty() {
            expand_path(Path::new(path), search, expanded);
        }
    }
}

fn expand_path(path: &Path, search: LookFor, expanded: &mut Expanded) {
    if path.is_dir() {
        expand_folder(path, search, expanded);
    } else {
        expanded.inputs.push(Input::File(path.to_owned()));
    }
}

fn expand_folder(folder: &Path, search: LookFor, expanded: &mut Expanded) {
    let listing = reports_in(folder);
    expanded.passed.join(listing.passed);
    for found in listing.found {
        match found {
            Ok(path) if copies::original(&path).is_some() => {
                expanded.passed.add(PassedKind::Copy, &path);
            }
            Ok(path) if search == LookFor::Reports && is_reviewed(&path) => {
                expanded.passed.add(PassedKind::Review, &path);
            }
            Ok(path) if search == LookFor::Reviews => {
                expanded.inputs.push(Input::File(standing(path)));
            }
            Ok(path) => expanded.inputs.push(Input::File(path)),
            Err((path, error)) => expanded.inputs.push(Input::Bad {
                path,
                error: format!("无法打开文件夹：{error}。请检查读取权限。"),
            }),
        }
    }
    if listing.is_cut {
        expanded.inputs.push(Input::Bad {
            path: folder.to_owned(),
            error: "文件夹里的文件太多，只列出了一部分。请分成几个文件夹再读。".to_owned(),
        });
    }
}
