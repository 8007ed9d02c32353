//! No file imports, however far around, what imports it.

use std::collections::{BTreeMap, BTreeSet};

use crate::code::{code, uses};

/// The module a file is: `rules::carry_over` for `rules/carry_over.rs`, `rules` for `rules/mod.rs`.
fn module(file: &str) -> String {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    path.replace('/', "::")
}

/// The files each file imports from. A name that a folder's own file passes on counts as that of the file it comes from.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let uses = uses();
    let files: BTreeMap<String, &String> = uses.keys().map(|file| (module(file), file)).collect();
    let passed_on = passed_on();
    let file_of = |path: &str| {
        let mut path = path.to_owned();
        for _ in 0..4 {
            let Some(next) = passed_on.get(&path) else {
                break;
            };
            path.clone_from(next);
        }
        loop {
            if let Some(file) = files.get(&path) {
                return Some((*file).clone());
            }
            let (before, _) = path.rsplit_once("::")?;
            path = before.to_owned();
        }
    };
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, paths) in &uses {
        let own = imports.entry(file.clone()).or_default();
        let paths = paths.iter().filter_map(|path| path.strip_prefix("crate::"));
        own.extend(paths.filter_map(file_of).filter(|other| other != file));
    }
    for line in code() {
        // A folder's own file names its files without the whole path.
        let (file, text) = (&line.file, line.text.trim_start());
        let is_reexport = text.starts_with("pub") && text.contains(" use ");
        if file.ends_with("/mod.rs") && !is_reexport {
            let own = module(file);
            for (child, child_file) in &files {
                let name = child.strip_prefix(&format!("{own}::"));
                let name = name.filter(|name| !name.contains("::"));
                if name.is_some_and(|name| names_child(text, name)) {
                    let own = imports.entry(file.clone()).or_default();
                    own.insert((*child_file).clone());
                }
            }
        }
    }
    imports
}

/// Whether `child::` stands in the line, not behind another path.
fn names_child(text: &str, child: &str) -> bool {
    text.match_indices(&format!("{child}::")).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

/// Names that files pass on with `pub use`, and where they come from.
fn passed_on() -> BTreeMap<String, String> {
    let mut passed_on = BTreeMap::new();
    for line in code() {
        let text = line.text.trim_start();
        let Some(at) = text.find(" use ").filter(|_| text.starts_with("pub")) else {
            continue;
        };
        let own = module(&line.file);
        let tree = text[at + 5..].trim_end_matches(';');
        let (start, names) = match tree.split_once("::{") {
            Some((start, names)) => (start, names.trim_end_matches('}')),
            None => tree.rsplit_once("::").unwrap_or(("", tree)),
        };
        let start = match start.strip_prefix("crate::") {
            Some(start) => start.to_owned(),
            None => format!("{own}::{start}"),
        };
        for name in names.split(',').map(str::trim) {
            passed_on.insert(format!("{own}::{name}"), format!("{start}::{name}"));
        }
    }
    passed_on
}

/// All files that can be reached from `file`.
fn reached(imports: &BTreeMap<String, BTreeSet<String>>, file: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open = vec![file.to_owned()];
    while let Some(file) = open.pop() {
        for other in imports.get(&file).into_iter().flatten() {
            if reached.insert(other.clone()) {
                open.push(other.clone());
            }
        }
    }
    reached
}

#[test]
fn no_file_imports_in_a_circle() {
    let imports = imports();
    let n_edges: usize = imports.values().map(BTreeSet::len).sum();
    assert!(n_edges > 500, "the imports were not found: {n_edges}");
    let in_circle = imports
        .keys()
        .filter(|file| reached(&imports, file).contains(*file));
    let in_circle: Vec<String> = in_circle
        .map(|file| {
            let back = |other: &&String| reached(&imports, other).contains(file);
            let ways: Vec<&String> = imports[file].iter().filter(back).collect();
            format!("src/{file} through {ways:?}")
        })
        .collect();
    assert!(in_circle.is_empty(), "{}", in_circle.join("\n"));
}
