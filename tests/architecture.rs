//! The import directions of the crate, read from its own source text.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use gouji::rules::{Severity, registry};

/// Every room with the rooms it may name. What is not listed for a room, it may not know.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("amount", &[]),
    ("value", &["amount"]),
    ("entry", &["amount", "value"]),
    ("source", &[]),
    ("form", &["amount", "value", "source"]),
    ("read", &["amount", "value", "entry", "source", "form"]),
    ("claims", &["amount", "value", "source", "form"]),
    ("rules", &["amount", "value", "source", "form"]),
    ("repair", &["amount", "value", "source", "form"]),
    (
        "review",
        &[
            "amount", "value", "entry", "source", "form", "read", "claims", "rules", "repair",
        ],
    ),
    (
        "dataset",
        &[
            "amount", "value", "entry", "source", "form", "read", "claims", "rules", "repair",
            "review",
        ],
    ),
    (
        "export",
        &[
            "amount", "value", "entry", "source", "form", "read", "claims", "rules", "repair",
            "review",
        ],
    ),
    (
        "headless",
        &[
            "amount", "value", "entry", "source", "form", "read", "claims", "rules", "repair",
            "review", "dataset", "export",
        ],
    ),
    (
        "app",
        &[
            "amount", "value", "entry", "source", "form", "read", "claims", "rules", "repair",
            "review", "dataset", "export",
        ],
    ),
];

/// Names of the reading that rules may use: its types, never the reader.
const READING_TYPES: &[&str] = &[
    "crate::read::Reading",
    "crate::read::{Reading",
    "crate::read::{Doubt, Reading",
];

/// A line of code, comments and tests aside.
struct Line {
    file: String,
    number: usize,
    text: String,
}

/// The code of `src/`, without comments and without what follows `#[cfg(test)]` in a file.
fn code() -> Vec<Line> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
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
    fn room(&self) -> &str {
        let first = self.file.split('/').next().unwrap_or_default();
        first.trim_end_matches(".rs")
    }

    /// Whether `name` stands in the line as a whole word.
    fn names(&self, name: &str) -> bool {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        self.text.match_indices(name).any(|(at, _)| {
            let before = self.text[..at].chars().next_back();
            let after = self.text[at + name.len()..].chars().next();
            !before.is_some_and(is_word) && !after.is_some_and(is_word)
        })
    }
}

/// Fails with every line that is `wrong`.
#[track_caller]
fn check_no_line(rule: &str, wrong: impl Fn(&Line) -> bool) {
    let lines = code();
    assert!(lines.len() > 1_000, "the source was not found");
    let offending: Vec<String> = lines
        .iter()
        .filter(|line| wrong(line))
        .map(|line| format!("src/{}:{}: {}", line.file, line.number, line.text.trim()))
        .collect();
    assert!(offending.is_empty(), "{rule}\n{}", offending.join("\n"));
}

#[test]
fn rooms_know_only_the_rooms_before_them() {
    check_no_line("imported against the direction of the map", |line| {
        let room = line.room();
        let allowed = MAY_KNOW.iter().find(|(name, _)| *name == room);
        let named = line.text.split("crate::").skip(1);
        named
            .map(|rest| {
                rest.split(|c: char| !(c.is_alphanumeric() || c == '_'))
                    .next()
                    .unwrap_or_default()
            })
            .any(|target| {
                let known =
                    target == room || allowed.is_none_or(|(_, targets)| targets.contains(&target));
                let reading_type = room == "rules"
                    && target == "read"
                    && READING_TYPES.iter().any(|name| line.text.contains(name));
                !known && !reading_type
            })
    });
}

#[test]
fn every_room_of_the_library_is_on_the_map() {
    let library = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"));
    let library = library.unwrap();
    for room in library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
    {
        assert!(
            MAY_KNOW.iter().any(|(name, _)| *name == room),
            "{room} is missing in MAY_KNOW"
        );
    }
}

#[test]
fn only_the_window_knows_the_window_library() {
    let libraries = ["egui", "eframe", "egui_extras", "winit"];
    check_no_line("a window library outside app/ and main.rs", |line| {
        !matches!(line.room(), "app" | "main") && libraries.iter().any(|name| line.names(name))
    });
}

#[test]
fn only_one_file_names_the_file_dialogs() {
    let mut files: Vec<String> = code()
        .into_iter()
        .filter(|line| line.names("rfd"))
        .map(|line| line.file)
        .collect();
    files.dedup();
    assert!(files.len() <= 1, "rfd is named in {files:?}");
}

#[test]
fn only_file_types_derive_serde() {
    let is_file_type = |file: &str| {
        file == "form/schema.rs"
            || file == "repair/schema.rs"
            || file == "source/wire.rs"
            || file.starts_with("headless/json")
            || file.starts_with("dataset/")
            || file.starts_with("app/settings")
    };
    check_no_line("serde outside file types", |line| {
        let named = ["Serialize", "Deserialize"]
            .iter()
            .any(|name| line.names(name));
        named && !is_file_type(&line.file)
    });
}

#[test]
fn only_the_edges_touch_files_threads_and_the_clock() {
    let touches = [
        "std::fs",
        "std::thread",
        "std::net",
        "std::process",
        "SystemTime",
        "Instant",
        "rayon",
        "tempfile",
    ];
    check_no_line("files, threads or the clock inside the engine", |line| {
        let may = matches!(
            line.room(),
            "source" | "dataset" | "export" | "headless" | "main"
        ) || matches!(
            line.file.as_str(),
            "app/run/mod.rs"
                | "app/run/steps.rs"
                | "app/background/jobs.rs"
                | "app/background/opening.rs"
                | "app/dialogs.rs"
        ) || line.room() == "app" && line.names("Instant");
        !may && touches.iter().any(|name| line.text.contains(name))
    });
}

#[test]
fn only_review_and_one_function_of_the_window_change_a_session() {
    check_no_line("&mut Session outside review/ and app/run/", |line| {
        let may = line.room() == "review"
            || line.file.starts_with("app/run/")
            || line.file.starts_with("dataset/recovery/");
        !may && line.text.contains("&mut Session")
    });
}

#[test]
fn the_catalogue_in_the_readme_is_the_registry() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"));
    let readme = readme.unwrap();
    let rows = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    let mut printed: Vec<String> = rows
        .filter_map(|(id, rest)| Some(format!("{id} {}", rest.split('|').next()?.trim())))
        .collect();
    let name = |severity| match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    };
    let mut known: Vec<String> = registry::all()
        .into_iter()
        .map(|rule| format!("{} {}", rule.id, name(rule.severity)))
        .collect();
    printed.sort();
    known.sort();
    assert_eq!(printed, known);
}

/// Packages under a licence that asks to say where their source code is. Whether there are others, `.ci/run` looks.
#[test]
fn the_notice_names_the_versions_that_are_built() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap();
    let notice = fs::read_to_string(root.join("NOTICE")).unwrap();
    let named: Vec<&str> = notice
        .lines()
        .filter(|line| line.contains("https://crates.io/"))
        .collect();
    assert!(!named.is_empty());
    for line in named {
        let mut words = line.split_whitespace();
        let (name, version) = (words.next().unwrap(), words.next().unwrap());
        let locked = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        assert!(
            lock.contains(&locked),
            "{name} {version} is not in Cargo.lock"
        );
        assert!(line.contains(&format!("{name}/{version}")), "{line}");
    }
}
