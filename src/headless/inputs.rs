//! From the paths on the command line to the files to read, in order.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::source;

/// Ending of a saved dataset file, which a folder search passes over.
const DATASET_ENDING: &str = ".gouji.ron";

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

/// Whether the path names a saved dataset.
pub fn is_dataset(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().ends_with(DATASET_ENDING))
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

/// Hidden files and the lock files of office programs are passed over, and so are links to folders, which may lead in
/// circles.
fn expand_folder(folder: &Path, inputs: &mut Vec<Input>) {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<fs::DirEntry>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            inputs.push(Input::Bad {
                path: folder.to_owned(),
                error: format!("无法打开文件夹：{error}。请检查读取权限。"),
            });
            return;
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let path = entry.path();
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            expand_folder(&path, inputs);
        } else if path.is_file() && source::is_supported_name(&path) && !is_dataset(&path) {
            inputs.push(Input::File(path));
        }
    }
}
