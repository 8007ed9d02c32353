//! From the paths on the command line to the files to read, in order.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::dataset::folder::{is_reviewed, reports_in};

/// One thing to process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
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

/// The files that `paths` stand for: files as they are, folders searched recursively in the order of their names, `-`
/// replaced by the paths listed on standard input.
pub fn expand(paths: &[PathBuf]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            expand_standard_input(&mut inputs);
        } else {
            expand_path(path, &mut inputs);
        }
    }
    inputs
}

fn expand_standard_input(inputs: &mut Vec<Input>) {
    let mut bytes = Vec::new();
    if let Err(error) = io::stdin().read_to_end(&mut bytes) {
        inputs.push(Input::Bad {
            path: PathBuf::from("-"),
            error: format!("无法从标准输入读取路径清单：{error}。"),
        });
        return;
    }
    for line in String::from_utf8_lossy(&bytes).lines() {
        if !line.trim().is_empty() {
            expand_path(Path::new(line), inputs);
        }
    }
}

fn expand_path(path: &Path, inputs: &mut Vec<Input>) {
    if path.is_dir() {
        expand_folder(path, inputs);
    } else {
        inputs.push(Input::File(path.to_owned()));
    }
}

/// Saved reviews are no reports: they are named one by one.
fn expand_folder(folder: &Path, inputs: &mut Vec<Input>) {
    for found in reports_in(folder) {
        match found {
            Ok(path) if is_reviewed(&path) => {}
            Ok(path) => inputs.push(Input::File(path)),
            Err((path, error)) => inputs.push(Input::Bad {
                path,
                error: format!("无法打开文件夹：{error}。请检查读取权限。"),
            }),
        }
    }
}
