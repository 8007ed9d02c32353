//! The code of `src/`, and what its files import.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A line of code, comments and tests aside.
pub(crate) struct Line {
    /// The file, below `src`.
    pub file: String,
    /// From 1.
    pub number: usize,
    /// What stands in it.
    pub text: String,
}

/// The code of `src/`, without comments and without what follows `#[cfg(test)]` in a file.
pub(crate) fn code() -> Vec<Line> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() > 200, "the source was not found");
    files.sort();
    files
        .iter()
        .flat_map(|file| lines_of(&root, file))
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

fn lines_of(root: &Path, file: &Path) -> Vec<Line> {
    let name = file.strip_prefix(root).unwrap().to_string_lossy();
    let name = name.replace('\\', "/");
    fs::read_to_string(file)
        .unwrap()
        .lines()
        .enumerate()
        .take_while(|(_, text)| !text.starts_with("#[cfg(test)]"))
        .filter(|(_, text)| !text.trim_start().starts_with("//"))
        .map(|(index, text)| Line {
            file: name.clone(),
            number: index + 1,
            text: text.to_owned(),
        })
        .collect()
}

impl Line {
    /// The room the line stands in: `read` for `read/place.rs` and `read.rs`.
    pub(crate) fn room(&self) -> &str {
        let first = self.file.split('/').next().unwrap_or_default();
        first.trim_end_matches(".rs")
    }

    /// Whether `name` stands in the line as a whole word.
    pub(crate) fn names(&self, name: &str) -> bool {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        self.text.match_indices(name).any(|(at, _)| {
            let before = self.text[..at].chars().next_back();
            let after = self.text[at + name.len()..].chars().next();
            !before.is_some_and(is_word) && !after.is_some_and(is_word)
        })
    }
}

/// What each file imports or names by its full path, each path whole: groups in braces are taken apart.
pub(crate) fn uses() -> BTreeMap<String, Vec<String>> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for line in code() {
        let text = texts.entry(line.file).or_default();
        text.push_str(&line.text);
        text.push('\n');
    }
    let paths = |text: &String| paths_in(text);
    texts
        .iter()
        .map(|(file, text)| (file.clone(), paths(text)))
        .collect()
}

/// The paths that begin with `crate::` or `std::`, in `use` lines and elsewhere.
fn paths_in(text: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for root in ["crate::", "std::"] {
        for (at, _) in text.match_indices(root) {
            let before = text[..at].chars().next_back();
            // Where something may be seen is no import.
            let is_sight = text[..at].ends_with("(in ");
            if !is_sight && !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                expand("", &text[at..], &mut paths);
            }
        }
    }
    paths
}

/// Adds the paths of the tree at the beginning of `text`, each behind `start`; gives what is left of the text.
fn expand<'a>(start: &str, text: &'a str, paths: &mut Vec<String>) -> &'a str {
    let text = text.trim_start();
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (path, mut rest) = (format!("{start}{}", &text[..end]), &text[end..]);
    if !path.ends_with("::") || !rest.starts_with('{') {
        paths.push(
            path.trim_end_matches("::self")
                .trim_end_matches(':')
                .to_owned(),
        );
        return rest;
    }
    rest = &rest[1..];
    loop {
        rest = rest.trim_start();
        if let Some(behind) = rest.strip_prefix('}') {
            return behind;
        }
        rest = expand(&path, rest, paths).trim_start();
        // `as` gives another name.
        if let Some(behind) = rest.strip_prefix("as ") {
            let end = behind.find([',', '}']).unwrap_or(behind.len());
            rest = &behind[end..];
        }
        match rest.strip_prefix(',') {
            Some(behind) => rest = behind,
            None if rest.starts_with('}') => {}
            // No tree of paths after all.
            None => return rest,
        }
    }
}

#[test]
fn groups_of_imports_are_taken_apart() {
    let paths = paths_in("use std::{fs, io::{self, Write}};\nuse crate::a::{B, c::{D, E as F}};");
    assert_eq!(
        paths,
        [
            "crate::a::B",
            "crate::a::c::D",
            "crate::a::c::E",
            "std::fs",
            "std::io",
            "std::io::Write"
        ]
    );
}
